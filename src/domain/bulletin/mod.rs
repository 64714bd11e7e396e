//! 简报: numbered issues, daily or by subject. Counts are frozen when the issue is drafted, after its day is over; what
//! is recorded later goes into the next issue.
//!
//! - `count`: what issues count, and their passages, by name;
//! - `draft`: the facts of an issue, gathered from the journal, each with its row;
//! - `marks`: which facts an event makes;
//! - `decide`: what may be done with an issue, and when.

mod count;
mod decide;
mod draft;
mod marks;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Inapplicable, Stamp, aggregate_of};
use super::id::{Id, Stream};
use super::named::named;
use super::notice::{Notice, NoticeCommand, NoticeEvent};
use super::serial::Serial;

pub use count::{Count, Passage};
pub use decide::decide;
pub use draft::{Covers, Gathered, History, Row, cut_off};

named! {
    /// State of an issue.
    BulletinState {
        /// Its day is running; facts are collected.
        Collecting = "collecting",
        /// Written; its counts are frozen.
        Drafted = "drafted",
        /// 核稿
        Checked = "checked",
        /// 签发
        Signed = "signed",
        /// 印发: it has its issue number.
        Issued = "issued",
        /// Issued, and corrected since.
        Corrected = "corrected",
    }
}

named! {
    /// Which bulletin.
    BulletinSeries {
        /// 《防控简报》, one a day.
        Daily = "daily",
        /// 《督查简报》
        Inspection = "inspection",
        /// Thematic.
        Special = "special",
    }
}

impl BulletinState {
    /// Whether it still asks for work.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Issued | Self::Corrected)
    }

    /// Verbs that the state allows, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Collecting => &["draft"],
            Self::Drafted => &["check", "edit", "draft"],
            Self::Checked => &["sign", "send_back", "draft"],
            Self::Signed => &["issue", "send_back"],
            Self::Issued | Self::Corrected => &["correct"],
        }
    }
}

impl BulletinSeries {
    /// The id of the `n`-th attempt at the issue of a day: two officers who begin it at once mean the same issue, and
    /// the second of them is told so. The attempts before were undone.
    pub fn issue_id(self, day: NaiveDate, attempt: u32) -> Id {
        let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
        let chance = (u128::from(self as u8) + 1) << 32 | u128::from(attempt);
        Id::from_parts(u64::try_from(midnight).unwrap_or(0), chance)
    }

    /// Name of the series of its issue numbers.
    pub fn numbers(self) -> String {
        format!("bulletin/{}", self.name())
    }
}

/// What an issue is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Masthead {
    /// Which bulletin.
    pub series: BulletinSeries,
    /// Title of this issue.
    pub title: String,
    /// Statistical day it covers (local, cut off at 24:00).
    pub day: NaiveDate,
}

/// An issue of a bulletin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulletin {
    /// What it is about.
    pub masthead: Masthead,
    /// State.
    pub state: BulletinState,
    /// Its issue number, gapless within series and year; once issued.
    pub number: Option<Serial>,
    /// Named counts, frozen when drafted.
    pub counts: BTreeMap<String, u32>,
    /// Named passages of text.
    pub passages: BTreeMap<String, String>,
    /// Who signed it off.
    pub signed_by: Option<String>,
    /// When it was issued (UTC).
    pub issued_at: Option<DateTime<Utc>>,
    /// Corrections since, oldest first.
    pub corrections: Vec<String>,
    /// Attention, holder, flag, comments, reminders.
    #[serde(default, skip_serializing_if = "Notice::is_untouched")]
    pub notice: Notice,
    /// By when it must be out (UTC); issues that were opened before there was such a limit have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
    /// The time that its counts cover, once drafted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers: Option<Covers>,
    /// Who drafted it, or changed the draft last. Never the one who checks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drafted_by: Option<String>,
    /// Who checked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_by: Option<String>,
    /// Why it was last sent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// 专报: the one item that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Stream>,
}

/// The text of an issue, and what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Written {
    /// Named counts.
    pub counts: BTreeMap<String, u32>,
    /// Named passages.
    pub passages: BTreeMap<String, String>,
    /// The time that the counts cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers: Option<Covers>,
}

/// What happens to an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulletinEvent {
    /// Collecting has begun.
    Opened {
        /// What it is about.
        masthead: Masthead,
        /// By when it must be out (UTC).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<DateTime<Utc>>,
    },
    /// 专报: it is about one item.
    About {
        /// Which.
        item: Stream,
    },
    /// Written.
    Drafted {
        /// Named counts.
        counts: BTreeMap<String, u32>,
        /// Named passages.
        passages: BTreeMap<String, String>,
        /// The time that the counts cover.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        covers: Option<Covers>,
        /// By whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
    /// 核稿
    Checked,
    /// 退回修改: back to the draft.
    SentBack {
        /// Why.
        reason: String,
    },
    /// 签发
    Signed {
        /// By whom.
        leader: String,
    },
    /// 印发
    Issued {
        /// Whose number it is.
        series: BulletinSeries,
        /// Its number.
        number: Serial,
    },
    /// What is now said instead.
    Corrected {
        /// The correction.
        text: String,
    },
    /// An officer's hand on it.
    Notice(NoticeEvent),
}

/// What people ask of an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulletinCommand {
    /// Begin collecting.
    Open(Masthead),
    /// Write it, once its day is over; counts are frozen by this. Again: instead of the last draft, with the same counts.
    Draft(Box<Written>),
    /// The same for an issue that nobody has opened.
    Compile {
        /// What it is about.
        masthead: Masthead,
        /// What it says.
        written: Box<Written>,
    },
    /// 专报: begin and write a special report about one item. It counts nothing, so it waits for no end of a day.
    Report {
        /// Which item.
        about: Stream,
        /// Title.
        title: String,
        /// Statistical day on which it is written.
        day: NaiveDate,
        /// Named passages.
        passages: BTreeMap<String, String>,
    },
    /// Change the text of the draft; the counts stay.
    Edit {
        /// Passages that change, by name; an empty text takes one away.
        passages: BTreeMap<String, String>,
    },
    /// 核稿; never by the one who drafted.
    Check,
    /// 退回修改: back to the draft.
    SendBack {
        /// Why; mandatory.
        reason: String,
    },
    /// 签发
    Sign {
        /// By whom; mandatory.
        leader: String,
    },
    /// 印发; gives the number.
    Issue,
    /// Correct what was issued.
    Correct {
        /// What is now said instead; mandatory.
        text: String,
    },
    /// An officer's hand on it.
    Notice(NoticeCommand),
}

impl Aggregate for Bulletin {
    aggregate_of!(Bulletin, BulletinEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &BulletinEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, BulletinEvent::Opened { masthead, due }) => Ok(Self {
                masthead: masthead.clone(),
                state: BulletinState::Collecting,
                number: None,
                counts: BTreeMap::new(),
                passages: BTreeMap::new(),
                signed_by: None,
                issued_at: None,
                corrections: Vec::new(),
                notice: Notice::default(),
                due: *due,
                covers: None,
                drafted_by: None,
                checked_by: None,
                reason: None,
                about: None,
            }),
            (None, _) | (Some(_), BulletinEvent::Opened { .. }) => {
                Err(Inapplicable("an issue begins by being opened, once".to_owned()))
            }
            (Some(bulletin), event) => Ok(bulletin.after(stamp, event)),
        }
    }
}

impl Bulletin {
    /// Its counts in the order in which they are shown; those that this program does not know come last.
    pub fn counts_in_order(&self) -> Vec<(&str, u32)> {
        let known = Count::ALL.iter().filter_map(|count| self.counts.get_key_value(count.name()));
        let others = self.counts.iter().filter(|(name, _)| Count::from_name(name).is_none());
        known.chain(others).map(|(name, count)| (name.as_str(), *count)).collect()
    }

    /// Its passages in the order in which they are read; those that this program does not know come last.
    pub fn passages_in_order(&self) -> Vec<(&str, &str)> {
        let order = Passage::of(self.masthead.series);
        let place =
            |name: &str| order.iter().position(|passage| passage.name() == name).unwrap_or(order.len());
        let mut all: Vec<_> =
            self.passages.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        all.sort_by_key(|(name, _)| place(name));
        all
    }

    fn after(mut self, stamp: &Stamp, event: &BulletinEvent) -> Self {
        match event {
            BulletinEvent::Opened { .. } => {}
            BulletinEvent::About { item } => self.about = Some(*item),
            BulletinEvent::Drafted { counts, passages, covers, by } => {
                self.state = BulletinState::Drafted;
                self.counts.clone_from(counts);
                self.passages.clone_from(passages);
                self.covers = *covers;
                self.drafted_by.clone_from(by);
                self.checked_by = None;
            }
            BulletinEvent::Checked => {
                self.state = BulletinState::Checked;
                // Issues from before one was kept apart from the other have neither.
                self.checked_by = self.drafted_by.is_some().then(|| stamp.by.clone());
            }
            BulletinEvent::SentBack { reason } => {
                self.state = BulletinState::Drafted;
                self.checked_by = None;
                self.signed_by = None;
                self.reason = Some(reason.clone());
            }
            BulletinEvent::Signed { leader } => {
                self.state = BulletinState::Signed;
                self.signed_by = Some(leader.clone());
            }
            BulletinEvent::Issued { number, .. } => {
                self.state = BulletinState::Issued;
                self.number = Some(*number);
                self.issued_at = Some(stamp.at);
            }
            BulletinEvent::Corrected { text } => {
                self.state = BulletinState::Corrected;
                self.corrections.push(text.clone());
            }
            BulletinEvent::Notice(event) => self.notice = self.notice.apply(stamp.at, &stamp.by, event),
        }
        self
    }
}

//! 简报: numbered issues, daily or by subject. Counts are frozen when the issue is drafted, after its day is over.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Event, Inapplicable, Stamp, aggregate_of};
use super::facts::{Changes, Context, Facts, Stop};
use super::id::Id;
use super::named::named;
use super::refusal::{Refusal, given};
use super::serial::Serial;

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
            Self::Drafted => &["check", "draft"],
            Self::Checked => &["sign", "draft"],
            Self::Signed => &["issue"],
            Self::Issued | Self::Corrected => &["correct"],
        }
    }
}

impl BulletinSeries {
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
}

/// What happens to an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulletinEvent {
    /// Collecting has begun.
    Opened {
        /// What it is about.
        masthead: Masthead,
    },
    /// Written.
    Drafted {
        /// Named counts.
        counts: BTreeMap<String, u32>,
        /// Named passages.
        passages: BTreeMap<String, String>,
    },
    /// 核稿
    Checked,
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
}

/// What people ask of an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulletinCommand {
    /// Begin collecting.
    Open(Masthead),
    /// Write it, once its day is over; counts are frozen by this. Again: instead of the last draft.
    Draft {
        /// Named counts.
        counts: BTreeMap<String, u32>,
        /// Named passages.
        passages: BTreeMap<String, String>,
    },
    /// 核稿
    Check,
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
}

impl Aggregate for Bulletin {
    aggregate_of!(Bulletin, BulletinEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &BulletinEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, BulletinEvent::Opened { masthead }) => Ok(Self {
                masthead: masthead.clone(),
                state: BulletinState::Collecting,
                number: None,
                counts: BTreeMap::new(),
                passages: BTreeMap::new(),
                signed_by: None,
                issued_at: None,
                corrections: Vec::new(),
            }),
            (None, _) | (Some(_), BulletinEvent::Opened { .. }) => {
                Err(Inapplicable("an issue begins by being opened, once".to_owned()))
            }
            (Some(bulletin), event) => Ok(bulletin.after(stamp, event)),
        }
    }
}

impl Bulletin {
    fn after(mut self, stamp: &Stamp, event: &BulletinEvent) -> Self {
        match event {
            BulletinEvent::Opened { .. } => {}
            BulletinEvent::Drafted { counts, passages } => {
                self.state = BulletinState::Drafted;
                self.counts.clone_from(counts);
                self.passages.clone_from(passages);
            }
            BulletinEvent::Checked => self.state = BulletinState::Checked,
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
        }
        self
    }
}

/// Decides a command on one issue.
///
/// # Errors
/// [`Stop::Refused`] when the state, the time or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &BulletinCommand,
) -> Result<Vec<Event>, Stop> {
    use BulletinCommand as C;
    use BulletinState as S;
    if let C::Open(masthead) = command {
        let mut bulletin = Changes::<Bulletin>::new(facts, cx, id)?;
        let title = given("title", &masthead.title)?;
        bulletin.emit(BulletinEvent::Opened { masthead: Masthead { title, ..masthead.clone() } })?;
        return Ok(bulletin.into_events());
    }
    let mut bulletin = Changes::<Bulletin>::on(facts, cx, id)?;
    let state = bulletin.state()?.state;
    let (verb, fits) = match command {
        C::Open(_) => ("open", false),
        C::Draft { .. } => ("draft", matches!(state, S::Collecting | S::Drafted | S::Checked)),
        C::Check => ("check", state == S::Drafted),
        C::Sign { .. } => ("sign", state == S::Checked),
        C::Issue => ("issue", state == S::Signed),
        C::Correct { .. } => ("correct", matches!(state, S::Issued | S::Corrected)),
    };
    bulletin.demand(fits, verb, state.verbs())?;
    let event = match command {
        C::Open(masthead) => BulletinEvent::Opened { masthead: masthead.clone() },
        C::Draft { counts, passages } => {
            after_cut_off(cx, bulletin.state()?.masthead.day)?;
            BulletinEvent::Drafted { counts: counts.clone(), passages: passages.clone() }
        }
        C::Check => BulletinEvent::Checked,
        C::Sign { leader } => BulletinEvent::Signed { leader: given("leader", leader)? },
        C::Issue => issue(facts, cx, bulletin.state()?)?,
        C::Correct { text } => BulletinEvent::Corrected { text: given("text", text)? },
    };
    bulletin.emit(event)?;
    Ok(bulletin.into_events())
}

/// A number that was given once stays with its issue, also when the issuing was undone.
fn issue(facts: &dyn Facts, cx: &Context<'_>, bulletin: &Bulletin) -> Result<BulletinEvent, Stop> {
    let series = bulletin.masthead.series;
    let number = match bulletin.number {
        Some(number) => number,
        None => Serial::next(facts, cx, series.numbers())?,
    };
    Ok(BulletinEvent::Issued { series, number })
}

/// Counts are those of a whole day; facts that come later go to the next issue.
fn after_cut_off(cx: &Context<'_>, day: NaiveDate) -> Result<(), Refusal> {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    let from = cx.policy.calendar.instant(next.and_time(NaiveTime::MIN));
    if cx.now < from { Err(Refusal::TooEarly { verb: "draft", from }) } else { Ok(()) }
}

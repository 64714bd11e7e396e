//! Counted entries of the small ledgers: information reports, meetings, activities, publications, the duty log …

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Event, Inapplicable, Stamp, aggregate_of};
use super::facts::{Changes, Context, Facts, Stop};
use super::id::{Id, Stream};
use super::named::named;
use super::refusal::{Refusal, given};

named! {
    /// Which ledger.
    LedgerKind {
        /// 信息, 经验类
        InfoReportPractice = "info_report_practice",
        /// 信息, 问题建议类
        InfoReportProblem = "info_report_problem",
        /// 会议
        Meeting = "meeting",
        /// 公务活动: leaders' field visits and official activities.
        Activity = "activity",
        /// 宣传: what was published, by `form` (online item, poster, handbook).
        Publication = "publication",
        /// 培训; its quantity is how many people took part.
        Training = "training",
        /// 建议; a recommendation is not a finding.
        Recommendation = "recommendation",
        /// A bus route checked at the peaks.
        BusRouteCheck = "bus_route_check",
        /// 督查专报: one matter, upward.
        SpecialReport = "special_report",
        /// 值班日志: a minute of the duty log.
        Log = "log",
    }
}

named! {
    /// State of an entry.
    LedgerState {
        /// It is on record.
        Recorded = "recorded",
        /// 采用: an information report that was taken up above.
        Adopted = "adopted",
    }
}

impl LedgerKind {
    /// Whether entries of this ledger can be adopted (采用).
    pub const fn can_be_adopted(self) -> bool {
        matches!(self, Self::InfoReportPractice | Self::InfoReportProblem | Self::Recommendation)
    }
}

impl LedgerState {
    /// Whether it still asks for work; entries never do.
    pub const fn is_open(self) -> bool {
        false
    }
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Which ledger.
    pub kind: LedgerKind,
    /// What it was.
    pub title: String,
    /// When it was (UTC); later than that it is recorded as 补记.
    pub on: DateTime<Utc>,
    /// How many; at least 1.
    pub quantity: u32,
    /// Channel, e.g. website, wechat, weibo.
    pub channel: Option<String>,
    /// Language (BCP 47).
    pub language: Option<String>,
    /// Form, e.g. poster, handbook, online.
    pub form: Option<String>,
    /// What it is about: the inspection that a recommendation came of, the meeting of a minute.
    pub link: Option<Stream>,
    /// For whom: whom a training taught, to whom something was handed out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Who wrote or gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Id of the unit it comes from, or that it is addressed to in a recommendation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// To whom it was submitted: the office that may adopt it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_to: Option<String>,
    /// Its number or address elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// More about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl Item {
    /// One entry of this kind, at this time (UTC), of which no more is known.
    pub const fn new(kind: LedgerKind, title: String, on: DateTime<Utc>) -> Self {
        Self {
            kind,
            title,
            on,
            quantity: 1,
            channel: None,
            language: None,
            form: None,
            link: None,
            audience: None,
            author: None,
            unit: None,
            submitted_to: None,
            reference: None,
            detail: None,
        }
    }
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// What is counted, with corrections.
    pub item: Item,
    /// State.
    pub state: LedgerState,
    /// When it was adopted (UTC).
    pub adopted_at: Option<DateTime<Utc>>,
}

/// What happens to an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerEvent {
    /// It is on record.
    Recorded {
        /// What is counted.
        item: Box<Item>,
    },
    /// Corrected.
    Amended {
        /// As it is now known.
        item: Box<Item>,
    },
    /// 采用
    Adopted,
}

/// What people ask of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerCommand {
    /// Put it on record.
    Record(Box<Item>),
    /// Correct it.
    Amend(Box<Item>),
    /// 采用
    Adopt,
}

impl Aggregate for LedgerEntry {
    aggregate_of!(LedgerEntry, LedgerEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &LedgerEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, LedgerEvent::Recorded { item }) => {
                Ok(Self { item: (**item).clone(), state: LedgerState::Recorded, adopted_at: None })
            }
            (None, _) | (Some(_), LedgerEvent::Recorded { .. }) => {
                Err(Inapplicable("an entry begins by being recorded, once".to_owned()))
            }
            (Some(entry), LedgerEvent::Amended { item }) => Ok(Self { item: (**item).clone(), ..entry }),
            (Some(entry), LedgerEvent::Adopted) => {
                Ok(Self { state: LedgerState::Adopted, adopted_at: Some(stamp.at), ..entry })
            }
        }
    }
}

/// Decides a command on one entry.
///
/// # Errors
/// [`Stop::Refused`] when the state or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &LedgerCommand,
) -> Result<Vec<Event>, Stop> {
    if let LedgerCommand::Record(item) = command {
        let mut entry = Changes::<LedgerEntry>::new(facts, cx, id)?;
        entry.emit(LedgerEvent::Recorded { item: Box::new(checked(item)?) })?;
        return Ok(entry.into_events());
    }
    let mut entry = Changes::<LedgerEntry>::on(facts, cx, id)?;
    let event = match command {
        LedgerCommand::Record(item) | LedgerCommand::Amend(item) => {
            LedgerEvent::Amended { item: Box::new(checked(item)?) }
        }
        LedgerCommand::Adopt => {
            let now = entry.state()?;
            if !now.item.kind.can_be_adopted() {
                return Err(Refusal::NotForThis { stream: entry.stream(), verb: "adopt" }.into());
            }
            entry.demand(now.state == LedgerState::Recorded, "adopt", &["amend"])?;
            LedgerEvent::Adopted
        }
    };
    entry.emit(event)?;
    Ok(entry.into_events())
}

fn checked(item: &Item) -> Result<Item, Refusal> {
    if item.quantity == 0 {
        return Err(Refusal::BadValue { field: "quantity", value: "0".to_owned() });
    }
    Ok(Item { title: given("title", &item.title)?, ..item.clone() })
}

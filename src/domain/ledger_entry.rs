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
        /// 培训
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
    /// What it is about.
    pub link: Option<Stream>,
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

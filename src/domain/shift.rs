//! 班次: who is on duty, and the handover between two shifts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Aggregate, Event, Inapplicable, Stamp, aggregate_of};
use super::facts::{Changes, Context, Facts, Stop};
use super::id::Id;
use super::named::named;
use super::refusal::{Refusal, given};

named! {
    /// State of a shift.
    ShiftState {
        /// It is on the roster.
        Scheduled = "scheduled",
        /// It is on duty.
        OnDuty = "on_duty",
        /// It offers the handover.
        HandoverOffered = "handover_offered",
        /// The next primary officer has signed.
        Accepted = "accepted",
        /// Closed.
        Closed = "closed",
    }
}

named! {
    /// A row of the handover sheet; each needs its items or an explicit 无.
    HandoverRow {
        /// 急件
        UrgentPapers = "urgent_papers",
        /// 未签回执
        UnsignedReceipts = "unsigned_receipts",
        /// 在途转运
        RunsOnRoad = "runs_on_road",
        /// 未结紧急信息
        OpenEmergencies = "open_emergencies",
        /// 待补办的口头指示
        OralInstructions = "oral_instructions",
        /// 领导去向
        LeadersWhereabouts = "leaders_whereabouts",
        /// 钥匙和电话
        KeysAndPhones = "keys_and_phones",
    }
}

impl ShiftState {
    /// Whether it is still to come or on duty.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed)
    }

    /// Verbs that the state allows, the most natural first.
    pub const fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Scheduled => &["start", "amend"],
            Self::OnDuty => &["offer"],
            Self::HandoverOffered => &["accept", "offer"],
            Self::Accepted => &["close"],
            Self::Closed => &[],
        }
    }
}

/// Who is on duty, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// 带班领导
    pub leader: String,
    /// 主班
    pub primary: String,
    /// 副班
    pub secondary: Option<String>,
    /// From (UTC).
    pub starts_at: DateTime<Utc>,
    /// Until (UTC).
    pub ends_at: DateTime<Utc>,
}

/// What stands in a row of the handover sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowContent {
    /// An explicit 无.
    Nothing,
    /// Its items, one a line.
    Items(Vec<String>),
}

/// One row of the handover sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRow {
    /// Which row.
    pub row: HandoverRow,
    /// What stands in it.
    pub content: RowContent,
}

/// 交接单
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// The primary officer who takes over.
    pub to: String,
    /// The rows, in the order of [`HandoverRow::ALL`].
    pub rows: Vec<SheetRow>,
    /// When it was offered (UTC), and by whom.
    pub offered: (DateTime<Utc>, String),
    /// When it was accepted (UTC).
    pub accepted_at: Option<DateTime<Utc>>,
    /// Rows that the incoming officer did not sign for; they stay with the outgoing one.
    pub unsigned: Vec<HandoverRow>,
}

/// A shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// Who and when.
    pub roster: Roster,
    /// State.
    pub state: ShiftState,
    /// When duty began (UTC).
    pub started_at: Option<DateTime<Utc>>,
    /// The handover at its end, once offered.
    pub handover: Option<Handover>,
    /// When it was closed (UTC).
    pub closed_at: Option<DateTime<Utc>>,
}

/// What happens to a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShiftEvent {
    /// It is on the roster.
    Scheduled {
        /// Who and when.
        roster: Box<Roster>,
    },
    /// The roster was changed.
    Amended {
        /// Who and when.
        roster: Box<Roster>,
    },
    /// Duty has begun.
    Started,
    /// The handover is offered.
    Offered {
        /// To whom.
        to: String,
        /// The sheet.
        rows: Vec<SheetRow>,
    },
    /// The next primary officer has signed.
    Accepted {
        /// Rows not signed for.
        unsigned: Vec<HandoverRow>,
    },
    /// Closed.
    Closed,
}

/// What people ask of a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShiftCommand {
    /// Put it on the roster.
    Schedule(Box<Roster>),
    /// Change the roster, before duty begins.
    Amend(Box<Roster>),
    /// Begin duty.
    Start,
    /// Offer the handover; every row must be there. Again: instead of the last offer.
    Offer {
        /// The primary officer who takes over.
        to: String,
        /// The sheet.
        rows: Vec<SheetRow>,
    },
    /// Sign for it; only by whom it was offered to.
    Accept {
        /// Rows not signed for.
        unsigned: Vec<HandoverRow>,
    },
    /// Close it.
    Close,
}

impl Aggregate for Shift {
    aggregate_of!(Shift, ShiftEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &ShiftEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, ShiftEvent::Scheduled { roster }) => Ok(Self {
                roster: (**roster).clone(),
                state: ShiftState::Scheduled,
                started_at: None,
                handover: None,
                closed_at: None,
            }),
            (None, _) | (Some(_), ShiftEvent::Scheduled { .. }) => {
                Err(Inapplicable("a shift begins by being scheduled, once".to_owned()))
            }
            (Some(shift), event) => Ok(shift.after(stamp, event)),
        }
    }
}

impl Shift {
    fn after(mut self, stamp: &Stamp, event: &ShiftEvent) -> Self {
        match event {
            ShiftEvent::Scheduled { roster } | ShiftEvent::Amended { roster } => {
                self.roster = (**roster).clone();
            }
            ShiftEvent::Started => {
                self.state = ShiftState::OnDuty;
                self.started_at = Some(stamp.at);
            }
            ShiftEvent::Offered { to, rows } => {
                self.state = ShiftState::HandoverOffered;
                self.handover = Some(Handover {
                    to: to.clone(),
                    rows: rows.clone(),
                    offered: (stamp.at, stamp.by.clone()),
                    accepted_at: None,
                    unsigned: Vec::new(),
                });
            }
            ShiftEvent::Accepted { unsigned } => {
                self.state = ShiftState::Accepted;
                if let Some(handover) = &mut self.handover {
                    handover.accepted_at = Some(stamp.at);
                    handover.unsigned.clone_from(unsigned);
                }
            }
            ShiftEvent::Closed => {
                self.state = ShiftState::Closed;
                self.closed_at = Some(stamp.at);
            }
        }
        self
    }
}

/// Decides a command on one shift.
///
/// # Errors
/// [`Stop::Refused`] when the state, the person or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &ShiftCommand,
) -> Result<Vec<Event>, Stop> {
    use ShiftCommand as C;
    use ShiftState as S;
    if let C::Schedule(roster) = command {
        let mut shift = Changes::<Shift>::new(facts, cx, id)?;
        shift.emit(ShiftEvent::Scheduled { roster: Box::new(checked(roster)?) })?;
        return Ok(shift.into_events());
    }
    let mut shift = Changes::<Shift>::on(facts, cx, id)?;
    let state = shift.state()?.state;
    let (verb, fits) = match command {
        C::Schedule(_) | C::Amend(_) => ("amend", state == S::Scheduled),
        C::Start => ("start", state == S::Scheduled),
        C::Offer { .. } => ("offer", matches!(state, S::OnDuty | S::HandoverOffered)),
        C::Accept { .. } => ("accept", state == S::HandoverOffered),
        C::Close => ("close", state == S::Accepted),
    };
    shift.demand(fits, verb, state.verbs())?;
    let event = match command {
        C::Schedule(roster) | C::Amend(roster) => ShiftEvent::Amended { roster: Box::new(checked(roster)?) },
        C::Start => ShiftEvent::Started,
        C::Offer { to, .. } if to.trim() == cx.officer.name => {
            // A handover is signed by both sides.
            return Err(Refusal::BadValue { field: "to", value: to.clone() }.into());
        }
        C::Offer { to, rows } => ShiftEvent::Offered { to: given("to", to)?, rows: whole_sheet(rows)? },
        C::Accept { unsigned } => {
            incoming_only(cx, shift.state()?)?;
            ShiftEvent::Accepted { unsigned: unsigned.clone() }
        }
        C::Close => ShiftEvent::Closed,
    };
    shift.emit(event)?;
    Ok(shift.into_events())
}

fn checked(roster: &Roster) -> Result<Roster, Refusal> {
    if roster.ends_at <= roster.starts_at {
        return Err(Refusal::BadValue { field: "ends_at", value: roster.ends_at.to_rfc3339() });
    }
    Ok(Roster {
        leader: given("leader", &roster.leader)?,
        primary: given("primary", &roster.primary)?,
        ..roster.clone()
    })
}

/// All rows in their order; a row that is missing, or says neither 无 nor anything, is named in the refusal.
fn whole_sheet(rows: &[SheetRow]) -> Result<Vec<SheetRow>, Refusal> {
    HandoverRow::ALL
        .into_iter()
        .map(|row| {
            let said = rows.iter().find(|sheet_row| sheet_row.row == row);
            said.filter(|sheet_row| match &sheet_row.content {
                RowContent::Nothing => true,
                RowContent::Items(items) => items.iter().any(|item| !item.trim().is_empty()),
            })
            .cloned()
            .ok_or(Refusal::Missing { field: row.name() })
        })
        .collect()
}

fn incoming_only(cx: &Context<'_>, shift: &Shift) -> Result<(), Refusal> {
    match &shift.handover {
        Some(handover) if handover.to != cx.officer.name => {
            Err(Refusal::OnlyBy { name: handover.to.clone() })
        }
        _ => Ok(()),
    }
}

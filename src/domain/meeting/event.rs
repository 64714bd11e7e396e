//! What happens to a meeting, and what it makes of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::event::{Aggregate, Inapplicable, Stamp, aggregate_of};
use super::super::id::Id;
use super::super::notice::{Notice, NoticeEvent};
use super::{ChecklistItem, Meeting, MeetingPlan, MeetingState, Minutes, Postponement, Settled};

/// A new time of an item, after the meeting got one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedItem {
    /// Which.
    pub number: u32,
    /// By when (UTC).
    pub due: DateTime<Utc>,
    /// Its time had passed, so that it is due at once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hurried: bool,
}

/// What happens to a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingEvent {
    /// It will be.
    Planned {
        /// What is planned.
        plan: Box<MeetingPlan>,
        /// Its checklist.
        items: Vec<ChecklistItem>,
    },
    /// Corrected; the times stay.
    Amended {
        /// As it is now planned.
        plan: Box<MeetingPlan>,
    },
    /// It has another time, or none yet.
    Postponed {
        /// From when to when (UTC); none while nobody knows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        times: Option<(DateTime<Utc>, DateTime<Utc>)>,
        /// Why.
        reason: String,
        /// The times of what is still to be done.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        items: Vec<MovedItem>,
    },
    /// One more item.
    ItemAdded {
        /// The item.
        item: ChecklistItem,
    },
    /// An item is done.
    ItemDone {
        /// Which.
        number: u32,
        /// What is to be known of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// An item is not needed.
    ItemSkipped {
        /// Which.
        number: u32,
        /// Why.
        reason: String,
    },
    /// An item is not settled after all.
    ItemReopened {
        /// Which.
        number: u32,
        /// By when (UTC): the meeting may have another time since.
        due: DateTime<Utc>,
        /// Its time has passed, so that it is due at once.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        hurried: bool,
    },
    /// An item has another owner.
    ItemAssigned {
        /// Which.
        number: u32,
        /// Who sees to it now.
        owner: String,
    },
    /// An item has another time, set by hand.
    ItemMoved {
        /// Which.
        number: u32,
        /// By when (UTC).
        due: DateTime<Utc>,
    },
    /// 已召开
    Held {
        /// When it began (UTC).
        at: DateTime<Utc>,
        /// Minutes due (UTC).
        minutes_due: DateTime<Utc>,
    },
    /// 纪要; its action items are tasks of their own in the same entry.
    Minuted {
        /// The words, or where they are.
        text: String,
        /// The tasks that came of it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tasks: Vec<Id>,
    },
    /// 办结
    Closed {
        /// Why there are no minutes, where there are none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        without_minutes: Option<String>,
    },
    /// 取消
    Cancelled {
        /// Why.
        reason: String,
    },
    /// An officer's hand on it.
    Notice(NoticeEvent),
}

impl Aggregate for Meeting {
    aggregate_of!(Meeting, MeetingEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &MeetingEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, MeetingEvent::Planned { plan, items }) => {
                let mut meeting = Self {
                    plan: (**plan).clone(),
                    state: MeetingState::Planned,
                    notice: Notice::default(),
                    items: items.clone(),
                    postponements: Vec::new(),
                    held_at: None,
                    minutes_due: None,
                    minutes: None,
                    without_minutes: None,
                    tasks: Vec::new(),
                    cancelled: None,
                    closed_at: None,
                };
                meeting.state = meeting.readiness();
                Ok(meeting)
            }
            (None, _) | (Some(_), MeetingEvent::Planned { .. }) => {
                Err(Inapplicable("a meeting begins by being planned, once".to_owned()))
            }
            (Some(meeting), event) => meeting.after(stamp, event),
        }
    }
}

impl Meeting {
    fn after(mut self, stamp: &Stamp, event: &MeetingEvent) -> Result<Self, Inapplicable> {
        use MeetingEvent as E;
        match event {
            E::Planned { .. } => {}
            E::Amended { plan } => self.plan = (**plan).clone(),
            E::Postponed { times, reason, items } => self.postpone(stamp, *times, reason, items)?,
            E::ItemAdded { item } => self.items.push(item.clone()),
            E::ItemDone { number, note } => {
                self.settle(stamp, *number, note.clone(), None)?;
            }
            E::ItemSkipped { number, reason } => {
                self.settle(stamp, *number, None, Some(reason.clone()))?;
            }
            E::ItemReopened { number, due, hurried } => {
                let item = self.at(*number)?;
                (item.settled, item.due, item.hurried) = (None, *due, *hurried);
            }
            E::ItemAssigned { number, owner } => self.at(*number)?.owner = Some(owner.clone()),
            E::ItemMoved { number, due } => {
                let item = self.at(*number)?;
                (item.due, item.lead, item.hurried) = (*due, None, false);
            }
            E::Held { at, minutes_due } => {
                self.state = MeetingState::Held;
                self.held_at = Some(*at);
                self.minutes_due = Some(*minutes_due);
            }
            E::Minuted { text, tasks } => {
                let first = self.minutes.as_ref().map_or(stamp.at, |minutes| minutes.at);
                self.state = MeetingState::Minuted;
                self.minutes = Some(Minutes { text: text.clone(), at: first, by: stamp.by.clone() });
                self.tasks.extend(tasks);
            }
            E::Closed { without_minutes } => {
                self.state = MeetingState::Closed;
                self.without_minutes.clone_from(without_minutes);
                self.closed_at = Some(stamp.at);
            }
            E::Cancelled { reason } => {
                self.state = MeetingState::Cancelled;
                self.cancelled = Some(reason.clone());
                self.closed_at = Some(stamp.at);
            }
            E::Notice(event) => self.notice = self.notice.apply(stamp.at, &stamp.by, event),
        }
        if matches!(self.state, MeetingState::Planned | MeetingState::Prepared) {
            self.state = self.readiness();
        }
        Ok(self)
    }

    /// What is done stays done; a meeting without a time asks at once, so that somebody finds it one.
    fn postpone(
        &mut self,
        stamp: &Stamp,
        times: Option<(DateTime<Utc>, DateTime<Utc>)>,
        reason: &str,
        items: &[MovedItem],
    ) -> Result<(), Inapplicable> {
        self.postponements.push(Postponement {
            from: self.plan.starts_at,
            reason: reason.to_owned(),
            at: stamp.at,
            by: stamp.by.clone(),
        });
        match times {
            Some((starts_at, ends_at)) => {
                (self.plan.starts_at, self.plan.ends_at) = (starts_at, ends_at);
                self.state = MeetingState::Planned;
            }
            None => {
                self.state = MeetingState::Postponed;
                self.notice.ask_again(stamp.at);
            }
        }
        for moved in items {
            let item = self.at(moved.number)?;
            (item.due, item.hurried) = (moved.due, moved.hurried);
        }
        Ok(())
    }

    fn settle(
        &mut self,
        stamp: &Stamp,
        number: u32,
        note: Option<String>,
        not_needed: Option<String>,
    ) -> Result<(), Inapplicable> {
        let settled = Settled { at: stamp.at, by: stamp.by.clone(), note, not_needed };
        self.at(number)?.settled = Some(settled);
        Ok(())
    }

    fn at(&mut self, number: u32) -> Result<&mut ChecklistItem, Inapplicable> {
        let item = self.items.iter_mut().find(|item| item.number == number);
        item.ok_or_else(|| Inapplicable(format!("a meeting has no item {number}")))
    }
}

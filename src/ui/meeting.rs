//! 筹备清单 on the desk: the checklist of one meeting, to be ticked off item by item.

use crate::domain::meeting::{ChecklistItem, Meeting};
use crate::domain::{State, Stream};
use crate::view::Detail;

/// The open checklist of a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Checklist {
    /// The meeting.
    pub stream: Stream,
    /// The meeting as it was last read; none while it is being read.
    pub detail: Option<Box<Detail>>,
    /// Number of the item under the cursor; none for the one to be done next.
    pub at: Option<u32>,
}

impl Checklist {
    /// The meeting, once it is read.
    pub fn meeting(&self) -> Option<&Meeting> {
        match &self.detail.as_ref()?.entity.state {
            State::Meeting(meeting) => Some(meeting),
            _ => None,
        }
    }

    /// Place of the item under the cursor, from 0.
    pub fn place(&self) -> usize {
        let Some(meeting) = self.meeting() else { return 0 };
        let number = self.at.or_else(|| meeting.next_item().map(|item| item.number));
        meeting.items.iter().position(|item| Some(item.number) == number).unwrap_or(0)
    }

    /// The item under the cursor.
    pub fn current(&self) -> Option<&ChecklistItem> {
        self.meeting()?.items.get(self.place())
    }
}

//! Numbers that people see, given without gaps within a year.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::bulletin::BulletinEvent;
use super::dispatch::DispatchEvent;
use super::document::DocumentEvent;
use super::emergency::EmergencyEvent;
use super::event::EventBody;
use super::facts::{Context, Facts, Series, Unreadable};
use super::finding::FindingEvent;
use super::supervised::SupervisedEvent;

/// A number of a series that starts anew every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Serial {
    /// Calendar year in the office's zone.
    pub year: i32,
    /// 1, 2, 3 …
    pub number: u32,
}

impl Serial {
    /// As people see it: `2020-0007`.
    pub fn label(self) -> String {
        format!("{}-{:04}", self.year, self.number)
    }

    /// The next number of a series, in the year that `cx.now` falls into in the office's zone.
    ///
    /// # Errors
    /// [`Unreadable`]
    pub fn next(facts: &dyn Facts, cx: &Context<'_>, name: String) -> Result<Self, Unreadable> {
        Self::next_in(facts, cx.policy.calendar.local(cx.now).year(), name)
    }

    /// The next number of a series in a year.
    ///
    /// # Errors
    /// [`Unreadable`]
    pub fn next_in(facts: &dyn Facts, year: i32, name: String) -> Result<Self, Unreadable> {
        let number = facts.last_number(&Series { name, year })? + 1;
        Ok(Self { year, number })
    }
}

/// The number that an event gives, if it gives one. `Facts::last_number` is the greatest number that any recorded
/// event gave in the series, whatever became of the entity since: undoing takes no number back.
pub fn number_given(body: &EventBody) -> Option<(Series, u32)> {
    let (name, serial) = match body {
        EventBody::Document(DocumentEvent::Registered { receipt }) => {
            let serial = Serial { year: receipt.year, number: receipt.number };
            (format!("receipt/{}", receipt.register), serial)
        }
        EventBody::Dispatch(DispatchEvent::Drafted { number, .. }) => ("dispatch".to_owned(), *number),
        EventBody::Finding(FindingEvent::Raised { number, .. }) => ("finding".to_owned(), *number),
        EventBody::Supervised(SupervisedEvent::Received { number, .. }) => ("supervised".to_owned(), *number),
        EventBody::Emergency(EmergencyEvent::Received { number, .. }) => ("emergency".to_owned(), *number),
        EventBody::Bulletin(BulletinEvent::Issued { series, number }) => (series.numbers(), *number),
        _ => return None,
    };
    Some((Series { name, year: serial.year }, serial.number))
}

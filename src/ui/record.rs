//! What is put on record by hand, as it stands on the desk: the form, and the registers.

use chrono::{DateTime, Utc};

use super::dialog::Input;
use crate::domain::{Entity, State, Stream};
use crate::record::{Field, Offer, RecordKind};
use crate::view::{Offers, Register, RegisterPage};

/// The form of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordForm {
    /// What is recorded.
    pub kind: RecordKind,
    /// The item that is corrected: its version as seen, its state.
    pub amends: Option<(Stream, u32, Box<State>)>,
    /// Fields in order.
    pub fields: Vec<RecordField>,
    /// Index of the field that has the caret.
    pub at: usize,
    /// When it will be due (UTC), as far as it is filled in.
    pub due: Option<DateTime<Utc>>,
    /// What is wrong with the whole of it.
    pub problem: Option<String>,
    /// Places and items that are offered.
    pub offers: Offers,
    /// Ticket of the question for these.
    pub ticket: u64,
}

impl RecordForm {
    /// Whether Enter in the field at hand sends the form: nothing follows, or only what is seldom said.
    pub fn is_last(&self) -> bool {
        let here = self.fields.get(self.at).is_some_and(|field| field.of.extra);
        self.fields.get(self.at + 1).is_none_or(|next| next.of.extra && !here)
    }
}

/// One field of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordField {
    /// What it is.
    pub of: &'static Field,
    /// What is typed.
    pub input: Input,
    /// The text is a choice taken whole: the next letter replaces it.
    pub whole: bool,
    /// Choices that match.
    pub choices: Vec<Offer>,
    /// Index of the highlighted one; none when what is typed stands for itself.
    pub choice: Option<usize>,
    /// What holds while nothing is typed, in words; empty if nothing does.
    pub proposed: String,
    /// What is understood of what is typed, where that says more than the text.
    pub understood: String,
    /// What is wrong with it.
    pub problem: Option<String>,
}

impl RecordField {
    /// An empty field.
    pub fn new(of: &'static Field) -> Self {
        Self {
            of,
            input: Input::default(),
            whole: false,
            choices: Vec::new(),
            choice: None,
            proposed: String::new(),
            understood: String::new(),
            problem: None,
        }
    }
}

/// The registers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Registers {
    /// The one that is open.
    pub register: Register,
    /// The part of it that was read last; none while it is being read.
    pub page: Option<Box<RegisterPage>>,
    /// Position of the cursor in the whole list.
    pub at: usize,
    /// The item under the cursor.
    pub on: Option<Stream>,
    /// Words that rows must have.
    pub words: Input,
    /// The words are being typed.
    pub typing: bool,
    /// Nobody has chosen a register yet: an empty one gives way to the first that has anything.
    pub choosing: bool,
    /// Ticket of the newest question.
    pub ticket: u64,
}

impl Registers {
    /// The item under the cursor, if it has been read.
    pub fn current(&self) -> Option<&Entity> {
        let window = &self.page.as_ref()?.window;
        window.rows.get(self.at.checked_sub(window.offset)?)
    }

    /// Length of the list.
    pub fn total(&self) -> usize {
        self.page.as_ref().map_or(0, |page| page.window.total)
    }
}

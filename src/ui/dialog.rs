//! States of everything that opens over the panes. The app changes them; the dialogs are drawn from them.

use super::emergency::{NewsLine, ReportForm, Sheet};
use crate::capture::Captured;
use crate::domain::Stream;
use crate::message::Action;
use crate::verb::{Arg, Verb};
use crate::view::{Detail, Difference, Target};

/// One line of text being typed; the caret stands between graphemes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Input {
    /// The text, sanitised.
    pub text: String,
    /// Byte position of the caret, always on a grapheme boundary.
    pub caret: usize,
}

/// What stands open over the panes; the last one has the keys.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// The filter line of the focused pane.
    Filter(Input),
    /// One-line capture of a paper.
    Capture(Capture),
    /// A verb asks for what it needs.
    Form(Form),
    /// News of an emergency in one line.
    News(NewsLine),
    /// The next step of an emergency, with its checklist.
    Report(ReportForm),
    /// An emergency on one sheet.
    Sheet(Sheet),
    /// A batch shows what it will do.
    Batch(Batch),
    /// Somebody was first.
    Conflict(Conflict),
    /// Commands by name.
    Palette(Finder),
    /// Keys that work here.
    Help(Finder),
    /// History of an item.
    Timeline(History),
    /// A question before something that cannot be undone.
    Confirm(Confirm),
}

/// One-line capture, with what was understood of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Capture {
    /// The line.
    pub input: Input,
    /// What the line says; shown before Enter makes a paper of it.
    pub understood: Captured,
    /// What was wrong with the last try.
    pub problem: Option<String>,
}

/// A form that collects a verb's arguments, one field after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The verb.
    pub verb: Verb,
    /// What it will be done to, with the versions and states seen.
    pub targets: Vec<Target>,
    /// Fields in order.
    pub fields: Vec<Field>,
    /// Index of the field that has the caret.
    pub at: usize,
    /// What was wrong with the last try.
    pub problem: Option<String>,
}

impl Form {
    /// Whether Enter in the field at hand sends the form: nothing follows, or only what has its usual value.
    pub fn is_last(&self) -> bool {
        let here = self.fields.get(self.at).is_some_and(|field| field.extra);
        self.fields.get(self.at + 1).is_none_or(|next| next.extra && !here)
    }
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// What it asks for.
    pub arg: Arg,
    /// Must not be left empty.
    pub required: bool,
    /// Has a usual value; Enter before it sends the form, Tab leads to it.
    pub extra: bool,
    /// What is typed.
    pub input: Input,
    /// The text is a choice taken whole: the next letter replaces it.
    pub whole: bool,
    /// Choices (shown text, value) that match what is typed; empty for free text.
    pub choices: Vec<(String, String)>,
    /// Index of the highlighted one; none when what is typed stands for itself.
    pub choice: Option<usize>,
}

/// What a batch verb will do, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// The form that was filled in (no fields for verbs without arguments); its targets are the rows.
    pub form: Form,
    /// Marked rows that are left alone: the verb does not apply, or they are put off and stay so.
    pub left_alone: Vec<Target>,
    /// First line in sight.
    pub top: usize,
}

/// Another officer was first: nothing was applied; this is what happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The verb that was meant; none for undo and new items.
    pub verb: Option<Verb>,
    /// Per item, what happened since.
    pub differences: Vec<Difference>,
    /// First line in sight.
    pub top: usize,
}

/// A searchable list of actions.
#[derive(Debug, Clone, PartialEq)]
pub struct Finder {
    /// What is typed.
    pub input: Input,
    /// Entries that match, the best first.
    pub entries: Vec<FinderEntry>,
    /// Index of the highlighted one.
    pub at: usize,
}

/// An action with its name and its keys, as they are in force.
#[derive(Debug, Clone, PartialEq)]
pub struct FinderEntry {
    /// What it does.
    pub action: Action,
    /// Name in the language of the screen.
    pub name: String,
    /// Keys in force; empty if none.
    pub keys: String,
    /// Name of its group.
    pub group: String,
}

/// History of one item.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// Which.
    pub stream: Stream,
    /// The item with its history; none while it is being read.
    pub detail: Option<Box<Detail>>,
    /// First line in sight.
    pub top: usize,
}

/// A question before something that cannot be undone.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirm {
    /// The question.
    pub question: String,
    /// What happens on yes.
    pub action: Action,
}

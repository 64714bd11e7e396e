//! States of everything that opens over the panes. The app changes them; the dialogs are drawn from them.

use super::bulletins::{BulletinList, CountRows, OpenIssue, PassageText};
use super::emergency::{NewsLine, ReportForm, Sheet};
use super::figures::{FigureList, FigureRowList};
use super::meeting::Checklist;
use super::record::{RecordForm, Registers};
use crate::capture::Captured;
use chrono::{DateTime, Utc};

use crate::chart::Chart;
use crate::domain::dispatch::{Dispatch, Recipient, call_order};
use crate::domain::{Kind, State, Stream};
use crate::figures::{Plot, Plotted, StepTimes};
use crate::filter::Completion;
use crate::message::{Action, CallAct};
use crate::planner::Proposed;
use crate::verb::{Arg, Verb};
use crate::view::{
    Alarms, AttentionRow, ColumnChoice, Detail, Difference, Found, MessageRow, ReportOrder, SavedView, Target,
};

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
    Filter(FilterLine),
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
    /// The figures of a period, or how the main ones went.
    Figures(FigureList),
    /// The rows behind a figure.
    FigureRows(FigureRowList),
    /// How long steps take.
    Times(Times),
    /// Proposed crews.
    Crews(Crews),
    /// Plots.
    Plots(Plots),
    /// A batch shows what it will do.
    Batch(Batch),
    /// Somebody was first.
    Conflict(Conflict),
    /// Saved views of the pane.
    Views(Views),
    /// The name of a view that is being saved.
    NameView(NameView),
    /// Where a document for people is to be written.
    ReportFile(ReportFile),
    /// Columns of the pane.
    Columns(Columns),
    /// Search over everything.
    Search(Search),
    /// Commands by name.
    Palette(Finder),
    /// Keys that work here.
    Help(Finder),
    /// History of an item.
    Timeline(History),
    /// 电话通知单: whom to call about a dispatch.
    Calls(CallSheet),
    /// Alarms and what is put off.
    Alarms(AlarmList),
    /// Something is put on record by hand.
    Record(RecordForm),
    /// The registers.
    Registers(Registers),
    /// 筹备清单 of a meeting.
    Checklist(Checklist),
    /// Outgoing messages.
    Messages(Messages),
    /// Issues of bulletins.
    Bulletins(BulletinList),
    /// One issue: its counts and its text.
    Issue(OpenIssue),
    /// What stands behind a count of an issue.
    CountRows(CountRows),
    /// A passage that is being written.
    Passage(PassageText),
    /// A question before something that cannot be undone.
    Confirm(Confirm),
}

/// The line of a filter, with what was understood of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FilterLine {
    /// The line.
    pub input: Input,
    /// The terms that were understood, in words; empty if there are none.
    pub understood: String,
    /// What is wrong with the line; the rest of it holds all the same.
    pub problem: Option<String>,
    /// What Tab can make of the word at the caret.
    pub offers: Vec<Completion>,
    /// Index of the offer that stands in the line.
    pub taken: Option<usize>,
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

/// 电话通知单: the recipients of a dispatch in the order in which they are called.
#[derive(Debug, Clone, PartialEq)]
pub struct CallSheet {
    /// The dispatch; the item it is about until that is known.
    pub stream: Stream,
    /// The dispatch with its history; none while it is being read.
    pub detail: Option<Box<Detail>>,
    /// Unit under the cursor; none for the first.
    pub at: Option<String>,
}

impl CallSheet {
    /// The dispatch, once it is read.
    pub fn dispatch(&self) -> Option<&Dispatch> {
        match &self.detail.as_ref()?.entity.state {
            State::Dispatch(dispatch) => Some(dispatch),
            _ => None,
        }
    }

    /// Units in the order of the sheet at this time (UTC).
    pub fn order(&self, now: DateTime<Utc>) -> Vec<&Recipient> {
        self.dispatch().map(|dispatch| call_order(dispatch, now)).unwrap_or_default()
    }

    /// Where it stands among all dispatches about the same paper, from 0, and how many these are; none if there is
    /// one alone.
    pub fn place(&self) -> Option<(usize, usize)> {
        let all = &self.detail.as_ref()?.dispatches;
        let at = all.iter().position(|(id, _)| *id == self.stream.id)?;
        (all.len() > 1).then_some((at, all.len()))
    }

    /// The next or the previous dispatch about the same paper; after the last comes the first.
    pub fn other(&self, forward: bool) -> Option<Stream> {
        let (at, count) = self.place()?;
        let to = if forward { at + 1 } else { at + count - 1 } % count;
        let (id, _) = self.detail.as_ref()?.dispatches.get(to)?;
        Some(Stream::new(Kind::Dispatch, *id))
    }

    /// The recipient under the cursor.
    pub fn current(&self, now: DateTime<Utc>) -> Option<&Recipient> {
        let order = self.order(now);
        let at = self.at.as_ref().and_then(|unit| order.iter().position(|one| one.unit == *unit));
        order.get(at.unwrap_or(0)).copied()
    }
}

/// What a form asks for besides the verbs.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// Something about a recipient (unit) of a dispatch.
    Call(CallAct, String),
    /// A new dispatch about this item, or about nothing.
    NewDispatch(Option<Stream>),
    /// The steps back from this due time (UTC).
    Plan(DateTime<Utc>),
    /// Why what is typed in the dialog below is no marking.
    Clearance,
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
    /// What it asks for, if that is no verb.
    pub asked: Option<Asked>,
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
    /// Its name, if it is not the verb's.
    pub label: Option<&'static str>,
    /// All that may be said (shown text, value), where the field is a choice of its own.
    pub options: Vec<(String, String)>,
    /// What the desk has filled in.
    pub prefilled: String,
}

impl Field {
    /// An empty field.
    pub fn new(arg: Arg, required: bool, extra: bool) -> Self {
        Self {
            arg,
            required,
            extra,
            input: Input::default(),
            whole: false,
            choices: Vec::new(),
            choice: None,
            label: None,
            options: Vec::new(),
            prefilled: String::new(),
        }
    }
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

/// The list of saved views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Views {
    /// Their names, the built-in ones first.
    pub names: Vec<String>,
    /// Index of the highlighted one.
    pub at: usize,
    /// The one that was deleted last, and where it stood among the officer's own.
    pub gone: Option<(usize, SavedView)>,
}

/// A view that is being saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameView {
    /// Its name.
    pub input: Input,
    /// What it shows.
    pub view: SavedView,
}

/// A document for people that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFile {
    /// Which.
    pub order: ReportOrder,
    /// Its title.
    pub title: String,
    /// The path.
    pub input: Input,
    /// What was wrong with the last try.
    pub problem: Option<String>,
}

/// The columns of a pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// In the officer's order.
    pub columns: Vec<ColumnChoice>,
    /// Index of the highlighted one.
    pub at: usize,
}

/// Search over everything.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Search {
    /// What is typed.
    pub input: Input,
    /// What was found.
    pub hits: Vec<Found>,
    /// There is more than that.
    pub more: bool,
    /// Index of the highlighted one.
    pub at: usize,
    /// Ticket of the newest question.
    pub ticket: u64,
    /// It was answered.
    pub answered: bool,
    /// What of the line does not count.
    pub problem: Option<String>,
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

/// How long steps take, in a stretch of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Times {
    /// Which stretch: this shift, 24 hours, seven days.
    pub span: usize,
    /// The times; none while they are being read.
    pub times: Option<Box<StepTimes>>,
    /// Ticket of the question.
    pub ticket: u64,
    /// Which of the latest papers is chosen.
    pub at: usize,
    /// First step in sight.
    pub top: usize,
}

/// Proposed crews.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Crews {
    /// They, once worked out.
    pub proposed: Option<Box<Proposed>>,
    /// Why the rules do not allow them, in words, one for each.
    pub refused: Vec<Option<String>>,
    /// The one under the cursor.
    pub at: usize,
    /// Ticket of the question.
    pub ticket: u64,
}

/// Plots of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Plots {
    /// Which plot.
    pub plot: Plot,
    /// Which period: today, yesterday, seven days, the month, everything.
    pub period: usize,
    /// The values, as they were read; none while they are being read.
    pub plotted: Option<Box<Plotted>>,
    /// The same told as a chart in the language of the screen.
    pub chart: Option<Box<Chart>>,
    /// Ticket of the question.
    pub ticket: u64,
    /// The row that is chosen, or the first in sight.
    pub at: usize,
}

/// Outgoing messages, those that ask for something first.
#[derive(Debug, Clone, PartialEq)]
pub struct Messages {
    /// Whether anything leaves the room at all.
    pub enabled: bool,
    /// The messages; none while they are being read.
    pub rows: Option<Vec<MessageRow>>,
    /// Index of the one under the cursor.
    pub at: usize,
}

impl Messages {
    /// The message under the cursor.
    pub fn row(&self) -> Option<&MessageRow> {
        self.rows.as_ref()?.get(self.at)
    }
}

/// A question before something that cannot be undone.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirm {
    /// The question.
    pub question: String,
    /// What happens on yes.
    pub action: Action,
}

/// Alarms and what is put off, in two parts. The cursor is on an item, not on a line: it stays there when the list
/// changes under it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AlarmList {
    /// What the tables say; none while it is being read.
    pub found: Option<Box<Alarms>>,
    /// The part that has the keys: alarms, or what is put off.
    pub shelved: bool,
    /// The item under the cursor, of either part.
    pub cursor: [Option<Stream>; 2],
    /// Its place in its part. When the item leaves, no other takes its place under the keys until the cursor moves.
    pub at: [usize; 2],
}

impl AlarmList {
    /// The rows of a part.
    pub fn rows(&self, shelved: bool) -> &[AttentionRow] {
        self.found.as_ref().map_or(&[], |found| if shelved { &found.shelved } else { &found.alarms })
    }

    /// The row under the cursor; none where the item has left.
    pub fn current(&self) -> Option<&AttentionRow> {
        let part = usize::from(self.shelved);
        self.rows(self.shelved).get(self.at[part]).filter(|row| Some(row.target.stream) == self.cursor[part])
    }

    /// Whether the item under the cursor has left the list.
    pub fn has_left(&self) -> bool {
        self.cursor[usize::from(self.shelved)].is_some() && self.current().is_none()
    }

    /// Puts the cursor on a line of the part that has the keys, as far as there is one.
    pub fn go(&mut self, to: usize) {
        let part = usize::from(self.shelved);
        self.at[part] = to.min(self.rows(self.shelved).len().saturating_sub(1));
        self.cursor[part] = self.rows(self.shelved).get(self.at[part]).map(|row| row.target.stream);
    }

    /// Takes a new answer over: the cursors stay on their items, and on nothing where the item has left.
    pub fn take(&mut self, found: Box<Alarms>) {
        self.found = Some(found);
        for shelved in [false, true] {
            let part = usize::from(shelved);
            let rows = self.rows(shelved);
            let place = rows.iter().position(|row| Some(row.target.stream) == self.cursor[part]);
            let at = place.unwrap_or(self.at[part]).min(rows.len().saturating_sub(1));
            let first = rows.get(at).map(|row| row.target.stream);
            (self.at[part], self.cursor[part]) = (at, self.cursor[part].or(first));
        }
    }
}

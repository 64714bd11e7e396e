//! What goes into the app and what comes out: `Action` (what a key means), `Msg` (all that reaches it, one queue) and
//! `Effect` (all that leaves it; only the runtime carries effects out).

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use crossterm::event::{KeyEvent, MouseEvent};

use crate::domain::{Command, EventBody, Id, Refusal, Stream};
use crate::lang::Lang;
use crate::record::RecordKind;
use crate::verb::{FileProblem, Verb};
use crate::view::{Answer, Difference, PaneKind, PanePreferences, Query, ReportOrder, Sort};

/// What a key, a palette entry or a help line means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Action {
    /// Cursor of the focused list.
    Move(Move),
    /// Open the row under the cursor.
    Open,
    /// Close the innermost thing that is open.
    Back,
    /// Scroll the preview by this many lines.
    ScrollPreview(i16),
    /// Focus a pane, 0 to 3.
    FocusPane(usize),
    /// Focus the next pane.
    NextPane,
    /// Focus the previous pane.
    PreviousPane,
    /// Next saved view of the pane.
    NextView,
    /// Previous saved view of the pane.
    PreviousView,
    /// The saved views of the pane.
    Views,
    /// Save what the pane shows as a view.
    SaveView,
    /// Delete a saved view.
    DeleteView,
    /// Move a saved view or a column down, or up.
    MoveView(bool),
    /// On the call sheet: to the next (or previous) dispatch about the same paper.
    OtherDispatch(bool),
    /// The columns of the pane.
    Columns,
    /// Show or hide a column.
    ToggleColumn,
    /// The usual columns again.
    UsualColumns,
    /// Give the whole screen to the focused pane, or take it back.
    Zoom,
    /// Show or hide the preview.
    Preview,
    /// Type a filter.
    Filter,
    /// Search over everything.
    Search,
    /// Next match.
    FindNext,
    /// Previous match.
    FindPrevious,
    /// Order the pane like this.
    Sort(Sort),
    /// Turn the order of the pane round.
    Reverse,
    /// Show everything again.
    ClearFilter,
    /// Mark the row and go on to the next.
    Mark,
    /// Start or end marking a range.
    MarkRange,
    /// Mark all rows the filter shows.
    MarkAll,
    /// Do something to the marked rows, or to the row under the cursor.
    Verb(Verb),
    /// History of the row.
    Timeline,
    /// One-line capture.
    Capture,
    /// News of an emergency in one line.
    Emergency,
    /// What is being typed only looks classified: propose its clearance, or confirm that of another officer.
    Clear,
    /// A new dispatch (通知) about the row, or about nothing.
    NewDispatch,
    /// The call sheet (电话通知单) of the row.
    CallSheet,
    /// Do something about the recipient under the cursor of the call sheet.
    Call(CallAct),
    /// Plan the steps of a paper back from its due time (倒排).
    BackSchedule,
    /// The next planned step of a paper is done.
    ReachMilestone,
    /// How long steps take.
    Times,
    /// Put something of this kind on record.
    Record(RecordKind),
    /// The registers (台账).
    Registers,
    /// Put something on record in the register that is open.
    RecordHere,
    /// Correct the item under the cursor of a register.
    AmendRecord,
    /// Crews for the runs that lack one.
    Crews,
    /// Plots.
    Plots,
    /// This plot, by its place.
    Plot(usize),
    /// Issues of bulletins.
    Bulletins,
    /// A document for people of what is at hand, as a file.
    WriteReport,
    /// Outgoing messages.
    Messages,
    /// Try the outgoing message under the cursor again.
    RetryMessage,
    /// Do not send the outgoing message under the cursor.
    CancelMessage,
    /// Put the shift of the timetable on duty, with this officer.
    GoOnDuty,
    /// Repeat the last verb with its arguments.
    Repeat,
    /// Take the last own act back.
    Undo,
    /// Do it again.
    Redo,
    /// Jump to the next thing to lose.
    JumpToNext,
    /// Alarms and what is put off.
    Alarms,
    /// Find a command by name.
    Palette,
    /// Keys that work here.
    Help,
    /// Read again.
    Refresh,
    /// Stop or resume following changes.
    Freeze,
    /// Copy the row (OSC 52).
    Copy,
    /// Let the program see the mouse, or give it back to the terminal.
    Mouse,
    /// Chinese or English.
    Language,
    /// Draw everything anew.
    Redraw,
    /// Back to the shell for a while.
    Suspend,
    /// Close what is open, or leave.
    Quit,
    /// Cancel what is being typed or awaited.
    Cancel,
    /// Next field of a form.
    NextField,
    /// Previous field of a form.
    PreviousField,
    /// Change the line being typed.
    Edit(Edit),
}

/// What an officer does on a call sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallAct {
    /// 已签收, by telephone or otherwise.
    Sign,
    /// 无人接听
    NoAnswer,
    /// 再催
    Urge,
    /// 改送, 拒收 or 联系不上, with a reason.
    Reroute,
    /// 已报其领导
    Brief,
    /// 已反馈, with the words.
    Reply,
    /// A corrected version; receipts become void.
    Correct,
    /// 办结 of the dispatch.
    Finish,
    /// 取消 of the dispatch, with a reason.
    Cancel,
}

/// A change of the line being typed, or of where its caret stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edit {
    /// Caret one grapheme to the left.
    Left,
    /// Caret one grapheme to the right.
    Right,
    /// Caret one word to the left.
    WordLeft,
    /// Caret one word to the right.
    WordRight,
    /// Caret before everything.
    Home,
    /// Caret behind everything.
    End,
    /// Take away the grapheme before the caret.
    Backspace,
    /// Take away the grapheme behind the caret.
    Delete,
    /// Take away the word before the caret.
    DeleteWord,
    /// Take away everything before the caret.
    DeleteToStart,
    /// Take away everything behind the caret.
    DeleteToEnd,
}

/// Movement in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Move {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// First row.
    Top,
    /// Last row.
    Bottom,
    /// One page down.
    PageDown,
    /// One page up.
    PageUp,
    /// Half a page down.
    HalfDown,
    /// Half a page up.
    HalfUp,
}

/// A wait that the app asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Timer {
    /// A key sequence has waited long enough: show its continuations.
    WhichKey,
    /// Typing has paused: save the draft.
    Draft,
    /// A notice at the foot has been shown long enough.
    Toast,
    /// A deadline, expiry or wake-up of an item is reached: look again.
    Due,
}

/// Why a command was not carried out. Nothing of it was applied.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// The domain says no.
    Refused(Refusal),
    /// Somebody else was first.
    Changed(Vec<Difference>),
    /// Another program holds the store; nothing was written.
    Busy,
    /// The store is open for reading only.
    ReadOnly,
    /// The store cannot be written: what the system says.
    Storage(String),
    /// A file that a command names cannot be kept; nothing was written.
    File(FileProblem),
}

/// Why a document for people was not written. No file is there, or the one that was there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotWritten {
    /// What it is of is gone.
    Gone,
    /// The tables cannot be read: what the system says.
    Unreadable(String),
    /// The file cannot be written: what the system says.
    Unwritable(String),
}

/// A command that was carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// Journal entry; none when there was nothing to change.
    pub seq: Option<u64>,
    /// Entities and the versions they have now.
    pub streams: Vec<(Stream, u32)>,
    /// What happened.
    pub events: Vec<EventBody>,
}

/// All that reaches the app.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key press.
    Key(KeyEvent),
    /// Bracketed paste; never runs as keys.
    Paste(String),
    /// Mouse.
    Mouse(MouseEvent),
    /// The terminal has this size now (columns, rows).
    Resize(u16, u16),
    /// The terminal has, or has lost, the focus.
    Focus(bool),
    /// The clock stands here (UTC); comes when what is shown of it changes.
    Clock(DateTime<Utc>),
    /// A timer ran out.
    Timer(Timer),
    /// The tables answer.
    Answer(Box<Answer>),
    /// The tables could not be read: what the system says.
    Unreadable(String),
    /// What is being typed could not be kept: what the system says.
    NotKept(String),
    /// A commit ended; one result for each of its commands, in order.
    Committed {
        /// Ticket of the commit.
        ticket: u64,
        /// Results.
        results: Vec<Result<Done, Failure>>,
    },
    /// Somebody has written to the store.
    StoreChanged,
    /// A frame is about to be drawn. Answers of the tables are taken over only now, so that a key typed before the
    /// screen changed still finds what the officer saw. The loop sends it when its queue is empty and something has
    /// changed, and then draws.
    Frame,
    /// What the officer has set up in earlier sittings.
    Preferences {
        /// By pane.
        panes: Vec<(PaneKind, PanePreferences)>,
        /// A damaged file was set aside, and is there now.
        set_aside: Option<String>,
    },
    /// What the officer has set up could not be kept: what the system says.
    PreferencesNotKept(String),
    /// A document for people was written, or not.
    ReportWritten {
        /// Which.
        order: ReportOrder,
        /// Where it was to be.
        path: PathBuf,
        /// Its title.
        result: Result<String, NotWritten>,
    },
    /// Drafts from an earlier sitting.
    Draft {
        /// What was being typed: `capture`, or a verb's name and the item (`comment-document-01H…`). Fit for a file
        /// name.
        key: String,
        /// The text.
        text: String,
    },
}

/// A command on its way out, with the version of the row that the officer saw.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// What is asked.
    pub command: Command,
    /// The row as seen; none for new entities and undo.
    pub seen: Option<(Stream, u32)>,
}

/// All that leaves the app.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the tables.
    Ask(Query),
    /// Commit these commands, each an entry of its own, all with the same batch.
    Commit {
        /// Comes back with the results.
        ticket: u64,
        /// Common mark of the entries, if they are one act.
        batch: Option<Id>,
        /// The commands.
        sent: Vec<Sent>,
    },
    /// Come back after this many milliseconds; a later request for the same timer replaces an earlier one.
    Wait(Timer, u64),
    /// Keep what is being typed, so that nothing is lost with the line; an empty text forgets it.
    SaveDraft {
        /// As in [`Msg::Draft`].
        key: String,
        /// The text.
        text: String,
    },
    /// Keep what the officer has set up for a pane.
    SavePreferences {
        /// Which pane.
        pane: PaneKind,
        /// All of it.
        preferences: PanePreferences,
    },
    /// Write a document for people, in the format that the name of the file tells; the folder is made.
    WriteReport {
        /// Which.
        order: ReportOrder,
        /// Where.
        path: PathBuf,
        /// Its language.
        lang: Lang,
    },
    /// Put this on the clipboard of the officer's terminal.
    Copy(String),
    /// Ring, and tell the terminal (OSC 9 and OSC 777). The words may stand on a screen that others see: they name
    /// numbers, urgency and time, never titles or persons.
    Alert {
        /// Whose call it is.
        title: String,
        /// What calls.
        body: String,
    },
    /// Mouse reporting on or off.
    Mouse(bool),
    /// Paint everything anew.
    Repaint,
    /// Give the terminal back and stop until continued.
    Suspend,
    /// Leave.
    Quit,
}

//! All that one frame shows, borrowed from the app.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

use super::dialog::Dialog;
use super::list::ListPane;
use crate::domain::Stream;
use crate::view::{
    ColumnChoice, Detail, DocumentRow, IssueRow, LanguageCover, Overview, PaneKind, RunRow, VolunteerRow,
};

/// The four panes.
#[derive(Debug, Default)]
pub struct Panes {
    /// 文电
    pub documents: ListPane<DocumentRow>,
    /// 督查
    pub issues: ListPane<IssueRow>,
    /// 转运
    pub transfers: ListPane<RunRow>,
    /// 志愿者
    pub volunteers: ListPane<VolunteerRow>,
    /// Cover of languages, above the volunteers.
    pub cover: Vec<LanguageCover>,
}

/// The preview beside or under the focused pane.
#[derive(Debug, Default)]
pub struct Preview {
    /// Shown at all.
    pub on: bool,
    /// Item it is about.
    pub stream: Option<Stream>,
    /// The item; none while it is being read.
    pub detail: Option<Box<Detail>>,
    /// First line in sight.
    pub top: usize,
    /// Ticket of the newest question.
    pub ticket: u64,
}

/// How grave a notice at the foot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Done.
    Good,
    /// To know.
    Plain,
    /// Not done.
    Bad,
    /// Something calls; nothing has failed.
    Alarm,
}

/// A notice at the foot of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// The words.
    pub text: String,
    /// How grave.
    pub tone: Tone,
}

/// A hint at the foot: keys and what they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Keys, as people write them.
    pub keys: String,
    /// What they do.
    pub label: String,
}

/// State of the store as the band shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Live.
    Live,
    /// Following is stopped by the officer.
    Frozen,
    /// The store cannot be read or written at the moment.
    Lost,
    /// Open for reading only.
    ReadOnly,
}

/// One frame.
#[derive(Debug)]
pub struct Screen<'a> {
    /// Time shown (UTC).
    pub now: DateTime<Utc>,
    /// Zone in which times are shown.
    pub zone: FixedOffset,
    /// So long before its due time a supervised item counts as near to it.
    pub near: TimeDelta,
    /// Name of the office.
    pub office: &'a str,
    /// Officer at this desk.
    pub officer: &'a str,
    /// Counts, shift, next thing to lose; none before the first answer.
    pub overview: Option<&'a Overview>,
    /// The panes.
    pub panes: &'a Panes,
    /// Columns as the officer has set them, by pane; empty for the usual ones.
    pub columns: [&'a [ColumnChoice]; 4],
    /// Which has the keys.
    pub focus: PaneKind,
    /// The focused pane has the whole screen.
    pub zoomed: bool,
    /// The preview.
    pub preview: &'a Preview,
    /// Open dialogs, the innermost last.
    pub dialogs: &'a [Dialog],
    /// Keys typed of an unfinished sequence, and its continuations once shown.
    pub pending: Option<(&'a str, &'a [Hint])>,
    /// Notice at the foot.
    pub toast: Option<&'a Toast>,
    /// Keys worth knowing here.
    pub hints: &'a [Hint],
    /// State of the store.
    pub link: Link,
}

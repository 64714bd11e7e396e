//! Questions to the tables, and their answers.

use super::bulletins::{BulletinRow, Issue, IssueKey};
use super::{
    Alarms, Awaited, Changed, Detail, DocumentRow, FigureAsk, Figured, Helpers, IssueRow, LanguageCover,
    MessageRow, Offers, Overview, PaneKind, RegisterPage, RegisterQuery, RunRow, VolunteerRow,
};
use std::ops::Range;

use chrono::{DateTime, Utc};

use crate::domain::clearance::Clearance;
use crate::domain::run::Candidates;
use crate::domain::{Id, Kind, Stream};
use crate::figures::{Period, Plot, Plotted, StepTimes};
use crate::filter::Filter;
use crate::planner::Proposed;

/// Part of a list: the rows that can be seen, and how many there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Window<T> {
    /// The rows, in order.
    pub rows: Vec<T>,
    /// Position of the first of them in the whole list.
    pub offset: usize,
    /// Length of the whole list.
    pub total: usize,
    /// Where the anchor of the query stands in the whole list, if it is in it.
    pub anchor_at: Option<usize>,
    /// The anchor has left the list: by whose hand and when, and its state now.
    pub anchor_gone: Option<Gone>,
}

impl<T> Default for Window<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), offset: 0, total: 0, anchor_at: None, anchor_gone: None }
    }
}

/// Why a row is no longer in its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Which entity.
    pub stream: Stream,
    /// Who changed it and when.
    pub changed: Changed,
    /// State it is in now.
    pub state: &'static str,
}

/// How a pane is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Sort {
    /// The most urgent first, then the nearest deadline. Volunteers: free first.
    #[default]
    Urgency,
    /// The nearest deadline first.
    Due,
    /// The newest first.
    Newest,
    /// By unit, port or language.
    Group,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub enum Only {
    /// All rows.
    #[default]
    Any,
    /// Rows that nobody has taken notice of, or that ask again.
    Unacknowledged,
    /// Rows whose nearest deadline has passed.
    Overdue,
    /// Rows that this officer has taken on.
    HeldBy(String),
}

/// What is wanted of a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListQuery {
    /// Closed ones too.
    pub all: bool,
    /// Only some of them.
    pub only: Only,
    /// Words and terms of fields; empty: everything.
    pub filter: Filter,
    /// Order.
    pub sort: Sort,
    /// That order the other way round; what is open still comes before what is closed.
    pub reversed: bool,
    /// First row wanted, if there is no anchor.
    pub offset: usize,
    /// Number of rows wanted.
    pub limit: usize,
    /// Keep this row in the window: `above` rows before it.
    pub anchor: Option<(Id, usize)>,
}

/// A question to the tables.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// Rows of a pane.
    Pane {
        /// Which pane.
        pane: PaneKind,
        /// What of it.
        list: ListQuery,
        /// Comes back with the answer, so that a late answer to an old question is known.
        ticket: u64,
    },
    /// The band and the next thing to lose.
    Overview,
    /// Alarms and everything that is put off.
    Alarms,
    /// Arrivals that are awaited, the next first.
    Awaited,
    /// Who can be sent to a guest.
    Helpers {
        /// The guest's need.
        stream: Stream,
    },
    /// Who and what can take a run.
    Crewing {
        /// The run.
        stream: Stream,
    },
    /// Crews for the runs of a stretch of time that lack one.
    Proposal {
        /// First instant of pick-up (UTC).
        from: DateTime<Utc>,
        /// First instant after it (UTC).
        until: DateTime<Utc>,
        /// Comes back with the answer.
        ticket: u64,
    },
    /// What two officers have cleared of the suspicion of a classification marking, or are about to.
    Clearances,
    /// One entity with its history.
    Detail {
        /// Which.
        stream: Stream,
        /// Comes back with the answer.
        ticket: u64,
    },
    /// How long the steps of papers took that came in a stretch of time.
    Times {
        /// First instant (UTC).
        from: DateTime<Utc>,
        /// First instant after it (UTC).
        until: DateTime<Utc>,
        /// Comes back with the answer, so that a late answer to an old question is known.
        ticket: u64,
    },
    /// The values of a plot.
    Plotted {
        /// Which.
        plot: Plot,
        /// Of which days.
        period: Period,
        /// Comes back with the answer.
        ticket: u64,
    },
    /// The figures of a period.
    Figured {
        /// What of them.
        ask: FigureAsk,
        /// Comes back with the answer.
        ticket: u64,
    },
    /// What of any kind matches, open or closed.
    Search {
        /// Words; of the terms, kind and state.
        filter: Filter,
        /// Most that is wanted.
        limit: usize,
        /// Comes back with the answer.
        ticket: u64,
    },
    /// Streams of all rows that match, for marking all filtered; at most 10,000.
    Matching {
        /// Which pane.
        pane: PaneKind,
        /// What of it (offset, limit and anchor do not matter).
        list: ListQuery,
    },
    /// A part of a register.
    Register {
        /// What of it.
        query: RegisterQuery,
        /// Comes back with the answer.
        ticket: u64,
    },
    /// What a form may offer: places, and items of these kinds.
    Offers {
        /// Kinds of items that the form links to.
        links: Vec<Kind>,
        /// Comes back with the answer.
        ticket: u64,
    },
    /// Outgoing messages: all that ask for something, and the last that do not.
    Messages,
    /// Issues of bulletins, and those that could be drafted, the newest first.
    Bulletins,
    /// One issue with its facts.
    Issue(IssueKey),
}

/// Rows of one pane.
#[derive(Debug, Clone, PartialEq)]
pub enum PaneRows {
    /// 文电
    Documents(Window<DocumentRow>),
    /// 督查
    Issues(Window<IssueRow>),
    /// 转运
    Transfers(Window<RunRow>),
    /// 志愿者
    Volunteers(Window<VolunteerRow>, Vec<LanguageCover>),
}

/// An answer from the tables.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Rows of a pane.
    Pane {
        /// Ticket of the question.
        ticket: u64,
        /// The rows.
        rows: PaneRows,
    },
    /// The band.
    Overview(Box<Overview>),
    /// Alarms and everything that is put off.
    Alarms(Box<Alarms>),
    /// Arrivals that are awaited, the next first.
    Awaited(Vec<Awaited>),
    /// Who can be sent to a guest.
    Helpers {
        /// The guest's need.
        stream: Stream,
        /// They.
        helpers: Box<Helpers>,
    },
    /// Who and what can take a run.
    Crewing {
        /// The run.
        stream: Stream,
        /// They.
        candidates: Box<Candidates>,
    },
    /// Crews for runs that lack one.
    Proposal {
        /// Ticket of the question.
        ticket: u64,
        /// They.
        proposed: Box<Proposed>,
    },
    /// Clearances, the newest first; digests alone.
    Clearances(Vec<(Id, Clearance)>),
    /// One entity.
    Detail {
        /// Ticket of the question.
        ticket: u64,
        /// The entity with its history; none if there is no such entity.
        detail: Option<Box<Detail>>,
    },
    /// How long steps took.
    Times {
        /// Ticket of the question.
        ticket: u64,
        /// The times.
        times: Box<StepTimes>,
    },
    /// The values of a plot.
    Plotted {
        /// Ticket of the question.
        ticket: u64,
        /// The values.
        plotted: Box<Plotted>,
    },
    /// The figures of a period.
    Figured {
        /// Ticket of the question.
        ticket: u64,
        /// They.
        told: Box<Figured>,
    },
    /// What was found among everything.
    Search {
        /// Ticket of the question.
        ticket: u64,
        /// Open ones first, then the newest.
        found: Vec<Found>,
    },
    /// Rows that match.
    Matching {
        /// Which pane.
        pane: PaneKind,
        /// The rows, as the officer would see them, in the order of the list.
        rows: Vec<Target>,
    },
    /// A part of a register.
    Register {
        /// Ticket of the question.
        ticket: u64,
        /// The part.
        page: Box<RegisterPage>,
    },
    /// What a form may offer.
    Offers {
        /// Ticket of the question.
        ticket: u64,
        /// The places and items.
        offers: Box<Offers>,
    },
    /// Outgoing messages, the worst first.
    Messages(Vec<MessageRow>),
    /// Issues of bulletins.
    Bulletins(Vec<BulletinRow>),
    /// One issue; none if there is no such issue.
    Issue(Option<Box<Issue>>),
}

/// Something that a search over everything has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which entity.
    pub stream: Stream,
    /// Its version now.
    pub version: u32,
    /// The number that people see on it.
    pub no: Option<String>,
    /// What people call it.
    pub title: String,
    /// Where the words stand in the title, in bytes.
    pub in_title: Option<Range<usize>>,
    /// Name of its state.
    pub state: &'static str,
    /// Still asks for work.
    pub open: bool,
    /// Last change (UTC).
    pub changed_at: DateTime<Utc>,
    /// Who made it.
    pub changed_by: String,
    /// Where else the words stand; empty if they stand in the title.
    pub snippet: String,
    /// Where they stand in the snippet, in bytes.
    pub matched: Option<Range<usize>>,
    /// The snippet is what somebody said.
    pub said: Option<Said>,
}

/// Who said something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The officer.
    pub by: String,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// A row as far as a verb needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Which entity.
    pub stream: Stream,
    /// Version the officer sees.
    pub version: u32,
    /// Name of the state.
    pub state: &'static str,
    /// What people call it.
    pub title: String,
    /// Put off until then (UTC), also where that has passed.
    pub shelved_until: Option<DateTime<Utc>>,
    /// Nearest unmet deadline (UTC).
    pub due_at: Option<DateTime<Utc>>,
}

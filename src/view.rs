//! What people look at, read from the tables and ready to draw or print. Values only: no prose, no store, no clock.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::document::{DocumentState, Handling};
use crate::domain::{Attention, Entity, EventBody, Id, Kind, Stream, Urgency};

/// The four panes of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaneKind {
    /// 文电
    Documents,
    /// 督查: findings and supervised items
    Issues,
    /// 转运
    Transfers,
    /// 志愿者
    Volunteers,
}

impl PaneKind {
    /// In the order of the keys `1` to `4`.
    pub const ALL: [Self; 4] = [Self::Documents, Self::Issues, Self::Transfers, Self::Volunteers];

    /// 0 to 3.
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// A due time and what it is about: `sign`, `tell_leader`, `dispatch`, `complete`, `backfill`, `rectify` …
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Stable name of what is due.
    pub kind: &'static str,
}

/// Who last changed a row, and when; for ghosts and conflicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Name of the officer.
    pub by: String,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// What every row of a pane has, whatever it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct RowHead {
    /// Which entity.
    pub stream: Stream,
    /// Version the officer sees; every verb carries it.
    pub version: u32,
    /// Name of the state.
    pub state: &'static str,
    /// Attention as stored; ask [`Attention::at`] for what counts now.
    pub attention: Attention,
    /// The officer who has taken it on.
    pub holder: Option<String>,
    /// Marked for closer watching.
    pub flagged: bool,
    /// Number of comments.
    pub comments: u32,
    /// Nearest unmet deadline.
    pub due: Option<Due>,
    /// Last change.
    pub changed: Changed,
}

/// A row of any pane.
pub trait Row: Clone {
    /// The part that every row has.
    fn head(&self) -> &RowHead;
    /// What people call it, e.g. the title.
    fn title(&self) -> &str;
}

/// A paper.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentRow {
    /// Common part.
    pub head: RowHead,
    /// 收文号, once registered.
    pub receipt_no: Option<String>,
    /// Register.
    pub register: String,
    /// 发文字号 in canonical form, or as written; empty when there is none.
    pub doc_number: String,
    /// As written.
    pub doc_number_raw: String,
    /// 标题
    pub title: String,
    /// 来文单位
    pub issuer: String,
    /// 文种
    pub doc_type: Option<String>,
    /// 紧急程度
    pub urgency: Urgency,
    /// 阅件 / 办件
    pub handling: Option<Handling>,
    /// State, typed.
    pub state: DocumentState,
    /// Received (UTC).
    pub received_at: DateTime<Utc>,
    /// 成文日期
    pub written_on: Option<NaiveDate>,
    /// 限时 (UTC)
    pub stated_due: Option<DateTime<Utc>>,
    /// 主办
    pub lead_unit: Option<String>,
    /// 协办
    pub assist_units: Vec<String>,
    /// Missing fields (待补).
    pub incomplete: Vec<&'static str>,
    /// File and row, or channel.
    pub source: String,
}

/// A finding or a supervised item.
#[derive(Debug, Clone, PartialEq)]
pub struct IssueRow {
    /// Common part; `head.stream.kind` tells which of the two.
    pub head: RowHead,
    /// Number as people see it.
    pub no: String,
    /// The fact, or the subject.
    pub title: String,
    /// Where; for a supervised item, who supervises.
    pub place: String,
    /// Unit that has to put it right.
    pub unit: Option<String>,
    /// `on_spot`, `normal`, `complex`, `structural`; for supervised items the source.
    pub severity: &'static str,
    /// Raised or received (UTC).
    pub raised_at: DateTime<Utc>,
    /// Who submitted the rectification; may not verify it.
    pub submitted_by: Option<String>,
}

/// One stretch of a run, for its bar on the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    /// Name of the state the run is in during this stretch.
    pub state: &'static str,
    /// From (UTC), planned or actual.
    pub from: DateTime<Utc>,
    /// Until (UTC), planned or actual.
    pub until: DateTime<Utc>,
    /// Has begun.
    pub actual: bool,
}

/// A transfer run with the arrival it serves.
#[derive(Debug, Clone, PartialEq)]
pub struct RunRow {
    /// Common part.
    pub head: RowHead,
    /// Id of the port in the configuration.
    pub port: String,
    /// Flight, vessel or coach.
    pub arrival: String,
    /// Where it comes from.
    pub origin: String,
    /// Scheduled arrival (UTC).
    pub scheduled_at: DateTime<Utc>,
    /// Revised arrival (UTC), if it differs.
    pub revised_at: Option<DateTime<Utc>>,
    /// People expected.
    pub passengers: u32,
    /// Languages they speak (BCP 47).
    pub languages: Vec<String>,
    /// Number plate.
    pub vehicle: Option<String>,
    /// Driver.
    pub driver: Option<String>,
    /// Names of the volunteers on it.
    pub volunteers: Vec<String>,
    /// Id of the isolation site.
    pub site: Option<String>,
    /// Stretches in time order.
    pub legs: Vec<Leg>,
    /// Stable names of what is wrong: `eta_slip`, `no_position`, `long_wait`, `no_vehicle`, `no_speaker` …
    pub problems: Vec<&'static str>,
}

/// A volunteer or hired interpreter.
#[derive(Debug, Clone, PartialEq)]
pub struct VolunteerRow {
    /// Common part; `head.state` is `free`, `assigned`, `resting` or `off`.
    pub head: RowHead,
    /// Name; masked wherever others can see the screen.
    pub name: String,
    /// Hired interpreter rather than volunteer.
    pub interpreter: bool,
    /// Languages (BCP 47).
    pub languages: Vec<String>,
    /// Telephone.
    pub phone: String,
    /// Until when the state holds (UTC).
    pub until: Option<DateTime<Utc>>,
    /// Hours worked in the last 7 days.
    pub hours_7d: f32,
    /// What they are on.
    pub engaged_on: Option<String>,
}

macro_rules! row {
    ($row:ty, $title:ident) => {
        impl Row for $row {
            fn head(&self) -> &RowHead {
                &self.head
            }
            fn title(&self) -> &str {
                &self.$title
            }
        }
    };
}
row!(DocumentRow, title);
row!(IssueRow, title);
row!(RunRow, arrival);
row!(VolunteerRow, name);

/// Cover of one language around the clock.
#[derive(Debug, Clone, PartialEq)]
pub struct LanguageCover {
    /// BCP 47.
    pub language: String,
    /// Speakers free now.
    pub free: u32,
    /// Speakers in all.
    pub total: u32,
    /// For each of the next 24 hours, whether at least one speaker is available; `false` is a gap.
    pub hours: [bool; 24],
}

impl LanguageCover {
    /// Hours of the next 24 without any speaker.
    pub fn uncovered_hours(&self) -> usize {
        self.hours.iter().filter(|covered| !**covered).count()
    }
}

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
    /// Text, Chinese of any length, pinyin or its initials; empty: everything.
    pub filter: String,
    /// Order.
    pub sort: Sort,
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
    /// One entity with its history.
    Detail {
        /// Which.
        stream: Stream,
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
    /// One entity.
    Detail {
        /// Ticket of the question.
        ticket: u64,
        /// The entity with its history; none if there is no such entity.
        detail: Option<Box<Detail>>,
    },
    /// Rows that match.
    Matching {
        /// Which pane.
        pane: PaneKind,
        /// The rows, as the officer would see them, in the order of the list.
        rows: Vec<Target>,
    },
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
}

/// The nearest unmet deadline of all panes.
#[derive(Debug, Clone, PartialEq)]
pub struct NextToLose {
    /// Which entity.
    pub stream: Stream,
    /// The pane that shows it.
    pub pane: PaneKind,
    /// What people call it.
    pub title: String,
    /// What is due and when.
    pub due: Due,
    /// Unit or person to call: a unit's id where one is charged, else empty.
    pub unit: Option<String>,
    /// Officer who holds it.
    pub holder: Option<String>,
}

/// What the band shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overview {
    /// Last entry of the journal.
    pub seq: u64,
    /// When it was written (UTC).
    pub as_of: Option<DateTime<Utc>>,
    /// Open papers by urgency, in the order of [`Urgency::ALL`].
    pub open_by_urgency: [u32; 5],
    /// Open items by pane (free volunteers for the last).
    pub open_by_pane: [u32; 4],
    /// Open items past their due time, by pane.
    pub overdue_by_pane: [u32; 4],
    /// Open and unacknowledged items, by pane.
    pub unacknowledged_by_pane: [u32; 4],
    /// Items put off, in all.
    pub shelved: u32,
    /// The nearest unmet deadline.
    pub next_to_lose: Option<NextToLose>,
    /// The shift on duty.
    pub shift: Option<ShiftOnDuty>,
    /// Most recent entries of the journal by others than this officer, newest first (at most 5).
    pub recent: Vec<TimelineItem>,
}

/// The shift on duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftOnDuty {
    /// Which.
    pub id: Id,
    /// 带班领导
    pub leader: String,
    /// 主班
    pub primary: String,
    /// 副班
    pub secondary: Option<String>,
    /// Start (UTC).
    pub starts_at: DateTime<Utc>,
    /// End (UTC).
    pub ends_at: DateTime<Utc>,
}

/// One event of an entity's history.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineItem {
    /// Journal entry.
    pub seq: u64,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// Of which entity.
    pub stream: Stream,
    /// Version it made.
    pub version: u32,
    /// What.
    pub body: EventBody,
}

/// One entity with its history.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// The entity now.
    pub entity: Entity,
    /// Nearest unmet deadline.
    pub due: Option<Due>,
    /// Its history, oldest first (the last 200).
    pub timeline: Vec<TimelineItem>,
}

/// Somebody else changed what a command was about; nothing of the command was applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Which entity.
    pub stream: Stream,
    /// What people call it.
    pub title: String,
    /// Version the officer saw.
    pub seen: u32,
    /// Version it has.
    pub found: u32,
    /// State it is in now.
    pub state: &'static str,
    /// What happened since, oldest first.
    pub since: Vec<TimelineItem>,
}

/// The pane that shows entities of this kind, if one does.
pub const fn pane_of(kind: Kind) -> Option<PaneKind> {
    Some(match kind {
        Kind::Document => PaneKind::Documents,
        Kind::Finding | Kind::Supervised => PaneKind::Issues,
        Kind::Run => PaneKind::Transfers,
        Kind::Volunteer => PaneKind::Volunteers,
        _ => return None,
    })
}

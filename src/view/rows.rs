//! Rows of the panes.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::document::Handling;
use crate::domain::supervised::Lamp;
use crate::domain::{Attention, Stream, Urgency};

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

/// A paper, a dispatch or an emergency. What the latter two have not stays empty.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentRow {
    /// Common part; `head.stream.kind` tells what it is.
    pub head: RowHead,
    /// 收文号, once registered; the number of a dispatch.
    pub receipt_no: Option<String>,
    /// Register.
    pub register: String,
    /// 发文字号 in canonical form, or as written; empty when there is none.
    pub doc_number: String,
    /// As written.
    pub doc_number_raw: String,
    /// 标题; the gist of a dispatch.
    pub title: String,
    /// 来文单位; empty for a dispatch.
    pub issuer: String,
    /// 文种
    pub doc_type: Option<String>,
    /// 紧急程度
    pub urgency: Urgency,
    /// 阅件 / 办件
    pub handling: Option<Handling>,
    /// Received, or drafted (UTC).
    pub received_at: DateTime<Utc>,
    /// 成文日期
    pub written_on: Option<NaiveDate>,
    /// 限时; by when recipients of a dispatch answer (UTC).
    pub stated_due: Option<DateTime<Utc>>,
    /// 主办; the recipient of a dispatch that goes to a single unit.
    pub lead_unit: Option<String>,
    /// 协办
    pub assist_units: Vec<String>,
    /// Missing fields (待补).
    pub incomplete: Vec<&'static str>,
    /// File and row, or channel.
    pub source: String,
    /// Of a dispatch: how many recipients have signed, and how many there are to reach.
    pub progress: Option<(u32, u32)>,
}

/// What stands in the pane of issues: a finding, a supervised item, an inspection, a guest's need.
#[derive(Debug, Clone, PartialEq)]
pub struct IssueRow {
    /// Common part; `head.stream.kind` tells which of them.
    pub head: RowHead,
    /// Number as people see it; empty for kinds without one.
    pub no: String,
    /// The fact, the subject, or the need.
    pub title: String,
    /// Where: a place in words, for a need the id of a site, for an inspection what is visited; for a supervised item
    /// who supervises.
    pub place: String,
    /// Who has it: the unit (id) that has to put it right, or the names of the people who see to it.
    pub unit: Option<String>,
    /// What sort it is of its kind: `on_spot`, `normal`, `complex`, `structural` of findings, the source of supervised
    /// items, `open`, `covert`, `unannounced` of inspections, `medical`, `interpreting`, `living` of needs.
    pub severity: &'static str,
    /// Raised or received (UTC).
    pub raised_at: DateTime<Utc>,
    /// Who submitted the rectification; may not verify it.
    pub submitted_by: Option<String>,
    /// Of a supervised item that is still owed: when its light gets worse.
    pub lamp: Option<Lamp>,
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

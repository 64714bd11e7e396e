//! Words of documents for people: heads of columns, headings, dates in words.

mod en;
pub mod handover;
mod zh;

use chrono::NaiveDate;

use crate::domain::Serial;
use crate::domain::bulletin::BulletinSeries;
use crate::domain::ledgers::Ledger;

pub(super) use en::EN;
pub(super) use zh::ZH_CN;

/// Words of documents.
#[derive(Debug)]
pub struct ReportWords {
    /// Name of a ledger.
    pub ledger: fn(Ledger) -> &'static str,
    /// Head of a column, by its stable name; the name itself where there is no word for it.
    pub column: fn(&str) -> &str,
    /// A date in words: 2020年4月6日.
    pub date: fn(NaiveDate) -> String,
    /// A stretch of days; either end may be open.
    pub period: fn(Option<NaiveDate>, Option<NaiveDate>) -> String,
    /// What is said of a ledger beside its name: how many rows, and as of when.
    pub rows: fn(usize, &str) -> String,
    /// A table without rows.
    pub no_rows: &'static str,
    /// Which bulletin, as its red head says it.
    pub masthead: fn(BulletinSeries) -> &'static str,
    /// The number of an issue; one that has none yet.
    pub issue: fn(Option<Serial>) -> String,
    /// Stands above what is not issued yet; the name of its state.
    pub draft: fn(&str) -> String,
    /// Heading of the counts of an issue.
    pub counts: &'static str,
    /// Heading of what was corrected since.
    pub corrections: &'static str,
    /// Label of a count, by its stable name.
    pub count: fn(&str) -> &str,
    /// Label of a passage, by its stable name.
    pub passage: fn(&str) -> &str,
    /// Who signed it off.
    pub signed_by: fn(&str) -> String,
    /// When it was printed: 2020年4月7日印发.
    pub printed: fn(&str) -> String,
    /// Title of the report of an inspection.
    pub inspection: fn(&str) -> String,
    /// Title of reports of several inspections.
    pub inspections: &'static str,
    /// Headings of an inspection: 基本情况、发现问题、意见建议、证据材料
    pub parts: [&'static str; 4],
    /// How an inspection is done.
    pub visit: fn(&str) -> &str,
    /// What is visited.
    pub target: fn(&str) -> &str,
    /// A label and what it labels.
    pub fact: fn(&str, &str) -> String,
    /// How many findings there are, and how many of them are closed.
    pub found: fn(usize, usize) -> String,
    /// No findings.
    pub found_nothing: &'static str,
    /// No recommendations.
    pub no_recommendations: &'static str,
    /// No evidence.
    pub no_evidence: &'static str,
    /// The hand-over sheet of a run.
    pub handover: handover::Handover,
    /// Title of the special report of a supervised item.
    pub special: fn(&str) -> String,
    /// Headings of a special report: 事项来源、办理过程、办理结果、时限情况
    pub special_parts: [&'static str; 4],
    /// Where a supervised item came from: source, channel, reference, when.
    pub came: fn(source: &str, channel: &str, reference: &str, at: &str) -> String,
    /// Its due time: original, current, of the house.
    pub dues: fn(original: &str, current: &str, internal: &str) -> String,
    /// An extension: until when, who approved it, why.
    pub extended: fn(until: &str, by: &str, why: &str) -> String,
    /// An answer: by the original due time or after it.
    pub answered: fn(at: &str, on_time: bool) -> String,
    /// No answer yet.
    pub unanswered: &'static str,
    /// Title of the figures.
    pub figures: &'static str,
    /// Charts of the figures: title, what began, what ended; of papers, then of findings.
    pub trends: [[&'static str; 3]; 2],
    /// What the charts count.
    pub trend_unit: &'static str,
    /// What their points stand for: a day; a week, by its first day.
    pub trend_axis: [&'static str; 2],
    /// Lights of a due time: done, in time, near, behind, overdue.
    pub lights: [&'static str; 5],
    /// A file was written: title of the document, and where.
    pub written: fn(&str, &str) -> String,
    /// The name of a file tells no format.
    pub bad_format: fn(&str) -> String,
    /// A channel, by its stable name.
    pub channel: fn(&str) -> &str,
    /// The form of an entry of the small ledgers.
    pub form: fn(&str) -> &str,
    /// The kind of an entry of the small ledgers.
    pub entry: fn(&str) -> &str,
    /// The kind of a request.
    pub need: fn(&str) -> &str,
}

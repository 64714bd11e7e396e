//! The rows behind a figure: which items it counts.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::mark::Span;
use super::steps::{Step, Timed};
use crate::domain::{Stream, Urgency};

/// A row of a figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureRow {
    /// Which item.
    pub stream: Stream,
    /// Its number as people see it, if it has one.
    pub number: Option<String>,
    /// What people call it.
    pub title: String,
    /// Name of its state now.
    pub state: &'static str,
    /// When it was (UTC): received, raised, done, as the figure counts it.
    pub at: DateTime<Utc>,
    /// For how many it stands.
    pub amount: u32,
    /// In a figure that counts different things: which one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// In a figure about a step: how many minutes it took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<f64>,
}

/// Part of the rows of a figure.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct FigureRows {
    /// The rows that were asked for; the newest first, of steps the slowest first.
    pub rows: Vec<FigureRow>,
    /// How many there are in all.
    pub total: usize,
    /// What their amounts come to: the figure.
    pub sum: u32,
}

/// Of a paper, what figures need.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    /// Its urgency.
    pub urgency: Urgency,
    /// When it was received (UTC).
    pub received_at: DateTime<Utc>,
    /// When it was signed for (UTC).
    pub signed: Option<DateTime<Utc>>,
    /// When it was completed (UTC).
    pub completed: Option<DateTime<Utc>>,
}

impl Paper {
    /// Whether it counts as completed (办结, or 阅毕) in this stretch of time.
    pub fn is_completed(&self, span: &Span) -> bool {
        span.before_end(self.completed)
    }

    /// Minutes from receipt to signature, if it was signed for by the end of this stretch of time.
    pub fn minutes_to_sign(&self, span: &Span) -> Option<f64> {
        let signed = self.signed.filter(|signed| *signed < span.until)?;
        Some(((signed - self.received_at).as_seconds_f64() / 60.0).max(0.0))
    }
}

/// A figure whose rows are papers, or the recipients of dispatches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperFigure {
    /// Papers received.
    Handled,
    /// Papers completed.
    Completed,
    /// Papers signed for, of an urgency.
    Signed(Urgency),
    /// Dispatches sent.
    Dispatches,
    /// Receipts owed.
    ReceiptsOwed,
    /// Receipts in time.
    ReceiptsOnTime,
    /// Steps taken, of an urgency.
    Taken(Urgency, Step),
    /// Steps taken or due.
    Owed(Urgency, Step),
    /// Steps taken in time.
    OnTime(Urgency, Step),
}

impl PaperFigure {
    /// The figure with this stable name, if it is one of papers and dispatches. A median or a longest time has the rows
    /// from which it is taken, a share those of which it is one.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "documents_handled" => return Some(Self::Handled),
            "documents_completed" => return Some(Self::Completed),
            "dispatches" => return Some(Self::Dispatches),
            "dispatches.receipts_owed" => return Some(Self::ReceiptsOwed),
            "dispatches.receipts_on_time" => return Some(Self::ReceiptsOnTime),
            _ => {}
        }
        let urgency = |name: &str| Urgency::ALL.into_iter().find(|urgency| urgency.name() == name);
        let mut parts = name.split('.');
        let family = parts.next()?;
        let urgency = urgency(parts.next()?)?;
        match (family, parts.next()?, parts.next()) {
            ("time_to_sign", _, None) => Some(Self::Signed(urgency)),
            ("step_times", step, Some(part)) => {
                let step = Step::ALL.into_iter().find(|known| known.name() == step)?;
                Some(match part {
                    "count" | "median_minutes" | "p90_minutes" | "max_minutes" => Self::Taken(urgency, step),
                    "limit_minutes" | "owed" | "on_time_percent" => Self::Owed(urgency, step),
                    "on_time" => Self::OnTime(urgency, step),
                    _ => return None,
                })
            }
            _ => None,
        }
    }

    /// Whether a paper is a row of it, and the minutes it took where the figure is about time.
    pub fn takes_paper(self, paper: &Paper, span: &Span) -> Option<Option<f64>> {
        match self {
            Self::Handled => Some(None),
            Self::Completed => paper.is_completed(span).then_some(None),
            Self::Signed(urgency) if paper.urgency == urgency => paper.minutes_to_sign(span).map(Some),
            _ => None,
        }
    }

    /// Whether a step is a row of it, and the minutes it took; none of a step that was not taken.
    pub fn takes_step(self, timed: &Timed, span: &Span) -> Option<Option<f64>> {
        let counted = timed.counted(span.until)?;
        let this = |urgency, step| timed.urgency == urgency && timed.step == step;
        let so = match self {
            Self::ReceiptsOwed => timed.step == Step::Receipt && counted.due.is_some(),
            Self::ReceiptsOnTime => timed.step == Step::Receipt && counted.on_time,
            Self::Taken(urgency, step) => this(urgency, step) && counted.done.is_some(),
            Self::Owed(urgency, step) => this(urgency, step) && counted.due.is_some(),
            Self::OnTime(urgency, step) => this(urgency, step) && counted.on_time,
            _ => false,
        };
        let minutes = |done: DateTime<Utc>| ((done - timed.from).as_seconds_f64() / 60.0).max(0.0);
        so.then(|| counted.done.map(minutes))
    }
}

//! States of the figures over the desk: all figures or trends of a period, and the rows behind one.

use crate::figures::{By, FigureRow, FigureRows, MAIN, Period};
use crate::view::Figured;

/// The figures of a period, or how the main ones went.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureList {
    /// Trends instead of all figures.
    pub trends: bool,
    /// Which period: today, yesterday, seven days, the month, everything.
    pub period: usize,
    /// Its days.
    pub days: Period,
    /// What was read; none while it is being read.
    pub found: Option<Box<Figured>>,
    /// Ticket of the question.
    pub ticket: u64,
    /// Index of the figure under the cursor.
    pub at: usize,
}

impl FigureList {
    /// By what trends of this period are told.
    pub const fn by(&self) -> By {
        match self.period {
            0..=2 => By::Day,
            3 => By::Week,
            _ => By::Month,
        }
    }

    /// The figures in sight with their values. Steps have a tab of their own; in trends, what is nothing throughout is
    /// left out.
    pub fn lines(&self) -> Vec<(String, Vec<String>)> {
        match self.found.as_deref() {
            Some(Figured::Figures(figures)) => {
                let lines = figures.lines().into_iter().filter(|(name, _)| !name.starts_with("step_times."));
                lines.map(|(name, value)| (name, vec![value])).collect()
            }
            Some(Figured::Trends(trends)) => {
                let all = || trends.stretches.iter().chain([&trends.whole]).chain(&trends.previous);
                let some = (0..MAIN.len()).filter(|at| all().any(|stretch| stretch.values[*at] > 0));
                let values = |at: usize| all().map(|stretch| stretch.values[at].to_string()).collect();
                some.map(|at| (MAIN[at].to_owned(), values(at))).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The rows behind a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureRowList {
    /// Stable name of the figure.
    pub figure: String,
    /// Of which days.
    pub days: Period,
    /// The first of them, as far as they were asked for; none while they are being read.
    pub found: Option<Box<FigureRows>>,
    /// Ticket of the question.
    pub ticket: u64,
    /// Index of the row under the cursor.
    pub at: usize,
}

impl FigureRowList {
    /// The row under the cursor.
    pub fn row(&self) -> Option<&FigureRow> {
        self.found.as_ref()?.rows.get(self.at)
    }
}

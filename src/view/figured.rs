//! Questions about the figures of a period, and their answers.

use crate::figures::{By, FigureRows, Figures, Period, Trends};

/// What is asked about the figures of a period.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureAsk {
    /// All figures.
    Figures(Period),
    /// The main figures of its days, weeks or months.
    Trends(Period, By),
    /// The rows behind a figure.
    Rows {
        /// Its stable name.
        figure: String,
        /// Of which days.
        period: Period,
        /// Most rows that are wanted.
        limit: usize,
    },
}

/// What is known of the figures of a period.
#[derive(Debug, Clone, PartialEq)]
pub enum Figured {
    /// All figures.
    Figures(Box<Figures>),
    /// The main figures of its days, weeks or months.
    Trends(Trends),
    /// The rows behind a figure.
    Rows(FigureRows),
}

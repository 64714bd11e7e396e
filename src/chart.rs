//! Plots as values: what is drawn, in words of the person who looks, without saying how. The terminal, the pictures of
//! [`plot`](crate::plot) and the table that stands in for both are made from the same [`Chart`].
//!
//! Everything here is pure. A value that is not known is a gap (`None`): it is never drawn as zero.

pub mod cells;
mod labels;
mod scale;
mod told;

pub use labels::{Label, thin};
pub use scale::{Scale, number};
pub use told::{Telling, title};

/// How values are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// One upright bar a label.
    Bars,
    /// Upright bars, the series on top of each other.
    Stacked,
    /// A line a series.
    Lines,
    /// Lying bars, the series behind each other; labels are names and stand at the left.
    Horizontal,
}

/// Values of one name, one a label.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What people call it.
    pub name: String,
    /// A value for each label; `None` where nothing is known, which stays a gap.
    pub values: Vec<Option<f64>>,
    /// Over bars: drawn as a line, and counted in no stack.
    pub line: bool,
}

impl Series {
    /// A series of bars, or of a line in [`Form::Lines`].
    pub fn new(name: impl Into<String>, values: Vec<Option<f64>>) -> Self {
        Self { name: name.into(), values, line: false }
    }

    /// The same as a line over bars.
    #[must_use]
    pub const fn as_line(mut self) -> Self {
        self.line = true;
        self
    }

    /// The value at a label; a gap where there is none, or none that can be drawn.
    pub fn at(&self, label: usize) -> Option<f64> {
        self.values.get(label).copied().flatten().filter(|value| value.is_finite() && *value >= 0.0)
    }

    /// Whether any value is known.
    pub fn is_known(&self) -> bool {
        (0..self.values.len()).any(|at| self.at(at).is_some())
    }
}

/// A plot, all texts in the person's language.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// The most pressing fact in one sentence; empty if nothing presses.
    pub headline: String,
    /// The time it covers, as people read it.
    pub span: String,
    /// Unit of the values: 人, 件, %.
    pub unit: String,
    /// What the labels are: hours, days, units.
    pub axis: String,
    /// How it is drawn.
    pub form: Form,
    /// Labels of the values.
    pub labels: Vec<String>,
    /// The values. Of bars the first is the lowest.
    pub series: Vec<Series>,
    /// The series are steps of one scale (ages), not names: drawn from faint to strong.
    pub ordered: bool,
    /// A line to measure by: capacity, target.
    pub reference: Option<(String, f64)>,
    /// What exceeds the reference is trouble.
    pub limit: bool,
    /// The label that `now` lies in.
    pub current: Option<usize>,
    /// A word behind each lying bar; may be shorter than the labels.
    pub remarks: Vec<String>,
    /// What to say where there is nothing to draw.
    pub empty: String,
}

impl Chart {
    /// A chart of this form without values.
    pub fn new(form: Form) -> Self {
        Self {
            title: String::new(),
            headline: String::new(),
            span: String::new(),
            unit: String::new(),
            axis: String::new(),
            form,
            labels: Vec::new(),
            series: Vec::new(),
            ordered: false,
            reference: None,
            limit: false,
            current: None,
            remarks: Vec::new(),
            empty: String::new(),
        }
    }

    /// Whether there is nothing to draw: no label, or no value known, or all of them zero where zero says nothing.
    pub fn is_empty(&self) -> bool {
        let all = || self.series.iter().flat_map(|series| (0..self.labels.len()).map(|at| series.at(at)));
        match self.form {
            Form::Lines => all().all(|value| value.is_none()),
            _ => all().all(|value| value.is_none_or(|value| value == 0.0)),
        }
    }

    /// The series that are bars, with their places among all.
    pub fn bars(&self) -> impl Iterator<Item = (usize, &Series)> {
        self.series.iter().enumerate().filter(|(_, series)| self.form != Form::Lines && !series.line)
    }

    /// The series that are lines, with their places among all.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &Series)> {
        self.series.iter().enumerate().filter(|(_, series)| self.form == Form::Lines || series.line)
    }

    /// Height of the whole bar at a label; a gap where none of its parts is known.
    pub fn total(&self, label: usize) -> Option<f64> {
        self.bars()
            .filter_map(|(_, series)| series.at(label))
            .fold(None, |sum: Option<f64>, value| Some(sum.unwrap_or(0.0) + value))
    }

    /// The greatest value that is drawn, the reference included.
    pub fn greatest(&self) -> f64 {
        let totals = (0..self.labels.len()).filter_map(|at| self.total(at));
        let lines =
            self.lines().flat_map(|(_, series)| (0..self.labels.len()).filter_map(|at| series.at(at)));
        let reference = self.reference.iter().map(|(_, value)| *value).filter(|value| value.is_finite());
        totals.chain(lines).chain(reference).fold(0.0, f64::max)
    }

    /// The scale of the values, with at most so many steps.
    pub fn scale(&self, steps: usize) -> Scale {
        Scale::nice(self.greatest(), steps)
    }

    /// The chart as a table: one row a label, one column a series, as people read the numbers; a gap is a dash.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let cell = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), number);
        let row = |(at, label): (usize, &String)| {
            let values = self.series.iter().map(|series| cell(series.at(at)));
            let remark = self.remarks.get(at).filter(|_| !self.remarks.is_empty());
            std::iter::once(label.clone()).chain(values).chain(remark.cloned()).collect()
        };
        self.labels.iter().enumerate().map(row).collect()
    }

    /// The whole chart as one text, for who cannot see it: title, time, the fact, then every value that is known.
    pub fn described(&self) -> String {
        let mut lines = vec![format!("{} {}", self.title, self.span).trim().to_owned()];
        lines.extend((!self.headline.is_empty()).then(|| self.headline.clone()));
        if self.is_empty() {
            lines.push(self.empty.clone());
        }
        for series in &self.series {
            let told: Vec<String> = (0..self.labels.len())
                .filter_map(|at| series.at(at).filter(|value| *value > 0.0).map(|value| (at, value)))
                .map(|(at, value)| format!("{} {}", self.labels[at], number(value)))
                .collect();
            if !told.is_empty() {
                lines.push(format!("{} ({}): {}", series.name, self.unit, told.join(", ")));
            }
        }
        if let Some((name, value)) = &self.reference {
            lines.push(format!("{name}: {} {}", number(*value), self.unit));
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chart(form: Form, columns: &[&[Option<f64>]]) -> Chart {
        let labels = (0..columns.first().map_or(0, |column| column.len())).map(|at| at.to_string()).collect();
        let series = columns.iter().map(|column| Series::new("s", column.to_vec())).collect();
        Chart { labels, series, ..Chart::new(form) }
    }

    #[test]
    fn a_gap_is_not_zero() {
        let gaps = chart(Form::Lines, &[&[None, Some(0.0)], &[None, None]]);
        assert!(!gaps.is_empty(), "nought per cent is something to look at");
        assert_eq!(gaps.rows(), [["0", "-", "-"], ["1", "0", "-"]]);
        let bars = chart(Form::Stacked, &[&[None, Some(0.0)]]);
        assert!(bars.is_empty());
        assert_eq!((bars.total(0), bars.total(1), bars.total(7)), (None, Some(0.0), None));
        assert!(chart(Form::Lines, &[&[Some(f64::NAN), Some(f64::INFINITY)]]).is_empty());
    }

    #[test]
    fn a_line_over_bars_is_in_no_stack_but_on_the_scale() {
        let mut both = chart(Form::Bars, &[&[Some(3.0)], &[Some(20.0)]]);
        both.series[1].line = true;
        assert_eq!((both.total(0), both.greatest()), (Some(3.0), 20.0));
        both.reference = Some(("capacity".to_owned(), 45.0));
        assert_eq!(both.greatest(), 45.0);
    }

    proptest! {
        #[test]
        fn stacks_add_up_to_all_rows(columns in proptest::collection::vec(
            proptest::collection::vec(proptest::option::of(0u32..5000), 9), 0..6)) {
            let values: Vec<Vec<Option<f64>>> =
                columns.iter().map(|column| column.iter().map(|value| value.map(f64::from)).collect()).collect();
            let chart = chart(Form::Stacked, &values.iter().map(Vec::as_slice).collect::<Vec<_>>());
            let all: u32 = columns.iter().flatten().flatten().sum();
            let stacked: f64 = (0..9).filter_map(|at| chart.total(at)).sum();
            prop_assert_eq!(stacked, f64::from(all));
            prop_assert!(chart.scale(5).top >= chart.greatest());
        }
    }
}

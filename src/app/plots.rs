//! Plots on the desk: which, of which days, and what is done with them.

use chrono::{Datelike, Days};

use super::App;
use crate::chart::{Form, Telling};
use crate::domain::Kind;
use crate::figures::{Period, Plot, Plotted, Values};
use crate::filter::parse;
use crate::message::{Effect, Move};
use crate::ui;
use crate::ui::dialog::{Dialog, Plots};
use crate::view::{PaneKind, Query};

/// Today, yesterday, seven days, the month, everything.
pub(super) const PERIODS: usize = 5;

impl App {
    /// Opens the plots at the one that was looked at last in this session's order: papers of today first.
    pub(super) fn open_plots(&mut self) {
        let open = Plots { plot: Plot::Papers, period: 0, plotted: None, chart: None, ticket: 0, at: 0 };
        self.dialogs.push(Dialog::Plots(open));
        self.ask_plot();
    }

    /// The days of a period by its place.
    pub(super) fn period(&self, which: usize) -> Period {
        let today = self.config.calendar().statistical_day(self.now);
        let back = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
        let (from, to) = match which {
            0 => (Some(today), today),
            1 => (Some(back(1)), back(1)),
            2 => (Some(back(6)), today),
            3 => (today.with_day(1), today),
            _ => (None, today),
        };
        Period { from, to }
    }

    fn ask_plot(&mut self) {
        let ticket = self.ticket();
        let Some(Dialog::Plots(open)) = self.dialogs.last_mut() else { return };
        // What is seen stays until the answer comes, but for another plot it would be wrong.
        open.ticket = ticket;
        if open.plotted.as_ref().is_some_and(|plotted| plotted.plot != open.plot) {
            (open.plotted, open.chart, open.at) = (None, None, 0);
        }
        let (plot, which) = (open.plot, open.period);
        let period = self.period(which);
        self.effect(Effect::Ask(Query::Plotted { plot, period, ticket }));
    }

    /// Something has changed: what is open is read again.
    pub(super) fn refresh_plot(&mut self) {
        if matches!(self.dialogs.last(), Some(Dialog::Plots(_))) {
            self.ask_plot();
        }
    }

    pub(super) fn show_plot(&mut self, place: usize) {
        let Some(Dialog::Plots(open)) = self.dialogs.last_mut() else { return };
        let Some(plot) = Plot::ALL.get(place) else { return };
        open.plot = *plot;
        self.ask_plot();
    }

    pub(super) fn other_plot(&mut self, forward: bool) {
        let Some(Dialog::Plots(open)) = self.dialogs.last() else { return };
        let count = Plot::ALL.len();
        let next = (open.plot.index() + if forward { 1 } else { count - 1 }) % count;
        self.show_plot(next);
    }

    pub(super) fn other_period(&mut self, forward: bool) {
        let Some(Dialog::Plots(open)) = self.dialogs.last_mut() else { return };
        open.period = (open.period + if forward { 1 } else { PERIODS - 1 }) % PERIODS;
        open.at = 0;
        self.ask_plot();
    }

    pub(super) fn take_plotted(&mut self, ticket: u64, plotted: Box<Plotted>) {
        let open = self.dialogs.iter_mut().rev().find_map(|dialog| match dialog {
            Dialog::Plots(open) if open.ticket == ticket => Some(open),
            _ => None,
        });
        if let Some(open) = open {
            open.plotted = Some(plotted);
            self.tell_plots();
        }
    }

    /// Puts what was read into words, anew when the language changes.
    pub(super) fn tell_plots(&mut self) {
        let (names, calendar) = (ui::look::names(&self.config), self.config.calendar());
        let (strings, capacity) = (self.lang.strings(), self.config.papers_per_hour);
        let telling = Telling { strings, names: &names, calendar: &calendar, capacity };
        for dialog in &mut self.dialogs {
            if let Dialog::Plots(open) = dialog {
                open.chart = open.plotted.as_ref().map(|plotted| Box::new(plotted.chart(telling)));
            }
        }
    }

    /// Rows of names are chosen; of slots, where they are rows, the first in sight moves.
    pub(super) fn move_in_plots(&mut self, movement: Move) {
        let Some(Dialog::Plots(open)) = self.dialogs.last_mut() else { return };
        let Some(chart) = &open.chart else { return };
        let rows = match chart.form {
            Form::Horizontal | Form::Lines => chart.labels.len(),
            _ => {
                (0..chart.labels.len()).filter(|at| chart.total(*at).is_some_and(|total| total > 0.0)).count()
            }
        };
        open.at = super::dialogs::stepped(open.at, movement, 5, rows);
    }

    /// Enter: to the pane with the rows behind the plot; of findings, to those of the unit that is chosen.
    pub(super) fn open_plotted(&mut self) {
        let Some(Dialog::Plots(open)) = self.dialogs.last() else { return };
        let unit = match open.plotted.as_ref().map(|plotted| &plotted.values) {
            Some(Values::Findings(units)) => units.get(open.at).map(|unit| unit.unit.clone()),
            _ => None,
        };
        let (pane, kind) = match open.plot {
            Plot::Papers | Plot::Urgency => (PaneKind::Documents, Some(Kind::Document)),
            Plot::Findings => (PaneKind::Issues, Some(Kind::Finding)),
            Plot::OnTime | Plot::Reports => (PaneKind::Issues, None),
            Plot::Arrivals => (PaneKind::Transfers, None),
        };
        let mut line: Vec<String> = kind.iter().map(|kind| format!("kind:{}", kind.name())).collect();
        line.extend(unit.map(|unit| format!("unit:{unit}")));
        let filter = parse(&line.join(" "), &self.vocabulary).filter;
        self.dialogs.pop();
        self.focus = pane;
        self.want(|query| query.filter.clone_from(&filter));
    }
}

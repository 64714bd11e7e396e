//! Figures on the desk: tabs of figures, trends and times of steps; which days; the rows behind a figure, and the items
//! behind the rows.

use super::App;
use super::dialogs::stepped;
use crate::figures::FigureRow;
use crate::message::{Effect, Move};
use crate::ui::dialog::{Dialog, History};
use crate::ui::figures::{FigureList, FigureRowList};
use crate::ui::screen::Tone;
use crate::view::{FigureAsk, Figured, Query, pane_of};

/// So many rows behind a figure are read at once; the next when the cursor comes to the last.
const ROWS: usize = 300;

impl App {
    /// Opens the figures of today.
    pub(super) fn open_figures(&mut self, trends: bool) {
        let period = if trends { 2 } else { 0 };
        let days = self.period(period);
        self.dialogs.push(Dialog::Figures(FigureList {
            trends,
            period,
            days,
            found: None,
            ticket: 0,
            at: 0,
        }));
        self.ask_figures();
    }

    fn ask_figures(&mut self) {
        let ticket = self.ticket();
        let ask = match self.dialogs.last_mut() {
            Some(Dialog::Figures(open)) => {
                open.ticket = ticket;
                if open.trends {
                    FigureAsk::Trends(open.days, open.by())
                } else {
                    FigureAsk::Figures(open.days)
                }
            }
            Some(Dialog::FigureRows(open)) => {
                open.ticket = ticket;
                let limit = (open.at / ROWS + 1) * ROWS;
                let known = open.found.as_ref().map_or(0, |found| found.rows.len());
                let limit = if open.at + 1 >= known { limit.max(known + ROWS) } else { limit.max(known) };
                FigureAsk::Rows { figure: open.figure.clone(), period: open.days, limit }
            }
            _ => return,
        };
        self.effect(Effect::Ask(Query::Figured { ask, ticket }));
    }

    /// Something has changed: what is open is read again.
    pub(super) fn refresh_figures(&mut self) {
        self.ask_figures();
    }

    /// The next tab, or the one before: figures, trends, times of steps.
    pub(super) fn other_figures(&mut self, forward: bool) {
        let here = match self.dialogs.last() {
            Some(Dialog::Figures(open)) => usize::from(open.trends),
            Some(Dialog::Times(_)) => 2,
            _ => return,
        };
        let next = (here + if forward { 1 } else { 2 }) % 3;
        let known = match self.dialogs.pop() {
            Some(Dialog::Figures(open)) => Some((open.period, open.days)),
            _ => None,
        };
        if next == 2 {
            return self.open_times();
        }
        self.open_figures(next == 1);
        // Of figures and trends, the days that were chosen stay; a trend of one day would tell nothing.
        if let (Some((period, days)), Some(Dialog::Figures(open))) = (known, self.dialogs.last_mut())
            && (next == 0 || period > 1)
        {
            (open.period, open.days) = (period, days);
            self.ask_figures();
        }
    }

    /// Other days of the figures; the cursor stays on its line.
    pub(super) fn other_days(&mut self, forward: bool) {
        let Some(Dialog::Figures(open)) = self.dialogs.last() else { return };
        let count = super::plots::PERIODS;
        let period = (open.period + if forward { 1 } else { count - 1 }) % count;
        let days = self.period(period);
        if let Some(Dialog::Figures(open)) = self.dialogs.last_mut() {
            (open.period, open.days, open.found) = (period, days, None);
        }
        self.ask_figures();
    }

    pub(super) fn take_figured(&mut self, ticket: u64, told: Box<Figured>) {
        for dialog in self.dialogs.iter_mut().rev() {
            match dialog {
                Dialog::FigureRows(open) if open.ticket == ticket => {
                    if let Figured::Rows(found) = *told {
                        // An item may have several rows: the same place comes first.
                        let on = open.row().map(|row| row.stream);
                        let same = |row: &FigureRow| Some(row.stream) == on;
                        let here = found.rows.get(open.at).is_some_and(same);
                        let stays = if here { None } else { found.rows.iter().position(same) };
                        open.at = stays.unwrap_or(open.at).min(found.rows.len().saturating_sub(1));
                        open.found = Some(Box::new(found));
                    }
                    return;
                }
                Dialog::Figures(open) if open.ticket == ticket => {
                    let on = open.lines().into_iter().nth(open.at).map(|(name, _)| name);
                    open.found = Some(told);
                    let lines = open.lines();
                    let stays = lines.iter().position(|(name, _)| Some(name) == on.as_ref());
                    open.at = stays.unwrap_or(open.at).min(lines.len().saturating_sub(1));
                    return;
                }
                _ => {}
            }
        }
    }

    pub(super) fn move_in_figures(&mut self, movement: Move) {
        let page = usize::from(self.size.height / 2).max(1);
        let more = match self.dialogs.last_mut() {
            Some(Dialog::Figures(open)) => {
                open.at = stepped(open.at, movement, page, open.lines().len());
                false
            }
            Some(Dialog::FigureRows(open)) => {
                let Some(found) = &open.found else { return };
                open.at = stepped(open.at, movement, page, found.rows.len());
                open.at + 1 == found.rows.len() && found.rows.len() < found.total
            }
            _ => false,
        };
        if more {
            self.ask_figures();
        }
    }

    /// Enter: from a figure to its rows, from a row to its item: into its pane, or where it has none, as a sheet.
    pub(super) fn open_figure(&mut self) {
        match self.dialogs.last() {
            Some(Dialog::Figures(open)) => {
                let Some((figure, _)) = open.lines().into_iter().nth(open.at) else { return };
                let days = open.days;
                let rows = FigureRowList { figure, days, found: None, ticket: 0, at: 0 };
                self.dialogs.push(Dialog::FigureRows(rows));
                self.ask_figures();
            }
            Some(Dialog::FigureRows(open)) => {
                let Some(stream) = open.row().map(|row| row.stream) else {
                    return self.say(Tone::Plain, self.lang.strings().figures.trends.no_rows);
                };
                if pane_of(stream.kind).is_none() {
                    self.dialogs.push(Dialog::Timeline(History { stream, detail: None, top: 0 }));
                    return self.ask_history(stream);
                }
                self.dialogs.clear();
                self.show(stream);
                // What is done has left the list of open ones.
                if !self.here().query().all {
                    self.want(|query| query.all = true);
                    self.say(Tone::Plain, self.lang.strings().figures.trends.all_shown);
                }
            }
            _ => {}
        }
    }
}

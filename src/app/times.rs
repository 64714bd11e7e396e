//! The figures on the desk: for which stretch of time they are asked, and what is done with them.

use chrono::{DateTime, TimeDelta, Utc};

use super::App;
use crate::figures::StepTimes;
use crate::message::{Effect, Move};
use crate::ui::dialog::{Dialog, Times};
use crate::ui::screen::Tone;
use crate::view::Query;

/// Stretches of time: this shift, 24 hours, seven days.
const SPANS: usize = 3;

impl App {
    pub(super) fn open_times(&mut self) {
        self.dialogs.push(Dialog::Times(Times { span: 0, times: None, ticket: 0, at: 0, top: 0 }));
        self.ask_times();
    }

    /// Where the stretch begins (UTC); without a shift on duty, 24 hours ago.
    fn since(&self, span: usize) -> DateTime<Utc> {
        let shift = self.overview.as_ref().and_then(|overview| overview.shift.as_ref());
        match span {
            0 => shift.map_or(self.now - TimeDelta::days(1), |shift| shift.starts_at),
            1 => self.now - TimeDelta::days(1),
            _ => self.now - TimeDelta::days(7),
        }
    }

    fn ask_times(&mut self) {
        let ticket = self.ticket();
        let Some(Dialog::Times(open)) = self.dialogs.last_mut() else { return };
        (open.times, open.ticket, open.at, open.top) = (None, ticket, 0, 0);
        let span = open.span;
        let (from, until) = (self.since(span), self.now);
        self.effect(Effect::Ask(Query::Times { from, until, ticket }));
    }

    pub(super) fn change_span(&mut self, forward: bool) {
        let Some(Dialog::Times(open)) = self.dialogs.last_mut() else { return };
        open.span = (open.span + if forward { 1 } else { SPANS - 1 }) % SPANS;
        self.ask_times();
    }

    pub(super) fn take_times(&mut self, ticket: u64, times: Box<StepTimes>) {
        let open = self.dialogs.iter_mut().rev().find_map(|dialog| match dialog {
            Dialog::Times(open) if open.ticket == ticket => Some(open),
            _ => None,
        });
        if let Some(open) = open {
            open.times = Some(times);
        }
    }

    /// Rows move the choice of the latest papers; pages move the table.
    pub(super) fn move_in_times(&mut self, movement: Move) {
        let Some(Dialog::Times(open)) = self.dialogs.last_mut() else { return };
        let Some(times) = &open.times else { return };
        if matches!(movement, Move::Down | Move::Up) {
            open.at = super::dialogs::stepped(open.at, movement, 1, times.worst.len());
        } else {
            open.top = super::dialogs::stepped(open.top, movement, 5, times.steps.len());
        }
    }

    /// Enter: to the paper that is chosen, in whatever list it stands.
    pub(super) fn go_to_latest(&mut self) {
        let Some(Dialog::Times(open)) = self.dialogs.last() else { return };
        let worst = open.times.as_ref().and_then(|times| times.worst.get(open.at));
        let Some((stream, taken)) = worst.map(|worst| (worst.stream, worst.taken)) else {
            return self.say(Tone::Plain, self.lang.strings().times.none_late);
        };
        self.dialogs.pop();
        self.show(stream);
        if taken {
            // What is done may have left the list of open ones.
            self.want(|query| query.all = true);
        }
    }
}

//! Proposed crews on the desk: looked at, and accepted as a whole, in one entry that one undo takes back.

use chrono::TimeDelta;

use super::App;
use super::commits::{Job, Purpose};
use super::dialogs::stepped;
use crate::message::{Action, Effect, Move, Sent};
use crate::planner::Proposed;
use crate::ui::dialog::{Crews, Dialog};
use crate::ui::screen::Tone;
use crate::view::Query;

/// Runs whose pick-up passed so long ago are looked at too: people may still be waiting.
const BACK: TimeDelta = TimeDelta::hours(12);

impl App {
    /// Asks for crews for the runs of the next 24 hours that lack one.
    pub(super) fn open_crews(&mut self) {
        self.dialogs.push(Dialog::Crews(Crews::default()));
        self.ask_crews();
    }

    /// Asks again: something has changed.
    pub(super) fn ask_crews(&mut self) {
        let (from, until) = (self.now - BACK, self.now + TimeDelta::days(1));
        let ticket = self.ticket();
        let Some(Dialog::Crews(open)) = self.dialogs.last_mut() else { return };
        open.ticket = ticket;
        self.effect(Effect::Ask(Query::Proposal { from, until, ticket }));
    }

    pub(super) fn take_crews(&mut self, ticket: u64, proposed: Proposed) {
        let refused = proposed
            .crews
            .iter()
            .map(|crew| crew.refused.as_ref().map(|refusal| self.told(refusal)))
            .collect();
        let open = self.dialogs.iter_mut().find_map(|dialog| match dialog {
            Dialog::Crews(open) if open.ticket == ticket => Some(open),
            _ => None,
        });
        let Some(open) = open else { return };
        open.at = open.at.min(proposed.crews.len().saturating_sub(1));
        open.refused = refused;
        open.proposed = Some(Box::new(proposed));
    }

    pub(super) fn move_in_crews(&mut self, movement: Move) {
        let page = usize::from(self.size.height / 4).max(1);
        if let Some(Dialog::Crews(open)) = self.dialogs.last_mut() {
            let count = open.proposed.as_ref().map_or(0, |proposed| proposed.crews.len());
            open.at = stepped(open.at, movement, page, count);
        }
    }

    /// Enter: the whole proposal is set.
    pub(super) fn accept_crews(&mut self) {
        if self.refuse_writing() {
            return;
        }
        let words = &self.lang.strings().plan;
        let Some(Dialog::Crews(open)) = self.dialogs.last() else { return };
        let Some(proposed) = &open.proposed else { return };
        let crews = proposed.possible();
        let despite = |who: &str, rule: &'static str| (words.despite)(&(words.over)(who, rule));
        let Some((command, seen)) = proposed.acceptance(despite, words.late) else {
            return self.say(Tone::Bad, words.none_possible);
        };
        let first = proposed.crews.iter().find(|crew| crew.order.is_some());
        let states = first.map(|crew| crew.state).into_iter().collect();
        self.dialogs.pop();
        self.enqueue(Job {
            purpose: Purpose::Act(Action::Crews),
            sent: vec![Sent { command, seen: seen.first().copied() }],
            titles: vec![(words.count)(crews)],
            states,
            draft: None,
            of: None,
            cleared: Vec::new(),
        });
    }
}

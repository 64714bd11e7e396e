//! Search over everything: each key asks anew, and the newest answer is shown.

use super::App;
use crate::domain::Stream;
use crate::filter::{Field, parse};
use crate::i18n::Lang;
use crate::message::Effect;
use crate::ui::dialog::{Dialog, History, Input, Search};
use crate::ui::screen::Tone;
use crate::view::{Found, ListQuery, Query, pane_of};

/// Hits that are asked for; one more tells that there are more.
const HITS: usize = 100;

impl App {
    pub(super) fn open_search(&mut self) {
        let input = Input::of(&self.searched);
        let dialog = Search { input, ..Search::default() };
        self.dialogs.push(Dialog::Search(dialog));
        self.search_changed();
    }

    pub(super) fn search_changed(&mut self) {
        let chinese = self.lang == Lang::ZhCn;
        let strings = self.lang.strings();
        let ticket = self.ticket();
        let Some(Dialog::Search(search)) = self.dialogs.last_mut() else { return };
        self.searched.clone_from(&search.input.text);
        let parsed = parse(&search.input.text, &self.vocabulary);
        let other = parsed.filter.terms.iter().find(|term| !matches!(term.field, Field::Kind | Field::State));
        search.problem = parsed
            .problems
            .first()
            .map(|problem| problem.fault.told(&strings.filter, chinese))
            .or_else(|| other.map(|term| (strings.search.not_here)(term.field.name())));
        (search.ticket, search.at, search.answered) = (ticket, 0, false);
        if parsed.filter.is_empty() {
            (search.hits, search.more) = (Vec::new(), false);
            return;
        }
        self.effect(Effect::Ask(Query::Search { filter: parsed.filter, limit: HITS + 1, ticket }));
    }

    pub(super) fn take_hits(&mut self, ticket: u64, hits: Vec<Found>) {
        let dialog = self.dialogs.iter_mut().rev().find(|dialog| matches!(dialog, Dialog::Search(_)));
        if let Some(Dialog::Search(search)) = dialog
            && search.ticket == ticket
        {
            (search.hits, search.answered) = (hits, true);
            search.more = search.hits.len() > HITS;
            search.hits.truncate(HITS);
        }
    }

    fn hit(&self) -> Option<Stream> {
        match self.dialogs.last() {
            Some(Dialog::Search(search)) => search.hits.get(search.at).map(|hit| hit.stream),
            _ => None,
        }
    }

    /// Enter: the history of a hit of any kind; Esc comes back to the search.
    pub(super) fn open_hit(&mut self) {
        let Some(stream) = self.hit() else { return };
        self.dialogs.push(Dialog::Timeline(History { stream, detail: None, top: 0 }));
        self.ask_history(stream);
    }

    /// Tab: the hit in its pane, closed ones among everything.
    pub(super) fn go_to_hit(&mut self) {
        let Some(Dialog::Search(search)) = self.dialogs.last() else { return };
        let Some((stream, open)) = search.hits.get(search.at).map(|hit| (hit.stream, hit.open)) else {
            return;
        };
        if pane_of(stream.kind).is_none() {
            return self.say(Tone::Plain, self.lang.strings().search.no_pane);
        }
        self.dialogs.pop();
        self.show(stream);
        if !open && !self.here().query().all {
            self.want(|query: &mut ListQuery| query.all = true);
        }
    }
}

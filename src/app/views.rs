//! Saved views of a pane: the built-in five and the officer's own; all of it, and the order, is kept for next time.

use super::App;
use super::actions::{VIEWS, view_of};
use crate::filter::parse;
use crate::message::{Action, Effect};
use crate::ui::dialog::{Dialog, Views};
use crate::ui::screen::Tone;
use crate::view::{PaneKind, PanePreferences, Part, SavedView};

impl App {
    /// Takes over what was kept from earlier sittings; what the officer has done since goes first.
    pub(super) fn take_preferences(&mut self, panes: Vec<(PaneKind, PanePreferences)>) {
        for (pane, kept) in panes {
            let sort = kept.sort;
            self.preferences[pane.index()] = kept;
            self.pane_mut(pane).want(&mut |query| query.sort = sort);
            self.ask_pane(pane);
        }
    }

    pub(super) fn keep_preferences(&mut self) {
        let pane = self.focus;
        let preferences = self.preferences[pane.index()].clone();
        self.effect(Effect::SavePreferences { pane, preferences });
    }

    fn own_views(&self) -> &[SavedView] {
        &self.preferences[self.focus.index()].views
    }

    /// Number of the view that the pane shows: a built-in one, or one of the officer's own behind those.
    pub(super) fn view_at(&self) -> usize {
        let query = self.here().query();
        let shown = |view: &SavedView| {
            view.filter == query.filter.line && view.all == query.all && view.only == Part::of(&query.only)
        };
        self.own_views().iter().position(shown).map_or_else(|| view_of(query), |at| VIEWS + at)
    }

    pub(super) fn view_count(&self) -> usize {
        VIEWS + self.own_views().len()
    }

    /// Opens one of the officer's own views.
    pub(super) fn open_own_view(&mut self, at: usize) {
        let Some(view) = self.own_views().get(at).cloned() else { return };
        let parsed = parse(&view.filter, &self.vocabulary);
        let me = self.officer.name.clone();
        self.want(|query| {
            query.filter = parsed.filter.clone();
            (query.sort, query.all, query.only) = (view.sort, view.all, view.only.only(&me));
        });
        match parsed.problems.first() {
            // Units and words change; the rest of the view holds.
            Some(problem) => {
                let strings = self.lang.strings();
                let told = problem.fault.told(&strings.filter, self.lang == crate::i18n::Lang::ZhCn);
                self.say(Tone::Bad, (strings.filter.left_out)(&told));
            }
            None => self.say(Tone::Plain, view.name),
        }
    }

    pub(super) fn list_views(&mut self) {
        let at = self.view_at();
        self.dialogs.push(Dialog::Views(Views { names: Vec::new(), at, gone: None }));
        self.name_views();
    }

    fn name_views(&mut self) {
        let built_in = self.words().views.map(str::to_owned);
        let own = self.own_views().iter().map(|view| view.name.clone());
        let names = built_in.into_iter().chain(own).collect();
        if let Some(Dialog::Views(views)) = self.dialogs.last_mut() {
            views.names = names;
            views.at = views.at.min(views.names.len().saturating_sub(1));
        }
    }

    /// Enter in the list of views.
    pub(super) fn open_listed_view(&mut self) {
        if let Some(Dialog::Views(views)) = self.dialogs.pop() {
            self.open_view(views.at);
        }
    }

    /// Saves, deletes, takes back or moves in the list of views. Tells whether the action was one of these.
    pub(super) fn change_views(&mut self, action: &Action) {
        let query = self.here().query();
        let now = SavedView {
            name: if query.filter.line.is_empty() {
                self.words().views[view_of(query)].to_owned()
            } else {
                query.filter.line.clone()
            },
            filter: query.filter.line.clone(),
            sort: query.sort,
            all: query.all,
            only: Part::of(&query.only),
        };
        let Some(Dialog::Views(dialog)) = self.dialogs.last_mut() else { return };
        let views = &mut self.preferences[self.focus.index()].views;
        let own = dialog.at.checked_sub(VIEWS).filter(|at| *at < views.len());
        match (action, own) {
            (Action::SaveView, _) if !views.contains(&now) => {
                views.push(now);
                dialog.at = VIEWS + views.len() - 1;
            }
            (Action::DeleteView, Some(at)) => dialog.gone = Some((at, views.remove(at))),
            (Action::Undo, _) => match dialog.gone.take() {
                Some((at, view)) => {
                    views.insert(at.min(views.len()), view);
                    dialog.at = VIEWS + at;
                }
                None => return,
            },
            (Action::MoveView(down), Some(at)) => {
                let to = if *down { at + 1 } else { at.wrapping_sub(1) };
                if to >= views.len() {
                    return;
                }
                views.swap(at, to);
                dialog.at = VIEWS + to;
            }
            (Action::DeleteView | Action::MoveView(_), None) => {
                return self.say(Tone::Plain, self.lang.strings().views.built_in);
            }
            _ => return,
        }
        self.name_views();
        self.keep_preferences();
    }
}

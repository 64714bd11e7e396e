//! Saved views of a pane: the built-in five, those of the office and the officer's own; all of it, and the order, is kept for next time.

use super::App;
use super::actions::{VIEWS, view_of};
use crate::filter::parse;
use crate::i18n::Lang;
use crate::message::{Action, Effect};
use crate::ui::dialog::{Dialog, Input, NameView, Views};
use crate::ui::screen::Tone;
use crate::view::{PaneKind, PanePreferences, Part, SavedView, Sort};

impl App {
    /// Takes over what was kept from earlier sittings; what the officer has done since goes first.
    pub(super) fn take_preferences(&mut self, panes: Vec<(PaneKind, PanePreferences)>) {
        for (pane, kept) in panes {
            let order = (kept.sort, kept.reversed);
            self.preferences[pane.index()] = kept;
            self.pane_mut(pane).want(&mut |query| (query.sort, query.reversed) = order);
            self.ask_pane(pane);
        }
    }

    pub(super) fn keep_preferences(&mut self) {
        let pane = self.focus;
        let preferences = self.preferences[pane.index()].clone();
        self.effect(Effect::SavePreferences { pane, preferences });
    }

    /// Views that the office gives to everybody, for the focused pane.
    fn house_views(&self) -> impl Iterator<Item = SavedView> {
        let here = self.config.views.iter().filter(|view| view.pane == self.focus.name());
        here.map(|view| SavedView {
            name: if self.lang == Lang::En { &view.name_en } else { &view.name_zh }.clone(),
            filter: view.filter.clone(),
            sort: Sort::from_name(view.sort).unwrap_or_default(),
            ..SavedView::default()
        })
    }

    /// How many views come before the officer's own.
    fn before_own(&self) -> usize {
        VIEWS + self.house_views().count()
    }

    /// The views behind the built-in five: those of the office, then the officer's own.
    fn further_views(&self) -> Vec<SavedView> {
        self.house_views().chain(self.preferences[self.focus.index()].views.iter().cloned()).collect()
    }

    /// Number of the view that the pane shows: a built-in one, or one of the office or the officer behind those.
    pub(super) fn view_at(&self) -> usize {
        let query = self.here().query();
        let shown = |view: &SavedView| {
            view.filter == query.filter.line && view.all == query.all && view.only == Part::of(&query.only)
        };
        self.further_views().iter().position(shown).map_or_else(|| view_of(query), |at| VIEWS + at)
    }

    pub(super) fn view_count(&self) -> usize {
        self.before_own() + self.preferences[self.focus.index()].views.len()
    }

    /// Opens a view of the office or of the officer.
    pub(super) fn open_further_view(&mut self, at: usize) {
        let Some(view) = self.further_views().into_iter().nth(at) else { return };
        let parsed = parse(&view.filter, &self.vocabulary);
        let me = self.officer.name.clone();
        self.want(|query| {
            query.filter = parsed.filter.clone();
            (query.sort, query.reversed) = (view.sort, view.reversed);
            (query.all, query.only) = (view.all, view.only.only(&me));
        });
        match parsed.problems.first() {
            // Units and words change; the rest of the view holds.
            Some(problem) => {
                let strings = self.lang.strings();
                let told = problem.fault.told(&strings.filter, self.lang == Lang::ZhCn);
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
        let further = self.further_views().into_iter().map(|view| view.name);
        let names = built_in.into_iter().chain(further).collect();
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

    /// Asks for the name of what the pane shows; the filter, or the built-in view, is its first proposal.
    fn name_view(&mut self) {
        let query = self.here().query();
        let view = SavedView {
            name: if query.filter.line.is_empty() {
                self.words().views[view_of(query)].to_owned()
            } else {
                query.filter.line.clone()
            },
            filter: query.filter.line.clone(),
            sort: query.sort,
            reversed: query.reversed,
            all: query.all,
            only: Part::of(&query.only),
        };
        let input = Input::of(&view.name);
        self.dialogs.push(Dialog::NameView(NameView { input, view }));
    }

    /// Enter under the name: the view is saved, in the place of one of the same name. Nothing for a name stands for
    /// what was proposed.
    pub(super) fn save_named_view(&mut self) {
        let Some(Dialog::NameView(NameView { input, mut view })) = self.dialogs.pop() else { return };
        let name = input.text.trim();
        if !name.is_empty() {
            view.name = name.to_owned();
        }
        let first = self.before_own();
        let views = &mut self.preferences[self.focus.index()].views;
        let known = views.iter().position(|known| known.name == view.name);
        let replaced = known.filter(|at| views[*at] != view).map(|_| view.name.clone());
        let at = known.unwrap_or(views.len());
        match views.get_mut(at) {
            Some(known) => *known = view,
            None => views.push(view),
        }
        if let Some(Dialog::Views(dialog)) = self.dialogs.last_mut() {
            dialog.at = first + at;
        }
        self.name_views();
        self.keep_preferences();
        if let Some(name) = replaced {
            self.say(Tone::Good, (self.lang.strings().views.replaced)(&name));
        }
    }

    /// Deletes, takes back or moves in the list of views, or begins to save.
    pub(super) fn change_views(&mut self, action: &Action) {
        if *action == Action::SaveView && matches!(self.dialogs.last(), Some(Dialog::Views(_))) {
            return self.name_view();
        }
        let first = self.before_own();
        let Some(Dialog::Views(dialog)) = self.dialogs.last_mut() else { return };
        let views = &mut self.preferences[self.focus.index()].views;
        let own = dialog.at.checked_sub(first).filter(|at| *at < views.len());
        match (action, own) {
            (Action::DeleteView, Some(at)) => dialog.gone = Some((at, views.remove(at))),
            (Action::Undo, _) => match dialog.gone.take() {
                Some((at, view)) => {
                    views.insert(at.min(views.len()), view);
                    dialog.at = first + at;
                }
                None => return,
            },
            (Action::MoveView(down), Some(at)) => {
                let to = if *down { at + 1 } else { at.wrapping_sub(1) };
                if to >= views.len() {
                    return;
                }
                views.swap(at, to);
                dialog.at = first + to;
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

//! Actions on the desk itself.

use super::App;
use super::drafts::CAPTURE;
use super::emergencies::is_emergency;
use crate::domain::Kind;
use crate::message::{Action, Effect, Move};
use crate::ui::dialog::{Capture, Confirm, Dialog, History, Input};
use crate::ui::screen::Tone;
use crate::view::{ListQuery, Only, PaneKind, Query, Sort, pane_of};

impl App {
    /// Does what a key, a palette entry or a help line means, in the innermost thing that is open.
    pub(super) fn act(&mut self, action: &Action) {
        // A notice has been read by whoever goes on; typing in a line leaves it, so that an alarm is not typed away.
        if !matches!(action, Action::Edit(_)) {
            self.toast = None;
        }
        match action {
            Action::Redraw => self.effect(Effect::Repaint),
            Action::Suspend => {
                self.keep_draft();
                self.effect(Effect::Suspend);
            }
            Action::Cancel => self.cancel(),
            action if self.dialogs.is_empty() => self.act_on_desk(action),
            action => self.act_in_dialog(action),
        }
    }

    pub(super) fn act_on_desk(&mut self, action: &Action) {
        match action {
            Action::Move(movement) => self.go(*movement),
            Action::Open if self.here().cursor().is_some_and(|at| at.kind == Kind::Dispatch) => {
                self.open_calls();
            }
            Action::Open if self.here().cursor().is_some_and(|at| at.kind == Kind::Bulletin) => {
                self.open_issue_at_cursor();
            }
            Action::Open => self.open_item(),
            Action::Timeline => self.open_timeline(),
            Action::CallSheet => self.open_calls(),
            Action::NewDispatch => self.open_dispatch(),
            Action::BackSchedule => self.ask_plan(),
            Action::ReachMilestone => self.reach_milestone(),
            Action::Back => {
                self.back();
            }
            Action::ScrollPreview(lines) => self.scroll_preview(*lines),
            Action::FocusPane(index) => self.focus_pane(PaneKind::ALL[(*index).min(3)]),
            Action::NextPane => self.focus_pane(PaneKind::ALL[(self.focus.index() + 1) % 4]),
            Action::PreviousPane => self.focus_pane(PaneKind::ALL[(self.focus.index() + 3) % 4]),
            Action::NextView => self.change_view(false),
            Action::PreviousView => self.change_view(true),
            Action::Views => self.list_views(),
            Action::Columns => self.list_columns(),
            Action::Reverse => self.reverse(),
            Action::Zoom => self.zoomed = !self.zoomed,
            Action::Preview => self.turn_preview(),
            Action::Filter => self.open_filter(),
            Action::Search => self.open_search(),
            Action::FindNext => self.find(true),
            Action::FindPrevious => self.find(false),
            Action::Sort(sort) => self.sort(*sort),
            Action::ClearFilter => self.want(|query| query.filter.clear()),
            Action::Mark | Action::MarkRange | Action::MarkAll => self.mark(action),
            Action::Verb(verb) => self.verb(*verb),
            Action::Capture => self.open_capture(),
            Action::Emergency => self.open_news(),
            Action::Times => self.open_figures(false),
            Action::Crews => self.open_crews(),
            Action::Plots => self.open_plots(),
            Action::Messages => self.open_messages(),
            Action::Record(kind) => self.open_record(*kind),
            Action::Registers => self.open_registers(),
            Action::AmendRecord => self.amend_row(),
            Action::Bulletins => self.open_bulletins(),
            Action::WriteReport => self.ask_report_file(),
            Action::GoOnDuty => self.go_on_duty(),
            Action::Repeat => self.repeat(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::JumpToNext => self.jump(),
            Action::Alarms => self.open_alarms(),
            Action::Palette => self.open_palette(),
            Action::Help => self.open_help(),
            Action::Refresh => self.refresh(),
            Action::Freeze => self.freeze(),
            Action::Copy => self.copy(),
            Action::Mouse => {
                self.mouse = !self.mouse;
                self.effect(Effect::Mouse(self.mouse));
                self.say(
                    Tone::Plain,
                    if self.mouse { self.words().mouse_on } else { self.words().mouse_off },
                );
            }
            Action::Language => {
                self.lang = self.lang.other();
                self.tell_plots();
                self.effect(Effect::Repaint);
            }
            Action::Quit => self.quit(),
            _ => {}
        }
    }

    fn go(&mut self, movement: Move) {
        let in_sight = self.in_sight(self.focus);
        self.here_mut().go(movement, in_sight);
        if self.here().cursor().is_none() && self.here().total() > 0 {
            self.ask_for_more(self.focus);
        }
    }

    fn turn_preview(&mut self) {
        self.preview.on = !self.preview.on;
        if self.preview.on && self.areas().preview.is_empty() {
            self.preview.on = false;
            let keys = self.keymap.keys_of(self.place(), &Action::Timeline);
            self.say(Tone::Plain, (self.words().no_room)(keys.first().map_or("", String::as_str)));
        }
    }

    fn scroll_preview(&mut self, lines: i16) {
        // No item has more lines than its events and this; beyond, going back would take as many presses.
        const FACTS: usize = 30;
        let last = self.preview.detail.as_ref().map_or(0, |detail| detail.timeline.len() + FACTS);
        self.preview.top = self.preview.top.saturating_add_signed(isize::from(lines)).min(last);
    }

    fn focus_pane(&mut self, pane: PaneKind) {
        self.focus = pane;
    }

    /// Changes what the focused pane shows, and asks for it.
    pub(super) fn want(&mut self, mut change: impl FnMut(&mut ListQuery)) {
        self.here_mut().want(&mut change);
        self.ask_pane(self.focus);
    }

    fn sort(&mut self, sort: Sort) {
        self.order(sort, false);
    }

    /// The present order the other way round.
    fn reverse(&mut self) {
        let query = self.here().query();
        self.order(query.sort, !query.reversed);
    }

    fn order(&mut self, sort: Sort, reversed: bool) {
        self.want(|query| (query.sort, query.reversed) = (sort, reversed));
        let kept = &mut self.preferences[self.focus.index()];
        (kept.sort, kept.reversed) = (sort, reversed);
        self.keep_preferences();
    }

    /// Closes whatever narrows the view, one thing at a time: range and marks, filter, saved view, zoom. Tells whether
    /// there was anything.
    fn back(&mut self) -> bool {
        if self.here_mut().unmark() {
            return true;
        }
        let query = self.here().query();
        if !query.filter.is_empty() {
            self.want(|query| query.filter.clear());
            self.say(Tone::Plain, self.words().filter_cleared);
        } else if view_of(query) != 0 {
            self.open_view(0);
        } else {
            return std::mem::take(&mut self.zoomed);
        }
        true
    }

    fn mark(&mut self, action: &Action) {
        match action {
            Action::Mark => {
                self.here_mut().mark();
                self.go(Move::Down);
            }
            Action::MarkRange => {
                if self.here_mut().mark_range() {
                    self.say(Tone::Plain, self.words().range_begun);
                }
            }
            _ => {
                let (pane, list) = (self.focus, self.here().query().clone());
                self.effect(Effect::Ask(Query::Matching { pane, list }));
            }
        }
    }

    /// The rows are the matches; the search goes round at the ends.
    fn find(&mut self, forward: bool) {
        let (at, total) = (self.here().position(), self.here().total());
        if self.here().query().filter.is_empty() {
            return self.say(Tone::Plain, self.words().no_filter);
        }
        self.go(match (forward, at + 1 >= total, at == 0) {
            (true, true, _) => Move::Top,
            (true, ..) => Move::Down,
            (false, _, true) => Move::Bottom,
            (false, ..) => Move::Up,
        });
    }

    /// Views: open, everything, asking for attention, overdue, mine, then the officer's own. It goes round.
    fn change_view(&mut self, back: bool) {
        let (now, count) = (self.view_at(), self.view_count());
        self.open_view((now + if back { count - 1 } else { 1 }) % count);
    }

    pub(super) fn open_view(&mut self, next: usize) {
        if let Some(own) = next.checked_sub(VIEWS) {
            return self.open_further_view(own);
        }
        if self.view_at() >= VIEWS {
            let kept = &self.preferences[self.focus.index()];
            let (sort, reversed) = (kept.sort, kept.reversed);
            self.want(|query| {
                query.filter.clear();
                (query.sort, query.reversed) = (sort, reversed);
            });
        }
        let me = self.officer.name.clone();
        self.want(|query| {
            query.all = next == 1;
            query.only = match next {
                2 => Only::Unacknowledged,
                3 => Only::Overdue,
                4 => Only::HeldBy(me.clone()),
                _ => Only::Any,
            };
        });
        self.say(Tone::Plain, self.words().views[next]);
    }

    /// Jumps to the next thing to lose, in whichever pane and behind whatever filter it is.
    fn jump(&mut self) {
        let Some(next) = self.overview.as_ref().and_then(|overview| overview.next_to_lose.clone()) else {
            return self.say(Tone::Good, self.words().nothing_to_lose);
        };
        self.focus = next.pane;
        self.show(next.stream);
    }

    /// Puts the cursor on an entity; what hides it is cleared, and that is said.
    pub(super) fn show(&mut self, stream: crate::domain::Stream) {
        if let Some(pane) = pane_of(stream.kind) {
            self.focus = pane;
        }
        let query = self.here().query();
        let hidden = !query.filter.is_empty() || query.only != Only::Any;
        if hidden {
            self.say(Tone::Plain, self.words().filter_cleared);
        }
        self.here_mut().select(stream);
        self.want(|query| {
            query.filter.clear();
            query.only = Only::Any;
        });
    }

    fn open_item(&mut self) {
        match self.here().target() {
            Some(target) if is_emergency(target.stream) => self.open_sheet(target),
            Some(target) if target.stream.kind == Kind::Meeting => self.open_checklist(&target),
            _ => self.open_timeline(),
        }
    }

    fn open_timeline(&mut self) {
        let Some(stream) = self.here().cursor() else {
            return self.say(Tone::Plain, self.why_no_row());
        };
        self.dialogs.push(Dialog::Timeline(History { stream, detail: None, top: 0 }));
        self.ask_history(stream);
    }

    fn open_capture(&mut self) {
        if self.refuse_writing() {
            return;
        }
        let input = Input::of_lines(self.drafts.get(CAPTURE));
        let understood = crate::capture::parse(&input.text, self.now, self.config.office.zone)
            .counted(&self.config.calendar(), self.now);
        self.dialogs.push(Dialog::Capture(Capture { input, understood, problem: None }));
    }

    /// Says early that this desk may only look on.
    pub(super) fn refuse_writing(&mut self) -> bool {
        if self.read_only {
            self.say(Tone::Bad, self.words().read_only);
        } else if self.may_not_write() {
            self.say(Tone::Bad, self.words().viewer);
        }
        self.may_not_write()
    }

    fn copy(&mut self) {
        let Some(target) = self.here().target() else {
            return self.say(Tone::Plain, self.why_no_row());
        };
        let number = match self.focus {
            PaneKind::Documents => self.panes.documents.current().map(|row| row.doc_number.clone()),
            PaneKind::Issues => self.panes.issues.current().map(|row| row.no.clone()),
            _ => None,
        };
        let text = match number.filter(|number| !number.is_empty()) {
            Some(number) => format!("{number} {}", target.title),
            None => target.title,
        };
        self.say(Tone::Good, (self.words().copied)(&text));
        self.effect(Effect::Copy(text));
    }

    /// Closes what is open; leaves when nothing is.
    fn quit(&mut self) {
        if self.back() {
            return;
        }
        if self.commits.busy() {
            let question = self.words().quit_while_writing.to_owned();
            self.dialogs.push(Dialog::Confirm(Confirm { question, action: Action::Quit }));
        } else if self.drafts.any() {
            let question = self.words().quit_with_drafts.to_owned();
            self.dialogs.push(Dialog::Confirm(Confirm { question, action: Action::Quit }));
        } else {
            self.effect(Effect::Quit);
        }
    }

    fn cancel(&mut self) {
        if self.typed.forget() {
            return;
        }
        if self.dialogs.is_empty() {
            if !self.here_mut().unmark() {
                let keys = self.keymap.keys_of(self.place(), &Action::Quit).join(" / ");
                self.say(Tone::Plain, (self.words().quit_is)(&keys));
            }
        } else {
            self.close_dialog();
        }
    }
}

/// Number of built-in views.
pub(super) const VIEWS: usize = 5;

/// Index of the saved view that a query is.
pub(super) fn view_of(query: &ListQuery) -> usize {
    match query.only {
        Only::Any => usize::from(query.all),
        Only::Unacknowledged => 2,
        Only::Overdue => 3,
        Only::HeldBy(_) => 4,
    }
}

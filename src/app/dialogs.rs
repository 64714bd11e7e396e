//! Actions in what stands open over the desk.

use super::App;
use super::drafts::CAPTURE;
use super::{finder, forms, units};
use crate::domain::clearance::noted;
use crate::domain::document::DocumentCommand;
use crate::domain::{Command, Kind, Stream};
use crate::message::{Action, Edit, Effect, Move};
use crate::ui::dialog::{Dialog, Input};
use crate::ui::screen::Tone;
use crate::verb::{Arg, Verb};

impl App {
    pub(super) fn act_in_dialog(&mut self, action: &Action) {
        let issues = matches!(self.dialogs.last(), Some(Dialog::Bulletins(_) | Dialog::Issue(_)));
        let ticking = matches!(self.dialogs.last(), Some(Dialog::Checklist(_)));
        let calls = ticking || matches!(self.dialogs.last(), Some(Dialog::Calls(_)));
        match action {
            Action::Bulletins => self.close_dialog(),
            Action::WriteReport if issues => self.ask_report_file(),
            Action::Undo if issues => self.undo(),
            Action::Redo if issues => self.redo(),
            Action::Verb(verb) if issues => self.verb_on_issue(*verb),
            Action::NextPane | Action::PreviousPane if issues => self.other_part_of_issue(),
            Action::NextField if matches!(self.dialogs.last(), Some(Dialog::Passage(_))) => {
                self.keep_passage()
            }
            Action::Call(act) => self.call(*act),
            Action::OtherDispatch(forward) => self.other_dispatch(*forward),
            Action::Undo if calls => self.undo(),
            Action::Redo if calls => self.redo(),
            Action::Plots | Action::Times | Action::Crews => self.close_dialog(),
            Action::Plot(place) => self.show_plot(*place),
            Action::NextView | Action::PreviousView
                if matches!(self.dialogs.last(), Some(Dialog::Plots(_))) =>
            {
                self.other_plot(*action == Action::NextView);
            }
            Action::NextField | Action::PreviousField
                if matches!(self.dialogs.last(), Some(Dialog::Plots(_))) =>
            {
                self.other_period(*action == Action::NextField);
            }
            Action::Back => self.close_dialog(),
            Action::Open => self.accept(),
            Action::Move(movement) => self.move_in_dialog(*movement),
            Action::Edit(edit) if matches!(self.dialogs.last(), Some(Dialog::Report(_))) => {
                self.edit_report(*edit)
            }
            Action::Verb(verb) if ticking => self.verb_on_item(*verb),
            Action::Verb(verb) if matches!(self.dialogs.last(), Some(Dialog::Alarms(_))) => {
                self.verb_on_alarm(*verb)
            }
            Action::NextPane | Action::PreviousPane => self.other_part(),
            Action::Alarms => self.close_dialog(),
            Action::Edit(edit) => self.edit(*edit),
            Action::NextField | Action::PreviousField
                if matches!(self.dialogs.last(), Some(Dialog::Report(_))) =>
            {
                self.step_report(*action == Action::NextField);
            }
            Action::NextField | Action::PreviousField
                if matches!(self.dialogs.last(), Some(Dialog::Times(_))) =>
            {
                self.change_span(*action == Action::NextField);
            }
            Action::NextField | Action::PreviousField
                if matches!(self.dialogs.last(), Some(Dialog::Figures(_))) =>
            {
                self.other_days(*action == Action::NextField);
            }
            Action::NextView | Action::PreviousView
                if matches!(self.dialogs.last(), Some(Dialog::Figures(_) | Dialog::Times(_))) =>
            {
                self.other_figures(*action == Action::NextView);
            }
            Action::NextField | Action::PreviousField
                if matches!(self.dialogs.last(), Some(Dialog::Record(_))) =>
            {
                self.step_record(*action == Action::NextField);
            }
            Action::Clear => self.clear(),
            action if matches!(self.dialogs.last(), Some(Dialog::Registers(_))) => {
                self.act_in_registers(action);
            }
            Action::Copy => self.copy_from_sheet(),
            Action::Verb(_) => self.step_from_sheet(),
            Action::ToggleColumn | Action::UsualColumns | Action::MoveView(_)
                if matches!(self.dialogs.last(), Some(Dialog::Columns(_))) =>
            {
                self.change_columns(action);
            }
            Action::SaveView | Action::DeleteView | Action::MoveView(_) | Action::Undo => {
                self.change_views(action)
            }
            Action::NextField if matches!(self.dialogs.last(), Some(Dialog::Search(_))) => self.go_to_hit(),
            Action::NextField if self.completes() => self.complete_filter(true),
            Action::PreviousField if self.completes() => self.complete_filter(false),
            Action::RetryMessage | Action::CancelMessage => self.act_on_message(action),
            Action::NextField => self.step_field(true),
            Action::PreviousField => self.step_field(false),
            Action::Help if !matches!(self.dialogs.last(), Some(Dialog::Help(_))) => self.open_help(),
            _ => {}
        }
    }

    /// The line that is being typed.
    fn line(&mut self) -> Option<&mut Input> {
        Some(match self.dialogs.last_mut()? {
            Dialog::Filter(line) => &mut line.input,
            Dialog::Search(search) => &mut search.input,
            Dialog::Capture(capture) => &mut capture.input,
            Dialog::News(line) => &mut line.input,
            Dialog::Passage(passage) => &mut passage.input,
            Dialog::NameView(line) => &mut line.input,
            Dialog::ReportFile(line) => &mut line.input,
            Dialog::Form(form) => &mut form.fields.get_mut(form.at)?.input,
            Dialog::Record(form) => &mut form.fields.get_mut(form.at)?.input,
            Dialog::Registers(open) if open.typing => &mut open.words,
            Dialog::Palette(finder) | Dialog::Help(finder) => &mut finder.input,
            _ => return None,
        })
    }

    /// A choice that was taken whole gives way to whatever is typed next. Tells whether there was one.
    fn replace_choice(&mut self) -> bool {
        if let Some(Dialog::Record(form)) = self.dialogs.last_mut()
            && let Some(field) = form.fields.get_mut(form.at).filter(|field| field.whole)
        {
            (field.input, field.whole) = (Input::default(), false);
            return true;
        }
        let Some(Dialog::Form(form)) = self.dialogs.last_mut() else { return false };
        let Some(field) = form.fields.get_mut(form.at).filter(|field| field.whole) else { return false };
        (field.input, field.whole) = (Input::default(), false);
        true
    }

    pub(super) fn type_text(&mut self, text: &str) {
        if matches!(self.dialogs.last(), Some(Dialog::Report(_))) {
            return self.type_in_report(text);
        }
        self.replace_choice();
        if let Some(Dialog::Form(form)) = self.dialogs.last_mut()
            && let Some(field) = form.fields.get_mut(form.at)
            && field.arg == Arg::Assists
            && text.starts_with(units::separates)
        {
            // The name before the separator is the one that is highlighted.
            forms::write_out(field);
        }
        let message = matches!(self.dialogs.last(), Some(Dialog::Capture(_) | Dialog::Passage(_)));
        let Some(line) = self.line() else { return };
        let whole = if message { line.insert_lines(text) } else { line.insert(text) };
        self.line_changed();
        if !whole {
            self.say(Tone::Bad, self.words().line_is_full);
        }
    }

    fn edit(&mut self, edit: Edit) {
        let cuts = matches!(
            edit,
            Edit::Backspace | Edit::Delete | Edit::DeleteWord | Edit::DeleteToStart | Edit::DeleteToEnd
        );
        if cuts && self.replace_choice() {
            return self.line_changed();
        }
        if self.line().is_some_and(|line| line.edit(edit)) {
            self.line_changed();
        }
    }

    fn line_changed(&mut self) {
        let (now, zone) = (self.now, self.config.office.zone);
        match self.dialogs.last_mut() {
            Some(Dialog::Filter(_)) => self.filter_changed(),
            Some(Dialog::Search(_)) => self.search_changed(),
            Some(Dialog::Capture(capture)) => {
                let understood = crate::capture::parse(&capture.input.text, now, zone);
                capture.understood = understood.counted(&self.config.calendar(), now);
                capture.problem = None;
                self.keep_soon();
            }
            Some(Dialog::Form(_)) => {
                self.choices_for_field();
                self.keep_soon();
            }
            Some(Dialog::Record(_)) => {
                self.record_changed();
                self.keep_soon();
            }
            Some(Dialog::Registers(_)) => self.register_words_changed(),
            Some(Dialog::Palette(_) | Dialog::Help(_)) => self.find_entries(),
            Some(Dialog::News(_)) => self.news_changed(),
            Some(Dialog::Passage(_)) => self.keep_soon(),
            _ => {}
        }
    }

    /// Esc: what was typed is kept as a draft; a filter goes back to what it was.
    pub(super) fn close_dialog(&mut self) {
        if self.leave_register_words() {
            return;
        }
        self.keep_draft();
        self.clearing.forget();
        match self.dialogs.pop() {
            Some(Dialog::Filter(_)) => {
                let before = std::mem::take(&mut self.filter_before);
                if self.here().query().filter != before {
                    self.want(|query| query.filter.clone_from(&before));
                }
            }
            Some(Dialog::ReportFile(line)) => self.report_path = Some((line.order, line.input.text)),
            Some(Dialog::Conflict(_)) => self.ask_all(),
            // What is under the rows was not read again while they were open.
            Some(Dialog::FigureRows(_)) => self.refresh_figures(),
            Some(Dialog::Help(_)) => {
                self.refresh_figures();
                self.refresh_plot();
            }
            Some(
                Dialog::Timeline(_)
                | Dialog::Sheet(_)
                | Dialog::Report(_)
                | Dialog::Calls(_)
                | Dialog::Checklist(_),
            ) => self.ask_preview_again(),
            _ => {}
        }
    }

    pub(super) fn accept(&mut self) {
        match self.dialogs.last() {
            Some(Dialog::Filter(_)) => self.accept_filter(),
            Some(Dialog::Search(_)) => self.open_hit(),
            Some(Dialog::Views(_)) => self.open_listed_view(),
            Some(Dialog::NameView(_)) => self.save_named_view(),
            Some(Dialog::ReportFile(_)) => self.write_report(),
            Some(Dialog::Capture(_)) => self.keep_capture(),
            Some(Dialog::Form(_)) => self.accept_field(),
            Some(Dialog::Record(_)) => self.accept_record(),
            Some(Dialog::Registers(_)) => self.open_registered(),
            Some(Dialog::News(_)) => self.keep_news(),
            Some(Dialog::Figures(_) | Dialog::FigureRows(_)) => self.open_figure(),
            Some(Dialog::Times(_)) => self.go_to_latest(),
            Some(Dialog::Plots(_)) => self.open_plotted(),
            Some(Dialog::Crews(_)) => self.accept_crews(),
            Some(Dialog::Report(_)) => self.accept_report(),
            Some(Dialog::Batch(_)) => self.accept_batch(),
            Some(Dialog::Palette(_) | Dialog::Help(_)) => self.run_found(),
            Some(Dialog::Confirm(_)) => self.confirmed(),
            Some(Dialog::Alarms(_)) => self.jump_to_alarm(),
            Some(Dialog::Bulletins(_)) => self.open_listed_issue(),
            Some(Dialog::Issue(_)) => self.open_part_of_issue(),
            Some(Dialog::CountRows(_)) => self.open_counted(),
            Some(Dialog::Passage(_)) => self.type_text("\n"),
            Some(Dialog::Checklist(_)) => self.verb_on_item(Verb::Tick),
            Some(Dialog::Calls(_)) | None => {}
            Some(
                Dialog::Conflict(_)
                | Dialog::Timeline(_)
                | Dialog::Sheet(_)
                | Dialog::Messages(_)
                | Dialog::Columns(_),
            ) => {
                self.close_dialog();
            }
        }
    }

    fn confirmed(&mut self) {
        let Some(Dialog::Confirm(confirm)) = self.dialogs.pop() else { return };
        match confirm.action {
            Action::Quit => self.effect(Effect::Quit),
            Action::NewDispatch => self.send_dispatch(),
            _ => {}
        }
    }

    fn move_in_dialog(&mut self, movement: Move) {
        if matches!(self.dialogs.last(), Some(Dialog::Filter(_))) {
            return self.act_on_desk(&Action::Move(movement));
        }
        match self.dialogs.last() {
            Some(Dialog::Messages(_)) => return self.move_in_messages(movement),
            Some(Dialog::Crews(_)) => return self.move_in_crews(movement),
            _ => {}
        }
        if self.move_in_bulletins(movement) {
            return;
        }
        let page = usize::from(self.size.height / 2).max(1);
        let now = self.now;
        match self.dialogs.last_mut() {
            Some(Dialog::Report(_)) => self.move_in_report(movement),
            Some(Dialog::Sheet(_)) => self.move_in_sheet(movement),
            Some(Dialog::Calls(sheet)) => {
                let units: Vec<String> = sheet.order(now).iter().map(|one| one.unit.clone()).collect();
                let here = sheet.current(now).map(|one| one.unit.clone());
                let at = units.iter().position(|unit| Some(unit) == here.as_ref()).unwrap_or(0);
                sheet.at = units.get(stepped(at, movement, page, units.len())).cloned();
            }
            Some(Dialog::Checklist(_)) => self.move_in_checklist(movement),
            Some(Dialog::Figures(_) | Dialog::FigureRows(_)) => self.move_in_figures(movement),
            Some(Dialog::Times(_)) => self.move_in_times(movement),
            Some(Dialog::Record(_)) => self.move_in_record(movement),
            Some(Dialog::Registers(_)) => self.move_in_registers(movement),
            Some(Dialog::Plots(_)) => self.move_in_plots(movement),
            Some(Dialog::Form(form)) => {
                if let Some(field) = form.fields.get_mut(form.at) {
                    let last = field.choices.len();
                    field.choice = if last == 0 {
                        None
                    } else {
                        Some(field.choice.map_or(0, |at| stepped(at, movement, page, last)))
                    };
                }
            }
            Some(Dialog::Palette(finder) | Dialog::Help(finder)) => {
                finder.at = stepped(finder.at, movement, page, finder.entries.len());
            }
            Some(Dialog::Views(views)) => views.at = stepped(views.at, movement, page, views.names.len()),
            Some(Dialog::Columns(list)) => list.at = stepped(list.at, movement, page, list.columns.len()),
            Some(Dialog::Search(search)) => {
                search.at = stepped(search.at, movement, page / 2 + 1, search.hits.len());
            }
            Some(Dialog::Batch(batch)) => {
                batch.top =
                    stepped(batch.top, movement, page, batch.form.targets.len() + batch.left_alone.len());
            }
            Some(Dialog::Conflict(conflict)) => {
                let lines = conflict.differences.iter().map(|difference| difference.since.len() + 2).sum();
                conflict.top = stepped(conflict.top, movement, page, lines);
            }
            Some(Dialog::Alarms(list)) => {
                let (at, length) = (list.at[usize::from(list.shelved)], list.rows(list.shelved).len());
                // What has slid to the place of an item that left is the next one.
                let next = list.has_left() && movement == Move::Down;
                list.go(if next { at } else { stepped(at, movement, page, length) });
            }
            Some(Dialog::Timeline(history)) => {
                // What no pane previews has its facts over its history.
                let facts = if crate::view::pane_of(history.stream.kind).is_some() { 0 } else { 30 };
                let lines = history.detail.as_ref().map_or(0, |detail| detail.timeline.len() + facts);
                history.top = stepped(history.top, movement, page, lines);
            }
            _ => {}
        }
    }

    /// Enter in the capture: a paper, or what is still wrong with the line.
    fn keep_capture(&mut self) {
        if self.refuse_classified() {
            return;
        }
        let words = self.words();
        let (now, zone, register) = (self.now, self.config.office.zone, self.default_register());
        let Some(Dialog::Capture(capture)) = self.dialogs.last_mut() else { return };
        if let Some(limit) = &capture.understood.unread_due {
            capture.problem = Some((words.unread_due)(limit));
            return;
        }
        if !capture.understood.is_enough() {
            capture.problem = Some(words.gist_missing.to_owned());
            return;
        }
        let line = capture.input.text.clone();
        let mut received = capture.understood.received(&register, &line, now, zone);
        for id in &self.clearing.used {
            received.note = noted(received.note.take(), *id);
        }
        self.keep_draft();
        self.dialogs.pop();
        let stream = Stream::new(Kind::Document, self.ids.fresh(now));
        let title = received.title.clone();
        let act = DocumentCommand::Receive(Box::new(received));
        self.send_new(Command::Document { id: stream.id, act }, title, CAPTURE.to_owned());
    }

    fn default_register(&self) -> String {
        self.config.registers.first().map(|register| register.id.clone()).unwrap_or_default()
    }

    fn run_found(&mut self) {
        let Some(Dialog::Palette(found) | Dialog::Help(found)) = self.dialogs.last() else { return };
        let Some(action) = found.entries.get(found.at).map(|entry| entry.action.clone()) else { return };
        let view = self.view_below();
        self.close_dialog();
        let works = view.is_some_and(|place| !self.keymap.keys_of(place, &action).is_empty());
        if !works && finder::is_for_desk(&action) && !self.dialogs.is_empty() {
            return self.say(Tone::Plain, self.words().close_first);
        }
        self.act(&action);
    }
}

/// A position after a movement, within a list of this length.
pub(super) fn stepped(at: usize, movement: Move, page: usize, length: usize) -> usize {
    let to = match movement {
        Move::Down => at + 1,
        Move::Up => at.saturating_sub(1),
        Move::Top => 0,
        Move::Bottom => usize::MAX,
        Move::PageDown => at + page,
        Move::PageUp => at.saturating_sub(page),
        Move::HalfDown => at + page.div_ceil(2),
        Move::HalfUp => at.saturating_sub(page.div_ceil(2)),
    };
    to.min(length.saturating_sub(1))
}

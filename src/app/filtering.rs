//! The filter line: what is typed narrows the list at once, as far as it is understood.

use super::App;
use crate::filter::{complete, parse};
use crate::i18n::Lang;
use crate::ui::dialog::{Dialog, FilterLine, Input};
use crate::ui::screen::Tone;

impl App {
    pub(super) fn open_filter(&mut self) {
        self.filter_before = self.here().query().filter.clone();
        let input = Input::of(&self.filter_before.line);
        self.dialogs.push(Dialog::Filter(FilterLine { input, ..FilterLine::default() }));
        self.read_filter();
    }

    /// The line has changed: what is understood of it holds at once.
    pub(super) fn filter_changed(&mut self) {
        if let Some(Dialog::Filter(line)) = self.dialogs.last_mut() {
            line.taken = None;
        }
        self.read_filter();
    }

    fn read_filter(&mut self) {
        let (now, words, chinese) = (self.now, &self.lang.strings().filter, self.lang == Lang::ZhCn);
        let Some(Dialog::Filter(line)) = self.dialogs.last_mut() else { return };
        let parsed = parse(&line.input.text, &self.vocabulary);
        line.understood = parsed.filter.told(&self.vocabulary, words, chinese, now);
        line.problem = parsed.problems.first().map(|problem| problem.fault.told(words, chinese));
        if line.taken.is_none() {
            line.offers = complete(&line.input.text, line.input.caret, &self.vocabulary, chinese);
        }
        if self.here().query().filter != parsed.filter {
            self.want(|query| query.filter.clone_from(&parsed.filter));
        }
    }

    /// Enter: the filter stays. What was not understood is left out of it, and that is said.
    pub(super) fn accept_filter(&mut self) {
        if let Some(Dialog::Filter(line)) = self.dialogs.pop()
            && let Some(problem) = line.problem
        {
            self.say(Tone::Bad, (self.lang.strings().filter.left_out)(&problem));
        }
    }

    /// Whether Tab completes what is being typed.
    pub(super) fn completes(&self) -> bool {
        matches!(self.dialogs.last(), Some(Dialog::Filter(_)))
    }

    /// Puts the next offer into the line, or the one before it.
    pub(super) fn complete_filter(&mut self, forward: bool) {
        let Some(Dialog::Filter(line)) = self.dialogs.last_mut() else { return };
        let count = line.offers.len();
        if count == 0 {
            return;
        }
        let next = match line.taken {
            None if forward => 0,
            None => count - 1,
            Some(at) => (at + if forward { 1 } else { count - 1 }) % count,
        };
        let offer = line.offers[next].clone();
        // The offer that stands in the line already gives way to the next.
        let end = line.taken.map_or(offer.at.end, |at| offer.at.start + line.offers[at].text.len());
        let mut text = line.input.text.clone();
        if text.get(offer.at.start..end).is_none() {
            return;
        }
        text.replace_range(offer.at.start..end, &offer.text);
        line.input.caret = offer.at.start + offer.text.len();
        line.input.text = text;
        // A single offer is settled, and what follows on it is offered next.
        line.taken = (count > 1).then_some(next);
        self.read_filter();
    }
}

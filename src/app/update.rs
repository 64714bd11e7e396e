//! Every message, one line each.

use super::App;
use crate::message::{Effect, Msg, Timer};
use crate::ui::screen::Tone;
use crate::view::PaneKind;

impl App {
    /// Takes one message in; gives what is to be done about it.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(event) => self.key(&event),
            Msg::Paste(text) => self.paste(&text),
            Msg::Mouse(event) => self.mouse_event(event),
            Msg::Resize(width, height) => self.size = ratatui::layout::Size { width, height },
            Msg::Focus(_) => {}
            Msg::Clock(now) => self.now = now,
            Msg::Timer(timer) => self.timer(timer),
            Msg::Answer(answer) => self.following.heard(*answer),
            Msg::Frame => self.take_answers(),
            Msg::Unreadable(why) => self.unreadable(&why),
            Msg::NotKept(why) => self.not_kept(&why),
            Msg::Committed { ticket, results } => self.committed(ticket, results),
            Msg::StoreChanged => self.store_changed(),
            Msg::Preferences { panes, set_aside } => {
                self.take_preferences(panes);
                if let Some(path) = set_aside {
                    self.say(Tone::Bad, (self.lang.strings().views.set_aside)(&path));
                }
            }
            Msg::PreferencesNotKept(why) => self.say(Tone::Bad, (self.lang.strings().views.not_kept)(&why)),
            Msg::ReportWritten { order, path, result } => self.report_written(&order, &path, result),
            Msg::Draft { key, text } => self.restore_draft(key, text),
        }
        self.settle();
        std::mem::take(&mut self.out)
    }

    fn timer(&mut self, timer: Timer) {
        match timer {
            Timer::WhichKey => self.show_continuations(),
            Timer::Draft => self.keep_draft(),
            Timer::Toast => self.toast = None,
            Timer::Due => self.due(),
        }
    }

    /// What follows from any change: rows near the cursor are at hand, the preview is about the cursor, the hints are
    /// those of the place.
    pub(super) fn settle(&mut self) {
        for pane in PaneKind::ALL {
            let in_sight = self.in_sight(pane);
            self.pane_mut(pane).scroll(in_sight);
            if self.pane(pane).wants_more(in_sight) {
                self.ask_for_more(pane);
            }
        }
        self.follow_cursor();
        self.hints = self.hints_here();
    }
}

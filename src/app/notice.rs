//! What is said at the foot of the screen, and the bell.

use super::App;
use crate::i18n::desk::Desk;
use crate::message::{Effect, Timer};
use crate::ui::screen::{Toast, Tone};

/// How long a notice stays, in milliseconds.
const STAYS: u64 = 5_000;

impl App {
    /// Words of the desk in the language of the screen.
    pub(super) const fn words(&self) -> &'static Desk {
        &self.lang.strings().desk
    }

    pub(super) fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.toast = Some(Toast { text: text.into(), tone });
        self.effect(Effect::Wait(Timer::Toast, STAYS));
    }

    pub(super) fn effect(&mut self, effect: Effect) {
        self.out.push(effect);
    }

    /// Rings for what is urgent, unless it is the quiet of the night by configuration.
    pub(super) fn ring(&mut self, words: String) {
        let display = &self.config.display;
        let time = self.now.with_timezone(&self.config.office.zone).time();
        let quiet = display.quiet_hours.is_some_and(|(from, until)| {
            if from <= until { (from..until).contains(&time) } else { time >= from || time < until }
        });
        if display.bell && !quiet {
            self.effect(Effect::Alert(words.clone()));
        }
        self.say(Tone::Bad, words);
    }
}

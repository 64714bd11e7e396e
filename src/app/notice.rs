//! What is said at the foot of the screen.

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
}

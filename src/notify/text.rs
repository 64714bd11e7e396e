//! The words of a message.

use chrono::{DateTime, FixedOffset, Utc};

use crate::domain::outgoing::Note;
use crate::i18n::Lang;
use crate::i18n::domain::Telling;
use crate::i18n::names::Names;
use crate::text;

/// The message in words: number, urgency and time, and that it is no receipt. There is no name of a unit or a person in
/// it, because nothing here knows one.
pub fn compose(note: &Note, lang: Lang, zone: FixedOffset, now: DateTime<Utc>, maybe_twice: bool) -> String {
    let names = Names::default();
    let telling = Telling { lang, zone, now, names: &names };
    let words = (lang.strings().outgoing.compose)(&telling, note, maybe_twice);
    text::sanitize(&words).into_owned()
}

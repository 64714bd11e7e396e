//! What the field "until when" offers: times, flights that are awaited, units, and the time before a deadline; always
//! with the time at the latest, so that what counts is seen before it does.

use chrono::{DateTime, FixedOffset, Utc};

use super::App;
use super::requests::Helping;
use crate::capture::snooze::{self, Known, Snooze};
use crate::capture::when;
use crate::config::Config;
use crate::domain::Wake;
use crate::i18n::Lang;
use crate::i18n::domain::Telling;
use crate::pinyin::matches;
use crate::ui::dialog::Form;
use crate::ui::look::names;
use crate::verb::{Args, Verb};
use crate::view::Awaited;

/// Times offered while nothing is typed.
const OFFERED: [&str; 5] = ["30m", "1h", "2h", "今晚", "明早8点"];
/// Flights and units offered at once.
const SOME: usize = 6;

/// What an item that is put off may wait for, and how long at most; nothing for verbs that ask for a mere time.
#[derive(Debug, Clone, Default)]
pub(super) struct Waits {
    events: bool,
    awaited: Vec<Awaited>,
    due: Option<DateTime<Utc>>,
    shift_ends: Option<DateTime<Utc>>,
    helpers: Option<Helping>,
}

impl Waits {
    /// Who can be sent to the guest that the form is about, if it is about one.
    pub(super) const fn helpers(&self) -> Option<&Helping> {
        self.helpers.as_ref()
    }
}

impl App {
    /// What the items of this form may wait for. Of several the nearest deadline counts.
    pub(super) fn waits(&self, form: Option<&Form>) -> Waits {
        let Some(form) = form.filter(|form| form.verb == Verb::Snooze) else {
            return Waits { helpers: self.helping(form), ..Waits::default() };
        };
        let shift = self.overview.as_ref().and_then(|overview| overview.shift.as_ref());
        Waits {
            events: true,
            awaited: self.awaited.clone(),
            due: form.targets.iter().filter_map(|target| target.due_at).min(),
            shift_ends: shift.map(|shift| shift.ends_at),
            helpers: None,
        }
    }

    pub(super) fn take_awaited(&mut self, awaited: Vec<Awaited>) {
        if self.awaited != awaited {
            self.awaited = awaited;
            self.choices_for_field();
        }
    }
}

/// Arrivals and units by what people call them.
struct Called<'a>(&'a Config, &'a [Awaited]);

impl Known for Called<'_> {
    fn arrival(&self, number: &str) -> Option<String> {
        let called = self.1.iter().find(|awaited| awaited.number.eq_ignore_ascii_case(number));
        called.map(|awaited| awaited.key.clone())
    }

    fn unit(&self, name: &str) -> Option<String> {
        self.0.unit_called(name).map(|unit| unit.id.clone())
    }
}

/// The choices (shown text, value): what is typed, as understood; else what may be meant by it.
pub(super) fn offered(
    config: &Config,
    lang: Lang,
    now: DateTime<Utc>,
    waits: &Waits,
    typed: &str,
) -> Vec<(String, String)> {
    let zone = config.office.zone;
    if !waits.events {
        let time = |text: &str| Some(shown_time(text, when::until(text, now, zone)?, zone));
        return if typed.is_empty() {
            OFFERED.iter().filter_map(|text| time(text)).collect()
        } else {
            time(typed).into_iter().collect()
        };
    }
    let names = names(config);
    let telling = Telling { lang, zone, now, names: &names };
    let shown = |snooze: Snooze, text: &str| {
        let latest = snooze.until.unwrap_or_else(|| snooze::at_the_latest(waits.due, waits.shift_ends, now));
        match snooze.wake {
            None => shown_time(text, latest, zone),
            Some(wake) => event(&telling, wake, latest),
        }
    };
    let known = Called(config, &waits.awaited);
    if let Some(understood) = snooze::parse(typed, now, zone, &known) {
        return vec![shown(understood, typed)];
    }
    let times = OFFERED.iter().filter(|_| typed.is_empty()).filter_map(|text| {
        Some(shown(Snooze { until: Some(when::until(text, now, zone)?), wake: None }, text))
    });
    let hour_before = Wake::BeforeDue { minutes: 60 };
    let hour_before = waits
        .due
        .filter(|due| typed.is_empty() && *due - chrono::TimeDelta::hours(1) > now)
        .map(|_| hour_before);
    let flights = waits.awaited.iter().filter(|awaited| {
        typed.is_empty() || matches(typed, &awaited.number) || matches(typed, &awaited.origin)
    });
    let flights = flights.take(SOME).map(|awaited| Wake::Landed { arrival: awaited.key.clone() });
    let units = config.units.iter().filter(|unit| {
        let mut names = [&unit.name_zh, &unit.name_en, &unit.id].into_iter().chain(&unit.aliases);
        !typed.is_empty() && names.any(|name| matches(typed, name))
    });
    let units = units.take(SOME).map(|unit| Wake::Replied { unit: unit.id.clone() });
    let events = hour_before.into_iter().chain(flights).chain(units);
    times.chain(events.map(|wake| shown(Snooze { until: None, wake: Some(wake) }, ""))).collect()
}

fn shown_time(text: &str, at: DateTime<Utc>, zone: FixedOffset) -> (String, String) {
    let local = at.with_timezone(&zone).format("%m-%d %H:%M");
    (format!("{local}  {text}"), value(at, None))
}

fn event(telling: &Telling<'_>, wake: Wake, latest: DateTime<Utc>) -> (String, String) {
    let words = &telling.lang.strings().attention;
    let shown = (words.or_at_the_latest)(&(words.awaited)(telling, &wake), &telling.time(latest));
    (shown, value(latest, Some(wake)))
}

fn value(until: DateTime<Utc>, wake: Option<Wake>) -> String {
    // Times and plain text always have a form in JSON.
    serde_json::to_string(&(until, wake)).unwrap_or_default()
}

/// Takes a choice over into the arguments.
pub(super) fn put(args: &mut Args, given: &str) {
    if let Ok((until, wake)) = serde_json::from_str(given) {
        (args.until, args.wake) = (Some(until), wake);
    }
}

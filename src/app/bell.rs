//! When the bell sounds: at once for what others bring in that is urgent, again and again for what is urgent while
//! nobody takes notice, once for a deadline that has become near; and never twice within the repeat of the
//! configuration, whatever there is.
//!
//! What the terminal is told may stand on a screen that others see: numbers, urgency and times, no titles, no persons.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use super::App;
use crate::domain::document::DocumentEvent;
use crate::domain::emergency::{Element, EmergencyEvent};
use crate::domain::{EventBody, Stream, Urgency};
use crate::message::Effect;
use crate::ui::screen::Tone;
use crate::view::Overview;

/// What the bell has sounded for.
#[derive(Debug)]
pub(super) struct Bell {
    /// When the desk was opened (UTC): what waits then has its first repeat after that.
    opened: DateTime<Utc>,
    /// When it last sounded (UTC).
    sounded: Option<DateTime<Utc>>,
    /// Near deadlines that the officer has been told of, as far as they still press.
    near: BTreeSet<(Stream, DateTime<Utc>)>,
    /// Something called while the bell had to keep silent.
    owed: bool,
}

impl Bell {
    pub(super) const fn opened(now: DateTime<Utc>) -> Self {
        Self { opened: now, sounded: None, near: BTreeSet::new(), owed: false }
    }
}

impl App {
    /// Rings for what the band says, if there is cause and the bell may.
    pub(super) fn ring_for(&mut self, overview: &Overview) {
        let first = self.following.told.is_none();
        let news = self.urgent_news(overview);
        let pressing = || overview.pressing.iter().map(|pressing| (pressing.stream, pressing.due.at));
        let became_near = pressing().any(|near| !self.bell.near.contains(&near)) && !first;
        self.bell.near = pressing().collect();
        if overview.ringing.is_none() && overview.pressing.is_empty() && news.is_none() {
            self.bell.owed = false;
            return;
        }
        let repeats = overview.ringing.is_some() && self.now >= self.repeat_at();
        let calls = news.is_some() || became_near || repeats || self.bell.owed;
        if !calls {
            return;
        }
        let line = news.clone().or_else(|| self.call_in_words(overview));
        let may = self.bell.sounded.is_none_or(|at| self.now >= at + self.ring_again_after());
        let sounds = may && self.audible(overview);
        self.bell.owed = !sounds && (news.is_some() || became_near || self.bell.owed);
        if sounds {
            self.bell.sounded = Some(self.now);
            let title = self.lang.strings().screen.product.to_owned();
            let body = self
                .call_in_words(overview)
                .unwrap_or_else(|| self.lang.strings().attention.called.to_owned());
            self.effect(Effect::Alert { title, body });
        }
        // The screen tells also where the bell keeps silent, but says the same thing only once.
        if let Some(line) = line.filter(|_| news.is_some() || became_near || sounds) {
            self.say(Tone::Alarm, line);
        }
    }

    /// When the bell is to be thought of next, if it is owed or something rings on.
    pub(super) fn next_ring(&self) -> Option<DateTime<Utc>> {
        let overview = self.overview.as_ref()?;
        let waits = overview.ringing.is_some() || self.bell.owed;
        if !waits || !self.config.display.bell {
            return None;
        }
        let next = self.repeat_at().max(self.now + TimeDelta::seconds(1));
        Some(if self.audible_at(next, overview) { next } else { self.quiet_ends_after(next) })
    }

    /// What others brought in that is 特提 or 特急, in words for the officer.
    fn urgent_news(&mut self, overview: &Overview) -> Option<String> {
        let urgent = overview.open_by_urgency[0] + overview.open_by_urgency[1];
        let more = urgent.saturating_sub(std::mem::replace(&mut self.following.urgent, urgent));
        let told = self.following.told.replace(overview.seq)?;
        let mut arrived =
            overview.recent.iter().filter(|item| item.seq > told && item.by != self.officer.name);
        let paper = arrived.find_map(|item| match &item.body {
            EventBody::Document(
                DocumentEvent::Arrived { paper, .. } | DocumentEvent::Amended { paper, .. },
            ) if paper.urgency >= Urgency::Immediate => Some(paper),
            _ => None,
        });
        let emergency = overview.recent.iter().find_map(|item| match &item.body {
            EventBody::Emergency(EmergencyEvent::Received { news, .. })
                if item.seq > told && item.by != self.officer.name =>
            {
                news.elements.text(Element::What)
            }
            _ => None,
        });
        if let Some(what) = emergency {
            return Some((self.lang.strings().emergency.came_in)(what));
        }
        if let Some(paper) = paper.filter(|_| more <= 1) {
            let title = if paper.title.is_empty() { &paper.issuer } else { &paper.title };
            return Some((self.words().urgent_paper)(paper.urgency, title));
        }
        let others = more > 0 && overview.recent.iter().any(|item| item.seq > told);
        others.then(|| (self.words().urgent_papers)(more))
    }

    /// What calls, without titles and persons.
    fn call_in_words(&self, overview: &Overview) -> Option<String> {
        let strings = self.lang.strings();
        let words = &strings.attention;
        if let Some(ringing) = &overview.ringing {
            let place = Urgency::ALL.iter().position(|known| *known == ringing.urgency).unwrap_or(0);
            return Some((words.rings)(strings.domain.urgency[place], ringing.count, ringing.no.as_deref()));
        }
        let nearest = overview.pressing.first()?;
        let what = (strings.domain.due)(nearest.due.kind);
        let at = nearest.due.at.with_timezone(&self.config.office.zone).format("%H:%M").to_string();
        Some((words.presses)(what, &at, overview.pressing.len(), nearest.no.as_deref()))
    }

    fn ring_again_after(&self) -> TimeDelta {
        self.config.attention.rules.repeat
    }

    fn repeat_at(&self) -> DateTime<Utc> {
        self.bell.sounded.unwrap_or(self.bell.opened) + self.ring_again_after()
    }

    fn audible(&self, overview: &Overview) -> bool {
        self.config.display.bell && self.audible_at(self.now, overview)
    }

    /// Whether the bell may sound at a time: outside the quiet hours, or for 特提 if the configuration lets it.
    fn audible_at(&self, at: DateTime<Utc>, overview: &Overview) -> bool {
        let flash = overview.ringing.as_ref().is_some_and(|ringing| ringing.urgency == Urgency::Flash);
        self.quiet_hours_at(at).is_none() || (flash && self.config.attention.quiet_breaks)
    }

    /// The end of the quiet hours that hold at a time (local), if any do.
    fn quiet_hours_at(&self, at: DateTime<Utc>) -> Option<NaiveTime> {
        let (from, until) = self.config.display.quiet_hours?;
        let time = at.with_timezone(&self.config.office.zone).time();
        let quiet = if from <= until { (from..until).contains(&time) } else { time >= from || time < until };
        quiet.then_some(until)
    }

    fn quiet_ends_after(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let Some(until) = self.quiet_hours_at(at) else { return at };
        let time = at.with_timezone(&self.config.office.zone).time();
        let left = until - time;
        at + if left > TimeDelta::zero() { left } else { left + TimeDelta::days(1) }
    }
}

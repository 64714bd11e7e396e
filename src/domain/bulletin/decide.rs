//! What may be done with an issue, and when.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

use super::super::event::Event;
use super::super::facts::{Changes, Context, Facts, Stop};
use super::super::id::{Id, Stream};
use super::super::refusal::{Refusal, given};
use super::super::serial::Serial;
use super::{
    Bulletin, BulletinCommand, BulletinEvent, BulletinSeries, BulletinState, Masthead, Written, cut_off,
};

/// Decides a command on one issue.
///
/// # Errors
/// [`Stop::Refused`] when the state, the time, the person or what was given does not allow it.
pub fn decide(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    command: &BulletinCommand,
) -> Result<Vec<Event>, Stop> {
    use BulletinCommand as C;
    if let C::Open(masthead) | C::Compile { masthead, .. } = command {
        let mut bulletin = Changes::<Bulletin>::new(facts, cx, id)?;
        bulletin.emit(opened(cx, masthead)?)?;
        if let C::Compile { written, .. } = command {
            let drafted = drafted(cx, bulletin.state()?, written)?;
            bulletin.emit(drafted)?;
        }
        return Ok(bulletin.into_events());
    }
    if let C::Report { about, title, day, passages } = command {
        return reported(facts, cx, id, (*about, title, *day, passages));
    }
    let mut bulletin = Changes::<Bulletin>::on(facts, cx, id)?;
    fits(&bulletin, command)?;
    let now = bulletin.state()?;
    let event = match command {
        C::Open(masthead) | C::Compile { masthead, .. } => opened(cx, masthead)?,
        C::Report { about, .. } => BulletinEvent::About { item: *about },
        C::Draft(written) => drafted(cx, now, written)?,
        C::Edit { passages } => edited(cx, now, passages),
        C::Check => {
            somebody_else(cx, now)?;
            BulletinEvent::Checked
        }
        C::SendBack { reason } => BulletinEvent::SentBack { reason: given("reason", reason)? },
        C::Sign { leader } => BulletinEvent::Signed { leader: given("leader", leader)? },
        C::Issue => issued(facts, now)?,
        C::Correct { text } => BulletinEvent::Corrected { text: given("text", text)? },
        C::Notice(command) => {
            let silence = cx.policy.limits.routine.ack_silences;
            BulletinEvent::Notice(now.notice.decide(cx, silence, command)?)
        }
    };
    bulletin.emit(event)?;
    Ok(bulletin.into_events())
}

/// Refuses a verb that does not fit the state.
fn fits(bulletin: &Changes<Bulletin>, command: &BulletinCommand) -> Result<(), Stop> {
    use BulletinCommand as C;
    use BulletinState as S;
    let state = bulletin.state()?.state;
    let (verb, fits) = match command {
        C::Open(_) | C::Compile { .. } | C::Report { .. } => ("open", false),
        C::Draft(_) => ("draft", matches!(state, S::Collecting | S::Drafted | S::Checked)),
        C::Edit { .. } => ("edit", matches!(state, S::Drafted | S::Checked)),
        C::Check => ("check", state == S::Drafted),
        C::SendBack { .. } => ("send_back", matches!(state, S::Checked | S::Signed)),
        C::Sign { .. } => ("sign", state == S::Checked),
        C::Issue => ("issue", state == S::Signed),
        C::Correct { .. } => ("correct", matches!(state, S::Issued | S::Corrected)),
        C::Notice(command) => ("ack", state.is_open() || !command.silences()),
    };
    bulletin.demand(fits, verb, state.verbs())
}

/// 专报: an issue of its own about an item that is on record.
fn reported(
    facts: &dyn Facts,
    cx: &Context<'_>,
    id: Id,
    (about, title, day, passages): (Stream, &str, NaiveDate, &BTreeMap<String, String>),
) -> Result<Vec<Event>, Stop> {
    let item = facts.entity(about)?.filter(|entity| !entity.void);
    item.ok_or(Refusal::NotFound { stream: about })?;
    let mut bulletin = Changes::<Bulletin>::new(facts, cx, id)?;
    let masthead = Masthead { series: BulletinSeries::Special, title: title.to_owned(), day };
    bulletin.emit(opened(cx, &masthead)?)?;
    bulletin.emit(BulletinEvent::About { item: about })?;
    let (counts, passages) = (BTreeMap::new(), passages.clone());
    let by = Some(cx.officer.name.clone());
    bulletin.emit(BulletinEvent::Drafted { counts, passages, covers: None, by })?;
    Ok(bulletin.into_events())
}

fn opened(cx: &Context<'_>, masthead: &Masthead) -> Result<BulletinEvent, Refusal> {
    let masthead = Masthead { title: given("title", &masthead.title)?, ..masthead.clone() };
    let due = out_by(cx, masthead.series, masthead.day);
    Ok(BulletinEvent::Opened { masthead, due: Some(due) })
}

/// By when the issue of a day must be out: at a time of the day after.
fn out_by(cx: &Context<'_>, series: BulletinSeries, day: NaiveDate) -> DateTime<Utc> {
    let limits = &cx.policy.limits.bulletins;
    let time = if series == BulletinSeries::Daily { limits.daily } else { limits.others };
    let next = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    cx.policy.calendar.instant(next.and_time(time))
}

/// Counts are those of a whole day; facts that come later go to the next issue. What was frozen stays: a new draft says
/// the same counts in other words.
fn drafted(cx: &Context<'_>, now: &Bulletin, written: &Written) -> Result<BulletinEvent, Refusal> {
    if written.counts.is_empty() {
        return Err(Refusal::Missing { field: "counts" });
    }
    let from = cut_off(now.masthead.day, &cx.policy.calendar);
    if cx.now < from {
        return Err(Refusal::TooEarly { verb: "draft", from });
    }
    if now.state != BulletinState::Collecting {
        let moved = now.covers.is_some() && written.covers != now.covers;
        let differs = written.counts.iter().find(|(name, count)| now.counts.get(*name) != Some(count));
        let lacks = now.counts.iter().find(|(name, _)| !written.counts.contains_key(*name));
        if let Some((name, count)) = differs.or(lacks) {
            return Err(Refusal::BadValue { field: "counts", value: format!("{name}={count}") });
        }
        if moved {
            return Err(Refusal::BadValue { field: "counts", value: "covers".to_owned() });
        }
    }
    let Written { counts, passages, covers } = written.clone();
    Ok(BulletinEvent::Drafted { counts, passages, covers, by: Some(cx.officer.name.clone()) })
}

fn edited(cx: &Context<'_>, now: &Bulletin, changes: &BTreeMap<String, String>) -> BulletinEvent {
    let mut passages = now.passages.clone();
    for (name, text) in changes {
        match text.trim() {
            "" => drop(passages.remove(name)),
            text => drop(passages.insert(name.clone(), text.to_owned())),
        }
    }
    let (counts, covers) = (now.counts.clone(), now.covers);
    BulletinEvent::Drafted { counts, passages, covers, by: Some(cx.officer.name.clone()) }
}

/// Refuses the one who wrote the draft.
fn somebody_else(cx: &Context<'_>, now: &Bulletin) -> Result<(), Refusal> {
    match &now.drafted_by {
        Some(name) if *name == cx.officer.name => Err(Refusal::SamePerson { name: name.clone() }),
        _ => Ok(()),
    }
}

/// A number that was given once stays with its issue, also when the issuing was undone. The year is that of the issue's
/// day: the issue of 31 December comes out on 1 January, and is the last of its year.
fn issued(facts: &dyn Facts, now: &Bulletin) -> Result<BulletinEvent, Stop> {
    let series = now.masthead.series;
    let number = match now.number {
        Some(number) => number,
        None => Serial::next_in(facts, now.masthead.day.year(), series.numbers())?,
    };
    Ok(BulletinEvent::Issued { series, number })
}

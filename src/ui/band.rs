//! The top of the screen: who keeps watch where, what is open, and the next thing to lose.

use chrono::{Datelike, TimeDelta};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::Canvas;
use super::panes;
use super::screen::{Link, Screen};
use super::theme::Ink;
use super::when;
use crate::view::{NextToLose, Outgoing, Overview, PaneKind, ShiftOnDuty};

/// Two lines: office, people, clock; counts.
pub(super) fn band(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let clock = clock(canvas, screen);
    let right = clock.iter().map(|(text, _)| canvas.width(text)).sum::<usize>();
    let right = u16::try_from(right).unwrap_or(u16::MAX).min(area.width);
    let spans: Vec<(&str, Ink)> = clock.iter().map(|(text, ink)| (text.as_str(), *ink)).collect();
    canvas.spans(area.right() - right, area.y, right, &spans);
    let mut x = area.x + 1;
    let end = area.right().saturating_sub(right + 2);
    for (label, name, ink) in people(canvas, screen, area.width) {
        // Half a name is worse than none; only the office is cut.
        let needed = canvas.width(&label) + canvas.width(&name);
        if x > area.x + 1 && usize::from(end.saturating_sub(x)) < needed {
            break;
        }
        x += canvas.spans(x, area.y, end.saturating_sub(x), &[(&label, Ink::Faint), (&name, ink)]);
    }
    if area.height > 1 {
        counts(canvas, screen, Rect { y: area.y + 1, height: 1, ..area });
    }
}

fn clock(canvas: &Canvas<'_>, screen: &Screen<'_>) -> Vec<(String, Ink)> {
    let words = &canvas.look.strings.screen;
    let local = screen.now.with_timezone(&screen.zone);
    let weekday = words.weekdays[local.weekday().num_days_from_monday() as usize];
    let (link, ink) = match screen.link {
        Link::Live => (words.link[0], Ink::Good),
        Link::Frozen => (words.link[1], Ink::Warn),
        Link::Lost => (words.link[2], Ink::Alarm),
        Link::ReadOnly => (words.link[3], Ink::Warn),
    };
    vec![
        (format!("{link}  "), ink),
        (format!("{}  ", (words.date)(local.month(), local.day(), weekday)), Ink::Dim),
        (format!("{} ", when::clock(screen.now, screen.zone)), Ink::Strong),
    ]
}

/// Label, name and ink of everybody who keeps watch, after the office.
fn people(canvas: &Canvas<'_>, screen: &Screen<'_>, width: u16) -> Vec<(String, String, Ink)> {
    let words = &canvas.look.strings.screen;
    let office = if screen.office.is_empty() { words.product } else { screen.office };
    let mut parts = vec![(String::new(), office.to_owned(), Ink::Strong)];
    let mut person = |label: &str, name: &str| {
        parts.push((format!("   {label} "), name.to_owned(), Ink::Text));
    };
    match screen.overview.map(|overview| overview.shift.as_ref()) {
        Some(Some(shift)) => {
            person(words.leader, &shift.leader);
            person(words.primary, &shift.primary);
            if let Some(secondary) = &shift.secondary {
                person(words.secondary, secondary);
            }
            if width >= 110 && !is_on_shift(shift, screen.officer) {
                person(words.officer, screen.officer);
            }
        }
        Some(None) => {
            person(words.officer, screen.officer);
            parts.push(("   ".to_owned(), words.no_shift.to_owned(), Ink::Warn));
        }
        None => person(words.officer, screen.officer),
    }
    parts
}

fn is_on_shift(shift: &ShiftOnDuty, officer: &str) -> bool {
    [Some(&shift.leader), Some(&shift.primary), shift.secondary.as_ref()]
        .into_iter()
        .flatten()
        .any(|n| n == officer)
}

/// Open papers by urgency on the left; late and new items of every pane, if there are any, on the right.
fn counts(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect) {
    let look = canvas.look;
    let words = &look.strings.screen;
    let Some(overview) = screen.overview else {
        canvas.text(area.x + 1, area.y, area.width.saturating_sub(1), words.reading, Ink::Faint);
        return;
    };
    let mut urgencies = Vec::new();
    for ((name, count), ink) in
        look.strings.domain.urgency.iter().zip(overview.open_by_urgency).zip(URGENCY_INKS)
    {
        let ink = if count == 0 { Ink::Faint } else { ink };
        urgencies.push((format!("{name} {count}  "), ink));
    }
    // Half a count at the end of the line tells nothing: where not all has room, the panes are told in sum, and then
    // what is least urgent goes.
    let room = usize::from(area.width.saturating_sub(1));
    let cols = |parts: &[(String, Ink)]| parts.iter().map(|(text, _)| canvas.width(text)).sum::<usize>();
    let aside = aside(canvas, overview);
    let mut middle = by_pane(canvas, overview);
    if cols(&urgencies) + cols(&middle) + cols(&aside) > room {
        middle = trouble(canvas, overview);
    }
    while urgencies.len() > 2 && cols(&urgencies) + cols(&middle) + cols(&aside) > room {
        urgencies.pop();
    }
    let parts = urgencies.iter().chain(&middle).chain(&aside);
    let spans: Vec<(&str, Ink)> = parts.map(|(text, ink)| (text.as_str(), *ink)).collect();
    canvas.spans(area.x + 1, area.y, area.width.saturating_sub(1), &spans);
}

/// What is open, late and new in every pane.
fn by_pane(canvas: &Canvas<'_>, overview: &Overview) -> Vec<(String, Ink)> {
    let look = canvas.look;
    let mut parts = vec![(" ".to_owned(), Ink::Faint)];
    for kind in PaneKind::ALL {
        parts.push((format!(" {}", look.strings.screen.panes[kind.index()]), Ink::Faint));
        for (text, ink) in panes::counts(look, overview, kind) {
            parts.push((format!(" {text}"), if ink == Ink::Text { Ink::Dim } else { ink }));
        }
        parts.push((" ".to_owned(), Ink::Faint));
    }
    parts
}

/// What could not be sent, and how much is put off.
fn aside(canvas: &Canvas<'_>, overview: &Overview) -> Vec<(String, Ink)> {
    let strings = canvas.look.strings;
    let mut parts = Vec::new();
    let out = overview.outgoing;
    if out != Outgoing::default() {
        let ink = if out.given_up > 0 {
            Ink::Alarm
        } else if out.failed > 0 {
            Ink::Warn
        } else {
            Ink::Dim
        };
        parts.push(((strings.outgoing.band)([out.waiting, out.failed, out.given_up]), ink));
    }
    if overview.shelved > 0 {
        parts.push((format!(" {} {}", strings.screen.shelved, overview.shelved), Ink::Dim));
    }
    parts
}

const URGENCY_INKS: [Ink; 5] = [Ink::Alarm, Ink::Alarm, Ink::Warn, Ink::Text, Ink::Dim];

fn trouble(canvas: &Canvas<'_>, overview: &Overview) -> Vec<(String, Ink)> {
    let words = &canvas.look.strings.screen;
    let (late, new) =
        (overview.overdue_by_pane.iter().sum::<u32>(), overview.unacknowledged_by_pane.iter().sum::<u32>());
    let told = [(words.overdue, late, Ink::Alarm), (words.unacknowledged, new, Ink::Warn)];
    let told = told.into_iter().filter(|(_, count, _)| *count > 0);
    told.map(|(label, count, ink)| (format!(" {label} {count} "), ink)).collect()
}

/// What is lost next, when, and whom to call: reversed from a quarter of an hour before it is due.
pub(super) fn next(canvas: &mut Canvas<'_>, screen: &Screen<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let words = &canvas.look.strings.screen;
    let found = screen.overview.and_then(|overview| overview.next_to_lose.as_ref());
    let Some(next) = found else {
        let text = if screen.overview.is_some() { words.nothing_to_lose } else { "" };
        canvas.text(area.x + 1, area.y, area.width.saturating_sub(1), text, Ink::Dim);
        if area.height > 0 && area.width > 30 && screen.overview.is_some() {
            canvas.text_right(area.right(), area.y, 6, &when::clock(screen.now, screen.zone), Ink::Faint);
        }
        return;
    };
    let presses = when::presses(screen.now, next.due.at);
    let ink = if presses { Ink::Alarm } else { Ink::Warn };
    let mut style = canvas.look.theme.style(ink).add_modifier(Modifier::BOLD);
    if presses {
        style = style.add_modifier(Modifier::REVERSED);
        canvas.tint(area, style);
    }
    let (left, right) =
        (next_words(canvas, screen, next, area.width), right_side(canvas, screen, next, area.width));
    let room = area.width.saturating_sub(2);
    let taken = u16::try_from(canvas.width(&right)).unwrap_or(room).min(room / 2);
    let taken = if area.width < 60 { 0 } else { taken };
    canvas.styled(area.x + 1, area.y, room.saturating_sub(taken + 2), &left, style);
    if taken > 0 {
        let right = crate::text::truncate(&right, usize::from(taken), canvas.look.ambiguous).into_owned();
        canvas.styled(area.right() - 1 - taken, area.y, taken, &right, style);
    }
}

/// `下一个要误的  已超 6 分钟  03:24 签收  《…》`; on a narrow screen the time left comes first.
fn next_words(canvas: &Canvas<'_>, screen: &Screen<'_>, next: &NextToLose, width: u16) -> String {
    let strings = canvas.look.strings;
    let left = when::due_words(strings, screen.now, next.due.at);
    let what = (strings.domain.due)(next.due.kind);
    let at = due_at(screen, next);
    if width < 60 {
        format!("{left} {what} {}", next.title)
    } else {
        format!("{}  {left}  {at} {what}  {}", strings.screen.next_to_lose, next.title)
    }
}

/// The hour, with the day unless it is within the next or last half day.
fn due_at(screen: &Screen<'_>, next: &NextToLose) -> String {
    let clock = when::clock(next.due.at, screen.zone);
    let near = (next.due.at - screen.now).abs() < TimeDelta::hours(12);
    let local = next.due.at.with_timezone(&screen.zone);
    let same_day = local.date_naive() == screen.now.with_timezone(&screen.zone).date_naive();
    if near || same_day { clock } else { format!("{:02}-{:02} {clock}", local.month(), local.day()) }
}

/// To whom it has risen or will; beside it, where there is room, whom to call.
fn right_side(canvas: &Canvas<'_>, screen: &Screen<'_>, next: &NextToLose, width: u16) -> String {
    let words = &canvas.look.strings.attention;
    let telling = super::detail::telling(screen, canvas.look);
    let risen = next.escalation.reached.as_ref().filter(|_| next.escalation.with_leader());
    if let Some(rise) = risen {
        let whom = rise.whom.as_deref().unwrap_or_default();
        return (words.risen)(words.rungs[rise.to as usize], whom);
    }
    let call = whom(canvas, next);
    match &next.escalation.next {
        Some(rise) if width >= 110 => {
            let rises = (words.rises_short)(&telling.time(rise.at), words.rungs[rise.to as usize]);
            format!("{rises}   {call}")
        }
        _ => call,
    }
}

/// The unit charged with it and its duty telephone; else who holds it.
fn whom(canvas: &Canvas<'_>, next: &NextToLose) -> String {
    let look = canvas.look;
    let words = &look.strings.screen;
    match (&next.unit, &next.holder) {
        (Some(id), _) if !id.is_empty() => {
            let phone = look.names.units.get(id).map_or("", |unit| unit.phone.as_str());
            (words.call)(look.names.unit(id, look.lang()), phone)
        }
        (_, Some(holder)) => (words.held_by)(holder),
        _ => words.held_by_nobody.to_owned(),
    }
}

//! The facts of an emergency: its clocks, what is known, what has been reported.

use chrono::{DateTime, Utc};

use super::super::look::Look;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::{Fact, blank, telling};
use crate::domain::Deadline;
use crate::domain::emergency::{Element, Emergency, Known, ReportKind};

/// Clocks first, then the elements in their order, then the reports so far.
pub(in crate::ui) fn emergency(look: &Look, screen: &Screen<'_>, emergency: &Emergency) -> Vec<Fact> {
    let strings = look.strings;
    let words = &strings.emergency;
    let telling = telling(screen, look);
    let mut facts = Vec::new();
    let mut push = |label: &str, words: String, ink| {
        facts.push(Fact { label: label.to_owned(), words, ink });
    };
    let came = format!("{}  {}", telling.time(emergency.received_at), emergency.source);
    push(words.came, came, Ink::Text);
    let mut label = words.clocks;
    let follow_up = emergency.clocks.follow_up;
    let clocks = [
        (Deadline::PhoneReport, Some(emergency.clocks.phone), emergency.phoned_at()),
        (Deadline::WrittenReport, Some(emergency.clocks.written), emergency.written_at()),
        (Deadline::FollowUpReport, follow_up, None),
    ];
    for (deadline, due, done) in clocks {
        let Some(due) = due else { continue };
        let (said, ink) = clock(look, screen, emergency, due, done);
        let what = (strings.domain.due)(deadline.name());
        push(label, format!("{what}  {}  {said}", telling.time(due)), ink);
        label = " ";
    }
    push("", String::new(), Ink::Faint);
    let outcome = emergency.elements.get(Element::Outcome).is_some();
    for element in Element::ALL.into_iter().filter(|element| *element != Element::Outcome || outcome) {
        let (said, ink) = match emergency.elements.get(element) {
            Some(Known::Given(said)) => (said.clone(), Ink::Text),
            Some(Known::Unknown) => (strings.domain.unknown.to_owned(), Ink::Dim),
            None => (words.to_fill.to_owned(), Ink::Warn),
        };
        push((strings.domain.element)(element.name()), said, ink);
    }
    push("", String::new(), Ink::Faint);
    let mut label = words.reports;
    for call in &emergency.calls {
        let read_back = words.read_back[usize::from(!call.read_back)];
        let late = if call.at > emergency.clocks.phone { words.late } else { "" };
        let name = (strings.domain.report)("phone", 0);
        let said =
            format!("{}  {name}  {} {}  {read_back}  {late}", telling.time(call.at), call.post, call.person);
        push(label, said.trim_end().to_owned(), Ink::Text);
        label = " ";
    }
    for report in &emergency.reports {
        let name = (strings.domain.report)(report.kind.name(), report.number);
        let late = if report.is_late() { words.late } else { "" };
        let ink = if report.kind == ReportKind::Final { Ink::Strong } else { Ink::Text };
        let to = telling.unit(&report.to);
        let said = format!("{}  {name}  {to}  {late}", telling.time(report.at));
        push(label, said.trim_end().to_owned(), ink);
        label = " ";
    }
    if emergency.calls.is_empty() && emergency.reports.is_empty() {
        push(label, words.no_report.to_owned(), Ink::Dim);
    }
    if let Some(reason) = &emergency.withdrawn {
        push(words.withdrawn, reason.clone(), Ink::Strong);
    }
    if let Some(raw) = &emergency.raw {
        facts.push(blank());
        facts.push(Fact { label: words.raw.to_owned(), words: raw.clone(), ink: Ink::Dim });
    }
    facts
}

/// When it was done, or how long there is.
fn clock(
    look: &Look,
    screen: &Screen<'_>,
    emergency: &Emergency,
    due: DateTime<Utc>,
    done: Option<DateTime<Utc>>,
) -> (String, Ink) {
    let strings = look.strings;
    match done {
        Some(at) => {
            let late = if at > due { strings.emergency.late } else { "" };
            let done = (strings.screen.labels.done_at)(&telling(screen, look).time(at));
            (format!("{done}  {late}").trim_end().to_owned(), Ink::Dim)
        }
        None if !emergency.state.is_open() => (String::new(), Ink::Dim),
        None => {
            let left = when::minutes_until(screen.now, due);
            let ink = match left {
                left if left < when::NOW_OR_NEVER => Ink::Alarm,
                left if left < when::SOON => Ink::Warn,
                _ => Ink::Text,
            };
            (when::due_words(strings, screen.now, due), ink)
        }
    }
}

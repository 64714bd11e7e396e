//! 电话通知单: what is read out, whom to call next and with which number, and who has signed.

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::columns::{Placed, Wish, place, wish};
use super::super::detail;
use super::super::dialog::CallSheet;
use super::super::layout::Areas;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use crate::domain::Urgency;
use crate::domain::dispatch::{Dispatch, NextStep, Recipient, StepKind, Whom, next_step};
use crate::i18n::desk::Calls;
use crate::i18n::domain::Telling;
use crate::i18n::names::Name;
use crate::text;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Column {
    Unit,
    Phone,
    Contact,
    State,
    Calls,
    Next,
}

/// What the sheet is drawn with.
struct Sheet<'a> {
    screen: &'a Screen<'a>,
    dispatch: &'a Dispatch,
    telling: Telling<'a>,
    words: &'static Calls,
}

/// Draws the sheet over the panes; what is lost next stays above it.
pub(super) fn calls(canvas: &mut Canvas<'_>, screen: &Screen<'_>, areas: &Areas, sheet: &CallSheet) {
    let whole = canvas.area();
    let look = canvas.look;
    let top = if whole.height > 14 { areas.next.bottom() } else { 0 };
    let bottom = if areas.foot.is_empty() { whole.bottom() } else { areas.foot.y };
    let area = Rect { x: 0, y: top, width: whole.width, height: bottom.saturating_sub(top) };
    canvas.clear(area);
    let words = &look.strings.desk.calls;
    let Some(dispatch) = sheet.dispatch() else {
        // Of an item that no dispatch is about, the notice at the foot says so.
        if sheet.detail.is_none() {
            canvas.text(area.x + 1, area.y, area.width, look.strings.screen.reading, Ink::Dim);
        }
        return;
    };
    let telling = detail::telling(screen, look);
    let drawn = Sheet { screen, dispatch, telling, words };
    let which = sheet.place().map_or_else(String::new, |(at, all)| (words.which)(at + 1, all));
    let body = head(canvas, &drawn, area, &which);
    let order = sheet.order(screen.now);
    let current = sheet.current(screen.now).map(|one| one.unit.as_str());
    let body = card(canvas, &drawn, body, sheet.current(screen.now));
    rows(canvas, &drawn, body, &order, current);
}

/// Number, version, urgency and progress; what is read out; the times. Gives what is left below.
fn head(canvas: &mut Canvas<'_>, sheet: &Sheet<'_>, area: Rect, which: &str) -> Rect {
    let (look, words, dispatch) = (canvas.look, sheet.words, sheet.dispatch);
    let grade = Urgency::ALL.iter().position(|known| *known == dispatch.urgency).unwrap_or(4);
    canvas.horizontal(area.x, area.y, area.width, Ink::Focus);
    let number = dispatch.number.label();
    let issue = (words.issue)(dispatch.issue);
    let state = (look.strings.domain.state)(crate::domain::Kind::Dispatch, dispatch.state.name());
    let ink = if dispatch.urgency >= Urgency::Immediate { Ink::Alarm } else { Ink::Warn };
    let title = [
        (" ", Ink::Focus),
        (words.title, Ink::Focus),
        ("  ", Ink::Focus),
        (look.strings.domain.urgency[grade], ink),
        (" ", Ink::Focus),
        (&number, Ink::Strong),
        (" ", Ink::Focus),
        (&issue, if dispatch.issue > 1 { Ink::Warn } else { Ink::Dim }),
        (" ", Ink::Focus),
        (state, Ink::Text),
        (if which.is_empty() { "" } else { "  " }, Ink::Focus),
        (which, Ink::Dim),
        (" ", Ink::Focus),
    ];
    canvas.spans(area.x + 1, area.y, area.width.saturating_sub(14), &title);
    let (signed, all) = dispatch.progress();
    let progress = format!(" {} ", (words.signed)(signed, all));
    let good = if signed == all && all > 0 { Ink::Good } else { Ink::Strong };
    canvas.text_right(area.right().saturating_sub(1), area.y, 14, &progress, good);
    let mut y = area.y + 1;
    let label = u16::try_from(canvas.width(words.gist)).unwrap_or(4) + 2;
    let cols = usize::from(area.width.saturating_sub(label + 2)).max(4);
    let most = match area.height {
        // A second line where every recipient has a row all the same: title, times and the card take five.
        0..=14 => (usize::from(area.height).saturating_sub(5 + dispatch.recipients.len())).clamp(1, 2),
        15..=24 => 2,
        _ => 5,
    };
    let lines = text::wrap(&text::sanitize_lines(&dispatch.gist), cols, look.ambiguous);
    canvas.text(area.x + 1, y, label, words.gist, Ink::Faint);
    for line in lines.iter().take(most) {
        canvas.text(area.x + 1 + label, y, area.width.saturating_sub(label + 2), line, Ink::Strong);
        y += 1;
    }
    times(canvas, sheet, Rect { y, height: 1, ..area });
    Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area }
}

/// By when they sign and answer, and who approved it.
fn times(canvas: &mut Canvas<'_>, sheet: &Sheet<'_>, line: Rect) {
    let (look, words, dispatch) = (canvas.look, sheet.words, sheet.dispatch);
    let mut x = line.x + 1;
    let mut put = |canvas: &mut Canvas<'_>, label: &str, text: &str, ink: Ink| {
        let room = line.right().saturating_sub(x);
        x += canvas.spans(x, line.y, room, &[(label, Ink::Faint), (" ", Ink::Faint), (text, ink)]) + 2;
    };
    for (label, due, over) in [
        (words.sign_by, dispatch.sign_due, dispatch.all_signed()),
        (words.reply_by, dispatch.reply_due, !dispatch.awaits_reply()),
    ] {
        let Some(due) = due else { continue };
        let left = when::due_words(look.strings, sheet.screen.now, due);
        let ink = match when::minutes_until(sheet.screen.now, due) {
            _ if over => Ink::Dim,
            left if left < when::NOW_OR_NEVER => Ink::Alarm,
            left if left < when::SOON => Ink::Warn,
            _ => Ink::Text,
        };
        let told = if over { String::new() } else { format!("  {left}") };
        put(canvas, label, &format!("{}{told}", sheet.telling.time(due)), ink);
    }
    match &dispatch.approval {
        Some(said) => {
            let mode = (look.strings.domain.mode)(said.mode);
            put(canvas, words.approved, &format!("{} {mode}", said.leader), Ink::Dim);
        }
        None => put(canvas, words.approved, words.unapproved, Ink::Warn),
    }
}

/// The recipient under the cursor in full, at the foot: both telephones, and what comes next before it happens.
fn card(canvas: &mut Canvas<'_>, sheet: &Sheet<'_>, area: Rect, current: Option<&Recipient>) -> Rect {
    let Some(recipient) = current.filter(|_| area.height > 5) else { return area };
    let rows = 3;
    let at = area.bottom() - rows;
    canvas.horizontal(area.x, at, area.width, Ink::Faint);
    let name = named(canvas, &recipient.unit);
    let unit = sheet.telling.unit(&recipient.unit).to_owned();
    let reach = format!("{} {}", name.contact, name.phone);
    let leader = format!("{} {}", name.leader, name.leader_phone);
    let spans = [
        (unit.as_str(), Ink::Focus),
        ("  ", Ink::Faint),
        (reach.trim(), Ink::Strong),
        ("  ", Ink::Faint),
        (if leader.trim().is_empty() { "" } else { sheet.words.leader }, Ink::Faint),
        (" ", Ink::Faint),
        (leader.trim(), Ink::Text),
    ];
    canvas.spans(area.x + 1, at + 1, area.width.saturating_sub(2), &spans);
    let (mut said, ink) = next(canvas, sheet, recipient, false);
    if let Some(step) = next_step(sheet.dispatch, recipient, sheet.screen.now)
        && let Some((whom, at)) = step.then
    {
        let then = ladder(sheet, &name, whom, sheet.telling.time(at));
        said = format!("{said}{}{then}", canvas.look.glyphs.arrow);
    }
    if let Some(instead) = &recipient.instead_of {
        said = format!("{said}  {}", (sheet.words.instead_of)(sheet.telling.unit(instead)));
    }
    canvas.text(area.x + 1, at + 2, area.width.saturating_sub(2), said.trim(), ink);
    Rect { height: area.height - rows, ..area }
}

fn named(canvas: &Canvas<'_>, unit: &str) -> Name {
    canvas.look.names.units.get(unit).cloned().unwrap_or_default()
}

/// What follows if nothing happens until then.
fn ladder(sheet: &Sheet<'_>, name: &Name, whom: Whom, at: String) -> String {
    match whom {
        Whom::Contact => (sheet.words.urge_at)(&at),
        Whom::Leader => (sheet.words.leader_at)(&at, format!("{} {}", name.leader, name.leader_phone).trim()),
    }
}

/// What is to be done next about a recipient, in words; `short` leaves out telephones that stand elsewhere.
fn next(canvas: &Canvas<'_>, sheet: &Sheet<'_>, recipient: &Recipient, short: bool) -> (String, Ink) {
    let now = sheet.screen.now;
    let Some(step) = next_step(sheet.dispatch, recipient, now) else { return (String::new(), Ink::Dim) };
    let name = named(canvas, &recipient.unit);
    let words = sheet.words;
    let (time, due) = (sheet.telling.time(step.at), step.is_due(now));
    let leader =
        if short && !due { name.leader.clone() } else { format!("{} {}", name.leader, name.leader_phone) };
    let (leader, contact) = (leader.trim().to_owned(), called(canvas, &name, &step));
    let said = match (step.kind, due) {
        (StepKind::FirstCall, _) => (words.call_now)(&contact),
        (StepKind::Reurge, true) => (words.urge_now)(&contact),
        (StepKind::Reurge, false) => (words.urge_at)(&time),
        (StepKind::Leader, true) => (words.leader_now)(&leader),
        (StepKind::Leader, false) => (words.leader_at)(&time, &leader),
        (StepKind::Reroute, _) => words.reroute.to_owned(),
        (StepKind::Reply, true) => (words.reply_now)(&contact),
        (StepKind::Reply, false) => (words.reply_at)(&time),
    };
    let ink = match (step.kind, due) {
        (StepKind::FirstCall, _) => Ink::Warn,
        (StepKind::Leader | StepKind::Reroute | StepKind::Reply | StepKind::Reurge, true) => Ink::Alarm,
        (_, false) => Ink::Text,
    };
    (said, ink)
}

/// Who is called: by name, or as what.
fn called(canvas: &Canvas<'_>, name: &Name, step: &NextStep) -> String {
    let person = if step.whom == Whom::Leader { &name.leader } else { &name.contact };
    if person.is_empty() { (canvas.look.strings.domain.whom)(step.whom).to_owned() } else { person.clone() }
}

fn columns(total: u16) -> Vec<Placed<Column>> {
    let unit = match total {
        120.. => 26,
        60.. => 16,
        _ => 10,
    };
    let mut wishes: Vec<Wish<Column>> = vec![
        wish(Column::Unit, unit, 1),
        wish(Column::Phone, 13, 2),
        wish(Column::Contact, 8, 3),
        wish(Column::State, 8, 4),
        wish(Column::Calls, 16, 5),
        wish(Column::Next, 10, 0),
    ];
    // Where there is little room, what was tried stands before what comes next.
    if !tells_calls(total) {
        wishes.retain(|wish| wish.id != Column::Calls);
    }
    place(&wishes, total)
}

const fn tells_calls(total: u16) -> bool {
    total >= 100
}

/// Recipients from the top: those to be called, then those that have signed, at last those that no longer count.
fn rows(canvas: &mut Canvas<'_>, sheet: &Sheet<'_>, area: Rect, order: &[&Recipient], current: Option<&str>) {
    if area.height == 0 {
        return;
    }
    let columns = columns(area.width.saturating_sub(3));
    let heads = area.height > 6;
    if heads {
        let [unit, phone, contact, state, calls, next] = sheet.words.heads;
        for column in &columns {
            let text = match column.id {
                Column::Unit => unit,
                Column::Phone => phone,
                Column::Contact => contact,
                Column::State => state,
                Column::Calls => calls,
                Column::Next => next,
            };
            canvas.text(area.x + 2 + column.x, area.y, column.width, text, Ink::Faint);
        }
    }
    let area = Rect { y: area.y + u16::from(heads), height: area.height - u16::from(heads), ..area };
    let room = usize::from(area.height);
    let at = order.iter().position(|one| Some(one.unit.as_str()) == current).unwrap_or(0);
    let top = (at + 1).saturating_sub(room).min(order.len().saturating_sub(room));
    for (y, recipient) in (area.y..area.bottom()).zip(&order[top..]) {
        let chosen = Some(recipient.unit.as_str()) == current;
        if chosen {
            canvas.glyph(area.x, y, canvas.look.glyphs.cursor, Ink::Cursor);
        }
        let line = Rect { x: area.x + 2, y, width: area.width.saturating_sub(3), height: 1 };
        row(canvas, sheet, line, &columns, (recipient, chosen));
    }
    let below = order.len().saturating_sub(top + room);
    if below > 0 && room > 8 {
        let more = (canvas.look.strings.screen.more)(below);
        canvas.text_right(area.right(), area.bottom() - 1, area.width / 3, &more, Ink::Faint);
    }
}

fn row(
    canvas: &mut Canvas<'_>,
    sheet: &Sheet<'_>,
    line: Rect,
    columns: &[Placed<Column>],
    (recipient, chosen): (&Recipient, bool),
) {
    let look = canvas.look;
    let signed = recipient.state.has_signed();
    let name = named(canvas, &recipient.unit);
    let plain = match (chosen, signed || !recipient.state.counts()) {
        (true, _) => Ink::Strong,
        (false, true) => Ink::Dim,
        (false, false) => Ink::Text,
    };
    let step = next_step(sheet.dispatch, recipient, sheet.screen.now);
    let to_leader = step.is_some_and(|step| step.whom == Whom::Leader && step.is_due(sheet.screen.now));
    for column in columns {
        let (x, cols) = (line.x + column.x, column.width);
        let (words, ink) = match column.id {
            Column::Unit => (sheet.telling.unit(&recipient.unit).to_owned(), plain),
            Column::Phone if to_leader && !name.leader_phone.is_empty() => {
                (name.leader_phone.clone(), Ink::Alarm)
            }
            Column::Phone => (name.phone.clone(), if signed { Ink::Dim } else { Ink::Strong }),
            Column::Contact if to_leader => (name.leader.clone(), plain),
            Column::Contact => (name.contact.clone(), plain),
            Column::State => {
                let ink = if signed { Ink::Good } else { plain };
                ((look.strings.domain.recipient)(recipient.state).to_owned(), ink)
            }
            Column::Calls => (tried(sheet, recipient), Ink::Dim),
            Column::Next if !tells_calls(line.width) && !signed => {
                let (next, ink) = told(canvas, sheet, recipient);
                (format!("{} {next}", tried(sheet, recipient)).trim_start().to_owned(), ink)
            }
            Column::Next => told(canvas, sheet, recipient),
        };
        canvas.text(x, line.y, cols, &words, ink);
    }
}

/// Calls that nobody answered, and reminders.
fn tried(sheet: &Sheet<'_>, recipient: &Recipient) -> String {
    let mut said = Vec::new();
    if let Some(last) = recipient.calls.last() {
        let at = when::clock(last.at, sheet.screen.zone);
        said.push((sheet.words.unanswered)(recipient.calls.len(), &at));
    }
    if recipient.urged > 0 {
        said.push((sheet.words.urged)(recipient.urged));
    }
    said.join(" ")
}

/// The last column: the receipt of who has signed, why one no longer counts, or else the next step.
fn told(canvas: &Canvas<'_>, sheet: &Sheet<'_>, recipient: &Recipient) -> (String, Ink) {
    let (words, terms) = (sheet.words, &canvas.look.strings.domain);
    if let Some(to) = &recipient.rerouted_to {
        let reason = recipient.reason.clone().unwrap_or_default();
        return (format!("{}  {reason}", (words.rerouted_to)(sheet.telling.unit(to))), Ink::Faint);
    }
    if !recipient.state.counts() {
        return (recipient.reason.clone().unwrap_or_default(), Ink::Faint);
    }
    let Some(proof) = &recipient.receipt else { return next(canvas, sheet, recipient, true) };
    let read_back = proof.read_back.map_or("", |yes| words.read_back[usize::from(!yes)]);
    let time = sheet.telling.time(proof.at);
    let who =
        format!("{time} {} {} {} {read_back}", proof.person, proof.post, (terms.channel)(proof.channel));
    let reply = match &recipient.reply {
        Some(reply) => format!("  {reply}"),
        None => {
            let (next, _) = next(canvas, sheet, recipient, true);
            if next.is_empty() { next } else { format!("  {next}") }
        }
    };
    (format!("{}{reply}", who.trim_end()), if proof.read_back == Some(false) { Ink::Warn } else { Ink::Dim })
}

//! Shifts with their handovers.

use chrono::{DateTime, TimeDelta, Utc};

use super::book::{Book, LAST_SHIFT, Who, on_duty, shift_times};
use super::papers::Paper;
use crate::domain::shift::{HandoverRow, Roster, RowContent, SheetRow, ShiftCommand};
use crate::domain::{Command, Urgency};

/// Puts all shifts on the roster, and hands over from each to the next; the last one is on duty.
pub(super) fn write(book: &mut Book, papers: &[Paper]) {
    for shift in 0..=LAST_SHIFT + 2 {
        let (from, until) = shift_times(shift);
        let [leader, primary, secondary] = on_duty(shift);
        let roster = Roster {
            leader: book.name(leader),
            primary: book.name(primary),
            secondary: Some(book.name(secondary)),
            starts_at: from,
            ends_at: until,
        };
        let id = book.id(from);
        let of_shift = |act| Command::Shift { id, act };
        let scheduled = from - TimeDelta::hours(if shift < 2 { 1 } else { 25 });
        book.add(scheduled, Who::Primary, of_shift(ShiftCommand::Schedule(Box::new(roster))));
        if shift > LAST_SHIFT {
            continue;
        }
        book.add(from, Who::Is(primary), of_shift(ShiftCommand::Start));
        if shift == LAST_SHIFT {
            continue;
        }
        let next = on_duty(shift + 1)[1];
        let to = book.name(next);
        let offered = until - TimeDelta::minutes(10);
        let rows = sheet(book, papers, shift, offered);
        book.add(offered, Who::Is(primary), of_shift(ShiftCommand::Offer { to, rows }));
        let accepted = until - TimeDelta::minutes(2);
        book.add(accepted, Who::Is(next), of_shift(ShiftCommand::Accept { unsigned: Vec::new() }));
        book.add(until - TimeDelta::seconds(20), Who::Is(primary), of_shift(ShiftCommand::Close));
    }
}

/// The sheet: the urgent papers that are open then, where the leader is, what is in the drawer.
fn sheet(book: &mut Book, all: &[Paper], shift: i64, at: DateTime<Utc>) -> Vec<SheetRow> {
    let urgent = all
        .iter()
        .filter(|paper| paper.received.received_at < at && paper.completed > at)
        .filter(|paper| paper.received.urgency >= Urgency::Priority);
    let papers: Vec<String> = urgent.map(|paper| paper.received.title.clone()).collect();
    let owed = |paper: &&Paper| paper.written.is_some_and(|written| paper.dispatched < at && at < written);
    let oral: Vec<String> = all.iter().filter(owed).map(|paper| paper.received.title.clone()).collect();
    let leader = book.name(on_duty(shift + 1)[0]);
    let row = |row: HandoverRow| {
        let items = match row {
            HandoverRow::UrgentPapers => papers.clone(),
            HandoverRow::OralInstructions => oral.clone(),
            HandoverRow::LeadersWhereabouts => vec![format!("带班领导{leader}在总值班室")],
            HandoverRow::KeysAndPhones => vec!["值班手机2部、机要柜钥匙1串、对讲机4台".to_owned()],
            _ => Vec::new(),
        };
        let content = if items.is_empty() { RowContent::Nothing } else { RowContent::Items(items) };
        SheetRow { row, content }
    };
    HandoverRow::ALL.into_iter().map(row).collect()
}

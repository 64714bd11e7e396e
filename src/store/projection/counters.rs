//! Counts that the panes show, kept as entries come, so that nobody counts rows.

use rusqlite::{Connection, params};

use super::super::error::StoreError;
use super::item::{Item, NEVER};
use crate::view::PaneKind;

/// A day in milliseconds.
pub(in super::super) const DAY: i64 = 86_400_000;

/// Moves the counters by the difference between what was and what is.
pub(super) fn count(conn: &Connection, before: Option<&Item>, now: Option<&Item>) -> Result<(), StoreError> {
    let (before, now) = (names(before), names(now));
    for name in before.iter().filter(|name| !now.contains(name)) {
        add(conn, name, -1)?;
    }
    for name in now.iter().filter(|name| !before.contains(name)) {
        add(conn, name, 1)?;
    }
    Ok(())
}

/// Counters that an item counts in.
pub(super) fn names(item: Option<&Item>) -> Vec<String> {
    let Some(item) = item else { return Vec::new() };
    let pane = item.pane.index();
    let how = if item.open { "open" } else { "closed" };
    let mut names = vec![format!("{how}/{pane}"), kind_name(how, item.kind)];
    if let Some(urgency) = item.urgency.filter(|_| item.open) {
        names.push(format!("urgency/{urgency}"));
    }
    if item.open && item.due != NEVER {
        names.push(due_name(item.pane, day(item.due)));
    }
    names
}

/// Counter of what is `open` or `closed` of a kind.
pub(in super::super) fn kind_name(how: &str, kind: &str) -> String {
    format!("{how}/{kind}")
}

/// The day (UTC) that a time lies in, counted from 1970; for all before that, its first day.
pub(in super::super) const fn day(millis: i64) -> i64 {
    if millis < 0 { 0 } else { millis / DAY }
}

/// Counter of what is open in a pane and due on a day. By name they come in the order of days.
pub(in super::super) fn due_name(pane: PaneKind, day: i64) -> String {
    format!("due/{}/{day:09}", pane.index())
}

/// Moves one counter; one at zero has no row.
pub(super) fn add(conn: &Connection, name: &str, by: i64) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO counter VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET n = n + ?2")?
        .execute(params![name, by])?;
    if by < 0 {
        conn.prepare_cached("DELETE FROM counter WHERE name = ?1 AND n = 0")?.execute([name])?;
    }
    Ok(())
}

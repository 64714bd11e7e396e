//! `dutydesk do undo` and `do redo`: of the officer's last own act, or of the last entry that touched an item.

use std::collections::BTreeSet;

use super::act::{Acted, Hand};
use super::args::Do;
use super::problem::Problem;
use super::show;
use crate::domain::{Command, EventBody, Refusal, Stream};
use crate::store::ListedEntry;

/// Entries that are looked through for one's own last act.
const BACK: usize = 1000;

/// What an entry did to the row of own acts.
enum Act {
    /// Something of its own.
    Deed,
    /// It took back the entry of this number.
    Undo(u64),
    /// It took back an undo, namely the entry of this number.
    Redo(u64),
}

pub(super) fn run(hand: &Hand<'_>, args: &Do) -> Result<Vec<Acted>, Problem> {
    let redo = args.verb == "redo";
    if args.ids.is_empty() {
        let entries = last_own(hand, redo)?;
        return Ok(entries.into_iter().map(|(entry, stream)| take_back(hand, entry, stream, args)).collect());
    }
    Ok(args.ids.iter().map(|id| of_item(hand, id, redo, args)).collect())
}

fn take_back(hand: &Hand<'_>, entry: u64, stream: Stream, args: &Do) -> Acted {
    let result = hand.submit(stream, Command::Undo { entry }, args.expect, None);
    Acted { id: stream.id.to_string(), result }
}

/// The last entry that touched an item, if it was this officer's and is an undo where a redo is asked.
fn of_item(hand: &Hand<'_>, text: &str, redo: bool, args: &Do) -> Acted {
    let found = show::resolve(hand.setting, &hand.reader, text).and_then(|stream| {
        let path = hand.setting.store_path()?;
        let last = hand.reader.last_entry_of(stream).map_err(Problem::store(&path))?;
        let (entry, by) = last.ok_or(Refusal::NothingToUndo)?;
        if by != hand.officer.name {
            return Err(Refusal::ChangedSince { stream, by, at: hand.setting.now }.into());
        }
        let last = entries(hand, Some(entry + 1), 1)?;
        let act = last.first().map(|entry| act(hand, entry)).transpose()?;
        let fits = matches!(act, Some(Act::Undo(_))) == redo;
        if fits { Ok((entry, stream)) } else { Err(Refusal::NothingToUndo.into()) }
    });
    match found {
        Ok((entry, stream)) => take_back(hand, entry, stream, args),
        Err(problem) => Acted { id: text.to_owned(), result: Err(problem) },
    }
}

fn entries(hand: &Hand<'_>, before: Option<u64>, limit: usize) -> Result<Vec<ListedEntry>, Problem> {
    let path = hand.setting.store_path()?;
    hand.reader.log(before, limit).map_err(Problem::store(&path))
}

fn undoes(entry: &ListedEntry) -> Option<u64> {
    entry.events.iter().find_map(|item| match &item.body {
        EventBody::Restored(restored) => Some(restored.undoes),
        _ => None,
    })
}

/// What an entry did: taking back a deed is an undo, taking back an undo a redo, taking back a redo an undo again.
fn act(hand: &Hand<'_>, entry: &ListedEntry) -> Result<Act, Problem> {
    let Some(undone) = undoes(entry) else { return Ok(Act::Deed) };
    let (mut next, mut steps) = (Some(undone), 0_usize);
    while let Some(seq) = next {
        steps += 1;
        next = entries(hand, Some(seq + 1), 1)?.first().and_then(undoes);
    }
    Ok(if steps % 2 == 1 { Act::Undo(undone) } else { Act::Redo(undone) })
}

/// The officer's last act that still stands (or, for a redo, the last undo that does), with all of its batch.
fn last_own(hand: &Hand<'_>, redo: bool) -> Result<Vec<(u64, Stream)>, Problem> {
    let all = entries(hand, None, BACK)?;
    let mut settled = BTreeSet::new();
    let own = all.iter().filter(|entry| entry.officer == hand.officer.name);
    let mut target = None;
    for entry in own {
        if settled.contains(&entry.seq) {
            continue;
        }
        match act(hand, entry)? {
            Act::Undo(undone) if !redo => {
                settled.insert(undone);
            }
            Act::Redo(undone) if redo => {
                settled.insert(undone);
            }
            // A deed after the undo: there is nothing to go forward to.
            Act::Deed if redo => break,
            _ => {
                target = Some(entry);
                break;
            }
        }
    }
    let target = target.ok_or(Refusal::NothingToUndo)?;
    let together = all
        .iter()
        .filter(|entry| entry.seq == target.seq || (target.batch.is_some() && entry.batch == target.batch));
    let pairs = together.filter_map(|entry| Some((entry.seq, entry.events.first()?.stream)));
    Ok(pairs.filter(|(seq, _)| !settled.contains(seq)).collect())
}

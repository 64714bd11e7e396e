//! What is known of an entry of the small ledgers, and of what else the registers list.

use super::super::look::Look;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::{Fact, telling};
use crate::domain::ledger_entry::{LedgerEntry, LedgerKind};
use crate::domain::{Entity, State};

/// The facts of a row of a register; empty for kinds whose facts stand elsewhere.
pub(in crate::ui) fn record_facts(look: &Look, screen: &Screen<'_>, entity: &Entity) -> Vec<Fact> {
    match &entity.state {
        State::LedgerEntry(entry) => ledger(look, screen, entry),
        _ => Vec::new(),
    }
}

/// The facts of an entry, without its title.
pub(super) fn ledger(look: &Look, screen: &Screen<'_>, entry: &LedgerEntry) -> Vec<Fact> {
    let item = &entry.item;
    let (strings, told) = (look.strings, telling(screen, look));
    let [on, count, form, language, audience, author, unit, to, reference, detail, adopted] =
        strings.record.registers.facts;
    let choice = |name: &String| (strings.record.of("publication").choice)(name).to_owned();
    let forms = [&item.form, &item.channel].into_iter().flatten().map(choice).collect::<Vec<_>>().join(" ");
    let quantity = match item.kind {
        LedgerKind::Training => (strings.record.registers.people)(item.quantity),
        LedgerKind::Publication => (strings.record.registers.copies)(item.quantity),
        _ => String::new(),
    };
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    let named = |id: &Option<String>| id.as_ref().map(|id| told.unit(id).to_owned()).unwrap_or_default();
    let tag = item.language.as_ref();
    let facts = [
        (on, told.time(item.on)),
        (count, quantity),
        (form, forms),
        (language, tag.map(|tag| look.names.language(tag, look.lang()).to_owned()).unwrap_or_default()),
        (audience, words(&item.audience)),
        (author, words(&item.author)),
        (unit, named(&item.unit)),
        (to, words(&item.submitted_to)),
        (reference, words(&item.reference)),
        (detail, words(&item.detail)),
        (adopted, entry.adopted_at.map(|at| told.time(at)).unwrap_or_default()),
    ];
    let said = facts.into_iter().filter(|(_, words)| !words.is_empty());
    said.map(|(label, words)| Fact { label: label.to_owned(), words, ink: Ink::Text }).collect()
}

//! Checks between entries that no single section can make.

use std::collections::HashMap;

use super::problem::{ConfigProblem, ProblemKind, Source};
use super::screen::KeyBinding;

/// The context whose bindings hold everywhere.
const GLOBAL: &str = "global";

/// Bindings by context and sequence.
type Index<'a> = HashMap<(&'a str, &'a str), &'a KeyBinding>;

/// Bindings that fight for the same keys, each with both places.
///
/// Two bindings fight when they hold in one context (a global one holds in all) and their sequences are equal, or
/// one begins the other, so that the longer could never be finished.
pub(super) fn key_conflicts(bindings: &[KeyBinding]) -> Vec<ConfigProblem> {
    // What the site or the user wrote is at fault, not what is built in; within a file, what comes later.
    let mut order: Vec<&KeyBinding> = bindings.iter().collect();
    order.sort_by_key(|binding| {
        (binding.place.source != Source::BuiltIn, binding.place.line, binding.place.column)
    });
    let mut exact = Index::new();
    let mut beginnings = Index::new();
    let mut problems = Vec::new();
    for binding in order {
        problems.extend(conflict(binding, &exact, &beginnings));
        exact.entry((&binding.context, &binding.keys)).or_insert(binding);
        // Also under the empty context, where a global binding finds those of all contexts.
        exact.entry(("", &binding.keys)).or_insert(binding);
        for beginning in proper_beginnings(&binding.keys) {
            beginnings.entry((&binding.context, beginning)).or_insert(binding);
            beginnings.entry(("", beginning)).or_insert(binding);
        }
    }
    problems
}

/// The first conflict of a binding with those before it.
fn conflict(binding: &KeyBinding, exact: &Index<'_>, beginnings: &Index<'_>) -> Option<ConfigProblem> {
    let contexts: &[&str] = if binding.context == GLOBAL { &[""] } else { &[&binding.context, GLOBAL] };
    let find = |index: &Index<'_>, keys: &str| {
        let hit = contexts.iter().find_map(|context| index.get(&(*context, keys)).copied().cloned());
        hit.filter(|other| other.action != binding.action)
    };
    let (kind, other) = if let Some(other) = find(exact, &binding.keys) {
        (ProblemKind::KeyConflict { keys: binding.keys.clone(), other_action: other.action.clone() }, other)
    } else if let Some(other) = find(beginnings, &binding.keys) {
        (ProblemKind::KeyPrefix { longer: other.keys.clone(), other_action: other.action.clone() }, other)
    } else {
        let other = proper_beginnings(&binding.keys).find_map(|beginning| find(exact, beginning))?;
        (ProblemKind::KeyPrefix { longer: binding.keys.clone(), other_action: other.action.clone() }, other)
    };
    let key = format!("keys.{}.{}", binding.context, binding.action);
    Some(ConfigProblem::new(binding.place.clone(), key, kind).with_other(other.place))
}

/// `g` and `g o` of `g o t`.
fn proper_beginnings(keys: &str) -> impl Iterator<Item = &str> {
    keys.match_indices(' ').map(|(at, _)| &keys[..at])
}

//! Values that may be missing.

use super::super::problem::{ConfigProblem, Expected, ProblemKind};
use super::super::tree::Item;
use super::Section;

impl Section<'_> {
    /// A word out of a fixed set.
    pub(crate) fn optional_choice<T: Copy>(&mut self, key: &str, choices: &[(&'static str, T)]) -> Option<T> {
        let node = self.optional(key)?;
        self.chosen(node, key, choices)
    }

    /// A whole number within bounds.
    pub(crate) fn optional_number(&mut self, key: &str, min: u32, max: u32) -> Option<u32> {
        let node = self.optional(key)?;
        self.number_in(node, key, min, max)
    }

    /// A factor of more than 0 and at most 1, as so many thousandths.
    pub(crate) fn factor(&mut self, key: &str) -> Option<u32> {
        let node = self.optional(key)?;
        let Item::Number(text) = &node.item else {
            self.wrong(node, key, Expected::Number);
            return None;
        };
        let factor: f64 = text.parse().unwrap_or(f64::NAN);
        let found = (1..=1_000).find(|&permille| (factor * 1_000.0 - f64::from(permille)).abs() < 0.5);
        if found.is_none() {
            self.complain(key, ProblemKind::OutOfRange { min: "0.001".to_owned(), max: "1".to_owned() });
        }
        found
    }

    /// `true` or `false`.
    pub(crate) fn optional_flag(&mut self, key: &str) -> Option<bool> {
        let node = self.optional(key)?;
        match &node.item {
            Item::Flag(flag) => Some(*flag),
            _ => {
                self.wrong(node, key, Expected::Flag);
                None
            }
        }
    }

    /// Notes a problem with a key, or with the section where the key is not there.
    pub(crate) fn complain(&mut self, key: &str, kind: ProblemKind) {
        let at = self.optional(key).map_or_else(|| self.at.clone(), |node| node.at.clone());
        self.push(ConfigProblem::new(at, self.path_of(key), kind));
    }

    /// Calls no key of this section unknown any more: what there can be is not known.
    pub(crate) fn ask_no_more(&mut self) {
        self.asked.extend(self.table.keys().cloned());
    }
}

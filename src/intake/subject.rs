//! What a table is about, and so which headings mean what in it.

use super::fields::{Field, fold_heading};
use super::headings::{HEADINGS, Heading};
use super::headings_others::{ARRIVALS, FINDINGS, VOLUNTEERS};

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// Incoming papers.
    #[default]
    Documents,
    /// Flights, vessels, coaches and ferries that bring people.
    Arrivals,
    /// Volunteers and interpreters.
    Volunteers,
    /// 督查 findings.
    Findings,
}

impl Subject {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Documents, Self::Arrivals, Self::Volunteers, Self::Findings];

    pub(super) const fn headings(self) -> &'static [Heading] {
        match self {
            Self::Documents => &HEADINGS,
            Self::Arrivals => &ARRIVALS,
            Self::Volunteers => &VOLUNTEERS,
            Self::Findings => &FINDINGS,
        }
    }

    /// The names of the fields, as in a column map.
    pub fn field_names(self) -> impl Iterator<Item = &'static str> {
        self.headings().iter().map(|(_, name, _)| *name)
    }

    /// The field with this name.
    pub fn field(self, name: &str) -> Option<Field> {
        self.headings().iter().find(|(_, own, _)| *own == name).map(|(field, ..)| *field)
    }

    /// The field that a heading means, however it is spaced, widened or annotated (`标 题（必填）`, `*Title:`).
    pub fn of_heading(self, heading: &str) -> Option<Field> {
        let folded = fold_heading(heading);
        self.lookup(&folded).or_else(|| {
            let bare = folded.split(['(', '[', '（', '【', '〔']).next().unwrap_or_default();
            if bare.is_empty() { None } else { self.lookup(bare) }
        })
    }

    fn lookup(self, folded: &str) -> Option<Field> {
        let plain = folded.replace(['_', '-'], "");
        let headings = self.headings();
        headings
            .iter()
            .find(|(_, name, synonyms)| {
                *name == folded || synonyms.contains(&folded) || synonyms.contains(&plain.as_str())
            })
            .or_else(|| headings.iter().find(|(_, name, _)| name.replace('_', "") == plain))
            .map(|(field, ..)| *field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn in_no_table_does_a_heading_mean_two_fields_and_names_read_back() {
        for subject in Subject::ALL {
            let mut seen = BTreeMap::new();
            for (field, name, synonyms) in subject.headings() {
                assert_eq!((subject.field(name), field.name()), (Some(*field), *name));
                for word in synonyms.iter().chain([name]) {
                    let before = seen.insert(word.replace('_', ""), *field).filter(|before| before != field);
                    assert_eq!(before, None, "{subject:?} {word}");
                    assert_eq!(subject.of_heading(word), Some(*field), "{subject:?} {word}");
                }
            }
        }
        assert_eq!(Subject::Arrivals.of_heading("航班号（必填）"), Some(Field::Number));
        assert_eq!(Subject::Documents.of_heading("航班号"), None);
    }
}

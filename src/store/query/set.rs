//! A set of row numbers.

use rusqlite::{Params, Statement};

use super::super::error::StoreError;

/// Row numbers, one bit each: they are small and lie close together.
#[derive(Debug, Default)]
pub(super) struct RowSet {
    words: Vec<u64>,
    count: usize,
}

impl RowSet {
    /// The rows that a question gives in its first column.
    pub(super) fn of(question: &mut Statement<'_>, values: impl Params) -> Result<Self, StoreError> {
        let mut set = Self::default();
        let mut rows = question.query(values)?;
        while let Some(row) = rows.next()? {
            set.insert(row.get(0)?);
        }
        Ok(set)
    }

    fn insert(&mut self, n: usize) {
        if self.words.len() <= n / 64 {
            self.words.resize(n / 64 + 1, 0);
        }
        let (word, bit) = (&mut self.words[n / 64], 1 << (n % 64));
        self.count += usize::from(*word & bit == 0);
        *word |= bit;
    }

    /// Whether it has this row.
    pub(super) fn has(&self, n: i64) -> bool {
        let at = usize::try_from(n).unwrap_or(usize::MAX);
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// How many rows it has.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    /// Its rows, the smallest first.
    pub(super) fn rows(&self) -> impl Iterator<Item = i64> + '_ {
        let bits = |(at, word): (usize, &u64)| {
            let word = *word;
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        };
        self.words
            .iter()
            .enumerate()
            .filter(|(_, word)| **word != 0)
            .flat_map(bits)
            .filter_map(|n| i64::try_from(n).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_counted_once_and_rows_come_in_order() {
        let mut set = RowSet::default();
        for n in [200, 3, 63, 64, 3] {
            set.insert(n);
        }
        assert_eq!((set.len(), set.rows().collect::<Vec<_>>()), (4, vec![3, 63, 64, 200]));
        assert!(set.has(64) && !set.has(65) && !set.has(10_000) && !set.has(-1));
    }
}

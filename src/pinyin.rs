//! Finding Chinese text by its pronunciation: by initials (`ytgk` finds 盐田港口), by full pinyin, by a mix.
//!
//! [`matches()`] looks into one text at once; [`index_terms`] and [`query_initials`] / [`query_syllables`] do the same
//! through a full-text index, for texts too many to look into.

mod index;
mod matcher;
mod readings;

pub use index::{
    GAP, IndexTerms, index_terms, query_initials, query_syllables, query_syllables_expr, segmentations,
};
pub use matcher::matches;
pub use readings::readings;

//! The only place that measures, cuts, pads or cleans text for a terminal.
//!
//! Everything counts in *columns* of a terminal cell grid and works by grapheme, so that an accent never parts
//! from its letter and a Han character is never cut in half. The one thing no program can know for sure is how
//! wide the terminal draws the characters that Unicode calls *ambiguous* (`·①—…★×` and more): [`Ambiguous`] says
//! what to believe.

mod clean;
mod keys;
mod mask;
mod measure;
mod wrap;

pub use clean::{is_clean, sanitize, sanitize_lines};
pub use keys::{ascii_key, fold, is_cjk, is_han};
pub use mask::{mask_name, mask_passport, mask_phone};
pub use measure::{
    Ambiguous, ellipsis, fit, for_screen, is_uncertain, pad_left, pad_right, slice_columns, truncate, width,
    width_in,
};
pub use wrap::wrap;

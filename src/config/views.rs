//! Views that the office gives to everybody.

use super::problem::Place;
use super::section::Section;

/// A part of a pane that everybody finds among the saved views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseView {
    /// Name of the pane: `documents`, `issues`, `transfers` or `volunteers`.
    pub pane: &'static str,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// The filter as written; the language of filters checks it.
    pub filter: String,
    /// Order: `urgency`, `due`, `newest` or `group`.
    pub sort: &'static str,
    /// Where the filter is written.
    pub place: Place,
}

pub(super) fn view(s: &mut Section<'_>) -> HouseView {
    let same = |name: &'static str| (name, name);
    let pane = s.choice("pane", &["documents", "issues", "transfers", "volunteers"].map(same));
    let place = s.optional("filter").map_or_else(|| s.place(), |node| node.at.clone());
    HouseView {
        pane: pane.unwrap_or("documents"),
        name_zh: s.text("name_zh"),
        name_en: s.text("name_en"),
        filter: s.text("filter"),
        sort: s
            .optional_choice("sort", &["urgency", "due", "newest", "group"].map(same))
            .unwrap_or("urgency"),
        place,
    }
}

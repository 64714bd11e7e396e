//! Column maps under a name: which heading of a foreign table means which field.

use std::collections::BTreeMap;

use super::section::Section;

/// Headings and the fields they mean (`-`: none), by the name of the map.
pub type ColumnMaps = BTreeMap<String, Vec<(String, String)>>;

/// All fields that a heading can mean, of papers and of all other tables; a test holds this against the readers.
pub const MAP_FIELDS: [&str; 44] = [
    "-",
    "doc_number",
    "title",
    "issuer",
    "written_on",
    "received_at",
    "urgency",
    "doc_type",
    "handling",
    "stated_due",
    "register",
    "channel",
    "url",
    "note",
    "gist",
    "lead_unit",
    "assist_units",
    "officer",
    "source_receipt",
    "secrecy",
    "sequence",
    "languages",
    "key",
    "port",
    "mode",
    "number",
    "origin",
    "scheduled_at",
    "estimated_at",
    "actual_at",
    "passengers",
    "nationalities",
    "seq",
    "updated",
    "status",
    "name",
    "phone",
    "kind",
    "place",
    "unit",
    "severity",
    "seen_at",
    "inspection",
    "detail",
];

/// The section `[intake.maps]`, which may be missing.
pub(super) fn maps(s: &mut Section<'_>) -> ColumnMaps {
    s.optional_section("maps", |s| {
        let mut maps = ColumnMaps::new();
        for name in s.keys() {
            if let Some(map) = s.optional_section(&name, map) {
                maps.insert(name, map);
            }
        }
        maps
    })
    .unwrap_or_default()
}

fn map(s: &mut Section<'_>) -> Vec<(String, String)> {
    let fields = MAP_FIELDS.map(|name| (name, name));
    let pairs = s.keys().into_iter().filter_map(|heading| {
        let field = s.optional_choice(&heading, &fields)?;
        Some((heading, field.to_owned()))
    });
    pairs.collect()
}

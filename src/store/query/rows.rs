//! Entities as the rows of their panes.

use super::super::projection;
use crate::domain::document::Document;
use crate::domain::{Aggregate, Entity};
use crate::view::DocumentRow;

/// A paper.
pub(super) fn document(entity: &Entity) -> Option<DocumentRow> {
    let document = Document::from_state(&entity.state)?;
    let paper = &document.paper;
    Some(DocumentRow {
        head: projection::head(entity, &document.notice),
        receipt_no: document.receipt.as_ref().map(|receipt| receipt.label()),
        register: paper.register.clone(),
        doc_number: paper.doc_number.shown().to_owned(),
        doc_number_raw: paper.doc_number.raw().to_owned(),
        title: paper.title.clone(),
        issuer: paper.issuer.clone(),
        doc_type: paper.doc_type.clone(),
        urgency: paper.urgency,
        handling: paper.handling,
        state: document.state,
        received_at: paper.received_at,
        written_on: paper.written_on,
        stated_due: paper.stated_due,
        lead_unit: document.lead_unit.clone(),
        assist_units: document.assist_units.clone(),
        incomplete: document.incomplete(),
        source: paper.copy.source.clone(),
    })
}

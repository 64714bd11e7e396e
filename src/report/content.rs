//! What the documents say: read from the store, told in the language of the reader.

mod bulletin;
mod figures;
mod handover;
mod inspection;
mod ledger;
mod rows;
mod special;

use std::io;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};

use super::model::{Cell, Document};
use crate::config::Config;
use crate::domain::{Entity, Id, Kind, Stream};
use crate::i18n::Strings;
use crate::i18n::names::Names;
use crate::i18n::report::ReportWords;
use crate::store::{Reader, StoreError};
use crate::text;
use crate::view::ReportOrder;

/// What documents are made from and for whom.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The tables.
    pub reader: &'a Reader,
    /// Words.
    pub strings: &'static Strings,
    /// Names of units, ports, sites, languages.
    pub names: &'a Names,
    /// The configuration: zone, name of the office, calendar, whom bulletins go to.
    pub config: &'a Config,
    /// The time now (UTC).
    pub now: DateTime<Utc>,
}

/// Why a document was not made.
#[derive(Debug)]
pub enum Failure {
    /// Nothing has this id, or it is nothing of this kind.
    NotFound(Stream),
    /// The store cannot be read.
    Store(StoreError),
    /// It cannot be made into bytes, or its file cannot be written.
    File(io::Error),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Makes the document that is wanted. Guests and passengers are masked in it.
///
/// # Errors
/// [`Failure`]
pub fn compose(order: &ReportOrder, desk: Desk<'_>) -> Result<Document, Failure> {
    match order {
        ReportOrder::Bulletin(id) => bulletin::document(desk, *id),
        ReportOrder::Inspections(ids) => inspection::document(desk, ids),
        ReportOrder::Ledger { ledger, from, to, only } => {
            ledger::document(desk, *ledger, (*from, *to), only.as_deref())
        }
        ReportOrder::Special(id) => special::document(desk, *id),
        ReportOrder::Handover(id) => handover::document(desk, *id),
        ReportOrder::Figures(period) => figures::document(desk, *period),
    }
}

impl<'a> Desk<'a> {
    const fn words(&self) -> &'static ReportWords {
        &self.strings.report
    }

    const fn zone(&self) -> FixedOffset {
        self.config.office.zone
    }

    /// Name of the office.
    fn office(&self) -> &'a str {
        let office = &self.config.office;
        if self.strings.lang == crate::lang::Lang::En { &office.name_en } else { &office.name_zh }
    }

    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone()).naive_local()
    }

    fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        self.local(at).date()
    }

    /// A date in words.
    fn date(&self, at: DateTime<Utc>) -> String {
        (self.words().date)(self.day(at))
    }

    /// Date and time of day: `2020-04-06 18:00`.
    fn moment(&self, at: DateTime<Utc>) -> String {
        self.time(at).shown()
    }

    fn time(&self, at: DateTime<Utc>) -> Cell {
        Cell::Time(self.local(at))
    }

    fn maybe_time(&self, at: Option<DateTime<Utc>>) -> Cell {
        at.map_or(Cell::Empty, |at| self.time(at))
    }

    fn unit(&self, id: &str) -> String {
        self.names.unit(id, self.strings.lang).to_owned()
    }

    fn units(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.unit(id)).collect::<Vec<_>>().join(self.strings.cli.report.between)
    }

    fn languages(&self, tags: &[String]) -> String {
        let names = tags.iter().map(|tag| self.names.language(tag, self.strings.lang).to_owned());
        names.collect::<Vec<_>>().join(self.strings.cli.report.between)
    }

    fn state(&self, entity: &Entity) -> &'static str {
        // Names of states are told by the same table that the desk uses; a name without word stays as it is.
        (self.strings.domain.state)(entity.stream.kind, entity.state.name())
    }

    fn entity(&self, kind: Kind, id: Id) -> Result<Entity, Failure> {
        let stream = Stream { kind, id };
        self.reader.entity(stream)?.filter(|entity| !entity.void).ok_or(Failure::NotFound(stream))
    }
}

/// Words of a guest or a passenger: telephone numbers lose their middle.
fn masked(words: &str) -> String {
    text::mask_phone(words)
}

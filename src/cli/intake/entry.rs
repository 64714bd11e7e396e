//! What a row becomes, by the table it stands in.

use chrono::{DateTime, Utc};

use super::super::setting::Setting;
use crate::domain::Id;
use crate::domain::arrival::Movement;
use crate::domain::clearance::noted;
use crate::domain::document::{Attachment, Received};
use crate::domain::finding::Observed;
use crate::domain::volunteer::Person;
use crate::intake::others::{self, Office, Unfit};
use crate::intake::register::{self, Defaults, RowProblem};
use crate::intake::{SourceRow, Subject};

/// Something that is to be taken in.
#[derive(Debug)]
pub(super) enum What {
    Paper(Box<Received>),
    Arrival(Box<Movement>),
    Volunteer(Person),
    Finding(Box<Observed>),
}

/// Something that is to be taken in, and the clearance without which it could not be.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) what: What,
    pub(super) clearance: Option<Id>,
    /// Fields that should be there and are not.
    lacks: Vec<&'static str>,
}

impl Entry {
    /// A paper that came from elsewhere than a row of a table.
    pub(super) fn paper(paper: Received, clearance: Option<Id>) -> Self {
        let lacks = paper.incomplete();
        Self { what: What::Paper(Box::new(paper)), clearance, lacks }
    }

    /// Files that came with it.
    pub(super) fn attachments(&self) -> &[Attachment] {
        match &self.what {
            What::Paper(paper) => &paper.attachments,
            _ => &[],
        }
    }

    /// Fields that should be there and are not.
    pub(super) fn lacks(&self) -> Vec<&'static str> {
        self.lacks.clone()
    }
}

/// A code of the contract, and a field or place.
type Refusal = (&'static str, String);

/// What rows are read by.
pub(super) struct Names<'s> {
    setting: &'s Setting,
    subject: Subject,
    now: DateTime<Utc>,
    register: String,
    registers: Vec<(String, Vec<String>)>,
}

impl<'s> Names<'s> {
    /// Rows of tables about `subject` that come in at `now` (UTC).
    pub(super) fn new(setting: &'s Setting, subject: Subject, now: DateTime<Utc>) -> Self {
        let config = setting.config();
        let registers = config.registers.iter();
        Self {
            setting,
            subject,
            now,
            register: config.policy().default_register,
            registers: registers
                .map(|register| {
                    (register.id.clone(), vec![register.name_zh.clone(), register.name_en.clone()])
                })
                .collect(),
        }
    }

    /// What the row becomes, or why it cannot.
    pub(super) fn entry(&self, row: &SourceRow) -> Result<Entry, Refusal> {
        let clearance = row.clearance;
        if self.subject == Subject::Documents {
            let defaults = Defaults {
                now: self.now,
                zone: self.setting.zone(),
                register: &self.register,
                registers: &self.registers,
            };
            let mut paper = register::paper(row, &defaults).map_err(told)?;
            if let Some(id) = clearance {
                paper.note = noted(paper.note.take(), id);
            }
            return Ok(Entry::paper(paper, clearance));
        }
        let office = Office { config: self.setting.config(), now: self.now, zone: self.setting.zone() };
        let unfit = |unfit: Unfit| self.unfit(&unfit);
        let (what, lacks) = match self.subject {
            Subject::Documents | Subject::Arrivals => {
                let (movement, lacks) = others::movement(row, &office).map_err(unfit)?;
                (What::Arrival(Box::new(movement)), lacks)
            }
            Subject::Volunteers => {
                let (person, lacks) = others::person(row, &office).map_err(unfit)?;
                (What::Volunteer(person), lacks)
            }
            Subject::Findings => {
                (What::Finding(Box::new(others::observed(row, &office).map_err(unfit)?)), Vec::new())
            }
        };
        Ok(Entry { what, clearance, lacks })
    }

    fn unfit(&self, unfit: &Unfit) -> Refusal {
        let field = unfit.field().to_owned();
        let detail = match unfit.suggestion() {
            Some(word) => format!("{field}; {}", (self.setting.strings.cli.usage.suggestion)(word)),
            None => field,
        };
        (unfit.code(), detail)
    }
}

fn told(problem: RowProblem) -> Refusal {
    (problem.code(), problem.field().to_owned())
}

//! Terms of the field: states, kinds, urgency, deadlines; whole sentences for events and refusals.

mod en;
mod en_clearance;
mod en_dispatch;
mod en_emergency;
mod en_events;
mod en_inspection;
mod en_meeting;
mod en_outgoing;
mod en_refusals;
mod zh;
mod zh_clearance;
mod zh_dispatch;
mod zh_emergency;
mod zh_events;
mod zh_inspection;
mod zh_meeting;
mod zh_outgoing;
mod zh_refusals;

pub(super) use en_refusals::limit as limit_en;
pub(super) use zh_refusals::limit as limit_zh;

use chrono::{DateTime, Datelike, FixedOffset, Timelike, Utc};

use super::Lang;
use super::names::Names;
use crate::domain::clearance::ClearanceReason;
use crate::domain::dispatch::{ReceiptChannel, RecipientState, Whom};
use crate::domain::document::{Handling, InstructionMode};
use crate::domain::outgoing::Purpose;
use crate::domain::{EventBody, Kind, Refusal};
use crate::verb::Verb;

pub(super) use en::EN;
pub(super) use zh::ZH_CN;

/// Terms of the field. Names that a language has no word for come back as they are.
#[derive(Debug)]
pub struct Domain {
    /// An explicit nothing, as on a handover sheet.
    pub none: &'static str,
    /// Urgency, in the order of [`crate::domain::Urgency::ALL`].
    pub urgency: [&'static str; 5],
    /// Kind of entity.
    pub kind: fn(Kind) -> &'static str,
    /// State of an entity of this kind, by its name.
    pub state: fn(Kind, &str) -> &str,
    /// What a verb does to an item of this kind in this state, where that has a name of its own.
    pub step: fn(Verb, Kind, &str) -> Option<&'static str>,
    /// What is due, by the name of the deadline.
    pub due: fn(&str) -> &str,
    /// 办件 / 阅件
    pub handling: fn(Handling) -> &'static str,
    /// How an instruction was given.
    pub mode: fn(InstructionMode) -> &'static str,
    /// How a recipient of a dispatch stands.
    pub recipient: fn(RecipientState) -> &'static str,
    /// By what way a receipt came.
    pub channel: fn(ReceiptChannel) -> &'static str,
    /// Who of a recipient is called.
    pub whom: fn(Whom) -> &'static str,
    /// Severity of a finding; source of a supervised item.
    pub severity: fn(&str) -> &str,
    /// Kind of a meeting or an activity, by its name.
    pub meeting: fn(&str) -> &str,
    /// An element of an emergency report, by its name.
    pub element: fn(&str) -> &str,
    /// 暂不明: asked for, and not known yet.
    pub unknown: &'static str,
    /// Which report of an emergency: `phone`, `initial`, `follow_up` with its number, `final`.
    pub report: fn(&str, u32) -> String,
    /// What is wrong with a run.
    pub problem: fn(&str) -> &str,
    /// Why an outgoing message is sent.
    pub purpose: fn(Purpose) -> &'static str,
    /// Why an outgoing message failed, from the code that is stored.
    pub failure: fn(&str) -> String,
    /// Attention, by its name.
    pub attention: fn(&str) -> &str,
    /// Why something that looks like a classification marking is none.
    pub clearance: fn(ClearanceReason) -> &'static str,
    /// What happened, in a whole sentence; who and when stand beside it.
    pub event: fn(&Telling<'_>, &EventBody) -> String,
    /// Why the domain says no, and what can be done instead. It neither begins nor ends a sentence.
    pub refusal: fn(&Telling<'_>, Ways<'_>, &Refusal) -> String,
    /// A text bears a classification marking, which has no place here.
    pub classified: &'static str,
    /// A refusal as a whole message: why, and that nothing was changed.
    pub refused: fn(&str) -> String,
}

/// How to get on from where the reader is: by a key on the desk, by a command elsewhere.
#[derive(Clone, Copy)]
pub struct Ways<'a> {
    /// A verb.
    pub verb: &'a dyn Fn(Verb) -> Way,
    /// The history of an item.
    pub history: &'a str,
}

/// How to get at a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Name of the verb.
    pub label: &'static str,
    /// Its key or command; empty if there is none.
    pub by: String,
}

impl Ways<'_> {
    /// The verb that takes this step of the domain.
    fn verb(&self, kind: Kind, step: &str) -> Option<Way> {
        Verb::taking(kind, step).map(self.verb)
    }

    /// The verbs that take these steps, each once.
    fn all(&self, kind: Kind, steps: &[&str], between: &str) -> String {
        let mut verbs: Vec<Verb> = Vec::new();
        for verb in steps.iter().filter_map(|step| Verb::taking(kind, step)) {
            if !verbs.contains(&verb) {
                verbs.push(verb);
            }
        }
        let said = verbs.into_iter().map(self.verb).map(|way| match way.by.as_str() {
            "" => way.label.to_owned(),
            by => format!("{} ({by})", way.label),
        });
        said.collect::<Vec<_>>().join(between)
    }
}

/// What telling an event or a refusal needs besides words.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// Language.
    pub lang: Lang,
    /// Zone in which times are told.
    pub zone: FixedOffset,
    /// Time now (UTC): of today only the hour is told.
    pub now: DateTime<Utc>,
    /// Names of units, ports, sites, languages.
    pub names: &'a Names,
}

impl Telling<'_> {
    /// A time: `03:24` today, `04-06 03:24` this year, else with the year.
    pub fn time(&self, at: DateTime<Utc>) -> String {
        let (local, now) = (at.with_timezone(&self.zone), self.now.with_timezone(&self.zone));
        let clock = format!("{:02}:{:02}", local.hour(), local.minute());
        if local.date_naive() == now.date_naive() {
            clock
        } else if local.year() == now.year() {
            format!("{:02}-{:02} {clock}", local.month(), local.day())
        } else {
            format!("{}-{:02}-{:02} {clock}", local.year(), local.month(), local.day())
        }
    }

    /// The name of a unit.
    pub fn unit<'b>(&'b self, id: &'b str) -> &'b str {
        self.names.unit(id, self.lang)
    }
}

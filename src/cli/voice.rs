//! How the command line speaks to people: terms of the field instead of stored names, names instead of ids, times of the
//! office. JSON and CSV never come through here.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Utc};
use serde_json::Value;

use super::out::Fields;
use crate::domain::clearance::ClearanceReason;
use crate::domain::dispatch::{ReceiptChannel, RecipientState};
use crate::domain::outgoing::Purpose;
use crate::domain::{Kind, Refusal, Urgency};
use crate::i18n::domain::{Telling, Way, Ways};
use crate::i18n::names::Names;
use crate::i18n::{Lang, Strings};
use crate::keymap::action;
use crate::message::Action;
use crate::store::ListedEntry;
use crate::verb::Verb;
use crate::view::TimelineItem;

/// What words depend on: the language, the office's names and zone, the clock.
#[derive(Debug)]
pub(super) struct Voice {
    pub(super) strings: &'static Strings,
    pub(super) zone: FixedOffset,
    pub(super) now: DateTime<Utc>,
    pub(super) names: Names,
    /// The store that is spoken of; empty if it is not known.
    pub(super) store: PathBuf,
}

/// What stands in a line of a list, in this order.
const LINE: [&str; 25] = [
    "receipt_no",
    "no",
    "urgency",
    "severity",
    "state",
    "channel",
    "purpose",
    "about_no",
    "due_at",
    "scheduled_at",
    "starts_at",
    "port",
    "arrival",
    "number",
    "name",
    "languages",
    "leader",
    "primary",
    "title",
    "gist",
    "issuer",
    "reason",
    "proposed_by",
    "expires_at",
    "last_error",
];

impl Voice {
    pub(super) fn telling(&self) -> Telling<'_> {
        Telling { lang: self.strings.lang, zone: self.zone, now: self.now, names: &self.names }
    }

    /// An item in one line: what it is called, how it stands, when it is due.
    pub(super) fn line(&self, kind: Kind, fields: &Fields) -> String {
        let number =
            ["receipt_no", "no"].into_iter().any(|name| fields.get(name).is_some_and(|v| !is_nothing(v)));
        let id = fields.get("id").filter(|_| !number).map(|id| self.value(kind, "id", id));
        let told = LINE.iter().filter_map(|name| fields.get(*name).map(|value| (*name, value)));
        let told =
            told.filter(|(name, value)| *name == "title" || !is_nothing(value)).map(|(name, value)| {
                if is_nothing(value) {
                    return self.strings.cli.report.untitled.to_owned();
                }
                let value = self.value(kind, name, value);
                match fields.get("due_kind").and_then(Value::as_str) {
                    Some(due) if name == "due_at" => format!("{} {value}", (self.strings.domain.due)(due)),
                    _ => value,
                }
            });
        id.into_iter().chain(told).collect::<Vec<_>>().join("  ")
    }

    /// The fields of an item, a line each, without those that say nothing.
    pub(super) fn facts<'f>(&'f self, kind: Kind, fields: &'f Fields) -> impl Iterator<Item = String> + 'f {
        let told = fields.iter().filter(|(_, value)| !is_nothing(value));
        told.flat_map(move |(name, value)| {
            let label = self.label(kind, name);
            match value {
                Value::Array(items) if name == "checklist" => {
                    let head = (self.strings.cli.report.fact)(&label, "").trim_end().to_owned();
                    std::iter::once(head).chain(items.iter().map(|item| self.checklist_item(item))).collect()
                }
                value => vec![(self.strings.cli.report.fact)(&label, &self.value(kind, name, value))],
            }
        })
    }

    /// What a field is called: a meeting's leader is not the one on duty.
    fn label(&self, kind: Kind, name: &str) -> String {
        match (kind, name) {
            (Kind::Meeting, "leader") => (self.strings.record.of("meeting").field)(name).to_lowercase(),
            _ => (self.strings.cli.field)(name),
        }
    }

    /// An item of a checklist: how it stands, what it is, whose it is, by when, and who settled it.
    fn checklist_item(&self, item: &Value) -> String {
        let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default();
        let words = &self.strings.cli.report;
        let done = item.get("done").and_then(Value::as_bool).unwrap_or_default();
        let standing = match (done, text("not_needed")) {
            (true, _) => words.settled[1].to_owned(),
            (false, "") => words.settled[0].to_owned(),
            (false, reason) => (words.fact)(words.settled[2], reason),
        };
        let number = item.get("number").and_then(Value::as_u64).unwrap_or_default();
        let name = match (self.strings.lang, text("name_en")) {
            (Lang::ZhCn, _) | (_, "") => text("name"),
            (_, english) => english,
        };
        let mut parts = vec![format!("  {number}. {name}"), standing];
        let settled_at = text("settled_at");
        parts.push(match settled_at {
            "" => (words.fact)(&(self.strings.cli.field)("due_at"), &self.moment(text("due_at"))),
            at => format!("{} {}", self.moment(at), text("settled_by")),
        });
        parts.push(self.names.unit(text("owner"), self.strings.lang).to_owned());
        parts.retain(|part| !part.is_empty());
        parts.join("  ")
    }

    /// A value as people say it.
    fn value(&self, kind: Kind, name: &str, value: &Value) -> String {
        match value {
            Value::String(text) => self.text(kind, name, text),
            Value::Array(values) => {
                let values: Vec<String> = values.iter().map(|value| self.value(kind, name, value)).collect();
                values.join(self.strings.cli.report.between)
            }
            Value::Object(elements) if kind == Kind::Emergency => self.elements(elements),
            Value::Bool(flag) => self.strings.cli.report.yes_no[usize::from(*flag)].to_owned(),
            Value::Object(fields) if name == "recipients" => self.recipient(fields),
            other => other.to_string(),
        }
    }

    /// A recipient of a dispatch: the unit, how it stands, who signed and how.
    fn recipient(&self, fields: &serde_json::Map<String, Value>) -> String {
        let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
        let terms = &self.strings.domain;
        let state = RecipientState::from_name(text("state")).map_or("", terms.recipient);
        let channel = ReceiptChannel::from_name(text("channel")).map_or("", terms.channel);
        let signed = text("signed_at");
        let signed = if signed.is_empty() { String::new() } else { self.moment(signed) };
        let unit = self.names.unit(text("unit"), self.strings.lang);
        let parts = [unit, state, text("person"), text("post"), channel, &signed];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// What is known of an emergency, element by element.
    fn elements(&self, elements: &serde_json::Map<String, Value>) -> String {
        let terms = &self.strings.domain;
        let told = elements.iter().map(|(name, known)| {
            let words = known.get("given").and_then(Value::as_str).unwrap_or(terms.unknown);
            (self.strings.cli.report.fact)((terms.element)(name), words)
        });
        told.collect::<Vec<_>>().join(self.strings.cli.report.between)
    }

    fn text(&self, kind: Kind, name: &str, text: &str) -> String {
        let (terms, names, lang) = (&self.strings.domain, &self.names, self.strings.lang);
        match (kind, name) {
            (_, "urgency") => {
                let at = Urgency::ALL.iter().position(|urgency| urgency.name() == text);
                at.map_or(text, |at| terms.urgency[at])
            }
            (_, "handling") => match text {
                "for_action" => self.strings.desk.handlings[0],
                "for_information" => self.strings.desk.handlings[1],
                other => other,
            },
            (_, "state") => (terms.state)(kind, text),
            (_, "missing") => (terms.element)(text),
            (_, "severity") | (Kind::Supervised, "source") => (terms.severity)(text),
            (Kind::Message, "purpose") => Purpose::from_name(text).map_or(text, terms.purpose),
            (Kind::Message, "last_error") => return (terms.failure)(text),
            (Kind::Message, "deadline") => (terms.due)(text),
            (_, "attention") => (terms.attention)(text),
            (_, "due_kind") => (terms.due)(text),
            (Kind::Clearance, "reason") => ClearanceReason::from_name(text).map_or(text, terms.clearance),
            (_, "problems") => (terms.problem)(text),
            (_, "unit" | "lead_unit" | "assist_units" | "assignee" | "organiser" | "owner") => {
                names.unit(text, lang)
            }
            (Kind::Meeting, "kind") => (self.strings.record.of("activity").choice)(text),
            (_, "port") => names.port(text, lang),
            (_, "site") => names.site(text, lang),
            (_, "register") => names.register(text, lang),
            (_, "language" | "languages") => names.language(text, lang),
            (_, "incomplete") => return (self.strings.cli.field)(text),
            (_, name) if is_time(name) => return self.moment(text),
            _ => text,
        }
        .to_owned()
    }

    fn moment(&self, text: &str) -> String {
        let at = DateTime::parse_from_rfc3339(text).map(|at| at.to_utc());
        at.map_or_else(|_| text.to_owned(), |at| self.time(at))
    }

    pub(super) fn time(&self, at: DateTime<Utc>) -> String {
        self.telling().time(at)
    }

    /// An event of an item's history.
    pub(super) fn event(&self, item: &TimelineItem) -> String {
        let told = (self.strings.domain.event)(&self.telling(), &item.body);
        format!("{}  {}  {told}", self.time(item.at), item.by)
    }

    /// An entry of the journal.
    pub(super) fn entry(&self, entry: &ListedEntry) -> String {
        let events = entry.events.iter().map(|item| {
            let kind = (self.strings.domain.kind)(item.stream.kind);
            format!("{kind} {} {}", item.stream.id, (self.strings.domain.event)(&self.telling(), &item.body))
        });
        let events = events.collect::<Vec<_>>().join(self.strings.cli.report.between);
        format!("{}  {}  {}  {events}", entry.seq, self.time(entry.at), entry.officer)
    }

    /// Why the domain says no, with the commands that would do.
    pub(super) fn refusal(&self, refusal: &Refusal) -> String {
        let words = &self.strings.desk;
        let label = |verb: Verb| match action::of(&Action::Verb(verb)) {
            Some(named) => named.label(words),
            None => (self.strings.domain.step)(verb, Kind::Dispatch, "").unwrap_or(verb.name()),
        };
        let verb = |verb: Verb| Way { label: label(verb), by: format!("do {}", verb.name()) };
        let ways = Ways { verb: &verb, history: "dutydesk show" };
        let terms = &self.strings.domain;
        (terms.refused)(&(terms.refusal)(&self.telling(), ways, refusal))
    }

    /// A state in the words of its kind.
    pub(super) fn state(&self, kind: Kind, state: &str) -> String {
        (self.strings.domain.state)(kind, state).to_owned()
    }
}

/// Fields that hold times.
fn is_time(name: &str) -> bool {
    name.ends_with("_at") || matches!(name, "stated_due" | "until" | "on")
}

pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}

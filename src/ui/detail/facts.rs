//! The facts of an item by kind.

use chrono::{DateTime, Utc};

use super::super::look::Look;
use super::super::screen::Screen;
use super::super::theme::Ink;
use super::super::when;
use super::{Fact, blank, telling};
use crate::domain::document::{Attachment, Document};
use crate::domain::event::State;
use crate::domain::ladder::Escalation;
use crate::domain::notice::Notice;
use crate::domain::supervised::{Dues, Supervised};
use crate::domain::volunteer::Volunteer;
use crate::domain::{Attention, Urgency};
use crate::i18n::attached;
use crate::i18n::domain::Telling;
use crate::i18n::screen::Labels;
use crate::record::RecordKind;
use crate::text::mask_phone;
use crate::view::Detail;

/// Gathers facts; those without words are left out.
pub(super) struct Facts<'a> {
    pub(super) look: &'a Look,
    pub(super) screen: &'a Screen<'a>,
    pub(super) telling: Telling<'a>,
    pub(super) labels: &'static Labels,
    list: Vec<Fact>,
}

/// The title, the state and what is due first; then everything that is known.
pub(super) fn facts(look: &Look, screen: &Screen<'_>, detail: &Detail) -> Vec<Fact> {
    let labels = &look.strings.screen.labels;
    let mut facts = Facts { look, screen, telling: telling(screen, look), labels, list: Vec::new() };
    let entity = &detail.entity;
    let kind = entity.stream.kind;
    let title = title(&entity.state);
    facts.push("", if title.is_empty() { look.strings.screen.incomplete } else { &title }, Ink::Strong);
    facts.list.push(blank());
    facts.push(labels.state, (look.strings.domain.state)(kind, entity.state.name()), Ink::Text);
    if let Some(due) = detail.due {
        facts.due((look.strings.domain.due)(due.kind), due.at);
    }
    match &entity.state {
        State::Document(document) => {
            facts.document(document);
            facts.dispatches(&detail.dispatches);
        }
        State::Dispatch(dispatch) => facts.dispatch(dispatch),
        State::Finding(finding) => facts.finding(finding),
        State::Supervised(item) => facts.supervised(item),
        State::Inspection(inspection) => facts.inspection(inspection),
        State::Request(request) => facts.request(request),
        State::Meeting(meeting) => facts.meeting(meeting, &detail.tasks),
        State::Task(task) => facts.task(task, detail.source.as_ref()),
        State::Run(run) => facts.run(run),
        State::Volunteer(volunteer) => facts.volunteer(volunteer),
        State::LedgerEntry(entry) => facts.list.extend(super::ledger::ledger(look, screen, entry)),
        State::Emergency(emergency) => facts.list.extend(super::emergency(look, screen, emergency)),
        _ => {}
    }
    if let (Some(notice), Some(attention)) = (entity.state.notice(), entity.state.attention()) {
        facts.notice(notice, &attention);
        facts.escalation(&detail.escalation);
    }
    let changed = format!("{}  {}", facts.telling.time(entity.changed_at), entity.changed_by);
    facts.push(labels.changed, &changed, Ink::Dim);
    facts.list
}

/// What people call an item.
pub(in crate::ui) fn title(state: &State) -> String {
    match state {
        State::Document(document) => document.paper.title.clone(),
        State::Dispatch(dispatch) => dispatch.gist.clone(),
        State::Inspection(inspection) => inspection.plan.title.clone(),
        State::Finding(finding) => finding.observed.title.clone(),
        State::Supervised(item) => item.item.title.clone(),
        State::Arrival(arrival) => arrival.movement.number.clone(),
        State::Run(run) => run.crew.as_ref().map_or_else(String::new, |crew| crew.vehicle.plate.clone()),
        State::Volunteer(volunteer) => volunteer.person.name.clone(),
        State::Request(request) => request.need.gist.clone(),
        State::Bulletin(bulletin) => bulletin.masthead.title.clone(),
        State::LedgerEntry(entry) => entry.item.title.clone(),
        State::Shift(shift) => shift.roster.primary.clone(),
        State::Clearance(clearance) => clearance.proposed.0.clone(),
        State::Message(message) => message.note.number.clone(),
        State::Emergency(emergency) => emergency.title().to_owned(),
        State::Meeting(meeting) => meeting.plan.title.clone(),
        State::Task(task) => task.title.clone(),
    }
}

impl Facts<'_> {
    pub(super) fn push(&mut self, label: &str, words: &str, ink: Ink) {
        if !words.is_empty() {
            self.list.push(Fact { label: label.to_owned(), words: words.to_owned(), ink });
        }
    }

    pub(super) fn maybe(&mut self, label: &str, words: Option<&String>) {
        if let Some(words) = words {
            self.push(label, words, Ink::Text);
        }
    }

    pub(super) fn time(&mut self, label: &str, at: Option<DateTime<Utc>>) {
        if let Some(at) = at {
            let words = self.telling.time(at);
            self.push(label, &words, Ink::Text);
        }
    }

    /// What is due: when, and how long there is.
    fn due(&mut self, what: &str, at: DateTime<Utc>) {
        let ink = match when::minutes_until(self.screen.now, at) {
            left if left < when::NOW_OR_NEVER => Ink::Alarm,
            left if left < when::SOON => Ink::Warn,
            _ => Ink::Text,
        };
        let left = when::due_words(self.look.strings, self.screen.now, at);
        let words = format!("{what}  {}  {left}", self.telling.time(at));
        self.push(self.labels.due, &words, ink);
    }

    pub(super) fn unit(&mut self, label: &str, id: Option<&String>) {
        if let Some(id) = id {
            let unit = self.look.names.units.get(id);
            let phone = unit.map_or(String::new(), |unit| format!("  {} {}", unit.contact, unit.phone));
            let words = format!("{}{phone}", self.telling.unit(id));
            self.push(label, words.trim_end(), Ink::Text);
        }
    }

    fn document(&mut self, document: &Document) {
        let (labels, terms) = (self.labels, &self.look.strings.domain);
        let paper = &document.paper;
        let urgency = Urgency::ALL.iter().position(|known| *known == paper.urgency).unwrap_or(0);
        let handling = paper.handling.map_or("", |handling| (terms.handling)(handling));
        self.push(labels.urgency, format!("{}  {handling}", terms.urgency[urgency]).trim_end(), Ink::Text);
        self.deadlines(document);
        self.milestones(&document.milestones, document.next_milestone());
        if let Some(due) = document.backfill_due {
            self.due(labels.backfill, due);
        }
        if let Some(instruction) = &document.instruction {
            let how = (terms.mode)(instruction.mode);
            let words = format!("{}  {how}\n{}", instruction.leader, instruction.words);
            self.push(labels.instruction, &words, Ink::Strong);
        }
        self.maybe(labels.proposal, document.proposal.as_ref());
        self.unit(labels.lead, document.lead_unit.as_ref());
        let assists: Vec<&str> = document.assist_units.iter().map(|unit| self.telling.unit(unit)).collect();
        let assists = assists.join("  ");
        self.push(labels.assist, &assists, Ink::Text);
        self.maybe(labels.answer, document.answer.as_ref());
        self.maybe(labels.outcome, document.outcome.as_ref());
        self.maybe(labels.return_reason, document.return_reason.as_ref());
        self.list.push(blank());
        self.push(labels.issuer, &paper.issuer, Ink::Text);
        self.push(labels.number, paper.doc_number.raw(), Ink::Text);
        let receipt = document.receipt.as_ref().map(crate::domain::document::Receipt::label);
        self.maybe(labels.receipt, receipt.as_ref());
        self.push(labels.register, self.look.names.register(&paper.register, self.look.lang()), Ink::Text);
        self.maybe(labels.doc_type, paper.doc_type.as_ref());
        self.time(labels.received, Some(paper.received_at));
        let written = paper.written_on.map(|date| date.to_string());
        self.maybe(labels.written, written.as_ref());
        self.time(labels.stated_due, paper.stated_due);
        self.push(labels.source, &paper.copy.source, Ink::Dim);
        if !document.copies.is_empty() {
            self.push(" ", &(labels.copies)(document.copies.len()), Ink::Dim);
        }
        let doubts: Vec<String> =
            paper.unsure.iter().map(|unsure| (self.look.strings.cli.field)(unsure.field())).collect();
        self.push(self.look.strings.screen.incomplete, &doubts.join("  "), Ink::Warn);
        self.attachments(&paper.attachments);
        self.maybe(labels.note, paper.note.as_ref());
    }

    /// What came with a paper; what is not here is said in the colour of a warning.
    fn attachments(&mut self, files: &[Attachment]) {
        let words = &self.look.strings.attached;
        let mut label = words.label;
        for (at, file) in files.iter().enumerate() {
            let ink = if file.not_kept.is_some() { Ink::Warn } else { Ink::Text };
            self.push(label, &attached::line(words, at + 1, file), ink);
            label = " ";
        }
    }

    /// The four steps with their limits: done, or how long there is.
    fn deadlines(&mut self, document: &Document) {
        let (due, done) = (&document.deadlines, &document.done);
        let steps = [
            ("sign", due.sign, done.signed),
            ("tell_leader", due.tell_leader, done.told_leader),
            ("dispatch", due.dispatch, done.dispatched),
            ("complete", due.complete, done.completed),
        ];
        let mut label = self.labels.deadlines;
        for (name, due, done) in steps {
            let Some(due) = due else { continue };
            let what = (self.look.strings.domain.due)(name);
            let (words, ink) = match done {
                Some(at) => ((self.labels.done_at)(&self.telling.time(at)), Ink::Dim),
                None => (when::due_words(self.look.strings, self.screen.now, due), Ink::Text),
            };
            let words = format!("{what}  {}  {words}", self.telling.time(due));
            self.push(label, &words, ink);
            label = " ";
        }
    }

    fn supervised(&mut self, item: &Supervised) {
        let labels = self.labels;
        self.push(labels.issuer, (self.look.strings.domain.severity)(item.item.source.name()), Ink::Text);
        let words = &self.look.strings.light;
        if let Some(light) = item.light(self.screen.now, self.screen.near) {
            self.push(words.label, (words.told)(light), when::light_ink(light));
        }
        self.unit(labels.unit, item.unit.as_ref());
        let Dues { original, current, internal } = item.dues;
        self.time(words.dues[0], Some(original));
        self.time(words.dues[1], Some(current).filter(|current| *current != original));
        self.time(words.dues[2], Some(internal));
        for extension in &item.extensions {
            let until = self.telling.time(extension.until);
            let told = (words.extended)(&until, &extension.approver, &extension.reason);
            self.push(words.extension, &told, Ink::Text);
        }
        for answer in item.answers() {
            let at = self.telling.time(answer.at);
            self.push(labels.answer, &format!("{at}  {}", answer.words), Ink::Text);
            if let Some((at, why)) = &answer.sent_back {
                self.push(" ", &(words.sent_back)(&self.telling.time(*at), why), Ink::Warn);
            }
        }
        if let Some(on_time) = item.on_time() {
            let ink = if on_time { Ink::Text } else { Ink::Warn };
            self.push(words.feedback, words.on_time[usize::from(!on_time)], ink);
        }
        self.maybe(labels.note, item.reason.as_ref());
        self.push(labels.number, &item.number.label(), Ink::Dim);
        self.time(labels.received, Some(item.item.received_at));
        let came_by = self.look.strings.record.of(RecordKind::Supervised.name()).choice;
        self.push(labels.source, came_by(&item.item.channel), Ink::Dim);
    }

    fn volunteer(&mut self, volunteer: &Volunteer) {
        let (labels, names, lang) = (self.labels, &self.look.names, self.look.lang());
        let person = &volunteer.person;
        let languages: Vec<&str> = person.languages.iter().map(|tag| names.language(tag, lang)).collect();
        self.push(labels.languages, &languages.join("  "), Ink::Text);
        let phone = person.phone.as_deref().map(mask_phone);
        self.maybe(labels.phone, phone.as_ref());
        self.maybe(labels.note, volunteer.reason.as_ref());
    }

    /// To whom it has risen, and to whom it rises if nobody takes notice.
    fn escalation(&mut self, escalation: &Escalation) {
        let words = &self.look.strings.attention;
        if let Some(told) = super::super::dialogs::escalation(words, &self.telling, escalation) {
            let ink = if escalation.with_leader() { Ink::Alarm } else { Ink::Warn };
            self.push(words.ladder, &told, ink);
        }
    }

    fn notice(&mut self, notice: &Notice, attention: &Attention) {
        let attention = attention.at(self.screen.now);
        let name = (self.look.strings.domain.attention)(attention.name());
        let mut words = match attention {
            Attention::Unacknowledged => name.to_owned(),
            Attention::Acknowledged { by, until } | Attention::Shelved { by, until, .. } => {
                format!("{name}  {by}  {} {}", self.look.glyphs.arrow, self.telling.time(*until))
            }
        };
        if let Some(wake) = attention.wake() {
            words.push_str("  ");
            words.push_str(&(self.look.strings.attention.awaited)(&self.telling, wake));
        }
        self.push(self.labels.attention, &words, Ink::Text);
        self.maybe(self.labels.holder, notice.holder.as_ref());
    }
}

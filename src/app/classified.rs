//! Classification markings have no place here: what bears one is refused wherever it is typed, and nothing of it stays,
//! neither in a draft nor in what is sent. What merely looks so comes in once two officers have said so, each with the
//! text before him: one proposes, the other types the same and confirms.

use super::App;
use super::calls::labelled;
use super::drafts::typed_as;
use crate::domain::clearance::{Clearance, ClearanceCommand, ClearanceReason, about, salted};
use crate::domain::{Command, Id, Kind, Stream};
use crate::i18n::clearing::Clearings;
use crate::intake::{is_marked_line, text_content};
use crate::message::{Action, Done, Effect, Failure, Sent};
use crate::ui::dialog::{Asked, Dialog};
use crate::verb::Arg;
use crate::view::{Query, Target};

/// What is known of clearances, and what of them is under way. Never any content.
#[derive(Debug, Default)]
pub(super) struct Clearing {
    known: Vec<(Id, Clearance)>,
    /// By which what is being sent comes in.
    pub(super) used: Vec<Id>,
    /// Enter was pressed: what turns out to be cleared goes on by itself.
    goes_on: bool,
    /// The proposal or confirmation on its way.
    sent: Option<(u64, Id, ClearanceCommand)>,
}

impl Clearing {
    /// Nothing is about to go on.
    pub(super) fn forget(&mut self) {
        (self.goes_on, self.used) = (false, Vec::new());
    }
}

/// Whether a typed text bears a marking. The one place where the desk asks.
pub(super) fn is_classified(text: &str) -> bool {
    is_marked_line(text)
}

/// Contents of what bears a marking in a dialog: the fields that do, or all of it where only the whole does.
fn marked(texts: &[String]) -> Vec<Vec<u8>> {
    let fields = texts.iter().filter(|text| is_classified(text));
    let found: Vec<_> = fields.map(|text| text_content(text)).collect();
    let whole = texts.join("\n");
    if found.is_empty() && is_classified(&whole) { vec![text_content(&whole)] } else { found }
}

/// A marked content, and the clearance about it, if one was proposed.
type Unclear = (Vec<u8>, Option<(Id, Clearance)>);

impl App {
    const fn clearing_words(&self) -> &'static Clearings {
        &self.lang.strings().clearing
    }

    fn marked_here(&self) -> Vec<Vec<u8>> {
        self.dialogs.last().and_then(typed_as).map(|(_, texts)| marked(&texts)).unwrap_or_default()
    }

    /// Refuses what is typed in the innermost dialog if it bears a marking that was not cleared, and forgets its draft.
    /// Tells whether it did.
    pub(super) fn refuse_classified(&mut self) -> bool {
        self.clearing.forget();
        let marked = self.marked_here();
        if marked.is_empty() {
            return false;
        }
        let (known, now) = (&self.clearing.known, self.now);
        let standing = |content: &Vec<u8>| {
            about(known, content, now).filter(|(_, one)| one.stands(now)).map(|(id, _)| *id)
        };
        if let Some(used) = marked.iter().map(standing).collect() {
            self.clearing.used = used;
            return false;
        }
        if let Some((key, _)) = self.dialogs.last().and_then(typed_as) {
            self.drop_draft(&key);
        }
        self.offer_clearance();
        self.clearing.goes_on = true;
        self.effect(Effect::Ask(Query::Clearances));
        true
    }

    /// Says why it was refused, and what can be done if it merely looks so.
    fn offer_clearance(&mut self) {
        let words = self.clearing_words();
        let keys = |action: &Action| {
            self.keymap.keys_of(self.place(), action).into_iter().next().unwrap_or_default()
        };
        let (key, enter) = (keys(&Action::Clear), keys(&Action::Open));
        let zone = self.config.office.zone;
        let until = |one: &Clearance| one.expires_at.with_timezone(&zone).format("%m-%d %H:%M").to_string();
        let reason = self.lang.strings().domain.clearance;
        let what = match self.next_unclear() {
            None => (words.cleared)(&enter),
            Some((_, None)) => (words.propose)(&key),
            Some((_, Some((_, one)))) if one.proposed.0 == self.officer.name => (words.waits)(&until(&one)),
            Some((_, Some((_, one)))) => (words.confirm)(&one.proposed.0, reason(one.reason), &key),
        };
        let refused = self.lang.strings().domain.classified;
        let cleared = self.next_unclear().is_none();
        self.tell_in_dialog(if cleared { what } else { format!("{refused}\n{what}") });
    }

    /// The first content here that no clearance lets in, with the proposal about it.
    fn next_unclear(&self) -> Option<Unclear> {
        let (known, now) = (&self.clearing.known, self.now);
        let found = self.marked_here().into_iter().map(|content| {
            let one = about(known, &content, now).cloned();
            (content, one)
        });
        found.into_iter().find(|(_, one)| !one.as_ref().is_some_and(|(_, one)| one.stands(now)))
    }

    fn tell_in_dialog(&mut self, words: String) {
        let problem = match self.dialogs.last_mut() {
            Some(Dialog::Capture(capture)) => &mut capture.problem,
            Some(Dialog::News(line)) => &mut line.problem,
            Some(Dialog::Report(form)) => &mut form.problem,
            Some(Dialog::Form(form)) => &mut form.problem,
            Some(Dialog::Record(form)) => &mut form.problem,
            _ => return,
        };
        *problem = Some(words);
    }

    /// Whether the innermost dialog says that something of it is refused.
    fn is_refusing(&self) -> bool {
        let problem = match self.dialogs.last() {
            Some(Dialog::Capture(capture)) => &capture.problem,
            Some(Dialog::News(line)) => &line.problem,
            Some(Dialog::Report(form)) => &form.problem,
            Some(Dialog::Form(form)) => &form.problem,
            Some(Dialog::Record(form)) => &form.problem,
            _ => return false,
        };
        problem.is_some() && !self.marked_here().is_empty()
    }

    /// Asks again while a refusal stands there: the other officer may have said his word.
    pub(super) fn ask_clearances(&mut self) {
        if self.is_refusing() {
            self.effect(Effect::Ask(Query::Clearances));
        }
    }

    pub(super) fn take_clearances(&mut self, known: Vec<(Id, Clearance)>) {
        self.clearing.known = known;
        if !self.is_refusing() {
            return self.clearing.forget();
        }
        if std::mem::take(&mut self.clearing.goes_on) && self.next_unclear().is_none() {
            return self.accept();
        }
        self.offer_clearance();
    }

    /// The key of clearance: confirms what another officer has proposed, or asks for the reason of a proposal.
    pub(super) fn clear(&mut self) {
        if !self.is_refusing() || self.clearing.sent.is_some() || self.refuse_writing() {
            return;
        }
        self.clearing.goes_on = false;
        match self.next_unclear() {
            None => self.accept(),
            Some((content, Some((id, one)))) if one.proposed.0 != self.officer.name => {
                let act = ClearanceCommand::Confirm { digest: salted(&one.salt, &content) };
                self.send_clearance(id, act);
            }
            Some((_, Some(_))) => self.offer_clearance(),
            Some((_, None)) => {
                let words = self.clearing_words();
                let named = self.lang.strings().domain.clearance;
                let mut why = labelled(Arg::Note, true, false, words.reason, "");
                why.options = ClearanceReason::ALL
                    .map(|reason| (named(reason).to_owned(), reason.name().to_owned()))
                    .into();
                let target = Target {
                    stream: Stream::new(Kind::Clearance, self.ids.fresh(self.now)),
                    version: 0,
                    state: "proposed",
                    title: words.no_content.to_owned(),
                    shelved_until: None,
                    due_at: None,
                };
                self.open_asked(Asked::Clearance, target, vec![why]);
            }
        }
    }

    /// The reason is given: the text stays where it is, in the dialog below.
    pub(super) fn propose_clearance(&mut self, answers: &[Option<String>]) {
        let why = answers.first().and_then(Option::as_deref).and_then(ClearanceReason::from_name);
        let Some(reason) = why else { return self.still_needed(0) };
        self.dialogs.pop();
        let Some((content, _)) = self.next_unclear() else { return };
        // Chance enough that equal texts do not look equal; it is no secret, it stands beside the digest.
        let salt: String =
            self.ids.fresh(self.now).to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let act = ClearanceCommand::Propose { digest: salted(&salt, &content), salt, reason };
        let id = self.ids.fresh(self.now);
        self.send_clearance(id, act);
    }

    fn send_clearance(&mut self, id: Id, act: ClearanceCommand) {
        let ticket = self.ticket();
        self.clearing.sent = Some((ticket, id, act.clone()));
        let sent = vec![Sent { command: Command::Clearance { id, act }, seen: None }];
        self.effect(Effect::Commit { ticket, batch: None, sent });
    }

    /// What came of a proposal or confirmation; tells whether the answer was about one. A confirmed text goes on at once.
    pub(super) fn cleared(&mut self, ticket: u64, results: &[Result<Done, Failure>]) -> bool {
        let Some((_, _, act)) = self.clearing.sent.take_if(|(sent, ..)| *sent == ticket) else {
            return false;
        };
        let words = self.words();
        let why = match results.first() {
            Some(Ok(_)) => {
                self.clearing.goes_on = matches!(act, ClearanceCommand::Confirm { .. });
                self.effect(Effect::Ask(Query::Clearances));
                return true;
            }
            Some(Err(Failure::Refused(refusal))) => self.told(refusal),
            Some(Err(Failure::Storage(why))) => (words.storage)(why),
            Some(Err(Failure::File(problem))) => (self.lang.strings().attached.fault)(problem),
            Some(Err(Failure::ReadOnly)) => words.read_only.to_owned(),
            Some(Err(Failure::Busy | Failure::Changed(_))) | None => words.busy.to_owned(),
        };
        self.tell_in_dialog(why);
        self.effect(Effect::Ask(Query::Clearances));
        true
    }

    /// Records what became of a text that came in by clearances. If one has lapsed meanwhile, what came in is in.
    pub(super) fn use_clearances(&mut self, used: &[Id], paper: Option<Stream>) {
        let Some(paper) = paper.filter(|_| !used.is_empty()) else { return };
        let act = ClearanceCommand::Use { paper };
        let sent = used
            .iter()
            .map(|id| Sent { command: Command::Clearance { id: *id, act: act.clone() }, seen: None });
        let (ticket, sent) = (self.ticket(), sent.collect());
        self.effect(Effect::Commit { ticket, batch: None, sent });
    }
}

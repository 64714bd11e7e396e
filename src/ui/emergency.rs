//! Emergencies on the desk: the line that takes the news, the form of the next step with its checklist, the sheet.

use super::dialog::Input;
use crate::domain::emergency::{Element, Elements, Emergency, Known, ReportKind};
use crate::text::sanitize;
use crate::verb::Verb;
use crate::view::{Detail, Target};

/// News in one line, with what was understood of it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewsLine {
    /// The line.
    pub input: Input,
    /// What the line tells.
    pub understood: Elements,
    /// What was wrong with the last try.
    pub problem: Option<String>,
}

/// One thing that the form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// Which written report: a follow-up or the final one.
    Report,
    /// Who was asked, who answered, or to whom it goes.
    Person,
    /// Unit and post of who answered.
    Post,
    /// What was said; of a call, instead of the words that stand below.
    Words,
    /// Whether they were read back.
    ReadBack,
    /// When, if not now.
    At,
    /// Why it is withdrawn.
    Reason,
    /// An element.
    Element(Element),
}

/// A slot with what is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it asks for.
    pub slot: Slot,
    /// What is typed.
    pub input: Input,
    /// 暂不明; of a choice, the second one.
    pub unknown: bool,
    /// Whether a choice was made.
    pub chosen: bool,
}

/// The next step of an emergency: everything it asks for on one screen.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportForm {
    /// What it is about, as seen.
    pub target: Target,
    /// The step; of a form that is still being read, the key that was pressed.
    pub verb: Verb,
    /// The emergency as it is known; none while it is being read.
    pub emergency: Option<Box<Emergency>>,
    /// What is asked for, in order.
    pub entries: Vec<Entry>,
    /// Index of the entry that has the caret.
    pub at: usize,
    /// The words for the telephone, with what stands in the form.
    pub spoken: String,
    /// What was wrong with the last try.
    pub problem: Option<String>,
}

/// One emergency on one sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Which.
    pub target: Target,
    /// The emergency with its history; none while it is being read.
    pub detail: Option<Box<Detail>>,
    /// The words for the telephone.
    pub spoken: String,
    /// First line in sight.
    pub top: usize,
}

/// A line with this text and the caret behind it.
fn line(text: &str) -> Input {
    let text = sanitize(text).into_owned();
    Input { caret: text.len(), text }
}

impl Entry {
    fn empty(slot: Slot) -> Self {
        Self { slot, input: Input::default(), unknown: false, chosen: false }
    }

    /// Whether it is a choice of two, not a line.
    pub const fn is_choice(&self) -> bool {
        matches!(self.slot, Slot::Report | Slot::ReadBack)
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        if self.is_choice() { !self.chosen } else { self.input.text.trim().is_empty() && !self.unknown }
    }
}

impl ReportForm {
    /// A form that waits for the emergency to be read.
    pub const fn waiting(target: Target, verb: Verb) -> Self {
        Self {
            target,
            verb,
            emergency: None,
            entries: Vec::new(),
            at: 0,
            spoken: String::new(),
            problem: None,
        }
    }

    /// Takes the emergency over and lays out what its next step asks for, the caret on the first that is missing.
    pub fn fill(&mut self, emergency: &Emergency) {
        if self.verb == Verb::Done {
            self.verb = match emergency.next_step() {
                Some("verify") => Verb::Verify,
                Some("phone") => Verb::Phone,
                _ => Verb::Write,
            };
        }
        let reported = !emergency.reports.is_empty();
        let own: &[Slot] = match self.verb {
            Verb::Verify => &[Slot::Person, Slot::Words, Slot::At],
            Verb::Phone => &[Slot::Person, Slot::Post, Slot::ReadBack, Slot::Words, Slot::At],
            Verb::Write if reported => &[Slot::Report, Slot::Person, Slot::At],
            Verb::Write => &[Slot::Person, Slot::At],
            Verb::Withdraw => &[Slot::Reason],
            _ => &[],
        };
        let mut entries: Vec<Entry> = own.iter().copied().map(Entry::empty).collect();
        if self.verb != Verb::Withdraw {
            let last = reported && matches!(self.verb, Verb::Write | Verb::Amend);
            let shown = Element::ALL.into_iter().filter(|element| *element != Element::Outcome || last);
            entries.extend(shown.map(|element| Entry {
                input: emergency.elements.text(element).map(line).unwrap_or_default(),
                unknown: emergency.elements.get(element) == Some(&Known::Unknown),
                ..Entry::empty(Slot::Element(element))
            }));
        }
        // A report goes where the last one went, until somebody says otherwise.
        let to = emergency.reports.last().map(|report| report.to.as_str());
        if let (Verb::Write, Some(to)) = (self.verb, to) {
            for entry in entries.iter_mut().filter(|entry| entry.slot == Slot::Person) {
                entry.input = line(to);
            }
        }
        for entry in entries.iter_mut().filter(|entry| entry.slot == Slot::Report) {
            entry.chosen = true;
        }
        self.entries = entries;
        self.emergency = Some(Box::new(emergency.clone()));
        self.at = self.next_missing(0).unwrap_or(0);
    }

    /// What stands in the form, a line each: for a draft. 暂不明 is a question mark, a choice its number.
    pub fn lines(&self) -> String {
        let line = |entry: &Entry| match entry {
            entry if entry.is_choice() && !entry.chosen => String::new(),
            entry if entry.is_choice() => u8::from(entry.unknown).to_string(),
            entry if entry.unknown => "?".to_owned(),
            entry => entry.input.text.clone(),
        };
        self.entries.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Puts lines of a draft in; one of another form is left alone.
    pub fn restore(&mut self, lines: &str) {
        if lines.is_empty() || lines.split('\n').count() != self.entries.len() {
            return;
        }
        for (entry, text) in self.entries.iter_mut().zip(lines.split('\n')) {
            if entry.is_choice() {
                (entry.chosen, entry.unknown) = (!text.is_empty(), text == "1");
            } else if text == "?" {
                (entry.input, entry.unknown) = (Input::default(), true);
            } else {
                (entry.input, entry.unknown) = (line(text), false);
            }
        }
        self.at = self.next_missing(0).unwrap_or(0);
    }

    /// Which written report the form makes.
    pub fn report(&self) -> ReportKind {
        match self.entries.iter().find(|entry| entry.slot == Slot::Report) {
            None => ReportKind::Initial,
            Some(entry) if entry.unknown => ReportKind::Final,
            Some(_) => ReportKind::FollowUp,
        }
    }

    /// Whether this must be filled in before the step can be taken.
    pub fn must(&self, slot: Slot) -> bool {
        match (self.verb, slot) {
            (_, Slot::At) => false,
            (Verb::Verify, Slot::Person) | (_, Slot::Report | Slot::Post | Slot::ReadBack | Slot::Reason) => {
                true
            }
            (_, Slot::Words) => false,
            (_, Slot::Person) => true,
            (Verb::Phone, Slot::Element(element)) => Element::BY_PHONE.contains(&element),
            (Verb::Write, Slot::Element(element)) => Element::of(self.report()).any(|asked| asked == element),
            (_, Slot::Element(element)) => element == Element::What,
        }
    }

    /// Whether this is missing: empty, or unknown where it must be told.
    pub fn lacks(&self, entry: &Entry) -> bool {
        let told = match (self.verb, entry.slot) {
            (Verb::Write, Slot::Element(element)) => element.must_be_given(self.report()),
            (_, slot) => slot == Slot::Element(Element::What),
        };
        self.must(entry.slot) && (entry.is_empty() || told && entry.unknown)
    }

    /// The first entry that is missing, from this one on and then from the beginning.
    pub fn next_missing(&self, from: usize) -> Option<usize> {
        let length = self.entries.len();
        (from..length).chain(0..from.min(length)).find(|at| self.lacks(&self.entries[*at]))
    }

    /// Number of entries that are missing.
    pub fn lacking(&self) -> usize {
        self.entries.iter().filter(|entry| self.lacks(entry)).count()
    }

    /// What the form says of this slot; none if it is empty.
    pub fn text(&self, slot: Slot) -> Option<String> {
        let entry = self.entries.iter().find(|entry| entry.slot == slot)?;
        Some(entry.input.text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// All elements that stand in the form.
    pub fn elements(&self) -> Elements {
        self.entries.iter().fold(Elements::new(), |elements, entry| match entry.slot {
            Slot::Element(element) if entry.unknown => elements.unknown(element),
            Slot::Element(element) => elements.with(element, &entry.input.text),
            _ => elements,
        })
    }

    /// The emergency with what stands in the form.
    pub fn as_typed(&self) -> Option<Emergency> {
        let emergency = self.emergency.as_deref()?;
        Some(Emergency { elements: emergency.elements.updated(&self.elements()), ..emergency.clone() })
    }
}

//! Half-typed text, kept so that Esc, a dropped line or a kill loses nothing.

use std::collections::BTreeMap;

use super::classified::is_classified;
use super::{App, emergencies, records};
use crate::message::{Effect, Timer};
use crate::ui::dialog::{Asked, Batch, Dialog, Field, Form};
use crate::ui::screen::Tone;
use crate::verb::Arg;

/// Pause in typing after which the draft is kept, in milliseconds.
const PAUSE: u64 = 400;
/// Key of the draft of a capture.
pub(super) const CAPTURE: &str = "capture";

/// What is being typed, by where.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    kept: BTreeMap<String, String>,
}

impl Drafts {
    pub(super) fn get(&self, key: &str) -> &str {
        self.kept.get(key).map_or("", String::as_str)
    }

    pub(super) fn any(&self) -> bool {
        !self.kept.is_empty()
    }
}

/// Key of a form's draft: what is typed about one item never turns up on another. It may serve as a file name.
pub(super) fn form_key(form: &Form) -> String {
    let name = match &form.asked {
        Some(Asked::Call(_, unit)) => format!("call-{unit}"),
        Some(Asked::NewDispatch(_)) => "dispatch".to_owned(),
        Some(Asked::Plan(_)) => "plan".to_owned(),
        Some(Asked::Clearance) => "clearance".to_owned(),
        None => form.verb.name().to_owned(),
    };
    let target = form.targets.first().map(|target| target.stream.to_string()).unwrap_or_default();
    format!("{name}-{}", target.replace('/', "-"))
}

/// The fields of a form as one text, a line each.
fn form_text(form: &Form) -> String {
    let lines: Vec<&str> = form.fields.iter().map(|field| field.input.text.as_str()).collect();
    // A leader's name and the way of an instruction alone may have been filled in by the desk.
    let own = |field: &Field| {
        matches!(field.arg, Arg::Leader | Arg::Mode) && field.whole || field.input.text == field.prefilled
    };
    let blank = |field: &Field| field.input.text.trim().is_empty() || own(field);
    if form.fields.iter().all(blank) { String::new() } else { lines.join("\n") }
}

/// What is being typed in a dialog, with its key. What bears a classification marking is not kept anywhere.
fn typed_in(dialog: &Dialog) -> Option<(String, String)> {
    let (key, texts) = typed_as(dialog)?;
    let text = match dialog {
        Dialog::Form(form) | Dialog::Batch(Batch { form, .. }) => form_text(form),
        Dialog::Report(form) => emergencies::draft(form),
        Dialog::Record(form) => records::draft_text(form),
        _ => texts.join("\n"),
    };
    let marked = is_classified(&text) || texts.iter().any(|text| is_classified(text));
    Some((key, if marked { String::new() } else { text }))
}

/// The texts that are being typed in a dialog, with the key of its draft.
pub(super) fn typed_as(dialog: &Dialog) -> Option<(String, Vec<String>)> {
    let of_form = |form: &Form| form.fields.iter().map(|field| field.input.text.clone()).collect();
    Some(match dialog {
        Dialog::Capture(capture) => (CAPTURE.to_owned(), vec![capture.input.text.trim().to_owned()]),
        Dialog::Passage(passage) if !passage.is_changed() => return None,
        Dialog::Passage(passage) => (passage.draft_key(), vec![passage.input.text.clone()]),
        Dialog::Form(Form { asked: Some(Asked::Clearance), .. }) => return None,
        Dialog::Form(form) => (form_key(form), of_form(form)),
        Dialog::Record(form) => {
            let texts = form.fields.iter().map(|field| field.input.text.clone()).collect();
            (records::draft_key(form), texts)
        }
        Dialog::Batch(batch) => (form_key(&batch.form), of_form(&batch.form)),
        other => return emergencies::typed_as(other),
    })
}

impl App {
    /// Text has changed: keep it once typing pauses.
    pub(super) fn keep_soon(&mut self) {
        self.effect(Effect::Wait(Timer::Draft, PAUSE));
    }

    /// Takes over what was being typed in an earlier sitting, and says that it is there.
    pub(super) fn restore_draft(&mut self, key: String, text: String) {
        if !text.is_empty() {
            self.drafts.kept.entry(key).or_insert(text);
            self.say(Tone::Plain, (self.words().drafts)(self.drafts.kept.len()));
        }
    }

    /// Keeps what stands in the open dialogs; another may have opened over the one that is being typed in.
    pub(super) fn keep_draft(&mut self) {
        let typed: Vec<(String, String)> = self.dialogs.iter().filter_map(typed_in).collect();
        for (key, text) in typed {
            self.save_draft(key, text);
        }
    }

    /// The text was used: forget it.
    pub(super) fn drop_draft(&mut self, key: &str) {
        self.save_draft(key.to_owned(), String::new());
    }

    fn save_draft(&mut self, key: String, text: String) {
        if self.drafts.get(&key) == text {
            return;
        }
        if text.is_empty() {
            self.drafts.kept.remove(&key);
        } else {
            self.drafts.kept.insert(key.clone(), text.clone());
        }
        self.effect(Effect::SaveDraft { key, text });
    }
}

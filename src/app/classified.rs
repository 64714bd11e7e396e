//! Classification markings have no place here: what bears one is refused wherever it is typed, and nothing of it stays,
//! neither in a draft nor in what is sent.

use super::App;
use super::drafts::typed_as;
use crate::intake::is_marked_line;
use crate::ui::dialog::Dialog;

/// Whether a typed text bears a marking. The one place where the desk asks.
pub(super) fn is_classified(text: &str) -> bool {
    is_marked_line(text)
}

impl App {
    /// Refuses what is typed in the innermost dialog if it bears a marking, and forgets its draft. Tells whether it did.
    pub(super) fn refuse_classified(&mut self) -> bool {
        let classified = self.lang.strings().domain.classified;
        let Some(dialog) = self.dialogs.last_mut() else { return false };
        let Some((key, texts)) = typed_as(dialog) else { return false };
        if !texts.iter().any(|text| is_classified(text)) && !is_classified(&texts.join("\n")) {
            return false;
        }
        match dialog {
            Dialog::Capture(capture) => capture.problem = Some(classified.to_owned()),
            Dialog::News(line) => line.problem = Some(classified.to_owned()),
            Dialog::Report(form) => form.problem = Some(classified.to_owned()),
            Dialog::Form(form) => form.problem = Some(classified.to_owned()),
            _ => {}
        }
        self.drop_draft(&key);
        true
    }
}

//! A document for people of what is at hand: which, where it is to be written, and what became of it.

use std::path::Path;

use super::App;
use crate::domain::Kind;
use crate::message::{Action, Effect, NotWritten};
use crate::report::Format;
use crate::ui::dialog::{Dialog, Input, ReportFile};
use crate::ui::screen::Tone;
use crate::view::{Ledger, PaneKind, ReportOrder};

/// Most characters of a title in the name of a file: with a number and an ending it stays below 255 bytes.
const TITLE: usize = 48;

/// What a document is of, its title, and what follows the title in the name of the file.
type Wanted = (ReportOrder, String, String);

impl App {
    /// Asks where the document of what is at hand is to be written.
    pub(super) fn ask_report_file(&mut self) {
        let Some((order, title, number)) = self.report_at_hand() else {
            return self.say(Tone::Plain, self.lang.strings().report_file.no_issue);
        };
        let ending = if matches!(order, ReportOrder::Ledger { .. }) { Format::Xlsx } else { Format::Docx };
        let usual = self.reports.join(file_name(&title, &number, ending)).to_string_lossy().into_owned();
        // The path that could not be written, or was only left, stands there again.
        let before = self.report_path.as_ref().filter(|(of, _)| *of == order).map(|(_, path)| path.clone());
        let input = Input::of(&before.unwrap_or(usual));
        self.dialogs.push(Dialog::ReportFile(ReportFile { order, title, input, problem: None }));
    }

    /// The issue, the visit, the supervised item or the run under the cursor, else the ledger of the pane; none for an issue
    /// that nobody has begun.
    fn report_at_hand(&self) -> Option<Wanted> {
        let words = &self.lang.strings().report;
        match self.dialogs.last() {
            Some(Dialog::Bulletins(list)) => {
                let row = list.row()?;
                let stream = row.stream?;
                return Some((ReportOrder::Bulletin(stream.id), row.title.clone(), String::new()));
            }
            Some(Dialog::Issue(open)) => {
                let issue = open.issue.as_ref()?;
                let (entity, bulletin) = (issue.entity.as_ref()?, issue.bulletin()?);
                let title = bulletin.masthead.title.clone();
                return Some((ReportOrder::Bulletin(entity.stream.id), title, String::new()));
            }
            _ => {}
        }
        if let (PaneKind::Documents, Some(target)) = (self.focus, self.here().target())
            && target.stream.kind == Kind::Bulletin
        {
            return Some((ReportOrder::Bulletin(target.stream.id), target.title, String::new()));
        }
        if let (PaneKind::Issues, Some(row)) = (self.focus, self.panes.issues.current()) {
            let id = row.head.stream.id;
            match row.head.stream.kind {
                Kind::Inspection => {
                    let title = (words.inspection)(&row.title);
                    return Some((ReportOrder::Inspections(vec![id]), title, row.no.clone()));
                }
                Kind::Supervised => {
                    return Some((ReportOrder::Special(id), (words.special)(&row.title), row.no.clone()));
                }
                _ => {}
            }
        }
        if let (PaneKind::Transfers, Some(row)) = (self.focus, self.panes.transfers.current()) {
            let title = words.handover.title.to_owned();
            let name =
                if row.arrival.is_empty() { row.head.stream.id.to_string() } else { row.arrival.clone() };
            return Some((ReportOrder::Handover(row.head.stream.id), title, name));
        }
        let ledger = match self.focus {
            PaneKind::Documents => Ledger::Documents,
            PaneKind::Issues => Ledger::Findings,
            PaneKind::Transfers => Ledger::Runs,
            PaneKind::Volunteers => Ledger::Volunteers,
        };
        let order = ReportOrder::Ledger { ledger, from: None, to: None, only: None };
        let day = self.now.with_timezone(&self.config.office.zone).date_naive();
        Some((order, (words.ledger)(ledger).to_owned(), day.to_string()))
    }

    /// Enter: the document is on its way, unless the name of its file tells no format.
    pub(super) fn write_report(&mut self) {
        let words = &self.lang.strings().report_file;
        let Some(Dialog::ReportFile(line)) = self.dialogs.last_mut() else { return };
        let typed = line.input.text.trim().to_owned();
        if Format::of(Path::new(&typed)).is_none() {
            line.problem = Some(words.bad_format.to_owned());
            return;
        }
        let (order, title) = (line.order.clone(), line.title.clone());
        self.dialogs.pop();
        self.report_path = Some((order.clone(), typed.clone()));
        // What is no whole path lies in the folder of the others, not wherever the program was started.
        let path = self.reports.join(typed);
        self.effect(Effect::WriteReport { order, path, lang: self.lang });
        self.say(Tone::Plain, (words.writing)(&title));
    }

    /// Says what became of it.
    pub(super) fn report_written(
        &mut self,
        order: &ReportOrder,
        path: &Path,
        result: Result<String, NotWritten>,
    ) {
        let strings = self.lang.strings();
        let words = &strings.report_file;
        let path = path.to_string_lossy();
        match result {
            Ok(title) => {
                if self.report_path.as_ref().is_some_and(|(of, _)| of == order) {
                    self.report_path = None;
                }
                self.say(Tone::Good, (strings.report.written)(&title, &path));
            }
            Err(NotWritten::Gone) => self.say(Tone::Bad, words.gone),
            Err(NotWritten::Unreadable(why)) => self.say(Tone::Bad, (words.unreadable)(&why)),
            Err(NotWritten::Unwritable(why)) => {
                let keys = self.keymap.keys_of(self.place(), &Action::WriteReport);
                let key = keys.first().map_or("X", String::as_str);
                self.say(Tone::Bad, (words.unwritable)(&why, &path, key));
            }
        }
    }
}

/// The name of a file that every system takes.
fn file_name(title: &str, number: &str, format: Format) -> String {
    let whole = if number.is_empty() { title.to_owned() } else { format!("{}-{number}", short(title)) };
    let odd = |c: char| c.is_whitespace() || c.is_control() || "/\\:*?\"<>|".contains(c);
    let name: String = whole.chars().take(TITLE + 24).map(|c| if odd(c) { '_' } else { c }).collect();
    format!("{}.{}", name.trim_start_matches('.'), format.extension())
}

fn short(title: &str) -> String {
    title.chars().take(TITLE).collect()
}

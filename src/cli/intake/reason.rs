//! The notes beside files: what happened, what still holds, what to do next; never content.

use super::super::setting::Setting;
use super::counts::{Counts, unread};
use crate::text::sanitize;

/// At most so many refused rows are listed; more of them have one cause.
const LISTED: usize = 10_000;

/// The reasons, a line each: place, code and words.
fn reasons(setting: &Setting, counts: &Counts) -> String {
    let words = &setting.strings.cli;
    let rows = counts.refused.iter().map(|row| {
        let why = (words.failure.row)(row.code, &row.detail);
        format!("{}\t{}\t{}", sanitize(&row.source), row.code, sanitize(&why))
    });
    let files = counts.unread.iter().map(|(file, error)| sanitize(&unread(words, file, error)).into_owned());
    let mut lines: Vec<String> = rows.chain(files).take(LISTED).collect();
    let all = counts.refused.len() + counts.unread.len();
    if all > lines.len() {
        lines.push(format!("… {all}"));
    }
    lines.join("\n")
}

/// Beside a file that was refused whole.
pub(super) fn refused(setting: &Setting, name: &str, counts: &Counts) -> String {
    (setting.strings.cli.intake.watch.note_refused)(&sanitize(name), &reasons(setting, counts))
}

/// Beside a file some rows of which were refused.
pub(super) fn partly(setting: &Setting, name: &str, counts: &Counts) -> String {
    let words = &setting.strings.cli;
    let told = counts.sentence(words);
    (words.intake.watch.note_partly)(&sanitize(name), &told, &reasons(setting, counts))
}

/// Beside a file that bears a marking.
pub(super) fn classified(setting: &Setting, counts: &Counts) -> String {
    let words = &setting.strings.cli;
    (words.intake.watch.note_classified)(&counts.sentence(words), &reasons(setting, counts))
}

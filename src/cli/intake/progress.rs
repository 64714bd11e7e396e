//! How far an intake is: one line on a terminal's standard error, drawn anew a few times a second. None elsewhere.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::super::setting::Setting;
use crate::i18n::Strings;
use crate::intake::{Meter, ReadOptions};
use crate::text::{Ambiguous, fit, width};

/// At most so often the line is drawn.
const EVERY: Duration = Duration::from_millis(200);
/// A shorter intake is over before anybody could read the line.
const PATIENCE: Duration = Duration::from_millis(400);
/// Columns of the bar.
const BAR: usize = 20;

/// The line.
pub(super) struct Progress {
    strings: &'static Strings,
    /// A character of uncertain width may be two columns wide, and a line that wraps cannot be drawn over.
    ambiguous: Ambiguous,
    began: Instant,
    drawn: Option<Instant>,
    name: String,
    meter: Meter,
    /// Bytes of the file; 0 if they are not known, or say nothing of how far it is.
    size: u64,
    rows: u64,
    refused: usize,
}

impl Progress {
    /// The line, if standard error is a terminal.
    pub(super) fn on_terminal(setting: &Setting) -> Option<Self> {
        io::stderr().is_terminal().then(|| Self {
            strings: setting.strings,
            ambiguous: Ambiguous::Wide,
            began: Instant::now(),
            drawn: None,
            name: String::new(),
            meter: Meter::default(),
            size: 0,
            rows: 0,
            refused: 0,
        })
    }

    /// Another file begins.
    pub(super) fn begin(&mut self, file: &Path, name: &str, options: &ReadOptions) {
        name.clone_into(&mut self.name);
        self.meter = options.meter.clone();
        self.meter.reset();
        self.size = file.metadata().map(|about| about.len()).unwrap_or(0);
    }

    /// Rows and refusals so far, of all files.
    pub(super) fn tell(&mut self, rows: u64, refused: usize) {
        (self.rows, self.refused) = (rows, refused);
        let now = Instant::now();
        let due = match self.drawn {
            Some(last) => now.duration_since(last) >= EVERY,
            None => now.duration_since(self.began) >= PATIENCE,
        };
        if due {
            self.drawn = Some(now);
            self.draw();
        }
    }

    /// The last state of the line stays; what follows begins on a line of its own.
    pub(super) fn end(&mut self) {
        if self.drawn.is_some() {
            self.draw();
            // A line that cannot be written is no reason to fail.
            let _ = writeln!(io::stderr());
        }
    }

    fn draw(&self) {
        let columns = rustix::termios::tcgetwinsize(io::stderr()).map_or(80, |size| usize::from(size.ws_col));
        // The last column is left alone: some terminals wrap there.
        let line = fit(&self.line(), columns.max(2) - 1, self.ambiguous);
        let _ = write!(io::stderr(), "\r{line}").and_then(|()| io::stderr().flush());
    }

    fn line(&self) -> String {
        let seconds = self.began.elapsed().as_secs_f64().max(0.001);
        let rate = (self.rows as f64 / seconds) as u64;
        let told = (self.strings.cli.intake.progress)(self.rows, self.refused, rate);
        let name = crate::text::sanitize(&self.name);
        match self.percent() {
            Some(percent) => format!("{} {percent:>3}%  {told}  {name}", bar(percent)),
            None => format!("{told}  {name}"),
        }
    }

    /// How far the reader is in its file; a workbook is read here and there, so that its bytes tell nothing.
    fn percent(&self) -> Option<u64> {
        let read = self.meter.read();
        (self.size > 0 && read > 0).then(|| (read.min(self.size)) * 100 / self.size)
    }
}

fn bar(percent: u64) -> String {
    let done = usize::try_from(percent).unwrap_or(0) * BAR / 100;
    let bar = format!("[{}{}]", "=".repeat(done), " ".repeat(BAR.saturating_sub(done)));
    debug_assert_eq!(width(&bar), BAR + 2);
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_keeps_its_width() {
        for percent in [0, 1, 50, 99, 100] {
            assert_eq!(width(&bar(percent)), BAR + 2, "{percent}");
        }
        assert_eq!(bar(50), "[==========          ]");
    }
}

//! The way a screen goes to a terminal, in as few bytes as it takes.
//!
//! ratatui's own backend moves the cursor before every character that follows a wide one and ends every frame, even
//! an unchanged one, with a style reset and a cursor command. Over a slow line that is felt. This one keeps in mind
//! where the terminal's cursor is, how it writes and whether its cursor shows, and sends only what differs.
//!
//! It never asks the terminal anything: the size is told to it by [`Tight::set_size`], and an answer could only come
//! mixed up with keys.

mod sgr;
mod travel;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

use self::sgr::{Pen, Style};
use self::travel::Place;
use crate::text::{Ambiguous, is_clean, is_uncertain, width_in};
use crate::ui::theme::Depth;

/// Frames longer than this are wrapped in synchronized output (mode 2026), whose brackets take 16 bytes. A shorter
/// frame reaches the terminal in one read anyway.
const SYNC_FROM: usize = 512;
/// Frames longer than this hide a visible cursor while they paint (12 bytes).
const HIDE_FROM: usize = 64;

/// A ratatui backend for one session that writes to `W`: a terminal, a pipe, a channel.
///
/// A frame is gathered in memory and written by [`Backend::flush`] in one piece, nothing before that. After anything
/// else has written to the terminal, call [`Tight::invalidate`] and clear. The style of the last cell stays set between
/// frames: whoever leaves the screen resets it (`CSI m`).
#[derive(Debug)]
pub struct Tight<W: Write> {
    out: W,
    size: Size,
    depth: Depth,
    /// What is known of the width of ambiguous characters; `None` believes nothing.
    ambiguous: Option<Ambiguous>,
    /// The frame so far.
    frame: Vec<u8>,
    place: Place,
    pen: Pen,
    /// Whether the terminal shows its cursor; `None` until told.
    shown: Option<bool>,
    /// Whether it is to be shown when the frame is done, and where.
    want_shown: bool,
    want_at: Option<Position>,
    blanks: Option<Blanks>,
    /// The columns of the wide character written last, which later cells of this frame must leave alone.
    covered: Option<Covered>,
    /// Where the terminal shows the first half of a wide character, row by row.
    heads: Vec<bool>,
    /// The second half of a wide character whose first half was just written over.
    orphan: Option<(u16, u16)>,
    written: u64,
}

/// The columns that a character takes beside its own.
#[derive(Debug)]
struct Covered {
    row: u16,
    columns: std::ops::Range<u16>,
    /// Not `surely`: only if nothing but a blank is to stand there, because ratatui thinks the character narrow.
    surely: bool,
}

/// Blank cells side by side that look alike, not sent yet.
#[derive(Debug, Clone, Copy)]
struct Blanks {
    x: u16,
    y: u16,
    count: u16,
    style: Style,
}

impl<W: Write> Tight<W> {
    /// A backend for a terminal of this size and colour depth, of which nothing else is known yet.
    pub fn new(out: W, size: Size, depth: Depth) -> Self {
        Self {
            out,
            size,
            depth,
            ambiguous: None,
            frame: Vec::new(),
            place: Place::default(),
            pen: Pen::default(),
            shown: None,
            want_shown: true,
            want_at: None,
            blanks: None,
            covered: None,
            heads: vec![false; size.area() as usize],
            orphan: None,
            written: 0,
        }
    }

    /// Says how wide the terminal draws ambiguous characters. Unless it is known to draw them narrow, the cursor is
    /// placed anew after each of them, so that a wrong guess never shifts the rest of a row. Where it draws them wide,
    /// the blank that [`for_screen`](crate::text::for_screen) puts behind them is not written over their second half.
    #[must_use]
    pub fn with_ambiguous(mut self, ambiguous: Option<Ambiguous>) -> Self {
        self.ambiguous = ambiguous;
        self
    }

    /// The terminal has this size now.
    pub fn set_size(&mut self, size: Size) {
        if size != self.size {
            self.size = size;
            self.heads = vec![false; size.area() as usize];
            // Terminals disagree about where the cursor goes when they are resized.
            self.place = Place::default();
        }
    }

    /// Forgets all that is known of the terminal's state, because something else has written to it.
    pub fn invalidate(&mut self) {
        self.place = Place::default();
        self.pen = Pen::default();
        self.shown = None;
    }

    /// Bytes written since the start.
    #[must_use]
    pub const fn bytes_written(&self) -> u64 {
        self.written
    }

    /// Adds bytes that leave the screen and the cursor alone (a bell, a title, a notification) to the next flush.
    pub fn push_control(&mut self, bytes: &[u8]) {
        self.frame.extend_from_slice(bytes);
    }

    /// The writer.
    pub const fn writer(&self) -> &W {
        &self.out
    }

    /// The writer, to be written to directly only together with [`Tight::invalidate`].
    pub const fn writer_mut(&mut self) -> &mut W {
        &mut self.out
    }

    fn put_cell(&mut self, x: u16, y: u16, cell: &Cell) {
        let symbol = cell.symbol();
        let blank = symbol == " " || symbol.is_empty();
        if let Some(covered) = &self.covered
            && covered.row == y
            && covered.columns.contains(&x)
            && (covered.surely || blank)
        {
            return;
        }
        if self.orphan == Some((x, y)) {
            self.orphan = None;
        }
        self.put_orphan();
        let style = Style::of(cell, self.depth);
        let mut columns = if symbol.len() <= 1 { 1 } else { cell.cell_width().max(1) };
        // A wide character on the edge would wrap half onto the next row.
        if blank || x + columns > self.size.width {
            columns = 1;
            self.put_blank(x, y, style);
        } else {
            self.put_blanks();
            self.put_symbol(x, y, symbol, columns, style);
        }
        self.note_heads(x, y, columns);
    }

    /// Keeps in mind which halves are where, and which one has lost the other.
    ///
    /// ratatui leaves the half that stays behind as it is, if it was meant to be blank there before. Terminals fill it
    /// in different ways, so it is written.
    fn note_heads(&mut self, x: u16, y: u16, columns: u16) {
        let start = usize::from(y) * usize::from(self.size.width) + usize::from(x);
        let end = start + usize::from(columns);
        let (Some(now), true) = (self.heads.get_mut(start..end), columns > 0) else { return };
        let bereft = now[now.len() - 1];
        now.fill(false);
        now[0] = columns > 1;
        if bereft && x + columns < self.size.width {
            self.orphan = Some((x + columns, y));
        }
    }

    fn put_orphan(&mut self) {
        if let Some((x, y)) = self.orphan.take() {
            self.put_blank(x, y, Style::default());
        }
    }

    fn put_symbol(&mut self, x: u16, y: u16, symbol: &str, columns: u16, style: Style) {
        let uncertain = is_uncertain(symbol);
        self.place.go(x, y, &mut self.frame);
        self.pen.set(style, &mut self.frame);
        if !is_clean(symbol) {
            // Text is cleaned long before it comes here; this keeps an oversight from reaching the terminal.
            self.frame.resize(self.frame.len() + usize::from(columns), b'?');
        } else {
            if uncertain && columns > 1 {
                // Some terminals draw less than they should: what was there before must not look out.
                self.frame.resize(self.frame.len() + usize::from(columns), b' ');
                self.place.wrote(columns, self.size.width);
                self.place.go(x, y, &mut self.frame);
            }
            self.frame.extend_from_slice(symbol.as_bytes());
        }
        let spread = uncertain && columns == 1 && self.ambiguous == Some(Ambiguous::Wide);
        if columns > 1 || spread {
            self.covered = Some(Covered { row: y, columns: x + 1..x + columns.max(2), surely: !spread });
        }
        let trusted = self.ambiguous == Some(Ambiguous::Narrow) && symbol.chars().nth(1).is_none();
        if uncertain && !trusted {
            // At worst every character of it takes two columns; past the edge, the row is lost as well.
            let most: usize =
                symbol.chars().map(|c| width_in(c.encode_utf8(&mut [0; 4]), Ambiguous::Wide)).sum();
            self.place.lose(usize::from(x) + most.max(usize::from(columns)) > usize::from(self.size.width));
        } else {
            self.place.wrote(columns, self.size.width);
        }
    }

    fn put_blank(&mut self, x: u16, y: u16, style: Style) {
        let style = style.on_blank();
        if let Some(run) = &mut self.blanks
            && run.y == y
            && run.x + run.count == x
            && run.style == style
        {
            run.count += 1;
            return;
        }
        self.put_blanks();
        self.blanks = Some(Blanks { x, y, count: 1, style });
    }

    /// Sends the blanks that wait: by erasing, where that is shorter than writing them.
    fn put_blanks(&mut self) {
        let Some(run) = self.blanks.take() else { return };
        self.place.go(run.x, run.y, &mut self.frame);
        self.pen.set_for_blank(run.style, &mut self.frame);
        let to_edge = run.x + run.count >= self.size.width;
        if run.style.is_default() && to_edge && run.count > 3 {
            self.frame.extend_from_slice(b"\x1b[K");
        } else if run.style.is_default() && run.count > travel::jump_cost(run.count) {
            travel::csi(&mut self.frame, &[run.count], b'X');
        } else {
            self.frame.resize(self.frame.len() + usize::from(run.count), b' ');
            self.place.wrote(run.count, self.size.width);
        }
    }

    /// Puts the cursor where it is wanted, for commands that depend on it.
    fn settle(&mut self) {
        self.put_blanks();
        if let Some(at) = self.want_at {
            self.place.go(at.x, at.y, &mut self.frame);
        }
    }
}

impl<W: Write> Backend for Tight<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.covered = None;
        for (x, y, cell) in content {
            if x < self.size.width && y < self.size.height {
                self.put_cell(x, y, cell);
            }
        }
        self.put_orphan();
        self.put_blanks();
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.want_shown = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.want_shown = true;
        Ok(())
    }

    /// The place last asked for; the terminal is not asked.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.want_at.unwrap_or(Position::ORIGIN))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.want_at = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        if clear_type != ClearType::All {
            self.settle();
        }
        if clear_type == ClearType::All {
            self.heads.fill(false);
        }
        // Terminals erase with the background that is set.
        self.pen.reset(&mut self.frame);
        self.frame.extend_from_slice(match clear_type {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        });
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    /// Writes the frame in one piece; nothing if nothing changed.
    fn flush(&mut self) -> io::Result<()> {
        let mut before: Vec<&[u8]> = Vec::new();
        let mut after: Vec<&[u8]> = Vec::new();
        if self.frame.len() > SYNC_FROM {
            before.push(b"\x1b[?2026h");
            after.push(b"\x1b[?2026l");
        }
        let hide_to_paint = self.frame.len() > HIDE_FROM && self.shown != Some(false);
        if hide_to_paint {
            before.push(b"\x1b[?25l");
            self.shown = Some(false);
        }
        if self.want_shown {
            self.settle();
        }
        if self.shown != Some(self.want_shown) {
            let switch: &[u8] = if self.want_shown { b"\x1b[?25h" } else { b"\x1b[?25l" };
            self.shown = Some(self.want_shown);
            after.insert(0, switch);
        }
        if self.frame.is_empty() && after.is_empty() {
            return Ok(());
        }
        let mut whole = before.concat();
        whole.append(&mut self.frame);
        whole.extend(after.concat());
        let sent = self.out.write_all(&whole).and_then(|()| self.out.flush());
        self.written += whole.len() as u64;
        // The room is kept for the next frame.
        whole.clear();
        self.frame = whole;
        if sent.is_err() {
            self.invalidate();
        }
        sent
    }
}

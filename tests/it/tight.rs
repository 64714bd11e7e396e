//! What the terminal shows after a frame is what was drawn, and it took few bytes.

use std::num::NonZeroU16;

use dutydesk::runtime::tight::Tight;
use dutydesk::text::{Ambiguous, for_screen, is_uncertain, width};
use dutydesk::ui::theme::Depth;
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier, Style, Stylize};

/// A desk's screen: the program's side and the terminal's.
struct Desk {
    terminal: Terminal<Tight<Vec<u8>>>,
    screen: vt100::Parser,
    sent: Vec<u8>,
}

impl Desk {
    fn new(width: u16, height: u16, depth: Depth) -> Self {
        let backend =
            Tight::new(Vec::new(), Size::new(width, height), depth).with_ambiguous(Some(Ambiguous::Narrow));
        Self::with(backend, width, height)
    }

    fn with(backend: Tight<Vec<u8>>, width: u16, height: u16) -> Self {
        let size = |n| NonZeroU16::new(n).expect("no empty screens here");
        Self {
            terminal: Terminal::new(backend).expect("memory"),
            screen: vt100::Parser::new(size(height), size(width), 0),
            sent: Vec::new(),
        }
    }

    /// Draws one frame and returns the bytes it took.
    fn frame(&mut self, draw: impl FnOnce(&mut ratatui::Frame)) -> usize {
        self.terminal.draw(draw).expect("memory");
        self.sent = std::mem::take(self.terminal.backend_mut().writer_mut());
        self.screen.process(&self.sent);
        self.sent.len()
    }
}

fn color(color: Color) -> vt100::Color {
    match color {
        Color::Reset => vt100::Color::Default,
        Color::Red => vt100::Color::Idx(1),
        Color::Blue => vt100::Color::Idx(4),
        Color::White => vt100::Color::Idx(15),
        Color::Indexed(n) => vt100::Color::Idx(n),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        other => panic!("the tests do not use {other}"),
    }
}

/// Whether the terminal's cell looks like the buffer's.
fn same(want: &Cell, got: &vt100::Cell) -> bool {
    let text = if want.symbol().is_empty() { " " } else { want.symbol() };
    let shown = if got.has_contents() { got.contents() } else { " " };
    let has = |modifier| want.modifier.contains(modifier);
    let lines = got.inverse() == has(Modifier::REVERSED) && got.underline() == has(Modifier::UNDERLINED);
    let ink = got.fgcolor() == color(want.fg)
        && got.bold() == has(Modifier::BOLD)
        && got.dim() == has(Modifier::DIM)
        && got.italic() == has(Modifier::ITALIC);
    let only_background = text == " " && !want.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED);
    text == shown && got.bgcolor() == color(want.bg) && lines && (ink || only_background)
}

fn assert_shown(buffer: &Buffer, screen: &vt100::Screen) {
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let want = &buffer[(x, y)];
            let got = screen.cell(y, x).expect("same size");
            assert!(same(want, got), "({x}, {y}) want {want:?}, got {got:?} {:?}", got.contents());
            x += u16::try_from(width(want.symbol()).max(1)).expect("small");
        }
    }
}

/// Blanks wide characters of which a later text took the second half, as the screens do.
fn heal(buffer: &mut Buffer) {
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let straddles = width(buffer[(x, y)].symbol()) > 1
                && (x + 1 == buffer.area.width || buffer[(x + 1, y)] != Cell::EMPTY);
            if straddles {
                buffer[(x, y)].set_symbol(" ");
            }
        }
    }
}

type Print = (u16, u16, String, Style);

fn style() -> impl Strategy<Value = Style> {
    let colors = [
        Color::Reset,
        Color::Reset,
        Color::Red,
        Color::Blue,
        Color::White,
        Color::Indexed(100),
        Color::Rgb(1, 2, 3),
    ];
    // The terminal of these tests, like some others, cannot be bold and dim at once.
    let weights = [Modifier::empty(), Modifier::BOLD, Modifier::DIM];
    let flags = [Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];
    (
        prop::sample::select(colors.to_vec()),
        prop::sample::select(colors.to_vec()),
        prop::sample::select(weights.to_vec()),
        prop::sample::subsequence(flags.to_vec(), 0..3),
    )
        .prop_map(|(fg, bg, weight, flags)| {
            Style::new().fg(fg).bg(bg).add_modifier(flags.into_iter().fold(weight, |all, flag| all | flag))
        })
}

fn prints() -> impl Strategy<Value = Vec<Print>> {
    prop::collection::vec((0u16..40, 0u16..8, "[a-z 盐田港口①—é\u{301}急]{1,24}| {5,40}", style()), 0..14)
}

fn paint(buffer: &mut Buffer, prints: &[Print]) {
    for (x, y, text, style) in prints {
        buffer.set_string(*x, *y, text, Style::reset().patch(*style));
    }
    heal(buffer);
}

proptest! {
    #[test]
    fn any_frame_after_any_frame_is_shown_as_drawn(
        frames in prop::collection::vec((prints(), prop::option::of((0u16..40, 0u16..8))), 1..4),
        trusting in any::<bool>(),
    ) {
        let backend = Tight::new(Vec::new(), Size::new(40, 8), Depth::True)
            .with_ambiguous(trusting.then_some(Ambiguous::Narrow));
        let mut desk = Desk::with(backend, 40, 8);
        for (prints, cursor) in frames {
            let mut want = Buffer::empty(Rect::new(0, 0, 40, 8));
            paint(&mut want, &prints);
            desk.frame(|frame| {
                *frame.buffer_mut() = want.clone();
                if let Some(at) = cursor {
                    frame.set_cursor_position(at);
                }
            });
            assert_shown(&want, desk.screen.screen());
            prop_assert_eq!(desk.screen.screen().hide_cursor(), cursor.is_none());
            if let Some((x, y)) = cursor {
                prop_assert_eq!(desk.screen.screen().cursor_position(), (y, x));
            }
            let again = desk.frame(|frame| {
                *frame.buffer_mut() = want.clone();
                if let Some(at) = cursor {
                    frame.set_cursor_position(at);
                }
            });
            prop_assert_eq!(again, 0);
        }
    }
}

fn table(frame: &mut ratatui::Frame, selected: u16) {
    for y in 0..frame.area().height {
        let row = "关于邀请外国驻穗总领事馆代表团访问盐田港口接待方案的请示".repeat(3);
        frame.buffer_mut().set_string(2, y, &row, Style::new());
        frame.buffer_mut().set_string(0, y, if y == selected { ">" } else { " " }, Style::new().bold());
    }
}

#[test]
fn frames_cost_what_they_must_and_no_more() {
    let mut desk = Desk::new(160, 48, Depth::Sixteen);
    let full = desk.frame(|frame| table(frame, 5));
    assert!(full <= 15_000, "a full frame of Chinese took {full} bytes");
    assert_eq!(desk.frame(|frame| table(frame, 5)), 0, "an unchanged frame");
    let down = desk.frame(|frame| table(frame, 6));
    assert!(down <= 40, "a cursor move took {down} bytes");
    let up = desk.frame(|frame| table(frame, 5));
    assert!(up <= 40, "a cursor move up took {up} bytes");
    let cleared = desk.frame(|frame| frame.render_widget("急件", frame.area()));
    assert!(cleared <= 1_000, "emptying the screen took {cleared} bytes");
    assert_eq!(desk.terminal.backend().bytes_written(), (full + down + up + cleared) as u64);
}

#[test]
fn without_colours_only_attributes_are_sent() {
    let mut desk = Desk::new(20, 2, Depth::None);
    desk.frame(|frame| frame.render_widget("急件".red().on_blue().reversed(), frame.area()));
    let sent = String::from_utf8(desk.sent.clone()).expect("text");
    assert!(sent.contains("\u{1b}[;7m") && !sent.contains("31") && !sent.contains("44"), "{sent:?}");
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let mut backend = Tight::new(Vec::new(), Size::new(20, 2), Depth::Sixteen);
    let mut cells = [Cell::EMPTY, Cell::EMPTY, Cell::EMPTY];
    for (cell, evil) in cells.iter_mut().zip(["\u{1b}[2J", "\u{9b}", "\u{202e}a"]) {
        cell.set_symbol(evil);
    }
    backend.draw((0..).map(|x| x * 6).zip(&cells).map(|(x, cell)| (x, 0, cell))).expect("memory");
    backend.flush().expect("memory");
    let sent = String::from_utf8(backend.writer().clone()).expect("text");
    assert!(!sent.contains("2J") && !sent.contains(['\u{9b}', '\u{202e}']), "{sent:?}");
}

/// What a terminal shows that draws ambiguous characters two columns wide, played with a wide character in their place.
fn on_a_wide_terminal(sent: Vec<u8>) -> vt100::Parser {
    let sent = String::from_utf8(sent).expect("text");
    let wide: String =
        sent.chars().map(|c| if is_uncertain(c.encode_utf8(&mut [0; 4])) { '宽' } else { c }).collect();
    let mut screen = vt100::Parser::new(NonZeroU16::MIN, NonZeroU16::new(20).expect("20"), 0);
    screen.process(wide.as_bytes());
    screen
}

#[test]
fn a_wrong_guess_about_a_width_never_shifts_the_row() {
    let mut desk = Desk::with(Tight::new(Vec::new(), Size::new(20, 1), Depth::Sixteen), 20, 1);
    desk.frame(|frame| frame.buffer_mut().set_string(0, 0, "a①b急—c", Style::new()));
    let screen = on_a_wide_terminal(desk.sent);
    let at = |column| screen.screen().cell(0, column).expect("on the screen").contents().to_owned();
    assert_eq!([at(0), at(2), at(3), at(6)], ["a", "b", "急", "c"]);
}

#[test]
fn a_terminal_known_to_draw_wide_shows_every_character() {
    let backend =
        Tight::new(Vec::new(), Size::new(20, 1), Depth::Sixteen).with_ambiguous(Some(Ambiguous::Wide));
    let mut desk = Desk::with(backend, 20, 1);
    let text = for_screen("a①b急——c", Ambiguous::Wide);
    desk.frame(|frame| frame.buffer_mut().set_string(0, 0, text, Style::new().reversed()));
    assert_eq!(on_a_wide_terminal(desk.sent).screen().contents(), "a宽b急宽宽c");
}

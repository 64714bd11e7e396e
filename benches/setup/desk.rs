//! A whole desk without a terminal: keys in, frames as bytes out. Questions are answered before the frame is drawn.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dutydesk::app::{App, Setup};
use dutydesk::config::Borders;
use dutydesk::demo;
use dutydesk::domain::{Officer, Policy, Role};
use dutydesk::i18n::Lang;
use dutydesk::keymap::Keymap;
use dutydesk::message::{Effect, Msg};
use dutydesk::runtime::tight::Tight;
use dutydesk::store::{ReadContext, Reader};
use dutydesk::text::Ambiguous;
use dutydesk::ui::look::{Look, names};
use dutydesk::ui::{self, theme::Depth};
use ratatui::Terminal;
use ratatui::layout::Size;

use crate::setup;

/// Columns and rows.
pub(crate) const SIZE: (u16, u16) = (160, 48);

/// A desk of 160 × 48 on a store of a given size.
pub(crate) struct Desk {
    app: App,
    reader: Reader,
    policy: Policy,
    terminal: Terminal<Tight<io::Sink>>,
    look: Look,
    waiting: VecDeque<Effect>,
}

impl Desk {
    /// A desk on a store of `n` papers, with its first frame drawn.
    pub(crate) fn new(n: u64) -> Self {
        let config = Arc::new(setup::config());
        let start = Setup {
            keymap: Keymap::new(&config.keys).expect("the built-in keys are right"),
            officer: Officer { name: "陈晓".to_owned(), role: Role::Officer },
            lang: Lang::ZhCn,
            seed: 1,
            now: demo::opens_at(),
            size: SIZE,
            reports: std::env::temp_dir(),
            read_only: false,
            notice: None,
            config: config.clone(),
        };
        let (app, effects) = App::new(start);
        let tight = Tight::new(io::sink(), Size::new(SIZE.0, SIZE.1), Depth::Indexed);
        let mut desk = Self {
            app,
            reader: Reader::open(&setup::sized(n)).expect("a store that can be read"),
            policy: config.policy(),
            terminal: Terminal::new(tight).expect("a terminal"),
            look: Look::new(Lang::ZhCn, names(&config), Depth::Indexed, Ambiguous::Narrow, Borders::Unicode),
            waiting: effects.into(),
        };
        desk.frame();
        desk
    }

    /// Presses a key and draws what follows; gives the bytes that would go to the terminal.
    pub(crate) fn press(&mut self, code: KeyCode, modifiers: KeyModifiers) -> u64 {
        let effects = self.app.update(Msg::Key(KeyEvent::new(code, modifiers)));
        self.waiting.extend(effects);
        self.frame()
    }

    /// The same for a character.
    pub(crate) fn key(&mut self, key: char) -> u64 {
        self.press(KeyCode::Char(key), KeyModifiers::NONE)
    }

    /// Draws until nothing changes any more; gives the bytes.
    pub(crate) fn frame(&mut self) -> u64 {
        let before = self.bytes();
        loop {
            let answered = self.serve();
            let effects = self.app.update(Msg::Frame);
            self.waiting.extend(effects);
            self.draw();
            if !answered && self.waiting.is_empty() {
                return self.bytes() - before;
            }
        }
    }

    /// Draws once.
    pub(crate) fn draw(&mut self) {
        let screen = self.app.screen();
        self.terminal.draw(|frame| ui::draw(frame, &screen, &self.look)).expect("a frame");
    }

    /// Draws everything anew, as after a change of size; gives the bytes.
    pub(crate) fn redraw(&mut self) -> u64 {
        let before = self.bytes();
        self.terminal.backend_mut().invalidate();
        self.terminal.clear().expect("a clear screen");
        self.draw();
        self.bytes() - before
    }

    fn bytes(&self) -> u64 {
        self.terminal.backend().bytes_written()
    }

    fn serve(&mut self) -> bool {
        let mut answered = false;
        while let Some(effect) = self.waiting.pop_front() {
            if let Effect::Ask(query) = effect {
                let cx = ReadContext { now: demo::opens_at(), officer: "陈晓", policy: &self.policy };
                let answer = self.reader.answer(&query, &cx).expect("an answer");
                let effects = self.app.update(Msg::Answer(Box::new(answer)));
                self.waiting.extend(effects);
                answered = true;
            }
        }
        answered
    }
}

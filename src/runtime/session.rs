//! One desk from opening to leaving: one queue in, one frame out whenever the queue is empty.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::layout::Size;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::effects::{Asked, Outside};
use super::reader::Questions;
use super::reports::Source;
use super::tight::Tight;
use super::{Clock, DeskError, DeskOptions, Drafts, Preferences, Wake, input, terminal};
use crate::app::{App, Setup};
use crate::config::{AmbiguousWidth, Config};
use crate::message::{Effect, Msg, Timer};
use crate::store::Watcher;
use crate::text::Ambiguous;
use crate::ui;
use crate::ui::look::Look;
use crate::ui::theme::{Depth, Theme};

/// How long after a failure the store is watched again.
const WATCH_AGAIN: Duration = Duration::from_secs(5);
/// How long to wait for a stop that does not come.
const NOT_STOPPED: Duration = Duration::from_millis(300);

/// How a desk was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The officer left.
    Left,
    /// The system asked the program to end, with this signal.
    Signal(i32),
    /// The terminal is gone.
    HungUp,
}

/// A desk on the terminal of this process.
pub(super) async fn on_terminal(options: DeskOptions, size: Size, depth: Depth) -> Result<Ending, DeskError> {
    let (sender, receiver) = unbounded_channel();
    input::read_terminal(sender.clone());
    input::follow_signals(&sender)?;
    let gone = sender.clone();
    terminal::on_hang_up(move || drop(gone.send(Wake::HungUp)));
    let out = Tight::new(io::stdout(), size, depth).with_ambiguous(believed(&options.setup.config));
    let look = look(&options.setup, depth);
    Session::open(options, out, look, (sender, receiver))?.run().await
}

/// How wide the terminal is known to draw ambiguous characters. It is never asked: its answer would come among the keys.
fn believed(config: &Config) -> Option<Ambiguous> {
    match config.display.ambiguous_width {
        AmbiguousWidth::Auto => None,
        AmbiguousWidth::Narrow => Some(Ambiguous::Narrow),
        AmbiguousWidth::Wide => Some(Ambiguous::Wide),
    }
}

fn look(setup: &Setup, depth: Depth) -> Look {
    let config = &setup.config;
    let ambiguous = believed(config).unwrap_or(Ambiguous::Narrow);
    let (theme, _) = Theme::new(config.theme.name, depth, &config.theme.overrides);
    Look::new(setup.lang, ui::look::names(config), depth, ambiguous, config.display.borders).themed(theme)
}

/// A desk: the app, where its frames go, and what its effects reach.
#[derive(Debug)]
pub(super) struct Session<W: Write> {
    app: App,
    terminal: Terminal<Tight<W>>,
    look: Look,
    outside: Outside,
    queue: UnboundedReceiver<Wake>,
    ending: Option<Ending>,
    /// The terminal is with the shell: nothing may be painted.
    suspended: bool,
}

impl<W: Write> Session<W> {
    /// Opens a desk. Keys come through the queue.
    pub(super) fn open(
        options: DeskOptions,
        out: Tight<W>,
        look: Look,
        (sender, queue): (UnboundedSender<Wake>, UnboundedReceiver<Wake>),
    ) -> Result<Self, DeskError> {
        let officer = options.setup.officer.clone();
        let policy = options.setup.config.policy();
        let questions = Questions::start(
            (&options.path, options.as_of),
            officer.name.clone(),
            policy,
            options.clock,
            sender.clone(),
        )?;
        tokio::spawn(follow_store(Watcher::open(&options.path)?, options.path.clone(), sender.clone()));
        tokio::spawn(follow_clock(options.clock, sender.clone()));
        let drafts = Drafts::of(&options.state, &options.path, &officer.name);
        let kept = drafts.all();
        let preferences = Preferences::of(&options.state, &officer.name);
        let set_up = preferences.load();
        let outside = Outside {
            store: options.store,
            questions,
            officer,
            clock: options.clock,
            drafts,
            preferences,
            queue: sender,
            timers: HashMap::new(),
            reports: Source {
                config: options.setup.config.clone(),
                store: options.path.clone(),
                as_of: options.as_of,
            },
            path: options.path,
            limits: options.setup.config.intake,
        };
        let (app, effects) = App::new(options.setup);
        let terminal = Terminal::new(out)?;
        let mut session = Self { app, terminal, look, outside, queue, ending: None, suspended: false };
        session.carry_out(effects)?;
        let aside = set_up.set_aside.map(|path| path.display().to_string());
        session.take(Wake::Msg(Msg::Preferences { panes: set_up.panes, set_aside: aside }))?;
        for (key, text) in kept {
            session.take(Wake::Msg(Msg::Draft { key, text }))?;
        }
        Ok(session)
    }

    /// Runs until the desk is left. What is being typed then is kept, also when the terminal fails: the pause that would
    /// keep it never comes.
    pub(super) async fn run(mut self) -> Result<Ending, DeskError> {
        let ending = self.follow().await;
        self.take(Wake::Msg(Msg::Timer(Timer::Draft)))?;
        ending
    }

    async fn follow(&mut self) -> Result<Ending, DeskError> {
        // A desk that was killed has left its screen behind.
        self.repaint()?;
        self.paint()?;
        while let Some(wake) = self.queue.recv().await {
            self.take(wake)?;
            while let Ok(wake) = self.queue.try_recv() {
                self.take(wake)?;
            }
            if let Some(ending) = self.ending {
                return Ok(ending);
            }
            self.paint()?;
        }
        Ok(Ending::HungUp)
    }

    fn take(&mut self, wake: Wake) -> io::Result<()> {
        match wake {
            Wake::Msg(msg) => {
                if let Msg::Resize(columns, rows) = msg {
                    self.terminal.backend_mut().set_size(Size::new(columns, rows));
                }
                if matches!(msg, Msg::Key(_) | Msg::Timer(Timer::Due) | Msg::StoreChanged) {
                    // An act is dated by the moment of its key, and the bell by that of its cause, not by the last tick.
                    let now = self.outside.clock.now();
                    let effects = self.app.update(Msg::Clock(now));
                    self.carry_out(effects)?;
                }
                let effects = self.app.update(msg);
                self.carry_out(effects)
            }
            Wake::Gathered(gathered) => {
                self.outside.gathered(gathered);
                Ok(())
            }
            Wake::Signal(signal) => {
                self.ending = Some(Ending::Signal(signal));
                Ok(())
            }
            Wake::HungUp => {
                self.ending = Some(Ending::HungUp);
                Ok(())
            }
            Wake::Continued => {
                self.suspended = false;
                terminal::resume()?;
                if self.app.has_mouse() {
                    self.terminal.backend_mut().push_control(terminal::mouse(true));
                }
                self.repaint()
            }
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        for effect in effects {
            match self.outside.carry_out(effect, self.terminal.backend_mut()) {
                Asked::Nothing => {}
                Asked::Repaint => self.repaint()?,
                Asked::Suspend => self.suspend()?,
                Asked::Quit => self.ending = Some(Ending::Left),
            }
        }
        Ok(())
    }

    fn repaint(&mut self) -> io::Result<()> {
        self.terminal.backend_mut().invalidate();
        self.terminal.clear()
    }

    /// Gives the terminal back and stops, as a shell expects of Ctrl-Z; [`Wake::Continued`] takes it again.
    fn suspend(&mut self) -> io::Result<()> {
        terminal::leave();
        self.suspended = true;
        // The kernel does not stop a process that no shell could continue. Then this goes on by itself.
        let queue = self.outside.queue.clone();
        tokio::spawn(async move {
            tokio::time::sleep(NOT_STOPPED).await;
            let _ = queue.send(Wake::Continued);
        });
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
        Ok(())
    }

    fn paint(&mut self) -> io::Result<()> {
        if self.suspended {
            return Ok(());
        }
        let effects = self.app.update(Msg::Frame);
        self.carry_out(effects)?;
        self.look.strings = self.app.lang().strings();
        let screen = self.app.screen();
        self.terminal.draw(|frame| ui::draw(frame, &screen, &self.look)).map(drop)
    }
}

async fn follow_store(mut watcher: Watcher, path: PathBuf, to: UnboundedSender<Wake>) {
    loop {
        let msg = match watcher.rung().await {
            Ok(()) => Msg::StoreChanged,
            Err(error) => {
                // A desk that has stopped following must not look live: it is said, and tried again.
                if to.send(Wake::Msg(Msg::Unreadable(error.to_string()))).is_err() {
                    return;
                }
                tokio::time::sleep(WATCH_AGAIN).await;
                let Ok(again) = Watcher::open(&path) else { continue };
                watcher = again;
                Msg::StoreChanged
            }
        };
        if to.send(Wake::Msg(msg)).is_err() {
            return;
        }
    }
}

async fn follow_clock(clock: Clock, to: UnboundedSender<Wake>) {
    while let Some(wait) = clock.until_next_minute() {
        tokio::time::sleep(wait).await;
        // What is overdue changes with the time alone; and a writer that was killed before it could ring the bell is
        // heard of now at the latest.
        for msg in [Msg::Clock(clock.now()), Msg::StoreChanged] {
            if to.send(Wake::Msg(msg)).is_err() {
                return;
            }
        }
    }
}

//! The officer's terminal: what is switched on when the desk opens is switched off on every way out.

use std::ffi::OsString;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::termios::{QueueSelector, tcflush};

use crate::ui::theme::Depth;

/// What is switched on, and how it is switched off again; left in reverse order.
const MODES: [(&str, &str); 3] = [
    ("\x1b[?1049h", "\x1b[?1049l"), // alternate screen
    ("\x1b[?2004h", "\x1b[?2004l"), // bracketed paste: pasted text never runs as keys
    ("\x1b[?1004h", "\x1b[?1004l"), // focus events
];
/// Mouse reporting is switched on by the officer only, but always switched off.
const MOUSE: (&str, &str) = ("\x1b[?1000h\x1b[?1006h", "\x1b[?1006l\x1b[?1000l");
/// Plain style and a visible cursor, whatever the last frame left.
const PLAIN: &str = "\x1b[m\x1b[?25h";

static ENTERED: AtomicBool = AtomicBool::new(false);

/// Holds the terminal while the desk is open; dropping it gives the terminal back.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal: raw mode, alternate screen. A panic of the desk's own thread gives it back before it is
    /// reported; one of another thread, which may be caught there, is reported when the desk is left.
    ///
    /// # Errors
    /// When the terminal cannot be set.
    pub fn enter() -> io::Result<Self> {
        let report = std::panic::take_hook();
        let desk = std::thread::current().id();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().id() == desk {
                leave();
            }
            if ENTERED.load(Ordering::SeqCst) {
                later().push(panic.to_string());
            } else {
                report(panic);
            }
        }));
        resume()?;
        Ok(Self(()))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// Takes the terminal (again, after [`leave`]).
///
/// # Errors
/// When the terminal cannot be set.
pub fn resume() -> io::Result<()> {
    enable_raw_mode()?;
    // What was typed while nothing was to be seen yet was not meant for what is seen then. Where the input is no
    // terminal there is nothing to drop.
    let _ = tcflush(io::stdin(), QueueSelector::IFlush);
    ENTERED.store(true, Ordering::SeqCst);
    let mut out = io::stdout().lock();
    for (enter, _) in MODES {
        out.write_all(enter.as_bytes())?;
    }
    out.flush()
}

/// Gives the terminal back. Safe to call at any time, any number of times.
pub fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout().lock();
    let restore = MODES.iter().rev().map(|(_, leave)| *leave);
    for bytes in [PLAIN, MOUSE.1].into_iter().chain(restore) {
        // The line may be dead; then there is nobody to restore it for.
        if out.write_all(bytes.as_bytes()).is_err() {
            break;
        }
    }
    let _ = out.flush();
    let _ = disable_raw_mode();
    for panic in later().drain(..) {
        // A dead line cannot be told either; a second panic here would end the program without a word.
        let _ = writeln!(io::stderr(), "{panic}");
    }
}

/// Panics of other threads, to be told when the screen is free.
fn later() -> std::sync::MutexGuard<'static, Vec<String>> {
    static LATER: Mutex<Vec<String>> = Mutex::new(Vec::new());
    LATER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The colours this terminal says it has, from the environment; `NO_COLOR` (any value but the empty one) wins.
pub fn depth(env: impl Fn(&str) -> Option<OsString>) -> Depth {
    let holds = |name: &str, words: &[&str]| {
        env(name)
            .and_then(|value| value.into_string().ok())
            .is_some_and(|value| words.iter().any(|word| value.contains(word)))
    };
    if env("NO_COLOR").is_some_and(|value| !value.is_empty()) || holds("TERM", &["dumb", "vt100", "vt220"]) {
        Depth::None
    } else if holds("COLORTERM", &["truecolor", "24bit"]) || holds("TERM", &["direct"]) {
        Depth::True
    } else if holds("TERM", &["256color"]) {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

/// The bytes that switch mouse reporting on or off.
pub const fn mouse(on: bool) -> &'static [u8] {
    if on { MOUSE.0.as_bytes() } else { MOUSE.1.as_bytes() }
}

/// Waits, on a thread of its own and without waking, until the terminal is gone; then calls `gone`.
///
/// A reader of keys cannot be relied on for this: an orphaned terminal is readable for ever and gives nothing.
pub fn on_hang_up(gone: impl FnOnce() + Send + 'static) {
    std::thread::spawn(move || {
        use rustix::event::{PollFd, PollFlags, poll};
        let stdin = io::stdin();
        loop {
            let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
            match poll(&mut fds, None) {
                Ok(_) if fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) => {
                    break;
                }
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(_) => break,
            }
        }
        gone();
    });
}

//! A desk on a pseudo-terminal: keys in, a screen out, and every byte kept.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::house::{House, PROGRAM};

/// How long anything may take on a busy machine before it counts as never.
const PATIENCE: Duration = Duration::from_secs(20);

/// What stands before the row that the keys are about.
const CURSOR: &str = "▶";

/// Columns and rows.
pub(crate) type Size = (u16, u16);

pub(crate) const WIDE: Size = (160, 48);
pub(crate) const SMALL: Size = (80, 24);

/// What came from the program so far.
pub(crate) struct View {
    parser: vt100::Parser,
    /// Every byte.
    pub(crate) bytes: Vec<u8>,
    /// The program's side is closed.
    ended: bool,
    /// Exit code, or 128 and the signal that killed it.
    exit: Option<u32>,
    /// The reader is to let go of its end.
    let_go: bool,
}

impl View {
    pub(crate) fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// Whether a line holds all of these. The last line does not count: the notice of what was done stands there, with
    /// the title and the new state, before the row itself has changed.
    fn has_row(&self, parts: &[&str]) -> bool {
        let (rows, columns) = self.screen().size();
        let above = usize::from(rows.get()) - 1;
        let mut lines = self.screen().rows(0, columns.get()).take(above);
        lines.any(|line| parts.iter().all(|part| line.contains(part)))
    }

    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }
}

struct Shared {
    view: Mutex<View>,
    news: Condvar,
}

impl Shared {
    fn view(&self) -> MutexGuard<'_, View> {
        self.view.lock().expect("no test panics while it holds the view")
    }
}

/// A program on a terminal.
pub(crate) struct Desk {
    shared: Arc<Shared>,
    pid: Pid,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
}

impl Desk {
    /// Opens the desk of a house. Waits for nothing.
    pub(crate) fn open(house: &House, size: Size, args: &[&str]) -> Self {
        Self::open_in(house, size, args, &[])
    }

    /// … with more in its environment.
    pub(crate) fn open_in(house: &House, size: Size, args: &[&str], env: &[(&str, &str)]) -> Self {
        let mut all = vec![PROGRAM];
        all.extend(args);
        Self::spawn(house, size, &all, env)
    }

    /// Runs any command line on a terminal of this size.
    pub(crate) fn spawn(house: &House, size: Size, argv: &[&str], env: &[(&str, &str)]) -> Self {
        let pty = native_pty_system().openpty(pty_size(size)).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(argv[0]);
        command.args(&argv[1..]);
        command.env_clear();
        command.cwd(house.path(""));
        for (name, value) in house.env() {
            command.env(name, value);
        }
        for (name, value) in env {
            command.env(name, value);
        }
        let mut child = pty.slave.spawn_command(command).expect("a program that runs");
        drop(pty.slave);
        let pid = child.process_id().and_then(|pid| Pid::from_raw(pid.cast_signed())).expect("a process");
        let shared = Arc::new(Shared {
            view: Mutex::new(View {
                parser: vt100::Parser::new(at_least_one(size.1), at_least_one(size.0), 0),
                bytes: Vec::new(),
                ended: false,
                exit: None,
                let_go: false,
            }),
            news: Condvar::new(),
        });
        let from = pty.master.try_clone_reader().expect("a reader");
        let to = Arc::clone(&shared);
        let reader = std::thread::spawn(move || follow(from, &to));
        let to = Arc::clone(&shared);
        std::thread::spawn(move || {
            let status = child.wait().expect("a child that ends");
            to.view().exit = Some(code_of(&status));
            to.news.notify_all();
        });
        let writer = pty.master.take_writer().expect("a writer");
        Self { shared, pid, master: Some(pty.master), writer: Some(writer), reader: Some(reader) }
    }

    /// What is shown now.
    pub(crate) fn screen(&self) -> String {
        self.shared.view().text()
    }

    /// Looks at the view as it is now.
    pub(crate) fn look<T>(&self, at: impl FnOnce(&View) -> T) -> T {
        at(&self.shared.view())
    }

    /// Number of bytes that came so far.
    pub(crate) fn byte_count(&self) -> usize {
        self.shared.view().bytes.len()
    }

    /// Bytes that came after the first `from`.
    pub(crate) fn bytes_from(&self, from: usize) -> Vec<u8> {
        self.shared.view().bytes[from..].to_vec()
    }

    /// Waits until something is so.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, is: impl Fn(&View) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut view = self.shared.view();
        while !is(&view) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || view.ended {
                let (text, ended) = (view.text(), view.ended);
                drop(view);
                panic!("waited in vain for: {what} (ended: {ended})\n{text}");
            }
            view = self.shared.news.wait_timeout(view, left).expect("no test panics with the view").0;
        }
    }

    /// Waits until this text is on the screen.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(&format!("「{text}」"), |view| view.text().contains(text));
    }

    /// Waits until this text is not on the screen.
    #[track_caller]
    pub(crate) fn wait_gone(&self, text: &str) {
        self.wait_until(&format!("no 「{text}」"), |view| !view.text().contains(text));
    }

    /// Waits until one line of the screen holds all of these.
    #[track_caller]
    pub(crate) fn wait_row(&self, parts: &[&str]) {
        self.wait_until(&format!("a row with {parts:?}"), |view| view.has_row(parts));
    }

    /// Waits until no line of the screen holds all of these.
    #[track_caller]
    pub(crate) fn wait_no_row(&self, parts: &[&str]) {
        self.wait_until(&format!("no row with {parts:?}"), |view| !view.has_row(parts));
    }

    /// Waits until the cursor of the list stands on the row with this text.
    #[track_caller]
    pub(crate) fn wait_cursor_on(&self, text: &str) {
        self.wait_until(&format!("the cursor on 「{text}」"), |view| view.has_row(&[CURSOR, text]));
    }

    /// Waits until nothing has come for this long.
    #[track_caller]
    pub(crate) fn wait_quiet(&self, silence: Duration) {
        let deadline = Instant::now() + PATIENCE;
        let mut view = self.shared.view();
        loop {
            let before = view.bytes.len();
            let until = Instant::now() + silence;
            while view.bytes.len() == before && Instant::now() < until {
                let left = until.saturating_duration_since(Instant::now());
                view = self.shared.news.wait_timeout(view, left).expect("no test panics with the view").0;
            }
            if view.bytes.len() == before {
                return;
            }
            if Instant::now() > deadline {
                let text = view.text();
                drop(view);
                panic!("never quiet for {silence:?}\n{text}");
            }
        }
    }

    /// Presses keys, named as in the configuration, with blanks between: `a t Enter Ctrl-z`.
    pub(crate) fn keys(&mut self, keys: &str) {
        let bytes: Vec<u8> = keys.split(' ').filter(|key| !key.is_empty()).flat_map(key_bytes).collect();
        self.send(&bytes);
    }

    /// Types text.
    pub(crate) fn type_text(&mut self, text: &str) {
        self.send(text.as_bytes());
    }

    /// Pastes text, as a terminal with bracketed paste does.
    pub(crate) fn paste(&mut self, text: &str) {
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
    }

    /// Sends bytes as they are.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().expect("an open line");
        writer.write_all(bytes).expect("a program that listens");
        writer.flush().expect("a program that listens");
    }

    pub(crate) fn resize(&mut self, size: Size) {
        self.shared.view().parser.set_size(at_least_one(size.1), at_least_one(size.0));
        let master = self.master.as_ref().expect("an open line");
        master.resize(pty_size(size)).expect("a terminal that can be resized");
    }

    /// Whether the terminal echoes and edits lines, as a shell expects.
    pub(crate) fn is_cooked(&self) -> bool {
        use rustix::termios::LocalModes;
        let master = self.master.as_ref().expect("an open line");
        let modes = master.get_termios().expect("terminal settings").local_flags.bits();
        let wanted = (LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG).bits();
        modes & wanted == wanted
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).expect("a process that runs");
    }

    /// Takes the line away, as when a connection drops. What the program still writes goes nowhere.
    pub(crate) fn hang_up(&mut self) {
        self.shared.view().let_go = true;
        // The reader sleeps in a read: a resize makes the program say something, and the reader lets go of the line. (The
        // library sends Enter and Ctrl-D as its writer goes; by then nobody may be there to read them.)
        let (rows, columns) = self.shared.view().screen().size();
        self.resize((columns.get() - 1, rows.get()));
        if let Some(reader) = self.reader.take() {
            reader.join().expect("a reader that ends");
        }
        self.writer = None;
        self.master = None;
    }

    /// Waits for the end: exit code, or 128 and the signal that killed it.
    #[track_caller]
    pub(crate) fn exit_code(&mut self) -> u32 {
        self.exit_within(PATIENCE)
    }

    /// The same, with less patience.
    #[track_caller]
    pub(crate) fn exit_within(&mut self, limit: Duration) -> u32 {
        let deadline = Instant::now() + limit;
        let mut view = self.shared.view();
        loop {
            if let Some(code) = view.exit {
                drop(view);
                if let Some(reader) = self.reader.take() {
                    reader.join().expect("a reader that ends");
                }
                return code;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let text = view.text();
                drop(view);
                panic!("still running after {limit:?}\n{text}");
            }
            view = self.shared.news.wait_timeout(view, left).expect("no test panics with the view").0;
        }
    }

    /// Leaves the desk as an officer does.
    #[track_caller]
    pub(crate) fn quit(&mut self) {
        self.keys("q");
        assert_eq!(self.exit_code(), 0, "{}", self.screen());
    }
}

impl Drop for Desk {
    /// Nothing a test started outlives it.
    fn drop(&mut self) {
        if self.shared.view().exit.is_none() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

fn code_of(status: &ExitStatus) -> u32 {
    match status.signal() {
        None => status.exit_code(),
        Some("Hangup") => 129,
        Some("Interrupt") => 130,
        Some("Killed") => 137,
        Some("Terminated") => 143,
        Some(_) => 128,
    }
}

fn follow(mut from: Box<dyn Read + Send>, to: &Shared) {
    let mut buffer = [0; 16 * 1024];
    loop {
        // A terminal whose last program has gone gives an error.
        let count = from.read(&mut buffer).unwrap_or(0);
        let mut view = to.view();
        view.parser.process(&buffer[..count]);
        view.bytes.extend_from_slice(&buffer[..count]);
        view.ended = count == 0;
        let stop = view.ended || view.let_go;
        drop(view);
        to.news.notify_all();
        if stop {
            return;
        }
    }
}

fn at_least_one(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap_or(NonZeroU16::MIN)
}

fn pty_size((cols, rows): Size) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn key_bytes(key: &str) -> Vec<u8> {
    let sequence = match key {
        "Enter" => "\r",
        "Esc" => "\x1b",
        "Tab" => "\t",
        "Shift-Tab" => "\x1b[Z",
        "Space" => " ",
        "Backspace" => "\x7f",
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Home" => "\x1b[H",
        "End" => "\x1b[F",
        "PgUp" => "\x1b[5~",
        "PgDn" => "\x1b[6~",
        _ => match key.strip_prefix("Ctrl-").map(str::as_bytes) {
            Some([letter]) => return vec![letter & 0x1f],
            _ => key,
        },
    };
    sequence.as_bytes().to_vec()
}

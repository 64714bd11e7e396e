//! Keys, pastes and signals, as messages.

use crossterm::event::{self, Event, KeyEventKind};
use tokio::sync::mpsc::UnboundedSender;

use super::Wake;
use crate::message::Msg;

/// Reads the terminal, on a thread of its own, until it ends; then, or when it cannot be read, says that it is gone.
///
/// The desk's own thread must not do this: the reader turns for ever on a terminal that is gone, and waits for the rest
/// of a key or a character that a slow line brought in part.
pub(super) fn read_terminal(to: UnboundedSender<Wake>) {
    std::thread::spawn(move || {
        while let Ok(event) = event::read() {
            let Some(msg) = message(event) else { continue };
            if to.send(Wake::Msg(msg)).is_err() {
                return;
            }
        }
        let _ = to.send(Wake::HungUp);
    });
}

fn message(event: Event) -> Option<Msg> {
    Some(match event {
        Event::Key(key) if key.kind == KeyEventKind::Release => return None,
        Event::Key(key) => Msg::Key(key),
        Event::Paste(text) => Msg::Paste(text),
        Event::Mouse(mouse) => Msg::Mouse(mouse),
        Event::Resize(columns, rows) => Msg::Resize(columns, rows),
        Event::FocusGained => Msg::Focus(true),
        Event::FocusLost => Msg::Focus(false),
    })
}

/// Turns the signals that ask a program to end into messages, and the one that continues it after a stop.
///
/// # Errors
/// When the system refuses to deliver signals.
pub(super) fn follow_signals(to: &UnboundedSender<Wake>) -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    for kind in [SignalKind::terminate(), SignalKind::hangup(), SignalKind::interrupt()] {
        let mut signals = signal(kind)?;
        let to = to.clone();
        tokio::spawn(async move {
            while signals.recv().await.is_some() {
                let _ = to.send(Wake::Signal(kind.as_raw_value()));
            }
        });
    }
    let mut continued = signal(SignalKind::from_raw(CONTINUE))?;
    let to = to.clone();
    tokio::spawn(async move {
        while continued.recv().await.is_some() {
            let _ = to.send(Wake::Continued);
        }
    });
    Ok(())
}

const CONTINUE: i32 = rustix::process::Signal::CONT.as_raw();

//! Ctrl-C (and SIGTERM) noticed between batches instead of ending the program in the middle of one.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use tokio::sync::Notify;

use super::problem::INTERRUPT;

/// SIGTERM
const TERMINATE: i32 = 15;

/// Whether somebody has asked to stop.
#[derive(Debug, Clone)]
pub(super) struct Interrupt(Arc<Noted>);

#[derive(Debug, Default)]
struct Noted {
    /// The signal; 0 before any came.
    signal: AtomicI32,
    came: Notify,
}

impl Interrupt {
    /// From now on a signal is noted, and the second one ends the program as usual.
    pub(super) fn watch() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let ours = Self(Arc::default());
        let noted = Arc::clone(&ours.0);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        let (mut interrupt, mut end) = {
            let _inside = runtime.enter();
            (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?)
        };
        std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
            runtime.block_on(async {
                loop {
                    let number = tokio::select! {
                        _ = interrupt.recv() => INTERRUPT,
                        _ = end.recv() => TERMINATE,
                    };
                    if noted.signal.swap(number, Ordering::Relaxed) != 0 {
                        std::process::exit(128 + number);
                    }
                    noted.came.notify_one();
                }
            });
        })?;
        Ok(ours)
    }

    /// The signal that came, if one did.
    pub(super) fn came(&self) -> Option<i32> {
        Some(self.0.signal.load(Ordering::Relaxed)).filter(|signal| *signal != 0)
    }

    /// Returns once a signal has come. May be dropped while it waits.
    pub(super) async fn wait(&self) {
        if self.came().is_none() {
            self.0.came.notified().await;
        }
    }
}

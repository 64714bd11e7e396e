//! A program of the house, given the message as JSON on its standard input. Exit code 0 means that it was taken.

use std::io::Write;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};

use chrono::SecondsFormat;
use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::{Value, json};

use super::{Failure, Parcel, patience};
use crate::config::Channel;
use crate::domain::{Deadline, Urgency};

/// What a hook is told; names never change, more may come.
fn told(channel: &Channel, parcel: &Parcel) -> Value {
    let note = &parcel.note;
    json!({
        "schema": 1,
        "id": parcel.id,
        "channel": channel.id,
        "purpose": note.purpose.name(),
        "kind": note.about.map(|about| about.kind.name()),
        "number": note.number,
        "urgency": note.urgency.map(Urgency::name),
        "deadline": note.deadline.map(Deadline::name),
        "due_at": note.due.map(|due| due.to_rfc3339_opts(SecondsFormat::Secs, true)),
        "text": parcel.text,
        "attempt": parcel.attempt,
        "maybe_repeated": parcel.maybe_twice,
    })
}

/// Runs the program in a process group of its own, with nothing of our surroundings but a path and a language. What
/// takes too long is killed with all its children.
pub(super) fn run(channel: &Channel, command: &[String], parcel: &Parcel) -> Result<String, Failure> {
    let unable = || Failure::new("command").lasting();
    let (program, arguments) = command.split_first().ok_or_else(unable)?;
    let mut child = Command::new(program)
        .args(arguments)
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("LANG", "C.UTF-8")
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(|_| unable())?;
    if let Some(mut input) = child.stdin.take() {
        // It fits into the pipe. A program that does not want to read it may still take it.
        drop(writeln!(input, "{}", told(channel, parcel)));
    }
    match ended(child, patience(channel)) {
        Some(status) => judge(status),
        None => Err(Failure::new("timeout").unclear()),
    }
}

fn judge(status: ExitStatus) -> Result<String, Failure> {
    match (status.code(), status.signal()) {
        (Some(0), _) => Ok("exit 0".to_owned()),
        (Some(code), _) => Err(Failure::new(format!("exit {code}"))),
        (None, signal) => Err(Failure::new(format!("signal {}", signal.unwrap_or(0))).unclear()),
    }
}

/// How it ended; none if it took too long, in which case its whole group is killed.
fn ended(mut child: Child, patience: std::time::Duration) -> Option<ExitStatus> {
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let (tell, hear) = mpsc::channel();
    let waiting = std::thread::spawn(move || {
        // If nobody listens any more, the end of the program is of no interest.
        drop(tell.send(child.wait()));
    });
    let heard = match hear.recv_timeout(patience) {
        Err(RecvTimeoutError::Timeout) => {
            if let Some(group) = group {
                // It may have ended in between; then there is nothing to kill.
                let _ = kill_process_group(group, Signal::KILL);
            }
            drop(hear.recv());
            None
        }
        told => told.ok().and_then(Result::ok),
    };
    drop(waiting.join());
    heard
}

//! The command line as real processes: names, fields, enum values and exit codes of the contract.

mod acting;
mod bulletins;
mod clear;
mod dispatching;
mod evidence;
mod failures;
mod figures;
mod intake;
mod mail;
mod manifests;
mod meetings;
mod planning;
mod plot;
mod records;
mod reports;
mod shapes;
mod supervised;
mod tables;
mod watch;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// 02:14 on the night of 7 April 2020, in the office's zone.
const NIGHT: &str = "2020-04-07T02:14:00+08:00";

/// An office of its own: home, configuration and store in a directory that goes with it.
struct Office {
    home: tempfile::TempDir,
}

/// What a process did.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("everything printed is UTF-8");
        let code = output.status.code().expect("it ended by itself");
        Self { code, out: text(output.stdout), err: text(output.stderr) }
    }

    /// Demands this exit code.
    #[track_caller]
    fn code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// The one JSON object on standard output.
    #[track_caller]
    fn json(&self) -> Value {
        let value: Value =
            serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out));
        assert_eq!(value["schema"], 1);
        value
    }
}

impl Office {
    fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a directory") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    }

    /// The program with nothing of the tester's surroundings.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dutydesk"));
        command
            .env_clear()
            .env("HOME", self.home.path())
            .env("LANG", "en_GB.UTF-8")
            .current_dir(self.home.path());
        command.args(args).stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        Ran::from(self.command(args).output().expect("it starts"))
    }

    /// Runs at the night's clock.
    fn at_night(&self, args: &[&str]) -> Ran {
        let all: Vec<&str> = args.iter().copied().chain(["--at", NIGHT]).collect();
        self.run(&all)
    }

    /// Takes in the 46 directives.
    fn with_directives() -> Self {
        let office = Self::new();
        office.at_night(&["intake", directives()]).code(0);
        office
    }

    /// Items of a list.
    fn list(&self, args: &[&str]) -> Vec<Value> {
        let all: Vec<&str> = ["list"].iter().chain(args).copied().chain(["--json"]).collect();
        self.at_night(&all).code(0).json()["items"].as_array().expect("items").clone()
    }

    /// Ids of all papers, in the order of the list.
    fn ids(&self) -> Vec<String> {
        let papers = self.list(&["documents", "--all"]);
        papers.iter().map(|paper| paper["id"].as_str().expect("an id").to_owned()).collect()
    }

    /// All files below the office's home: store, write-ahead log, state.
    fn files(&self) -> Vec<PathBuf> {
        let (mut files, mut folders) = (Vec::new(), vec![self.home.path().to_owned()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
                let path = entry.path();
                if path.is_dir() { folders.push(path) } else { files.push(path) }
            }
        }
        files
    }

    /// Number of entries in the journal.
    fn entries(&self) -> u64 {
        self.run(&["list", "log", "--json", "--limit", "0"]).code(0).json()["total"]
            .as_u64()
            .expect("a number")
    }
}

fn directives() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/directives-2020.csv")
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

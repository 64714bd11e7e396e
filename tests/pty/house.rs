//! A place of its own for every test: store, configuration and state in a fresh directory, and a clean environment.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Path of the program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_dutydesk");

/// When the directives of 2020 are triaged: 12 February 2020, a working day.
pub(crate) const MORNING: &str = "2020-02-12T09:30:00+08:00";

/// A fresh home. Gone when dropped.
pub(crate) struct House {
    dir: TempDir,
}

impl House {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().expect("a temporary directory") }
    }

    /// A house whose store holds the 46 directives.
    pub(crate) fn with_directives() -> Self {
        let house = Self::new();
        let told = house.json(&["intake", directives().to_str().expect("a path of ASCII"), "--at", MORNING]);
        assert_eq!(told["refused"], serde_json::json!([]), "{told}");
        let count = |field: &str| told[field].as_u64().unwrap_or_default();
        assert_eq!(count("accepted") + count("incomplete"), 46, "{told}");
        house
    }

    /// A house whose store holds papers with these titles, in this order.
    pub(crate) fn with_papers(titles: &[&str]) -> Self {
        let house = Self::new();
        let lines: String = titles
            .iter()
            .enumerate()
            .map(|(at, title)| {
                let number = format!("盐防指〔2020〕{}号", at + 1);
                let paper = serde_json::json!({
                    "title": title, "doc_number": number, "issuer": "市防控指挥部", "urgency": "priority",
                    "handling": "for_action", "received_at": MORNING,
                });
                format!("{paper}\n")
            })
            .collect();
        let file = house.path("papers.jsonl");
        std::fs::write(&file, lines).expect("a written file");
        let told = house.json(&["intake", file.to_str().expect("UTF-8"), "--at", MORNING]);
        assert_eq!(told["refused"], serde_json::json!([]), "{told}");
        house
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.path("duty.db")
    }

    /// The whole environment of a process of this house.
    pub(crate) fn env(&self) -> Vec<(&'static str, OsString)> {
        let path = |name: &str| self.path(name).into_os_string();
        vec![
            ("PATH", std::env::var_os("PATH").unwrap_or_default()),
            ("HOME", path("home")),
            ("XDG_CONFIG_HOME", path("config")),
            ("XDG_DATA_HOME", path("data")),
            ("XDG_STATE_HOME", path("state")),
            ("DUTYDESK_STORE", path("duty.db")),
            ("LANG", "zh_CN.UTF-8".into()),
            ("TERM", "xterm-256color".into()),
        ]
    }

    /// The program with these arguments, off any terminal.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(args).env_clear().envs(self.env()).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("a program that runs")
    }

    /// What a command that must succeed says with `--json`.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let output = self.command(args).arg("--json").output().expect("a program that runs");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success(),
            "{args:?}: {}\n{said}{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_str(&said).unwrap_or_else(|error| panic!("{args:?}: {error}: {said}"))
    }

    /// The journal, oldest entry first.
    pub(crate) fn log(&self) -> Vec<Value> {
        let mut items = self.items(&["list", "log", "--all"]);
        items.sort_by_key(|item| item["seq"].as_u64());
        items
    }

    /// The papers, the closed ones too.
    pub(crate) fn papers(&self) -> Vec<Value> {
        self.items(&["list", "documents", "--all"])
    }

    /// The paper with this title.
    pub(crate) fn paper(&self, title: &str) -> Value {
        let found: Vec<Value> = self.papers().into_iter().filter(|paper| paper["title"] == title).collect();
        assert_eq!(found.len(), 1, "papers called {title}: {found:?}");
        found[0].clone()
    }

    fn items(&self, args: &[&str]) -> Vec<Value> {
        let told = self.json(args);
        let items = told["items"].as_array().unwrap_or_else(|| panic!("{args:?}: no items: {told}"));
        assert_eq!(told["total"].as_u64(), Some(items.len() as u64), "{args:?}: not all items");
        items.clone()
    }

    /// Chain and tables are sound.
    pub(crate) fn verify(&self) {
        let told = self.json(&["verify"]);
        assert_eq!(told["ok"], true, "{told}");
        assert_eq!(told["events"].as_u64().map(|events| events > 0), Some(true), "{told}");
    }
}

fn directives() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/directives-2020.csv")
}

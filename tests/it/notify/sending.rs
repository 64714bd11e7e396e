//! `dutydesk notify` as real processes against real servers: killed at the worst moments, two at once, told to stop.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use super::web::{Manner, Web, fine};
use super::{KEY, TOKEN};

const TITLE: &str = "关于张三丰同志核酸检测阳性的报告";

struct Office {
    home: tempfile::TempDir,
}

impl Office {
    /// An office that tells of urgent papers to a robot on this server.
    fn telling(web: &Web) -> Self {
        Self::with("kind = \"dingtalk\"\nurl_file = \"{home}/url\"\nsecret_env = \"ROBOT_KEY\"", Some(web))
    }

    fn with(channel: &str, web: Option<&Web>) -> Self {
        use std::os::unix::fs::OpenOptionsExt;
        let home = tempfile::tempdir().expect("a directory");
        let office = Self { home };
        let path = office.path("url");
        let file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path);
        if let Some(web) = web {
            use std::io::Write;
            writeln!(file.expect("a file"), "{}", web.url()).expect("a file");
        }
        let text = format!(
            "[outbound]\nenabled = true\nretry_first = \"1 s\"\nretry_most = \"1 s\"\n\
             [outbound.purposes]\nurgent_arrival = [\"group\"]\n\
             [[outbound.channels]]\nid = \"group\"\ntimeout = \"2 s\"\n{}\n",
            channel.replace("{home}", office.home.path().to_str().expect("a plain path"))
        );
        std::fs::write(office.path("config.toml"), text).expect("a file");
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dutydesk"));
        let (store, config) = (self.path("desk.db"), self.path("config.toml"));
        command.env_clear().env("HOME", self.home.path()).env("ROBOT_KEY", KEY).current_dir(self.home.path());
        command.args(args).args(["--lang", "zh-CN", "--store"]).arg(store).arg("--config").arg(config);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    #[track_caller]
    fn run(&self, args: &[&str], code: i32) -> String {
        let Output { status, stdout, stderr } = self.command(args).output().expect("it starts");
        let (out, err) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
        assert_eq!(status.code(), Some(code), "{out}{err}");
        for secret in [TOKEN, KEY] {
            assert!(!out.contains(secret) && !err.contains(secret), "{out}{err}");
        }
        out.into_owned()
    }

    /// An urgent paper comes in.
    fn receives(&self) {
        self.run(&["capture", &format!("特急 市防指 通知 {TITLE}")], 0);
    }

    fn start(&self, args: &[&str]) -> Worker {
        let all: Vec<&str> = ["notify"].iter().chain(args).copied().collect();
        Worker(self.command(&all).spawn().expect("it starts"))
    }

    fn messages(&self) -> Vec<Value> {
        let list: Value =
            serde_json::from_str(&self.run(&["list", "messages", "--all", "--json"], 0)).expect("JSON");
        list["items"].as_array().expect("items").clone()
    }

    /// Neither the journal nor any other file of the office has the keys in it, and nobody's state has changed.
    fn stays_decent(&self, web: &Web) {
        let kept = std::fs::read(self.path("desk.db")).expect("the store");
        let wal = std::fs::read(self.path("desk.db-wal")).unwrap_or_default();
        for secret in [TOKEN, KEY] {
            let found = |bytes: &[u8]| bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found(&kept) && !found(&wal), "a secret is in the store");
        }
        for heard in web.heard() {
            for word in ["张三丰", "核酸", "市防指", "报告"] {
                assert!(!heard.body.contains(word), "{heard:?}");
            }
        }
        let papers = self.run(&["list", "documents", "--json"], 0);
        let papers: Value = serde_json::from_str(&papers).expect("JSON");
        assert!(papers["items"].as_array().expect("items").iter().all(|paper| paper["state"] == "arrived"));
        self.run(&["verify"], 0);
    }
}

/// A worker that does not outlive its test.
struct Worker(Child);

impl Worker {
    fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.0.id()).expect("a pid")).expect("a pid");
        kill_process(pid, signal).expect("it is there");
    }

    /// Ends it in good order; what it printed, and its exit code.
    fn ended(mut self) -> (String, Option<i32>) {
        let mut out = String::new();
        let stdout = self.0.stdout.take().expect("a pipe");
        BufReader::new(stdout).lines().map_while(Result::ok).for_each(|line| out += &(line + "\n"));
        let status = self.0.wait().expect("it ends");
        (out, status.code())
    }

    fn killed(mut self) {
        self.0.kill().expect("it is there");
        self.0.wait().expect("it ends");
    }

    /// Waits for its next line.
    fn line(&mut self) -> String {
        let mut line = String::new();
        let stdout = self.0.stdout.as_mut().expect("a pipe");
        // Byte by byte, so that nothing of the next line is taken away.
        while !line.ends_with('\n') {
            let mut byte = [0];
            std::io::Read::read_exact(stdout, &mut byte).expect("a line");
            line.push(char::from(byte[0]));
        }
        line
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It has ended already, unless the test failed.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_worker_hears_of_a_paper_at_once_and_stops_in_good_order() {
    let web = Web::new([fine()]);
    let office = Office::telling(&web);
    office.receives();
    let mut worker = office.start(&[]);
    assert!(worker.line().contains("group"));
    office.receives();
    office.run(&["capture", "特急 市防指 通知 第二份"], 0);
    web.await_heard(2);
    worker.line();
    worker.signal(Signal::TERM);
    let (_, code) = worker.ended();
    assert_eq!(code, Some(0));
    let messages = office.messages();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages.iter().all(|message| message["state"] == "sent" && message["attempts"] == 1));
    office.stays_decent(&web);
}

#[test]
fn a_worker_that_is_told_to_stop_finishes_what_is_on_its_way() {
    let web = Web::new([Manner::Hang, fine()]);
    let office = Office::telling(&web);
    office.receives();
    let worker = office.start(&[]);
    web.await_heard(1);
    worker.signal(Signal::TERM);
    let (_, code) = worker.ended();
    assert_eq!(code, Some(0));
    let messages = office.messages();
    assert_eq!((&messages[0]["state"], &messages[0]["last_error"]), (&"failed".into(), &"timeout".into()));
    assert_eq!(messages[0]["maybe_twice"], true, "the robot may have it");
}

#[test]
fn killed_after_the_robot_has_it_the_message_goes_out_once_more_and_says_so() {
    let web = Web::new([Manner::Hang, fine()]);
    let office = Office::telling(&web);
    office.receives();
    let worker = office.start(&[]);
    web.await_heard(1);
    worker.killed();
    let messages = office.messages();
    assert_eq!((&messages[0]["state"], &messages[0]["attempts"]), (&"sending".into(), &1.into()));
    office.run(&["notify", "--once"], 0);
    assert_eq!(web.heard().len(), 1, "while the claim lasts nobody sends it");
    let later = (chrono::Utc::now() + chrono::TimeDelta::minutes(1)).to_rfc3339();
    office.run(&["notify", "--once", "--at", &later], 0);
    let heard = web.heard();
    assert_eq!(heard.len(), 2);
    let text = heard[1].json()["text"]["content"].as_str().expect("a text").to_owned();
    assert!(text.contains("可能重复"), "{text}");
    let messages = office.messages();
    assert_eq!((&messages[0]["state"], &messages[0]["maybe_twice"]), (&"sent".into(), &true.into()));
    office.stays_decent(&web);
}

#[test]
fn killed_at_any_time_nothing_is_lost() {
    let web = Web::new([fine()]);
    let office = Office::telling(&web);
    for delay in [0, 5, 10, 20, 40, 80] {
        office.run(&["capture", &format!("特急 市防指 通知 {TITLE}{delay}")], 0);
        let worker = office.start(&[]);
        // Not to wait for something: whatever it does after so long is interrupted.
        std::thread::sleep(std::time::Duration::from_millis(delay));
        worker.killed();
    }
    let later = (chrono::Utc::now() + chrono::TimeDelta::minutes(1)).to_rfc3339();
    office.run(&["notify", "--once", "--at", &later], 0);
    let messages = office.messages();
    assert_eq!(messages.len(), 6);
    assert!(messages.iter().all(|message| message["state"] == "sent"), "{messages:?}");
    assert!(web.heard().len() >= 6);
    office.stays_decent(&web);
}

#[test]
fn two_workers_send_everything_once() {
    let web = Web::new([fine()]);
    let office = Office::telling(&web);
    office.receives();
    let workers = [office.start(&[]), office.start(&["--officer", "chen"])];
    for n in 0..5 {
        office.run(&["capture", &format!("特急 市防指 通知 {TITLE}{n}")], 0);
    }
    web.await_heard(6);
    for worker in workers {
        worker.signal(Signal::TERM);
        assert_eq!(worker.ended().1, Some(0));
    }
    let mut texts: Vec<String> = web.heard().iter().map(|heard| heard.body.clone()).collect();
    texts.sort();
    texts.dedup();
    assert_eq!((texts.len(), web.heard().len()), (6, 6));
    assert!(office.messages().iter().all(|message| message["attempts"] == 1));
}

#[test]
fn what_fails_is_tried_again_and_shown_until_it_is_sent() {
    let web = Web::new([
        Manner::Say(500, "{}".to_owned()),
        Manner::Half,
        Manner::Slam,
        Manner::Say(200, "{\"errcode\":310000,\"errmsg\":\"sign not match\"}".to_owned()),
        fine(),
    ]);
    let office = Office::telling(&web);
    office.receives();
    office.run(&["notify", "--once"], 8);
    let messages = office.messages();
    assert_eq!((&messages[0]["state"], &messages[0]["last_error"]), (&"failed".into(), &"http 500".into()));
    let worker = office.start(&[]);
    web.await_heard(4);
    worker.signal(Signal::TERM);
    worker.ended();
    let message = &office.messages()[0];
    assert_eq!(
        (&message["state"], &message["attempts"], &message["maybe_twice"]),
        (&"sent".into(), &5.into(), &true.into())
    );
    office.stays_decent(&web);
}

#[test]
fn a_trial_says_how_it_went_and_leaves_nothing_behind() {
    let web = Web::new([fine(), Manner::Say(200, "{\"errcode\":310000}".to_owned())]);
    let office = Office::telling(&web);
    office.receives();
    assert!(office.run(&["notify", "--test", "group"], 0).contains("已发出"));
    assert!(office.run(&["notify", "--test", "group"], 1).contains("310000"));
    office.run(&["notify", "--test", "grup"], 2);
    let states: Vec<String> = office.messages().iter().map(|message| message["state"].to_string()).collect();
    assert_eq!(states, ["\"cancelled\"", "\"sent\""]);
    assert_eq!(web.heard().len(), 2, "nothing else was sent");
    let dry: Value = serde_json::from_str(&office.run(&["notify", "--dry-run", "--json"], 0)).expect("JSON");
    assert_eq!(dry["messages"].as_array().map(Vec::len), Some(1));
    assert_eq!(office.messages().len(), 2, "a dry run writes nothing");
}

#[test]
fn without_a_readable_key_or_with_everything_off_nothing_is_sent() {
    use std::os::unix::fs::PermissionsExt;
    let web = Web::new([fine()]);
    let office = Office::telling(&web);
    office.receives();
    let open = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(office.path("url"), open).expect("its owner");
    office.run(&["notify", "--dry-run"], 9);
    office.run(&["notify", "--once"], 8);
    assert_eq!(office.messages()[0]["last_error"], "secret");
    let config = std::fs::read_to_string(office.path("config.toml")).expect("a file");
    std::fs::write(office.path("config.toml"), config.replace("enabled = true", "enabled = false"))
        .expect("a file");
    office.run(&["notify", "--once"], 7);
    assert_eq!(web.heard(), []);
    office.run(&["config", "check"], 0);
}

#[test]
fn a_hook_is_told_on_its_standard_input() {
    let office =
        Office::with("kind = \"hook\"\ncommand = [\"/bin/sh\", \"-c\", \"cat >> {home}/told\"]", None);
    office.receives();
    office.run(&["notify", "--once"], 0);
    let told = std::fs::read_to_string(office.path("told")).expect("it was told");
    let told: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!((&told["purpose"], &told["urgency"]), (&"urgent_arrival".into(), &"immediate".into()));
    assert!(!told.to_string().contains("张三丰"));
}

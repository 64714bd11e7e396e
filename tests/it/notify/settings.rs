//! The section `[outbound]`: off by itself, strict where something would leave the room in the open, and silent about
//! secrets.

use std::os::unix::fs::PermissionsExt;

use dutydesk::config::{Config, ConfigProblem, LayerFile, ProblemKind, Secret, Sources, check_url};
use dutydesk::lang::Lang;
use dutydesk::notify::read_secret;

use super::{KEY, TOKEN};

fn load(text: &str) -> Result<Config, Vec<ConfigProblem>> {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("config.toml");
    std::fs::write(&path, text).expect("a file");
    let files = vec![LayerFile { path, must_exist: true }];
    Config::load(&Sources { files, ..Sources::default() }).map(|loaded| loaded.config)
}

fn channel(lines: &str) -> String {
    format!("[[outbound.channels]]\nid = \"group\"\n{lines}\n")
}

fn problem(lines: &str) -> ConfigProblem {
    let mut found = load(&channel(lines)).expect_err("this is wrong");
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

#[test]
fn nothing_leaves_the_room_unless_somebody_wants_it() {
    let outbound = Config::builtin().expect("the built-in configuration").outbound;
    assert!(!outbound.enabled && outbound.channels.is_empty());
    assert!(outbound.purposes.iter().all(|(_, channels)| channels.is_empty()));
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_without_the_secret() {
    let at = |problem: &ConfigProblem| (problem.key.clone(), problem.place.line);
    let plain = format!("kind = \"wecom\"\nurl = \"http://qyapi.weixin.qq.com/send?key={TOKEN}\"");
    let found = problem(&plain);
    assert_eq!(
        (at(&found), &found.kind),
        (("outbound.channels[1].url".to_owned(), 4), &ProblemKind::Unencrypted)
    );
    for lines in [
        plain.as_str(),
        "kind = \"wecom\"\nurl = \"tok3n-that-nobody-may-see\"",
        "kind = \"feishu\"\nurl = \"https://a.b/c\"\nsecret = 12345",
        "kind = \"dingtalk\"\nurl = \"https://a.b/tok3n-that-nobody-may-see\"\nurl_env = \"ROBOT\"",
        "kind = \"smtp\"\nhost = \"mail.example\"\ntls = \"none\"\nfrom = \"a@b.cn\"\nto = [\"a@b.cn\"]",
        "kind = \"smtp\"\nhost = \"mail.example\"\ntls = \"starttls\"\nfrom = \"nobody\"\nto = [\"a@b.cn\"]",
        "kind = \"smtp\"\nhost = \"mail.example\"\ntls = \"starttls\"\nfrom = \"a@b.cn\"\nto = []",
        "kind = \"hook\"\ncommand = [\"send-sms\"]",
        "kind = \"hook\"\ncommand = []",
        "kind = \"telex\"\nurl = \"x\"",
        "kind = \"wecom\"",
        "kind = \"wecom\"\nurl_file = \"robot.key\"",
        "kind = \"wecom\"\nurl = \"https://a.b/c\"\nsecret = \"x\"",
        "kind = \"hook\"\ncommand = [\"/bin/true\"]\nunits = [\"helth\"]",
        "kind = \"hook\"\ncommand = [\"/bin/true\"]\ntimeout = \"1 h\"",
    ] {
        let found = problem(lines);
        assert!(found.place.line > 0, "{lines}: {found:?}");
        for lang in [Lang::ZhCn, Lang::En] {
            let said = found.describe(lang);
            assert!(!said.contains(TOKEN) && !said.contains("12345"), "{said}");
        }
    }
    let wrong = load("[outbound.purposes]\nreurge = [\"nobody\"]").expect_err("no such channel");
    assert_eq!(at(&wrong[0]), ("outbound.purposes.reurge[1]".to_owned(), 2));
}

#[test]
fn plain_ways_are_for_this_machine_or_for_whoever_allows_them() {
    let local = ["http://127.0.0.1:8080/x", "http://localhost/x", "http://[::1]:80/x", "https://a.b/c?d=e"];
    assert!(local.iter().all(|url| check_url(url, false).is_ok()));
    let open = ["http://10.0.0.1/x", "http://127.0.0.1.example.com/", "http://localhost.evil/"];
    assert!(open.iter().all(|url| check_url(url, false) == Err(ProblemKind::Unencrypted)));
    assert!(open.iter().all(|url| check_url(url, true).is_ok()));
    let wrong =
        ["ftp://a.b/", "https://", "a.b/c", "https://user@a.b/", "http://127.0.0.1@evil/", "https://a b/"];
    assert!(wrong.iter().all(|url| matches!(check_url(url, true), Err(ProblemKind::Wrong { .. }))));
}

#[test]
fn a_secret_that_others_may_read_is_none_and_none_is_printed() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("key");
    std::fs::write(&path, format!("{KEY}\n")).expect("a file");
    let mode =
        |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("its owner");
    mode(0o600);
    assert_eq!(read_secret(&Secret::File(path.clone())).as_deref(), Ok(KEY));
    for open in [0o640, 0o604, 0o666] {
        mode(open);
        assert_eq!(read_secret(&Secret::File(path.clone())).expect_err("open").reason, "secret");
    }
    assert!(read_secret(&Secret::File(dir.path().to_owned())).is_err());
    assert!(read_secret(&Secret::Env("DUTYDESK_NO_SUCH_VARIABLE".to_owned())).is_err());
    let text = channel(&format!("kind = \"dingtalk\"\nurl = \"https://a.b/{TOKEN}\"\nsecret = \"{KEY}\""));
    let shown = format!("{:?}", load(&text).expect("all is right"));
    assert!(!shown.contains(TOKEN) && !shown.contains(KEY));
}

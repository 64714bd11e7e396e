//! One attempt by every kind of channel.

use std::net::TcpListener;
use std::time::Instant;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dutydesk::config::{ChannelKind, Mail, MailTls, Secret, Vendor};
use dutydesk::notify::{Attempt, Failure, attempt};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::post::{self, Post};
use super::web::{Heard, Manner, Web, fine};
use super::{KEY, TOKEN, channel, failed, lasting, parcel, robot, unclear};

const VENDORS: [Vendor; 3] = [Vendor::WeCom, Vendor::DingTalk, Vendor::Feishu];

fn by(vendor: Vendor, manner: Manner) -> Attempt {
    attempt(&robot(vendor, Web::new([manner]).url(), None), &parcel())
}

#[test]
fn a_message_says_a_number_an_urgency_and_a_time_and_that_it_is_no_receipt() {
    let text = "【值班】特急 来文2020-0007：待签收，请于 02:24 前签收。此消息不作签收凭证。";
    assert_eq!(parcel().text, text);
    for vendor in VENDORS {
        let web = Web::new([fine()]);
        assert_eq!(attempt(&robot(vendor, web.url(), None), &parcel()), Attempt::Taken("0".to_owned()));
        let heard = web.heard().remove(0);
        assert!(heard.path.contains(TOKEN));
        let wanted = match vendor {
            Vendor::Feishu => serde_json::json!({ "msg_type": "text", "content": { "text": text } }),
            _ => serde_json::json!({ "msgtype": "text", "text": { "content": text } }),
        };
        assert_eq!(heard.json(), wanted, "{vendor:?}");
    }
}

#[test]
fn answers_of_200_with_a_code_in_the_body_are_failures() {
    let said = |body: &str| Manner::Say(200, body.to_owned());
    let limited = |code: &str, minutes| {
        Attempt::Failed(Failure::new(format!("limit {code}")).wait(chrono::TimeDelta::minutes(minutes)))
    };
    let cases = [
        (Vendor::WeCom, r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#, lasting("code 93000")),
        (Vendor::WeCom, r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#, limited("45009", 1)),
        (Vendor::WeCom, r#"{"errcode":-1,"errmsg":"system busy"}"#, failed("code -1")),
        (Vendor::DingTalk, r#"{"errcode":310000,"errmsg":"sign not match"}"#, lasting("code 310000")),
        (Vendor::DingTalk, r#"{"errcode":130101,"errmsg":"send too fast"}"#, limited("130101", 10)),
        (Vendor::Feishu, r#"{"code":19021,"msg":"sign match fail"}"#, lasting("code 19021")),
        (Vendor::Feishu, r#"{"code":11232,"msg":"frequency limited"}"#, limited("11232", 1)),
        (Vendor::Feishu, r#"{"code":9499,"msg":"too many request"}"#, limited("9499", 1)),
        (Vendor::Feishu, r#"{"code":9499,"msg":"Bad Request"}"#, lasting("code 9499")),
    ];
    for (vendor, body, wanted) in cases {
        assert_eq!(by(vendor, said(body)), wanted, "{body}");
    }
    assert_eq!(by(Vendor::Feishu, said(r#"{"StatusCode":0}"#)), Attempt::Taken("0".to_owned()));
    for vendor in VENDORS {
        for body in [
            "",
            "<html>welcome to the captive portal</html>",
            "{}",
            "[]",
            "{\"errcode\":\"0\",\"code\":\"0\"}",
        ] {
            assert_eq!(by(vendor, said(body)), unclear("answer"), "{vendor:?} {body}");
        }
    }
}

#[test]
fn what_is_not_known_to_have_failed_is_unclear_and_what_is_known_is_not() {
    for vendor in VENDORS {
        let say = |status| by(vendor, Manner::Say(status, "{\"errcode\":0,\"code\":0}".to_owned()));
        assert_eq!(say(500), failed("http 500"));
        assert_eq!(say(503), failed("http 503"));
        assert_eq!(say(502), unclear("http 502"));
        assert_eq!(say(404), lasting("http 404"));
        assert_eq!(say(302), lasting("http 302"), "nothing is sent on to another address");
        assert!(matches!(say(429), Attempt::Failed(Failure { wait: Some(_), unclear: false, .. })));
        assert_eq!(by(vendor, Manner::Half), unclear("dropped"));
        assert_eq!(by(vendor, Manner::Drop), unclear("dropped"));
        let before = Instant::now();
        assert_eq!(by(vendor, Manner::Hang), unclear("timeout"));
        assert!(before.elapsed().as_secs() < 5, "{:?}", before.elapsed());
    }
    let nobody = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let url = format!("http://{nobody}/x");
    assert_eq!(attempt(&robot(Vendor::WeCom, url, None), &parcel()), failed("connect"));
}

fn signature(key: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("any key");
    mac.update(text.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

#[test]
fn signatures_are_what_the_services_check() {
    fn dingtalk(heard: &Heard) -> String {
        let timestamp = heard.query("timestamp").unwrap_or_default();
        let right = signature(KEY, &format!("{timestamp}\n{KEY}"));
        let fits =
            heard.query("sign") == Some(right) && timestamp == super::now().timestamp_millis().to_string();
        format!(r#"{{"errcode":{}}}"#, if fits { 0 } else { 310_000 })
    }
    fn feishu(heard: &Heard) -> String {
        let body = heard.json();
        let timestamp = body["timestamp"].as_str().unwrap_or_default();
        let right = signature(&format!("{timestamp}\n{KEY}"), "");
        let fits = body["sign"] == right && timestamp == super::now().timestamp().to_string();
        format!(r#"{{"code":{}}}"#, if fits { 0 } else { 19_021 })
    }
    let cases = [
        (Vendor::DingTalk, dingtalk as fn(&Heard) -> String, "code 310000"),
        (Vendor::Feishu, feishu, "code 19021"),
    ];
    for (vendor, check, refused) in cases {
        let web = Web::new([Manner::Check(check)]);
        assert_eq!(attempt(&robot(vendor, web.url(), Some(KEY)), &parcel()), Attempt::Taken("0".to_owned()));
        assert_eq!(attempt(&robot(vendor, web.url(), Some("another")), &parcel()), lasting(refused));
        assert_eq!(attempt(&robot(vendor, web.url(), None), &parcel()), lasting(refused));
        for heard in web.heard() {
            assert!(!heard.path.contains(KEY) && !heard.body.contains(KEY), "the key itself is never sent");
        }
    }
}

fn mail(post: &Post) -> Mail {
    Mail {
        host: "127.0.0.1".to_owned(),
        port: post.port,
        tls: MailTls::None,
        user: Some("duty".to_owned()),
        password: Some(Secret::Here(KEY.to_owned())),
        from: "duty@example.gov.cn".to_owned(),
        to: vec!["leader@example.gov.cn".to_owned(), "room@example.gov.cn".to_owned()],
    }
}

fn mailed(manner: post::Manner) -> (Attempt, Vec<String>) {
    let post = Post::new([manner]);
    (attempt(&channel(ChannelKind::Mail(Box::new(mail(&post)))), &parcel()), post.mails())
}

#[test]
fn a_mail_bears_the_same_id_in_every_attempt_and_the_same_words() {
    use mail_parser::MessageParser;
    let (sent, mails) = mailed(post::Manner::Good);
    assert_eq!(sent, Attempt::Taken("smtp 250".to_owned()));
    let mail = MessageParser::default().parse(mails[0].as_bytes()).expect("a mail");
    assert_eq!(mail.subject(), Some("【值班】特急 来文2020-0007：待签收，请于 02:24 前签收。"));
    assert_eq!(mail.body_text(0).expect("a text").trim(), parcel().text);
    let id = format!("{}@example.gov.cn", parcel().id);
    assert_eq!(mail.message_id(), Some(id.as_str()));
    assert!(mails[0].contains("Auto-Submitted: auto-generated"));
}

#[test]
fn mail_servers_that_say_no_and_mail_servers_that_say_nothing() {
    let refused = |command, answer| mailed(post::Manner::Refuse(command, answer));
    assert_eq!(refused("MAIL", "451 try later"), (failed("smtp 451"), vec![]));
    assert_eq!(refused("RCPT", "550 no such user"), (lasting("smtp 550"), vec![]));
    assert_eq!(refused("AUTH", "535 wrong password"), (lasting("smtp 535"), vec![]));
    assert_eq!(mailed(post::Manner::Slam), (failed("connect"), vec![]));
    assert_eq!(mailed(post::Manner::Silent), (failed("timeout"), vec![]));
    let (sent, mails) = mailed(post::Manner::DropAfterData);
    assert_eq!((sent, mails.len()), (unclear("dropped"), 1), "it may have arrived: here it has");
}

#[test]
fn a_server_that_does_not_encrypt_gets_nothing_where_that_is_demanded() {
    let post = Post::new([post::Manner::Good]);
    for tls in [MailTls::StartTls, MailTls::Implicit] {
        let mail = Mail { tls, ..mail(&post) };
        let tried = attempt(&channel(ChannelKind::Mail(Box::new(mail))), &parcel());
        assert!(matches!(&tried, Attempt::Failed(failure) if !failure.unclear), "{tried:?}");
    }
    assert_eq!(post.mails(), Vec::<String>::new());
}

fn hook(script: &str) -> Attempt {
    let command = ["/bin/sh", "-c", script].map(str::to_owned).to_vec();
    attempt(&channel(ChannelKind::Hook { command }), &parcel())
}

#[test]
fn a_hook_gets_json_and_nothing_of_our_surroundings() {
    let dir = tempfile::tempdir().expect("a directory");
    let (said, env) = (dir.path().join("said"), dir.path().join("env"));
    let script = format!("cat > {}; env > {}", said.display(), env.display());
    assert_eq!(hook(&script), Attempt::Taken("exit 0".to_owned()));
    let said: serde_json::Value =
        serde_json::from_slice(&std::fs::read(said).expect("what was said")).expect("JSON");
    assert_eq!((&said["number"], &said["text"]), (&"2020-0007".into(), &parcel().text.into()));
    let env = std::fs::read_to_string(env).expect("the environment");
    let mut names: Vec<&str> = env.lines().filter_map(|line| line.split('=').next()).collect();
    names.retain(|name| !matches!(*name, "_" | "PWD" | "OLDPWD" | "SHLVL"));
    names.sort_unstable();
    assert_eq!(names, ["LANG", "PATH"], "{env}");
}

#[test]
fn a_hook_fails_by_its_code_and_one_that_hangs_is_killed_with_its_children() {
    assert_eq!(hook("exit 3"), failed("exit 3"));
    assert_eq!(hook("exec true < /dev/null"), Attempt::Taken("exit 0".to_owned()), "it need not read");
    assert_eq!(hook("kill -9 $$"), unclear("signal 9"));
    let missing = ChannelKind::Hook { command: vec!["/nonexistent/program".to_owned()] };
    assert_eq!(attempt(&channel(missing), &parcel()), lasting("command"));
    let dir = tempfile::tempdir().expect("a directory");
    let pid = dir.path().join("pid");
    assert_eq!(hook(&format!("sleep 600 & echo $! > {}; wait", pid.display())), unclear("timeout"));
    let pid = std::fs::read_to_string(pid).expect("the child began");
    // It was killed; how long the kernel takes to carry that out is not ours to say.
    let patience = Instant::now();
    let lives = || {
        let status = std::fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
        let state = status.rsplit(") ").next().and_then(|rest| rest.chars().next());
        !matches!(state, None | Some('Z' | 'X'))
    };
    while lives() {
        assert!(patience.elapsed().as_secs() < 30, "the child lives on");
        std::thread::yield_now();
    }
}

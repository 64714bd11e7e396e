//! Mail, alerts and attachments through the real program.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::{Office, text};

const STORE: &str = ".local/share/dutydesk";

fn mail(id: usize, subject: &str, file: Option<(&str, &[u8])>) -> String {
    let head = format!(
        "From: 市防指 <zhb@sz.gov.cn>\nSubject: {subject}\nMessage-ID: <{id}@sz>\n\
         Date: Tue, 7 Apr 2020 01:30:00 +0800\nMIME-Version: 1.0\n"
    );
    match file {
        None => format!("{head}Content-Type: text/plain; charset=utf-8\n\n正文{id}\n"),
        Some((name, bytes)) => format!(
            "{head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n正文{id}\n\
             --b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\
             Content-Disposition: attachment; filename=\"{name}\"\n\n{}\n--b--\n",
            STANDARD.encode(bytes)
        ),
    }
}

impl Office {
    /// A Maildir with five mails, one of them marked; it has an attachment all the same.
    fn maildir(&self) -> PathBuf {
        let dir = self.path("Maildir");
        for part in ["new", "cur", "tmp", ".Sent/cur"] {
            std::fs::create_dir_all(dir.join(part)).expect("a directory");
        }
        let put = |name: &str, mail: &str| std::fs::write(dir.join(name), mail).expect("written");
        put("new/1586200000.M1.host", &mail(1, "【特急】核酸检测通知", Some(("名单.pdf", b"one"))));
        put("new/1586200001.M2.host", &mail(2, "日报", None));
        put("cur/1586100000.M3.host:2,S", &mail(3, "日报", Some(("../../日报.pdf", b"two"))));
        put(
            "cur/1586100001.M4.host:2,RS",
            &mail(4, "机密★10年 绝不可存", Some(("绝不可存.pdf", "绝不可存的内容".as_bytes()))),
        );
        put("cur/1586100002.M5.host:2,", "");
        put("tmp/1586300000.M6.host", &mail(6, "还没写完", None));
        put(".Sent/cur/1586300000.M7.host", &mail(7, "发出的", None));
        dir
    }

    fn show(&self, id: &str) -> Value {
        self.at_night(&["show", id, "--json"]).code(0).json()
    }

    /// Id of the one paper with this title.
    fn titled(&self, title: &str) -> String {
        let papers = self.list(&["documents", "--all"]);
        let found: Vec<&Value> = papers.iter().filter(|paper| paper["title"] == title).collect();
        assert_eq!(found.len(), 1, "{papers:?}");
        found[0]["id"].as_str().expect("an id").to_owned()
    }
}

/// Every file below a directory with its bytes and the time of its last change.
fn everything(dir: &Path) -> BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)> {
    let mut all = BTreeMap::new();
    let mut open = vec![dir.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(&dir).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let changed = std::fs::metadata(&path).and_then(|meta| meta.modified()).expect("a time");
                all.insert(path.clone(), (std::fs::read(&path).expect("readable"), changed));
            }
        }
    }
    all
}

#[test]
fn a_maildir_goes_in_once_stays_as_it_is_and_a_marked_mail_leaves_no_trace() {
    let office = Office::new();
    let dir = office.maildir();
    let before = everything(&dir);
    let ran = office.at_night(&["intake", text(&dir), "--json"]).code(8);
    let counts = ran.json();
    assert_eq!(
        (&counts["accepted"], &counts["attached"], &counts["incomplete"]),
        (&3.into(), &0.into(), &0.into())
    );
    let refused: Vec<(&str, &str)> = counts["refused"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| (row["source"].as_str().expect("a place"), row["reason"].as_str().expect("a code")))
        .collect();
    assert_eq!(
        refused,
        [
            ("Maildir/cur/1586100001.M4.host:2,RS", "classified"),
            ("Maildir/cur/1586100002.M5.host:2,", "nothing_known"),
        ]
    );
    assert!(!ran.out.contains("绝不可存") && !ran.err.contains("绝不可存"));
    let again = office.at_night(&["intake", text(&dir), "--json"]).code(8).json();
    assert_eq!((&again["accepted"], &again["attached"]), (&0.into(), &3.into()));
    assert_eq!(everything(&dir), before, "nothing in a Maildir is moved or changed");

    let kept = everything(&office.path(STORE));
    assert_eq!(
        kept.keys().filter(|path| path.starts_with(office.path(STORE).join("desk.db.attachments"))).count(),
        2
    );
    for (path, (bytes, _)) in &kept {
        let secret = "绝不可存".as_bytes();
        assert!(!bytes.windows(secret.len()).any(|part| part == secret), "{}", path.display());
        assert!(!path.to_string_lossy().contains("绝不可存"));
        assert_eq!(
            std::fs::metadata(path).expect("there").permissions().mode() & 0o077,
            0,
            "{}",
            path.display()
        );
    }
    let paper = office.show(&office.titled("【特急】核酸检测通知"));
    assert_eq!((&paper["urgency"], &paper["issuer"]), (&"immediate".into(), &"市防指".into()));
    assert_eq!(office.list(&["documents", "--all"]).len(), 3, "two daily reports are two papers");
}

#[test]
fn an_attachment_comes_out_as_it_went_in() {
    let office = Office::new();
    office.at_night(&["intake", text(&office.maildir())]).code(8);
    let id = office.titled("【特急】核酸检测通知");
    let shown = office.show(&id);
    let file = &shown["attachments"][0];
    assert_eq!((&file["n"], &file["name"], &file["size"]), (&1.into(), &"名单.pdf".into(), &3.into()));
    assert_eq!(file["not_kept"], Value::Null);
    let said = office.at_night(&["show", &id]).code(0).out;
    assert!(said.contains("1  名单.pdf  3 B") && said.contains("dutydesk attachment"), "{said}");

    let out = office.path("out.pdf");
    office.at_night(&["attachment", &id, "1", "--out", text(&out)]).code(0);
    assert_eq!(std::fs::read(&out).expect("written"), b"one");
    office.at_night(&["attachment", &id, "1", "--out", text(&out)]).code(7);
    assert_eq!(office.at_night(&["attachment", &id, "1", "--out", "-"]).code(0).out, "one");
    let none = office.at_night(&["attachment", &id, "2", "--out", "x"]).code(4);
    assert!(none.err.contains("there are 1 attachments"), "{}", none.err);
    office.at_night(&["attachment", &id, "0", "--out", "x"]).code(2);
}

#[test]
fn a_changed_or_missing_attachment_is_a_problem_and_a_backup_brings_it_back() {
    let office = Office::new();
    office.at_night(&["intake", text(&office.maildir())]).code(8);
    let id = office.titled("【特急】核酸检测通知");
    office.at_night(&["verify"]).code(0);
    let copied = office.at_night(&["backup", "night.db", "--json"]).code(0).json();
    assert_eq!((&copied["attachments"], &copied["lost"]), (&2.into(), &0.into()));

    let digest = office.show(&id)["attachments"][0]["sha256"].as_str().expect("a digest").to_owned();
    let kept = office.path(STORE).join("desk.db.attachments").join(&digest[..2]).join(&digest);
    std::fs::write(&kept, b"two").expect("written");
    let found = office.at_night(&["verify", "--json"]).code(9).json();
    assert_eq!(
        (&found["problems"][0]["code"], &found["problems"][0]["place"]),
        (&"attachment".into(), &digest.as_str().into())
    );
    let wrong = office.at_night(&["attachment", &id, "1", "--out", "x"]).code(1);
    assert!(wrong.err.contains("not what was received"), "{}", wrong.err);
    std::fs::remove_file(&kept).expect("there");
    office.at_night(&["verify"]).code(9);
    let checks = office.at_night(&["doctor", "--json"]).json();
    let check =
        checks["checks"].as_array().expect("checks").iter().find(|check| check["check"] == "attachments");
    assert_eq!(check.expect("a check")["ok"], false);

    let restored = office.at_night(&["restore", "night.db", "--force", "--json"]).code(0).json();
    assert_eq!((&restored["attachments"], &restored["lost"]), (&2.into(), &0.into()));
    office.at_night(&["verify"]).code(0);
    assert_eq!(office.at_night(&["attachment", &id, "1", "--out", "-"]).code(0).out, "one");

    // A copy whose attachments were left behind is still the journal; what is lost is said.
    std::fs::remove_dir_all(office.path("night.db.attachments")).expect("there");
    std::fs::remove_dir_all(office.path(STORE).join("desk.db.attachments")).expect("there");
    let restored = office
        .run(&["restore", "night.db", "--force", "--json", "--at", "2020-04-07T02:20:00+08:00"])
        .code(8)
        .json();
    assert_eq!(restored["lost"], 2);
    // The same mail again puts the file back.
    office.at_night(&["intake", text(&office.path("Maildir"))]).code(8);
    office.at_night(&["verify"]).code(0);
}

#[test]
fn a_trial_writes_no_attachment_and_a_copy_by_mail_brings_its_own() {
    let office = Office::new();
    let dir = office.maildir();
    let trial = office.at_night(&["intake", text(&dir), "--dry-run", "--json"]).code(8).json();
    assert_eq!(trial["accepted"], 3);
    assert!(!office.path(STORE).exists());
    let table = "标题,来文单位,发文字号\n粤防指〔2020〕15号 关于核酸,市防指,粤防指〔2020〕15号\n";
    office.at_night(&["intake", text(&office.write("t.csv", table))]).code(0);
    let copy = office.write("x.eml", mail(9, "粤防指〔2020〕15号 关于核酸", Some(("附件.pdf", b"nine"))));
    let counts = office.at_night(&["intake", text(&copy), "--json"]).code(0).json();
    assert_eq!((&counts["accepted"], &counts["attached"]), (&0.into(), &1.into()));
    let paper = office.show(&office.titled("粤防指〔2020〕15号 关于核酸"));
    assert_eq!(paper["attachments"][0]["name"], "附件.pdf");
    office.at_night(&["rebuild"]).code(0);
    office.at_night(&["verify"]).code(0);
}

#[test]
fn an_alert_goes_in_by_its_kind_and_once() {
    let office = Office::new();
    let alert = "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>1</identifier><sender>sz@met</sender>\
                 <sent>2020-04-07T01:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>\
                 <info><language>zh-CN</language><event>暴雨</event><urgency>Immediate</urgency><severity>Extreme</severity>\
                 <certainty>Observed</certainty><headline>暴雨红色预警</headline></info></alert>";
    let file = office.write("a.xml", alert);
    let counts = office.at_night(&["intake", text(&file), "--json"]).code(0).json();
    assert_eq!(counts["accepted"], 1);
    let counts = office.at_night(&["intake", text(&file), "--kind", "cap", "--json"]).code(0).json();
    assert_eq!(counts["attached"], 1);
    assert_eq!(office.list(&["documents"])[0]["urgency"], "flash");
    let wrong = office.write("b.xml", "<!DOCTYPE alert><alert/>");
    let refused = office.at_night(&["intake", text(&wrong), "--json"]).code(8).json();
    assert_eq!(
        (&refused["refused"][0]["reason"], &refused["refused"][0]["source"]),
        (&"doctype".into(), &"b.xml:1".into())
    );
}

#[test]
fn a_disk_that_takes_no_attachment_takes_no_paper_that_names_one() {
    let office = Office::new();
    office.at_night(&["intake", super::directives()]).code(0);
    // A file stands where the folder should be.
    std::fs::write(office.path(STORE).join("desk.db.attachments"), b"").expect("written");
    let file = office.write("x.eml", mail(9, "关于核酸", Some(("附件.pdf", b"nine"))));
    let counts = office.at_night(&["intake", text(&file), "--json"]).json();
    assert_eq!(
        (&counts["accepted"], &counts["refused"][0]["reason"]),
        (&0.into(), &"attachment_not_written".into())
    );
    assert_eq!(office.list(&["documents", "--all"]).len(), 46);
}

/// Runs with so little memory for its data that a bomb that went off would end it.
#[test]
fn bombs_do_not_go_off() {
    let office = Office::new();
    let zeros = vec![b'0'; 60 << 20];
    let mut bomb = std::io::Cursor::new(Vec::new());
    let mut packer = zip::ZipWriter::new(&mut bomb);
    for name in ["xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        packer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        let bytes = if name.ends_with("sheet1.xml") { zeros.as_slice() } else { b"<workbook/>" };
        std::io::Write::write_all(&mut packer, bytes).expect("packed");
    }
    packer.finish().expect("packed");
    let bomb = bomb.into_inner();
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    let workbook = office.write("bomb.xlsx", &bomb);
    let enclosed = office.write("bomb.eml", mail(1, "x", Some(("bomb.xlsx", &bomb))));
    let run = |file: &Path, kilobytes: u32| {
        let program = env!("CARGO_BIN_EXE_dutydesk");
        let script = format!("ulimit -d {kilobytes}; exec {program} intake {} --json", text(file));
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &script]).env("HOME", office.path("")).current_dir(office.path(""));
        super::Ran::from(command.output().expect("it starts"))
    };
    let read = run(&workbook, 48 * 1024).code(1).json();
    assert_eq!(read["refused"][0]["reason"], "too_large");
    let read = run(&enclosed, 48 * 1024).code(0).json();
    assert_eq!((&read["accepted"], &read["refused"].as_array().map(Vec::len)), (&1.into(), &Some(0)));
}

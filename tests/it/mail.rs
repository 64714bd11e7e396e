//! Mails as papers, built here byte by byte: encodings, nesting, attachments, and everything that is wrong with them.

use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset, Utc};
use dutydesk::config::IntakeLimits;
use dutydesk::domain::document::{Attachment, NotKept, Received, Unsure};
use dutydesk::domain::{Urgency, document};
use dutydesk::intake::fields::china;
use dutydesk::intake::register::{self, Defaults};
use dutydesk::intake::{Kind, Moment, ReadOptions, ReasonCode};
use encoding_rs::{BIG5, Encoding, GB18030, ISO_2022_JP};
use proptest::prelude::*;

use crate::intake::{Read, read_with};

/// 02:14 on the night of 7 April 2020 in Yantian.
fn now() -> DateTime<Utc> {
    "2020-04-06T18:14:00Z".parse().expect("a time")
}

fn options() -> ReadOptions {
    let moment = Some(Moment { now: now(), zone: china() });
    ReadOptions { kind: Kind::Eml, moment, ..ReadOptions::default() }
}

fn look(mail: impl AsRef<[u8]>) -> Read {
    read_with(mail.as_ref(), &options())
}

/// The one paper that a mail makes.
#[track_caller]
fn paper(mail: impl AsRef<[u8]>) -> Received {
    paper_of(look(mail))
}

#[track_caller]
fn paper_of(read: Read) -> Received {
    assert_eq!((read.rows.len(), read.refused.len()), (1, 0), "{:?}", read.refused);
    let registers = [("incoming".to_owned(), vec!["收文".to_owned()])];
    let zone: FixedOffset = china();
    let defaults = Defaults { now: now(), zone, register: "incoming", registers: &registers };
    register::paper(&read.rows[0], &defaults).expect("a paper")
}

fn word(encoding: &'static Encoding, label: &str, text: &str) -> String {
    format!("=?{label}?B?{}?=", STANDARD.encode(encoding.encode(text).0))
}

/// A plain mail with a subject and a body as bytes.
fn plain(subject: &[u8], kind: &str, body: &[u8]) -> Vec<u8> {
    let head = "From: =?utf-8?B?5biC6Ziy5oyH?= <zhb@sz.gov.cn>\r\nDate: Tue, 7 Apr 2020 01:30:00 +0800\r\n\
                Message-ID: <1@sz.gov.cn>\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: 8bit\r\n";
    let mut mail = format!("{head}Content-Type: {kind}\r\nSubject: ").into_bytes();
    mail.extend_from_slice(subject);
    mail.extend_from_slice(b"\r\n\r\n");
    mail.extend_from_slice(body);
    mail
}

/// A mail of several parts, each with its headers.
fn mixed(subject: &str, parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut mail = format!(
        "From: a@b.cn\r\nSubject: {subject}\r\nDate: Tue, 7 Apr 2020 01:30:00 +0800\r\n\
         Content-Type: multipart/mixed; boundary=\"=_b\"\r\n\r\n"
    )
    .into_bytes();
    for (headers, body) in parts {
        mail.extend_from_slice(format!("--=_b\r\n{headers}\r\n\r\n").as_bytes());
        mail.extend_from_slice(body);
        mail.extend_from_slice(b"\r\n");
    }
    mail.extend_from_slice(b"--=_b--\r\n");
    mail
}

fn file(disposition: &str, bytes: &[u8]) -> (String, Vec<u8>) {
    let headers = format!(
        "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment; {disposition}"
    );
    (headers, STANDARD.encode(bytes).into_bytes())
}

fn names(paper: &Received) -> Vec<&str> {
    paper.attachments.iter().map(|file| file.name.as_str()).collect()
}

#[test]
fn a_mail_is_a_paper_with_all_that_it_says() {
    let body = "粤防指〔2020〕15号\n\n各区:请于今日18:00前报送核酸检测数据。\n联系人:王工\n";
    let mail = plain(
        word(GB18030, "gb2312", "【特急】关于核酸检测的通知").as_bytes(),
        "text/plain; charset=gb18030",
        &GB18030.encode(body).0,
    );
    let paper = paper(&mail);
    assert_eq!((paper.title.as_str(), paper.issuer.as_str()), ("【特急】关于核酸检测的通知", "市防指"));
    assert_eq!(paper.urgency, Urgency::Immediate);
    assert_eq!(paper.received_at, "2020-04-06T17:30:00Z".parse::<DateTime<Utc>>().expect("a time"));
    assert_eq!(paper.stated_due, Some("2020-04-07T10:00:00Z".parse().expect("a time")));
    assert_eq!(paper.doc_number.canonical(), Some("粤防指〔2020〕15号"));
    assert_eq!(paper.doc_type.as_deref(), Some("通知"));
    let note = paper.note.as_deref().expect("remarks");
    assert!(note.contains("报送核酸检测数据。\n联系人:王工") && note.contains("zhb@sz.gov.cn"), "{note}");
    assert!(paper.unsure.is_empty() && paper.incomplete().is_empty(), "{:?}", paper.unsure);
    assert!(paper.origin.as_deref().is_some_and(|origin| origin.starts_with("<1@sz.gov.cn> ")));
    // Found by looking, whatever it is called.
    let auto = ReadOptions { kind: Kind::Auto, ..options() };
    assert_eq!(read_with(&mail, &auto).summary.kind, Kind::Eml);
}

#[test]
fn every_encoding_is_read_labelled_mislabelled_and_not_labelled() {
    let chinese = "关于做好疫情防控工作的通知,请各单位抓紧落实到位";
    let traditional = "關於做好疫情防控工作的通知,請各單位抓緊落實到位";
    let japanese = "新型コロナウイルスに関するお知らせ";
    let wide: Vec<u8> = chinese.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: [(&str, Vec<u8>, &str); 12] = [
        ("gb2312", GB18030.encode(chinese).0.into(), chinese),
        ("GBK", GB18030.encode(chinese).0.into(), chinese),
        ("gb18030", GB18030.encode(chinese).0.into(), chinese),
        ("us-ascii", GB18030.encode(chinese).0.into(), chinese),
        ("iso-8859-1", GB18030.encode(chinese).0.into(), chinese),
        ("big5", BIG5.encode(traditional).0.into(), traditional),
        ("x-none", BIG5.encode(traditional).0.into(), traditional),
        ("utf-8", chinese.as_bytes().into(), chinese),
        ("gb2312", chinese.as_bytes().into(), chinese),
        ("utf-8", GB18030.encode(chinese).0.into(), chinese),
        ("iso-2022-jp", ISO_2022_JP.encode(japanese).0.into(), japanese),
        ("utf-16le", wide, chinese),
    ];
    for (label, bytes, wanted) in &cases {
        let paper = paper(plain(b"x", &format!("text/plain; charset={label}"), bytes));
        let note = paper.note.unwrap_or_default();
        assert!(note.starts_with(wanted), "{label}: {note}");
        assert!(paper.unsure.is_empty(), "{label}: {:?}", paper.unsure);
    }
    // Raw eight-bit subjects without any label at all.
    for (encoding, text) in [(GB18030, chinese), (BIG5, traditional)] {
        assert_eq!(paper(plain(&encoding.encode(text).0, "text/plain", b"x")).title, text);
    }
    assert_eq!(
        paper(plain(word(ISO_2022_JP, "ISO-2022-JP", japanese).as_bytes(), "text/plain", b"x")).title,
        japanese
    );
    // Nothing knows this; the paper is there all the same and says that somebody must look.
    let torn = paper(plain(b"\x81\xFF\xFF\x80\xFE", "text/plain", b"\xFF\xFF\xFF"));
    assert!(torn.unsure.contains(&Unsure::Title) && torn.unsure.contains(&Unsure::Note));
    assert_eq!(torn.incomplete(), ["note", "title"]);
}

#[test]
fn a_subject_cut_inside_its_characters_is_put_together() {
    let whole = "关于做好新冠肺炎疫情防控工作的紧急通知".as_bytes();
    let cut: Vec<String> =
        whole.chunks(7).map(|part| format!("=?utf-8?B?{}?=", STANDARD.encode(part))).collect();
    let paper = paper(plain(cut.join("\r\n ").as_bytes(), "text/plain", b"x"));
    assert_eq!(paper.title.as_bytes(), whole);
}

#[test]
fn of_two_forms_of_a_text_one_is_read_and_html_becomes_text() {
    let html = "<html><head><style>x{}</style></head><body><p>请于<b>今日18:00</b>前报送</p>\
                <img src=\"http://127.0.0.1:1/track.gif\"><script>alert(1)</script></body></html>";
    let both = mixed(
        "x",
        &[(
            "Content-Type: multipart/alternative; boundary=in".to_owned(),
            format!(
                "--in\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n纯文本\r\n--in\r\n\
                 Content-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--in--"
            )
            .into_bytes(),
        )],
    );
    assert_eq!(paper(both).note.as_deref(), Some("纯文本"));
    let alone = paper(plain(b"x", "text/html; charset=utf-8", html.as_bytes()));
    let note = alone.note.expect("remarks");
    assert!(
        note.starts_with("请于今日18:00前报送") && !note.contains("alert") && !note.contains("track"),
        "{note}"
    );
    assert_eq!(alone.stated_due, Some("2020-04-07T10:00:00Z".parse().expect("a time")));
}

#[test]
fn attachments_are_named_measured_and_harmless() {
    let mail = mixed(
        "x",
        &[
            ("Content-Type: text/plain".to_owned(), b"see attached".to_vec()),
            file("filename*0*=utf-8''%E6%A0%B8%E9%85; filename*1*=%B8.xlsx", b"one"),
            file("filename=\"../../../etc/pass\u{202E}wd\0.pdf\"", b"two"),
            file(&format!("filename=\"{}.doc\"", "长".repeat(1400)), b"three"),
            file("filename=winmail.dat", b"\x78\x9F\x3E\x22tnef"),
            file("", b""),
        ],
    );
    let paper = paper(mail);
    let long = format!("{}….doc", "长".repeat(115));
    assert_eq!(names(&paper), ["核酸.xlsx", "pdf", &long, "winmail.dat", "attachment-5"]);
    let first = &paper.attachments[0];
    assert_eq!((first.size, first.media_type.as_str()), (3, "application/octet-stream"));
    // printf one | sha256sum
    assert_eq!(first.digest, "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");
    assert!(paper.unsure.is_empty());
}

#[test]
fn a_forwarded_mail_is_an_attachment_and_speaks_where_the_sender_does_not() {
    let inner = "From: c@d\r\nSubject: =?utf-8?B?5YaF5bGC?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n内层正文";
    let mail = mixed("Fwd", &[("Content-Type: message/rfc822".to_owned(), inner.as_bytes().to_vec())]);
    let paper = paper(mail);
    assert_eq!((names(&paper), paper.note.as_deref()), (vec!["内层.eml"], Some("内层正文")));
    assert_eq!(paper.attachments[0].size, inner.len() as u64);
}

#[test]
fn what_is_beyond_a_limit_is_named_with_its_reason() {
    let limits = IntakeLimits {
        attachment_max: 1000,
        attachments_max: 1500,
        attachment_count: 4,
        ..IntakeLimits::default()
    };
    let parts: Vec<_> =
        [1000, 1001, 600, 400, 1, 1].iter().map(|size| file("filename=a.bin", &vec![7; *size])).collect();
    let read = read_with(&mixed("x", &parts), &ReadOptions { limits, ..options() });
    let paper = paper_of(read);
    let why: Vec<Option<NotKept>> = paper.attachments.iter().map(|file| file.not_kept).collect();
    let wanted = [
        None,
        Some(NotKept::TooLarge),
        Some(NotKept::TooMuch),
        None,
        Some(NotKept::TooMany),
        Some(NotKept::TooMany),
    ];
    assert_eq!(why, wanted);
    assert_eq!(paper.incomplete(), ["attachments"]);
    let small = IntakeLimits { mail_max: 100, ..limits };
    let read =
        read_with(&plain(b"x", "text/plain", &[b'x'; 100]), &ReadOptions { limits: small, ..options() });
    assert_eq!(read.codes(), [("in", ReasonCode::TooLarge)]);
}

#[test]
fn a_long_text_is_cut_in_the_remarks_and_kept_whole_beside_them() {
    let body = "一二三四五六七八九十".repeat(1000);
    let paper = paper(plain(b"x", "text/plain; charset=utf-8", body.as_bytes()));
    let note = paper.note.expect("remarks");
    assert!(note.chars().count() < 2_100 && note.contains('…'));
    assert_eq!(
        (paper.attachments[0].name.as_str(), paper.attachments[0].size),
        ("正文.txt", body.len() as u64)
    );
}

#[test]
fn a_date_that_cannot_be_is_not_believed() {
    for date in [
        "",
        "Date: gestern\r\n",
        "Date: Tue, 7 Apr 2099 01:30:00 +0800\r\n",
        "Date: Thu, 1 Jan 1970 00:00:00 +0000\r\n",
        "Date: Tue, 99 Apr 2020 01:30:00 +0800\r\n",
    ] {
        let paper = paper(format!("From: a@b\r\nSubject: x\r\n{date}\r\nbody"));
        assert_eq!((paper.received_at, paper.incomplete()), (now(), vec!["received_at"]), "{date}");
    }
    let odd = paper("From: a@b\r\nSubject: x\r\nDate: 7 Apr 20 01:30 +0800 (CST)\r\n\r\nbody");
    assert_eq!(odd.received_at, "2020-04-06T17:30:00Z".parse::<DateTime<Utc>>().expect("a time"));
}

#[test]
fn a_mail_without_subject_or_head_is_called_by_what_it_holds() {
    let bare = paper("\r\n请速报人数\r\n谢谢");
    assert_eq!(bare.title, "请速报人数");
    assert_eq!(bare.incomplete(), ["issuer", "received_at", "title"]);
    let headless = paper("请速报人数\r\n谢谢");
    assert_eq!(headless.title, "请速报人数");
    let only_file = paper(mixed("", &[file("filename=表.xls", b"x")]));
    assert_eq!((only_file.title.as_str(), only_file.incomplete()), ("表.xls", vec!["title"]));
    for nothing in ["", "\r\n\r\n", "\0\0\0\0", "   "] {
        assert_eq!(look(nothing).codes(), [("in", ReasonCode::NothingKnown)]);
    }
}

#[test]
fn clicks_of_a_mail_program_are_no_official_urgency() {
    for (header, urgency) in [
        ("X-Priority: 1 (Highest)", Urgency::Priority),
        ("Importance: High", Urgency::Priority),
        ("Priority: urgent", Urgency::Priority),
        ("X-Priority: 3", Urgency::Routine),
        ("Importance: low", Urgency::Routine),
    ] {
        assert_eq!(
            paper(format!("From: a@b\r\nSubject: x\r\n{header}\r\n\r\nbody")).urgency,
            urgency,
            "{header}"
        );
    }
    let both = paper("From: a@b\r\nSubject: 特提 x\r\nX-Priority: 5\r\n\r\nbody");
    assert_eq!(both.urgency, Urgency::Flash);
}

#[test]
fn the_same_mail_is_the_same_paper_and_another_with_its_words_is_not() {
    let identity = |mail: &[u8]| document::identity(&paper(mail)).key();
    let first = plain("每日报告".as_bytes(), "text/plain; charset=utf-8", "今日新增 3 例".as_bytes());
    assert_eq!(identity(&first), identity(&first));
    let mut through_another_server = b"Received: from x by y; Tue, 7 Apr 2020 01:31:00 +0800\r\n".to_vec();
    through_another_server.extend_from_slice(&first);
    assert_eq!(identity(&first), identity(&through_another_server));
    let other = plain("每日报告".as_bytes(), "text/plain; charset=utf-8", "今日新增 5 例".as_bytes());
    assert_ne!(identity(&first), identity(&other), "one Message-ID for all mail must not make two mails one");
}

#[test]
fn markings_are_found_wherever_they_stand_and_nothing_is_handed_on() {
    let gbk = |text: &str| GB18030.encode(text).0.into_owned();
    let inner = "Subject: 机密★1年\r\n\r\nx".as_bytes();
    let cases: Vec<Vec<u8>> = vec![
        plain("机密★10年 关于某事".as_bytes(), "text/plain", b"x"),
        plain(word(GB18030, "gb2312", "【机密】关于某事").as_bytes(), "text/plain", b"x"),
        plain(b"x", "text/plain; charset=gb2312", &gbk("关于某事\n秘密★1年\n正文")),
        plain(b"x", "text/html; charset=utf-8", "<p>机<b>密</b> ★ 10年</p>".as_bytes()),
        mixed("x", &[file("filename*=utf-8''%E6%9C%BA%E5%AF%86%E2%98%8510%E5%B9%B4.doc", b"x")]),
        mixed("x", &[file("filename=a.txt", "前 绝密★ 后".as_bytes())]),
        mixed("x", &[file("filename=a.doc", &gbk("xx机密★10年"))]),
        mixed("x", &[("Content-Type: message/rfc822".to_owned(), inner.to_vec())]),
        mixed(
            "x",
            &[(
                "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64".to_owned(),
                STANDARD.encode(inner).into_bytes(),
            )],
        ),
    ];
    for (at, mail) in cases.iter().enumerate() {
        let read = look(mail);
        assert_eq!((read.rows.len(), read.codes()), (0, vec![("in", ReasonCode::Classified)]), "{at}");
    }
}

#[test]
fn what_is_monstrous_takes_bounded_time_and_is_one_outcome() {
    let started = Instant::now();
    let many_parts: String = "--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\nx\r\n".repeat(100_000);
    let many_parts =
        format!("Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{many_parts}--b--\r\n");
    let deep: String = (0..1000)
        .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"))
        .collect();
    let never: String = (0..20_000)
        .map(|n| format!("--b\r\nContent-Type: multipart/mixed; boundary=never{n}\r\n\r\nx\r\n"))
        .collect();
    let mails = format!("Subject: x\r\n{}", "Content-Type: message/rfc822\r\n\r\n".repeat(1000));
    let monsters: Vec<Vec<u8>> = vec![
        many_parts.into_bytes(),
        format!("Subject: x\r\n{deep}").into_bytes(),
        format!("Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{never}").into_bytes(),
        mails.into_bytes(),
        [b"Subject: ".to_vec(), vec![b'x'; 10 << 20]].concat(),
        [b"Subject: x\r\nX: ".to_vec(), b"y\r\n ".repeat(2_000_000)].concat(),
        format!("Subject: {}\r\n\r\nx", "=?a?B?".repeat(10_000)).into_bytes(),
        format!("Subject: x\r\nContent-Type: text/plain; {}\r\n\r\nx", "a*1*=b;".repeat(10_000)).into_bytes(),
        format!("Subject: x\r\nContent-Type: text/html\r\n\r\n{}", "<".repeat(1_000_000)).into_bytes(),
        format!("Subject: x\r\nContent-Type: text/html\r\n\r\n{}", "<!--".repeat(300_000)).into_bytes(),
        [b"Subject: x\r\n\r\n".to_vec(), vec![0; 5 << 20]].concat(),
    ];
    for (at, mail) in monsters.iter().enumerate() {
        let one = Instant::now();
        let read = look(mail);
        assert_eq!(read.rows.len() + read.refused.len(), 1, "{at}");
        assert!(one.elapsed() < Duration::from_secs(20), "{at}: {:?}", one.elapsed());
    }
    let read = look(&monsters[0]);
    let last = read.rows[0].enclosed.last().expect("what was not read is named").attachment();
    assert_eq!((last.name.as_str(), last.not_kept), ("+99780", Some(NotKept::TooMany)));
    assert!(started.elapsed() < Duration::from_secs(120));
}

#[test]
fn a_mail_that_breaks_off_anywhere_is_one_row_with_what_there_is() {
    let whole = mixed(
        "通知",
        &[("Content-Type: text/plain".to_owned(), b"text".to_vec()), file("filename=a.bin", &[7; 300])],
    );
    for end in (60..whole.len()).step_by(13) {
        let read = look(&whole[..end]);
        assert_eq!((read.rows.len(), read.refused.len()), (1, 0), "{end}");
    }
    let cut = paper(&whole[..whole.len() - 100]);
    assert!(cut.unsure.contains(&Unsure::Attachments), "half a file is no whole one");
}

fn valid() -> Vec<Vec<u8>> {
    vec![
        plain(word(GB18030, "gb2312", "【特急】通知").as_bytes(), "text/plain; charset=gb2312", &GB18030.encode("请于18:00前报").0),
        mixed("=?utf-8?Q?=E9=80=9A?=", &[
            ("Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable".to_owned(), b"<p>=E9=80=9A</p>".to_vec()),
            file("filename*0*=gbk''%CD; filename*1*=%A8.doc", b"x"),
            ("Content-Type: message/rfc822".to_owned(), plain(b"in", "text/plain", b"x")),
        ]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_exactly_one_outcome(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let read = look(&bytes);
        prop_assert_eq!(read.rows.len() + read.refused.len(), 1);
    }

    #[test]
    fn a_valid_mail_with_bytes_changed_is_exactly_one_outcome(
        which in 0..2usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        doubled in any::<prop::sample::Index>(),
    ) {
        let mut mail = valid().swap_remove(which);
        for (at, to) in &changes {
            let at = at.index(mail.len());
            mail[at] = *to;
        }
        let at = doubled.index(mail.len());
        let again = mail[at..].to_vec();
        mail.extend_from_slice(&again);
        let read = look(&mail);
        prop_assert_eq!(read.rows.len() + read.refused.len(), 1);
        for file in read.rows.iter().flat_map(|row| &row.enclosed) {
            let Attachment { name, .. } = file.attachment();
            prop_assert!(!name.is_empty() && !name.contains(['/', '\\', '\0']), "{name:?}");
        }
    }

    #[test]
    fn lines_of_mail_in_any_order_are_exactly_one_outcome(lines in prop::collection::vec(prop::sample::select(LINES), 0..40)) {
        let mail = lines.join("\r\n");
        let read = look(&mail);
        prop_assert_eq!(read.rows.len() + read.refused.len(), 1);
    }
}

const LINES: &[&str] = &[
    "",
    "",
    "From: \"=?gb2312?B?zNi8sQ==?=\" <a@b>",
    "Subject: =?utf-8?B?54m5?=",
    " =?utf-8?B?5oA=?=",
    "Content-Type: multipart/mixed; boundary=b",
    "Content-Type: multipart/alternative; boundary=\"c\"",
    "Content-Type: message/rfc822",
    "Content-Type: text/html; charset=hz-gb-2312",
    "Content-Transfer-Encoding: base64",
    "Content-Disposition: attachment; filename*1*=x; filename*0*=''%",
    "--b",
    "--b--",
    "--c",
    "--c--",
    "6K+35LqOMTg6MDDliY3miqU=",
    "<p>请于4月8日12时前&#x110000;报</p>",
    "~{<:Ky~}",
    "〔2020〕（2020）粤〔2020〕1号",
];

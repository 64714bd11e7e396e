//! Alerts (CAP 1.1 and 1.2) as papers, and XML that must never be followed anywhere.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use dutydesk::domain::Urgency;
use dutydesk::domain::document::{self, NotKept, Received, Unsure};
use dutydesk::intake::fields::china;
use dutydesk::intake::register::{self, Defaults};
use dutydesk::intake::{Kind, Moment, ReadOptions, ReasonCode};
use encoding_rs::GB18030;
use proptest::prelude::*;

use crate::intake::{Read, read_with};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

fn look_in(alert: impl AsRef<[u8]>, language: &str) -> Read {
    let moment = Some(Moment { now: at("2020-04-06T18:14:00Z"), zone: china() });
    let language = language.to_owned();
    read_with(alert.as_ref(), &ReadOptions { moment, language, ..ReadOptions::default() })
}

fn look(alert: impl AsRef<[u8]>) -> Read {
    look_in(alert, "zh-CN")
}

#[track_caller]
fn paper_of(read: &Read) -> Received {
    assert_eq!((read.rows.len(), read.refused.len()), (1, 0), "{:?}", read.refused);
    assert_eq!(read.summary.kind, Kind::Cap);
    let registers = [("incoming".to_owned(), vec!["收文".to_owned()])];
    let now = at("2020-04-06T18:14:00Z");
    let defaults = Defaults { now, zone: china(), register: "incoming", registers: &registers };
    register::paper(&read.rows[0], &defaults).expect("a paper")
}

#[track_caller]
fn paper(alert: impl AsRef<[u8]>) -> Received {
    paper_of(&look(alert))
}

const INFO: &str = "<info><language>en-US</language><event>Rainstorm</event><urgency>Immediate</urgency>\
    <severity>Severe</severity><certainty>Observed</certainty><headline>Rainstorm red</headline></info>\
    <info><language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Immediate</urgency>\
    <severity>Extreme</severity><certainty>Observed</certainty><onset>2020-04-07T06:00:00+08:00</onset>\
    <expires>2020-04-07T12:00:00+08:00</expires><senderName>深圳市气象台</senderName>\
    <headline>深圳市发布暴雨红色预警 &amp; 停课</headline><description>预计三小时内\n雨量达100毫米。</description>\
    <instruction>停课停工</instruction><web>http://weather.sz.gov.cn/x</web>\
    <area><areaDesc>盐田区</areaDesc></area><area><areaDesc>罗湖区</areaDesc></area></info>";

fn alert_with(space: &str, kind: &str, more: &str, info: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert{space}><identifier>SZ-1</identifier><sender>sz@met</sender>\
         <sent>2020-04-07T01:00:00+08:00</sent><status>Actual</status><msgType>{kind}</msgType><scope>Public</scope>\
         {more}{info}</alert>"
    )
}

const V12: &str = " xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"";

fn alert() -> String {
    alert_with(V12, "Alert", "", INFO)
}

#[test]
fn an_alert_is_a_paper_in_the_language_of_the_office() {
    let paper = paper(alert());
    assert_eq!(
        (paper.title.as_str(), paper.issuer.as_str()),
        ("深圳市发布暴雨红色预警 & 停课", "深圳市气象台")
    );
    assert_eq!((paper.urgency, paper.received_at), (Urgency::Flash, at("2020-04-06T17:00:00Z")));
    assert_eq!(paper.stated_due, Some(at("2020-04-06T22:00:00Z")));
    assert_eq!(paper.url.as_deref(), Some("http://weather.sz.gov.cn/x"));
    let note = paper.note.as_deref().expect("remarks");
    for part in
        ["预计三小时内\n雨量达100毫米。", "instruction: 停课停工", "areaDesc: 盐田区", "areaDesc: 罗湖区"]
    {
        assert!(note.contains(part), "{part}: {note}");
    }
    assert!(paper.unsure.is_empty());
    assert_eq!(document::identity(&paper).number, "<sz@met,SZ-1,2020-04-07T01:00:00+08:00>");
}

#[test]
fn versions_prefixes_encodings_and_languages_are_all_read() {
    for space in [V12, " xmlns=\"urn:oasis:names:tc:emergency:cap:1.1\"", ""] {
        assert_eq!(paper(alert_with(space, "Alert", "", INFO)).urgency, Urgency::Flash, "{space}");
    }
    let prefixed = alert().replace("</", "\u{1}").replace('<', "<cap:").replace('\u{1}', "</cap:");
    let prefixed = prefixed.replace("<cap:?xml", "<?xml").replace(" xmlns=", " xmlns:cap=");
    assert_eq!(paper(prefixed).issuer, "深圳市气象台");
    let gbk = alert().replace("UTF-8", "GB2312");
    assert_eq!(paper(GB18030.encode(&gbk).0).issuer, "深圳市气象台");
    let wide: Vec<u8> = format!("\u{FEFF}{}", alert().replace("UTF-8", "UTF-16"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(paper(wide).issuer, "深圳市气象台");
    let foreign = alert().replace("zh-CN", "ja-JP");
    assert_eq!(paper_of(&look_in(&foreign, "en")).title, "Rainstorm red");
    assert_eq!(
        paper_of(&look_in(foreign.replace("en-US", "fr-FR"), "en")).title,
        "Rainstorm red",
        "else the first"
    );
}

#[test]
fn severity_and_urgency_become_one_urgency() {
    let table = [
        ("Extreme", "Immediate", "Observed", Urgency::Flash),
        ("Extreme", "Expected", "Likely", Urgency::Immediate),
        ("Severe", "Immediate", "Observed", Urgency::Immediate),
        ("Moderate", "Expected", "Likely", Urgency::Priority),
        ("Minor", "Future", "Possible", Urgency::RoutineUrgent),
        ("Unknown", "Unknown", "Unknown", Urgency::Priority),
        ("Extreme", "Past", "Observed", Urgency::Routine),
        ("Extreme", "Immediate", "Unlikely", Urgency::RoutineUrgent),
    ];
    for (severity, urgency, certainty, wanted) in table {
        let info = format!(
            "<info><event>e</event><urgency>{urgency}</urgency><severity>{severity}</severity><certainty>{certainty}</certainty></info>"
        );
        assert_eq!(
            paper(alert_with(V12, "Alert", "", &info)).urgency,
            wanted,
            "{severity} {urgency} {certainty}"
        );
    }
}

#[test]
fn updates_cancellations_and_exercises_say_so() {
    let references = "<references>sz@met,SZ-0,2020-04-06T20:00:00+08:00</references>";
    let update = paper(alert_with(V12, "Update", references, INFO));
    assert!(update.title.starts_with("【更新】") && update.urgency == Urgency::Flash);
    assert!(update.note.is_some_and(|note| note.contains("references: sz@met,SZ-0,")));
    let cancel = paper(alert_with(V12, "Cancel", references, INFO));
    assert!(cancel.title.starts_with("【解除】"));
    assert_eq!((cancel.urgency, cancel.stated_due), (Urgency::Priority, None));
    let exercise = paper(alert().replace("Actual", "Exercise"));
    assert!(exercise.title.starts_with("【演习】") && exercise.urgency == Urgency::Routine);
    let bare = paper(alert_with(V12, "Cancel", references, ""));
    assert_eq!((bare.title.as_str(), bare.issuer.as_str()), ("【解除】SZ-1", "sz@met"));
    assert_eq!(bare.unsure, [Unsure::Title]);
}

#[test]
fn resources_are_attachments_and_addresses_are_never_fetched() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a socket");
    listener.set_nonblocking(true).expect("it does not wait");
    let uri = format!("http://{}/map.png?x=1", listener.local_addr().expect("an address"));
    let resources = format!(
        "<resource><resourceDesc>雷达图</resourceDesc><mimeType>image/png</mimeType><uri>{uri}</uri><size>9</size></resource>\
         <resource><resourceDesc>表</resourceDesc><mimeType>text/plain</mimeType><derefUri>b25l</derefUri></resource>\
         <resource><resourceDesc>坏</resourceDesc><derefUri>b25l!</derefUri></resource></info>"
    );
    let info = "<info><event>e</event><severity>Minor</severity></info>".replace("</info>", &resources);
    let paper = paper(alert_with(V12, "Alert", "", &info));
    let files: Vec<(&str, u64, Option<NotKept>)> =
        paper.attachments.iter().map(|file| (file.name.as_str(), file.size, file.not_kept)).collect();
    assert_eq!(
        files,
        [("map.png", 9, Some(NotKept::Elsewhere)), ("表", 3, None), ("坏", 0, Some(NotKept::Unreadable))]
    );
    assert_eq!(paper.incomplete(), ["attachments"]);
    assert!(listener.accept().is_err(), "nothing is ever fetched");
}

#[test]
fn a_document_type_is_refused_whatever_is_in_it_and_nobody_is_asked() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a socket");
    listener.set_nonblocking(true).expect("it does not wait");
    let address = listener.local_addr().expect("an address");
    let laughs: String =
        (1..20).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect();
    let types = [
        format!("<!DOCTYPE alert SYSTEM \"http://{address}/x.dtd\">"),
        format!("<!DOCTYPE alert [<!ENTITY x SYSTEM \"http://{address}/x\">]>"),
        "<!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>".to_owned(),
        format!("<!DOCTYPE alert [<!ENTITY % p SYSTEM \"http://{address}/p\"> %p;]>"),
        format!("<!DOCTYPE alert [<!ENTITY a0 \"ha\">{laughs}]>"),
        "<!DOCTYPE alert>".to_owned(),
    ];
    for doctype in &types {
        let started = Instant::now();
        let text =
            alert().replacen("<alert", &format!("{doctype}\n<alert"), 1).replace("停课停工", "&x;&a19;");
        let read = look(&text);
        assert_eq!(read.codes(), [("in:2", ReasonCode::Doctype)], "{doctype}");
        assert!(started.elapsed() < Duration::from_secs(5));
    }
    assert!(listener.accept().is_err(), "nobody is ever asked");
    // Without a declaration an entity means nothing, and the alert is not read as if it did.
    let read = look(alert().replace("停课停工", "&x;"));
    assert_eq!(read.refused[0].reason, ReasonCode::BadXml);
}

#[test]
fn what_is_broken_is_refused_with_its_line() {
    let lines = alert().replace("><", ">\n<");
    let broken = lines.replace("</sender>", "</sendr>");
    assert_eq!(look(&broken).codes(), [("in:4", ReasonCode::BadXml)]);
    assert_eq!(look(&lines[..lines.len() - 20]).refused[0].reason, ReasonCode::BadXml);
    assert_eq!(
        look(lines.replace("<identifier>SZ-1</identifier>", "")).codes(),
        [("in", ReasonCode::BadXml)]
    );
    for (text, kind) in [
        ("<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'/>", "atom"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><entry/></feed>", "atom"),
        ("<rss version='2.0'/>", "rss"),
        ("<?xml version='1.0'?><note/>", "xml"),
        ("<?xml version='1.0'?><alert xmlns='urn:other'/>", "xml"),
    ] {
        let read = look(text);
        assert_eq!(read.codes(), [("in", ReasonCode::UnknownKind)], "{text}");
        assert!(format!("{:?}", read.refused[0].detail).contains(kind));
    }
    let deep = format!("<alert>{}", "<a>".repeat(100_000));
    assert_eq!(look(deep).refused[0].reason, ReasonCode::TooLarge);
    let wide = format!("<alert>{}</alert>", "<a/>".repeat(100_000));
    assert_eq!(look(wide).refused[0].reason, ReasonCode::TooLarge);
    let large = alert().replace("停课停工", &"x".repeat(5 << 20));
    assert_eq!(look(large).codes(), [("in", ReasonCode::TooLarge)]);
    let bad = paper(alert().replace("2020-04-07T01:00:00+08:00", "yesterday"));
    assert_eq!(bad.unsure, [Unsure::ReceivedAt]);
}

#[test]
fn a_marked_alert_is_refused_and_names_nothing() {
    use base64::Engine;
    let hidden = base64::engine::general_purpose::STANDARD.encode("机密★10年");
    let resource =
        format!("<resource><resourceDesc>x</resourceDesc><derefUri>{hidden}</derefUri></resource></info>");
    for text in [
        alert().replace("停课停工", "秘密★1年 停课"),
        alert().replace("深圳市气象台", "【机密】"),
        alert().replace("</info>", &resource),
    ] {
        assert_eq!(look(text).codes(), [("in", ReasonCode::Classified)]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn an_alert_with_bytes_changed_is_exactly_one_outcome(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = alert().into_bytes();
        for (at, to) in &changes {
            let at = at.index(bytes.len() - 40) + 40;
            bytes[at] = *to;
        }
        for end in [bytes.len(), cut.index(bytes.len()).max(45)] {
            let read = look(&bytes[..end]);
            prop_assert_eq!(read.rows.len() + read.refused.len(), 1);
        }
    }
}

//! Workbooks made here, part by part, and what the reader makes of them.

use std::io::{Cursor, Write};

use dutydesk::intake::fields::{china, parse_when};
use dutydesk::intake::{Detail, Field, Kind, ReasonCode};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use crate::intake::{fields, read};

/// A cell of a sheet made here.
#[derive(Clone, Copy)]
enum Cell<'a> {
    None,
    Text(&'a str),
    Inline(&'a str),
    Number(f64),
    Date(f64),
    Moment(f64),
    Formula(&'a str),
    Error,
}
use Cell::{Date, Error, Formula, Inline, Moment, Number, Text};

struct SheetXml<'a> {
    name: &'a str,
    hidden: bool,
    rows: Vec<(u32, Vec<Cell<'a>>)>,
    merged: &'a [&'a str],
}

fn sheet<'a>(name: &'a str, rows: Vec<Vec<Cell<'a>>>) -> SheetXml<'a> {
    SheetXml { name, hidden: false, rows: (1..).zip(rows).collect(), merged: &[] }
}

fn sheet_xml(sheet: &SheetXml<'_>, strings: &mut Vec<String>) -> String {
    let mut xml = String::from(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    );
    for (row, cells) in &sheet.rows {
        xml += &format!(r#"<row r="{row}">"#);
        for (column, cell) in ('A'..).zip(cells) {
            let at = format!("{column}{row}");
            xml += &match cell {
                Cell::None => String::new(),
                Text(text) => {
                    strings.push((*text).to_owned());
                    format!(r#"<c r="{at}" t="s"><v>{}</v></c>"#, strings.len() - 1)
                }
                Inline(text) => format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#),
                Number(n) => format!(r#"<c r="{at}"><v>{n}</v></c>"#),
                Date(n) => format!(r#"<c r="{at}" s="1"><v>{n}</v></c>"#),
                Moment(n) => format!(r#"<c r="{at}" s="2"><v>{n}</v></c>"#),
                Formula(text) => format!(r#"<c r="{at}" t="str"><f>A1</f><v>{text}</v></c>"#),
                Error => format!(r##"<c r="{at}" t="e"><v>#N/A</v></c>"##),
            };
        }
        xml += "</row>";
    }
    xml += "</sheetData>";
    if !sheet.merged.is_empty() {
        let areas: String = sheet.merged.iter().map(|area| format!(r#"<mergeCell ref="{area}"/>"#)).collect();
        xml += &format!("<mergeCells>{areas}</mergeCells>");
    }
    xml + "</worksheet>"
}

fn package(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("written to memory");
        zip.write_all(body).expect("written to memory");
    }
    zip.finish().expect("written to memory").into_inner()
}

fn parts(sheets: &[SheetXml<'_>]) -> Vec<(String, Vec<u8>)> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut list, mut links) = (String::new(), String::new());
    let mut parts = Vec::new();
    let mut strings = Vec::new();
    for (n, sheet) in (1..).zip(sheets) {
        let state = if sheet.hidden { r#" state="hidden""# } else { "" };
        list += &format!(r#"<sheet name="{}" sheetId="{n}"{state} r:id="rId{n}"/>"#, sheet.name);
        links += &format!(
            r#"<Relationship Id="rId{n}" Type="{REL}/worksheet" Target="worksheets/sheet{n}.xml"/>"#
        );
        parts.push((format!("xl/worksheets/sheet{n}.xml"), sheet_xml(sheet, &mut strings).into_bytes()));
    }
    links += &format!(r#"<Relationship Id="rIdT" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>"#);
    links += &format!(r#"<Relationship Id="rIdS" Type="{REL}/styles" Target="styles.xml"/>"#);
    let styles = format!(
        r#"<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>"#
    );
    let items: String = strings.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    let shared = format!(r#"<sst xmlns="{MAIN}" uniqueCount="{}">{items}</sst>"#, strings.len());
    let book = format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{list}</sheets></workbook>"#);
    let root = format!(
        r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let links = format!(r#"<Relationships xmlns="{PACKAGE}">{links}</Relationships>"#);
    for (name, body) in [
        ("_rels/.rels", root),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", links),
        ("xl/styles.xml", styles),
        ("xl/sharedStrings.xml", shared),
    ] {
        parts.push((name.to_owned(), body.into_bytes()));
    }
    parts
}

fn workbook(sheets: &[SheetXml<'_>]) -> Vec<u8> {
    package(&parts(sheets))
}

fn register() -> SheetXml<'static> {
    let rows = vec![
        vec![Text("收文登记表")],
        vec![],
        vec![
            Text("序号"),
            Text("文件标题"),
            Text("文号"),
            Text("来文机关"),
            Text("收文日期"),
            Text("成文日期"),
            Text("缓急"),
        ],
        vec![
            Number(1.0),
            Text("甲事"),
            Text("粤府[2020]1"),
            Text("省政府"),
            Moment(43_872.604_166_667),
            Date(43871.0),
            Text("特急"),
        ],
        vec![
            Number(2.0),
            Formula("乙事"),
            Number(14.0),
            Cell::None,
            Text("2020年2月11日"),
            Number(43870.0),
            Cell::None,
        ],
        vec![Number(3.0), Inline("丙事"), Cell::None, Text("市府"), Error],
        vec![Number(4.0)],
        vec![Number(5.0), Text("丁事"), Text("机密★"), Text("市府")],
        vec![Text("合计"), Number(4.0)],
    ];
    SheetXml { merged: &["A1:G1", "D4:D5"], ..sheet("二月", rows) }
}

#[test]
fn a_workbook_as_offices_keep_it() {
    let mut old = sheet("旧", vec![vec![Text("标题"), Text("文号")], vec![Text("旧事"), Text("1")]]);
    old.hidden = true;
    let march = sheet(
        "三月",
        vec![
            vec![Text("题名"), Text("发文机关")],
            vec![Inline("戊事"), Text("区府"), Cell::None, Text("旁注")],
        ],
    );
    let notes = sheet("填表说明", vec![vec![Text("请逐项填写")]]);
    let read = read(workbook(&[register(), march, notes, old, sheet("空", vec![])]));
    assert_eq!(read.summary.kind, Kind::Xlsx);
    assert_eq!(read.sources(), ["in:二月!4", "in:二月!5", "in:三月!2"]);
    let first = fields(&read.rows[0]);
    assert_eq!((first[&Field::ReceivedAt], first[&Field::WrittenOn]), ("2020-02-11 14:30:00", "2020-02-10"));
    let second = fields(&read.rows[1]);
    assert_eq!(
        (second[&Field::Title], second[&Field::DocNumber], second[&Field::Issuer]),
        ("乙事", "14", "省政府")
    );
    let day = parse_when(second[&Field::WrittenOn], china()).map(|when| when.day(china()).to_string());
    assert_eq!(day, Ok("2020-02-09".to_owned()));
    assert_eq!(read.rows[2].extra, [("D".to_owned(), "旁注".to_owned())]);
    assert_eq!(read.codes(), [("in:二月!6", ReasonCode::CellError), ("in:二月!8", ReasonCode::Classified)]);
    assert_eq!(read.refused[0].detail, Detail::Column(5));
    let mut left = read.summary.sheets_left;
    left.sort();
    assert_eq!(left, ["填表说明", "旧"]);
}

#[test]
fn a_marked_cover_sheet_holds_for_the_workbook() {
    let read = read(workbook(&[register(), sheet("封面", vec![vec![Text("秘密★1年")]])]));
    assert_eq!((read.rows.len(), read.codes()), (0, vec![("in", ReasonCode::Classified)]));
}

#[test]
fn hostile_workbooks_are_refused_before_they_cost_anything() {
    let mut bomb = parts(&[register()]);
    bomb.push(("xl/media/x.bin".to_owned(), vec![0; 60 << 20]));
    let bomb = package(&bomb);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read(&bomb).codes(), [("in", ReasonCode::TooLarge)]);

    let mut claims = parts(&[register()]);
    for (name, body) in &mut claims {
        if name.ends_with("sharedStrings.xml") {
            let text = String::from_utf8_lossy(body).replace("uniqueCount=\"", "uniqueCount = \"88888888888");
            *body = text.into_bytes();
        }
    }
    assert_eq!(read(package(&claims)).codes(), [("in", ReasonCode::BrokenFile)]);

    // The directory says that the first sheet is one byte long.
    let mut lie = workbook(&[register()]);
    let entry = lie.windows(4).position(|w| w == b"PK\x01\x02").expect("a directory has entries");
    lie[entry + 24..entry + 28].copy_from_slice(&1_u32.to_le_bytes());
    assert_eq!(read(lie).codes(), [("in", ReasonCode::BrokenFile)]);

    let far = workbook(&[sheet("远", vec![vec![Text("标题"), Text("文号")], vec![Text("甲事")]])]);
    let mut far_parts = parts(&[sheet("远", vec![vec![Text("标题"), Text("文号")], vec![Text("甲事")]])]);
    for (name, body) in &mut far_parts {
        if name.ends_with("sheet1.xml") {
            let text = String::from_utf8_lossy(body).replace(r#"r="A2""#, r#"r="XFD1048576""#);
            *body = text.into_bytes();
        }
    }
    assert_eq!(read(&far).titles(), ["甲事"]);
    assert_eq!(read(package(&far_parts)).codes(), [("in:远!1048576", ReasonCode::TooManyCells)]);

    let other = package(&[("word/document.xml".to_owned(), b"<w/>".to_vec())]);
    assert_eq!(read(other).codes(), [("in", ReasonCode::UnknownKind)]);
    let none = workbook(&[sheet("空", vec![vec![Text("没有表头")]])]);
    assert_eq!(read(none).codes(), [("in", ReasonCode::NoHeader)]);
}

#[test]
fn a_damaged_sheet_costs_itself_and_not_its_neighbours() {
    let other = sheet("好", vec![vec![Text("标题"), Text("文号")], vec![Text("甲事")]]);
    let mut parts = parts(&[register(), other]);
    parts[0].1.truncate(1200);
    let read = read(package(&parts));
    assert_eq!((read.titles(), read.codes()), (vec!["甲事"], vec![("in:二月", ReasonCode::BrokenFile)]));
}

#[test]
fn positions_that_no_sheet_has_cost_the_file_and_not_the_desk() {
    for at in ["ZZZZZZZZZZZZ2", "A99999999999999", "A0", "2", "甲2"] {
        let mut parts = parts(&[sheet("远", vec![vec![Text("标题"), Text("文号")], vec![Text("甲事")]])]);
        let xml = String::from_utf8_lossy(&parts[0].1).replace("r=\"A2\"", &format!("r=\"{at}\""));
        parts[0].1 = xml.into_bytes();
        let read = read(package(&parts));
        assert!(!read.refused.is_empty() || read.rows.is_empty(), "{at}: {read:?}");
    }
}

#[test]
fn a_truncated_workbook_is_one_refusal_wherever_it_ends() {
    let whole = workbook(&[register()]);
    for end in (4..whole.len()).step_by(37) {
        let read = read(&whole[..end]);
        assert_eq!((read.rows.len(), read.codes()), (0, vec![("in", ReasonCode::BrokenFile)]), "{end}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_flipped_byte_in_a_sheet_never_ends_the_desk(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let mut parts = parts(&[register()]);
        let part = at.index(parts.len());
        let offset = at.index(parts[part].1.len());
        parts[part].1[offset] = to;
        read(package(&parts));
    }
}

//! Text from outside in every format: nothing of it runs, moves, hides or breaks the file.

use calamine::{Data, Reader};
use dutydesk::i18n::Lang;
use dutydesk::report::Format;
use dutydesk::report::model::{Block, Cell, Closing, Column, Document, Head, Imprint, RedHead, Table, Tone};

use super::opened;

const NASTY: &str = "=cmd|'/C calc'!A0\u{0}\u{8}\u{1b}[31m<script>alert(1)</script>&lt;\u{202e}gpj.exe\u{2066}]]>_x0041_\u{fffe}\u{b}**b** [a](http://x) `c` |d| \"q\" 'p'";

/// A document in which every text is hostile.
fn document() -> Document {
    let at = chrono::DateTime::from_timestamp(1_586_196_840, 0).expect("a time");
    let mut document = Document::plain(Lang::ZhCn, NASTY, at);
    let text = || NASTY.to_owned();
    document.head = Head::Red(RedHead {
        mark: Some(text()),
        masthead: text(),
        issue: text(),
        publisher: text(),
        day: text(),
    });
    document.subtitle = text();
    document.heading(1, NASTY);
    document.paragraph(format!("{NASTY}\n{NASTY}"));
    document.blocks.push(Block::Point(text()));
    document.blocks.push(Block::Note(text()));
    let first = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"];
    let mut rows: Vec<Vec<Cell>> = first.map(|text| vec![Cell::text(text), Cell::count(1)]).into();
    rows.push(vec![Cell::text(NASTY), Cell::Status(text(), Tone::Late)]);
    rows.push(vec![Cell::text("长".repeat(40_000)), Cell::Empty]);
    rows.push(vec![Cell::text("\u{1f600}".repeat(20_000)), Cell::Number(f64::NAN)]);
    document.blocks.push(Block::Table(Table {
        caption: "[a]:*?/\\'b".to_owned(),
        columns: vec![Column::new(NASTY, 3), Column::new(NASTY, 1)],
        rows,
        empty: text(),
    }));
    document.closing = Some(Closing { office: text(), date: text() });
    document.imprint = Some(Imprint { lines: vec![text()], printer: text(), printed: text() });
    document
}

fn written(format: Format) -> (tempfile::TempDir, std::path::PathBuf, Vec<u8>) {
    let config = dutydesk::config::Config::builtin().expect("the built-in configuration");
    let bytes = format.bytes(&document(), &config.report).expect("written");
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join(format!("nasty.{}", format.extension()));
    std::fs::write(&file, &bytes).expect("a file");
    (dir, file, bytes)
}

/// No character that moves, hides or turns what stands around it.
#[track_caller]
fn is_clean(text: &str) {
    let bad = |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{2066}\u{fffe}".contains(c);
    assert_eq!(text.chars().find(|c| bad(*c)), None);
}

#[test]
fn hostile_text_is_text_in_html_and_markdown() {
    let (_dir, _, html) = written(Format::Html);
    let html = String::from_utf8(html).expect("UTF-8");
    is_clean(&html);
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"));
    let (_dir, _, text) = written(Format::Markdown);
    let text = String::from_utf8(text).expect("UTF-8");
    is_clean(&text);
    let bare = text.replace("\\<", "").replace("\\]", "");
    assert!(!bare.replace("<br>", "").contains('<'), "no tag but the line ends of cells");
    assert!(!bare.contains("](http") && text.contains("\\*\\*b\\*\\*"));
}

#[test]
fn hostile_text_is_text_in_documents() {
    let (_dir, file, _) = written(Format::Docx);
    for name in ["word/document.xml", "docProps/core.xml"] {
        let xml = opened::part(&file, name);
        is_clean(&xml);
        let mut reader = quick_xml::Reader::from_str(&xml);
        while !matches!(reader.read_event().expect("well-formed"), quick_xml::events::Event::Eof) {}
    }
    let text = opened::pdf(&file).text.replace(['\n', ' '], "");
    assert!(
        text.contains("<script>alert(1)</script>") && text.contains("=cmd|'/Ccalc'!A0"),
        "{}",
        &text[..400]
    );
}

#[test]
fn hostile_text_is_text_in_workbooks_and_what_is_too_long_says_so() {
    let (_dir, file, _) = written(Format::Xlsx);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).expect("a workbook");
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).expect("a sheet").is_empty(), "nothing is a formula");
    }
    let last = book.sheet_names().len() - 1;
    let sheet = book.worksheet_range_at(last).expect("a sheet").expect("readable");
    let cells: Vec<&Data> = sheet.rows().skip(2).map(|row| &row[0]).collect();
    let texts: Vec<String> = cells.iter().map(|cell| cell.to_string()).collect();
    assert_eq!(texts[..4], ["=1+1", "+1", "-1", "@SUM(A1)"]);
    assert!(cells.iter().all(|cell| matches!(cell, Data::String(_))), "{:?}", &cells[..6]);
    assert!(texts[6].contains("_x0041_") && texts[6].contains("<script>"), "{}", texts[6]);
    is_clean(&texts[6]);
    for long in &texts[7..] {
        assert!(long.ends_with("…【32767】"), "cut with a mark");
        assert!(long.encode_utf16().count() <= 32_767);
    }
    assert!(opened::csv(&file).contains("=cmd|'/C calc'!A0"), "as LibreOffice reads it");
}

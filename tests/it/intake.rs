//! The readers of foreign files, on real files made here.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;

use dutydesk::domain::doc_number::{DocNumber, NumberForm};
use dutydesk::intake::fields::{When, china, parse_when};
use dutydesk::intake::{
    ColumnMap, Detail, Encoding, Field, Kind, ReadOptions, ReadSummary, ReasonCode, RefusedRow, RowOutcome,
    SourceRow, read_path, read_stream,
};
use proptest::prelude::*;

/// All rows, all refusals and the summary of one file.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) rows: Vec<SourceRow>,
    pub(crate) refused: Vec<RefusedRow>,
    pub(crate) summary: ReadSummary,
}

impl Read {
    pub(crate) fn codes(&self) -> Vec<(&str, ReasonCode)> {
        self.refused.iter().map(|r| (r.source.as_str(), r.reason)).collect()
    }

    pub(crate) fn titles(&self) -> Vec<&str> {
        self.rows.iter().map(|row| row.fields.get(&Field::Title).map_or("", String::as_str)).collect()
    }

    pub(crate) fn sources(&self) -> Vec<&str> {
        self.rows.iter().map(|row| row.source.as_str()).collect()
    }
}

fn gather(
    read: impl FnOnce(&mut dyn FnMut(RowOutcome) -> ControlFlow<()>) -> std::io::Result<ReadSummary>,
) -> Read {
    let (mut rows, mut refused) = (Vec::new(), Vec::new());
    let summary = read(&mut |outcome| {
        match outcome {
            RowOutcome::Row(row) => rows.push(row),
            RowOutcome::Refused(row) => refused.push(row),
        }
        ControlFlow::Continue(())
    })
    .expect("reading from memory and from a file that exists does not fail");
    assert_eq!((summary.rows, summary.refused), (rows.len() as u64, refused.len() as u64));
    Read { rows, refused, summary }
}

pub(crate) fn read_with(bytes: &[u8], options: &ReadOptions) -> Read {
    gather(|sink| read_stream(Cursor::new(bytes), "in", options, sink))
}

pub(crate) fn read(bytes: impl AsRef<[u8]>) -> Read {
    read_with(bytes.as_ref(), &ReadOptions::default())
}

fn directives() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/directives-2020.csv");
    fs::read(path).expect("the data set is part of the repository")
}

pub(crate) fn fields(row: &SourceRow) -> BTreeMap<Field, &str> {
    row.fields.iter().map(|(field, value)| (*field, value.as_str())).collect()
}

#[test]
fn the_46_directives_go_in_whole() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/directives-2020.csv");
    let read = gather(|sink| read_path(&path, "directives-2020.csv", &ReadOptions::default(), sink));
    assert_eq!((read.rows.len(), read.refused.len(), read.summary.skipped), (46, 0, 1));
    assert_eq!((read.summary.kind, read.summary.encoding), (Kind::Csv, Some(Encoding::Utf8)));
    assert_eq!((read.sources()[0], read.sources()[45]), ("directives-2020.csv:2", "directives-2020.csv:47"));
    let mut forms = BTreeMap::new();
    for row in &read.rows {
        assert!(row.extra.is_empty(), "{row:?}");
        let known = fields(row);
        assert!(known[&Field::Title].len() > 30, "a whole title and no number in its place: {row:?}");
        assert!(!known[&Field::Issuer].starts_with(' ') && known[&Field::Url].starts_with("http"));
        assert!(matches!(parse_when(known[&Field::WrittenOn], china()), Ok(When::Day(_))));
        let raw = known.get(&Field::DocNumber).copied().unwrap_or_default();
        let number = DocNumber::parse(raw);
        *forms.entry(format!("{:?}", number.form())).or_insert(0) += 1;
        if number.form() == NumberForm::Standard {
            assert_eq!(number.canonical(), Some(raw), "these are published in the canonical form");
        }
    }
    let counts =
        BTreeMap::from([("Absent".to_owned(), 12), ("Odd".to_owned(), 5), ("Standard".to_owned(), 29)]);
    assert_eq!(forms, counts);
}

#[test]
fn gb18030_and_utf16_and_a_byte_order_mark_give_the_same_rows() {
    let utf8 = directives();
    let want = read(&utf8).rows;
    let text = String::from_utf8(utf8.clone()).expect("the data set is UTF-8");
    let (gb, _, lossy) = encoding_rs::GB18030.encode(&text);
    assert!(!lossy);
    let gb = read(&gb);
    assert_eq!((gb.summary.encoding, &gb.rows), (Some(Encoding::Gb18030), &want));
    let marked = read([b"\xEF\xBB\xBF", utf8.as_slice()].concat());
    assert_eq!((marked.summary.encoding, &marked.rows), (Some(Encoding::Utf8), &want));
    let little: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        let wide = read(&bytes);
        assert_eq!((wide.summary.encoding, &wide.rows), (Some(Encoding::Utf16), &want));
    }
    let mut table = csv::Reader::from_reader(utf8.as_slice());
    let json: String = table.deserialize().fold(String::from("\n"), |all, row| {
        let row: BTreeMap<String, String> = row.expect("the data set is a table");
        all + &serde_json::json!(row).to_string() + "\n"
    });
    assert_eq!(read(json).rows, want, "the same papers as JSON Lines");
    for (from, to) in [("\n", "\r\n"), (",", "\t"), (",", ";"), ("\n", "\r")] {
        assert_eq!(read(text.replace(from, to)).rows, want, "{to:?}");
    }
}

#[test]
fn a_bad_byte_costs_its_row_and_no_other() {
    for encode in [encoding_rs::UTF_8, encoding_rs::GB18030] {
        let mut bytes = Vec::new();
        for line in ["标题,来文单位", "关于甲事的通知,市政府", "坏", "关于乙事的通知,区政府"]
        {
            match line {
                "坏" => bytes.extend_from_slice(b"\xff\xfe\x81,x"),
                line => bytes.extend_from_slice(&encode.encode(line).0),
            }
            bytes.push(b'\n');
        }
        let read = read(&bytes);
        assert_eq!(read.titles(), ["关于甲事的通知", "关于乙事的通知"]);
        assert_eq!(read.codes(), [("in:3", ReasonCode::Undecodable)]);
        assert_eq!(read.refused[0].detail, Detail::Byte(0));
    }
}

#[test]
fn titles_above_totals_below_and_headings_in_any_order() {
    let text = "深圳市盐田区收文登记表,,,,\n2020年2月,,,,\n\n序号, 缓 急 ,来文机关,文　号,文件名称（必填）,经手\n\
        1,特急,市防指,〔2020〕1号,关于甲事的通知,张\n\
        2,,省政府,,关于乙事的通知\n\
        序号,缓急,来文机关,文号,文件名称,经手\n\
        3,平件,市政府,无,\"关于\"\"丙\"\"事\n的通知\",李\n\
        4,,,,\n\n合计,,3件,,\n制表人：王,,审核：赵,,\n";
    let read = read(text);
    assert_eq!(read.titles(), ["关于甲事的通知", "关于乙事的通知", "关于\"丙\"事的通知"]);
    assert_eq!(read.sources(), ["in:5", "in:6", "in:8"]);
    assert_eq!(read.codes(), []);
    assert_eq!(read.rows[0].extra, [("经手".to_owned(), "张".to_owned())]);
    assert_eq!(read.rows[0].fields[&Field::Urgency], "特急");
    // Two titles and a blank above, the header twice, a numbered and an empty row, the total, the signature.
    assert_eq!(read.summary.skipped, 9);
}

#[test]
fn a_stray_quote_or_separator_costs_one_row() {
    let text = "标题,来文单位\n\"关于甲事,市政府\n关于乙事,\"区,政府\"\n关于丙事,市政府,多,余\n关于丁事\n\"关于\n戊事\",省\n,,\n";
    let read = read(text);
    assert_eq!(read.titles(), ["关于乙事", "关于丁事", "关于戊事"]);
    assert_eq!(read.codes(), [("in:2", ReasonCode::OpenQuote), ("in:4", ReasonCode::TooManyCells)]);
    assert_eq!(read.refused[1].detail, Detail::Column(3));
}

#[test]
fn two_columns_for_one_fact() {
    let text = "标题,收文日期,收文时间,成文日期,印发日期,标题\n甲事,2020-02-11,14:30,2020-02-10,2020-02-11,甲\n,,,,2020-02-09,乙事\n";
    let read = read(text);
    assert_eq!(read.rows[0].fields[&Field::ReceivedAt], "2020-02-11 14:30");
    assert_eq!(read.rows[0].fields[&Field::WrittenOn], "2020-02-10");
    let extra = [("印发日期".to_owned(), "2020-02-11".to_owned()), ("标题".to_owned(), "甲".to_owned())];
    assert_eq!(read.rows[0].extra, extra);
    assert_eq!(
        (read.rows[1].fields[&Field::Title].as_str(), read.rows[1].fields[&Field::WrittenOn].as_str()),
        ("乙事", "2020-02-09")
    );
}

#[test]
fn totals_with_words_beside_them_and_numbers_under_a_vague_heading() {
    let text = "编号,文件标题,来文单位\n1,甲事,市府\n国办发〔2020〕1号,乙事,合计\n二月合计,,已办结 2 件\n,合计,2件，均已办结\n合计,丙事,\n";
    let read = read(text);
    assert_eq!(read.titles(), ["甲事", "乙事", "丙事"]);
    assert_eq!(read.rows[0].extra, []);
    assert_eq!(read.rows[1].extra, [("编号".to_owned(), "国办发〔2020〕1号".to_owned())]);
    assert_eq!((read.summary.skipped, read.refused.len()), (3, 0));
}

#[test]
fn an_office_maps_its_own_headings() {
    let columns = ColumnMap::from_names([("件名", "title"), ("来件处", "issuer"), ("类别", "-")])
        .expect("known fields");
    let options = ReadOptions { columns, ..ReadOptions::default() };
    let mapped = read_with("件 名,来件处,类别\n甲事,市府,A\n".as_bytes(), &options);
    assert_eq!(fields(&mapped.rows[0]), BTreeMap::from([(Field::Title, "甲事"), (Field::Issuer, "市府")]));
    assert_eq!(mapped.rows[0].extra, [("类别".to_owned(), "A".to_owned())]);
    assert_eq!(read("件名,来件处\n甲事,市府\n").codes(), [("in:1", ReasonCode::NoHeader)]);
    assert!(ColumnMap::from_names([("件名", "titel")]).is_err());
}

#[test]
fn nothing_of_a_classified_row_comes_through() {
    let secret = "绝不外传之事";
    let texts = [
        format!("标题,文号,备注\n{secret},机密★10年,\n关于商业秘密的通知,,\n"),
        format!("标题,密级,备注\n{secret},秘密,\n关于商业秘密的通知,公开,\n"),
        format!("标题,备注\n{secret},a,秘 密 ★,b\n关于商业秘密的通知,\n"),
        format!(
            "{{\"title\":\"{secret}\",\"x\":[{{\"y\":\"绝密★\"}}]}}\n{{\"title\":\"关于商业秘密的通知\"}}\n"
        ),
    ];
    for text in texts {
        let read = read(&text);
        assert_eq!(read.titles(), ["关于商业秘密的通知"], "{text}");
        assert!(matches!(read.codes()[..], [(_, ReasonCode::Classified)]), "{text}");
        assert!(!format!("{read:?}").contains(secret), "{text}");
    }
    let whole = read(format!("某某登记表（机密★5年）,\n标题,来文单位\n{secret},市府\n"));
    assert_eq!((whole.rows.len(), whole.codes()), (0, vec![("in", ReasonCode::Classified)]));
}

#[test]
fn json_lines_with_names_of_the_contract_and_chinese_ones() {
    let text = "\u{FEFF}{\"title\":\"甲事\",\"doc_number\":\"国办〔2020〕1号\",\"doc_number_raw\":\"国办[2020]1\",\"assist_units\":[\"a\",\"b\"],\"version\":3}\n\
        \n{\"文件标题\":\"乙事\",\"来文机关\":\"市府\",\"缓急\":null,\"其他\":{\"k\":1}}\n{\"title\":\"丙事\",}\n[1]\n{}\n{\"x\":1}\n";
    let read = read(text);
    assert_eq!(read.summary.kind, Kind::Jsonl);
    assert_eq!(read.titles(), ["甲事", "乙事"]);
    assert_eq!(read.rows[0].fields[&Field::DocNumber], "国办[2020]1");
    assert_eq!(read.rows[0].fields[&Field::AssistUnits], "a b");
    assert_eq!(read.rows[0].extra, [("version".to_owned(), "3".to_owned())]);
    assert_eq!(read.rows[1].extra, [("其他".to_owned(), "{\"k\":1}".to_owned())]);
    assert_eq!(
        read.codes(),
        [
            ("in:4", ReasonCode::BadJson),
            ("in:5", ReasonCode::BadJson),
            ("in:6", ReasonCode::NothingKnown),
            ("in:7", ReasonCode::NothingKnown)
        ]
    );
    assert_eq!((&read.refused[0].detail, read.summary.skipped), (&Detail::Column(15), 1));
}

#[test]
fn a_reader_that_is_told_to_stop_stops() {
    let text = directives();
    let mut seen = 0;
    let summary = read_stream(Cursor::new(text), "in", &ReadOptions::default(), &mut |_| {
        seen += 1;
        if seen == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((seen, summary.map(|s| s.rows).ok()), (3, Some(3)));
}

#[test]
fn foreign_files_are_named_and_refused() {
    for (bytes, name) in [
        (&b"\xD0\xCF\x11\xE0\xA1\xB1"[..], "xls"),
        (b"%PDF-1.7", "pdf"),
        (b"a\0b", "binary"),
        (b"<html>", "markup"),
    ] {
        let read = read(bytes);
        assert_eq!(read.refused[0].reason, ReasonCode::UnknownKind);
        assert_eq!(read.refused[0].detail, Detail::Name(name.to_owned()));
    }
    assert_eq!(read("").codes(), [("in:1", ReasonCode::NoHeader)]);
    let long = format!("标题,来文单位\n{}\n乙事,市府\n", "x".repeat(3 << 20));
    let read = read(long);
    assert_eq!((read.codes(), read.titles()), (vec![("in:2", ReasonCode::RowTooLong)], vec!["乙事"]));
}

/// Rows without end; a reader that wants the whole file first never comes back.
struct Endless(Vec<u8>);

impl std::io::Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.0.is_empty() {
            self.0 = "关于某事的通知,市府\n{\"title\":\"关于某事的通知\"}\n".as_bytes().to_vec();
        }
        let count = buffer.len().min(self.0.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0.drain(..count);
        Ok(count)
    }
}

#[test]
fn rows_are_handed_over_while_the_file_is_read() {
    for head in ["标题,来文单位\n", "{}\n"] {
        let mut seen = 0;
        let summary = read_stream(Endless(head.into()), "in", &ReadOptions::default(), &mut |_| {
            seen += 1;
            if seen == 5000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(summary.map(|s| s.rows + s.refused).ok(), Some(5000));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0..4) {
        let kind = [Kind::Auto, Kind::Csv, Kind::Jsonl, Kind::Xlsx][kind as usize];
        read_with(&bytes, &ReadOptions { kind, ..ReadOptions::default() });
    }

    #[test]
    fn every_line_of_a_table_has_one_outcome(
        lines in proptest::collection::vec("[甲乙\"秘密★合计0-9x]{0,4},[丙丁\" 12]{0,4}", 0..12),
    ) {
        // Without quotes every line is exactly one of row, refusal and skipped; with them several lines may be one row.
        let plain: Vec<String> = lines.iter().map(|line| line.replace('"', "")).collect();
        let read_plain = read(format!("标题,备注\n{}", plain.join("\n")));
        let trailing_blank = plain.last().is_some_and(String::is_empty);
        let seen = read_plain.summary.rows + read_plain.summary.refused + read_plain.summary.skipped;
        prop_assert_eq!(seen + u64::from(trailing_blank), plain.len() as u64 + 1);
        read(format!("标题,备注\n{}", lines.join("\n")));
    }

    #[test]
    fn quoted_cells_come_back_as_written(
        rows in proptest::collection::vec(("[甲乙,\";x]{1,6}甲", "[丙丁,\"; \n]{0,4}丁"), 1..8),
    ) {
        let quote = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let body: String = rows.iter().map(|(a, b)| format!("{},{}\n", quote(a), quote(b))).collect();
        let read = read(format!("标题,备注\n{body}"));
        let got: Vec<(String, String)> = read
            .rows
            .iter()
            .map(|row| (row.fields[&Field::Title].clone(), row.fields[&Field::Note].clone()))
            .collect();
        let want: Vec<(String, String)> =
            rows.iter().map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned())).collect();
        prop_assert_eq!(got, want);
        prop_assert!(read.refused.is_empty());
    }
}

//! Documents as files: opened by LibreOffice, read as text and as a picture, as people will.

mod hostile;
mod opened;

use super::{NIGHT, Office};
use opened::{Opened, part, pdf};
use sha2::{Digest, Sha256};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

impl Office {
    /// With the demonstration's store.
    fn of_the_demonstration() -> Self {
        let office = Self::new();
        let store = office.path("demo.db");
        office.run(&["demo", "--out", store.to_str().expect("a path")]).code(0);
        office
    }

    /// Writes a document from the demonstration at the night's clock, in Chinese.
    #[track_caller]
    fn report(&self, args: &[&str], file: &str) -> std::path::PathBuf {
        let all: Vec<&str> = ["report"].iter().chain(args).copied().chain(["--out", file]).collect();
        self.reported(&all, "zh-CN").code(0);
        self.path(file)
    }

    fn reported(&self, args: &[&str], lang: &str) -> super::Ran {
        let common = ["--store", "demo.db", "--at", NIGHT, "--lang", lang];
        let all: Vec<&str> = args.iter().copied().chain(common).collect();
        self.run(&all)
    }
}

const DAY_74: [&str; 3] = ["bulletin", "--day", "2020-04-06"];

#[test]
fn a_bulletin_opens_as_the_office_writes_it() {
    let office = Office::of_the_demonstration();
    let file = office.report(&DAY_74, "issue.docx");
    let Opened { text, pages, size } = pdf(&file);
    for words in ["防控简报", "〔2020〕第74 期", "盐田区总值班室", "2020年4 月7 日印发", "每日数据", "签发："]
    {
        let squeezed = |text: &str| text.replace([' ', '\n'], "");
        assert!(squeezed(&text).contains(&squeezed(words)), "{words} in {text}");
    }
    assert!(pages >= 1);
    assert_eq!(size, (595, 842), "A4");
    let document = part(&file, "word/document.xml");
    assert!(
        document.contains(r#"<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588""#),
        "{document}"
    );
    assert!(document.contains(r#"w:type="lines" w:linePitch="579""#), "22 lines of 225 mm");
    assert!(document.contains(r#"w:tblpYSpec="bottom""#), "the imprint stands at the foot");
    let styles = part(&file, "word/styles.xml");
    for font in ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"] {
        assert!(styles.contains(&format!(r#"w:eastAsia="{font}""#)), "{font}");
        assert!(
            part(&file, "word/fontTable.xml").contains(&format!(r#"<w:font w:name="{font}"><w:altName"#)),
            "{font}"
        );
    }
    assert!(part(&file, "word/settings.xml").contains("<w:evenAndOddHeaders/>"));
    let picture = opened::picture(&file);
    // The red head: letters in the upper part of the page, in the middle; under them a rule as wide as the text.
    let letters = picture.red_within((0.3, 0.7), (0.12, 0.26));
    assert!(letters > 0.03, "{letters}");
    assert!(picture.longest_red_row() > 0.72, "{}", picture.longest_red_row());
    assert_eq!(picture.red_within((0.0, 1.0), (0.5, 1.0)), 0.0, "nothing below the head is red");
}

#[test]
fn a_page_has_22_lines_of_28_characters_and_its_number_on_the_outer_side() {
    use dutydesk::report::{Format, model::Document};
    let config = dutydesk::config::Config::builtin().expect("the built-in configuration");
    let at = chrono::DateTime::from_timestamp(1_586_196_840, 0).expect("a time");
    let mut document = Document::plain(dutydesk::i18n::Lang::ZhCn, "版式", at);
    document.paragraph("汉".repeat(28 * 70));
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("page.docx");
    std::fs::write(&file, Format::Docx.bytes(&document, &config.report).expect("written")).expect("a file");
    let Opened { text, .. } = pdf(&file);
    let pages: Vec<&str> = text.split('\u{c}').collect();
    let full: Vec<&str> = pages[1].lines().filter(|line| line.contains('汉')).collect();
    assert_eq!(full.len(), 22, "{}", pages[1]);
    assert!(full.iter().all(|line| line.matches('汉').count() == 28), "{full:?}");
    let number = |page: &str| {
        page.lines().find(|line| line.contains('—')).map(|line| line.len() - line.trim_start().len())
    };
    let (odd, even) = (number(pages[0]), number(pages[1]));
    assert!(odd > even.map(|even| even + 20), "right on odd pages, left on even ones: {odd:?} {even:?}");
}

#[test]
fn a_ledger_is_a_workbook_that_can_be_filtered_and_says_what_the_list_says() {
    use calamine::{Data, Reader};
    let office = Office::of_the_demonstration();
    let file = office.report(&["ledger", "findings"], "findings.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("readable");
    let listed = office.reported(&["list", "findings", "--all", "--json"], "zh-CN").code(0).json();
    let total = usize::try_from(listed["total"].as_u64().expect("a total")).expect("a count");
    assert_eq!(sheet.height(), total + 2, "title, heads, rows");
    let dates = sheet.rows().skip(2).flatten().filter(|cell| matches!(cell, Data::DateTime(_))).count();
    assert!(dates >= total * 2, "{dates} real dates");
    let xml = part(&file, "xl/worksheets/sheet1.xml");
    assert!(xml.contains(&format!("<autoFilter ref=\"A2:Q{}\"", total + 2)), "{}", &xml[..600]);
    assert!(xml.contains(r#"<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>"#));
    assert!(xml.contains(r#"paperSize="9""#) && xml.contains(r#"orientation="landscape""#));
    assert!(xml.contains(r#"fitToHeight="0""#));
    assert!(part(&file, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    // LibreOffice sees the same rows.
    let csv = opened::csv(&file);
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), total + 2);
    for (seen, row) in rows.iter().zip(sheet.rows()).skip(1) {
        for (seen, cell) in seen.iter().zip(row) {
            if let Data::String(text) = cell {
                assert_eq!(seen, text);
            }
        }
    }
}

#[test]
fn a_filter_asks_for_a_part_as_the_list_does() {
    let office = Office::of_the_demonstration();
    let listed =
        office.reported(&["list", "findings", "--all", "--filter", "state:closed", "--json"], "zh-CN");
    let total = listed.code(0).json()["total"].as_u64().expect("a total");
    let file = office.report(&["ledger", "findings", "--filter", "state:closed"], "part.md");
    let text = std::fs::read_to_string(file).expect("a file");
    assert!(total > 0 && text.contains(&format!("共 {total} 条")), "{total}: {text}");
    let slip =
        office.reported(&["report", "ledger", "findings", "--filter", "state:closd", "--out", "a.md"], "en");
    assert!(slip.code(2).err.contains("closed"));
    assert!(!office.path("a.md").exists());
}

#[test]
fn figures_are_drawn_in_html_without_anything_from_elsewhere() {
    let office = Office::of_the_demonstration();
    let file = office.report(&["figures", "--from", "2020-03-08"], "figures.html");
    let text = std::fs::read_to_string(&file).expect("a file");
    assert_eq!(text.matches("<svg").count(), 2);
    assert!(text.contains("<meta charset=\"utf-8\">") && text.contains("prefers-color-scheme: dark"));
    let plain = text.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    for foreign in ["<script", "http:", "https:", "@import", "src=", "<link", "url("] {
        assert!(!plain.contains(foreign), "{foreign}");
    }
    // As a document it has the same pictures.
    let docx = office.report(&["figures", "--from", "2020-03-08"], "figures.docx");
    assert_eq!(opened::names(&docx).iter().filter(|name| name.ends_with(".png")).count(), 2);
    assert!(pdf(&docx).text.contains("工作数据"));
    // With a configured font that is none, the values stand where the pictures would.
    office.write("config.toml", "[report]\nfont_file = \"/nowhere/font.ttc\"\n");
    let told = ["--config", "config.toml", "report", "figures", "--from", "2020-03-08", "--out", "told.docx"];
    office.reported(&told, "zh-CN").code(0);
    assert!(!opened::names(&office.path("told.docx")).iter().any(|name| name.ends_with(".png")));
}

#[test]
fn all_kinds_are_written_in_all_formats_and_both_languages() {
    let office = Office::of_the_demonstration();
    let kinds: [&[&str]; 5] = [
        &DAY_74,
        &["inspection", "--from", "2020-04-01"],
        &["ledger", "supervised"],
        &["special", "2020-0003"],
        &["figures"],
    ];
    for (at, kind) in kinds.iter().enumerate() {
        for (format, lang) in [("docx", "zh-CN"), ("xlsx", "en"), ("html", "en"), ("md", "zh-CN")] {
            let file = format!("{at}.{format}");
            let all: Vec<&str> =
                ["report"].iter().chain(*kind).copied().chain(["--out", &file, "--json"]).collect();
            let told = office.reported(&all, lang).code(0).json();
            let bytes = std::fs::read(office.path(&file)).expect("written");
            assert_eq!(told["bytes"], bytes.len());
            let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(told["sha256"], digest.as_str());
            // The same is written again, byte for byte: the clock is fixed.
            let again = office.reported(&all, lang).code(0).json();
            assert_eq!(told["sha256"], again["sha256"], "{file}");
        }
    }
}

/// What a driver and two nurses sign in the small hours must hold what the desk knows, and nothing of passengers.
#[test]
fn the_hand_over_sheet_of_a_run_has_its_vehicle_its_heads_and_lines_to_sign_on() {
    let office = Office::of_the_demonstration();
    let runs = office.reported(&["list", "runs", "--all", "--filter", "state:held", "--json"], "zh-CN");
    let id = runs.code(0).json()["items"][0]["id"].as_str().expect("a held run").to_owned();
    let file = office.report(&["handover-sheet", "--run", &id], "sheet.md");
    let text = std::fs::read_to_string(file).expect("a file");
    for part in ["转运交接单", "粤B·00003", "送医", "上车前离队", "住地接收人", "尚未送达"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    let sheet = ["report", "handover-sheet", "--run", &id, "--out"];
    for (format, lang) in [("docx", "zh-CN"), ("html", "en"), ("xlsx", "en")] {
        let file = format!("sheet.{format}");
        let all: Vec<&str> = sheet.iter().copied().chain([file.as_str()]).collect();
        office.reported(&all, lang).code(0);
        assert!(std::fs::metadata(office.path(&file)).expect("written").len() > 500, "{file}");
    }
    let printed = pdf(&office.path("sheet.docx")).text;
    assert!(
        printed.contains("口岸移交人") && printed.contains("无人离队") == text.contains("无人离队"),
        "{printed}"
    );
    office.reported(&["report", "handover-sheet", "--run", "2020-0001", "--out", "a.md"], "en").code(4);
}

#[test]
fn what_cannot_be_written_leaves_what_was_there() {
    let office = Office::of_the_demonstration();
    let out = |file: &str| -> Vec<String> {
        ["report", "ledger", "supervised", "--out", file].map(str::to_owned).into()
    };
    let try_to = |file: &str| {
        let args = out(file);
        office.reported(&args.iter().map(String::as_str).collect::<Vec<_>>(), "en")
    };
    for slip in ["-", "a.pdf", "noending"] {
        let told = try_to(slip).code(2);
        assert!(told.err.contains(".docx"), "{}", told.err);
    }
    try_to("nowhere/a.md").code(1);
    let before = office.write("kept.md", "before");
    std::fs::set_permissions(&before, std::fs::Permissions::from_mode(0o640)).expect("a mode");
    office.reported(&["report", "bulletin", "2020-9999", "--out", "kept.md"], "en").code(4);
    assert_eq!(std::fs::read_to_string(&before).expect("there"), "before");
    try_to("kept.md").code(0);
    assert!(std::fs::read_to_string(&before).expect("there").starts_with("# Ledger of supervised items"));
    assert_eq!(std::fs::metadata(&before).expect("there").permissions().mode() & 0o777, 0o640);
    let parts = std::fs::read_dir(office.path("")).expect("a folder").flatten();
    assert!(parts.into_iter().all(|entry| !entry.file_name().to_string_lossy().ends_with(".part")));
    // What comes in later steps is no kind of document yet.
    office.reported(&["report", "handover", "--out", "a.docx"], "en").code(2);
    assert!(!Path::new(&office.path("a.docx")).exists());
}

/// An issue with everything that documents have.
fn sample(lang: dutydesk::i18n::Lang) -> dutydesk::report::model::Document {
    use dutydesk::report::model::{
        Block, Cell, Closing, Column, Document, Head, Imprint, RedHead, Table, Tone,
    };
    let zh = lang == dutydesk::i18n::Lang::ZhCn;
    let text = |chinese: &str, english: &str| if zh { chinese.to_owned() } else { english.to_owned() };
    let at = chrono::DateTime::from_timestamp(1_586_196_840, 0).expect("a time");
    let mut issue = Document::plain(lang, text("四月六日情况", "The sixth of April"), at);
    issue.head = Head::Red(RedHead {
        mark: Some(text("草稿", "DRAFT")),
        masthead: text("防控简报", "Bulletin"),
        issue: text("〔2020〕第74期", "2020, No. 74"),
        publisher: text("总值班室", "Duty Office"),
        day: text("2020年4月7日", "7 April 2020"),
    });
    issue.heading(1, text("综述", "Overview"));
    issue.paragraph(text("平稳。\n有序。", "Calm.\nIn order."));
    for level in 2..=4 {
        issue.heading(level, text("分项", "Part"));
    }
    issue.blocks.push(Block::Point(text("一点", "A point")));
    issue.blocks.push(Block::Note(text("注", "A note")));
    let time = at.naive_utc();
    issue.blocks.push(Block::Table(Table {
        caption: text("每日数据", "Figures"),
        columns: ["项目", "数据", "日", "时", "状态"].map(|head| Column::new(head, 1)).into(),
        rows: vec![vec![
            Cell::text(text("收文|件", "Papers|here")),
            Cell::count(6),
            Cell::Date(time.date()),
            Cell::Time(time),
            Cell::Status(text("逾期", "overdue"), Tone::Late),
        ]],
        empty: String::new(),
    }));
    issue.closing = Some(Closing {
        office: text("总值班室", "Duty Office"),
        date: text("2020年4月7日", "7 April 2020"),
    });
    issue.imprint = Some(Imprint {
        lines: vec![text("报：区领导", "To: leaders")],
        printer: text("总值班室", "Duty Office"),
        printed: text("2020年4月7日印发", "Issued 7 April 2020"),
    });
    issue
}

#[test]
fn the_words_of_a_document_stand_in_both_languages() {
    use dutydesk::{i18n::Lang, report::Format};
    let config = dutydesk::config::Config::builtin().expect("the built-in configuration");
    for (lang, name) in [(Lang::ZhCn, "zh"), (Lang::En, "en")] {
        for format in [Format::Markdown, Format::Html] {
            let bytes = format.bytes(&sample(lang), &config.report).expect("written");
            let text = String::from_utf8(bytes).expect("UTF-8");
            // The sheet of styles is the same in all.
            let text = text.split_once("</style>").map_or(text.as_str(), |(_, rest)| rest);
            insta::assert_snapshot!(format!("report_{}_{name}", format.extension()), text);
        }
    }
}

//! A document for people, written from the desk by its key.

use std::fs;

use dutydesk::domain::ledgers::Ledger;
use dutydesk::i18n::{Lang, Strings};

use crate::house::{House, MORNING};
use crate::session::{Desk, WIDE};

const TITLE: &str = "甲号测试公文";

fn words() -> &'static Strings {
    Lang::ZhCn.strings()
}

/// A desk on one paper, with the line open that asks for the file.
fn asking(house: &House) -> Desk {
    let mut desk = Desk::open(house, WIDE, &["--at", MORNING]);
    desk.wait_cursor_on(TITLE);
    desk.keys("X");
    desk.wait_for(words().report_file.label);
    desk
}

#[test]
fn the_ledger_of_the_pane_is_a_workbook_where_the_line_says() {
    let house = House::with_papers(&[TITLE]);
    let name = format!("{}-2020-02-12.xlsx", (words().report.ledger)(Ledger::Documents));
    let folder = house.path("data/dutydesk/reports");
    let mut desk = asking(&house);
    desk.wait_for("reports");
    assert!(!folder.exists(), "nothing is made before it is asked for");
    desk.keys("Enter");
    desk.wait_for("已写出");
    let bytes = fs::read(folder.join(name)).expect("the file that the foot names");
    assert_eq!(bytes.get(..4), Some(&b"PK\x03\x04"[..]));

    // The ending decides the format, and what is no whole path lies beside the others.
    desk.wait_gone(words().report_file.label);
    desk.keys("X");
    desk.wait_for(words().report_file.label);
    desk.keys("Ctrl-u");
    desk.type_text("簿.md");
    desk.wait_for("簿.md");
    desk.keys("Enter");
    desk.wait_for("簿.md");
    desk.wait_gone(words().report_file.label);
    desk.wait_for("reports/簿.md");
    let told = fs::read_to_string(folder.join("簿.md")).expect("the file that the foot names");
    assert!(told.contains(TITLE), "{told}");
    desk.quit();
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_the_path_is_kept() {
    let house = House::with_papers(&[TITLE]);
    // A file stands where the folder would be: nobody, not even root, can write below it.
    let blocked = house.path("blocked");
    fs::write(&blocked, "here before").expect("a written file");
    let wanted = blocked.join("ledger.xlsx");
    let mut desk = asking(&house);
    desk.keys("Ctrl-u");
    desk.type_text(wanted.to_str().expect("a path of UTF-8"));
    desk.wait_for("ledger.xlsx");
    desk.keys("Enter");
    desk.wait_for("文件未写成");
    assert_eq!(fs::read_to_string(&blocked).expect("still there"), "here before");
    desk.keys("X");
    desk.wait_for(words().report_file.label);
    desk.wait_for("ledger.xlsx");

    // A name without a format stays in the line.
    desk.keys("Ctrl-u");
    desk.type_text("ledger.pdf");
    desk.keys("Enter");
    desk.wait_for(words().report_file.bad_format);
    desk.keys("Esc");
    desk.wait_gone(words().report_file.label);
    desk.quit();
}

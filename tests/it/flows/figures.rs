//! Figures in keys: from a figure to its rows, to an item, and back.

use dutydesk::ui::dialog::Dialog;

use super::dialog;
use crate::desk::{Desk, Room};

#[test]
fn a_figure_leads_to_its_rows_and_a_row_to_its_item() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("I");
    let Dialog::Figures(open) = dialog(&desk) else { panic!("{:?}", dialog(&desk)) };
    assert_eq!(open.lines()[0], ("documents_handled".to_owned(), vec!["2".to_owned()]));
    desk.keys("<Enter>");
    let Dialog::FigureRows(rows) = dialog(&desk) else { panic!("{:?}", dialog(&desk)) };
    let found = rows.found.as_ref().expect("rows that were read");
    assert_eq!((found.total, found.sum), (2, 2));
    let chosen = found.rows[1].title.clone();
    // Back is the figure, with the cursor where it was.
    desk.keys("<Esc>");
    assert!(matches!(dialog(&desk), Dialog::Figures(open) if open.at == 0 && open.found.is_some()));
    desk.keys("<Enter> j <Enter>");
    assert!(desk.app.screen().dialogs.is_empty());
    assert_eq!(desk.cursor(), chosen);
}

#[test]
fn tabs_and_periods_change_and_what_counts_nothing_has_no_rows() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("I <Right>");
    let Dialog::Figures(yesterday) = dialog(&desk) else { panic!("{:?}", dialog(&desk)) };
    assert_eq!((yesterday.period, yesterday.lines()[0].1[0].as_str()), (1, "0"));
    desk.keys("<Enter> <Enter>");
    assert!(matches!(dialog(&desk), Dialog::FigureRows(_)), "there is nowhere to go");
    assert_eq!(desk.toast(), "无明细");
    desk.keys("<Esc> <Left> ]");
    let Dialog::Figures(open) = dialog(&desk) else { panic!("{:?}", dialog(&desk)) };
    // Seven days, the whole, and the seven days before.
    assert_eq!((open.trends, open.period), (true, 2));
    assert_eq!(open.lines()[0].1, ["0", "0", "0", "0", "0", "0", "1", "1", "0"]);
    room.receive("丙", dutydesk::domain::Urgency::Routine);
    desk.changed();
    let Dialog::Figures(open) = dialog(&desk) else { panic!("{:?}", dialog(&desk)) };
    assert_eq!(open.lines()[0].1[6..], ["2", "2", "0"], "what others do is seen at once");
    desk.keys("]");
    assert!(matches!(dialog(&desk), Dialog::Times(_)));
    desk.keys("]");
    assert!(matches!(dialog(&desk), Dialog::Figures(open) if !open.trends));
    desk.keys("I");
    assert!(desk.app.screen().dialogs.is_empty());
}

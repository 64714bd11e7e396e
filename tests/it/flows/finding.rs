//! Finding things: the filter as it is typed, and the search over everything.

use dutydesk::ui::dialog::{FilterLine, Search};

use dutydesk::view::{ColumnChoice, PaneKind, PanePreferences, Sort};

use super::*;

fn line(desk: &Desk) -> FilterLine {
    match dialog(desk) {
        Dialog::Filter(line) => line.clone(),
        other => panic!("no filter line: {other:?}"),
    }
}

fn search(desk: &Desk) -> Search {
    match dialog(desk) {
        Dialog::Search(search) => search.clone(),
        other => panic!("no search: {other:?}"),
    }
}

#[test]
fn a_filter_asks_for_fields_and_says_what_it_understood_while_it_is_typed() {
    let room = Room::with_papers(&["核酸检测通知", "大梅沙酒店"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("a / \"state:已登记\"");
    assert_eq!(desk.titles().len(), 1);
    assert!(line(&desk).understood.starts_with("状态："), "{:?}", line(&desk));
    desk.keys("<Ctrl-u> \"state:!registered 酒店\"");
    assert_eq!(desk.titles(), ["大梅沙酒店"]);
    // What is wrong is said, and the rest of the line holds; nothing is lost and nothing blocks.
    desk.keys("\" urgenci:flash\"");
    assert!(line(&desk).problem.is_some_and(|problem| problem.contains("urgency")));
    assert_eq!(desk.titles(), ["大梅沙酒店"]);
    desk.keys("<Enter>");
    assert!(desk.toast().contains("未计入"), "{}", desk.toast());
    desk.keys("\\");
    assert_eq!(desk.titles().len(), 2);
}

#[test]
fn tab_completes_fields_and_values_and_goes_round() {
    let room = Room::with_papers(&["核酸检测通知"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("/ \"jj\" <Tab>");
    assert_eq!(line(&desk).input.text, "紧急:");
    desk.keys("\"te\" <Tab>");
    assert_eq!(line(&desk).input.text, "紧急:特提");
    desk.keys("<Tab>");
    assert_eq!(line(&desk).input.text, "紧急:特急");
    desk.keys("<Tab>");
    assert_eq!(line(&desk).input.text, "紧急:特提");
    desk.keys("\",特急\" <Enter>");
    assert_eq!(desk.app.screen().panes.documents.query.filter.to_string(), "urgency:flash,immediate");
}

#[test]
fn a_view_is_saved_opened_again_deleted_and_brought_back() {
    let room = Room::with_papers(&["核酸检测通知", "大梅沙酒店"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("/ \"酒店\" <Enter> , d V s <Enter> <Esc> \\");
    assert_eq!(desk.titles().len(), 2);
    desk.keys("[");
    assert_eq!(desk.titles(), ["大梅沙酒店"]);
    desk.keys("]");
    assert_eq!(desk.titles().len(), 2);
    desk.keys("V G x u k x");
    assert!(desk.toast().contains("内置"), "{}", desk.toast());
    desk.keys("G <Enter>");
    assert_eq!(desk.titles(), ["大梅沙酒店"]);
    desk.keys("V G x <Esc>");
    let Dialog::Views(views) = dialog(desk.keys("V")) else { panic!("no list of views") };
    assert_eq!(views.names.len(), 7);
}

#[test]
fn what_was_set_up_is_kept_and_taken_over_by_the_next_desk() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys(", n / \"甲\" <Enter> V s <Enter> <Esc>");
    let kept: Vec<_> = desk
        .out
        .iter()
        .filter_map(|effect| match effect {
            Effect::SavePreferences { pane, preferences } => Some((*pane, preferences.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(
        kept.last().map(|(pane, set)| (*pane, set.sort, set.views.len())),
        Some((PaneKind::Documents, Sort::Newest, 1))
    );
    let mut again = Desk::new(&room, "陈晓");
    again.msg(Msg::Preferences {
        panes: vec![kept.last().expect("something was kept").clone()],
        set_aside: None,
    });
    assert_eq!(again.app.screen().panes.documents.query.sort, Sort::Newest);
    again.keys("[");
    assert_eq!(again.app.screen().panes.documents.query.filter.line, "甲");
}

fn preferences(desk: &Desk) -> Vec<(PaneKind, PanePreferences)> {
    let kept = desk.out.iter().filter_map(|effect| match effect {
        Effect::SavePreferences { pane, preferences } => Some((*pane, preferences.clone())),
        _ => None,
    });
    kept.collect()
}

#[test]
fn a_view_is_named_and_one_of_the_same_name_gives_way() {
    let room = Room::with_papers(&["核酸检测通知", "大梅沙酒店"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("/ \"酒店\" <Enter> V s <Ctrl-u> \"住宿\" <Enter> <Esc> \\ / \"检测\" <Enter> V s <Esc> s <Ctrl-u> \"住宿\" <Enter>");
    assert!(desk.toast().contains("已替换"), "{}", desk.toast());
    let Dialog::Views(views) = dialog(&desk) else { panic!("no list of views") };
    assert_eq!(views.names[5..], ["今夜特急", "待回执", "住宿"]);
    desk.keys("<Enter>");
    assert_eq!(desk.titles(), ["核酸检测通知"]);
}

#[test]
fn an_order_is_turned_round_and_so_it_stays() {
    let room = Room::with_papers(&["甲", "乙", "丙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys(", n");
    let newest = desk.titles();
    desk.keys(", r");
    assert_eq!(desk.titles().into_iter().rev().collect::<Vec<_>>(), newest);
    let mut again = Desk::new(&room, "陈晓");
    again.msg(Msg::Preferences { panes: preferences(&desk), set_aside: None });
    assert_eq!(again.titles(), desk.titles());
    again.keys(", r");
    assert_eq!(again.titles(), newest);
    // Everything, closed ones too, and another order begins unturned.
    again.keys(", r ]");
    assert_eq!(again.titles(), desk.titles());
    again.keys(", n");
    assert_eq!(again.titles(), newest);
}

#[test]
fn columns_are_hidden_moved_kept_and_brought_back_but_the_title_stays() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    let names = |desk: &Desk| -> Vec<(String, bool)> {
        let columns = desk.app.screen().columns[0];
        columns.iter().map(|column| (column.name.clone(), column.shown)).collect()
    };
    assert_eq!(names(&desk), []);
    desk.keys("= <Space> j K");
    assert_eq!(names(&desk)[..2], [("due".to_owned(), true), ("urgency".to_owned(), false)]);
    desk.keys("k k k j j j <Space>");
    assert!(desk.toast().contains("不能隐藏"), "{}", desk.toast());
    assert!(names(&desk).contains(&("title".to_owned(), true)));
    desk.keys("q");
    assert!(desk.app.screen().dialogs.is_empty());
    // What a newer program has called otherwise is kept, and a title that a file hides is shown.
    let mut kept = preferences(&desk);
    let last = kept.last_mut().expect("something was kept");
    last.1.columns.push(ColumnChoice { name: "weather".to_owned(), shown: false });
    last.1.columns.retain(|column| column.name != "state");
    let mut again = Desk::new(&room, "陈晓");
    again.msg(Msg::Preferences { panes: kept, set_aside: None });
    again.keys("= G K");
    assert_eq!(names(&again).last().map(|(name, _)| name.as_str()), Some("weather"));
    assert_eq!(names(&again).len(), 9);
    again.keys("r");
    assert!(names(&again).iter().all(|(name, _)| name == "weather"));
}

#[test]
fn everything_is_searched_also_what_is_closed_and_what_was_said() {
    let room = Room::with_papers(&["核酸检测通知", "大梅沙酒店"]);
    let mut desk = Desk::new(&room, "陈晓");
    let first = desk.cursor();
    desk.keys("c \"已电话通知梧桐山卡口\" <Enter> x \"非本区管辖\" <Enter>");
    assert_eq!(room.state(&first), "returned");
    desk.keys("S \"桐\"");
    let found = search(&desk);
    assert_eq!(
        found.hits.iter().map(|hit| (hit.title.as_str(), hit.open)).collect::<Vec<_>>(),
        [(first.as_str(), false)]
    );
    let hit = &found.hits[0];
    assert_eq!(&hit.snippet[hit.matched.clone().expect("a match")], "桐");
    assert_eq!(hit.said.as_ref().map(|said| said.by.as_str()), Some("陈晓"));
    // Its history, and back to the search.
    desk.keys("<Enter>");
    assert!(matches!(dialog(&desk), Dialog::Timeline(_)));
    desk.keys("<Esc>");
    assert_eq!(search(&desk).hits.len(), 1);
    // In its pane, where only everything shows it.
    desk.keys("<Tab>");
    assert_eq!((desk.cursor(), desk.app.screen().dialogs.len()), (first, 0));
    assert!(desk.app.screen().panes.documents.query.all);
    // Pinyin, and a kind.
    desk.keys("S <Ctrl-u> \"dms kind:来文\"");
    assert_eq!(search(&desk).hits[0].title, "大梅沙酒店");
    desk.keys("<Ctrl-u> \"dms kind:督办件\"");
    assert_eq!((search(&desk).hits.len(), search(&desk).answered), (0, true));
}

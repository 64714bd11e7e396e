//! What stands over the panes: its help, its plots, and the way from it to the items and back.

use dutydesk::figures::Plot;
use dutydesk::ui::dialog::Plots;
use dutydesk::view::{PaneKind, Register};

use super::*;

fn plots(desk: &Desk) -> &Plots {
    match dialog(desk) {
        Dialog::Plots(open) => open,
        other => panic!("no plots: {other:?}"),
    }
}

#[test]
fn the_help_of_a_view_tells_its_keys_and_closes_back_to_it() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    for (opens, own) in [("B", "write_report"), ("P", "plot_3"), ("I", "next_view"), ("E", "record_here")] {
        desk.keys(opens);
        let before = dialog(&desk).clone();
        desk.keys("?");
        let Dialog::Help(help) = dialog(&desk) else { panic!("{opens}: {:?}", dialog(&desk)) };
        let own = &dutydesk::keymap::action::by_name(own).expect("an action").action;
        assert!(help.entries.iter().any(|entry| entry.action == *own), "{opens}");
        assert!(help.entries.iter().all(|entry| !entry.keys.is_empty()), "{opens}: only what works there");
        desk.keys("<Esc>");
        let same = std::mem::discriminant(&before) == std::mem::discriminant(dialog(&desk));
        assert!(same, "{opens}: {:?}", dialog(&desk));
        desk.keys(opens);
        assert!(desk.app.screen().dialogs.is_empty(), "{opens}");
    }
}

#[test]
fn what_is_found_in_the_help_of_a_view_is_done_in_the_view() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("P ? \"plot_4\" <Enter>");
    assert_eq!(plots(&desk).plot, Plot::ALL[3]);
}

#[test]
fn plots_and_periods_are_chosen_by_keys_and_enter_leads_to_the_papers() {
    let room = Room::with_papers(&["甲", "乙"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("2 P");
    assert_eq!((plots(&desk).plot, plots(&desk).period), (Plot::Papers, 0));
    assert!(plots(&desk).chart.is_some());
    desk.keys("<Right> <Right>");
    assert_eq!(plots(&desk).period, 2);
    desk.keys("<Left> ]");
    assert_eq!((plots(&desk).plot, plots(&desk).period), (Plot::ALL[1], 1));
    desk.keys("[ [");
    assert_eq!(plots(&desk).plot, Plot::ALL[5], "it goes round");
    desk.keys("3");
    assert_eq!(plots(&desk).plot, Plot::ALL[2]);
    desk.keys("1 <Enter>");
    assert!(desk.app.screen().dialogs.is_empty());
    assert_eq!(desk.app.screen().focus, PaneKind::Documents);
    assert_eq!(desk.titles().len(), 2);
    assert!(desk.app.screen().panes.documents.query.filter.to_string().contains("document"));
    desk.keys("P P");
    assert!(desk.app.screen().dialogs.is_empty(), "the key that opens closes");
}

#[test]
fn registers_open_where_there_is_something_and_stay_where_somebody_went() {
    let room = Room::new();
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("w x \"流调培训\" <Enter> \"社区干部\" <Enter> \"30\" <Enter>");
    let register = |desk: &Desk| match dialog(desk) {
        Dialog::Registers(open) => open.register,
        other => panic!("{other:?}"),
    };
    desk.keys("E");
    assert_eq!(register(&desk), Register::Trainings, "{}", desk.toast());
    desk.keys("[");
    let before = register(&desk);
    desk.changed();
    assert_eq!(register(&desk), before, "an empty one that was chosen stays");
}

#[test]
fn the_way_from_a_figure_to_an_item_says_that_the_pane_shows_all_and_esc_goes_back() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("I <Enter> <Enter>");
    assert!(desk.app.screen().panes.documents.query.all);
    assert!(desk.toast().contains("Esc"), "{}", desk.toast());
    desk.keys("<Esc>");
    assert!(!desk.app.screen().panes.documents.query.all);
}

#[test]
fn the_foot_names_keys_in_the_language_of_the_screen() {
    let room = Room::with_papers(&["甲"]);
    let mut desk = Desk::new(&room, "陈晓");
    desk.keys("x");
    let down = |desk: &Desk| desk.app.screen().hints.iter().any(|hint| hint.keys == "Down");
    assert!(!down(&desk), "{:?}", desk.app.screen().hints);
    desk.keys("<Esc>");
    desk.keys("P");
    let labels: Vec<String> = desk.app.screen().hints.iter().map(|hint| hint.label.clone()).collect();
    assert_eq!(labels[..3], ["换图", "换时段", "看相关条目"]);
}

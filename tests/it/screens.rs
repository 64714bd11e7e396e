//! What the screen shows: every pane in both languages, small and large, and that nothing breaks it.

mod alarms;
mod bulletins;
mod crews;
mod desk;
mod emergencies;
mod figures;
mod finding;
mod lights;
mod meetings;
mod open;
mod plots;
mod records;
mod runs;
mod steady;
mod words;

use dutydesk::i18n::Lang;
use dutydesk::ui::look::Look;
use dutydesk::ui::paint;
use dutydesk::view::PaneKind;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::screen_dump::dump;
use desk::Desk;

fn painted(desk: &Desk, look: &Look, width: u16, height: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    paint(&mut buffer, &desk.screen(), look);
    buffer
}

const LANGS: [Lang; 2] = [Lang::ZhCn, Lang::En];

#[test]
fn every_pane_in_both_languages_small_and_large() {
    for lang in LANGS {
        for (width, height) in [(80, 24), (160, 48)] {
            for focus in PaneKind::ALL {
                let desk = Desk { focus, ..desk::desk() };
                let name = format!("{}_{}_{width}x{height}", pane_name(focus), lang.tag());
                insta::assert_snapshot!(name, dump(&painted(&desk, &desk::look(lang), width, height)));
            }
        }
    }
}

#[test]
fn everything_that_opens() {
    for lang in LANGS {
        for (width, height) in [(80, 24), (160, 48)] {
            for open in open::ALL {
                let name = format!("{open}_{}_{width}x{height}", lang.tag());
                let painted = painted(&open::with(open), &desk::look(lang), width, height);
                insta::assert_snapshot!(name, dump(&painted));
            }
        }
    }
}

const fn pane_name(pane: PaneKind) -> &'static str {
    match pane {
        PaneKind::Documents => "documents",
        PaneKind::Issues => "issues",
        PaneKind::Transfers => "transfers",
        PaneKind::Volunteers => "volunteers",
    }
}

#[test]
fn finding_things() {
    for lang in LANGS {
        for (width, height) in [(80, 24), (160, 48), (40, 12)] {
            for (name, desk) in finding::all(lang).into_iter().filter(|_| width > 40 || lang == Lang::ZhCn) {
                let name = format!("{name}_{}_{width}x{height}", lang.tag());
                insta::assert_snapshot!(name, dump(&painted(&desk, &desk::look(lang), width, height)));
            }
        }
    }
}

#[test]
fn nothing_to_do_is_not_the_same_as_no_data_or_not_read_yet() {
    let text = |desk: &Desk| dump(&painted(desk, &desk::look(Lang::ZhCn), 80, 24));
    let idle = text(&open::idle());
    assert!(idle.contains("无待办") && !idle.contains("无数据"), "{idle}");
    let mut empty = open::idle();
    empty.overview = Some(dutydesk::view::Overview::default());
    assert!(text(&empty).contains("无数据"));
    let unread = text(&open::unread());
    assert!(unread.contains("正在读取") && !unread.contains("无待办"), "{unread}");
    let mut filtered = open::idle();
    filtered.panes.documents.query.filter = "ydgk".into();
    assert!(text(&filtered).contains("没有符合「ydgk」的事项"));
}

#[test]
fn no_size_panics() {
    let sizes = (1..=20).flat_map(|width| (1..=12).map(move |height| (width, height)));
    let others = [(39, 10), (41, 11), (60, 15), (80, 24), (119, 30), (120, 30), (200, 60), (300, 8)];
    for (width, height) in sizes.chain(others) {
        for lang in LANGS {
            for focus in PaneKind::ALL {
                for zoomed in [false, true] {
                    let desk = Desk { focus, zoomed, ..desk::desk() };
                    painted(&desk, &desk::look(lang), width, height);
                }
            }
            for open in open::ALL {
                painted(&open::with(open), &desk::look(lang), width, height);
            }
            for list in alarms::all() {
                painted(&list, &desk::look(lang), width, height);
            }
        }
    }
}

/// The smallest screens still say what is due, what came of a key, and where the help is.
#[test]
fn a_phone_sized_screen_shows_what_is_due_and_what_was_done() {
    for lang in LANGS {
        let desk = desk::desk();
        let text = dump(&painted(&desk, &desk::look(lang), 40, 12));
        let late = if lang == Lang::En { "-2m" } else { "超2分" };
        assert!(text.contains(late) && text.contains('?'), "{text}");
        let said = dump(&painted(&open::with("toast"), &desk::look(lang), 40, 12));
        assert!(said.contains(lang.strings().screen.dialogs.bad), "{said}");
    }
}

/// The smallest screen has the words to be read out, the next telephone and how every recipient stands.
#[test]
fn the_call_sheet_of_a_phone_sized_screen() {
    let text = dump(&painted(&open::with("calls"), &desk::look(Lang::ZhCn), 40, 12));
    insta::assert_snapshot!("calls_zh-CN_40x12", text);
}

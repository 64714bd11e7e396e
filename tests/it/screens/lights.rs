//! Lights of supervised items in the pane of issues: as a word where there is room, as a shape where there is little,
//! and never by colour alone.

use chrono::TimeDelta;
use dutydesk::domain::Kind;
use dutydesk::domain::supervised::{Lamp, Light};
use dutydesk::i18n::Lang;
use dutydesk::view::{IssueRow, PaneKind};

use super::desk::{self, Desk, now, pane, stream};
use super::{LANGS, painted};
use crate::screen_dump::dump;

/// Items whose lights are fine, near, behind, overdue; one that has none any more.
fn lit(focus: PaneKind) -> Desk {
    let usual = desk::issues().pop().expect("a supervised item");
    let hours = |behind: i64, overdue: i64| Lamp {
        behind: Some(now() + TimeDelta::hours(behind)),
        overdue: now() + TimeDelta::hours(overdue),
    };
    let row = |number, title: &str, lamp| {
        let mut row = IssueRow { title: title.to_owned(), lamp, ..usual.clone() };
        row.head.stream = stream(Kind::Supervised, number);
        row
    };
    let rows = vec![
        row(1, "口岸联防联控机制", Some(hours(100, 124))),
        row(2, "集中隔离点房源储备", Some(hours(20, 44))),
        row(3, "复工复产企业防疫检查", Some(hours(-2, 22))),
        row(4, "涉外防疫宣传覆盖", Some(hours(-30, -6))),
        row(5, "冷链食品核酸检测", None),
    ];
    let mut desk = Desk { focus, ..desk::desk() };
    desk.panes.issues = pane(rows);
    desk
}

#[test]
fn lights_on_every_size() {
    for lang in LANGS {
        for (width, height) in [(160, 48), (80, 24), (40, 12)] {
            let drawn = dump(&painted(&lit(PaneKind::Issues), &desk::look(lang), width, height));
            let told = lang.strings().light.told;
            for light in [Light::Near, Light::Behind, Light::Overdue] {
                let shape = told(light).split_whitespace().last().expect("a shape");
                assert!(drawn.contains(shape), "{light:?} at {width}x{height}: {drawn}");
            }
            insta::assert_snapshot!(format!("lights_{}_{width}x{height}", lang.tag()), drawn);
        }
    }
}

#[test]
fn a_light_changes_with_the_clock_though_nothing_is_read_again() {
    let lamp = Lamp { behind: Some(now() + TimeDelta::hours(1)), overdue: now() + TimeDelta::hours(2) };
    let at = |minutes| lamp.at(now() + TimeDelta::minutes(minutes), TimeDelta::days(3));
    assert_eq!([at(0), at(60), at(61), at(121)], [Light::Near, Light::Near, Light::Behind, Light::Overdue]);
}

#[test]
fn any_size_draws_its_lights() {
    for (width, height) in (1..60).step_by(3).flat_map(|width| (1..16).map(move |height| (width, height))) {
        painted(&lit(PaneKind::Issues), &desk::look(Lang::ZhCn), width, height);
    }
}

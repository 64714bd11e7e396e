//! The form of a record and the registers, as they come out of a real store.

use std::sync::Arc;

use dutydesk::i18n::Lang;
use dutydesk::ui::paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk;
use crate::desk::{Desk, Room};
use crate::screen_dump::dump;

const SIZES: [(u16, u16); 3] = [(160, 48), (80, 24), (40, 12)];

fn shown(lang: Lang, keys: &str) -> Vec<(String, String)> {
    let sizes = SIZES.into_iter().map(|(width, height)| {
        let room = Room::new();
        let mut first = Desk::new(&room, "陈晓");
        first.keys("w f \"盐田港3号闸口\" <Enter> \"消毒记录缺失\" <Enter> \"kouan\" <Enter> <Enter>");
        first.keys("w r \"经验\" <Enter> \"社区网格化测温的做法和成效\" <Enter> \"市委办\" <Enter>");
        first.keys("w r \"问题\" <Enter> \"隔离点垃圾清运不及时的问题及建议\" <Enter> <Enter> E a <Esc>");
        let mut desk = Desk::with(&room, "陈晓", |setup| {
            setup.lang = lang;
            setup.size = (width, height);
            setup.config = Arc::clone(&setup.config);
        });
        desk.keys(keys);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        paint(&mut buffer, &desk.app.screen(), &desk::look(lang));
        (format!("{}_{width}x{height}", lang.tag()), dump(&buffer))
    });
    sizes.collect()
}

#[test]
fn the_form_of_a_finding_in_every_size() {
    for lang in super::LANGS {
        for (name, dump) in shown(lang, "w f \"盐田港3号闸口\" <Enter> \"体温枪失准\" <Enter> <Enter>")
        {
            insta::assert_snapshot!(format!("record_form_{name}"), dump);
        }
    }
}

#[test]
fn a_form_with_a_mistake_says_so_beside_the_field() {
    for (name, dump) in
        shown(Lang::ZhCn, "w f \"盐田港\" <Enter> \"体温枪失准\" <Enter> \"无此单位\" <Enter>")
    {
        insta::assert_snapshot!(format!("record_wrong_{name}"), dump);
    }
}

#[test]
fn the_registers_in_every_size() {
    for lang in super::LANGS {
        for (name, dump) in shown(lang, "E") {
            insta::assert_snapshot!(format!("registers_{name}"), dump);
        }
    }
}

//! The desk for screen readers and for terminals that only print.

use dutydesk::i18n::Lang;

use crate::house::{House, MORNING};
use crate::session::{Desk, SMALL};
use crate::wire::{Piece, pieces};

const TITLES: [&str; 2] = ["甲号测试公文", "乙号测试公文"];

/// Answers one prompt and waits for what comes of it.
fn line(desk: &mut Desk, said: &str, answer: &str) {
    let before = desk.byte_count();
    desk.type_text(&format!("{said}\n"));
    desk.wait_until(&format!("「{answer}」 after 「{said}」"), |view| {
        let since = String::from_utf8_lossy(&view.bytes[before..]).into_owned();
        // The answer and the next prompt: what is typed next is not echoed into the answer.
        since.find(answer).is_some_and(|at| since[at..].contains("> "))
    });
}

#[test]
fn papers_are_triaged_line_by_line_without_any_control_sequence() {
    for (env, args) in [(("DUTYDESK_A11Y", "1"), &[][..]), (("TERM", "dumb"), &["desk"][..])] {
        let house = House::with_papers(&TITLES);
        let args: Vec<&str> = args.iter().copied().chain(["--at", MORNING, "--officer", "chen"]).collect();
        let mut desk = Desk::open_in(&house, SMALL, &args, &[env]);
        let screen = &Lang::ZhCn.strings().screen;
        desk.wait_until("the list", |view| {
            let text = String::from_utf8_lossy(&view.bytes);
            text.contains(screen.next_to_lose) && text.contains("2. ") && text.ends_with("> ")
        });
        line(&mut desk, "a 1", TITLES[0]);
        line(&mut desk, "t 1 区卫健局", TITLES[0]);
        line(&mut desk, "d 1", screen.dialogs.args[4]);
        line(&mut desk, "已落实", TITLES[0]);
        line(&mut desk, "return 2 非本区事项", TITLES[1]);
        line(&mut desk, "u", Lang::ZhCn.strings().linear.undone);
        line(&mut desk, "o 特急 市外办 通知 接机安排 限18:00", "接机安排");
        line(&mut desk, "l jjap", "1. ");
        line(&mut desk, "i 1", "陈若水");
        line(&mut desk, "?", "q ");
        desk.type_text("q\n");
        assert_eq!(desk.exit_code(), 0);
        let sent = pieces(&desk.bytes_from(0));
        let orders: Vec<&Piece> = sent
            .iter()
            .filter(|piece| !matches!(piece, Piece::Shown(_) | Piece::Control(b'\r' | b'\n')))
            .collect();
        assert!(orders.is_empty(), "{orders:?}");

        let finished = house.paper(TITLES[0]);
        assert_eq!((&finished["state"], &finished["lead_unit"]), (&"completed".into(), &"health".into()));
        assert_eq!(house.paper(TITLES[1])["state"], "arrived", "the return was undone");
        assert_eq!(house.paper("接机安排")["urgency"], "immediate");
        assert_eq!(house.log().len(), 2 + 3 + 2 + 1);
        house.verify();
    }
}

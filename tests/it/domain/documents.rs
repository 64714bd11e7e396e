use chrono::TimeDelta;
use dutydesk::domain::document::{
    Copy, Document, DocumentCommand as C, DocumentState, Handling, InstructionMode, Received,
};
use dutydesk::domain::notice::NoticeCommand;
use dutydesk::domain::{Attention, Refusal, Urgency};

use super::{Room, at, on_paper, paper, receipt, receive};

#[test]
fn signing_gives_the_next_receipt_number_and_silences_the_alarm_for_a_while() {
    let mut room = Room::at("2020-04-07 02:14");
    for n in 1..=2 {
        room.does(&receive(n, paper("", &format!("通知{n}"), Urgency::Immediate, room.now)));
    }
    assert_eq!(room.due::<Document>(1), Some((at("2020-04-07 02:24"), "sign")));
    room.does(&on_paper(2, C::Sign));
    room.does(&on_paper(1, C::Sign));
    assert_eq!((receipt(&room, 2), receipt(&room, 1)), ("2020-0001".to_owned(), "2020-0002".to_owned()));
    assert_eq!(room.get::<Document>(1).state, DocumentState::Registered);
    assert_eq!(room.due::<Document>(1), Some((at("2020-04-07 02:29"), "tell_leader")));
    let attention = &room.get::<Document>(1).notice.attention;
    assert_eq!(attention.at(room.now).name(), "acknowledged");
    assert_eq!(*attention.at(room.now + TimeDelta::days(1)), Attention::Unacknowledged);
    assert_eq!(room.refuses(&on_paper(1, C::Sign)).code(), "wrong_state");
}

#[test]
fn the_receipt_numbers_start_anew_with_the_year_of_the_office() {
    let mut room = Room::at("2019-12-31 23:50");
    room.does(&receive(1, paper("", "旧年", Urgency::Routine, room.now)));
    room.does(&receive(2, paper("", "新年", Urgency::Routine, room.now)));
    room.does(&on_paper(1, C::Sign));
    room.wait(20).does(&on_paper(2, C::Sign));
    assert_eq!((receipt(&room, 1), receipt(&room, 2)), ("2019-0001".to_owned(), "2020-0001".to_owned()));
}

#[test]
fn at_night_one_acts_first_and_owes_the_words_in_writing() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&receive(1, paper("", "航班提前", Urgency::Flash, room.now)));
    let instruction = Some(("李主任".to_owned(), InstructionMode::Phone, "马上派车".to_owned()));
    room.does(&on_paper(
        1,
        C::Assign {
            lead: "交通".to_owned(), assists: vec!["卫健".to_owned()], instruction, dispatch: None
        },
    ));
    let document = room.get::<Document>(1);
    assert_eq!(document.state, DocumentState::Assigned);
    assert_eq!(document.lead_unit.as_deref(), Some("交通"));
    assert_eq!(document.backfill_due, Some(at("2020-04-08 12:00")));
    assert_eq!(receipt(&room, 1), "2020-0001");

    room.wait(60).does(&on_paper(1, C::Complete { outcome: Some("车已到".to_owned()) }));
    assert_eq!(room.due::<Document>(1), Some((at("2020-04-08 12:00"), "backfill")), "done, yet still owed");
    let written = C::Instruct {
        leader: "李主任".to_owned(),
        mode: InstructionMode::Written,
        words: "同意派车".to_owned(),
    };
    let open = |room: &Room| room.entity::<Document>(1).state.is_open();
    assert!(open(&room), "what is owed stays in sight");
    room.does(&on_paper(1, written.clone()));
    assert_eq!(room.due::<Document>(1), None);
    assert!(!open(&room));
    assert_eq!(room.refuses(&on_paper(1, written)).code(), "wrong_state");
}

#[test]
fn a_routine_paper_of_three_in_the_morning_waits_for_the_office() {
    let mut room = Room::at("2020-04-07 03:00");
    room.shift_ends = Some(at("2020-04-07 08:30"));
    room.does(&receive(1, paper("", "例行通报", Urgency::Routine, room.now)));
    let deadlines = room.get::<Document>(1).deadlines;
    assert_eq!(deadlines.sign, Some(at("2020-04-07 10:30")));
    assert_eq!(deadlines.tell_leader, None);
    assert_eq!(deadlines.complete, Some(at("2020-04-14 18:00")));
}

#[test]
fn the_next_shift_gets_no_more_time_for_what_the_last_was_to_send_on() {
    let mut room = Room::at("2020-04-07 09:00");
    room.shift_ends = Some(at("2020-04-07 20:30"));
    let routine = paper("", "例行通报", Urgency::Routine, room.now);
    room.does(&receive(1, routine.clone()));
    room.does(&on_paper(1, C::Sign));
    let before = room.get::<Document>(1).deadlines;
    room.shift_ends = Some(at("2020-04-08 20:30"));
    room.wait(24 * 60);
    room.does(&on_paper(1, C::Amend(Box::new(Received { title: "例行通报（补）".to_owned(), ..routine }))));
    room.does(&on_paper(1, C::Vet { handling: Handling::ForAction }));
    assert_eq!(room.get::<Document>(1).deadlines, before);
}

#[test]
fn the_clocks_of_a_higher_urgency_start_when_it_became_known() {
    let mut room = Room::at("2020-04-07 00:00");
    let mut letter = paper("", "来函", Urgency::Routine, room.now);
    room.does(&receive(1, letter.clone()));
    room.does(&on_paper(1, C::Sign));
    room.wait(180);
    letter.urgency = Urgency::Immediate;
    room.does(&on_paper(1, C::Amend(Box::new(letter.clone()))));
    let raised = room.get::<Document>(1).deadlines;
    assert_eq!(raised.dispatch, Some(at("2020-04-07 03:30")));
    room.wait(5);
    letter.title = "来函（补）".to_owned();
    room.does(&on_paper(1, C::Amend(Box::new(letter.clone()))));
    room.does(&on_paper(1, C::Vet { handling: Handling::ForAction }));
    assert_eq!(room.get::<Document>(1).deadlines, raised, "neither a correction nor vetting turns them back");
    letter.urgency = Urgency::Routine;
    room.does(&on_paper(1, C::Amend(Box::new(letter))));
    assert_eq!(room.get::<Document>(1).deadlines.sign, Some(at("2020-04-07 10:30")), "as if never raised");
}

#[test]
fn a_stated_deadline_overrides_completion_only() {
    let mut room = Room::at("2020-04-07 09:00");
    let plain = paper("", "平常", Urgency::Immediate, room.now);
    let mut stated = paper("", "限时", Urgency::Immediate, room.now);
    stated.stated_due = Some(at("2020-04-07 18:00"));
    room.does(&receive(1, plain));
    room.does(&receive(2, stated));
    let (plain, stated) = (room.get::<Document>(1).deadlines, room.get::<Document>(2).deadlines);
    assert_eq!(stated.complete, Some(at("2020-04-07 18:00")));
    assert_eq!(
        (stated.sign, stated.tell_leader, stated.dispatch),
        (plain.sign, plain.tell_leader, plain.dispatch)
    );
}

#[test]
fn a_second_copy_attaches_and_the_same_copy_changes_nothing() {
    let mut room = Room::at("2020-04-07 09:00");
    let first = paper("深防控〔2020〕12号", "关于核酸检测的通知", Urgency::Priority, room.now);
    room.does(&receive(1, first.clone()));
    assert!(room.does(&receive(2, first.clone())).is_empty(), "imported twice");

    let mut fax = paper("深防控[2020]12号", "关于 核酸检测的通知", Urgency::Priority, room.now);
    fax.copy = Copy { source: "fax".to_owned(), digest: "other".to_owned() };
    room.does(&receive(3, fax.clone()));
    assert!(room.does(&receive(4, fax)).is_empty());
    assert_eq!(room.get::<Document>(1).copies.len(), 1);
    assert_eq!(room.world.entities().count(), 1);
}

#[test]
fn two_papers_may_bear_the_same_number() {
    let mut room = Room::at("2020-04-07 09:00");
    room.does(&receive(1, paper("深防控〔2020〕12号", "甲", Urgency::Priority, room.now)));
    room.does(&receive(2, paper("深防控〔2020〕12号", "乙", Urgency::Priority, room.now)));
    assert_eq!(room.world.entities().count(), 2);
}

#[test]
fn papers_are_not_finished_without_an_outcome_nor_returned_without_a_reason() {
    let mut room = Room::at("2020-04-07 09:00");
    room.does(&receive(1, paper("", "甲", Urgency::Priority, room.now)));
    assert_eq!(
        room.refuses(&on_paper(1, C::Return { reason: " ".to_owned() })),
        Refusal::Missing { field: "reason" }
    );
    let none =
        C::Assign { lead: "卫健".to_owned(), assists: Vec::new(), instruction: None, dispatch: None };
    room.does(&on_paper(1, none));
    assert_eq!(
        room.refuses(&on_paper(1, C::Complete { outcome: None })),
        Refusal::Missing { field: "outcome" }
    );
}

#[test]
fn a_paper_for_information_is_circulated_and_read() {
    let mut room = Room::at("2020-04-07 09:00");
    room.does(&receive(1, paper("", "简报", Urgency::Routine, room.now)));
    room.does(&on_paper(1, C::Circulate { readers: vec!["李主任".to_owned()] }));
    assert_eq!(room.get::<Document>(1).paper.handling, Some(Handling::ForInformation));
    room.does(&on_paper(1, C::Complete { outcome: None }));
    assert_eq!(room.get::<Document>(1).state, DocumentState::Read);
    assert_eq!(room.due::<Document>(1), None);
}

#[test]
fn a_rise_in_urgency_wakes_a_silent_paper() {
    let mut room = Room::at("2020-04-07 09:00");
    let routine = paper("", "平件", Urgency::Routine, room.now);
    room.does(&receive(1, routine.clone()));
    let until = at("2020-04-08 09:00");
    room.does(&on_paper(1, C::Notice(NoticeCommand::Shelve { until, reason: None, wake: None })));
    assert_eq!(room.get::<Document>(1).notice.attention.at(room.now).name(), "shelved");
    let mut urgent = routine;
    urgent.urgency = Urgency::Flash;
    room.wait(30).does(&on_paper(1, C::Amend(Box::new(urgent))));
    let document = room.get::<Document>(1);
    assert_eq!(document.notice.attention, Attention::Unacknowledged);
    assert_eq!(document.deadlines.sign, Some(at("2020-04-07 09:35")), "from when it became known");
}

#[test]
fn nothing_is_silenced_into_the_past() {
    let mut room = Room::at("2020-04-07 09:00");
    room.does(&receive(1, paper("", "甲", Urgency::Routine, room.now)));
    let until = room.now;
    let shelve = on_paper(1, C::Notice(NoticeCommand::Shelve { until, reason: None, wake: None }));
    assert_eq!(room.refuses(&shelve), Refusal::NotAhead { until });
}

#[test]
fn a_notice_without_number_or_date_that_comes_again_after_it_was_done_is_not_lost_on_the_old_one() {
    let mut room = Room::at("2020-03-30 09:00");
    let weekly = |digest: &str, room: &Room| {
        let said = paper("", "报送本周情况", Urgency::Priority, room.now);
        Received { copy: Copy { source: "oa".to_owned(), digest: digest.to_owned() }, ..said }
    };
    let first = weekly("first", &room);
    room.does(&receive(1, first.clone()));
    let twin = weekly("same week, by fax", &room);
    assert_eq!(room.does(&receive(2, twin))[0].stream.id, super::id(1), "while it is open, it is a copy");
    room.does(&on_paper(
        1,
        C::Assign { lead: "卫健".to_owned(), assists: Vec::new(), instruction: None, dispatch: None },
    ));
    room.does(&on_paper(1, C::Complete { outcome: Some("已报送".to_owned()) }));
    let written = InstructionMode::Written;
    room.does(&on_paper(
        1,
        C::Instruct { leader: "李主任".to_owned(), mode: written, words: "同意".to_owned() },
    ));
    room.wait(7 * 24 * 60);
    let next = weekly("next week", &room);
    assert_eq!(room.does(&receive(3, next))[0].stream.id, super::id(3), "a paper of its own");
    assert_eq!(room.does(&receive(4, first)), [], "the very copy of the old one changes nothing");
    let fax = weekly("next week, by fax", &room);
    assert_eq!(room.does(&receive(5, fax))[0].stream.id, super::id(3), "a copy of the one that is open");
}

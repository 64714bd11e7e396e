use chrono::TimeDelta;
use dutydesk::domain::dispatch::{
    Correction, Dispatch, DispatchCommand as C, DispatchState as S, Plan, Proof, ReceiptChannel,
    RecipientState as R, StepKind, Whom, call_order, next_step,
};
use dutydesk::domain::document::{Document, DocumentCommand, DocumentState, Instruction, InstructionMode};
use dutydesk::domain::notice::NoticeCommand;
use dutydesk::domain::{Attention, Command, Kind, Refusal, Stream, Urgency};

use super::{Room, at, id, on_paper, paper, receipt, receive};

pub(super) fn on(n: u64, act: C) -> Command {
    Command::Dispatch { id: id(n), act }
}

/// A dispatch that goes out at once.
pub(super) fn sends(n: u64, units: &[&str], urgency: Urgency) -> Command {
    let recipients = units.iter().map(|&unit| unit.to_owned()).collect();
    let gist = "今晚 20 时前报核酸检测能力".to_owned();
    let plan = Plan { about: None, gist, urgency, reply_due: None, recipients };
    on(n, C::Draft { plan: Box::new(plan), approval: None, send: true })
}

pub(super) fn by_phone() -> Proof {
    Proof {
        channel: ReceiptChannel::Phone,
        person: "韩铁生".to_owned(),
        post: "值班员".to_owned(),
        at: None,
        words: Some("收到，马上报主任".to_owned()),
        read_back: Some(true),
    }
}

fn signs(n: u64, unit: &str) -> Command {
    on(n, C::Sign { unit: unit.to_owned(), proof: by_phone() })
}

fn said(mode: InstructionMode) -> Instruction {
    Instruction { leader: "李主任".to_owned(), mode, words: "马上通知".to_owned() }
}

fn missing(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Missing { field } => field,
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_act_at_night_drafts_approves_and_sends_and_owes_the_approval() {
    let mut room = Room::at("2020-04-07 03:00");
    let made = room.does(&sends(1, &["卫健", "交通", "卫健"], Urgency::Immediate));
    assert_eq!(made.len(), 3);
    let dispatch = room.get::<Dispatch>(1);
    assert_eq!(dispatch.number.label(), "2020-0001");
    assert_eq!((dispatch.state, dispatch.progress()), (S::Sent, (0, 2)));
    assert_eq!(dispatch.backfill_due, Some(at("2020-04-08 12:00")));
    // 特急: signed for within 10 minutes, urged again at half time.
    assert_eq!(dispatch.sign_due, Some(at("2020-04-07 03:10")));
    assert_eq!(room.due::<Dispatch>(1), Some((at("2020-04-07 03:05"), "reurge")));
    assert_eq!(dispatch.notice.attention.until(), Some(at("2020-04-07 03:05")), "who sent it knows of it");
    room.does(&on(1, C::Approve { approval: said(InstructionMode::Written) }));
    assert_eq!(room.get::<Dispatch>(1).backfill_due, None);
}

#[test]
fn it_is_all_signed_when_the_last_that_counts_has_signed() {
    let mut room = Room::at("2020-04-07 09:00");
    room.does(&sends(1, &["卫健", "交通", "教育"], Urgency::Immediate));
    room.does(&on(1, C::Approve { approval: said(InstructionMode::Written) }));
    room.wait(1).does(&signs(1, "卫健"));
    room.does(&on(1, C::Decline { unit: "教育".to_owned(), reason: "学校已停课".to_owned() }));
    assert_eq!(room.get::<Dispatch>(1).state, S::Sent);
    assert_eq!(room.refuses(&on(1, C::Close)).code(), "wrong_state", "not while somebody has not signed");
    room.wait(1).does(&signs(1, "交通"));
    let dispatch = room.get::<Dispatch>(1);
    assert_eq!((dispatch.state, dispatch.progress()), (S::AllSigned, (2, 2)));
    assert!(!dispatch.is_open(), "nothing is awaited any more");
    assert_eq!(room.due::<Dispatch>(1), None);
    let proof = dispatch.recipient("交通").unwrap().receipt.clone().unwrap();
    assert_eq!((proof.recorder.as_str(), proof.at, proof.is_full()), ("王", room.now, true));
    assert_eq!(room.refuses(&signs(1, "交通")).code(), "recipient_state");
    assert_eq!(room.refuses(&signs(1, "民政")).code(), "not_recipient");
    room.does(&on(1, C::Close));
    assert_eq!(room.get::<Dispatch>(1).state, S::Closed);
}

#[test]
fn a_receipt_without_person_post_words_or_read_back_is_none() {
    let mut room = Room::at("2020-04-07 09:00");
    room.does(&sends(1, &["卫健"], Urgency::Immediate));
    let sign = |proof: Proof| on(1, C::Sign { unit: "卫健".to_owned(), proof });
    let empty = " ".to_owned();
    assert_eq!(missing(room.refuses(&sign(Proof { person: empty.clone(), ..by_phone() }))), "person");
    assert_eq!(missing(room.refuses(&sign(Proof { post: empty.clone(), ..by_phone() }))), "post");
    assert_eq!(missing(room.refuses(&sign(Proof { words: Some(empty), ..by_phone() }))), "phone_words");
    assert_eq!(missing(room.refuses(&sign(Proof { read_back: None, ..by_phone() }))), "read_back");
    for wrong in ["2020-04-07 08:59", "2020-04-07 09:01"] {
        assert_eq!(room.refuses(&sign(Proof { at: Some(at(wrong)), ..by_phone() })).code(), "bad_value");
    }
    // By fax nobody speaks.
    room.does(&sign(Proof { channel: ReceiptChannel::Fax, words: None, read_back: None, ..by_phone() }));
    assert_eq!(room.get::<Dispatch>(1).state, S::AllSigned);
}

#[test]
fn a_recipient_that_nobody_reaches_blocks_it_until_another_stands_in() {
    let mut room = Room::at("2020-04-07 03:00");
    room.does(&sends(1, &["卫健", "交通"], Urgency::Immediate));
    room.does(&signs(1, "交通"));
    room.wait(2).does(&on(1, C::NoAnswer { unit: "卫健".to_owned(), whom: Whom::Contact }));
    let reason = || "三次无人接听".to_owned();
    room.does(&on(1, C::Unreachable { unit: "卫健".to_owned(), reason: reason() }));
    assert_eq!(room.get::<Dispatch>(1).state, S::Sent);
    assert_eq!(room.due::<Dispatch>(1), Some((at("2020-04-07 03:10"), "receipt")));
    let to = |to: &str| on(1, C::Reroute { unit: "卫健".to_owned(), to: to.to_owned(), reason: reason() });
    assert_eq!(room.refuses(&to("交通")).code(), "bad_value", "it has it already");
    room.wait(6).does(&to("疾控"));
    let dispatch = room.get::<Dispatch>(1);
    let (from, stand_in) = (dispatch.recipient("卫健").unwrap(), dispatch.recipient("疾控").unwrap());
    assert_eq!((from.state, from.rerouted_to.as_deref()), (R::Rerouted, Some("疾控")));
    assert_eq!((stand_in.state, stand_in.instead_of.as_deref()), (R::Pending, Some("卫健")));
    assert_eq!(stand_in.clock.sign_due, Some(at("2020-04-07 03:18")), "its time runs from now");
    room.does(&signs(1, "疾控"));
    assert_eq!(room.get::<Dispatch>(1).state, S::AllSigned);
}

#[test]
fn a_corrected_version_voids_the_receipts_of_the_one_before() {
    let mut room = Room::at("2020-04-07 09:00");
    room.does(&sends(1, &["卫健", "交通"], Urgency::Immediate));
    room.does(&signs(1, "卫健"));
    room.does(&signs(1, "交通"));
    let gist = "今晚 22 时前报核酸检测能力".to_owned();
    let corrects = C::Correct(Correction { gist: gist.clone(), urgency: None, reply_due: None });
    room.wait(30).does(&on(1, corrects));
    let dispatch = room.get::<Dispatch>(1);
    assert_eq!((dispatch.issue, dispatch.state, dispatch.progress()), (2, S::Sent, (0, 2)));
    assert_eq!((dispatch.gist.as_str(), dispatch.sign_due), (gist.as_str(), Some(at("2020-04-07 09:40"))));
    let earlier = &dispatch.earlier[0];
    assert_eq!((earlier.issue, earlier.receipts.len()), (1, 2), "they stay in its history");
    room.does(&signs(1, "卫健"));
    assert_eq!(room.get::<Dispatch>(1).state, S::Sent);
}

#[test]
fn the_ladder_goes_from_the_contact_to_the_leader_and_is_seen_before_it_happens() {
    let mut room = Room::at("2020-04-07 03:00");
    room.does(&sends(1, &["卫健", "交通"], Urgency::Immediate));
    room.wait(1).does(&on(1, C::NoAnswer { unit: "卫健".to_owned(), whom: Whom::Contact }));
    let (half, due) = (at("2020-04-07 03:05"), at("2020-04-07 03:10"));
    let dispatch = room.get::<Dispatch>(1);
    let of = |unit: &str, now| next_step(dispatch, dispatch.recipient(unit).unwrap(), now).unwrap();
    let first = of("交通", room.now);
    assert_eq!((first.kind, first.whom, first.is_due(room.now)), (StepKind::FirstCall, Whom::Contact, true));
    let tried = of("卫健", room.now);
    assert_eq!((tried.kind, tried.at, tried.then), (StepKind::Reurge, half, Some((Whom::Leader, due))));
    let late = of("卫健", due);
    assert_eq!((late.kind, late.whom), (StepKind::Leader, Whom::Leader));
    let units: Vec<&str> = call_order(dispatch, room.now).iter().map(|one| one.unit.as_str()).collect();
    assert_eq!(units, ["交通", "卫健"], "who was never called comes first");

    room.wait(5).does(&on(1, C::Urge { unit: None, whom: Whom::Contact }));
    assert_eq!(room.due::<Dispatch>(1), Some((due, "receipt")), "urged again, the receipt is next");
    room.does(&signs(1, "交通"));
    let dispatch = room.get::<Dispatch>(1);
    let units: Vec<&str> = call_order(dispatch, room.now).iter().map(|one| one.unit.as_str()).collect();
    assert_eq!(units, ["卫健", "交通"], "unsigned first");
}

#[test]
fn answers_are_awaited_until_the_last_is_there() {
    let mut room = Room::at("2020-04-07 09:00");
    let due = at("2020-04-07 18:00");
    let plan = Plan {
        about: None,
        gist: "报数".to_owned(),
        urgency: Urgency::Priority,
        reply_due: Some(due),
        recipients: vec!["卫健".to_owned()],
    };
    let approval = Some(said(InstructionMode::Written));
    room.does(&on(1, C::Draft { plan: Box::new(plan), approval, send: false }));
    assert_eq!(
        room.due::<Dispatch>(1),
        Some((at("2020-04-07 11:00"), "send")),
        "what waits to be sent is due"
    );
    room.does(&on(1, C::Send));
    let reply = || on(1, C::Reply { unit: "卫健".to_owned(), words: "每日 800 份".to_owned() });
    assert_eq!(room.refuses(&reply()).code(), "recipient_state", "first the receipt");
    room.does(&signs(1, "卫健"));
    assert_eq!(room.due::<Dispatch>(1), Some((due, "reply")));
    assert!(room.get::<Dispatch>(1).is_open());
    room.does(&on(1, C::Brief { unit: "卫健".to_owned() }));
    room.does(&reply());
    assert_eq!((room.due::<Dispatch>(1), room.get::<Dispatch>(1).is_open()), (None, false));
}

#[test]
fn an_assignment_sends_a_dispatch_to_its_units_and_an_undo_takes_both_back() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&receive(1, paper("", "航班提前", Urgency::Flash, room.now)));
    let words = "马上派车".to_owned();
    let assign = DocumentCommand::Assign {
        lead: "交通".to_owned(),
        assists: vec!["卫健".to_owned()],
        instruction: Some(("李主任".to_owned(), InstructionMode::Phone, words.clone())),
        dispatch: Some(id(7)),
    };
    room.does(&on_paper(1, assign.clone()));
    let dispatch = room.get::<Dispatch>(7);
    assert_eq!((dispatch.gist.as_str(), dispatch.state), (words.as_str(), S::Sent));
    assert_eq!(dispatch.about, Some(Stream::new(Kind::Document, id(1))));
    let leader = dispatch.approval.as_ref().map(|approval| approval.leader.as_str());
    assert_eq!((leader, dispatch.backfill_due), (Some("李主任"), None), "the paper owes it in writing");
    assert_eq!(room.get::<Document>(1).dispatches, [id(7)]);

    let entry = room.world.last_entry();
    room.undo("王", entry).expect("nobody has built on it");
    assert!(room.entity::<Dispatch>(7).void);
    assert_eq!(room.get::<Document>(1).state, DocumentState::Arrived);
    assert_eq!(room.refuses(&on_paper(1, assign)).code(), "exists", "an id is used once");
    room.does(&sends(8, &["交通"], Urgency::Flash));
    assert_eq!(room.get::<Dispatch>(8).number.number, 2, "numbers stay given");
}

#[test]
fn an_assignment_that_a_unit_has_signed_for_cannot_be_undone_behind_its_back() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&receive(1, paper("", "航班提前", Urgency::Flash, room.now)));
    let (lead, assists) = ("交通".to_owned(), Vec::new());
    room.does(&on_paper(
        1,
        DocumentCommand::Assign { lead, assists, instruction: None, dispatch: Some(id(7)) },
    ));
    let entry = room.world.last_entry();
    assert_eq!(room.get::<Dispatch>(7).gist, "航班提前");
    room.does(&signs(7, "交通"));
    assert!(room.undo("王", entry).is_err());
}

#[test]
fn a_dispatch_about_a_paper_sends_it_on() {
    let mut room = Room::at("2020-04-07 02:14");
    room.does(&receive(1, paper("", "航班提前", Urgency::Flash, room.now)));
    let plan = Plan {
        about: Some(Stream::new(Kind::Document, id(1))),
        gist: "接机时间改为 4 时".to_owned(),
        urgency: Urgency::Flash,
        reply_due: None,
        recipients: vec!["交通".to_owned()],
    };
    room.does(&on(7, C::Draft { plan: Box::new(plan.clone()), approval: None, send: false }));
    assert_eq!(room.get::<Document>(1).done.dispatched, None, "a draft has reached nobody");
    room.wait(1).does(&on(7, C::Send));
    let document = room.get::<Document>(1);
    assert_eq!(document.done.dispatched, Some(room.now));
    assert_eq!((document.state, receipt(&room, 1)), (DocumentState::Registered, "2020-0001".to_owned()));
    let nowhere = Plan { about: Some(Stream::new(Kind::Document, id(2))), ..plan };
    let about_nothing = on(9, C::Draft { plan: Box::new(nowhere), approval: None, send: true });
    assert_eq!(room.refuses(&about_nothing).code(), "not_found");
}

#[test]
fn a_receipt_in_the_minute_of_sending_is_told_in_whole_minutes() {
    let mut room = Room::at("2020-04-07 09:00");
    room.now += TimeDelta::seconds(30);
    room.does(&sends(1, &["卫健"], Urgency::Immediate));
    let sent = room.now;
    room.wait(3);
    let told = |minute: &str| {
        let proof = Proof { at: Some(at(minute)), ..by_phone() };
        on(1, C::Sign { unit: "卫健".to_owned(), proof })
    };
    assert_eq!(room.refuses(&told("2020-04-07 08:59")).code(), "bad_value");
    room.does(&told("2020-04-07 09:00"));
    let receipt = room.get::<Dispatch>(1).recipient("卫健").unwrap().receipt.clone().unwrap();
    assert_eq!(receipt.at, sent, "nobody signs before it has gone out");
}

#[test]
fn a_draft_that_becomes_urgent_must_go_out_sooner() {
    let mut room = Room::at("2020-04-07 09:00");
    let plan = Plan {
        about: None,
        gist: "报送名单".to_owned(),
        urgency: Urgency::Routine,
        reply_due: None,
        recipients: vec!["卫健".to_owned()],
    };
    room.does(&on(1, C::Draft { plan: Box::new(plan), approval: None, send: false }));
    room.wait(60);
    let urgent =
        Correction { gist: "报送名单".to_owned(), urgency: Some(Urgency::Immediate), reply_due: None };
    room.does(&on(1, C::Notice(NoticeCommand::Acknowledge)));
    room.does(&on(1, C::Correct(urgent)));
    assert_eq!(room.due::<Dispatch>(1), Some((at("2020-04-07 10:30"), "send")));
    assert_eq!(room.get::<Dispatch>(1).notice.attention, Attention::Unacknowledged);
}

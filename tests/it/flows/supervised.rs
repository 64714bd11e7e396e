//! Supervised items by keys: extended with an approver or not at all, refused within a working day or not at all,
//! corrected in their form, reported on; and to whom a finding is given.

use dutydesk::domain::bulletin::Bulletin;
use dutydesk::domain::event::Aggregate;
use dutydesk::domain::supervised::Supervised;
use dutydesk::ui::dialog::Form;

use super::*;

const STREAM: fn() -> Stream = || Stream::new(Kind::Supervised, Id::from_parts(1, 1));

/// One item, due in three days.
fn room() -> Rc<Room> {
    let room = Room::new();
    let item = Item {
        title: "核查公交线路".into(),
        source: SupervisedSource::CityGovernment,
        channel: "paper".into(),
        reference: Some("深府督〔2020〕8号".into()),
        received_at: night(),
        due: night() + TimeDelta::days(3),
    };
    let act = SupervisedCommand::Receive(Box::new(item));
    room.submit("督查组", Command::Supervised { id: STREAM().id, act });
    room
}

fn item(room: &Room) -> Supervised {
    let mut all = room.all(Kind::Supervised);
    Supervised::from_state(&all.remove(0)).cloned().expect("a supervised item")
}

fn form(desk: &Desk) -> &Form {
    match dialog(desk) {
        Dialog::Form(form) => form,
        other => panic!("{other:?}"),
    }
}

/// The desk of somebody at the pane of issues, so much later.
fn later(room: &Rc<Room>, by: TimeDelta) -> Desk {
    let mut desk = Desk::with(room, "陈晓", |setup| setup.now = night() + by);
    desk.now = night() + by;
    desk.keys("2");
    desk
}

#[test]
fn an_extension_asks_until_when_by_whom_and_why_and_leaves_the_original_due_time() {
    let room = room();
    let mut desk = later(&room, TimeDelta::hours(1));
    desk.keys("w d \"4-15 18:00\" <Enter> <Enter>");
    assert!(form(&desk).problem.is_some(), "nobody has approved it");
    assert!(item(&room).extensions.is_empty());
    desk.keys("\"李主任\" <Enter> <Enter>");
    assert!(form(&desk).problem.is_some(), "and nobody has said why");
    desk.keys("\"涉及企业多\" <Enter>");
    let extended = item(&room);
    assert_eq!(extended.extensions.len(), 1, "{}", desk.toast());
    assert_eq!(extended.extensions[0].approver, "李主任");
    assert_eq!(Ok(extended.dues.current), "2020-04-15T10:00:00Z".parse());
    assert_eq!(extended.dues.original, night() + TimeDelta::days(3));
    desk.keys("u");
    assert_eq!(item(&room).dues.current, night() + TimeDelta::days(3), "{}", desk.toast());
    desk.keys("w d \"4-9 18:00\" <Enter> \"李主任\" <Enter> \"涉及企业多\" <Enter>");
    assert!(desk.toast().contains("现时限 04-10 02:14 之后"), "{}", desk.toast());
}

#[test]
fn an_extension_after_the_due_time_is_refused_and_says_until_when_it_was_possible() {
    let room = room();
    let mut desk = later(&room, TimeDelta::days(4));
    let before = room.entries();
    desk.keys("w d \"4-15 18:00\" <Enter> \"李主任\" <Enter> \"涉及企业多\" <Enter>");
    assert_eq!(room.entries(), before);
    assert!(desk.toast().contains("04-10 02:14") && desk.toast().contains("延期"), "{}", desk.toast());
}

#[test]
fn a_unit_refuses_within_a_working_day_and_not_after() {
    let (early, late) = (room(), room());
    for (room, hours, state) in [(&early, 2, "refused"), (&late, 48, "assigned")] {
        let mut desk = later(room, TimeDelta::hours(1));
        desk.keys("t \"jiaotong\" <Enter>");
        assert_eq!(room.state_of(STREAM()), "assigned", "{}", desk.toast());
        let mut desk = later(room, TimeDelta::hours(hours));
        desk.keys("x \"不属我局职责\" <Enter>");
        assert_eq!(room.state_of(STREAM()), state, "{}", desk.toast());
        if state == "assigned" {
            assert!(desk.toast().contains("退办") && desk.toast().contains("另行交办"), "{}", desk.toast());
        } else {
            desk.keys("t \"weijian\" <Enter>");
            assert_eq!(room.state_of(STREAM()), "assigned", "{}", desk.toast());
        }
    }
}

#[test]
fn a_special_report_is_about_one_item_and_tells_its_extension_by_name() {
    let room = room();
    let mut desk = later(&room, TimeDelta::hours(1));
    desk.keys("w d \"4-15 18:00\" <Enter> \"李主任\" <Enter> \"涉及企业多\" <Enter>");
    desk.keys("t \"jiaotong\" <Enter> w b");
    let issues = room.all(Kind::Bulletin);
    let issue = Bulletin::from_state(issues.first().expect("an issue")).expect("a bulletin");
    assert_eq!(issue.about, Some(STREAM()));
    let told: String = issue.passages.values().map(|passage| format!("{passage:?}")).collect();
    for words in ["市政府督查室", "深府督〔2020〕8号", "李主任", "涉及企业多", "4-15 18:00"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert_eq!(room.state_of(STREAM()), "assigned", "the item stays where it was");
    desk.keys("u");
    assert!(room.all(Kind::Bulletin).is_empty(), "{}", desk.toast());
}

#[test]
fn the_form_corrects_an_item_and_what_was_not_touched_stays() {
    let room = room();
    let was = item(&room).item;
    let mut desk = later(&room, TimeDelta::days(4));
    desk.keys("w e");
    let Dialog::Record(form) = dialog(&desk) else { panic!("{:?}", dialog(&desk)) };
    assert_eq!(form.fields[0].input.text, "核查公交线路");
    desk.keys("<C-u> \"核查公交线路防疫\"");
    desk.keys("<Enter> <Enter> <Enter>");
    let now = item(&room).item;
    assert_eq!(now.title, "核查公交线路防疫", "{} {:?}", desk.toast(), desk.app.screen().dialogs);
    assert_eq!(
        Item { title: was.title.clone(), ..now },
        was,
        "also the due time that has passed, to the second"
    );
    desk.keys("u");
    assert_eq!(item(&room).item, was, "{}", desk.toast());
}

#[test]
fn a_correction_makes_no_late_answer_timely() {
    let room = room();
    let mut desk = later(&room, TimeDelta::days(4));
    let before = item(&room).dues;
    desk.keys("w e <Tab> <Tab> <C-u> \"4-20 18:00\"");
    desk.keys("<Enter>");
    assert_eq!(item(&room).dues, before);
    assert!(desk.toast().contains("04-10 02:14"), "{}", desk.toast());
    let room = self::room();
    let mut desk = later(&room, TimeDelta::hours(1));
    desk.keys("w e <Tab> <Tab> <C-u> \"4-20 18:00\"");
    desk.keys("<Enter>");
    let dues = item(&room).dues;
    assert_eq!(Ok(dues.original), "2020-04-20T10:00:00Z".parse(), "{}", desk.toast());
    assert_eq!(dues.current, dues.original, "it was not extended, it was wrong");
}

#[test]
fn the_last_line_shows_what_can_be_done_to_the_item_at_hand() {
    let room = room();
    let mut desk = later(&room, TimeDelta::hours(1));
    let hints = |desk: &Desk| -> Vec<String> {
        desk.app.screen().hints.iter().map(|hint| format!("{} {}", hint.keys, hint.label)).collect()
    };
    let shown = hints(&desk);
    assert_eq!(shown[..4], ["d 立项", "t 交办", "wd 延期", "a 知悉"], "{shown:?}");
    desk.keys("t \"jiaotong\" <Enter>");
    let shown = hints(&desk);
    assert_eq!(shown[..4], ["d 认领", "t 交办", "x 退办", "wd 延期"], "{shown:?}");
    desk.keys("d d d \"已核查\" <Enter>");
    let shown = hints(&desk);
    assert_eq!(shown[..2], ["d 审核通过", "x 退回重办"], "{shown:?}");
    assert!(!shown.iter().any(|hint| hint.contains("延期")), "an answer is there: {shown:?}");
}

#[test]
fn a_finding_is_offered_to_the_unit_charged_with_its_place() {
    let room = Room::new();
    let raise = |number, place: &str| {
        let observed = Observed {
            title: "体温未登记".into(),
            place: place.into(),
            seen_at: night(),
            unit: "transport".into(),
            severity: Severity::Normal,
            inspection: None,
            detail: None,
            source: None,
        };
        let stream = Stream::new(Kind::Finding, Id::from_parts(1, number));
        let act = FindingCommand::Raise(Box::new(observed));
        room.submit("督查组", Command::Finding { id: stream.id, act });
    };
    let units = || -> Vec<String> {
        let found = room.all(Kind::Finding).into_iter().filter_map(|state| match state {
            State::Finding(finding) => Some(finding.observed.unit),
            _ => None,
        });
        found.collect()
    };
    raise(1, "大梅沙海滨公园");
    let mut desk = later(&room, TimeDelta::hours(1));
    desk.keys("t");
    assert_eq!(form(&desk).fields[0].input.text, "梅沙街道办事处", "{:?}", form(&desk).fields[0]);
    assert_eq!(form(&desk).fields[0].choice, Some(0), "it stands first, the others under it");
    desk.keys("<Enter>");
    assert_eq!(units(), ["meisha"], "{}", desk.toast());
    desk.keys("t \"weijian\" <Enter>");
    assert_eq!(units(), ["health"], "the first letter replaces what was proposed: {}", desk.toast());
    assert!(!desk.drafts.values().any(|draft| draft.contains("梅沙")), "a proposal is no draft");
    raise(2, "无人包干处");
    desk.changed().keys("j t");
    assert_eq!(form(&desk).fields[0].input.text, "", "nobody is charged with it");
}

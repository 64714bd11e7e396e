//! Whatever two officers do in whatever order, what must hold holds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use dutydesk::domain::arrival::ArrivalState;
use dutydesk::domain::bulletin::{BulletinCommand, BulletinSeries};
use dutydesk::domain::dispatch::{Correction, DispatchCommand, DispatchState, Plan, RecipientState, Whom};
use dutydesk::domain::document::DocumentCommand;
use dutydesk::domain::facts::{Facts, Series};
use dutydesk::domain::finding::{FindingCommand, Severity};
use dutydesk::domain::notice::NoticeCommand;
use dutydesk::domain::request::{RequestCommand, RequestKind};
use dutydesk::domain::run::{ExitKind, RunCommand, RunState, engagements_of};
use dutydesk::domain::supervised::SupervisedCommand;
use dutydesk::domain::volunteer::VolunteerCommand;
use dutydesk::domain::{
    Attention, Command, Context, Entity, Event, EventBody, Kind, Officer, Role, State, Stop, Stream, Urgency,
    Wake, World, decide,
};
use proptest::prelude::*;

use super::bulletins_and_shifts::{draft, on as on_bulletin, open};
use super::dispatches::by_phone;
use super::emergencies::{self, on as on_emergency};
use super::findings::{on as on_finding, seen};
use super::requests_and_visits::{on as on_request, raise};
use super::runs::{crew, flight, on as on_run, plan, report};
use super::supervised::{item, on as on_supervised};
use super::volunteers::person;
use super::{Room, id, on_paper, paper};

/// One thing an officer tries: who, after how many minutes, and two numbers that choose what.
#[derive(Clone, Copy)]
pub(super) struct Try {
    pub(super) first: bool,
    pub(super) minutes: i64,
    what: u8,
    which: u8,
    how: u8,
}

impl std::fmt::Debug for Try {
    /// On one line, so that a failing sequence can be read.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { first, minutes, what, which, how } = self;
        write!(f, "({first}, {minutes}, {what}, {which}, {how})")
    }
}

pub(super) fn a_try() -> impl Strategy<Value = Try> {
    (any::<bool>(), 0..40_i64, 0..18_u8, 0..3_u8, 0..32_u8)
        .prop_map(|(first, minutes, what, which, how)| Try { first, minutes, what, which, how })
}

pub(super) fn command(room: &Room, tried: Try) -> Command {
    let n = u64::from(tried.which) + 1;
    match tried.what {
        0 | 1 => on_document(room, n, tried.how),
        2 => of_finding(room, n, tried.how),
        3 => of_bulletin(n, tried.how),
        4 | 5 => of_run(room, n, tried.how),
        6..=8 => next_step(room, n),
        9 => {
            let languages: &[&str] = if tried.how.is_multiple_of(2) { &["fr", "en"] } else { &["en"] };
            let act = match tried.how % 4 {
                0 | 1 => VolunteerCommand::Enrol(person(10 + n, languages)),
                2 => VolunteerCommand::Leave { reason: "病".to_owned() },
                _ => VolunteerCommand::Return,
            };
            Command::Volunteer { id: id(10 + n), act }
        }
        10 => {
            let mut movement = flight(20 + u32::from(tried.how), &["fr"]);
            movement.key = format!("F{n}");
            if tried.how.is_multiple_of(3) {
                movement.status = ArrivalState::Landed;
            }
            movement.estimated_at = Some(room.now + TimeDelta::minutes(i64::from(tried.how)));
            report(20 + n + u64::from(tried.how % 2) * 5, movement)
        }
        11 => of_supervised(room, n, tried.how),
        12 => of_request(room, n, tried.how),
        13 => on_emergency(n, emergencies::tried(room, tried.how % 12)),
        14..=16 => of_dispatch(room, n, tried.how),
        _ => Command::Undo { entry: room.world.last_entry().saturating_sub(u64::from(tried.how % 4)) },
    }
}

fn hand(room: &Room, how: u8) -> NoticeCommand {
    match how % 6 {
        0 => NoticeCommand::Acknowledge,
        1 => NoticeCommand::Shelve {
            until: room.now + TimeDelta::hours(i64::from(how)),
            reason: None,
            wake: match how / 6 % 4 {
                0 => Some(Wake::Landed { arrival: format!("F{}", how % 3) }),
                1 => Some(Wake::Replied { unit: "卫健".to_owned() }),
                2 => Some(Wake::BeforeDue { minutes: u32::from(how) }),
                _ => None,
            },
        },
        5 => NoticeCommand::Awaken,
        2 => NoticeCommand::Take,
        3 => NoticeCommand::ToggleFlag,
        _ => NoticeCommand::Comment { text: "看过".to_owned() },
    }
}

fn on_document(room: &Room, n: u64, how: u8) -> Command {
    use DocumentCommand as C;
    let urgency = Urgency::ALL[usize::from(how) % 5];
    let received = paper(&format!("深〔2020〕{n}号"), &format!("通知{}", how % 2), urgency, room.now);
    on_paper(
        n,
        match how % 8 {
            0 | 1 => C::Receive(Box::new(received)),
            2 | 3 => C::Sign,
            4 => C::Assign {
                lead: "卫健".to_owned(),
                assists: vec!["交通".to_owned()],
                instruction: None,
                dispatch: (how < 16).then(|| id(40 + n)),
            },
            5 => C::Complete { outcome: Some("已办".to_owned()) },
            6 => C::Amend(Box::new(received)),
            _ => C::Notice(hand(room, how / 8)),
        },
    )
}

/// Papers send theirs out under the same ids.
fn of_dispatch(room: &Room, n: u64, how: u8) -> Command {
    use DispatchCommand as C;
    let unit = ["卫健", "交通", "疾控"][usize::from(how / 11)].to_owned();
    let (reason, whom) = ("多次无人接听".to_owned(), Whom::ALL[usize::from(how) % 2]);
    let act = match how % 11 {
        0 => C::Draft {
            plan: Box::new(Plan {
                about: how.is_multiple_of(2).then(|| Stream::new(Kind::Document, id(n))),
                gist: "报核酸检测能力".to_owned(),
                urgency: Urgency::ALL[usize::from(how) % 5],
                reply_due: (how > 16).then(|| room.now + TimeDelta::hours(2)),
                recipients: vec!["卫健".to_owned(), "交通".to_owned()],
            }),
            approval: None,
            send: how < 16,
        },
        1 if how < 16 => C::Send,
        1 => C::Cancel { reason },
        2..=4 => C::Sign { unit, proof: by_phone() },
        5 => C::NoAnswer { unit, whom },
        6 => C::Unreachable { unit, reason },
        7 => C::Reroute { unit, to: ["疾控", "卫健"][usize::from(how) % 2].to_owned(), reason },
        8 if how < 16 => C::Decline { unit, reason },
        8 => C::Urge { unit: (!how.is_multiple_of(3)).then_some(unit), whom },
        9 => C::Correct(Correction { gist: format!("更正{how}"), urgency: None, reply_due: None }),
        _ if how < 16 => C::Reply { unit, words: "800 份".to_owned() },
        _ => C::Close,
    };
    Command::Dispatch { id: id(40 + n), act }
}

fn of_finding(room: &Room, n: u64, how: u8) -> Command {
    use FindingCommand as C;
    on_finding(
        n,
        match how % 8 {
            0 | 1 => C::Raise(Box::new(seen(room, "未测体温", Severity::ALL[usize::from(how / 8)]))),
            2 => C::Assign { unit: "市监".to_owned() },
            3 => C::Submit { evidence: "照片".into() },
            4 => C::Verify { note: None },
            5 => C::Close,
            6 => C::Reopen { reason: "又犯".to_owned(), visit: None },
            _ => C::Notice(hand(room, how / 8)),
        },
    )
}

fn of_supervised(room: &Room, n: u64, how: u8) -> Command {
    use SupervisedCommand as C;
    let until = room.now + TimeDelta::days(i64::from(how));
    on_supervised(
        n,
        match how % 8 {
            0 | 1 => C::Receive(Box::new(item("2020-04-07 01:00", "2020-04-09 17:00"))),
            2 => C::Assign { unit: "口岸办".to_owned() },
            3 => C::FeedBack { words: "已查".to_owned() },
            4 => C::Review { note: None },
            5 => C::Redo { reason: "无数据".to_owned() },
            6 => C::Extend { until, approver: "李主任".to_owned(), reason: "量大".to_owned() },
            _ => C::Notice(hand(room, how / 8)),
        },
    )
}

fn of_request(room: &Room, n: u64, how: u8) -> Command {
    use RequestCommand as C;
    on_request(
        n,
        match how % 6 {
            0 | 1 => raise(room, RequestKind::ALL[usize::from(how) % 3]),
            2 => C::Assign { to: "张医生".to_owned() },
            3 => C::Resolve { outcome: "医生上门".to_owned() },
            4 => C::Close { thanks: None },
            _ => C::Notice(hand(room, how / 8)),
        },
    )
}

fn of_bulletin(n: u64, how: u8) -> Command {
    on_bulletin(
        n,
        match how % 5 {
            0 => open(BulletinSeries::ALL[usize::from(how) % 2]),
            1 => draft(u32::from(how)),
            2 => BulletinCommand::Check,
            3 => BulletinCommand::Sign { leader: "李主任".to_owned() },
            _ => BulletinCommand::Issue,
        },
    )
}

fn of_run(room: &Room, n: u64, how: u8) -> Command {
    use RunCommand as C;
    let reason = "有事".to_owned();
    let number = u32::from(how);
    on_run(
        n,
        match how % 12 {
            0 | 1 => plan(room, i64::from(how) * 10, 10 + number, how.is_multiple_of(5).then(|| id(21))),
            2 | 3 => crew(["B-01", "B-02"][usize::from(how / 16)], "赵师傅", &[11 + u64::from(how % 3)]),
            4 => C::Exit { kind: ExitKind::ALL[usize::from(how / 8)], count: 1 + number / 12, note: None },
            5 => C::Leave { boarded: Some(number) },
            6 => C::Deliver { delivered: Some(number) },
            7 => C::Hold { reason },
            8 => C::Cancel { reason },
            9 => {
                let pick_up = room.now + TimeDelta::minutes(i64::from(how) * 7);
                C::Reschedule { pick_up, deliver: pick_up + TimeDelta::hours(1), reason: None }
            }
            10 => C::Count { expected: None, boarded: Some(number), delivered: None, reason },
            _ => C::Abort { reason },
        },
    )
}

/// The next natural step of a run, so that many get to their end.
fn next_step(room: &Room, n: u64) -> Command {
    use RunCommand as C;
    let state = room.world.get(Stream::new(Kind::Run, id(n))).map(|entity| entity.state.name());
    on_run(
        n,
        match state.and_then(RunState::from_name) {
            None => plan(room, 30, 20, None),
            Some(RunState::Planned) => crew("B-01", "赵师傅", &[11]),
            Some(RunState::Crewed) => C::Depart,
            Some(RunState::Departed) => C::ReachPort,
            Some(RunState::AtPort) => C::Board,
            Some(RunState::Boarding) => C::Leave { boarded: None },
            Some(RunState::EnRoute | RunState::Diverted) => C::Deliver { delivered: None },
            Some(RunState::Delivered) => C::Disinfect,
            Some(RunState::Held) => C::Resume,
            Some(_) => C::Close,
        },
    )
}

/// Undoing the last entry must be possible, and nothing but numbers may differ from before it.
fn the_last_entry_can_be_undone(room: &Room, made: &[Event]) {
    let officer = Officer { name: "王".to_owned(), role: Role::Officer };
    let cx = Context { now: room.now, officer: &officer, shift_ends: None, policy: &room.policy };
    let undo = decide(&room.world, &cx, &Command::Undo { entry: room.world.last_entry() });
    let undone = undo.unwrap_or_else(|stop| panic!("undoing {made:?}: {stop:?}"));
    for event in undone {
        let EventBody::Restored(restored) = event.body else { panic!("an undo restores") };
        let first = made.iter().find(|made| made.stream == event.stream).unwrap().version;
        let was = room.world.entity_at(event.stream, first - 1).unwrap().filter(|entity| !entity.void);
        let state = restored.state.map(|state| without_number(*state));
        assert_eq!(state, was.map(|entity| without_number(entity.state)));
    }
}

fn without_number(mut state: State) -> State {
    match &mut state {
        State::Document(document) => document.receipt = None,
        State::Bulletin(bulletin) => bulletin.number = None,
        _ => {}
    }
    state
}

fn numbers_are_gapless(world: &World) {
    let mut given: BTreeMap<Series, BTreeSet<u32>> = BTreeMap::new();
    for entity in world.entities() {
        let (name, year, number) = match &entity.state {
            State::Document(document) => match &document.receipt {
                Some(receipt) => (format!("receipt/{}", receipt.register), receipt.year, receipt.number),
                None => continue,
            },
            State::Finding(finding) => ("finding".to_owned(), finding.number.year, finding.number.number),
            State::Dispatch(sent) => ("dispatch".to_owned(), sent.number.year, sent.number.number),
            State::Supervised(item) => ("supervised".to_owned(), item.number.year, item.number.number),
            State::Emergency(emergency) => {
                ("emergency".to_owned(), emergency.number.year, emergency.number.number)
            }
            State::Bulletin(bulletin) => match bulletin.number {
                Some(serial) => (bulletin.masthead.series.numbers(), serial.year, serial.number),
                None => continue,
            },
            _ => continue,
        };
        let series = Series { name, year };
        assert!(given.entry(series.clone()).or_default().insert(number), "{series:?} {number} twice");
    }
    for (series, numbers) in given {
        let last = u32::try_from(numbers.len()).unwrap();
        assert_eq!(numbers.last(), Some(&last), "a gap in {series:?}: {numbers:?}");
        assert_eq!(world.last_number(&series).unwrap(), last);
    }
}

/// From, until, by which run.
type Booking = (DateTime<Utc>, DateTime<Utc>, Stream);

/// Runs that are still to deliver; what is over may have lasted longer than was planned.
fn nobody_is_booked_twice(world: &World) {
    let mut taken: BTreeMap<String, Vec<Booking>> = BTreeMap::new();
    for entity in world.of_kind(Kind::Run) {
        let State::Run(run) = &entity.state else { continue };
        if run.state.is_open() && run.legs.delivered.is_none() {
            // Many runs come to a site.
            let people = engagements_of(run).into_iter().filter(|(who, ..)| !who.starts_with("site:"));
            for (who, from, until) in people {
                taken.entry(who).or_default().push((from, until, entity.stream));
            }
        }
    }
    for (who, mut times) in taken {
        times.sort();
        for pair in times.windows(2) {
            assert!(pair[0].1 <= pair[1].0, "{who} is booked twice: {pair:?}");
        }
    }
}

fn closed_runs_add_up_and_nothing_is_silent_for_ever(world: &World) {
    for Entity { state, .. } in world.entities() {
        if let State::Run(run) = state {
            assert!(run.state != RunState::Closed || run.headcount.adds_up().is_ok(), "{:?}", run.headcount);
        }
        if let Some(notice) = state.notice() {
            assert_eq!(*notice.attention.at(DateTime::<Utc>::MAX_UTC), Attention::Unacknowledged);
            // Nor longer than the officer was told: what it waits for only brings it back earlier.
            let ends = (notice.attention.until(), state.attention().and_then(|counts| counts.until()));
            assert!(ends.1 <= ends.0, "{ends:?}");
        }
    }
}

/// All signed means that every recipient that counts has, each with a full proof for the present issue.
fn dispatches_prove_what_they_say(world: &World) {
    for entity in world.of_kind(Kind::Dispatch) {
        let State::Dispatch(sent) = &entity.state else { continue };
        assert_eq!(sent.earlier.len() + 1, usize::try_from(sent.issue).unwrap());
        let (mut counting, mut signed) = (0, 0);
        for one in &sent.recipients {
            counting += u32::from(one.state.counts());
            signed += u32::from(one.state.has_signed());
            assert_eq!(one.receipt.is_some(), one.state.has_signed(), "{one:?}");
            if let Some(proof) = &one.receipt {
                assert!(proof.is_full() && sent.sent_at.is_some_and(|at| proof.at >= at), "{sent:?}");
            }
            let stands_in = one.rerouted_to.as_ref().map(|to| sent.recipient(to).is_some());
            assert_eq!(stands_in, (one.state == RecipientState::Rerouted).then_some(true), "{one:?}");
        }
        assert_eq!(sent.progress(), (signed, counting));
        let all = counting > 0 && signed == counting;
        assert!(!sent.state.is_out() || (sent.state == DispatchState::AllSigned) == all, "{sent:?}");
        assert!(sent.state != DispatchState::Closed || all, "closed without all receipts: {sent:?}");
    }
}

/// From the journal alone, through JSON, the same world comes about.
fn the_journal_gives_the_same_world(world: &World) {
    let mut again = World::new();
    let mut versions: BTreeMap<Stream, u32> = BTreeMap::new();
    for (stamp, events) in world.entries() {
        let text = serde_json::to_string(events).unwrap();
        let read: Vec<Event> = serde_json::from_str(&text).unwrap();
        assert_eq!(&read, events);
        for event in &read {
            let version = versions.entry(event.stream).or_default();
            *version += 1;
            assert_eq!(event.version, *version, "{}", event.stream);
        }
        again.record(stamp, &read).unwrap();
    }
    assert!(again == *world);
}

fn play(tries: &[Try]) -> World {
    let mut room = Room::at("2020-04-07 02:14");
    for n in 1..=3 {
        super::volunteers::enrol(&mut room, 10 + n, &["fr", "en"]);
    }
    for tried in tries {
        room.wait(tried.minutes);
        let command = command(&room, *tried);
        let entries = room.world.last_entry();
        match room.ask(if tried.first { "王" } else { "陈" }, &command) {
            Ok(made) if made.is_empty() => assert_eq!(room.world.last_entry(), entries),
            Ok(made) => {
                if !matches!(command, Command::Undo { .. }) {
                    the_last_entry_can_be_undone(&room, &made);
                }
                nobody_is_booked_twice(&room.world);
                closed_runs_add_up_and_nothing_is_silent_for_ever(&room.world);
                dispatches_prove_what_they_say(&room.world);
            }
            Err(Stop::Refused(_)) => assert_eq!(room.world.last_entry(), entries),
            Err(Stop::Unreadable(fault)) => panic!("{command:?}: {fault:?}"),
        }
    }
    room.world
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_interleaving_of_two_officers_keeps_what_must_hold(tries in prop::collection::vec(a_try(), 1..160)) {
        let world = play(&tries);
        numbers_are_gapless(&world);
        emergencies::reports_are_in_order(&world);
        the_journal_gives_the_same_world(&world);
    }
}

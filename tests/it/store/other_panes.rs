//! Findings, runs, volunteers and shifts in their panes.

use dutydesk::domain::arrival::{ArrivalCommand, ArrivalState, Mode, Movement};
use dutydesk::domain::finding::{FindingCommand, Observed, Severity};
use dutydesk::domain::run::{Crew, Plan, RunCommand, Vehicle};
use dutydesk::domain::shift::{Roster, ShiftCommand};
use dutydesk::domain::supervised::{Item, SupervisedCommand, SupervisedSource};
use dutydesk::domain::volunteer::{Person, VolunteerCommand, VolunteerKind};
use dutydesk::view::{IssueRow, LanguageCover, RunRow, Sort, VolunteerRow};

use super::*;

fn does(desk: &Desk, command: Command) -> Committed {
    let submission = Submission { command, ..of(desk.ids.clone().fresh(night()), take()) };
    committed(desk.store.submit(submission))
}

fn finding(desk: &mut Desk, title: &str, severity: Severity) -> Id {
    let (id, unit) = (desk.fresh(), policy().units[0].clone());
    let observed = Observed {
        title: title.to_owned(),
        place: "盐田港码头".to_owned(),
        seen_at: night(),
        unit,
        severity,
        inspection: None,
        detail: None,
        source: None,
    };
    does(desk, Command::Finding { id, act: FindingCommand::Raise(Box::new(observed)) });
    id
}

fn supervised(desk: &mut Desk, title: &str) -> Id {
    let id = desk.fresh();
    let item = Item {
        title: title.to_owned(),
        source: SupervisedSource::CityParty,
        channel: "wechat".to_owned(),
        reference: None,
        received_at: night(),
        due: night() + TimeDelta::days(9),
    };
    does(desk, Command::Supervised { id, act: SupervisedCommand::Receive(Box::new(item)) });
    id
}

fn volunteer(desk: &mut Desk, name: &str, languages: &[&str]) -> Id {
    let id = desk.fresh();
    let person = Person {
        name: name.to_owned(),
        kind: VolunteerKind::Volunteer,
        languages: languages.iter().map(|&tag| tag.to_owned()).collect(),
        phone: Some("13800001234".to_owned()),
    };
    does(desk, Command::Volunteer { id, act: VolunteerCommand::Enrol(person) });
    id
}

fn arrival(desk: &mut Desk) -> Id {
    let id = desk.fresh();
    let movement = Movement {
        key: "AF102@2020-04-07".to_owned(),
        port: "szx".to_owned(),
        mode: Mode::Flight,
        number: "AF102".to_owned(),
        origin: "巴黎".to_owned(),
        scheduled_at: night() - TimeDelta::hours(1),
        estimated_at: Some(night()),
        actual_at: None,
        passengers: 30,
        languages: vec!["fr".to_owned()],
        status: ArrivalState::Delayed,
        source: "feed".to_owned(),
        sequence: None,
        stated_at: None,
        reason: None,
        stated: None,
    };
    does(desk, Command::Arrival { id, act: ArrivalCommand::Report(Box::new(movement)) });
    id
}

/// A run with a crew that has begun an hour ago.
fn run(desk: &mut Desk, arrival: Id, volunteers: Vec<Id>) -> Id {
    let id = desk.fresh();
    let plan = Plan {
        arrival: Some(arrival),
        port: "szx".to_owned(),
        site: "hotel".to_owned(),
        pick_up: night() - TimeDelta::hours(1),
        deliver: night() + TimeDelta::hours(1),
        passengers: 30,
        languages: Vec::new(),
    };
    let vehicle = Vehicle { plate: "粤B12345".to_owned(), seats: 40 };
    let crew = Crew { vehicle, driver: "老陈".to_owned(), volunteers };
    for act in
        [RunCommand::Plan(Box::new(plan)), RunCommand::Crew { crew, despite: None }, RunCommand::Depart]
    {
        does(desk, Command::Run { id, act });
    }
    id
}

fn issues(reader: &Reader, list: ListQuery) -> Window<IssueRow> {
    match answer(reader, night(), &Query::Pane { pane: PaneKind::Issues, list, ticket: 1 }) {
        Answer::Pane { rows: PaneRows::Issues(window), .. } => window,
        other => panic!("no issues: {other:?}"),
    }
}

fn runs(reader: &Reader, list: ListQuery) -> Window<RunRow> {
    match answer(reader, night(), &Query::Pane { pane: PaneKind::Transfers, list, ticket: 1 }) {
        Answer::Pane { rows: PaneRows::Transfers(window), .. } => window,
        other => panic!("no runs: {other:?}"),
    }
}

fn volunteers(reader: &Reader, list: ListQuery) -> (Window<VolunteerRow>, Vec<LanguageCover>) {
    match answer(reader, night(), &Query::Pane { pane: PaneKind::Volunteers, list, ticket: 1 }) {
        Answer::Pane { rows: PaneRows::Volunteers(window, cover), .. } => (window, cover),
        other => panic!("no volunteers: {other:?}"),
    }
}

#[test]
fn findings_and_supervised_items_share_a_pane_by_what_is_due_first() {
    let mut desk = Desk::new();
    let item = supervised(&mut desk, "国务院大督查交办事项");
    finding(&mut desk, "未测体温", Severity::Complex);
    let first = finding(&mut desk, "未戴口罩", Severity::OnSpot);
    let window = issues(&desk.reader(), list(9));
    let rows: Vec<_> = window.rows.iter().map(|row| (row.title.as_str(), row.no.as_str())).collect();
    assert_eq!(
        rows,
        [("未戴口罩", "2020-0002"), ("国务院大督查交办事项", "2020-0001"), ("未测体温", "2020-0001")]
    );
    assert_eq!(window.rows[0].head.due.map(|due| due.kind), Some("rectify"));
    assert_eq!((window.rows[1].severity, window.rows[1].head.stream.id), ("city_party", item));
    let filtered = issues(&desk.reader(), ListQuery { filter: "ytgmt".into(), ..list(9) });
    assert_eq!(filtered.total, 2);
    let band = overview(&desk.reader(), night());
    assert_eq!((band.open_by_pane, band.unacknowledged_by_pane), ([0, 3, 0, 0], [0, 3, 0, 0]));
    assert_eq!(band.next_to_lose.map(|next| (next.pane, next.stream.id)), Some((PaneKind::Issues, first)));
    let found = |text: &str| desk.reader().lookup(text, 9).unwrap();
    assert_eq!(found("2020-0001").len(), 2);
    assert_eq!(found("finding/2020-0002"), [Stream::new(Kind::Finding, first)]);
}

#[test]
fn a_run_shows_its_arrival_its_crew_and_what_is_wrong() {
    let mut desk = Desk::new();
    let (arrival, speaker) = (arrival(&mut desk), volunteer(&mut desk, "罗兰", &["fr"]));
    let id = run(&mut desk, arrival, vec![speaker]);
    let window = runs(&desk.reader(), list(9));
    let row = &window.rows[0];
    assert_eq!((row.arrival.as_str(), row.origin.as_str(), row.head.stream.id), ("AF102", "巴黎", id));
    assert_eq!(row.revised_at, Some(night()));
    assert_eq!(
        (row.volunteers.as_slice(), row.driver.as_deref()),
        (["罗兰".to_owned()].as_slice(), Some("老陈"))
    );
    assert_eq!(row.languages, ["fr"]);
    let legs: Vec<_> = row.legs.iter().map(|leg| (leg.state, leg.actual)).collect();
    assert_eq!(legs, [("departed", true), ("en_route", false)]);
    assert!(row.legs.windows(2).all(|pair| pair[0].until <= pair[1].from));
    for filter in ["af102", "巴黎", "bali", "B12345", "lc"] {
        assert_eq!(runs(&desk.reader(), ListQuery { filter: filter.into(), ..list(9) }).total, 1, "{filter}");
    }
}

#[test]
fn volunteers_who_are_free_come_first_and_language_gaps_are_shown() {
    let mut desk = Desk::new();
    let arrival = arrival(&mut desk);
    let french = volunteer(&mut desk, "罗兰", &["fr"]);
    volunteer(&mut desk, "王英", &["en"]);
    let off = volunteer(&mut desk, "李英", &["en"]);
    does(&desk, Command::Volunteer { id: off, act: VolunteerCommand::Leave { reason: "病".to_owned() } });
    run(&mut desk, arrival, vec![french]);
    let reader = desk.reader();
    let (window, cover) = volunteers(&reader, list(9));
    let rows: Vec<_> = window.rows.iter().map(|row| (row.name.as_str(), row.head.state)).collect();
    assert_eq!(rows, [("王英", "free"), ("罗兰", "assigned"), ("李英", "off")]);
    assert_eq!(window.rows[1].engaged_on.as_deref(), Some("AF102"));
    assert_eq!(window.rows[1].until, Some(night() + TimeDelta::hours(1)));
    assert!((window.rows[1].hours_7d - 1.0).abs() < 0.01);
    let cover: Vec<_> =
        cover.iter().map(|one| (one.language.as_str(), one.free, one.total, one.hours[0])).collect();
    assert_eq!(cover, [("fr", 0, 1, false), ("en", 1, 2, true)]);
    assert_eq!(overview(&reader, night()).open_by_pane[3], 1);
    let anchored = ListQuery { anchor: Some((off, 0)), sort: Sort::Newest, ..list(1) };
    let (window, _) = volunteers(&reader, anchored);
    assert_eq!((window.anchor_at, window.offset, window.total), (Some(0), 0, 3));
    assert_eq!(volunteers(&reader, ListQuery { filter: "英".into(), ..list(9) }).0.total, 2);
}

#[test]
fn the_shift_on_duty_is_in_the_band_and_in_every_entry() {
    let mut desk = Desk::new();
    let id = desk.fresh();
    let roster = Roster {
        leader: "李主任".to_owned(),
        primary: "甲".to_owned(),
        secondary: None,
        starts_at: night() - TimeDelta::hours(6),
        ends_at: night() + TimeDelta::hours(6),
    };
    does(&desk, Command::Shift { id, act: ShiftCommand::Schedule(Box::new(roster)) });
    assert_eq!(overview(&desk.reader(), night()).shift, None);
    does(&desk, Command::Shift { id, act: ShiftCommand::Start });
    desk.received(1, "通知", Urgency::Routine);
    let reader = desk.reader();
    let shift = overview(&reader, night()).shift.expect("a shift on duty");
    assert_eq!((shift.id, shift.leader.as_str()), (id, "李主任"));
    assert_eq!(
        reader.log(None, 3).unwrap().iter().map(|entry| entry.shift).collect::<Vec<_>>(),
        [Some(id), None, None]
    );
    assert_eq!(reader.entities(Kind::Shift, 9).unwrap().len(), 1);
}

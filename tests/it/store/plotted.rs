//! Values of plots against journals written by hand.

use chrono::NaiveDate;
use dutydesk::domain::arrival::{ArrivalCommand, ArrivalState, Mode, Movement};
use dutydesk::domain::finding::{FindingCommand, Observed, Severity};
use dutydesk::domain::ledger_entry::{Item as Counted, LedgerCommand, LedgerKind};
use dutydesk::domain::supervised::{Item, SupervisedCommand, SupervisedSource};
use dutydesk::figures::{Period, Plot, Plotted, Values};

use super::*;

/// A local time of April 2020, `07 02:14`.
fn at(text: &str) -> DateTime<Utc> {
    format!("2020-04-{}:00+08:00", text.replace(' ', "T")).parse().expect("a time")
}

fn days(from: u32, to: u32) -> Period {
    let day = |day| NaiveDate::from_ymd_opt(2020, 4, day).expect("a day");
    Period { from: Some(day(from)), to: day(to) }
}

fn does(desk: &Desk, when: &str, command: Command) -> Committed {
    let submission = Submission { at: at(when), command, ..of(desk.ids.clone().fresh(night()), take()) };
    committed(desk.store.submit(submission))
}

fn plotted(desk: &Desk, plot: Plot, period: Period, now: &str) -> Plotted {
    let calendar = policy().calendar;
    let direct = desk.reader().plotted(plot, period, at(now), &calendar).expect("values");
    let query = Query::Plotted { plot, period, ticket: 7 };
    match answer(&desk.reader(), at(now), &query) {
        Answer::Plotted { ticket: 7, plotted } => assert_eq!(*plotted, direct),
        other => panic!("no plot: {other:?}"),
    }
    direct
}

fn came(desk: &mut Desk, serial: usize, urgency: Urgency, when: &str) -> Id {
    let id = desk.fresh();
    let paper = Received { received_at: at(when), ..paper(serial, &format!("文{serial}"), urgency) };
    does(desk, when, Command::Document { id, act: DocumentCommand::Receive(Box::new(paper)) });
    id
}

#[test]
fn papers_count_in_their_hour_and_wait_until_they_are_sent_on() {
    let mut desk = Desk::new();
    came(&mut desk, 1, Urgency::Routine, "06 23:50");
    let done = came(&mut desk, 2, Urgency::Immediate, "07 02:10");
    came(&mut desk, 3, Urgency::Flash, "07 02:59");
    let lead = policy().units[0].clone();
    let assign = DocumentCommand::Assign { lead, assists: Vec::new(), instruction: None, dispatch: None };
    for act in [DocumentCommand::Sign, assign] {
        does(&desk, "07 04:30", Command::Document { id: done, act });
    }
    let hours = |period, now: &str| match plotted(&desk, Plot::Papers, period, now).values {
        Values::Papers(hours) => hours,
        other => panic!("no papers: {other:?}"),
    };
    let day = hours(days(7, 7), "07 06:30");
    assert_eq!((day.slots.len(), day.received.iter().sum::<u32>(), day.received[2]), (24, 2, 2));
    assert_eq!(day.waiting()[..6], [1, 1, 3, 3, 2, 2]);
    // The day before knows nothing of what came after it, whenever it is asked.
    assert_eq!(hours(days(6, 6), "07 06:30"), hours(days(6, 6), "07 00:00"));
    let both = hours(days(6, 7), "07 06:30");
    assert_eq!((both.slots.len(), both.received.iter().sum::<u32>()), (48, 3));
    let Values::Urgency(slots, counts) = plotted(&desk, Plot::Urgency, days(6, 7), "07 06:30").values else {
        panic!("no urgencies");
    };
    assert_eq!(slots.len(), 2);
    assert_eq!(counts.map(|count| (count[0], count[1])), [(0, 1), (0, 1), (0, 0), (0, 0), (1, 0)]);
}

fn flight(key: &str, port: &str, passengers: u32, scheduled: &str, landed: Option<&str>) -> Movement {
    Movement {
        key: key.to_owned(),
        port: port.to_owned(),
        mode: Mode::Flight,
        number: key.to_owned(),
        origin: "东京".to_owned(),
        scheduled_at: at(scheduled),
        estimated_at: None,
        actual_at: landed.map(at),
        passengers,
        languages: Vec::new(),
        status: if landed.is_some() { ArrivalState::Landed } else { ArrivalState::Expected },
        source: "test".to_owned(),
        sequence: None,
        stated_at: None,
        reason: None,
        stated: None,
    }
}

#[test]
fn people_arrive_when_they_landed_and_a_day_keeps_what_was_known_at_its_end() {
    let mut desk = Desk::new();
    let mut tell = |when: &str, movement: Movement| {
        let id = desk.fresh();
        does(&desk, when, Command::Arrival { id, act: ArrivalCommand::Report(Box::new(movement)) });
    };
    tell("06 20:00", flight("A1", "shenzhen_airport", 40, "06 22:00", None));
    tell("06 20:01", flight("A2", "zhuhai", 7, "06 22:30", None));
    tell("06 20:02", flight("A3", "shenzhen_airport", 99, "06 23:30", None));
    let gone = Movement { status: ArrivalState::Cancelled, ..flight("A4", "zhuhai", 500, "06 22:10", None) };
    tell("06 20:03", gone);
    tell("06 23:05", flight("A1", "shenzhen_airport", 41, "06 22:00", Some("06 23:01")));
    tell("07 00:45", flight("A3", "shenzhen_airport", 99, "06 23:30", Some("07 00:40")));
    let day = |day: u32| match plotted(&desk, Plot::Arrivals, days(day, day), "07 02:00").values {
        Values::Arrivals(_, ports) => ports,
        other => panic!("no arrivals: {other:?}"),
    };
    let before = day(6);
    assert_eq!(
        before.iter().map(|port| port.port.as_str()).collect::<Vec<_>>(),
        ["shenzhen_airport", "zhuhai"]
    );
    assert_eq!((before[0].landed[23], before[0].awaited[23]), (41, 99), "at midnight A3 was awaited");
    assert_eq!((before[1].awaited[22], before[1].landed.iter().sum::<u32>()), (7, 0));
    let after = day(7);
    assert_eq!((after.len(), after[0].landed[0]), (1, 99));
}

fn raise(desk: &mut Desk, unit: &str, when: &str) -> Id {
    let id = desk.fresh();
    let observed = Observed {
        title: "无测温".to_owned(),
        place: "盐田港码头".to_owned(),
        seen_at: at(when),
        unit: unit.to_owned(),
        severity: Severity::OnSpot,
        inspection: None,
        detail: None,
        source: None,
    };
    does(desk, when, Command::Finding { id, act: FindingCommand::Raise(Box::new(observed)) });
    id
}

/// As `who`, since nobody verifies what they have submitted.
fn finding(desk: &Desk, who: &str, id: Id, act: FindingCommand, when: &str) {
    let command = Command::Finding { id, act };
    let submission = Submission {
        at: at(when),
        officer: officer(who),
        command,
        ..of(desk.ids.clone().fresh(night()), take())
    };
    committed(desk.store.submit(submission));
}

#[test]
fn findings_age_by_days_and_the_most_overdue_unit_comes_first() {
    let mut desk = Desk::new();
    let units: Vec<String> = policy().units.into_iter().take(2).collect();
    let closed = raise(&mut desk, &units[0], "01 09:00");
    raise(&mut desk, &units[1], "01 10:00");
    raise(&mut desk, &units[0], "06 23:00");
    for (act, who) in [
        (FindingCommand::Assign { unit: units[0].clone() }, "甲"),
        (FindingCommand::Submit { evidence: "照片".to_owned().into() }, "甲"),
        (FindingCommand::Verify { note: None }, "乙"),
        (FindingCommand::Close, "乙"),
    ] {
        finding(&desk, who, closed, act, "07 09:00");
    }
    let ages = |period, now: &str| match plotted(&desk, Plot::Findings, period, now).values {
        Values::Findings(units) => units,
        other => panic!("no findings: {other:?}"),
    };
    let now = ages(days(7, 7), "07 10:00");
    let told: Vec<_> =
        now.iter().map(|unit| (&unit.unit, unit.ages, unit.overdue, unit.longest_days)).collect();
    assert_eq!(told, [(&units[1], [0, 0, 1, 0, 0], 1, 5), (&units[0], [1, 0, 0, 0, 0], 0, 0)]);
    // On the evening before, the first was still open, and as overdue.
    let then = ages(days(6, 6), "07 10:00");
    assert_eq!(then, ages(days(6, 6), "07 00:00"));
    assert_eq!(then.iter().map(|unit| unit.ages.iter().sum::<u32>()).sum::<u32>(), 3);
    assert_eq!((then[0].overdue, then[1].overdue), (1, 1));
    let empty = plotted(&desk, Plot::Papers, days(7, 7), "07 10:00");
    assert_eq!(empty.first, None, "no paper is on record at all");
}

#[test]
fn shares_count_by_the_original_due_time_and_only_what_is_decided() {
    let mut desk = Desk::new();
    let mut item = |due: &str| {
        let id = desk.fresh();
        let item = Item {
            title: "专项".to_owned(),
            source: SupervisedSource::CityParty,
            channel: "wechat".to_owned(),
            reference: None,
            received_at: at("03 09:00"),
            due: at(due),
        };
        does(&desk, "03 09:00", Command::Supervised { id, act: SupervisedCommand::Receive(Box::new(item)) });
        id
    };
    let (kept, late, _) = (item("06 18:00"), item("06 18:00"), item("09 18:00"));
    let unit = policy().units[0].clone();
    for (id, when) in [(kept, "06 17:00"), (late, "07 08:00")] {
        let feedback = SupervisedCommand::FeedBack { words: "已落实".to_owned() };
        for act in [SupervisedCommand::Assign { unit: unit.clone() }, feedback] {
            does(&desk, when, Command::Supervised { id, act });
        }
    }
    let feedback = |now: &str| match plotted(&desk, Plot::OnTime, days(6, 9), now).values {
        Values::OnTime(_, [feedback, _, _]) => (feedback.owed.clone(), feedback.on_time.clone()),
        other => panic!("no shares: {other:?}"),
    };
    assert_eq!(feedback("07 10:00"), (vec![2, 0, 0, 0], vec![1, 0, 0, 0]), "the third is not due yet");
    assert_eq!(feedback("06 17:30").0, [1, 0, 0, 0], "what was answered before it was due is decided");
    assert_eq!(feedback("10 10:00"), (vec![2, 0, 0, 1], vec![1, 0, 0, 0]));
}

#[test]
fn reports_count_on_their_day_whenever_they_are_recorded() {
    let mut desk = Desk::new();
    let mut count = |kind, on: &str, recorded: &str, quantity| {
        let id = desk.fresh();
        let item = Counted { quantity, ..Counted::new(kind, "信息".to_owned(), at(on)) };
        does(&desk, recorded, Command::LedgerEntry { id, act: LedgerCommand::Record(Box::new(item)) });
    };
    count(LedgerKind::InfoReportProblem, "05 10:00", "05 10:00", 1);
    count(LedgerKind::InfoReportPractice, "06 10:00", "06 10:00", 2);
    count(LedgerKind::Publication, "06 23:00", "07 09:00", 5);
    count(LedgerKind::Training, "06 10:00", "07 09:01", 40);
    let values = plotted(&desk, Plot::Reports, days(6, 7), "07 10:00").values;
    let Values::Reports(_, counts) = values else { panic!("no reports") };
    assert_eq!(counts, [vec![2, 0], vec![0, 0], vec![5, 0]]);
}

/// A question about one day reads the rows of that day, however long the history is: it goes along an index.
#[test]
fn every_question_goes_along_an_index() {
    let desk = Desk::new();
    let conn = rusqlite::Connection::open(desk.path()).expect("a store");
    for (sql, index) in [
        (
            "SELECT entity FROM arrival INDEXED BY arrival_scheduled WHERE scheduled >= 1 AND scheduled < 2",
            "arrival_scheduled",
        ),
        ("SELECT scheduled FROM arrival ORDER BY scheduled LIMIT 1", "arrival_scheduled"),
        ("SELECT at FROM item INDEXED BY item_newest WHERE pane = 1 ORDER BY at LIMIT 1", "item_newest"),
        (
            "SELECT entity FROM item INDEXED BY item_by_state
             WHERE pane = 1 AND kind = 'finding' AND state = 'closed' AND at >= 1 AND at < 2",
            "item_by_state",
        ),
    ] {
        let mut plan = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a plan");
        let steps: Vec<String> =
            plan.query_map([], |row| row.get(3)).expect("steps").collect::<Result<_, _>>().expect("text");
        assert!(
            steps.iter().all(|step| step.contains(index) && !step.contains("TEMP B-TREE")),
            "{sql}: {steps:?}"
        );
    }
}

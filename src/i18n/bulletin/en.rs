//! Bulletins.

use chrono::NaiveDate;

use super::{Bulletins, Desk, Facts, next};
use crate::domain::bulletin::{BulletinSeries, Count, Passage, Row};
use crate::domain::{Kind, Urgency};
use crate::i18n::Lang;

pub(in super::super) const EN: Bulletins = Bulletins {
    series,
    title: |name, on| format!("{}, {}", series(name), day(on)),
    number: |number| format!("No. {number}"),
    day,
    count,
    passage,
    compose: |facts| facts.passages(|passage| write(facts, passage)),
    desk: Desk {
        list: "Bulletins",
        list_keys: "Enter open  d draft, or next step  Esc back",
        issue_keys: "Tab counts/text  Enter rows or rewrite  d next step  x send back  c correct  Esc back",
        rows_keys: "Enter open  Esc back",
        edit_keys: "Enter new line  Tab keep  Esc give up",
        none: "No bulletins yet",
        to_draft: "to draft",
        no_rows: "None",
        not_frozen: "As of now; not frozen yet",
        frozen: |entry| format!("Frozen (up to entry {entry} of the journal)"),
        by: ["drafted", "checked", "signed"],
        corrected: "Correction",
        editing: |passage| format!("Rewrite: {passage}"),
        propose: |series, day, key| format!("{series} of {day} can be drafted: press {key}"),
        not_editable: "Only what has not been signed can be rewritten",
        nothing_next: "It is out; press c to correct it",
    },
};

fn day(on: NaiveDate) -> String {
    on.format("%-d %b").to_string()
}

const fn series(series: BulletinSeries) -> &'static str {
    match series {
        BulletinSeries::Daily => "Daily bulletin",
        BulletinSeries::Inspection => "Inspection bulletin",
        BulletinSeries::Special => "Special bulletin",
    }
}

const fn count(count: Count) -> &'static str {
    match count {
        Count::PapersReceived => "Papers received",
        Count::PapersFlash => "  flash",
        Count::PapersImmediate => "  immediate",
        Count::PapersPriority => "  priority",
        Count::PapersRoutineUrgent => "  routine urgent",
        Count::PapersRoutine => "  routine",
        Count::PapersForAction => "Papers for action",
        Count::PapersCompleted => "Papers completed",
        Count::PapersReturned => "Papers returned",
        Count::PapersOpen => "Papers open at cut-off",
        Count::DispatchesSent => "Dispatches sent",
        Count::Receipts => "Receipts",
        Count::Emergencies => "Emergencies",
        Count::Inspections => "Inspections",
        Count::FindingsRaised => "Findings raised",
        Count::FindingsVerified => "Findings verified",
        Count::FindingsClosed => "Findings closed",
        Count::FindingsReopened => "Findings reopened",
        Count::FindingsWithdrawn => "Findings withdrawn",
        Count::FindingsOutstanding => "Findings open at cut-off",
        Count::FindingsOverdue => "Findings overdue at cut-off",
        Count::Recommendations => "Recommendations",
        Count::SupervisedReceived => "Supervised items received",
        Count::SupervisedFedBack => "Supervised items answered",
        Count::SupervisedClosed => "Supervised items closed",
        Count::SupervisedOutstanding => "Supervised items open at cut-off",
        Count::Arrivals => "Arrivals",
        Count::PeopleArrived => "People arrived",
        Count::RunsDelivered => "Runs delivered",
        Count::PeopleDelivered => "People delivered",
        Count::VolunteersCheckedIn => "Volunteers checked in",
        Count::RequestsRaised => "Requests raised",
        Count::RequestsClosed => "Requests closed",
        Count::InfoReports => "Information reports",
        Count::Meetings => "Meetings",
        Count::Activities => "Official activities",
        Count::Publications => "Publications",
        Count::Trainings => "Trainings",
        Count::SpecialReports => "Special reports",
        Count::BusRouteChecks => "Bus routes checked",
        Count::LateFacts => "Late facts",
        Count::Corrections => "Corrections",
    }
}

const fn passage(passage: Passage) -> &'static str {
    match passage {
        Passage::Matter => "The matter",
        Passage::Measures => "What was done",
        Passage::Results => "Results",
        Passage::NextSteps => "Next steps",
        Passage::Overview => "Overview",
        Passage::Papers => "Papers",
        Passage::Inspections => "Inspections",
        Passage::Transfers => "Transfers",
        Passage::Volunteers => "Volunteers",
        Passage::Requests => "Requests",
        Passage::Late => "Late facts",
        Passage::Corrections => "Corrections",
        Passage::Tomorrow => "Next day",
        Passage::Units => "By unit",
        Passage::Ageing => "Ageing",
        Passage::Recommendations => "Recommendations",
    }
}

fn one(facts: &Facts<'_>, what: Count) -> String {
    format!("{} {}", count(what).trim_start().to_lowercase(), facts.n(what))
}

/// Those that are not zero, in one clause.
fn clause(facts: &Facts<'_>, counts: &[Count]) -> String {
    let some = counts.iter().filter(|count| facts.n(**count) > 0);
    some.map(|count| one(facts, *count)).collect::<Vec<_>>().join(", ")
}

/// Sentences out of what there is.
fn sentences(parts: impl IntoIterator<Item = String>) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty()).map(|part| {
        let mut letters = part.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}.", letters.as_str())
    });
    parts.collect::<Vec<_>>().join(" ")
}

fn title(row: &Row) -> String {
    let title = if row.title.is_empty() { row.number.as_deref().unwrap_or("untitled") } else { &row.title };
    if row.stream.kind == Kind::Document { format!("“{title}”") } else { title.to_owned() }
}

fn unit<'a>(facts: &'a Facts<'_>, row: &'a Row) -> &'a str {
    row.unit.as_deref().map_or("", |unit| facts.names.unit(unit, Lang::En))
}

fn write(facts: &Facts<'_>, passage: Passage) -> String {
    match (passage, facts.gathered.series) {
        (Passage::Overview, BulletinSeries::Inspection) => inspected(facts),
        (Passage::Overview, _) => overview(facts),
        (Passage::Papers, _) => papers(facts),
        (Passage::Inspections, _) => inspections(facts),
        (Passage::Transfers, _) => transfers(facts),
        (Passage::Volunteers, _) => sentences([clause(facts, &[Count::VolunteersCheckedIn])]),
        (Passage::Requests, _) => sentences([clause(facts, &[Count::RequestsRaised, Count::RequestsClosed])]),
        (Passage::Late, _) => late(facts),
        (Passage::Corrections, _) => corrections(facts),
        (Passage::Tomorrow, _) => tomorrow(facts),
        (Passage::Units, _) => units(facts),
        (Passage::Ageing, _) => ageing(facts),
        (Passage::Recommendations, _) => recommendations(facts),
        // A special report is about one item, and is drafted from that.
        (Passage::Matter | Passage::Measures | Passage::Results | Passage::NextSteps, _) => String::new(),
    }
}

fn overview(facts: &Facts<'_>) -> String {
    const LINES: [&[Count]; 5] = [
        &[Count::PapersReceived, Count::PapersCompleted, Count::PapersOpen],
        &[Count::DispatchesSent, Count::Receipts, Count::Emergencies],
        &[Count::Inspections, Count::FindingsRaised, Count::FindingsClosed, Count::FindingsOutstanding],
        &[Count::PeopleArrived, Count::RunsDelivered, Count::PeopleDelivered],
        &[
            Count::Meetings,
            Count::Activities,
            Count::InfoReports,
            Count::Publications,
            Count::Trainings,
            Count::SpecialReports,
        ],
    ];
    let said = sentences(LINES.map(|counts| clause(facts, counts)));
    let on = day(facts.gathered.day);
    if said.is_empty() { format!("{on}: nothing new.") } else { format!("{on}, 00:00 to 24:00. {said}") }
}

fn papers(facts: &Facts<'_>) -> String {
    if facts.n(Count::PapersReceived) + facts.n(Count::PapersCompleted) + facts.n(Count::PapersOpen) == 0 {
        return String::new();
    }
    let grades = clause(facts, &Urgency::ALL.map(Count::of_urgency));
    let received = one(facts, Count::PapersReceived);
    let received = if grades.is_empty() { received } else { format!("{received} ({grades})") };
    let rest = clause(
        facts,
        &[Count::PapersForAction, Count::PapersReturned, Count::PapersCompleted, Count::PapersOpen],
    );
    let terms = &Lang::En.strings().domain.urgency;
    let named = facts.urgent(3).into_iter().map(|row| {
        let grade = Urgency::ALL.iter().position(|known| Some(*known) == row.urgency).unwrap_or(0);
        let number = row.number.as_deref().map(|number| format!(", {number}")).unwrap_or_default();
        format!("{} ({}{number})", title(row), terms[grade])
    });
    let named: Vec<String> = named.collect();
    let named = if named.is_empty() { String::new() } else { format!("most urgent: {}", named.join("; ")) };
    sentences([join(&[received, rest]), named])
}

fn join(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ")
}

fn overdue(facts: &Facts<'_>) -> String {
    let rows = facts.gathered.rows_of(Count::FindingsOverdue);
    let named = rows.iter().take(5).map(|row| {
        let place = row.place.as_deref().unwrap_or_default();
        match facts.overdue_days(row) {
            0 => format!("{place}: {} ({}, due that day)", title(row), unit(facts, row)),
            days => format!("{place}: {} ({}, {days} d overdue)", title(row), unit(facts, row)),
        }
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return String::new();
    }
    let more = if rows.len() > 5 { " and others" } else { "" };
    format!("{}: {}{more}", one(facts, Count::FindingsOverdue), named.join("; "))
}

fn inspections(facts: &Facts<'_>) -> String {
    let raised = clause(facts, &[Count::FindingsRaised]);
    let units = Facts::by(facts.gathered.rows_of(Count::FindingsRaised), |row| row.unit.as_deref());
    let units =
        units.iter().map(|(unit, rows)| format!("{} {}", facts.names.unit(unit, Lang::En), rows.len()));
    let units = units.collect::<Vec<_>>().join(", ");
    let raised = if units.is_empty() { raised } else { format!("{raised} ({units})") };
    let went = clause(facts, &[Count::Inspections, Count::BusRouteChecks]);
    let closed = clause(
        facts,
        &[
            Count::FindingsVerified,
            Count::FindingsClosed,
            Count::FindingsReopened,
            Count::FindingsWithdrawn,
            Count::FindingsOutstanding,
        ],
    );
    let supervised = clause(
        facts,
        &[
            Count::SupervisedReceived,
            Count::SupervisedFedBack,
            Count::SupervisedClosed,
            Count::SupervisedOutstanding,
        ],
    );
    sentences([
        join(&[went, raised, closed]),
        overdue(facts),
        supervised,
        clause(facts, &[Count::Recommendations]),
    ])
}

fn transfers(facts: &Facts<'_>) -> String {
    let people = |rows: &[&Row]| rows.iter().map(|row| row.quantity).sum::<u32>();
    let ports = Facts::by(facts.gathered.rows_of(Count::PeopleArrived), |row| row.place.as_deref());
    let ports =
        ports.iter().map(|(port, rows)| format!("{} {}", facts.names.port(port, Lang::En), people(rows)));
    let ports = ports.collect::<Vec<_>>().join(", ");
    let sites = Facts::by(facts.gathered.rows_of(Count::PeopleDelivered), |row| row.place.as_deref());
    let sites =
        sites.iter().map(|(site, rows)| format!("{} {}", facts.names.site(site, Lang::En), people(rows)));
    let sites = sites.collect::<Vec<_>>().join(", ");
    let with = |said: String, named: &str| if named.is_empty() { said } else { format!("{said} ({named})") };
    sentences([
        with(clause(facts, &[Count::Arrivals, Count::PeopleArrived]), &ports),
        with(clause(facts, &[Count::RunsDelivered, Count::PeopleDelivered]), &sites),
    ])
}

/// Rows that are named although their count is another's; people and their needs are named by their count alone.
fn remarked(facts: &Facts<'_>, row: &Row, as_what: Count) -> String {
    let what = count(as_what).trim_start().to_lowercase();
    match row.stream.kind {
        Kind::Volunteer | Kind::Request | Kind::Run | Kind::Emergency => what,
        Kind::Finding => format!("{} ({what}, {})", title(row), unit(facts, row)),
        _ if as_what.is_sum() && row.quantity > 1 => format!("{} ({what} {})", title(row), row.quantity),
        _ => format!("{} ({what})", title(row)),
    }
}

fn late(facts: &Facts<'_>) -> String {
    let rows = facts.gathered.rows_of(Count::LateFacts).iter().zip(&facts.gathered.late_as);
    let named = rows
        .map(|(row, what)| format!("{} {}", day(facts.day_of(row.happened_at)), remarked(facts, row, *what)));
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return String::new();
    }
    format!("Happened before and counted here: {}.", named.join("; "))
}

fn corrections(facts: &Facts<'_>) -> String {
    let rows = facts.gathered.rows_of(Count::Corrections).iter().zip(&facts.gathered.corrected_as);
    let named = rows
        .map(|(row, what)| format!("{} {}", day(facts.day_of(row.recorded_at)), remarked(facts, row, *what)));
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return String::new();
    }
    format!("Counted before and taken back here: {}.", named.join("; "))
}

fn tomorrow(facts: &Facts<'_>) -> String {
    let due = |kind: Kind, what: &str| {
        let rows = facts.ahead(|row| row.stream.kind == kind);
        let first = rows.first()?;
        let at = first.due.map(|(at, _)| facts.clock(at)).unwrap_or_default();
        let named = if matches!(kind, Kind::Run | Kind::Request) {
            String::new()
        } else {
            format!(", {}", title(first))
        };
        Some(format!("{what} {} (first at {at}{named})", rows.len()))
    };
    let parts = [
        due(Kind::Document, "papers"),
        due(Kind::Finding, "findings"),
        due(Kind::Supervised, "supervised items"),
        due(Kind::Run, "runs"),
        due(Kind::Request, "requests"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let on = day(next(facts.gathered.day));
    if parts.is_empty() {
        format!("{on}: nothing due.")
    } else {
        format!("Due on {on}: {}.", parts.join("; "))
    }
}

fn inspected(facts: &Facts<'_>) -> String {
    let gathered = facts.gathered;
    let span = if facts.is_period() {
        format!("{} to {}", day(gathered.covers.since), day(gathered.day))
    } else {
        day(gathered.day)
    };
    let said = clause(
        facts,
        &[
            Count::Inspections,
            Count::FindingsRaised,
            Count::FindingsVerified,
            Count::FindingsClosed,
            Count::FindingsReopened,
            Count::FindingsWithdrawn,
            Count::BusRouteChecks,
        ],
    );
    let visited: Vec<String> = gathered.rows_of(Count::Inspections).iter().map(title).collect();
    let visited = if visited.is_empty() { String::new() } else { format!("visits: {}", visited.join("; ")) };
    let said = if said.is_empty() { format!("{span}: nothing new") } else { format!("{span}: {said}") };
    let stands = clause(facts, &[Count::FindingsOverdue]);
    sentences([said, visited, join(&[one(facts, Count::FindingsOutstanding), stands])])
}

fn units(facts: &Facts<'_>) -> String {
    const SHOWN: [(Count, &str); 3] = [
        (Count::FindingsRaised, "new"),
        (Count::FindingsClosed, "closed"),
        (Count::FindingsOutstanding, "open"),
    ];
    let rows: Vec<Row> =
        SHOWN.iter().flat_map(|(count, _)| facts.gathered.rows_of(*count)).cloned().collect();
    let lines = Facts::by(&rows, |row| row.unit.as_deref()).into_iter().map(|(unit, _)| {
        let of = |count: Count| {
            let rows = facts.gathered.rows_of(count).iter().filter(|row| row.unit.as_deref() == Some(unit));
            rows.collect::<Vec<_>>()
        };
        let numbers = SHOWN.iter().filter_map(|(count, word)| {
            let rows = of(*count);
            (!rows.is_empty()).then(|| format!("{word} {}", rows.len()))
        });
        let numbers = numbers.collect::<Vec<_>>().join(", ");
        let raised = of(Count::FindingsRaised);
        let raised = raised
            .into_iter()
            .map(|row| format!("{}: {}", row.place.as_deref().unwrap_or_default(), title(row)));
        let raised = raised.collect::<Vec<_>>().join("; ");
        let raised = if raised.is_empty() { raised } else { format!(". {raised}") };
        format!("{}: {numbers}{raised}.", facts.names.unit(unit, Lang::En))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn ageing(facts: &Facts<'_>) -> String {
    let rows = facts.gathered.rows_of(Count::FindingsOutstanding);
    if rows.is_empty() {
        return String::new();
    }
    let within = |from: i64, to: i64| rows.iter().filter(|row| (from..=to).contains(&facts.age(row))).count();
    let parts =
        [(within(0, 3), "up to 3 d"), (within(4, 7), "4 to 7 d"), (within(8, i64::MAX), "8 d and more")];
    let parts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, span)| format!("{span} {count}"));
    let ages =
        format!("{}: {}", one(facts, Count::FindingsOutstanding), parts.collect::<Vec<_>>().join(", "));
    sentences([ages, overdue(facts)])
}

fn recommendations(facts: &Facts<'_>) -> String {
    let rows: Vec<String> = facts.gathered.rows_of(Count::Recommendations).iter().map(title).collect();
    let said = one(facts, Count::Recommendations);
    if rows.is_empty() { String::new() } else { sentences([format!("{said}: {}", rows.join("; "))]) }
}

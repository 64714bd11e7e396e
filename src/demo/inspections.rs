//! 45 inspections with 75 findings, all put right, verified and closed by the end of 6 April.

use chrono::{DateTime, TimeDelta, Utc};

use super::book::{Book, LAST_DAY, Who, minute};
use crate::domain::Command;
use crate::domain::finding::{FindingCommand, Observed, Severity};
use crate::domain::inspection::{InspectionCommand, InspectionKind, Plan, Target, TargetKind};

mod facts;

use facts::{FACTS, Fact};

/// Inspections in all; each brings as many findings as the pattern says.
const INSPECTIONS: usize = 45;
const PATTERN: [usize; 9] = [2, 2, 1, 2, 2, 1, 2, 2, 1];

/// Writes all inspections into the book.
pub(super) fn write(book: &mut Book) {
    let mut facts = FACTS;
    for n in 0..INSPECTIONS {
        let (now, rest) = facts.split_at(PATTERN[n % PATTERN.len()].min(facts.len()));
        facts = rest;
        inspection(book, n, now);
    }
}

fn inspection(book: &mut Book, n: usize, facts: &'static [Fact]) {
    let day = 6 + i64::try_from(n * 66 / INSPECTIONS).unwrap_or(0);
    // Bus routes are looked at in the morning peak.
    let bus = facts.iter().any(|fact| fact.kind == TargetKind::BusRoute);
    let starts_at = minute(day, if bus { 440 } else { book.dice.between(530, 930) });
    let kind = [InspectionKind::Open, InspectionKind::Covert, InspectionKind::Unannounced][n % 3];
    let targets: Vec<Target> = facts.iter().map(Fact::target).collect();
    let names: Vec<String> = targets.iter().map(|target| target.name.clone()).collect();
    let title = format!("{}疫情防控督查", names.join("、"));
    let team = vec![book.name("feng"), book.name("tian")];
    let id = book.id(starts_at);
    let of_inspection = |act| Command::Inspection { id, act };
    let feng = Who::Is("feng");
    let plan = Plan { title, kind, targets, team, starts_at, follow_up: Vec::new() };
    let planned = starts_at - TimeDelta::hours(15);
    book.add(planned, feng, of_inspection(InspectionCommand::Plan(Box::new(plan))));
    book.add(starts_at, feng, of_inspection(InspectionCommand::Depart));
    let back = starts_at + TimeDelta::minutes(book.dice.between(90, 170));
    let seen: Vec<&str> = facts.iter().map(|fact| fact.words).collect();
    let summary = format!("发现问题{}项:{}。", facts.len(), seen.join(";"));
    book.add(back, feng, of_inspection(InspectionCommand::Debrief { summary }));
    for fact in facts {
        let seen_at = starts_at + TimeDelta::minutes(book.dice.between(10, 80));
        let raised = back + TimeDelta::minutes(book.dice.between(2, 9));
        finding(book, fact, id, seen_at, raised);
    }
    let report = format!("督查报告已呈{},问题已交办。", book.leader(back));
    let feedback = bus.then(|| format!("{}。请整改后回告。", seen.join(";")));
    let report = InspectionCommand::Report { report, feedback };
    book.add(back + TimeDelta::minutes(70), feng, of_inspection(report));
}

/// The life of one finding.
fn finding(
    book: &mut Book,
    fact: &'static Fact,
    inspection: crate::domain::Id,
    seen_at: DateTime<Utc>,
    raised: DateTime<Utc>,
) {
    let id = book.id(raised);
    let of_finding = |act| Command::Finding { id, act };
    let feng = Who::Is("feng");
    let observed = Observed {
        title: fact.words.to_owned(),
        place: fact.place.to_owned(),
        seen_at,
        unit: fact.first_unit.unwrap_or(fact.unit).to_owned(),
        severity: fact.severity,
        inspection: Some(inspection),
        detail: None,
        source: None,
    };
    let assign = |unit: &str| of_finding(FindingCommand::Assign { unit: unit.to_owned() });
    book.add(raised, feng, of_finding(FindingCommand::Raise(Box::new(observed))));
    let mut at = raised + TimeDelta::minutes(book.dice.between(12, 40));
    if let Some(first) = fact.first_unit {
        book.add(at, feng, assign(first));
        at += TimeDelta::minutes(book.dice.between(30, 70));
        let reason = format!("不属本单位职责,应由{}负责。", book.unit(fact.unit));
        book.add(at, Who::Secondary, of_finding(FindingCommand::Dispute { reason }));
        at += TimeDelta::minutes(20);
    }
    book.add(at, feng, assign(fact.unit));
    let (soonest, latest) = match fact.severity {
        Severity::OnSpot => (40, 900),
        Severity::Normal => (600, 2400),
        Severity::Complex => (2 * 1440, 5 * 1440),
        Severity::Structural => (7 * 1440, 11 * 1440),
    };
    let submitted = (at + TimeDelta::minutes(book.dice.between(soonest, latest))).min(minute(LAST_DAY, 900));
    at = submitted;
    let unit = book.unit(fact.unit);
    let submit = |evidence: String| of_finding(FindingCommand::Submit { evidence: evidence.into() });
    if fact.rejected {
        at -= TimeDelta::minutes(book.dice.between(20, 30));
        book.add(at, Who::Is("gao"), submit(format!("{unit}报告已整改,附照片1张。")));
        let reason = "照片看不出整改效果,请补充前后对比。".to_owned();
        book.add(at + TimeDelta::minutes(10), feng, of_finding(FindingCommand::Reject { reason }));
    }
    book.add(submitted, Who::Is("gao"), submit(format!("{unit}已整改到位,附整改前后照片和台账。")));
    at = submitted + TimeDelta::minutes(book.dice.between(30, 240));
    let note = Some("现场核查,情况属实。".to_owned());
    book.add(at, feng, of_finding(FindingCommand::Verify { note }));
    at += TimeDelta::minutes(15);
    book.add(at, feng, of_finding(FindingCommand::Close));
}

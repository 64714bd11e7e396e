//! Reports of inspections: what was visited, what was found, what is advised, what shows it.

use std::collections::BTreeMap;

use super::{Desk, Failure, rows};
use crate::domain::finding::{Finding, FindingState};
use crate::domain::inspection::Inspection;
use crate::domain::ledger_entry::LedgerKind;
use crate::domain::{Entity, Id, Kind, State, Stream};
use crate::report::model::{Block, Cell, Closing, Column, Document, Table};

/// What belongs to inspections, by the inspection's id.
#[derive(Default)]
struct Yield {
    findings: BTreeMap<Id, Vec<Entity>>,
    recommendations: BTreeMap<Id, Vec<String>>,
}

pub(super) fn document(desk: Desk<'_>, ids: &[Id]) -> Result<Document, Failure> {
    let words = desk.words();
    let gathered = gather(desk)?;
    let mut visits = Vec::with_capacity(ids.len());
    for id in ids {
        visits.push(desk.entity(Kind::Inspection, *id)?);
    }
    let title = match visits.as_slice() {
        [only] => only_title(desk, only),
        _ => words.inspections.to_owned(),
    };
    let mut document = Document::plain(desk.strings.lang, title, desk.now);
    for visit in &visits {
        let State::Inspection(inspection) = &visit.state else { return Err(Failure::NotFound(visit.stream)) };
        let deeper = u8::from(visits.len() > 1);
        if deeper > 0 {
            document.heading(1, inspection.plan.title.clone());
        }
        one(&mut document, desk, visit, inspection, &gathered, 1 + deeper);
    }
    if visits.is_empty() {
        document.paragraph(words.no_rows);
    }
    document.closing = Some(Closing { office: desk.office().to_owned(), date: desk.date(desk.now) });
    Ok(document)
}

fn only_title(desk: Desk<'_>, visit: &Entity) -> String {
    match &visit.state {
        State::Inspection(inspection) => (desk.words().inspection)(&inspection.plan.title),
        _ => desk.words().inspections.to_owned(),
    }
}

fn gather(desk: Desk<'_>) -> Result<Yield, Failure> {
    let mut gathered = Yield::default();
    for entity in desk.reader.entities(Kind::Finding, usize::MAX >> 1)? {
        let State::Finding(finding) = &entity.state else { continue };
        if let Some(id) = finding.observed.inspection.filter(|_| finding.state != FindingState::Withdrawn) {
            gathered.findings.entry(id).or_default().push(entity);
        }
    }
    for entity in desk.reader.entities(Kind::LedgerEntry, usize::MAX >> 1)? {
        let State::LedgerEntry(entry) = &entity.state else { continue };
        if let (LedgerKind::Recommendation, Some(Stream { kind: Kind::Inspection, id })) =
            (entry.item.kind, entry.item.link)
        {
            gathered.recommendations.entry(id).or_default().push(entry.item.title.clone());
        }
    }
    Ok(gathered)
}

fn one(
    document: &mut Document,
    desk: Desk<'_>,
    visit: &Entity,
    inspection: &Inspection,
    gathered: &Yield,
    level: u8,
) {
    let words = desk.words();
    let none = Vec::new();
    let mut found: Vec<&Entity> = gathered.findings.get(&visit.stream.id).unwrap_or(&none).iter().collect();
    found.sort_by_key(|entity| finding(entity).map(|finding| finding.number));
    document.heading(level, words.parts[0]);
    circumstances(document, desk, visit, inspection);
    document.heading(level, words.parts[1]);
    if found.is_empty() {
        document.paragraph(words.found_nothing);
    } else {
        let closed = found.iter().filter_map(|entity| finding(entity));
        let closed = closed.filter(|finding| finding.state == FindingState::Closed).count();
        document.paragraph((words.found)(found.len(), closed));
        document.blocks.push(Block::Table(findings(desk, &found)));
    }
    document.heading(level, words.parts[2]);
    match gathered.recommendations.get(&visit.stream.id) {
        Some(told) => document.blocks.extend(told.iter().cloned().map(Block::Paragraph)),
        None => document.paragraph(words.no_recommendations),
    }
    document.heading(level, words.parts[3]);
    let evidence = evidence(desk, &found);
    match evidence.rows.is_empty() {
        true => document.paragraph(words.no_evidence),
        false => document.blocks.push(Block::Table(evidence)),
    }
}

fn circumstances(document: &mut Document, desk: Desk<'_>, visit: &Entity, inspection: &Inspection) {
    let words = desk.words();
    let plan = &inspection.plan;
    let between = desk.strings.cli.report.between;
    let targets =
        plan.targets.iter().map(|target| format!("{}({})", target.name, (words.target)(target.kind.name())));
    let targets = targets.collect::<Vec<_>>().join(between);
    let facts = [
        ("starts_at", desk.moment(plan.starts_at)),
        ("departed_at", inspection.departed_at.map(|at| desk.moment(at)).unwrap_or_default()),
        ("kind", (words.visit)(plan.kind.name()).to_owned()),
        ("team", plan.team.join(between)),
        ("targets", targets),
        ("state", desk.state(visit).to_owned()),
    ];
    for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        document.paragraph((words.fact)((words.column)(name), value));
    }
    for told in [&inspection.debrief, &inspection.report].into_iter().flatten() {
        document.paragraph(told.clone());
    }
}

const fn finding(entity: &Entity) -> Option<&Finding> {
    match &entity.state {
        State::Finding(finding) => Some(finding),
        _ => None,
    }
}

fn findings(desk: Desk<'_>, found: &[&Entity]) -> Table {
    let words = desk.words();
    let columns = [("no", 10), ("fact", 26), ("place", 14), ("unit", 14), ("due_at", 12), ("state", 10)];
    let rows = found.iter().filter_map(|entity| {
        let finding = finding(entity)?;
        let seen = &finding.observed;
        Some(vec![
            Cell::text(finding.number.label()),
            Cell::text(seen.title.clone()),
            Cell::text(seen.place.clone()),
            Cell::text(desk.unit(&seen.unit)),
            desk.time(finding.due),
            rows::status(desk, entity),
        ])
    });
    Table {
        caption: String::new(),
        columns: columns.map(|(name, weight)| Column::new((words.column)(name), weight)).into(),
        rows: rows.collect(),
        empty: words.found_nothing.to_owned(),
    }
}

/// What units handed in to show that findings are put right, with the digests of its files.
fn evidence(desk: Desk<'_>, found: &[&Entity]) -> Table {
    let words = desk.words();
    let mut rows = Vec::new();
    for finding in found.iter().filter_map(|entity| finding(entity)) {
        let no = || Cell::text(finding.number.label());
        for submission in &finding.submissions {
            if !submission.words.is_empty() {
                rows.push(vec![no(), desk.time(submission.at), Cell::text(&submission.words), Cell::Empty]);
            }
            for file in &submission.files {
                let digest = Cell::text(&file.digest);
                rows.push(vec![no(), desk.time(submission.at), Cell::text(&file.name), digest]);
            }
        }
        // Submissions were not kept apart at first.
        if let (true, Some(shown)) = (finding.submissions.is_empty(), &finding.evidence) {
            let at = finding.submitted.as_ref().map(|(_, at)| *at);
            rows.push(vec![no(), desk.maybe_time(at), Cell::text(shown), Cell::Empty]);
        }
    }
    Table {
        caption: String::new(),
        columns: [("finding", 10), ("at", 11), ("file", 24), ("digest", 22)]
            .map(|(name, weight)| Column::new((words.column)(name), weight))
            .into(),
        rows,
        empty: words.no_evidence.to_owned(),
    }
}

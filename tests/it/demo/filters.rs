//! What a filter finds in the tables is what somebody finds who looks at every entity.

use std::collections::BTreeSet;

use dutydesk::domain::document::Handling;
use dutydesk::domain::{Id, Urgency};
use dutydesk::filter::{Field, Filter, Term, Vocabulary, Wanted, parse};
use dutydesk::pinyin::matches;
use dutydesk::view::pane_of;
use proptest::prelude::*;

use super::*;

const ME: &str = "陈若水";

fn unit(entity: &Entity) -> Option<String> {
    match &entity.state {
        State::Document(paper) => paper.lead_unit.clone(),
        State::Finding(finding) => Some(finding.observed.unit.clone()),
        State::Supervised(item) => item.unit.clone(),
        _ => None,
    }
}

fn number(entity: &Entity) -> Option<String> {
    match &entity.state {
        State::Document(paper) => paper.receipt.as_ref().map(|receipt| receipt.label()),
        State::Finding(finding) => Some(finding.number.label()),
        State::Supervised(item) => Some(item.number.label()),
        State::Dispatch(dispatch) => Some(dispatch.number.label()),
        State::Emergency(emergency) => Some(emergency.number.label()),
        State::Bulletin(issue) => issue.number.map(|number| number.label()),
        _ => None,
    }
}

/// The values of a field, as anybody would read them off.
fn values(entity: &Entity, field: Field, now: DateTime<Utc>) -> Vec<String> {
    let notice = entity.state.notice();
    let some = |value: Option<String>| value.into_iter().collect::<Vec<_>>();
    match (field, &entity.state) {
        (Field::Kind, _) => vec![entity.stream.kind.name().to_owned()],
        (Field::State, _) => vec![entity.state.name().to_owned()],
        (Field::Unit, State::Dispatch(dispatch)) => {
            dispatch.recipients.iter().map(|recipient| recipient.unit.clone()).collect()
        }
        (Field::Unit, State::Meeting(meeting)) => meeting.owner().into_iter().map(str::to_owned).collect(),
        (Field::Unit, State::Task(task)) => vec![task.owner.clone()],
        (Field::Unit, State::Inspection(visit)) => visit.plan.team.iter().take(1).cloned().collect(),
        (Field::Unit, State::Request(request)) => request.assignee.iter().cloned().collect(),
        (Field::Unit, _) => some(unit(entity)),
        (Field::Holder, _) => some(notice.and_then(|notice| notice.holder.clone())),
        (Field::Attention, _) => {
            vec![notice.map_or("unacknowledged", |notice| notice.attention.at(now).name()).to_owned()]
        }
        (Field::Flag, _) => {
            vec![if notice.is_some_and(|notice| notice.flagged) { "yes" } else { "no" }.to_owned()]
        }
        (Field::Urgency, State::Dispatch(dispatch)) => vec![dispatch.urgency.name().to_owned()],
        (Field::Urgency, State::Document(paper)) => vec![paper.paper.urgency.name().to_owned()],
        // An issue stands among the papers as one that can wait.
        (Field::Urgency, State::Bulletin(_)) => vec![Urgency::Routine.name().to_owned()],
        (Field::Type, State::Document(paper)) => some(paper.paper.doc_type.clone()),
        (Field::Handling, State::Document(paper)) => some(paper.paper.handling.map(|handling| {
            if handling == Handling::ForAction { "for_action" } else { "for_information" }.to_owned()
        })),
        (Field::Incomplete, State::Document(paper)) => {
            paper.incomplete().into_iter().map(str::to_owned).collect()
        }
        (Field::Severity, State::Finding(finding)) => vec![finding.observed.severity.name().to_owned()],
        (Field::Severity, State::Supervised(item)) => vec![item.item.source.name().to_owned()],
        (Field::Severity, State::Meeting(meeting)) => vec![meeting.plan.kind.name().to_owned()],
        (Field::Severity, State::Inspection(visit)) => vec![visit.plan.kind.name().to_owned()],
        (Field::Severity, State::Request(request)) => vec![request.need.kind.name().to_owned()],
        (Field::Language, State::Request(request)) => request.need.language.iter().cloned().collect(),
        (Field::Port, State::Run(run)) => vec![run.plan.port.clone()],
        (Field::Language, State::Run(run)) => run.plan.languages.clone(),
        _ => Vec::new(),
    }
}

fn time(entity: &Entity, field: Field) -> Option<DateTime<Utc>> {
    match (field, &entity.state) {
        (Field::Due, state) => state.next_due().map(|(at, _)| at),
        (_, State::Document(paper)) => Some(paper.paper.received_at),
        (_, State::Dispatch(dispatch)) => Some(dispatch.drafted_at),
        (_, State::Emergency(emergency)) => Some(emergency.received_at),
        (_, State::Supervised(item)) => Some(item.item.received_at),
        (_, State::Request(request)) => Some(request.need.raised_at),
        (_, State::Run(run)) => Some(run.plan.pick_up),
        _ => Some(entity.created_at),
    }
}

fn fulfils(entity: &Entity, term: &Term, filter: &Filter, now: DateTime<Utc>) -> bool {
    let known = values(entity, term.field, now);
    let one = |wanted: &Wanted| match (term.field, wanted) {
        (Field::Due | Field::Received, wanted) => {
            let at = time(entity, term.field);
            match wanted {
                Wanted::Nothing => at.is_none(),
                Wanted::Time(span) => {
                    let bounds = span.at(now, filter.zone(), term.field == Field::Due);
                    at.is_some_and(|at| {
                        bounds.from.is_none_or(|from| from <= at)
                            && bounds.until.is_none_or(|until| at < until)
                    })
                }
                _ => at.is_some(),
            }
        }
        (Field::No, Wanted::Numbers(from, last)) => number(entity).is_some_and(|label| {
            (*from..=*last).contains(&label.rsplit('-').next().unwrap().parse().unwrap())
        }),
        (Field::No, Wanted::Is(label)) => number(entity).as_ref() == Some(label),
        (Field::Issuer, Wanted::Is(text)) => match &entity.state {
            State::Document(paper) => matches(text, &paper.paper.issuer),
            _ => false,
        },
        (_, Wanted::Is(value)) => known.contains(value),
        (_, Wanted::Nothing) => known.is_empty(),
        _ => !known.is_empty(),
    };
    term.any.iter().any(one) != term.not
}

fn found(demo: &Demo, pane: PaneKind, filter: &Filter, all: bool) -> BTreeSet<Id> {
    let list = ListQuery { all, filter: filter.clone(), limit: 100_000, ..ListQuery::default() };
    let Answer::Pane { rows, .. } = demo.ask(&Query::Pane { pane, list, ticket: 1 }) else {
        panic!("no rows")
    };
    match rows {
        PaneRows::Documents(window) => window.rows.iter().map(|row| row.head.stream.id).collect(),
        PaneRows::Issues(window) => window.rows.iter().map(|row| row.head.stream.id).collect(),
        PaneRows::Transfers(window) => window.rows.iter().map(|row| row.head.stream.id).collect(),
        PaneRows::Volunteers(window, _) => window.rows.iter().map(|row| row.head.stream.id).collect(),
    }
}

fn agree(line: &str) {
    let demo = shared();
    let parsed = parse(line, &Vocabulary::new(&demo.config, ME));
    assert_eq!(parsed.problems, [], "{line}");
    let now = demo::opens_at();
    for pane in [PaneKind::Documents, PaneKind::Issues, PaneKind::Transfers] {
        let kinds = Kind::ALL.into_iter().filter(|kind| pane_of(*kind) == Some(pane));
        let entities: Vec<Entity> = kinds.flat_map(|kind| demo.all(kind)).collect();
        for all in [false, true] {
            let naive: BTreeSet<Id> = entities
                .iter()
                .filter(|entity| all || entity.state.is_open())
                .filter(|entity| {
                    parsed.filter.terms.iter().all(|term| fulfils(entity, term, &parsed.filter, now))
                })
                .map(|entity| entity.stream.id)
                .collect();
            assert_eq!(found(demo, pane, &parsed.filter, all), naive, "{line} in {pane:?}, all: {all}");
        }
    }
}

#[test]
fn tables_and_naked_eye_agree() {
    for line in [
        "unit:卫健局",
        "unit:none",
        "unit:!health,cdc",
        "due:overdue",
        "due:<2h state:!completed",
        "due:none",
        "due:!none",
        "due:今天,明天",
        "received:<1d",
        "received:yesterday",
        "received:2020-04-01..2020-04-03",
        "holder:me",
        "holder:none",
        "holder:any",
        "attention:unacknowledged",
        "attention:!shelved",
        "attention:acknowledged,shelved",
        "flag:yes",
        "flag:no",
        "kind:督办件",
        "kind:finding",
        "state:已办结,closed",
        "handling:none",
        "handling:阅件",
        "incomplete:any",
        "incomplete:none",
        "severity:on_spot",
        "port:any language:en",
        "language:!en",
        "type:通知",
        "type:none",
        "no:7",
        "no:<10",
        "no:100..120 unit:any",
        "no:2020-0012",
        "issuer:国务院",
    ] {
        agree(line);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_terms_together_agree(
        urgency in prop::sample::subsequence(Urgency::ALL.to_vec(), 1..4),
        state in prop::sample::subsequence(vec!["arrived", "registered", "assigned", "in_progress", "completed", "filed"], 1..4),
        unit in prop::sample::select(vec!["", "unit:health", "unit:!health", "unit:none,transport"]),
        due in prop::sample::select(vec!["", "due:<6h", "due:>6h", "due:none", "due:!overdue", "due:tonight"]),
        not in any::<(bool, bool)>(),
    ) {
        let sign = |not| if not { "!" } else { "" };
        let urgency: Vec<&str> = urgency.iter().map(|urgency| urgency.name()).collect();
        agree(&format!(
            "urgency:{}{} state:{}{} {unit} {due}",
            sign(not.0), urgency.join(","), sign(not.1), state.join(",")
        ));
    }
}

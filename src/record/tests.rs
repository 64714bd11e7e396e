//! What was typed, and what is understood of it.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::finding::FindingCommand;
use crate::domain::ledger_entry::{LedgerCommand, LedgerKind};
use crate::view::KnownPlace;

const NOW: &str = "2020-04-06T18:14:00Z";

fn with<T>(lang: Lang, places: &[KnownPlace], act: impl FnOnce(&Around<'_>) -> T) -> T {
    let config = Config::builtin().unwrap();
    let now = NOW.parse().unwrap();
    act(&Around { config: &config, lang, now, officer: "陈晓", places, items: &() })
}

fn typed(kind: RecordKind, said: &[(&str, &str)]) -> BTreeMap<&'static str, String> {
    said.iter().map(|(name, text)| (kind.field(name).unwrap().name, (*text).to_owned())).collect()
}

#[test]
fn every_kind_is_named_in_both_languages_and_has_a_key_of_its_own() {
    let mut keys: Vec<char> = RecordKind::ALL.map(RecordKind::key).to_vec();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), RecordKind::ALL.len());
    let han = |text: &str| text.chars().any(crate::text::is_han);
    for kind in RecordKind::ALL {
        let zh = Lang::ZhCn.strings().record.of(kind.name());
        let en = Lang::En.strings().record.of(kind.name());
        assert!(han(zh.title) && en.title.len() > 1, "{}", kind.name());
        for field in fields(kind) {
            assert!(han((zh.field)(field.name)), "{} {}", kind.name(), field.name);
            let label = (en.field)(field.name);
            assert!(label.starts_with(|c: char| c.is_ascii_uppercase()), "{} {label}", kind.name());
            if let Shape::Choice(names) = field.shape {
                assert!(names.iter().all(|name| han((zh.choice)(name))), "{} {names:?}", kind.name());
            }
        }
    }
}

#[test]
fn a_finding_needs_only_place_and_fact_where_the_owner_is_known() {
    let seen = KnownPlace { place: "盐田港3号闸口".into(), unit: Some("port_office".into()) };
    with(Lang::ZhCn, &[seen], |around| {
        let said = typed(RecordKind::Finding, &[("地点", "盐田港3号闸口"), ("title", "消毒记录缺失")]);
        let (values, problems) = read(RecordKind::Finding, &said, around);
        assert_eq!(problems, []);
        assert_eq!((values.unit("unit"), values.choice("severity")), (Some("port_office"), Some("normal")));
        assert_eq!(values.time("seen_at"), Some(around.now));
        let due = due(RecordKind::Finding, &values, around).unwrap();
        assert!(due > around.now, "three working days: {due}");
        let made = command(RecordKind::Finding, &values, Id::from_parts(1, 1), around).unwrap();
        let Command::Finding { act: FindingCommand::Raise(seen), .. } = made else { panic!("{made:?}") };
        assert_eq!((seen.place.as_str(), seen.unit.as_str()), ("盐田港3号闸口", "port_office"));
    });
}

#[test]
fn the_unit_in_the_name_of_the_place_is_proposed_and_can_be_overtyped() {
    with(Lang::ZhCn, &[], |around| {
        let said = typed(RecordKind::Finding, &[("place", "疾控门岗"), ("title", "未测温")]);
        assert_eq!(read(RecordKind::Finding, &said, around).0.unit("unit"), Some("cdc"));
        let said = typed(RecordKind::Finding, &[("place", "疾控门岗"), ("title", "未测温"), ("unit", "jtj")]);
        assert_eq!(read(RecordKind::Finding, &said, around).0.unit("unit"), Some("transport"));
    });
}

#[test]
fn each_problem_names_its_field_in_the_order_of_the_form() {
    with(Lang::ZhCn, &[], |around| {
        let said = typed(
            RecordKind::Finding,
            &[("title", "x"), ("unit", "无此单位"), ("severity", "很坏"), ("seen_at", "明天 18:00")],
        );
        let (_, problems) = read(RecordKind::Finding, &said, around);
        let named: Vec<(&str, &str)> = problems.iter().map(|one| (one.field, one.code())).collect();
        assert_eq!(
            named,
            [
                ("place", "missing"),
                ("unit", "unknown_unit"),
                ("severity", "unknown_word"),
                ("seen_at", "bad_time")
            ]
        );
        assert!(problems[2].words(Lang::ZhCn).contains("立行立改"), "what it may be is told");
    });
}

#[test]
fn choices_are_named_by_word_letter_place_or_stable_name() {
    with(Lang::ZhCn, &[], |around| {
        let field = RecordKind::Finding.field("severity").unwrap();
        for (said, name) in [
            ("复杂", "complex"),
            ("l", "on_spot"),
            ("fz", "complex"),
            ("4", "structural"),
            ("on the spot", "on_spot"),
        ] {
            let value = read_one(RecordKind::Finding, field, said, around);
            assert_eq!(value, Ok(Some(Value::Choice(name))), "{said}");
        }
    });
}

#[test]
fn a_training_counts_people_and_a_report_is_of_its_sort() {
    with(Lang::En, &[], |around| {
        let said =
            typed(RecordKind::Training, &[("title", "PPE"), ("audience", "drivers"), ("quantity", "３０人")]);
        let (values, problems) = read(RecordKind::Training, &said, around);
        assert_eq!((problems, values.count("quantity")), (vec![], Some(30)));
        let said = typed(RecordKind::InfoReport, &[("sort", "wt"), ("title", "t")]);
        let (values, _) = read(RecordKind::InfoReport, &said, around);
        let made = command(RecordKind::InfoReport, &values, Id::from_parts(1, 1), around).unwrap();
        let Command::LedgerEntry { act: LedgerCommand::Record(item), .. } = made else { panic!() };
        assert_eq!((item.kind, item.author.as_deref()), (LedgerKind::InfoReportProblem, Some("陈晓")));
    });
}

#[test]
fn a_guests_need_is_sorted_by_its_words_and_stands_at_its_site() {
    use crate::domain::request::{RequestCommand, RequestKind};
    with(Lang::ZhCn, &[], |around| {
        let site = &around.config.sites[0];
        for (gist, kind) in [
            ("旅客胸闷,要医生", RequestKind::Medical),
            ("法语旅客听不懂登记表", RequestKind::Interpreting),
            ("要一床被子", RequestKind::Living),
        ] {
            let said =
                typed(RecordKind::Request, &[("gist", gist), ("site", &site.name_zh), ("language", "法语")]);
            let (values, problems) = read(RecordKind::Request, &said, around);
            assert!(problems.is_empty(), "{problems:?}");
            let Ok(Command::Request { act: RequestCommand::Raise(need), .. }) =
                command(RecordKind::Request, &values, Id::from_parts(1, 1), around)
            else {
                panic!("a need")
            };
            assert_eq!((need.kind, &need.site, need.language.as_deref()), (kind, &site.id, Some("fr")));
            assert_eq!((need.raised_at, need.guest), (around.now, None));
        }
    });
}

proptest! {
    /// Whatever is typed, reading ends, problems are of fields of the kind, and nothing unreadable passes in silence.
    #[test]
    fn reading_is_total(at in 0..RecordKind::ALL.len(), words in prop::collection::vec("\\PC{0,12}", 12)) {
        let kind = RecordKind::ALL[at];
        let said: BTreeMap<&'static str, String> =
            fields(kind).iter().map(|field| field.name).zip(words).collect();
        with(Lang::ZhCn, &[], |around| {
            let (values, problems) = read(kind, &said, around);
            for field in fields(kind) {
                let typed = !said[field.name].trim().is_empty();
                let wrong = problems.iter().any(|problem| problem.field == field.name);
                let told = values.get(field.name).is_some();
                assert!(!(wrong && told), "{}", field.name);
                assert!(!typed || wrong || told || field.shape == Shape::Lines, "{} was lost", field.name);
            }
            if problems.is_empty() {
                assert!(command(kind, &values, Id::from_parts(1, 1), around).is_ok());
            }
            assert!(problems.iter().all(|problem| kind.field(problem.field).is_some()));
        });
    }

    /// What is shown of a value can be typed again and means the same.
    #[test]
    fn what_is_shown_can_be_typed(minutes in 0..500_000_i64, at in 0..4_usize, count in 1..9999_u32) {
        with(Lang::ZhCn, &[], |around| {
            let then = around.now - chrono::TimeDelta::minutes(minutes);
            let names = ["on_spot", "normal", "complex", "structural"];
            for (field, value) in [
                ("seen_at", Value::Time(then)),
                ("severity", Value::Choice(names[at])),
                ("unit", Value::Unit(around.config.units[at].id.clone())),
            ] {
                let told = shown(RecordKind::Finding, &value, around);
                let read = read_one(RecordKind::Finding, RecordKind::Finding.field(field).unwrap(), &told, around);
                assert_eq!(read, Ok(Some(value)), "{told}");
            }
            let field = RecordKind::Training.field("quantity").unwrap();
            let told = shown(RecordKind::Training, &Value::Count(count), around);
            assert_eq!(read_one(RecordKind::Training, field, &told, around), Ok(Some(Value::Count(count))));
        });
    }
}

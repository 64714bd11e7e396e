//! The language of filters: what is understood, what is refused, and that it means the same when it is read again.

use chrono::{DateTime, FixedOffset, Utc};
use dutydesk::config::Config;
use dutydesk::filter::{Bounds, Fault, Field, Parsed, Span, Vocabulary, Wanted, complete, parse};
use proptest::prelude::*;

fn words() -> Vocabulary {
    Vocabulary::new(&Config::builtin().expect("a configuration"), "陈若水")
}

fn read(line: &str) -> Parsed {
    parse(line, &words())
}

#[test]
fn a_line_is_terms_and_words() {
    for (line, canonical) in [
        ("核酸", "核酸"),
        ("10:30 会议", "10:30 会议"),
        ("关于:通知", "关于:通知"),
        ("http://x.cn/a", "http://x.cn/a"),
        (
            "unit:卫健局 urgency:特急 due:<2h state:!completed 核酸",
            "unit:health urgency:immediate due:..2h state:!completed 核酸",
        ),
        ("单位：卫健局", "unit:health"),
        ("unit:wjj,jtj", "unit:health,transport"),
        ("unit:none", "unit:none"),
        ("主办:无", "unit:none"),
        ("holder:me", "holder:陈若水"),
        ("holder:none holder:!张三", "holder:none holder:!张三"),
        ("due:今天 due:今晚 due:逾期 due:none", "due:today due:tonight due:overdue due:none"),
        ("due:>1d", "due:1d.."),
        ("due:18:00..20:00", "due:18:00..20:00"),
        ("received:<2h", "received:2h.."),
        ("issuer:\"a b\" x", "issuer:\"a b\" x"),
        ("no:7 no:10..20 no:>5 no:2020-0007", "no:7 no:10..20 no:>5 no:2020-0007"),
        ("kind:paper,督办件", "kind:document,supervised"),
        ("flag:yes incomplete:any handling:办件", "flag:yes incomplete:any handling:for_action"),
        ("language:英语 port:!深圳湾口岸", "language:en port:!shenzhen_bay"),
    ] {
        let parsed = read(line);
        assert_eq!(parsed.problems, [], "{line}");
        assert_eq!(parsed.filter.to_string(), canonical, "{line}");
        assert_eq!(read(canonical).filter.to_string(), canonical);
    }
}

#[test]
fn a_mistake_is_told_with_its_place_and_the_rest_holds() {
    let parsed = read("unit:卫健局 urgenci:flash 核酸");
    assert_eq!(parsed.filter.to_string(), "unit:health 核酸");
    assert_eq!(parsed.problems.len(), 1);
    assert_eq!(parsed.problems[0].at, 15..22);
    assert!(matches!(&parsed.problems[0].fault, Fault::Field { meant: Some(word), .. } if word == "urgency"));
    for (line, meant) in [("urgency:flahs", "flash"), ("state:asigned", "assigned"), ("unit:helth", "health")]
    {
        let problems = read(line).problems;
        assert!(
            matches!(&problems[0].fault, Fault::Value { meant: Some(word), .. } if word == meant),
            "{problems:?}"
        );
    }
    assert!(matches!(read("due:soonish").problems[0].fault, Fault::Time { field: "due", .. }));
    assert!(matches!(read("no:x").problems[0].fault, Fault::Number { .. }));
    assert!(matches!(read("unit:").problems[0].fault, Fault::Missing { field: "unit" }));
    assert!(matches!(read("issuer:\"a").problems[0].fault, Fault::Quote));
    assert!(matches!(read("unit:局").problems[0].fault, Fault::Ambiguous { field: "unit", .. }));
}

#[test]
fn times_are_resolved_when_it_is_asked() {
    let now: DateTime<Utc> = "2020-04-06T18:14:00Z".parse().expect("a time");
    let zone = FixedOffset::east_opt(8 * 3600).expect("a zone");
    let bounds = |line: &str| {
        let filter = read(line).filter;
        let Wanted::Time(span) = filter.terms[0].any[0].clone() else { panic!("{line}: no time") };
        span.at(now, zone, filter.terms[0].field == Field::Due)
    };
    let at = |text: &str| Some(text.parse::<DateTime<Utc>>().expect("a time"));
    let just = |text: &str| at(text).map(|at| at + chrono::TimeDelta::milliseconds(1));
    for (line, from, until) in [
        ("due:<2h", None, just("2020-04-06T20:14:00Z")),
        ("due:>1d", at("2020-04-07T18:14:00Z"), None),
        ("due:today", at("2020-04-06T16:00:00Z"), at("2020-04-07T16:00:00Z")),
        ("due:tonight", at("2020-04-06T10:00:00Z"), at("2020-04-07T00:00:00Z")),
        ("due:4月8日", at("2020-04-07T16:00:00Z"), at("2020-04-08T16:00:00Z")),
        ("due:1h..4h", at("2020-04-06T19:14:00Z"), at("2020-04-06T22:14:00Z")),
        ("received:<2h", at("2020-04-06T16:14:00Z"), None),
        ("received:>1d", None, just("2020-04-05T18:14:00Z")),
        ("received:yesterday", at("2020-04-05T16:00:00Z"), at("2020-04-06T16:00:00Z")),
    ] {
        assert_eq!(bounds(line), Bounds { from, until }, "{line}");
    }
    assert_eq!(Span::Past.at(now, zone, true).from, None);
}

#[test]
fn tab_offers_fields_and_then_values() {
    let offered = |line: &str, chinese| {
        complete(line, line.len(), &words(), chinese).into_iter().map(|offer| offer.text).collect::<Vec<_>>()
    };
    assert_eq!(offered("ur", false), ["urgency:"]);
    assert_eq!(offered("dw", true), ["单位:"]);
    assert_eq!(offered("urgency:te", true)[..2], ["特提", "特急"]);
    assert_eq!(offered("state:!comp", false), ["completed"]);
    assert_eq!(offered("unit:health,wjj", true), ["区卫生健康局"]);
    assert!(offered("核酸 ", false).is_empty());
}

proptest! {
    #[test]
    fn no_line_panics_and_what_is_understood_reads_the_same_again(line in "\\PC{0,40}") {
        let words = words();
        let once = parse(&line, &words).filter.to_string();
        let again = parse(&once, &words);
        // Words that only looked like a field are still no terms; a quotation of words may not have ended.
        prop_assert_eq!(again.filter.to_string(), once);
        for caret in 0..=line.len() {
            complete(&line, caret, &words, true);
        }
    }

    #[test]
    fn terms_read_the_same_again(
        parts in prop::collection::vec(
            (prop::sample::select(Field::ALL.to_vec()), any::<bool>(), "[!<>.,:0-9a-z特急卫健局今天无\"]{0,8}"), 1..4)
    ) {
        let words = words();
        let line: Vec<String> = parts
            .iter()
            .map(|(field, not, value)| format!("{}:{}{value}", field.name(), if *not { "!" } else { "" }))
            .collect();
        let once = parse(&line.join(" "), &words).filter;
        let again = parse(&once.to_string(), &words).filter;
        prop_assert_eq!(again.to_string(), once.to_string());
        prop_assert_eq!(again.terms, once.terms);
    }
}

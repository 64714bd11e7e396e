//! The bulletins of the demonstration are drafted from its journal, and drafted again they say the same.

use std::collections::BTreeMap;

use dutydesk::domain::bulletin::{Bulletin, BulletinSeries, Count, Passage};
use dutydesk::domain::{Aggregate, Kind};
use dutydesk::i18n::names::Names;
use dutydesk::i18n::{Lang, bulletin};

use super::shared;

#[test]
fn every_issue_drafted_again_from_the_journal_equals_the_stored_one() {
    let demo = shared();
    let (reader, calendar) = (demo.reader(), demo.config.calendar());
    let names = Names::of(&demo.config);
    let mut issues: BTreeMap<BulletinSeries, usize> = BTreeMap::new();
    let (mut totals, mut corrected): (BTreeMap<Count, u32>, u32) = Default::default();
    for entity in demo.all(Kind::Bulletin) {
        let issue = Bulletin::from_state(&entity.state).expect("a bulletin");
        let Some(covers) = issue.covers else { panic!("{:?} is not drafted", issue.masthead) };
        assert!(covers.after < covers.through, "{covers:?}");
        let gathered = reader.gather_issue(entity.stream.id, &calendar).expect("reads").expect("it is there");
        let again = bulletin::written(Lang::ZhCn, &gathered, &names, calendar.zone());
        assert_eq!(
            (&issue.counts, &issue.passages),
            (&again.counts, &again.passages),
            "{:?}",
            issue.masthead
        );
        for count in Count::of(issue.masthead.series) {
            let rows = gathered.rows_of(*count);
            let counted =
                if count.is_sum() { rows.iter().map(|row| row.quantity).sum() } else { rows.len() as u32 };
            assert_eq!(issue.counts[count.name()], counted, "{} of {:?}", count.name(), issue.masthead);
            assert!(rows.iter().all(|row| !row.title.is_empty()), "{}: {rows:?}", count.name());
            if issue.masthead.series == BulletinSeries::Daily {
                *totals.entry(*count).or_default() += counted;
                corrected += u32::from(*count == Count::Corrections) * counted;
            }
        }
        assert!(issue.passages.contains_key(Passage::Overview.name()));
        let english = bulletin::written(Lang::En, &gathered, &names, calendar.zone());
        assert_eq!(english.counts, again.counts);
        assert_eq!(
            english.passages.keys().collect::<Vec<_>>(),
            again.passages.keys().collect::<Vec<_>>(),
            "both languages have something to say about the same"
        );
        *issues.entry(issue.masthead.series).or_default() += 1;
    }
    assert_eq!(issues, BTreeMap::from([(BulletinSeries::Daily, 74), (BulletinSeries::Inspection, 25)]));
    // Added up, the daily issues are the figures of the whole time; five papers came on the day before the first issue.
    let expected = [
        (Count::PapersReceived, 1012),
        (Count::PapersCompleted, 1017),
        (Count::FindingsRaised, 75),
        (Count::FindingsClosed, 75),
        (Count::Inspections, 45),
        (Count::SupervisedReceived, 38),
        (Count::InfoReports, 214),
        (Count::Meetings, 13),
        (Count::Recommendations, 69),
        (Count::SpecialReports, 16),
        (Count::BusRouteChecks, 6),
        (Count::Publications, 473 + 45 + 200),
        (Count::RequestsClosed, 1),
    ];
    for (count, total) in expected {
        assert_eq!(totals[&count], total, "{}", count.name());
    }
    assert_eq!(corrected, 0);
}

#[test]
fn issues_of_inspections_follow_on_each_other_without_a_gap() {
    let demo = shared();
    let mut issues: Vec<Bulletin> = demo.states();
    issues.retain(|issue| issue.masthead.series == BulletinSeries::Inspection);
    issues.sort_by_key(|issue| issue.masthead.day);
    let covers: Vec<_> = issues.iter().filter_map(|issue| issue.covers).collect();
    assert_eq!((covers.len(), covers[0].after), (25, 0));
    assert!(covers.windows(2).all(|two| two[0].through == two[1].after), "{covers:?}");
    let raised: u32 = issues.iter().map(|issue| issue.counts["findings_raised"]).sum();
    assert!((60..75).contains(&raised), "the last findings come after the last issue: {raised}");
    assert!(issues.iter().all(|issue| issue.passages.values().all(|text| !text.contains("  "))));
}

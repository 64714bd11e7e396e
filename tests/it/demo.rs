//! The demonstration store: the figures of the news report, live panes at 02:14, the same bytes twice.

mod bulletins;
mod figures;
mod filters;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::OnceLock;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dutydesk::config::Config;
use dutydesk::demo;
use dutydesk::domain::bulletin::{Bulletin, BulletinSeries};
use dutydesk::domain::document::{Document, DocumentState};
use dutydesk::domain::finding::Finding;
use dutydesk::domain::request::Request;
use dutydesk::domain::{Aggregate, Entity, Kind, Policy, State, Urgency};
use dutydesk::figures::{Figures, Period};
use dutydesk::i18n::Lang;
use dutydesk::store::{OpenOptions, ReadContext, Reader, Store, verify};
use dutydesk::view::{Answer, ListQuery, Overview, PaneKind, PaneRows, Query};
use tempfile::TempDir;

struct Demo {
    dir: TempDir,
    config: Config,
    policy: Policy,
}

fn make() -> Demo {
    let config = Config::builtin().expect("the built-in configuration");
    let dir = tempfile::tempdir().expect("a folder");
    let options = OpenOptions { policy: config.policy(), seed: demo::SEED };
    let store = Store::open(&dir.path().join("demo.db"), options).expect("a new store");
    demo::build(&store, &config, demo::SEED).expect("every step is accepted");
    Demo { dir, policy: config.policy(), config }
}

/// One store for all tests that only read.
fn shared() -> &'static Demo {
    static DEMO: OnceLock<Demo> = OnceLock::new();
    DEMO.get_or_init(make)
}

impl Demo {
    fn path(&self) -> PathBuf {
        self.dir.path().join("demo.db")
    }

    fn reader(&self) -> Reader {
        Reader::open(&self.path()).expect("a reader")
    }

    fn figures(&self, from: Option<NaiveDate>, to: NaiveDate) -> Figures {
        self.reader().figures(Period { from, to }, &self.config.calendar()).expect("figures")
    }

    fn ask(&self, query: &Query) -> Answer {
        let cx = ReadContext { now: demo::opens_at(), officer: "陈若水", policy: &self.policy };
        self.reader().answer(query, &cx).expect("an answer")
    }

    fn overview(&self) -> Overview {
        match self.ask(&Query::Overview) {
            Answer::Overview(overview) => *overview,
            other => panic!("{other:?}"),
        }
    }

    fn pane(&self, pane: PaneKind) -> PaneRows {
        let list = ListQuery { limit: 100, ..ListQuery::default() };
        match self.ask(&Query::Pane { pane, list, ticket: 1 }) {
            Answer::Pane { rows, .. } => rows,
            other => panic!("{other:?}"),
        }
    }

    fn all(&self, kind: Kind) -> Vec<Entity> {
        self.reader().entities(kind, usize::MAX >> 1).expect("entities")
    }

    fn states<A: Aggregate>(&self) -> Vec<A> {
        self.all(A::KIND).iter().filter_map(|entity| A::from_state(&entity.state).cloned()).collect()
    }
}

fn april(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 4, day).expect("a date")
}

fn cut_off() -> DateTime<Utc> {
    demo::opens_at() - TimeDelta::minutes(134)
}

#[test]
fn the_figures_are_those_of_the_news_report() {
    let demo = shared();
    let calendar = demo.config.calendar();
    assert_eq!(Period::whole_days_before(demo::opens_at(), &calendar), Period { from: None, to: april(6) });
    let figures = demo.figures(None, april(6));
    assert_eq!((figures.documents_handled, figures.documents_completed), (1017, 1017));
    assert_eq!((figures.daily_bulletins, figures.inspection_bulletins), (74, 25));
    let info = &figures.info_reports;
    assert_eq!((info.total, info.practice, info.problem), (214, 129, 85));
    assert!((1..214).contains(&info.adopted), "{info:?}");
    assert!((26..=29).contains(&figures.activities), "{}", figures.activities);
    assert_eq!(figures.meetings, 13);
    assert!((41..=49).contains(&figures.inspections), "{}", figures.inspections);
    assert!((71..=79).contains(&figures.findings.total), "{:?}", figures.findings);
    assert_eq!(figures.findings.closed, figures.findings.total);
    assert_eq!(figures.recommendations, 69);
    assert_eq!((figures.bus_routes.count, figures.bus_routes.fed_back), (6, 6));
    for line in ["68", "205", "387"] {
        assert!(figures.bus_routes.lines.iter().any(|known| known == line), "{line}");
    }
    let supervised = &figures.supervised;
    assert_eq!(supervised.total, 38);
    assert_eq!((supervised.state_council, supervised.city_party, supervised.city_government), (5, 7, 26));
    assert_eq!(figures.special_reports, 16);
    assert_eq!(figures.feedback_on_time_percent, Some(100.0));
    assert_eq!((figures.feedback.owed, figures.feedback.on_time, figures.feedback.solved), (38, 38, 38));
    let languages = [("en", 20), ("ja", 3), ("ru", 2), ("ko", 1), ("fr", 1), ("de", 1)];
    let languages = BTreeMap::from(languages.map(|(tag, count)| (tag.to_owned(), count)));
    assert_eq!((figures.volunteers.total, &figures.volunteers.languages), (28, &languages));
    assert_eq!((figures.interpreters, figures.ports, figures.service_cases), (2, 5, 1));
    assert_eq!((figures.online_items, figures.posters, figures.handbooks), (473, 45, 200));
    assert_eq!(figures.time_to_sign.len(), Urgency::ALL.len());
}

#[test]
fn what_comes_after_the_cut_off_changes_nothing_of_the_day_before() {
    let (before, after) = (shared().figures(None, april(6)), shared().figures(None, april(7)));
    assert!(after.documents_handled > before.documents_handled);
    assert!(after.documents_completed < after.documents_handled);
    assert!(after.findings.closed < after.findings.total && after.findings.closed == before.findings.closed);
    let (start, rest) = (shared().figures(None, april(5)), shared().figures(Some(april(6)), april(6)));
    assert_eq!(start.documents_handled + rest.documents_handled, 1017);
    assert_eq!(start.daily_bulletins + rest.daily_bulletins, 74);
}

#[test]
fn every_figure_has_a_name_in_both_languages() {
    let names: BTreeSet<String> =
        shared().figures(None, april(6)).lines().into_iter().map(|(name, _)| name).collect();
    assert!(names.len() > 40, "{names:?}");
    for lang in [Lang::ZhCn, Lang::En] {
        for name in &names {
            assert_ne!(lang.strings().figures.name(name), *name, "{lang:?}");
        }
    }
}

#[test]
fn the_papers_are_real_or_look_it() {
    let papers: Vec<Document> = shared().states();
    let day_before: Vec<_> = papers.iter().filter(|paper| paper.paper.received_at < cut_off()).collect();
    assert_eq!(day_before.iter().filter(|paper| paper.paper.url.is_some()).count(), 46);
    let titles: BTreeSet<_> = day_before.iter().map(|paper| &paper.paper.title).collect();
    assert!(titles.len() > 950, "{} different titles", titles.len());
    let issuers: BTreeSet<_> = day_before.iter().map(|paper| &paper.paper.issuer).collect();
    assert!(issuers.len() > 40, "{}", issuers.len());
    for paper in &day_before {
        let (due, done) = (&paper.deadlines, &paper.done);
        assert!(!paper.state.is_open() && paper.backfill_due.is_none(), "{:?}", paper.paper.title);
        let late = due.complete.zip(done.completed).is_some_and(|(due, done)| done > due);
        assert!(!late, "{} of {:?} is late", paper.paper.title, paper.paper.received_at);
    }
}

#[test]
fn numbers_have_no_gaps() {
    let mut daily: Vec<u32> = Vec::new();
    for bulletin in shared().states::<Bulletin>() {
        let number = bulletin.number.map(|serial| serial.number);
        if bulletin.masthead.series == BulletinSeries::Daily {
            daily.extend(number);
        }
    }
    daily.sort_unstable();
    assert_eq!(daily, (1..=74).collect::<Vec<_>>());
    let receipts = shared().states::<Document>().into_iter().filter_map(|paper| paper.receipt);
    let mut receipts: Vec<u32> = receipts.map(|receipt| receipt.number).collect();
    receipts.sort_unstable();
    assert_eq!(receipts, (1..=u32::try_from(receipts.len()).expect("few")).collect::<Vec<_>>());
}

#[test]
fn findings_were_disputed_sent_back_and_closed() {
    let findings: Vec<Finding> = shared().states();
    let closed = findings.iter().filter(|finding| finding.closed_at.is_some_and(|at| at < cut_off()));
    let closed: Vec<_> = closed.collect();
    assert!(
        closed.iter().all(|finding| finding.closed_at.is_some_and(|at| at <= finding.due)),
        "all in time"
    );
    assert!(closed.iter().any(|finding| finding.rejections > 0));
    let owners: BTreeSet<_> = closed.iter().map(|finding| &finding.observed.unit).collect();
    let places: BTreeSet<_> = closed.iter().map(|finding| &finding.observed.place).collect();
    assert!(owners.len() > 12 && places.len() > 30, "{} owners, {} places", owners.len(), places.len());
}

#[test]
fn the_french_couple_said_thanks() {
    let requests: Vec<Request> = shared().states();
    let closed: Vec<_> = requests.iter().filter(|request| request.closed_at.is_some()).collect();
    assert_eq!(closed.len(), 1);
    assert_eq!(closed[0].need.language.as_deref(), Some("fr"));
    assert!(closed[0].thanks.is_some());
}

#[test]
fn the_next_thing_to_lose_is_an_unsigned_flash_telegram_with_minutes_left() {
    let overview = shared().overview();
    let next = overview.next_to_lose.as_ref().expect("something to lose");
    assert_eq!((next.pane, next.due.kind), (PaneKind::Documents, "sign"));
    let left = next.due.at - demo::opens_at();
    assert!((2..=3).contains(&left.num_minutes()), "{left}");
    let shift = overview.shift.as_ref().expect("a shift on duty");
    assert_eq!((shift.leader.as_str(), shift.primary.as_str()), ("林知远", "陈若水"));
    assert_eq!(shift.ends_at - shift.starts_at, TimeDelta::hours(12));
    assert!(overview.overdue_by_pane[..3].iter().all(|count| *count > 0), "{overview:?}");
    assert!(overview.shelved > 0);
    assert!(!overview.recent.is_empty());
}

#[test]
fn papers_of_the_night_are_in_many_states() {
    let PaneRows::Documents(window) = shared().pane(PaneKind::Documents) else { panic!("papers") };
    assert!((15..=20).contains(&window.total), "{}", window.total);
    let sent = window.rows.iter().filter(|row| row.progress.is_some());
    let sent: BTreeSet<_> =
        sent.map(|row| (row.progress, row.head.state, row.head.due.map(|due| due.kind))).collect();
    let wanted = [
        (Some((1, 3)), "sent", Some("receipt")),
        (Some((2, 5)), "sent", Some("reurge")),
        (Some((3, 3)), "all_signed", Some("reply")),
    ];
    assert_eq!(sent, BTreeSet::from(wanted), "one is corrected, one past half time, one all signed");
    let first = &window.rows[0];
    assert_eq!((first.urgency, first.head.state), (Urgency::Flash, DocumentState::Arrived.name()));
    let states: BTreeSet<_> = window.rows.iter().map(|row| row.head.state).collect();
    assert!(states.len() >= 7, "{states:?}");
    assert!(window.rows.iter().all(|row| row.received_at >= cut_off()));
    assert!(window.rows.iter().any(|row| !row.incomplete.is_empty()));
    assert!(window.rows.iter().any(|row| row.head.flagged && row.head.comments == 2));
    let owes = |entity: &Entity| match &entity.state {
        State::Document(paper) => paper.state.is_open() && paper.backfill_due.is_some(),
        _ => false,
    };
    assert!(shared().all(Kind::Document).iter().any(owes));
}

#[test]
fn issues_of_the_night_have_different_times_left() {
    let PaneRows::Issues(window) = shared().pane(PaneKind::Issues) else { panic!("issues") };
    let of = |kind| window.rows.iter().filter(|row| row.head.stream.kind == kind).count();
    let counts = [Kind::Finding, Kind::Supervised, Kind::Inspection, Kind::Request].map(of);
    let counts = (counts, [Kind::Meeting, Kind::Task].map(of));
    assert_eq!((counts, window.total), (([9, 4, 1, 3], [2, 1]), 20));
    assert_eq!(window.rows[0].severity, "medical", "an ill person comes before every paper");
    let dues: Vec<_> = window.rows.iter().filter_map(|row| row.head.due.as_ref().map(|due| due.at)).collect();
    let now = demo::opens_at();
    assert!(dues.iter().any(|due| *due < now));
    assert!(dues.iter().any(|due| (now..now + TimeDelta::hours(1)).contains(due)));
    assert!(dues.iter().any(|due| *due > now + TimeDelta::days(5)));
}

#[test]
fn runs_of_the_night_are_on_the_road_and_in_trouble() {
    let PaneRows::Transfers(window) = shared().pane(PaneKind::Transfers) else { panic!("runs") };
    assert_eq!(window.total, 12);
    let ports: BTreeSet<_> = window.rows.iter().map(|row| row.port.as_str()).collect();
    assert_eq!(ports.len(), 5);
    let states: BTreeSet<_> = window.rows.iter().map(|row| row.head.state).collect();
    for state in ["planned", "crewed", "departed", "boarding", "en_route", "held", "disinfecting"] {
        assert!(states.contains(state), "{state} is missing in {states:?}");
    }
    let problems: BTreeSet<_> = window.rows.iter().flat_map(|row| row.problems.iter().copied()).collect();
    for problem in ["eta_slip", "no_position", "long_wait", "no_speaker"] {
        assert!(problems.contains(problem), "{problem} is missing in {problems:?}");
    }
}

#[test]
fn volunteers_are_spread_over_the_clock_and_some_languages_are_not_covered() {
    let PaneRows::Volunteers(window, cover) = shared().pane(PaneKind::Volunteers) else {
        panic!("volunteers")
    };
    assert_eq!(window.rows.iter().filter(|row| row.interpreter).count(), 2);
    let count = |state: &str| window.rows.iter().filter(|row| row.head.state == state).count();
    let spread = ["free", "assigned", "resting", "off"].map(|state| (state, count(state)));
    assert!(spread.iter().all(|(_, count)| *count > 0), "{spread:?}");
    assert_eq!(spread.iter().map(|(_, count)| count).sum::<usize>(), window.total);
    let of = |tag: &str| cover.iter().find(|cover| cover.language == tag).expect("a language");
    assert!(of("en").free > 0 && of("en").uncovered_hours() == 0, "{:?}", of("en"));
    assert!(!of("fr").hours[0] && !of("de").hours[0], "{cover:?}");
    assert!(window.rows.iter().any(|row| row.hours_7d > 8.0));
}

#[test]
fn it_verifies_and_the_same_seed_gives_the_same_journal() {
    let found = verify(&shared().path()).expect("a check");
    assert!(found.ok(), "{:?}", found.problems);
    let again = make();
    let tip = |demo: &Demo| -> (u64, Vec<u8>) {
        let conn = rusqlite::Connection::open(demo.path()).expect("the file");
        let last = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1";
        conn.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("an entry")
    };
    assert_eq!(tip(shared()), tip(&again));
    assert_eq!(found.entries, tip(&again).0);
}

#[test]
fn the_command_line_writes_it_and_counts_it_whatever_the_year_is() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("demo.db");
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dutydesk"));
        command.env_clear().env("HOME", home.path()).env("LANG", "zh_CN.UTF-8").args(args);
        let ran = command.stdin(std::process::Stdio::null()).output().expect("it starts");
        assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).expect("UTF-8")
    };
    let path = file.to_str().expect("a name");
    run(&["demo", "--out", path]);
    let figures = run(&["figures", "--store", path, "--json"]);
    let figures: serde_json::Value = serde_json::from_str(&figures).expect("one object");
    assert_eq!((&figures["schema"], &figures["to"]), (&1.into(), &"2020-04-06".into()));
    assert_eq!(
        (&figures["documents_handled"], &figures["documents_completed"]),
        (&1017.into(), &1017.into())
    );
    assert_eq!(figures["info_reports"]["practice"], 129);
    assert_eq!(figures["feedback_on_time_percent"], 100.0);
    let day = run(&["figures", "--store", path, "--from", "2020-02-01", "--to", "2020-02-01", "--csv"]);
    assert!(day.contains("\r\ndaily_bulletins,1\r\n"), "{day}");
    let table = run(&["figures", "--store", path]);
    assert!(table.contains("处理上级文件") && table.contains("1017"), "{table}");
}

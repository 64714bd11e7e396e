//! Commits, pane queries, filters and rebuilds at different lengths of history.
//!
//! `cargo bench --bench store`; with `DUTYDESK_BENCH_MILLION=1` at a million papers as well.

mod setup;

use std::fs::File;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dutydesk::demo;
use dutydesk::domain::doc_number::DocNumber;
use dutydesk::domain::document::{Copy, DocumentCommand, Received};
use dutydesk::domain::id::IdSource;
use dutydesk::domain::notice::NoticeCommand;
use dutydesk::domain::{Command, Id, Officer, Policy, Role, Stream, Urgency};
use dutydesk::store::{ReadContext, Reader, Submission, rebuild};
use dutydesk::view::{Answer, ListQuery, PaneKind, PaneRows, Query, Row};

/// Rows of a pane that fills the screen.
const WINDOW: usize = 44;
/// Papers in a batch.
const BATCH: usize = 500;

fn list(filter: &str) -> ListQuery {
    ListQuery { filter: filter.into(), limit: WINDOW, ..ListQuery::default() }
}

const fn pane(list: ListQuery) -> Query {
    Query::Pane { pane: PaneKind::Documents, list, ticket: 1 }
}

fn ask(reader: &Reader, policy: &Policy, query: &Query) -> Answer {
    let cx = ReadContext { now: demo::opens_at(), officer: "", policy };
    reader.answer(query, &cx).expect("an answer")
}

/// Paper in the middle of the list of what is open.
fn middle(reader: &Reader, policy: &Policy) -> Stream {
    let window = |offset| match ask(reader, policy, &pane(ListQuery { offset, limit: 1, ..list("") })) {
        Answer::Pane { rows: PaneRows::Documents(window), .. } => window,
        other => panic!("not papers: {other:?}"),
    };
    let half = window(0).total / 2;
    window(half).rows.first().expect("an open paper").head().stream
}

fn reading(c: &mut Criterion) {
    let policy = setup::config().policy();
    let mut group = c.benchmark_group("read");
    for n in setup::sizes() {
        let reader = Reader::open(&setup::sized(n)).expect("a store that can be read");
        let stream = middle(&reader, &policy);
        let anchored = ListQuery { anchor: Some((stream.id, WINDOW / 2)), ..list("") };
        let questions = [
            ("first_window", pane(list(""))),
            ("anchor_in_the_middle", pane(anchored)),
            ("everything", pane(ListQuery { all: true, ..list("") })),
            ("filter_1_han", pane(list("鹮"))),
            ("filter_1_han_common", pane(list("盐"))),
            ("filter_2_han", pane(list("朱鹮"))),
            ("filter_3_han", pane(list(demo::NEEDLE))),
            ("filter_3_han_common", pane(list("盐田港"))),
            ("filter_initials", pane(list("ytgp"))),
            ("filter_syllables", pane(list("yantiangang"))),
            ("overview", Query::Overview),
            ("detail", Query::Detail { stream, ticket: 1 }),
        ];
        for (name, query) in questions {
            group.bench_function(BenchmarkId::new(name, n), |b| {
                b.iter(|| black_box(ask(&reader, &policy, &query)));
            });
        }
    }
    group.finish();
}

fn officer() -> Officer {
    Officer { name: "值班员".to_owned(), role: Role::Officer }
}

fn paper(ids: &mut IdSource, serial: usize) -> Submission {
    let at = demo::opens_at();
    let received = Received {
        register: "incoming".to_owned(),
        doc_number: DocNumber::parse(&format!("测试〔2020〕{serial}号")),
        title: format!("关于进一步做好盐田港片区入境人员转运接驳与集中隔离医学观察衔接工作的通知之{serial}"),
        issuer: "市新冠肺炎疫情防控指挥部办公室".to_owned(),
        doc_type: None,
        urgency: Urgency::Routine,
        handling: None,
        received_at: at,
        written_on: None,
        stated_due: None,
        copy: Copy { source: "bench".to_owned(), digest: format!("{serial:064x}") },
        url: None,
        note: None,
        origin: None,
        attachments: Vec::new(),
        unsure: Vec::new(),
    };
    on(ids.fresh(at), DocumentCommand::Receive(Box::new(received)))
}

fn on(id: Id, act: DocumentCommand) -> Submission {
    let command = Command::Document { id, act };
    Submission { officer: officer(), at: demo::opens_at(), batch: None, expect: Vec::new(), command }
}

/// A copy of a store of `n` papers that may be written to.
fn copied(n: u64, name: &str) -> PathBuf {
    let to = setup::folder().join(format!("{name}-{n}.db"));
    setup::remove(&to);
    std::fs::copy(setup::sized(n), &to).expect("a copy");
    // Else the first commits would wait until all of the copy is on the disk.
    File::open(&to).and_then(|file| file.sync_all()).expect("a copy on the disk");
    to
}

fn writing(c: &mut Criterion) {
    let policy = setup::config().policy();
    let mut group = c.benchmark_group("commit");
    for n in setup::sizes() {
        let path = copied(n, "written");
        let id = middle(&Reader::open(&path).expect("a store that can be read"), &policy).id;
        let store = setup::open(&path);
        let mut ids = IdSource::seeded(n);
        let mut serial = 0;
        group.throughput(Throughput::Elements(1));
        group.bench_function(BenchmarkId::new("one_flag", n), |b| {
            let flag = || on(id, DocumentCommand::Notice(NoticeCommand::ToggleFlag));
            b.iter(|| store.submit(flag()).expect("a commit"));
        });
        group.throughput(Throughput::Elements(BATCH as u64));
        group.bench_function(BenchmarkId::new("500_papers", n), |b| {
            b.iter_custom(|times| {
                let mut spent = Duration::ZERO;
                for _ in 0..times {
                    let batch = (0..BATCH).map(|_| (serial += 1, paper(&mut ids, serial)).1).collect();
                    let start = Instant::now();
                    let answers = store.submit_all(batch).wait();
                    spent += start.elapsed();
                    assert!(answers.iter().all(Result::is_ok), "a paper was not taken");
                }
                spent
            });
        });
        drop(store);
        setup::remove(&path);
    }
    group.finish();
}

fn rebuilding(c: &mut Criterion) {
    let path = copied(1_000, "rebuilt");
    let events = rebuild(&path).expect("a rebuild");
    let mut group = c.benchmark_group("rebuild");
    group.throughput(Throughput::Elements(events));
    group.bench_function("events", |b| b.iter(|| rebuild(&path).expect("a rebuild")));
    group.finish();
    setup::remove(&path);
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    targets = reading, writing, rebuilding
}
criterion_main!(benches);

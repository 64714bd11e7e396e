//! From a key to the bytes of the frame that it leads to, with the store's answers, at different lengths of
//! history. Before the times, the bytes of each are printed.
//!
//! `cargo bench --bench keys`; with `DUTYDESK_BENCH_MILLION=1` at a million papers as well.

#[path = "setup/desk.rs"]
mod desk;
mod setup;

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use crossterm::event::{KeyCode, KeyModifiers};
use desk::Desk;

fn keys(c: &mut Criterion) {
    let mut group = c.benchmark_group("key");
    for n in setup::sizes() {
        let mut desk = Desk::new(n);
        print_bytes(&mut desk, n);
        group.bench_function(BenchmarkId::new("move", n), |b| {
            b.iter(|| [desk.key('j'), desk.key('k')]);
        });
        group.bench_function(BenchmarkId::new("page", n), |b| {
            b.iter(|| {
                let down = desk.press(KeyCode::PageDown, KeyModifiers::NONE);
                [down, desk.press(KeyCode::PageUp, KeyModifiers::NONE)]
            });
        });
        group.bench_function(BenchmarkId::new("filter_typed_and_left", n), |b| {
            b.iter(|| {
                desk.key('/');
                for key in ['盐', '田', '港'] {
                    desk.key(key);
                }
                desk.press(KeyCode::Esc, KeyModifiers::NONE)
            });
        });
    }
    group.finish();
}

fn print_bytes(desk: &mut Desk, n: u64) {
    let moved: Vec<u64> = ['j', 'j', 'j', 'k', 'k'].map(|key| desk.key(key)).into();
    let paged = desk.press(KeyCode::PageDown, KeyModifiers::NONE);
    let back = desk.press(KeyCode::PageUp, KeyModifiers::NONE);
    let full = desk.redraw();
    let still = desk.frame();
    println!("bytes at {n}: move {moved:?}, page {paged} and {back}, full frame {full}, unchanged {still}");
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2));
    targets = keys
}
criterion_main!(benches);

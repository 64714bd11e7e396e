//! A whole night planned: the time it takes, and how good the plan is, against a dispatcher who takes the scarcest
//! first and against what no plan can beat. Before the times, the costs of each are printed.

#[path = "../tests/it/planner/nights.rs"]
mod nights;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use dutydesk::planner::{Effort, plan};

fn plans(c: &mut Criterion) {
    let mut group = c.benchmark_group("planner");
    group.sample_size(10);
    for (people, trips) in [(28, 60), (300, 600)] {
        for seed in 1..=5 {
            let problem = nights::night(seed, people, trips, 24);
            let (usual, greedy) = (plan(&problem, Effort::USUAL), plan(&problem, Effort::GREEDY));
            println!(
                "{people} people, {trips} trips, night {seed}: cost {}, {:.3} of greedy, gap {:.2} %, proven: {}, cut: {}",
                usual.cost,
                f64::from(u32::try_from(usual.cost).unwrap_or(u32::MAX))
                    / f64::from(u32::try_from(greedy.cost).unwrap_or(u32::MAX)),
                usual.gap() * 100.0,
                usual.proven(),
                usual.cut,
            );
        }
        let problem = nights::night(1, people, trips, 24);
        let name = format!("{people}x{trips}");
        group.bench_function(BenchmarkId::new("usual", &name), |b| b.iter(|| plan(&problem, Effort::USUAL)));
        group
            .bench_function(BenchmarkId::new("greedy", &name), |b| b.iter(|| plan(&problem, Effort::GREEDY)));
    }
    group.finish();
}

criterion_group!(benches, plans);
criterion_main!(benches);

//! One 160×48 frame: painting it, and painting it with the difference to the frame before.

#[path = "../tests/it/screens/desk.rs"]
mod desk;

use criterion::{Criterion, criterion_group, criterion_main};
use dutydesk::domain::Urgency;
use dutydesk::domain::document::DocumentState;
use dutydesk::i18n::Lang;
use dutydesk::ui::{draw, paint};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The desk with a pane full of Chinese titles.
fn full() -> desk::Desk {
    let mut desk = desk::desk();
    let rows = (0..50)
        .map(|number| {
            let title = "关于进一步做好境外输入疫情防控工作和口岸联防联控的紧急通知（第二批次）";
            desk::document(number, Urgency::ALL[number as usize % 5], DocumentState::InProgress, title)
        })
        .collect();
    desk.panes.documents = desk::pane(rows);
    desk.panes.issues = desk::pane(desk::issues().into_iter().cycle().take(50).collect());
    desk.panes.transfers = desk::pane(desk::runs().into_iter().cycle().take(50).collect());
    desk.panes.volunteers = desk::pane(desk::volunteers().into_iter().cycle().take(50).collect());
    desk
}

fn frames(c: &mut Criterion) {
    let look = desk::look(Lang::ZhCn);
    let desk = full();
    let mut buffer = Buffer::empty(Rect::new(0, 0, 160, 48));
    c.bench_function("draw/paint 160x48", |b| {
        b.iter(|| {
            buffer.reset();
            paint(&mut buffer, &desk.screen(), &look)
        });
    });
    let mut terminal = Terminal::new(TestBackend::new(160, 48)).expect("a terminal in memory");
    c.bench_function("draw/frame 160x48 with diff", |b| {
        b.iter(|| terminal.draw(|frame| draw(frame, &desk.screen(), &look)).map(|_| ()));
    });
}

criterion_group!(benches, frames);
criterion_main!(benches);

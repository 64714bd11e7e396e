//! What people look at, read from the tables and ready to draw or print. Values only: no prose, no store, no clock.

mod attention;
mod bulletins;
mod figured;
mod helpers;
mod ledger;
mod overview;
mod preferences;
mod query;
mod register;
mod report;
mod rows;

pub use attention::*;
pub use bulletins::*;
pub use figured::*;
pub use helpers::*;
pub use ledger::*;
pub use overview::*;
pub use preferences::*;
pub use query::*;
pub use register::*;
pub use report::*;
pub use rows::*;

use crate::domain::Kind;

/// The four panes of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaneKind {
    /// 文电: papers, what goes out, emergencies, and issues of bulletins
    Documents,
    /// 督查: findings, supervised items, inspections, guests' needs, meetings and tasks
    Issues,
    /// 转运
    Transfers,
    /// 志愿者
    Volunteers,
}

impl PaneKind {
    /// In the order of the keys `1` to `4`.
    pub const ALL: [Self; 4] = [Self::Documents, Self::Issues, Self::Transfers, Self::Volunteers];

    /// 0 to 3.
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// The pane that shows entities of this kind, if one does.
pub const fn pane_of(kind: Kind) -> Option<PaneKind> {
    Some(match kind {
        Kind::Finding | Kind::Supervised | Kind::Inspection | Kind::Request | Kind::Meeting | Kind::Task => {
            PaneKind::Issues
        }
        Kind::Document | Kind::Dispatch | Kind::Emergency | Kind::Bulletin => PaneKind::Documents,
        Kind::Run => PaneKind::Transfers,
        Kind::Volunteer => PaneKind::Volunteers,
        _ => return None,
    })
}

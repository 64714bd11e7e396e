//! Words of the forms of runs.

use crate::domain::run::ExitKind;

/// Words of runs.
#[derive(Debug)]
pub struct Runs {
    /// How somebody leaves a run.
    pub exit: fn(ExitKind) -> &'static str,
    /// How many seats of a vehicle may be taken.
    pub seats: fn(u32) -> String,
    /// What the verbs ask for: vehicle, driver, volunteers, way to leave, people, expected, boarded, delivered, site,
    /// reason for going beyond a limit, people on board, people delivered, the new pick-up time.
    pub args: [&'static str; 13],
}

pub(super) const ZH_CN: Runs = Runs {
    exit: |kind| match kind {
        ExitKind::NoShow => "未出现",
        ExitKind::Hospital => "送医",
        ExitKind::OtherDistrict => "转外区",
        ExitKind::Transit => "转机离开",
    },
    seats: |seats| format!("可载 {seats} 人"),
    args: [
        "车辆",
        "司机",
        "志愿者",
        "去向",
        "人数",
        "应到人数",
        "上车人数",
        "送达人数",
        "改送至",
        "超限理由",
        "上车人数(空=全部)",
        "送达人数(空=全部)",
        "新的接客时间",
    ],
};

pub(super) const EN: Runs = Runs {
    exit: |kind| match kind {
        ExitKind::NoShow => "did not show up",
        ExitKind::Hospital => "to hospital",
        ExitKind::OtherDistrict => "to another district",
        ExitKind::Transit => "travels on",
    },
    seats: |seats| format!("takes {seats}"),
    args: [
        "vehicle",
        "driver",
        "volunteers",
        "where to",
        "people",
        "expected",
        "boarded",
        "delivered",
        "to site",
        "despite",
        "on board (empty: all)",
        "delivered (empty: all)",
        "new pick-up",
    ],
};

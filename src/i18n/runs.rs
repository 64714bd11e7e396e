//! Words of the forms of runs.

use crate::domain::run::ExitKind;

/// Words of runs.
#[derive(Debug)]
pub struct Runs {
    /// How somebody leaves a run.
    pub exit: fn(ExitKind) -> &'static str,
    /// How many seats of a vehicle may be taken.
    pub seats: fn(u32) -> String,
    /// Facts of a run: pick-up, delivery, somebody left, list of passengers.
    pub detail: [&'static str; 4],
    /// Expected, left before boarding, on board, left on the road, delivered.
    pub counts: [&'static str; 5],
    /// The list of passengers was removed.
    pub gone: &'static str,
    /// Begins a list of passengers: how many.
    pub manifest: fn(usize) -> String,
    /// A list was taken: people, rows left out.
    pub manifest_taken: fn(u32, usize) -> String,
    /// Lists were removed: how many.
    pub purged: fn(usize) -> String,
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
    detail: ["接客", "送达", "离队", "名单"],
    counts: ["应到", "上车前离队", "上车", "途中离队", "送达"],
    gone: "已清除",
    manifest: |people| format!("转运名单（{people} 人，已脱敏）："),
    manifest_taken: |people, left_out| match left_out {
        0 => format!("转运名单 {people} 人已存"),
        _ => format!("转运名单 {people} 人已存；{left_out} 行缺姓名或无法读取，未存"),
    },
    purged: |lists| format!("已清除到期转运名单 {lists} 份"),
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
    detail: ["Pick-up", "Delivery", "Left it", "List"],
    counts: ["expected", "left before", "on board", "left on the road", "delivered"],
    gone: "removed",
    manifest: |people| format!("Passengers ({people}, masked):"),
    manifest_taken: |people, left_out| match left_out {
        0 => format!("list of {people} passengers kept"),
        _ => format!(
            "list of {people} passengers kept; {left_out} rows without a name, or unreadable, left out"
        ),
    },
    purged: |lists| format!("{lists} lists of passengers removed that had been kept long enough"),
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

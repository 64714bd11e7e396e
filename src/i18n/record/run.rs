//! Words of the form of a run.

use super::KindWords;

pub(super) const ZH_CN: KindWords = KindWords {
    title: "排转运",
    field: |name| match name {
        "arrival" => "航班船次",
        "site" => "送往",
        "port" => "口岸",
        "passengers" => "人数",
        "pick_up" => "接客时间",
        "deliver" => "预计送达",
        "languages" => "语种",
        other => other,
    },
    choice: |name| name,
};

pub(super) const EN: KindWords = KindWords {
    title: "Plan a run",
    field: |name| match name {
        "arrival" => "Arrival",
        "site" => "To site",
        "port" => "Port",
        "passengers" => "People",
        "pick_up" => "Pick-up",
        "deliver" => "Delivery",
        "languages" => "Languages",
        other => other,
    },
    choice: |name| name,
};

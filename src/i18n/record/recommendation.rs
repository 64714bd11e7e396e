//! Words of the form of a recommendation.

use super::KindWords;

pub(super) const ZH_CN: KindWords = KindWords {
    title: "提建议",
    field: |name| match name {
        "title" => "建议",
        "unit" => "致何单位",
        "link" => "所属督查",
        "submitted_to" => "报送",
        "author" => "提出人",
        "on" => "提出时间",
        "detail" => "说明",
        other => other,
    },
    choice: |name| name,
};

pub(super) const EN: KindWords = KindWords {
    title: "Record a recommendation",
    field: |name| match name {
        "title" => "Recommendation",
        "unit" => "To unit",
        "link" => "Inspection",
        "submitted_to" => "Submitted to",
        "author" => "By",
        "on" => "Made at",
        "detail" => "Reasons",
        other => other,
    },
    choice: |name| name,
};

//! Words of the form of a finding.

use super::KindWords;
use crate::i18n::domain;

pub(super) const ZH_CN: KindWords = KindWords {
    title: "记问题",
    field: |name| match name {
        "place" => "地点",
        "title" => "问题",
        "unit" => "责任单位",
        "severity" => "性质",
        "seen_at" => "发现时间",
        "detail" => "详情",
        "fixed" => "当场整改情况",
        "inspection" => "所属督查",
        other => other,
    },
    choice: domain::ZH_CN.severity,
};

pub(super) const EN: KindWords = KindWords {
    title: "Record a finding",
    field: |name| match name {
        "place" => "Place",
        "title" => "Fact",
        "unit" => "Owner",
        "severity" => "Severity",
        "seen_at" => "Seen at",
        "detail" => "Detail",
        "fixed" => "Put right on the spot",
        "inspection" => "Inspection",
        other => other,
    },
    choice: domain::EN.severity,
};

//! Words of the form of an inspection.

use super::KindWords;
use crate::i18n::domain;

pub(super) const ZH_CN: KindWords = KindWords {
    title: "安排督查",
    field: |name| match name {
        "title" => "督查事项",
        "targets" => "受检对象",
        "kind" => "方式",
        "starts_at" => "开始时间",
        "team" => "督查人员",
        "follow_up" => "回头看的问题",
        other => other,
    },
    choice: domain::ZH_CN.severity,
};

pub(super) const EN: KindWords = KindWords {
    title: "Plan an inspection",
    field: |name| match name {
        "title" => "About",
        "targets" => "Targets",
        "kind" => "How",
        "starts_at" => "Begins",
        "team" => "Team",
        "follow_up" => "Findings to look at again",
        other => other,
    },
    choice: domain::EN.severity,
};

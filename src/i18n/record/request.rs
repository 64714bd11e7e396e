//! Words of the form of a guest's need.

use super::KindWords;
use crate::i18n::domain;

pub(super) const ZH_CN: KindWords = KindWords {
    title: "记诉求",
    field: |name| match name {
        "gist" => "诉求",
        "site" => "所在",
        "language" => "语种",
        "kind" => "类别",
        "guest" => "旅客",
        "raised_at" => "提出时间",
        other => other,
    },
    choice: domain::ZH_CN.severity,
};

pub(super) const EN: KindWords = KindWords {
    title: "Record a guest's need",
    field: |name| match name {
        "gist" => "Need",
        "site" => "Where",
        "language" => "Language",
        "kind" => "Kind",
        "guest" => "Guest",
        "raised_at" => "Raised at",
        other => other,
    },
    choice: domain::EN.severity,
};

//! Words of the form of a minute of the duty log.

use super::KindWords;

pub(super) const ZH_CN: KindWords = KindWords {
    title: "记日志",
    field: |name| match name {
        "title" => "事项",
        "on" => "时间",
        "author" => "来电人",
        "detail" => "处置",
        other => other,
    },
    choice: |name| name,
};

pub(super) const EN: KindWords = KindWords {
    title: "Write in the duty log",
    field: |name| match name {
        "title" => "What happened",
        "on" => "At",
        "author" => "Reported by",
        "detail" => "What was done",
        other => other,
    },
    choice: |name| name,
};

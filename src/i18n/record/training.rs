//! Words of the form of a training.

use super::KindWords;

pub(super) const ZH_CN: KindWords = KindWords {
    title: "记培训",
    field: |name| match name {
        "title" => "内容",
        "audience" => "对象",
        "quantity" => "参加人数",
        "unit" => "组织单位",
        "author" => "授课人",
        "on" => "培训时间",
        "detail" => "备注",
        other => other,
    },
    choice: |name| name,
};

pub(super) const EN: KindWords = KindWords {
    title: "Record a training",
    field: |name| match name {
        "title" => "Subject",
        "audience" => "Audience",
        "quantity" => "People",
        "unit" => "Organised by",
        "author" => "Lecturer",
        "on" => "Held at",
        "detail" => "Remark",
        other => other,
    },
    choice: |name| name,
};

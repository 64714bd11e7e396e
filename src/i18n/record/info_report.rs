//! Words of the form of an information report.

use super::KindWords;

pub(super) const ZH_CN: KindWords = KindWords {
    title: "记信息",
    field: |name| match name {
        "sort" => "类别",
        "title" => "标题",
        "submitted_to" => "报送",
        "unit" => "来稿单位",
        "author" => "撰稿人",
        "reference" => "文号",
        "on" => "报送时间",
        "detail" => "内容",
        other => other,
    },
    choice: |name| match name {
        "practice" => "经验类",
        "problem" => "问题建议类",
        other => other,
    },
};

pub(super) const EN: KindWords = KindWords {
    title: "Record an information report",
    field: |name| match name {
        "sort" => "Sort",
        "title" => "Title",
        "submitted_to" => "Submitted to",
        "unit" => "From unit",
        "author" => "Author",
        "reference" => "Reference",
        "on" => "Submitted at",
        "detail" => "Content",
        other => other,
    },
    choice: |name| match name {
        "practice" => "practice",
        "problem" => "problem and suggestion",
        other => other,
    },
};

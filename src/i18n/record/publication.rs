//! Words of the form of a publication.

use super::KindWords;

pub(super) const ZH_CN: KindWords = KindWords {
    title: "记宣传",
    field: |name| match name {
        "title" => "内容",
        "form" => "形式",
        "channel" => "渠道",
        "language" => "语种",
        "quantity" => "数量",
        "audience" => "受众",
        "reference" => "网址或编号",
        "on" => "发布时间",
        "detail" => "备注",
        other => other,
    },
    choice: |name| match name {
        "online" => "线上",
        "poster" => "海报",
        "handbook" => "手册",
        "video" => "视频",
        "press" => "报刊稿",
        "website" => "网站",
        "wechat" => "微信",
        "weibo" => "微博",
        "newspaper" => "报纸",
        "broadcast" => "广播电视",
        "on_site" => "现场",
        other => other,
    },
};

pub(super) const EN: KindWords = KindWords {
    title: "Record a publication",
    field: |name| match name {
        "title" => "What",
        "form" => "Form",
        "channel" => "Channel",
        "language" => "Language",
        "quantity" => "Count",
        "audience" => "Audience",
        "reference" => "Address or number",
        "on" => "Published at",
        "detail" => "Remark",
        other => other,
    },
    choice: |name| match name {
        "online" => "online",
        "poster" => "poster",
        "handbook" => "handbook",
        "video" => "video",
        "press" => "press item",
        "website" => "website",
        "wechat" => "WeChat",
        "weibo" => "Weibo",
        "newspaper" => "newspaper",
        "broadcast" => "broadcast",
        "on_site" => "on site",
        other => other,
    },
};

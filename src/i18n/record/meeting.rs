//! 会议 and 公务活动.

use super::KindWords;

pub(super) const ZH_CN: KindWords = KindWords { title: "安排会议", field: zh, choice: zh_choice };
pub(super) const EN: KindWords = KindWords { title: "Plan a meeting", field: en, choice: en_choice };
pub(super) const ACTIVITY_ZH_CN: KindWords =
    KindWords { title: "安排公务活动", field: zh, choice: zh_choice };
pub(super) const ACTIVITY_EN: KindWords =
    KindWords { title: "Plan an official activity", field: en, choice: en_choice };

fn zh(name: &str) -> &str {
    match name {
        "title" => "事由",
        "starts_at" => "开始时间",
        "place" => "地点",
        "leader" => "领导",
        "sort" => "类别",
        "organiser" => "承办单位",
        "ends_at" => "结束时间",
        "attendees" => "参加",
        "items" => "另需准备",
        "reason" => "改期理由",
        other => other,
    }
}

fn en(name: &str) -> &str {
    match name {
        "title" => "Subject",
        "place" => "Place",
        "leader" => "Leader",
        "starts_at" => "Begins",
        "sort" => "Kind",
        "organiser" => "Organised by",
        "ends_at" => "Ends",
        "attendees" => "With",
        "items" => "Also to prepare",
        "reason" => "Why moved",
        other => other,
    }
}

fn zh_choice(name: &str) -> &str {
    match name {
        "meeting" => "会议",
        "field_visit" => "调研检查",
        "reception" => "接待",
        "activity" => "其他公务活动",
        other => other,
    }
}

fn en_choice(name: &str) -> &str {
    match name {
        "field_visit" => "field visit",
        "activity" => "other activity",
        other => other,
    }
}

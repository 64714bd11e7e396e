//! 任务

use super::KindWords;

pub(super) const ZH_CN: KindWords = KindWords { title: "交办任务", field: zh, choice: |name| name };
pub(super) const EN: KindWords = KindWords { title: "Record a task", field: en, choice: |name| name };

fn zh(name: &str) -> &str {
    match name {
        "title" => "事项",
        "owner" => "责任单位或人",
        "due" => "时限",
        "meeting" => "来自会议",
        "document" => "来自来文",
        "inspection" => "来自督查",
        "bulletin" => "来自简报",
        other => other,
    }
}

fn en(name: &str) -> &str {
    match name {
        "title" => "What",
        "owner" => "Owner",
        "due" => "By when",
        "meeting" => "From the meeting",
        "document" => "From the paper",
        "inspection" => "From the inspection",
        "bulletin" => "From the bulletin",
        other => other,
    }
}

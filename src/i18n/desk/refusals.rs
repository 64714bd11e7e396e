//! Why the domain says no, for the person at the desk: what holds, and which key would do.

use super::actions::Actions;
use crate::domain::Refusal;

/// The name of a verb as the hints show it.
fn verb<'a>(actions: &Actions, name: &'a str) -> &'a str {
    match name {
        "ack" => actions.ack,
        "assign" => actions.assign,
        "take" => actions.take,
        "snooze" => actions.snooze,
        "escalate" => actions.escalate,
        "remind" => actions.remind,
        "comment" => actions.comment,
        "flag" => actions.flag,
        "done" => actions.done,
        "return" => actions.return_it,
        "vet" => actions.vet,
        "propose" => actions.propose,
        "instruct" => actions.instruct,
        "circulate" => actions.circulate,
        "start" => actions.start,
        "answer" => actions.answer,
        "file" => actions.file,
        "extend" => actions.extend,
        "hold" => actions.hold,
        "call_in" => actions.call_in,
        // Steps that `done` takes, and what `return` means there.
        "submit" | "verify" | "close" | "initiate" | "accept" | "review" | "report_up" | "feed_back"
        | "depart" | "reach_port" | "board" | "leave" | "deliver" | "disinfect" | "resume" | "check_out"
        | "back" => actions.done,
        "withdraw" | "dispute" | "reject" | "reopen" | "refuse" | "redo" | "cancel" | "abort" => {
            actions.return_it
        }
        "check_in" => actions.ack,
        other => other,
    }
}

fn verbs(actions: &Actions, names: &[&'static str], between: &str) -> String {
    let mut words: Vec<&str> = names.iter().map(|name| verb(actions, name)).collect();
    words.dedup();
    words.join(between)
}

pub(super) fn zh_cn(refusal: &Refusal) -> String {
    let actions = &Actions::ZH_CN;
    match refusal {
        Refusal::NotFound { .. } => "此件已不存在".to_owned(),
        Refusal::Exists { .. } => "此件已登记".to_owned(),
        Refusal::WrongState { allowed, .. } => format!("目前可以：{}", verbs(actions, allowed, "、")),
        Refusal::Missing { field } => format!("还缺：{}", field_zh(field)),
        Refusal::BadValue { field, value } => format!("{}不能是「{value}」", field_zh(field)),
        Refusal::Role { .. } => "职务不允许".to_owned(),
        Refusal::NotAhead { .. } => "时间须在此刻之后".to_owned(),
        Refusal::TooLate { .. } => "已过期限".to_owned(),
        Refusal::TooEarly { .. } => "还不到时间".to_owned(),
        Refusal::OnlyBy { name } => format!("只能由{name}办理"),
        Refusal::UnknownUnit { unit } => format!("没有单位「{unit}」"),
        Refusal::SamePerson { name } => format!("由{name}提交，须由他人核查"),
        Refusal::Overlap { who, .. } => format!("{who}时间冲突"),
        Refusal::Language { who, needed } => format!("{who}不会所需语种 {}", needed.join("、")),
        Refusal::WorkLimit { who, .. } => format!("{who}超过工时限制，须写明理由"),
        Refusal::Capacity { what, holds, asked } => format!("{what}容量 {holds}，需要 {asked}"),
        Refusal::Headcount { expected, boarded, delivered, .. } => {
            format!("人数不符：应到 {expected}，上车 {boarded}，送达 {delivered}")
        }
        Refusal::NothingToUndo => "没有可撤销的办理".to_owned(),
        Refusal::ChangedSince { by, .. } => format!("{by}此后已改动，不能撤销"),
        Refusal::NotForThis { .. } => "不适用于此项".to_owned(),
    }
}

pub(super) fn en(refusal: &Refusal) -> String {
    let actions = &Actions::EN;
    match refusal {
        Refusal::NotFound { .. } => "it is not there any more".to_owned(),
        Refusal::Exists { .. } => "it is there already".to_owned(),
        Refusal::WrongState { allowed, .. } => format!("possible now: {}", verbs(actions, allowed, ", ")),
        Refusal::Missing { field } => format!("missing: {}", field.replace('_', " ")),
        Refusal::BadValue { field, value } => format!("{} cannot be `{value}`", field.replace('_', " ")),
        Refusal::Role { .. } => "your role does not allow it".to_owned(),
        Refusal::NotAhead { .. } => "the time must lie ahead".to_owned(),
        Refusal::TooLate { .. } => "it is too late".to_owned(),
        Refusal::TooEarly { .. } => "it is too early".to_owned(),
        Refusal::OnlyBy { name } => format!("only {name} may"),
        Refusal::UnknownUnit { unit } => format!("there is no unit `{unit}`"),
        Refusal::SamePerson { name } => format!("{name} submitted it; somebody else must verify it"),
        Refusal::Overlap { who, .. } => format!("{who} is taken at that time"),
        Refusal::Language { who, needed } => format!("{who} speaks none of {}", needed.join(", ")),
        Refusal::WorkLimit { who, .. } => format!("{who} would work too long; give a reason to override"),
        Refusal::Capacity { what, holds, asked } => format!("{what} holds {holds}, {asked} are asked for"),
        Refusal::Headcount { expected, boarded, delivered, .. } => {
            format!("heads do not add up: expected {expected}, boarded {boarded}, delivered {delivered}")
        }
        Refusal::NothingToUndo => "there is nothing to undo".to_owned(),
        Refusal::ChangedSince { by, .. } => format!("{by} has changed it since; it cannot be undone"),
        Refusal::NotForThis { .. } => "it does not apply here".to_owned(),
    }
}

fn field_zh(field: &str) -> &str {
    match field {
        "title" => "标题",
        "issuer" => "来文单位",
        "lead_unit" | "unit" => "主办单位",
        "leader" => "领导",
        "words" => "原话",
        "outcome" => "办理结果",
        "reason" => "理由",
        "proposal" => "拟办意见",
        "evidence" => "整改佐证",
        "text" => "内容",
        other => other,
    }
}

//! 为什么不能办，以及接着可以怎么办。

use chrono::DateTime;

use super::{Telling, Ways};
use crate::domain::{Kind, Refusal, Role};

pub(super) fn refusal(telling: &Telling<'_>, ways: Ways<'_>, refusal: &Refusal) -> String {
    let kind = super::ZH_CN.kind;
    match refusal {
        Refusal::NotFound { stream } => format!("没有这件{}：编号不对，或登记已被撤销", kind(stream.kind)),
        Refusal::Exists { stream } => format!("这件{}已经登记过，原来那件仍在", kind(stream.kind)),
        Refusal::WrongState { stream, state, verb, allowed } => {
            let now = (super::ZH_CN.state)(stream.kind, state);
            let cannot = ways
                .verb(stream.kind, verb)
                .map_or_else(|| "这样办理".to_owned(), |verb| verb.label.to_owned());
            let instead = ways.all(stream.kind, allowed, "、");
            let instead = if instead.is_empty() { instead } else { format!("；可以：{instead}") };
            format!("{}现为「{now}」，不能{cannot}{instead}", kind(stream.kind))
        }
        Refusal::Missing { field } => format!("还缺{}，请补上再办", name(field)),
        Refusal::Elements { report, missing } => {
            let terms = &super::ZH_CN;
            let missing: Vec<&str> = missing.iter().map(|name| (terms.element)(name)).collect();
            let missing = missing.join("、");
            match *report {
                "final" => format!("终报还缺：{missing}；原因和处置结果须写明，其余可注明暂不明"),
                report => format!("{}还缺：{missing}；请补上，或注明暂不明", (terms.report)(report, 0)),
            }
        }
        Refusal::BadValue { field, value } => format!("{}不能是「{}」", name(field), told(telling, value)),
        Refusal::Role { role: has, needed } => format!("{}不能办理，须由{}办理", role(*has), role(*needed)),
        Refusal::NotAhead { until } => format!("{} 已经过去，请另定此刻之后的时间", telling.time(*until)),
        Refusal::NotAwaited { what, state } => {
            let state = (super::ZH_CN.state)(Kind::Arrival, state);
            format!("{what} 现为「{state}」，不必再等；请定时间或等别的")
        }
        Refusal::Outdated { stream } => {
            format!("比已掌握的{}消息更旧，未采用，现有内容不变", kind(stream.kind))
        }
        Refusal::NotSilent => "此件正在提醒，无须唤回".to_owned(),
        Refusal::TooLate { verb: "extend", until } => format!(
            "延期须在 {} 前批准并登记，现已超期；时限照旧，请催办并反馈，说明原因",
            telling.time(*until)
        ),
        Refusal::TooLate { verb: "refuse", until } => {
            format!("退办须在 {} 前提出，现已过时；仍由该单位承办，或另行交办", telling.time(*until))
        }
        Refusal::TooLate { verb: "amend", until } => format!(
            "{} 起已超期或已有反馈，时限不能再改晚；其他内容可以更正，时限有误请批注说明",
            telling.time(*until)
        ),
        Refusal::TooLate { until, .. } => format!("截至 {} 才可以这样办，现已过时", telling.time(*until)),
        Refusal::TooEarly { verb: "extend", from } => {
            format!("延期须延到现时限 {} 之后", telling.time(*from))
        }
        Refusal::TooEarly { from, .. } => format!("{} 起才可以这样办", telling.time(*from)),
        Refusal::OnlyBy { name } => format!("只能由{name}本人办理"),
        Refusal::UnknownUnit { unit } => format!("没有单位「{unit}」，请从单位表中选"),
        Refusal::NotRecipient { unit } => format!("{}不是收件单位", telling.unit(unit)),
        Refusal::RecipientState { unit, state, verb } => {
            let now = super::zh_dispatch::recipient(state);
            let cannot = super::zh_dispatch::of_recipient(verb);
            format!("{}现为「{now}」，不能{cannot}", telling.unit(unit))
        }
        Refusal::OutOfOrder { next } => format!("先要完成「{next}」"),
        Refusal::SamePerson { name } => format!("由{name}提交，须由他人核查"),
        Refusal::Overlap { who, with, until } => {
            let (with, until) = (kind(with.kind), telling.time(*until));
            format!("{}另有{with}，到 {until} 才得空，请换人换车或改时间", who_is(who))
        }
        Refusal::Language { who, needed } => {
            let needed: Vec<&str> =
                needed.iter().map(|tag| telling.names.language(tag, telling.lang)).collect();
            format!("{who}不会{}，请另派一位", needed.join("、"))
        }
        Refusal::WorkLimit { who, rule } => {
            format!("{}超出{}，请换人，或写明理由再派", who_is(who), limit(rule))
        }
        Refusal::Capacity { what, holds, asked } => {
            let what = telling.names.site(what, telling.lang);
            format!("{what}只能容纳 {holds} 人，现有 {asked} 人，请换大的或分两趟")
        }
        Refusal::Rooms { site, rooms, taken, asked } => {
            let (site, free) = (telling.names.site(site, telling.lang), rooms.saturating_sub(*taken));
            format!("{site}共 {rooms} 间，已占 {taken} 间，只余 {free} 间，需 {asked} 间；请另选住地或分流")
        }
        Refusal::NotThere { who, with, ready, disinfection } => {
            let (with, ready) = (kind(with.kind), telling.time(*ready));
            let why = if *disinfection { "消杀和路程" } else { "路程" };
            format!("{}与相邻的{with}间隔不够{why}，{ready} 才能到；请换人换车或改时间", who_is(who))
        }
        Refusal::Headcount { expected, boarded, delivered, exits_before, exits_on_road } => format!(
            "人数不符：应到 {expected}，上车前离队 {exits_before}，上车 {boarded}，途中离队 {exits_on_road}，\
             送达 {delivered}；请先核清"
        ),
        Refusal::NothingToUndo => "没有自己的可撤销或重做的办理".to_owned(),
        Refusal::ChangedSince { by, at, .. } => {
            format!("{by} {} 又有改动，撤销会连带丢掉；先看{}", telling.time(*at), ways.history)
        }
        Refusal::NotForThis { stream, .. } => format!("不适用于{}", kind(stream.kind)),
    }
}

/// Whom an engagement binds, without the mark of its kind.
fn who_is(who: &str) -> &str {
    let bare = who.strip_prefix("driver:").or_else(|| who.strip_prefix("vehicle:")).unwrap_or(who);
    if bare.starts_with("volunteer/") { "志愿者" } else { bare }
}

/// A value as given; times as they are told here.
fn told(telling: &Telling<'_>, value: &str) -> String {
    DateTime::parse_from_rfc3339(value).map_or_else(|_| value.to_owned(), |at| telling.time(at.to_utc()))
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Viewer => "查看人员",
        Role::Officer => "值班员",
        Role::Leader => "带班领导",
        Role::Administrator => "管理员",
    }
}

/// A limit on work, by the domain's name of the rule.
pub(in crate::i18n) fn limit(rule: &str) -> &'static str {
    match rule {
        "rest" => "休息时间规定",
        "shift" => "一班的时长",
        "week" => "七日工时上限",
        "drive_24h" => "一日驾驶时间上限",
        "drive_day" => "连续驾驶时限",
        "drive_night" => "夜间连续驾驶时限",
        _ => "工时限制",
    }
}

fn name(field: &str) -> &str {
    match field {
        "title" => "标题",
        "gist" => "事由",
        "issuer" => "来文单位",
        "lead_unit" | "unit" => "主办单位",
        "to" => "承办人",
        "leader" | "approver" => "领导",
        "words" => "原话",
        "outcome" => "办理结果",
        "recipients" => "收件单位",
        "person" => "签收人",
        "post" => "签收人职务",
        "phone_words" => "电话内容",
        "read_back" => "是否复诵",
        "at" => "时间",
        "milestone" => "倒排的步骤",
        "reason" => "理由",
        "proposal" => "拟办意见",
        "evidence" => "整改佐证",
        "report" => "报告",
        "summary" => "摘要",
        "text" => "内容",
        "until" => "截止时间",
        "due" => "时限",
        "arrival" => "航班或船次",
        "ends_at" => "结束时间",
        "deliver" => "送达时间",
        "count" | "quantity" => "数量",
        "driver" => "司机",
        "vehicle" => "车辆",
        "volunteers" => "志愿者",
        "languages" => "语种",
        "name" | "primary" => "姓名",
        "place" => "地点",
        "port" => "口岸",
        "site" => "隔离点",
        "number" => "编号",
        "target" | "targets" => "受检对象",
        "item" => "清单事项",
        "owner" => "责任人",
        "minutes" => "纪要（没有的，写明原因）",
        other => other,
    }
}

//! 简报

use chrono::{Datelike, NaiveDate};

use super::{Bulletins, Desk, Facts, next};
use crate::domain::bulletin::{BulletinSeries, Count, Passage, Row};
use crate::domain::{Kind, Urgency};
use crate::i18n::Lang;

pub(in super::super) const ZH_CN: Bulletins = Bulletins {
    series,
    title: |series, on| match series {
        BulletinSeries::Daily => format!("疫情防控简报（{}）", day(on)),
        BulletinSeries::Inspection => format!("督查简报（{}）", day(on)),
        BulletinSeries::Special => format!("专题简报（{}）", day(on)),
    },
    number: |number| format!("第{number}期"),
    day,
    count,
    passage,
    compose: |facts| facts.passages(|passage| write(facts, passage)),
    desk: Desk {
        list: "简报",
        list_keys: "Enter 打开  d 拟稿/下一步  Esc 返回",
        issue_keys: "Tab 数字/正文  Enter 明细/改写  d 下一步  x 退回  c 更正  Esc 返回",
        rows_keys: "Enter 打开  Esc 返回",
        edit_keys: "Enter 换行  Tab 存稿  Esc 放弃",
        none: "尚无简报",
        to_draft: "待拟稿",
        no_rows: "无",
        not_frozen: "截至目前，尚未定数",
        frozen: |entry| format!("数字已定（至日志第{entry}条）"),
        by: ["拟稿", "核稿", "签发"],
        corrected: "更正",
        editing: |passage| format!("改写：{passage}"),
        propose: |series, day, key| format!("{series}{day}一期可以拟稿：按 {key}"),
        not_editable: "只有未签发的稿可以改写",
        nothing_next: "已印发；如有误请按 c 更正",
    },
};

fn day(on: NaiveDate) -> String {
    format!("{}月{}日", on.month(), on.day())
}

const fn series(series: BulletinSeries) -> &'static str {
    match series {
        BulletinSeries::Daily => "防控简报",
        BulletinSeries::Inspection => "督查简报",
        BulletinSeries::Special => "专题简报",
    }
}

const fn count(count: Count) -> &'static str {
    match count {
        Count::PapersReceived => "收文",
        Count::PapersFlash => "　特提",
        Count::PapersImmediate => "　特急",
        Count::PapersPriority => "　加急",
        Count::PapersRoutineUrgent => "　平急",
        Count::PapersRoutine => "　平件",
        Count::PapersForAction => "列为办件",
        Count::PapersCompleted => "办结",
        Count::PapersReturned => "退文",
        Count::PapersOpen => "在办（截止时）",
        Count::DispatchesSent => "发出通知",
        Count::Receipts => "收到回执",
        Count::Emergencies => "紧急信息",
        Count::Inspections => "开展督查",
        Count::FindingsRaised => "新增问题",
        Count::FindingsVerified => "核查通过",
        Count::FindingsClosed => "问题销号",
        Count::FindingsReopened => "回头看重开",
        Count::FindingsWithdrawn => "问题撤回",
        Count::FindingsOutstanding => "未销号（截止时）",
        Count::FindingsOverdue => "超期未整改（截止时）",
        Count::Recommendations => "提出建议",
        Count::SupervisedReceived => "督办件接收",
        Count::SupervisedFedBack => "督办件反馈",
        Count::SupervisedClosed => "督办件办结",
        Count::SupervisedOutstanding => "督办件在办（截止时）",
        Count::Arrivals => "抵达批次",
        Count::PeopleArrived => "抵达人数",
        Count::RunsDelivered => "转运车次",
        Count::PeopleDelivered => "转运人数",
        Count::VolunteersCheckedIn => "志愿者签到",
        Count::RequestsRaised => "受理诉求",
        Count::RequestsClosed => "诉求办结",
        Count::InfoReports => "报送信息",
        Count::Meetings => "会议",
        Count::Activities => "公务活动",
        Count::Publications => "宣传发布",
        Count::Trainings => "培训",
        Count::SpecialReports => "督查专报",
        Count::BusRouteChecks => "公交检查",
        Count::LateFacts => "补报",
        Count::Corrections => "冲销",
    }
}

const fn passage(passage: Passage) -> &'static str {
    match passage {
        Passage::Matter => "事由",
        Passage::Measures => "办理经过",
        Passage::Results => "办理结果",
        Passage::NextSteps => "下一步",
        Passage::Overview => "综述",
        Passage::Papers => "文电办理",
        Passage::Inspections => "督查督办",
        Passage::Transfers => "转运接收",
        Passage::Volunteers => "志愿服务",
        Passage::Requests => "诉求服务",
        Passage::Late => "补报",
        Passage::Corrections => "冲销",
        Passage::Tomorrow => "次日事项",
        Passage::Units => "各单位问题",
        Passage::Ageing => "整改时限",
        Passage::Recommendations => "工作建议",
    }
}

/// How a count says its number: its verb and its measure.
const fn said(count: Count) -> (&'static str, &'static str) {
    match count {
        Count::PapersReceived => ("收文", "件"),
        Count::PapersFlash => ("特提", "件"),
        Count::PapersImmediate => ("特急", "件"),
        Count::PapersPriority => ("加急", "件"),
        Count::PapersRoutineUrgent => ("平急", "件"),
        Count::PapersRoutine => ("平件", "件"),
        Count::PapersForAction => ("列为办件", "件"),
        Count::PapersCompleted => ("办结", "件"),
        Count::PapersReturned => ("退文", "件"),
        Count::PapersOpen => ("在办", "件"),
        Count::DispatchesSent => ("发出通知", "件"),
        Count::Receipts => ("收到回执", "份"),
        Count::Emergencies => ("报告紧急信息", "起"),
        Count::Inspections => ("开展督查", "次"),
        Count::FindingsRaised => ("新增问题", "项"),
        Count::FindingsVerified => ("核查通过", "项"),
        Count::FindingsClosed => ("销号", "项"),
        Count::FindingsReopened => ("回头看重开", "项"),
        Count::FindingsWithdrawn => ("撤回", "项"),
        Count::FindingsOutstanding => ("未销号", "项"),
        Count::FindingsOverdue => ("超期未整改", "项"),
        Count::Recommendations => ("提出建议", "条"),
        Count::SupervisedReceived => ("接收", "件"),
        Count::SupervisedFedBack => ("反馈", "件"),
        Count::SupervisedClosed => ("办结", "件"),
        Count::SupervisedOutstanding => ("在办", "件"),
        Count::Arrivals => ("抵达", "批"),
        Count::PeopleArrived => ("入境", "人"),
        Count::RunsDelivered => ("转运", "车次"),
        Count::PeopleDelivered => ("送达", "人"),
        Count::VolunteersCheckedIn => ("志愿者签到", "人次"),
        Count::RequestsRaised => ("受理诉求", "件"),
        Count::RequestsClosed => ("诉求办结", "件"),
        Count::InfoReports => ("报送信息", "条"),
        Count::Meetings => ("召开会议", "次"),
        Count::Activities => ("公务活动", "次"),
        Count::Publications => ("宣传发布", "件"),
        Count::Trainings => ("培训", "场"),
        Count::SpecialReports => ("督查专报", "期"),
        Count::BusRouteChecks => ("检查公交", "条线路"),
        Count::LateFacts => ("补报", "项"),
        Count::Corrections => ("冲销", "项"),
    }
}

fn one(facts: &Facts<'_>, count: Count) -> String {
    let (verb, measure) = said(count);
    format!("{verb}{}{measure}", facts.n(count))
}

/// Those that are not zero, in one clause.
fn clause(facts: &Facts<'_>, counts: &[Count]) -> String {
    let some = counts.iter().filter(|count| facts.n(**count) > 0);
    some.map(|count| one(facts, *count)).collect::<Vec<_>>().join("，")
}

/// Sentences out of what there is.
fn sentences(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.iter().map(|part| format!("{part}。")).collect()
}

fn title(row: &Row) -> String {
    let title = if row.title.is_empty() { row.number.as_deref().unwrap_or("无题") } else { &row.title };
    if row.stream.kind == Kind::Document { format!("《{title}》") } else { title.to_owned() }
}

fn write(facts: &Facts<'_>, passage: Passage) -> String {
    match (passage, facts.gathered.series) {
        (Passage::Overview, BulletinSeries::Inspection) => inspected(facts),
        (Passage::Overview, _) => overview(facts),
        (Passage::Papers, _) => papers(facts),
        (Passage::Inspections, _) => inspections(facts),
        (Passage::Transfers, _) => transfers(facts),
        (Passage::Volunteers, _) => sentences([clause(facts, &[Count::VolunteersCheckedIn])]),
        (Passage::Requests, _) => sentences([clause(facts, &[Count::RequestsRaised, Count::RequestsClosed])]),
        (Passage::Late, _) => late(facts),
        (Passage::Corrections, _) => corrections(facts),
        (Passage::Tomorrow, _) => tomorrow(facts),
        (Passage::Units, _) => units(facts),
        (Passage::Ageing, _) => ageing(facts),
        (Passage::Recommendations, _) => recommendations(facts),
        // A special report is about one item, and is drafted from that.
        (Passage::Matter | Passage::Measures | Passage::Results | Passage::NextSteps, _) => String::new(),
    }
}

fn overview(facts: &Facts<'_>) -> String {
    const LINES: [&[Count]; 5] = [
        &[Count::PapersReceived, Count::PapersCompleted, Count::PapersOpen],
        &[Count::DispatchesSent, Count::Receipts, Count::Emergencies],
        &[Count::Inspections, Count::FindingsRaised, Count::FindingsClosed, Count::FindingsOutstanding],
        &[Count::PeopleArrived, Count::RunsDelivered, Count::PeopleDelivered],
        &[
            Count::Meetings,
            Count::Activities,
            Count::InfoReports,
            Count::Publications,
            Count::Trainings,
            Count::SpecialReports,
        ],
    ];
    let said = sentences(LINES.map(|counts| clause(facts, counts)));
    let on = day(facts.gathered.day);
    if said.is_empty() {
        format!("{on}无新增事项，值守正常。")
    } else {
        format!("{on}0时至24时，{said}")
    }
}

fn papers(facts: &Facts<'_>) -> String {
    if facts.n(Count::PapersReceived) + facts.n(Count::PapersCompleted) + facts.n(Count::PapersOpen) == 0 {
        return String::new();
    }
    let grades = clause(facts, &Urgency::ALL.map(Count::of_urgency)).replace('，', "、");
    let received = one(facts, Count::PapersReceived);
    let received = if grades.is_empty() { received } else { format!("{received}（{grades}）") };
    let rest = clause(
        facts,
        &[Count::PapersForAction, Count::PapersReturned, Count::PapersCompleted, Count::PapersOpen],
    );
    let terms = &Lang::ZhCn.strings().domain.urgency;
    let named = facts.urgent(3).into_iter().map(|row| {
        let grade = Urgency::ALL.iter().position(|known| Some(*known) == row.urgency).unwrap_or(0);
        let number = row.number.as_deref().map(|number| format!("，{number}")).unwrap_or_default();
        format!("{}（{}{number}）", title(row), terms[grade])
    });
    let named: Vec<String> = named.collect();
    let named =
        if named.is_empty() { String::new() } else { format!("重点文电：{}", named.join("；")) };
    sentences([join(&[received, rest]), named])
}

fn join(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("，")
}

/// Findings by unit: 市场监管局2项、海山街道1项.
fn by_unit(facts: &Facts<'_>, count: Count) -> String {
    let groups = Facts::by(facts.gathered.rows_of(count), |row| row.unit.as_deref());
    let parts =
        groups.iter().map(|(unit, rows)| format!("{}{}项", facts.names.unit(unit, Lang::ZhCn), rows.len()));
    parts.collect::<Vec<_>>().join("、")
}

fn overdue(facts: &Facts<'_>) -> String {
    let rows = facts.gathered.rows_of(Count::FindingsOverdue);
    let named = rows.iter().take(5).map(|row| {
        let unit = row.unit.as_deref().map_or("", |unit| facts.names.unit(unit, Lang::ZhCn));
        let place = row.place.as_deref().unwrap_or_default();
        match facts.overdue_days(row) {
            0 => format!("{place}{}（{unit}，当日到期）", title(row)),
            days => format!("{place}{}（{unit}，超期{days}天）", title(row)),
        }
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return String::new();
    }
    format!(
        "{}：{}{}",
        one(facts, Count::FindingsOverdue),
        named.join("；"),
        if rows.len() > 5 { "等" } else { "" }
    )
}

fn inspections(facts: &Facts<'_>) -> String {
    let raised = clause(facts, &[Count::FindingsRaised]);
    let units = by_unit(facts, Count::FindingsRaised);
    let raised = if units.is_empty() { raised } else { format!("{raised}（{units}）") };
    let went = clause(facts, &[Count::Inspections, Count::BusRouteChecks]);
    let closed = clause(
        facts,
        &[
            Count::FindingsVerified,
            Count::FindingsClosed,
            Count::FindingsReopened,
            Count::FindingsWithdrawn,
            Count::FindingsOutstanding,
        ],
    );
    let supervised = clause(
        facts,
        &[
            Count::SupervisedReceived,
            Count::SupervisedFedBack,
            Count::SupervisedClosed,
            Count::SupervisedOutstanding,
        ],
    );
    let supervised = if supervised.is_empty() { supervised } else { format!("督办：{supervised}") };
    sentences([
        join(&[went, raised, closed]),
        overdue(facts),
        supervised,
        clause(facts, &[Count::Recommendations]),
    ])
}

fn transfers(facts: &Facts<'_>) -> String {
    let arrived = facts.gathered.rows_of(Count::PeopleArrived);
    let ports = Facts::by(arrived, |row| row.place.as_deref()).into_iter().map(|(port, rows)| {
        let people: u32 = rows.iter().map(|row| row.quantity).sum();
        format!("{}{people}人", facts.names.port(port, Lang::ZhCn))
    });
    let ports = ports.collect::<Vec<_>>().join("、");
    let sites = facts.gathered.rows_of(Count::PeopleDelivered);
    let sites = Facts::by(sites, |row| row.place.as_deref()).into_iter().map(|(site, rows)| {
        let people: u32 = rows.iter().map(|row| row.quantity).sum();
        format!("{}{people}人", facts.names.site(site, Lang::ZhCn))
    });
    let sites = sites.collect::<Vec<_>>().join("、");
    let with =
        |said: String, named: &str| if named.is_empty() { said } else { format!("{said}（{named}）") };
    sentences([
        with(clause(facts, &[Count::Arrivals, Count::PeopleArrived]), &ports),
        with(clause(facts, &[Count::RunsDelivered, Count::PeopleDelivered]), &sites),
    ])
}

/// Rows that are named although their count is another's; people and their needs are named by their count alone.
fn remarked(facts: &Facts<'_>, row: &Row, as_what: Count) -> String {
    let what = count(as_what).trim_start_matches('　');
    match row.stream.kind {
        Kind::Volunteer | Kind::Request | Kind::Run | Kind::Emergency => what.to_owned(),
        Kind::Finding => {
            let unit = row.unit.as_deref().map_or("", |unit| facts.names.unit(unit, Lang::ZhCn));
            format!("{}（{what}，{unit}）", title(row))
        }
        _ if as_what.is_sum() && row.quantity > 1 => format!("{}（{what}{}）", title(row), row.quantity),
        _ => format!("{}（{what}）", title(row)),
    }
}

fn late(facts: &Facts<'_>) -> String {
    let rows = facts.gathered.rows_of(Count::LateFacts);
    let named = rows.iter().zip(&facts.gathered.late_as);
    let named = named
        .map(|(row, what)| format!("{}{}", day(facts.day_of(row.happened_at)), remarked(facts, row, *what)));
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return String::new();
    }
    format!("以下{}项发生在前、本期计入：{}。", named.len(), named.join("；"))
}

fn corrections(facts: &Facts<'_>) -> String {
    let rows = facts.gathered.rows_of(Count::Corrections);
    let named = rows.iter().zip(&facts.gathered.corrected_as);
    let named = named
        .map(|(row, what)| format!("{}{}", day(facts.day_of(row.recorded_at)), remarked(facts, row, *what)));
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return String::new();
    }
    format!("以下{}项前期已计入、现予冲销：{}。", named.len(), named.join("；"))
}

fn tomorrow(facts: &Facts<'_>) -> String {
    let of = |kind: Kind| facts.ahead(|row| row.stream.kind == kind);
    let due = |kind: Kind, verb: &str, measure: &str| {
        let rows = of(kind);
        let first = rows.first()?;
        let at = first.due.map(|(at, _)| facts.clock(at)).unwrap_or_default();
        let named = if matches!(kind, Kind::Run | Kind::Request) {
            String::new()
        } else {
            format!("，{}", title(first))
        };
        Some(format!("{verb}{}{measure}（最早{at}{named}）", rows.len()))
    };
    let parts = [
        due(Kind::Document, "文电", "件"),
        due(Kind::Finding, "问题整改", "项"),
        due(Kind::Supervised, "督办件", "件"),
        due(Kind::Run, "转运", "车次"),
        due(Kind::Request, "诉求", "件"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let on = day(next(facts.gathered.day));
    if parts.is_empty() {
        format!("{on}无到期事项。")
    } else {
        format!("{on}到期：{}。", parts.join("；"))
    }
}

fn inspected(facts: &Facts<'_>) -> String {
    let gathered = facts.gathered;
    let span = if facts.is_period() {
        format!("{}至{}", day(gathered.covers.since), day(gathered.day))
    } else {
        day(gathered.day)
    };
    let said = clause(
        facts,
        &[
            Count::Inspections,
            Count::FindingsRaised,
            Count::FindingsVerified,
            Count::FindingsClosed,
            Count::FindingsReopened,
            Count::FindingsWithdrawn,
            Count::BusRouteChecks,
        ],
    );
    let visited: Vec<String> = gathered.rows_of(Count::Inspections).iter().map(title).collect();
    let visited =
        if visited.is_empty() { String::new() } else { format!("督查：{}", visited.join("；")) };
    let stands = format!("截至{}24时，{}", day(gathered.day), one(facts, Count::FindingsOutstanding));
    let said =
        if said.is_empty() { format!("{span}无新增督查事项") } else { format!("{span}，{said}") };
    sentences([said, visited, join(&[stands, clause(facts, &[Count::FindingsOverdue])])])
}

fn units(facts: &Facts<'_>) -> String {
    const SHOWN: [Count; 3] = [Count::FindingsRaised, Count::FindingsClosed, Count::FindingsOutstanding];
    let rows: Vec<Row> = SHOWN.iter().flat_map(|count| facts.gathered.rows_of(*count)).cloned().collect();
    let lines = Facts::by(&rows, |row| row.unit.as_deref()).into_iter().map(|(unit, _)| {
        let of = |count: Count| {
            let rows = facts.gathered.rows_of(count).iter().filter(|row| row.unit.as_deref() == Some(unit));
            rows.collect::<Vec<_>>()
        };
        let numbers = SHOWN.iter().filter_map(|count| {
            let (verb, measure) = said(*count);
            let rows = of(*count);
            (!rows.is_empty()).then(|| format!("{}{}{measure}", verb.trim_end_matches("问题"), rows.len()))
        });
        let raised = of(Count::FindingsRaised)
            .into_iter()
            .map(|row| format!("{}{}", row.place.as_deref().unwrap_or_default(), title(row)));
        let raised = raised.collect::<Vec<_>>().join("；");
        let raised = if raised.is_empty() { raised } else { format!("：{raised}") };
        let numbers = numbers.collect::<Vec<_>>().join("，");
        format!("{}{numbers}{raised}。", facts.names.unit(unit, Lang::ZhCn))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn ageing(facts: &Facts<'_>) -> String {
    let rows = facts.gathered.rows_of(Count::FindingsOutstanding);
    if rows.is_empty() {
        return String::new();
    }
    let within = |from: i64, to: i64| rows.iter().filter(|row| (from..=to).contains(&facts.age(row))).count();
    let parts = [(within(0, 3), "3天以内"), (within(4, 7), "4至7天"), (within(8, i64::MAX), "8天以上")];
    let parts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, span)| format!("{span}{count}项"));
    let ages =
        format!("{}：立案{}", one(facts, Count::FindingsOutstanding), parts.collect::<Vec<_>>().join("，"));
    sentences([ages, overdue(facts)])
}

fn recommendations(facts: &Facts<'_>) -> String {
    let rows: Vec<String> = facts.gathered.rows_of(Count::Recommendations).iter().map(title).collect();
    if rows.is_empty() {
        String::new()
    } else {
        format!("{}：{}。", one(facts, Count::Recommendations), rows.join("；"))
    }
}

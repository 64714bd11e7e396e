//! Proposed crews, and what is to be said of them.

use chrono::{DateTime, TimeDelta, Utc};

use super::domain::{limit_en, limit_zh};
use crate::planner::{Note, ProposedCrew};

/// What remarks need besides the crew.
#[derive(Clone, Copy)]
pub struct NoteNames<'a> {
    /// The name of a language.
    pub language: &'a dyn Fn(&str) -> String,
    /// A time (UTC) as people read it.
    pub time: &'a dyn Fn(DateTime<Utc>) -> String,
}

/// Words of proposed crews.
#[derive(Debug)]
pub struct Plans {
    /// Over the proposal.
    pub title: &'static str,
    /// Keys under it.
    pub keys: &'static str,
    /// No run needs a crew.
    pub nothing: &'static str,
    /// None of the crews can be set.
    pub none_possible: &'static str,
    /// Stands for a vehicle or driver that there is not.
    pub nobody: &'static str,
    /// So many people.
    pub people: fn(u32) -> String,
    /// So many crews.
    pub count: fn(usize) -> String,
    /// Vehicle, driver, speakers.
    pub crew: fn(vehicle: &str, driver: &str, speakers: &str) -> String,
    /// What is to be said of a crew.
    pub remarks: fn(&ProposedCrew, &NoteNames<'_>) -> Vec<String>,
    /// Crews proposed, of so many runs; how good the plan is at the least.
    pub proposed: fn(crews: usize, runs: usize, gap_percent: u64) -> String,
    /// How to accept it.
    pub how_to_apply: &'static str,
    /// So many crews were set, in one entry.
    pub applied: fn(usize) -> String,
    /// A crew that cannot be set, and why.
    pub left_out: fn(&str) -> String,
    /// Who goes beyond which limit on work.
    pub over: fn(who: &str, rule: &str) -> String,
    /// Reason kept with a crew that goes beyond a limit on work.
    pub despite: fn(&str) -> String,
    /// Reason kept with other times.
    pub late: &'static str,
}

fn hours(time: TimeDelta) -> String {
    format!("{}:{:02}", time.num_hours(), time.num_minutes() % 60)
}

pub(super) const ZH_CN: Plans = Plans {
    title: "拟派方案",
    keys: "Enter 一次派出  j/k 移动  Esc 不派",
    nothing: "没有待派的转运任务。",
    none_possible: "没有可派的任务，原因见各行。",
    nobody: "无",
    people: |people| format!("{people}人"),
    count: |crews| format!("{crews} 个任务"),
    crew: |vehicle, driver, speakers| format!("车辆：{vehicle}  司机：{driver}  志愿者：{speakers}"),
    remarks: |crew, names| {
        let note = |note: &Note| match note {
            Note::TooMany { largest } => format!("人数超过最大车辆可载的 {largest} 人，须分车"),
            Note::NoVehicle => "座位足够的车辆均在途、消杀或来不及赶到".to_owned(),
            Note::NoDriver => "司机均在途或来不及赶到".to_owned(),
            Note::NoSpeaker { language, known: 0 } => {
                format!("无人会{}，请用电话翻译或翻译机", (names.language)(language))
            }
            Note::NoSpeaker { language, known } => {
                format!("会{}的 {known} 人均不得空，请用电话翻译或翻译机", (names.language)(language))
            }
            Note::Hired { who: id } => format!("无志愿者得空，聘请译员{}", crew.name_of(*id)),
            Note::ShortRest { who: id } => format!("{}休息不足", crew.name_of(*id)),
            Note::OverWeek { who: id, by } => format!("{}七日工时超 {} 小时", crew.name_of(*id), hours(*by)),
            Note::OverDriving { by } => format!("司机一日驾驶超 {} 小时", hours(*by)),
            Note::NoBreak => "司机中途休息不足".to_owned(),
            Note::Changed => "与原派不同".to_owned(),
        };
        let late = crew.moved.map(|(pick_up, _)| format!("接客时间已过，改为 {}", (names.time)(pick_up)));
        let before = crew.before.as_ref().map(|before| format!("原派：{before}"));
        let over = crew.over.as_ref().map(|(key, rule)| (ZH_CN.over)(crew.named(key), rule));
        late.into_iter().chain(before).chain(crew.notes.iter().map(note)).chain(over).collect()
    },
    proposed: |crews, runs, gap| match gap {
        0 => format!("待派 {runs} 个任务，可派 {crews} 个；已是最优。"),
        gap => format!("待派 {runs} 个任务，可派 {crews} 个；距最优至多差 {gap}%。"),
    },
    how_to_apply: "这只是方案，尚未派出；加 --apply 一次派出，do undo 一次撤回。",
    applied: |crews| format!("已派出 {crews} 个任务，记为一条；do undo 可一次撤回。"),
    left_out: |why| format!("未派：{why}"),
    over: |who, rule| format!("{}超出{}", who, limit_zh(rule)),
    despite: |why| format!("按拟派方案，{why}"),
    late: "接客时间已过",
};

pub(super) const EN: Plans = Plans {
    title: "Proposed crews",
    keys: "Enter set all  j/k move  Esc leave",
    nothing: "No run needs a crew.",
    none_possible: "No crew can be set; each run says why.",
    nobody: "none",
    people: |people| format!("{people} people"),
    count: |crews| format!("{crews} runs"),
    crew: |vehicle, driver, speakers| format!("vehicle: {vehicle}  driver: {driver}  volunteers: {speakers}"),
    remarks: |crew, names| {
        let note = |note: &Note| match note {
            Note::TooMany { largest } => {
                format!("more people than the largest vehicle takes ({largest}): split it")
            }
            Note::NoVehicle => {
                "all vehicles with enough seats are out, being disinfected or too far away".to_owned()
            }
            Note::NoDriver => "all drivers are out or too far away".to_owned(),
            Note::NoSpeaker { language, known: 0 } => {
                format!("nobody speaks {}: by telephone or device", (names.language)(language))
            }
            Note::NoSpeaker { language, known } => {
                let language = (names.language)(language);
                format!("none of {known} who speak {language} is free: by telephone or device")
            }
            Note::Hired { who: id } => format!("no volunteer is free: interpreter {}", crew.name_of(*id)),
            Note::ShortRest { who: id } => format!("{} has too little rest", crew.name_of(*id)),
            Note::OverWeek { who: id, by } => {
                format!("{} is {} h over the hours of seven days", crew.name_of(*id), hours(*by))
            }
            Note::OverDriving { by } => format!("the driver is {} h over the hours of a day", hours(*by)),
            Note::NoBreak => "the driver has no break".to_owned(),
            Note::Changed => "not as it was set".to_owned(),
        };
        let late = crew
            .moved
            .map(|(pick_up, _)| format!("its time has passed: picked up at {}", (names.time)(pick_up)));
        let before = crew.before.as_ref().map(|before| format!("set now: {before}"));
        let over = crew.over.as_ref().map(|(key, rule)| (EN.over)(crew.named(key), rule));
        late.into_iter().chain(before).chain(crew.notes.iter().map(note)).chain(over).collect()
    },
    proposed: |crews, runs, gap| match gap {
        0 => format!("{runs} runs wait for a crew, {crews} can go; no plan is better."),
        gap => {
            format!("{runs} runs wait for a crew, {crews} can go; no plan is better by more than {gap} %.")
        }
    },
    how_to_apply: "This is a proposal, nothing is set. --apply sets all of it in one entry; do undo takes that back.",
    applied: |crews| format!("{crews} crews set, in one entry; do undo takes all of them back."),
    left_out: |why| format!("not set: {why}"),
    over: |who, rule| format!("{who} goes beyond {}", limit_en(rule)),
    despite: |why| format!("as proposed: {why}"),
    late: "its time had passed",
};

//! Proposed crews, and what is to be said of them.

use chrono::TimeDelta;

use crate::domain::Id;
use crate::planner::Note;

/// Names that a note may need.
#[derive(Clone, Copy)]
pub struct NoteNames<'a> {
    /// The name of a volunteer.
    pub person: &'a dyn Fn(Id) -> String,
    /// The name of a language.
    pub language: &'a dyn Fn(&str) -> String,
}

/// Words of proposed crews.
#[derive(Debug)]
pub struct Plans {
    /// No run needs a crew.
    pub nothing: &'static str,
    /// Stands for a vehicle or driver that there is not.
    pub nobody: &'static str,
    /// Vehicle, driver, speakers.
    pub crew: fn(vehicle: &str, driver: &str, speakers: &str) -> String,
    /// A note.
    pub note: fn(&Note, &NoteNames<'_>) -> String,
    /// Crews proposed, of so many runs; how good the plan is at the least.
    pub proposed: fn(crews: usize, runs: usize, gap_percent: u64) -> String,
    /// How to accept it.
    pub how_to_apply: &'static str,
    /// So many crews were set, in one entry.
    pub applied: fn(usize) -> String,
    /// A crew that cannot be set, and why.
    pub left_out: fn(&str) -> String,
    /// Reason kept with a crew that goes beyond a limit on work.
    pub despite: fn(&str) -> String,
}

fn hours(time: TimeDelta) -> String {
    format!("{}:{:02}", time.num_hours(), time.num_minutes() % 60)
}

pub(super) const ZH_CN: Plans = Plans {
    nothing: "没有待派的转运任务。",
    nobody: "无",
    crew: |vehicle, driver, speakers| format!("车辆:{vehicle}  司机:{driver}  志愿者:{speakers}"),
    note: |note, names| match note {
        Note::TooMany { largest } => format!("人数超过最大车辆({largest}座),须分车"),
        Note::NoVehicle => "座位足够的车辆均在途、消杀或来不及赶到".to_owned(),
        Note::NoDriver => "司机均在途或来不及赶到".to_owned(),
        Note::NoSpeaker { language, known: 0 } => {
            format!("无人会{},请用电话翻译或翻译机", (names.language)(language))
        }
        Note::NoSpeaker { language, known } => {
            format!("会{}的{known}人均不得空,请用电话翻译或翻译机", (names.language)(language))
        }
        Note::Hired { who } => format!("无志愿者得空,聘请译员{}", (names.person)(*who)),
        Note::ShortRest { who } => format!("{}休息不足", (names.person)(*who)),
        Note::OverWeek { who, by } => format!("{}七日工时超 {} 小时", (names.person)(*who), hours(*by)),
        Note::OverDriving { by } => format!("司机一日驾驶超 {} 小时", hours(*by)),
        Note::NoBreak => "司机中途休息不足".to_owned(),
        Note::Changed => "与原派不同".to_owned(),
    },
    proposed: |crews, runs, gap| match gap {
        0 => format!("{runs} 个任务,可派 {crews} 个;已是最优。"),
        gap => format!("{runs} 个任务,可派 {crews} 个;距最优至多差 {gap}%。"),
    },
    how_to_apply: "这只是方案,尚未派出;加 --apply 一次派出,do undo 一次撤回。",
    applied: |crews| format!("已派出 {crews} 个任务,记为一条;do undo 可一次撤回。"),
    left_out: |why| format!("未派:{why}"),
    despite: |why| format!("按拟派方案:{why}"),
};

pub(super) const EN: Plans = Plans {
    nothing: "No run needs a crew.",
    nobody: "none",
    crew: |vehicle, driver, speakers| format!("vehicle: {vehicle}  driver: {driver}  volunteers: {speakers}"),
    note: |note, names| match note {
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
            format!(
                "none of {known} who speak {} is free: by telephone or device",
                (names.language)(language)
            )
        }
        Note::Hired { who } => format!("no volunteer is free: interpreter {}", (names.person)(*who)),
        Note::ShortRest { who } => format!("{} has too little rest", (names.person)(*who)),
        Note::OverWeek { who, by } => {
            format!("{} is {} h over the hours of seven days", (names.person)(*who), hours(*by))
        }
        Note::OverDriving { by } => format!("the driver is {} h over the hours of a day", hours(*by)),
        Note::NoBreak => "the driver has no break".to_owned(),
        Note::Changed => "not as it was set".to_owned(),
    },
    proposed: |crews, runs, gap| match gap {
        0 => format!("{runs} runs, crews for {crews}; no plan is better."),
        gap => format!("{runs} runs, crews for {crews}; no plan is better by more than {gap} %."),
    },
    how_to_apply: "This is a proposal, nothing is set. --apply sets all of it in one entry; do undo takes that back.",
    applied: |crews| format!("{crews} crews set, in one entry; do undo takes all of them back."),
    left_out: |why| format!("not set: {why}"),
    despite: |why| format!("as proposed by the planner: {why}"),
};

//! The figures of a stretch of statistical days, as values. Each is counted from rows; nothing here reads them.
//!
//! - `mark`: what an item counts in, the one place that decides it;
//! - `tally`: marks added up to figures; `trend`: figures by day, week or month; `row`: the rows of a figure;
//! - `steps`: how long the steps of papers take; `plotted`: what plots show.

mod mark;
mod plotted;
mod row;
mod steps;
mod tally;
mod trend;

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde::Serialize;

use crate::domain::calendar::Calendar;

pub use mark::{MARKED, Mark, Span, marks};
pub use plotted::{
    AGES, Grain, Kept, MOST_SLOTS, PaperHours, Plot, Plotted, PortPeople, Slots, UnitAges, Values, age_place,
    order_units,
};
pub use row::{FigureRow, FigureRows, Paper, PaperFigure};
pub use tally::Tally;
pub use trend::{By, MAIN, Stretch, Trends};

pub use steps::{Counted, Gathering, Step, StepTime, StepTimes, Timed, Worst};

/// A stretch of statistical days (local, cut off at 24:00), both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day; none: from the beginning.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// Everything up to the last whole statistical day before `now`.
    pub fn whole_days_before(now: DateTime<Utc>, calendar: &Calendar) -> Self {
        let today = calendar.statistical_day(now);
        Self { from: None, to: today.checked_sub_days(Days::new(1)).unwrap_or(today) }
    }

    /// First instant, and the first instant after it (UTC).
    pub fn bounds(&self, calendar: &Calendar) -> (DateTime<Utc>, DateTime<Utc>) {
        let midnight = |day: NaiveDate| calendar.instant(day.and_time(NaiveTime::MIN));
        let from = self.from.map_or(DateTime::UNIX_EPOCH, midnight);
        (from, midnight(self.to.checked_add_days(Days::new(1)).unwrap_or(self.to)))
    }
}

/// Information reports (信息).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct InfoReports {
    /// In all.
    pub total: u32,
    /// 经验类
    pub practice: u32,
    /// 问题建议类
    pub problem: u32,
    /// 采用: taken up above before the period ended.
    pub adopted: u32,
}

/// Findings (问题).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// Put on record in the period.
    pub total: u32,
    /// Of these, closed (销号) before it ended.
    pub closed: u32,
}

/// Bus routes looked at in the period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BusRoutes {
    /// How many different lines.
    pub count: u32,
    /// Which.
    pub lines: Vec<String>,
    /// Of how many checks the transport bureau was told.
    pub fed_back: u32,
}

/// Supervised items (转办 / 督办件), by who gave them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Supervised {
    /// Received in the period.
    pub total: u32,
    /// 国务院大督查
    pub state_council: u32,
    /// 市委督查室
    pub city_party: u32,
    /// 市政府督查室
    pub city_government: u32,
}

/// Feedback on the supervised items of the period. On time is not solved: three counts, none of which hides another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Feedback {
    /// Answered before the period ended, or due by their original time before it ended.
    pub owed: u32,
    /// Of these, answered by the *original* due time.
    pub on_time: u32,
    /// Items whose due time was extended.
    pub extended: u32,
    /// Items closed before the period ended.
    pub solved: u32,
}

/// What was published (宣传), by channel, language (BCP 47) and form, as recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Publications {
    /// In all.
    pub total: u32,
    /// By channel.
    pub channels: BTreeMap<String, u32>,
    /// By language.
    pub languages: BTreeMap<String, u32>,
    /// By form.
    pub forms: BTreeMap<String, u32>,
}

/// Guests' needs (诉求) raised in the period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Requests {
    /// In all.
    pub total: u32,
    /// Medical needs.
    pub medical: u32,
    /// Interpreting.
    pub interpreting: u32,
    /// Food, room, belongings.
    pub living: u32,
    /// A first response was given, or due, before the period ended.
    pub owed: u32,
    /// Of these, given in time.
    pub on_time: u32,
    /// Met before the period ended.
    pub resolved: u32,
}

/// Tasks (任务) given in the period, without those that were cancelled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tasks {
    /// In all.
    pub total: u32,
    /// Done before the period ended.
    pub done: u32,
}

/// Dispatches sent in the period, and the receipts of their recipients.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Dispatches {
    /// In all.
    pub total: u32,
    /// Receipts given, or due, before the period ended.
    pub receipts_owed: u32,
    /// Of these, given in time.
    pub receipts_on_time: u32,
}

/// Emergencies of which news came in the period, without false news.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Emergencies {
    /// In all.
    pub total: u32,
    /// Reported by telephone, or due to be, before the period ended.
    pub phone_owed: u32,
    /// Of these, in time.
    pub phoned_on_time: u32,
    /// First reported in writing, or due to be, before the period ended.
    pub writing_owed: u32,
    /// Of these, in time.
    pub written_on_time: u32,
}

/// Volunteers on the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Volunteers {
    /// In all, without hired interpreters.
    pub total: u32,
    /// By their first language (BCP 47).
    pub languages: BTreeMap<String, u32>,
}

/// Minutes from receipt to signature, of one urgency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimeToSign {
    /// Name of the urgency.
    pub urgency: &'static str,
    /// Papers received in the period and signed for.
    pub papers: u32,
    /// The middle one, in minutes.
    pub median_minutes: f64,
    /// The longest, in minutes.
    pub max_minutes: f64,
}

/// All figures of a period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// First statistical day; none: from the beginning.
    pub from: Option<NaiveDate>,
    /// Last statistical day.
    pub to: NaiveDate,
    /// Papers from above received in the period.
    pub documents_handled: u32,
    /// Of these, completed (办结, or 阅毕) before it ended.
    pub documents_completed: u32,
    /// Issues of the daily 《防控简报》 for days of the period.
    pub daily_bulletins: u32,
    /// 信息
    pub info_reports: InfoReports,
    /// Leaders' field visits and official activities.
    pub activities: u32,
    /// Meetings of the headquarters.
    pub meetings: u32,
    /// Inspections that set out in the period.
    pub inspections: u32,
    /// Issues of the 《督查简报》 for days of the period.
    pub inspection_bulletins: u32,
    /// 问题
    pub findings: Findings,
    /// 建议
    pub recommendations: u32,
    /// Of these, adopted before the period ended.
    pub recommendations_adopted: u32,
    /// Bus routes checked.
    pub bus_routes: BusRoutes,
    /// 转办 / 督办件
    pub supervised: Supervised,
    /// 督查专报
    pub special_reports: u32,
    /// Feedback given by the original due time, of all that was owed; none while nothing was.
    pub feedback_on_time_percent: Option<f64>,
    /// The counts behind it.
    pub feedback: Feedback,
    /// 志愿者
    pub volunteers: Volunteers,
    /// Hired interpreters.
    pub interpreters: u32,
    /// Ports at which people arrived.
    pub ports: u32,
    /// Guests' needs closed with thanks.
    pub service_cases: u32,
    /// Items published online.
    pub online_items: u32,
    /// Posters.
    pub posters: u32,
    /// Handbooks.
    pub handbooks: u32,
    /// 宣传: everything published, posters and handbooks too.
    pub publications: Publications,
    /// 培训
    pub trainings: u32,
    /// 诉求
    pub requests: Requests,
    /// 任务
    pub tasks: Tasks,
    /// 通知
    pub dispatches: Dispatches,
    /// 紧急信息
    pub emergencies: Emergencies,
    /// Minutes from receipt to signature, the most urgent first.
    pub time_to_sign: Vec<TimeToSign>,
    /// Minutes that each step takes, and how many are on time, the most urgent first.
    pub step_times: Vec<StepTime>,
}

/// One figure as a line: its stable name, as in CSV, and its value.
pub type Line = (String, String);

impl Figures {
    /// All figures as lines, in the order of the report; parts of a figure follow on it after a point.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut say =
            |name: &str, value: &dyn std::fmt::Display| lines.push((name.to_owned(), value.to_string()));
        say("documents_handled", &self.documents_handled);
        say("documents_completed", &self.documents_completed);
        say("daily_bulletins", &self.daily_bulletins);
        say("info_reports", &self.info_reports.total);
        say("info_reports.practice", &self.info_reports.practice);
        say("info_reports.problem", &self.info_reports.problem);
        say("info_reports.adopted", &self.info_reports.adopted);
        say("activities", &self.activities);
        say("meetings", &self.meetings);
        say("inspections", &self.inspections);
        say("inspection_bulletins", &self.inspection_bulletins);
        say("findings", &self.findings.total);
        say("findings.closed", &self.findings.closed);
        say("recommendations", &self.recommendations);
        say("recommendations_adopted", &self.recommendations_adopted);
        say("bus_routes", &self.bus_routes.count);
        say("bus_routes.lines", &self.bus_routes.lines.join(" "));
        say("bus_routes.fed_back", &self.bus_routes.fed_back);
        say("supervised", &self.supervised.total);
        say("supervised.state_council", &self.supervised.state_council);
        say("supervised.city_party", &self.supervised.city_party);
        say("supervised.city_government", &self.supervised.city_government);
        say("special_reports", &self.special_reports);
        if let Some(percent) = self.feedback_on_time_percent {
            say("feedback_on_time_percent", &percent);
        }
        say("feedback.owed", &self.feedback.owed);
        say("feedback.on_time", &self.feedback.on_time);
        say("feedback.extended", &self.feedback.extended);
        say("feedback.solved", &self.feedback.solved);
        say("volunteers", &self.volunteers.total);
        for (language, count) in &self.volunteers.languages {
            say(&format!("volunteers.{language}"), count);
        }
        say("interpreters", &self.interpreters);
        say("ports", &self.ports);
        say("service_cases", &self.service_cases);
        say("online_items", &self.online_items);
        say("posters", &self.posters);
        say("handbooks", &self.handbooks);
        say("publications", &self.publications.total);
        let parts = [
            ("channel", &self.publications.channels),
            ("language", &self.publications.languages),
            ("form", &self.publications.forms),
        ];
        for (part, counts) in parts {
            for (value, count) in counts {
                say(&format!("publications.{part}.{value}"), count);
            }
        }
        say("trainings", &self.trainings);
        say("requests", &self.requests.total);
        say("requests.medical", &self.requests.medical);
        say("requests.interpreting", &self.requests.interpreting);
        say("requests.living", &self.requests.living);
        say("requests.owed", &self.requests.owed);
        say("requests.on_time", &self.requests.on_time);
        say("requests.resolved", &self.requests.resolved);
        say("tasks", &self.tasks.total);
        say("tasks.done", &self.tasks.done);
        say("dispatches", &self.dispatches.total);
        say("dispatches.receipts_owed", &self.dispatches.receipts_owed);
        say("dispatches.receipts_on_time", &self.dispatches.receipts_on_time);
        say("emergencies", &self.emergencies.total);
        say("emergencies.phone_owed", &self.emergencies.phone_owed);
        say("emergencies.phoned_on_time", &self.emergencies.phoned_on_time);
        say("emergencies.writing_owed", &self.emergencies.writing_owed);
        say("emergencies.written_on_time", &self.emergencies.written_on_time);
        for time in &self.time_to_sign {
            say(&format!("time_to_sign.{}.median_minutes", time.urgency), &time.median_minutes);
            say(&format!("time_to_sign.{}.max_minutes", time.urgency), &time.max_minutes);
        }
        for time in &self.step_times {
            let mut say = |part: &str, value: Option<f64>| {
                let name = format!("step_times.{}.{}.{part}", time.urgency, time.step);
                lines.extend(value.map(|value| (name, value.to_string())));
            };
            say("count", Some(f64::from(time.count)));
            say("median_minutes", time.median_minutes);
            say("p90_minutes", time.p90_minutes);
            say("max_minutes", time.max_minutes);
            say("limit_minutes", time.limit_minutes);
            say("owed", Some(f64::from(time.owed)));
            say("on_time", Some(f64::from(time.on_time)));
            say("on_time_percent", time.on_time_percent);
        }
        lines
    }

    /// No figures yet.
    pub fn empty(period: Period) -> Self {
        Self {
            from: period.from,
            to: period.to,
            documents_handled: 0,
            documents_completed: 0,
            daily_bulletins: 0,
            info_reports: InfoReports::default(),
            activities: 0,
            meetings: 0,
            inspections: 0,
            inspection_bulletins: 0,
            findings: Findings::default(),
            recommendations: 0,
            recommendations_adopted: 0,
            bus_routes: BusRoutes::default(),
            supervised: Supervised::default(),
            special_reports: 0,
            feedback_on_time_percent: None,
            feedback: Feedback::default(),
            volunteers: Volunteers::default(),
            interpreters: 0,
            ports: 0,
            service_cases: 0,
            online_items: 0,
            posters: 0,
            handbooks: 0,
            publications: Publications::default(),
            trainings: 0,
            requests: Requests::default(),
            tasks: Tasks::default(),
            dispatches: Dispatches::default(),
            emergencies: Emergencies::default(),
            time_to_sign: Vec::new(),
            step_times: Vec::new(),
        }
    }
}

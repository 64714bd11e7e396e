//! 13 meetings of the headquarters and 28 field visits and official activities, each with its checklist, held and
//! closed; the tasks that came of the meetings; and what is to come on 7 April.

use chrono::{DateTime, TimeDelta, Utc};

use super::book::{Book, LAST_DAY, Who, minute, tonight};
use super::words::TOPICS;
use crate::domain::meeting::{Action, MeetingCommand as C, MeetingKind, MeetingPlan, task_id};
use crate::domain::task::TaskCommand;
use crate::domain::{Command, Id, Kind, Stream};

const ACTIVITIES: i64 = 28;
const MEETINGS: i64 = 13;
/// Tasks of a meeting.
const ITEMS: usize = 2;

/// Writes them into the book.
pub(super) fn write(book: &mut Book) {
    for n in 0..ACTIVITIES {
        activity(book, n);
    }
    for n in 0..MEETINGS {
        meeting(book, n);
    }
}

/// One that is being written down: its id, its start, and how many events it has.
struct Course {
    id: Id,
    starts_at: DateTime<Utc>,
    version: u32,
}

impl Course {
    /// Planned so long before the start.
    fn planned(book: &mut Book, plan: MeetingPlan, minutes_before: i64) -> Self {
        let (id, starts_at) = (book.id(plan.starts_at), plan.starts_at);
        let mut course = Self { id, starts_at, version: 0 };
        let act = C::Plan { plan: Box::new(plan), items: Vec::new() };
        course.add(book, starts_at - TimeDelta::minutes(minutes_before), act);
        course
    }

    fn add(&mut self, book: &mut Book, at: DateTime<Utc>, act: C) {
        self.version += 1;
        book.add(at, Who::Secondary, Command::Meeting { id: self.id, act });
    }

    /// The next items of the checklist are done, one at each of these times before the start (minutes).
    fn ticked(&mut self, book: &mut Book, minutes_before: &[i64]) {
        for before in minutes_before {
            let act = C::Tick { item: String::new(), note: None };
            self.add(book, self.starts_at - TimeDelta::minutes(*before), act);
        }
    }

    fn after(&self, minutes: i64) -> DateTime<Utc> {
        self.starts_at + TimeDelta::minutes(minutes)
    }
}

fn plan(kind: MeetingKind, title: String, place: &str, starts_at: DateTime<Utc>) -> MeetingPlan {
    MeetingPlan {
        kind,
        title,
        place: place.to_owned(),
        starts_at,
        // The usual length.
        ends_at: starts_at,
        leader: None,
        organiser: None,
        attendees: Vec::new(),
    }
}

/// Field visits and official activities; most leave no minutes.
fn activity(book: &mut Book, n: i64) {
    const VISITED: [&str; 7] =
        ["盐田港码头", "海滨集中隔离点", "沙头角口岸", "梅沙街道", "复工企业", "农贸市场", "盐田健康驿站"];
    let place = VISITED[usize::try_from(n).unwrap_or(0) % VISITED.len()];
    let guided = n % 4 == 3;
    let (kind, title) = if guided {
        (MeetingKind::Reception, format!("市防控督导组到{place}督导公务保障"))
    } else {
        (MeetingKind::FieldVisit, format!("区领导到{place}调研检查疫情防控"))
    };
    let starts_at = minute(2 + n * 71 / ACTIVITIES, book.dice.between(540, 1000));
    let told = book.dice.between(4, 50);
    let leader = Some(book.leader(starts_at));
    let plan = MeetingPlan { leader, ..plan(kind, title, place, starts_at) };
    let mut course = Course::planned(book, plan, 1_500);
    course.ticked(book, &[1_450, 1_410, 1_300, 150]);
    course.add(book, course.after(120 + told), C::Hold { at: None });
    let end = if guided {
        let text = format!("督导组肯定{place}防控工作,要求补齐物资台账,当日整改完毕。");
        course.add(book, course.after(260), C::Minute { text, actions: Vec::new() });
        None
    } else {
        Some("调研检查不出纪要,情况入当日值班日志".to_owned())
    };
    course.add(book, course.after(320), C::Close { without_minutes: end });
}

/// Meetings of the headquarters: minutes on the next day, with two tasks.
fn meeting(book: &mut Book, n: i64) {
    let day = 1 + n * 72 / MEETINGS;
    let starts_at = minute(day, 560);
    let told = book.dice.between(4, 50);
    let leader = Some(book.leader(starts_at));
    let title = format!("区疫情防控指挥部第{}次会议", n + 1);
    let plan = MeetingPlan {
        leader,
        organiser: Some("health".to_owned()),
        attendees: vec!["指挥部成员单位".to_owned()],
        ..plan(MeetingKind::Meeting, title, "区委三楼会议室", starts_at)
    };
    let mut course = Course::planned(book, plan, 1_380);
    course.ticked(book, &[1_360, 1_330, 1_240, 930, 70]);
    course.add(book, course.after(120 + told), C::Hold { at: None });
    let current: Vec<_> =
        TOPICS.iter().filter(|topic| (topic.days.0..=topic.days.1).contains(&day)).collect();
    let first = usize::try_from(n).unwrap_or(0) * ITEMS;
    let topics: Vec<_> = current.iter().cycle().skip(first).take(ITEMS).collect();
    let actions = topics.iter().map(|topic| Action {
        owner: topic.lead.to_owned(),
        what: format!("抓好{},落实情况报指挥部办公室", topic.words),
        due: Some(minute(day + 4, 1_080)),
    });
    let actions: Vec<Action> = actions.collect();
    let at = course.after(1_470);
    let version = course.version;
    let text = format!("会议研判疫情形势,研究{}等工作,议定 {ITEMS} 项。", topics[0].words);
    course.add(book, at, C::Minute { text, actions });
    course.add(book, at + TimeDelta::minutes(35), C::Close { without_minutes: None });
    for line in 0..ITEMS {
        let id = task_id(at, Stream::new(Kind::Meeting, course.id), version, line);
        let of_task = |act| Command::Task { id, act };
        let later = |hours: i64| at + TimeDelta::hours(hours);
        book.add(later(3), Who::Secondary, of_task(TaskCommand::Start));
        let outcome = "已落实,情况报指挥部办公室。".to_owned();
        // On time, all but one: it was put off.
        let late = n == 6 && line == 1;
        if late {
            let (until, reason) = (minute(day + 6, 1_080), "两家单位材料未报齐".to_owned());
            book.add(later(70), Who::Secondary, of_task(TaskCommand::Extend { until, reason }));
        }
        let done = later(if late { 110 } else { 48 + i64::try_from(line).unwrap_or(0) * 5 });
        book.add(done, Who::Secondary, of_task(TaskCommand::Finish { outcome }));
    }
}

/// What is to come on 7 April, prepared in part: the next meeting in the morning and a field visit in the afternoon.
pub(super) fn ahead(book: &mut Book) {
    let leader = book.name("lin");
    let meeting = MeetingPlan {
        leader: Some(leader),
        organiser: Some("health".to_owned()),
        attendees: vec!["指挥部成员单位".to_owned(), "五个口岸联络员".to_owned()],
        ..plan(
            MeetingKind::Meeting,
            format!("区疫情防控指挥部第{}次会议", MEETINGS + 1),
            "区委三楼会议室",
            tonight(9, 30),
        )
    };
    let mut course = Course::planned(book, meeting, 1_440);
    course.ticked(book, &[1_400, 1_320, 950]);
    let leader = book.name("zhao");
    let visit = MeetingPlan {
        leader: Some(leader),
        organiser: Some("port_office".to_owned()),
        ..plan(
            MeetingKind::FieldVisit,
            "区领导到盐田港码头调研检查船员换班".to_owned(),
            "盐田港码头",
            minute(LAST_DAY + 1, 900),
        )
    };
    let mut course = Course::planned(book, visit, 1_400);
    course.ticked(book, &[1_340, 1_200, 1_000]);
    let charge = crate::domain::task::Charge {
        title: "核对七日在港船舶船员名单,报口岸办".to_owned(),
        owner: "port_group".to_owned(),
        due: Some(tonight(11, 0)),
        source: Some(Stream::new(Kind::Meeting, course.id)),
    };
    let at = tonight(0, 40);
    let id = book.id(at);
    book.add(at, Who::Primary, Command::Task { id, act: TaskCommand::Raise(Box::new(charge)) });
}

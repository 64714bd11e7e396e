//! 1017 papers from above, all completed by the end of 6 April: the 46 directives of the central bodies, and 971 others.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::DemoError;
use super::book::{Book, LAST_DAY, Who, date, day_of, day_of_date, minute};
use super::words::{FORMS, Form, INSTRUCTIONS, ISSUERS, Issuer, OUTCOMES, TOPICS, Topic};
use crate::domain::doc_number::DocNumber;
use crate::domain::document::{Copy, DocumentCommand, InstructionMode, Received};
use crate::domain::{Command, Urgency};

const DIRECTIVES: &str = include_str!("directives-2020.csv");
/// Papers in all.
const TOTAL: usize = 1017;

/// A paper and its course.
#[derive(Debug)]
pub(super) struct Paper {
    /// As received.
    pub(super) received: Received,
    /// Signed for (UTC); so on.
    pub(super) signed: DateTime<Utc>,
    pub(super) dispatched: DateTime<Utc>,
    /// When an instruction by telephone was put in writing.
    pub(super) written: Option<DateTime<Utc>>,
    pub(super) completed: DateTime<Utc>,
    /// Lead and assisting units; nobody for a paper that is circulated only.
    lead: Option<(&'static str, &'static [&'static str])>,
}

/// Writes all papers into the book.
pub(super) fn write(book: &mut Book) -> Result<Vec<Paper>, DemoError> {
    let mut papers = directives(book)?;
    let made = TOTAL.saturating_sub(papers.len());
    let mut maker = Maker { numbers: vec![(0, 0); ISSUERS.len()], titles: BTreeSet::new(), made: 0 };
    let mut times: Vec<_> = (0..made).map(|n| arrival(book, n, made)).collect();
    times.sort_unstable();
    papers.extend(times.into_iter().map(|at| maker.paper(book, at)));
    papers.sort_by_key(|paper| paper.received.received_at);
    for paper in &papers {
        enter(book, paper);
    }
    Ok(papers)
}

fn enter(book: &mut Book, paper: &Paper) {
    let id = book.id(paper.received.received_at);
    let of_paper = |act| Command::Document { id, act };
    let receive = DocumentCommand::Receive(Box::new(paper.received.clone()));
    book.add(paper.received.received_at, Who::Secondary, of_paper(receive));
    book.add(paper.signed, Who::Primary, of_paper(DocumentCommand::Sign));
    let Some((lead, assists)) = paper.lead else {
        let readers = vec![book.leader(paper.dispatched), "区防控办各组".to_owned()];
        book.add(paper.dispatched, Who::Primary, of_paper(DocumentCommand::Circulate { readers }));
        book.add(paper.completed, Who::Secondary, of_paper(DocumentCommand::Complete { outcome: None }));
        return;
    };
    let unit = book.unit(lead);
    let words = book.dice.pick(INSTRUCTIONS).replace("{}", &unit);
    let leader = book.leader(paper.dispatched);
    let mode = if paper.written.is_some() { InstructionMode::Phone } else { InstructionMode::Written };
    let assign = DocumentCommand::Assign {
        lead: lead.to_owned(),
        assists: assists.iter().map(|&unit| unit.to_owned()).collect(),
        instruction: Some((leader.clone(), mode, words.clone())),
        dispatch: None,
    };
    book.add(paper.dispatched, Who::Primary, of_paper(assign));
    if let Some(written) = paper.written {
        let instruct = DocumentCommand::Instruct { leader, mode: InstructionMode::Written, words };
        book.add(written, Who::Secondary, of_paper(instruct));
    }
    let outcome = Some(book.dice.pick(OUTCOMES).replace("{}", &unit));
    book.add(paper.completed, Who::Primary, of_paper(DocumentCommand::Complete { outcome }));
}

/// The 46 directives; they came through the government network the day after they were written, or some days later.
fn directives(book: &mut Book) -> Result<Vec<Paper>, DemoError> {
    let bad = |what: String| DemoError::Directives(what);
    let mut reader = csv::Reader::from_reader(DIRECTIVES.as_bytes());
    let mut papers = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let record = record.map_err(|error| bad(error.to_string()))?;
        let [title, number, issuer, written, url] =
            [0, 1, 2, 3, 4].map(|at| record.get(at).unwrap_or("").trim());
        let written_on: NaiveDate =
            written.parse().map_err(|_| bad(format!("row {}: {written}", row + 2)))?;
        let urgency = match () {
            () if title.contains("紧急") => Urgency::Immediate,
            () if number.contains("明电") => Urgency::Priority,
            () => Urgency::Routine,
        };
        let for_information = title.ends_with("公告");
        let lead = TOPICS.iter().filter(|_| !for_information).find(|topic| {
            let words: Vec<char> = topic.words.chars().take(2).collect();
            title.contains(&words.iter().collect::<String>())
        });
        let lead = lead.map_or(("health", &[] as &[_]), |topic| (topic.lead, topic.assists));
        let received_at = minute(day_of_date(written_on).max(0) + 1, book.dice.between(520, 1080));
        let received = Received {
            register: "incoming".to_owned(),
            doc_number: DocNumber::parse(number),
            title: title.to_owned(),
            issuer: issuer.to_owned(),
            doc_type: ["通知", "公告", "意见"]
                .into_iter()
                .find(|kind| title.ends_with(kind))
                .map(str::to_owned),
            urgency,
            handling: None,
            received_at,
            written_on: Some(written_on),
            stated_due: None,
            copy: Copy {
                source: "政务内网".to_owned(), digest: format!("directives-2020.csv:{}", row + 2)
            },
            url: Some(url.to_owned()),
            note: None,
            origin: None,
            attachments: Vec::new(),
            unsure: Vec::new(),
        };
        papers.push(course(book, received, (!for_information).then_some(lead)));
    }
    Ok(papers)
}

/// When the n-th of so many papers arrives: fewer at first and over the holiday at the end, most in office hours.
fn arrival(book: &mut Book, n: usize, of: usize) -> DateTime<Utc> {
    let share = i64::try_from(n * 1000 / of.max(1)).unwrap_or(0);
    let day = match share {
        0..30 => book.dice.between(0, 3),
        30..980 => book.dice.between(2, LAST_DAY - 3),
        _ => book.dice.between(LAST_DAY - 2, LAST_DAY),
    };
    let clock = match book.dice.between(0, 99) {
        0..74 => book.dice.between(510, 1090),
        74..92 => book.dice.between(1090, 1430),
        _ => book.dice.between(0, 510),
    };
    // On the last day everything is here by the early afternoon, and done by midnight.
    minute(day, if day == LAST_DAY { 60 + clock * 3 / 5 } else { clock })
}

/// Makes papers up, with numbers that rise and titles that do not repeat.
struct Maker {
    /// Last number of papers and of telegrams, by issuer.
    numbers: Vec<(i64, i64)>,
    titles: BTreeSet<(usize, usize)>,
    made: usize,
}

impl Maker {
    fn paper(&mut self, book: &mut Book, received_at: DateTime<Utc>) -> Paper {
        let (day, clock) = day_of(received_at);
        let (topic, form, fresh) = self.matter(book, day, !(420..1320).contains(&clock));
        let (at, issuer) = issuer(book, topic);
        let urgency = urgency(book, form, issuer);
        let written_on = date(day - i64::from(urgency <= Urgency::RoutineUrgent && book.dice.percent(60)));
        let received = Received {
            register: "incoming".to_owned(),
            doc_number: DocNumber::parse(&self.number(book, at, form, urgency, fresh)),
            title: format!("{}{}{}", form.around.0, topic.words, form.around.1),
            issuer: issuer.name.to_owned(),
            doc_type: Some(form.doc_type.to_owned()),
            urgency,
            handling: None,
            received_at,
            written_on: Some(written_on),
            stated_due: None,
            copy: Copy { source: source(book, urgency).to_owned(), digest: format!("demo:{}", self.made) },
            url: None,
            note: None,
            origin: None,
            attachments: Vec::new(),
            unsure: Vec::new(),
        };
        let lead = (!form.for_information).then_some((topic.lead, topic.assists));
        course(book, received, lead)
    }

    /// A matter of that day in a form that it did not have before, if one is found soon; whether it is such a one. At
    /// night only what cannot wait.
    fn matter(&mut self, book: &mut Book, day: i64, night: bool) -> (&'static Topic, &'static Form, bool) {
        let urgent = night || book.dice.percent(20);
        let mut found = (0, 0);
        for _ in 0..2000 {
            let next = (book.dice.below(TOPICS.len()), book.dice.below(FORMS.len()));
            let (from, until) = TOPICS[next.0].days;
            if day < from || until < day || FORMS[next.1].urgent != urgent {
                continue;
            }
            found = next;
            if !self.titles.contains(&found) {
                break;
            }
        }
        self.made += 1;
        (&TOPICS[found.0], &FORMS[found.1], self.titles.insert(found))
    }

    /// A title that was there before always gets a number, so that nobody takes the paper for a copy.
    fn number(&mut self, book: &mut Book, at: usize, form: &Form, urgency: Urgency, fresh: bool) -> String {
        let issuer = &ISSUERS[at];
        let (papers, telegrams) = &mut self.numbers[at];
        let step = book.dice.between(1, 3);
        match issuer.telegram {
            Some(mark) if urgency >= Urgency::Immediate || form.doc_type == "明电" => {
                *telegrams += step;
                format!("{mark}〔2020〕{telegrams}号")
            }
            _ if fresh && (form.doc_type == "纪要" || book.dice.percent(4)) => String::new(),
            _ => {
                *papers += step;
                format!("{}〔2020〕{papers}号", issuer.mark)
            }
        }
    }
}

fn issuer(book: &mut Book, topic: &Topic) -> (usize, &'static Issuer) {
    let writes = |issuer: &Issuer| issuer.about.is_empty() || issuer.about.contains(&topic.lead);
    let among: Vec<usize> = (0..ISSUERS.len())
        .filter(|&at| writes(&ISSUERS[at]))
        .flat_map(|at| std::iter::repeat_n(at, ISSUERS[at].weight))
        .collect();
    let at = *book.dice.pick(&among);
    (at, &ISSUERS[at])
}

/// Only a body that sends telegrams sends a 特提 or 平急.
fn urgency(book: &mut Book, form: &Form, issuer: &Issuer) -> Urgency {
    let wire = issuer.telegram.is_some();
    match (form.urgent, book.dice.between(0, 99)) {
        (true, 0..8) if wire => Urgency::Flash,
        (true, 0..70) => Urgency::Immediate,
        (true, _) => Urgency::Priority,
        (false, 0..16) if !form.for_information => Urgency::Priority,
        (false, 16..28) if !form.for_information && wire => Urgency::RoutineUrgent,
        (false, _) => Urgency::Routine,
    }
}

fn source(book: &mut Book, urgency: Urgency) -> &'static str {
    const URGENT: [&str; 3] = ["市应急指挥系统", "加密传真", "值班电话"];
    const OTHERS: [&str; 6] = ["OA系统", "OA系统", "OA系统", "政务内网", "纸质来文", "政务微信"];
    let from = if urgency >= Urgency::Immediate { URGENT.as_slice() } else { OTHERS.as_slice() };
    from[book.dice.below(from.len())]
}

/// The course of a paper within the limits of its urgency.
fn course(
    book: &mut Book,
    received: Received,
    lead: Option<(&'static str, &'static [&'static str])>,
) -> Paper {
    let at = received.received_at;
    let (day, clock) = day_of(at);
    let last = minute(LAST_DAY, 1425);
    let (sign, dispatch) = match received.urgency {
        Urgency::Flash => ((1, 4), (5, 9)),
        Urgency::Immediate => ((2, 8), (9, 14)),
        Urgency::Priority => ((4, 25), (28, 55)),
        Urgency::RoutineUrgent => ((8, 50), (55, 110)),
        Urgency::Routine => ((6, 95), (100, 200)),
    };
    let dice = &mut book.dice;
    let signed = at + TimeDelta::seconds(dice.between(sign.0 * 60, sign.1 * 60 - 1));
    let dispatched = at + TimeDelta::seconds(dice.between(dispatch.0 * 60, dispatch.1 * 60));
    let night = !(420..1320).contains(&clock) && lead.is_some();
    let morning = day + i64::from(clock > 720);
    let written = night.then(|| minute(morning, dice.between(545, 690)));
    let done = match received.urgency {
        Urgency::Flash | Urgency::Immediate => dispatched + TimeDelta::minutes(dice.between(150, 1050)),
        Urgency::Priority => dispatched + TimeDelta::minutes(dice.between(300, 3600)),
        _ => {
            let (soonest, latest) = if lead.is_some() { (1, 4) } else { (1, 2) };
            let after = dice.between(soonest, latest);
            minute(day + after, dice.between(515, 1075))
        }
    };
    let done = written.map_or(done, |written| done.max(written + TimeDelta::minutes(25)));
    let completed =
        done.min(last - TimeDelta::minutes(dice.between(0, 200))).max(dispatched + TimeDelta::minutes(20));
    Paper { received, signed, dispatched, written, completed, lead }
}

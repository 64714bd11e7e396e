//! What an issue counts: the facts that were recorded in its time, each with its row.
//!
//! A fact is counted in the issue in whose time it was *recorded*, whenever it happened. What stands at the end of that
//! time and did not stand at its begin is counted; what stood at its begin and does not stand at its end was undone
//! since, and is a correction. So the counts of all issues, less their corrections, are what stands at the end of the
//! last, whatever came late and whatever was undone; and no issue changes by what comes after it.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::super::calendar::Calendar;
use super::super::deadline::Deadline;
use super::super::event::{Entity, Event, EventBody, Inapplicable, Stamp, State};
use super::super::id::Stream;
use super::super::urgency::Urgency;
use super::marks::{Mark, marks};
use super::{BulletinSeries, Count};

/// The time of an issue, as journal entries. Once an issue is drafted this stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covers {
    /// The first statistical day of it; a fact that happened before came late.
    pub since: NaiveDate,
    /// It begins after this entry.
    pub after: u64,
    /// It ends with this entry.
    pub through: u64,
}

/// All that happened to one entity, up to the end of the time at least.
#[derive(Debug, Clone)]
pub struct History {
    /// Number of the journal entry, who and when, what; oldest first.
    pub events: Vec<(u64, Stamp, Event)>,
}

/// A fact of a count.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The entity.
    pub stream: Stream,
    /// How many it stands for, in a count that is a sum; else 1.
    pub quantity: u32,
    /// When it was recorded (UTC).
    pub recorded_at: DateTime<Utc>,
    /// When it happened, as told (UTC).
    pub happened_at: DateTime<Utc>,
    /// Its number, if it has one that people see.
    pub number: Option<String>,
    /// What people call it; empty for people and for runs, which are called by others.
    pub title: String,
    /// Id of the unit that it is with.
    pub unit: Option<String>,
    /// Id of the port or site, or the place in words.
    pub place: Option<String>,
    /// Urgency of a paper or a dispatch.
    pub urgency: Option<Urgency>,
    /// What it still owed at the end of the time, and until when (UTC).
    pub due: Option<(DateTime<Utc>, Deadline)>,
}

/// The facts of an issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathered {
    /// Which bulletin.
    pub series: BulletinSeries,
    /// The last statistical day of its time.
    pub day: NaiveDate,
    /// The time it covers.
    pub covers: Covers,
    /// The rows of every count of the series, in the order in which they were recorded; of one time, in that in which
    /// they happened.
    pub rows: BTreeMap<Count, Vec<Row>>,
    /// What each late fact is counted as; in step with the rows of [`Count::LateFacts`].
    pub late_as: Vec<Count>,
    /// What each undone fact was counted as; in step with the rows of [`Count::Corrections`].
    pub corrected_as: Vec<Count>,
    /// What is due on the day after, the earliest first.
    pub ahead: Vec<Row>,
}

/// The first instant after a statistical day: its cut-off.
pub fn cut_off(day: NaiveDate, calendar: &Calendar) -> DateTime<Utc> {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    calendar.instant(next.and_time(NaiveTime::MIN))
}

impl Gathered {
    /// Gathers the facts of an issue. `histories` are of all entities that an entry of its time or a later one touches;
    /// more do no harm. `standing` are further entities, as they are now, that nothing has touched since the time began
    /// and that may have been open at its end.
    ///
    /// # Errors
    /// [`Inapplicable`] when the events of an entity do not follow on each other: the journal is damaged.
    pub fn gather<'h>(
        (series, day, covers): (BulletinSeries, NaiveDate, Covers),
        histories: impl IntoIterator<Item = &'h History>,
        standing: impl IntoIterator<Item = Entity>,
        calendar: &Calendar,
    ) -> Result<Self, Inapplicable> {
        let rows = Count::of(series).iter().map(|count| (*count, Vec::new())).collect();
        let mut facts = Self {
            series,
            day,
            covers,
            rows,
            late_as: Vec::new(),
            corrected_as: Vec::new(),
            ahead: Vec::new(),
        };
        let mut late = Vec::new();
        let mut undone = Vec::new();
        let since = calendar.instant(covers.since.and_time(NaiveTime::MIN));
        for history in histories {
            let Some(course) = Course::of(history, covers)? else { continue };
            for mark in course.end.iter().filter(|mark| !course.begin.contains(mark)) {
                let row = course.row(mark);
                if row.happened_at < since {
                    late.push((mark.count, row.clone()));
                }
                facts.add(mark.count, row);
            }
            for mark in course.begin.iter().filter(|mark| !course.end.contains(mark)) {
                undone.push((mark.count, course.row(mark)));
            }
            facts.stand(&course.entity, cut_off(day, calendar));
        }
        for entity in standing {
            facts.stand(&entity, cut_off(day, calendar));
        }
        for rows in facts.rows.values_mut() {
            rows.sort_by_key(|row| (row.recorded_at, row.happened_at, row.stream));
        }
        facts.ahead.sort_by_key(|row| (row.due.map(|(at, _)| at), row.stream));
        facts.late_as = facts.remark(Count::LateFacts, late);
        facts.corrected_as = facts.remark(Count::Corrections, undone);
        Ok(facts)
    }

    fn add(&mut self, count: Count, row: Row) {
        if let Some(rows) = self.rows.get_mut(&count) {
            rows.push(row);
        }
    }

    /// Notes rows of other counts under this one, and gives what they are counted as. Only one row of each fact: what
    /// a paper is by urgency, and the people of an arrival, say the same again.
    fn remark(&mut self, under: Count, mut found: Vec<(Count, Row)>) -> Vec<Count> {
        found.retain(|(count, _)| self.rows.contains_key(count) && !count.says_again());
        found.sort_by_key(|(count, row)| (row.recorded_at, row.stream, *count));
        let (counts, rows) = found.into_iter().unzip();
        self.rows.insert(under, rows);
        counts
    }

    /// Counts what is open at the end, and notes what is due on the day after.
    fn stand(&mut self, entity: &Entity, end: DateTime<Utc>) {
        if entity.void || !entity.state.is_open() {
            return;
        }
        let counts: &[Count] = match &entity.state {
            State::Document(_) => &[Count::PapersOpen],
            State::Finding(finding) if finding.state.is_unrectified() && finding.due < end => {
                &[Count::FindingsOutstanding, Count::FindingsOverdue]
            }
            State::Finding(_) => &[Count::FindingsOutstanding],
            State::Supervised(_) => &[Count::SupervisedOutstanding],
            State::Run(_) | State::Request(_) => &[],
            _ => return,
        };
        let row = Row::of(entity.stream, (1, entity.created_at, entity.created_at)).named(&entity.state);
        for count in counts {
            self.add(*count, row.clone());
        }
        let of_series =
            self.series != BulletinSeries::Inspection || matches!(entity.state, State::Finding(_));
        let tomorrow = |due: DateTime<Utc>| end <= due && due < end + TimeDelta::days(1);
        if of_series && row.due.is_some_and(|(due, _)| tomorrow(due)) {
            self.ahead.push(row);
        }
    }

    /// The rows of a count.
    pub fn rows_of(&self, count: Count) -> &[Row] {
        self.rows.get(&count).map_or(&[], Vec::as_slice)
    }

    /// How many: the rows, or the sum of their quantities.
    pub fn count(&self, count: Count) -> u32 {
        let rows = self.rows_of(count);
        if count.is_sum() {
            rows.iter().fold(0, |sum, row| sum.saturating_add(row.quantity))
        } else {
            u32::try_from(rows.len()).unwrap_or(u32::MAX)
        }
    }

    /// All counts of the series by their names, zeros too.
    pub fn counts(&self) -> BTreeMap<String, u32> {
        self.rows.keys().map(|count| (count.name().to_owned(), self.count(*count))).collect()
    }
}

impl Count {
    /// Whether a fact under this count is also there under another, which says it better.
    const fn says_again(self) -> bool {
        matches!(
            self,
            Self::PapersFlash
                | Self::PapersImmediate
                | Self::PapersPriority
                | Self::PapersRoutineUrgent
                | Self::PapersRoutine
                | Self::PeopleArrived
                | Self::PeopleDelivered
        )
    }
}

/// What became of one entity: the facts that stood when the time began and when it ended.
struct Course {
    begin: Vec<Mark>,
    end: Vec<Mark>,
    /// As it was at the end.
    entity: Entity,
}

impl Course {
    /// None for what began later.
    fn of(history: &History, covers: Covers) -> Result<Option<Self>, Inapplicable> {
        // What stands after each version; before the first nothing does.
        let mut standing: Vec<Vec<Mark>> = vec![Vec::new()];
        let (mut entity, mut begin): (Option<Entity>, usize) = (None, 0);
        for (seq, stamp, event) in history.events.iter().take_while(|(seq, ..)| *seq <= covers.through) {
            let before = entity.as_ref().map(|entity| entity.state.clone());
            let now = Entity::apply(entity.take(), stamp, event)?;
            let stands = match &event.body {
                EventBody::Restored(_) if now.void => Vec::new(),
                EventBody::Restored(restored) => {
                    standing.get(history.before(restored.undoes)).cloned().unwrap_or_default()
                }
                body => {
                    let last = standing.last().cloned().unwrap_or_default();
                    marks(last, before.as_ref(), (stamp, event.version, body), &now.state)
                }
            };
            standing.push(stands);
            entity = Some(now);
            if *seq <= covers.after {
                begin = standing.len() - 1;
            }
        }
        let Some(entity) = entity else { return Ok(None) };
        let end = standing.pop().unwrap_or_default();
        let begin = if begin == standing.len() { end.clone() } else { std::mem::take(&mut standing[begin]) };
        Ok(Some(Self { begin, end, entity }))
    }

    fn row(&self, mark: &Mark) -> Row {
        let row = Row::of(self.entity.stream, (mark.quantity, mark.recorded_at, mark.happened_at));
        Row { unit: mark.unit.clone(), ..row }.named(&self.entity.state)
    }
}

impl History {
    /// The version that the entity had before a journal entry; 0 if that entry made it.
    fn before(&self, entry: u64) -> usize {
        self.events.iter().take_while(|(seq, ..)| *seq < entry).count()
    }
}

impl Row {
    fn of(stream: Stream, (quantity, recorded_at, happened_at): (u32, DateTime<Utc>, DateTime<Utc>)) -> Self {
        Self {
            stream,
            quantity,
            recorded_at,
            happened_at,
            number: None,
            title: String::new(),
            unit: None,
            place: None,
            urgency: None,
            due: None,
        }
    }

    /// With the names of the entity as it is.
    fn named(mut self, state: &State) -> Self {
        match state {
            State::Document(document) => {
                self.number =
                    Some(document.paper.doc_number.shown().to_owned()).filter(|text| !text.is_empty());
                self.title.clone_from(&document.paper.title);
                self.unit = self.unit.or_else(|| document.lead_unit.clone());
                self.urgency = Some(document.paper.urgency);
            }
            State::Dispatch(dispatch) => {
                self.number = Some(dispatch.number.label());
                self.title.clone_from(&dispatch.gist);
                self.urgency = Some(dispatch.urgency);
            }
            State::Inspection(inspection) => self.title.clone_from(&inspection.plan.title),
            State::Finding(finding) => {
                self.number = Some(finding.number.label());
                self.title.clone_from(&finding.observed.title);
                self.unit = Some(finding.observed.unit.clone());
                self.place = Some(finding.observed.place.clone());
            }
            State::Supervised(item) => {
                self.number = Some(item.number.label());
                self.title.clone_from(&item.item.title);
                self.unit = self.unit.or_else(|| item.unit.clone());
            }
            State::Arrival(arrival) => {
                self.number = Some(arrival.movement.number.clone());
                self.title.clone_from(&arrival.movement.origin);
                self.place = Some(arrival.movement.port.clone());
            }
            State::Run(run) => self.place = Some(run.plan.site.clone()),
            State::Request(request) => {
                self.title.clone_from(&request.need.gist);
                self.place = Some(request.need.site.clone());
            }
            // Who it is stays in the room; what was there is a language.
            State::Volunteer(volunteer) => self.title = volunteer.person.languages.join(" "),
            State::Meeting(meeting) => {
                self.title.clone_from(&meeting.plan.title);
                self.place = Some(meeting.plan.place.clone());
            }
            State::LedgerEntry(entry) => self.title.clone_from(&entry.item.title),
            State::Emergency(emergency) => {
                self.number = Some(emergency.number.label());
                emergency.title().clone_into(&mut self.title);
            }
            _ => {}
        }
        self.due = state.next_deadline();
        self
    }
}

//! Volunteers. What can be asked of them changes with the time and not only with the journal, so that it is worked
//! out for each of them when asked; there are hundreds at most.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::super::error::StoreError;
use super::super::facts::Tables;
use super::super::projection::{head, load};
use super::{ReadContext, pane};
use crate::domain::facts::Engagement;
use crate::domain::volunteer::{Availability, Volunteer, VolunteerKind, key};
use crate::domain::{Aggregate, Entity, Id};
use crate::filter::{Field, Term, Wanted};
use crate::view::{LanguageCover, ListQuery, PaneKind, Sort, VolunteerRow, Window};

/// A volunteer with the work around now.
pub(super) struct Person {
    n: i64,
    entity: Entity,
    pub(super) volunteer: Volunteer,
    pub(super) work: Vec<Engagement>,
    pub(super) now: Availability,
    pub(super) until: Option<DateTime<Utc>>,
}

impl Person {
    /// Id of the volunteer.
    pub(super) const fn id(&self) -> Id {
        self.entity.stream.id
    }
}

/// Reads these volunteers with their work from a week ago until the day after tomorrow.
fn people(tables: Tables<'_>, rows: Vec<i64>, cx: &ReadContext<'_>) -> Result<Vec<Person>, StoreError> {
    let (from, until) = (cx.now - TimeDelta::days(7), cx.now + TimeDelta::days(2));
    let mut people = Vec::with_capacity(rows.len());
    for n in rows {
        let entity = load(tables.conn, n)?;
        let Some(volunteer) = Volunteer::from_state(&entity.state).cloned() else { continue };
        let work = tables.taken(&key(entity.stream.id), from, until)?;
        let (now, until) = volunteer.availability(cx.now, &work, &cx.policy.limits.crew);
        people.push(Person { n, entity, volunteer, work, now, until });
    }
    Ok(people)
}

/// All volunteers, as they are now.
pub(super) fn everybody(tables: Tables<'_>, cx: &ReadContext<'_>) -> Result<Vec<Person>, StoreError> {
    let all = pane::select(tables.conn, PaneKind::Volunteers, &ListQuery::default(), cx.now)?;
    people(tables, all.take(usize::MAX >> 1)?, cx)
}

/// The part of the pane that can be seen, and the cover of languages by all volunteers, listed or not.
pub(super) fn window(
    tables: Tables<'_>,
    list: &ListQuery,
    cx: &ReadContext<'_>,
) -> Result<(Window<VolunteerRow>, Vec<LanguageCover>), StoreError> {
    let selection = pane::select(tables.conn, PaneKind::Volunteers, list, cx.now)?;
    let mut listed = people(tables, selection.take(usize::MAX >> 1)?, cx)?;
    let terms = || list.filter.terms.iter().filter(|term| term.field == Field::State);
    listed.retain(|person| terms().all(|term| is_in(person.now, term)));
    sort(&mut listed, list.sort);
    if list.reversed {
        listed.reverse();
    }
    let order = pane::Selection::Matched(listed.iter().map(|person| person.n).collect());
    let numbers = pane::window_of(tables.conn, PaneKind::Volunteers, list, &order)?;
    let window = numbers.rows(|n| match listed.iter().find(|person| person.n == n) {
        Some(person) => row(tables, person, cx).map(Some),
        None => Ok(None),
    })?;
    Ok((window, cover(&everybody(tables, cx)?, cx)))
}

/// Whether somebody who can be asked for this is in one of the states of a term.
fn is_in(now: Availability, term: &Term) -> bool {
    let named = |wanted: &Wanted| match wanted {
        Wanted::Is(name) => name == now.name(),
        wanted => *wanted == Wanted::Something,
    };
    term.any.iter().any(named) != term.not
}

/// How many are free now.
pub(super) fn free(tables: Tables<'_>, cx: &ReadContext<'_>) -> Result<usize, StoreError> {
    Ok(everybody(tables, cx)?.iter().filter(|person| person.now == Availability::Free).count())
}

/// Orders that have no closer key keep the order in which volunteers were enrolled.
fn sort(people: &mut [Person], by: Sort) {
    let far = DateTime::<Utc>::MAX_UTC;
    match by {
        Sort::Urgency => people.sort_by_key(|person| (person.now, person.n)),
        Sort::Due => people.sort_by_key(|person| (person.until.unwrap_or(far), person.n)),
        Sort::Newest => people.sort_by_key(|person| std::cmp::Reverse(person.n)),
        Sort::Group => {
            people.sort_by_cached_key(|person| {
                (person.volunteer.person.languages.first().cloned(), person.now, person.n)
            });
        }
    }
}

fn row(tables: Tables<'_>, person: &Person, cx: &ReadContext<'_>) -> Result<VolunteerRow, StoreError> {
    let who = &person.volunteer.person;
    let current = person.work.iter().find(|work| work.from <= cx.now && cx.now < work.until);
    let engaged_on = current.map(|work| tables.title(work.stream)).transpose()?.flatten();
    let minutes = Volunteer::hours_7d(cx.now, &person.work).num_minutes();
    let mut head = head(&person.entity);
    head.state = person.now.name();
    Ok(VolunteerRow {
        head,
        name: who.name.clone(),
        interpreter: who.kind == VolunteerKind::Interpreter,
        languages: who.languages.clone(),
        phone: who.phone.clone().unwrap_or_default(),
        until: person.until,
        hours_7d: f32::from(i16::try_from(minutes).unwrap_or(i16::MAX)) / 60.0,
        engaged_on,
    })
}

/// The cover of each language: who speaks it, who of them is free now, and whether anybody is at the start of each of
/// the next 24 hours. Languages with the fewest speakers come first: there the gaps are.
fn cover(people: &[Person], cx: &ReadContext<'_>) -> Vec<LanguageCover> {
    let mut covers: BTreeMap<&str, LanguageCover> = BTreeMap::new();
    for person in people {
        let hours: [bool; 24] = std::array::from_fn(|hour| {
            let at = cx.now + TimeDelta::hours(i64::try_from(hour).unwrap_or(0));
            let limits = &cx.policy.limits.crew;
            person.volunteer.availability(at, &person.work, limits).0 == Availability::Free
        });
        for language in &person.volunteer.person.languages {
            let cover = covers.entry(language).or_insert_with(|| LanguageCover {
                language: language.clone(),
                free: 0,
                total: 0,
                hours: [false; 24],
            });
            cover.total += 1;
            cover.free += u32::from(person.now == Availability::Free);
            for (covered, there) in cover.hours.iter_mut().zip(hours) {
                *covered |= there;
            }
        }
    }
    let mut covers: Vec<_> = covers.into_values().collect();
    covers.sort_by_key(|cover| cover.total);
    covers
}

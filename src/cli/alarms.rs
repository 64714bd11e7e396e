//! `dutydesk list alarms`, and `--until` with an event.

use chrono::{DateTime, Utc};

use super::item::View;
use super::out::Fields;
use super::problem::Problem;
use super::setting::Setting;
use crate::capture::snooze::{self, Known, Snooze};
use crate::config::Config;
use crate::domain::Wake;
use crate::i18n::domain::Telling;
use crate::store::{ReadContext, Reader};
use crate::ui::look::names;
use crate::view::{Alarms, Answer, AttentionRow, Awaited, Query};

/// Columns of the list, as in JSON and CSV.
pub(super) const ALARM: &[&str] = &[
    "id",
    "kind",
    "no",
    "condition",
    "priority",
    "state",
    "since",
    "due_at",
    "shelved_until",
    "wake",
    "by",
    "version",
];

/// All alarms, then what is put off, with the line for people.
pub(super) fn all(setting: &Setting, reader: &Reader) -> Result<Vec<(Fields, String)>, Problem> {
    let policy = setting.config().policy();
    let cx = ReadContext { now: setting.now, officer: "", policy: &policy };
    let path = setting.store_path()?;
    let Answer::Alarms(found) = reader.answer(&Query::Alarms, &cx).map_err(Problem::store(&path))? else {
        return Ok(Vec::new());
    };
    let Alarms { alarms, shelved, .. } = *found;
    let view = View { now: setting.now, zone: setting.zone() };
    let names = names(setting.config());
    let telling = Telling { lang: setting.strings.lang, zone: view.zone, now: view.now, names: &names };
    let put_off = shelved.iter().map(|row| (fields(row, view, true), line(&telling, row, true)));
    let alarms = alarms.iter().map(|row| (fields(row, view, false), line(&telling, row, false)));
    Ok(alarms.chain(put_off).collect())
}

fn fields(row: &AttentionRow, view: View, shelved: bool) -> Fields {
    let alarm = row.alarm.as_ref();
    let at = |at: Option<DateTime<Utc>>| at.map(|at| view.at(at)).into();
    let state = if shelved { Some("shelved") } else { alarm.map(|alarm| alarm.state.name()) };
    let values: [serde_json::Value; 12] = [
        row.target.stream.id.to_string().into(),
        row.target.stream.kind.name().into(),
        row.no.clone().into(),
        alarm.map(|alarm| alarm.condition.name()).into(),
        alarm.map(|alarm| alarm.priority.name()).into(),
        state.into(),
        at(alarm.map(|alarm| alarm.since)),
        at(row.due.map(|due| due.at)),
        at(row.until.filter(|_| shelved)),
        row.wake.as_ref().map(wake).into(),
        row.by.clone().into(),
        row.target.version.into(),
    ];
    ALARM.iter().map(|column| (*column).to_owned()).zip(values).collect()
}

/// `landed:CA1234@2020-04-07`, `replied:health`, `before_due:60`.
fn wake(wake: &Wake) -> String {
    let what = match wake {
        Wake::Landed { arrival } => arrival.clone(),
        Wake::Replied { unit } => unit.clone(),
        Wake::BeforeDue { minutes } => minutes.to_string(),
    };
    format!("{}:{what}", wake.name())
}

fn line(telling: &Telling<'_>, row: &AttentionRow, shelved: bool) -> String {
    let strings = telling.lang.strings();
    let words = &strings.attention;
    let mut parts = Vec::new();
    match &row.alarm {
        Some(alarm) if !shelved => {
            parts.push(words.states[alarm.state as usize].to_owned());
            parts.push(words.priorities[alarm.priority as usize].to_owned());
            parts.push((words.condition)(alarm.condition).to_owned());
            parts.push(telling.time(alarm.since));
        }
        _ => {
            parts.push((strings.domain.attention)("shelved").to_owned());
            parts.extend(row.until.map(|until| telling.time(until)));
            parts.extend(row.wake.as_ref().map(|wake| (words.awaited)(telling, wake)));
        }
    }
    parts.extend(row.by.clone());
    parts.push(row.no.clone().unwrap_or_else(|| row.target.stream.id.to_string()));
    parts.push(row.target.title.clone());
    parts.extend(row.due.map(|due| format!("{} {}", (strings.domain.due)(due.kind), telling.time(due.at))));
    parts.join("  ")
}

/// Arrivals and units by what people call them.
struct Called<'a>(&'a Config, &'a [Awaited]);

impl Known for Called<'_> {
    fn arrival(&self, number: &str) -> Option<String> {
        let called =
            |awaited: &&Awaited| awaited.number.eq_ignore_ascii_case(number) || awaited.key == number;
        self.1.iter().find(called).map(|awaited| awaited.key.clone())
    }

    fn unit(&self, name: &str) -> Option<String> {
        self.0.unit_called(name).map(|unit| unit.id.clone())
    }
}

/// What `--until` of a snooze says; none if it is neither a time nor an event that is known.
pub(super) fn until(setting: &Setting, reader: &Reader, text: &str) -> Result<Option<Snooze>, Problem> {
    let policy = setting.config().policy();
    let cx = ReadContext { now: setting.now, officer: "", policy: &policy };
    let path = setting.store_path()?;
    let awaited = match reader.answer(&Query::Awaited, &cx).map_err(Problem::store(&path))? {
        Answer::Awaited(awaited) => awaited,
        _ => Vec::new(),
    };
    let known = Called(setting.config(), &awaited);
    Ok(snooze::parse(text, setting.now, setting.zone(), &known))
}

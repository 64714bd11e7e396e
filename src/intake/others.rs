//! From a neutral row to what it says of an arrival, a volunteer or a finding.

use chrono::{DateTime, Datelike, FixedOffset, Utc};
use sha2::{Digest, Sha256};

use super::fields::{Field, fold, parse_when_in};
use super::{SourceRow, is_marked, service_day};
use crate::config::{Config, PortKind};
use crate::domain::Id;
use crate::domain::arrival::{ArrivalState, Mode, Movement};
use crate::domain::finding::{Observed, Severity};
use crate::domain::volunteer::{Person, VolunteerKind};
use crate::text::sanitize;

/// What a row is read by.
#[derive(Debug, Clone, Copy)]
pub struct Office<'c> {
    /// Ports, units and languages there are.
    pub config: &'c Config,
    /// Now (UTC): the year of a date that names none, and when a finding without a time was seen.
    pub now: DateTime<Utc>,
    /// Zone in which the row's times are meant.
    pub zone: FixedOffset,
}

/// Why a row was not taken. Carries no content of the row: the names of fields, and names of the configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Bears a classification marking that only shows when its cells are put together.
    #[error("classified")]
    Classified,
    /// A field that must be given is empty.
    #[error("missing: {}", .0.name())]
    Missing(Field),
    /// A date or time cannot be read, or a time of day is needed and there is only a date.
    #[error("a date cannot be read: {}", .0.name())]
    BadDate(Field),
    /// A number cannot be read.
    #[error("a number cannot be read: {}", .0.name())]
    BadNumber(Field),
    /// None of the words that the field takes.
    #[error("unknown word: {}", .0.name())]
    UnknownWord(Field),
    /// The configuration does not have it; the nearest name of the configuration, if one is near.
    #[error("not in the configuration: {}", .0.name())]
    Unknown(Field, Option<String>),
}

impl Unfit {
    /// The code as written in JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Classified => "classified",
            Self::Missing(_) => "missing_field",
            Self::BadDate(_) => "bad_date",
            Self::BadNumber(_) => "bad_number",
            Self::UnknownWord(_) => "unknown_word",
            Self::Unknown(Field::Port, _) => "unknown_port",
            Self::Unknown(Field::Unit, _) => "unknown_unit",
            Self::Unknown(..) => "unknown_language",
        }
    }

    /// The field in question, as in a column map.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Classified => "",
            Self::Missing(field)
            | Self::BadDate(field)
            | Self::BadNumber(field)
            | Self::UnknownWord(field)
            | Self::Unknown(field, _) => field.name(),
        }
    }

    /// What was perhaps meant.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Self::Unknown(_, near) => near.as_deref(),
            _ => None,
        }
    }
}

fn text(row: &SourceRow, field: Field) -> String {
    sanitize(row.fields.get(&field).map_or("", String::as_str)).trim().to_owned()
}

fn some(row: &SourceRow, field: Field) -> Option<String> {
    Some(text(row, field)).filter(|text| !text.is_empty())
}

fn needed(row: &SourceRow, field: Field) -> Result<String, Unfit> {
    some(row, field).ok_or(Unfit::Missing(field))
}

/// The parts may bear a marking that only their sum shows.
fn unmarked(row: &SourceRow) -> Result<(), Unfit> {
    let whole: String =
        row.fields.values().chain(row.extra.iter().map(|(_, value)| value)).cloned().collect();
    if row.clearance.is_none() && is_marked(&whole) { Err(Unfit::Classified) } else { Ok(()) }
}

/// A moment; a day alone is none. A time of day alone is read beside `near`.
fn moment(
    row: &SourceRow,
    field: Field,
    office: &Office<'_>,
    near: Option<DateTime<Utc>>,
) -> Result<Option<DateTime<Utc>>, Unfit> {
    let year = office.now.with_timezone(&office.zone).year();
    match some(row, field) {
        None => Ok(None),
        Some(written) => match service_day::moment(&written, office.zone, year, near) {
            Some(at) => Ok(Some(at)),
            None => Err(Unfit::BadDate(field)),
        },
    }
}

/// The entry of the configuration that is called so, by id or by a name.
fn find<'n, I: IntoIterator<Item = &'n str>>(
    written: &str,
    field: Field,
    entries: impl Iterator<Item = (&'n str, I)>,
) -> Result<&'n str, Unfit> {
    let wanted = fold(written);
    let mut near: Option<(f64, String)> = None;
    for (id, names) in entries {
        for name in std::iter::once(id).chain(names) {
            if fold(name) == wanted {
                return Ok(id);
            }
            let worth = strsim::jaro_winkler(&wanted, &fold(name));
            if worth > 0.7 && near.as_ref().is_none_or(|(best, _)| worth > *best) {
                near = Some((worth, name.to_owned()));
            }
        }
    }
    Err(Unfit::Unknown(field, near.map(|(_, name)| name)))
}

fn port<'c>(written: &str, office: &Office<'c>) -> Result<&'c crate::config::Port, Unfit> {
    let ports = &office.config.ports;
    let id = find(
        written,
        Field::Port,
        ports.iter().map(|port| (port.id.as_str(), [port.name_zh.as_str(), port.name_en.as_str()])),
    )?;
    ports.iter().find(|port| port.id == id).ok_or(Unfit::Unknown(Field::Port, None))
}

fn unit(written: &str, office: &Office<'_>) -> Result<String, Unfit> {
    let units = office.config.units.iter().map(|unit| {
        let names = [&unit.name_zh, &unit.name_en].into_iter().chain(&unit.aliases);
        (unit.id.as_str(), names.map(String::as_str).collect::<Vec<_>>())
    });
    find(written, Field::Unit, units).map(str::to_owned)
}

/// Languages by tag or name, with anything between them; those of nationalities where none is given.
fn languages(row: &SourceRow, office: &Office<'_>) -> Result<Vec<String>, Unfit> {
    let mut tags: Vec<String> = Vec::new();
    let known = &office.config.languages;
    for word in words(&text(row, Field::Languages)) {
        let bare = word.strip_suffix('文').or_else(|| word.strip_suffix('语')).unwrap_or(word);
        let by = |written: &str| {
            let names = known.iter().map(|one| {
                let zh = one.name_zh.as_str();
                let stem = zh.strip_suffix('语').or_else(|| zh.strip_suffix('文')).unwrap_or(zh);
                (one.tag.as_str(), [zh, one.name_en.as_str(), stem])
            });
            find(written, Field::Languages, names).map(str::to_owned)
        };
        let tag = by(word).or_else(|unfit| by(bare).map_err(|_| unfit)).or_else(|unfit| match tag(word) {
            Some(tag) => Ok(tag),
            None => Err(unfit),
        })?;
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    if tags.is_empty() {
        for word in words(&text(row, Field::Nationalities)) {
            if let Some(tag) = spoken_in(word).filter(|tag| !tags.iter().any(|known| known == tag)) {
                tags.push(tag.to_owned());
            }
        }
    }
    Ok(tags)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let apart = |c: char| c.is_whitespace() || "、，,;；/|+&和及与".contains(c);
    text.split(apart).map(str::trim).filter(|word| !word.is_empty())
}

/// A language tag that the configuration need not know: two letters, perhaps with a region (BCP 47).
fn tag(word: &str) -> Option<String> {
    let (language, region) =
        word.split_once('-').map_or((word, None), |(language, region)| (language, Some(region)));
    let fits = language.len() == 2
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && region.is_none_or(|region| {
            (2..=4).contains(&region.len()) && region.bytes().all(|b| b.is_ascii_alphabetic())
        });
    fits.then(|| word.to_owned())
}

/// The language of a country (its Chinese name or ISO 3166 code), for interpreters; none where it is not clear.
fn spoken_in(country: &str) -> Option<&'static str> {
    Some(match country {
        "法国" | "FR" | "FRA" => "fr",
        "日本" | "JP" | "JPN" => "ja",
        "韩国" | "KR" | "KOR" => "ko",
        "俄罗斯" | "俄国" | "RU" | "RUS" => "ru",
        "德国" | "DE" | "DEU" | "奥地利" | "AT" | "AUT" => "de",
        "英国" | "GB" | "GBR" | "美国" | "US" | "USA" | "澳大利亚" | "AU" | "AUS" | "新西兰" | "NZ"
        | "NZL" | "爱尔兰" | "IE" | "IRL" => "en",
        "西班牙" | "ES" | "ESP" | "墨西哥" | "MX" | "MEX" | "阿根廷" | "AR" | "ARG" => "es",
        "葡萄牙" | "PT" | "PRT" | "巴西" | "BR" | "BRA" => "pt",
        "意大利" | "IT" | "ITA" => "it",
        "泰国" | "TH" | "THA" => "th",
        "越南" | "VN" | "VNM" => "vi",
        "中国" | "CN" | "CHN" => "zh",
        _ => return None,
    })
}

/// What a row says of an arrival, and which of the facts it does not give (those of a known one then stay).
///
/// # Errors
/// [`Unfit`]
pub fn movement(row: &SourceRow, office: &Office<'_>) -> Result<(Movement, Vec<&'static str>), Unfit> {
    unmarked(row)?;
    let number = needed(row, Field::Number)?;
    let port = port(&needed(row, Field::Port)?, office)?;
    let scheduled_at =
        moment(row, Field::ScheduledAt, office, None)?.ok_or(Unfit::Missing(Field::ScheduledAt))?;
    let estimated_at = moment(row, Field::EstimatedAt, office, Some(scheduled_at))?;
    let actual_at = moment(row, Field::ActualAt, office, Some(scheduled_at))?;
    let passengers = some(row, Field::Passengers).map(|text| count(&text)).transpose()?;
    let (languages, origin) = (languages(row, office)?, text(row, Field::Origin));
    let mut lacks = Vec::new();
    let mut lack = |missing: bool, field: Field| {
        if missing {
            lacks.push(field.name());
        }
    };
    lack(origin.is_empty(), Field::Origin);
    lack(passengers.is_none(), Field::Passengers);
    lack(languages.is_empty(), Field::Languages);
    let movement = Movement {
        key: some(row, Field::Key).unwrap_or_else(|| {
            let bare: String =
                number.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
            format!("{bare}@{}", scheduled_at.with_timezone(&office.zone).date_naive())
        }),
        port: port.id.clone(),
        mode: mode(row, port.kind)?,
        status: status(row, scheduled_at, estimated_at, actual_at)?,
        number,
        origin,
        scheduled_at,
        estimated_at,
        actual_at,
        passengers: passengers.unwrap_or(0),
        languages,
        source: row.source.clone(),
        sequence: some(row, Field::Revision).map(|text| number_in(&text)).transpose()?,
        stated_at: moment(row, Field::UpdatedAt, office, None)?,
        reason: None,
        stated: None,
    };
    Ok((movement, lacks))
}

fn count(text: &str) -> Result<u32, Unfit> {
    let folded = fold(text);
    let digits = folded.trim_end_matches(['人', '名', '位']).trim_end_matches("pax");
    let digits = digits.strip_suffix(".0").unwrap_or(digits);
    digits.parse().map_err(|_| Unfit::BadNumber(Field::Passengers))
}

fn number_in(text: &str) -> Result<u64, Unfit> {
    let folded = fold(text);
    let digits = folded.strip_suffix(".0").unwrap_or(&folded);
    digits.parse().map_err(|_| Unfit::BadNumber(Field::Revision))
}

fn mode(row: &SourceRow, kind: PortKind) -> Result<Mode, Unfit> {
    Ok(match fold(&text(row, Field::Mode)).as_str() {
        "" => match kind {
            PortKind::Airport => Mode::Flight,
            PortKind::Land => Mode::Coach,
            PortKind::Sea => Mode::Vessel,
        },
        "航班" | "飞机" | "航空" | "flight" | "air" | "plane" => Mode::Flight,
        "船舶" | "船" | "货轮" | "邮轮" | "海轮" | "vessel" | "ship" | "sea" => Mode::Vessel,
        "大巴" | "客车" | "汽车" | "巴士" | "陆路" | "coach" | "bus" | "land" => Mode::Coach,
        "客轮" | "轮渡" | "渡轮" | "ferry" => Mode::Ferry,
        _ => return Err(Unfit::UnknownWord(Field::Mode)),
    })
}

fn status(
    row: &SourceRow,
    scheduled: DateTime<Utc>,
    estimated: Option<DateTime<Utc>>,
    actual: Option<DateTime<Utc>>,
) -> Result<ArrivalState, Unfit> {
    Ok(match fold(&text(row, Field::Status)).as_str() {
        "" if actual.is_some() => ArrivalState::Landed,
        "" if estimated.is_some_and(|estimated| estimated > scheduled) => ArrivalState::Delayed,
        "" | "计划" | "正常" | "预计" | "未到" | "准点" | "expected" | "scheduled" | "ontime" => {
            ArrivalState::Expected
        }
        "延误" | "晚点" | "推迟" | "delayed" | "late" => ArrivalState::Delayed,
        "到达" | "已到" | "落地" | "已落地" | "抵达" | "靠泊" | "已靠泊" | "landed" | "arrived" => {
            ArrivalState::Landed
        }
        "改降" | "备降" | "改航" | "diverted" => ArrivalState::Diverted,
        "取消" | "已取消" | "cancelled" | "canceled" => ArrivalState::Cancelled,
        _ => return Err(Unfit::UnknownWord(Field::Status)),
    })
}

/// What a row says of a volunteer, and which of the facts it does not give.
///
/// # Errors
/// [`Unfit`]
pub fn person(row: &SourceRow, office: &Office<'_>) -> Result<(Person, Vec<&'static str>), Unfit> {
    unmarked(row)?;
    let name = needed(row, Field::Name)?;
    let languages = languages(row, office)?;
    if languages.is_empty() {
        return Err(Unfit::Missing(Field::Languages));
    }
    let kind = match fold(&text(row, Field::VolunteerKind)).as_str() {
        "" | "志愿者" | "志愿" | "义务" | "volunteer" => VolunteerKind::Volunteer,
        "译员" | "翻译" | "聘用" | "聘用译员" | "受聘译员" | "外聘" | "interpreter" | "hired" => {
            VolunteerKind::Interpreter
        }
        _ => return Err(Unfit::UnknownWord(Field::VolunteerKind)),
    };
    let phone = some(row, Field::Phone);
    let lacks = if phone.is_none() { vec![Field::Phone.name()] } else { Vec::new() };
    Ok((Person { name, kind, languages, phone }, lacks))
}

/// What makes two rows the same volunteer: name and telephone, however it is spaced.
pub fn person_key(person: &Person) -> String {
    let phone: String =
        person.phone.iter().flat_map(|phone| phone.chars()).filter(char::is_ascii_digit).collect();
    let phone = phone.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(&phone);
    format!("{}\u{1f}{phone}", fold(&person.name))
}

/// What a row says of a finding.
///
/// # Errors
/// [`Unfit`]
pub fn observed(row: &SourceRow, office: &Office<'_>) -> Result<Observed, Unfit> {
    unmarked(row)?;
    let title = needed(row, Field::Title)?;
    let place = needed(row, Field::Place)?;
    let unit = unit(&needed(row, Field::Unit)?, office)?;
    let year = office.now.with_timezone(&office.zone).year();
    // A day alone is enough for what was seen: the limit counts from when it is put on record.
    let seen_at = parse_when_in(&needed(row, Field::SeenAt)?, office.zone, Some(year))
        .ok()
        .and_then(|when| when.start(office.zone))
        .ok_or(Unfit::BadDate(Field::SeenAt))?;
    let severity = match fold(&text(row, Field::Severity)).as_str() {
        "立行立改" | "当场" | "即知即改" | "现场整改" | "on_spot" | "onspot" | "on the spot" => {
            Severity::OnSpot
        }
        "" | "一般" | "普通" | "normal" | "ordinary" => Severity::Normal,
        "复杂" | "较重" | "complex" => Severity::Complex,
        "体制性" | "机制性" | "制度性" | "严重" | "structural" => Severity::Structural,
        _ => return Err(Unfit::UnknownWord(Field::Severity)),
    };
    let inspection = some(row, Field::Inspection)
        .map(|id| {
            let id = id.strip_prefix("inspection/").unwrap_or(&id);
            id.parse().map_err(|_| Unfit::UnknownWord(Field::Inspection))
        })
        .transpose()?;
    let extra =
        row.extra.iter().map(|(heading, value)| format!("{}: {}", sanitize(heading), sanitize(value)));
    let detail: Vec<String> = some(row, Field::Detail).into_iter().chain(extra).collect();
    Ok(Observed {
        title,
        place,
        seen_at,
        unit,
        severity,
        inspection,
        detail: (!detail.is_empty()).then(|| detail.join("\n")),
        source: Some(row.source.clone()),
    })
}

/// What makes two rows the same finding: fact, place, unit and time.
pub fn finding_key(observed: &Observed) -> String {
    let Observed { title, place, unit, seen_at, .. } = observed;
    format!("{}\u{1f}{}\u{1f}{unit}\u{1f}{}", fold(title), fold(place), seen_at.timestamp())
}

/// The id that a key gives, so that the same row sent twice, by anybody, names the same thing twice.
pub fn id_of(table: &str, key: &str) -> Id {
    let digest = Sha256::digest(format!("{table}\u{1f}{key}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Id::from_bytes(bytes)
}

//! The office, the units around it, and the people: officers, drivers, languages and the volunteer pool.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::FixedOffset;

use super::forms;
use super::problem::Expected;
use super::section::Section;
use crate::domain::Role;
use crate::lang::Lang;

/// Which language the interface starts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LangChoice {
    /// The one of the locale; Chinese when the locale names neither.
    Auto,
    /// This one.
    Fixed(Lang),
}

impl LangChoice {
    /// The language this comes to; `env` gives the value of an environment variable.
    pub fn resolve(self, env: impl Fn(&str) -> Option<OsString>) -> Lang {
        match self {
            Self::Auto => Lang::of_locale(env),
            Self::Fixed(lang) => lang,
        }
    }
}

/// The duty room itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// The zone in which times are shown and written.
    pub zone: FixedOffset,
    /// Language of the interface.
    pub lang: LangChoice,
}

/// Where the store is and how long it keeps what it must not keep for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreSettings {
    /// The store file; `None` means the usual place under `$XDG_DATA_HOME`.
    pub path: Option<PathBuf>,
    /// Days after the close of a run at which the details of its manifest are purged.
    pub manifest_days: u32,
}

/// A register (登记簿): a series of receipt numbers without gaps, anew each year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// Id, as in the journal.
    pub id: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// What a number starts with, as 收 in 收〔2020〕12.
    pub prefix: String,
}

/// A unit that papers come from or go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Id, as in the journal.
    pub id: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Other names by which papers and people call it.
    pub aliases: Vec<String>,
    /// Duty telephone.
    pub phone: String,
    /// Who answers it.
    pub contact: String,
    /// The unit's leader, who is called when nobody answers.
    pub leader: String,
    /// The leader's telephone; may be empty.
    pub leader_phone: String,
    /// The group of units it is listed under.
    pub group: String,
    /// Languages spoken there, as tags; Chinese goes without saying.
    pub languages: Vec<String>,
}

/// A person of the duty room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Id, as in the journal and after `--officer`.
    pub id: String,
    /// Name.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// Post (职务).
    pub post: String,
    /// Telephone.
    pub phone: String,
    /// Languages spoken, as tags.
    pub languages: Vec<String>,
}

/// A driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Driver {
    /// Id, as in the journal.
    pub id: String,
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: String,
}

/// A language that guests may need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// BCP 47 tag.
    pub tag: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
}

/// Who interprets when the volunteer cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fallback {
    /// A volunteer on the spot.
    Volunteer,
    /// An interpreter for hire.
    HiredInterpreter,
    /// Somebody by telephone.
    Phone,
    /// A translating device.
    Device,
}

/// Settings of the volunteer pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VolunteerPool {
    /// Languages whose cover around the clock is watched, as tags.
    pub languages: Vec<String>,
    /// Who is asked, in this order.
    pub fallback: Vec<Fallback>,
}

pub(super) fn office(s: &mut Section<'_>) -> Office {
    let langs = [
        ("auto", LangChoice::Auto),
        ("zh-CN", LangChoice::Fixed(Lang::ZhCn)),
        ("en", LangChoice::Fixed(Lang::En)),
    ];
    Office {
        name_zh: s.text("name_zh"),
        name_en: s.text("name_en"),
        zone: s.form("zone", Expected::Zone, forms::zone).unwrap_or_else(utc),
        lang: s.choice("lang", &langs).unwrap_or(LangChoice::Auto),
    }
}

/// The stand-in zone of a configuration whose own is wrong.
pub(super) fn utc() -> FixedOffset {
    use chrono::Offset;
    chrono::Utc.fix()
}

pub(super) fn store(s: &mut Section<'_>) -> StoreSettings {
    let path = s.text_or_empty("path");
    StoreSettings {
        path: (!path.is_empty()).then(|| PathBuf::from(path)),
        manifest_days: s.number("manifest_days", 1, 3_650),
    }
}

pub(super) fn register(s: &mut Section<'_>) -> Register {
    Register {
        id: s.id("id", "registers", forms::is_id),
        name_zh: s.text("name_zh"),
        name_en: s.text("name_en"),
        prefix: s.text("prefix"),
    }
}

/// Papers and people call a unit by any of its names, so that no two may share one.
const UNIT_NAMES: &str = "units by name";

pub(super) fn unit(s: &mut Section<'_>) -> Unit {
    Unit {
        id: s.id("id", "units", forms::is_id),
        name_zh: s.name("name_zh", UNIT_NAMES),
        name_en: s.text("name_en"),
        aliases: s.names("aliases", UNIT_NAMES),
        phone: s.text("phone"),
        contact: s.text_or_empty("contact"),
        leader: s.text_or_empty("leader"),
        leader_phone: s.text_or_empty("leader_phone"),
        group: s.text_or_empty("group"),
        languages: s.references("languages", "languages"),
    }
}

pub(super) fn officer(s: &mut Section<'_>) -> Officer {
    let roles = [
        ("viewer", Role::Viewer),
        ("officer", Role::Officer),
        ("leader", Role::Leader),
        ("administrator", Role::Administrator),
    ];
    Officer {
        id: s.id("id", "officers", forms::is_id),
        name: s.name("name", "officers by name"),
        role: s.choice("role", &roles).unwrap_or(Role::Viewer),
        post: s.text_or_empty("post"),
        phone: s.text_or_empty("phone"),
        languages: s.references("languages", "languages"),
    }
}

pub(super) fn driver(s: &mut Section<'_>) -> Driver {
    Driver { id: s.id("id", "drivers", forms::is_id), name: s.text("name"), phone: s.text_or_empty("phone") }
}

pub(super) fn language(s: &mut Section<'_>) -> Language {
    Language {
        tag: s.id("tag", "languages", forms::is_language_tag),
        name_zh: s.text("name_zh"),
        name_en: s.text("name_en"),
    }
}

pub(super) fn volunteer_pool(s: &mut Section<'_>) -> VolunteerPool {
    let steps = [
        ("volunteer", Fallback::Volunteer),
        ("hired_interpreter", Fallback::HiredInterpreter),
        ("phone", Fallback::Phone),
        ("device", Fallback::Device),
    ];
    VolunteerPool {
        languages: s.references("languages", "languages"),
        fallback: s.choices("fallback", &steps),
    }
}

//! The configuration: strict, in layers, and able to say what is wrong with it.
//!
//! `config.toml` at the top of the project is built in and complete; site and user files lie on top of it and may
//! give any part. Sections merge key by key; a list (`[[units]]`, say) replaces the list below it whole. Whatever
//! nobody reads is an unknown key, so that a slip of the hand never passes in silence.
//!
//! - `tree`: a file as values with places, and the merging;
//! - `section`: reading with all problems noted; `forms`: the small textual forms;
//! - `people`, `places`, `times`, `screen`, `attention`, `outbound`, `report`: what there is to configure;
//! - `check`: checks between entries; `problem`, `explain`: what can be wrong, and how to say it;
//! - `sources`: which files and settings count.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

mod attention;
mod charges;
mod check;
mod checklists;
mod column_maps;
mod explain;
mod forms;
mod intake;
mod outbound;
mod people;
mod places;
mod problem;
mod report;
mod screen;
mod section;
mod sources;
mod times;
mod tree;
mod views;

pub use attention::AttentionSettings;
pub use charges::{Charge, InspectionRules, charged_with};
pub use column_maps::{ColumnMaps, MAP_FIELDS};
pub use intake::IntakeLimits;
pub use outbound::{Channel, ChannelKind, Mail, MailTls, Outbound, Secret, Vendor, check_url};
pub use people::{
    Driver, Fallback, LangChoice, Language, Office, Officer, Register, StoreSettings, Unit, VolunteerPool,
};
pub use places::{Port, PortKind, Site, SiteKind, Travel, Vehicle, VehicleKind};
pub use problem::{ConfigProblem, Expected, Place, ProblemKind, Source};
pub use report::{ReportFonts, ReportSettings};
pub use screen::{AmbiguousWidth, Borders, Display, KeyBinding, Theme, ThemeName, WALL_FIELDS, Wall};
pub use sources::{Dirs, Flags, LayerFile, Setting, Sources};
pub use times::{ShiftTimes, Transport};
pub use views::HouseView;

use crate::domain::Policy;
use crate::domain::calendar::Calendar;
use crate::domain::limits::Limits;
use crate::domain::meeting::ChecklistTemplate;
use section::{Findings, Section};
use tree::{Item, Node, Table};

/// The configuration that is part of the program, as text.
pub const BUILT_IN: &str = include_str!("../../config.toml");

/// A complete and checked configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The duty room.
    pub office: Office,
    /// The store.
    pub store: StoreSettings,
    /// Registers of receipt numbers.
    pub registers: Vec<Register>,
    /// Units around the office.
    pub units: Vec<Unit>,
    /// People of the duty room.
    pub officers: Vec<Officer>,
    /// Ports.
    pub ports: Vec<Port>,
    /// Sites.
    pub sites: Vec<Site>,
    /// 领导分片包干: which leader is charged with which community.
    pub charges: Vec<Charge>,
    /// What inspections go by.
    pub inspections: InspectionRules,
    /// Vehicles.
    pub vehicles: Vec<Vehicle>,
    /// Drivers.
    pub drivers: Vec<Driver>,
    /// Times on the road that the ports do not name.
    pub travel: Travel,
    /// Disinfection, stays, and what is night.
    pub transport: Transport,
    /// Languages.
    pub languages: Vec<Language>,
    /// The volunteer pool.
    pub volunteers: VolunteerPool,
    /// Shifts, each starting when the one before it ends.
    pub shifts: Vec<ShiftTimes>,
    /// All key bindings, as written.
    pub keys: Vec<KeyBinding>,
    /// The theme.
    pub theme: Theme,
    /// The terminal.
    pub display: Display,
    /// Saved views for everybody.
    pub views: Vec<HouseView>,
    /// The wall.
    pub wall: Wall,
    /// What leaves the room, and how.
    pub outbound: Outbound,
    /// How much of what comes from outside is read and kept.
    pub intake: IntakeLimits,
    /// Alarms, ladders and the bell.
    pub attention: AttentionSettings,
    /// Documents for people.
    pub report: ReportSettings,
    /// Papers that the desk can handle in an hour.
    pub papers_per_hour: u32,
    /// Column maps of foreign tables, by name: headings and the fields they mean.
    pub maps: ColumnMaps,
    /// What must be ready before a meeting or an activity.
    pub checklists: Vec<ChecklistTemplate>,
    limits: Limits,
    calendar: Calendar,
}

/// A configuration with the story of how it came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The configuration.
    pub config: Config,
    /// Where each value comes from, by key path (`office.lang`, `units[2].phone`).
    pub origins: BTreeMap<String, Place>,
    /// What was read, the lowest first.
    pub layers: Vec<Source>,
}

impl Config {
    /// Loads and checks the configuration.
    ///
    /// # Errors
    /// All problems that were found, layer by layer and in the order of the text; never an empty list.
    pub fn load(sources: &Sources) -> Result<Loaded, Vec<ConfigProblem>> {
        let mut problems = Vec::new();
        let mut merged = Table::new();
        let mut layers = Vec::new();
        let mut lay = |source: Source, parsed: Result<Option<Table>, Vec<ConfigProblem>>| match parsed {
            Ok(Some(table)) => {
                tree::merge(&mut merged, table);
                layers.push(source);
            }
            Ok(None) => {}
            Err(found) => problems.extend(found),
        };
        lay(Source::BuiltIn, tree::parse(BUILT_IN.as_bytes(), &Source::BuiltIn).map(Some));
        for file in &sources.files {
            let source = Source::File(Arc::new(file.path.clone()));
            let bytes = file.read(&source);
            let table = bytes.and_then(|bytes| bytes.map(|bytes| tree::parse(&bytes, &source)).transpose());
            lay(source, table);
        }
        for setting in &sources.settings {
            lay(setting.source.clone(), setting_table(setting).map(Some));
        }
        let config = read_all(&merged, &mut problems);
        match config {
            Some(config) if problems.is_empty() => Ok(Loaded { config, origins: origins(&merged), layers }),
            _ => {
                problems.sort_by_key(|problem| {
                    let layer = sources.rank(&problem.place.source);
                    (layer, problem.place.line, problem.place.column)
                });
                Err(problems)
            }
        }
    }

    /// The built-in configuration alone.
    ///
    /// # Errors
    /// None in a released program: a test loads it.
    pub fn builtin() -> Result<Self, Vec<ConfigProblem>> {
        Self::load(&Sources::default()).map(|loaded| loaded.config)
    }

    /// So long before its due time a supervised item counts as near to it.
    pub fn near(&self) -> chrono::TimeDelta {
        self.limits.supervised.near
    }

    /// The limits profile.
    pub fn limits(&self) -> Limits {
        self.limits.clone()
    }

    /// The working calendar, in the zone of the office.
    pub fn calendar(&self) -> Calendar {
        self.calendar.clone()
    }

    /// The rules of the house, as decisions need them.
    pub fn policy(&self) -> Policy {
        Policy {
            limits: self.limits(),
            calendar: self.calendar(),
            units: self.units.iter().map(|unit| unit.id.clone()).collect(),
            // Never empty: a configuration without registers is refused.
            attention: self.attention.rules.clone(),
            checklists: self.checklists.clone(),
            fleet: places::fleet(
                (&self.vehicles, &self.drivers),
                (&self.ports, &self.sites),
                &self.travel,
                &self.transport,
            ),
            bus_unit: self.inspections.bus_feedback_to.clone(),
            default_register: self.registers.first().map(|register| register.id.clone()).unwrap_or_default(),
        }
    }

    /// The shift that is on duty at `t` by the timetable, with its first instant and the first after it.
    pub fn shift_at(&self, t: DateTime<Utc>) -> Option<(&ShiftTimes, DateTime<Utc>, DateTime<Utc>)> {
        let local = self.calendar.local(t);
        self.shifts.iter().find_map(|shift| {
            // A shift that crosses midnight may have started the day before.
            let today = local.date().and_time(shift.start);
            let start = if today <= local { today } else { today - TimeDelta::days(1) };
            let end = start + shift.length();
            (local < end).then(|| (shift, self.calendar.instant(start), self.calendar.instant(end)))
        })
    }

    /// The unit of this id.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// The unit that is called so: its id, one of its names, or an alias.
    pub fn unit_called(&self, name: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| {
            let names = [&unit.id, &unit.name_zh, &unit.name_en];
            names.into_iter().chain(&unit.aliases).any(|known| known.eq_ignore_ascii_case(name))
        })
    }

    /// The officer of this id, or else of this name.
    pub fn officer(&self, id_or_name: &str) -> Option<&Officer> {
        let by_id = self.officers.iter().find(|officer| officer.id == id_or_name);
        by_id.or_else(|| self.officers.iter().find(|officer| officer.name == id_or_name))
    }

    /// The port of this id.
    pub fn port(&self, id: &str) -> Option<&Port> {
        self.ports.iter().find(|port| port.id == id)
    }

    /// The site that is called so: its id or one of its names.
    pub fn site_called(&self, name: &str) -> Option<&Site> {
        let name = name.trim();
        self.sites.iter().find(|site| {
            [&site.id, &site.name_zh, &site.name_en].into_iter().any(|known| known.eq_ignore_ascii_case(name))
        })
    }

    /// The port that is called so: its id or one of its names.
    pub fn port_called(&self, name: &str) -> Option<&Port> {
        let name = name.trim();
        self.ports.iter().find(|port| {
            [&port.id, &port.name_zh, &port.name_en].into_iter().any(|known| known.eq_ignore_ascii_case(name))
        })
    }

    /// The site of this id.
    pub fn site(&self, id: &str) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == id)
    }
}

/// A setting as a file of one value.
fn setting_table(setting: &Setting) -> Result<Table, Vec<ConfigProblem>> {
    let at = Place::whole(setting.source.clone());
    let (section, key) = setting.key;
    let Some(value) = setting.value.to_str() else {
        return Err(vec![ConfigProblem::new(at, format!("{section}.{key}"), ProblemKind::NotUtf8)]);
    };
    let node = |item| Node { key_at: at.clone(), at: at.clone(), item };
    let inner = Table::from([(key.to_owned(), node(Item::Text(value.to_owned())))]);
    Ok(Table::from([(section.to_owned(), node(Item::Table(inner)))]))
}

/// Reads the merged tree, adding to `problems`; `None` only when there are some.
fn read_all(merged: &Table, problems: &mut Vec<ConfigProblem>) -> Option<Config> {
    let findings = RefCell::new(Findings::default());
    let at = Place::whole(Source::BuiltIn);
    let config = Section::read(merged, at, String::new(), &findings, read_config);
    problems.extend(findings.into_inner().into_problems());
    if let Some(config) = &config {
        problems.extend(check::key_conflicts(&config.keys));
    }
    config
}

fn read_config(s: &mut Section<'_>) -> Option<Config> {
    // Everything is read before the first `?`, so that a broken section hides no other.
    let office = s.section("office", people::office);
    let zone = office.as_ref().map_or_else(people::utc, |office| office.zone);
    let store = s.section("store", people::store);
    let registers = s.sections("registers", people::register);
    let languages = s.sections("languages", people::language);
    let units = s.sections("units", people::unit);
    let officers = s.sections("officers", people::officer);
    let ports = s.sections("ports", places::port);
    let sites = s.sections("sites", places::site);
    let mut charges = s.sections("charges", charges::charge);
    charges.retain(|charge| units.iter().any(|unit| unit.id == charge.unit));
    let inspections = s.section("inspections", charges::inspections);
    let vehicles = s.sections("vehicles", places::vehicle);
    let drivers = s.sections("drivers", people::driver);
    let known: Vec<&str> =
        ports.iter().map(|port| port.id.as_str()).chain(sites.iter().map(|site| site.id.as_str())).collect();
    let travel = s.section("travel", |s| places::travel_elsewhere(s, &known));
    let purge_days = s.section("manifest", |s| s.number("purge_days", 0, 366));
    let keep_manifest = purge_days.map(|days| TimeDelta::days(days.into()));
    let transport = s.section("transport", times::transport).flatten();
    let volunteers = s.section("volunteers", people::volunteer_pool);
    let shifts = s.sections("shifts", times::shift);
    let keys = s.section("keys", screen::keys);
    let theme = s.section("theme", screen::theme);
    let display = s.section("display", screen::display);
    let views = s.sections("views", views::view);
    let wall = s.section("wall", screen::wall);
    let attention = s.section("attention", attention::attention);
    let outbound = s.section("outbound", outbound::outbound);
    let report = s.section("report", report::report).flatten();
    let intake = s.section("intake", |s| (intake::limits(s), column_maps::maps(s)));
    let checklists = s.sections("checklists", checklists::checklist);
    let capacity = s.section("capacity", |s| s.number("papers_per_hour", 1, 100_000));
    let limits = s.section("limits", times::limits).flatten();
    let calendar = s.section("calendar", |s| times::calendar(s, zone)).flatten();
    if let Some(node) = s.optional("registers").filter(|_| registers.is_empty()) {
        s.push(ConfigProblem::new(node.key_at.clone(), "registers", ProblemKind::Missing));
    }
    if let Some(node) = s.optional("shifts").filter(|_| !times::shifts_cover(&shifts)) {
        s.push(ConfigProblem::new(node.key_at.clone(), "shifts", ProblemKind::ShiftCover));
    }
    let (intake, maps) = intake?;
    Some(Config {
        office: office?,
        store: store?,
        registers,
        units,
        officers,
        ports,
        sites,
        charges,
        inspections: inspections?,
        vehicles,
        drivers,
        travel: travel?,
        transport: Transport { keep_manifest: keep_manifest?, ..transport? },
        languages,
        volunteers: volunteers?,
        shifts,
        keys: keys?,
        theme: theme?,
        display: display?,
        views,
        wall: wall?,
        outbound: outbound?,
        report: report?,
        attention: attention?,
        intake,
        papers_per_hour: capacity?,
        maps,
        checklists,
        limits: limits?,
        calendar: calendar?,
    })
}

/// Where each single value of the tree comes from.
fn origins(table: &Table) -> BTreeMap<String, Place> {
    fn visit(path: String, node: &Node, origins: &mut BTreeMap<String, Place>) {
        match &node.item {
            Item::Table(table) => {
                for (key, node) in table {
                    visit(format!("{path}.{key}"), node, origins);
                }
            }
            Item::List(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    visit(format!("{path}[{}]", index + 1), node, origins);
                }
            }
            Item::Text(_) | Item::Moment(_) | Item::Number(_) | Item::Flag(_) => {
                origins.insert(path, node.at.clone());
            }
        }
    }
    let mut origins = BTreeMap::new();
    for (key, node) in table {
        visit(key.clone(), node, &mut origins);
    }
    origins
}

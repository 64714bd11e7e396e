//! The configuration: what is wrong with it is said with its place, and the layers lie in the right order.

mod files;
mod keys;
mod layers;

use chrono::{DateTime, TimeDelta};
use dutydesk::config::{
    Config, ConfigProblem, Expected, LangChoice, LayerFile, Loaded, ProblemKind, Sources,
};
use dutydesk::domain::limits::Limit;
use dutydesk::domain::{Role, Urgency};
use dutydesk::lang::Lang;

/// Layers of files in a directory of their own, the lowest first.
struct Layers {
    dir: tempfile::TempDir,
    sources: Sources,
}

impl Layers {
    fn of(texts: &[&str]) -> Self {
        Self::of_bytes(&texts.iter().map(|text| text.as_bytes()).collect::<Vec<_>>())
    }

    fn of_bytes(layers: &[&[u8]]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut sources = Sources::default();
        for (index, bytes) in layers.iter().enumerate() {
            let path = dir.path().join(format!("{index}.toml"));
            std::fs::write(&path, bytes).unwrap();
            sources.files.push(LayerFile { path, must_exist: true });
        }
        Self { dir, sources }
    }

    fn load(&self) -> Result<Loaded, Vec<ConfigProblem>> {
        Config::load(&self.sources)
    }

    fn name(&self, problem: &ConfigProblem) -> String {
        problem.place.to_string().replace(&format!("{}/", self.dir.path().display()), "")
    }
}

/// The problems of one file on top of the built-in configuration.
fn problems(text: &str) -> Vec<ConfigProblem> {
    Layers::of(&[text]).load().expect_err("this configuration is wrong")
}

/// The only problem of such a file.
fn problem(text: &str) -> ConfigProblem {
    let mut found = problems(text);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

fn line_and_column(problem: &ConfigProblem) -> (usize, usize) {
    (problem.place.line, problem.place.column)
}

#[test]
fn the_built_in_configuration_has_no_problem_and_the_expected_people_and_places() {
    let config = Config::builtin().unwrap();
    let ports: Vec<_> = config.ports.iter().map(|port| port.name_zh.as_str()).collect();
    assert_eq!(ports, ["广州白云机场", "珠海口岸", "深圳机场", "深圳湾口岸", "盐田港码头"]);
    assert!(config.ports.iter().all(|port| port.travel.len() == config.sites.len()));
    assert_eq!(config.unit("transport").unwrap().name_zh, "盐田交通局");
    assert_eq!(config.officer("赵明溪").unwrap().role, Role::Leader);
    assert_eq!(config.languages.len(), 7);
    assert_eq!(config.office.lang, LangChoice::Auto);
    assert!(config.shifts.iter().all(|shift| shift.length() == TimeDelta::hours(12)));
    assert!(config.calendar().covers(2020));
}

#[test]
fn every_telephone_that_is_built_in_is_an_invented_one() {
    let config = Config::builtin().unwrap();
    let units = config.units.iter().flat_map(|unit| [&unit.phone, &unit.leader_phone]);
    let people = config.officers.iter().map(|officer| &officer.phone);
    let phones: Vec<_> =
        units.chain(people).chain(config.drivers.iter().map(|driver| &driver.phone)).collect();
    assert!(phones.len() > 40);
    assert!(phones.iter().all(|phone| phone.starts_with("138-0000-0")), "{phones:?}");
}

#[test]
fn the_built_in_limits_are_those_of_the_reference() {
    let limits = Config::builtin().unwrap().limits();
    let flash = limits.of(Urgency::Flash);
    assert_eq!(flash.sign, Some(Limit::Wall(TimeDelta::minutes(5))));
    assert_eq!(flash.tell_leader, Some(Limit::Wall(TimeDelta::minutes(10))));
    assert_eq!(limits.of(Urgency::Priority).complete, Some(Limit::Wall(TimeDelta::days(3))));
    assert_eq!(limits.of(Urgency::RoutineUrgent).complete, Some(Limit::WorkingDays(5)));
    let routine = limits.of(Urgency::Routine);
    assert_eq!(routine.sign, Some(Limit::Working(TimeDelta::hours(2))));
    assert_eq!(routine.tell_leader, None);
    assert_eq!(routine.dispatch, Some(Limit::ThisShift));
    assert_eq!(routine.complete_for_information, Some(Limit::WorkingDays(2)));
    assert_eq!(limits.findings.structural, Limit::WorkingDays(15));
}

#[test]
fn an_unknown_key_is_reported_at_its_line_and_column_with_the_word_that_was_meant() {
    let problem = problem("[display]\nmouse = true\n  bel = false\n");
    assert_eq!(line_and_column(&problem), (3, 3));
    assert_eq!(problem.key, "display.bel");
    assert_eq!(problem.kind, ProblemKind::UnknownKey);
    assert_eq!(problem.suggestion.as_deref(), Some("bell"));
}

#[test]
fn an_unknown_section_is_an_error_too() {
    let problem = problem("[limit.flash]\nsign = \"3 min\"\n");
    assert_eq!((problem.key.as_str(), line_and_column(&problem)), ("limit", (1, 2)));
    assert_eq!(problem.suggestion.as_deref(), Some("limits"));
}

#[test]
fn a_value_of_the_wrong_type_is_reported_at_the_value() {
    let problem = problem("[display]\nmouse = \"yes\"\n");
    assert_eq!(line_and_column(&problem), (2, 9));
    assert_eq!(problem.kind, ProblemKind::Wrong { expected: Expected::Flag, found: "\"yes\"".into() });
}

#[test]
fn a_wrong_word_gets_a_suggestion_and_the_words_that_are_allowed() {
    let problem = problem("[theme]\nname = \"nihgt\"\n");
    assert_eq!(problem.suggestion.as_deref(), Some("night"));
    let said = problem.describe(Lang::En);
    assert!(said.contains("night, day, high_contrast, mono"), "{said}");
    assert!(said.ends_with("did you mean `night`?"), "{said}");
    let said = problem.describe(Lang::ZhCn);
    assert!(said.contains("是否想写“night”"), "{said}");
}

#[test]
fn all_problems_are_found_in_one_run() {
    let found = problems(
        "[office]\nzone = \"Shanghai\"\n[limits.flash]\nsign = \"soon\"\n[wall]\nrotate = \"15\"\nfields = [\"phone\"]\n\
         [volunteers]\nlanguages = [\"en\", \"xx\"]\n",
    );
    let keys: Vec<_> = found.iter().map(|problem| problem.key.as_str()).collect();
    let expected =
        ["office.zone", "limits.flash.sign", "wall.rotate", "wall.fields[1]", "volunteers.languages[2]"];
    assert_eq!(keys, expected);
}

#[test]
fn two_entries_with_one_id_are_reported_with_both_places() {
    let vehicle = |id: &str, plate| format!("[[vehicles]]\nid = \"{id}\"\nplate = \"{plate}\"\nseats = 10\n");
    let problem = problem(&(vehicle("bus_1", 1) + &vehicle("bus_2", 2) + &vehicle("bus_1", 3)));
    assert_eq!(problem.kind, ProblemKind::Taken("bus_1".into()));
    assert_eq!(line_and_column(&problem), (10, 6));
    assert_eq!(problem.other.unwrap().line, 2);
}

#[test]
fn two_units_never_answer_to_one_name() {
    let unit = |id: &str, zh: &str, alias: &str| {
        format!(
            "[[units]]\nid = \"{id}\"\nname_zh = \"{zh}\"\nname_en = \"{id}\"\naliases = [\"{alias}\"]\nphone = \"1\"\n"
        )
    };
    let problem = problem(&(unit("a", "区教育局", "教育局") + &unit("b", "教育局", "文教局")));
    assert_eq!(problem.kind, ProblemKind::Taken("教育局".into()));
    assert_eq!((problem.key.as_str(), problem.place.line), ("units[2].name_zh", 9));
    assert_eq!(problem.other.unwrap().line, 5);
}

#[test]
fn a_limit_is_read_as_it_is_written() {
    let read = |text: &str| {
        let text = format!("[limits.routine]\nsign = {text:?}\n");
        Layers::of(&[&text])
            .load()
            .map(|loaded| loaded.config.limits().routine.sign)
            .map_err(|found| found.len())
    };
    let minutes = TimeDelta::minutes;
    assert_eq!(read("90 min"), Ok(Some(Limit::Wall(minutes(90)))));
    assert_eq!(read("2h"), Ok(Some(Limit::Wall(minutes(120)))));
    assert_eq!(read("30 working min"), Ok(Some(Limit::Working(minutes(30)))));
    assert_eq!(read("5 working d"), Ok(Some(Limit::WorkingDays(5))));
    assert_eq!(read("this shift"), Ok(Some(Limit::ThisShift)));
    assert_eq!(read("none"), Ok(None));
    let wrong = [
        "",
        "0 min",
        "-5 min",
        "5",
        "5 parsecs",
        "367 d",
        "99999999999999999999 s",
        "0 working d",
        "1.5 h",
        "５ min",
    ];
    for text in wrong {
        assert_eq!(read(text), Err(1), "{text:?}");
    }
}

#[test]
fn a_wall_that_is_dimmed_before_it_turns_amber_is_refused() {
    let problem = problem("[wall]\namber_intervals = 6\n");
    assert_eq!(problem.key, "wall.dim_intervals");
    assert_eq!(problem.kind, ProblemKind::OutOfRange { min: "6".into(), max: "1000".into() });
}

#[test]
fn a_reference_to_nothing_is_reported_with_the_nearest_id() {
    let problem = problem(
        "[[ports]]\nid = \"p\"\nname_zh = \"口岸\"\nname_en = \"Port\"\nkind = \"land\"\ntravel = { haibn = \"20 min\" }\n",
    );
    assert_eq!(problem.kind, ProblemKind::UnknownReference { list: "sites", id: "haibn".into() });
    assert_eq!(line_and_column(&problem), (6, 12));
    assert_eq!(problem.suggestion.as_deref(), Some("haibin"));
}

#[test]
fn a_missing_value_is_reported_at_the_entry_that_lacks_it() {
    let problem = problem("\n[[drivers]]\nid = \"d\"\n");
    assert_eq!((problem.key.as_str(), problem.kind.clone()), ("drivers[1].name", ProblemKind::Missing));
    assert_eq!(problem.place.line, 2);
}

#[test]
fn numbers_out_of_range_and_fractions_are_refused() {
    let range = problem("[limits]\nreurge_percent = 100\n");
    assert_eq!(range.kind, ProblemKind::OutOfRange { min: "1".into(), max: "99".into() });
    let negative = problem("[store]\nmanifest_days = -3\n");
    assert_eq!(negative.kind, ProblemKind::OutOfRange { min: "1".into(), max: "3650".into() });
    let fraction = problem("[store]\nmanifest_days = 1.5\n");
    assert_eq!(fraction.kind, ProblemKind::Wrong { expected: Expected::Number, found: "1.5".into() });
}

#[test]
fn office_hours_must_follow_each_other() {
    for hours in [
        "[]",
        "[\"12:00-08:30\"]",
        "[\"08:30-12:00\", \"11:00-18:00\"]",
        "[\"14:00-18:00\", \"08:30-12:00\"]",
    ] {
        let problem = problem(&format!("[calendar]\nwork_hours = {hours}\n"));
        assert_eq!(problem.kind, ProblemKind::HoursOrder, "{hours}");
        assert_eq!(problem.place.line, 2);
    }
}

#[test]
fn shifts_that_leave_the_room_empty_are_refused() {
    let day = "[[shifts]]\nid = \"day\"\nname_zh = \"白班\"\nname_en = \"Day\"\nstart = \"08:30\"\nend = \"20:30\"\n";
    assert_eq!(problem(day).kind, ProblemKind::ShiftCover);
    let whole = day.replace("20:30", "08:30");
    let loaded = Layers::of(&[&whole]).load().unwrap();
    assert_eq!(loaded.config.shifts[0].length(), TimeDelta::hours(24));
}

#[test]
fn the_shift_of_any_minute_is_known_also_across_midnight() {
    let config = Config::builtin().unwrap();
    let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
    let on_duty =
        |text: &str| config.shift_at(at(text)).map(|(shift, from, until)| (shift.id.as_str(), from, until));
    let night = Some(("night", at("2020-04-06T20:30:00+08:00"), at("2020-04-07T08:30:00+08:00")));
    assert_eq!(on_duty("2020-04-07T02:14:00+08:00"), night);
    assert_eq!(on_duty("2020-04-06T20:30:00+08:00"), night);
    let day = Some(("day", at("2020-04-07T08:30:00+08:00"), at("2020-04-07T20:30:00+08:00")));
    assert_eq!(on_duty("2020-04-07T08:30:00+08:00"), day);
}

#[test]
fn a_room_without_registers_is_refused() {
    let problem = problem("registers = []\n");
    assert_eq!((problem.key.as_str(), problem.kind.clone()), ("registers", ProblemKind::Missing));
    assert_eq!(Config::builtin().unwrap().policy().default_register, "incoming");
}

#[test]
fn a_date_of_another_year_and_a_day_that_is_both_are_refused() {
    let other = problem("[calendar.years.2027]\nholidays = [\"2026-12-31\"]\nmake_up_days = []\n");
    assert_eq!(other.kind, ProblemKind::OtherYear("2026-12-31".into()));
    let both = problem("[calendar.years.2027]\nholidays = [2027-01-01]\nmake_up_days = [2027-01-01]\n");
    assert_eq!(both.kind, ProblemKind::HolidayAndMakeUp("2027-01-01".into()));
    assert_eq!(both.place.line, 3);
}

#[test]
fn another_year_is_added_beside_those_that_are_built_in() {
    let text = "[calendar.years.2027]\nholidays = [2027-01-01]\nmake_up_days = []\n";
    let calendar = Layers::of(&[text]).load().unwrap().config.calendar();
    assert!(calendar.covers(2027) && calendar.covers(2020) && !calendar.covers(2021));
}

#[test]
fn the_longest_name_in_a_place_says_which_leader_is_charged_with_it() {
    let config = Config::builtin().unwrap();
    let who = |place: &str| {
        let found = config.charged_with(place);
        found.iter().map(|charge| charge.unit.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(who("梅沙 集中隔离点2号楼"), ["culture", "meisha"], "the site before the sub-district");
    assert_eq!(who("小梅沙社区"), ["meisha"]);
    assert_eq!(who("海山农贸市场"), ["haishan"]);
    assert_eq!(who("别处"), Vec::<&str>::new());
    assert!(config.charges.len() >= 11, "no built-in charge names a unit that is not there");
}

#[test]
fn a_charge_to_nobody_or_of_the_same_place_twice_is_reported_where_it_stands() {
    let charge = |place: &str, alias: &str, unit: &str| {
        format!(
            "[[charges]]\nplace = \"{place}\"\naliases = [\"{alias}\"]\nleader = \"李\"\nphone = \"1\"\nunit = \"{unit}\"\n"
        )
    };
    let unknown = problem(&charge("甲村", "甲", "helth"));
    assert_eq!((unknown.key.as_str(), line_and_column(&unknown)), ("charges[1].unit", (6, 8)));
    assert_eq!(unknown.suggestion.as_deref(), Some("health"));
    let twice = problem(&(charge("甲村", "甲", "health") + &charge("乙村", "甲", "health")));
    assert_eq!((twice.kind, twice.place.line), (ProblemKind::Taken("甲".into()), 9));
    assert_eq!(twice.other.unwrap().line, 3);
}

//! Layers: which files and settings count, and which of them wins.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use dutydesk::config::{
    Config, ConfigProblem, Dirs, Flags, LangChoice, LayerFile, ProblemKind, Setting, Source, Sources,
};
use dutydesk::lang::Lang;

use super::Layers;

#[test]
fn problems_are_listed_layer_by_layer_in_the_order_of_the_text() {
    let layers = Layers::of(&["[wall]\nrotate = 1\n[office]\nzone = 1\n", "[display]\nbel = 1\n"]);
    let names: Vec<_> = layers.load().unwrap_err().iter().map(|problem| layers.name(problem)).collect();
    assert_eq!(names, ["0.toml:2:10", "0.toml:4:8", "1.toml:2:1"]);
}

#[test]
fn the_language_is_that_of_the_configuration_or_else_of_the_locale() {
    let locale = |set: &'static [(&'static str, &'static str)]| {
        move |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
    };
    let auto = LangChoice::Auto;
    assert_eq!(auto.resolve(locale(&[("LC_ALL", ""), ("LANG", "en_US.UTF-8")])), Lang::En);
    assert_eq!(auto.resolve(locale(&[("LC_ALL", "zh_CN.GB18030"), ("LANG", "en_US.UTF-8")])), Lang::ZhCn);
    assert_eq!(auto.resolve(locale(&[("LANG", "C")])), Lang::ZhCn);
    assert_eq!(auto.resolve(locale(&[("LANG", "enm")])), Lang::ZhCn);
    assert_eq!(LangChoice::Fixed(Lang::En).resolve(locale(&[("LANG", "zh_CN")])), Lang::En);
}

#[test]
fn the_later_layer_wins_key_by_key_and_every_value_knows_where_it_is_from() {
    let site = "[display]\nmouse = true\nbell = false\n[theme]\nname = \"day\"\n";
    let user = "[display]\nbell = true\n";
    let mut layers = Layers::of(&[site, user]);
    let settings = [("en", Source::Env("DUTYDESK_LANG")), ("zh-CN", Source::Flag("--lang"))];
    layers.sources.settings = settings
        .map(|(value, source)| Setting { key: ("office", "lang"), value: value.into(), source })
        .to_vec();
    let loaded = layers.load().unwrap();
    assert!(loaded.config.display.mouse && loaded.config.display.bell);
    assert_eq!(loaded.config.office.lang, LangChoice::Fixed(Lang::ZhCn));
    let from = |key: &str| loaded.origins[key].to_string();
    assert!(from("display.mouse").ends_with("0.toml:2:9"), "{}", from("display.mouse"));
    assert!(from("display.bell").ends_with("1.toml:2:8"), "{}", from("display.bell"));
    assert_eq!(from("office.lang"), "--lang");
    assert!(from("display.borders").starts_with("config.toml (built-in):"));
    assert_eq!(loaded.layers.len(), 5);
}

#[test]
fn a_list_replaces_the_list_below_it_whole() {
    let one = "[[vehicles]]\nid = \"van\"\nplate = \"粤B·1\"\nseats = 7\n";
    let config = Layers::of(&[one]).load().unwrap().config;
    assert_eq!(config.vehicles.iter().map(|vehicle| vehicle.id.as_str()).collect::<Vec<_>>(), ["van"]);
    assert_eq!(config.sites.len(), Config::builtin().unwrap().sites.len());
}

#[test]
fn a_wrong_value_of_the_environment_names_the_variable() {
    let mut sources = Sources::default();
    let source = Source::Env("DUTYDESK_LANG");
    sources.settings.push(Setting { key: ("office", "lang"), value: "fr".into(), source });
    let found = Config::load(&sources).unwrap_err();
    assert!(found[0].describe(Lang::En).starts_with("$DUTYDESK_LANG: office.lang:"), "{found:?}");
}

fn discover(flags: &Flags, env: &[(&str, &str)]) -> Sources {
    let env: Vec<(String, OsString)> =
        env.iter().map(|(name, value)| ((*name).into(), value.into())).collect();
    Sources::discover(flags, |name| {
        env.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    })
}

#[test]
fn the_files_are_found_where_the_rules_say() {
    let none = Flags::default();
    let paths = |sources: &Sources| sources.files.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
    let site = PathBuf::from("/etc/dutydesk/config.toml");
    let home = discover(&none, &[("HOME", "/home/a")]);
    assert_eq!(paths(&home), [site.clone(), "/home/a/.config/dutydesk/config.toml".into()]);
    let xdg = discover(&none, &[("HOME", "/home/a"), ("XDG_CONFIG_HOME", "/cfg")]);
    assert_eq!(paths(&xdg), [site.clone(), "/cfg/dutydesk/config.toml".into()]);
    let env = discover(&none, &[("HOME", "/home/a"), ("DUTYDESK_CONFIG", "/x.toml"), ("DUTYDESK_STORE", "")]);
    assert_eq!(paths(&env), [site.clone(), "/x.toml".into()]);
    assert!(env.files[1].must_exist && env.settings.is_empty());
    let flags = Flags { config: Some("/y.toml".into()), store: Some("/s".into()), lang: None };
    let flag = discover(&flags, &[("DUTYDESK_CONFIG", "/x.toml"), ("DUTYDESK_STORE", "/t")]);
    assert_eq!(paths(&flag), [site, "/y.toml".into()]);
    assert_eq!(flag.settings.last().unwrap().source, Source::Flag("--store"));
    let dirs = Dirs::from_env(|name| (name == "HOME").then(|| "/home/a".into()));
    assert_eq!(dirs.state.as_deref(), Some(Path::new("/home/a/.local/state/dutydesk")));
}

#[test]
fn a_file_that_somebody_named_must_be_there() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("none.toml");
    let load = |must_exist| {
        let files = vec![LayerFile { path: path.clone(), must_exist }];
        Config::load(&Sources { files, settings: Vec::new() })
    };
    assert_eq!(load(false).unwrap().layers, [Source::BuiltIn]);
    let found = load(true).unwrap_err();
    assert!(matches!(found[..], [ConfigProblem { kind: ProblemKind::Unreadable(_), .. }]), "{found:?}");
    // A directory is no file, whoever named it.
    let files = vec![LayerFile { path: dir.path().into(), must_exist: false }];
    let found = Config::load(&Sources { files, settings: Vec::new() }).unwrap_err();
    assert!(matches!(found[0].kind, ProblemKind::Unreadable(_)), "{found:?}");
}

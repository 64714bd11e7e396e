//! Files as people, editors and mischief leave them: broken, in another encoding, endless.

use dutydesk::config::{BUILT_IN, Config, ConfigProblem, LayerFile, ProblemKind, Sources};
use dutydesk::lang::Lang;

use super::{Layers, line_and_column, problem, problems};

#[test]
fn columns_count_characters_and_not_bytes() {
    let problem = problem("office = { name_zh = \"深圳湾值班室\", nam_en = \"x\" }\n");
    assert_eq!(line_and_column(&problem), (1, 32));
    assert_eq!(problem.suggestion.as_deref(), Some("name_en"));
}

#[test]
fn a_key_given_twice_is_reported_at_the_second() {
    let problem = problem("[display]\nmouse = true\nbell = true\nmouse = false\n");
    assert_eq!(problem.kind, ProblemKind::DuplicateKey);
    assert_eq!((problem.key.as_str(), line_and_column(&problem)), ("mouse", (4, 1)));
}

#[test]
fn broken_toml_is_reported_in_every_place_where_it_is_broken() {
    let found = problems("[display]\nmouse = \nbell = true\n[wall\n");
    let lines: Vec<_> = found.iter().map(|problem| problem.place.line).collect();
    assert!(lines.contains(&2) && lines.contains(&4), "{found:#?}");
    assert!(found.iter().all(|problem| matches!(problem.kind, ProblemKind::Syntax(_))), "{found:#?}");
}

#[test]
fn a_file_saved_on_windows_is_read_like_any_other() {
    let loaded = Layers::of(&["\u{feff}[display]\r\nmouse = true\r\n"]).load().unwrap();
    assert!(loaded.config.display.mouse);
    let problem = problem("\u{feff}[display]\r\nmouse = true\r\nbel = true\r\n");
    assert_eq!(line_and_column(&problem), (3, 1));
}

#[test]
fn a_section_headed_twice_or_as_two_things_is_reported_at_the_second() {
    for text in
        ["[wall]\nburn_in = \"1 min\"\n[wall]\n", "[[drivers]]\nid = \"d\"\nname = \"d\"\n[drivers]\n"]
    {
        let problem = problem(text);
        assert_eq!(problem.kind, ProblemKind::DuplicateKey);
        assert_eq!(problem.place.line, text.lines().count());
    }
}

#[test]
fn a_file_in_another_encoding_is_refused_at_the_first_wrong_byte() {
    let (bytes, _, _) = encoding_rs::GB18030.encode("[office]\nname_zh = \"总值班室\"\n");
    let layers = Layers::of_bytes(&[&bytes]);
    let found = layers.load().unwrap_err();
    assert_eq!((found.len(), &found[0].kind), (1, &ProblemKind::NotUtf8));
    assert_eq!(layers.name(&found[0]), "0.toml:2:12");
}

#[test]
fn hostile_files_give_a_located_problem_and_no_panic() {
    let nul = Layers::of_bytes(&[b"[office]\nname_zh = \"a\0b\"\n"]).load().unwrap_err();
    assert_eq!(nul[0].place.line, 2);
    let huge = Layers::of_bytes(&[&vec![b'x'; 3 << 20]]).load().unwrap_err();
    assert!(matches!(huge[..], [ConfigProblem { kind: ProblemKind::TooLarge(_), .. }]));
    let files = vec![LayerFile { path: "/dev/zero".into(), must_exist: true }];
    let endless = Config::load(&Sources { files, settings: Vec::new() }).unwrap_err();
    assert!(matches!(endless[0].kind, ProblemKind::TooLarge(_)), "{endless:?}");
    let deep = format!("x = {}", "[".repeat(200_000));
    assert!(Layers::of(&[&deep]).load().is_err());
    let long_line = format!("[keys]\nx = [{}]", "1,".repeat(300_000));
    let found = Layers::of(&[&long_line]).load().unwrap_err();
    assert_eq!(found[0].place.line, 2);
    let number = problem("[store]\nmanifest_days = 99999999999999999999999999999999999999999999\n");
    assert_eq!(number.place.line, 2);
    let escape = problem("[display]\n\"\\u001b[2J\" = 1\n");
    assert!(!escape.describe(Lang::En).chars().any(char::is_control), "{}", escape.describe(Lang::En));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// Cutting or spoiling the real file anywhere gives a configuration or problems with places, never a panic.
    #[test]
    fn a_spoiled_file_never_panics(at in 0..BUILT_IN.len(), byte: u8, cut: bool) {
        let mut bytes = BUILT_IN.as_bytes().to_vec();
        bytes[at] = byte;
        if cut {
            bytes.truncate(at + 1);
        }
        if let Err(found) = Layers::of_bytes(&[&bytes]).load() {
            proptest::prop_assert!(!found.is_empty());
            for problem in found {
                proptest::prop_assert!(problem.place.line > 0, "{:?}", problem);
                proptest::prop_assert!(!problem.describe(Lang::ZhCn).is_empty());
            }
        }
    }
}

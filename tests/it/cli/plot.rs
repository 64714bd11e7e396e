//! `dutydesk plot` as a real process: text, values, pictures, and what it refuses.

use super::*;

/// Three papers at 02:00 on 7 April, one the hour before.
fn office() -> Office {
    let office = Office::new();
    for (minute, title) in [("01:10", "甲"), ("02:00", "乙"), ("02:20", "丙"), ("02:40", "=丁")] {
        let rows = format!("标题,来文单位,紧急程度\n{title},市防指,特急\n");
        let file = office.write("papers.csv", rows);
        let at = format!("2020-04-07T{minute}:00+08:00");
        office.run(&["intake", text(&file), "--at", &at]).code(0);
    }
    office
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain name")
}

const AT: [&str; 2] = ["--at", "2020-04-07T03:30:00+08:00"];

#[test]
fn a_plot_is_text_on_standard_output_in_the_columns_there_are() {
    let office = office();
    let out = |columns: &str, lang: &str| {
        let args = [&["plot", "papers", "--lang", lang], &AT[..]].concat();
        let mut command = office.command(&args);
        let ran = Ran::from(command.env("COLUMNS", columns).output().expect("it starts")).code(0);
        let widest = ran.out.lines().map(dutydesk::text::width).max().unwrap_or(0);
        assert!(widest <= columns.parse().expect("a number"), "{}", ran.out);
        assert!(!ran.out.contains('\u{1b}'), "no colours where nobody sees them");
        ran.out
    };
    let wide = out("120", "zh-CN");
    assert!(wide.contains("来文最多在 02:00–03:00,3 件,未超出处理能力;目前在手 4 件"), "{wide}");
    assert!(wide.contains("###") && wide.contains("处理能力 10"), "{wide}");
    assert!(out("40", "en").contains("Busiest 02:00–03:00: 3 papers"), "narrow");
}

#[test]
fn values_come_as_json_and_csv() {
    let office = office();
    let json = office.run(&[&["plot", "papers", "--json"], &AT[..]].concat()).code(0).json();
    let values = json["series"][0]["values"].as_array().expect("values").clone();
    assert_eq!(
        (values.len(), &values[1], &values[2], &values[5]),
        (24, &1.0.into(), &3.0.into(), &Value::Null)
    );
    assert_eq!((&json["plot"], &json["reference"]["value"]), (&"papers".into(), &10.0.into()));
    let csv = office.run(&[&["plot", "urgency", "--csv", "--lang", "en"], &AT[..]].concat()).code(0).out;
    assert!(csv.starts_with("label,series,value\r\n") && csv.contains("02,IMMED.,3.0\r\n"), "{csv}");
}

#[test]
fn pictures_are_written_whole_and_what_is_no_picture_is_refused() {
    let office = office();
    let (svg, png) = (office.path("图.svg"), office.path("a.PNG"));
    let ran =
        office.run(&[&["plot", "papers", "--json", "--out", text(&svg)], &AT[..]].concat()).code(0).json();
    assert_eq!(ran["format"], "svg");
    let document = std::fs::read_to_string(&svg).expect("a picture");
    assert!(
        document.starts_with("<svg ")
            && document.contains("<title>")
            && document.trim_end().ends_with("</svg>")
    );
    let made = office.run(&[&["plot", "papers", "--out", text(&png)], &AT[..]].concat());
    match dutydesk::plot::Font::load(None) {
        Ok(_) => {
            assert!(made.code(0).code == 0 && std::fs::read(&png).expect("a picture").starts_with(b"\x89PNG"))
        }
        Err(_) => assert!(made.code(1).err.contains("font") && !png.exists()),
    }
    let wrong = office.run(&["plot", "papers", "--out", "a.pdf"]).code(2);
    assert!(wrong.err.contains("a.pdf") && !office.path("a.pdf").exists(), "{}", wrong.err);
    office.run(&["plot", "nothing"]).code(2);
    office.run(&["plot", "papers", "--json", "--csv"]).code(2);
    let none = Office::new();
    none.run(&["plot", "papers"]).code(4);
    // A configured font that is none is told, and the picture that was there stays.
    let broken = office.write("config.toml", "[report]\nfont_file = \"/nowhere/font.ttc\"\n");
    let before = std::fs::read(&svg).expect("a picture");
    let out = office.path("b.png");
    let args = [&["--config", text(&broken), "plot", "papers", "--out", text(&out)], &AT[..]].concat();
    let ran = office.run(&args).code(1);
    assert!(ran.err.contains("/nowhere/font.ttc") && !out.exists(), "{}", ran.err);
    assert_eq!(std::fs::read(&svg).expect("a picture"), before);
}

//! Charts as pictures: SVG that is well-formed whatever the labels say, PNG that decodes and shows something.

use dutydesk::chart::{Chart, Form, Series};
use dutydesk::plot::{self, Font, NoFont, Size};
use quick_xml::Reader;
use quick_xml::events::Event;

fn values(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

/// A day of papers: two hours over the capacity, the rest of the day yet to come.
fn papers() -> Chart {
    let received = [4, 3, 14, 6, 2, 0, 1, 5, 16, 12, 9, 7, 3].map(f64::from);
    let waiting = [2, 2, 6, 5, 3, 1, 0, 2, 8, 9, 7, 4, 2].map(f64::from);
    let gaps = vec![None; 11];
    Chart {
        title: "来文与处理能力".into(),
        headline: "08:00–09:00 来文 16 件,超出处理能力 6 件".into(),
        span: "4月8日 (数据截至 12:40)".into(),
        unit: "件".into(),
        axis: "时".into(),
        labels: (0..24).map(|hour| format!("{hour:02}")).collect(),
        series: vec![
            Series::new("来文", [values(&received), gaps.clone()].concat()),
            Series::new("在手(未转出)", [values(&waiting), gaps].concat()).as_line(),
        ],
        reference: Some(("处理能力".into(), 10.0)),
        limit: true,
        current: Some(12),
        ..Chart::new(Form::Bars)
    }
}

fn arrivals() -> Chart {
    let port = |name: &str, seed: usize| {
        let people = |hour: usize| {
            Some(f64::from(((hour * 37 + seed * 53) % 90) as u32 * u32::from(hour % 3 != seed % 3)))
        };
        Series::new(name, (0..24).map(people).collect())
    };
    let names = ["广州白云机场", "珠海口岸", "深圳机场", "深圳湾口岸", "盐田港码头"];
    Chart {
        title: "各口岸分时抵达".into(),
        headline: "21:00–22:00 最多,共 198 人".into(),
        span: "4月8日".into(),
        unit: "人".into(),
        axis: "时".into(),
        labels: (0..24).map(|hour| format!("{hour:02}")).collect(),
        series: names.iter().enumerate().map(|(at, name)| port(name, at)).collect(),
        current: Some(12),
        ..Chart::new(Form::Stacked)
    }
}

fn ageing() -> Chart {
    let ages = ["0–1 天", "2–3 天", "4–7 天", "8–15 天", "15 天以上"];
    let rows = [[0, 1, 2, 1, 2], [1, 3, 1, 0, 1], [2, 0, 2, 1, 0], [1, 1, 0, 0, 0]];
    let units = ["区城管局", "区交通运输局", "梅沙街道办事处", "<b>&\"盐田港\u{202e}集团\u{7}"];
    Chart {
        title: "未销号问题账龄".into(),
        headline: "区城管局 3 项超期,最长 12 天".into(),
        span: "4月8日 12:40".into(),
        unit: "项".into(),
        labels: units.map(str::to_owned).into(),
        series: ages
            .iter()
            .enumerate()
            .map(|(at, age)| Series::new(*age, rows.iter().map(|row| Some(f64::from(row[at]))).collect()))
            .collect(),
        ordered: true,
        remarks: vec!["超期 3,最长 12 天".into(), "超期 1,最长 2 天".into()],
        ..Chart::new(Form::Horizontal)
    }
}

fn on_time() -> Chart {
    let labels = (1..=14).map(|day| format!("4/{day}")).collect();
    let line = |name: &str, gap: usize, base: u32| {
        let value = |day: usize| (day % 5 != gap).then(|| f64::from(base + (day as u32 * 13) % 30));
        Series::new(name, (0..14).map(value).collect())
    };
    Chart {
        title: "按时率".into(),
        headline: "问题按期销号 71%,低于目标".into(),
        span: "3月26日 至 4月8日".into(),
        unit: "%".into(),
        labels,
        series: vec![line("督办反馈", 4, 70), line("来文环节", 1, 65), line("问题销号", 2, 50)],
        reference: Some(("目标".into(), 100.0)),
        ..Chart::new(Form::Lines)
    }
}

fn charts() -> [(&'static str, Chart); 5] {
    let empty = Chart {
        title: "各口岸分时抵达".into(), empty: "无数据".into(), ..Chart::new(Form::Stacked)
    };
    [
        ("papers", papers()),
        ("arrivals", arrivals()),
        ("ageing", ageing()),
        ("on_time", on_time()),
        ("empty", empty),
    ]
}

/// All words of the document, as a reader of it sees them.
fn words(svg: &str) -> String {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut said = String::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Text(text) => said.push_str(&text),
            Event::GeneralRef(name) => said.push_str(match &*name {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                "apos" => "'",
                other => panic!("unknown entity {other:?}"),
            }),
            Event::Eof => return said,
            _ => {}
        }
    }
}

#[test]
fn every_svg_is_well_formed_and_its_text_stays_text() {
    for (name, chart) in charts() {
        let svg = plot::svg(&chart, Size::of(&chart));
        let said = words(&svg);
        assert!(said.contains(&chart.title) && svg.contains("<title>") && svg.contains("<desc>"), "{name}");
        assert!(said.contains(&chart.headline), "{name}: {said}");
        assert!(!svg.contains("<b>") && !svg.contains('\u{202e}') && !svg.contains('\u{7}'), "{name}");
        keep(&format!("{name}.svg"), svg.as_bytes());
    }
    assert!(words(&plot::svg(&ageing(), Size::of(&ageing()))).contains("<b>&\"盐田港集团"));
}

#[test]
fn every_png_decodes_and_shows_the_chart() {
    let font = match Font::load(None) {
        Ok(font) => font,
        Err(none) => {
            // What callers then do: they show the table, which needs no font.
            assert_eq!(none, NoFont::NoneInstalled);
            assert_eq!(papers().rows().len(), 24);
            return;
        }
    };
    for (name, chart) in charts() {
        let size = Size::of(&chart);
        let bytes = plot::png(&chart, size, &font).expect("a picture");
        keep(&format!("{name}.png"), &bytes);
        let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut pixels).expect("a frame");
        assert_eq!((info.width, info.height), (size.width * 2, size.height * 2));
        let drawn = pixels.chunks(3).filter(|pixel| *pixel != [0xff; 3]).count();
        let least = if name == "empty" { 200 } else { 20_000 };
        assert!(drawn > least, "{name}: {drawn} pixels");
    }
}

/// With `DUTYDESK_PICTURES` set to a folder, the pictures are left there to be looked at.
fn keep(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("DUTYDESK_PICTURES") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).expect("written");
    }
}

#[test]
fn any_size_and_any_values_are_drawn() {
    let font = Font::load(None).ok();
    for (name, mut chart) in charts() {
        for series in &mut chart.series {
            series.values.push(Some(f64::NAN));
            series.values.insert(0, Some(-3.0));
            series.values.insert(0, Some(1e15));
        }
        for size in [Size { width: 0, height: 0 }, Size { width: 300, height: 170 }] {
            words(&plot::svg(&chart, size));
            if let Some(font) = &font {
                assert!(plot::png(&chart, size, font).is_ok(), "{name}");
            }
        }
    }
}

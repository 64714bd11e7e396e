//! The filter as it is understood and as it is not, saved views, columns, and the search over everything.

use dutydesk::config::Config;
use dutydesk::domain::Kind;
use dutydesk::filter::{Vocabulary, complete, parse};
use dutydesk::i18n::Lang;
use dutydesk::ui::dialog::{Columns, Dialog, FilterLine, NameView, Search, Views};
use dutydesk::view::{ColumnChoice, Found, PaneKind, PanePreferences, Said, SavedView, Sort};

use super::desk::{self, Desk, after, now, stream};
use super::open::input;

fn filter(line: &str, lang: Lang) -> Desk {
    let names = Vocabulary::new(&Config::builtin().expect("a configuration"), "王敏");
    let (words, chinese) = (&lang.strings().filter, lang == Lang::ZhCn);
    let parsed = parse(line, &names);
    let mut desk = desk::desk();
    desk.dialogs = vec![Dialog::Filter(FilterLine {
        input: input(line),
        understood: parsed.filter.told(&names, words, chinese, now()),
        problem: parsed.problems.first().map(|problem| problem.fault.told(words, chinese)),
        offers: complete(line, line.len(), &names, chinese),
        taken: None,
    })];
    desk.panes.documents.query.filter = parsed.filter;
    desk
}

fn views(lang: Lang) -> Vec<Dialog> {
    let built_in = lang.strings().desk.views.map(str::to_owned);
    let own = ["今夜特急", "待回执", "住宿"].map(str::to_owned);
    let names = built_in.into_iter().chain(own).collect();
    vec![Dialog::Views(Views { names, at: 7, gone: None })]
}

/// State stands first, without the number; the order is turned round.
fn columns() -> Desk {
    let choice = |name: &str, shown| ColumnChoice { name: name.to_owned(), shown };
    let mut kept = PanePreferences::default();
    kept.set_columns(PaneKind::Documents, vec![choice("state", true), choice("number", false)]);
    let columns = kept.all_columns(PaneKind::Documents);
    let mut desk = desk::desk();
    desk.columns[0].clone_from(&columns);
    (desk.panes.documents.query.sort, desk.panes.documents.query.reversed) = (Sort::Due, true);
    desk.dialogs = vec![Dialog::Columns(Columns { columns, at: 1 })];
    desk
}

fn found() -> Search {
    let hit = |number, title: &str, open| Found {
        stream: stream(Kind::Document, number),
        version: 2,
        no: Some(format!("2020-{number:04}")),
        title: title.to_owned(),
        in_title: title.find("卡口").map(|at| at..at + "卡口".len()),
        state: if open { "registered" } else { "completed" },
        open,
        changed_at: after(-90),
        changed_by: "王敏".to_owned(),
        snippet: String::new(),
        matched: None,
        said: None,
    };
    let said = "已电话通知梧桐山卡口";
    let at = said.find("卡口").expect("the word");
    let told = Found {
        snippet: said.to_owned(),
        matched: Some(at..at + "卡口".len()),
        said: Some(Said { by: "陈晓".to_owned(), at: after(-200) }),
        ..hit(31, "关于节后返深人员排查的通知", false)
    };
    Search {
        input: input("卡口"),
        hits: vec![hit(41, "梧桐山卡口今晚增派人手", true), told],
        answered: true,
        ..Search::default()
    }
}

/// All of them by name.
pub(crate) fn all(lang: Lang) -> Vec<(&'static str, Desk)> {
    let with = |dialogs| Desk { dialogs, ..desk::desk() };
    let mut naming = views(lang);
    let view = SavedView { name: "住宿".to_owned(), ..SavedView::default() };
    naming.push(Dialog::NameView(NameView { input: input("住宿"), view }));
    vec![
        ("filter_understood", filter("urgency:flash,immediate due:<2h 核酸", lang)),
        ("filter_wrong", filter("urgenci:flash", lang)),
        ("views", with(views(lang))),
        ("view_name", with(naming)),
        ("columns", columns()),
        ("search", with(vec![Dialog::Search(found())])),
    ]
}

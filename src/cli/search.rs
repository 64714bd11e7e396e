//! `dutydesk search TEXT`: full text and pinyin over everything, open or closed.

use super::args::Search;
use super::item::{self, View};
use super::list;
use super::out::{ListOut, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;

pub(super) fn run(setting: &Setting, args: &Search) -> Result<Exit, Problem> {
    let reader = setting.reader_at()?;
    let path = setting.store_path()?;
    let found = reader.search(&args.text.join(" "), args.limit).map_err(Problem::store(&path))?;
    let view = View { now: setting.now, zone: setting.zone() };
    let voice = setting.voice();
    let mut out = Out::new();
    let mut list = ListOut::begin(&mut out, list::form(setting, args.csv), item::HIT)?;
    for entity in &found {
        let fields = item::hit(entity, view);
        list.item(&fields, || voice.line(entity.stream.kind, &fields))?;
    }
    list.end(found.len())?;
    if found.is_empty() && !setting.json && !args.csv {
        super::say(&(setting.strings.cli.report.nothing_found)(&args.text.join(" ")));
    }
    Ok(Exit::Ok)
}

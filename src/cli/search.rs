//! `dutydesk search TEXT`: full text and pinyin over everything, open or closed; `kind:` and `state:` narrow it.

use super::args::Search;
use super::item::{self, View};
use super::list;
use super::out::{ListOut, Out};
use super::problem::{Exit, Problem};
use super::setting::Setting;
use crate::filter::Vocabulary;

pub(super) fn run(setting: &Setting, args: &Search) -> Result<Exit, Problem> {
    let reader = setting.reader_at()?;
    let path = setting.store_path()?;
    let officer = setting.officer().map(|officer| officer.name).unwrap_or_default();
    let filter = list::read(&args.text.join(" "), &Vocabulary::new(setting.config(), &officer))?;
    let found = reader.everything(&filter, args.limit).map_err(Problem::store(&path))?;
    let view = View { now: setting.now, zone: setting.zone() };
    let voice = setting.voice();
    let mut out = Out::new();
    let mut list = ListOut::begin(&mut out, list::form(setting, args.csv), item::FOUND)?;
    for found in &found {
        let Some(entity) = reader.entity(found.stream).map_err(Problem::store(&path))? else { continue };
        let fields = item::found((&entity, found), view);
        list.item(&fields, || voice.line(entity.stream.kind, &fields))?;
    }
    list.end(found.len())?;
    if found.is_empty() && !setting.json && !args.csv {
        super::say(&(setting.strings.cli.report.nothing_found)(&args.text.join(" ")));
    }
    Ok(Exit::Ok)
}

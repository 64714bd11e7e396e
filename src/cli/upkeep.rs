//! `rebuild`, `backup`: for whoever answers for the store.

use serde_json::json;

use super::args::Backup;
use super::out::Out;
use super::problem::{Exit, Problem};
use super::setting::Setting;
use crate::store;

pub(super) fn rebuild(setting: &Setting) -> Result<Exit, Problem> {
    if setting.read_only {
        return Err(Problem::ReadOnly);
    }
    let path = setting.existing_store()?;
    let events = store::rebuild(&path).map_err(Problem::store(&path))?;
    report(setting, &[("events", json!(events))], &(setting.strings.cli.report.rebuilt)(events))
}

pub(super) fn backup(setting: &Setting, args: &Backup) -> Result<Exit, Problem> {
    let path = setting.existing_store()?;
    if args.file.exists() {
        return Err(Problem::Exists(args.file.clone()));
    }
    store::backup(&path, &args.file).map_err(Problem::store(&args.file))?;
    let shown = args.file.to_string_lossy();
    report(setting, &[("file", json!(shown))], &(setting.strings.cli.report.copied)(&shown))
}

fn report(setting: &Setting, fields: &[(&str, serde_json::Value)], line: &str) -> Result<Exit, Problem> {
    let mut out = Out::new();
    if setting.json {
        let all = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        out.object(std::iter::once(("ok".to_owned(), json!(true))).chain(all).collect())?;
    } else {
        out.line(line)?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

//! `config check` and `keys`: the configuration as it is in effect.

use serde_json::json;

use super::args::Globals;
use super::list;
use super::out::{Fields, ListOut, Out};
use super::problem::{Exit, Problem, config_words};
use super::setting::{Setting, check_views, lang_without_config, sources};
use crate::config::{Config, ConfigProblem};
use crate::i18n::Strings;
use crate::keymap::{Keymap, KeymapProblem, action};

/// Checks the configuration; all problems with line and column, and what was probably meant.
pub(super) fn check(globals: &Globals) -> Result<Exit, Problem> {
    let strings = lang_without_config(globals).strings();
    let mut out = Out::new();
    let found = Config::load(&sources(globals))
        .and_then(|loaded| check_views(&loaded.config, strings).map(|()| loaded));
    if globals.json {
        let (files, problems): (Vec<String>, Vec<_>) = match &found {
            Ok(loaded) => {
                let keys = Keymap::new(&loaded.config.keys).err().unwrap_or_default();
                let keys = keys.iter().map(|one| key_problem(one, strings)).collect();
                (loaded.layers.iter().map(ToString::to_string).collect(), keys)
            }
            Err(problems) => (Vec::new(), problems.iter().map(|one| problem(one, strings)).collect()),
        };
        out.object(Fields::from_iter([
            ("ok".to_owned(), json!(problems.is_empty())),
            ("files".to_owned(), json!(files)),
            ("problems".to_owned(), json!(problems)),
        ]))?;
        out.flush()?;
        return Ok(if problems.is_empty() { Exit::Ok } else { Exit::Configuration });
    }
    let loaded = found.map_err(Problem::Config)?;
    Keymap::new(&loaded.config.keys).map_err(Problem::Keys)?;
    let files: Vec<String> = loaded.layers.iter().map(ToString::to_string).collect();
    out.line(&(strings.cli.report.config_ok)(&files.join(" < ")))?;
    out.flush()?;
    Ok(Exit::Ok)
}

fn problem(problem: &ConfigProblem, strings: &Strings) -> serde_json::Value {
    json!({
        "source": problem.place.source.to_string(),
        "line": problem.place.line,
        "column": problem.place.column,
        "key": problem.key,
        "message": config_words(strings, problem),
        "suggestion": problem.suggestion,
    })
}

fn key_problem(problem: &KeymapProblem, strings: &Strings) -> serde_json::Value {
    json!({
        "source": problem.place.source.to_string(),
        "line": problem.place.line,
        "column": problem.place.column,
        "key": "keys",
        "message": problem.describe(strings.lang),
        "suggestion": problem.meant(),
    })
}

/// The keys in effect, with the place where each is written.
pub(super) fn keys(setting: &Setting) -> Result<Exit, Problem> {
    const COLUMNS: [&str; 4] = ["context", "keys", "action", "source"];
    let mut out = Out::new();
    let mut list = ListOut::begin(&mut out, list::form(setting, false), &COLUMNS)?;
    // The wall's keys are the wall's own; they do nothing on the desk.
    let bindings: Vec<_> = setting.config().keys.iter().filter(|bound| bound.context != "wall").collect();
    let words = &setting.strings.desk;
    for binding in &bindings {
        let values =
            [&binding.context, &binding.keys, &binding.action, &binding.place.to_string()].map(|v| json!(v));
        let fields: Fields = COLUMNS.map(str::to_owned).into_iter().zip(values).collect();
        list.item(&fields, || {
            let keys = crate::text::pad_right(&binding.keys, 12, crate::text::Ambiguous::default());
            let label = action::by_name(&binding.action).map_or("", |named| named.label(words));
            let name = format!("{}.{}", binding.context, binding.action);
            format!(
                "{keys}  {}  {label}",
                crate::text::pad_right(&name, 24, crate::text::Ambiguous::default())
            )
        })?;
    }
    list.end(bindings.len())?;
    Ok(Exit::Ok)
}

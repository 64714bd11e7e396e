//! Column maps: written on the command line, or kept in the configuration under a name.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use toml::de::DeTable;

use super::super::problem::Problem;
use super::super::setting::{Setting, nearest, private_dir};
use crate::config::MAP_FIELDS;
use crate::intake::{ColumnMap, Subject};

/// Reads `事项=title,送文处=issuer`, or looks up the map of that name.
pub(super) fn columns(setting: &Setting, subject: Subject, map: Option<&str>) -> Result<ColumnMap, Problem> {
    let Some(map) = map else { return of(subject, std::iter::empty()) };
    if is_name(map) {
        let maps = &setting.config().maps;
        let found = maps.get(map).ok_or_else(|| Problem::UnknownMap {
            name: map.to_owned(),
            suggestion: nearest(map, maps.keys().map(String::as_str)),
        })?;
        return of(subject, found.iter().map(|(heading, field)| (heading.as_str(), field.as_str())));
    }
    of(subject, pairs(map).into_iter())
}

fn is_name(map: &str) -> bool {
    !map.contains('=')
}

fn pairs(map: &str) -> Vec<(&str, &str)> {
    let pairs = map.split([',', '，']).filter(|pair| !pair.trim().is_empty());
    let pairs = pairs.map(|pair| {
        let (heading, field) = pair.split_once('=').unwrap_or((pair, "?"));
        (heading.trim(), field.trim())
    });
    pairs.collect()
}

fn of<'a>(subject: Subject, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Result<ColumnMap, Problem> {
    ColumnMap::of(subject, pairs).map_err(|unknown| Problem::UnknownField {
        suggestion: nearest(&unknown.0, subject.field_names()),
        field: unknown.0,
        known: Vec::new(),
    })
}

/// Saves what `--map` says under a name, as a further section at the end of the user's configuration. What stands there
/// stays as it is, comments and all; a name that is taken is refused.
pub(super) fn save(setting: &Setting, name: &str, map: Option<&str>) -> Result<(), Problem> {
    let map = map.filter(|map| !is_name(map)).ok_or(Problem::MapToSave)?;
    if name.is_empty() || name.contains(['=', ',', '\n', '\r']) || name.trim() != name {
        return Err(Problem::MapName(name.to_owned()));
    }
    if setting.config().maps.contains_key(name) {
        return Err(Problem::MapExists(name.to_owned()));
    }
    let path = setting.user_config.as_deref().ok_or(Problem::NoPlace)?;
    append(path, &section(name, &pairs(map)))?;
    super::super::say(&(setting.strings.cli.intake.map_saved)(name, &path.to_string_lossy()));
    Ok(())
}

/// `[intake.maps.NAME]`, as TOML.
fn section(name: &str, pairs: &[(&str, &str)]) -> String {
    let mut text = format!("\n[intake.maps.{}]\n", quoted(name));
    for (heading, field) in pairs {
        // The command line takes an empty name for no field, the file a dash.
        let field = MAP_FIELDS.into_iter().find(|known| known == field).unwrap_or("-");
        text.push_str(&format!("{} = {}\n", quoted(heading), quoted(field)));
    }
    text
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Writes the file anew with the section behind what it holds, and puts it in place in one step. A link is followed, so
/// that it stays one. A file that could not be read any more is left as it is.
fn append(named: &Path, section: &str) -> Result<(), Problem> {
    let path = &fs::canonicalize(named).unwrap_or_else(|_| named.to_owned());
    let (mut text, mode) = held(path).map_err(Problem::file(named))?;
    let before = text.len();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(section);
    if DeTable::parse(&text).is_err() {
        return Err(Problem::MapNoRoom(format!("{}:{}", named.display(), in_the_way(&text[..before]))));
    }
    put(path, &text, mode).map_err(Problem::file(named))
}

/// What the file holds, and its mode; nothing, for the user alone, where there is none yet.
fn held(path: &Path) -> std::io::Result<(String, u32)> {
    let mut text = String::new();
    match File::open(path) {
        Ok(mut file) => {
            file.read_to_string(&mut text)?;
            Ok((text, file.metadata()?.mode() & 0o777))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok((text, 0o600)),
        Err(error) => Err(error),
    }
}

/// Line, from 1, of what a further section of maps cannot stand beside, such as `intake = { … }`.
fn in_the_way(text: &str) -> usize {
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let Ok(table) = DeTable::parse(text) else { return 1 };
    let Some((key, value)) = table.get_ref().get_key_value("intake") else { return 1 };
    let maps = value.get_ref().as_table().and_then(|intake| intake.get_key_value("maps"));
    line(maps.map_or(key.span(), |(key, _)| key.span()).start)
}

fn put(path: &Path, text: &str, mode: u32) -> std::io::Result<()> {
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    private_dir(dir)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let fresh = dir.join(name);
    let written = (|| {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(&fresh)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&fresh, path)
    })();
    if written.is_err() {
        // The first failure is the one to tell.
        let _ = fs::remove_file(&fresh);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_reads_back_whatever_the_headings_are() {
        let pairs = [("事项", "title"), ("送\"文\"处", "issuer"), ("a\\b", "")];
        let text = section("区 府", &pairs);
        let read: toml::Table = text.parse().expect("TOML");
        let map = read["intake"]["maps"]["区 府"].as_table().expect("a section");
        assert_eq!(map["事项"].as_str(), Some("title"));
        assert_eq!(map["送\"文\"处"].as_str(), Some("issuer"));
        assert_eq!(map["a\\b"].as_str(), Some("-"));
    }
}

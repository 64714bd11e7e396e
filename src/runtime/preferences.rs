//! What an officer has set up, in a file of the officer's own. Each pane is written by itself into what stands there,
//! so that two desks of one officer lose nothing but the pane that both have changed. What a newer program has added
//! stays; a damaged file is set aside and never fatal.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::view::{ColumnChoice, PaneKind, PanePreferences, Part, SavedView, Sort};

/// The preferences of one officer.
#[derive(Debug, Clone)]
pub struct Preferences {
    path: PathBuf,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kept {
    /// By pane.
    pub panes: Vec<(PaneKind, PanePreferences)>,
    /// A file that could not be read, and is there now.
    pub set_aside: Option<PathBuf>,
}

impl Preferences {
    /// Those of `officer`, below the state folder (`$XDG_STATE_HOME/dutydesk`). Nothing is made before something is kept.
    pub fn of(state: &Path, officer: &str) -> Self {
        let officer: String = officer.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
        Self { path: state.join("preferences").join(format!("{officer}.json")) }
    }

    /// Reads them; none if there is no file.
    pub fn load(&self) -> Kept {
        match self.read() {
            Ok(Some(whole)) => {
                let pane = |pane: PaneKind| Some((pane, read_pane(whole.get(pane.name())?)));
                Kept { panes: PaneKind::ALL.into_iter().filter_map(pane).collect(), set_aside: None }
            }
            Ok(None) => Kept::default(),
            Err(_) => Kept { panes: Vec::new(), set_aside: self.set_aside() },
        }
    }

    /// Keeps those of a pane. The old file holds until the new one is whole.
    ///
    /// # Errors
    /// When the file cannot be written; the old one still stands.
    pub fn keep(&self, pane: PaneKind, preferences: &PanePreferences) -> io::Result<()> {
        let dir = self.path.parent().unwrap_or(&self.path);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        let private = |path: &Path| {
            fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
        };
        // One desk after the other reads what stands there and writes it anew.
        let turn = private(&self.path.with_extension("lock"))?;
        turn.lock()?;
        let mut whole = match self.read() {
            Ok(whole) => whole.unwrap_or_default(),
            Err(_) => {
                self.set_aside();
                Map::new()
            }
        };
        let before = whole.get(pane.name()).and_then(Value::as_object).cloned().unwrap_or_default();
        whole.insert(pane.name().to_owned(), write_pane(before, preferences));
        let new = self.path.with_extension(format!("{}.new", std::process::id()));
        let mut file: File = private(&new)?;
        file.write_all(serde_json::to_string_pretty(&Value::Object(whole))?.as_bytes())?;
        file.sync_all()?;
        fs::rename(new, &self.path)
    }

    fn read(&self) -> io::Result<Option<Map<String, Value>>> {
        let text = match fs::read_to_string(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read?,
        };
        Ok(Some(serde_json::from_str(&text)?))
    }

    /// Moves a damaged file out of the way; gives its new name, if that was possible.
    fn set_aside(&self) -> Option<PathBuf> {
        let aside = self.path.with_extension("damaged");
        fs::rename(&self.path, &aside).ok().map(|()| aside)
    }
}

fn read_pane(value: &Value) -> PanePreferences {
    let text =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let sort = |value: &Value| Sort::from_name(&text(value, "sort")).unwrap_or_default();
    let flag = |value: &Value, name: &str| value.get(name).and_then(Value::as_bool).unwrap_or_default();
    let view = |value: &Value| SavedView {
        name: text(value, "name"),
        filter: text(value, "filter"),
        sort: sort(value),
        reversed: flag(value, "reversed"),
        all: flag(value, "all"),
        only: Part::from_name(&text(value, "only")).unwrap_or_default(),
    };
    let column = |value: &Value| ColumnChoice {
        name: text(value, "name"),
        shown: value.get("shown").and_then(Value::as_bool).unwrap_or(true),
    };
    let list = |name: &str| value.get(name).and_then(Value::as_array).into_iter().flatten();
    PanePreferences {
        sort: sort(value),
        reversed: flag(value, "reversed"),
        columns: list("columns").map(column).collect(),
        views: list("views").map(view).collect(),
    }
}

fn write_pane(mut before: Map<String, Value>, preferences: &PanePreferences) -> Value {
    let view = |view: &SavedView| {
        json!({
            "name": view.name,
            "filter": view.filter,
            "sort": view.sort.name(),
            "reversed": view.reversed,
            "all": view.all,
            "only": view.only.name(),
        })
    };
    before.insert("sort".to_owned(), json!(preferences.sort.name()));
    let column = |column: &ColumnChoice| json!({ "name": column.name, "shown": column.shown });
    before.insert("reversed".to_owned(), json!(preferences.reversed));
    before.insert("columns".to_owned(), preferences.columns.iter().map(column).collect());
    before.insert("views".to_owned(), preferences.views.iter().map(view).collect());
    Value::Object(before)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn set(sort: Sort, filter: &str) -> PanePreferences {
        let view = SavedView {
            name: filter.to_owned(),
            filter: filter.to_owned(),
            all: true,
            ..SavedView::default()
        };
        let columns = vec![
            ColumnChoice { name: "state".to_owned(), shown: false },
            ColumnChoice { name: "of tomorrow".to_owned(), shown: true },
        ];
        PanePreferences { sort, reversed: true, columns, views: vec![view] }
    }

    #[test]
    fn two_desks_lose_nothing_of_the_other_panes_and_unknown_keys_stay() {
        let home = tempfile::tempdir().unwrap();
        let (one, other) = (Preferences::of(home.path(), "张 三"), Preferences::of(home.path(), "张 三"));
        assert_eq!(one.load(), Kept::default());
        one.keep(PaneKind::Documents, &set(Sort::Due, "due:<2h")).unwrap();
        other.keep(PaneKind::Issues, &set(Sort::Group, "unit:health")).unwrap();
        one.keep(PaneKind::Documents, &set(Sort::Newest, "核酸")).unwrap();
        let panes = vec![
            (PaneKind::Documents, set(Sort::Newest, "核酸")),
            (PaneKind::Issues, set(Sort::Group, "unit:health")),
        ];
        assert_eq!(other.load(), Kept { panes: panes.clone(), set_aside: None });
        assert_eq!(fs::metadata(&one.path).unwrap().permissions().mode() & 0o777, 0o600);
        let added = fs::read_to_string(&one.path).unwrap().replacen('{', "{\"wall\": 7,", 1);
        fs::write(&one.path, added.replacen("\"sort\"", "\"colour\": \"red\", \"sort\"", 1)).unwrap();
        one.keep(PaneKind::Issues, &set(Sort::Group, "unit:health")).unwrap();
        assert_eq!(one.load().panes, panes);
        let text = fs::read_to_string(&one.path).unwrap();
        assert!(text.contains("\"wall\": 7") && text.contains("\"colour\": \"red\""), "{text}");
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_the_desk_goes_on() {
        let home = tempfile::tempdir().unwrap();
        let kept = Preferences::of(home.path(), "甲");
        kept.keep(PaneKind::Documents, &set(Sort::Due, "x")).unwrap();
        fs::write(&kept.path, "{\"documents\": {\"so").unwrap();
        let aside = kept.load().set_aside.expect("a file that was set aside");
        assert_eq!(fs::read_to_string(aside).unwrap(), "{\"documents\": {\"so");
        assert_eq!(kept.load(), Kept::default());
        kept.keep(PaneKind::Documents, &set(Sort::Due, "y")).unwrap();
        assert_eq!(kept.load().panes, [(PaneKind::Documents, set(Sort::Due, "y"))]);
    }
}

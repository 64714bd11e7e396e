//! `health` for machines that watch the desk, `doctor` for the person who sets it up.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::{Globals, Health};
use super::item::View;
use super::out::{Fields, Out};
use super::problem::{Exit, Problem, config_words};
use super::setting::{Setting, lang_without_config, store_without_config};
use super::time;
use super::voice::is_nothing;
use crate::i18n::Strings;
use crate::keymap::Keymap;
use crate::store::{Attachments, Reader, SCHEMA_VERSION, missing_attachments};

/// Less room than this beside the store is unhealthy, in bytes.
const LEAST_ROOM: u64 = 64 * 1024 * 1024;

/// Whether the store opens, how old its last entry is, how much room is left.
pub(super) fn health(setting: &Setting, args: &Health) -> Result<Exit, Problem> {
    let path = setting.store_path()?;
    let most = match &args.max_age {
        None => None,
        Some(text) => {
            let until = time::read(text, setting.now, setting.zone());
            Some(until.ok_or_else(|| Problem::BadTime(text.clone()))? - setting.now)
        }
    };
    let opened = if path.exists() { Some(Reader::open(&path)) } else { None };
    let mut problems: Vec<&'static str> = Vec::new();
    let mut last = None;
    let mut entries = None;
    match opened {
        None => problems.push("no_store"),
        Some(Err(error)) => problems.push(Problem::store(&path)(error).code()),
        Some(Ok(reader)) => match reader.head().and_then(|head| Ok((head, reader.log(None, 1)?))) {
            Ok((head, log)) => {
                entries = Some(head);
                last = log.first().map(|entry| entry.at);
            }
            Err(error) => problems.push(Problem::store(&path)(error).code()),
        },
    }
    let age = last.map(|at| setting.now - at);
    if most.zip(age).is_some_and(|(most, age)| age > most) {
        problems.push("stale");
    }
    let room = free_bytes(&path);
    if room.is_some_and(|room| room < LEAST_ROOM) {
        problems.push("no_room");
    }
    let view = View { now: setting.now, zone: setting.zone() };
    let fields = Fields::from_iter([
        ("ok".to_owned(), json!(problems.is_empty())),
        ("store".to_owned(), json!(path.to_string_lossy())),
        ("store_schema".to_owned(), json!(SCHEMA_VERSION)),
        ("entries".to_owned(), json!(entries)),
        ("last_entry_at".to_owned(), json!(last.map(|at| view.at(at)))),
        ("last_entry_age_s".to_owned(), json!(age.map(|age| age.num_seconds()))),
        ("free_bytes".to_owned(), json!(room)),
        ("problems".to_owned(), json!(problems)),
    ]);
    print_health(setting, fields, problems.is_empty())
}

fn print_health(setting: &Setting, fields: Fields, ok: bool) -> Result<Exit, Problem> {
    let words = &setting.strings.cli.report;
    let mut out = Out::new();
    if setting.json {
        out.object(fields)?;
    } else {
        out.line(if ok { words.healthy } else { words.unhealthy })?;
        for (name, value) in fields.iter().filter(|(name, value)| *name != "ok" && !is_nothing(value)) {
            let value = match value {
                Value::String(text) => text.clone(),
                Value::Array(codes) => {
                    let codes = codes.iter().filter_map(Value::as_str);
                    codes.map(words.vital).collect::<Vec<_>>().join(words.between)
                }
                other => other.to_string(),
            };
            out.line(&format!("  {}", (words.fact)(&(words.vital)(name), &value)))?;
        }
    }
    out.flush()?;
    Ok(if ok { Exit::Ok } else { Exit::Unhealthy })
}

fn free_bytes(path: &Path) -> Option<u64> {
    let room = rustix::fs::statvfs(nearest_dir(path)).ok()?;
    Some(room.f_bavail.saturating_mul(room.f_frsize))
}

/// The directory of the file, or the nearest one above it that exists.
fn nearest_dir(path: &Path) -> PathBuf {
    let mut dir = path.parent();
    while let Some(at) = dir {
        if at.as_os_str().is_empty() {
            return PathBuf::from(".");
        }
        if at.is_dir() {
            return at.to_owned();
        }
        dir = at.parent();
    }
    PathBuf::from("/")
}

/// One check of `doctor`.
struct Check {
    code: &'static str,
    ok: bool,
    value: String,
}

impl Check {
    fn wrong(code: &'static str, value: String) -> Self {
        Self { code, ok: false, value }
    }
}

/// Checks configuration, directories, permissions and terminal. A configuration that is wrong is one of the findings; the
/// store is then looked for where it is without one.
pub(super) fn doctor(globals: &Globals) -> Result<Exit, Problem> {
    let (strings, mut checks, path) = match Setting::load(globals) {
        Ok(setting) => {
            let strings = setting.strings;
            let mut checks = vec![layers(&setting)];
            let wrong = Keymap::new(&setting.config().keys).err().unwrap_or_default();
            checks.extend(wrong.iter().map(|one| Check::wrong("keys", one.describe(strings.lang))));
            checks.push(officer(&setting));
            (strings, checks, setting.store_path())
        }
        Err(Problem::Config(problems)) => {
            let strings = lang_without_config(globals).strings();
            let said = problems.iter().map(|one| Check::wrong("config", config_words(strings, one)));
            (strings, said.collect(), store_without_config(globals))
        }
        Err(other) => return Err(other),
    };
    checks.extend(store(&path?));
    checks.extend(terminal());
    print_checks(globals, strings, &checks)
}

fn print_checks(globals: &Globals, strings: &Strings, checks: &[Check]) -> Result<Exit, Problem> {
    let ok = checks.iter().all(|check| check.ok);
    let mut out = Out::new();
    if globals.json {
        let all: Vec<Value> = checks
            .iter()
            .map(|check| json!({"check": check.code, "ok": check.ok, "value": check.value}))
            .collect();
        out.object(Fields::from_iter([("ok".to_owned(), json!(ok)), ("checks".to_owned(), json!(all))]))?;
    } else {
        for check in checks {
            let mark = if check.ok { "  " } else { "! " };
            out.line(&format!("{mark}{}", (strings.cli.report.check)(check.code, &check.value)))?;
        }
    }
    out.flush()?;
    Ok(if ok { Exit::Ok } else { Exit::Unhealthy })
}

fn layers(setting: &Setting) -> Check {
    let layers: Vec<String> = setting.loaded.layers.iter().map(ToString::to_string).collect();
    Check { code: "config", ok: true, value: layers.join(" < ") }
}

fn officer(setting: &Setting) -> Check {
    match setting.officer() {
        Ok(officer) => Check { code: "officer", ok: true, value: officer.name },
        Err(problem) => Check { code: "officer", ok: false, value: problem.code().to_owned() },
    }
}

fn store(path: &Path) -> Vec<Check> {
    let dir = nearest_dir(path);
    let writable =
        rustix::fs::access(&dir, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK).is_ok();
    let mut checks =
        vec![Check { code: "directory", ok: writable, value: dir.to_string_lossy().into_owned() }];
    if let Ok(system) = rustix::fs::statfs(&dir) {
        let network = network_name(system.f_type);
        let name = network.or_else(|| local_name(system.f_type));
        let value = name.map_or_else(|| format!("{:#x}", system.f_type), str::to_owned);
        checks.push(Check { code: "file_system", ok: network.is_none(), value });
    }
    if let Some(room) = free_bytes(path) {
        let value = format!("{} MiB", room / (1024 * 1024));
        checks.push(Check { code: "free_space", ok: room >= LEAST_ROOM, value });
    }
    if let Ok(meta) = std::fs::metadata(path) {
        use std::os::unix::fs::PermissionsExt;
        let mode = meta.permissions().mode() & 0o777;
        checks.push(Check { code: "permissions", ok: mode & 0o007 == 0, value: format!("{mode:o}") });
        let opened = Reader::open(path);
        let value = opened.as_ref().map_or_else(ToString::to_string, |_| path.to_string_lossy().into_owned());
        checks.push(Check { code: "store", ok: opened.is_ok(), value });
        if let Ok(missing) = missing_attachments(path) {
            let value = match missing.first() {
                None => Attachments::beside(path).dir().to_string_lossy().into_owned(),
                Some(first) => format!("{} {first}", missing.len()),
            };
            checks.push(Check { code: "attachments", ok: missing.is_empty(), value });
        }
    }
    checks
}

/// File systems of other machines, on which SQLite's write-ahead log cannot be shared. Numbers from `linux/magic.h`.
const fn network_name(magic: i64) -> Option<&'static str> {
    match magic {
        0x6969 => Some("NFS"),
        0x517b | 0xfe53_4d42 | 0xff53_4d42 => Some("SMB"),
        0x0102_1997 => Some("9P"),
        0x00c3_6400 => Some("Ceph"),
        0x5346_414f => Some("AFS"),
        _ => None,
    }
}

/// File systems of this machine. Numbers from `linux/magic.h` and, for ZFS and NTFS, from their drivers.
const fn local_name(magic: i64) -> Option<&'static str> {
    match magic {
        0xef53 => Some("ext4"),
        0x5846_5342 => Some("XFS"),
        0x9123_683e => Some("Btrfs"),
        0x2fc1_2fc1 => Some("ZFS"),
        0xf2f5_2010 => Some("F2FS"),
        0x0102_1994 => Some("tmpfs"),
        0x794c_7630 => Some("overlayfs"),
        0x4d44 => Some("FAT"),
        0x2011_bab0 => Some("exFAT"),
        0x7366_746e => Some("NTFS"),
        0x6573_5546 => Some("FUSE"),
        _ => None,
    }
}

fn terminal() -> Vec<Check> {
    let env = |name: &str| std::env::var(name).unwrap_or_default();
    let on = std::io::stdout().is_terminal();
    let term = env("TERM");
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(env).find(|value| !value.is_empty());
    let locale = locale.unwrap_or_default();
    let folded = locale.to_ascii_lowercase();
    let mut checks = vec![
        Check { code: "terminal", ok: !on || !matches!(term.as_str(), "" | "dumb"), value: term },
        Check { code: "locale", ok: folded.contains("utf-8") || folded.contains("utf8"), value: locale },
    ];
    if on && let Ok((columns, rows)) = crossterm::terminal::size() {
        let ok = columns >= 80 && rows >= 24;
        checks.push(Check { code: "size", ok, value: format!("{columns}×{rows}") });
    }
    let colour = match (env("NO_COLOR").is_empty(), env("COLORTERM")) {
        (false, _) => "NO_COLOR".to_owned(),
        (true, told) if told.is_empty() => env("TERM"),
        (true, told) => told,
    };
    checks.push(Check { code: "colour", ok: true, value: colour });
    checks
}

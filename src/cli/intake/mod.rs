//! `dutydesk intake`: papers, arrivals, volunteers and findings out of files into the store, every source row with
//! exactly one outcome.
//!
//! - `engine`: the driver that all ways share; `entry`: what a row becomes; `taking`: into the store, or a trial;
//! - `counts`: what became of the rows; `progress`: how far it is, on a terminal;
//! - `watch`: a folder whose files are taken as they come; `queue`: which of them are complete; `folder`: where they go;
//!   `reason`: the note beside them;
//! - `maps`: column maps and the names they are saved under.

mod counts;
mod engine;
mod entry;
mod folder;
mod maps;
mod progress;
mod queue;
mod reason;
mod taking;
mod watch;

use super::args::{FileKind, Intake, Table};
use super::interrupt::Interrupt;
use super::out::Out;
use super::problem::{Exit, Problem};
use super::setting::Setting;
use crate::intake::{Kind, Moment, ReadOptions, Subject, maildir};
use counts::Counts;
use engine::Engine;
use progress::Progress;
use taking::Taker;

pub(super) fn run(setting: &Setting, args: &Intake) -> Result<Exit, Problem> {
    let subject = subject(args.table);
    let columns = maps::columns(setting, subject, args.map.as_deref())?;
    if let Some(name) = &args.save_map {
        maps::save(setting, name, args.map.as_deref())?;
    }
    let options = ReadOptions {
        kind: kind(args.kind),
        columns,
        limits: setting.config().intake,
        moment: Some(Moment { now: setting.now, zone: setting.zone() }),
        language: setting.strings.lang.tag().to_owned(),
        ..ReadOptions::default()
    };
    if args.table == Table::Manifest {
        return super::manifest::take(setting, args, &options);
    }
    match &args.watch {
        Some(folder) => watch::run(setting, folder, subject, &options),
        None if args.files.is_empty() => Ok(Exit::Ok),
        None => once(setting, args, subject, &options),
    }
}

const fn kind(kind: FileKind) -> Kind {
    match kind {
        FileKind::Auto => Kind::Auto,
        FileKind::Csv => Kind::Csv,
        FileKind::Xlsx => Kind::Xlsx,
        FileKind::Jsonl => Kind::Jsonl,
        FileKind::Eml => Kind::Eml,
        FileKind::Cap => Kind::Cap,
        FileKind::Ics => Kind::Ics,
    }
}

const fn subject(table: Table) -> Subject {
    match table {
        Table::Documents => Subject::Documents,
        Table::Arrivals => Subject::Arrivals,
        // A list of passengers has the columns of people.
        Table::Volunteers | Table::Manifest => Subject::Volunteers,
        Table::Findings => Subject::Findings,
    }
}

/// Takes the files in, one after the other, and reports at the end.
fn once(setting: &Setting, args: &Intake, subject: Subject, options: &ReadOptions) -> Result<Exit, Problem> {
    let interrupt = Interrupt::watch().map_err(Problem::System)?;
    let officer = if args.dry_run { setting.officer()? } else { setting.acting()? };
    let taker = Taker::open(setting, officer, args.dry_run)?;
    let mut engine = Engine::new(setting, taker, subject, interrupt.clone(), setting.now)?;
    engine.show(Progress::on_terminal(setting));
    let mut begun = 0;
    for file in &args.files {
        if maildir::is_maildir(file) {
            engine.read_maildir(file, options);
        } else {
            let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
            engine.read(file, &name, options);
        }
        begun += 1;
        if !engine.goes_on() {
            break;
        }
    }
    let (counts, failure) = engine.end();
    report(setting, &counts, args.dry_run)?;
    if let Some(problem) = failure {
        return Err(problem);
    }
    if let Some(signal) = interrupt.came() {
        let files = args.files.len() - begun;
        super::say(&(setting.strings.cli.intake.stopped)(counts.kept(), counts.left, files));
        return Ok(Exit::Signal(signal));
    }
    Ok(exit(&counts))
}

fn report(setting: &Setting, counts: &Counts, trial: bool) -> Result<(), Problem> {
    let words = &setting.strings.cli;
    let mut out = Out::new();
    if setting.json {
        out.object(counts.fields(words))?;
    } else if counts.rows > 0 || counts.unread.is_empty() {
        let trial = if trial { words.report.intake_dry } else { "" };
        out.line(&format!("{trial}{}", counts.sentence(words)))?;
        if counts.skipped > counts.headings {
            out.line(&(words.report.no_papers)(counts.skipped - counts.headings))?;
        }
    }
    out.flush()?;
    counts.wanting(words).iter().for_each(|line| super::say(line));
    Ok(())
}

fn exit(counts: &Counts) -> Exit {
    match (counts.rows, counts.refused.len() + counts.unread.len()) {
        (_, 0) => Exit::Ok,
        (0, _) => Exit::Failure,
        _ => Exit::Partial,
    }
}

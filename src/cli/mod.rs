//! The command line: parses, calls one subcommand, and turns what went wrong into words and an exit code.
//!
//! Data goes to standard output and messages to standard error. One file a subcommand; `args` is the tree of commands,
//! `help` gives it its words, `setting` is what every command starts from, `item` and `ledger` are the JSON shapes.

mod act;
mod alarms;
mod args;
mod attachment;
mod bulletin;
mod capture;
mod clear;
mod demo;
mod desk;
mod doctor;
mod figures;
mod given;
mod help;
mod intake;
mod interrupt;
mod item;
mod ledger;
mod list;
mod manifest;
mod notify;
mod out;
mod paper;
mod plan;
mod plot;
mod problem;
mod record;
mod report;
mod search;
mod setting;
mod settle;
mod show;
mod time;
mod undo;
mod upkeep;
mod values;
mod voice;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{DateTime, Offset, Utc};
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use serde_json::json;

use crate::i18n::names::Names;
use crate::i18n::{Lang, Strings};
use crate::runtime::Clock;
use crate::text;
use args::{ConfigTask, Globals, Line, Task};
use out::{Fields, Out};
use problem::{Exit, Problem};
use setting::Setting;
use voice::Voice;

/// Runs the program with its own arguments.
pub fn run() -> ExitCode {
    ExitCode::from(main(std::env::args_os().collect()).code())
}

fn main(args: Vec<OsString>) -> Exit {
    let parsed = Line::command().try_get_matches_from(&args).and_then(|found| Line::from_arg_matches(&found));
    let line = match parsed {
        Ok(line) => line,
        Err(_) => return explain(&args),
    };
    let globals = line.global.clone();
    match carry_out(line) {
        Ok(exit) => exit,
        Err(problem) if problem.is_closed_pipe() => problem.exit(),
        Err(problem) => {
            let voice = voice(&globals);
            complain(&voice, &problem, None);
            if globals.json {
                fail_in_json(&voice, &problem);
            }
            problem.exit()
        }
    }
}

fn carry_out(line: Line) -> Result<Exit, Problem> {
    let globals = &line.global;
    let setting = || Setting::load(globals);
    match line.task {
        None | Some(Task::Desk) if !desk::has_terminal() => Ok(no_terminal(globals)),
        None | Some(Task::Desk) => open_desk(&setting()?, globals.at),
        Some(Task::Demo(args)) => demonstrate(globals, &args),
        Some(Task::Intake(args)) => intake::run(&setting()?, &args),
        Some(Task::Clear(args)) => clear::run(&setting()?, &args),
        Some(Task::Capture(args)) => capture::run(&setting()?, &args),
        Some(Task::Record(args)) => record::run(&setting()?, &args),
        Some(Task::List(args)) => list::run(&setting()?, &args),
        Some(Task::Show(args)) => show::run(&setting()?, &args),
        Some(Task::Attachment(args)) => attachment::run(&setting()?, &args),
        Some(Task::Do(args)) => act::run(&setting()?, &args),
        Some(Task::Search(args)) => search::run(&setting()?, &args),
        Some(Task::Plan(args)) => plan::run(&setting()?, &args),
        Some(Task::Plot(args)) => plot::run(&setting()?, &args),
        Some(Task::Bulletin(args)) => bulletin::run(&setting()?, &args),
        Some(Task::Figures(args)) => figures::run(&setting()?, &args),
        Some(Task::Report(args)) => report::run(&setting()?, &args),
        Some(Task::Notify(args)) => notify::run(&setting()?, &args, globals.at),
        Some(Task::Verify) => upkeep::verify(&setting()?),
        Some(Task::Purge) => manifest::purge(&setting()?),
        Some(Task::Rebuild) => upkeep::rebuild(&setting()?),
        Some(Task::Backup(args)) => upkeep::backup(&setting()?, &args),
        Some(Task::Restore(args)) => upkeep::restore(&setting()?, &args),
        Some(Task::Health(args)) => doctor::health(&setting()?, &args),
        Some(Task::Doctor) => doctor::doctor(globals),
        Some(Task::Config(args)) => match args.task {
            ConfigTask::Check => settle::check(globals),
        },
        Some(Task::Keys) => settle::keys(&setting()?),
        Some(Task::Completions(args)) => paper::completions(strings(globals), args.shell),
        Some(Task::Man(args)) => paper::man(strings(globals), args.out.as_deref()),
    }
}

/// The desk by the clock of the machine, or by the one that stands at `--at`.
fn open_desk(setting: &Setting, at: Option<DateTime<Utc>>) -> Result<Exit, Problem> {
    desk::run(setting, at.map_or(Clock::System, Clock::Fixed))
}

/// The demonstration, in a file or on this terminal.
fn demonstrate(globals: &Globals, args: &args::Demo) -> Result<Exit, Problem> {
    match &args.out {
        Some(file) => demo::write(&demo::office(Setting::load(globals)?)?, file, args),
        None if !desk::has_terminal() => Ok(no_terminal(globals)),
        None => demo::open(&demo::office(Setting::load(globals)?)?, globals.at, args),
    }
}

/// Without a terminal there is nobody to press a key: the reason, help, and the code for wrong use.
fn no_terminal(globals: &Globals) -> Exit {
    let strings = strings(globals);
    say(&format!("{} {}", strings.cli.error, strings.cli.failure.no_terminal));
    say_all(&help::command(strings).render_long_help().to_string());
    Exit::Usage
}

/// How to speak: in the language and with the names of the configuration, if it can be read.
fn voice(globals: &Globals) -> Voice {
    let quiet = Globals { officer: None, ..globals.clone() };
    Setting::load(&quiet).map_or_else(
        |_| Voice {
            strings: setting::lang_without_config(globals).strings(),
            zone: Utc.fix(),
            now: globals.at.unwrap_or_else(Utc::now),
            names: Names::default(),
            store: PathBuf::new(),
        },
        |setting| setting.voice(),
    )
}

fn strings(globals: &Globals) -> &'static Strings {
    voice(globals).strings
}

/// What was asked about the command line (help, version), or what is wrong with it.
fn explain(args: &[OsString]) -> Exit {
    let strings = strings(&globals_of(args));
    let Err(error) = help::command(strings).try_get_matches_from(args) else { return Exit::Usage };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            let text = error.render();
            let text = if colour { text.ansi().to_string() } else { text.to_string() };
            let mut out = Out::new();
            match out.raw(text.as_bytes()).and_then(|()| out.flush()) {
                Ok(()) => Exit::Ok,
                Err(error) => Problem::from(error).exit(),
            }
        }
        _ => {
            let mut lines = help::wrong(&error, strings).into_iter();
            say(&format!("{} {}", strings.cli.error, lines.next().unwrap_or_default()));
            lines.for_each(|line| say(&format!("  {line}")));
            Exit::Usage
        }
    }
}

/// The options that decide the language, from arguments that do not parse.
fn globals_of(args: &[OsString]) -> Globals {
    let value = |name: &str| {
        let texts: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
        let joined = texts.iter().find_map(|arg| arg.strip_prefix(name)?.strip_prefix('='));
        let apart = texts.iter().position(|arg| *arg == name).and_then(|at| texts.get(at + 1).copied());
        joined.or(apart).map(str::to_owned)
    };
    let lang = value("--lang").filter(|tag| Lang::from_tag(tag).is_some_and(|lang| lang.tag() == tag));
    Globals { lang, config: value("--config").map(Into::into), ..Globals::default() }
}

/// Several lines of the program's own on standard error.
fn say_all(lines: &str) {
    lines.lines().for_each(say);
}

/// One line on standard error. If that is closed, nobody is left to tell.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{}", text::sanitize(line));
}

/// Says what went wrong; `about` names the item where there are several.
fn complain(voice: &Voice, problem: &Problem, about: Option<&str>) {
    let mut lines = problem.words(voice).into_iter();
    let about = about.map(|id| format!("{id}: ")).unwrap_or_default();
    say(&format!("{} {about}{}", voice.strings.cli.error, lines.next().unwrap_or_default()));
    lines.for_each(|line| say(&line));
}

/// Code and message of a problem, for `--json`.
fn error_fields(voice: &Voice, problem: &Problem) -> Fields {
    let message = problem.words(voice).join("\n");
    let mut fields = Fields::from_iter([
        ("code".to_owned(), json!(problem.code())),
        ("message".to_owned(), json!(text::sanitize_lines(&message))),
    ]);
    if let Problem::Record(wrong) = problem {
        fields.insert("fields".to_owned(), wrong.fields(voice.strings.lang));
    }
    fields
}

fn fail_in_json(voice: &Voice, problem: &Problem) {
    let mut out = Out::new();
    let error = json!(error_fields(voice, problem));
    // The failure is on standard error already; if this cannot be written too, there is nothing more to do.
    let _ = out.object(Fields::from_iter([("error".to_owned(), error)])).and_then(|()| out.flush());
}

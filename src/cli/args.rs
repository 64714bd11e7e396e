//! The tree of commands and options. Its words are in `i18n`; [`super::help`] puts them in.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use crate::domain::Id;
use crate::domain::Urgency;
use crate::domain::bulletin::{BulletinSeries, Count, Passage};
use crate::domain::dispatch::{ReceiptChannel, Whom};
use crate::domain::request::RequestKind;
use crate::domain::run::ExitKind;
use crate::figures::By;

#[derive(Debug, Parser)]
#[command(name = "dutydesk", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true)]
pub(super) struct Line {
    #[command(flatten)]
    pub(super) global: Globals,
    #[command(subcommand)]
    pub(super) task: Option<Task>,
}

#[derive(Debug, Clone, Default, Args)]
pub(super) struct Globals {
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) store: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) officer: Option<String>,
    #[arg(long, global = true, value_name = "LANG", value_parser = ["zh-CN", "en"])]
    pub(super) lang: Option<String>,
    #[arg(long, global = true, value_name = "RFC3339", value_parser = instant)]
    pub(super) at: Option<DateTime<Utc>>,
    #[arg(long, global = true)]
    pub(super) read_only: bool,
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[arg(long, short, global = true, action = ArgAction::Help)]
    pub(super) help: Option<bool>,
    #[arg(long, short = 'V', action = ArgAction::Version)]
    pub(super) version: Option<bool>,
}

fn instant(text: &str) -> Result<DateTime<Utc>, chrono::ParseError> {
    DateTime::parse_from_rfc3339(text).map(|at| at.to_utc())
}

#[derive(Debug, Subcommand)]
pub(super) enum Task {
    Desk,
    Demo(Demo),
    Intake(Intake),
    Clear(Clear),
    Capture(Capture),
    Record(Record),
    List(List),
    Show(Show),
    Attachment(Attachment),
    Do(Box<Do>),
    Search(Search),
    Bulletin(Bulletin),
    Figures(Figures),
    Plan(Plan),
    Plot(Plot),
    Report(Report),
    Notify(Notify),
    Verify,
    Rebuild,
    Purge,
    Backup(Backup),
    Restore(Restore),
    Health(Health),
    Doctor,
    Config(Config),
    Keys,
    Completions(Completions),
    Man(Man),
}

#[derive(Debug, Args)]
pub(super) struct Demo {
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    #[arg(long, value_name = "PAPERS")]
    pub(super) scale: Option<u64>,
}

#[derive(Debug, Args)]
pub(super) struct Intake {
    #[arg(value_name = "FILE", required_unless_present_any = ["watch", "save_map"])]
    pub(super) files: Vec<PathBuf>,
    #[arg(long, value_name = "KIND", value_enum, default_value = "auto", hide_default_value = true)]
    pub(super) kind: FileKind,
    #[arg(
        long = "as",
        value_name = "TABLE",
        value_enum,
        default_value = "documents",
        hide_default_value = true
    )]
    pub(super) table: Table,
    #[arg(long, value_name = "ID", required_if_eq("table", "manifest"))]
    pub(super) run: Option<String>,
    #[arg(long, value_name = "NAME|HEADING=FIELD,…")]
    pub(super) map: Option<String>,
    #[arg(long, value_name = "NAME", requires = "map")]
    pub(super) save_map: Option<String>,
    #[arg(long, value_name = "DIR", conflicts_with_all = ["files", "dry_run"])]
    pub(super) watch: Option<PathBuf>,
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FileKind {
    Auto,
    Csv,
    Xlsx,
    Jsonl,
    Eml,
    Cap,
    Ics,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Table {
    Documents,
    Arrivals,
    Volunteers,
    Findings,
    Manifest,
}

#[derive(Debug, Args)]
pub(super) struct Clear {
    #[arg(value_name = "FILE[:ROW]", required_unless_present = "text", conflicts_with = "text")]
    pub(super) places: Vec<String>,
    #[arg(long, value_name = "TEXT|-")]
    pub(super) text: Option<String>,
    #[arg(long, value_name = "REASON", value_enum)]
    pub(super) reason: ReasonArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReasonArg {
    Term,
    Form,
    Declassified,
    Public,
}

#[derive(Debug, Args)]
pub(super) struct Capture {
    #[arg(long)]
    pub(super) emergency: bool,
    #[arg(value_name = "TEXT", required = true)]
    pub(super) text: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Record {
    #[arg(value_name = "KIND")]
    pub(super) kind: Option<String>,
    #[arg(value_name = "FIELD=VALUE")]
    pub(super) fields: Vec<String>,
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[arg(value_name = "WHAT", value_enum)]
    pub(super) what: What,
    #[arg(long, conflicts_with = "all")]
    pub(super) open: bool,
    #[arg(long)]
    pub(super) all: bool,
    #[arg(long, value_name = "EXPR")]
    pub(super) filter: Option<String>,
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    #[arg(long, conflicts_with = "json")]
    pub(super) csv: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(super) enum What {
    Documents,
    Dispatches,
    Inspections,
    Findings,
    Supervised,
    Runs,
    Arrivals,
    Volunteers,
    Requests,
    Bulletins,
    Shifts,
    Clearances,
    Messages,
    Emergencies,
    Meetings,
    Tasks,
    Alarms,
    Log,
    DutyLog,
    InfoReports,
    Publications,
    Trainings,
    Recommendations,
    Activities,
    BusRoutes,
    SpecialReports,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    #[arg(value_name = "ID")]
    pub(super) id: String,
}

#[derive(Debug, Args)]
pub(super) struct Attachment {
    #[arg(value_name = "ID")]
    pub(super) id: String,
    #[arg(value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) number: u32,
    #[arg(long, value_name = "FILE|-", required = true)]
    pub(super) out: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Do {
    #[arg(value_name = "VERB", value_parser = verbs())]
    pub(super) verb: String,
    #[arg(value_name = "ID")]
    pub(super) ids: Vec<String>,
    #[arg(long, value_name = "UNIT")]
    pub(super) to: Option<String>,
    #[arg(long, value_name = "UNIT")]
    pub(super) from: Option<String>,
    #[arg(long, value_name = "UNIT", value_delimiter = ',')]
    pub(super) assist: Vec<String>,
    #[arg(long, value_name = "TIME")]
    pub(super) until: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) outcome: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(super) leader: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) words: Option<String>,
    #[arg(long, value_name = "MODE", value_enum)]
    pub(super) mode: Option<ModeArg>,
    #[arg(long, conflicts_with = "mode")]
    pub(super) written: bool,
    #[arg(long, value_name = "URGENCY", value_parser = Urgency::ALL.map(Urgency::name))]
    pub(super) urgency: Option<String>,
    #[arg(long, value_name = "WHOM", value_parser = Whom::ALL.map(Whom::name))]
    pub(super) whom: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(super) person: Option<String>,
    #[arg(long, value_name = "POST")]
    pub(super) post: Option<String>,
    #[arg(long, value_name = "YES_NO", value_enum, num_args = 0..=1, default_missing_value = "yes")]
    pub(super) read_back: Option<YesNo>,
    #[arg(long, value_name = "KIND", value_parser = RequestKind::ALL.map(RequestKind::name))]
    pub(super) need: Option<String>,
    #[arg(long, value_name = "NAME=TEXT")]
    pub(super) element: Vec<String>,
    // Not `at`: that is the clock of every command.
    #[arg(long, value_name = "TIME")]
    pub(super) done_at: Option<String>,
    #[arg(long, value_name = "CHANNEL", value_parser = ReceiptChannel::ALL.map(ReceiptChannel::name))]
    pub(super) channel: Option<String>,
    #[arg(long, value_name = "NAME=TIME")]
    pub(super) step: Vec<String>,
    #[arg(long, value_name = "ITEM")]
    pub(super) item: Option<String>,
    #[arg(long, value_name = "OWNER: WHAT, BY WHEN")]
    pub(super) action: Vec<String>,
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) evidence: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) visit: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) feedback: Option<String>,
    #[arg(long, value_name = "PLATE")]
    pub(super) vehicle: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(super) driver: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(super) volunteer: Vec<Id>,
    #[arg(long, value_name = "KIND", value_parser = ExitKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>())]
    pub(super) exit: Option<String>,
    #[arg(long, value_name = "COUNT")]
    pub(super) people: Option<u32>,
    #[arg(long, value_name = "COUNT")]
    pub(super) expected: Option<u32>,
    #[arg(long, value_name = "COUNT")]
    pub(super) boarded: Option<u32>,
    #[arg(long, value_name = "COUNT")]
    pub(super) delivered: Option<u32>,
    #[arg(long, value_name = "SITE")]
    pub(super) site: Option<String>,
    #[arg(long, value_name = "HANDLING", value_enum)]
    pub(super) handling: Option<HandlingArg>,
    #[arg(long, value_name = "VERSION")]
    pub(super) expect: Option<u32>,
    #[arg(long)]
    pub(super) dry_run: bool,
}

fn verbs() -> clap::builder::PossibleValuesParser {
    let names = crate::verb::Verb::ALL.iter().map(|verb| verb.name());
    names.chain(["undo", "redo"]).collect::<Vec<_>>().into()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum YesNo {
    Yes,
    No,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(super) enum HandlingArg {
    ForAction,
    ForInformation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ModeArg {
    Written,
    Oral,
    Phone,
    Im,
}

#[derive(Debug, Args)]
pub(super) struct Search {
    #[arg(value_name = "TEXT", required = true)]
    pub(super) text: Vec<String>,
    #[arg(long, value_name = "N", default_value_t = 50, hide_default_value = true)]
    pub(super) limit: usize,
    #[arg(long, conflicts_with = "json")]
    pub(super) csv: bool,
}

#[derive(Debug, Args)]
#[command(disable_help_subcommand = true)]
pub(super) struct Bulletin {
    #[command(subcommand)]
    pub(super) task: BulletinTask,
}

#[derive(Debug, Subcommand)]
pub(super) enum BulletinTask {
    Draft(BulletinDraft),
    Edit(BulletinEdit),
    Rows(BulletinRows),
}

#[derive(Debug, Args)]
pub(super) struct BulletinDraft {
    #[arg(long, value_name = "SERIES", value_parser = BulletinSeries::ALL.map(BulletinSeries::name))]
    pub(super) series: Option<String>,
    #[arg(value_name = "DATE", conflicts_with = "day")]
    pub(super) on: Option<NaiveDate>,
    #[arg(long, value_name = "DATE")]
    pub(super) day: Option<NaiveDate>,
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct BulletinEdit {
    #[arg(value_name = "ID")]
    pub(super) id: String,
    #[arg(value_name = "PASSAGE", value_parser = Passage::ALL.map(Passage::name))]
    pub(super) passage: String,
    #[arg(value_name = "TEXT|-")]
    pub(super) text: String,
}

#[derive(Debug, Args)]
pub(super) struct BulletinRows {
    #[arg(value_name = "ID")]
    pub(super) id: String,
    #[arg(value_name = "COUNT", value_parser = Count::ALL.map(Count::name))]
    pub(super) count: String,
    #[arg(long, conflicts_with = "json")]
    pub(super) csv: bool,
}

#[derive(Debug, Args)]
pub(super) struct Figures {
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<NaiveDate>,
    #[arg(long, value_name = "DATE")]
    pub(super) to: Option<NaiveDate>,
    #[arg(long, value_name = "SPAN", value_parser = By::ALL.map(By::name))]
    pub(super) by: Option<String>,
    #[arg(long, value_name = "FIGURE", conflicts_with = "by")]
    pub(super) rows: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 50, hide_default_value = true)]
    pub(super) limit: usize,
    #[arg(long, conflicts_with = "json")]
    pub(super) csv: bool,
}

#[derive(Debug, Args)]
#[command(disable_help_subcommand = true)]
pub(super) struct Report {
    #[command(subcommand)]
    pub(super) task: ReportTask,
}

#[derive(Debug, Subcommand)]
pub(super) enum ReportTask {
    Bulletin(ReportBulletin),
    Inspection(ReportInspection),
    Ledger(ReportLedger),
    Special(ReportSpecial),
    HandoverSheet(ReportHandover),
    Figures(ReportFigures),
}

#[derive(Debug, Args)]
pub(super) struct ReportTo {
    #[arg(long, value_name = "FILE.(docx|xlsx|html|md)", required = true)]
    pub(super) out: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct ReportBulletin {
    #[arg(value_name = "ID", required_unless_present = "day", conflicts_with = "day")]
    pub(super) id: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(super) day: Option<NaiveDate>,
    #[arg(long, value_name = "SERIES", value_parser = BulletinSeries::ALL.map(BulletinSeries::name))]
    pub(super) series: Option<String>,
    #[command(flatten)]
    pub(super) to: ReportTo,
}

#[derive(Debug, Args)]
pub(super) struct ReportInspection {
    #[arg(value_name = "ID", required_unless_present_any = ["from", "to_day"], conflicts_with_all = ["from", "to_day"])]
    pub(super) id: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<NaiveDate>,
    #[arg(long = "to", value_name = "DATE")]
    pub(super) to_day: Option<NaiveDate>,
    #[command(flatten)]
    pub(super) to: ReportTo,
}

#[derive(Debug, Args)]
pub(super) struct ReportLedger {
    #[arg(value_name = "NAME", value_parser = ledgers())]
    pub(super) name: String,
    #[arg(long, value_name = "EXPR")]
    pub(super) filter: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<NaiveDate>,
    #[arg(long = "to", value_name = "DATE")]
    pub(super) to_day: Option<NaiveDate>,
    #[command(flatten)]
    pub(super) to: ReportTo,
}

fn ledgers() -> clap::builder::PossibleValuesParser {
    crate::view::Ledger::ALL.iter().map(|ledger| ledger.name()).collect::<Vec<_>>().into()
}

#[derive(Debug, Args)]
pub(super) struct ReportSpecial {
    #[arg(value_name = "ID")]
    pub(super) id: String,
    #[command(flatten)]
    pub(super) to: ReportTo,
}

#[derive(Debug, Args)]
pub(super) struct ReportHandover {
    #[arg(long, value_name = "ID", required = true)]
    pub(super) run: String,
    #[command(flatten)]
    pub(super) to: ReportTo,
}

#[derive(Debug, Args)]
pub(super) struct ReportFigures {
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<NaiveDate>,
    #[arg(long = "to", value_name = "DATE")]
    pub(super) to_day: Option<NaiveDate>,
    #[command(flatten)]
    pub(super) to: ReportTo,
}

#[derive(Debug, Args)]
pub(super) struct Plan {
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<NaiveDate>,
    #[arg(long)]
    pub(super) apply: bool,
}

#[derive(Debug, Args)]
pub(super) struct Plot {
    #[arg(value_name = "NAME", value_parser = crate::figures::Plot::ALL.map(crate::figures::Plot::name))]
    pub(super) name: String,
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<NaiveDate>,
    #[arg(long, value_name = "DATE")]
    pub(super) to: Option<NaiveDate>,
    #[arg(long, conflicts_with = "from")]
    pub(super) all: bool,
    #[arg(long, value_name = "FILE", conflicts_with = "csv")]
    pub(super) out: Option<PathBuf>,
    #[arg(long, conflicts_with = "json")]
    pub(super) csv: bool,
}

#[derive(Debug, Args)]
pub(super) struct Notify {
    #[arg(long)]
    pub(super) once: bool,
    #[arg(long, conflicts_with = "once")]
    pub(super) dry_run: bool,
    #[arg(long, value_name = "CHANNEL", conflicts_with_all = ["once", "dry_run"])]
    pub(super) test: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Backup {
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Health {
    #[arg(long, value_name = "AGE")]
    pub(super) max_age: Option<String>,
}

#[derive(Debug, Args)]
#[command(disable_help_subcommand = true)]
pub(super) struct Config {
    #[command(subcommand)]
    pub(super) task: ConfigTask,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigTask {
    Check,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    #[arg(value_name = "SHELL", value_enum)]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

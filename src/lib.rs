//! `dutydesk` (值班台): a duty desk for offices that keep watch around the clock.
//!
//! A map of the rooms; each uses rooms of its own rank or lower, and none uses another in a circle. The why is in
//! `docs/architecture.md`.
//!
//! ```text
//! 7  cli       one file per subcommand
//! 6  runtime   terminal, keys, clock, reader thread, the loop, the writer that saves bytes
//! 5  app       update(Msg) -> Vec<Effect>: panes, dialogs, undo, drafts
//! 4  ui        what is on the screen, and how it is drawn
//! 3  keymap    keys to actions        intake  foreign files to commands      demo   a night played through commands
//!    notify    messages that leave the room              plot   charts as pictures
//!    report    documents for people, as files
//! 2  store     journal, tables, queries, search, verification
//! 1  view      what people look at    message Action, Msg, Effect            verb   verbs to commands
//!    config    config.toml            i18n    words for people               capture  one typed line
//!    figures   figures of a period       filter  one language for asking for a part of a list
//!    chart     plots as values           record  what people put on record by hand     planner  who goes where
//! 0  domain    the rules              text    width and cleanness of text    pinyin, grams, lang
//! ```
//!
//! A key becomes an [`Action`](message::Action); the [`App`](app::App) turns it into [`Effect`](message::Effect)s; the
//! runtime carries them out. A command goes to the [`Store`](store::Store), which asks the [`domain`] to
//! [`decide`](domain::decide), appends the events to the journal and projects them to tables, in one transaction.

pub mod app;
pub mod capture;
pub mod chart;
pub mod cli;
pub mod config;
pub mod demo;
pub mod domain;
pub mod figures;
pub mod filter;
pub mod grams;
pub mod i18n;
pub mod intake;
pub mod keymap;
pub mod lang;
pub mod message;
pub mod notify;
pub mod pinyin;
pub mod planner;
pub mod plot;
pub mod record;
pub mod report;
pub mod runtime;
pub mod store;
pub mod text;
pub mod ui;
pub mod verb;
pub mod view;

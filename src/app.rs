//! The desk as a value: messages go in, effects come out, a screen can be borrowed from it. It reads no clock, no file
//! and no store; only the runtime does.
//!
//! - `model`: what the desk knows; `update`: messages, one line each;
//! - `keys`: strokes to actions; `actions`: actions on the desk; `dialogs`: actions in what stands open over it;
//! - `lists`: movement and anchoring of a pane; `answers`: what the tables say;
//! - `verbs`: from a verb to a form, a preview or a commit; `forms`: what a verb asks for; `commits`: what is on its
//!   way and what came of it; `undo`: own acts, back and again;
//! - `bell`: when it sounds; `alarms`: the list of alarms and of what is put off;
//! - `filtering`: the filter line; `searching`: everything; `views`: saved views;
//! - `finder`: palette and help; `input`: a line being typed; `drafts`: nothing typed is lost; `notice`: what is said
//!   at the foot; `classified`: what has no place here at all;
//! - `calls`: the call sheet; `outward`: a new dispatch; `plan`: the steps back from a due time;
//! - `units`: several units in one field; `emergencies`: the news, the form and the sheet of an emergency;
//! - `figures`: figures on the desk and their rows; `times`: how long steps take; `records`: what is put on record by hand; `registers`: the registers;
//! - `plots`: plots; `report_file`: documents for people as files.

mod actions;
mod alarms;
mod answers;
mod bell;
mod bulletins;
mod calls;
mod classified;
mod columns;
mod commits;
mod crewing;
mod crews;
mod dialogs;
mod drafts;
mod duty;
mod emergencies;
mod figures;
mod filtering;
mod finder;
mod forms;
mod input;
mod keys;
mod lists;
mod meetings;
mod messages;
mod model;
mod notice;
mod outward;
mod plan;
mod plots;
mod records;
mod registers;
mod report_file;
mod requests;
mod searching;
mod times;
mod undo;
mod units;
mod until;
mod update;
mod verbs;
mod views;

pub use model::{App, Setup};

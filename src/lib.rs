//! `dutydesk` (值班台): a duty desk for offices that keep watch around the clock.

pub mod app;
pub mod capture;
pub mod cli;
pub mod config;
pub mod demo;
pub mod domain;
pub mod figures;
pub mod grams;
pub mod i18n;
pub mod intake;
pub mod keymap;
pub mod lang;
pub mod message;
pub mod pinyin;
pub mod runtime;
pub mod store;
pub mod text;
pub mod ui;
pub mod verb;
pub mod view;

//! Integration tests; one binary, one module a subject.

mod alerts;
mod capture;
mod care;
mod cli;
mod config;
mod demo;
mod desk;
mod domain;
mod filter;
mod first_night;
mod flows;
mod intake;
mod journal_suite;
mod keymap;
mod limits;
mod linear;
mod mail;
mod notify;
mod pictures;
mod planner;
mod screen_dump;
mod screens;
mod store;
mod tight;
mod verbs;
mod workbooks;
mod working_calendar;

mod architecture;

//! Integration tests; one binary, one module a subject.
mod config;
mod intake;
mod limits;
mod working_calendar;

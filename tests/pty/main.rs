//! The program as people run it: real processes on real pseudo-terminals, with a terminal emulator looking on.

mod drafts;
mod house;
mod killed;
mod linear;
mod manners;
mod outside_text;
mod receipts;
mod reports;
mod session;
mod triage;
mod two_desks;
mod upgrade;
mod wire;

//! The screen: what is on it (`Screen` and the states it borrows) and how it is drawn. Drawing changes nothing, reads
//! no clock and no store.

pub mod dialog;
pub mod layout;
pub mod list;
pub mod screen;

//! What runs a desk in a terminal.

pub mod tight;

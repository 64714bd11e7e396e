//! Messages of the command line.

/// Messages of the command line.
#[derive(Debug)]
pub struct Cli {
    /// Begins every message of failure.
    pub error: &'static str,
}

pub(super) const ZH_CN: Cli = Cli { error: "错误" };

pub(super) const EN: Cli = Cli { error: "error" };

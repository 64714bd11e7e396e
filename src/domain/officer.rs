//! Who acts, and what the role allows.

use serde::{Deserialize, Serialize};

/// Role of an officer; each role may do what the one before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Looks, changes nothing.
    Viewer,
    /// 主班 / 副班
    Officer,
    /// 带班领导
    Leader,
    /// Runs the installation.
    Administrator,
}

/// The person who acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// Name as in the configuration.
    pub name: String,
    /// What the person may do.
    pub role: Role,
}

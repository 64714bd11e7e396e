//! 附件: the files that came with a paper. What is in them is kept beside the store under its digest; a paper knows
//! the digest and what the sender called it.

use serde::{Deserialize, Serialize};

/// A file that came with a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// What the sender called it: cleaned, without any path; never empty.
    pub name: String,
    /// SHA-256 of its bytes in hexadecimal; empty when the bytes could not be read.
    pub digest: String,
    /// Size in bytes; what the sender packed it into (base64) is not counted.
    pub size: u64,
    /// Kind as the sender named it, such as `application/pdf`; proves nothing.
    pub media_type: String,
    /// Why its bytes were not kept, if they were not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_kept: Option<NotKept>,
}

/// Why the bytes of an attachment were not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotKept {
    /// It is larger than one attachment may be.
    TooLarge,
    /// It and those before it are larger than all attachments of a paper may be together.
    TooMuch,
    /// The paper has more attachments than are kept.
    TooMany,
    /// Its bytes could not be read.
    Unreadable,
    /// It is not part of what came: there is only an address, and nothing is ever fetched.
    Elsewhere,
}

impl NotKept {
    /// Name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::TooMuch => "too_much",
            Self::TooMany => "too_many",
            Self::Unreadable => "unreadable",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// What a reader was not sure of; a person should look, and has looked once the paper is amended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unsure {
    /// The title could not be read as it was sent, or was put together from something else.
    Title,
    /// The issuer could not be read as it was sent.
    Issuer,
    /// There was no time, or one that cannot be; the time of intake stands in its place.
    ReceivedAt,
    /// A limit is spoken of and could not be read, or there are several.
    StatedDue,
    /// Text could not be read as it was sent.
    Note,
    /// Not every attachment was kept.
    Attachments,
}

impl Unsure {
    /// Name of the field in question.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Issuer => "issuer",
            Self::ReceivedAt => "received_at",
            Self::StatedDue => "stated_due",
            Self::Note => "note",
            Self::Attachments => "attachments",
        }
    }
}

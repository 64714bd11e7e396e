//! States of the list of bulletins, of an open issue, of what stands behind a count, and of a passage being written.

use crate::domain::Stream;
use crate::domain::bulletin::{Count, Passage, Row};
use crate::ui::dialog::Input;
use crate::view::{BulletinRow, Issue, IssueKey};

/// Issues of bulletins.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BulletinList {
    /// The issues; none while they are being read.
    pub rows: Option<Vec<BulletinRow>>,
    /// Index of the one under the cursor.
    pub at: usize,
}

impl BulletinList {
    /// The issue under the cursor.
    pub fn row(&self) -> Option<&BulletinRow> {
        self.rows.as_ref()?.get(self.at)
    }
}

/// An open issue: counts on one side, text on the other.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenIssue {
    /// Which.
    pub key: IssueKey,
    /// The issue with its facts; none while it is being read.
    pub issue: Option<Box<Issue>>,
    /// The text has the keys, not the counts.
    pub in_text: bool,
    /// Index of the count under the cursor.
    pub count: usize,
    /// Index of the passage under the cursor.
    pub passage: usize,
}

impl OpenIssue {
    /// An issue that is being read.
    pub const fn new(key: IssueKey) -> Self {
        Self { key, issue: None, in_text: false, count: 0, passage: 0 }
    }

    /// What it counts: the frozen number of a draft, else how it stands now.
    pub fn counts(&self) -> Vec<(Count, u32)> {
        let Some(issue) = &self.issue else { return Vec::new() };
        let frozen = issue.bulletin().map(|bulletin| &bulletin.counts).filter(|counts| !counts.is_empty());
        let counts = Count::of(issue.gathered.series).iter();
        counts
            .map(|count| {
                let number = frozen.and_then(|counts| counts.get(count.name()).copied());
                (*count, number.unwrap_or_else(|| issue.gathered.count(*count)))
            })
            .collect()
    }

    /// Names of the passages it may have, in their order; those it has, with their text.
    pub fn passages(&self) -> Vec<(&'static str, &str)> {
        let Some(issue) = &self.issue else { return Vec::new() };
        let bulletin = issue.bulletin();
        let of = Passage::of(issue.gathered.series).iter();
        of.map(|passage| {
            let text = bulletin.and_then(|bulletin| bulletin.passages.get(passage.name()));
            (passage.name(), text.map_or("", String::as_str))
        })
        .collect()
    }

    /// The issue in the tables and its version, once it is begun.
    pub fn seen(&self) -> Option<(Stream, u32)> {
        let entity = self.issue.as_ref()?.entity.as_ref()?;
        Some((entity.stream, entity.version))
    }
}

/// What stands behind a count.
#[derive(Debug, Clone, PartialEq)]
pub struct CountRows {
    /// Which count.
    pub count: Count,
    /// The facts, and as what each is counted where that is another count.
    pub rows: Vec<(Row, Count)>,
    /// Index of the one under the cursor.
    pub at: usize,
}

/// A passage that is being written.
#[derive(Debug, Clone, PartialEq)]
pub struct PassageText {
    /// The issue, with the version seen.
    pub seen: (Stream, u32),
    /// Title of the issue.
    pub title: String,
    /// Name of the passage.
    pub passage: &'static str,
    /// The text so far, with its line ends.
    pub input: Input,
    /// The text as it was.
    pub before: String,
}

impl PassageText {
    /// Whether anything was changed.
    pub fn is_changed(&self) -> bool {
        self.input.text != self.before
    }

    /// Key of its draft; fit for a file name.
    pub fn draft_key(&self) -> String {
        format!("passage-{}-{}", self.passage, self.seen.0.id)
    }
}

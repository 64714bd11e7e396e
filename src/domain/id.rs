//! Identity: every entity has a ULID, and every entity is one stream of events.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ulid::Ulid;

/// Identity of an entity or a journal entry: a ULID, 26 characters in text.
///
/// The domain never makes one; whoever sends a command brings the id along, so that a command that is sent twice
/// names the same thing twice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Ulid);

impl Id {
    /// An id from 128 bits: 48 bits of milliseconds since 1970 (UTC), then 80 bits of chance.
    pub const fn from_parts(milliseconds: u64, chance: u128) -> Self {
        Self(Ulid::from_parts(milliseconds, chance))
    }

    /// The 16 bytes of the id, in the order in which ids sort.
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.to_bytes()
    }

    /// The id that these 16 bytes name.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Ulid::from_bytes(bytes))
    }
}

/// Makes fresh ids from the time and a seed. The seed comes from outside, so that a fixed seed gives the same ids.
#[derive(Debug, Clone)]
pub struct IdSource {
    state: u64,
}

impl IdSource {
    /// A source that starts at this seed.
    pub const fn seeded(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next id, for something that begins at `now` (times before 1970 count as 1970).
    pub fn fresh(&mut self, now: chrono::DateTime<chrono::Utc>) -> Id {
        let chance = (u128::from(self.draw()) << 64) | u128::from(self.draw());
        let milliseconds = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        Id::from_parts(milliseconds, chance & ((1 << 80) - 1))
    }

    /// SplitMix64: every state gives another number, and neighbouring seeds give unrelated ones.
    const fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The text is no ULID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id: {0}")]
pub struct BadId(pub String);

impl FromStr for Id {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        Ulid::from_string(text).map(Self).map_err(|_| BadId(text.to_owned()))
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Kind of entity; its name is part of stored events and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 来文
    Document,
    /// 通知 / 传达
    Dispatch,
    /// 督查 / 暗访
    Inspection,
    /// 问题
    Finding,
    /// 转办 / 督办件
    Supervised,
    /// A flight, vessel or coach that brings people
    Arrival,
    /// 转运任务
    Run,
    /// 志愿者 (hired interpreters too)
    Volunteer,
    /// 诉求
    Request,
    /// 简报
    Bulletin,
    /// A counted entry of the small ledgers: information report, meeting, activity, publication …
    LedgerEntry,
    /// 班次
    Shift,
    /// 误判核放
    Clearance,
    /// 外发消息
    Message,
    /// 紧急信息
    Emergency,
    /// 会议 / 公务活动
    Meeting,
    /// 任务: an action item
    Task,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 17] = [
        Self::Document,
        Self::Dispatch,
        Self::Inspection,
        Self::Finding,
        Self::Supervised,
        Self::Arrival,
        Self::Run,
        Self::Volunteer,
        Self::Request,
        Self::Bulletin,
        Self::LedgerEntry,
        Self::Shift,
        Self::Clearance,
        Self::Message,
        Self::Emergency,
        Self::Meeting,
        Self::Task,
    ];

    /// Name in the journal and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Dispatch => "dispatch",
            Self::Inspection => "inspection",
            Self::Finding => "finding",
            Self::Supervised => "supervised",
            Self::Arrival => "arrival",
            Self::Run => "run",
            Self::Volunteer => "volunteer",
            Self::Request => "request",
            Self::Bulletin => "bulletin",
            Self::LedgerEntry => "ledger_entry",
            Self::Shift => "shift",
            Self::Clearance => "clearance",
            Self::Message => "message",
            Self::Emergency => "emergency",
            Self::Meeting => "meeting",
            Self::Task => "task",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One entity as a stream of events; in text `document/01ARZ3NDEKTSV4RRFFQ69G5FAV`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stream {
    /// What it is.
    pub kind: Kind,
    /// Which one.
    pub id: Id,
}

impl Stream {
    /// The stream of this entity.
    pub const fn new(kind: Kind, id: Id) -> Self {
        Self { kind, id }
    }
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.name(), self.id)
    }
}

impl FromStr for Stream {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.to_owned());
        let (kind, id) = text.split_once('/').ok_or_else(bad)?;
        Ok(Self { kind: Kind::from_name(kind).ok_or_else(bad)?, id: id.parse()? })
    }
}

impl Serialize for Stream {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stream {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

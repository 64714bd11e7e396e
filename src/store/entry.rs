//! The bytes of a journal entry.
//!
//! A header line of JSON, then one line of JSON for each event's payload, separated by a line feed each. The chain
//! hash covers the header's exact bytes, and the header has the digest of every payload; so a payload can be taken
//! out later by a recorded act while the chain still holds.

use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use crate::domain::{Event, EventBody, Id, Role, Stamp, Stream};

/// Version of the entry form that this program writes.
const FORM: u32 = 1;
/// Version of the kinds of events that this program writes; all are at their first.
const KIND_VERSION: u32 = 1;

/// A SHA-256 digest; in JSON as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// What the first entry has in place of the hash before it.
    pub const ZERO: Self = Self([0; 32]);

    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(self.0) {
            pair[0] = HEX[usize::from(byte >> 4)];
            pair[1] = HEX[usize::from(byte & 15)];
        }
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        let mut bytes = [0; 32];
        let mut pairs = text.as_bytes().chunks_exact(2);
        for byte in &mut bytes {
            let pair = pairs.next().and_then(|pair| Some((lower_hex(pair[0])?, lower_hex(pair[1])?)));
            let (high, low) = pair.ok_or_else(|| serde::de::Error::custom("not a digest"))?;
            *byte = high << 4 | low;
        }
        if text.len() == 64 { Ok(Self(bytes)) } else { Err(serde::de::Error::custom("not a digest")) }
    }
}

const fn lower_hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// What a header says of one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderEvent {
    /// The entity.
    pub stream: Stream,
    /// Version it makes of it.
    pub version: u32,
    /// Name of what happened, e.g. `document.signed_for`.
    pub kind: String,
    /// Version of that kind.
    pub kv: u32,
    /// Digest of the payload's bytes.
    pub digest: Digest,
}

/// The first line of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Version of the entry form.
    pub v: u32,
    /// Id of the entry.
    pub id: Id,
    /// Who acted.
    pub officer: String,
    /// In what role.
    pub role: Role,
    /// The shift on duty, if one was.
    pub shift: Option<Id>,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// The head of the journal that the decision was made on; the entry before this one.
    pub basis: u64,
    /// What was done together bears one batch id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<Id>,
    /// Hash of the entry before.
    pub prev: Digest,
    /// What happened.
    pub events: Vec<HeaderEvent>,
}

/// Why bytes are no entry that this program can read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryFault {
    /// It is well formed, but of a form or kind that this program does not know.
    #[error("written by a newer dutydesk ({0})")]
    Newer(String),
    /// The header is not one.
    #[error("the header cannot be read: {0}")]
    Header(String),
    /// There are not as many payloads as the header has events.
    #[error("{found} payloads where the header has {expected}")]
    Payloads {
        /// By the header.
        expected: usize,
        /// In the bytes.
        found: usize,
    },
    /// A payload is not what the header's digest covers.
    #[error("payload {index} is not what its digest covers")]
    Digest {
        /// Which, from 0.
        index: usize,
    },
    /// The kind in the header is not the payload's.
    #[error("payload {index} is of another kind than the header says")]
    Kind {
        /// Which, from 0.
        index: usize,
    },
}

impl Header {
    /// Reads the first line of an entry, and takes its hash.
    ///
    /// # Errors
    /// [`EntryFault::Newer`] for another form, [`EntryFault::Header`] for what is no header.
    pub fn read(bytes: &[u8]) -> Result<(Self, Digest), EntryFault> {
        #[derive(Deserialize)]
        struct Form {
            v: u32,
        }
        let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let fault = |error: serde_json::Error| EntryFault::Header(error.to_string());
        let header: Self = match serde_json::from_slice(line) {
            Ok(header) => header,
            Err(error) => {
                let form: Form = serde_json::from_slice(line).map_err(fault)?;
                return Err(match form.v {
                    FORM => fault(error),
                    other => EntryFault::Newer(format!("form {other}")),
                });
            }
        };
        if header.v != FORM {
            return Err(EntryFault::Newer(format!("form {}", header.v)));
        }
        Ok((header, Digest::of(line)))
    }

    /// Its time as in the table's column: RFC 3339 in UTC.
    pub fn at_text(&self) -> String {
        time_text(self.at)
    }

    /// Who and when.
    pub fn stamp(&self) -> Stamp {
        Stamp { at: self.at, by: self.officer.clone() }
    }
}

/// A time as the journal's column has it.
fn time_text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// A journal entry, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its header.
    pub header: Header,
    /// Hash of the header's bytes.
    pub hash: Digest,
    /// What happened.
    pub events: Vec<Event>,
}

impl Entry {
    /// Reads the bytes of an entry and checks every digest.
    ///
    /// # Errors
    /// [`EntryFault`]
    pub fn read(bytes: &[u8]) -> Result<Self, EntryFault> {
        let (header, hash) = Header::read(bytes)?;
        let payloads: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').skip(1).collect();
        if payloads.len() != header.events.len() {
            return Err(EntryFault::Payloads { expected: header.events.len(), found: payloads.len() });
        }
        let read = |(index, (event, payload)): (usize, (&HeaderEvent, &&[u8]))| {
            let body = read_payload(index, event, payload)?;
            Ok(Event { stream: event.stream, version: event.version, body })
        };
        let events = header.events.iter().zip(&payloads).enumerate().map(read).collect::<Result<_, _>>()?;
        Ok(Self { header, hash, events })
    }
}

fn read_payload(index: usize, event: &HeaderEvent, payload: &[u8]) -> Result<EventBody, EntryFault> {
    if Digest::of(payload) != event.digest {
        return Err(EntryFault::Digest { index });
    }
    if event.kv != KIND_VERSION {
        return Err(EntryFault::Newer(format!("{} version {}", event.kind, event.kv)));
    }
    // The bytes are the writer's own, as the digest shows; what cannot be read is then of a kind unknown here.
    let body = serde_json::from_slice(payload).map_err(|_| EntryFault::Newer(event.kind.clone()))?;
    if kind_name(payload) == event.kind { Ok(body) } else { Err(EntryFault::Kind { index }) }
}

/// The payload at this place of an entry, without looking at the others.
pub(super) fn payload_at(bytes: &[u8], index: usize) -> Result<EventBody, EntryFault> {
    let payload = bytes.split(|byte| *byte == b'\n').nth(index + 1);
    let payload = payload.ok_or(EntryFault::Payloads { expected: index + 1, found: 0 })?;
    serde_json::from_slice(payload).map_err(|error| EntryFault::Newer(error.to_string()))
}

/// Name of a payload's kind: its one or two outermost names. `{"document":"signed_for"}` and
/// `{"document":{"signed_for":…}}` both are `document.signed_for`.
fn kind_name(payload: &[u8]) -> String {
    let text = String::from_utf8_lossy(payload);
    let mut parts = text.split('"');
    let outer = parts.nth(1).unwrap_or_default();
    let nested = parts.next().is_some_and(|between| matches!(between, ":" | ":{"));
    match parts.next() {
        Some(inner) if nested && outer != "restored" => format!("{outer}.{inner}"),
        _ => outer.to_owned(),
    }
}

/// What an entry to be written is about, besides its events.
#[derive(Debug, Clone)]
pub(super) struct Draft<'a> {
    /// Id of the entry.
    pub(super) id: Id,
    /// Who acted.
    pub(super) officer: &'a crate::domain::Officer,
    /// The shift on duty.
    pub(super) shift: Option<Id>,
    /// When (UTC).
    pub(super) at: DateTime<Utc>,
    /// Head of the journal.
    pub(super) basis: u64,
    /// Done together with others.
    pub(super) batch: Option<Id>,
    /// Hash of the head.
    pub(super) prev: Digest,
}

impl Draft<'_> {
    /// The bytes of the entry with these events.
    pub(super) fn write(&self, events: &[Event]) -> serde_json::Result<Vec<u8>> {
        let payloads: Vec<Vec<u8>> =
            events.iter().map(|event| serde_json::to_vec(&event.body)).collect::<Result<_, _>>()?;
        let listed = events.iter().zip(&payloads).map(|(event, payload)| HeaderEvent {
            stream: event.stream,
            version: event.version,
            kind: kind_name(payload),
            kv: KIND_VERSION,
            digest: Digest::of(payload),
        });
        let header = Header {
            v: FORM,
            id: self.id,
            officer: self.officer.name.clone(),
            role: self.officer.role,
            shift: self.shift,
            at: self.at,
            basis: self.basis,
            batch: self.batch,
            prev: self.prev,
            events: listed.collect(),
        };
        let mut bytes = serde_json::to_vec(&header)?;
        for payload in payloads {
            bytes.push(b'\n');
            bytes.extend(payload);
        }
        Ok(bytes)
    }
}

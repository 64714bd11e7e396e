//! Messages that leave the room, against servers and programs that behave badly.

mod chance;
mod channels;
mod post;
mod sending;
mod settings;
mod web;

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use dutydesk::config::{Channel, ChannelKind, Secret, Vendor};
use dutydesk::domain::outgoing::{Note, Purpose};
use dutydesk::domain::{Deadline, Id, Kind, Stream, Urgency};
use dutydesk::lang::Lang;
use dutydesk::notify::{Attempt, Failure, Parcel, compose};

/// The key of a robot, which must never show up anywhere but at the robot.
const TOKEN: &str = "tok3n-that-nobody-may-see";
/// A key for signatures.
const KEY: &str = "SEC-that-nobody-may-see";

fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2020-04-07T02:14:00+08:00").expect("a time").to_utc()
}

fn note() -> Note {
    Note {
        channel: "group".to_owned(),
        purpose: Purpose::UrgentArrival,
        about: Some(Stream::new(Kind::Document, Id::from_parts(7, 7))),
        step: String::new(),
        number: "2020-0007".to_owned(),
        urgency: Some(Urgency::Immediate),
        deadline: Some(Deadline::Sign),
        due: Some(now() + TimeDelta::minutes(10)),
    }
}

fn parcel() -> Parcel {
    let zone = chrono::FixedOffset::east_opt(8 * 3600).expect("a zone");
    let text = compose(&note(), Lang::ZhCn, zone, now(), false);
    Parcel { id: note().id(), note: note(), text, attempt: 1, maybe_twice: false, now: now() }
}

fn channel(kind: ChannelKind) -> Channel {
    Channel {
        id: "group".to_owned(),
        kind,
        language: Lang::ZhCn,
        max_per_minute: 20,
        timeout: TimeDelta::seconds(1),
        units: Vec::new(),
        ca_file: None::<PathBuf>,
    }
}

fn robot(vendor: Vendor, url: String, secret: Option<&str>) -> Channel {
    let secret = secret.map(|key| Secret::Here(key.to_owned()));
    channel(ChannelKind::Robot { vendor, url: Secret::Here(url), secret, mention_all: false })
}

fn failed(reason: &str) -> Attempt {
    Attempt::Failed(Failure::new(reason))
}

fn unclear(reason: &str) -> Attempt {
    Attempt::Failed(Failure::new(reason).unclear())
}

fn lasting(reason: &str) -> Attempt {
    Attempt::Failed(Failure::new(reason).lasting())
}

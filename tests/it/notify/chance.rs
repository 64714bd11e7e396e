//! Two workers, a channel that fails in every way there is, and workers that die at the worst moments: every message is
//! sent at least once, or openly given up, or was no longer true. Time is simulated; the store is real.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use dutydesk::config::{ChannelKind, Config, Outbound};
use dutydesk::domain::doc_number::DocNumber;
use dutydesk::domain::document::{self, DocumentCommand, Received};
use dutydesk::domain::outgoing::{Message, MessageState, Purpose};
use dutydesk::domain::{Aggregate, Command, Id, Kind, Officer, Policy, Role, Urgency};
use dutydesk::notify::{Attempt, Failure, Job, Outbox, Parcel};
use dutydesk::store::{OpenOptions, Reader, Store, Submission, rebuild, verify};
use proptest::prelude::*;

use super::{channel, now};

/// Words that must never leave the room.
const TITLE: &str = "关于张三丰同志核酸检测结果异常的紧急报告";
const ISSUER: &str = "李四光主任";

struct Room {
    _dir: tempfile::TempDir,
    path: std::path::PathBuf,
    store: Store,
    reader: Reader,
    officer: Officer,
    outbound: Outbound,
    policy: Policy,
}

impl Room {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("desk.db");
        let config = Config::builtin().expect("the built-in configuration");
        let policy = config.policy();
        let store = Store::open(&path, OpenOptions { policy: policy.clone(), seed: 1 }).expect("a store");
        let reader = Reader::open(&path).expect("a store");
        let hook = channel(ChannelKind::Hook { command: vec!["/bin/true".to_owned()] });
        let told = [Purpose::UrgentArrival, Purpose::DeadlineMissed, Purpose::DutyLeader];
        let outbound = Outbound {
            enabled: true,
            channels: vec![hook],
            purposes: told.map(|purpose| (purpose, vec!["group".to_owned()])).to_vec(),
            ..config.outbound
        };
        let officer = Officer { name: "notify".to_owned(), role: Role::Officer };
        Self { _dir: dir, path, store, reader, officer, outbound, policy }
    }

    fn outbox<'a>(&'a self, worker: &'a str) -> Outbox<'a> {
        Outbox {
            store: &self.store,
            reader: &self.reader,
            officer: &self.officer,
            outbound: &self.outbound,
            rules: &self.policy.attention,
            zone: chrono::FixedOffset::east_opt(8 * 3600).expect("a zone"),
            worker,
        }
    }

    fn does(&self, at: DateTime<Utc>, n: u64, act: DocumentCommand) {
        let officer = Officer { name: "陈若水".to_owned(), role: Role::Officer };
        let command = Command::Document { id: Id::from_parts(n, 1), act };
        let asked = Submission { officer, at, batch: None, expect: Vec::new(), command };
        self.store.submit(asked).expect("it happens");
    }

    fn receives(&self, n: u64, at: DateTime<Utc>) {
        let paper = Received {
            register: "incoming".to_owned(),
            doc_number: DocNumber::parse(&format!("{ISSUER}〔2020〕{n}号")),
            title: format!("{TITLE}{n}"),
            issuer: ISSUER.to_owned(),
            doc_type: None,
            urgency: Urgency::Immediate,
            handling: None,
            received_at: at,
            written_on: None,
            stated_due: None,
            copy: document::Copy { source: TITLE.to_owned(), digest: n.to_string() },
            url: None,
            note: Some(TITLE.to_owned()),
            ..bare()
        };
        self.does(at, n, DocumentCommand::Receive(Box::new(paper)));
    }

    fn messages(&self) -> Vec<(Id, Message)> {
        let all = self.reader.entities(Kind::Message, 10_000).expect("readable");
        all.iter()
            .map(|entity| {
                let message = Message::from_state(&entity.state).expect("a message");
                (entity.stream.id, message.clone())
            })
            .collect()
    }
}

/// A paper of which nothing matters but what the test gives.
fn bare() -> Received {
    serde_json::from_value(serde_json::json!({
        "register": "incoming", "doc_number": DocNumber::parse(""), "title": "", "issuer": "", "doc_type": null,
        "urgency": "routine", "handling": null, "received_at": now(), "written_on": null, "stated_due": null,
        "copy": { "source": "", "digest": "" }, "url": null, "note": null
    }))
    .expect("a paper")
}

/// What happens to one attempt.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Taken,
    /// The channel did not get it.
    Lost,
    /// The channel got it and did not say so.
    TakenUnclear,
    /// The channel did not get it and did not say so.
    LostUnclear,
    Limited,
    Refused,
    /// The worker is killed between the claim and the attempt.
    DiesBefore,
    /// The worker is killed after the channel has it, before that is taken down.
    DiesAfter,
}

fn a_fate() -> impl Strategy<Value = Fate> {
    use Fate::*;
    prop_oneof![
        3 => Just(Taken), 2 => Just(Lost), 1 => Just(TakenUnclear), 1 => Just(LostUnclear), 1 => Just(Limited),
        1 => Just(Refused), 2 => Just(DiesBefore), 2 => Just(DiesAfter),
    ]
}

/// The other side: which messages it has got, how often.
#[derive(Default)]
struct Channel {
    got: BTreeMap<Id, u32>,
    texts: Vec<String>,
}

impl Channel {
    fn take(&mut self, parcel: &Parcel) {
        *self.got.entry(parcel.id).or_default() += 1;
        self.texts.push(parcel.text.clone());
    }

    /// What the worker hears; none if it does not live to hear it.
    fn meet(&mut self, fate: Fate, parcel: &Parcel) -> Option<Attempt> {
        let failed = Failure::new("http 500");
        let got = matches!(fate, Fate::Taken | Fate::TakenUnclear | Fate::DiesAfter);
        if got {
            self.take(parcel);
        }
        Some(match fate {
            Fate::Taken => Attempt::Taken("0".to_owned()),
            Fate::Lost => Attempt::Failed(failed),
            Fate::TakenUnclear | Fate::LostUnclear => Attempt::Failed(failed.unclear()),
            Fate::Limited => Attempt::Failed(failed.wait(TimeDelta::minutes(10))),
            Fate::Refused => Attempt::Failed(failed.lasting()),
            Fate::DiesBefore | Fate::DiesAfter => return None,
        })
    }
}

/// One round of a worker: everything that can be sent now meets its fate.
fn round(
    room: &Room,
    worker: &str,
    now: DateTime<Utc>,
    fates: &mut impl Iterator<Item = Fate>,
    channel: &mut Channel,
) -> Option<DateTime<Utc>> {
    let outbox = room.outbox(worker);
    loop {
        let plan = outbox.plan(now, &BTreeSet::new()).expect("the store works");
        let Some(job) = plan.ready.first() else { return plan.wake };
        let parcel = outbox.claim(job, &room.outbound.channels[0], now).expect("the store works");
        let parcel = parcel.expect("nobody else is there");
        let fate = fates.next().unwrap_or(Fate::Taken);
        match channel.meet(fate, &parcel) {
            Some(attempt) => outbox.settle(job, &attempt, now).expect("the store works"),
            // Whoever restarts it gives it another name.
            None => return Some(now + TimeDelta::seconds(1)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_message_is_sent_or_shown_to_be_given_up(
        fates in prop::collection::vec(a_fate(), 0..40),
        papers in 1_u64..6,
        signed in prop::collection::vec(0_u64..6, 0..3),
    ) {
        let room = Room::new();
        let mut now = now();
        for n in 1..=papers {
            room.receives(n, now);
        }
        let (mut channel, mut fates) = (Channel::default(), fates.into_iter());
        let mut claimed_twice = 0;
        for step in 0..400_u32 {
            let worker = format!("worker-{step}");
            let wake = round(&room, &worker, now, &mut fates, &mut channel);
            if step == 3 {
                for n in signed.iter().filter(|n| (1..=papers).contains(n)) {
                    // The second time it is refused, which does not matter here.
                    let officer = Officer { name: "吴敬之".to_owned(), role: Role::Officer };
                    let command = Command::Document { id: Id::from_parts(*n, 1), act: DocumentCommand::Sign };
                    let asked = Submission { officer, at: now, batch: None, expect: Vec::new(), command };
                    drop(room.store.submit(asked));
                }
            }
            let waits = room.messages().iter().any(|(_, message)| message.ready_at().is_some());
            if !waits {
                break;
            }
            now = wake.map_or(now, |wake| wake.max(now + TimeDelta::seconds(1)));
            prop_assert!(step < 399, "it never ends");
        }
        for (id, message) in room.messages() {
            let got = channel.got.get(&id).copied().unwrap_or(0);
            match message.state {
                MessageState::Sent => prop_assert!(got >= 1, "{message:?}"),
                MessageState::GivenUp => prop_assert!(message.last_error.is_some()),
                MessageState::Cancelled => {}
                _ => prop_assert!(false, "{message:?}"),
            }
            // Whatever came twice is shown to have come twice, perhaps.
            prop_assert!(got <= 1 || message.maybe_twice, "{got} times: {message:?}");
            claimed_twice += u32::from(message.maybe_twice);
        }
        let papers_told: BTreeSet<_> = room.messages().iter().filter_map(|(_, m)| m.note.about).collect();
        prop_assert_eq!(papers_told.len() as u64, papers, "every urgent paper was told of");
        for text in &channel.texts {
            for word in [TITLE, ISSUER, "张三丰", "李四光", "陈若水", "核酸"] {
                prop_assert!(!text.contains(word), "{}", text);
            }
        }
        prop_assert!(claimed_twice <= room.messages().len() as u32);
        prop_assert!(verify(&room.path).expect("readable").problems.is_empty());
    }
}

#[test]
fn a_minute_takes_no_more_than_the_service_allows_whoever_sends_and_however_often_it_restarts() {
    let mut room = Room::new();
    room.outbound.channels[0].max_per_minute = 3;
    let start = now();
    for n in 1..=8 {
        room.receives(n, start);
    }
    let mut times: Vec<DateTime<Utc>> = Vec::new();
    let mut now = start;
    for step in 0..100 {
        let mut channel = Channel::default();
        let wake = round(&room, &format!("worker-{step}"), now, &mut std::iter::empty(), &mut channel);
        times.extend(channel.texts.iter().map(|_| now));
        if times.len() >= 8 {
            break;
        }
        now = wake.expect("there is more to send");
    }
    assert!(times.len() >= 8, "{times:?}");
    for (at, time) in times.iter().enumerate().skip(3) {
        assert!(*time - times[at - 3] >= TimeDelta::minutes(1), "{times:?}");
    }
    assert!(now - start < TimeDelta::minutes(5), "nobody waits longer than needed: {times:?}");
}

#[test]
fn a_paper_that_is_signed_for_in_the_meantime_is_not_told_of_any_more() {
    let room = Room::new();
    let start = now();
    room.receives(1, start);
    let mut channel = Channel::default();
    round(&room, "a", start, &mut [Fate::Lost].into_iter(), &mut channel);
    room.does(start + TimeDelta::seconds(5), 1, DocumentCommand::Sign);
    round(&room, "a", start + TimeDelta::minutes(2), &mut std::iter::empty(), &mut channel);
    let messages = room.messages();
    assert_eq!(messages.len(), 1);
    assert_eq!((messages[0].1.state, channel.got.len()), (MessageState::Cancelled, 0));
}

#[test]
fn in_quiet_hours_only_what_is_urgent_goes_out() {
    let mut room = Room::new();
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    room.outbound.quiet_hours = Some((time(23), time(6)));
    // What has risen to the leader would go out at any hour.
    room.outbound.purposes.retain(|(purpose, _)| *purpose != Purpose::DutyLeader);
    let start = now();
    room.receives(1, start);
    room.does(start, 1, DocumentCommand::Sign);
    let mut paper = bare();
    paper.urgency = Urgency::Priority;
    paper.title = TITLE.to_owned();
    paper.received_at = start;
    room.does(start, 2, DocumentCommand::Receive(Box::new(paper)));
    let mut channel = Channel::default();
    // Both have missed a deadline by now.
    let late = start + TimeDelta::minutes(45);
    let wake = round(&room, "a", late, &mut std::iter::empty(), &mut channel).expect("the end of the night");
    let routine = |text: &&String| text.contains("加急");
    assert_eq!(channel.texts.iter().filter(routine).count(), 0, "{:?}", channel.texts);
    assert!(!channel.texts.is_empty(), "what is 特急 goes out");
    assert!(wake <= start + TimeDelta::hours(4));
    let morning = DateTime::parse_from_rfc3339("2020-04-07T06:00:00+08:00").expect("a time").to_utc();
    round(&room, "a", morning, &mut std::iter::empty(), &mut channel);
    assert!(channel.texts.iter().filter(routine).count() > 0, "{:?}", channel.texts);
}

#[test]
fn messages_are_the_same_after_the_tables_were_made_again() {
    let room = Room::new();
    room.receives(1, now());
    let fates = [Fate::Lost, Fate::DiesAfter];
    round(&room, "a", now(), &mut fates.into_iter(), &mut Channel::default());
    let job = |room: &Room| -> Option<Job> {
        let plan = room.outbox("b").plan(now() + TimeDelta::hours(1), &BTreeSet::new()).expect("works");
        plan.ready.into_iter().next()
    };
    let before = job(&room).expect("there is something to send");
    rebuild(&room.path).expect("it is rebuilt");
    assert_eq!(job(&room), Some(before));
}

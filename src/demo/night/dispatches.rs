//! What went out in the night: one that three units have not signed for past half time, one that all have, one that was
//! corrected.

use chrono::{DateTime, Utc};

use super::super::book::{Book, Who, tonight};
use crate::domain::dispatch::{Correction, DispatchCommand as C, Plan, Proof, ReceiptChannel as By, Whom};
use crate::domain::document::{Instruction, InstructionMode};
use crate::domain::{Command, Id, Urgency};

/// A dispatch that has gone out, and what was done about it since.
struct Sent<'b> {
    book: &'b mut Book,
    id: Id,
}

impl<'b> Sent<'b> {
    fn out(
        book: &'b mut Book,
        at: DateTime<Utc>,
        urgency: Urgency,
        units: &[&str],
        gist: &str,
        reply_due: Option<DateTime<Utc>>,
    ) -> Self {
        let id = book.id(at);
        let recipients = units.iter().map(|&unit| unit.to_owned()).collect();
        let plan = Plan { about: None, gist: gist.to_owned(), urgency, reply_due, recipients };
        let words = "同意,立即通知到位。".to_owned();
        let approval = Instruction { leader: book.leader(at), mode: InstructionMode::Phone, words };
        let act = C::Draft { plan: Box::new(plan), approval: Some(approval), send: true };
        book.add(at, Who::Secondary, Command::Dispatch { id, act });
        Self { book, id }
    }

    fn then(self, at: DateTime<Utc>, act: C) -> Self {
        self.book.add(at, Who::Secondary, Command::Dispatch { id: self.id, act });
        self
    }

    fn signed(self, at: DateTime<Utc>, unit: &str, channel: By, (person, post): (&str, &str)) -> Self {
        let phone = channel == By::Phone;
        let proof = Proof {
            channel,
            person: person.to_owned(),
            post: post.to_owned(),
            at: None,
            words: phone.then(|| "收到,已记录,马上报告值班领导。".to_owned()),
            read_back: phone.then_some(true),
        };
        self.then(at, C::Sign { unit: unit.to_owned(), proof })
    }
}

/// Writes the dispatches of the night into the book.
pub(super) fn write(book: &mut Book) {
    pressing(book);
    signed(book);
    corrected(book);
}

/// Half of its time is over, two of five have signed, and nobody answers at the port office.
fn pressing(book: &mut Book) {
    let units = ["transport", "port_office", "police", "health", "hospital"];
    let gist = "今晨5时前备齐转运车辆、接收床位和随车人员,按预案到岗";
    let no_answer = C::NoAnswer { unit: "port_office".to_owned(), whom: Whom::Contact };
    Sent::out(book, tonight(2, 6), Urgency::Immediate, &units, gist, None)
        .signed(tonight(2, 7), "transport", By::Phone, ("罗大为", "值班调度"))
        .signed(tonight(2, 9), "health", By::Oa, ("何静", "总值班"))
        .then(tonight(2, 12), no_answer);
}

/// All have signed, one has answered; the other answers are due at eight.
fn signed(book: &mut Book) {
    let units = ["industry", "market", "propaganda"];
    let gist = "报送重点商超米面油和防疫物资库存";
    let words = "库存充足,明细已传真。".to_owned();
    Sent::out(book, tonight(0, 30), Urgency::Priority, &units, gist, Some(tonight(8, 0)))
        .signed(tonight(0, 34), "industry", By::Phone, ("马会林", "值班员"))
        .signed(tonight(0, 37), "market", By::Fax, ("谭小满", "值班长"))
        .signed(tonight(0, 52), "propaganda", By::Im, ("唐悦", "值班员"))
        .then(tonight(1, 40), C::Reply { unit: "market".to_owned(), words });
}

/// What two had signed for was corrected; one of them has signed again.
fn corrected(book: &mut Book) {
    let units = ["haishan", "yantian", "shatoujiao"];
    let gist = "今日10时前完成密接人员住址核对";
    let better = "今日9时前完成密接人员住址核对,名单以第二版为准".to_owned();
    Sent::out(book, tonight(1, 15), Urgency::Priority, &units, gist, None)
        .signed(tonight(1, 19), "haishan", By::Phone, ("方文秀", "值班主任"))
        .signed(tonight(1, 26), "yantian", By::Phone, ("程立", "值班员"))
        .then(tonight(1, 55), C::Correct(Correction { gist: better, urgency: None, reply_due: None }))
        .signed(tonight(2, 1), "haishan", By::Phone, ("方文秀", "值班主任"))
        .then(tonight(2, 11), C::Urge { unit: None, whom: Whom::Contact });
}

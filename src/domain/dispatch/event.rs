//! What happens to a dispatch, and how that makes its state.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::document::Instruction;
use super::super::event::{Aggregate, Inapplicable, Stamp, aggregate_of};
use super::super::notice::{Notice, NoticeEvent};
use super::super::serial::Serial;
use super::super::urgency::Urgency;
use super::{
    Call, Clock, Dispatch, DispatchState, Issue, Plan, ReceiptProof, Recipient, RecipientState, Whom,
};

/// What happens to a dispatch. That all have signed is no event: it follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DispatchEvent {
    /// 拟稿
    Drafted {
        /// Its number.
        number: Serial,
        /// What goes out, and to whom.
        plan: Box<Plan>,
        /// By when it must go out (UTC).
        send_due: Option<DateTime<Utc>>,
    },
    /// Changed before it went out; what was approved was another text, so that it is a draft again.
    Amended {
        /// What is to be done.
        gist: String,
        /// 紧急程度
        urgency: Urgency,
        /// By when recipients answer (UTC).
        reply_due: Option<DateTime<Utc>>,
        /// By when it must go out now (UTC), where another urgency sets that anew.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        send_due: Option<DateTime<Utc>>,
    },
    /// 已批; without an approval it goes out first and is approved afterwards (即来即办).
    Approved {
        /// The leader's decision.
        approval: Option<Instruction>,
        /// When it must be on paper (UTC), if it is not and nothing else owes it.
        backfill_due: Option<DateTime<Utc>>,
    },
    /// 已发
    Sent {
        /// By when recipients sign.
        clock: Clock,
    },
    /// 签收
    Signed {
        /// Who.
        unit: String,
        /// The proof of it.
        proof: ReceiptProof,
    },
    /// The recipient's own leader knows.
    Briefed {
        /// Who.
        unit: String,
    },
    /// 反馈
    Replied {
        /// Who.
        unit: String,
        /// What was answered.
        words: String,
    },
    /// 无人接听
    Unanswered {
        /// Who.
        unit: String,
        /// The contact or the leader.
        whom: Whom,
    },
    /// 联系不上
    Unreachable {
        /// Who.
        unit: String,
        /// Why one gave up.
        reason: String,
    },
    /// 改送: another unit stands in.
    Rerouted {
        /// Who.
        unit: String,
        /// The unit that stands in.
        to: String,
        /// Why.
        reason: String,
        /// By when that one signs.
        clock: Clock,
    },
    /// 拒收
    Declined {
        /// Who.
        unit: String,
        /// Why.
        reason: String,
    },
    /// 催办
    Urged {
        /// Who.
        unit: String,
        /// The contact or the leader.
        whom: Whom,
    },
    /// A corrected version went out; receipts of the one before are void.
    Corrected {
        /// What is to be done.
        gist: String,
        /// 紧急程度
        urgency: Urgency,
        /// By when recipients answer (UTC).
        reply_due: Option<DateTime<Utc>>,
        /// By when recipients sign.
        clock: Clock,
    },
    /// 办结
    Closed,
    /// 取消
    Cancelled {
        /// Why.
        reason: String,
    },
    /// An officer's hand on it.
    Notice(NoticeEvent),
}

impl Aggregate for Dispatch {
    aggregate_of!(Dispatch, DispatchEvent);

    fn apply(before: Option<Self>, stamp: &Stamp, event: &DispatchEvent) -> Result<Self, Inapplicable> {
        match (before, event) {
            (None, DispatchEvent::Drafted { number, plan, send_due }) => {
                Ok(drafted(stamp, *number, plan, *send_due))
            }
            (Some(dispatch), event) => dispatch.after(stamp, event),
            (None, _) => Err(Inapplicable("a dispatch begins by being drafted".to_owned())),
        }
    }
}

fn drafted(stamp: &Stamp, number: Serial, plan: &Plan, send_due: Option<DateTime<Utc>>) -> Dispatch {
    Dispatch {
        number,
        about: plan.about,
        gist: plan.gist.clone(),
        urgency: plan.urgency,
        issue: 1,
        state: DispatchState::Draft,
        approval: None,
        backfill_due: None,
        drafted_at: stamp.at,
        send_due,
        sent_at: None,
        sign_due: None,
        reply_due: plan.reply_due,
        recipients: plan.recipients.iter().map(|unit| Recipient::new(unit)).collect(),
        earlier: Vec::new(),
        notice: Notice::default(),
        cancel_reason: None,
    }
}

impl Dispatch {
    fn after(mut self, stamp: &Stamp, event: &DispatchEvent) -> Result<Self, Inapplicable> {
        match event {
            DispatchEvent::Drafted { .. } => {
                return Err(Inapplicable("a dispatch is drafted once".to_owned()));
            }
            DispatchEvent::Amended { gist, urgency, reply_due, send_due } => {
                if send_due.is_some() {
                    self.send_due = *send_due;
                    if *urgency > self.urgency {
                        self.notice.ask_again(stamp.at);
                    }
                }
                self.say(gist, *urgency, *reply_due);
                self.state = DispatchState::Draft;
                self.approval = None;
                self.backfill_due = None;
            }
            DispatchEvent::Approved { approval, backfill_due } => {
                if self.state == DispatchState::Draft {
                    self.state = DispatchState::Approved;
                }
                self.approval.clone_from(approval);
                self.backfill_due = *backfill_due;
            }
            DispatchEvent::Sent { clock } => self.go_out(stamp, *clock),
            DispatchEvent::Corrected { gist, urgency, reply_due, clock } => {
                self.void_receipts();
                self.say(gist, *urgency, *reply_due);
                self.issue += 1;
                self.go_out(stamp, *clock);
            }
            DispatchEvent::Closed => self.state = DispatchState::Closed,
            DispatchEvent::Cancelled { reason } => {
                self.state = DispatchState::Cancelled;
                self.cancel_reason = Some(reason.clone());
            }
            DispatchEvent::Notice(event) => self.notice = self.notice.apply(stamp.at, &stamp.by, event),
            DispatchEvent::Rerouted { unit, to, reason, clock } => self.reroute(unit, to, reason, *clock)?,
            of_one => self.of_one(stamp, of_one)?,
        }
        if self.state.is_out() {
            self.state = if self.all_signed() { DispatchState::AllSigned } else { DispatchState::Sent };
        }
        Ok(self)
    }

    fn say(&mut self, gist: &str, urgency: Urgency, reply_due: Option<DateTime<Utc>>) {
        gist.clone_into(&mut self.gist);
        self.urgency = urgency;
        self.reply_due = reply_due;
    }

    /// Whoever sends it knows of it until half time.
    fn go_out(&mut self, stamp: &Stamp, clock: Clock) {
        self.state = DispatchState::Sent;
        self.sent_at = Some(stamp.at);
        self.sign_due = clock.sign_due;
        for recipient in self.recipients.iter_mut().filter(|one| one.state.counts()) {
            recipient.clock = clock;
        }
        if let Some(until) = clock.reurge_at {
            let knows = NoticeEvent::Acknowledged { until };
            self.notice = std::mem::take(&mut self.notice).apply(stamp.at, &stamp.by, &knows);
        }
    }

    /// What was signed stays on record with the version it was signed for. Whoever could not be reached is tried anew.
    fn void_receipts(&mut self) {
        let mut receipts = Vec::new();
        for recipient in self.recipients.iter_mut().filter(|one| one.state.counts()) {
            let instead_of = recipient.instead_of.clone();
            let anew = Recipient { instead_of, ..Recipient::new(&recipient.unit) };
            let voided = std::mem::replace(recipient, anew);
            receipts.extend(voided.receipt.map(|proof| (voided.unit, proof)));
        }
        let Self { issue, gist, sent_at, .. } = self;
        self.earlier.push(Issue { issue: *issue, gist: gist.clone(), sent_at: *sent_at, receipts });
    }

    fn the(&mut self, unit: &str) -> Result<&mut Recipient, Inapplicable> {
        let found = self.recipients.iter_mut().find(|recipient| recipient.unit == unit);
        found.ok_or_else(|| Inapplicable(format!("{unit} is no recipient")))
    }

    fn reroute(&mut self, unit: &str, to: &str, reason: &str, clock: Clock) -> Result<(), Inapplicable> {
        let recipient = self.the(unit)?;
        recipient.state = RecipientState::Rerouted;
        recipient.rerouted_to = Some(to.to_owned());
        recipient.reason = Some(reason.to_owned());
        let standing_in = Recipient { clock, instead_of: Some(unit.to_owned()), ..Recipient::new(to) };
        match self.recipients.iter_mut().find(|known| known.unit == to) {
            Some(known) => *known = standing_in,
            None => self.recipients.push(standing_in),
        }
        Ok(())
    }

    fn of_one(&mut self, stamp: &Stamp, event: &DispatchEvent) -> Result<(), Inapplicable> {
        use RecipientState as R;
        match event {
            DispatchEvent::Signed { unit, proof } => {
                let recipient = self.the(unit)?;
                recipient.state = R::Signed;
                recipient.receipt = Some(proof.clone());
                recipient.reason = None;
            }
            DispatchEvent::Briefed { unit } => {
                let recipient = self.the(unit)?;
                recipient.state = R::Briefed;
                recipient.briefed_at = Some(stamp.at);
            }
            DispatchEvent::Replied { unit, words } => {
                let recipient = self.the(unit)?;
                recipient.state = R::Replied;
                recipient.reply = Some(words.clone());
                recipient.replied_at = Some(stamp.at);
            }
            DispatchEvent::Unanswered { unit, whom } => {
                let call = Call { at: stamp.at, by: stamp.by.clone(), whom: *whom };
                self.the(unit)?.calls.push(call);
            }
            DispatchEvent::Unreachable { unit, reason } => {
                let recipient = self.the(unit)?;
                recipient.state = R::Unreachable;
                recipient.reason = Some(reason.clone());
            }
            DispatchEvent::Declined { unit, reason } => {
                let recipient = self.the(unit)?;
                recipient.state = R::Declined;
                recipient.reason = Some(reason.clone());
            }
            DispatchEvent::Urged { unit, .. } => {
                let recipient = self.the(unit)?;
                recipient.urged += 1;
                recipient.last_urged = Some(stamp.at);
            }
            _ => return Err(Inapplicable("not of one recipient".to_owned())),
        }
        Ok(())
    }
}

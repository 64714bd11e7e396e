//! The verbs of the desk and of `dutydesk do`: what each needs, and the command it becomes.

mod arrival;
mod bulletin;
mod command;
mod dispatch;
mod emergency;
mod evidence;
mod finding;
mod inspection;
mod meeting;
mod request;
mod run;
mod special;
mod step;

pub use command::{Args, VerbProblem, command, spare_note, usual_mode};
pub use dispatch::new_dispatch;
pub use emergency::ReportArgs;
pub use evidence::{FileFault, FileProblem, awaits_files, evidence_of, in_line, named};
pub use run::RunArgs;
pub use special::SpecialDraft;
pub use step::leads_to;

use crate::domain::Kind;

macro_rules! verbs {
    ($($verb:ident $name:literal $doc:literal;)*) => {
        /// Something an officer does to an item.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Verb { $(#[doc = $doc] $verb,)* }

        impl Verb {
            /// All verbs.
            pub const ALL: &'static [Self] = &[$(Self::$verb,)*];

            /// Name on the command line and in the configuration.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$verb => $name,)* }
            }
        }
    };
}

verbs! {
    Ack "ack" "签收: sign for a paper, take notice of anything else";
    Assign "assign" "转办: give it to a unit";
    Take "take" "接手: take it on";
    Snooze "snooze" "暂缓: put it off until a time";
    Awaken "awaken" "唤回: take a snooze or an acknowledgement back";
    Escalate "escalate" "上报: tell the leader";
    Remind "remind" "催办";
    Comment "comment" "批注";
    Flag "flag" "关注: set or clear the flag";
    Done "done" "办结: finish it, or take it to its next natural step";
    Return "return" "退回, with a reason";
    Vet "vet" "初审: for action or for information";
    Propose "propose" "拟办";
    Instruct "instruct" "批示; once it is assigned, the written form that is owed";
    Circulate "circulate" "传阅";
    Start "start" "开始承办";
    Answer "answer" "答复";
    File "file" "归档";
    Extend "extend" "延期, approved by a leader";
    Crew "crew" "派车派人: set vehicle, driver and volunteers of a run";
    Exit "exit" "离队: somebody leaves a run otherwise than by being delivered";
    Count "count" "更正人数: heads were counted wrong";
    Divert "divert" "改送: a run goes to another site";
    Reschedule "reschedule" "改点: a run has another pick-up time";
    Hold "hold" "暂停 a run";
    CallIn "call_in" "报位置: where a run is";
    Depart "depart" "发车: a run sets out";
    ReachPort "reach_port" "到达口岸";
    Board "board" "上客: boarding begins";
    Leave "leave" "离开口岸, with everybody on board";
    Deliver "deliver" "送达: at the site";
    Disinfect "disinfect" "消杀 of the vehicle";
    Close "close" "收车: the run is over; 办结 a meeting, without minutes only for a reason";
    Resume "resume" "恢复 a held run";
    Cancel "cancel" "取消 a run that has not set out, a meeting, a task";
    Abort "abort" "中止 a run that has nobody on board yet";
    Respond "respond" "回应: a guest has a first response";
    Triage "triage" "分类: settle what kind of need it is";
    Resolve "resolve" "办妥: what a guest needed is done";
    Confirm "confirm" "旅客确认: the guest says so too";
    Refer "refer" "转介: another body owns the need from now on";
    CheckIn "check_in" "签到: a volunteer is here";
    CheckOut "check_out" "签退: a volunteer has gone";
    Off "off" "离岗: a volunteer cannot be asked";
    Back "back" "返岗: a volunteer can be asked again";
    Verify "verify" "核实: ask back about an emergency";
    Phone "phone" "电话报: report an emergency by telephone";
    Write "write" "书面报: first report, follow-up or final report of an emergency";
    Amend "amend" "补要素: what has become known of an emergency";
    Withdraw "withdraw" "撤销: the news of an emergency was false";
    Dispatch "dispatch" "发通知: send a dispatch about it";
    Approve "approve" "批准 a dispatch; once it is out, the written approval that is owed";
    Send "send" "发出 a dispatch";
    Sign "sign" "签收: a recipient has signed for a dispatch";
    NoAnswer "no_answer" "无人接听: nobody answers at a recipient's";
    Unreachable "unreachable" "联系不上: a recipient cannot be reached";
    Reroute "reroute" "改送: another unit stands in for a recipient";
    Decline "decline" "拒收: a recipient declines";
    Brief "brief" "已报其领导: a recipient's leader knows";
    Reply "reply" "反馈: a recipient has answered";
    Correct "correct" "更正重发 a dispatch; earlier receipts are void";
    Adopt "adopt" "采用: an information report or a recommendation was taken up above";
    Schedule "schedule" "倒排: plan the steps to a paper's due time";
    Draft "draft" "拟稿 of a bulletin: from the journal, with the counts of its cut-off";
    Check "check" "核稿 of a bulletin, by somebody else";
    Issue "issue" "印发 a bulletin; it gets its number";
    Special "special" "专报: draft a special report about it";
    Reach "reach" "完成一步: the next step of that plan is done";
    Tick "tick" "办好: an item of a meeting's checklist is done";
    Untick "untick" "重列: an item is not done after all";
    Skip "skip" "不需要: an item is not needed";
    Move "move" "改时限 of an item";
    AddItem "add_item" "增列: one more item";
    Held "held" "召开: a meeting was held";
    Minutes "minutes" "纪要 of a meeting; its action items become tasks";
    Postpone "postpone" "延期: a meeting has another time, or none yet";
    Submit "submit" "报整改: a finding is put right, with what shows it";
    Reject "reject" "退回整改: what was submitted is not enough";
    Dispute "dispute" "异议: the unit objects to a finding";
    Reopen "reopen" "重新整改: a closed finding was found again";
    FollowUp "follow_up" "回头看: a closed finding is still right";
    Debrief "debrief" "现场汇总: the team tells what it saw";
    Report "report" "督查报告: an inspection is reported";
}

impl Verb {
    /// The verb with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|verb| verb.name() == name)
    }

    /// The verb by which an officer takes a step of the domain with an item of this kind, as
    /// [`crate::domain::Refusal::WrongState`] names them; none for steps that no verb takes.
    pub fn taking(kind: Kind, step: &str) -> Option<Self> {
        Some(match (kind, step) {
            (Kind::Run, name) => return Self::from_name(name),
            (Kind::Arrival, "landed") => Self::Done,
            (Kind::Arrival, "delay") => Self::Reschedule,
            (Kind::Dispatch, "close" | "send") => Self::Done,
            (Kind::Dispatch, "cancel") => Self::Return,
            // Its list has keys of its own; no verb of the desk or the command line means a message.
            (Kind::Message, _) => return None,
            (Kind::Volunteer, "leave") => Self::Off,
            (Kind::Meeting, "close") => Self::Done,
            (Kind::Meeting | Kind::Task, "cancel") => Self::Return,
            (Kind::Emergency | Kind::Request, name) => return Self::from_name(name),
            (Kind::Finding, "follow_up") | (Kind::Inspection, "depart" | "debrief" | "report") => Self::Done,
            (
                _,
                "submit" | "verify" | "close" | "initiate" | "accept" | "review" | "report_up" | "feed_back",
            ) => Self::Done,
            (Kind::Bulletin, "send_back") => Self::Return,
            // Its text has a place of its own.
            (Kind::Bulletin, "edit") => return None,
            (_, "withdraw" | "dispute" | "reject" | "reopen" | "refuse" | "redo") => Self::Return,
            (_, name) => return Self::from_name(name),
        })
    }

    /// What this verb comes to on an item of this kind in this state. The keys for 办结, 退回 and 签收 also take runs
    /// and volunteers to their next step, which has a name of its own; any other verb is itself.
    pub fn plain(self, kind: Kind, state: &str) -> Self {
        match (kind, self) {
            (Kind::Run, verb) => run::plain(verb, state),
            (Kind::Emergency, Self::Done) => emergency::next(state).unwrap_or(self),
            (Kind::Emergency, Self::Escalate) => Self::Phone,
            (Kind::Emergency, Self::Return) => Self::Withdraw,
            (Kind::Meeting, verb) => meeting::plain(verb, state),
            (Kind::Task, verb) => meeting::plain_of_task(verb, state),
            (Kind::Finding, _) => finding::step(self, state).unwrap_or(self),
            (Kind::Inspection, _) => inspection::step(self, state).unwrap_or(self),
            (Kind::Request, verb) => request::plain(verb, state),
            (Kind::Bulletin, Self::Done) => bulletin::next(state).unwrap_or(self),
            (Kind::Volunteer, Self::Ack) => Self::CheckIn,
            (Kind::Volunteer, Self::Done) if state == "off" => Self::Back,
            (Kind::Volunteer, Self::Done) => Self::CheckOut,
            (Kind::Volunteer, Self::Return) => Self::Off,
            _ => self,
        }
    }

    /// Whether the verb may carry a leader's words, which are worth nothing without the leader's name.
    pub fn quotes_leader(self, kind: Kind) -> bool {
        match kind {
            Kind::Document => matches!(self, Self::Assign | Self::Instruct | Self::Dispatch),
            Kind::Dispatch => self == Self::Approve,
            _ => self == Self::Dispatch,
        }
    }
}

/// Something a verb asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arg {
    /// A unit (id).
    Unit,
    /// A time.
    Until,
    /// Free words.
    Note,
    /// Why.
    Reason,
    /// What was achieved.
    Outcome,
    /// The leader who decided.
    Leader,
    /// The leader's exact words.
    Words,
    /// For action or for information.
    Handling,
    /// How the leader's decision was given.
    Mode,
    /// Further units that assist: names, separated by commas or blanks.
    Assists,
    /// Who was asked, who answered, or to whom a report goes.
    Person,
    /// That person's unit and post.
    Post,
    /// Whether words were read back (复诵).
    ReadBack,
    /// What has become known of an emergency: `cause=rain; casualties=?`.
    Elements,
    /// Who sees to it: a unit (id), or a person by name.
    Owner,
    /// An item of a checklist: its number, its name or a part of it.
    Item,
    /// Action items: `transport: more buses, 4-8 18:00`, one a line or behind semicolons.
    Actions,
    /// Files that show it: paths, parted by semicolons.
    Evidence,
    /// What the transport bureau was told of bus lines.
    Feedback,
    /// What kind of need a guest has.
    NeedKind,
    /// Number plate of a vehicle.
    Vehicle,
    /// Name of a driver.
    Driver,
    /// Volunteers: names or ids, parted by commas.
    Volunteers,
    /// How somebody leaves a run.
    Exit,
    /// How many people.
    People,
    /// People expected, corrected.
    Expected,
    /// People on board, corrected.
    Boarded,
    /// People delivered, corrected.
    Delivered,
    /// A site (id).
    Site,
}

/// An argument and whether it must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// What.
    pub arg: Arg,
    /// Must be given.
    pub required: bool,
    /// Has a usual value, and is asked only of those who want another: a form that is filled in up to here is sent.
    pub extra: bool,
}

const fn must(arg: Arg) -> Need {
    Need { arg, required: true, extra: false }
}

const fn may(arg: Arg) -> Need {
    Need { arg, required: false, extra: false }
}

const fn extra(arg: Arg) -> Need {
    Need { arg, required: false, extra: true }
}

/// What a verb asks for on an item of this kind in this state; none if the verb means nothing there. Whatever is
/// offered here can still be refused by the domain, which alone knows the whole item.
pub fn needs(verb: Verb, kind: Kind, state: &str) -> Option<Vec<Need>> {
    if kind == Kind::Volunteer {
        return volunteer_needs(verb, state);
    }
    let needs = match verb {
        Verb::Ack if kind == Kind::Request && verb.plain(kind, state) != Verb::Ack => {
            return request::needs(verb.plain(kind, state), state);
        }
        Verb::Ack | Verb::Take | Verb::Flag | Verb::Awaken => vec![],
        Verb::Snooze => vec![must(Arg::Until), may(Arg::Reason)],
        Verb::Remind => vec![may(Arg::Note)],
        Verb::Comment => vec![must(Arg::Note)],
        _ => match kind {
            Kind::Document => return document_needs(verb, state),
            Kind::Dispatch => return dispatch::dispatch_needs(verb, state),
            Kind::Finding => return finding::needs(verb, state),
            Kind::Inspection => return inspection::needs(verb, state),
            Kind::Supervised => return supervised_needs(verb, state),
            Kind::Run => return run::needs(verb, state),
            Kind::Arrival => return arrival::needs(verb, state),
            Kind::Meeting => return meeting::needs(verb.plain(kind, state), state),
            Kind::Task => return meeting::task_needs(verb.plain(kind, state), state),
            Kind::Request => return request::needs(verb.plain(kind, state), state),
            Kind::Bulletin => return bulletin::needs(verb.plain(kind, state), state),
            Kind::Emergency => return emergency::needs(verb.plain(kind, state), state),
            Kind::LedgerEntry if verb == Verb::Adopt && state == "recorded" => vec![],
            _ => return None,
        },
    };
    Some(needs)
}

fn document_needs(verb: Verb, state: &str) -> Option<Vec<Need>> {
    let needs = match (verb, state) {
        // The written form of an oral instruction may come when everything is done.
        (Verb::Instruct, "completed" | "filed") => {
            vec![must(Arg::Leader), must(Arg::Words), extra(Arg::Mode)]
        }
        (_, "returned" | "filed") => return None,
        (Verb::Done, "circulating" | "read" | "completed") | (Verb::File, "read" | "completed") => vec![],
        (_, "read" | "completed") => return None,
        (Verb::Done, "assigned" | "in_progress" | "answered") => vec![must(Arg::Outcome)],
        (Verb::Return, "arrived" | "signed_for" | "registered" | "vetted") => vec![must(Arg::Reason)],
        (Verb::Circulate, "arrived" | "signed_for" | "registered" | "vetted") => vec![may(Arg::Note)],
        (Verb::Vet, "registered") => vec![must(Arg::Handling)],
        (Verb::Propose, "registered" | "vetted") => vec![must(Arg::Note)],
        (Verb::Start, "assigned") => vec![],
        (Verb::Answer, "assigned" | "in_progress") => vec![must(Arg::Note)],
        (Verb::Escalate, _) => vec![may(Arg::Leader), may(Arg::Words)],
        (_, "circulating") => return None,
        (Verb::Assign, _) => {
            vec![must(Arg::Unit), may(Arg::Leader), may(Arg::Words), extra(Arg::Mode), extra(Arg::Assists)]
        }
        (Verb::Instruct, _) => vec![must(Arg::Leader), must(Arg::Words), extra(Arg::Mode)],
        _ => return None,
    };
    Some(needs)
}

fn supervised_needs(verb: Verb, state: &str) -> Option<Vec<Need>> {
    let needs = match (verb, state) {
        (Verb::Special, _) => vec![],
        (Verb::Assign, "received" | "initiated" | "assigned" | "accepted" | "in_progress" | "refused")
        | (Verb::Done, "initiated" | "refused") => vec![must(Arg::Unit)],
        (Verb::Done, "received" | "assigned" | "accepted" | "reviewed" | "reported_up") => vec![],
        (Verb::Start, "accepted") | (Verb::Escalate, "reviewed") => vec![],
        (Verb::Done, "in_progress") => vec![must(Arg::Outcome)],
        (Verb::Answer, "assigned" | "accepted" | "in_progress") => vec![must(Arg::Note)],
        (Verb::Done, "fed_back") => vec![may(Arg::Note)],
        (Verb::Return, "assigned" | "fed_back" | "reviewed") => vec![must(Arg::Reason)],
        (Verb::Extend, "received" | "initiated" | "assigned" | "accepted" | "in_progress" | "refused") => {
            vec![must(Arg::Until), must(Arg::Leader), must(Arg::Reason)]
        }
        _ => return None,
    };
    Some(needs)
}

/// A volunteer is no task: the keys say who is here and who is not.
fn volunteer_needs(verb: Verb, state: &str) -> Option<Vec<Need>> {
    match (verb.plain(Kind::Volunteer, state), state) {
        (Verb::Back, "off") => Some(vec![]),
        (_, "off") => None,
        (Verb::CheckIn | Verb::CheckOut, _) => Some(vec![]),
        (Verb::Off, _) => Some(vec![must(Arg::Reason)]),
        _ => None,
    }
}

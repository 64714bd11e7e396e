//! The verbs of the desk and of `dutydesk do`: what each needs, and the command it becomes.

mod command;

pub use command::{Args, VerbProblem, command};

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
    Escalate "escalate" "上报: tell the leader";
    Remind "remind" "催办";
    Comment "comment" "批注";
    Flag "flag" "关注: set or clear the flag";
    Done "done" "办结: finish it, or take it to its next natural step";
    Return "return" "退回, with a reason";
    Vet "vet" "初审: for action or for information";
    Propose "propose" "拟办";
    Instruct "instruct" "批示";
    Circulate "circulate" "传阅";
    Start "start" "开始承办";
    Answer "answer" "答复";
    File "file" "归档";
}

impl Verb {
    /// The verb with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|verb| verb.name() == name)
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
}

/// An argument and whether it must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// What.
    pub arg: Arg,
    /// Must be given.
    pub required: bool,
}

const fn must(arg: Arg) -> Need {
    Need { arg, required: true }
}

const fn may(arg: Arg) -> Need {
    Need { arg, required: false }
}

/// What a verb asks for on an item of this kind in this state; none if the verb means nothing there.
pub fn needs(verb: Verb, kind: Kind, state: &str) -> Option<Vec<Need>> {
    let needs = match verb {
        Verb::Ack | Verb::Take | Verb::Flag => vec![],
        Verb::Snooze => vec![must(Arg::Until), may(Arg::Reason)],
        Verb::Remind => vec![may(Arg::Note)],
        Verb::Comment => vec![must(Arg::Note)],
        _ => return step_needs(verb, kind, state),
    };
    Some(needs)
}

fn step_needs(verb: Verb, kind: Kind, state: &str) -> Option<Vec<Need>> {
    let needs = match (kind, verb) {
        (Kind::Document, Verb::Assign) => vec![must(Arg::Unit), may(Arg::Leader), may(Arg::Words)],
        (Kind::Document, Verb::Escalate) => vec![may(Arg::Leader), may(Arg::Words)],
        (Kind::Document, Verb::Done) => match state {
            "circulating" | "read" | "completed" => vec![],
            _ => vec![must(Arg::Outcome)],
        },
        (Kind::Document, Verb::Return) => vec![must(Arg::Reason)],
        (Kind::Document, Verb::Vet) => vec![must(Arg::Handling)],
        (Kind::Document, Verb::Propose | Verb::Answer) => vec![must(Arg::Note)],
        (Kind::Document, Verb::Instruct) => vec![must(Arg::Leader), must(Arg::Words)],
        (Kind::Document, Verb::Circulate) => vec![may(Arg::Note)],
        (Kind::Document, Verb::Start | Verb::File) => vec![],
        _ => return None,
    };
    Some(needs)
}

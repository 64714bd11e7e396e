//! What the panes, the band and the dialogs show.

mod en;
mod zh;

pub(super) use en::EN;
pub(super) use zh::ZH_CN;

use crate::verb::{Arg, Verb};

/// What the panes, the band and the dialogs show. Spans of time are whole minutes.
#[derive(Debug)]
pub struct Screen {
    /// Name of the program.
    pub product: &'static str,
    /// Panes, in the order of their keys.
    pub panes: [&'static str; 4],
    /// Days of the week from Monday.
    pub weekdays: [&'static str; 7],
    /// Month, day, day of the week.
    pub date: fn(u32, u32, &str) -> String,
    /// 带班领导, as a label.
    pub leader: &'static str,
    /// 主班
    pub primary: &'static str,
    /// 副班
    pub secondary: &'static str,
    /// The officer at this desk.
    pub officer: &'static str,
    /// There is no shift on duty.
    pub no_shift: &'static str,
    /// The store: live, frozen, lost, read only.
    pub link: [&'static str; 4],
    /// Overdue, as a count's label.
    pub overdue: &'static str,
    /// Unacknowledged, as a count's label.
    pub unacknowledged: &'static str,
    /// Open items, as a count's label.
    pub open: &'static str,
    /// Free volunteers, as a count's label.
    pub free: &'static str,
    /// Put off, as a count's label.
    pub shelved: &'static str,

    /// Label of the line that matters most.
    pub next_to_lose: &'static str,
    /// There is no deadline ahead.
    pub nothing_to_lose: &'static str,
    /// Time left, in words.
    pub left: fn(i64) -> String,
    /// Time passed since it was due, in words.
    pub late: fn(i64) -> String,
    /// Time left, for a column of 8.
    pub left_short: fn(i64) -> String,
    /// Time passed since it was due, for a column of 8.
    pub late_short: fn(i64) -> String,
    /// Whom to call: name and number.
    pub call: fn(&str, &str) -> String,
    /// Who holds it.
    pub held_by: fn(&str) -> String,
    /// Nobody has taken it on.
    pub held_by_nobody: &'static str,

    /// Headings: urgency, due, title, issuer, number, state, unit and holder.
    pub document_heads: [&'static str; 7],
    /// Headings: kind, due, fact, place, unit, state, number.
    pub issue_heads: [&'static str; 8],
    /// Headings: port, arrival, people, due or arriving, languages, vehicle and driver, volunteers, state, trouble.
    pub run_heads: [&'static str; 9],
    /// Headings: name, languages, state, until, hours, on what, telephone.
    pub volunteer_heads: [&'static str; 7],
    /// A hired interpreter.
    pub interpreter: &'static str,
    /// Something is still to be filled in.
    pub incomplete: &'static str,

    /// Nothing is open.
    pub nothing_open: &'static str,
    /// There is no data at all.
    pub no_data: &'static str,
    /// Nothing matches the filter.
    pub no_match: fn(&str) -> String,
    /// Recipients that have signed, and how many there are; short enough for the column of states.
    pub signed_of: fn(u32, u32) -> String,
    /// The answer has not come yet.
    pub reading: &'static str,
    /// A row that has left: by whom, when, its state now.
    pub ghost: fn(&str, &str, &str) -> String,
    /// The filter in force.
    pub filtered: fn(&str) -> String,
    /// Number of marked rows.
    pub marked: fn(usize) -> String,
    /// Orders: by urgency, due time, newest, group.
    pub sorts: [&'static str; 4],

    /// Heading of the cover of languages.
    pub cover: &'static str,
    /// Hours without a speaker: e.g. `02–07`.
    pub uncovered: fn(&str) -> String,
    /// All 24 hours without a speaker.
    pub uncovered_all: &'static str,
    /// The moment now on the timeline.
    pub now: &'static str,
    /// People, as a count.
    pub people: fn(u32) -> String,

    /// Title of the preview.
    pub preview: &'static str,
    /// Nothing to preview.
    pub preview_empty: &'static str,
    /// Labels of the preview: 状态, 时限, 补办时限, 拟办, 批示, 主办, 协办, 答复, 办理结果, 退文原因.
    pub labels: Labels,
    /// Title of the history.
    pub history: &'static str,
    /// There is more above or below: lines.
    pub more: fn(usize) -> String,

    /// Words of the dialogs.
    pub dialogs: Dialogs,
}

/// Labels of the facts of an item.
#[derive(Debug)]
#[expect(missing_docs, reason = "each says what the field of the same name is")]
pub struct Labels {
    pub state: &'static str,
    pub urgency: &'static str,
    pub deadlines: &'static str,
    pub done_at: fn(&str) -> String,
    pub issuer: &'static str,
    pub number: &'static str,
    pub receipt: &'static str,
    pub register: &'static str,
    pub doc_type: &'static str,
    pub received: &'static str,
    pub written: &'static str,
    pub stated_due: &'static str,
    pub source: &'static str,
    pub copies: fn(usize) -> String,
    pub attention: &'static str,
    pub holder: &'static str,
    pub lead: &'static str,
    pub assist: &'static str,
    pub proposal: &'static str,
    pub instruction: &'static str,
    pub backfill: &'static str,
    pub answer: &'static str,
    pub outcome: &'static str,
    pub return_reason: &'static str,
    pub note: &'static str,
    pub missing: &'static str,
    pub changed: &'static str,
    pub place: &'static str,
    pub unit: &'static str,
    pub severity: &'static str,
    pub evidence: &'static str,
    pub detail: &'static str,
    pub due: &'static str,
    pub port: &'static str,
    pub site: &'static str,
    pub vehicle: &'static str,
    pub driver: &'static str,
    pub volunteers: &'static str,
    pub people: &'static str,
    pub languages: &'static str,
    pub phone: &'static str,
}

/// Words of the dialogs.
#[derive(Debug)]
pub struct Dialogs {
    /// Label of the filter line.
    pub filter: &'static str,
    /// What can be typed there.
    pub filter_help: &'static str,
    /// Label of the capture line.
    pub capture: &'static str,
    /// An example of a capture.
    pub capture_help: &'static str,
    /// The text does not say it.
    pub unsaid: &'static str,
    /// Behind an urgency that the text does not say.
    pub assumed: &'static str,
    /// Who sent a message.
    pub sender: &'static str,
    /// The whole text is kept: lines and characters.
    pub kept_whole: fn(usize, usize) -> String,
    /// Several targets: the first title and how many in all.
    pub targets: fn(&str, usize) -> String,
    /// A field that must be filled.
    pub required: &'static str,
    /// A field that may stay empty.
    pub optional: &'static str,
    /// Keys of a form while further fields follow.
    pub form_keys: &'static str,
    /// Keys of a form in its last field.
    pub last_field_keys: &'static str,
    /// Keys of a form where Enter sends it and further fields have their usual values.
    pub more_fields_keys: &'static str,
    /// Title of a batch: verb and number.
    pub batch: fn(&str, usize) -> String,
    /// Marked rows to which the verb does not apply.
    pub left_alone: fn(usize) -> String,
    /// Why a row is left alone: the verb does not apply; it is put off.
    pub left_alone_why: [&'static str; 2],
    /// Keys of a batch.
    pub batch_keys: &'static str,
    /// Title of a conflict.
    pub conflict: &'static str,
    /// Title of a conflict, with the verb that was meant.
    pub conflict_of: fn(&str) -> String,
    /// Nothing of the officer's was applied.
    pub conflict_note: &'static str,
    /// A row of a conflict: versions seen and found, state now.
    pub conflict_state: fn(u32, u32, &str) -> String,
    /// Keys of a conflict.
    pub conflict_keys: &'static str,
    /// Title of the palette.
    pub palette: &'static str,
    /// Title of the help.
    pub help: &'static str,
    /// Nothing is found.
    pub nothing_found: &'static str,
    /// Keys of palette and help.
    pub finder_keys: &'static str,
    /// Keys of a history.
    pub timeline_keys: &'static str,
    /// Title of a question.
    pub confirm: &'static str,
    /// Keys of a question.
    pub confirm_keys: &'static str,
    /// The answer that does it.
    pub yes: &'static str,
    /// The answer that leaves it.
    pub no: &'static str,
    /// What a verb asks for, by [`crate::verb::Arg`] in the order of its members.
    pub args: [&'static str; 10],
    /// What the verbs of an emergency ask for: whom was asked, who answered, to whom it goes; post, read back, elements.
    pub report_args: [&'static str; 6],
    /// What the verbs of meetings and tasks ask for: owner, item, action items; minutes, the new time.
    pub meeting_args: [&'static str; 5],
    /// What the verbs of findings and inspections ask for: files of evidence, feedback on bus lines, who answers for it.
    pub visit_args: [&'static str; 3],
    /// What the verbs of a guest's need ask for: who goes, what the guest was told, the thanks, the kind of need.
    pub need_args: [&'static str; 4],
    /// What the verbs of a run ask for, as in [`Runs::args`](super::runs::Runs::args).
    pub run_args: [&'static str; 13],
    /// Who has approved an extension.
    pub approver: &'static str,
    /// Nothing that may be chosen matches what is typed.
    pub no_choice: &'static str,
    /// 汇报对象 and 汇报内容, where a leader is told rather than asked.
    pub told: [&'static str; 2],
    /// To whom a paper is circulated.
    pub readers: &'static str,
    /// Where a run is.
    pub place: &'static str,
    /// Begins a notice that something was done.
    pub good: &'static str,
    /// Begins a notice that something was not done.
    pub bad: &'static str,
    /// Begins a notice of something that calls.
    pub alarm: &'static str,
}

impl Dialogs {
    /// What a verb calls this that it asks for.
    pub fn arg(&self, verb: Verb, arg: Arg) -> &'static str {
        match (verb, arg) {
            (Verb::Escalate, Arg::Leader) => self.told[0],
            (Verb::Extend, Arg::Leader) => self.approver,
            (Verb::Escalate, Arg::Words) => self.told[1],
            (Verb::Circulate, Arg::Note) => self.readers,
            (Verb::CallIn, Arg::Note) => self.place,
            (Verb::Leave | Verb::Done, Arg::People) => self.run_args[10],
            (Verb::Deliver, Arg::People) => self.run_args[11],
            (Verb::Crew | Verb::Assign, Arg::Reason) => self.run_args[9],
            (Verb::Reschedule, Arg::Until) => self.run_args[12],
            (_, arg) if arg >= Arg::Vehicle => self.run_args[arg as usize - Arg::Vehicle as usize],
            (_, Arg::Evidence) => self.visit_args[0],
            (_, Arg::Feedback) => self.visit_args[1],
            (Verb::Submit | Verb::Done, Arg::Person) => self.visit_args[2],
            (Verb::Verify, Arg::Person) => self.report_args[0],
            (Verb::Write, Arg::Person) => self.report_args[2],
            (Verb::Assign, Arg::Person) => self.need_args[0],
            (Verb::Respond, Arg::Note) => self.need_args[1],
            (Verb::Close, Arg::Note) => self.need_args[2],
            (_, Arg::NeedKind) => self.need_args[3],
            (_, Arg::Person) => self.report_args[1],
            (_, Arg::Post) => self.report_args[3],
            (_, Arg::ReadBack) => self.report_args[4],
            (_, Arg::Elements) => self.report_args[5],
            (_, Arg::Owner) => self.meeting_args[0],
            (_, Arg::Item) => self.meeting_args[1],
            (_, Arg::Actions) => self.meeting_args[2],
            (Verb::Minutes, Arg::Outcome) => self.meeting_args[3],
            (Verb::Postpone, Arg::Until) => self.meeting_args[4],
            _ => self.args[arg as usize],
        }
    }
}

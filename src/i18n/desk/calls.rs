//! Words of the call sheet, of a new dispatch and of a plan.

/// Words of the call sheet, of a new dispatch and of a plan.
#[derive(Debug)]
pub struct Calls {
    /// Title of the sheet.
    pub title: &'static str,
    /// The version: 第2版.
    pub issue: fn(u32) -> String,
    /// Which of all dispatches about the same paper.
    pub which: fn(usize, usize) -> String,
    /// Label of the dispatches about a paper.
    pub dispatches: &'static str,
    /// Label of the recipients of a dispatch.
    pub recipients: &'static str,
    /// An undo is refused as others have signed: who, and what to do instead (label and key, twice).
    pub undo_instead: fn(signed: &str, correct: &str, cancel: &str) -> String,
    /// How many have signed, and how many there are.
    pub signed: fn(u32, u32) -> String,
    /// What is read out.
    pub gist: &'static str,
    /// By when they sign.
    pub sign_by: &'static str,
    /// By when they answer.
    pub reply_by: &'static str,
    /// Who approved it.
    pub approved: &'static str,
    /// Nobody has approved it yet.
    pub unapproved: &'static str,
    /// Headings: unit, telephone, contact, state, calls, next step.
    pub heads: [&'static str; 6],
    /// Calls that nobody answered, with the time of the last.
    pub unanswered: fn(usize, &str) -> String,
    /// How often it was urged.
    pub urged: fn(u32) -> String,
    /// To be called now.
    pub call_now: fn(whom: &str) -> String,
    /// To be urged again at a time.
    pub urge_at: fn(at: &str) -> String,
    /// To be urged again now.
    pub urge_now: fn(whom: &str) -> String,
    /// From a time on the leader is called.
    pub leader_at: fn(at: &str, leader: &str) -> String,
    /// The leader is to be called now.
    pub leader_now: fn(leader: &str) -> String,
    /// Send it to another unit.
    pub reroute: &'static str,
    /// An answer is awaited until a time.
    pub reply_at: fn(at: &str) -> String,
    /// The answer is overdue.
    pub reply_now: fn(whom: &str) -> String,
    /// It stands in for another unit.
    pub instead_of: fn(&str) -> String,
    /// Another unit stands in for it.
    pub rerouted_to: fn(&str) -> String,
    /// Read back, not read back.
    pub read_back: [&'static str; 2],
    /// The unit's leader, as a label.
    pub leader: &'static str,
    /// There is no dispatch about the row; the key of a new one.
    pub none_yet: fn(key: &str) -> String,
    /// It has not gone out, or is over.
    pub not_out: fn(state: &str) -> String,
    /// All have signed.
    pub all_signed: &'static str,
    /// Labels: who answered, post, words, read back, channel.
    pub proof: [&'static str; 5],
    /// Posts that are offered: of the contact, of the leader.
    pub posts: [&'static str; 2],
    /// Yes and no.
    pub yes_no: [&'static str; 2],
    /// Labels: what is done, to which unit, why.
    pub aside: [&'static str; 3],
    /// 改送, 拒收, 联系不上.
    pub asides: [&'static str; 3],
    /// Label of an answer.
    pub reply: &'static str,
    /// Label of a reason.
    pub reason: &'static str,
    /// What a correction does: the next version, and how many receipts become void.
    pub voids: fn(issue: u32, receipts: u32) -> String,
    /// Labels of a new dispatch: recipients, gist, answer until, urgency, leader, mode, words.
    pub new: [&'static str; 7],
    /// What is sent, to be confirmed: recipients, how many, gist.
    pub preview: fn(units: &str, count: usize, gist: &str) -> String,
    /// Of a preview: by when they answer.
    pub preview_reply: fn(at: &str) -> String,
    /// Of a preview: the leader's words, or none.
    pub preview_approval: fn(Option<(&str, &str, &str)>) -> String,
    /// A dispatch about nothing on the desk.
    pub free: &'static str,
    /// Label of a plan.
    pub plan: &'static str,
    /// Title of a plan: the due time it leads to.
    pub plan_to: fn(at: &str) -> String,
    /// The paper has no due time to count back from.
    pub no_due: &'static str,
    /// Only papers are planned.
    pub only_papers: &'static str,
    /// A step that was not understood.
    pub bad_step: fn(&str) -> String,
    /// Said after an assignment: the key of the call sheet.
    pub sheet_is: fn(key: &str) -> String,
}

pub(super) const ZH_CN: Calls = Calls {
    title: "电话通知单",
    issue: |issue| format!("第{issue}版"),
    which: |at, all| format!("第 {at}/{all} 件通知"),
    dispatches: "通知",
    recipients: "收件单位",
    undo_instead: |signed, correct, cancel| {
        let signed = if signed.is_empty() { String::new() } else { format!("；已签收：{signed}") };
        format!("{signed}；要改请{correct}，作废请{cancel}")
    },
    signed: |signed, all| format!("已签 {signed}/{all}"),
    gist: "内容",
    sign_by: "签收时限",
    reply_by: "反馈时限",
    approved: "批准",
    unapproved: "先发后批，待补批示",
    heads: ["单位", "电话", "联系人", "状态", "已呼", "下一步"],
    unanswered: |count, at| format!("未接{count}次 {at}"),
    urged: |count| format!("催{count}次"),
    call_now: |whom| format!("现在打{whom}"),
    urge_at: |at| format!("{at} 前再催"),
    urge_now: |whom| format!("现在再催{whom}"),
    leader_at: |at, leader| format!("{at} 后请打其领导 {leader}"),
    leader_now: |leader| format!("现在打其领导 {leader}"),
    reroute: "联系不上，改送他单位",
    reply_at: |at| format!("等反馈，{at} 前"),
    reply_now: |whom| format!("反馈已超时，催{whom}"),
    instead_of: |unit| format!("代 {unit}"),
    rerouted_to: |unit| format!("改送 {unit}"),
    read_back: ["已复诵", "未复诵"],
    leader: "领导",
    none_yet: |key| format!("此件尚未发通知；返回后按 {key} 发通知"),
    not_out: |state| format!("此通知{state}，不能再记"),
    all_signed: "全部签收",
    proof: ["接话人", "职务", "通知内容", "复诵", "方式"],
    posts: ["值班员", "负责人"],
    yes_no: ["是", "否"],
    aside: ["处理", "改送单位", "原因"],
    asides: ["改送", "拒收", "联系不上"],
    reply: "反馈内容",
    reason: "原因",
    voids: |issue, receipts| {
        if receipts == 0 {
            format!("将发出第{issue}版")
        } else {
            format!("将发出第{issue}版，已有的 {receipts} 份签收作废，须重新通知")
        }
    },
    new: ["收件单位", "通知内容", "反馈时限", "紧急程度", "批准领导", "批示方式", "批示原话"],
    preview: |units, count, gist| format!("发 {count} 个单位：{units}\n{gist}"),
    preview_reply: |at| format!("反馈时限 {at}"),
    preview_approval: |said| match said {
        Some((leader, mode, words)) => format!("{leader}{mode}批准：{words}"),
        None => "先发后批，批示须补".to_owned(),
    },
    free: "不针对具体事项",
    plan: "倒排",
    plan_to: |at| format!("倒排至 {at}"),
    no_due: "此件没有办结时限，无从倒排",
    only_papers: "倒排只用于来文",
    bad_step: |text| format!("看不懂：{text}；例：4h 汇总，1h 送审，17:30 上报"),
    sheet_is: |key| format!("；按 {key} 打电话通知单"),
};

pub(super) const EN: Calls = Calls {
    title: "Call sheet",
    issue: |issue| format!("version {issue}"),
    which: |at, all| format!("dispatch {at}/{all}"),
    dispatches: "Dispatches",
    recipients: "Recipients",
    undo_instead: |signed, correct, cancel| {
        let signed = if signed.is_empty() { String::new() } else { format!("; signed: {signed}") };
        format!("{signed}; instead {correct}, or {cancel}")
    },
    signed: |signed, all| format!("{signed}/{all} signed"),
    gist: "Read out",
    sign_by: "Sign by",
    reply_by: "Answer by",
    approved: "Approved",
    unapproved: "sent first, approval owed",
    heads: ["Unit", "Telephone", "Contact", "State", "Calls", "Next step"],
    unanswered: |count, at| format!("{count} unanswered, {at}"),
    urged: |count| format!("urged {count}x"),
    call_now: |whom| format!("call {whom} now"),
    urge_at: |at| format!("urge again by {at}"),
    urge_now: |whom| format!("urge {whom} again now"),
    leader_at: |at, leader| format!("after {at} call its leader {leader}"),
    leader_now: |leader| format!("call its leader {leader} now"),
    reroute: "cannot be reached: send to another unit",
    reply_at: |at| format!("answer awaited by {at}"),
    reply_now: |whom| format!("answer overdue, urge {whom}"),
    instead_of: |unit| format!("for {unit}"),
    rerouted_to: |unit| format!("sent to {unit}"),
    read_back: ["read back", "not read back"],
    leader: "Leader",
    none_yet: |key| format!("no dispatch about this yet; go back, then {key} makes one"),
    not_out: |state| format!("this dispatch is {state}; nothing more to record"),
    all_signed: "all have signed",
    proof: ["Answered by", "Post", "Words", "Read back", "By"],
    posts: ["duty officer", "head"],
    yes_no: ["yes", "no"],
    aside: ["What", "To unit", "Why"],
    asides: ["reroute", "declined", "unreachable"],
    reply: "Their words",
    reason: "Why",
    voids: |issue, receipts| {
        if receipts == 0 {
            format!("version {issue} goes out")
        } else {
            format!("version {issue} goes out; {receipts} receipts become void, all are called again")
        }
    },
    new: ["Recipients", "Text", "Answer by", "Urgency", "Approved by", "How given", "Leader's words"],
    preview: |units, count, gist| format!("To {count} units: {units}\n{gist}"),
    preview_reply: |at| format!("Answer by {at}"),
    preview_approval: |said| match said {
        Some((leader, mode, words)) => format!("{leader} approved ({mode}): {words}"),
        None => "Sent first; the approval is owed".to_owned(),
    },
    free: "about nothing on the desk",
    plan: "Plan",
    plan_to: |at| format!("Plan to {at}"),
    no_due: "it has no due time to count back from",
    only_papers: "only papers are planned",
    bad_step: |text| format!("not understood: {text}; e.g. 4h collect, 1h review, 17:30 report"),
    sheet_is: |key| format!("; {key} is its call sheet"),
};

//! Words of the pane of issues: its kinds in a word, and the facts of inspections and guests' needs.

use crate::domain::Kind;
use crate::domain::inspection::Peak;

/// Words of the pane of issues.
#[derive(Debug)]
pub struct IssueWords {
    /// A kind in one short word, for its column.
    pub kind: fn(Kind) -> &'static str,
    /// Labels of the facts of an inspection.
    pub inspection: InspectionLabels,
    /// Labels of the facts of a guest's need.
    pub request: RequestLabels,
    /// A volunteer, a hired interpreter.
    pub helper: [&'static str; 2],
    /// What is left where nobody can come: an interpreter by telephone, a device.
    pub fallback: [&'static str; 2],
    /// Nobody who speaks this language can come now.
    pub nobody_free: fn(&str) -> String,
    /// Is with another guest.
    pub serving: &'static str,
    /// Until then, behind a state.
    pub until: fn(&str) -> String,
    /// What the verbs of a need ask for: who goes, what the guest was told, the thanks, the kind of need.
    pub args: [&'static str; 4],
    /// Labels of the facts of a finding.
    pub finding: FindingLabels,
}

/// Labels of the facts of a finding.
#[derive(Debug)]
pub struct FindingLabels {
    /// 包干领导: the leader who is charged with the place.
    pub charged: &'static str,
    /// 报整改
    pub submitted: &'static str,
    /// 退回
    pub rejected: &'static str,
    /// 核查
    pub verified: &'static str,
    /// 销号
    pub closed: &'static str,
    /// It was found again.
    pub reopened: &'static str,
    /// 回头看
    pub followed_up: &'static str,
    /// A team is out to look at it again.
    pub following: &'static str,
}

const FINDING_ZH: FindingLabels = FindingLabels {
    charged: "包干领导",
    submitted: "报整改",
    rejected: "退回",
    verified: "核查",
    closed: "销号",
    reopened: "反弹",
    followed_up: "回头看",
    following: "督查组已出发，待记是否反弹",
};

const FINDING_EN: FindingLabels = FindingLabels {
    charged: "Charged",
    submitted: "Submitted",
    rejected: "Rejected",
    verified: "Verified",
    closed: "Closed",
    reopened: "Found again",
    followed_up: "Follow-up",
    following: "a team is out; is it still right?",
};

/// Labels of the facts of an inspection.
#[derive(Debug)]
#[expect(missing_docs, reason = "each says what the field of the same name is")]
pub struct InspectionLabels {
    pub kind: &'static str,
    pub targets: &'static str,
    pub team: &'static str,
    pub starts: &'static str,
    pub departed: &'static str,
    pub debrief: &'static str,
    pub report: &'static str,
    pub reported: &'static str,
    pub follow_up: &'static str,
    pub feedback: &'static str,
    /// So many findings are looked at again.
    pub findings: fn(usize) -> String,
    /// When a bus line is looked at.
    pub peak: fn(Peak) -> &'static str,
}

/// Labels of the facts of a guest's need.
#[derive(Debug)]
#[expect(missing_docs, reason = "each says what the field of the same name is")]
pub struct RequestLabels {
    pub kind: &'static str,
    pub site: &'static str,
    pub guest: &'static str,
    pub language: &'static str,
    pub raised: &'static str,
    pub respond_by: &'static str,
    pub responded: &'static str,
    pub assignee: &'static str,
    pub outcome: &'static str,
    pub thanks: &'static str,
    pub closed: &'static str,
    /// Behind the time of a first response that came too late.
    pub late: &'static str,
}

pub(super) const ZH_CN: IssueWords = IssueWords {
    finding: FINDING_ZH,
    kind: |kind| match kind {
        Kind::Finding => "问题",
        Kind::Supervised => "督办",
        Kind::Inspection => "督查",
        Kind::Request => "诉求",
        Kind::Meeting => "会议",
        other => (super::domain::ZH_CN.kind)(other),
    },
    inspection: InspectionLabels {
        kind: "方式",
        targets: "对象",
        team: "人员",
        starts: "定于",
        departed: "出发",
        debrief: "情况",
        report: "报告",
        reported: "报告时间",
        follow_up: "回头看",
        feedback: "反馈",
        findings: |count| format!("{count} 项问题"),
        peak: |peak| match peak {
            Peak::Morning => "早高峰",
            Peak::Evening => "晚高峰",
        },
    },
    request: RequestLabels {
        kind: "诉求类别",
        site: "所在",
        guest: "旅客",
        language: "语种",
        raised: "提出",
        respond_by: "首应时限",
        responded: "首次回应",
        assignee: "承办人",
        outcome: "办理结果",
        thanks: "致谢",
        closed: "结束",
        late: "超时",
    },
    helper: ["志愿者", "外聘译员"],
    fallback: ["电话翻译", "翻译机"],
    nobody_free: |language| match language {
        "" => "（此刻无人空闲）".to_owned(),
        language => format!("（{language}此刻无人空闲）"),
    },
    serving: "正在办另一诉求",
    until: |at| format!(" 至 {at}"),
    args: ["承办人", "如何回应", "致谢", "诉求类别"],
};

pub(super) const EN: IssueWords = IssueWords {
    finding: FINDING_EN,
    kind: |kind| match kind {
        Kind::Finding => "finding",
        Kind::Supervised => "supervised",
        Kind::Inspection => "inspection",
        Kind::Request => "request",
        other => (super::domain::EN.kind)(other),
    },
    inspection: InspectionLabels {
        kind: "How",
        targets: "Visits",
        team: "Team",
        starts: "Planned for",
        departed: "Set out",
        debrief: "What was seen",
        report: "Report",
        reported: "Reported",
        follow_up: "Follow-up",
        feedback: "Feedback",
        findings: |count| if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") },
        peak: |peak| match peak {
            Peak::Morning => "morning peak",
            Peak::Evening => "evening peak",
        },
    },
    request: RequestLabels {
        kind: "Need",
        site: "Where",
        guest: "Guest",
        language: "Language",
        raised: "Raised",
        respond_by: "Answer by",
        responded: "Answered",
        assignee: "With",
        outcome: "What was done",
        thanks: "Thanks",
        closed: "Closed",
        late: "late",
    },
    helper: ["volunteer", "hired"],
    fallback: ["interpreter by telephone", "translation device"],
    nobody_free: |language| match language {
        "" => "(nobody is free now)".to_owned(),
        language => format!("(no speaker of {language} is free now)"),
    },
    serving: "with another guest",
    until: |at| format!(" until {at}"),
    args: ["who goes", "what was said", "thanks", "kind of need"],
};

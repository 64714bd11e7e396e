//! Words of the hand-over sheet of a run.

/// Words of the hand-over sheet.
#[derive(Debug)]
pub struct Handover {
    /// What it is called.
    pub title: &'static str,
    /// Headings: the run, heads, who left, signatures.
    pub parts: [&'static str; 4],
    /// Heads of a table of facts.
    pub heads: [&'static str; 2],
    /// Arrival, port, site, vehicle, driver, volunteers, languages, pick-up as planned, left, delivered, state.
    pub facts: [&'static str; 11],
    /// Expected, left before boarding, boarded, left on the road, delivered.
    pub counts: [&'static str; 5],
    /// Where to, how many, when, remark.
    pub exit_heads: [&'static str; 4],
    /// Before boarding, on the road.
    pub when: [&'static str; 2],
    /// Nobody left.
    pub no_exits: &'static str,
    /// Who, how many people, signature, time.
    pub sign_heads: [&'static str; 4],
    /// Who hands over at the port, who drives, who takes over at the site.
    pub signs: [&'static str; 3],
    /// The people are still on their way.
    pub not_delivered: &'static str,
    /// The heads do not add up.
    pub does_not_add_up: &'static str,
}

pub(super) const ZH_CN: Handover = Handover {
    title: "转运交接单",
    parts: ["转运任务", "人数", "途中离队", "交接签字"],
    heads: ["项目", "内容"],
    facts: [
        "航班船次",
        "口岸",
        "送往",
        "车辆",
        "司机",
        "志愿者",
        "语种",
        "计划接客",
        "离开口岸",
        "送达",
        "状态",
    ],
    counts: ["应到", "上车前离队", "上车", "途中离队", "送达"],
    exit_heads: ["去向", "人数", "时段", "备注"],
    when: ["上车前", "途中"],
    no_exits: "无人离队",
    sign_heads: ["交接方", "人数", "签字", "时间"],
    signs: ["口岸移交人", "司机", "住地接收人"],
    not_delivered: "本单打印时人员尚未送达,送达人数以签字为准。",
    does_not_add_up: "人数不符,签字前须当面核清。",
};

pub(super) const EN: Handover = Handover {
    title: "Hand-over sheet of a transfer",
    parts: ["The run", "Heads", "Who left", "Signatures"],
    heads: ["What", ""],
    facts: [
        "Arrival",
        "Port",
        "Site",
        "Vehicle",
        "Driver",
        "Volunteers",
        "Languages",
        "Pick-up as planned",
        "Left the port",
        "Delivered",
        "State",
    ],
    counts: ["Expected", "Left before boarding", "Boarded", "Left on the road", "Delivered"],
    exit_heads: ["Where to", "People", "When", "Remark"],
    when: ["before boarding", "on the road"],
    no_exits: "Nobody left.",
    sign_heads: ["Who", "People", "Signature", "Time"],
    signs: ["Handed over at the port", "Driver", "Taken over at the site"],
    not_delivered: "The people were on their way when this was printed; what is signed counts.",
    does_not_add_up: "The heads do not add up; count them together before signing.",
};

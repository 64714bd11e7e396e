//! Emergencies on the desk: the line that takes the news, the form with its checklist, the sheet, the words for the
//! telephone.

use super::domain::Telling;
use crate::domain::emergency::{Element, Emergency, Known};

/// Words of emergencies on the desk.
#[derive(Debug)]
pub struct Emergencies {
    /// Stands where papers show their urgency.
    pub mark: &'static str,
    /// Label of the line that takes the news.
    pub capture: &'static str,
    /// An example of such a line.
    pub capture_help: &'static str,
    /// The line does not say what has happened.
    pub what_missing: &'static str,
    /// An element that nobody has told.
    pub to_fill: &'static str,
    /// Elements that are still missing, as a count.
    pub lacking: fn(usize) -> String,
    /// Nothing is missing.
    pub complete: &'static str,
    /// Who was asked; who answered; to whom a report goes; post; what was said; read back; when; which report.
    pub slots: [&'static str; 8],
    /// Read back, not read back.
    pub read_back: [&'static str; 2],
    /// A choice that was not made.
    pub choose: &'static str,
    /// Empty: the words below, as they stand.
    pub as_below: &'static str,
    /// 暂不明 is not enough here.
    pub must_tell: &'static str,
    /// Empty: now.
    pub is_now: &'static str,
    /// Not a time that has passed.
    pub no_time: fn(&str) -> String,
    /// What is written names no element.
    pub bad_element: fn(&str) -> String,
    /// Keys of the form.
    pub form_keys: &'static str,
    /// Keys of the sheet.
    pub sheet_keys: &'static str,
    /// Heading of the words to read out.
    pub to_read: &'static str,
    /// Heading of the elements.
    pub elements: &'static str,
    /// Heading of the clocks.
    pub clocks: &'static str,
    /// Heading of the reports so far.
    pub reports: &'static str,
    /// There is none yet.
    pub no_report: &'static str,
    /// The words in which the news came.
    pub raw: &'static str,
    /// When and how it came.
    pub came: &'static str,
    /// Why it was withdrawn.
    pub withdrawn: &'static str,
    /// What was done late.
    pub late: &'static str,
    /// Only one at a time.
    pub one_at_a_time: &'static str,
    /// News that somebody else brought in.
    pub came_in: fn(&str) -> String,
    /// The words for the telephone: office, officer.
    pub spoken: fn(&Telling<'_>, &Emergency, office: &str, officer: &str) -> String,
}

pub(super) const ZH_CN: Emergencies = Emergencies {
    mark: "紧急",
    capture: "紧急信息",
    capture_help: "Enter 登记，其余待补  Esc 留作草稿  例：02:40 盐田路塌方 2人被困 报告人李四138…",
    what_missing: "还缺：发生了什么事",
    to_fill: "待补",
    lacking: |count| format!("缺 {count} 项"),
    complete: "要素齐全",
    slots: ["向谁核实", "接听人", "报送", "单位职务", "原话", "复诵", "何时办的", "报告"],
    read_back: ["已复诵", "未复诵"],
    choose: "y 已复诵  n 未复诵",
    as_below: "照下文念读",
    must_tell: "此项须写明",
    is_now: "现在",
    no_time: |text| format!("看不懂的时间：{text}；例：02:50"),
    bad_element: |text| format!("「{text}」不是要素；例：cause=暴雨、伤亡=2人、原因=?"),
    form_keys: "Enter 下一缺项，齐了即办   Tab 换项   ？暂不明   Esc 留作草稿",
    sheet_keys: "d 下一步   y 复制念读文字   j k 滚动   Esc 关闭",
    to_read: "电话念读",
    elements: "信息要素",
    clocks: "时限",
    reports: "已报",
    no_report: "尚未报告",
    raw: "来电原话",
    came: "接报",
    withdrawn: "撤销原因",
    late: "迟报",
    one_at_a_time: "紧急信息请逐件办理",
    came_in: |what| format!("紧急信息：{what}"),
    spoken: |telling, emergency, office, officer| {
        let mut text = format!("{office}报告紧急信息，{}接报。", telling.time(emergency.received_at));
        told(emergency, ["：", "暂不明，正在核实", "。"], super::domain::ZH_CN.element, &mut text);
        text + &format!("{office}{officer}。请复诵。")
    },
};

pub(super) const EN: Emergencies = Emergencies {
    mark: "EMERG",
    capture: "Emergency",
    capture_help: "Enter keeps it, the rest may follow  Esc keeps a draft  e.g. 02:40 landslide on Yantian Road",
    what_missing: "what has happened?",
    to_fill: "to fill in",
    lacking: |count| format!("{count} missing"),
    complete: "complete",
    slots: ["asked", "answered by", "sent to", "unit, post", "words", "read back", "done at", "report"],
    read_back: ["read back", "not read back"],
    choose: "y read back  n not read back",
    as_below: "as below",
    must_tell: "this must be told",
    is_now: "now",
    no_time: |text| format!("`{text}` is no time that was; try 02:50"),
    bad_element: |text| format!("`{text}` names no element; try cause=rain, casualties=2, trend=?"),
    form_keys: "Enter next missing, then done   Tab moves   ? not known yet   Esc keeps a draft",
    sheet_keys: "d next step   y copies the words   j k scroll   Esc closes",
    to_read: "To read out",
    elements: "Elements",
    clocks: "Clocks",
    reports: "Reports",
    no_report: "none yet",
    raw: "As it came",
    came: "Came",
    withdrawn: "Withdrawn",
    late: "late",
    one_at_a_time: "emergencies are dealt with one at a time",
    came_in: |what| format!("emergency: {what}"),
    spoken: |telling, emergency, office, officer| {
        let mut text =
            format!("{office} reports an emergency, told to us at {}. ", telling.time(emergency.received_at));
        told(emergency, [": ", "not known yet, being verified", ". "], super::domain::EN.element, &mut text);
        text + &format!("{officer}, {office}. Please read back.")
    },
};

/// All elements in their order, ready to be read out; what is missing is not read.
fn told(emergency: &Emergency, [is, unknown, stop]: [&str; 3], name: fn(&str) -> &str, text: &mut String) {
    for element in Element::ALL {
        let words = match emergency.elements.get(element) {
            Some(Known::Given(words)) => words.trim_end_matches(['。', '.', '；', ';']),
            Some(Known::Unknown) => unknown,
            None => continue,
        };
        text.push_str(name(element.name()));
        text.push_str(is);
        text.push_str(words);
        text.push_str(stop);
    }
}

//! The columns of a register of incoming papers, the headings that mean them, and the words of an urgency.

use std::str::FromStr;

use chrono::FixedOffset;
use serde::{Deserialize, Serialize};

use crate::domain::Urgency;
use crate::domain::doc_number::{half_width, is_blank};

pub use super::when::{BadDate, When, parse_when, parse_when_in};

/// A recognised column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 发文字号
    DocNumber,
    /// 标题
    Title,
    /// 来文单位
    Issuer,
    /// 成文日期
    WrittenOn,
    /// 收文日期, 收文时间
    ReceivedAt,
    /// 紧急程度
    Urgency,
    /// 文种
    DocType,
    /// 办件 or 阅件
    Handling,
    /// 限时
    StatedDue,
    /// 登记簿
    Register,
    /// 来文方式
    Channel,
    /// 来源网址
    Url,
    /// 备注
    Note,
    /// 内容摘要
    Gist,
    /// 主办单位
    LeadUnit,
    /// 协办单位
    AssistUnits,
    /// 经办人
    Officer,
    /// 收文号 of the office that sends the table
    SourceReceipt,
    /// 密级: never handed on; it decides about refusal only
    Secrecy,
    /// 序号: never handed on; a row with nothing else is empty
    Sequence,
}

/// The name in a column map and the headings of each field, folded: no blanks, half width, lower case.
const HEADINGS: [(Field, &str, &[&str]); 20] = [
    (
        Field::DocNumber,
        "doc_number",
        &[
            "发文字号",
            "文号",
            "文件号",
            "文件字号",
            "来文字号",
            "来文文号",
            "发文号",
            "文件编号",
            "来文号",
            "原文号",
            "公文字号",
            "发文文号",
            "docno",
            "documentnumber",
            "reference",
            "referencenumber",
            "refno",
            "ref",
        ],
    ),
    (
        Field::Title,
        "title",
        &[
            "标题",
            "文件标题",
            "文件名称",
            "题名",
            "文件题名",
            "公文标题",
            "来文标题",
            "文件名",
            "来文名称",
            "名称",
            "事由",
            "文件事由",
            "主题",
            "文件",
            "subject",
            "documenttitle",
            "name",
        ],
    ),
    (
        Field::Issuer,
        "issuer",
        &[
            "来文单位",
            "来文机关",
            "发文单位",
            "发文机关",
            "制发单位",
            "制发机关",
            "印发单位",
            "印发机关",
            "发布机构",
            "发布单位",
            "发布机关",
            "来文部门",
            "发文部门",
            "发文机构",
            "来文单位名称",
            "from",
            "sender",
            "issuedby",
            "authority",
        ],
    ),
    (
        Field::WrittenOn,
        "written_on",
        &[
            "成文日期",
            "印发日期",
            "发文日期",
            "成文时间",
            "发文时间",
            "印发时间",
            "落款日期",
            "发布日期",
            "发布时间",
            "来文日期",
            "文件日期",
            "date",
            "dated",
            "issuedon",
            "dateissued",
            "writtendate",
        ],
    ),
    (
        Field::ReceivedAt,
        "received_at",
        &[
            "收文日期",
            "收到时间",
            "收文时间",
            "收到日期",
            "接收时间",
            "接收日期",
            "签收时间",
            "签收日期",
            "来文时间",
            "收件时间",
            "收件日期",
            "登记日期",
            "登记时间",
            "received",
            "receivedon",
            "datereceived",
            "timereceived",
        ],
    ),
    (
        Field::Urgency,
        "urgency",
        &[
            "紧急程度",
            "缓急",
            "等级",
            "缓急程度",
            "紧急等级",
            "急缓",
            "紧急",
            "电报等级",
            "缓急时限",
            "priority",
            "precedence",
        ],
    ),
    (
        Field::DocType,
        "doc_type",
        &[
            "文种",
            "公文种类",
            "文件类型",
            "文件种类",
            "来文类型",
            "公文类型",
            "type",
            "doctype",
            "documenttype",
        ],
    ),
    (
        Field::Handling,
        "handling",
        &["办理类型", "办阅类型", "阅办类型", "办件类型", "处理类型", "办理方式", "阅办", "类别", "action"],
    ),
    (
        Field::StatedDue,
        "stated_due",
        &[
            "限时",
            "办结时限",
            "反馈时限",
            "办理时限",
            "时限",
            "限办时间",
            "限办日期",
            "截止时间",
            "截止日期",
            "完成时限",
            "要求办结时间",
            "要求反馈时间",
            "办结期限",
            "反馈期限",
            "报送时限",
            "due",
            "duedate",
            "deadline",
        ],
    ),
    (Field::Register, "register", &["登记簿", "收文登记簿", "收文类别", "收文簿"]),
    (
        Field::Channel,
        "channel",
        &["来文方式", "来文渠道", "渠道", "收文方式", "接收方式", "来文途径", "收文渠道", "via", "medium"],
    ),
    (Field::Url, "url", &["来源网址", "网址", "链接", "来源链接", "原文链接", "link", "address"]),
    (Field::Note, "note", &["备注", "说明", "附注", "remark", "remarks", "notes", "comment"]),
    (
        Field::Gist,
        "gist",
        &["内容摘要", "摘要", "主要内容", "内容", "文件摘要", "内容提要", "summary", "abstract"],
    ),
    (
        Field::LeadUnit,
        "lead_unit",
        &["主办单位", "承办单位", "主办部门", "承办部门", "牵头单位", "主办", "承办", "leadunit", "lead"],
    ),
    (
        Field::AssistUnits,
        "assist_units",
        &["协办单位", "协办部门", "配合单位", "协办", "assistunits", "assist"],
    ),
    (Field::Officer, "officer", &["经办人", "承办人", "登记人", "收文人", "签收人", "值班员"]),
    (
        Field::SourceReceipt,
        "source_receipt",
        &["收文号", "收文编号", "收文字号", "收文流水号", "receiptno", "receiptnumber"],
    ),
    (
        Field::Secrecy,
        "secrecy",
        &[
            "密级",
            "秘密等级",
            "保密级别",
            "涉密等级",
            "保密等级",
            "密级程度",
            "文件密级",
            "密级和保密期限",
            "classification",
            "secrecylevel",
        ],
    ),
    (Field::Sequence, "sequence", &["序号", "编号", "序", "no", "no.", "#", "行号", "seq", "index"]),
];

impl Field {
    /// The name in a column map and in JSON Lines.
    pub fn name(self) -> &'static str {
        HEADINGS.iter().find(|(field, ..)| *field == self).map_or("", |(_, name, _)| name)
    }

    /// The field that a heading means, however it is spaced, widened or annotated (`标 题（必填）`, `*Title:`).
    pub fn of_heading(heading: &str) -> Option<Self> {
        let folded = fold_heading(heading);
        Self::lookup(&folded).or_else(|| {
            let bare = folded.split(['(', '[', '（', '【', '〔']).next().unwrap_or_default();
            if bare.is_empty() { None } else { Self::lookup(bare) }
        })
    }

    fn lookup(folded: &str) -> Option<Self> {
        let plain = folded.replace(['_', '-'], "");
        HEADINGS
            .iter()
            .find(|(_, name, synonyms)| {
                *name == folded || synonyms.contains(&folded) || synonyms.contains(&plain.as_str())
            })
            .or_else(|| HEADINGS.iter().find(|(_, name, _)| name.replace('_', "") == plain))
            .map(|(field, ..)| *field)
    }

    /// Whether its values are dates or times.
    pub fn is_time(self) -> bool {
        matches!(self, Self::WrittenOn | Self::ReceivedAt | Self::StatedDue)
    }
}

impl FromStr for Field {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        HEADINGS.iter().find(|(_, own, _)| *own == name).map(|(field, ..)| *field).ok_or(())
    }
}

/// Without blanks and invisible marks, in half width and lower case: how words are compared.
pub(super) fn fold(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).map(half_width).flat_map(char::to_lowercase).collect()
}

/// A heading as it is compared: folded, without the mark of a mandatory column and a closing colon.
pub(super) fn fold_heading(heading: &str) -> String {
    let folded = fold(heading);
    let core = folded.trim_start_matches(['*', '※']).trim_end_matches(['*', ':', '：']);
    // `#` alone is a heading too.
    if core.is_empty() { folded } else { core.to_owned() }
}

/// Reads an urgency; `Ok(None)` when the cell says nothing.
///
/// # Errors
/// The word is none of the known ones.
pub fn parse_urgency(text: &str) -> Result<Option<Urgency>, UnknownWord> {
    let folded = fold(text);
    let word = folded.trim_matches(['[', ']', '(', ')', '【', '】', '"', '“', '”', '★', '*', '!']);
    let word = word.strip_suffix("件").filter(|w| !w.is_empty() && *w != "平").unwrap_or(word);
    Ok(Some(match word {
        "" => return Ok(None),
        "特提" | "flash" | "特提电报" => Urgency::Flash,
        "特急" | "immediate" | "特急电报" => Urgency::Immediate,
        "加急" | "急" | "紧急" | "priority" | "urgent" | "急电" => Urgency::Priority,
        "平急" | "routine_urgent" | "routine-urgent" | "routineurgent" => Urgency::RoutineUrgent,
        "平件" | "平" | "普通" | "一般" | "常规" | "平信" | "无" | "不急" | "-" | "—" | "/" | "routine"
        | "normal" | "none" => Urgency::Routine,
        _ => return Err(UnknownWord),
    }))
}

/// A word that is in no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown word")]
pub struct UnknownWord;

/// The offset of China Standard Time, +08:00, in which the offices that send the tables write their times.
pub fn china() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_they_are_typed() {
        let table = [
            ("标题", Field::Title),
            (" 标 题 ", Field::Title),
            ("\u{FEFF}文件标题", Field::Title),
            ("标题（必填）", Field::Title),
            ("*题名：", Field::Title),
            ("文　号", Field::DocNumber),
            ("Doc_Number", Field::DocNumber),
            ("Document Number", Field::DocNumber),
            ("doc-number", Field::DocNumber),
            ("ＴＩＴＬＥ", Field::Title),
            ("来文机关", Field::Issuer),
            ("缓急", Field::Urgency),
            ("收到时间", Field::ReceivedAt),
            ("#", Field::Sequence),
            ("received_at", Field::ReceivedAt),
            ("Stated Due", Field::StatedDue),
            ("密级\n", Field::Secrecy),
        ];
        for (heading, field) in table {
            assert_eq!(Field::of_heading(heading), Some(field), "{heading:?}");
        }
        for heading in ["", "（必填）", "关于标题的通知", "标题党", "数量"] {
            assert_eq!(Field::of_heading(heading), None, "{heading:?}");
        }
    }

    #[test]
    fn no_heading_means_two_fields_and_names_read_back() {
        let mut seen = std::collections::BTreeMap::new();
        for (field, name, synonyms) in HEADINGS {
            assert_eq!(name.parse(), Ok(field));
            assert_eq!(field.name(), name);
            for word in synonyms.iter().chain([&name]) {
                assert_eq!(seen.insert(word.replace('_', ""), field).filter(|f| *f != field), None, "{word}");
                assert_eq!(Field::of_heading(word), Some(field), "{word}");
            }
        }
    }

    #[test]
    fn urgency_words() {
        let table = [
            ("特提", Urgency::Flash),
            ("特 急", Urgency::Immediate),
            ("【特急】", Urgency::Immediate),
            ("特急件", Urgency::Immediate),
            ("加急", Urgency::Priority),
            ("急件", Urgency::Priority),
            ("平急", Urgency::RoutineUrgent),
            ("平件", Urgency::Routine),
            ("普通件", Urgency::Routine),
            ("FLASH", Urgency::Flash),
            ("无", Urgency::Routine),
        ];
        for (text, word) in table {
            assert_eq!(parse_urgency(text), Ok(Some(word)), "{text}");
        }
        assert_eq!(parse_urgency(" 　"), Ok(None));
        assert_eq!(parse_urgency("十万火急"), Err(UnknownWord));
    }
}

//! The columns of a register of incoming papers, the headings that mean them, and the words of an urgency.

use std::str::FromStr;

use chrono::FixedOffset;
use serde::{Deserialize, Serialize};

use crate::domain::Urgency;
use crate::domain::doc_number::{half_width, is_blank};

use super::headings::HEADINGS;
use super::subject::Subject;

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
    /// Key under which the source of an arrival knows it
    Key,
    /// 口岸
    Port,
    /// Flight, vessel, coach, ferry
    Mode,
    /// 航班号, 船名, 车次
    Number,
    /// 始发地
    Origin,
    /// 计划到达
    ScheduledAt,
    /// 预计到达
    EstimatedAt,
    /// 实际到达
    ActualAt,
    /// 人数
    Passengers,
    /// 语种
    Languages,
    /// 国籍
    Nationalities,
    /// 状态 of an arrival
    Status,
    /// How often the source has changed what it says
    Revision,
    /// When the source last changed what it says
    UpdatedAt,
    /// 姓名
    Name,
    /// 电话
    Phone,
    /// Volunteer or interpreter
    VolunteerKind,
    /// 地点
    Place,
    /// 责任单位
    Unit,
    /// 性质 of a finding
    Severity,
    /// 发现时间
    SeenAt,
    /// The inspection that found it
    Inspection,
    /// 详情
    Detail,
}

impl Field {
    /// The name in a column map and in JSON Lines.
    pub fn name(self) -> &'static str {
        let all = Subject::ALL.into_iter().flat_map(Subject::headings);
        all.into_iter().find(|(field, ..)| *field == self).map_or("", |(_, name, _)| name)
    }

    /// The field that a heading means, however it is spaced, widened or annotated (`标 题（必填）`, `*Title:`).
    pub fn of_heading(heading: &str) -> Option<Self> {
        Subject::Documents.of_heading(heading)
    }

    /// Whether its values are dates or times.
    pub fn is_time(self) -> bool {
        matches!(
            self,
            Self::WrittenOn
                | Self::ReceivedAt
                | Self::StatedDue
                | Self::ScheduledAt
                | Self::EstimatedAt
                | Self::ActualAt
                | Self::UpdatedAt
                | Self::SeenAt
        )
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

//! From a neutral row to the paper that is to be registered.

use chrono::{DateTime, FixedOffset, Utc};
use sha2::{Digest, Sha256};

use super::fields::{Field, fold, parse_urgency, parse_when};
use super::{Enclosed, SourceRow, is_marked};
use crate::domain::Urgency;
use crate::domain::doc_number::DocNumber;
use crate::domain::document::{Attachment, Copy, Handling, Received};
use crate::text::{sanitize, sanitize_lines};

/// What a row does not say itself.
#[derive(Debug, Clone)]
pub struct Defaults<'a> {
    /// When the paper was received, where the row does not tell (UTC).
    pub now: DateTime<Utc>,
    /// Zone in which the row's times are meant.
    pub zone: FixedOffset,
    /// Register where the row names none.
    pub register: &'a str,
    /// Registers there are: id and further names.
    pub registers: &'a [(String, Vec<String>)],
}

/// Why a row cannot become a paper. Carries no content of the row beyond the name of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RowProblem {
    /// Bears a classification marking that only shows when its cells are put together.
    #[error("classified")]
    Classified,
    /// Neither title nor issuer: nobody could tell what it is.
    #[error("neither title nor issuer")]
    Nameless,
    /// A date or time cannot be read.
    #[error("a date cannot be read: {}", .0.name())]
    BadDate(Field),
    /// The urgency is none of the known words.
    #[error("unknown urgency")]
    BadUrgency,
    /// Neither 办件 nor 阅件.
    #[error("unknown handling")]
    BadHandling,
    /// The configuration knows no such register.
    #[error("unknown register")]
    UnknownRegister,
}

impl RowProblem {
    /// The code as written in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Classified => "classified",
            Self::Nameless => "missing",
            Self::BadDate(_) => "bad_date",
            Self::BadUrgency => "bad_urgency",
            Self::BadHandling => "bad_handling",
            Self::UnknownRegister => "unknown_register",
        }
    }

    /// The field in question, as in a column map.
    pub fn field(self) -> &'static str {
        match self {
            Self::Classified => "",
            Self::Nameless => Field::Title.name(),
            Self::BadDate(field) => field.name(),
            Self::BadUrgency => Field::Urgency.name(),
            Self::BadHandling => Field::Handling.name(),
            Self::UnknownRegister => Field::Register.name(),
        }
    }
}

/// The paper that a row describes.
///
/// # Errors
/// [`RowProblem`]; an unreadable date or urgency refuses the row, because a paper with a wrong limit is worse than one
/// that is asked for again.
pub fn paper(row: &SourceRow, defaults: &Defaults<'_>) -> Result<Received, RowProblem> {
    let text = |field| row.fields.get(&field).map_or("", String::as_str);
    let (title, issuer) = (clean(text(Field::Title)), clean(text(Field::Issuer)));
    let note = note(row);
    // The parts may bear a marking that only their sum shows.
    let marked = is_marked(&format!("{title}{issuer}")) || note.as_deref().is_some_and(is_marked);
    if marked && row.clearance.is_none() {
        return Err(RowProblem::Classified);
    }
    if title.is_empty() && issuer.is_empty() {
        return Err(RowProblem::Nameless);
    }
    let when = |field| match text(field) {
        "" => Ok(None),
        text => parse_when(text, defaults.zone).map(Some).map_err(|_| RowProblem::BadDate(field)),
    };
    let start = |field| -> Result<Option<DateTime<Utc>>, RowProblem> {
        when(field)?.map(|at| at.start(defaults.zone).ok_or(RowProblem::BadDate(field))).transpose()
    };
    let stated_due = when(Field::StatedDue)?
        .map(|at| at.end(defaults.zone).ok_or(RowProblem::BadDate(Field::StatedDue)))
        .transpose()?;
    let urgency = parse_urgency(text(Field::Urgency)).map_err(|_| RowProblem::BadUrgency)?;
    let attachments: Vec<Attachment> = row.enclosed.iter().map(Enclosed::attachment).collect();
    let doc_type = Some(clean(text(Field::DocType))).filter(|name| !name.is_empty());
    Ok(Received {
        register: register(text(Field::Register), defaults)?,
        doc_number: DocNumber::parse(&clean(text(Field::DocNumber))),
        doc_type: doc_type.or_else(|| doc_type_of(&title).map(str::to_owned)),
        urgency: urgency.unwrap_or(Urgency::Routine),
        handling: handling(text(Field::Handling))?,
        received_at: start(Field::ReceivedAt)?.unwrap_or(defaults.now),
        written_on: when(Field::WrittenOn)?.map(|at| at.day(defaults.zone)),
        stated_due,
        copy: Copy { source: row.source.clone(), digest: digest_with(row, &attachments) },
        url: Some(clean(text(Field::Url))).filter(|url| !url.is_empty()),
        origin: row.origin.clone(),
        attachments,
        unsure: row.unsure.clone(),
        note,
        title,
        issuer,
    })
}

fn clean(text: &str) -> String {
    sanitize(text).trim().to_owned()
}

fn register(named: &str, defaults: &Defaults<'_>) -> Result<String, RowProblem> {
    if named.is_empty() {
        return Ok(defaults.register.to_owned());
    }
    let wanted = fold(named);
    let found = defaults
        .registers
        .iter()
        .find(|(id, names)| *id == wanted || names.iter().any(|name| fold(name) == wanted));
    found.map(|(id, _)| id.clone()).ok_or(RowProblem::UnknownRegister)
}

fn handling(text: &str) -> Result<Option<Handling>, RowProblem> {
    match fold(text).as_str() {
        "" => Ok(None),
        "办" | "办件" | "承办" | "办理" | "for_action" | "foraction" | "action" => {
            Ok(Some(Handling::ForAction))
        }
        "阅" | "阅件" | "传阅" | "阅知" | "for_information" | "forinformation" | "information" => {
            Ok(Some(Handling::ForInformation))
        }
        _ => Err(RowProblem::BadHandling),
    }
}

/// Everything a row says that a paper has no field for; nothing is dropped in silence.
fn note(row: &SourceRow) -> Option<String> {
    const KEPT: [Field; 7] = [
        Field::Note,
        Field::Gist,
        Field::Channel,
        Field::LeadUnit,
        Field::AssistUnits,
        Field::Officer,
        Field::SourceReceipt,
    ];
    let named = KEPT.iter().filter_map(|field| Some((field, row.fields.get(field)?)));
    let named = named.map(|(field, value)| match field {
        Field::Note | Field::Gist => sanitize_lines(value).trim().to_owned(),
        field => format!("{}: {}", field.name(), clean(value)),
    });
    let extra = row.extra.iter().map(|(heading, value)| format!("{}: {}", clean(heading), clean(value)));
    let lines: Vec<String> = named.chain(extra).collect();
    if lines.is_empty() { None } else { Some(lines.join("\n")) }
}

/// What tells one copy from another: the content of the row, wherever it stands. In hexadecimal.
pub fn digest(row: &SourceRow) -> String {
    digest_with(row, &row.enclosed.iter().map(Enclosed::attachment).collect::<Vec<_>>())
}

fn digest_with(row: &SourceRow, attachments: &[Attachment]) -> String {
    let mut hash = Sha256::new();
    let named = row.fields.iter().map(|(field, value)| (field.name(), value.as_str()));
    let mut extra: Vec<(&str, &str)> =
        row.extra.iter().map(|(heading, value)| (heading.as_str(), value.as_str())).collect();
    extra.sort_unstable();
    let origin = row.origin.as_deref().map(|origin| ("origin", origin));
    let files = attachments.iter().map(|file| (file.name.as_str(), file.digest.as_str()));
    for (name, value) in named.chain(extra).chain(origin).chain(files) {
        // Lengths in front, so that no two rows give the same bytes.
        hash.update((name.len() as u64).to_be_bytes());
        hash.update(name.as_bytes());
        hash.update((value.len() as u64).to_be_bytes());
        hash.update(value.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// 文种 after 《党政机关公文处理工作条例》 (2012), article 8; the longer before the shorter.
const DOC_TYPES: [&str; 16] = [
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案",
    "纪要", "令", "函",
];

/// The 文种 that a title ends in; remarks in brackets behind it do not count.
pub fn doc_type_of(title: &str) -> Option<&'static str> {
    let mut rest = title.trim();
    loop {
        let before = rest.trim_end_matches(['》', '」', '"', '”', '。', ' ']);
        let shorter = match before.chars().last() {
            Some('）' | ')') => before.rfind(['（', '(']).map(|at| &before[..at]),
            Some('〕' | ']' | '】') => before.rfind(['〔', '[', '【']).map(|at| &before[..at]),
            _ => None,
        };
        match shorter {
            Some(shorter) => rest = shorter,
            None => return DOC_TYPES.into_iter().find(|name| before.ends_with(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::fields::china;

    fn row(cells: &[(Field, &str)]) -> SourceRow {
        let fields = cells.iter().map(|(field, value)| (*field, (*value).to_owned())).collect();
        SourceRow { source: "a.csv:2".to_owned(), fields, ..SourceRow::default() }
    }

    fn read(cells: &[(Field, &str)]) -> Result<Received, RowProblem> {
        let registers = [("incoming".to_owned(), vec!["收文".to_owned()])];
        let defaults = Defaults {
            now: DateTime::UNIX_EPOCH,
            zone: china(),
            register: "incoming",
            registers: &registers,
        };
        paper(&row(cells), &defaults)
    }

    #[test]
    fn a_paper_without_marks_is_routine_and_received_now() {
        let paper =
            read(&[(Field::Title, "关于做好保供工作的通知（试行）"), (Field::WrittenOn, "2020-02-11")]);
        let paper = paper.expect("a title suffices");
        assert_eq!((paper.urgency, paper.received_at), (Urgency::Routine, DateTime::UNIX_EPOCH));
        assert_eq!((paper.doc_type.as_deref(), paper.register.as_str()), (Some("通知"), "incoming"));
        assert!(paper.doc_number.is_absent());
    }

    #[test]
    fn what_cannot_be_read_is_refused_and_named() {
        let title = (Field::Title, "通知");
        let table = [
            (vec![(Field::DocNumber, "国办发〔2020〕1号")], RowProblem::Nameless),
            (vec![title, (Field::StatedDue, "尽快")], RowProblem::BadDate(Field::StatedDue)),
            (vec![title, (Field::Urgency, "十万火急")], RowProblem::BadUrgency),
            (vec![title, (Field::Handling, "随便")], RowProblem::BadHandling),
            (vec![title, (Field::Register, "废纸")], RowProblem::UnknownRegister),
        ];
        for (cells, problem) in table {
            assert_eq!(read(&cells), Err(problem));
        }
    }

    #[test]
    fn the_digest_knows_the_content_and_not_the_place() {
        let one = row(&[(Field::Title, "甲"), (Field::Issuer, "乙")]);
        let elsewhere = SourceRow { source: "b.csv:9".to_owned(), ..one.clone() };
        let shifted = row(&[(Field::Title, "甲乙")]);
        assert_eq!(digest(&one), digest(&elsewhere));
        assert_ne!(digest(&one), digest(&shifted));
    }

    #[test]
    fn a_title_tells_its_kind() {
        let table = [
            ("国务院办公厅关于某事的通知", Some("通知")),
            ("新型冠状病毒肺炎防控方案（第六版）", None),
            ("关于印发《方案（试行）》的通知（2020年修订）", Some("通知")),
            ("中华人民共和国主席令", Some("令")),
            ("海关总署公告", Some("公告")),
            ("", None),
            ("（）", None),
        ];
        for (title, kind) in table {
            assert_eq!(doc_type_of(title), kind, "{title}");
        }
    }

    #[test]
    fn nothing_of_a_row_is_dropped() {
        let mut source = row(&[(Field::Title, "通知"), (Field::LeadUnit, "交通局"), (Field::Note, "请速办")]);
        source.extra.push(("份数".to_owned(), "3".to_owned()));
        assert_eq!(note(&source).as_deref(), Some("请速办\nlead_unit: 交通局\n份数: 3"));
    }
}

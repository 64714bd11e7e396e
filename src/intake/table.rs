//! What CSV files and sheets have in common: finding the header below titles, telling rows of data from the rest, and
//! sorting cells into fields.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::fields::{Field, china, fold, fold_heading, parse_when};
use super::marking::{is_level, is_marked, is_marked_across};
use crate::domain::Id;
use crate::text::is_cjk;

use super::cleared::row_content;
use super::{Desk, Detail, ReasonCode, RowOutcome, SourceRow, Subject, service_day};

/// How many rows from the top the header may stand in.
pub(super) const HEAD_ROWS: usize = 20;

/// Headings that an office uses for a field, before the built-in synonyms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMap {
    subject: Subject,
    names: BTreeMap<String, Option<Field>>,
}

/// A name in a column map that is no field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct UnknownField(pub String);

impl ColumnMap {
    /// Adds a heading and the field it means; `None` keeps the column among the unrecognised ones.
    pub fn insert(&mut self, heading: &str, field: Option<Field>) {
        self.names.insert(fold_heading(heading), field);
    }

    /// Builds a map from pairs of heading and field name; an empty name or `-` means no field.
    ///
    /// # Errors
    /// The first name that is no field.
    pub fn from_names<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, UnknownField> {
        Self::of(Subject::Documents, pairs)
    }

    /// The same for a table of something else.
    ///
    /// # Errors
    /// The first name that is no field of such a table.
    pub fn of<'a>(
        subject: Subject,
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, UnknownField> {
        let mut map = Self { subject, ..Self::default() };
        for (heading, name) in pairs {
            let field = match name {
                "" | "-" => None,
                name => Some(subject.field(name).ok_or_else(|| UnknownField(name.to_owned()))?),
            };
            map.insert(heading, field);
        }
        Ok(map)
    }

    /// The field that a heading means here.
    pub fn field(&self, heading: &str) -> Option<Field> {
        match self.names.get(&fold_heading(heading)) {
            Some(field) => *field,
            None => self.subject.of_heading(heading),
        }
    }
}

/// The header of a table: for every column its heading and field.
#[derive(Clone, Debug)]
pub(super) struct Header {
    subject: Subject,
    columns: Vec<(String, Option<Field>)>,
}

impl Header {
    /// Reads a row as a header: its worth (recognised fields), or `None` when it is none. A header names at least two
    /// fields, or the title alone.
    pub(super) fn read(cells: &[String], map: &ColumnMap) -> Option<(usize, Self)> {
        let columns: Vec<_> = cells.iter().map(|cell| (cell.trim().to_owned(), map.field(cell))).collect();
        let mut fields: Vec<Field> = columns
            .iter()
            .filter_map(|(_, field)| *field)
            .filter(|field| *field != Field::Sequence)
            .collect();
        fields.sort_unstable();
        fields.dedup();
        let alone = fields == [Field::Title]
            && columns.iter().all(|(name, field)| name.is_empty() || field.is_some());
        (fields.len() >= 2 || alone).then_some((fields.len(), Self { subject: map.subject, columns }))
    }

    /// The best header among the first rows, the earliest of equals, and its index.
    pub(super) fn find<'a>(
        rows: impl IntoIterator<Item = &'a [String]>,
        map: &ColumnMap,
    ) -> Option<(usize, usize, Self)> {
        let mut best: Option<(usize, usize, Self)> = None;
        for (index, cells) in rows.into_iter().take(HEAD_ROWS).enumerate() {
            if let Some((worth, header)) = Self::read(cells, map)
                && best.as_ref().is_none_or(|(_, known, _)| worth > *known)
            {
                best = Some((index, worth, header));
            }
        }
        best
    }

    /// The number of columns, trailing ones without heading left out.
    pub(super) fn width(&self) -> usize {
        self.columns.iter().rposition(|(name, _)| !name.is_empty()).map_or(0, |last| last + 1)
    }

    fn column(&self, index: usize) -> (Cow<'_, str>, Option<Field>) {
        match self.columns.get(index) {
            Some((name, field)) if !name.is_empty() => (name.into(), *field),
            _ => (letters(index).into(), None),
        }
    }

    fn repeated_by(&self, cells: &[String]) -> bool {
        let mut same = 0;
        for (index, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            match self.columns.get(index) {
                Some((name, field))
                    if fold_heading(name) == fold_heading(cell)
                        || (field.is_some() && *field == self.subject.of_heading(cell)) =>
                {
                    same += 1
                }
                _ => return false,
            }
        }
        same >= 2 || (same == 1 && self.width() == 1)
    }
}

/// What to do with filled cells beyond the header.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beyond {
    /// A separated file: an unquoted separator has moved the cells; the row cannot be trusted.
    Refuse,
    /// A sheet: a scribble beside the table, kept under the column's letters.
    Keep,
}

impl Desk<'_, '_> {
    /// Brings one row below the header to its outcome, or counts it as no row of data.
    pub(super) fn take_row(&mut self, header: &Header, source: String, cells: &[String], beyond: Beyond) {
        let mut clearance = None;
        // The parts of a cleared file may bear a marking that only their sum shows.
        let summed = || self.is_cleared() && is_marked(&cells.concat());
        if cells.iter().any(|cell| is_marked(cell))
            || is_marked_across(cells)
            || secret(header, cells)
            || summed()
        {
            clearance = self.clearance(&source, || row_content(cells));
            if clearance.is_none() {
                return self.refuse(source, ReasonCode::Classified, Detail::None);
            }
        }
        if is_no_data(header, cells) {
            self.summary.skipped += 1;
            return;
        }
        let width = header.columns.len();
        if beyond == Beyond::Refuse
            && let Some(at) = cells.iter().skip(width).position(|cell| !cell.trim().is_empty())
        {
            return self.refuse(source, ReasonCode::TooManyCells, Detail::Column((width + at + 1) as u64));
        }
        let columns = cells.iter().enumerate().map(|(index, cell)| {
            let (name, field) = header.column(index);
            (name, field, cell.as_str())
        });
        self.lay_fields(source, columns, clearance);
    }

    /// Lays down a row from (heading, field, value) triples; refused when nothing recognised is filled.
    pub(super) fn lay_fields<'c>(
        &mut self,
        source: String,
        cells: impl Iterator<Item = (Cow<'c, str>, Option<Field>, &'c str)>,
        clearance: Option<Id>,
    ) {
        let mut row = SourceRow { source, clearance, ..SourceRow::default() };
        for (name, field, value) in cells {
            let value = trim(value);
            // What stands under 编号 and is more than a count may be a number of the paper: it is kept, unrecognised.
            let field =
                if is_amount(value) { field } else { field.filter(|field| *field != Field::Sequence) };
            if value.is_empty() || matches!(field, Some(Field::Sequence | Field::Secrecy)) {
                continue;
            }
            match field.map(|field| (field, row.fields.get_mut(&field))) {
                None => row.extra.push((name.into_owned(), value.to_owned())),
                Some((field, None)) => {
                    row.fields.insert(field, one_line(field, value));
                }
                Some((_, Some(first))) if first == value => {}
                // A date and a time of day in two columns (收文日期, 收文时间) are one fact.
                Some((field, Some(first))) if field.is_time() && is_clock(value) && !first.contains(':') => {
                    first.push(' ');
                    first.push_str(value);
                }
                Some((_, Some(_))) => row.extra.push((name.into_owned(), value.to_owned())),
            }
        }
        if row.fields.is_empty() {
            self.refuse(row.source, ReasonCode::NothingKnown, Detail::None);
        } else {
            self.lay(RowOutcome::Row(row));
        }
    }
}

/// Whether a 密级 column of the row says anything but "open".
fn secret(header: &Header, cells: &[String]) -> bool {
    let columns = header.columns.iter().zip(cells);
    columns.filter(|((_, field), _)| *field == Some(Field::Secrecy)).any(|(_, cell)| is_level(cell))
}

/// Whether a row below the header is none of data: empty, numbered only, a total, a signature line or the header again.
fn is_no_data(header: &Header, cells: &[String]) -> bool {
    let filled: Vec<(usize, &str)> = cells
        .iter()
        .enumerate()
        .map(|(i, cell)| (i, trim(cell)))
        .filter(|(_, cell)| !cell.is_empty())
        .collect();
    let Some((_, first)) = filled.first() else { return true };
    let numbered = |i: usize| matches!(header.columns.get(i), Some((_, Some(Field::Sequence))));
    if filled.iter().all(|(i, cell)| numbered(*i) && is_amount(cell)) {
        return true;
    }
    // A total stands where a paper has its title, or the title is empty.
    let title = header.columns.iter().position(|(_, field)| *field == Some(Field::Title));
    let title = title.and_then(|at| cells.get(at)).map_or("", |cell| trim(cell));
    let total = is_total(first) && (title.is_empty() || is_total(title) || is_amount(title));
    let page = filled.len() == 1 && is_page(first);
    total || page || is_footer(&filled) || header.repeated_by(cells)
}

/// The lines below a table: who filled it in and when, and remarks on the table that stand alone in their row.
fn is_footer(filled: &[(usize, &str)]) -> bool {
    const PEOPLE: [&str; 14] = [
        "制表人",
        "制表",
        "填表人",
        "填报人",
        "填报单位",
        "填报日期",
        "填表日期",
        "制表日期",
        "审核人",
        "审核",
        "联系人",
        "联系电话",
        "负责人",
        "打印日期",
    ];
    const REMARKS: [&str; 3] = ["注", "备注", "说明"];
    let starts = |cell: &str, words: &[&str]| {
        let folded = fold(cell);
        words.iter().any(|word| folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(':')))
    };
    match filled {
        [] => false,
        [(_, only)] => starts(only, &PEOPLE) || starts(only, &REMARKS),
        [(_, first), rest @ ..] => {
            let belongs = |cell: &str| starts(cell, &PEOPLE) || parse_when(cell, china()).is_ok();
            rest.len() < 6 && starts(first, &PEOPLE) && rest.iter().all(|(_, cell)| belongs(cell))
        }
    }
}

/// 第 1 页, 第1页/共3页.
fn is_page(cell: &str) -> bool {
    let folded = fold(cell);
    let inner = folded.strip_prefix('第').and_then(|rest| rest.strip_suffix('页'));
    inner.is_some_and(|inner| {
        !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || "页共第/,-".contains(c))
    })
}

/// 合计, 总计:, 共 46 件, 小计12份, 二月合计, total.
fn is_total(cell: &str) -> bool {
    let folded = fold(cell);
    // 二月合计, 本页小计
    if folded.chars().count() <= 8 && ["合计", "小计", "总计"].iter().any(|word| folded.ends_with(word))
    {
        return true;
    }
    let word = ["合计", "总计", "小计", "共计", "总数", "总共", "共", "计", "subtotal", "total"]
        .iter()
        .find_map(|word| folded.strip_prefix(word));
    word.is_some_and(|rest| {
        let rest = rest.trim_start_matches([':', '有']);
        (rest.is_empty() && !matches!(folded.as_str(), "共" | "计")) || (is_amount(rest) && !rest.is_empty())
    })
}

/// A number with or without its counting word.
fn is_amount(cell: &str) -> bool {
    let folded = fold(cell);
    let number = folded.trim_end_matches(['件', '份', '条', '项', '页', '个', '篇', '期', '次']);
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-'))
}

/// A time of day alone.
fn is_clock(value: &str) -> bool {
    let (value, _) = service_day::without_mark(value);
    let folded = fold(&value);
    let parts: Vec<&str> = folded.split(':').collect();
    matches!(parts.len(), 2 | 3)
        && parts.iter().all(|p| matches!(p.len(), 1 | 2) && p.bytes().all(|b| b.is_ascii_digit()))
}

/// The value on one line: people break a title wherever the cell is too narrow. Between Chinese characters the break
/// vanishes from a title; elsewhere it parts words, and several issuers, and becomes a blank. Remarks stay as they are.
fn one_line(field: Field, value: &str) -> String {
    if !value.contains(['\n', '\r']) || matches!(field, Field::Note | Field::Gist) {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len());
    for line in value.split(['\n', '\r']).map(trim).filter(|line| !line.is_empty()) {
        let seam = (out.chars().next_back(), line.chars().next());
        let joined = matches!(seam, (Some(before), Some(after)) if is_cjk(before) && is_cjk(after));
        let vanishes = joined && field == Field::Title;
        if !out.is_empty() && !vanishes {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// Without blanks and invisible marks at both ends.
pub(super) fn trim(cell: &str) -> &str {
    cell.trim_matches(crate::domain::doc_number::is_blank)
}

/// The letters of a spreadsheet column, counted from 0: `A`, `Z`, `AA`.
fn letters(index: usize) -> String {
    let mut rest = index + 1;
    let mut out = Vec::new();
    while rest > 0 {
        out.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    out.iter().rev().map(|b| char::from(*b)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_from_titles() {
        for cell in
            ["合计", "合 计：", "总计46", "共 46 件", "共计：３份", "Total", "小计", "二月合计", "本页小计"]
        {
            assert!(is_total(cell), "{cell}");
        }
        for cell in ["共青团中央", "共", "计", "合计划生育通知", "总计划", "共建方案", ""]
        {
            assert!(!is_total(cell), "{cell}");
        }
    }

    #[test]
    fn lines_below_a_table_are_told_from_papers() {
        let footer = |cells: &[&str]| is_footer(&(0..).zip(cells.iter().copied()).collect::<Vec<_>>());
        assert!(footer(&["制表人：王", "2020年3月1日", "审核人: 赵"]));
        assert!(footer(&["注：以上均已办结"]));
        assert!(!footer(&["注：以上均已办结", "市府"]));
        assert!(!footer(&["审核：关于某事的通知", "市府"]));
        assert!(is_page("第 1 页 / 共 3 页") && !is_page("第三页") && !is_page("第页"));
    }

    #[test]
    fn a_broken_title_is_joined_and_issuers_stay_apart() {
        assert_eq!(one_line(Field::Title, "关于做好\n 疫情防控的\r\n通知"), "关于做好疫情防控的通知");
        assert_eq!(one_line(Field::Title, "on COVID\nrules"), "on COVID rules");
        assert_eq!(one_line(Field::Issuer, "财政部\n税务总局"), "财政部 税务总局");
        assert_eq!(one_line(Field::Note, "一\n二"), "一\n二");
    }

    #[test]
    fn columns_without_heading_get_their_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}

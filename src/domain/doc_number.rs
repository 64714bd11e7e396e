//! The reference number of an official paper (发文字号): `机关代字〔年〕序号号`.
//!
//! Source of the form: GB/T 9704-2012, 7.2.5: the year stands whole between the brackets 〔 〕, the serial number has no
//! leading zeros and no 第, and 号 follows it. Offices type it in many other ways; two spellings of one number must
//! compare equal, and the spelling that came must still be shown on request. A number that follows no known form is
//! kept as it came: it is legal, as is none at all.

use serde::{Deserialize, Serialize};

/// Which of the known forms a number follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberForm {
    /// No number (无文号), which is legal.
    Absent,
    /// `机关代字〔年〕序号号`.
    Standard,
    /// An order: `…令第N号`, or `第N号` alone.
    Order,
    /// A numbered issue of a bulletin: `…第N期`.
    Issue,
    /// Anything else, for example `第三五零号`; legal, kept as it came.
    Odd,
}

/// A reference number as it came, and its canonical spelling when it follows a known form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DocNumber {
    raw: String,
    form: NumberForm,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    canonical: Option<String>,
}

/// What people write into the number's place to say that there is none.
const ABSENT: [&str; 16] = [
    "",
    "无",
    "无文号",
    "无号",
    "无字号",
    "暂无",
    "没有",
    "空",
    "未编号",
    "无编号",
    "-",
    "--",
    "—",
    "——",
    "/",
    "n/a",
];

impl DocNumber {
    /// Reads a number as people write it. Never fails: what follows no known form is [`NumberForm::Odd`].
    pub fn parse(raw: &str) -> Self {
        let clean = fold(raw);
        let (form, canonical) = if is_absent(&clean) {
            (NumberForm::Absent, None)
        } else if let Some(number) = standard(&clean) {
            (NumberForm::Standard, Some(number))
        } else if let Some(number) = order(&clean) {
            (NumberForm::Order, Some(number))
        } else if let Some(number) = issue(&clean) {
            (NumberForm::Issue, Some(number))
        } else {
            (NumberForm::Odd, None)
        };
        Self { raw: raw.to_owned(), form, canonical }
    }

    /// The number exactly as it came.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Which form it follows.
    pub fn form(&self) -> NumberForm {
        self.form
    }

    /// The canonical spelling; `None` for an odd number and for none at all.
    pub fn canonical(&self) -> Option<&str> {
        self.canonical.as_deref()
    }

    /// Whether the paper bears no number (无文号).
    pub fn is_absent(&self) -> bool {
        self.form == NumberForm::Absent
    }

    /// What to show: the canonical spelling, else what came; empty when there is no number.
    pub fn shown(&self) -> &str {
        match (self.form, &self.canonical) {
            (NumberForm::Absent, _) => "",
            (_, Some(number)) => number,
            (_, None) => self.raw.trim(),
        }
    }

    /// The key under which two spellings of one number are equal; `None` without a number. An odd number's key ignores
    /// blanks, width and letter case only.
    pub fn key(&self) -> Option<String> {
        match (self.form, &self.canonical) {
            (NumberForm::Absent, _) => None,
            (_, Some(number)) => Some(number.to_lowercase()),
            (_, None) => Some(fold(&self.raw).to_lowercase()),
        }
    }
}

/// The half-width twin of a full-width ASCII character; every other character as it is.
pub fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Whether a character is a blank or one of the invisible marks that travel with pasted text.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{202A}'..='\u{202E}')
}

/// Without blanks, in half width, every bracket turned into 〔 〕, and 號 into 号.
fn fold(raw: &str) -> String {
    raw.chars()
        .filter(|c| !is_blank(*c))
        .map(half_width)
        .map(|c| match c {
            '[' | '【' | '(' | '﹝' | '﹙' | '〖' | '❲' | '{' | '〘' | '⟦' => '〔',
            ']' | '】' | ')' | '﹞' | '﹚' | '〗' | '❳' | '}' | '〙' | '⟧' => '〕',
            '號' => '号',
            other => other,
        })
        .collect()
}

fn is_absent(clean: &str) -> bool {
    let bare = clean.trim_start_matches('〔').trim_end_matches('〕').to_lowercase();
    ABSENT.contains(&bare.as_str())
}

/// Brackets other than those of the year, inside the issuer's mark, in the one spelling （ ）.
fn mark(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '〔' => '（',
            '〕' => '）',
            other => other,
        })
        .collect()
}

/// A serial number without its leading zeros; `None` when it is empty, zero, not digits or absurdly long.
fn serial(digits: &str) -> Option<&str> {
    let trimmed = digits.trim_start_matches('0');
    let sane = !trimmed.is_empty() && digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit());
    sane.then_some(trimmed)
}

fn standard(clean: &str) -> Option<String> {
    let (issuer, rest) = clean.rsplit_once('〔')?;
    let (year, rest) = rest.split_once('〕')?;
    let year = year.strip_suffix('年').unwrap_or(year);
    let plausible = year.len() == 4 && year.parse::<u16>().is_ok_and(|y| (1900..=2199).contains(&y));
    if issuer.is_empty() || !plausible {
        return None;
    }
    let rest = rest.strip_prefix('第').unwrap_or(rest);
    let rest = ["号文件", "号文", "号"].iter().find_map(|end| rest.strip_suffix(end)).unwrap_or(rest);
    Some(format!("{}〔{year}〕{}号", mark(issuer), serial(rest)?))
}

fn order(clean: &str) -> Option<String> {
    let (issuer, rest) = clean.rsplit_once('第')?;
    let number = serial(rest.strip_suffix('号')?)?;
    (issuer.is_empty() || issuer.ends_with('令')).then(|| format!("{}第{number}号", mark(issuer)))
}

fn issue(clean: &str) -> Option<String> {
    let (issuer, rest) = clean.rsplit_once('第')?;
    let number = serial(rest.strip_suffix('期')?)?;
    Some(format!("{}第{number}期", mark(issuer)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What came, the form, the canonical spelling.
    const TABLE: &[(&str, NumberForm, Option<&str>)] = &[
        ("国卫办医函〔2020〕120号", NumberForm::Standard, Some("国卫办医函〔2020〕120号")),
        ("国卫办医函[2020]120号", NumberForm::Standard, Some("国卫办医函〔2020〕120号")),
        ("国卫办医函【2020】120号", NumberForm::Standard, Some("国卫办医函〔2020〕120号")),
        ("国卫办医函(2020)120号", NumberForm::Standard, Some("国卫办医函〔2020〕120号")),
        ("国卫办医函（2020）120号", NumberForm::Standard, Some("国卫办医函〔2020〕120号")),
        ("国卫办医函﹝2020﹞120号", NumberForm::Standard, Some("国卫办医函〔2020〕120号")),
        ("国卫办医函［２０２０］１２０號", NumberForm::Standard, Some("国卫办医函〔2020〕120号")),
        (" 国卫办医函 〔 2020 〕 第 0120 号 ", NumberForm::Standard, Some("国卫办医函〔2020〕120号")),
        ("\u{FEFF}国卫办医函〔2020）120", NumberForm::Standard, Some("国卫办医函〔2020〕120号")),
        ("国卫办医函〔2020年〕120号文", NumberForm::Standard, Some("国卫办医函〔2020〕120号")),
        ("肺炎机制综发(医疗)[2020]8", NumberForm::Standard, Some("肺炎机制综发（医疗）〔2020〕8号")),
        ("国务院令 第 0713 号", NumberForm::Order, Some("国务院令第713号")),
        ("第７号", NumberForm::Order, Some("第7号")),
        ("深圳市疫情防控简报 第074期", NumberForm::Issue, Some("深圳市疫情防控简报第74期")),
        ("财政部发展改革委公告2020年第11号", NumberForm::Odd, None),
        ("第三五零号", NumberForm::Odd, None),
        ("〔2020〕8号", NumberForm::Odd, None),
        ("国办发〔2020〕0号", NumberForm::Odd, None),
        ("国办发〔2020〕1号、2号", NumberForm::Odd, None),
        ("国办发〔20〕1号", NumberForm::Odd, None),
        ("国办发2020 1号", NumberForm::Odd, None),
        ("国办发〔2020〕12345678901号", NumberForm::Odd, None),
        ("", NumberForm::Absent, None),
        ("　", NumberForm::Absent, None),
        ("（无）", NumberForm::Absent, None),
        ("无文号", NumberForm::Absent, None),
        ("N/A", NumberForm::Absent, None),
    ];

    #[test]
    fn every_spelling_reaches_its_form_and_keeps_what_came() {
        for (raw, form, canonical) in TABLE {
            let number = DocNumber::parse(raw);
            assert_eq!(
                (number.form(), number.canonical(), number.raw()),
                (*form, *canonical, *raw),
                "{raw:?}"
            );
        }
    }

    #[test]
    fn odd_numbers_compare_without_blanks_and_width() {
        assert_eq!(DocNumber::parse("第三五零号").key(), DocNumber::parse(" 第三五零 號").key());
        assert_eq!(DocNumber::parse("无").key(), None);
        assert_eq!(DocNumber::parse(" 第三五零号 ").shown(), "第三五零号");
        assert_eq!(DocNumber::parse("无文号").shown(), "");
    }

    #[test]
    fn the_stored_form_reads_back() {
        for (raw, ..) in TABLE {
            let number = DocNumber::parse(raw);
            let text = serde_json::to_string(&number).expect("a plain struct is written");
            assert_eq!(serde_json::from_str::<DocNumber>(&text).expect("and read"), number);
        }
    }

    fn assert_fixed(raw: &str) {
        let number = DocNumber::parse(raw);
        if let Some(canonical) = number.canonical() {
            let again = DocNumber::parse(canonical);
            assert_eq!((again.canonical(), again.form()), (Some(canonical), number.form()), "{raw:?}");
            assert_eq!(again.key(), number.key());
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_canonical_is_a_fixed_point(raw in "\\PC{0,24}") {
            assert_fixed(&raw);
        }

        #[test]
        fn near_numbers_too(raw in "[国办发令公告第年期号號文件 　〔〕\\[\\]（）()【】0-9０-９無无]{0,20}") {
            assert_fixed(&raw);
        }

        #[test]
        fn standard_numbers_have_the_standard_form(
            issuer in "[国卫办医函发明电]{1,6}", year in 1900u16..2200, n in 1u32..100_000, zeros in "0{0,3}",
        ) {
            let number = DocNumber::parse(&format!("{issuer} （{year}） {zeros}{n}"));
            let want = format!("{issuer}〔{year}〕{n}号");
            prop_assert_eq!(number.canonical(), Some(want.as_str()));
        }
    }
}

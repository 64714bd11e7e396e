//! Documents for people: fonts, and whom issues of the bulletins go to.

use std::path::PathBuf;

use super::problem::Expected;
use super::section::Section;

/// How documents look, and what stands in their imprint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportSettings {
    /// Fonts.
    pub fonts: ReportFonts,
    /// 报送, 抄送: whom an issue of a bulletin goes to, in Chinese; a line each.
    pub copies_zh: Vec<String>,
    /// The same in English.
    pub copies_en: Vec<String>,
    /// Font file with Chinese characters for PNG pictures; none: the best that is installed.
    pub font_file: Option<PathBuf>,
}

/// Fonts by their use; of each list the first is named in documents, the others stand in for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportFonts {
    /// Titles and red heads: 小标宋.
    pub title: Vec<String>,
    /// Text: 仿宋.
    pub body: Vec<String>,
    /// Headings of the first level: 黑体.
    pub heading: Vec<String>,
    /// Headings of the second level: 楷体.
    pub subheading: Vec<String>,
    /// Page numbers: 宋体.
    pub number: Vec<String>,
    /// Latin letters and digits.
    pub latin: String,
}

pub(super) fn report(s: &mut Section<'_>) -> Option<ReportSettings> {
    let fonts = s.section("fonts", fonts);
    let line = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let copies_zh = s.forms("copies_zh", Expected::Text, line);
    let copies_en = s.forms("copies_en", Expected::Text, line);
    let font_file = Some(s.text_or_empty("font_file")).filter(|path| !path.trim().is_empty());
    Some(ReportSettings { fonts: fonts?, copies_zh, copies_en, font_file: font_file.map(PathBuf::from) })
}

fn fonts(s: &mut Section<'_>) -> ReportFonts {
    let mut names = |key: &str| {
        // A document without a font for its text would be set in whatever the reader's program takes.
        if s.required(key).is_none() {
            return Vec::new();
        }
        s.forms(key, Expected::Text, |name| (!name.trim().is_empty()).then(|| name.trim().to_owned()))
    };
    ReportFonts {
        title: names("title"),
        body: names("body"),
        heading: names("heading"),
        subheading: names("subheading"),
        number: names("number"),
        latin: s.text("latin"),
    }
}

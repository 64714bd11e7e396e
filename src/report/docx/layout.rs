//! Page, grid and styles. Lengths are in twentieths of a point (a millimetre is 56.7 of them), sizes of letters in half
//! points.

use docx_rs::{
    AlignmentType, DocGrid, DocGridType, Docx, LineSpacing, LineSpacingType, PageMargin, PageOrientationType,
    RunFonts, SpecialIndentType, Style, StyleType,
};

use super::RED;
use crate::config::ReportFonts;
use crate::lang::Lang;
use crate::report::model::Document;

/// One of 22 lines of the text block: 225 mm / 22.
pub(super) const LINE: u32 = 579;
/// One of 28 characters of a line: 156 mm / 28.
pub(super) const EM: usize = 316;
/// What stands between characters of 16 pt so that 28 fill a line of 442.2 pt: 441 pt. It is a property of the letters
/// and not of the grid, because LibreOffice sets text on a grid of characters wider than Word does: 26 a line.
const SQUEEZE: i32 = -5;
/// A4.
const A4_WIDTH: u32 = 11_906;
/// A4.
const A4_HEIGHT: u32 = 16_838;
/// More columns than this ask for paper that lies on its side.
const UPRIGHT_COLUMNS: usize = 7;

/// Ids of the styles.
pub(super) mod style {
    pub(in super::super) const BODY: &str = "Normal";
    pub(in super::super) const TITLE: &str = "Title";
    pub(in super::super) const SUBTITLE: &str = "Subtitle";
    pub(in super::super) const HEADINGS: [&str; 4] = ["Heading1", "Heading2", "Heading3", "Heading4"];
    pub(in super::super) const MARK: &str = "Mark";
    pub(in super::super) const MASTHEAD: &str = "Masthead";
    pub(in super::super) const ISSUE: &str = "Issue";
    pub(in super::super) const PUBLISHED: &str = "Published";
    pub(in super::super) const CAPTION: &str = "Caption";
    pub(in super::super) const TABLE_HEAD: &str = "TableHead";
    pub(in super::super) const TABLE_TEXT: &str = "TableText";
    pub(in super::super) const NOTE: &str = "Note";
    pub(in super::super) const PICTURE: &str = "Picture";
    pub(in super::super) const GAP: &str = "Gap";
    pub(in super::super) const CLOSING: &str = "Signature";
    pub(in super::super) const IMPRINT: &str = "Imprint";
    pub(in super::super) const PAGE_NUMBER: &str = "Footer";
}

/// How the paper lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    wide: bool,
    /// Width of the text block.
    pub(super) text_width: usize,
}

impl Page {
    /// Upright as the standard says; on its side where a table has many columns.
    pub(super) fn of(document: &Document) -> Self {
        let wide = document.tables().any(|table| table.columns.len() > UPRIGHT_COLUMNS);
        Self { wide, text_width: if wide { 14_740 } else { 28 * EM } }
    }

    /// 天头 37 mm, 订口 28 mm; the text block leaves 35 mm below and 26 mm right. The page number stands 7 mm below it.
    fn margin(self) -> PageMargin {
        let usual = PageMargin::new().header(851).footer(1_451);
        match self.wide {
            false => usual.top(2_098).left(1_588).bottom(1_984).right(1_474),
            true => usual.top(1_134).left(1_049).bottom(1_134).right(1_049).footer(567),
        }
    }
}

/// Lines of the grid.
pub(super) fn exact_line() -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(LINE as i32)
}

fn exact(points: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(points * 20)
}

fn at_least(points: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::AtLeast).line(points * 20)
}

/// The names of a font for Chinese, with the one for Latin letters and digits.
fn named(chinese: &[String], latin: &str) -> RunFonts {
    let chinese = chinese.first().map_or("", String::as_str);
    RunFonts::new().ascii(latin).hi_ansi(latin).cs(latin).east_asia(chinese)
}

/// Paper, grid, styles.
pub(super) fn set_up(mut docx: Docx, page: Page, lang: Lang, fonts: &ReportFonts) -> Docx {
    let grid = DocGrid::with_empty().grid_type(DocGridType::Lines).line_pitch(LINE as usize);
    docx.document.section_property = docx.document.section_property.doc_grid(grid);
    docx = match page.wide {
        true => docx.page_size(A4_HEIGHT, A4_WIDTH).page_orient(PageOrientationType::Landscape),
        false => docx.page_size(A4_WIDTH, A4_HEIGHT),
    };
    docx = docx.page_margin(page.margin()).default_fonts(named(&fonts.body, &fonts.latin)).default_size(32);
    styles(page, lang, fonts).into_iter().fold(docx, Docx::add_style)
}

fn paragraph(id: &str, name: &str) -> Style {
    let style = Style::new(id, StyleType::Paragraph).name(name);
    if id == style::BODY { style } else { style.based_on(style::BODY) }
}

fn styles(page: Page, lang: Lang, fonts: &ReportFonts) -> Vec<Style> {
    let font = |names: &[String]| named(names, &fonts.latin);
    // 首行缩进 2 字; English begins its paragraphs at the margin and sets them apart instead.
    let indented = |style: Style| match lang {
        Lang::ZhCn => {
            style.indent(None, Some(SpecialIndentType::FirstLine(640)), None, None).first_line_chars(200)
        }
        Lang::En => style,
    };
    let flush = |mut style: Style| {
        style.run_property = style.run_property.character_spacing(0);
        style.indent(Some(0), Some(SpecialIndentType::FirstLine(0)), None, None).first_line_chars(0)
    };
    let side = if lang == Lang::ZhCn { AlignmentType::Both } else { AlignmentType::Left };
    // Many columns need small letters: 小五 instead of 小四.
    let (small, leading) = if page.wide { (18, 12) } else { (24, 17) };
    let after = if lang == Lang::ZhCn { 0 } else { 160 };
    let mut all = vec![
        indented(paragraph(style::BODY, "Normal"))
            .size(32)
            .fonts(font(&fonts.body))
            .align(side)
            .line_spacing(exact_line().after(after)),
        flush(paragraph(style::TITLE, "Title"))
            .size(44)
            .fonts(font(&fonts.title))
            .align(AlignmentType::Center)
            .line_spacing(exact(35).before(LINE).after(LINE)),
        flush(paragraph(style::SUBTITLE, "Subtitle"))
            .size(32)
            .fonts(font(&fonts.subheading))
            .align(AlignmentType::Center)
            .line_spacing(exact_line().after(LINE)),
    ];
    let levels = [&fonts.heading, &fonts.subheading, &fonts.body, &fonts.body];
    for (at, names) in levels.into_iter().enumerate() {
        let style = indented(paragraph(style::HEADINGS[at], &format!("heading {}", at + 1)));
        let style = style.next(style::BODY).size(32).fonts(font(names)).outline_lvl(at);
        let mut style = style.line_spacing(exact_line().after(after));
        style.paragraph_property = style.paragraph_property.keep_next(true);
        // Level 3 is bold by custom; where no 黑体 tells English headings apart, all but the last are.
        all.push(if at == 2 || (lang == Lang::En && at < 3) { style.bold() } else { style });
    }
    all.extend([
        flush(paragraph(style::MARK, "Mark")).size(32).fonts(font(&fonts.heading)).align(AlignmentType::Left),
        flush(paragraph(style::MASTHEAD, "Masthead"))
            .size(if lang == Lang::ZhCn { 104 } else { 68 })
            .color(RED)
            .fonts(font(&fonts.title))
            .align(AlignmentType::Center)
            .line_spacing(at_least(64).before(120)),
        flush(paragraph(style::ISSUE, "Issue"))
            .size(32)
            .align(AlignmentType::Center)
            .line_spacing(exact_line().before(160)),
        paragraph(style::PUBLISHED, "Published")
            .size(32)
            .align(AlignmentType::Left)
            .line_spacing(exact_line().before(160))
            .indent(Some(EM as i32), Some(SpecialIndentType::FirstLine(0)), Some(0), None)
            .first_line_chars(0),
        flush(paragraph(style::CAPTION, "caption"))
            .size(28)
            .fonts(font(&fonts.heading))
            .align(AlignmentType::Center)
            .line_spacing(exact(26).before(120).after(60)),
        flush(paragraph(style::TABLE_HEAD, "Table Head"))
            .size(small)
            .fonts(font(&fonts.heading))
            .align(AlignmentType::Center)
            .line_spacing(at_least(leading).after(0)),
        flush(paragraph(style::TABLE_TEXT, "Table Text"))
            .size(small)
            .align(AlignmentType::Left)
            .line_spacing(at_least(leading).after(0)),
        flush(paragraph(style::NOTE, "Note")).size(24).align(AlignmentType::Left).line_spacing(exact(20)),
        flush(paragraph(style::PICTURE, "Picture")).align(AlignmentType::Center).line_spacing(
            LineSpacing::new().line_rule(LineSpacingType::Auto).line(240).before(120).after(120),
        ),
        flush(paragraph(style::GAP, "Gap")).size(16).line_spacing(exact(10)),
        flush(paragraph(style::CLOSING, "Signature")).size(32).line_spacing(exact_line()),
        paragraph(style::IMPRINT, "Imprint")
            .size(28)
            .align(AlignmentType::Left)
            .line_spacing(exact(26).after(0))
            .indent(Some(0), Some(SpecialIndentType::FirstLine(EM as i32)), Some(0), None)
            .first_line_chars(100),
        paragraph(style::PAGE_NUMBER, "footer")
            .size(28)
            .fonts(named(&fonts.number, fonts.number.first().map_or("", String::as_str)))
            .line_spacing(exact(18).after(0))
            // 单页居右空一字,双页居左空一字
            .indent(Some(EM as i32), Some(SpecialIndentType::FirstLine(0)), Some(EM as i32), None)
            .first_line_chars(0),
    ]);
    all[0].run_property =
        all[0].run_property.clone().character_spacing(if lang == Lang::ZhCn { SQUEEZE } else { 0 });
    all.into_iter().map(off_grid).collect()
}

/// Only text of the size of the grid keeps to it.
fn off_grid(style: Style) -> Style {
    let small = [
        style::TABLE_HEAD,
        style::TABLE_TEXT,
        style::NOTE,
        style::IMPRINT,
        style::MASTHEAD,
        style::GAP,
        style::PICTURE,
        style::TITLE,
        style::CAPTION,
    ];
    if small.contains(&style.style_id.as_str()) { style.snap_to_grid(false) } else { style }
}

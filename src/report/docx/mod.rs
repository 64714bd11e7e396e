//! Word documents in the layout of GB/T 9704-2012 (党政机关公文格式): A4, text block of 156 by 225 mm, 22 lines of 28
//! characters, the fonts and sizes of the standard, page numbers on the outer side, red head and 版记.
//!
//! - `layout`: page, grid and styles; `table`: tables; `parts`: what the library leaves undone.
//!
//! Fonts are named, not embedded: an office that has 方正小标宋 and 仿宋_GB2312 sees them, others see the nearest
//! font that their program knows under the alternative names of the font table.

mod layout;
mod parts;
mod table;

use std::io::{self, Cursor};
use std::path::Path;

use docx_rs::{
    AlignmentType, BorderType, Docx, Footer, PageNum, Paragraph, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, Pic, Run, Tab, TabValueType,
};

use super::model::{Block, Closing, Document, Head, Imprint, RedHead, Table};
use super::number::Counter;
use super::{line, lines};
use crate::chart::Chart;
use crate::config::ReportSettings;
use crate::lang::Lang;
use crate::plot::{self, Font, Size};
use crate::text;
use layout::{Page, style};

/// 发文机关标志 and 版头分隔线.
const RED: &str = "C8161D";

/// A document as a file for Word.
pub(super) fn write(document: &Document, settings: &ReportSettings) -> io::Result<Vec<u8>> {
    let page = Page::of(document);
    let at = document.made_at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let mut docx = layout::set_up(Docx::new(), page, document.lang, &settings.fonts)
        .created_at(&at)
        .updated_at(&at)
        .footer(page_number(AlignmentType::Right))
        .even_footer(page_number(AlignmentType::Left));
    let red = match &document.head {
        Head::Red(head) => Some(head),
        Head::Plain => None,
    };
    for paragraph in red.into_iter().flat_map(|head| red_head(head, page)) {
        docx = docx.add_paragraph(paragraph);
    }
    docx = docx.add_paragraph(styled(style::TITLE, &document.title));
    if !document.subtitle.is_empty() {
        docx = docx.add_paragraph(styled(style::SUBTITLE, &document.subtitle));
    }
    docx = body(docx, document, page, settings.font_file.as_deref());
    for paragraph in document.closing.iter().flat_map(closing) {
        docx = docx.add_paragraph(paragraph);
    }
    if let Some(imprint) = &document.imprint {
        // What floats needs a paragraph to belong to.
        docx = docx.add_table(imprint_of(imprint, page)).add_paragraph(Paragraph::new().style(style::GAP));
    }
    let mut built = docx.build();
    parts::finish(&mut built, document, &settings.fonts);
    let mut out = Cursor::new(Vec::new());
    built.pack(&mut out).map_err(io::Error::other)?;
    Ok(out.into_inner())
}

fn run(text: &str) -> Run {
    Run::new().add_text(line(text).into_owned())
}

/// A paragraph of one style.
fn styled(style: &str, text: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(text))
}

/// `— 1 —`, on the outer side: right on odd pages, left on even ones.
fn page_number(side: AlignmentType) -> Footer {
    let dash = |text: &str| Run::new().add_text(text);
    let number = Paragraph::new().style(style::PAGE_NUMBER).align(side);
    Footer::new().add_paragraph(number.add_run(dash("— ")).add_page_num(PageNum::new()).add_run(dash(" —")))
}

fn rule(position: ParagraphBorderPosition, eighths: usize, color: &str) -> ParagraphBorder {
    ParagraphBorder::new(position).val(BorderType::Single).size(eighths).space(1).color(color)
}

fn bordered(mut paragraph: Paragraph, borders: impl IntoIterator<Item = ParagraphBorder>) -> Paragraph {
    let all = borders.into_iter().fold(ParagraphBorders::with_empty(), ParagraphBorders::set);
    paragraph.property = paragraph.property.set_borders(all);
    paragraph
}

/// Two texts on one line, at its two ends.
fn two_ends(style: &str, left: &str, right: &str, width: usize) -> Paragraph {
    let tab = Tab::new().val(TabValueType::Right).pos(width);
    let runs = [run(left), Run::new().add_tab(), run(right)];
    runs.into_iter().fold(Paragraph::new().style(style).add_tab(tab), Paragraph::add_run)
}

/// 版头
fn red_head(head: &RedHead, page: Page) -> Vec<Paragraph> {
    let mut all: Vec<Paragraph> = head.mark.iter().map(|mark| styled(style::MARK, mark)).collect();
    all.push(styled(style::MASTHEAD, &head.masthead));
    all.push(styled(style::ISSUE, &head.issue));
    let published = two_ends(style::PUBLISHED, &head.publisher, &head.day, page.text_width - layout::EM);
    all.push(published);
    // 版头分隔线: red, as wide as the text; the line above it is set in by a character, so that it stands by itself.
    let line = Paragraph::new().style(style::GAP);
    all.push(bordered(line, [rule(ParagraphBorderPosition::Top, 18, RED)]));
    all
}

fn body(mut docx: Docx, document: &Document, page: Page, font_file: Option<&Path>) -> Docx {
    let mut counter = Counter::new(document.lang);
    for block in &document.blocks {
        match block {
            Block::Heading { level, text } => {
                let number = counter.next(*level);
                let at = usize::from((*level).clamp(1, 4)) - 1;
                let words = Run::new().add_text(format!("{number}{}", line(text)));
                docx = docx.add_paragraph(Paragraph::new().style(style::HEADINGS[at]).add_run(words));
            }
            Block::Paragraph(text) => {
                for line in lines(text) {
                    docx = docx.add_paragraph(styled(style::BODY, &line));
                }
            }
            Block::Point(text) => {
                let mark = if document.lang == Lang::ZhCn { "——" } else { "– " };
                docx = docx.add_paragraph(styled(style::BODY, &format!("{mark}{text}")));
            }
            Block::Note(text) => {
                for line in lines(text) {
                    docx = docx.add_paragraph(styled(style::NOTE, &line));
                }
            }
            Block::Picture(chart) => docx = picture(docx, chart, page, font_file),
            Block::Table(table) => docx = tabled(docx, table, page),
        }
    }
    docx
}

/// A table with its caption.
fn tabled(mut docx: Docx, table: &Table, page: Page) -> Docx {
    if !table.caption.is_empty() {
        docx = docx.add_paragraph(styled(style::CAPTION, &table.caption));
    }
    match table.rows.is_empty() {
        true => docx.add_paragraph(styled(style::BODY, &table.empty)),
        // A paragraph parts the table from what follows it.
        false => docx
            .add_table(table::table(table, page.text_width))
            .add_paragraph(Paragraph::new().style(style::GAP)),
    }
}

/// A chart as a picture as wide as the text, its words in the office's font; its values where no font can draw it.
fn picture(docx: Docx, chart: &Chart, page: Page, font_file: Option<&Path>) -> Docx {
    let size = Size::of(chart);
    let Ok(bytes) = Font::load(font_file).and_then(|font| plot::png(chart, size, &font)) else {
        return tabled(docx, &Table::of(chart), page);
    };
    // A twentieth of a point is 635 of the units of drawings.
    let width = u32::try_from(page.text_width * 635).unwrap_or(u32::MAX);
    let height = u64::from(width) * u64::from(size.height) / u64::from(size.width.max(1));
    let pic = Pic::new_with_dimensions(bytes, size.width, size.height);
    let pic = pic.size(width, u32::try_from(height).unwrap_or(width));
    docx.add_paragraph(Paragraph::new().style(style::PICTURE).add_run(Run::new().add_image(pic)))
}

/// 落款 without seal: the office two characters from the right, the date beginning two characters to the right of it;
/// where the date is the longer, it is the one that stands two characters from the right.
fn closing(closing: &Closing) -> [Paragraph; 2] {
    let halves = |text: &str| i32::try_from(text::width(text)).unwrap_or(i32::MAX).min(80);
    let (office, date) = (halves(&closing.office), halves(&closing.date));
    let (mut from_right, mut date_from_right) = (4, office - date);
    if date_from_right < 4 {
        (from_right, date_from_right) = (8 + date - office, 4);
    }
    let half = i32::try_from(layout::EM / 2).unwrap_or(0);
    let at = |text: &str, indent: i32| {
        let paragraph = styled(style::CLOSING, text).align(AlignmentType::Right).keep_lines(true);
        paragraph.indent(None, None, Some(indent * half), None)
    };
    let first = at(&closing.office, from_right.max(4)).keep_next(true);
    [Paragraph::line_before(first), at(&closing.date, date_from_right)]
}

/// 版记: at the foot of the text block of the last page.
fn imprint_of(imprint: &Imprint, page: Page) -> docx_rs::Table {
    let inner = page.text_width - layout::EM;
    let printed = two_ends(style::IMPRINT, &imprint.printer, &imprint.printed, inner);
    let lines =
        imprint.lines.iter().map(|line| styled(style::IMPRINT, line).keep_next(true)).chain([printed]);
    table::imprint(lines.collect(), page.text_width)
}

/// What paragraphs of the library have no word for.
trait Spaced {
    /// One line of the grid stays empty above it.
    fn line_before(self) -> Self;
}

impl Spaced for Paragraph {
    fn line_before(self) -> Self {
        self.line_spacing(layout::exact_line().before(layout::LINE))
    }
}

//! One HTML file: no scripts, nothing from elsewhere, light and dark, A4 when it is printed.

use super::model::{Block, Cell, Document, Head, RedHead, Table, Tone};
use super::number::Counter;
use super::{line, lines};
use crate::config::ReportSettings;
use crate::plot::{self, Size};
use crate::text;

/// How it looks. Fonts come from the configuration as custom properties.
const STYLE: &str = include_str!("html/style.css");

pub(super) fn write(document: &Document, settings: &ReportSettings) -> String {
    let mut out = String::with_capacity(16 * 1024);
    let (tag, title) = (document.lang.tag(), escape(&document.title));
    out.push_str(&format!("<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n"));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    out.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n");
    out.push_str(&format!("<title>{title}</title>\n<style>\n{}{STYLE}</style>\n</head>\n", fonts(settings)));
    let wide = if document.tables().any(|table| table.columns.len() > 7) { " class=\"wide\"" } else { "" };
    out.push_str(&format!("<body{wide}>\n<main>\n"));
    if let Head::Red(head) = &document.head {
        push_head(&mut out, head);
    }
    out.push_str(&format!("<h1>{title}</h1>\n"));
    if !document.subtitle.is_empty() {
        out.push_str(&format!("<p class=\"subtitle\">{}</p>\n", escape(&document.subtitle)));
    }
    push_blocks(&mut out, document);
    if let Some(closing) = &document.closing {
        let (office, date) = (escape(&closing.office), escape(&closing.date));
        out.push_str(&format!("<p class=\"closing\">{office}<br>{date}</p>\n"));
    }
    out.push_str("</main>\n");
    if let Some(imprint) = &document.imprint {
        out.push_str("<footer>\n");
        for line in &imprint.lines {
            out.push_str(&format!("<p>{}</p>\n", escape(line)));
        }
        let (by, on) = (escape(&imprint.printer), escape(&imprint.printed));
        out.push_str(&format!("<p class=\"printed\"><span>{by}</span><span>{on}</span></p>\n</footer>\n"));
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn push_head(out: &mut String, head: &RedHead) {
    out.push_str("<header>\n");
    if let Some(mark) = &head.mark {
        out.push_str(&format!("<p class=\"mark\">{}</p>\n", escape(mark)));
    }
    out.push_str(&format!("<p class=\"masthead\">{}</p>\n", escape(&head.masthead)));
    out.push_str(&format!("<p class=\"issue\">{}</p>\n", escape(&head.issue)));
    let (by, on) = (escape(&head.publisher), escape(&head.day));
    out.push_str(&format!("<p class=\"published\"><span>{by}</span><span>{on}</span></p>\n</header>\n"));
}

fn push_blocks(out: &mut String, document: &Document) {
    let mut counter = Counter::new(document.lang);
    let mut list = false;
    for block in &document.blocks {
        let is_point = matches!(block, Block::Point(_));
        if is_point != list {
            out.push_str(if is_point { "<ul>\n" } else { "</ul>\n" });
            list = is_point;
        }
        match block {
            Block::Heading { level, text } => {
                let (tag, number) = (level + 1, counter.next(*level));
                out.push_str(&format!("<h{tag}>{number}{}</h{tag}>\n", escape(text)));
            }
            Block::Paragraph(text) => {
                for line in lines(text) {
                    out.push_str(&format!("<p>{}</p>\n", escape(&line)));
                }
            }
            Block::Point(text) => out.push_str(&format!("<li>{}</li>\n", escape(text))),
            Block::Note(text) => {
                let told: Vec<String> = lines(text).iter().map(|line| escape(line)).collect();
                out.push_str(&format!("<p class=\"note\">{}</p>\n", told.join("<br>")));
            }
            Block::Table(table) => push_table(out, table),
            Block::Picture(chart) => {
                // The drawing escapes its texts itself.
                let drawn = plot::svg(chart, Size::of(chart));
                out.push_str(&format!("<figure>\n{drawn}</figure>\n"));
            }
        }
    }
    if list {
        out.push_str("</ul>\n");
    }
}

fn push_table(out: &mut String, table: &Table) {
    if table.rows.is_empty() {
        let caption = escape(&table.caption);
        out.push_str(&format!("<p class=\"caption\">{caption}</p>\n<p>{}</p>\n", escape(&table.empty)));
        return;
    }
    out.push_str("<div class=\"table\"><table>\n");
    if !table.caption.is_empty() {
        out.push_str(&format!("<caption>{}</caption>\n", escape(&table.caption)));
    }
    let sum: u32 = table.columns.iter().map(|column| u32::from(column.weight)).sum();
    out.push_str("<colgroup>");
    for column in &table.columns {
        let share = u32::from(column.weight) * 1000 / sum.max(1);
        out.push_str(&format!("<col style=\"width:{}.{}%\">", share / 10, share % 10));
    }
    out.push_str("</colgroup>\n<thead><tr>");
    for column in &table.columns {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escape(&column.head)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        row.iter().for_each(|cell| push_cell(out, cell));
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn push_cell(out: &mut String, cell: &Cell) {
    let shown =
        text::sanitize_lines(&cell.shown()).trim().lines().map(escape).collect::<Vec<_>>().join("<br>");
    match cell {
        Cell::Empty => out.push_str("<td></td>"),
        Cell::Text(_) => out.push_str(&format!("<td>{shown}</td>")),
        Cell::Number(_) => out.push_str(&format!("<td class=\"number\">{shown}</td>")),
        Cell::Date(_) | Cell::Time(_) => out.push_str(&format!("<td class=\"time\">{shown}</td>")),
        Cell::Status(_, tone) => {
            let class = match tone {
                Tone::Done => "done",
                Tone::Calm => "calm",
                Tone::Near => "near",
                Tone::Late => "late",
            };
            out.push_str(&format!("<td><span class=\"{class}\">{shown}</span></td>"));
        }
    }
}

/// The fonts of the configuration. Their names are written as strings of CSS, in which nothing can end the string.
fn fonts(settings: &ReportSettings) -> String {
    let fonts = &settings.fonts;
    let list = |names: &[String], generic: &str| {
        let quoted = names.iter().map(|name| {
            let safe: String = line(name).chars().filter(|c| !"\"\\<>&{};".contains(*c)).collect();
            format!("\"{safe}\", ")
        });
        format!("{}{generic}", quoted.collect::<String>())
    };
    format!(
        ":root {{\n  --title: {};\n  --body: {};\n  --heading: {};\n  --subheading: {};\n}}\n",
        list(&fonts.title, "serif"),
        list(&fonts.body, "serif"),
        list(&fonts.heading, "sans-serif"),
        list(&fonts.subheading, "serif"),
    )
}

/// One line of text that is text in HTML, also within an attribute.
fn escape(text: &str) -> String {
    let clean = line(text);
    let mut out = String::with_capacity(clean.len() + 16);
    for c in clean.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// No character of HTML is left as such, and reading the references back gives the words.
        #[test]
        fn escaping_leaves_no_markup_and_loses_nothing(text in any::<String>()) {
            let escaped = escape(&text);
            prop_assert!(!escaped.contains(['<', '>', '"', '\'']), "{}", escaped);
            let back = escaped
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
            prop_assert_eq!(back, line(&text).into_owned());
        }
    }
}

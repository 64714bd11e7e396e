//! Markdown, as forges and editors read it.

use super::model::{Block, Document, Head, Table};
use super::number::Counter;
use super::{line, lines};
use crate::text;

pub(super) fn write(document: &Document) -> String {
    let mut out = String::new();
    let mut say = |text: &str| {
        out.push_str(text);
        out.push_str("\n\n");
    };
    if let Head::Red(head) = &document.head {
        if let Some(mark) = &head.mark {
            say(&format!("**{}**", escape(mark)));
        }
        say(&format!("# {}", escape(&head.masthead)));
        say(&escape(&head.issue));
        say(&format!("{} · {}", escape(&head.publisher), escape(&head.day)));
        say("---");
        say(&format!("## {}", escape(&document.title)));
    } else {
        say(&format!("# {}", escape(&document.title)));
    }
    if !document.subtitle.is_empty() {
        say(&escape(&document.subtitle));
    }
    let below = if matches!(document.head, Head::Red(_)) { 2 } else { 1 };
    let mut counter = Counter::new(document.lang);
    let mut points = false;
    for block in &document.blocks {
        // Points stand together; whatever follows them is set off.
        if std::mem::replace(&mut points, matches!(block, Block::Point(_))) && !points {
            out.push('\n');
        }
        match block {
            Block::Heading { level, text } => {
                let marks = "#".repeat(usize::from(*level) + below);
                let number = counter.next(*level);
                out.push_str(&format!("{marks} {}{}\n\n", escape_number(&number), escape(text)));
            }
            Block::Paragraph(text) => {
                for line in lines(text) {
                    out.push_str(&escape(&line));
                    out.push_str("\n\n");
                }
            }
            Block::Point(text) => out.push_str(&format!("- {}\n", escape(text))),
            Block::Note(text) => {
                for line in lines(text) {
                    out.push_str(&format!("> {}\n", escape(&line)));
                }
                out.push('\n');
            }
            Block::Table(table) => push_table(&mut out, table),
            Block::Picture(chart) => push_table(&mut out, &Table::of(chart)),
        }
    }
    if points {
        out.push('\n');
    }
    if let Some(closing) = &document.closing {
        out.push_str(&format!("{}  \n{}\n\n", escape(&closing.office), escape(&closing.date)));
    }
    if let Some(imprint) = &document.imprint {
        out.push_str("---\n\n");
        for line in &imprint.lines {
            out.push_str(&format!("{}  \n", escape(line)));
        }
        out.push_str(&format!("{}　{}\n", escape(&imprint.printer), escape(&imprint.printed)));
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

fn push_table(out: &mut String, table: &Table) {
    if !table.caption.is_empty() {
        out.push_str(&format!("**{}**\n\n", escape(&table.caption)));
    }
    if table.rows.is_empty() {
        out.push_str(&format!("{}\n\n", escape(&table.empty)));
        return;
    }
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&row(table.columns.iter().map(|column| escape(&column.head)).collect()));
    out.push_str(&row(table.columns.iter().map(|_| "---".to_owned()).collect()));
    for cells in &table.rows {
        out.push_str(&row(cells.iter().map(|cell| escape_cell(&cell.shown())).collect()));
    }
    out.push('\n');
}

/// Text in a cell: lines of it stay apart.
fn escape_cell(text: &str) -> String {
    let clean = text::sanitize_lines(text);
    clean.trim().lines().map(escape).collect::<Vec<_>>().join("<br>")
}

/// The point in `1. ` would begin a list of its own.
fn escape_number(number: &str) -> String {
    number.replacen(". ", "\\. ", 1)
}

/// One line of text that says in Markdown just what it says here: nothing of it is markup, a link or HTML.
fn escape(text: &str) -> String {
    let clean = line(text.trim());
    let mut out = String::with_capacity(clean.len() + 8);
    // What stands before a character: whether only digits do, and the last three of them.
    let (mut digits, mut last) = (true, ['\0'; 3]);
    let mut rest = clean.chars();
    while let Some(c) = rest.next() {
        let first = last[2] == '\0';
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '@' => true,
            // Blocks begin with these where a line does.
            '#' | '-' | '+' | '=' => first,
            // The numbers of lists; addresses that become links by themselves.
            '.' => (digits && !first) || last.iter().all(|before| before.eq_ignore_ascii_case(&'w')),
            ')' => digits && !first,
            ':' => rest.as_str().starts_with('/'),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        digits &= c.is_ascii_digit();
        last = [last[1], last[2], c];
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_in_words_is_words() {
        assert_eq!(escape("a|b <b>*x*</b>"), r"a\|b \<b\>\*x\*\</b\>");
        assert_eq!(escape("# 标题"), r"\# 标题");
        assert_eq!(escape("12. 点; 3.5"), r"12\. 点; 3.5");
        assert_eq!(escape("见 http://a.b www.c.d e@f"), r"见 http\://a.b www\.c.d e\@f");
        assert_eq!(escape_cell("一\n|二"), r"一<br>\|二");
    }

    proptest! {
        /// Nothing that could be markup stands unescaped, and taking the escapes away gives the words again.
        #[test]
        fn escaping_hides_all_markup_and_loses_nothing(text in any::<String>()) {
            let escaped = escape(&text);
            let (mut plain, mut rest) = (String::new(), escaped.chars());
            while let Some(c) = rest.next() {
                prop_assert!(!"`*_[]<>|~&$@".contains(c), "{escaped}");
                plain.push(if c == '\\' { rest.next().expect("something is escaped") } else { c });
            }
            prop_assert_eq!(plain, line(text.trim()).into_owned());
        }
    }
}

//! HTML as plain text. Nothing in it is followed, fetched or run.

use mail_parser::decoders::html::add_html_token;

/// Elements whose content nobody reads.
const UNSEEN: [&str; 6] = ["head", "style", "script", "template", "noscript", "svg"];
/// Elements that begin or end a line.
const LINES: [&str; 22] = [
    "p",
    "div",
    "br",
    "tr",
    "li",
    "ul",
    "ol",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "blockquote",
    "pre",
    "section",
    "article",
    "dd",
    "dt",
    "title",
];

/// The text of an HTML body.
pub(super) fn to_text(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    let mut rest = html;
    let mut unseen: Option<String> = None;
    while !rest.is_empty() {
        let open = rest.find('<').unwrap_or(rest.len());
        if unseen.is_none() {
            add_text(&mut out, &rest[..open]);
        }
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(tag) = rest.strip_prefix('<') else { break };
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            // A sign and no tag: 3 < 5.
            if unseen.is_none() {
                out.push('<');
            }
            rest = tag;
            continue;
        }
        let end = tag.find('>').unwrap_or(tag.len());
        let inner = &tag[..end];
        rest = tag.get(end + 1..).unwrap_or_default();
        let closes = inner.starts_with('/');
        let name = inner.trim_start_matches('/');
        let name =
            name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        match &unseen {
            Some(element) if closes && *element == name => unseen = None,
            Some(_) => {}
            None if !closes && !inner.ends_with('/') && UNSEEN.contains(&name.as_str()) => {
                unseen = Some(name)
            }
            None if LINES.contains(&name.as_str()) => out.push('\n'),
            None if matches!(name.as_str(), "td" | "th") && !closes => out.push(' '),
            None => {}
        }
    }
    tidy(&out)
}

/// Adds text with its entities read; line ends in the source are blanks.
fn add_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.extend(rest[..at].chars().map(blank));
        rest = &rest[at..];
        let end = rest.as_bytes().iter().take(12).position(|byte| *byte == b';');
        match end {
            Some(end) => {
                add_html_token(out, &rest.as_bytes()[..=end], false);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.extend(rest.chars().map(blank));
}

fn blank(c: char) -> char {
    if matches!(c, '\r' | '\n' | '\t' | '\u{A0}') { ' ' } else { c }
}

/// Without blanks at both ends of lines, runs of blanks, and more than one empty line.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 2;
    for line in text.lines() {
        let mut words = line.split([' ', '\t', '\u{A0}']).filter(|word| !word.is_empty()).peekable();
        if words.peek().is_none() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        for (at, word) in words.enumerate() {
            if at > 0 {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_read_as_it_is_seen() {
        let html = "<html><head><title>x</title><style>p{}</style></head><body><p>请于<b>18:00</b>前<br>报送&nbsp;数据</p>\
                    <script>alert('密')</script><!-- <p>no</p> --><table><tr><td>甲</td><td>乙</td></tr></table>\
                    3 &lt; 5 &#20892; &unknown; & <img src=\"http://x/y.gif\">";
        assert_eq!(to_text(html), "请于18:00前\n报送 数据\n\n甲 乙\n\n3 < 5 农 &unknown; &");
    }

    #[test]
    fn broken_html_is_read_as_far_as_it_goes() {
        for html in
            ["<", "<p", "a<", "<!--", "<style>x", "&", "&#;", "&#x110000;", "a & b <c", "<a href='>'>x"]
        {
            to_text(html);
        }
        assert_eq!(to_text("1 < 2 and <b"), "1 < 2 and");
    }
}

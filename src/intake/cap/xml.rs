//! A small tree of an XML document, read with everything turned off that XML can do beyond elements and text: no
//! document type, no entities but the five of XML itself, nothing outside the document, ever.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use crate::intake::ReasonCode;

/// Elements inside elements beyond this depth are none of an alert.
const DEEPEST: usize = 24;
/// An alert in twenty languages with a hundred areas has some thousands.
const MOST_ELEMENTS: usize = 50_000;

/// An element.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Element {
    /// Without its prefix.
    pub(super) name: String,
    /// The namespace, if it has one.
    pub(super) space: String,
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// Text of the first child of this name; blanks at both ends gone, empty if there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        let child = self.children.iter().find(|child| child.name == name);
        child.map_or("", |child| child.text.trim())
    }

    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Why a document was not read, and in which line, counted from 1.
pub(super) type Fault = (ReasonCode, u64);

/// Reads a whole document.
pub(super) fn read(text: &str) -> Result<Element, Fault> {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut count = 0;
    loop {
        let before = reader.buffer_position();
        let fault = |reason| (reason, line(text, before));
        let (space, event) = match reader.read_resolved_event() {
            Ok((space, event)) => (namespace(&space), event),
            Err(_) => return Err((ReasonCode::BadXml, line(text, reader.error_position()))),
        };
        match event {
            Event::DocType(_) => return Err(fault(ReasonCode::Doctype)),
            Event::Start(start) => {
                count += 1;
                if open.len() >= DEEPEST || count > MOST_ELEMENTS {
                    return Err(fault(ReasonCode::TooLarge));
                }
                if root.is_some() {
                    return Err(fault(ReasonCode::BadXml));
                }
                open.push(Element { name: name_of(&start), space, ..Element::default() });
            }
            Event::End(_) => {
                let Some(element) = open.pop() else { return Err(fault(ReasonCode::BadXml)) };
                match open.last_mut() {
                    Some(parent) => parent.children.push(element),
                    None => root = Some(element),
                }
            }
            Event::Text(words) => {
                add(&mut open, &words.xml_content(XmlVersion::Explicit1_0)).map_err(fault)?
            }
            Event::CData(words) => {
                add(&mut open, &words.xml_content(XmlVersion::Explicit1_0)).map_err(fault)?
            }
            Event::GeneralRef(named) => {
                let c = character(&named).ok_or_else(|| fault(ReasonCode::BadXml))?;
                add(&mut open, c.encode_utf8(&mut [0; 4])).map_err(fault)?;
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => {}
            Event::Eof => break,
        }
    }
    let end = (ReasonCode::BadXml, line(text, text.len() as u64));
    if open.is_empty() { root.ok_or(end) } else { Err(end) }
}

/// Adds text to the innermost element; outside the root there may be blanks alone.
fn add(open: &mut [Element], words: &str) -> Result<(), ReasonCode> {
    match open.last_mut() {
        Some(element) => element.text.push_str(words),
        None if words.trim_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']).is_empty() => {}
        None => return Err(ReasonCode::BadXml),
    }
    Ok(())
}

/// The character that a reference stands for: one of XML's own five, or one by its number.
fn character(named: &BytesRef<'_>) -> Option<char> {
    if named.is_char_ref() {
        return named.resolve_char_ref().ok().flatten();
    }
    Some(match &*named.xml_content(XmlVersion::Explicit1_0) {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn namespace(space: &ResolveResult<'_>) -> String {
    match space {
        ResolveResult::Bound(space) => space.as_ref().to_owned(),
        _ => String::new(),
    }
}

fn name_of(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

fn line(text: &str, position: u64) -> u64 {
    let end = usize::try_from(position).unwrap_or(text.len()).min(text.len());
    text.as_bytes()[..end].iter().filter(|byte| **byte == b'\n').count() as u64 + 1
}

//! What the library leaves undone: the order of elements that the schema demands, heads of tables that are repeated,
//! alternative names of fonts, settings, title and language of the document.

use docx_rs::XMLDocx;

use crate::config::ReportFonts;
use crate::report::line;
use crate::report::model::Document;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Puts the parts right before they are packed.
pub(super) fn finish(built: &mut XMLDocx, document: &Document, fonts: &ReportFonts) {
    let body = String::from_utf8_lossy(&built.document).into_owned();
    // Words are escaped: neither text can be one of theirs.
    let body = body.replace("<w:cantSplit />", "<w:cantSplit /><w:tblHeader />");
    built.document = tables_in_order(&references_first(&body)).into_bytes();
    built.settings = settings().into_bytes();
    built.font_table = font_table(fonts).into_bytes();
    let styles = String::from_utf8_lossy(&built.styles).into_owned();
    let normal = "<w:style w:type=\"paragraph\" w:styleId=\"Normal\"";
    let default = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"";
    built.styles = styles.replacen(normal, default, 1).into_bytes();
    let core = String::from_utf8_lossy(&built.doc_props.core).into_owned();
    let title = format!("<dc:title>{}</dc:title></cp:coreProperties>", escape(&document.title));
    let core = core.replacen("<dc:creator>unknown</dc:creator>", "<dc:creator>dutydesk</dc:creator>", 1);
    built.doc_props.core = core.replacen("</cp:coreProperties>", &title, 1).into_bytes();
}

/// The schema wants the references to footers before everything else of a section.
fn references_first(body: &str) -> String {
    let Some((before, rest)) = body.rsplit_once("<w:sectPr>") else { return body.to_owned() };
    let Some((section, after)) = rest.split_once("</w:sectPr>") else { return body.to_owned() };
    let (mut references, mut others) = (String::new(), String::new());
    for element in section.split_inclusive("/>") {
        let reference =
            element.starts_with("<w:footerReference") || element.starts_with("<w:headerReference");
        (if reference { &mut references } else { &mut others }).push_str(element);
    }
    // The grid comes last.
    if let Some((start, grid)) = others.clone().split_once("<w:docGrid").and_then(|(start, rest)| {
        let (grid, end) = rest.split_once("/>")?;
        Some((format!("{start}{end}"), format!("<w:docGrid{grid}/>")))
    }) {
        others = start + &grid;
    }
    format!("{before}<w:sectPr>{references}{others}</w:sectPr>{after}")
}

/// The schema wants the place of a floating table before, and its layout within, its other properties.
fn tables_in_order(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, found)) = rest.split_once("<w:tblPr>") {
        let Some((properties, after)) = found.split_once("</w:tblPr>") else { break };
        let mut properties = properties.to_owned();
        let place = take(&mut properties, "<w:tblpPr");
        let layout = take(&mut properties, "<w:tblLayout");
        let properties = properties.replacen("<w:tblCellMar>", &format!("{layout}<w:tblCellMar>"), 1);
        out.push_str(&format!("{before}<w:tblPr>{place}{properties}</w:tblPr>"));
        rest = after;
    }
    out + rest
}

/// Takes an element without contents out of others; empty if it is not there.
fn take(elements: &mut String, opening: &str) -> String {
    let Some(start) = elements.find(opening) else { return String::new() };
    let Some(end) = elements[start..].find("/>") else { return String::new() };
    let element = elements[start..start + end + 2].to_owned();
    elements.replace_range(start..start + end + 2, "");
    element
}

/// Page numbers on two sides, punctuation squeezed as Chinese typesetting does it.
fn settings() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:settings xmlns:w=\"{W}\">\
         <w:zoom w:percent=\"100\"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>\
         <w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/>\
         <w:drawingGridVerticalSpacing w:val=\"579\"/>\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>\
         <w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" \
         w:val=\"15\"/></w:compat></w:settings>"
    )
}

/// The fonts with their alternatives, so that a machine without 仿宋_GB2312 takes another 仿宋.
fn font_table(fonts: &ReportFonts) -> String {
    let mut table = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:fonts xmlns:w=\"{W}\">\
         <w:font w:name=\"{}\"><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/>\
         <w:pitch w:val=\"variable\"/></w:font>",
        escape(&fonts.latin)
    );
    let mut told: Vec<&str> = vec![&fonts.latin];
    let uses = [&fonts.body, &fonts.title, &fonts.subheading, &fonts.number, &fonts.heading];
    for (names, at) in uses.into_iter().zip(0..) {
        // All but 黑体 have serifs; who has none of the names takes a font of the family.
        let family = if at < 4 { "roman" } else { "swiss" };
        let Some((first, others)) = names.split_first() else { continue };
        if told.contains(&first.as_str()) {
            continue;
        }
        told.push(first);
        let others: Vec<String> = others.iter().map(|name| escape(name)).collect();
        let others = match others.join(",") {
            none if none.is_empty() => none,
            some => format!("<w:altName w:val=\"{some}\"/>"),
        };
        table.push_str(&format!(
            "<w:font w:name=\"{}\">{others}<w:charset w:val=\"86\"/><w:family w:val=\"{family}\"/>\
             <w:pitch w:val=\"variable\"/></w:font>",
            escape(first)
        ));
    }
    table + "</w:fonts>"
}

fn escape(text: &str) -> String {
    line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

//! Charts as pictures, for documents and for paper: SVG, whose text stays text, and PNG. The same drawing makes both.
//!
//! ```text
//! Chart ─▶ layout + drawing ─▶ Pen ─┬─▶ vector backend ─▶ SVG  (fonts are named; the reader's machine has them)
//!                                   └─▶ bitmap backend ─▶ PNG  (a font file of this machine is needed: Font)
//! ```
//!
//! Colours keep apart for the colour-blind and in grey: every series has a hatch of its own as well, lines have marks,
//! and values are printed where they fit.

mod drawing;
mod font;
mod legend;
mod lying;
mod pen;
mod shade;
mod upright;

use plotters::prelude::{BitMapBackend, SVGBackend};

use crate::chart::{Chart, Form};
pub use font::{Font, NoFont};
use pen::Pen;

/// Size of a picture in CSS pixels (96 to the inch).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// Pixels of a PNG for one CSS pixel: sharp on paper.
const RESOLUTION: u32 = 2;
/// Smallest and greatest side of a picture, in CSS pixels.
const SIDES: (u32, u32) = (160, 4000);

impl Size {
    /// The size that suits a chart: wide enough for a page, and for lying bars as high as it has rows.
    pub fn of(chart: &Chart) -> Self {
        let rows = u32::try_from(chart.labels.len()).unwrap_or(u32::MAX).clamp(3, 100);
        let height = if chart.form == Form::Horizontal && !chart.is_empty() { 150 + rows * 26 } else { 400 };
        Self { width: 960, height }
    }

    /// Within what can be drawn and kept in memory.
    fn sane(self) -> Self {
        let (least, most) = SIDES;
        Self { width: self.width.clamp(least, most), height: self.height.clamp(least, most) }
    }
}

/// The chart as an SVG document, with a title and a description for who cannot see it. Texts are escaped; control
/// characters are left out.
pub fn svg(chart: &Chart, size: Size) -> String {
    let size = size.sane();
    let mut document = String::new();
    let mut backend = SVGBackend::with_string(&mut document, (size.width, size.height));
    drawing::draw(chart, size, &mut Pen::vector(&mut backend));
    drop(backend);
    told(&document, chart)
}

/// Puts role, title and description behind the opening of the document.
fn told(document: &str, chart: &Chart) -> String {
    let clean = |text: &str| pen::escaped(&crate::text::sanitize_lines(text));
    let head = format!(
        " role=\"img\" aria-label=\"{title}\">\n<title>{title}</title>\n<desc>{about}</desc>\n",
        title = clean(&format!("{} {}", chart.title, chart.span)),
        about = clean(&chart.described()),
    );
    document.replacen(">\n", &head, 1)
}

/// The chart as a PNG, two pixels for each CSS pixel and marked so (192 dpi).
///
/// # Errors
/// [`NoFont`] when the font cannot draw it; use the table of the chart then.
pub fn png(chart: &Chart, size: Size, font: &Font) -> Result<Vec<u8>, NoFont> {
    let size = size.sane();
    let (width, height) = (size.width * RESOLUTION, size.height * RESOLUTION);
    let mut pixels = vec![0xff; width as usize * height as usize * 3];
    {
        let mut backend = BitMapBackend::with_buffer(&mut pixels, (width, height));
        let mut pen = Pen::bitmap(&mut backend, RESOLUTION, font);
        drawing::draw(chart, size, &mut pen);
        if pen.failed() {
            return Err(NoFont::Unusable(font.path().to_owned()));
        }
    }
    encoded(&pixels, (width, height)).map_err(|_| NoFont::Unusable(font.path().to_owned()))
}

/// Pixels of three bytes as a PNG.
fn encoded(pixels: &[u8], (width, height): (u32, u32)) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // 96 CSS pixels to the inch of 0.0254 m.
    let per_metre = RESOLUTION * 3780;
    let dims = png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter };
    encoder.set_pixel_dims(Some(dims));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}

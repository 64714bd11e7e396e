//! The font of bitmaps: a file of this machine that has Chinese characters.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use fontdb::{Database, FaceInfo, Family, Query, Source};
use plotters::prelude::{FontFamily, FontStyle, IntoFont};
use plotters::style::register_font;

/// There is no font to draw with: use the table of the chart instead of a picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoFont {
    /// No installed font has Chinese characters.
    #[error("no installed font has Chinese characters")]
    NoneInstalled,
    /// The file cannot be read.
    #[error("the font file {} cannot be read: {}", .0.display(), .1)]
    Unreadable(PathBuf, String),
    /// The file is no font that can be drawn with, or it has no Chinese characters.
    #[error("{} is no font with Chinese characters that can be drawn with", .0.display())]
    Unusable(PathBuf),
}

/// A font that bitmaps can be drawn with.
///
/// The drawing library keeps fonts for the life of the process. Each file is therefore read once and its memory (some
/// 20 MB for a large collection) is never freed: only programs that write pictures load one, and only when they do.
#[derive(Debug, Clone, PartialEq)]
pub struct Font {
    name: String,
    path: PathBuf,
    em: f64,
}

/// Sans-serif families with Chinese characters, the best first.
const FAMILIES: [&str; 14] = [
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Droid Sans Fallback",
    "Noto Serif CJK SC",
    "SimSun",
    "FangSong",
];

/// What was loaded, by the configured path; `None` is the search among what is installed.
static LOADED: Mutex<BTreeMap<Option<PathBuf>, Result<Font, NoFont>>> = Mutex::new(BTreeMap::new());

impl Font {
    /// The configured font file, or else the best that is installed. The same answer for the life of the process.
    ///
    /// # Errors
    /// [`NoFont`]
    pub fn load(configured: Option<&Path>) -> Result<Self, NoFont> {
        let key = configured.map(Path::to_owned);
        // A poisoned lock means that a search panicked: what it had found before is still right.
        let mut loaded = LOADED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(known) = loaded.get(&key) {
            return known.clone();
        }
        let name = format!("dutydesk-{}", loaded.len());
        let found = match configured {
            Some(path) => register(path, None, name),
            None => installed(name),
        };
        loaded.insert(key, found.clone());
        found
    }

    /// The file it was read from.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name under which the drawing library knows it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The size to ask of the drawing library for an em of one.
    pub(super) const fn em(&self) -> f64 {
        self.em
    }
}

/// The best installed font that can be drawn with.
fn installed(name: String) -> Result<Font, NoFont> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let known = FAMILIES.iter().filter_map(|family| {
        let families = &[Family::Name(family)];
        fonts.query(&Query { families, ..Query::default() }).and_then(|id| fonts.face(id))
    });
    let others = fonts.faces().filter(|face| {
        let chinese = ["cjk", "hei", "song", "kai", "ming", "han"];
        face.families
            .iter()
            .any(|(family, _)| chinese.iter().any(|word| family.to_lowercase().contains(word)))
    });
    let mut places: Vec<(PathBuf, u32)> = known.chain(others).filter_map(file).collect();
    places.dedup();
    // Each try may cost the memory of a file: a few are enough.
    let found =
        places.into_iter().take(4).find_map(|(path, index)| register(&path, Some(index), name.clone()).ok());
    found.ok_or(NoFont::NoneInstalled)
}

fn file(face: &FaceInfo) -> Option<(PathBuf, u32)> {
    match &face.source {
        Source::File(path) => Some((path.clone(), face.index)),
        _ => None,
    }
}

/// Reads a font file for good and makes it known to the drawing library.
fn register(path: &Path, index: Option<u32>, name: String) -> Result<Font, NoFont> {
    let read = std::fs::read(path);
    let mut bytes = read.map_err(|error| NoFont::Unreadable(path.to_owned(), error.to_string()))?;
    let unusable = || NoFont::Unusable(path.to_owned());
    // Looked at before it is kept for good, so that a wrong file costs nothing.
    let index = index.or_else(|| simplified(&bytes)).ok_or_else(unusable)?;
    first_of_collection(&mut bytes, index).ok_or_else(unusable)?;
    register_font(&name, FontStyle::Normal, bytes.leak()).map_err(|_| unusable())?;
    let em = em(&name).ok_or_else(unusable)?;
    Ok(Font { name, path: path.to_owned(), em })
}

/// The face of a file to draw with: of a collection the one for simplified Chinese. None if it is no font.
fn simplified(bytes: &[u8]) -> Option<u32> {
    let mut fonts = Database::new();
    let ids = fonts.load_font_source(Source::Binary(Arc::new(bytes.to_vec())));
    let faces: Vec<&FaceInfo> = ids.iter().filter_map(|id| fonts.face(*id)).collect();
    let simplified = faces.iter().find(|face| {
        let ends = |name: &str| [" SC", " CN", " GB"].iter().any(|end| name.ends_with(end));
        face.families.iter().any(|(family, _)| ends(family))
    });
    simplified.or(faces.first()).map(|face| face.index)
}

/// The drawing library takes the first face of a collection: makes the wanted one the first.
fn first_of_collection(bytes: &mut [u8], index: u32) -> Option<()> {
    const OFFSETS: usize = 12;
    if !bytes.starts_with(b"ttcf") {
        return (index == 0).then_some(());
    }
    let at = OFFSETS + usize::try_from(index).ok()? * 4;
    let offset: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    bytes.get_mut(OFFSETS..OFFSETS + 4)?.copy_from_slice(&offset);
    Some(())
}

/// The size to ask for an em of one: a Han character is an em wide. None where there are none: every character that a
/// font lacks looks the same.
fn em(name: &str) -> Option<f64> {
    const SIZE: f64 = 1000.0;
    let font = |size: f64| (FontFamily::Name(name), size, FontStyle::Normal).into_font();
    let drawn = |text: &str| {
        let mut pixels = Vec::new();
        let mut keep = |x: i32, y: i32, strength: f32| {
            pixels.push((x, y, strength.to_bits()));
            Ok::<(), Infallible>(())
        };
        font(40.0).draw(text, (0, 0), &mut keep).ok()?.ok()?;
        (!pixels.is_empty()).then_some(pixels)
    };
    if drawn("国")? == drawn("文")? {
        return None;
    }
    let ((left, _), (right, _)) = font(SIZE).layout_box("国").ok()?;
    (right > left).then(|| SIZE / f64::from(right - left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wanted_face_of_a_collection_becomes_the_first() {
        let mut bytes = b"ttcf\0\x01\0\0\0\0\0\x02AAAABBBBrest".to_vec();
        assert_eq!(first_of_collection(&mut bytes, 1), Some(()));
        assert_eq!(&bytes[12..], b"BBBBBBBBrest");
        assert_eq!(first_of_collection(&mut bytes, 9), None);
        assert_eq!(first_of_collection(&mut b"OTTO".to_vec(), 1), None);
    }

    #[test]
    fn a_file_that_is_no_font_is_named_and_not_kept() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), b"no font at all").expect("written");
        assert_eq!(Font::load(Some(file.path())), Err(NoFont::Unusable(file.path().to_owned())));
        let none = file.path().with_extension("none");
        assert!(matches!(Font::load(Some(&none)), Err(NoFont::Unreadable(path, _)) if path == none));
    }
}

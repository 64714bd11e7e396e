//! Files as other programs see them: LibreOffice, pdftotext, pdftoppm. `test.sh` sees to it that they are there.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// LibreOffice wants memory: one at a time.
static ONE: Mutex<()> = Mutex::new(());

/// A document as LibreOffice lays it out.
pub(super) struct Opened {
    /// Its words, laid out; pages parted by form feeds.
    pub(super) text: String,
    pub(super) pages: usize,
    /// Of a page, in points.
    pub(super) size: (u32, u32),
}

#[track_caller]
fn run(program: &str, args: &[&str]) -> Vec<u8> {
    let done = Command::new(program).args(args).output();
    let done =
        done.unwrap_or_else(|error| panic!("{program}: {error}; test.sh installs what the tests need"));
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    done.stdout
}

/// Converts a file; the result lies in the same folder.
#[track_caller]
fn convert(file: &Path, to: &str, filter: &str) -> PathBuf {
    let one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let home = tempfile::tempdir().expect("a directory");
    let dir = file.parent().expect("a folder").to_str().expect("a path");
    let profile = format!("-env:UserInstallation=file://{}", home.path().display());
    let shown = file.to_str().expect("a path");
    run("soffice", &[&profile, "--headless", "--convert-to", filter, "--outdir", dir, shown]);
    drop(one);
    let made = file.with_extension(to);
    assert!(made.exists(), "LibreOffice made nothing of {shown}");
    made
}

#[track_caller]
pub(super) fn pdf(file: &Path) -> Opened {
    let made = convert(file, "pdf", "pdf");
    let made = made.to_str().expect("a path");
    let text = String::from_utf8(run("pdftotext", &["-layout", made, "-"])).expect("UTF-8");
    let info = String::from_utf8_lossy(&run("pdfinfo", &[made])).into_owned();
    let field = |name: &str| {
        let line =
            info.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}: {info}"));
        let numbers = line.split_whitespace().filter_map(|word| word.parse::<f64>().ok());
        numbers.map(|number| number.round() as u32).collect::<Vec<_>>()
    };
    let size = field("Page size");
    Opened { text, pages: field("Pages")[0] as usize, size: (size[0], size[1]) }
}

/// The first sheet of a workbook as LibreOffice writes it in CSV, UTF-8.
#[track_caller]
pub(super) fn csv(file: &Path) -> String {
    let made = convert(file, "csv", "csv:Text - txt - csv (StarCalc):44,34,76");
    std::fs::read_to_string(made).expect("UTF-8")
}

/// Names of the parts of a package.
pub(super) fn names(file: &Path) -> Vec<String> {
    let file = std::fs::File::open(file).expect("a file");
    let package = zip::ZipArchive::new(file).expect("a package");
    package.file_names().map(|name| name.expect("a name").into_owned()).collect()
}

/// A part of a package as text.
#[track_caller]
pub(super) fn part(file: &Path, name: &str) -> String {
    let file = std::fs::File::open(file).expect("a file");
    let mut package = zip::ZipArchive::new(file).expect("a package");
    let mut text = String::new();
    package.by_name(name).expect("the part").read_to_string(&mut text).expect("UTF-8");
    text
}

/// The first page as a picture.
pub(super) struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

/// The first page of a document.
#[track_caller]
pub(super) fn picture(file: &Path) -> Picture {
    let made = convert(file, "pdf", "pdf");
    let bytes = run("pdftoppm", &["-r", "50", "-f", "1", "-l", "1", made.to_str().expect("a path")]);
    // P6, width and height, depth, pixels.
    let mut fields = bytes.splitn(4, |byte| byte.is_ascii_whitespace());
    let mut number = || -> usize {
        let word = fields.next().expect("a field");
        std::str::from_utf8(word).expect("digits").trim_start_matches("P6").parse().unwrap_or(0)
    };
    let (_, width, height) = (number(), number(), number());
    let pixels = bytes[bytes.len() - width * height * 3..].to_vec();
    assert!(pixels.iter().any(|byte| *byte < 128), "the page is blank");
    Picture { width, height, pixels }
}

impl Picture {
    fn is_red(&self, x: usize, y: usize) -> bool {
        let at = (y * self.width + x) * 3;
        let [red, green, blue] = [0, 1, 2].map(|color| i32::from(self.pixels[at + color]));
        red > 120 && red - green > 60 && red - blue > 60
    }

    /// The share of red in a part of the page, given by shares of its width and height.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    pub(super) fn red_within(&self, across: (f64, f64), down: (f64, f64)) -> f64 {
        let part = |share: f64, whole: usize| (share * whole as f64) as usize;
        let (mut red, mut all) = (0, 0);
        for y in part(down.0, self.height)..part(down.1, self.height) {
            for x in part(across.0, self.width)..part(across.1, self.width) {
                all += 1;
                red += usize::from(self.is_red(x, y));
            }
        }
        red as f64 / f64::from(all)
    }

    /// The share of the page's width that the reddest row has.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn longest_red_row(&self) -> f64 {
        let row = |y: usize| (0..self.width).filter(|x| self.is_red(*x, y)).count();
        (0..self.height).map(row).max().unwrap_or(0) as f64 / self.width as f64
    }
}

//! Moving the cursor with the fewest bytes.

/// What is known of the terminal's cursor.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// `None` when it may be anywhere on the row: nothing is known, an ambiguous character was written, or the last
    /// column was, after which terminals differ.
    column: Option<u16>,
    row: Option<u16>,
}

/// The ways to get somewhere.
#[derive(Clone, Copy)]
enum Way {
    /// To the first column, down so many lines, right so many columns.
    Return {
        down: u16,
        right: u16,
    },
    Right(u16),
    Back(u16),
    Left(u16),
    Down(u16),
    Up(u16),
    Column(u16),
    Absolute(u16, u16),
}

impl Way {
    const fn cost(self) -> u16 {
        match self {
            Self::Return { down, right } => 1 + down + if right == 0 { 0 } else { relative_cost(right) },
            Self::Right(n) | Self::Left(n) | Self::Down(n) | Self::Up(n) => relative_cost(n),
            Self::Back(n) => n,
            Self::Column(x) => relative_cost(x + 1),
            Self::Absolute(0, 0) => 3,
            Self::Absolute(0, y) => 3 + digits(y + 1),
            Self::Absolute(x, 0) => 4 + digits(x + 1),
            Self::Absolute(x, y) => 4 + digits(x + 1) + digits(y + 1),
        }
    }

    fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Return { down, right } => {
                out.push(b'\r');
                out.resize(out.len() + usize::from(down), b'\n');
                if right > 0 {
                    relative(out, right, b'C');
                }
            }
            Self::Right(n) => relative(out, n, b'C'),
            Self::Left(n) => relative(out, n, b'D'),
            Self::Down(n) => relative(out, n, b'B'),
            Self::Up(n) => relative(out, n, b'A'),
            Self::Back(n) => out.resize(out.len() + usize::from(n), 8),
            Self::Column(x) => relative(out, x + 1, b'G'),
            Self::Absolute(0, 0) => out.extend_from_slice(b"\x1b[H"),
            Self::Absolute(0, y) => csi(out, &[y + 1], b'H'),
            Self::Absolute(x, 0) => {
                out.extend_from_slice(b"\x1b[;");
                number(out, x + 1);
                out.push(b'H');
            }
            Self::Absolute(x, y) => csi(out, &[y + 1, x + 1], b'H'),
        }
    }
}

impl Place {
    /// Moves the cursor to column `x` of row `y`.
    pub(super) fn go(&mut self, x: u16, y: u16, out: &mut Vec<u8>) {
        if self.row == Some(y) && self.column == Some(x) {
            return;
        }
        let mut best = Way::Absolute(x, y);
        let mut offer = |way: Way| {
            if way.cost() < best.cost() {
                best = way;
            }
        };
        if let Some(row) = self.row {
            if y >= row {
                // A line feed below the last row would scroll, but nobody goes there.
                offer(Way::Return { down: y - row, right: x });
            }
            if y == row {
                offer(Way::Column(x));
                match self.column {
                    Some(column) if column < x => offer(Way::Right(x - column)),
                    Some(column) => {
                        offer(Way::Back(column - x));
                        offer(Way::Left(column - x));
                    }
                    None => {}
                }
            } else if self.column == Some(x) {
                offer(if y > row { Way::Down(y - row) } else { Way::Up(row - y) });
            }
        }
        best.write(out);
        *self = Self { column: Some(x), row: Some(y) };
    }

    /// So many columns were written on a screen so wide. At the edge the column is uncertain: the terminal waits there
    /// to wrap.
    pub(super) fn wrote(&mut self, columns: u16, screen: u16) {
        self.column = self.column.map(|column| column + columns).filter(|&column| column < screen);
    }

    /// The column is uncertain now, and the row as well if it may have `wrapped`.
    pub(super) fn lose(&mut self, wrapped: bool) {
        self.column = None;
        if wrapped {
            self.row = None;
        }
    }
}

/// What erasing `n` cells and stepping over them takes.
pub(super) const fn jump_cost(n: u16) -> u16 {
    2 * relative_cost(n)
}

const fn digits(n: u16) -> u16 {
    match n {
        0..10 => 1,
        10..100 => 2,
        100..1000 => 3,
        1000..10000 => 4,
        _ => 5,
    }
}

const fn relative_cost(n: u16) -> u16 {
    if n == 1 { 3 } else { 3 + digits(n) }
}

/// A sequence whose one number may be left out when it is 1.
fn relative(out: &mut Vec<u8>, n: u16, last: u8) {
    if n == 1 { csi(out, &[], last) } else { csi(out, &[n], last) }
}

/// `CSI numbers last`.
pub(super) fn csi(out: &mut Vec<u8>, numbers: &[u16], last: u8) {
    out.extend_from_slice(b"\x1b[");
    for (i, &n) in numbers.iter().enumerate() {
        if i > 0 {
            out.push(b';');
        }
        number(out, n);
    }
    out.push(last);
}

fn number(out: &mut Vec<u8>, n: u16) {
    let mut divisor = 10u16.pow(u32::from(digits(n)) - 1);
    let mut rest = n;
    while divisor > 0 {
        // A digit always fits.
        out.push(b'0' + (rest / divisor) as u8);
        rest %= divisor;
        divisor /= 10;
    }
}

//! Which columns of a list fit, and where they stand.

/// A column that a list would like to have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish<C> {
    /// Which.
    pub(crate) id: C,
    /// Columns of the terminal it takes; the flexible one takes at least this and all that is left.
    pub(crate) width: u16,
    /// The lowest is dropped last; 0 is the flexible one, which is never dropped.
    pub(crate) rank: u8,
}

pub(crate) const fn wish<C>(id: C, width: u16, rank: u8) -> Wish<C> {
    Wish { id, width, rank }
}

/// A column with its place, counted from the left edge of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Placed<C> {
    /// Which.
    pub(crate) id: C,
    /// Offset.
    pub(crate) x: u16,
    /// Columns of the terminal.
    pub(crate) width: u16,
}

/// The columns that fit into `total`, one blank apart, in the order of the wishes.
pub(crate) fn place<C: Copy>(wishes: &[Wish<C>], total: u16) -> Vec<Placed<C>> {
    let mut kept: Vec<Wish<C>> = wishes.to_vec();
    let needed = |kept: &[Wish<C>]| {
        let gaps = u16::try_from(kept.len().saturating_sub(1)).unwrap_or(0);
        kept.iter().map(|wish| wish.width).sum::<u16>() + gaps
    };
    while needed(&kept) > total {
        let last =
            kept.iter().enumerate().filter(|(_, wish)| wish.rank > 0).max_by_key(|(_, wish)| wish.rank);
        match last.map(|(at, _)| at) {
            Some(at) => kept.remove(at),
            None => break,
        };
    }
    let spare = total.saturating_sub(needed(&kept));
    let mut x = 0;
    let mut placed = Vec::with_capacity(kept.len());
    for wish in kept {
        let width = if wish.rank == 0 { wish.width + spare } else { wish.width };
        let width = width.min(total.saturating_sub(x));
        placed.push(Placed { id: wish.id, x, width });
        x += width + 1;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_wanted_go_first_and_the_rest_is_the_titles() {
        let wishes = [wish('a', 4, 1), wish('t', 10, 0), wish('b', 6, 3), wish('c', 5, 2)];
        let names = |total| place(&wishes, total).iter().map(|column| column.id).collect::<String>();
        assert_eq!(names(40), "atbc");
        assert_eq!(names(27), "atc");
        assert_eq!(names(15), "at");
        assert_eq!(names(9), "t");
        assert_eq!(place(&wishes, 40)[1], Placed { id: 't', x: 5, width: 22 });
        assert_eq!(place(&wishes, 0)[0].width, 0);
    }
}

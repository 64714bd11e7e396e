//! Which columns of a list fit, and where they stand.

use crate::i18n::views::ViewWords;
use crate::view::{ColumnChoice, PaneKind};

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

/// What people call a column.
pub(crate) fn called<'a>(words: &ViewWords, pane: PaneKind, name: &'a str) -> &'a str {
    let at = pane.columns().iter().position(|known| *known == name);
    at.and_then(|at| words.columns[pane.index()].get(at).copied()).unwrap_or(name)
}

/// The wishes that the officer has left, in the officer's order. `fixed` stays whatever is chosen, and takes all that
/// is left if nothing else does.
pub(crate) fn arranged<C: Copy>(
    wishes: &[Wish<C>],
    chosen: &[ColumnChoice],
    fixed: &str,
    name: impl Fn(C) -> &'static str,
) -> Vec<Wish<C>> {
    let choice = |wish: &Wish<C>| chosen.iter().position(|choice| choice.name == name(wish.id));
    let hidden = |wish: &Wish<C>| choice(wish).is_some_and(|at| !chosen[at].shown);
    let mut kept: Vec<Wish<C>> =
        wishes.iter().filter(|wish| name(wish.id) == fixed || !hidden(wish)).copied().collect();
    kept.sort_by_key(|wish| choice(wish).unwrap_or(usize::MAX));
    if kept.iter().all(|wish| wish.rank > 0)
        && let Some(wish) = kept.iter_mut().find(|wish| name(wish.id) == fixed)
    {
        wish.rank = 0;
    }
    kept
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
    fn what_is_hidden_gives_its_room_away_and_one_column_always_stays() {
        let wishes = [wish("due", 4, 1), wish("title", 10, 0), wish("state", 6, 3), wish("no", 5, 2)];
        let set = |names: &[(&str, bool)]| -> Vec<ColumnChoice> {
            let one = |(name, shown): &(&str, bool)| ColumnChoice { name: (*name).to_owned(), shown: *shown };
            names.iter().map(one).collect()
        };
        let names = |chosen: &[ColumnChoice], fixed| {
            let left = arranged(&wishes, chosen, fixed, |name| name);
            place(&left, 40).iter().map(|column| (column.id, column.width)).collect::<Vec<_>>()
        };
        assert_eq!(names(&[], "title"), [("due", 4), ("title", 22), ("state", 6), ("no", 5)]);
        let chosen = set(&[("no", true), ("of tomorrow", true), ("title", false), ("due", false)]);
        assert_eq!(names(&chosen, "title"), [("no", 5), ("title", 27), ("state", 6)]);
        assert_eq!(names(&chosen, "no"), [("no", 33), ("state", 6)]);
    }

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

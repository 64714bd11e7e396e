//! Which labels are written where there is no room for all.

use std::ops::Range;

use crate::text::{self, Ambiguous};

/// A label that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Which.
    pub at: usize,
    /// The columns it takes.
    pub columns: Range<usize>,
}

/// Which labels are written below `slots` of one width in columns, each in the middle of its slot, so that none touches
/// another and none leaves the room: all, or every second, third, fifth …, always counted from the first. `always` is
/// written in any case, before its neighbours.
pub fn thin(labels: &[String], slot: usize, always: Option<usize>, ambiguous: Ambiguous) -> Vec<Label> {
    let room = slot.saturating_mul(labels.len());
    let placed = |at: usize| {
        let width = text::width_in(&labels[at], ambiguous);
        let start = (at * slot + slot / 2).saturating_sub(width / 2).min(room.saturating_sub(width));
        Label { at, columns: start..start + width }
    };
    let fits = |label: &Label| label.columns.end <= room && !label.columns.is_empty();
    let apart = |one: &Label, other: &Label| {
        one.columns.end < other.columns.start || other.columns.end < one.columns.start
    };
    let forced = always.filter(|at| *at < labels.len()).map(placed).filter(fits);
    for every in [1, 2, 3, 4, 5, 6, 7, 10, 12, 14, 20, 28, 50, 100, 200, 500, usize::MAX] {
        let all: Vec<Label> = (0..labels.len()).step_by(every).map(placed).filter(fits).collect();
        if all.windows(2).all(|pair| apart(&pair[0], &pair[1])) {
            let mut kept: Vec<Label> = match &forced {
                Some(forced) => all.into_iter().filter(|label| apart(label, forced)).collect(),
                None => all,
            };
            kept.extend(forced);
            kept.sort_by_key(|label| label.at);
            return kept;
        }
    }
    forced.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(labels: &[&str], slot: usize, always: Option<usize>) -> Vec<usize> {
        let labels: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
        thin(&labels, slot, always, Ambiguous::Narrow).into_iter().map(|label| label.at).collect()
    }

    #[test]
    fn labels_give_way_evenly_and_now_never_does() {
        let hours = ["00", "01", "02", "03", "04", "05"];
        assert_eq!(shown(&hours, 3, None), [0, 1, 2, 3, 4, 5]);
        assert_eq!(shown(&hours, 2, None), [0, 2, 4]);
        assert_eq!(shown(&hours, 2, Some(3)), [0, 3]);
        assert_eq!(shown(&hours, 1, None), [0, 4]);
        assert_eq!(shown(&["4月7日", "4月8日"], 3, None), [0]);
        assert_eq!(shown(&["太长的名字"], 3, None), Vec::<usize>::new());
        assert_eq!(shown(&[], 3, Some(1)), Vec::<usize>::new());
    }

    proptest! {
        #[test]
        fn labels_never_touch_and_never_leave_the_room(
            labels in proptest::collection::vec("[0-9]{1,3}|[一-十]{1,4}", 0..60), slot in 0usize..9,
            always in proptest::option::of(0usize..60), wide in any::<bool>()) {
            let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
            let kept = thin(&labels, slot, always, ambiguous);
            for pair in kept.windows(2) {
                prop_assert!(pair[0].columns.end < pair[1].columns.start);
            }
            for label in &kept {
                prop_assert!(label.columns.end <= slot * labels.len());
                prop_assert_eq!(label.columns.len(), text::width_in(&labels[label.at], ambiguous));
            }
        }
    }
}

//! The columns of the focused pane: shown, hidden and moved, at once in sight and kept for next time.

use super::App;
use crate::message::Action;
use crate::ui::columns::called;
use crate::ui::dialog::{Columns, Dialog};
use crate::ui::screen::Tone;

impl App {
    pub(super) fn list_columns(&mut self) {
        let columns = self.preferences[self.focus.index()].all_columns(self.focus);
        self.dialogs.push(Dialog::Columns(Columns { columns, at: 0 }));
    }

    /// Shows, hides or moves the column under the cursor, or brings the usual ones back.
    pub(super) fn change_columns(&mut self, action: &Action) {
        let (pane, words) = (self.focus, &self.lang.strings().views);
        let Some(Dialog::Columns(list)) = self.dialogs.last_mut() else { return };
        let kept = &mut self.preferences[pane.index()];
        match action {
            Action::UsualColumns => {
                kept.set_columns(pane, Vec::new());
                list.columns = kept.all_columns(pane);
                self.say(Tone::Plain, words.usual_columns);
                return self.keep_preferences();
            }
            Action::ToggleColumn => {
                let Some(column) = list.columns.get_mut(list.at) else { return };
                if column.name == pane.fixed_column() {
                    let told = (words.fixed_column)(called(words, pane, &column.name));
                    return self.say(Tone::Plain, told);
                }
                column.shown = !column.shown;
            }
            Action::MoveView(down) => {
                let to = if *down { list.at + 1 } else { list.at.wrapping_sub(1) };
                if to >= list.columns.len() {
                    return;
                }
                list.columns.swap(list.at, to);
                list.at = to;
            }
            _ => return,
        }
        kept.set_columns(pane, list.columns.clone());
        self.keep_preferences();
    }
}

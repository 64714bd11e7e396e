//! Palette and help: the same table of actions, searched by name in both languages and by pinyin, run by Enter.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::App;
use crate::i18n::Lang;
use crate::keymap::Where;
use crate::keymap::action::{self, Named};
use crate::message::Action;
use crate::pinyin::{matches, readings};
use crate::text::{fold, is_han};
use crate::ui::dialog::{Dialog, Finder, FinderEntry, Input};

impl App {
    pub(super) fn open_palette(&mut self) {
        self.dialogs.push(Dialog::Palette(Finder { input: Input::default(), entries: Vec::new(), at: 0 }));
        self.find_entries();
    }

    pub(super) fn open_help(&mut self) {
        self.keep_draft();
        self.dialogs.push(Dialog::Help(Finder { input: Input::default(), entries: Vec::new(), at: 0 }));
        self.find_entries();
    }

    /// The entries that match what is typed, the best first.
    pub(super) fn find_entries(&mut self) {
        let (help, typed) = match self.dialogs.last() {
            Some(Dialog::Help(finder)) => (true, finder.input.text.trim().to_owned()),
            Some(Dialog::Palette(finder)) => (false, finder.input.text.trim().to_owned()),
            _ => return,
        };
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::parse(&typed, CaseMatching::Ignore, Normalization::Smart);
        let mut found: Vec<(u32, FinderEntry)> = Vec::new();
        let view = if help { self.view_below() } else { None };
        let worth = |action: &Action| match (view, action) {
            (Some(place), action) => !self.keymap.keys_of(place, action).is_empty(),
            (None, _) if help => true,
            (None, Action::Verb(verb)) => self.applies(*verb),
            (None, action) => is_for_desk(action),
        };
        for named in action::ALL.iter().filter(|named| worth(&named.action)) {
            let entry = self.entry(named, view);
            let score = score(named, &entry, &typed, &pattern, &mut matcher);
            found.extend(score.map(|score| (score, entry)));
        }
        // Stable: entries of one score keep the order of the table.
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let entries = found.into_iter().map(|(_, entry)| entry).collect();
        if let Some(Dialog::Help(finder) | Dialog::Palette(finder)) = self.dialogs.last_mut() {
            finder.entries = entries;
            finder.at = 0;
        }
    }

    /// Where the keys go of what stands under the help, if that has keys of its own. Its help tells these and no others.
    pub(super) fn view_below(&self) -> Option<Where> {
        let below = self.dialogs.len().checked_sub(2)?;
        let place = self.place_of(self.dialogs.get(below));
        (place != Where::Input).then_some(place)
    }

    fn entry(&self, named: &Named, view: Option<Where>) -> FinderEntry {
        let words = self.words();
        let usual = match &named.action {
            Action::Call(_) | Action::OtherDispatch(_) => Where::Calls,
            Action::RetryMessage | Action::CancelMessage => Where::Messages,
            Action::SaveView
            | Action::DeleteView
            | Action::MoveView(_)
            | Action::ToggleColumn
            | Action::UsualColumns => Where::List,
            action if is_for_desk(action) => Where::Pane(self.focus),
            _ => Where::Input,
        };
        let spelt = self.keymap.keys_of(view.unwrap_or(usual), &named.action).into_iter();
        FinderEntry {
            action: named.action.clone(),
            name: named.label(words).to_owned(),
            keys: spelt.map(|keys| (words.keys)(&keys)).collect::<Vec<_>>().join("  "),
            group: named.group(words).to_owned(),
        }
    }
}

/// Whether an action means something on the desk itself.
pub(super) const fn is_for_desk(action: &Action) -> bool {
    !matches!(
        action,
        Action::Edit(_)
            | Action::NextField
            | Action::PreviousField
            | Action::Call(_)
            | Action::RetryMessage
            | Action::CancelMessage
            | Action::SaveView
            | Action::DeleteView
            | Action::MoveView(_)
            | Action::ToggleColumn
            | Action::UsualColumns
    )
}

/// How well an entry matches: exactly its keys or its name in the configuration, then by pinyin or either name.
fn score(
    named: &Named,
    entry: &FinderEntry,
    typed: &str,
    pattern: &Pattern,
    matcher: &mut Matcher,
) -> Option<u32> {
    if typed.is_empty() {
        return Some(0);
    }
    if named.name == typed || entry.keys.split("  ").any(|keys| keys == typed) {
        return Some(u32::MAX);
    }
    let labels = [Lang::ZhCn, Lang::En].map(|lang| named.label(&lang.strings().desk));
    let mut buffer = Vec::new();
    let names = labels.into_iter().chain([named.name]);
    let fuzzy = names.filter_map(|name| pattern.score(Utf32Str::new(name, &mut buffer), matcher)).max();
    let sounds = labels.iter().any(|label| matches(typed, label));
    if fuzzy.is_none() && !sounds {
        return None;
    }
    // Fuzzy scores of such short names stay far below a thousand.
    let nearness = labels.iter().map(|label| nearness(typed, label)).max().unwrap_or(0);
    Some(fuzzy.unwrap_or(0) + u32::from(sounds) * 1_000 + nearness * 1_000)
}

/// How a label begins with what is typed, as it is written or by initials of its pinyin: 3 is all of it, 2 its
/// beginning, 0 neither.
fn nearness(typed: &str, label: &str) -> u32 {
    let typed: Vec<char> = typed.chars().map(fold).collect();
    let label: Vec<char> = label.chars().filter(|c| !c.is_whitespace()).map(fold).collect();
    let is = |(typed, c): (&char, &char)| {
        typed == c || is_han(*c) && readings(*c).any(|reading| reading.starts_with(*typed))
    };
    match typed.len() {
        length if length > label.len() || !typed.iter().zip(&label).all(is) => 0,
        length if length == label.len() => 3,
        _ => 2,
    }
}

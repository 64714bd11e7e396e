//! What keys mean. One table of (context, strokes) to actions, made from the configuration; the hints, the help and
//! the palette read the same table, so they always name the keys in force.

pub mod action;
mod stroke;

use std::collections::HashMap;

use crate::config::{KeyBinding, Place};
use crate::i18n::Lang;
use crate::i18n::desk::Bindings;
use crate::message::Action;
use crate::text::sanitize;
use crate::view::PaneKind;
use action::Named;
pub use stroke::Stroke;

/// Where keys are pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Where {
    /// A pane of the desk.
    Pane(PaneKind),
    /// A dialog that only shows or asks: a list, a history, a question.
    List,
    /// The sheet of an emergency.
    Sheet,
    /// The call sheet.
    Calls,
    /// Alarms and what is put off.
    Alarms,
    /// The figures on the desk.
    Times,
    /// Plots.
    Plots,
    /// The checklist of a meeting.
    Checklist,
    /// Outgoing messages.
    Messages,
    /// The registers.
    Registers,
    /// Issues of bulletins.
    Bulletins,
    /// A dialog with a line that is being typed.
    Input,
}

impl Where {
    /// Names of the contexts that hold here, the nearest first.
    const fn contexts(self) -> &'static [&'static str] {
        match self {
            Self::Pane(PaneKind::Documents) => &["documents", "desk", "global"],
            Self::Pane(PaneKind::Issues) => &["issues", "desk", "global"],
            Self::Pane(PaneKind::Transfers) => &["transfers", "desk", "global"],
            Self::Pane(PaneKind::Volunteers) => &["volunteers", "desk", "global"],
            Self::List => &["list", "global"],
            Self::Sheet => &["sheet", "list", "global"],
            Self::Calls => &["calls", "global"],
            Self::Alarms => &["alarms", "list", "global"],
            Self::Times => &["times", "list", "global"],
            Self::Plots => &["plots", "list", "global"],
            Self::Checklist => &["checklist", "list", "global"],
            Self::Messages => &["messages", "list", "global"],
            Self::Registers => &["registers", "list", "global"],
            Self::Bulletins => &["bulletins", "list", "global"],
            Self::Input => &["input", "global"],
        }
    }
}

/// All contexts that may be written; the last is the wall's own.
const CONTEXTS: [&str; 18] = [
    "global",
    "desk",
    "documents",
    "issues",
    "transfers",
    "volunteers",
    "list",
    "sheet",
    "calls",
    "alarms",
    "times",
    "plots",
    "messages",
    "registers",
    "bulletins",
    "checklist",
    "input",
    "wall",
];

/// What is wrong with a binding.
#[derive(Debug, Clone, PartialEq)]
pub struct KeymapProblem {
    /// Where it is written.
    pub place: Place,
    /// What is wrong.
    pub fault: KeymapFault,
}

/// Kinds of wrong bindings.
#[derive(Debug, Clone, PartialEq)]
pub enum KeymapFault {
    /// There is no such context.
    Context {
        /// As written.
        name: String,
        /// What may have been meant.
        meant: Option<&'static str>,
    },
    /// There is no such action.
    Action {
        /// As written.
        name: String,
        /// What may have been meant.
        meant: Option<&'static str>,
    },
    /// This is no key.
    Key {
        /// As written.
        keys: String,
    },
    /// The same keys, or their beginning, already mean something else there.
    Conflict {
        /// The keys.
        keys: String,
        /// Name of the other action.
        other: &'static str,
        /// Where the other is written.
        place: Place,
    },
}

impl KeymapFault {
    /// There is no action of this name; with the one that may have been meant.
    pub fn unknown_action(name: &str) -> Self {
        let meant = nearest(name, action::ALL.iter().map(|named| named.name));
        Self::Action { name: name.to_owned(), meant }
    }
}

impl KeymapProblem {
    /// What may have been meant.
    pub const fn meant(&self) -> Option<&'static str> {
        match &self.fault {
            KeymapFault::Context { meant, .. } | KeymapFault::Action { meant, .. } => *meant,
            KeymapFault::Key { .. } | KeymapFault::Conflict { .. } => None,
        }
    }

    /// The problem in words, with its place and, for a conflict, the place of the other.
    pub fn describe(&self, lang: Lang) -> String {
        let words = &lang.strings().desk.bindings;
        let what = match &self.fault {
            KeymapFault::Context { name, meant } => with_meant(words, (words.context)(name), *meant),
            KeymapFault::Action { name, meant } => with_meant(words, (words.action)(name), *meant),
            KeymapFault::Key { keys } => (words.key)(keys),
            KeymapFault::Conflict { keys, other, place } => (words.conflict)(keys, other, &place.to_string()),
        };
        // Names come from a file that anybody may have written.
        sanitize(&format!("{}: {what}", self.place)).into_owned()
    }
}

fn with_meant(words: &Bindings, what: String, meant: Option<&str>) -> String {
    meant.map_or(what.clone(), |meant| what + &(words.meant)(meant))
}

#[derive(Debug, Clone)]
struct Binding {
    strokes: Vec<Stroke>,
    named: &'static Named,
    place: Place,
}

/// What a sequence of strokes means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meaning {
    /// This.
    Action(&'static Action),
    /// It begins longer sequences.
    Unfinished,
    /// Nothing.
    Nothing,
}

/// The table.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    contexts: HashMap<&'static str, Vec<Binding>>,
}

impl Keymap {
    /// Makes the table of bindings as the configuration holds them (built-in ones included). Bindings of the wall
    /// are the wall's own and are left out.
    ///
    /// # Errors
    /// All bindings that are wrong; never an empty list.
    pub fn new(bindings: &[KeyBinding]) -> Result<Self, Vec<KeymapProblem>> {
        let mut keymap = Self::default();
        let mut problems = Vec::new();
        for binding in bindings {
            if let Err(fault) = keymap.bind(binding) {
                problems.push(KeymapProblem { place: binding.place.clone(), fault });
            }
        }
        if problems.is_empty() { Ok(keymap) } else { Err(problems) }
    }

    fn bind(&mut self, binding: &KeyBinding) -> Result<(), KeymapFault> {
        let context = CONTEXTS.into_iter().find(|name| *name == binding.context).ok_or_else(|| {
            KeymapFault::Context { name: binding.context.clone(), meant: nearest(&binding.context, CONTEXTS) }
        })?;
        if context == "wall" {
            return Ok(());
        }
        let named =
            action::by_name(&binding.action).ok_or_else(|| KeymapFault::unknown_action(&binding.action))?;
        let strokes: Option<Vec<Stroke>> = binding.keys.split_whitespace().map(Stroke::parse).collect();
        let strokes = strokes
            .filter(|strokes| !strokes.is_empty())
            .ok_or_else(|| KeymapFault::Key { keys: binding.keys.clone() })?;
        if let Some(other) = self.in_the_way(context, &strokes).filter(|other| other.named.name != named.name)
        {
            let (other, place) = (other.named.name, other.place.clone());
            return Err(KeymapFault::Conflict { keys: binding.keys.clone(), other, place });
        }
        let bound = Binding { strokes, named, place: binding.place.clone() };
        self.contexts.entry(context).or_default().push(bound);
        Ok(())
    }

    /// A binding in this context, or a global one, that begins with these strokes or that these begin with.
    fn in_the_way(&self, context: &'static str, strokes: &[Stroke]) -> Option<&Binding> {
        let contexts: Vec<&str> = if context == "global" {
            self.contexts.keys().copied().collect()
        } else {
            vec![context, "global"]
        };
        let mut bindings = contexts.into_iter().filter_map(|name| self.contexts.get(name)).flatten();
        bindings.find(|other| other.strokes.starts_with(strokes) || strokes.starts_with(&other.strokes))
    }

    fn bindings(&self, at: Where) -> impl Iterator<Item = &Binding> {
        at.contexts().iter().filter_map(|name| self.contexts.get(name)).flatten()
    }

    /// What these strokes mean here. A pane's own keys come before those of the desk.
    pub fn meaning(&self, at: Where, strokes: &[Stroke]) -> Meaning {
        for context in at.contexts() {
            let Some(bindings) = self.contexts.get(context) else { continue };
            if let Some(binding) = bindings.iter().find(|binding| binding.strokes == strokes) {
                return Meaning::Action(&binding.named.action);
            }
            if bindings.iter().any(|binding| binding.strokes.starts_with(strokes)) {
                return Meaning::Unfinished;
            }
        }
        Meaning::Nothing
    }

    /// What can follow on these strokes here: the rest of the keys and the action.
    pub fn continuations(&self, at: Where, strokes: &[Stroke]) -> Vec<(String, &'static Named)> {
        let longer =
            self.bindings(at).filter(|b| b.strokes.len() > strokes.len() && b.strokes.starts_with(strokes));
        longer.map(|binding| (spell(&binding.strokes[strokes.len()..]), binding.named)).collect()
    }

    /// The keys in force here for an action, as people write them; the first bound comes first.
    pub fn keys_of(&self, at: Where, action: &Action) -> Vec<String> {
        let bound = self.bindings(at).filter(|binding| binding.named.action == *action);
        let in_force = bound
            .filter(|binding| self.meaning(at, &binding.strokes) == Meaning::Action(&binding.named.action));
        in_force.map(|binding| spell(&binding.strokes)).collect()
    }
}

/// Strokes as people write them: letters together (`gg`), the rest apart.
pub fn spell(strokes: &[Stroke]) -> String {
    let words: Vec<String> = strokes.iter().map(Stroke::to_string).collect();
    let single = words.iter().all(|word| word.len() == 1);
    words.join(if single { "" } else { " " })
}

/// The known word that a mistyped one may have been.
fn nearest(word: &str, known: impl IntoIterator<Item = &'static str>) -> Option<&'static str> {
    let close = known.into_iter().map(|name| (strsim::damerau_levenshtein(word, name), name));
    close.filter(|(distance, name)| *distance <= name.len().div_ceil(3)).min().map(|(_, name)| name)
}

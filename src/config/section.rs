//! Reading a section: each value is asked for by name, and what nobody asked for is an unknown key.
//!
//! There is no schema beside the reading code. A reader that finds something wrong notes it and goes on with a
//! stand-in value, so that one run finds all problems; the stand-ins never leave, since any problem fails the load.

mod optional;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::problem::{ConfigProblem, Expected, Place, ProblemKind, nearest};
use super::tree::{Item, Node, Table};

/// What the readers of all sections share.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    problems: Vec<ConfigProblem>,
    ids: BTreeMap<&'static str, BTreeMap<String, Place>>,
    references: Vec<Reference>,
}

#[derive(Debug)]
struct Reference {
    list: &'static str,
    id: String,
    key: String,
    place: Place,
}

impl Findings {
    /// All problems, after checking that every id referred to exists.
    pub(crate) fn into_problems(self) -> Vec<ConfigProblem> {
        let Self { mut problems, ids, references } = self;
        let none = BTreeMap::new();
        for Reference { list, id, key, place } in references {
            let known = ids.get(list).unwrap_or(&none);
            if !known.contains_key(&id) {
                let suggestion = nearest(&id, known.keys().map(String::as_str));
                let kind = ProblemKind::UnknownReference { list, id };
                problems.push(ConfigProblem::new(place, key, kind).suggest(suggestion));
            }
        }
        problems
    }
}

/// A section being read.
pub(crate) struct Section<'a> {
    table: &'a Table,
    at: Place,
    path: String,
    asked: BTreeSet<String>,
    findings: &'a RefCell<Findings>,
}

impl<'a> Section<'a> {
    /// Reads a whole table with `read` and then notes the keys that it did not ask for.
    pub(crate) fn read<T>(
        table: &'a Table,
        at: Place,
        path: String,
        findings: &'a RefCell<Findings>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let mut section = Self { table, at, path, asked: BTreeSet::new(), findings };
        let value = read(&mut section);
        section.note_unknown();
        value
    }

    fn note_unknown(&self) {
        for (key, node) in self.table {
            if !self.asked.contains(key) {
                let free = self.asked.iter().map(String::as_str);
                let problem =
                    ConfigProblem::new(node.key_at.clone(), self.path_of(key), ProblemKind::UnknownKey);
                self.push(problem.suggest(nearest(key, free)));
            }
        }
    }

    pub(crate) fn push(&self, problem: ConfigProblem) {
        self.findings.borrow_mut().problems.push(problem);
    }

    /// Where the section stands.
    pub(crate) fn place(&self) -> Place {
        self.at.clone()
    }

    /// The key path of a key in this section.
    pub(crate) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The keys that are there, for sections whose keys are free.
    pub(crate) fn keys(&self) -> Vec<String> {
        self.table.keys().cloned().collect()
    }

    /// A value that may be missing.
    pub(crate) fn optional(&mut self, key: &str) -> Option<&'a Node> {
        self.asked.insert(key.to_owned());
        self.table.get(key)
    }

    /// A value that must be there.
    pub(crate) fn required(&mut self, key: &str) -> Option<&'a Node> {
        let node = self.optional(key);
        if node.is_none() {
            self.push(ConfigProblem::new(self.at.clone(), self.path_of(key), ProblemKind::Missing));
        }
        node
    }

    /// Notes that a value is not what it should be.
    pub(crate) fn wrong(&self, node: &Node, key: &str, expected: Expected) {
        let kind = ProblemKind::Wrong { expected, found: node.item.shown() };
        self.push(ConfigProblem::new(node.at.clone(), self.path_of(key), kind));
    }

    /// A text, read by `parse`; `None` from it means that the text has the wrong form.
    fn parsed<T>(
        &self,
        node: &Node,
        key: &str,
        expected: Expected,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = match &node.item {
            Item::Text(text) => parse(text),
            Item::Moment(text) if matches!(expected, Expected::Time | Expected::Dates) => parse(text),
            _ => None,
        };
        if value.is_none() {
            self.wrong(node, key, expected);
        }
        value
    }

    /// A required value in a textual form of its own.
    pub(crate) fn form<T>(
        &mut self,
        key: &str,
        expected: Expected,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let node = self.required(key)?;
        self.parsed(node, key, expected, parse)
    }

    /// The same, but it may be missing.
    pub(crate) fn optional_form<T>(
        &mut self,
        key: &str,
        expected: Expected,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let node = self.optional(key)?;
        self.parsed(node, key, expected, parse)
    }

    /// A required text that is not blank.
    pub(crate) fn text(&mut self, key: &str) -> String {
        self.form(key, Expected::Text, |text| (!text.trim().is_empty()).then(|| text.to_owned()))
            .unwrap_or_default()
    }

    /// A text that may be missing or empty; both give an empty text.
    pub(crate) fn text_or_empty(&mut self, key: &str) -> String {
        self.optional_form(key, Expected::Text, |text| Some(text.to_owned())).unwrap_or_default()
    }

    /// A required whole number within bounds.
    pub(crate) fn number(&mut self, key: &str, min: u32, max: u32) -> u32 {
        self.required(key).and_then(|node| self.number_in(node, key, min, max)).unwrap_or(min)
    }

    /// A whole number within bounds, from a node at hand.
    pub(crate) fn number_in(&self, node: &Node, key: &str, min: u32, max: u32) -> Option<u32> {
        let Item::Number(text) = &node.item else {
            self.wrong(node, key, Expected::Number);
            return None;
        };
        // A fraction is of the wrong form, a whole number too large for us is out of range.
        let Ok(number) = text.parse::<i128>() else {
            self.wrong(node, key, Expected::Number);
            return None;
        };
        match u32::try_from(number) {
            Ok(number) if (min..=max).contains(&number) => Some(number),
            _ => {
                let kind = ProblemKind::OutOfRange { min: min.to_string(), max: max.to_string() };
                self.push(ConfigProblem::new(node.at.clone(), self.path_of(key), kind));
                None
            }
        }
    }

    /// A required `true` or `false`.
    pub(crate) fn flag(&mut self, key: &str) -> bool {
        match self.required(key) {
            Some(Node { item: Item::Flag(flag), .. }) => *flag,
            Some(node) => {
                self.wrong(node, key, Expected::Flag);
                false
            }
            None => false,
        }
    }

    /// A required word out of a fixed set.
    pub(crate) fn choice<T: Copy>(&mut self, key: &str, choices: &[(&'static str, T)]) -> Option<T> {
        let node = self.required(key)?;
        self.chosen(node, key, choices)
    }

    fn chosen<T: Copy>(&self, node: &Node, key: &str, choices: &[(&'static str, T)]) -> Option<T> {
        let Item::Text(text) = &node.item else {
            self.wrong(node, key, Expected::Text);
            return None;
        };
        let hit = choices.iter().find(|(word, _)| word == text);
        if hit.is_none() {
            let words = || choices.iter().map(|(word, _)| *word);
            let allowed = words().map(str::to_owned).collect();
            let kind = ProblemKind::NotAChoice { found: node.item.shown(), allowed };
            let problem = ConfigProblem::new(node.at.clone(), self.path_of(key), kind);
            self.push(problem.suggest(nearest(text, words())));
        }
        hit.map(|(_, value)| *value)
    }

    /// A list; a missing one is empty.
    pub(crate) fn list(&mut self, key: &str) -> Vec<(String, &'a Node)> {
        match self.optional(key) {
            None => Vec::new(),
            Some(Node { item: Item::List(nodes), .. }) => nodes
                .iter()
                .enumerate()
                .map(|(index, node)| (format!("{key}[{}]", index + 1), node))
                .collect(),
            Some(node) => {
                self.wrong(node, key, Expected::List);
                Vec::new()
            }
        }
    }

    /// A list of values in a textual form.
    pub(crate) fn forms<T>(
        &mut self,
        key: &str,
        expected: Expected,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let nodes = self.list(key);
        nodes.iter().filter_map(|(key, node)| self.parsed(node, key, expected, &parse)).collect()
    }

    /// A list of words out of a fixed set.
    pub(crate) fn choices<T: Copy>(&mut self, key: &str, choices: &[(&'static str, T)]) -> Vec<T> {
        let nodes = self.list(key);
        nodes.iter().filter_map(|(key, node)| self.chosen(node, key, choices)).collect()
    }

    /// A subsection; a missing one is noted and read as empty only by its required keys.
    pub(crate) fn section<T>(&mut self, key: &str, read: impl FnOnce(&mut Section<'a>) -> T) -> Option<T> {
        let node = self.required(key)?;
        self.table_of(node, key, Expected::Section, read)
    }

    /// A subsection that may be missing.
    pub(crate) fn optional_section<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&mut Section<'a>) -> T,
    ) -> Option<T> {
        let node = self.optional(key)?;
        self.table_of(node, key, Expected::Section, read)
    }

    /// A list of sections, headed `[[key]]`; a missing one is empty.
    pub(crate) fn sections<T>(&mut self, key: &str, read: impl Fn(&mut Section<'a>) -> T) -> Vec<T> {
        let Some(node) = self.optional(key) else { return Vec::new() };
        let Item::List(_) = &node.item else {
            self.wrong(node, key, Expected::Sections);
            return Vec::new();
        };
        let nodes = self.list(key);
        nodes.iter().filter_map(|(key, node)| self.table_of(node, key, Expected::Section, &read)).collect()
    }

    fn table_of<T>(
        &self,
        node: &'a Node,
        key: &str,
        expected: Expected,
        read: impl FnOnce(&mut Section<'a>) -> T,
    ) -> Option<T> {
        let Item::Table(table) = &node.item else {
            self.wrong(node, key, expected);
            return None;
        };
        Some(Section::read(table, node.at.clone(), self.path_of(key), self.findings, read))
    }

    /// The id of an entry of `list`, which no other entry may have.
    pub(crate) fn id(&mut self, key: &str, list: &'static str, is_id: impl Fn(&str) -> bool) -> String {
        let expected = if key == "tag" { Expected::LanguageTag } else { Expected::Id };
        let Some(node) = self.required(key) else { return String::new() };
        let Some(id) = self.parsed(node, key, expected, |text| is_id(text).then(|| text.to_owned())) else {
            return String::new();
        };
        self.claim(node, key, list, &id);
        id
    }

    /// Notes a problem when a text is there twice in one space of names.
    fn claim(&self, node: &Node, key: &str, space: &'static str, name: &str) {
        let mut findings = self.findings.borrow_mut();
        let taken = findings.ids.entry(space).or_default();
        if let Some(first) = taken.get(name).cloned() {
            let kind = ProblemKind::Taken(name.to_owned());
            let problem = ConfigProblem::new(node.at.clone(), self.path_of(key), kind);
            findings.problems.push(problem.with_other(first));
        } else {
            taken.insert(name.to_owned(), node.at.clone());
        }
    }

    /// A required text that nothing else in the same space of names may be called.
    pub(crate) fn name(&mut self, key: &str, space: &'static str) -> String {
        let name = self.text(key);
        if let Some(node) = self.optional(key).filter(|_| !name.is_empty()) {
            self.claim(node, key, space, &name);
        }
        name
    }

    /// A list of further names in the same space.
    pub(crate) fn names(&mut self, key: &str, space: &'static str) -> Vec<String> {
        let nodes = self.list(key);
        nodes
            .iter()
            .filter_map(|(key, node)| {
                let name = self.parsed(node, key, Expected::Text, |text| Some(text.to_owned()))?;
                self.claim(node, key, space, &name);
                Some(name)
            })
            .collect()
    }

    /// A list of ids of entries of `list`.
    pub(crate) fn references(&mut self, key: &str, list: &'static str) -> Vec<String> {
        let nodes = self.list(key);
        nodes
            .iter()
            .filter_map(|(key, node)| {
                let id = self.parsed(node, key, Expected::Text, |text| Some(text.to_owned()))?;
                self.refer(node.at.clone(), key, list, &id);
                Some(id)
            })
            .collect()
    }

    /// Notes that `id` must be the id of an entry of `list`.
    pub(crate) fn refer(&self, place: Place, key: &str, list: &'static str, id: &str) {
        let reference = Reference { list, id: id.to_owned(), key: self.path_of(key), place };
        self.findings.borrow_mut().references.push(reference);
    }
}

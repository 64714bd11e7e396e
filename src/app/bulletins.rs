//! Bulletins on the desk: the list, an open issue, its text, and the way from a draft to an issue that is out.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::App;
use super::commits::{Job, Purpose};
use super::dialogs::stepped;
use crate::domain::bulletin::{BulletinCommand, BulletinSeries, BulletinState, Count, Masthead};
use crate::domain::{Command, Kind, Stream};
use crate::i18n::bulletin::written;
use crate::i18n::names::Names;
use crate::message::{Action, Effect, Move, Sent};
use crate::ui::bulletins::{BulletinList, CountRows, OpenIssue, PassageText};
use crate::ui::dialog::{Dialog, History, Input};
use crate::ui::screen::Tone;
use crate::verb::Verb;
use crate::view::{BulletinRow, Issue, IssueKey, Query, Target};

/// Keys worth knowing in the list and in an open issue.
pub(super) const WORTH: [Action; 6] = [
    Action::Open,
    Action::Verb(Verb::Done),
    Action::Verb(Verb::Return),
    Action::NextPane,
    Action::Verb(Verb::Correct),
    Action::Back,
];

impl App {
    pub(super) fn open_bulletins(&mut self) {
        self.dialogs.push(Dialog::Bulletins(BulletinList::default()));
        self.effect(Effect::Ask(Query::Bulletins));
    }

    /// Asks again for what is being looked at.
    pub(super) fn ask_bulletins(&mut self) {
        if self.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Bulletins(_))) {
            self.effect(Effect::Ask(Query::Bulletins));
        }
        if let Some(key) = self.open_issue().map(|open| open.key) {
            self.effect(Effect::Ask(Query::Issue(key)));
        }
    }

    fn open_issue(&mut self) -> Option<&mut OpenIssue> {
        self.dialogs.iter_mut().rev().find_map(|dialog| match dialog {
            Dialog::Issue(open) => Some(open),
            _ => None,
        })
    }

    /// Takes over what was read; the cursor stays on its issue.
    pub(super) fn take_bulletins(&mut self, rows: Vec<BulletinRow>) {
        let open = self.dialogs.iter_mut().find_map(|dialog| match dialog {
            Dialog::Bulletins(list) => Some(list),
            _ => None,
        });
        let Some(list) = open else { return };
        let on = list.row().map(|row| (row.series, row.day));
        let again = on.and_then(|on| rows.iter().position(|row| (row.series, row.day) == on));
        list.at = again.unwrap_or(list.at).min(rows.len().saturating_sub(1));
        list.rows = Some(rows);
    }

    /// The answer about an open issue; drafts it if that was asked.
    pub(super) fn take_issue(&mut self, issue: Option<Box<Issue>>) {
        let drafting = std::mem::take(&mut self.drafting);
        let Some(open) = self.open_issue() else { return };
        open.issue = issue;
        if drafting {
            self.send_draft();
        }
    }

    /// Opens the issue under the cursor of the list.
    pub(super) fn open_listed_issue(&mut self) {
        let Some(Dialog::Bulletins(list)) = self.dialogs.last() else { return };
        let Some(row) = list.row() else { return };
        let key = row.stream.map_or(IssueKey::Day(row.series, row.day), |stream| IssueKey::Is(stream.id));
        self.show_issue(key);
    }

    fn show_issue(&mut self, key: IssueKey) {
        self.dialogs.push(Dialog::Issue(OpenIssue::new(key)));
        self.effect(Effect::Ask(Query::Issue(key)));
    }

    /// Opens the issue under the cursor of the pane.
    pub(super) fn open_issue_at_cursor(&mut self) {
        if let Some(stream) = self.here().cursor() {
            self.show_issue(IssueKey::Is(stream.id));
        }
    }

    pub(super) fn other_part_of_issue(&mut self) {
        if let Some(Dialog::Issue(open)) = self.dialogs.last_mut() {
            open.in_text = !open.in_text;
        }
    }

    /// Moves the cursor of what is open; tells whether it was about bulletins.
    pub(super) fn move_in_bulletins(&mut self, movement: Move) -> bool {
        let page = usize::from(self.size.height / 2).max(1);
        match self.dialogs.last_mut() {
            Some(Dialog::Bulletins(list)) => {
                let length = list.rows.as_ref().map_or(0, Vec::len);
                list.at = stepped(list.at, movement, page, length);
            }
            Some(Dialog::Issue(open)) if open.in_text => {
                open.passage = stepped(open.passage, movement, page, open.passages().len());
            }
            Some(Dialog::Issue(open)) => {
                open.count = stepped(open.count, movement, page, open.counts().len());
            }
            Some(Dialog::CountRows(rows)) => rows.at = stepped(rows.at, movement, page, rows.rows.len()),
            Some(Dialog::Passage(passage)) => move_by_line(&mut passage.input, movement),
            _ => return false,
        }
        true
    }

    /// Enter in an open issue: what stands behind the count, or the passage to be rewritten.
    pub(super) fn open_part_of_issue(&mut self) {
        let words = &self.lang.strings().bulletin.desk;
        let Some(Dialog::Issue(open)) = self.dialogs.last() else { return };
        let Some(issue) = &open.issue else { return };
        if open.in_text {
            return self.write_passage();
        }
        let Some((count, _)) = open.counts().get(open.count).copied() else { return };
        let gathered = &issue.gathered;
        let others: &[Count] = match count {
            Count::LateFacts => &gathered.late_as,
            Count::Corrections => &gathered.corrected_as,
            _ => &[],
        };
        let rows = gathered.rows_of(count).iter().enumerate();
        let rows: Vec<_> = rows.map(|(at, row)| (row.clone(), *others.get(at).unwrap_or(&count))).collect();
        if rows.is_empty() {
            return self.say(Tone::Plain, words.no_rows);
        }
        self.dialogs.push(Dialog::CountRows(CountRows { count, rows, at: 0 }));
    }

    /// Enter on a row: the item, in its pane where one lists it, else its history.
    pub(super) fn open_counted(&mut self) {
        let Some(Dialog::CountRows(rows)) = self.dialogs.last() else { return };
        let Some((row, _)) = rows.rows.get(rows.at) else { return };
        let stream = row.stream;
        self.dialogs.push(Dialog::Timeline(History { stream, detail: None, top: 0 }));
        self.ask_history(stream);
    }

    /// Opens the passage under the cursor for writing, with what was typed into it before.
    fn write_passage(&mut self) {
        if self.refuse_writing() {
            return;
        }
        let words = &self.lang.strings().bulletin.desk;
        let Some(Dialog::Issue(open)) = self.dialogs.last() else { return };
        let state = open.issue.as_ref().and_then(|issue| issue.bulletin()).map(|issue| issue.state);
        let may = matches!(state, Some(BulletinState::Drafted | BulletinState::Checked));
        let (Some(seen), true) = (open.seen(), may) else {
            return self.say(Tone::Plain, words.not_editable);
        };
        let Some((name, text)) = open.passages().get(open.passage).copied() else { return };
        let title = open.issue.as_ref().and_then(|issue| issue.bulletin());
        let title = title.map(|issue| issue.masthead.title.clone()).unwrap_or_default();
        let before = Input::of_lines(text);
        let mut passage =
            PassageText { seen, title, passage: name, before: before.text.clone(), input: before };
        let draft = self.drafts.get(&passage.draft_key());
        if !draft.is_empty() {
            passage.input = Input::of_lines(draft);
        }
        self.dialogs.push(Dialog::Passage(passage));
    }

    /// Keeps the passage that is being written.
    pub(super) fn keep_passage(&mut self) {
        if self.refuse_classified() {
            return;
        }
        self.keep_draft();
        let Some(Dialog::Passage(passage)) = self.dialogs.last().cloned() else { return };
        self.dialogs.pop();
        if !passage.is_changed() {
            return;
        }
        let passages = BTreeMap::from([(passage.passage.to_owned(), passage.input.text.clone())]);
        let command = Command::Bulletin { id: passage.seen.0.id, act: BulletinCommand::Edit { passages } };
        let draft = Some(passage.draft_key());
        self.send_on_issue(command, Some(passage.seen), passage.title, Verb::Amend, draft);
    }

    /// The issue that verbs mean while bulletins are open, with its state; one that is not there yet is to be drafted.
    pub(super) fn issue_at_hand(&self) -> Option<(Kind, &'static str)> {
        let state = match self.dialogs.last()? {
            Dialog::Bulletins(list) => list.row()?.state,
            Dialog::Issue(open) => {
                let known = open.issue.as_ref().and_then(|issue| issue.bulletin());
                known.map_or(BulletinState::Collecting, |bulletin| bulletin.state).name()
            }
            _ => return None,
        };
        Some((Kind::Bulletin, state))
    }

    /// A verb in the list or in an open issue. The draft is made here; all else asks like any verb.
    pub(super) fn verb_on_issue(&mut self, verb: Verb) {
        if self.refuse_writing() {
            return;
        }
        let found = match self.dialogs.last() {
            Some(Dialog::Bulletins(list)) => list.row().map(|row| {
                let target = row.stream.map(|stream| (stream, row.version, row.state, row.title.clone()));
                (target, IssueKey::Day(row.series, row.day))
            }),
            Some(Dialog::Issue(open)) => open.issue.as_ref().map(|issue| {
                let target = issue.entity.as_ref().zip(issue.bulletin()).map(|(entity, bulletin)| {
                    let title = bulletin.masthead.title.clone();
                    (entity.stream, entity.version, bulletin.state.name(), title)
                });
                (target, open.key)
            }),
            _ => None,
        };
        let Some((target, key)) = found else { return };
        let begins = verb == Verb::Done && target.is_none();
        let Some((stream, version, state, title)) = target else {
            if begins {
                self.draft_issue(key);
            }
            return;
        };
        let over = [BulletinState::Issued, BulletinState::Corrected].iter().any(|over| over.name() == state);
        if verb == Verb::Done && over {
            return self.say(Tone::Plain, self.lang.strings().bulletin.desk.nothing_next);
        }
        let target = Target { stream, version, state, title, shelved_until: None, due_at: None };
        self.begin_on(verb, None, vec![target]);
    }

    /// Begins a draft where the verb comes to that; tells whether it did.
    pub(super) fn began_draft(&mut self, verb: Verb, targets: &[Target]) -> bool {
        let [target] = targets else { return false };
        let drafts = target.stream.kind == Kind::Bulletin
            && verb.plain(target.stream.kind, target.state) == Verb::Draft;
        if drafts {
            self.draft_issue(IssueKey::Is(target.stream.id));
        }
        drafts
    }

    /// Reads the facts of an issue; it is drafted as soon as they are there.
    fn draft_issue(&mut self, key: IssueKey) {
        if !matches!(self.dialogs.last(), Some(Dialog::Issue(_))) {
            self.dialogs.push(Dialog::Issue(OpenIssue::new(key)));
        }
        self.drafting = true;
        self.effect(Effect::Ask(Query::Issue(key)));
    }

    /// Sends the draft of the open issue: opened and drafted in one entry where nobody has begun it.
    fn send_draft(&mut self) {
        let Some(issue) = self.open_issue().and_then(|open| open.issue.clone()) else { return };
        let names = Names::of(&self.config);
        let text = Box::new(written(self.lang, &issue.gathered, &names, self.config.office.zone));
        let (series, day) = (issue.gathered.series, issue.gathered.day);
        let (command, seen, title) = match (&issue.entity, issue.bulletin()) {
            (Some(entity), Some(bulletin)) => {
                let act = BulletinCommand::Draft(text);
                let title = bulletin.masthead.title.clone();
                (
                    Command::Bulletin { id: entity.stream.id, act },
                    Some((entity.stream, entity.version)),
                    title,
                )
            }
            _ => {
                let title = (self.lang.strings().bulletin.title)(series, day);
                let masthead = Masthead { series, title: title.clone(), day };
                let act = BulletinCommand::Compile { masthead, written: text };
                (Command::Bulletin { id: issue.free, act }, None, title)
            }
        };
        self.send_on_issue(command, seen, title, Verb::Draft, None);
    }

    fn send_on_issue(
        &mut self,
        command: Command,
        seen: Option<(Stream, u32)>,
        title: String,
        verb: Verb,
        draft: Option<String>,
    ) {
        self.enqueue(Job {
            purpose: Purpose::Verb(verb),
            sent: vec![Sent { command, seen }],
            titles: vec![title],
            states: Vec::new(),
            draft,
            of: None,
            cleared: Vec::new(),
        });
    }

    /// Once a day the desk says that the issue of the day before can be drafted.
    pub(super) fn propose_issue(&mut self, day: Option<NaiveDate>) {
        let Some(day) = day.filter(|day| self.proposed != Some(*day)) else { return };
        self.proposed = Some(day);
        let keys = self.keymap.keys_of(self.place(), &Action::Bulletins);
        let words = &self.lang.strings().bulletin;
        let key = keys.first().map_or("B", String::as_str);
        self.say(
            Tone::Plain,
            (words.desk.propose)((words.series)(BulletinSeries::Daily), &(words.day)(day), key),
        );
    }
}

/// Moves the caret a line up or down, as far in as it was.
fn move_by_line(input: &mut Input, movement: Move) {
    let start = input.text[..input.caret].rfind('\n').map_or(0, |at| at + 1);
    let column = input.text[start..input.caret].chars().count();
    let to = match movement {
        Move::Up if start > 0 => input.text[..start - 1].rfind('\n').map_or(0, |at| at + 1),
        Move::Down => match input.text[input.caret..].find('\n') {
            Some(at) => input.caret + at + 1,
            None => return,
        },
        _ => return,
    };
    let line = input.text[to..].split('\n').next().unwrap_or_default();
    let within: usize = line.chars().take(column).map(char::len_utf8).sum();
    input.caret = to + within;
}

//! What the desk of lines does to papers: verbs with what they need, capture, undo.

use std::io::{self, BufRead, Write};

use super::Sitting;
use crate::capture;
use crate::config::Unit;
use crate::domain::clearance::{ClearanceCommand, about, noted};
use crate::domain::document::{DocumentCommand, Handling};
use crate::domain::request::RequestKind;
use crate::domain::run::ExitKind;
use crate::domain::{Command, Id, Refusal, Stream};
use crate::i18n::Lang;
use crate::i18n::domain::{Way, Ways};
use crate::intake::{is_marked_line, text_content};
use crate::keymap::action;
use crate::message::Action;
use crate::store::{CommitError, Outcome, ReadContext, Submission};
use crate::verb::{Arg, Args, Need, Verb, command, needs};
use crate::view::{Answer, Difference, Query};

impl<R: BufRead, W: Write> Sitting<'_, R, W> {
    /// The row of a number of the last list, and what stands behind the number.
    pub(super) fn numbered<'t>(&mut self, rest: &'t str) -> io::Result<Option<(usize, &'t str)>> {
        let (number, more) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(at) = at.filter(|at| *at < self.rows.len()) {
            return Ok(Some((at, more.trim())));
        }
        let line = (self.strings().linear.no_number)(number);
        self.say(&line).map(|()| None)
    }

    pub(super) fn act(&mut self, verb: Verb, rest: &str) -> io::Result<()> {
        let Some((at, given)) = self.numbered(rest)? else { return Ok(()) };
        let target = self.rows[at].clone();
        let (words, terms) = (&self.strings().linear, &self.strings().domain);
        let state = (terms.state)(target.stream.kind, target.state);
        let not_now = (words.not_now)(self.label(verb), state);
        let Some(needs) = needs(verb, target.stream.kind, target.state) else { return self.say(&not_now) };
        let Some(args) = self.collect(verb, &needs, given)? else { return self.say(words.given_up) };
        let Some(args) = self.with_leader(verb, target.stream, args)? else {
            return self.say(words.given_up);
        };
        match command(verb, target.stream, target.state, &args) {
            Ok(command) => self.commit(command, Some(at), &target.title).map(drop),
            Err(_) => self.say(&not_now),
        }
    }

    /// What the verb needs: the first from the line itself, the rest by asking. None if something that must be given
    /// is not.
    fn collect(&mut self, verb: Verb, needs: &[Need], given: &str) -> io::Result<Option<Args>> {
        let mut args = Args::default();
        let mut inline = (!given.is_empty()).then(|| given.to_owned());
        let brief = inline.is_some();
        for need in needs.iter().filter(|need| !need.extra) {
            while !(brief && inline.is_none() && !need.required) {
                let prompt = format!("{}> ", self.strings().screen.dialogs.arg(verb, need.arg));
                let said = match inline.take() {
                    Some(said) => said,
                    None => self.ask(&prompt)?.unwrap_or_default(),
                };
                if said.is_empty() && need.required {
                    return Ok(None);
                }
                if said.is_empty() {
                    break;
                }
                match self.understand(&mut args, need.arg, &said) {
                    Ok(()) => break,
                    Err(problem) => self.say(&problem)?,
                }
            }
        }
        Ok(Some(args))
    }

    /// Words that name no leader are those of the leader on duty; without one the name is asked for.
    fn with_leader(&mut self, verb: Verb, stream: Stream, mut args: Args) -> io::Result<Option<Args>> {
        if args.words.is_none() || args.leader.is_some() || !verb.quotes_leader(stream.kind) {
            return Ok(Some(args));
        }
        args.leader = self.leader_on_duty();
        if args.leader.is_none() {
            let prompt = format!("{}> ", self.strings().screen.dialogs.arg(verb, Arg::Leader));
            args.leader = self.ask(&prompt)?.filter(|said| !said.is_empty());
        }
        Ok(args.leader.is_some().then_some(args))
    }

    /// 带班领导 of the shift on duty, if there is one and the store can be read.
    fn leader_on_duty(&self) -> Option<String> {
        let policy = self.desk.config.policy();
        let cx = ReadContext { now: (self.desk.now)(), officer: &self.desk.officer.name, policy: &policy };
        match self.desk.reader.answer(&Query::Overview, &cx) {
            Ok(Answer::Overview(overview)) => overview.shift.map(|shift| shift.leader),
            _ => None,
        }
        .filter(|leader| !leader.is_empty())
    }

    fn heads(&self, said: &str) -> Result<u32, String> {
        said.parse().map_err(|_| (self.strings().record.no_count)(said))
    }

    fn understand(&self, args: &mut Args, arg: Arg, said: &str) -> Result<(), String> {
        if is_marked_line(said) {
            return Err(self.strings().domain.classified.to_owned());
        }
        let words = &self.strings().linear;
        let text = || Some(said.to_owned());
        match arg {
            Arg::Unit => args.unit = Some(self.unit(said)?),
            Arg::Until => {
                let until = capture::when::until(said, (self.desk.now)(), self.desk.config.office.zone);
                args.until = Some(until.ok_or_else(|| (words.bad_time)(said))?);
            }
            Arg::Note => args.note = text(),
            Arg::Reason => args.reason = text(),
            Arg::Outcome => args.outcome = text(),
            Arg::Leader => args.leader = text(),
            Arg::Words => args.words = text(),
            Arg::Feedback => args.feedback = text(),
            Arg::Vehicle => args.run.vehicle = text(),
            Arg::Driver => args.run.driver = text(),
            Arg::Volunteers => {
                let ids = said.split([',', '，', '、', ' ']).filter(|id| !id.is_empty());
                let ids: Result<Vec<Id>, _> = ids.map(str::parse).collect();
                args.run.volunteers = ids.map_err(|_| (self.strings().record.no_count)(said))?;
            }
            Arg::Exit => {
                let word = self.strings().runs.exit;
                let kind = ExitKind::ALL.iter().find(|kind| kind.name() == said || word(**kind) == said);
                let known: Vec<&str> = ExitKind::ALL.iter().map(|kind| word(*kind)).collect();
                let unknown = || (self.strings().record.unknown_choice)(said, &known.join("、"));
                args.run.exit = Some(*kind.ok_or_else(unknown)?);
            }
            Arg::People => args.run.people = Some(self.heads(said)?),
            Arg::Expected => args.run.expected = Some(self.heads(said)?),
            Arg::Boarded => args.run.boarded = Some(self.heads(said)?),
            Arg::Delivered => args.run.delivered = Some(self.heads(said)?),
            Arg::Site => {
                args.run.site = Some(
                    self.desk
                        .config
                        .site_called(said)
                        .map_or_else(|| said.to_owned(), |site| site.id.clone()),
                )
            }
            // What has a usual value is not asked for here.
            Arg::Mode | Arg::Assists | Arg::Evidence => {}
            Arg::Person => args.report.person = text(),
            Arg::Post => args.report.post = text(),
            Arg::NeedKind => args.need = Some(self.need_kind(said)?),
            Arg::ReadBack => {
                let yes = matches!(said, "y" | "yes" | "是" | "已复诵");
                let no = matches!(said, "n" | "no" | "否" | "未复诵");
                if !yes && !no {
                    return Err(self.strings().emergency.choose.to_owned());
                }
                args.report.read_back = Some(yes);
            }
            Arg::Elements => {
                let elements = capture::news::named(said).ok_or_else(|| words.which_elements.to_owned())?;
                args.report.elements = elements;
            }
            Arg::Item => args.item = text(),
            Arg::Owner => args.report.person = Some(self.unit(said).unwrap_or_else(|_| said.to_owned())),
            Arg::Actions => {
                let config = &self.desk.config;
                let around = capture::action::Around {
                    now: (self.desk.now)(),
                    zone: config.office.zone,
                    calendar: &config.calendar(),
                    unit: &|name| config.unit_called(name).map(|unit| unit.id.clone()),
                };
                let items = capture::action::items(said, &around);
                args.actions = items.map_err(|line| (self.strings().meeting.bad_action)(&line))?;
            }
            Arg::Handling => {
                args.handling = Some(match said {
                    _ if said.contains('办') || said.contains("action") => Handling::ForAction,
                    _ if said.contains('阅') || said.contains("info") => Handling::ForInformation,
                    _ => return Err(words.which_handling.to_owned()),
                });
            }
        }
        Ok(())
    }

    /// The kind of need that is called so in either language.
    fn need_kind(&self, said: &str) -> Result<RequestKind, String> {
        let called = |kind: &RequestKind| {
            let words = [Lang::ZhCn, Lang::En].map(|lang| (lang.strings().domain.severity)(kind.name()));
            kind.name() == said || words.contains(&said)
        };
        let known = || RequestKind::ALL.map(|kind| (self.strings().domain.severity)(kind.name())).join(" / ");
        RequestKind::ALL.into_iter().find(called).ok_or_else(known)
    }

    /// The unit of this id or name, or the only one whose names hold it.
    fn unit(&self, said: &str) -> Result<String, String> {
        let names = |unit: &Unit| {
            let own = [unit.id.clone(), unit.name_zh.clone(), unit.name_en.clone()];
            own.into_iter().chain(unit.aliases.clone()).collect::<Vec<_>>()
        };
        let units = &self.desk.config.units;
        let exact = units.iter().find(|unit| names(unit).iter().any(|name| name.eq_ignore_ascii_case(said)));
        if let Some(unit) = exact {
            return Ok(unit.id.clone());
        }
        let near: Vec<_> =
            units.iter().filter(|unit| names(unit).iter().any(|name| name.contains(said))).collect();
        match near[..] {
            [unit] => Ok(unit.id.clone()),
            _ => {
                let among = if near.is_empty() { units.iter().collect() } else { near };
                let name =
                    |unit: &&Unit| format!("{} ({})", self.names.unit(&unit.id, self.desk.lang), unit.id);
                Err((self.strings().linear.which_unit)(
                    &among.iter().map(name).collect::<Vec<_>>().join(", "),
                ))
            }
        }
    }

    pub(super) fn capture(&mut self, line: &str) -> io::Result<()> {
        let now = (self.desk.now)();
        let cleared = self.standing(line);
        if is_marked_line(line) && cleared.is_none() {
            let terms = &self.strings().domain;
            return self.say(&(terms.refused)(terms.classified));
        }
        let understood = capture::parse(line, now, self.desk.config.office.zone)
            .counted(&self.desk.config.calendar(), now);
        if !understood.is_enough() {
            return self.say(self.strings().linear.capture_more);
        }
        let register = self.desk.config.registers.first().map_or("", |register| register.id.as_str());
        let mut received = understood.received(register, line, now, self.desk.config.office.zone);
        if let Some(id) = cleared {
            received.note = noted(received.note.take(), id);
        }
        let (id, title) = (self.ids.fresh(now), received.title.clone());
        let act = DocumentCommand::Receive(Box::new(received));
        let stream = self.commit(Command::Document { id, act }, None, &title)?;
        self.record_use(cleared, stream);
        Ok(())
    }

    /// The clearance by which a line may come in, if it needs one and there is one.
    fn standing(&self, line: &str) -> Option<Id> {
        let (now, policy) = ((self.desk.now)(), self.desk.config.policy());
        let cx = ReadContext { now, officer: &self.desk.officer.name, policy: &policy };
        let known = match self.desk.reader.answer(&Query::Clearances, &cx) {
            Ok(Answer::Clearances(known)) if is_marked_line(line) => known,
            _ => return None,
        };
        about(&known, &text_content(line), now).filter(|(_, one)| one.stands(now)).map(|(id, _)| *id)
    }

    /// Records what a cleared line became. If the clearance has lapsed meanwhile, what came in is in.
    fn record_use(&self, cleared: Option<Id>, paper: Option<Stream>) {
        let (Some(store), Some(id), Some(paper)) = (&self.desk.store, cleared, paper) else { return };
        let command = Command::Clearance { id, act: ClearanceCommand::Use { paper } };
        let (officer, at) = (self.desk.officer.clone(), (self.desk.now)());
        let _ = store.submit(Submission { officer, at, batch: None, expect: Vec::new(), command });
        let _ = self.desk.reader.changed();
    }

    pub(super) fn undo(&mut self) -> io::Result<()> {
        let Some(entry) = self.own.last().copied() else {
            return self.say(self.strings().linear.nothing_to_undo);
        };
        let made = self.own.len();
        self.commit(Command::Undo { entry }, None, self.strings().linear.undone)?;
        if self.own.len() > made {
            self.own.truncate(made - 1);
        }
        Ok(())
    }

    /// Commits, and says what came of it; gives what it is about now. `at` is the row that the command is about, as it was listed.
    fn commit(&mut self, command: Command, at: Option<usize>, title: &str) -> io::Result<Option<Stream>> {
        let words = &self.strings().linear;
        let Some(store) = &self.desk.store else { return self.say(words.read_only).map(|()| None) };
        let expect = at.map(|at| (self.rows[at].stream, self.rows[at].version)).into_iter().collect();
        let officer = self.desk.officer.clone();
        let result =
            store.submit(Submission { officer, at: (self.desk.now)(), batch: None, expect, command });
        // One's own commit is no news.
        let _ = self.desk.reader.changed();
        let mut stream = None;
        let line = match result {
            Ok(Outcome::Committed(committed)) => {
                self.own.push(committed.seq);
                stream = committed.streams.first().map(|(stream, _)| *stream);
                let stands =
                    committed.streams.first().map(|(stream, version)| self.stands(*stream, *version));
                (words.done)(title, &stands.unwrap_or_default())
            }
            Ok(Outcome::Unchanged { stream: known }) => {
                stream = known;
                words.unchanged.to_owned()
            }
            Err(CommitError::Changed(differences)) => return self.conflict(&differences).map(|()| None),
            Err(CommitError::Refused(refusal)) => self.refused(&refusal),
            Err(CommitError::Busy) => words.busy.to_owned(),
            Err(CommitError::ReadOnly) => words.read_only.to_owned(),
            Err(CommitError::Storage(error)) => (words.storage)(&error.to_string()),
        };
        self.say(&line).map(|()| stream)
    }

    fn label(&self, verb: Verb) -> &'static str {
        action::of(&Action::Verb(verb)).map_or(verb.name(), |named| named.label(&self.strings().desk))
    }

    /// The name by which keys are bound to a verb.
    fn named(verb: Verb) -> &'static str {
        action::of(&Action::Verb(verb)).map_or(verb.name(), |named| named.name)
    }

    /// Why the domain says no, with the keys that may be typed instead.
    fn refused(&self, refusal: &Refusal) -> String {
        let key = |name: &str| {
            let mut bound = self.desk.config.keys.iter().filter(|bound| bound.context == "desk");
            bound.find(|bound| bound.action == name).map_or(name, |bound| &bound.keys).to_owned()
        };
        let verb = |verb: Verb| Way { label: self.label(verb), by: key(Self::named(verb)) };
        let history = format!("{} ({})", self.strings().desk.actions.timeline, key("timeline"));
        let terms = &self.strings().domain;
        let ways = Ways { verb: &verb, history: &history };
        (terms.refused)(&(terms.refusal)(&self.telling(), ways, refusal))
    }

    /// The state an item is in now, in words; the list learns it too.
    fn stands(&mut self, stream: Stream, version: u32) -> String {
        let Ok(Some(entity)) = self.desk.reader.entity(stream) else { return String::new() };
        let state = entity.state.name();
        for row in self.rows.iter_mut().filter(|row| row.stream == stream) {
            (row.version, row.state) = (version, state);
        }
        (self.strings().domain.state)(stream.kind, state).to_owned()
    }

    /// Somebody was first: nothing was applied; this is what happened.
    fn conflict(&mut self, differences: &[Difference]) -> io::Result<()> {
        self.say(self.strings().screen.dialogs.conflict_note)?;
        for difference in differences {
            let state = (self.strings().domain.state)(difference.stream.kind, difference.state);
            let line = format!("{} · {state}", difference.title);
            self.say(&line)?;
            difference.since.iter().try_for_each(|item| self.event(item))?;
        }
        self.say(self.strings().linear.changed)
    }
}

//! What the tables say, and when to ask them again.

use super::App;
use crate::domain::{Attention, Stream};
use crate::message::{Action, Effect, Timer};
use crate::ui::dialog::Dialog;
use crate::ui::screen::Tone;
use crate::view::{Answer, Detail, Overview, PaneKind, PaneRows, Query, Row};

/// After how many milliseconds tables that could not be read are tried again.
const TRY_AGAIN: u64 = 2_000;

/// Following the store: what was asked, what was heard and not yet shown.
#[derive(Debug, Default)]
pub(super) struct Following {
    /// Answers that wait for the next frame.
    heard: Vec<Answer>,
    panes: [Turn; 4],
    overview: Turn,
    preview: Turn,
    /// The officer has stopped following.
    pub(super) frozen: bool,
    /// The tables cannot be read at the moment.
    pub(super) lost: bool,
    /// Ticket of the question behind the open history.
    history: u64,
    /// Last journal entry of which the officer was told.
    pub(super) told: Option<u64>,
    /// Urgent open papers at that time.
    pub(super) urgent: u32,
    /// When the desk has asked to be woken.
    due: Option<chrono::DateTime<chrono::Utc>>,
}

/// One question at a time: under a storm of changes each answer is the newest there is, and nothing piles up.
#[derive(Debug, Default)]
struct Turn {
    waiting: bool,
    again: bool,
}

impl Turn {
    /// Whether to ask now; else it will be asked again after the answer.
    const fn may_ask(&mut self) -> bool {
        self.again = self.waiting;
        !std::mem::replace(&mut self.waiting, true)
    }

    /// It was asked anew, whatever was asked before.
    const fn asked(&mut self) {
        (self.waiting, self.again) = (true, false);
    }

    /// The answer came; tells whether to ask again.
    const fn answered(&mut self) -> bool {
        self.waiting = false;
        std::mem::replace(&mut self.again, false)
    }
}

impl Following {
    /// Nothing is awaited any more.
    fn forget_turns(&mut self) {
        self.panes = Default::default();
        self.overview = Turn::default();
        self.preview = Turn::default();
    }

    pub(super) fn heard(&mut self, answer: Answer) {
        self.lost = false;
        self.heard.push(answer);
    }
}

impl App {
    /// Asks for everything that is shown.
    pub(super) fn ask_all(&mut self) {
        self.ask_messages();
        self.ask_crews();
        self.ask_register_again();
        self.ask_bulletins();
        self.ask_overview();
        self.ask_alarms();
        self.ask_clearances();
        self.refresh_plot();
        self.refresh_figures();
        for pane in PaneKind::ALL {
            if self.following.panes[pane.index()].may_ask() {
                self.ask_pane(pane);
            }
        }
        // Of two questions about items only the newer is answered. Under an open history the preview waits for its end.
        let history = self.dialogs.iter().rev().find_map(|dialog| match dialog {
            Dialog::Timeline(history) => Some(history.stream),
            Dialog::Sheet(sheet) => Some(sheet.target.stream),
            Dialog::Report(form) if form.emergency.is_none() => Some(form.target.stream),
            Dialog::Calls(sheet) => Some(sheet.stream),
            Dialog::Checklist(list) => Some(list.stream),
            _ => None,
        });
        if let Some(stream) = history {
            self.ask_history(stream);
        } else if let Some(stream) = self.preview.stream.filter(|_| self.preview.on)
            && self.following.preview.may_ask()
        {
            self.ask_preview(stream);
        }
    }

    /// The history over it was closed: what happened meanwhile, and an answer that the history outran, is asked for.
    pub(super) fn ask_preview_again(&mut self) {
        if let Some(stream) = self.preview.stream.filter(|_| self.preview.on) {
            self.ask_preview(stream);
        }
    }

    fn ask_overview(&mut self) {
        if self.following.overview.may_ask() {
            self.effect(Effect::Ask(Query::Overview));
        }
    }

    /// Asks for what the pane wants now; answers to earlier questions will be dropped.
    pub(super) fn ask_pane(&mut self, pane: PaneKind) {
        let (ticket, in_sight) = (self.ticket(), self.in_sight(pane));
        let list = self.pane_mut(pane).question(ticket, in_sight);
        self.following.panes[pane.index()].asked();
        self.effect(Effect::Ask(Query::Pane { pane, list, ticket }));
    }

    /// Asks for the rows around the cursor, unless an answer is on its way: whoever holds a key down asks once at a
    /// time, and again from where the cursor is then.
    pub(super) fn ask_for_more(&mut self, pane: PaneKind) {
        if !self.following.panes[pane.index()].waiting {
            self.ask_pane(pane);
        }
    }

    fn ask_preview(&mut self, stream: Stream) {
        self.following.preview.asked();
        self.preview.ticket = self.ticket();
        self.effect(Effect::Ask(Query::Detail { stream, ticket: self.preview.ticket }));
    }

    pub(super) fn ask_history(&mut self, stream: Stream) {
        self.following.history = self.ticket();
        self.effect(Effect::Ask(Query::Detail { stream, ticket: self.following.history }));
    }

    /// The preview is about the row under the cursor.
    pub(super) fn follow_cursor(&mut self) {
        let cursor = self.here().cursor();
        if !self.preview.on || self.preview.stream == cursor {
            return;
        }
        self.preview.stream = cursor;
        self.preview.detail = None;
        self.preview.top = 0;
        if let Some(stream) = cursor {
            self.ask_preview(stream);
        }
    }

    pub(super) fn store_changed(&mut self) {
        if !self.following.frozen {
            self.ask_all();
        }
    }

    pub(super) fn refresh(&mut self) {
        self.following.forget_turns();
        self.ask_all();
    }

    pub(super) fn freeze(&mut self) {
        self.following.frozen = !self.following.frozen;
        if self.following.frozen {
            self.say(Tone::Plain, self.words().frozen);
        } else {
            self.say(Tone::Plain, self.words().following);
            self.refresh();
        }
    }

    pub(super) fn unreadable(&mut self, why: &str) {
        self.following.lost = true;
        self.following.forget_turns();
        self.following.due = None;
        self.effect(Effect::Wait(Timer::Due, TRY_AGAIN));
        self.say(Tone::Bad, (self.words().unreadable)(why));
    }

    /// What is being typed cannot be kept; the tables are as well as before.
    pub(super) fn not_kept(&mut self, why: &str) {
        self.say(Tone::Bad, (self.words().draft_not_kept)(why));
    }

    /// Something has run out, or the tables could not be read and are tried again.
    pub(super) fn due(&mut self) {
        self.following.due = None;
        if !self.following.frozen {
            self.ask_all();
        }
    }

    /// Takes over what was heard since the last frame. Until now keys have found what that frame showed.
    pub(super) fn take_answers(&mut self) {
        for answer in std::mem::take(&mut self.following.heard) {
            match answer {
                Answer::Pane { ticket, rows } => self.take_rows(ticket, rows),
                Answer::Times { ticket, times } => self.take_times(ticket, times),
                Answer::Plotted { ticket, plotted } => self.take_plotted(ticket, plotted),
                Answer::Figured { ticket, told } => self.take_figured(ticket, told),
                Answer::Overview(overview) => self.take_overview(*overview),
                Answer::Alarms(found) => self.take_alarms(found),
                Answer::Clearances(known) => self.take_clearances(known),
                Answer::Awaited(awaited) => self.take_awaited(awaited),
                Answer::Helpers { stream, helpers } => self.take_helpers(stream, *helpers),
                Answer::Proposal { ticket, proposed } => self.take_crews(ticket, *proposed),
                Answer::Crewing { stream, candidates } => self.take_crewing(stream, *candidates),
                Answer::Detail { ticket, detail } => self.take_detail(ticket, detail),
                Answer::Search { ticket, found } => self.take_hits(ticket, found),
                Answer::Register { ticket, page } => self.take_register(ticket, page),
                Answer::Offers { ticket, offers } => self.take_offers(ticket, *offers),
                Answer::Messages(rows) => self.take_messages(rows),
                Answer::Bulletins(rows) => self.take_bulletins(rows),
                Answer::Issue(issue) => self.take_issue(issue),
                Answer::Matching { pane, rows } => {
                    let count = rows.len();
                    self.pane_mut(pane).mark_these(rows);
                    self.say(Tone::Plain, (self.words().marked)(count));
                }
            }
        }
        self.wait_for_due();
    }

    fn take_rows(&mut self, ticket: u64, rows: PaneRows) {
        let me = self.officer.name.clone();
        let panes = &mut self.panes;
        let left;
        let pane = match rows {
            PaneRows::Documents(window) if ticket == panes.documents.ticket => {
                left = panes.documents.take(window, &me);
                PaneKind::Documents
            }
            PaneRows::Issues(window) if ticket == panes.issues.ticket => {
                left = panes.issues.take(window, &me);
                PaneKind::Issues
            }
            PaneRows::Transfers(window) if ticket == panes.transfers.ticket => {
                left = panes.transfers.take(window, &me);
                PaneKind::Transfers
            }
            PaneRows::Volunteers(window, cover) if ticket == panes.volunteers.ticket => {
                left = panes.volunteers.take(window, &me);
                panes.cover = cover;
                PaneKind::Volunteers
            }
            _ => return,
        };
        if left && pane == self.focus {
            self.say_where_it_went();
        }
        if self.following.panes[pane.index()].answered() {
            self.ask_pane(pane);
        }
    }

    /// The row has left with the officer's own act: the notice about the act says where to find it.
    fn say_where_it_went(&mut self) {
        if self.here().query().all {
            return;
        }
        let keys = self.keymap.keys_of(self.place(), &Action::NextView);
        let where_to = (self.words().left_list)(keys.first().map_or("]", String::as_str));
        if let Some(toast) = self.toast.as_mut().filter(|toast| toast.tone == Tone::Good) {
            toast.text.push_str(&where_to);
        }
    }

    fn take_detail(&mut self, ticket: u64, detail: Option<Box<Detail>>) {
        if ticket == self.preview.ticket {
            self.preview.detail = detail;
            if let Some(stream) = self.preview.stream
                && self.following.preview.answered()
            {
                self.ask_preview(stream);
            }
        } else if ticket == self.following.history {
            if self.take_reported(detail.as_deref()) || self.take_amending(detail.as_deref()) {
                return;
            }
            if matches!(self.dialogs.last(), Some(Dialog::Sheet(_) | Dialog::Report(_))) {
                return self.take_emergency(detail);
            }
            let open = self.dialogs.iter_mut().rev();
            let mut open = open.filter(|dialog| {
                matches!(dialog, Dialog::Timeline(_) | Dialog::Calls(_) | Dialog::Checklist(_))
            });
            match open.next() {
                Some(Dialog::Timeline(history)) => history.detail = detail,
                Some(Dialog::Calls(_)) => self.take_calls(detail),
                Some(Dialog::Checklist(_)) => self.take_checklist(detail),
                _ => self.open_plan(detail),
            }
        }
    }

    fn take_overview(&mut self, overview: Overview) {
        self.ring_for(&overview);
        self.propose_issue(overview.bulletin_to_draft);
        self.overview = Some(overview);
        if self.following.overview.answered() {
            self.ask_overview();
        }
    }

    /// Comes back when the next deadline, acknowledgement or shelf of what is at hand runs out.
    fn wait_for_due(&mut self) {
        let next_due = self.overview.as_ref().and_then(|overview| overview.next_to_lose.as_ref());
        let panes = &self.panes;
        let moments = next_due
            .map(|next| next.due.at)
            .into_iter()
            .chain(self.overview.as_ref().and_then(|overview| overview.changes_at))
            .chain(self.next_ring())
            .chain(panes.documents.window.rows.iter().flat_map(moments))
            .chain(panes.issues.window.rows.iter().flat_map(moments))
            .chain(panes.transfers.window.rows.iter().flat_map(moments))
            .chain(panes.volunteers.window.rows.iter().flat_map(moments));
        let next = moments.filter(|at| *at > self.now).min();
        if let Some(next) = next
            && self.following.due.replace(next) != Some(next)
        {
            let wait = (next - self.now).num_milliseconds().max(0).unsigned_abs();
            self.effect(Effect::Wait(Timer::Due, wait + 1));
        }
    }
}

/// When a row will look different by itself.
fn moments<R: Row>(row: &R) -> impl Iterator<Item = chrono::DateTime<chrono::Utc>> {
    let head = row.head();
    [head.due.map(|due| due.at), Attention::until(&head.attention)].into_iter().flatten()
}

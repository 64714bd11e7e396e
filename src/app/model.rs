//! What the desk knows.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use ratatui::layout::Size;

use super::answers::Following;
use super::bell::Bell;
use super::classified::Clearing;
use super::commits::Commits;
use super::drafts::Drafts;
use super::keys::Typed;
use super::lists::Pane;
use super::outward::Outward;
use super::undo::Acts;
use crate::config::Config;
use crate::domain::id::IdSource;
use crate::domain::{Officer, Role, Stream};
use crate::filter::{Filter, Vocabulary};
use crate::i18n::Lang;
use crate::keymap::Keymap;
use crate::message::Effect;
use crate::ui::dialog::Dialog;
use crate::ui::layout::{Areas, Wants, layout, visible_rows};
use crate::ui::screen::{Hint, Link, Panes, Preview, Screen, Toast, Tone};
use crate::verb::{Args, Verb};
use crate::view::{Awaited, Helpers, Overview, PaneKind, PanePreferences, ReportOrder, Target};

/// What a desk starts with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The configuration.
    pub config: Arc<Config>,
    /// Keys, made of the configuration's bindings.
    pub keymap: Keymap,
    /// Who sits at this desk.
    pub officer: Officer,
    /// Language of the screen.
    pub lang: Lang,
    /// Seed of the ids of new items.
    pub seed: u64,
    /// The time (UTC).
    pub now: DateTime<Utc>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Folder in which documents for people are offered to be written.
    pub reports: PathBuf,
    /// The store is open for reading only.
    pub read_only: bool,
    /// What to say first, if anything.
    pub notice: Option<String>,
}

/// A desk.
#[derive(Debug)]
pub struct App {
    pub(super) config: Arc<Config>,
    pub(super) keymap: Keymap,
    pub(super) officer: Officer,
    pub(super) lang: Lang,
    pub(super) ids: IdSource,
    pub(super) now: DateTime<Utc>,
    pub(super) size: Size,
    pub(super) reports: PathBuf,
    /// Where a document was to be written that is not written yet.
    pub(super) report_path: Option<(ReportOrder, String)>,
    pub(super) read_only: bool,
    pub(super) panes: Panes,
    pub(super) focus: PaneKind,
    pub(super) zoomed: bool,
    pub(super) preview: Preview,
    pub(super) dialogs: Vec<Dialog>,
    pub(super) overview: Option<Overview>,
    pub(super) following: Following,
    pub(super) bell: Bell,
    pub(super) awaited: Vec<Awaited>,
    /// Who can be sent to a guest, as last heard.
    pub(super) helpers: Option<(Stream, Helpers)>,
    pub(super) typed: Typed,
    pub(super) toast: Option<Toast>,
    pub(super) hints: Vec<Hint>,
    pub(super) commits: Commits,
    pub(super) clearing: Clearing,
    pub(super) acts: Acts,
    pub(super) drafts: Drafts,
    pub(super) last: Option<(Verb, Args)>,
    /// A dispatch that waits for its confirmation.
    pub(super) outward: Option<Outward>,
    /// The paper whose plan opens when the answer about it comes.
    pub(super) planning: Option<Stream>,
    /// The issue that is drafted when the answer about it comes.
    pub(super) drafting: bool,
    /// The day whose issue the officer was told can be drafted.
    pub(super) proposed: Option<chrono::NaiveDate>,
    /// The item that a special report is drafted about, once it is read.
    pub(super) reporting: Option<Target>,
    /// The item that was asked for, to be corrected in its form.
    pub(super) amending: Option<Stream>,
    pub(super) filter_before: Filter,
    pub(super) vocabulary: Vocabulary,
    /// What the officer has set up, by pane.
    pub(super) preferences: [PanePreferences; 4],
    /// What was searched for last among everything.
    pub(super) searched: String,
    pub(super) mouse: bool,
    pub(super) tickets: u64,
    pub(super) out: Vec<Effect>,
}

impl App {
    /// A desk, and what it asks for first.
    pub fn new(setup: Setup) -> (Self, Vec<Effect>) {
        let mouse = setup.config.display.mouse;
        let vocabulary = Vocabulary::new(&setup.config, &setup.officer.name);
        let mut app = Self {
            config: setup.config,
            keymap: setup.keymap,
            officer: setup.officer,
            lang: setup.lang,
            ids: IdSource::seeded(setup.seed),
            now: setup.now,
            size: Size { width: setup.size.0, height: setup.size.1 },
            reports: setup.reports,
            report_path: None,
            read_only: setup.read_only,
            panes: Panes::default(),
            focus: PaneKind::Documents,
            zoomed: false,
            preview: Preview::default(),
            dialogs: Vec::new(),
            overview: None,
            following: Following::default(),
            bell: Bell::opened(setup.now),
            awaited: Vec::new(),
            helpers: None,
            typed: Typed::default(),
            toast: None,
            hints: Vec::new(),
            commits: Commits::default(),
            clearing: Clearing::default(),
            acts: Acts::default(),
            drafts: Drafts::default(),
            last: None,
            outward: None,
            planning: None,
            drafting: false,
            proposed: None,
            reporting: None,
            amending: None,
            filter_before: Filter::default(),
            vocabulary,
            preferences: Default::default(),
            searched: String::new(),
            mouse,
            tickets: 0,
            out: Vec::new(),
        };
        if mouse {
            app.effect(Effect::Mouse(true));
        }
        app.ask_all();
        app.settle();
        if let Some(notice) = setup.notice {
            app.say(Tone::Plain, notice);
        }
        let effects = std::mem::take(&mut app.out);
        (app, effects)
    }

    /// What one frame shows.
    pub fn screen(&self) -> Screen<'_> {
        let office = &self.config.office;
        Screen {
            now: self.now,
            zone: office.zone,
            near: self.config.near(),
            office: if self.lang == Lang::En { &office.name_en } else { &office.name_zh },
            officer: &self.officer.name,
            overview: self.overview.as_ref(),
            panes: &self.panes,
            columns: self.preferences.each_ref().map(|kept| kept.columns.as_slice()),
            focus: self.focus,
            zoomed: self.zoomed,
            preview: &self.preview,
            dialogs: &self.dialogs,
            pending: self.typed.pending(),
            toast: self.toast.as_ref(),
            hints: &self.hints,
            link: self.link(),
        }
    }

    /// The language of the screen.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether the program, not the terminal, has the mouse.
    pub const fn has_mouse(&self) -> bool {
        self.mouse
    }

    const fn link(&self) -> Link {
        if self.following.lost {
            Link::Lost
        } else if self.following.frozen {
            Link::Frozen
        } else if self.may_not_write() {
            Link::ReadOnly
        } else {
            Link::Live
        }
    }

    /// Whether this desk only looks on.
    pub(super) const fn may_not_write(&self) -> bool {
        self.read_only || matches!(self.officer.role, Role::Viewer)
    }

    pub(super) fn pane(&self, kind: PaneKind) -> &dyn Pane {
        match kind {
            PaneKind::Documents => &self.panes.documents,
            PaneKind::Issues => &self.panes.issues,
            PaneKind::Transfers => &self.panes.transfers,
            PaneKind::Volunteers => &self.panes.volunteers,
        }
    }

    pub(super) fn pane_mut(&mut self, kind: PaneKind) -> &mut dyn Pane {
        match kind {
            PaneKind::Documents => &mut self.panes.documents,
            PaneKind::Issues => &mut self.panes.issues,
            PaneKind::Transfers => &mut self.panes.transfers,
            PaneKind::Volunteers => &mut self.panes.volunteers,
        }
    }

    pub(super) fn here(&self) -> &dyn Pane {
        self.pane(self.focus)
    }

    pub(super) fn here_mut(&mut self) -> &mut dyn Pane {
        self.pane_mut(self.focus)
    }

    pub(super) fn areas(&self) -> Areas {
        layout(self.size, Wants { focus: self.focus, zoomed: self.zoomed, preview: self.preview.on })
    }

    /// Rows of a pane that can be seen.
    pub(super) fn in_sight(&self, pane: PaneKind) -> usize {
        visible_rows(&self.areas(), pane, self.panes.cover.len())
    }

    pub(super) const fn ticket(&mut self) -> u64 {
        self.tickets += 1;
        self.tickets
    }
}

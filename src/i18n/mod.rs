//! Words for people, in Chinese and English. Every language is one complete literal of [`Strings`]: a missing
//! translation does not compile. Phrases with values are function pointers.

pub mod attached;
pub mod attention;
pub mod bulletin;
pub mod clearing;
pub mod cli;
pub mod desk;
pub mod domain;
pub mod emergency;
pub mod figures;
pub mod filter;
pub mod issues;
pub mod light;
pub mod linear;
pub mod meeting;
pub mod names;
pub mod outgoing;
pub mod plan;
pub mod plots;
pub mod record;
pub mod report;
pub mod report_file;
pub mod runs;
pub mod screen;
pub mod search;
pub mod special;
pub mod times;
pub mod trends;
pub mod views;

pub use crate::lang::Lang;

impl Lang {
    /// All words in this language.
    pub const fn strings(self) -> &'static Strings {
        match self {
            Self::ZhCn => &ZH_CN,
            Self::En => &EN,
        }
    }
}

/// All words of one language.
#[derive(Debug)]
pub struct Strings {
    /// Which language.
    pub lang: Lang,
    /// Lights of supervised items.
    pub light: light::Lights,
    /// Words of special reports.
    pub special: special::Special,
    /// Names of states, kinds, events, refusals: the field's terms.
    pub domain: domain::Domain,
    /// What the panes, the band and the dialogs show.
    pub screen: screen::Screen,
    /// Actions, notices and questions of the desk.
    pub desk: desk::Desk,
    /// The command line.
    pub cli: cli::Cli,
    /// Alarms, escalation, and what an item waits for.
    pub attention: attention::Attention,
    /// Bulletins.
    pub bulletin: bulletin::Bulletins,
    /// Clearance on the desk.
    pub clearing: clearing::Clearings,
    /// Attachments.
    pub attached: attached::Attached,
    /// Emergencies on the desk.
    pub emergency: emergency::Emergencies,
    /// The figures on the desk.
    pub times: times::Times,
    /// Plots.
    pub plots: plots::Plots,
    /// Proposed crews.
    pub plan: plan::Plans,
    /// Names of the figures.
    pub figures: figures::Figures,
    /// The filter line.
    pub filter: filter::FilterWords,
    /// The pane of issues: kinds in a word, the facts of each.
    pub issues: issues::IssueWords,
    /// Forms of runs.
    pub runs: runs::Runs,
    /// The list of saved views.
    pub views: views::ViewWords,
    /// Search over everything.
    pub search: search::SearchWords,
    /// The desk line by line.
    pub linear: linear::Linear,
    /// Outgoing messages.
    pub outgoing: outgoing::Outgoing,
    /// Meetings, activities and tasks.
    pub meeting: meeting::Meetings,
    /// What people put on record by hand.
    pub record: record::Records,
    /// Documents for people.
    pub report: report::ReportWords,
    /// Documents for people, written from the desk.
    pub report_file: report_file::ReportFileWords,
}

static ZH_CN: Strings = Strings {
    lang: Lang::ZhCn,
    light: light::ZH_CN,
    special: special::ZH_CN,
    domain: domain::ZH_CN,
    screen: screen::ZH_CN,
    desk: desk::ZH_CN,
    attention: attention::ZH_CN,
    bulletin: bulletin::ZH_CN,
    clearing: clearing::ZH_CN,
    cli: cli::ZH_CN,
    attached: attached::ZH_CN,
    emergency: emergency::ZH_CN,
    times: times::ZH_CN,
    plan: plan::ZH_CN,
    plots: plots::ZH_CN,
    figures: figures::ZH_CN,
    filter: filter::ZH_CN,
    issues: issues::ZH_CN,
    runs: runs::ZH_CN,
    views: views::ZH_CN,
    search: search::ZH_CN,
    linear: linear::ZH_CN,
    outgoing: outgoing::ZH_CN,
    meeting: meeting::ZH_CN,
    record: record::ZH_CN,
    report: report::ZH_CN,
    report_file: report_file::ZH_CN,
};

static EN: Strings = Strings {
    lang: Lang::En,
    light: light::EN,
    special: special::EN,
    domain: domain::EN,
    screen: screen::EN,
    desk: desk::EN,
    attention: attention::EN,
    bulletin: bulletin::EN,
    clearing: clearing::EN,
    cli: cli::EN,
    attached: attached::EN,
    emergency: emergency::EN,
    times: times::EN,
    plan: plan::EN,
    plots: plots::EN,
    figures: figures::EN,
    filter: filter::EN,
    issues: issues::EN,
    runs: runs::EN,
    views: views::EN,
    search: search::EN,
    linear: linear::EN,
    outgoing: outgoing::EN,
    meeting: meeting::EN,
    record: record::EN,
    report: report::EN,
    report_file: report_file::EN,
};

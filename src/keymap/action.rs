//! Every action with its name in the configuration, its group, and its name for people.

use crate::i18n::desk::{Desk, Groups};
use crate::message::{Action, CallAct, Edit, Move};
use crate::record::RecordKind;
use crate::verb::Verb;
use crate::view::Sort;

/// An action that can be bound.
#[derive(Debug)]
pub struct Named {
    /// Name in the configuration; never changes.
    pub name: &'static str,
    /// What it does.
    pub action: Action,
    group: fn(&Groups) -> &'static str,
    label: fn(&Desk) -> &'static str,
}

impl Named {
    /// Name for people.
    pub fn label(&self, desk: &Desk) -> &'static str {
        (self.label)(desk)
    }

    /// Name of its group for people.
    pub fn group(&self, desk: &Desk) -> &'static str {
        (self.group)(&desk.groups)
    }
}

macro_rules! actions {
    ($($group:ident { $($name:ident $(as $as:literal)? $(of $kind:literal)? => $action:expr,)* })*) => {
        /// All of them, in the order of the help.
        pub const ALL: &[Named] = &[$($(
            Named {
                name: actions!(@name $name $($as)?),
                action: $action,
                group: |groups| groups.$group,
                label: actions!(@label $name $($kind)?),
            },
        )*)*];
    };
    // A form is called in one place only, whoever opens it.
    (@label $name:ident $kind:literal) => { |desk| (desk.record)($kind) };
    (@label $name:ident) => { |desk| desk.actions.$name };
    (@name $name:ident $as:literal) => { $as };
    (@name $name:ident) => { stringify!($name) };
}

actions! {
    triage {
        ack => Action::Verb(Verb::Ack),
        assign => Action::Verb(Verb::Assign),
        take => Action::Verb(Verb::Take),
        snooze => Action::Verb(Verb::Snooze),
        awaken => Action::Verb(Verb::Awaken),
        escalate => Action::Verb(Verb::Escalate),
        remind => Action::Verb(Verb::Remind),
        comment => Action::Verb(Verb::Comment),
        flag => Action::Verb(Verb::Flag),
        done => Action::Verb(Verb::Done),
        return_it as "return" => Action::Verb(Verb::Return),
        timeline => Action::Timeline,
        vet => Action::Verb(Verb::Vet),
        propose => Action::Verb(Verb::Propose),
        instruct => Action::Verb(Verb::Instruct),
        circulate => Action::Verb(Verb::Circulate),
        start => Action::Verb(Verb::Start),
        answer => Action::Verb(Verb::Answer),
        file => Action::Verb(Verb::File),
        extend => Action::Verb(Verb::Extend),
        hold => Action::Verb(Verb::Hold),
        call_in => Action::Verb(Verb::CallIn),
        crew => Action::Verb(Verb::Crew),
        exit_run => Action::Verb(Verb::Exit),
        count => Action::Verb(Verb::Count),
        divert => Action::Verb(Verb::Divert),
        reschedule => Action::Verb(Verb::Reschedule),
        depart => Action::Verb(Verb::Depart),
        reach_port => Action::Verb(Verb::ReachPort),
        board => Action::Verb(Verb::Board),
        leave => Action::Verb(Verb::Leave),
        deliver => Action::Verb(Verb::Deliver),
        disinfect => Action::Verb(Verb::Disinfect),
        close_run => Action::Verb(Verb::Close),
        resume_run => Action::Verb(Verb::Resume),
        cancel_run => Action::Verb(Verb::Cancel),
        abort_run => Action::Verb(Verb::Abort),
        respond => Action::Verb(Verb::Respond),
        triage => Action::Verb(Verb::Triage),
        resolve => Action::Verb(Verb::Resolve),
        confirm_need => Action::Verb(Verb::Confirm),
        refer => Action::Verb(Verb::Refer),
        check_in => Action::Verb(Verb::CheckIn),
        check_out => Action::Verb(Verb::CheckOut),
        off_duty => Action::Verb(Verb::Off),
        back_on_duty => Action::Verb(Verb::Back),
        verify => Action::Verb(Verb::Verify),
        phone => Action::Verb(Verb::Phone),
        write => Action::Verb(Verb::Write),
        amend => Action::Verb(Verb::Amend),
        withdraw => Action::Verb(Verb::Withdraw),
        tick => Action::Verb(Verb::Tick),
        untick => Action::Verb(Verb::Untick),
        skip => Action::Verb(Verb::Skip),
        move_item => Action::Verb(Verb::Move),
        add_item => Action::Verb(Verb::AddItem),
        held => Action::Verb(Verb::Held),
        minutes => Action::Verb(Verb::Minutes),
        postpone => Action::Verb(Verb::Postpone),
        adopt => Action::Verb(Verb::Adopt),
    }
    new {
        capture => Action::Capture,
        emergency => Action::Emergency,
        clear_marking => Action::Clear,
        new_dispatch => Action::NewDispatch,
        go_on_duty => Action::GoOnDuty,
        times => Action::Times,
        registers => Action::Registers,
        record_here => Action::RecordHere,
        amend_record => Action::AmendRecord,
        record_finding of "finding" => Action::Record(RecordKind::Finding),
        record_info_report of "info_report" => Action::Record(RecordKind::InfoReport),
        record_publication of "publication" => Action::Record(RecordKind::Publication),
        record_training of "training" => Action::Record(RecordKind::Training),
        record_recommendation of "recommendation" => Action::Record(RecordKind::Recommendation),
        record_meeting of "meeting" => Action::Record(RecordKind::Meeting),
        record_activity of "activity" => Action::Record(RecordKind::Activity),
        record_task of "task" => Action::Record(RecordKind::Task),
        record_supervised of "supervised" => Action::Record(RecordKind::Supervised),
        record_request of "request" => Action::Record(RecordKind::Request),
        record_run of "run" => Action::Record(RecordKind::Run),
        record_inspection of "inspection" => Action::Record(RecordKind::Inspection),
        record_log of "log" => Action::Record(RecordKind::Log),
        crews => Action::Crews,
        plots => Action::Plots,
        plot_1 => Action::Plot(0),
        plot_2 => Action::Plot(1),
        plot_3 => Action::Plot(2),
        plot_4 => Action::Plot(3),
        plot_5 => Action::Plot(4),
        plot_6 => Action::Plot(5),
    }
    calls {
        call_sheet => Action::CallSheet,
        receipt => Action::Call(CallAct::Sign),
        no_answer => Action::Call(CallAct::NoAnswer),
        urge_again => Action::Call(CallAct::Urge),
        reroute => Action::Call(CallAct::Reroute),
        briefed => Action::Call(CallAct::Brief),
        replied => Action::Call(CallAct::Reply),
        correct => Action::Call(CallAct::Correct),
        finish_dispatch => Action::Call(CallAct::Finish),
        cancel_dispatch => Action::Call(CallAct::Cancel),
        next_dispatch => Action::OtherDispatch(true),
        previous_dispatch => Action::OtherDispatch(false),
        back_schedule => Action::BackSchedule,
        special_report => Action::Verb(Verb::Special),
        reach_milestone => Action::ReachMilestone,
    }
    next {
        jump_to_next => Action::JumpToNext,
        alarms => Action::Alarms,
        messages => Action::Messages,
        bulletins => Action::Bulletins,
        write_report => Action::WriteReport,
        correct_issue => Action::Verb(Verb::Correct),
        retry_message => Action::RetryMessage,
        cancel_message => Action::CancelMessage,
    }
    undo {
        undo => Action::Undo,
        redo => Action::Redo,
        repeat => Action::Repeat,
    }
    list {
        down => Action::Move(Move::Down),
        up => Action::Move(Move::Up),
        top => Action::Move(Move::Top),
        bottom => Action::Move(Move::Bottom),
        page_down => Action::Move(Move::PageDown),
        page_up => Action::Move(Move::PageUp),
        half_down => Action::Move(Move::HalfDown),
        half_up => Action::Move(Move::HalfUp),
        open => Action::Open,
        back => Action::Back,
        scroll_down => Action::ScrollPreview(3),
        scroll_up => Action::ScrollPreview(-3),
    }
    find {
        filter => Action::Filter,
        search => Action::Search,
        find_next => Action::FindNext,
        find_previous => Action::FindPrevious,
        clear_filter => Action::ClearFilter,
        sort_urgency => Action::Sort(Sort::Urgency),
        sort_due => Action::Sort(Sort::Due),
        sort_newest => Action::Sort(Sort::Newest),
        sort_group => Action::Sort(Sort::Group),
        reverse => Action::Reverse,
    }
    mark {
        mark => Action::Mark,
        mark_range => Action::MarkRange,
        mark_all => Action::MarkAll,
    }
    panes {
        pane_documents => Action::FocusPane(0),
        pane_findings => Action::FocusPane(1),
        pane_transfers => Action::FocusPane(2),
        pane_volunteers => Action::FocusPane(3),
        next_pane => Action::NextPane,
        previous_pane => Action::PreviousPane,
        next_view => Action::NextView,
        previous_view => Action::PreviousView,
        views => Action::Views,
        save_view => Action::SaveView,
        delete_view => Action::DeleteView,
        view_down => Action::MoveView(true),
        view_up => Action::MoveView(false),
        columns => Action::Columns,
        toggle_column => Action::ToggleColumn,
        usual_columns => Action::UsualColumns,
        zoom => Action::Zoom,
        preview => Action::Preview,
    }
    system {
        palette => Action::Palette,
        help => Action::Help,
        refresh => Action::Refresh,
        freeze => Action::Freeze,
        copy => Action::Copy,
        mouse => Action::Mouse,
        language => Action::Language,
        redraw => Action::Redraw,
        suspend => Action::Suspend,
        cancel => Action::Cancel,
        quit => Action::Quit,
    }
    typing {
        next_field => Action::NextField,
        previous_field => Action::PreviousField,
        left => Action::Edit(Edit::Left),
        right => Action::Edit(Edit::Right),
        word_left => Action::Edit(Edit::WordLeft),
        word_right => Action::Edit(Edit::WordRight),
        line_start => Action::Edit(Edit::Home),
        line_end => Action::Edit(Edit::End),
        backspace => Action::Edit(Edit::Backspace),
        delete => Action::Edit(Edit::Delete),
        delete_word => Action::Edit(Edit::DeleteWord),
        delete_to_start => Action::Edit(Edit::DeleteToStart),
        delete_to_end => Action::Edit(Edit::DeleteToEnd),
    }
}

/// The action of this name.
pub fn by_name(name: &str) -> Option<&'static Named> {
    ALL.iter().find(|named| named.name == name)
}

/// The name of this action; none for values that cannot be bound.
pub fn of(action: &Action) -> Option<&'static Named> {
    ALL.iter().find(|named| named.action == *action)
}

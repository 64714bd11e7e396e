//! Where a verb takes an item whose state is seen, for what is announced before and told afterwards.

use super::Verb;
use crate::domain::Kind;

/// Name of the state that this verb leads to; none where it keeps the state, or where only the domain knows.
pub fn leads_to(verb: Verb, kind: Kind, state: &str) -> Option<&'static str> {
    if kind == Kind::Request {
        return super::request::leads_to(verb.plain(kind, state));
    }
    Some(match (verb.plain(kind, state), kind, state) {
        (Verb::Ack, Kind::Document, "arrived" | "signed_for") => "registered",
        (Verb::Done, Kind::Document, "circulating") => "read",
        (Verb::Done, Kind::Document, "assigned" | "in_progress" | "answered") => "completed",
        (Verb::Done | Verb::File, Kind::Document, "read" | "completed") => "filed",
        (Verb::Return, Kind::Document, _) => "returned",
        (Verb::Done, Kind::Dispatch, "draft" | "approved") => "sent",
        (Verb::Done, Kind::Dispatch, "all_signed") => "closed",
        (Verb::Return | Verb::Cancel, Kind::Dispatch, _) => "cancelled",
        (Verb::Assign, Kind::Finding, "raised" | "disputed") => "assigned",
        (Verb::Submit, Kind::Finding, _) => "submitted",
        (Verb::Verify, Kind::Finding, _) => "verified",
        (Verb::Close, Kind::Finding, _) => "closed",
        (Verb::Reject, Kind::Finding, _) => "rectifying",
        (Verb::Dispute, Kind::Finding, _) => "disputed",
        (Verb::Reopen, Kind::Finding, _) => "reopened",
        (Verb::Withdraw, Kind::Finding, _) => "withdrawn",
        (Verb::Depart, Kind::Inspection, _) => "in_field",
        (Verb::Debrief, Kind::Inspection, _) => "debriefed",
        (Verb::Report, Kind::Inspection, _) => "reported",
        (Verb::Done, Kind::Supervised, "received") => "initiated",
        (Verb::Done, Kind::Supervised, "initiated" | "refused") => "assigned",
        (Verb::Done, Kind::Supervised, "assigned") => "accepted",
        (Verb::Done, Kind::Supervised, "accepted") => "in_progress",
        (Verb::Done, Kind::Supervised, "in_progress") => "fed_back",
        (Verb::Done, Kind::Supervised, "fed_back") => "reviewed",
        (Verb::Done, Kind::Supervised, "reviewed") => "reported_up",
        (Verb::Done, Kind::Supervised, "reported_up") => "closed",
        (Verb::Adopt, Kind::LedgerEntry, "recorded") => "adopted",
        (Verb::Draft | Verb::Return, Kind::Bulletin, _) => "drafted",
        (Verb::Check, Kind::Bulletin, _) => "checked",
        (Verb::Sign, Kind::Bulletin, _) => "signed",
        (Verb::Issue, Kind::Bulletin, _) => "issued",
        (Verb::Correct, Kind::Bulletin, _) => "corrected",
        (Verb::Verify, Kind::Emergency, "received") => "verified",
        (Verb::Phone, Kind::Emergency, "received" | "verified") => "phoned",
        (Verb::Write, Kind::Emergency, "received" | "verified" | "phoned") => "initial_written",
        (Verb::Withdraw, Kind::Emergency, _) => "withdrawn",
        (Verb::Held, Kind::Meeting, _) => "held",
        (Verb::Minutes, Kind::Meeting, "held") => "minuted",
        (Verb::Close, Kind::Meeting, _) => "closed",
        (Verb::Cancel, Kind::Meeting | Kind::Task, _) => "cancelled",
        (Verb::Done, Kind::Task, _) => "done",
        (Verb::Start, Kind::Task, _) => "in_progress",
        (Verb::Return, Kind::Task, _) => "open",
        (Verb::Depart, Kind::Run, _) => "departed",
        (Verb::ReachPort, Kind::Run, _) => "at_port",
        (Verb::Board, Kind::Run, _) => "boarding",
        (Verb::Leave, Kind::Run, _) => "en_route",
        (Verb::Deliver, Kind::Run, _) => "delivered",
        (Verb::Disinfect, Kind::Run, _) => "disinfecting",
        (Verb::Close, Kind::Run, _) => "closed",
        (Verb::Cancel, Kind::Run, _) => "cancelled",
        (Verb::Abort, Kind::Run, _) => "aborted",
        (Verb::Hold, Kind::Run, _) => "held",
        _ => return None,
    })
}

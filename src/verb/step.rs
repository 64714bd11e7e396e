//! Where a verb takes an item whose state is seen, for what is announced before and told afterwards.

use super::Verb;
use crate::domain::Kind;

/// Name of the state that this verb leads to; none where it keeps the state, or where only the domain knows.
pub fn leads_to(verb: Verb, kind: Kind, state: &str) -> Option<&'static str> {
    Some(match (verb, kind, state) {
        (Verb::Ack, Kind::Document, "arrived" | "signed_for") => "registered",
        (Verb::Done, Kind::Document, "circulating") => "read",
        (Verb::Done, Kind::Document, "assigned" | "in_progress" | "answered") => "completed",
        (Verb::Done | Verb::File, Kind::Document, "read" | "completed") => "filed",
        (Verb::Return, Kind::Document, _) => "returned",
        (Verb::Done, Kind::Finding, "raised" | "disputed") => "assigned",
        (Verb::Done, Kind::Finding, "assigned" | "rectifying" | "reopened") => "submitted",
        (Verb::Done, Kind::Finding, "submitted") => "verified",
        (Verb::Done, Kind::Finding, "verified") => "closed",
        (Verb::Done, Kind::Supervised, "received") => "initiated",
        (Verb::Done, Kind::Supervised, "initiated" | "refused") => "assigned",
        (Verb::Done, Kind::Supervised, "assigned") => "accepted",
        (Verb::Done, Kind::Supervised, "accepted") => "in_progress",
        (Verb::Done, Kind::Supervised, "in_progress") => "fed_back",
        (Verb::Done, Kind::Supervised, "fed_back") => "reviewed",
        (Verb::Done, Kind::Supervised, "reviewed") => "reported_up",
        (Verb::Done, Kind::Supervised, "reported_up") => "closed",
        (Verb::Done, Kind::Run, "crewed") => "departed",
        (Verb::Done, Kind::Run, "departed") => "at_port",
        (Verb::Done, Kind::Run, "at_port") => "boarding",
        (Verb::Done, Kind::Run, "boarding") => "en_route",
        (Verb::Done, Kind::Run, "en_route" | "diverted") => "delivered",
        (Verb::Done, Kind::Run, "delivered") => "disinfecting",
        (Verb::Done, Kind::Run, "disinfecting") => "closed",
        _ => return None,
    })
}

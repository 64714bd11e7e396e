//! Why the domain says no, and what can be done instead.

use chrono::DateTime;

use super::{Telling, Ways};
use crate::domain::{Kind, Refusal, Role};

pub(super) fn refusal(telling: &Telling<'_>, ways: Ways<'_>, refusal: &Refusal) -> String {
    let kind = super::EN.kind;
    match refusal {
        Refusal::NotFound { stream } => {
            format!("there is no such {}: a wrong number, or its entry was undone", kind(stream.kind))
        }
        Refusal::Exists { stream } => {
            format!("this {} was entered before and still stands", kind(stream.kind))
        }
        Refusal::WrongState { stream, state, verb, allowed } => {
            let now = (super::EN.state)(stream.kind, state);
            let cannot = ways.verb(stream.kind, verb).map_or("this", |verb| verb.label);
            let instead = ways.all(stream.kind, allowed, ", ");
            let instead = if instead.is_empty() { instead } else { format!("; possible: {instead}") };
            format!("{cannot} is not possible while the {} is \"{now}\"{instead}", kind(stream.kind))
        }
        Refusal::Missing { field } => format!("{} is missing; give it and try again", name(field)),
        Refusal::Elements { report, missing } => {
            let terms = &super::EN;
            let missing: Vec<&str> = missing.iter().map(|name| (terms.element)(name)).collect();
            let (report, missing) = ((terms.report)(report, 0), missing.join(", "));
            format!(
                "the {report} still lacks: {missing}; give them, or say that they are not known yet (cause and \
                     outcome must be told in the final report)"
            )
        }
        Refusal::BadValue { field, value } => {
            format!("{} cannot be \"{}\"", name(field), told(telling, value))
        }
        Refusal::Role { role: has, needed } => {
            format!("a {} may not do this; it takes a {}", role(*has), role(*needed))
        }
        Refusal::NotAhead { until } => {
            format!("{} is over; give a time that lies ahead", telling.time(*until))
        }
        Refusal::NotAwaited { what, state } => {
            let state = (super::EN.state)(Kind::Arrival, state);
            format!("{what} is \"{state}\", so there is nothing to wait for; give a time or another event")
        }
        Refusal::Outdated { stream } => {
            format!("older than what is known of the {}; what is known stays", kind(stream.kind))
        }
        Refusal::NotSilent => "it asks for attention already".to_owned(),
        Refusal::TooLate { verb: "extend", until } => format!(
            "an extension had to be approved and recorded by {}; the due time stands, urge the unit and report why",
            telling.time(*until)
        ),
        Refusal::TooLate { verb: "refuse", until } => format!(
            "the unit could refuse until {}; it keeps the item, or assign it to another unit",
            telling.time(*until)
        ),
        Refusal::TooLate { verb: "amend", until } => format!(
            "since {} it is overdue or answered, so its due time cannot become later; correct the rest, and comment \
             on the due time",
            telling.time(*until)
        ),
        Refusal::TooLate { until, .. } => format!("it was possible until {}", telling.time(*until)),
        Refusal::TooEarly { verb: "extend", from } => {
            format!("an extension must lead beyond the due time in force, {}", telling.time(*from))
        }
        Refusal::TooEarly { from, .. } => format!("it is possible from {}", telling.time(*from)),
        Refusal::OnlyBy { name } => format!("only {name} may do this"),
        Refusal::UnknownUnit { unit } => format!("there is no unit \"{unit}\"; choose one of the list"),
        Refusal::NotRecipient { unit } => format!("{} is no recipient of it", telling.unit(unit)),
        Refusal::RecipientState { unit, state, verb } => {
            let now = super::en_dispatch::recipient(state);
            let cannot = super::en_dispatch::of_recipient(verb);
            format!("{} is \"{now}\", which leaves no room for {cannot}", telling.unit(unit))
        }
        Refusal::OutOfOrder { next } => format!("\"{next}\" comes first"),
        Refusal::SamePerson { name } => format!("{name} submitted it, so somebody else must verify it"),
        Refusal::Overlap { who, with, until } => {
            let (with, until) = (kind(with.kind), telling.time(*until));
            format!("{} has another {with} until {until}; take someone else or another time", who_is(who))
        }
        Refusal::Language { who, needed } => {
            let needed: Vec<&str> =
                needed.iter().map(|tag| telling.names.language(tag, telling.lang)).collect();
            format!("{who} speaks none of {}; send someone else", needed.join(", "))
        }
        Refusal::WorkLimit { who, rule } => {
            format!("{} would go beyond {}; send someone else, or give a reason", who_is(who), limit(rule))
        }
        Refusal::Capacity { what, holds, asked } => {
            let what = telling.names.site(what, telling.lang);
            format!("{what} holds {holds}, there are {asked}; take a larger one, or go twice")
        }
        Refusal::Rooms { site, rooms, taken, asked } => {
            let (site, free) = (telling.names.site(site, telling.lang), rooms.saturating_sub(*taken));
            format!(
                "{site} has {rooms} rooms, {taken} are taken, {free} are left for {asked} people; \
                 take another site, or divide them"
            )
        }
        Refusal::NotThere { who, with, ready, disinfection } => {
            let (with, ready) = (kind(with.kind), telling.time(*ready));
            let why = if *disinfection { "disinfection and the road" } else { "the road" };
            format!(
                "the {with} next to it leaves {} no time for {why}: there at {ready}; take another, or another time",
                who_is(who)
            )
        }
        Refusal::Headcount { expected, boarded, delivered, exits_before, exits_on_road } => format!(
            "heads do not add up: {expected} expected, {exits_before} left before boarding, {boarded} boarded, \
             {exits_on_road} left on the road, {delivered} delivered; count again first"
        ),
        Refusal::NothingToUndo => "there is nothing of your own to undo or redo".to_owned(),
        Refusal::ChangedSince { by, at, .. } => {
            format!(
                "{by} has built on it ({}), which undoing would lose; see {}",
                telling.time(*at),
                ways.history
            )
        }
        Refusal::NotForThis { stream, .. } => format!("it means nothing for this {}", kind(stream.kind)),
    }
}

/// Whom an engagement binds, without the mark of its kind.
fn who_is(who: &str) -> &str {
    let bare = who.strip_prefix("driver:").or_else(|| who.strip_prefix("vehicle:")).unwrap_or(who);
    if bare.starts_with("volunteer/") { "the volunteer" } else { bare }
}

/// A value as given; times as they are told here.
fn told(telling: &Telling<'_>, value: &str) -> String {
    DateTime::parse_from_rfc3339(value).map_or_else(|_| value.to_owned(), |at| telling.time(at.to_utc()))
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Viewer => "viewer",
        Role::Officer => "duty officer",
        Role::Leader => "leader on duty",
        Role::Administrator => "administrator",
    }
}

/// A limit on work, by the domain's name of the rule.
pub(in crate::i18n) fn limit(rule: &str) -> &'static str {
    match rule {
        "rest" => "the rest that is due",
        "shift" => "the length of a shift",
        "week" => "the hours of seven days",
        "drive_24h" => "the hours at the wheel of a day",
        "drive_day" => "the hours at the wheel without a break",
        "drive_night" => "the hours at the wheel by night without a break",
        _ => "the limits of work",
    }
}

fn name(field: &str) -> String {
    match field {
        "lead_unit" => "the unit in charge".to_owned(),
        "words" => "the leader's words".to_owned(),
        "person" => "the name of who signed".to_owned(),
        "post" => "the post of who signed".to_owned(),
        "phone_words" => "what was said on the telephone".to_owned(),
        "read_back" => "whether it was read back".to_owned(),
        other => format!("the {}", other.replace('_', " ")),
    }
}

//! The verbs of a run: crew it, take it along its course, count heads, and what goes otherwise than planned.

use super::command::{need, notice, reason};
use super::{Arg, Args, Need, Verb, VerbProblem, extra, may, must};
use crate::domain::run::{Crew, ExitKind, RunCommand, Vehicle};
use crate::domain::{Id, Kind, Stream};

/// What is given with the verbs of a run alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunArgs {
    /// Number plate; a vehicle that is not the house's with its seats behind it: `粤A·12345 40`.
    pub vehicle: Option<String>,
    /// Name of the driver.
    pub driver: Option<String>,
    /// Volunteers and interpreters.
    pub volunteers: Vec<Id>,
    /// How somebody leaves the run.
    pub exit: Option<ExitKind>,
    /// How many people: who leave it, who boarded, who were delivered.
    pub people: Option<u32>,
    /// People expected, corrected.
    pub expected: Option<u32>,
    /// People who boarded, corrected.
    pub boarded: Option<u32>,
    /// People delivered, corrected.
    pub delivered: Option<u32>,
    /// Id of a site.
    pub site: Option<String>,
}

/// The step of a run that follows on this state.
pub(super) fn next(state: &str) -> Option<Verb> {
    Some(match state {
        "planned" => Verb::Crew,
        "crewed" => Verb::Depart,
        "departed" => Verb::ReachPort,
        "at_port" => Verb::Board,
        "boarding" => Verb::Leave,
        "en_route" | "diverted" => Verb::Deliver,
        "delivered" => Verb::Disinfect,
        "disinfecting" => Verb::Close,
        "held" => Verb::Resume,
        _ => return None,
    })
}

/// What the keys for 办结, 退回 and 转办 come to.
pub(super) fn plain(verb: Verb, state: &str) -> Verb {
    match verb {
        Verb::Done => next(state).unwrap_or(verb),
        Verb::Assign => Verb::Crew,
        Verb::Return if matches!(state, "planned" | "crewed") => Verb::Cancel,
        Verb::Return => Verb::Abort,
        Verb::Extend => Verb::Reschedule,
        _ => verb,
    }
}

pub(super) fn needs(verb: Verb, state: &str) -> Option<Vec<Need>> {
    let verb = plain(verb, state);
    let open = !matches!(state, "closed" | "aborted" | "cancelled");
    let needs = match (verb, state) {
        (Verb::Crew, "planned" | "crewed" | "departed" | "at_port") => {
            vec![must(Arg::Vehicle), must(Arg::Driver), may(Arg::Volunteers), extra(Arg::Reason)]
        }
        // A diverted run may be anywhere between leaving for the port and the site.
        (Verb::Depart | Verb::ReachPort | Verb::Board, "diverted") => vec![],
        (Verb::Leave, "boarding" | "diverted") | (Verb::Deliver, "en_route" | "diverted") => {
            vec![may(Arg::People)]
        }
        (verb, _) if next(state) == Some(verb) => vec![],
        (Verb::Cancel, "planned" | "crewed") | (Verb::Abort, "departed" | "at_port" | "diverted") => {
            vec![must(Arg::Reason)]
        }
        (
            Verb::Hold,
            "planned" | "crewed" | "departed" | "at_port" | "boarding" | "en_route" | "diverted",
        ) => vec![must(Arg::Reason)],
        (Verb::CallIn, "departed" | "en_route" | "diverted" | "held") => vec![must(Arg::Note)],
        (Verb::Divert, "departed" | "at_port" | "boarding" | "en_route" | "diverted") => {
            vec![must(Arg::Site), must(Arg::Reason)]
        }
        (Verb::Exit, _) if open && !matches!(state, "delivered" | "disinfecting") => {
            vec![must(Arg::Exit), must(Arg::People), may(Arg::Note)]
        }
        (Verb::Count, _) if open => {
            vec![may(Arg::Expected), may(Arg::Boarded), may(Arg::Delivered), must(Arg::Reason)]
        }
        (
            Verb::Reschedule,
            "planned" | "crewed" | "departed" | "at_port" | "boarding" | "held" | "diverted",
        ) => {
            vec![must(Arg::Until), may(Arg::Reason)]
        }
        _ => return None,
    };
    Some(needs)
}

/// The command that a verb becomes. Without a number everybody is on board, and everybody arrives; who does not is an
/// exit, recorded apart.
pub(super) fn command(
    verb: Verb,
    stream: Stream,
    state: &str,
    args: &Args,
) -> Result<RunCommand, VerbProblem> {
    if let Some(command) = notice(verb, args)? {
        return Ok(RunCommand::Notice(command));
    }
    let given = &args.run;
    Ok(match verb.plain(Kind::Run, state) {
        Verb::Crew => RunCommand::Crew { crew: crew(verb, args)?, despite: args.reason.clone() },
        Verb::Depart => RunCommand::Depart,
        Verb::ReachPort => RunCommand::ReachPort,
        Verb::Board => RunCommand::Board,
        Verb::Leave => RunCommand::Leave { boarded: given.people },
        Verb::Deliver => RunCommand::Deliver { delivered: given.people },
        Verb::Disinfect => RunCommand::Disinfect,
        Verb::Close => RunCommand::Close,
        Verb::Resume => RunCommand::Resume,
        Verb::Cancel => RunCommand::Cancel { reason: reason(verb, args)? },
        Verb::Abort => RunCommand::Abort { reason: reason(verb, args)? },
        Verb::Hold => RunCommand::Hold { reason: reason(verb, args)? },
        Verb::CallIn => RunCommand::CallIn { place: need(verb, Arg::Note, args.note.as_ref())? },
        Verb::Divert => RunCommand::Divert {
            site: need(verb, Arg::Site, given.site.as_ref())?,
            reason: reason(verb, args)?,
        },
        Verb::Exit => RunCommand::Exit {
            kind: need(verb, Arg::Exit, given.exit.as_ref())?,
            count: need(verb, Arg::People, given.people.as_ref())?,
            note: args.note.clone(),
        },
        Verb::Count => RunCommand::Count {
            expected: given.expected,
            boarded: given.boarded,
            delivered: given.delivered,
            reason: reason(verb, args)?,
        },
        Verb::Reschedule => RunCommand::Shift {
            pick_up: need(verb, Arg::Until, args.until.as_ref())?,
            reason: args.reason.clone().or_else(|| args.note.clone()),
        },
        _ => return Err(VerbProblem::NotForThis { verb, stream }),
    })
}

fn crew(verb: Verb, args: &Args) -> Result<Crew, VerbProblem> {
    let vehicle = need(verb, Arg::Vehicle, args.run.vehicle.as_ref())?;
    let lent = vehicle.rsplit_once(char::is_whitespace);
    let lent = lent.and_then(|(plate, seats)| Some((plate.trim().to_owned(), seats.parse().ok()?)));
    let (plate, seats) = lent.unwrap_or((vehicle, 0));
    Ok(Crew {
        vehicle: Vehicle { plate, seats },
        driver: need(verb, Arg::Driver, args.run.driver.as_ref())?,
        volunteers: args.run.volunteers.clone(),
    })
}

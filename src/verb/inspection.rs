//! The verbs of an inspection.

use super::command::notice;
use super::{Args, Verb, VerbProblem};
use crate::domain::Stream;
use crate::domain::inspection::InspectionCommand;

/// The command that a verb becomes.
pub(super) fn command(verb: Verb, stream: Stream, args: &Args) -> Result<InspectionCommand, VerbProblem> {
    if let Some(command) = notice(verb, args)? {
        return Ok(InspectionCommand::Notice(command));
    }
    Err(VerbProblem::NotForThis { verb, stream })
}

//! The verbs of a guest's need.

use super::command::notice;
use super::{Args, Verb, VerbProblem};
use crate::domain::Stream;
use crate::domain::request::RequestCommand;

/// The command that a verb becomes.
pub(super) fn command(verb: Verb, stream: Stream, args: &Args) -> Result<RequestCommand, VerbProblem> {
    if let Some(command) = notice(verb, args)? {
        return Ok(RequestCommand::Notice(command));
    }
    Err(VerbProblem::NotForThis { verb, stream })
}

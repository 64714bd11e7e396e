//! Who could take a run.

use super::super::error::StoreError;
use super::super::facts::Tables;
use super::super::projection;
use super::{ReadContext, people};
use crate::domain::run::{Candidates, Run, candidates};
use crate::domain::{Aggregate, Context, Officer, Role, Stream};

/// All vehicles, drivers and volunteers, as far as they speak a language of the run; none for what is no run.
pub(super) fn crewing(
    tables: Tables<'_>,
    stream: Stream,
    cx: &ReadContext<'_>,
) -> Result<Candidates, StoreError> {
    let found = projection::find(tables.conn, stream)?;
    let Some(run) = found.as_ref().and_then(|found| Run::from_state(&found.entity.state)) else {
        return Ok(Candidates::default());
    };
    let people = people::everybody(tables, cx)?;
    let volunteers: Vec<_> = people.into_iter().map(|person| (person.id(), person.volunteer)).collect();
    let officer = Officer { name: cx.officer.to_owned(), role: Role::Officer };
    let cx = Context { now: cx.now, officer: &officer, shift_ends: None, policy: cx.policy };
    Ok(candidates(&tables, &cx, stream.id, run, &volunteers)?)
}

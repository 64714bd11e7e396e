//! Who can be sent to a guest.

use rusqlite::params;

use super::super::error::StoreError;
use super::super::facts::Tables;
use super::super::projection;
use super::{ReadContext, people};
use crate::domain::request::Request;
use crate::domain::volunteer::VolunteerKind;
use crate::domain::{Aggregate, Stream};
use crate::view::{Helper, Helpers, PaneKind};

/// Most that are offered.
const MOST: usize = 40;

/// Speakers of the language of this need, and where it is not known whoever can come. Who has been given another
/// guest's need that is not met is with that guest.
pub(super) fn helpers(
    tables: Tables<'_>,
    stream: Stream,
    cx: &ReadContext<'_>,
) -> Result<Helpers, StoreError> {
    let found = projection::find(tables.conn, stream)?;
    let request = found.as_ref().and_then(|found| Request::from_state(&found.entity.state));
    let language = request.and_then(|request| request.need.language.clone());
    let serving = serving(tables, stream)?;
    let mut listed = Vec::new();
    for person in people::everybody(tables, cx)? {
        let who = &person.volunteer.person;
        let mut state = person.now.name();
        if serving.contains(&who.name) && state == "free" {
            state = "serving";
        }
        let speaks = |tag: &String| who.languages.contains(tag);
        if language.as_ref().map_or(state == "free", speaks) {
            let interpreter = who.kind == VolunteerKind::Interpreter;
            let worked = crate::domain::volunteer::Volunteer::hours_7d(cx.now, &person.work);
            let until = if state == "serving" { None } else { person.until };
            let phone = who.phone.clone().unwrap_or_default();
            let helper = Helper { name: who.name.clone(), interpreter, phone, state, until };
            listed.push((!helper.is_free(), interpreter, worked, helper));
        }
    }
    // Of those who can come, who has worked least is asked first; of those who cannot, who can soonest.
    listed.sort_by(|a, b| {
        let key = |one: &(bool, bool, chrono::TimeDelta, Helper)| (one.0, one.1 && !one.0);
        let soonest = |one: &Helper| (one.until.is_none(), one.until);
        key(a).cmp(&key(b)).then_with(|| if a.0 { soonest(&a.3).cmp(&soonest(&b.3)) } else { a.2.cmp(&b.2) })
    });
    let people = listed.into_iter().map(|(.., helper)| helper).take(MOST).collect();
    Ok(Helpers { language, people })
}

/// Who has been given a need that is not met yet, other than this one.
fn serving(tables: Tables<'_>, but: Stream) -> Result<Vec<String>, StoreError> {
    let mut select = tables.conn.prepare_cached(
        "SELECT i.party FROM item i INDEXED BY item_by_party JOIN entity e ON e.n = i.entity
         WHERE i.pane = ?1 AND i.open = 1 AND i.party <> '' AND i.kind = 'request'
         AND i.state IN ('assigned', 'in_service') AND e.id <> ?2",
    )?;
    let rows = select.query_map(params![PaneKind::Issues.index(), but.id.to_bytes()], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

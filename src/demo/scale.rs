//! As many papers as one likes, through the same commands, for measuring.

use chrono::{DateTime, TimeDelta, Utc};

use super::dice::Dice;
use super::words::{FORMS, ISSUERS, OUTCOMES, TOPICS};
use super::{Built, DemoError, Step, opens_at, submit};
use crate::config::Config;
use crate::domain::doc_number::DocNumber;
use crate::domain::document::{Copy, DocumentCommand, Received};
use crate::domain::id::IdSource;
use crate::domain::{Command, Officer, Role, Urgency};
use crate::store::Store;

/// A place that the title of one paper in all names, at seven tenths of them.
pub const NEEDLE: &str = "朱鹮湖";
/// One paper in so many is open.
const OPEN: u64 = 50;

/// Fills a store, which should be empty, with so many papers, of which one in fifty is open.
///
/// # Errors
/// [`DemoError`]; what was submitted before the failing step stays.
pub fn scale(store: &Store, config: &Config, papers: u64, seed: u64) -> Result<Built, DemoError> {
    let officer = config.officers.iter().find(|officer| officer.role == Role::Officer);
    let officer = officer.ok_or(DemoError::Officer("officer"))?;
    let officer = Officer { name: officer.name.clone(), role: officer.role };
    let unit = config.units.first().map_or_else(String::new, |unit| unit.id.clone());
    let register = config.policy().default_register;
    let mut dice = Dice::seeded(seed);
    let mut ids = IdSource::seeded(!seed);
    let needle = papers * 7 / 10;
    let steps = (0..papers).flat_map(move |n| {
        let received = received(&mut dice, n, papers, n == needle, &register);
        let at = received.received_at;
        let id = ids.fresh(at);
        let step = |at: DateTime<Utc>, act| Step {
            at,
            officer: officer.clone(),
            command: Command::Document { id, act },
        };
        let mut course = vec![step(at, DocumentCommand::Receive(Box::new(received)))];
        if n % OPEN == 0 {
            if dice.percent(60) {
                course.push(step(at, DocumentCommand::Sign));
            }
        } else {
            let assign =
                DocumentCommand::Assign { lead: unit.clone(), assists: Vec::new(), instruction: None };
            let outcome = Some(dice.pick(OUTCOMES).replace("{}", "承办单位"));
            course.push(step(at, assign));
            course.push(step(at, DocumentCommand::Complete { outcome }));
        }
        course
    });
    submit(store, steps)
}

/// The n-th paper; they come evenly in the year before the demonstration opens.
fn received(dice: &mut Dice, n: u64, of: u64, needle: bool, register: &str) -> Received {
    let ago = 365 * 86_400 * of.saturating_sub(n) / of.max(1);
    let received_at = opens_at() - TimeDelta::seconds(i64::try_from(ago).unwrap_or(0));
    let (topic, form, issuer) = (dice.pick(TOPICS), dice.pick(FORMS), dice.pick(ISSUERS));
    let place = if needle { NEEDLE } else { "" };
    Received {
        register: register.to_owned(),
        doc_number: DocNumber::parse(&format!("{}〔{}〕{}号", issuer.mark, 2020, n + 1)),
        title: format!("{}{place}{}{}", form.around.0, topic.words, form.around.1),
        issuer: issuer.name.to_owned(),
        doc_type: Some(form.doc_type.to_owned()),
        urgency: *dice.pick(&Urgency::ALL),
        handling: None,
        received_at,
        written_on: Some(received_at.date_naive()),
        stated_due: None,
        copy: Copy { source: "scale".to_owned(), digest: format!("scale:{n}") },
        url: None,
        note: None,
    }
}

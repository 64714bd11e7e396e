//! 转运名单: that there is a list of passengers, how many are on it, and when it must go. The list itself is kept beside
//! the store and never enters the journal, so that it can be removed for good.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::facts::{Changes, Context, Stop};
use super::super::refusal::Refusal;
use super::{Run, RunCommand, RunEvent};

/// What is known of a list of passengers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// How many are on it.
    pub people: u32,
    /// SHA-256 of what is kept, in hexadecimal.
    pub digest: String,
    /// When it was kept (UTC).
    pub kept_at: DateTime<Utc>,
    /// When it was removed (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purged_at: Option<DateTime<Utc>>,
}

impl Run {
    /// From when on (UTC) the list of passengers must go; none without one that is kept, and while the run goes on.
    pub fn purge_from(&self, cx: &Context<'_>) -> Option<DateTime<Utc>> {
        self.manifest.as_ref().filter(|manifest| manifest.purged_at.is_none())?;
        Some(self.legs.ended? + cx.policy.fleet.keep_manifest)
    }
}

pub(super) fn decide(run: &mut Changes<Run>, cx: &Context<'_>, command: &RunCommand) -> Result<(), Stop> {
    let now = run.state()?;
    let verbs = now.state.verbs();
    if let RunCommand::KeepManifest { people, digest } = command {
        run.demand(now.state.is_open(), "manifest", verbs)?;
        let digits = digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
        if *people == 0 || !digits {
            return Err(Refusal::BadValue { field: "manifest", value: people.to_string() }.into());
        }
        return run.emit(RunEvent::ManifestKept { people: *people, digest: digest.clone() });
    }
    match now.purge_from(cx) {
        Some(from) if from <= cx.now => run.emit(RunEvent::ManifestPurged),
        Some(from) => Err(Refusal::TooEarly { verb: "purge", from }.into()),
        None => run.wrong_state("purge", verbs),
    }
}

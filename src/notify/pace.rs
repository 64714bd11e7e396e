//! How fast: limits on rates, kept from what the store knows so that no restart forgets them, and the time between
//! attempts.

use chrono::{DateTime, TimeDelta, Utc};

use super::Failure;
use crate::config::{Channel, ChannelKind, Vendor};
use crate::domain::Id;

/// What 飞书 takes from one robot in a second (its documentation, 2024), besides the limit for a minute.
const FEISHU_A_SECOND: usize = 5;

/// When a channel may be used next (UTC), given when it was used lately. The windows slide, which is stricter than what
/// any service counts.
pub fn free_at(channel: &Channel, used: &[DateTime<Utc>], now: DateTime<Utc>) -> DateTime<Utc> {
    let mut used = used.to_vec();
    used.sort_unstable();
    let minute = usize::try_from(channel.max_per_minute).unwrap_or(usize::MAX);
    let within = |most: usize, window: TimeDelta| {
        let nth = used.len().checked_sub(most).and_then(|at| used.get(at));
        nth.map_or(now, |nth| now.max(*nth + window))
    };
    let free = within(minute, TimeDelta::minutes(1));
    match channel.kind {
        ChannelKind::Robot { vendor: Vendor::Feishu, .. } => {
            free.max(within(FEISHU_A_SECOND, TimeDelta::seconds(1)))
        }
        _ => free,
    }
}

/// How long to wait after a failed attempt: twice as long each time, from `first` to `most`, and a fifth more or less so
/// that what failed together is not tried together. What will not pass by itself waits longest.
pub fn wait(id: Id, attempts: u32, failure: &Failure, first: TimeDelta, most: TimeDelta) -> TimeDelta {
    let doubled = 1_i32.checked_shl(attempts.saturating_sub(1).min(20)).unwrap_or(i32::MAX);
    let usual = first.checked_mul(doubled).unwrap_or(most).min(most);
    let wait = if failure.lasting { most } else { usual };
    let spread = i32::from(id.to_bytes()[usize::try_from(attempts % 16).unwrap_or(0)]);
    let jitter = wait / 5 * (spread - 128) / 128;
    (wait + jitter).max(failure.wait.unwrap_or(TimeDelta::zero()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn channel(max_per_minute: u32) -> Channel {
        Channel {
            id: "c".to_owned(),
            kind: ChannelKind::Hook { command: vec!["/bin/true".to_owned()] },
            language: Lang::En,
            max_per_minute,
            timeout: TimeDelta::seconds(1),
            units: Vec::new(),
            ca_file: None,
        }
    }

    #[test]
    fn the_minute_is_full_until_its_first_use_is_a_minute_old() {
        let start = DateTime::UNIX_EPOCH;
        let at = |seconds| start + TimeDelta::seconds(seconds);
        let used = [at(30), at(0), at(10)];
        assert_eq!(free_at(&channel(4), &used, at(31)), at(31));
        assert_eq!(free_at(&channel(3), &used, at(31)), at(60));
        assert_eq!(free_at(&channel(3), &used, at(61)), at(61));
        assert_eq!(free_at(&channel(2), &used, at(61)), at(70));
    }

    #[test]
    fn the_wait_grows_to_its_most_and_is_never_the_same_for_all() {
        let (first, most) = (TimeDelta::seconds(30), TimeDelta::minutes(30));
        let failure = Failure::new("timeout");
        let waits: Vec<TimeDelta> =
            (1..40).map(|n| wait(Id::from_parts(7, 99 << 70), n, &failure, first, most)).collect();
        assert!(waits.iter().all(|wait| *wait >= first * 4 / 5 && *wait <= most * 6 / 5), "{waits:?}");
        assert!(waits[6] > waits[2] && waits[38] >= most * 4 / 5);
        let apart = |n| wait(Id::from_bytes([n; 16]), 1, &failure, first, most);
        assert_ne!(apart(3), apart(200));
        let told = failure.clone().wait(TimeDelta::minutes(10));
        assert!(wait(Id::from_parts(1, 1), 1, &told, first, most) >= TimeDelta::minutes(10));
    }
}

//! Which files of a watched folder are complete, and in which order they came. Pure: events, times and sizes in, names
//! out.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::time::{Duration, Instant, SystemTime};

/// How long a file rests after its writer has closed it: some close and open again.
const CLOSED: Duration = Duration::from_millis(200);
/// How long a file of which no event came must stand still. Over a network no event comes.
pub(super) const STILL: Duration = Duration::from_secs(2);

/// Size and time of the last change.
pub(super) type Look = Option<(u64, SystemTime)>;

/// What became known of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum News {
    /// Somebody here is writing it; it is complete once it is closed.
    Writing,
    /// Its writer has closed it.
    Closed,
    /// It was moved in whole.
    MovedIn,
    /// It is there; how it came is not known.
    Found,
    /// It is gone.
    Gone,
}

#[derive(Debug)]
struct Waiting {
    /// Place in the order of arrival.
    order: u64,
    /// When to look again; none while it is being written.
    due: Option<Instant>,
    /// As it was at the last look; it must be the same at the next.
    seen: Look,
}

/// The files that wait.
#[derive(Debug, Default)]
pub(super) struct Queue {
    files: BTreeMap<OsString, Waiting>,
    arrivals: u64,
}

impl Queue {
    /// Takes note of something about a file; `look` is how it is now.
    pub(super) fn note(&mut self, name: &OsStr, news: News, now: Instant, look: Look) {
        if news == News::Gone {
            self.files.remove(name);
            return;
        }
        if news == News::Found && self.files.contains_key(name) {
            return;
        }
        self.arrivals += 1;
        let fresh = Waiting { order: self.arrivals, due: None, seen: None };
        let waiting = self.files.entry(name.to_owned()).or_insert(fresh);
        waiting.seen = look;
        waiting.due = match news {
            News::Writing | News::Gone => None,
            News::MovedIn => Some(now),
            News::Closed => Some(now + CLOSED),
            News::Found => Some(now + STILL),
        };
        // A file that is written again arrives when that is over.
        if matches!(news, News::Closed | News::MovedIn) {
            waiting.order = self.arrivals;
        }
    }

    /// The next file that is complete, the first come first; `look` tells how a file is now, `None` if it is gone.
    /// One that has changed since the last look waits on.
    pub(super) fn next(&mut self, now: Instant, look: impl Fn(&OsStr) -> Look) -> Option<OsString> {
        loop {
            let due = self.files.iter().filter(|(_, file)| file.due.is_some_and(|due| due <= now));
            let name = due.min_by_key(|(_, file)| file.order).map(|(name, _)| name.clone())?;
            let found = look(&name);
            match self.files.get_mut(&name) {
                Some(file) if found.is_some() && file.seen != found => {
                    file.seen = found;
                    file.due = Some(now + STILL);
                }
                _ => {
                    self.files.remove(&name);
                    if found.is_some() {
                        return Some(name);
                    }
                }
            }
        }
    }

    /// Puts a file back, to be tried again later in its old place.
    pub(super) fn again(&mut self, name: OsString, at: Instant, look: Look) {
        let first = self.files.values().map(|file| file.order).min().unwrap_or(self.arrivals + 1);
        self.files.insert(name, Waiting { order: first.saturating_sub(1), due: Some(at), seen: look });
    }

    /// When to look again, if anything waits for a time.
    pub(super) fn due(&self) -> Option<Instant> {
        self.files.values().filter_map(|file| file.due).min()
    }

    /// How many files wait.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// Events were lost: what was being written may be closed by now.
    pub(super) fn doubt(&mut self, now: Instant) {
        for file in self.files.values_mut().filter(|file| file.due.is_none()) {
            file.due = Some(now + STILL);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Look = Some((3, SystemTime::UNIX_EPOCH));
    const GROWN: Look = Some((4, SystemTime::UNIX_EPOCH));

    fn name(text: &str) -> &OsStr {
        OsStr::new(text)
    }

    #[test]
    fn a_file_is_taken_once_it_is_closed_and_never_while_it_is_written() {
        let (mut queue, start) = (Queue::default(), Instant::now());
        queue.note(name("a"), News::Writing, start, SIZE);
        queue.note(name("a"), News::Found, start, SIZE);
        let later = start + Duration::from_secs(3600);
        assert_eq!((queue.due(), queue.next(later, |_| SIZE)), (None, None), "a slow writer is waited for");
        queue.note(name("a"), News::Closed, later, SIZE);
        assert_eq!(queue.next(later, |_| SIZE), None, "it may be opened again at once");
        assert_eq!(queue.next(later + CLOSED, |_| SIZE).as_deref(), Some(name("a")));
        assert_eq!(queue.len(), 0);
    }

    #[test]
    fn without_events_a_file_must_stand_still() {
        let (mut queue, start) = (Queue::default(), Instant::now());
        queue.note(name("a"), News::Found, start, SIZE);
        assert_eq!(queue.next(start + STILL, |_| GROWN), None, "it grew");
        assert_eq!(queue.next(start + STILL + STILL, |_| GROWN).as_deref(), Some(name("a")));
        queue.note(name("b"), News::Found, start, SIZE);
        assert_eq!(queue.next(start + STILL, |_| None), None, "it went away");
        assert_eq!(queue.len(), 0);
    }

    #[test]
    fn the_first_come_is_the_first_taken_and_a_failure_keeps_its_place() {
        let (mut queue, start) = (Queue::default(), Instant::now());
        queue.note(name("z"), News::MovedIn, start, SIZE);
        queue.note(name("a"), News::MovedIn, start, SIZE);
        let first = queue.next(start, |_| SIZE).expect("a file");
        assert_eq!(first, "z");
        queue.again(first, start + STILL, SIZE);
        assert_eq!(queue.next(start + STILL, |_| SIZE).as_deref(), Some(name("z")));
        assert_eq!(queue.next(start, |_| SIZE).as_deref(), Some(name("a")));
    }
}

//! The thread that reads the tables, so that the screen never waits for them.

use std::path::Path;
use std::sync::mpsc;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc::UnboundedSender;

use super::{Clock, DeskError, Wake};
use crate::domain::Policy;
use crate::message::Msg;
use crate::store::{ReadContext, Reader};
use crate::view::{PaneKind, Query};

/// Questions to the tables, answered through the queue of the session.
#[derive(Debug)]
pub(super) struct Questions(mpsc::Sender<Query>);

impl Questions {
    /// Starts the thread.
    ///
    /// # Errors
    /// [`DeskError`] when the store cannot be opened for reading, or the system has no thread left.
    pub(super) fn start(
        (path, as_of): (&Path, Option<DateTime<Utc>>),
        officer: String,
        policy: Policy,
        clock: Clock,
        answers: UnboundedSender<Wake>,
    ) -> Result<Self, DeskError> {
        let reader = as_of.map_or_else(|| Reader::open(path), |at| Reader::open_as_of(path, at))?;
        let (sender, questions) = mpsc::channel();
        std::thread::Builder::new()
            .name("reader".to_owned())
            .spawn(move || serve(&reader, &officer, &policy, clock, &questions, &answers))?;
        Ok(Self(sender))
    }

    /// Asks. The answer comes as a message.
    pub(super) fn ask(&self, query: Query) {
        // The thread ends only with the session; nobody waits for an answer then.
        let _ = self.0.send(query);
    }
}

fn serve(
    reader: &Reader,
    officer: &str,
    policy: &Policy,
    clock: Clock,
    questions: &mpsc::Receiver<Query>,
    answers: &UnboundedSender<Wake>,
) {
    while let Ok(first) = questions.recv() {
        let mut waiting = vec![first];
        waiting.extend(questions.try_iter());
        for query in newest_of_each(waiting) {
            let cx = ReadContext { now: clock.now(), officer, policy };
            let msg = match reader.answer(&query, &cx) {
                Ok(answer) => Msg::Answer(Box::new(answer)),
                Err(error) => Msg::Unreadable(error.to_string()),
            };
            if answers.send(Wake::Msg(msg)).is_err() {
                return;
            }
        }
    }
}

/// Of questions about the same thing only the newest matters: a fast hand must not queue up work.
fn newest_of_each(waiting: Vec<Query>) -> Vec<Query> {
    #[derive(PartialEq)]
    enum About {
        Pane(PaneKind),
        Overview,
        Detail,
        Search,
        Matching,
        Alarms,
        Awaited,
        Helpers,
        Crewing,
        Proposal,
        Clearances,
        Times,
        Register,
        Offers,
        Plotted,
        Figured,
        Messages,
        Bulletins,
        Issue,
    }
    let about = |query: &Query| match query {
        Query::Pane { pane, .. } => About::Pane(*pane),
        Query::Overview => About::Overview,
        Query::Detail { .. } => About::Detail,
        Query::Search { .. } => About::Search,
        Query::Matching { .. } => About::Matching,
        Query::Alarms => About::Alarms,
        Query::Awaited => About::Awaited,
        Query::Helpers { .. } => About::Helpers,
        Query::Crewing { .. } => About::Crewing,
        Query::Proposal { .. } => About::Proposal,
        Query::Clearances => About::Clearances,
        Query::Times { .. } => About::Times,
        Query::Register { .. } => About::Register,
        Query::Offers { .. } => About::Offers,
        Query::Plotted { .. } => About::Plotted,
        Query::Figured { .. } => About::Figured,
        Query::Messages => About::Messages,
        Query::Bulletins => About::Bulletins,
        Query::Issue(_) => About::Issue,
    };
    let superseded: Vec<bool> = waiting
        .iter()
        .enumerate()
        .map(|(at, query)| waiting[at + 1..].iter().any(|later| about(later) == about(query)))
        .collect();
    waiting.into_iter().zip(superseded).filter(|(_, old)| !old).map(|(query, _)| query).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::ListQuery;

    #[test]
    fn only_the_newest_question_about_a_pane_is_answered() {
        let ask = |pane, ticket| Query::Pane { pane, list: ListQuery::default(), ticket };
        let waiting = vec![
            ask(PaneKind::Documents, 1),
            Query::Overview,
            ask(PaneKind::Issues, 2),
            ask(PaneKind::Documents, 3),
        ];
        assert_eq!(
            newest_of_each(waiting),
            [Query::Overview, ask(PaneKind::Issues, 2), ask(PaneKind::Documents, 3)]
        );
    }
}

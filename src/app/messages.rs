//! Outgoing messages on the desk: the list, and what an officer does with one. Nothing here touches what a message is
//! about: that it was sent is no receipt.

use super::App;
use super::commits::{Job, Purpose};
use super::dialogs::stepped;
use crate::domain::Command;
use crate::domain::outgoing::MessageCommand;
use crate::message::{Action, Effect, Move, Sent};
use crate::ui::dialog::{Dialog, Messages};
use crate::view::{MessageRow, Query};

impl App {
    pub(super) fn open_messages(&mut self) {
        let enabled = self.config.outbound.enabled;
        self.dialogs.push(Dialog::Messages(Messages { enabled, rows: None, at: 0 }));
        self.effect(Effect::Ask(Query::Messages));
    }

    /// Asks again if they are being looked at.
    pub(super) fn ask_messages(&mut self) {
        if self.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Messages(_))) {
            self.effect(Effect::Ask(Query::Messages));
        }
    }

    /// Takes over what was read; the cursor stays on its message.
    pub(super) fn take_messages(&mut self, rows: Vec<MessageRow>) {
        let open = self.dialogs.iter_mut().find_map(|dialog| match dialog {
            Dialog::Messages(messages) => Some(messages),
            _ => None,
        });
        let Some(messages) = open else { return };
        let on = messages.row().map(|row| row.stream);
        let again = on.and_then(|stream| rows.iter().position(|row| row.stream == stream));
        messages.at = again.unwrap_or(messages.at).min(rows.len().saturating_sub(1));
        messages.rows = Some(rows);
    }

    pub(super) fn move_in_messages(&mut self, movement: Move) {
        let page = usize::from(self.size.height / 2).max(1);
        if let Some(Dialog::Messages(messages)) = self.dialogs.last_mut() {
            let count = messages.rows.as_ref().map_or(0, Vec::len);
            messages.at = stepped(messages.at, movement, page, count);
        }
    }

    /// Tries the message under the cursor again, or cancels it.
    pub(super) fn act_on_message(&mut self, action: &Action) {
        if self.refuse_writing() {
            return;
        }
        let Some(Dialog::Messages(messages)) = self.dialogs.last() else { return };
        let Some(row) = messages.row() else { return };
        let act = match action {
            Action::RetryMessage => MessageCommand::Retry,
            _ => MessageCommand::Cancel { reason: String::new() },
        };
        let command = Command::Message { id: row.stream.id, act };
        let sent = vec![Sent { command, seen: Some((row.stream, row.version)) }];
        let titles = vec![row.message.note.number.clone()];
        let purpose = Purpose::Act(action.clone());
        self.enqueue(Job {
            purpose,
            sent,
            titles,
            states: Vec::new(),
            draft: None,
            of: None,
            cleared: Vec::new(),
        });
    }
}

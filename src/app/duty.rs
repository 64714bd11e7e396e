//! Going on duty: the shift of the timetable begins with whoever sits at this desk.

use super::App;
use super::commits::{Job, Purpose};
use crate::domain::shift::{Roster, ShiftCommand};
use crate::domain::{Command, Role};
use crate::lang::Lang;
use crate::message::Sent;
use crate::ui::screen::Tone;

impl App {
    /// Puts the shift of the timetable on duty, with this officer as 主班 and the first leader of the configuration as
    /// 带班. Refused while a shift that has not ended is on duty: that one hands over.
    pub(super) fn go_on_duty(&mut self) {
        if self.refuse_writing() {
            return;
        }
        let words = self.words();
        let on_duty = self.overview.as_ref().and_then(|overview| overview.shift.as_ref());
        if let Some(shift) = on_duty.filter(|shift| shift.ends_at > self.now) {
            let text = (words.shift_stands)(&shift.primary);
            return self.say(Tone::Bad, text);
        }
        let config = self.config.clone();
        let Some((times, starts_at, ends_at)) = config.shift_at(self.now) else {
            return self.say(Tone::Bad, words.no_shift_now);
        };
        let leader = config.officers.iter().find(|officer| officer.role == Role::Leader);
        let roster = Roster {
            leader: leader.map_or_else(|| self.officer.name.clone(), |leader| leader.name.clone()),
            primary: self.officer.name.clone(),
            secondary: None,
            starts_at,
            ends_at,
        };
        let name = if self.lang == Lang::En { &times.name_en } else { &times.name_zh };
        let id = self.ids.fresh(self.now);
        let acts = [ShiftCommand::Schedule(Box::new(roster)), ShiftCommand::Start];
        let sent = acts.map(|act| Sent { command: Command::Shift { id, act }, seen: None });
        self.enqueue(Job {
            purpose: Purpose::GoOnDuty,
            sent: sent.into(),
            titles: vec![name.clone(); 2],
            states: Vec::new(),
            draft: None,
            of: None,
            cleared: Vec::new(),
        });
    }
}

//! The facts of a run: where to and when, who goes in what, the heads, who left and how, the last sign of it.

use super::super::theme::Ink;
use super::facts::Facts;
use crate::domain::run::Run;

impl Facts<'_> {
    pub(super) fn run(&mut self, run: &Run) {
        let (labels, names, lang) = (self.labels, &self.look.names, self.look.lang());
        let words = &self.look.strings.runs;
        self.push(labels.port, names.port(&run.plan.port, lang), Ink::Text);
        self.push(labels.site, names.site(&run.plan.site, lang), Ink::Text);
        self.time(words.detail[0], Some(run.plan.pick_up));
        self.time(words.detail[1], Some(run.legs.delivered.unwrap_or(run.plan.deliver)));
        let people = &run.headcount;
        let counts = [
            Some(people.expected),
            some(people.exits(false)),
            people.boarded,
            some(people.exits(true)),
            people.delivered,
        ];
        let told =
            words.counts.iter().zip(counts).filter_map(|(word, count)| Some(format!("{word} {}", count?)));
        let told: Vec<String> = told.collect();
        let whole = people.delivered.is_none() || people.adds_up().is_ok();
        self.push(labels.people, &told.join("  "), if whole { Ink::Text } else { Ink::Alarm });
        for exit in &people.exits {
            let note = exit.note.as_deref().map(crate::text::mask_phone).unwrap_or_default();
            let said = format!("{} {}  {note}", (words.exit)(exit.kind), exit.count);
            self.push(words.detail[2], said.trim_end(), Ink::Text);
        }
        let languages: Vec<&str> = run.plan.languages.iter().map(|tag| names.language(tag, lang)).collect();
        self.push(labels.languages, &languages.join("  "), Ink::Text);
        if let Some(crew) = &run.crew {
            let seats = (words.seats)(crew.vehicle.seats);
            self.push(labels.vehicle, &format!("{}  {seats}", crew.vehicle.plate), Ink::Text);
            self.push(labels.driver, &crew.driver, Ink::Text);
        }
        if let Some(manifest) = &run.manifest {
            let told = match manifest.purged_at {
                Some(at) => format!("{} {}", words.gone, self.telling.time(at)),
                None => (self.look.strings.screen.people)(manifest.people),
            };
            self.push(words.detail[3], &told, Ink::Dim);
        }
        if let Some((at, place)) = &run.last_call {
            let words = format!("{}  {place}", self.telling.time(*at));
            self.push(labels.place, &words, Ink::Text);
        }
        self.maybe(labels.note, run.reason.as_ref());
    }
}

/// A count that is worth telling.
fn some(count: u32) -> Option<u32> {
    Some(count).filter(|count| *count > 0)
}

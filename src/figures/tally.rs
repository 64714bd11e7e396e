//! Marks added up, and the figures that they make.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::mark::{Mark, Span};
use super::steps::tenths;
use super::{
    BusRoutes, Dispatches, Emergencies, Feedback, Figures, Findings, InfoReports, Publications, Requests,
    Supervised, Tasks, Volunteers,
};

/// Sums of marks by figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    sums: BTreeMap<Cow<'static, str>, u32>,
    different: BTreeMap<Cow<'static, str>, BTreeSet<String>>,
}

impl Tally {
    /// Adds a mark.
    pub fn add(&mut self, mark: Mark) {
        match mark.key {
            Some(key) => {
                self.different.entry(mark.figure).or_default().insert(key);
            }
            None => self.count(mark.figure, mark.amount),
        }
    }

    /// Adds so many to a figure.
    pub fn count(&mut self, figure: impl Into<Cow<'static, str>>, amount: u32) {
        let sum = self.sums.entry(figure.into()).or_default();
        *sum = sum.saturating_add(amount);
    }

    /// How many there are of a figure; 0 where nothing bears its mark.
    pub fn of(&self, figure: &str) -> u32 {
        let different = self.different.get(figure).map(|keys| u32::try_from(keys.len()).unwrap_or(u32::MAX));
        different.or_else(|| self.sums.get(figure).copied()).unwrap_or(0)
    }

    /// The parts of a figure, by what follows on its name and the point behind it.
    fn parts(&self, figure: &str) -> BTreeMap<String, u32> {
        let of = self.sums.iter().filter_map(|(name, sum)| {
            let part = name.strip_prefix(figure)?.strip_prefix('.')?;
            Some((part.to_owned(), *sum))
        });
        of.collect()
    }

    /// The share of one figure in another, in percent with one place; none while the other is nothing.
    pub fn percent(&self, of: &str, all: &str) -> Option<f64> {
        let (of, all) = (self.of(of), self.of(all));
        (all > 0).then(|| tenths(f64::from(of) * 100.0 / f64::from(all)))
    }

    /// The figures of a stretch of time; the times of steps are no sums and stay empty.
    pub fn figures(&self, span: &Span) -> Figures {
        let mut lines: Vec<String> =
            self.different.get("bus_routes").into_iter().flatten().cloned().collect();
        lines.sort_by_key(|line| (line.len(), line.clone()));
        Figures {
            documents_handled: self.of("documents_handled"),
            documents_completed: self.of("documents_completed"),
            daily_bulletins: self.of("daily_bulletins"),
            info_reports: InfoReports {
                total: self.of("info_reports"),
                practice: self.of("info_reports.practice"),
                problem: self.of("info_reports.problem"),
                adopted: self.of("info_reports.adopted"),
            },
            activities: self.of("activities"),
            meetings: self.of("meetings"),
            inspections: self.of("inspections"),
            inspection_bulletins: self.of("inspection_bulletins"),
            findings: Findings { total: self.of("findings"), closed: self.of("findings.closed") },
            recommendations: self.of("recommendations"),
            recommendations_adopted: self.of("recommendations_adopted"),
            bus_routes: BusRoutes {
                count: self.of("bus_routes"),
                lines,
                fed_back: self.of("bus_routes.fed_back"),
            },
            supervised: Supervised {
                total: self.of("supervised"),
                state_council: self.of("supervised.state_council"),
                city_party: self.of("supervised.city_party"),
                city_government: self.of("supervised.city_government"),
            },
            special_reports: self.of("special_reports"),
            feedback_on_time_percent: self.percent("feedback.on_time", "feedback.owed"),
            feedback: Feedback {
                owed: self.of("feedback.owed"),
                on_time: self.of("feedback.on_time"),
                extended: self.of("feedback.extended"),
                solved: self.of("feedback.solved"),
            },
            volunteers: Volunteers { total: self.of("volunteers"), languages: self.parts("volunteers") },
            interpreters: self.of("interpreters"),
            ports: self.of("ports"),
            service_cases: self.of("service_cases"),
            online_items: self.of("online_items"),
            posters: self.of("posters"),
            handbooks: self.of("handbooks"),
            publications: Publications {
                total: self.of("publications"),
                channels: self.parts("publications.channel"),
                languages: self.parts("publications.language"),
                forms: self.parts("publications.form"),
            },
            trainings: self.of("trainings"),
            requests: Requests {
                total: self.of("requests"),
                medical: self.of("requests.medical"),
                interpreting: self.of("requests.interpreting"),
                living: self.of("requests.living"),
                owed: self.of("requests.owed"),
                on_time: self.of("requests.on_time"),
                resolved: self.of("requests.resolved"),
            },
            tasks: Tasks { total: self.of("tasks"), done: self.of("tasks.done") },
            dispatches: Dispatches {
                total: self.of("dispatches"),
                receipts_owed: self.of("dispatches.receipts_owed"),
                receipts_on_time: self.of("dispatches.receipts_on_time"),
            },
            emergencies: Emergencies {
                total: self.of("emergencies"),
                phone_owed: self.of("emergencies.phone_owed"),
                phoned_on_time: self.of("emergencies.phoned_on_time"),
                writing_owed: self.of("emergencies.writing_owed"),
                written_on_time: self.of("emergencies.written_on_time"),
            },
            ..Figures::empty(span.period)
        }
    }
}

//! The values of a plot told as a chart, in one language.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::{Chart, Form, Series};
use crate::domain::calendar::Calendar;
use crate::figures::{Grain, Kept, PaperHours, Plot, Plotted, PortPeople, Slots, UnitAges, Values};
use crate::i18n::Strings;
use crate::i18n::names::Names;

/// Most ports that are told apart; the others are one series.
const PORTS: usize = 6;
/// Most units that are shown, the most pressing first; the others are one row.
const UNITS: usize = 24;

/// What telling a plot depends on besides its values.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// The language.
    pub strings: &'static Strings,
    /// Names of ports and units.
    pub names: &'a Names,
    /// The zone of the office.
    pub calendar: &'a Calendar,
    /// Papers that the desk can handle in an hour.
    pub capacity: u32,
}

impl Plotted {
    /// The chart of these values.
    pub fn chart(&self, telling: Telling<'_>) -> Chart {
        let words = &telling.strings.plots;
        let at = self.plot.index();
        let from = self.period.from.unwrap_or(self.period.to);
        let (_, until) = self.period.bounds(telling.calendar);
        let known = (self.now < until).then(|| telling.calendar.local(self.now));
        let chart = match &self.values {
            Values::Papers(hours) => self.papers(hours, telling),
            Values::Arrivals(slots, ports) => self.arrivals(slots, ports, telling),
            Values::Findings(units) => ages(units, telling),
            Values::OnTime(slots, kept) => self.on_time(slots, kept, telling),
            Values::Urgency(slots, counts) => self.urgency(slots, counts, telling),
            Values::Reports(slots, counts) => self.reports(slots, counts, telling),
        };
        let mut chart = Chart {
            title: words.titles[at].to_owned(),
            unit: words.units[at].to_owned(),
            span: (words.span)(from, self.period.to, known),
            ..chart
        };
        // Before anything was on record, "none" would say more than is known.
        let recorded = self.first.is_some_and(|first| first <= self.period.to);
        chart.empty = if recorded { words.nothing[at] } else { words.no_data }.to_owned();
        if chart.is_empty() {
            chart.headline.clear();
        }
        chart
    }

    /// Slots as labels, the present one marked.
    fn slotted(&self, form: Form, slots: &Slots, telling: Telling<'_>) -> Chart {
        let words = &telling.strings.plots;
        let label = |start: &DateTime<Utc>| (words.slot)(slots.grain, telling.calendar.local(*start));
        Chart {
            axis: (words.axis)(slots.grain).to_owned(),
            labels: slots.starts.iter().map(label).collect(),
            current: slots.place(self.now),
            ..Chart::new(form)
        }
    }

    /// Counts of slots; those that have not begun are gaps.
    fn counts(&self, slots: &Slots, counts: &[u32]) -> Vec<Option<f64>> {
        let value = |(start, count): (&DateTime<Utc>, &u32)| (*start <= self.now).then(|| f64::from(*count));
        slots.starts.iter().zip(counts).map(value).collect()
    }

    fn papers(&self, hours: &PaperHours, telling: Telling<'_>) -> Chart {
        let words = &telling.strings.plots;
        let days = usize::from(self.period.from != Some(self.period.to));
        let means = hours.by_hour(self.now, telling.calendar);
        let value = |pick: fn((f64, f64)) -> f64| means.iter().map(|mean| mean.map(pick)).collect::<Vec<_>>();
        let (received, waiting) = (value(|(received, _)| received), value(|(_, waiting)| waiting));
        let present = hours.slots.place(self.now);
        let hour = |at: usize| at % 24;
        Chart {
            axis: (words.axis)(Grain::Hour).to_owned(),
            labels: (0..24).map(|hour| format!("{hour:02}")).collect(),
            series: vec![
                Series::new(words.received[days], received),
                Series::new(words.waiting[days], waiting).as_line(),
            ],
            reference: Some((words.capacity.to_owned(), f64::from(telling.capacity))),
            limit: true,
            current: present.filter(|_| days == 0).map(hour),
            headline: self.busiest_hour(hours, telling),
            ..Chart::new(Form::Bars)
        }
    }

    /// The hour in which most came, whether that was too much, and what is left on the desk.
    fn busiest_hour(&self, hours: &PaperHours, telling: Telling<'_>) -> String {
        let words = &telling.strings.plots;
        let Some((at, most)) = busiest(&hours.received) else { return String::new() };
        let mut when = self.when(&hours.slots, at, telling);
        if self.period.from != Some(self.period.to) {
            let local = telling.calendar.local(hours.slots.starts[at]);
            when = format!("{} {when}", (words.slot_told)(Grain::Day, local));
        }
        let over = hours.received.iter().filter(|count| **count > telling.capacity).count();
        let told = match most.checked_sub(telling.capacity).filter(|over| *over > 0) {
            Some(by) => (words.over)(&when, most, by, over),
            None => (words.within)(&when, most),
        };
        let waiting = hours.slots.place(self.now).map_or(0, |present| hours.waiting()[present]);
        told + &if waiting > 0 { (words.on_desk)(waiting) } else { String::new() }
    }

    fn when(&self, slots: &Slots, at: usize, telling: Telling<'_>) -> String {
        let local: NaiveDateTime = telling.calendar.local(slots.starts[at]);
        (telling.strings.plots.slot_told)(slots.grain, local)
    }

    fn arrivals(&self, slots: &Slots, ports: &[PortPeople], telling: Telling<'_>) -> Chart {
        let words = &telling.strings.plots;
        let all = |port: &PortPeople| -> Vec<u32> {
            port.landed.iter().zip(&port.awaited).map(|(landed, awaited)| landed + awaited).collect()
        };
        let mut lines: Vec<(String, Vec<u32>)> = ports
            .iter()
            .map(|port| (telling.names.port(&port.port, telling.strings.lang).to_owned(), all(port)))
            .collect();
        if lines.len() > PORTS + 1 {
            // The smallest become one, so that colours can still be told apart; the rest keep their order.
            let mut sizes: Vec<u32> = lines.iter().map(|(_, people)| people.iter().sum()).collect();
            sizes.sort_unstable_by(|a, b| b.cmp(a));
            let least = sizes[PORTS - 1];
            let (mut kept, mut others): (Vec<_>, Vec<_>) =
                lines.into_iter().partition(|(_, people)| people.iter().sum::<u32>() >= least);
            others.extend(kept.split_off(PORTS.min(kept.len())));
            kept.push((
                words.others.to_owned(),
                summed(others.iter().map(|(_, people)| people), slots.len()),
            ));
            lines = kept;
        }
        let people = summed(lines.iter().map(|(_, people)| people), slots.len());
        let landed = ports.iter().flat_map(|port| &port.landed).sum();
        let headline = busiest(&people).map(|(at, most)| {
            (words.arrivals)(&self.when(slots, at, telling), most, people.iter().sum(), landed)
        });
        // People who are awaited are known ahead: no gaps.
        let series = lines.into_iter().map(|(name, people)| {
            Series::new(name, people.into_iter().map(|count| Some(f64::from(count))).collect())
        });
        Chart {
            series: series.collect(),
            headline: headline.unwrap_or_default(),
            ..self.slotted(Form::Stacked, slots, telling)
        }
    }

    fn on_time(&self, slots: &Slots, kept: &[Kept; 3], telling: Telling<'_>) -> Chart {
        let words = &telling.strings.plots;
        let series = kept
            .iter()
            .zip(words.kept)
            .map(|(kept, name)| Series::new(name, (0..slots.len()).map(|slot| kept.percent(slot)).collect()));
        let wholes = kept.iter().zip(words.kept).filter_map(|(kept, name)| {
            let (owed, on_time) = kept.whole();
            (owed > 0).then(|| (name, f64::from(on_time) * 100.0 / f64::from(owed), on_time, owed))
        });
        let lowest = wholes.min_by(|a, b| a.1.total_cmp(&b.1));
        let headline = lowest.map(|(name, percent, on_time, owed)| {
            if on_time == owed {
                (words.all_kept)(kept.iter().map(|kept| kept.whole().0).sum())
            } else {
                (words.lowest)(name, percent.floor(), on_time, owed)
            }
        });
        Chart {
            series: series.collect(),
            reference: Some((words.target.to_owned(), 100.0)),
            headline: headline.unwrap_or_default(),
            ..self.slotted(Form::Lines, slots, telling)
        }
    }

    fn urgency(&self, slots: &Slots, counts: &[Vec<u32>; 5], telling: Telling<'_>) -> Chart {
        let words = &telling.strings.plots;
        let all = summed(counts.iter(), slots.len());
        let urgent: u32 = counts[..2].iter().flatten().sum();
        let headline = busiest(&all)
            .map(|(at, most)| (words.urgent)(all.iter().sum(), urgent, &self.when(slots, at, telling), most));
        // The least urgent stand at the bottom, from faint to strong.
        let names = telling.strings.domain.urgency;
        let series = counts.iter().zip(names).rev();
        Chart {
            series: series.map(|(counts, name)| Series::new(name, self.counts(slots, counts))).collect(),
            ordered: true,
            headline: headline.unwrap_or_default(),
            ..self.slotted(Form::Stacked, slots, telling)
        }
    }

    fn reports(&self, slots: &Slots, counts: &[Vec<u32>; 3], telling: Telling<'_>) -> Chart {
        let words = &telling.strings.plots;
        let sum = |at: usize| counts[at].iter().sum::<u32>();
        let series = counts.iter().zip(words.reports);
        Chart {
            series: series.map(|(counts, name)| Series::new(name, self.counts(slots, counts))).collect(),
            headline: (words.published)(sum(0) + sum(1), sum(1), sum(2)),
            ..self.slotted(Form::Stacked, slots, telling)
        }
    }
}

fn ages(units: &[UnitAges], telling: Telling<'_>) -> Chart {
    let words = &telling.strings.plots;
    let shown = if units.len() > UNITS { UNITS - 1 } else { units.len() };
    let mut rows: Vec<(String, UnitAges)> = units[..shown]
        .iter()
        .map(|unit| (telling.names.unit(&unit.unit, telling.strings.lang).to_owned(), unit.clone()))
        .collect();
    if let Some(others) = units[shown..].iter().cloned().reduce(|a, b| UnitAges {
        ages: std::array::from_fn(|at| a.ages[at] + b.ages[at]),
        overdue: a.overdue + b.overdue,
        longest_days: a.longest_days.max(b.longest_days),
        ..a
    }) {
        rows.push((words.others.to_owned(), others));
    }
    let overdue: u32 = units.iter().map(|unit| unit.overdue).sum();
    let open: u32 = units.iter().flat_map(|unit| unit.ages).sum();
    let headline = match rows.first() {
        Some((name, first)) if first.overdue > 0 => {
            (words.pressing)(name, first.overdue, first.longest_days, overdue - first.overdue)
        }
        _ => (words.none_overdue)(open),
    };
    let series = words.ages.iter().enumerate().map(|(age, name)| {
        Series::new(*name, rows.iter().map(|(_, unit)| Some(f64::from(unit.ages[age]))).collect())
    });
    let remark = |unit: &UnitAges| match unit.overdue {
        0 => String::new(),
        overdue => (words.overdue)(overdue, unit.longest_days),
    };
    Chart {
        series: series.collect(),
        ordered: true,
        headline,
        remarks: rows.iter().map(|(_, unit)| remark(unit)).collect(),
        labels: rows.into_iter().map(|(name, _)| name).collect(),
        ..Chart::new(Form::Horizontal)
    }
}

/// The first of the greatest, if anything is greater than zero.
fn busiest(counts: &[u32]) -> Option<(usize, u32)> {
    let most = counts.iter().copied().max().filter(|most| *most > 0)?;
    counts.iter().position(|count| *count == most).map(|at| (at, most))
}

fn summed<'a>(lines: impl Iterator<Item = &'a Vec<u32>>, slots: usize) -> Vec<u32> {
    let mut sums = vec![0_u32; slots];
    for line in lines {
        for (sum, count) in sums.iter_mut().zip(line) {
            *sum = sum.saturating_add(*count);
        }
    }
    sums
}

/// The name of a plot's title in a language, for lists of plots.
pub fn title(plot: Plot, strings: &'static Strings) -> &'static str {
    strings.plots.titles[plot.index()]
}

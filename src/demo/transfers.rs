//! Arrivals and transfer runs: the week before the night, all closed with a headcount that adds up.

use chrono::{DateTime, TimeDelta, Utc};

use super::DemoError;
use super::book::{Book, LAST_DAY, Who, date, day_of, minute};
use super::people::{Crew as People, FR, JA, KO, RU};
use crate::config::Config;
use crate::domain::arrival::{ArrivalCommand, ArrivalState, Mode, Movement};
use crate::domain::run::{Crew, ExitKind, Plan, RunCommand, Vehicle};
use crate::domain::{Command, Id};

/// Ports and sites that the demonstration needs (ids of the configuration).
pub(super) const PORTS: [&str; 5] =
    ["guangzhou_baiyun", "zhuhai", "shenzhen_airport", "shenzhen_bay", "yantian"];
pub(super) const SITES: [&str; 3] = ["haibin", "meisha_hotel", "yantian_lodge"];

/// Vehicles and drivers of the configuration.
#[derive(Debug)]
pub(super) struct Places {
    vehicles: Vec<Vehicle>,
    drivers: Vec<String>,
}

impl Places {
    /// Vehicles and drivers, once it is sure that all places are there.
    ///
    /// # Errors
    /// [`DemoError::Place`] with the section that has too few entries.
    pub(super) fn of(config: &Config) -> Result<Self, DemoError> {
        let needs =
            |there: bool, section: &'static str| if there { Ok(()) } else { Err(DemoError::Place(section)) };
        needs(PORTS.iter().all(|id| config.port(id).is_some()), "ports")?;
        needs(SITES.iter().all(|id| config.site(id).is_some()), "sites")?;
        needs(config.vehicles.len() >= 8, "vehicles")?;
        needs(config.drivers.len() >= 8, "drivers")?;
        let vehicle =
            |vehicle: &crate::config::Vehicle| Vehicle { plate: vehicle.plate.clone(), seats: vehicle.seats };
        Ok(Self {
            vehicles: config.vehicles.iter().map(vehicle).collect(),
            drivers: config.drivers.iter().map(|driver| driver.name.clone()).collect(),
        })
    }

    /// Vehicle and driver at these places of the configuration, with these volunteers.
    pub(super) fn crew(&self, vehicle: usize, driver: usize, volunteers: Vec<Id>) -> Crew {
        let vehicle = self.vehicles[vehicle % self.vehicles.len()].clone();
        Crew { vehicle, driver: self.drivers[driver % self.drivers.len()].clone(), volunteers }
    }
}

/// What comes, from where, and when.
#[derive(Debug, Clone)]
pub(super) struct Coming {
    pub(super) port: usize,
    pub(super) number: String,
    pub(super) origin: &'static str,
    pub(super) scheduled_at: DateTime<Utc>,
    pub(super) passengers: u32,
    pub(super) languages: &'static [&'static str],
}

impl Coming {
    /// What the source says.
    pub(super) fn movement(&self, status: ArrivalState) -> Movement {
        let mode = match PORTS[self.port] {
            "guangzhou_baiyun" | "shenzhen_airport" => Mode::Flight,
            "yantian" => Mode::Vessel,
            "zhuhai" => Mode::Ferry,
            _ => Mode::Coach,
        };
        Movement {
            key: format!("{}@{}", self.number, date(day_of(self.scheduled_at).0)),
            port: PORTS[self.port].to_owned(),
            mode,
            number: self.number.clone(),
            origin: self.origin.to_owned(),
            scheduled_at: self.scheduled_at,
            estimated_at: None,
            actual_at: None,
            passengers: self.passengers,
            languages: self.languages.iter().map(|&tag| tag.to_owned()).collect(),
            status,
            source: "口岸信息专线".to_owned(),
            sequence: None,
            stated_at: None,
            reason: None,
            stated: None,
        }
    }
}

/// An arrival and the run that waits for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trip {
    arrival: Id,
    run: Id,
}

/// Who runs the transfers.
pub(super) const DISPATCHER: Who = Who::Is("tian");

impl Trip {
    /// Announces an arrival, and plans a run for it.
    pub(super) fn plan(
        book: &mut Book,
        at: DateTime<Utc>,
        coming: &Coming,
        site: usize,
        (pick_up, deliver): (DateTime<Utc>, DateTime<Utc>),
    ) -> Self {
        let trip = Self { arrival: book.id(at), run: book.id(at) };
        trip.report(book, at, coming.movement(ArrivalState::Expected));
        let plan = Plan {
            arrival: Some(trip.arrival),
            port: PORTS[coming.port].to_owned(),
            site: SITES[site].to_owned(),
            pick_up,
            deliver,
            passengers: coming.passengers,
            languages: Vec::new(),
        };
        trip.run(book, at + TimeDelta::minutes(20), RunCommand::Plan(Box::new(plan)));
        trip
    }

    /// What the source says now.
    pub(super) fn report(self, book: &mut Book, at: DateTime<Utc>, movement: Movement) {
        let act = ArrivalCommand::Report(Box::new(movement));
        book.add(at, DISPATCHER, Command::Arrival { id: self.arrival, act });
    }

    /// It is here.
    pub(super) fn landed(self, book: &mut Book, at: DateTime<Utc>, coming: &Coming) {
        let movement = Movement { actual_at: Some(at), ..coming.movement(ArrivalState::Landed) };
        self.report(book, at, movement);
    }

    /// What the dispatcher does with the run.
    pub(super) fn run(self, book: &mut Book, at: DateTime<Utc>, act: RunCommand) {
        book.add(at, DISPATCHER, Command::Run { id: self.run, act });
    }

    /// Sets the crew.
    pub(super) fn crew(self, book: &mut Book, at: DateTime<Utc>, crew: Crew, despite: Option<&str>) {
        self.run(book, at, RunCommand::Crew { crew, despite: despite.map(str::to_owned) });
    }

    /// The whole course from the port to the disinfected vehicle.
    fn to_the_end(
        self,
        book: &mut Book,
        coming: &Coming,
        pick_up: DateTime<Utc>,
        deliver: DateTime<Utc>,
        exits: u32,
    ) {
        use RunCommand as C;
        let minutes = |at: DateTime<Utc>, minutes: i64| at + TimeDelta::minutes(minutes);
        let left = minutes(pick_up, 30).max(minutes(deliver, -190));
        let half = left + (deliver - left) / 2;
        self.run(book, minutes(pick_up, -50), C::Depart);
        self.landed(book, minutes(pick_up, -25), coming);
        self.run(book, minutes(pick_up, -5), C::ReachPort);
        self.run(book, minutes(pick_up, 10), C::Board);
        if exits > 0 {
            let (kind, note) = (ExitKind::OtherDistrict, Some("由南山区接走".to_owned()));
            self.run(book, minutes(pick_up, 15), C::Exit { kind, count: exits, note });
        }
        self.run(book, left, C::Leave { boarded: None });
        self.run(book, half, C::CallIn { place: "途中,一切正常".to_owned() });
        self.run(book, minutes(deliver, -4), C::Deliver { delivered: None });
        self.run(book, minutes(deliver, 8), C::Disinfect);
        self.run(book, minutes(deliver, 50), C::Close);
    }
}

/// Origins and languages of the week.
const FROM: [(&str, &[&str]); 8] = [
    ("伦敦", &["en"]),
    ("东京", &["en", "ja"]),
    ("新加坡", &["en"]),
    ("首尔", &["en", "ko"]),
    ("莫斯科", &["en", "ru"]),
    ("纽约", &["en"]),
    ("曼谷", &["en"]),
    ("悉尼", &["en"]),
];

/// Writes the closed runs of the week into the book.
pub(super) fn write(book: &mut Book, places: &Places, people: &People) {
    for n in 0..24_usize {
        // Every five hours; vehicles come round after thirty hours, drivers after forty, volunteers after fifty.
        let start = i64::try_from(n).unwrap_or(0) * 300;
        let pick_up = minute(LAST_DAY - 6, 400 + start + book.dice.between(0, 40));
        let long = n % 5 < 2;
        let deliver = pick_up + TimeDelta::minutes(if long { 200 } else { 100 });
        let (origin, languages) = FROM[n % FROM.len()];
        let coming = Coming {
            port: n % 5,
            number: number(n % 5, n),
            origin,
            scheduled_at: pick_up - TimeDelta::minutes(40),
            passengers: u32::try_from(book.dice.between(3, 7)).unwrap_or(3),
            languages,
        };
        let trip = Trip::plan(book, pick_up - TimeDelta::hours(11), &coming, n % 3, (pick_up, deliver));
        let mut volunteers = vec![people.at(n % 10)];
        match languages {
            [_, "ja"] => volunteers.push(people.at(JA + n / 8)),
            [_, "ru"] => volunteers.push(people.at(RU + n / 8 % 2)),
            [_, "ko"] => volunteers.push(people.at(KO)),
            _ => {}
        }
        let crew = places.crew(n % 6, n % 8, volunteers);
        // Half of the long ways are driven by night, for longer than the rules have it.
        let reason = long.then_some("路程较长,中途在服务区停车休息");
        trip.crew(book, pick_up - TimeDelta::hours(9), crew, reason);
        trip.to_the_end(book, &coming, pick_up, deliver, u32::from(n % 7 == 3));
    }
    long_day(book, places, people);
}

/// Number of a flight, a vessel's name, a line.
fn number(port: usize, n: usize) -> String {
    const VESSELS: [&str; 5] = ["远洋和风", "海丰晨曦", "南海之星", "盐港08", "东方明珠轮"];
    match PORTS[port] {
        "guangzhou_baiyun" | "shenzhen_airport" => format!("DX{}", 8101 + 7 * n),
        "yantian" => VESSELS[n % VESSELS.len()].to_owned(),
        "zhuhai" => format!("港珠澳专线{}", 11 + n),
        _ => format!("深港专线{}", 31 + n),
    }
}

/// 6 April: the only speaker of French and two of English work a whole shift, and must rest through the night.
fn long_day(book: &mut Book, places: &Places, people: &People) {
    let hours = |hour: i64, minutes: i64| minute(LAST_DAY, hour * 60 + minutes);
    let reasons = ["法语仅此一人", "夜间人手不足"];
    for (n, (from, until)) in
        [(hours(15, 0), hours(23, 20)), (hours(15, 10), hours(23, 25))].into_iter().enumerate()
    {
        let languages: &[&str] = if n == 0 { &["fr", "en"] } else { &["en"] };
        let coming = Coming {
            port: 0,
            number: number(0, 60 + n),
            origin: ["巴黎", "法兰克福"][n],
            scheduled_at: from - TimeDelta::minutes(40),
            passengers: 7,
            languages,
        };
        let trip =
            Trip::plan(book, hours(1, 10 + 5 * i64::try_from(n).unwrap_or(0)), &coming, 1, (from, until));
        let mut volunteers = vec![people.at(10 + n)];
        if n == 0 {
            volunteers.push(people.at(FR));
        }
        let crew = places.crew(6 + n, 6 + n, volunteers);
        trip.crew(book, hours(9, 30), crew, Some(reasons[n]));
        trip.to_the_end(book, &coming, from, until, 0);
    }
}

//! Twelve runs over the five ports, from the one that waits for its papers to those of the forenoon.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::book::{Book, tonight};
use super::super::people::{Crew as People, JA, KO, RU};
use super::super::transfers::{Coming, Places, Trip};
use crate::domain::Id;
use crate::domain::arrival::{ArrivalState, Movement};
use crate::domain::run::{ExitKind, RunCommand as C};

/// Places of the ports in the list of ports.
const GUANGZHOU: usize = 0;
const ZHUHAI: usize = 1;
const AIRPORT: usize = 2;
const BAY: usize = 3;
const HARBOUR: usize = 4;
/// Places of the sites.
const HAIBIN: usize = 0;
const MEISHA: usize = 1;
const LODGE: usize = 2;

type Languages = &'static [&'static str];

/// What is planned: port, number, origin, passengers, languages; site; landing, pick-up, delivery.
struct Planned(usize, &'static str, &'static str, u32, Languages, usize, [DateTime<Utc>; 3]);

impl Planned {
    fn coming(&self) -> Coming {
        Coming {
            port: self.0,
            number: self.1.to_owned(),
            origin: self.2,
            scheduled_at: self.6[0],
            passengers: self.3,
            languages: self.4,
        }
    }

    /// Announced and planned in the afternoon before; crewed, where somebody could be found.
    fn trip(&self, book: &mut Book, crew: Option<(&Places, usize, usize, &[Id])>) -> (Trip, Coming) {
        let [_, pick_up, deliver] = self.6;
        let coming = self.coming();
        let planned = (pick_up - TimeDelta::hours(10))
            .min(tonight(-2, 30) - TimeDelta::minutes(pick_up.timestamp() % 97));
        let trip = Trip::plan(book, planned, &coming, self.5, (pick_up, deliver));
        if let Some((places, vehicle, driver, volunteers)) = crew {
            let crew = places.crew(vehicle, driver, volunteers.to_vec());
            // More than two hours by night are beyond the rules.
            let long = deliver - pick_up > TimeDelta::hours(2);
            let reason = long.then_some("夜间路程较长,中途在服务区停车休息");
            trip.crew(book, planned + TimeDelta::minutes(55), crew, reason);
        }
        (trip, coming)
    }
}

/// Writes the runs of the night into the book.
pub(super) fn write(book: &mut Book, places: &Places, people: &People) {
    on_the_road(book, places, people);
    in_trouble(book, places, people);
    to_come(book, places, people);
}

/// A landed arrival, boarded and on its way.
fn under_way(
    book: &mut Book,
    trip: Trip,
    coming: &Coming,
    [departs, lands, reaches, boards, leaves]: [DateTime<Utc>; 5],
) {
    trip.run(book, departs, C::Depart);
    trip.landed(book, lands, coming);
    trip.run(book, reaches, C::ReachPort);
    trip.run(book, boards, C::Board);
    trip.run(book, leaves, C::Leave { boarded: None });
}

fn on_the_road(book: &mut Book, places: &Places, people: &People) {
    // Delivered, but one person is missing on paper: it cannot be closed like this.
    let times = [tonight(-3, 50), tonight(-2, 30), tonight(1, 25)];
    let plan = Planned(AIRPORT, "DX8332", "伦敦", 17, &["en"], MEISHA, times);
    let (trip, coming) = plan.trip(book, Some((places, 1, 5, &[people.at(8)])));
    trip.run(book, tonight(-3, 30), C::Depart);
    trip.landed(book, tonight(-3, 56), &coming);
    trip.run(book, tonight(-2, 20), C::ReachPort);
    trip.run(book, tonight(-1, 20), C::Board);
    trip.run(book, tonight(-1, 55), C::Leave { boarded: Some(16) });
    trip.run(book, tonight(0, 50), C::CallIn { place: "梅观高速观澜".to_owned() });
    trip.run(book, tonight(1, 20), C::Deliver { delivered: None });
    trip.run(book, tonight(1, 45), C::Disinfect);
    // On time, with Russian on board.
    let times = [tonight(-2, 35), tonight(-1, 40), tonight(3, 0)];
    let plan = Planned(GUANGZHOU, "DX8346", "莫斯科", 31, &["en", "ru"], HAIBIN, times);
    let (trip, coming) = plan.trip(book, Some((places, 0, 0, &[people.at(0), people.at(RU)])));
    let steps = [tonight(-4, 40), tonight(-2, 35), tonight(-1, 20), tonight(-1, 50), tonight(0, 30)];
    under_way(book, trip, &coming, steps);
    trip.run(book, tonight(1, 40), C::CallIn { place: "广深高速东莞段".to_owned() });
    // Boarding, with the only speaker of Korean.
    let times = [tonight(1, 30), tonight(2, 10), tonight(3, 20)];
    let plan = Planned(BAY, "深港专线72", "首尔经香港", 6, &["ko"], HAIBIN, times);
    let (trip, coming) = plan.trip(book, Some((places, 5, 4, &[people.at(KO)])));
    trip.run(book, tonight(1, 15), C::Depart);
    trip.landed(book, tonight(1, 34), &coming);
    trip.run(book, tonight(2, 4), C::ReachPort);
    trip.run(book, tonight(2, 11), C::Board);
}

fn in_trouble(book: &mut Book, places: &Places, people: &People) {
    // Nobody has heard of it for more than an hour, and it should be there in six minutes.
    let times = [tonight(-1, 50), tonight(0, 40), tonight(2, 20)];
    let plan = Planned(BAY, "深港专线71", "香港", 14, &["en"], LODGE, times);
    let (trip, coming) = plan.trip(book, Some((places, 3, 1, &[people.at(1)])));
    let steps = [tonight(-1, 45), tonight(-1, 52), tonight(0, 35), tonight(0, 48), tonight(1, 8)];
    under_way(book, trip, &coming, steps);
    // Held: a passenger has a fever, the others wait in the coach.
    let times = [tonight(-1, 30), tonight(0, 5), tonight(3, 30)];
    let plan = Planned(ZHUHAI, "港珠澳专线19", "曼谷经香港", 26, &["en"], MEISHA, times);
    let (trip, coming) = plan.trip(book, Some((places, 2, 2, &[people.at(2)])));
    trip.run(book, tonight(-3, 10), C::Depart);
    trip.landed(book, tonight(-1, 42), &coming);
    trip.run(book, tonight(-1, 58), C::ReachPort);
    trip.run(book, tonight(0, 5), C::Board);
    let note = Some("体温38.2℃,120接走".to_owned());
    trip.run(book, tonight(0, 46), C::Exit { kind: ExitKind::Hospital, count: 1, note });
    trip.run(book, tonight(0, 50), C::Hold { reason: "同车旅客等待流调,口岸未放行".to_owned() });
    // The flight is three hours late; the same coach and driver have the next run at 08:10.
    let times = [tonight(2, 50), tonight(3, 40), tonight(7, 10)];
    let plan = Planned(GUANGZHOU, "DX8418", "新加坡", 15, &["en"], LODGE, times);
    let (trip, coming) = plan.trip(book, Some((places, 4, 3, &[people.at(4)])));
    trip.run(book, tonight(1, 0), C::Depart);
    let estimated_at = Some(tonight(5, 45));
    let late = Movement { estimated_at, ..coming.movement(ArrivalState::Delayed) };
    trip.report(book, tonight(1, 46), late);
    trip.run(book, tonight(1, 55), C::CallIn { place: "虎门服务区待命".to_owned() });
    // Speakers of French, and nobody on the crew who speaks it.
    let times = [tonight(3, 5), tonight(3, 50), tonight(6, 30)];
    let plan = Planned(AIRPORT, "DX8250", "巴黎", 22, &["fr", "en"], MEISHA, times);
    plan.trip(book, Some((places, 7, 1, &[people.at(3)])));
}

fn to_come(book: &mut Book, places: &Places, people: &People) {
    let times = [tonight(2, 15), tonight(2, 30), tonight(3, 5)];
    let plan = Planned(HARBOUR, "远洋和风", "船员换班", 9, &["en"], HAIBIN, times);
    plan.trip(book, Some((places, 6, 5, &[people.at(5)])));
    // They should have been picked up, and there is neither coach nor driver.
    let times = [tonight(1, 40), tonight(2, 5), tonight(3, 15)];
    Planned(BAY, "深港专线73", "纽约经香港", 12, &["en"], HAIBIN, times).trip(book, None);
    let times = [tonight(7, 20), tonight(8, 10), tonight(11, 30)];
    let plan = Planned(GUANGZHOU, "DX8520", "东京", 18, &["ja", "en"], LODGE, times);
    plan.trip(book, Some((places, 6, 4, &[people.at(JA + 1), people.at(12)])));
    let times = [tonight(8, 50), tonight(9, 30), tonight(12, 30)];
    let plan = Planned(ZHUHAI, "港珠澳专线20", "悉尼经香港", 20, &["en"], MEISHA, times);
    plan.trip(book, Some((places, 2, 2, &[people.at(13)])));
    let times = [tonight(9, 45), tonight(10, 30), tonight(12, 0)];
    Planned(AIRPORT, "DX8611", "大阪", 24, &["ja"], MEISHA, times).trip(book, None);
}

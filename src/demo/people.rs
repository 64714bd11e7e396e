//! 28 volunteers and two hired interpreters, spread over the clock.

use super::book::{Book, LAST_DAY, Who, minute};
use crate::domain::volunteer::{Person, VolunteerCommand, VolunteerKind, Window};
use crate::domain::{Command, Id};

/// When somebody can be called in the night of 6 to 7 April.
#[derive(Debug, Clone, Copy)]
enum Hours {
    /// At any time.
    Always,
    /// From and until (hours of 7 April; negative: the evening before).
    From(i64, i64),
    /// Ill, away.
    Away(&'static str),
}

use Hours::{Always, Away, From};

struct Entry(&'static str, &'static str, Hours);

/// Names are invented. The places in this list are what [`Crew`] gives.
const VOLUNTEERS: [Entry; 28] = [
    Entry("周予安", "en", Always),
    Entry("郑书遥", "en", Always),
    Entry("孙以宁", "en", From(-4, 8)),
    Entry("李砚清", "en", From(-2, 8)),
    Entry("王澄观", "en", Always),
    Entry("吴霁月", "en", From(-4, 8)),
    Entry("冯若谷", "en", From(-4, 8)),
    Entry("陈晚舟", "en", From(-4, 8)),
    Entry("褚云帆", "en", Always),
    Entry("卫时雨", "en", From(-2, 6)),
    Entry("蒋青梧", "en", Always),
    Entry("沈见微", "en", Always),
    Entry("韩松涛", "en", From(8, 20)),
    Entry("杨知夏", "en", From(8, 20)),
    Entry("朱亦然", "en", From(9, 17)),
    Entry("秦望北", "en", From(9, 17)),
    Entry("尤嘉树", "en", From(14, 22)),
    Entry("许怀瑜", "en", From(14, 22)),
    Entry("何念初", "en", Away("居家健康监测")),
    Entry("吕南星", "en", Away("学校返岗培训")),
    Entry("施樱子", "ja", From(-2, 6)),
    Entry("张京介", "ja", From(8, 16)),
    Entry("孔和音", "ja", From(14, 22)),
    Entry("曹白桦", "ru", Always),
    Entry("严冬妮", "ru", From(9, 18)),
    Entry("华敏雅", "ko", Always),
    Entry("金若兰", "fr", Always),
    Entry("魏森林", "de", From(9, 18)),
];
const INTERPRETERS: [Entry; 2] = [Entry("陶远译", "en", From(0, 8)), Entry("姜同声", "fr", From(9, 21))];

/// Ids of the volunteers, and of the interpreters after them, in the order of the list.
#[derive(Debug)]
pub(super) struct Crew(Vec<Id>);

impl Crew {
    /// The volunteer at this place of the list.
    pub(super) fn at(&self, place: usize) -> Id {
        self.0[place % self.0.len()]
    }
}

/// First place of each language in the list.
pub(super) const JA: usize = 20;
pub(super) const RU: usize = 23;
pub(super) const KO: usize = 25;
pub(super) const FR: usize = 26;

/// Enrols everybody in March, and writes down when they can be called.
pub(super) fn write(book: &mut Book) -> Crew {
    let mut ids = Vec::new();
    let volunteers = VOLUNTEERS.iter().map(|entry| (entry, VolunteerKind::Volunteer));
    let interpreters = INTERPRETERS.iter().map(|entry| (entry, VolunteerKind::Interpreter));
    for (n, (Entry(name, language, hours), kind)) in volunteers.chain(interpreters).enumerate() {
        let place = i64::try_from(n).unwrap_or(0);
        let enrolled = minute(46 + place / 4, 600 + 20 * (place % 4));
        let id = book.id(enrolled);
        let of_volunteer = |act| Command::Volunteer { id, act };
        let mut languages = vec![(*language).to_owned()];
        if kind == VolunteerKind::Interpreter && *language != "en" {
            languages.push("en".to_owned());
        }
        let phone = Some(format!("139-0000-{:04}", n + 1));
        let person = Person { name: (*name).to_owned(), kind, languages, phone };
        let mo = Who::Is("mo");
        book.add(enrolled, mo, of_volunteer(VolunteerCommand::Enrol(person)));
        let told = minute(LAST_DAY, 1020 + place);
        match *hours {
            Always => {}
            Away(reason) => {
                let reason = reason.to_owned();
                book.add(told, mo, of_volunteer(VolunteerCommand::Leave { reason }));
            }
            From(from, until) => {
                let window = |day: i64| Window {
                    from: minute(LAST_DAY + day, from * 60),
                    until: minute(LAST_DAY + day, until * 60),
                };
                for day in 1..=2 {
                    book.add(told, mo, of_volunteer(VolunteerCommand::Offer(window(day))));
                }
            }
        }
        ids.push(id);
    }
    Crew(ids)
}

//! An emergency of the night: phoned through in time, to be written by 02:40.

use super::super::book::{Book, Who, tonight};
use crate::domain::Command;
use crate::domain::emergency::{Element, Elements, EmergencyCommand as E, News};

/// Writes the emergency of the night into the book.
pub(super) fn write(book: &mut Book) {
    let id = book.id(tonight(1, 40));
    let on = |act| Command::Emergency { id, act };
    let elements = Elements::new()
        .with(Element::What, "盐田路边坡塌方,2人被困")
        .with(Element::Time, "01:35")
        .with(Element::Place, "盐田路隧道北口")
        .with(Element::Casualties, "2人被困")
        .with(Element::Reporter, "盐田街道值班室 罗建平");
    let news = News {
        received_at: tonight(1, 40),
        source: "电话".to_owned(),
        raw: Some("盐田路隧道北口边坡塌了,有两个人压在岗亭里,交警已封路".to_owned()),
        elements,
    };
    book.add(tonight(1, 40), Who::Primary, on(E::Receive(Box::new(news))));
    let verified = E::Verify {
        with: "盐田交警中队 值班长".to_owned(),
        words: Some("属实,岗亭受压,2人有应答".to_owned()),
        elements: Elements::new()
            .with(Element::OnScene, "交警中队长 彭志")
            .with(Element::Measures, "交警封路,消防救援两车已到场"),
        at: None,
    };
    book.add(tonight(1, 46), Who::Primary, on(verified));
    let phoned = E::Phone {
        person: "郑维".to_owned(),
        post: "市政府总值班室 主班".to_owned(),
        words: "盐田路隧道北口边坡塌方,2人被困岗亭,有应答;交警封路,消防两车到场施救。".to_owned(),
        read_back: true,
        elements: Elements::new(),
        at: None,
    };
    book.add(tonight(1, 53), Who::Primary, on(phoned));
}

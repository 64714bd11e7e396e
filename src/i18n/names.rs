//! Names of what rows and events name by an id: units, ports, sites, registers, languages.

use std::collections::BTreeMap;

use super::Lang;
use crate::config::{Charge, Config};

/// A name in both languages, and how to reach whom it names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// Telephone; empty if there is none.
    pub phone: String,
    /// Who answers it; empty if not known.
    pub contact: String,
    /// The leader, who is called when nobody answers.
    pub leader: String,
    /// The leader's telephone.
    pub leader_phone: String,
}

/// Names by id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// Units.
    pub units: BTreeMap<String, Name>,
    /// Ports.
    pub ports: BTreeMap<String, Name>,
    /// Isolation sites.
    pub sites: BTreeMap<String, Name>,
    /// Registers.
    pub registers: BTreeMap<String, Name>,
    /// People of the duty room, by name.
    pub people: BTreeMap<String, Name>,
    /// Languages, by tag (BCP 47).
    pub languages: BTreeMap<String, Name>,
    /// 领导分片包干: which leader is charged with which place.
    pub charges: Vec<Charge>,
}

impl Name {
    /// In this language; the Chinese one where there is no English one.
    pub fn in_lang(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.en.is_empty() { &self.en } else { &self.zh }
    }
}

/// The name of this id, or the id itself where nobody has named it.
pub fn named<'a>(names: &'a BTreeMap<String, Name>, id: &'a str, lang: Lang) -> &'a str {
    names.get(id).map(|name| name.in_lang(lang)).filter(|name| !name.is_empty()).unwrap_or(id)
}

impl Names {
    /// The names that the configuration gives.
    pub fn of(config: &Config) -> Self {
        let name = |zh: &str, en: &str| Name { zh: zh.to_owned(), en: en.to_owned(), ..Name::default() };
        let mut names = Self { charges: config.charges.clone(), ..Self::default() };
        for unit in &config.units {
            let (phone, contact) = (unit.phone.clone(), unit.contact.clone());
            let (leader, leader_phone) = (unit.leader.clone(), unit.leader_phone.clone());
            let named = name(&unit.name_zh, &unit.name_en);
            names.units.insert(unit.id.clone(), Name { phone, contact, leader, leader_phone, ..named });
        }
        for port in &config.ports {
            names.ports.insert(port.id.clone(), name(&port.name_zh, &port.name_en));
        }
        for site in &config.sites {
            let phone = site.phone.clone();
            names.sites.insert(site.id.clone(), Name { phone, ..name(&site.name_zh, &site.name_en) });
        }
        for register in &config.registers {
            names.registers.insert(register.id.clone(), name(&register.name_zh, &register.name_en));
        }
        for officer in &config.officers {
            let phone = officer.phone.clone();
            names.people.insert(officer.name.clone(), Name { phone, ..name(&officer.name, "") });
        }
        for language in &config.languages {
            names.languages.insert(language.tag.clone(), name(&language.name_zh, &language.name_en));
        }
        names
    }

    /// A unit.
    pub fn unit<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        named(&self.units, id, lang)
    }

    /// A port.
    pub fn port<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        named(&self.ports, id, lang)
    }

    /// An isolation site.
    pub fn site<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        named(&self.sites, id, lang)
    }

    /// A register.
    pub fn register<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        named(&self.registers, id, lang)
    }

    /// A language.
    pub fn language<'a>(&'a self, tag: &'a str, lang: Lang) -> &'a str {
        named(&self.languages, tag, lang)
    }
}

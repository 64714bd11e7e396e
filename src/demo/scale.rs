//! As many papers as one likes, for measuring: a long history, of which a fiftieth part is open.

use chrono::{DateTime, Datelike, TimeDelta, Utc};

use super::dice::Dice;
use super::{Built, DemoError, Step, hand_in, opens_at};
use crate::config::Config;
use crate::domain::doc_number::DocNumber;
use crate::domain::document::{Copy, DocumentCommand, InstructionMode, Received};
use crate::domain::id::IdSource;
use crate::domain::{Command, Id, Officer, Role, Urgency};
use crate::store::Store;

/// Stands in the title of one paper only, which is open and lies at 70 % of the history.
pub const NEEDLE: &str = "朱鹮湖";

/// Commands that become durable together.
const BATCH: usize = 4_000;
/// One paper in so many is open, as long as that is not too many.
const OPEN: u64 = 50;
/// At most so many are open.
const MOST_OPEN: u64 = 20_000;
/// A paper comes every so many minutes, the last one shortly before the demonstration opens.
const MINUTES: i64 = 5;
/// A paper is dealt with when so many others have come.
const LATER: u64 = 8;

const VERBS: [&str; 8] =
    ["做好", "进一步加强", "统筹推进", "规范", "全面落实", "切实抓好", "组织开展", "严格执行"];
const PLACES: [&str; 12] = [
    "盐田港片区",
    "沙头角口岸",
    "梅沙街道海滨片区",
    "海山街道各社区",
    "盐田街道城中村",
    "大梅沙酒店集群",
    "沙头角保税区",
    "辖区各建筑工地",
    "辖区各学校",
    "全区农贸市场",
    "各集中隔离场所",
    "各交通防疫检查站",
];
const MATTERS: [&str; 20] = [
    "入境人员转运接驳",
    "集中隔离医学观察",
    "发热门诊预检分诊",
    "核酸检测采样送检",
    "无症状感染者监测",
    "密切接触者追踪管理",
    "冷链食品消毒查验",
    "跨境货车司机管理",
    "国际航行船舶船员换班",
    "医疗废物收集处置",
    "应急物资储备调拨",
    "外籍人士服务保障",
    "外语志愿者调配",
    "企业复工复产备案",
    "校园封闭管理演练",
    "养老机构封闭管理",
    "公共场所通风消毒",
    "春季爱国卫生运动",
    "疫情信息报送核对",
    "健康申报数据比对",
];
const TAILS: [&str; 6] = [
    "工作有关事项的通知",
    "工作情况的通报",
    "工作的补充通知",
    "具体措施的函",
    "专项排查的紧急通知",
    "工作方案的请示",
];
const ISSUERS: [(&str, &str); 6] = [
    ("市新冠肺炎疫情防控指挥部办公室", "深防指办"),
    ("市卫生健康委", "深卫健函"),
    ("市交通运输局", "深交函"),
    ("市口岸办", "深口岸函"),
    ("市政府办公厅", "深府办函"),
    ("市外事办", "深外函"),
];

/// Fills a store, which should be empty, with `n` papers; the same seed gives the same ones.
///
/// # Errors
/// [`DemoError`]; what was submitted before the failing step stays.
pub fn scale(store: &Store, config: &Config, n: u64, seed: u64) -> Result<Built, DemoError> {
    let mut maker = Maker::new(config, n, seed)?;
    let mut built = Built { steps: 0, last_entry: 0 };
    let mut under_way = None;
    let mut next = 0;
    while next < n + LATER {
        let mut batch = Vec::with_capacity(BATCH + 2);
        while batch.len() < BATCH && next < n + LATER {
            maker.turn(next, &mut batch);
            next += 1;
        }
        // While the store works on a batch, the next one is made.
        if let Some(handed) = under_way.replace(hand_in(store, batch)) {
            built.take_in(handed)?;
        }
    }
    if let Some(handed) = under_way {
        built.take_in(handed)?;
    }
    Ok(built)
}

/// Makes the papers, one after the other.
struct Maker {
    dice: Dice,
    ids: IdSource,
    officer: Officer,
    leader: String,
    units: Vec<String>,
    register: String,
    n: u64,
    /// One paper in so many is open.
    open: u64,
    /// The last papers, which are not dealt with yet.
    waiting: Vec<Id>,
}

impl Maker {
    fn new(config: &Config, n: u64, seed: u64) -> Result<Self, DemoError> {
        let of_role = |role: Role| config.officers.iter().find(|officer| officer.role == role);
        let officer = of_role(Role::Officer).ok_or(DemoError::Officer("officer"))?;
        let leader = of_role(Role::Leader).ok_or(DemoError::Officer("leader"))?;
        let units: Vec<String> = config.units.iter().map(|unit| unit.id.clone()).collect();
        if units.is_empty() {
            return Err(DemoError::Place("units"));
        }
        Ok(Self {
            dice: Dice::seeded(seed),
            ids: IdSource::seeded(seed),
            officer: Officer { name: officer.name.clone(), role: officer.role },
            leader: leader.name.clone(),
            units,
            register: config.policy().default_register,
            n,
            open: OPEN.max(n.div_ceil(MOST_OPEN)),
            waiting: Vec::new(),
        })
    }

    /// What happens when paper number `at` comes, counted from 0; behind the last, old ones are still dealt with.
    fn turn(&mut self, at: u64, steps: &mut Vec<Step>) {
        if at < self.n {
            let when = self.time(at);
            let id = self.ids.fresh(when);
            let paper = self.paper(at, when);
            steps.push(self.step(when, id, DocumentCommand::Receive(Box::new(paper))));
            self.waiting.push(id);
        }
        if at >= LATER && !self.waiting.is_empty() {
            let id = self.waiting.remove(0);
            self.deal_with(at - LATER, id, self.time(at) + TimeDelta::minutes(2), steps);
        }
    }

    /// What is closed was mostly sent on elsewhere; a part has been through everything.
    fn deal_with(&mut self, at: u64, id: Id, when: DateTime<Utc>, steps: &mut Vec<Step>) {
        let place = at / self.open;
        let assign = |maker: &mut Self| {
            let lead = maker.dice.pick(&maker.units).clone();
            let words = (maker.leader.clone(), InstructionMode::Written, "请牵头单位抓好落实。".to_owned());
            DocumentCommand::Assign { lead, assists: Vec::new(), instruction: Some(words), dispatch: None }
        };
        let is_open = at.is_multiple_of(self.open);
        let acts = match (is_open, at % self.open) {
            (true, _) if at == self.needle() || place % 4 < 2 => vec![],
            (true, _) if place % 4 == 2 => vec![DocumentCommand::Sign],
            (true, _) => vec![assign(self)],
            (false, rest) if rest % 10 == 5 => {
                let outcome = Some("已按要求落实,书面反馈已报。".to_owned());
                vec![assign(self), DocumentCommand::Complete { outcome }]
            }
            (false, _) => vec![DocumentCommand::Return {
                reason: "不属本级办理,已转来文单位。".to_owned()
            }],
        };
        steps.extend(acts.into_iter().map(|act| self.step(when, id, act)));
    }

    fn step(&self, at: DateTime<Utc>, id: Id, act: DocumentCommand) -> Step {
        Step { at, officer: self.officer.clone(), command: Command::Document { id, act } }
    }

    fn time(&self, at: u64) -> DateTime<Utc> {
        opens_at() - TimeDelta::minutes(i64::try_from(self.n + LATER - at).unwrap_or(0) * MINUTES)
    }

    /// Which paper has the [`NEEDLE`]: an open one.
    fn needle(&self) -> u64 {
        let near = self.n / 10 * 7;
        near - near % self.open
    }

    fn paper(&mut self, at: u64, received_at: DateTime<Utc>) -> Received {
        let (issuer, mark) = *self.dice.pick(&ISSUERS);
        let title = self.title(at);
        let urgency = match self.dice.below(100) {
            0 => Urgency::Flash,
            1..5 => Urgency::Immediate,
            5..15 => Urgency::Priority,
            15..30 => Urgency::RoutineUrgent,
            _ => Urgency::Routine,
        };
        Received {
            register: self.register.clone(),
            doc_number: DocNumber::parse(&format!("{mark}〔{}〕{}号", received_at.year(), at + 1)),
            title,
            issuer: issuer.to_owned(),
            doc_type: None,
            urgency,
            handling: None,
            received_at,
            written_on: Some(received_at.date_naive()),
            stated_due: None,
            copy: Copy { source: format!("demo:{}", at + 1), digest: format!("{:064x}", at + 1) },
            url: None,
            note: None,
            origin: None,
            attachments: Vec::new(),
            unsure: Vec::new(),
        }
    }

    /// About 40 characters, as such titles have.
    fn title(&mut self, at: u64) -> String {
        let dice = &mut self.dice;
        let (verb, place, tail) = (*dice.pick(&VERBS), *dice.pick(&PLACES), *dice.pick(&TAILS));
        let (matter, other) = (*dice.pick(&MATTERS), *dice.pick(&MATTERS));
        let place = if at == self.needle() { NEEDLE } else { place };
        format!("关于{verb}{place}{matter}和{other}衔接{tail}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::Facts;
    use crate::store::{OpenOptions, ReadContext, Reader};
    use crate::view::{Answer, ListQuery, PaneKind, PaneRows, Query};

    fn shown(reader: &Reader, config: &Config, filter: &str) -> (usize, String) {
        let list = ListQuery { filter: filter.into(), limit: 1, ..ListQuery::default() };
        let query = Query::Pane { pane: PaneKind::Documents, list, ticket: 0 };
        let cx = ReadContext { now: opens_at(), officer: "", policy: &config.policy() };
        match reader.answer(&query, &cx).expect("an answer") {
            Answer::Pane { rows: PaneRows::Documents(window), .. } => {
                (window.total, window.rows.first().map(|row| row.title.clone()).unwrap_or_default())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_fiftieth_part_is_open_and_one_paper_has_the_needle() {
        let config = Config::builtin().expect("the built-in configuration");
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("scale.db");
        let store = Store::open(&path, OpenOptions { policy: config.policy(), seed: 1 }).expect("a store");
        scale(&store, &config, 300, 1).expect("papers");
        let reader = Reader::open(&path).expect("a store that can be read");
        assert_eq!(shown(&reader, &config, "").0, 6);
        let (found, title) = shown(&reader, &config, NEEDLE);
        assert!(found == 1 && title.contains(NEEDLE) && title.chars().count() > 24, "{title}");
        assert!(reader.facts().made_by_entry(1).expect("an entry").len() == 1);
    }
}

//! 督查专报: what a special report on one supervised item says, drafted from the item's course.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::domain::Telling;
use crate::domain::Id;
use crate::domain::bulletin::Passage;
use crate::domain::supervised::{Supervised, SupervisedState};
use crate::verb::SpecialDraft;

/// Words of a special report.
#[derive(Debug)]
pub struct Special {
    /// Its title, from that of the item.
    title: fn(&str) -> String,
    /// Several items were marked.
    pub one_at_a_time: &'static str,
    /// 事由: who gave what, when, by when.
    matter: fn(&Telling<'_>, &Supervised) -> String,
    /// 办理经过: one sentence a step.
    measures: fn(&Telling<'_>, &Supervised) -> Vec<String>,
    /// 办理结果, where there is an answer; whether it was in time by the original due time, and extended.
    results: fn(&Telling<'_>, &Supervised) -> String,
    /// 下一步
    next_steps: fn(&Telling<'_>, &Supervised) -> String,
}

impl Special {
    /// Drafts a report on an item, as it stands at `telling.now`. `id` is that of the issue that it becomes, `day` the
    /// statistical day.
    pub fn draft(&self, telling: &Telling<'_>, item: &Supervised, id: Id, day: NaiveDate) -> SpecialDraft {
        let title = (self.title)(&item.item.title);
        SpecialDraft { id, title, day, passages: self.passages(telling, item) }
    }

    /// The passages of a report on this item as it stands at `telling.now`, by their stable names.
    fn passages(&self, telling: &Telling<'_>, item: &Supervised) -> BTreeMap<String, String> {
        let passages = [
            (Passage::Matter, (self.matter)(telling, item)),
            (Passage::Measures, (self.measures)(telling, item).join("\n")),
            (Passage::Results, (self.results)(telling, item)),
            (Passage::NextSteps, (self.next_steps)(telling, item)),
        ];
        let said = passages.into_iter().filter(|(_, text)| !text.is_empty());
        said.map(|(passage, text)| (passage.name().to_owned(), text)).collect()
    }
}

fn next_milestone<'i>(item: &'i Supervised, telling: &Telling<'_>) -> Option<(&'i str, String)> {
    item.next_milestone().map(|step| (step.name.as_str(), telling.time(step.due)))
}

pub(super) const ZH_CN: Special = Special {
    title: |title| format!("督查专报:{title}"),
    one_at_a_time: "专报一件一报:请只选一件督办件",
    matter: |telling, item| {
        let source = (super::domain::ZH_CN.severity)(item.item.source.name());
        let reference = item.item.reference.as_ref().map_or_else(String::new, |no| format!("({no})"));
        format!(
            "{}收到{source}交办“{}”{reference},要求 {} 前反馈。编号 {}。",
            telling.time(item.item.received_at),
            item.item.title,
            telling.time(item.dues.original),
            item.number.label(),
        )
    },
    measures: |telling, item| {
        let mut lines: Vec<String> =
            item.unit.iter().map(|unit| format!("已交{}办理。", telling.unit(unit))).collect();
        for answer in item.answers() {
            let unit = answer.unit.as_ref().map_or("承办单位", |unit| telling.unit(unit)).to_owned();
            lines.push(format!("{},{unit}反馈:{}", telling.time(answer.at), answer.words));
            if let Some((at, why)) = &answer.sent_back {
                lines.push(format!("{},审核未通过,退回重办:{why}", telling.time(*at)));
            }
        }
        for step in item.milestones.iter().filter_map(|step| Some((&step.name, step.reached_at?))) {
            lines.push(format!("{},完成“{}”。", telling.time(step.1), step.0));
        }
        for extension in &item.extensions {
            let (approver, until) = (&extension.approver, telling.time(extension.until));
            lines.push(format!(
                "{},经{approver}批准延期至 {until}:{}",
                telling.time(extension.at),
                extension.reason
            ));
        }
        lines
    },
    results: |telling, item| {
        let on_time = match item.on_time() {
            Some(true) => "反馈在原定时限内。",
            Some(false) => "反馈晚于原定时限。",
            None => return "尚无审核通过的反馈。".to_owned(),
        };
        let state = match (item.closed_at, item.reported_at) {
            (Some(at), _) => format!("{}办结。", telling.time(at)),
            (None, Some(at)) => format!("{}已上报。", telling.time(at)),
            (None, None) => "尚未上报。".to_owned(),
        };
        let words = item.feedback.clone().unwrap_or_default();
        format!("{words}\n{on_time}{state}")
    },
    next_steps: |telling, item| match item.state {
        SupervisedState::Closed => "转入日常督查,防止反弹。".to_owned(),
        SupervisedState::ReportedUp => "待上级督查部门确认后办结。".to_owned(),
        SupervisedState::FedBack | SupervisedState::Reviewed => {
            format!("完成审核,{} 前上报。", telling.time(item.dues.current))
        }
        _ => {
            let step = next_milestone(item, telling);
            let step = step.map_or_else(String::new, |(name, due)| format!("{due} 前完成“{name}”;"));
            let (internal, current) = (telling.time(item.dues.internal), telling.time(item.dues.current));
            format!("{step}督促承办单位 {internal} 前反馈,{current} 前上报。")
        }
    },
};

pub(super) const EN: Special = Special {
    title: |title| format!("Special report: {title}"),
    one_at_a_time: "a special report is about one item: choose a single one",
    matter: |telling, item| {
        let source = (super::domain::EN.severity)(item.item.source.name());
        let reference = item.item.reference.as_ref().map_or_else(String::new, |no| format!(" ({no})"));
        format!(
            "Received on {} from {source}: \"{}\"{reference}, to be answered by {}. Number {}.",
            telling.time(item.item.received_at),
            item.item.title,
            telling.time(item.dues.original),
            item.number.label(),
        )
    },
    measures: |telling, item| {
        let mut lines: Vec<String> =
            item.unit.iter().map(|unit| format!("Given to {}.", telling.unit(unit))).collect();
        for answer in item.answers() {
            let unit = answer.unit.as_ref().map_or("the unit", |unit| telling.unit(unit)).to_owned();
            lines.push(format!("{}: {unit} answered: {}", telling.time(answer.at), answer.words));
            if let Some((at, why)) = &answer.sent_back {
                lines.push(format!("{}: sent back to be done again: {why}", telling.time(*at)));
            }
        }
        for step in item.milestones.iter().filter_map(|step| Some((&step.name, step.reached_at?))) {
            lines.push(format!("{}: done: {}.", telling.time(step.1), step.0));
        }
        for extension in &item.extensions {
            let (approver, until) = (&extension.approver, telling.time(extension.until));
            let at = telling.time(extension.at);
            lines.push(format!("{at}: extended until {until} by {approver}: {}", extension.reason));
        }
        lines
    },
    results: |telling, item| {
        let on_time = match item.on_time() {
            Some(true) => "The answer came by the original due time.",
            Some(false) => "The answer came after the original due time.",
            None => return "There is no answer yet that stands.".to_owned(),
        };
        let state = match (item.closed_at, item.reported_at) {
            (Some(at), _) => format!("Closed on {}.", telling.time(at)),
            (None, Some(at)) => format!("Reported up on {}.", telling.time(at)),
            (None, None) => "Not reported up yet.".to_owned(),
        };
        let words = item.feedback.clone().unwrap_or_default();
        format!("{words}\n{on_time} {state}")
    },
    next_steps: |telling, item| match item.state {
        SupervisedState::Closed => "Looked at again in the ordinary inspections.".to_owned(),
        SupervisedState::ReportedUp => "To be closed once those above confirm it.".to_owned(),
        SupervisedState::FedBack | SupervisedState::Reviewed => {
            format!("Review it, and report it up by {}.", telling.time(item.dues.current))
        }
        _ => {
            let step = next_milestone(item, telling);
            let step = step.map_or_else(String::new, |(name, due)| format!("{name} by {due}; "));
            let (internal, current) = (telling.time(item.dues.internal), telling.time(item.dues.current));
            format!("{step}the unit answers by {internal}; report it up by {current}.")
        }
    },
};

//! 信息要素: what a report of an emergency has to say, and how much of it is known.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::named::named;
use super::ReportKind;

named! {
    /// One thing that a report of an emergency has to say.
    Element {
        /// 时间
        Time = "time",
        /// 地点
        Place = "place",
        /// 事件
        What = "what",
        /// 伤亡
        Casualties = "casualties",
        /// 初步原因
        Cause = "cause",
        /// 已采取措施
        Measures = "measures",
        /// 发展态势
        Trend = "trend",
        /// 报告人
        Reporter = "reporter",
        /// 现场联系人
        OnScene = "on_scene",
        /// 下一步
        NextSteps = "next_steps",
        /// 处置结果; only the final report tells it.
        Outcome = "outcome",
    }
}

impl Element {
    /// What the first report by telephone cannot do without.
    pub const BY_PHONE: [Self; 3] = [Self::Time, Self::Place, Self::What];

    /// The checklist of a written report: the result of it all belongs to the final one alone.
    pub fn of(kind: ReportKind) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |element| *element != Self::Outcome || kind == ReportKind::Final)
    }

    /// Whether a report of this kind must tell it in words; 暂不明 is not enough.
    pub const fn must_be_given(self, kind: ReportKind) -> bool {
        match self {
            Self::What => true,
            Self::Cause | Self::Outcome => matches!(kind, ReportKind::Final),
            _ => false,
        }
    }
}

/// What is known of an element. One that is not in the list is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// As told.
    Given(String),
    /// 暂不明: somebody asked, and nobody knows yet (待核).
    Unknown,
}

/// The elements that are known, or known to be unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Elements(BTreeMap<Element, Known>);

impl Elements {
    /// None of them.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// With this element told; blanks around it are dropped, and an empty text tells nothing.
    #[must_use]
    pub fn with(mut self, element: Element, text: &str) -> Self {
        let text = text.trim();
        if !text.is_empty() {
            self.0.insert(element, Known::Given(text.to_owned()));
        }
        self
    }

    /// With this element known to be unknown.
    #[must_use]
    pub fn unknown(mut self, element: Element) -> Self {
        self.0.insert(element, Known::Unknown);
        self
    }

    /// What is known of an element; none if it is missing.
    pub fn get(&self, element: Element) -> Option<&Known> {
        self.0.get(&element)
    }

    /// The words of an element, if it has any.
    pub fn text(&self, element: Element) -> Option<&str> {
        match self.get(element) {
            Some(Known::Given(text)) => Some(text),
            Some(Known::Unknown) | None => None,
        }
    }

    /// Whether nothing is known, not even that it is not.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// With what has become known since; nothing that was told goes missing by that.
    #[must_use]
    pub fn updated(&self, later: &Self) -> Self {
        let mut now = self.clone();
        for (element, known) in &later.0 {
            match known {
                Known::Given(text) if text.trim().is_empty() => {}
                Known::Given(text) => now = now.with(*element, text),
                Known::Unknown => now = now.unknown(*element),
            }
        }
        now
    }

    /// What the telephone report still lacks.
    pub fn missing_by_phone(&self) -> Vec<Element> {
        Element::BY_PHONE.into_iter().filter(|element| self.get(*element).is_none()).collect()
    }

    /// What a written report still lacks.
    pub fn missing_in(&self, kind: ReportKind) -> Vec<Element> {
        let lacks = |element: &Element| match self.get(*element) {
            None => true,
            Some(Known::Unknown) => element.must_be_given(kind),
            Some(Known::Given(_)) => false,
        };
        Element::of(kind).filter(lacks).collect()
    }
}

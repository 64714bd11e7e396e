//! Names of actions; notices and questions of the desk.

/// Names of actions; notices and questions of the desk.
#[derive(Debug)]
pub struct Desk {
    /// Something was carried out.
    pub done: &'static str,
}

pub(super) const ZH_CN: Desk = Desk { done: "已完成" };

pub(super) const EN: Desk = Desk { done: "done" };

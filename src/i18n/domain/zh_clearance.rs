//! 误判核放。

use super::Telling;
use crate::domain::clearance::{ClearanceEvent, ClearanceReason};

pub(super) const fn state(name: &str) -> Option<&'static str> {
    Some(match name.as_bytes() {
        b"proposed" => "待第二人核放",
        b"confirmed" => "已核放",
        b"used" => "已使用",
        _ => return None,
    })
}

pub(super) const fn reason(reason: ClearanceReason) -> &'static str {
    match reason {
        ClearanceReason::Term => "只是用语",
        ClearanceReason::Form => "空白表样",
        ClearanceReason::Declassified => "已解密",
        ClearanceReason::Public => "已公开发布",
    }
}

pub(super) fn event(telling: &Telling<'_>, event: &ClearanceEvent) -> String {
    match event {
        ClearanceEvent::Proposed { reason: why, expires_at, .. } => {
            format!("提请核放：不是密级标志（{}），{} 前有效", reason(*why), telling.time(*expires_at))
        }
        ClearanceEvent::Confirmed => "第二人核放".to_owned(),
        ClearanceEvent::Used { paper } => format!("凭此登记 {paper}"),
    }
}

//! Terms of the field: states, kinds, urgency, events, refusals.

/// Terms of the field: states, kinds, urgency, events, refusals.
#[derive(Debug)]
pub struct Domain {
    /// An explicit nothing, as on a handover sheet.
    pub none: &'static str,
}

pub(super) const ZH_CN: Domain = Domain { none: "无" };

pub(super) const EN: Domain = Domain { none: "none" };

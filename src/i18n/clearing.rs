//! Clearance on the desk of what merely looks like a classification marking.

/// Words of it.
#[derive(Debug)]
pub struct Clearings {
    /// It can be proposed, with this key.
    pub propose: fn(key: &str) -> String,
    /// This officer has proposed it for this reason; it can be confirmed, with this key.
    pub confirm: fn(officer: &str, reason: &str, key: &str) -> String,
    /// It was proposed here and waits until this time for the second officer.
    pub waits: fn(until: &str) -> String,
    /// It is cleared; this key sends it.
    pub cleared: fn(enter: &str) -> String,
    /// Label of the reason.
    pub reason: &'static str,
    /// What stands where a form names its item: of this one nothing is named.
    pub no_content: &'static str,
}

pub(super) const ZH_CN: Clearings = Clearings {
    propose: |key| format!("误报？按 {key} 申请放行：选定理由，另一名值班员在本人席位键入同一内容确认"),
    confirm: |officer, reason, key| format!("{officer} 已申请放行（{reason}）。核对无误，按 {key} 确认放行"),
    waits: |until| {
        format!(
            "已申请放行，{until} 前有效：请另一名值班员在本人席位键入同一内容确认。此处不留底稿，请自留原文"
        )
    },
    cleared: |enter| format!("已由两人核放，按 {enter} 继续"),
    reason: "不涉密的理由",
    no_content: "内容不保存，只记加盐摘要、申请人和理由",
};

pub(super) const EN: Clearings = Clearings {
    propose: |key| {
        format!(
            "If it merely looks so: {key} proposes its clearance, with a reason; a second officer types the same at \
             another desk and confirms"
        )
    },
    confirm: |officer, reason, key| {
        format!("{officer} proposes to clear it ({reason}). If that is right, {key} confirms")
    },
    waits: |until| {
        format!(
            "Proposed; valid until {until}. A second officer types the same at another desk and confirms. Nothing of \
             it is kept here: keep your source"
        )
    },
    cleared: |enter| format!("Cleared by two officers; {enter} goes on"),
    reason: "why it is none",
    no_content: "the text is not kept: a salted digest, who and why",
};

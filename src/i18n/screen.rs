//! What the panes, the band and the dialogs show.

/// What the panes, the band and the dialogs show.
#[derive(Debug)]
pub struct Screen {
    /// Name of the program.
    pub product: &'static str,
}

pub(super) const ZH_CN: Screen = Screen { product: "值班台" };

pub(super) const EN: Screen = Screen { product: "dutydesk" };

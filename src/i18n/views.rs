//! The list of saved views.

/// Words of the list of views.
#[derive(Debug)]
pub struct ViewWords {
    /// Title of the frame, with the name of the pane.
    pub title: fn(&str) -> String,
    /// Keys at its foot.
    pub keys: &'static str,
    /// A built-in view stays as it is.
    pub built_in: &'static str,
    /// A file of preferences was damaged and is set aside under this name.
    pub set_aside: fn(&str) -> String,
    /// Preferences cannot be kept.
    pub not_kept: fn(&str) -> String,
}

pub(super) const ZH_CN: ViewWords = ViewWords {
    title: |pane| format!("{pane}的视图"),
    keys: "Enter 打开  s 保存当前  x 删除  u 撤销删除  J K 移动  Esc 关闭",
    built_in: "内置视图不能删改",
    set_aside: |path| format!("个人设置文件损坏，已移到 {path}；本次按默认设置"),
    not_kept: |why| format!("个人设置未能保存：{why}；本次仍有效"),
};

pub(super) const EN: ViewWords = ViewWords {
    title: |pane| format!("Views of {pane}"),
    keys: "Enter open  s save this  x delete  u undo  J K move  Esc close",
    built_in: "a built-in view stays as it is",
    set_aside: |path| format!("the file of your settings was damaged and is now {path}; the usual ones hold"),
    not_kept: |why| format!("your settings could not be kept: {why}; they hold for this sitting"),
};

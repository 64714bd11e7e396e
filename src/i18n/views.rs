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
    /// Title of the line in which a view is named.
    pub name_title: &'static str,
    /// Keys of that line.
    pub name_keys: &'static str,
    /// A view of that name stood there before.
    pub replaced: fn(&str) -> String,
    /// An order the other way round.
    pub reversed: fn(&str) -> String,
    /// Title of the columns, with the name of the pane.
    pub columns_title: fn(&str) -> String,
    /// Keys at the foot of the columns.
    pub column_keys: &'static str,
    /// This column is always shown.
    pub fixed_column: fn(&str) -> String,
    /// The usual columns are back.
    pub usual_columns: &'static str,
    /// Names of columns, by pane and in the order in which the panes name them.
    pub columns: [&'static [&'static str]; 4],
    /// A file of preferences was damaged and is set aside under this name.
    pub set_aside: fn(&str) -> String,
    /// Preferences cannot be kept.
    pub not_kept: fn(&str) -> String,
}

pub(super) const ZH_CN: ViewWords = ViewWords {
    title: |pane| format!("{pane}的视图"),
    keys: "Enter 打开  s 保存当前  x 删除  u 撤销删除  J K 移动  Esc 关闭",
    built_in: "内置和全室共用的视图不能在此删改",
    name_title: "视图名称",
    name_keys: "Enter 保存  Esc 取消",
    replaced: |name| format!("已替换同名视图「{name}」"),
    reversed: |order| format!("{order}（倒序）"),
    columns_title: |pane| format!("{pane}的列"),
    column_keys: "Space 显示/隐藏  J K 移动  r 恢复默认  Enter 关闭",
    fixed_column: |name| format!("「{name}」列不能隐藏，否则认不出是哪一件"),
    usual_columns: "已恢复默认的列",
    columns: [
        &["紧急程度", "时限", "时限事由", "标题", "来文单位", "文号", "状态", "承办"],
        &["类别", "性质", "时限", "事项", "地点", "承办", "状态", "编号"],
        &["抵达时间", "口岸", "班次", "人数", "状态", "异常", "语种", "车辆", "志愿者", "时间轴（宽屏）"],
        &["姓名", "语种", "状态", "至何时", "7日工时", "任务", "电话"],
    ],
    set_aside: |path| format!("个人设置文件损坏，已移到 {path}；本次按默认设置"),
    not_kept: |why| format!("个人设置未能保存：{why}；本次仍有效"),
};

pub(super) const EN: ViewWords = ViewWords {
    title: |pane| format!("Views of {pane}"),
    keys: "Enter open  s save this  x delete  u undo  J K move  Esc close",
    built_in: "what is built in or configured for everybody stays as it is",
    name_title: "Name of the view",
    name_keys: "Enter save  Esc cancel",
    replaced: |name| format!("the view “{name}” was replaced"),
    reversed: |order| format!("{order}, reversed"),
    columns_title: |pane| format!("Columns of {pane}"),
    column_keys: "Space show/hide  J K move  r usual  Enter close",
    fixed_column: |name| format!("“{name}” stays: without it nobody knows what a row is"),
    usual_columns: "the usual columns are back",
    columns: [
        &["urgency", "due", "what is due", "title", "from", "number", "state", "with"],
        &["kind", "sort", "due", "matter", "place", "with", "state", "number"],
        &[
            "arrives",
            "port",
            "arrival",
            "people",
            "state",
            "trouble",
            "languages",
            "vehicle",
            "volunteers",
            "timeline (wide)",
        ],
        &["name", "speaks", "state", "until", "hours in 7 days", "on", "telephone"],
    ],
    set_aside: |path| format!("the file of your settings was damaged and is now {path}; the usual ones hold"),
    not_kept: |why| format!("your settings could not be kept: {why}; they hold for this sitting"),
};

//! What the desk of lines says, for screen readers and terminals that only print.

/// What the desk of lines says.
#[derive(Debug)]
pub struct Linear {
    /// First line: office and officer.
    pub welcome: fn(office: &str, officer: &str) -> String,
    /// Nothing is open.
    pub nothing_open: &'static str,
    /// Nothing matches.
    pub no_match: fn(&str) -> String,
    /// Length of the list: shown and in all.
    pub listed: fn(usize, usize) -> String,
    /// Others have written since the list was printed.
    pub changed: &'static str,
    /// A word that is no command.
    pub unknown: fn(&str) -> String,
    /// A number that is not on the list.
    pub no_number: fn(&str) -> String,
    /// The verb means nothing in this state.
    pub not_now: fn(verb: &str, state: &str) -> String,
    /// An answer that must be given was not.
    pub given_up: &'static str,
    /// Several units are meant, or none.
    pub which_unit: fn(&str) -> String,
    /// A time that cannot be read.
    pub bad_time: fn(&str) -> String,
    /// Neither for action nor for information.
    pub which_handling: &'static str,
    /// No elements of an emergency.
    pub which_elements: &'static str,
    /// A line that says too little for a paper.
    pub capture_more: &'static str,
    /// It is done: title and state.
    pub done: fn(title: &str, state: &str) -> String,
    /// It is so already.
    pub unchanged: &'static str,
    /// There is nothing of this sitting to take back.
    pub nothing_to_undo: &'static str,
    /// The last act was taken back.
    pub undone: &'static str,
    /// The desk may only look on.
    pub read_only: &'static str,
    /// The store is held by another program.
    pub busy: &'static str,
    /// The store cannot be read or written: what the system says.
    pub storage: fn(&str) -> String,
    /// What can be typed.
    pub help: &'static str,
}

pub(super) const ZH_CN: Linear = Linear {
    welcome: |office, officer| format!("{office},本席 {officer}。逐行模式,输入 ? 看用法。"),
    nothing_open: "没有在办来文。",
    no_match: |filter| format!("没有符合「{filter}」的在办来文。"),
    listed: |shown, total| format!("在办来文 {total} 件,列出 {shown} 件。"),
    changed: "他人刚有改动,上面的列表可能已旧;输入 l 重新列出。",
    unknown: |word| format!("没有「{word}」这个命令,输入 ? 看用法。"),
    no_number: |word| format!("列表上没有第「{word}」号,输入 l 列出。"),
    not_now: |verb, state| format!("{state}的来文不能{verb}。"),
    given_up: "没有填写,未作任何改动。",
    which_unit: |names| format!("请写清单位:{names}"),
    bad_time: |text| format!("读不懂时间「{text}」,例如 18:00 或 明天 08:00。"),
    which_handling: "请写「办件」或「阅件」。",
    which_elements: "请写「要素：内容」，分号隔开，如：伤亡：2人；原因：？（？即暂不明）",
    capture_more: "至少要有事由;限时要写成时间,例如 限18:00。未登记。",
    done: |title, state| format!("完成:{title},现为{state}。"),
    unchanged: "本来就是这样,未作改动。",
    nothing_to_undo: "本次没有可撤销的操作。",
    undone: "已撤销。",
    read_only: "以只读方式打开,未作任何改动。",
    busy: "值班库正被他人占用,未作任何改动,请稍候再试。",
    storage: |why| format!("值班库无法使用:{why}。未作任何改动。"),
    help: "\
l [文字]        列出在办来文,可按文字、拼音或首字母筛选
动词 号 [内容]  办理列表上的一件,例如:a 3   t 3 卫健局   d 3 已办结   x 3 非本区事项
                动词可写按键或名称,缺的内容会逐项询问,空行表示不填
i 号            查看一件及其经过
o 内容          登记来文,例如:o 特急 市防指 通知 核酸检测 限18:00
u               撤销本次最后一项操作
?               本说明
q               退出",
};

pub(super) const EN: Linear = Linear {
    welcome: |office, officer| format!("{office}, officer {officer}. Line by line; ? for help."),
    nothing_open: "No open papers.",
    no_match: |filter| format!("No open paper matches “{filter}”."),
    listed: |shown, total| format!("{total} open papers, {shown} listed."),
    changed: "Somebody has just made changes; the list above may be old: l lists again.",
    unknown: |word| format!("There is no command “{word}”; ? for help."),
    no_number: |word| format!("There is no number “{word}” on the list; l lists."),
    not_now: |verb, state| format!("“{verb}” means nothing for a paper that is {state}."),
    given_up: "Nothing was given; nothing was changed.",
    which_unit: |names| format!("Which unit? {names}"),
    bad_time: |text| format!("“{text}” is no time; for example 18:00."),
    which_handling: "Please write action or information.",
    which_elements: "write element: words, apart by semicolons, such as casualties: 2; cause: ? (? is not known yet)",
    capture_more: "A paper needs at least a gist, and a limit must be a time such as due:18:00. Nothing was kept.",
    done: |title, state| format!("Done: {title}, now {state}."),
    unchanged: "It is so already; nothing was changed.",
    nothing_to_undo: "Nothing of this sitting can be undone.",
    undone: "Undone.",
    read_only: "Open for reading only; nothing was changed.",
    busy: "Another program holds the store; nothing was changed. Please try again.",
    storage: |why| format!("The store cannot be used: {why}. Nothing was changed."),
    help: "\
l [text]            list open papers, by text, pinyin or initials
verb number [text]  do something to one of the list: a 3   t 3 health   d 3 settled   x 3 not ours
                    a verb is its key or its name; what is missing is asked for, an empty line gives nothing
i number            show one, with its history
o text              capture a paper: o immediate Headquarters notice tests due:18:00
u                   take back the last act of this sitting
?                   this help
q                   leave",
};

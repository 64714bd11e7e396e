//! Search over everything.

/// Words of the search.
#[derive(Debug)]
pub struct SearchWords {
    /// Title of the frame.
    pub title: &'static str,
    /// Keys at its foot.
    pub keys: &'static str,
    /// What can be typed.
    pub help: &'static str,
    /// Nothing was found.
    pub nothing: &'static str,
    /// So many were found, and there are more.
    pub count: fn(usize, bool) -> String,
    /// A field that cannot be asked of everything.
    pub not_here: fn(&str) -> String,
    /// No pane lists this; its history can be opened.
    pub no_pane: &'static str,
}

pub(super) const ZH_CN: SearchWords = SearchWords {
    title: "全库搜索",
    keys: "↑↓ 选择  Enter 经过  Tab 到栏目中  Esc 关闭",
    help: "汉字、拼音、首字母；批注、批示、答复、结果也在内；kind:督办 state:办结 可限定",
    nothing: "没有找到",
    count: |count, more| {
        if more {
            format!("前 {count} 件，还有更多，请再输入几个字")
        } else {
            format!("{count} 件")
        }
    },
    not_here: |field| format!("全库搜索只认 kind 和 state，未计 {field}"),
    no_pane: "没有栏目列出此类，可按 Enter 看经过",
};

pub(super) const EN: SearchWords = SearchWords {
    title: "Search everything",
    keys: "↑↓ choose  Enter history  Tab go to it  Esc close",
    help: "Chinese, pinyin, initials; comments, instructions and answers too; kind:… and state:… narrow it",
    nothing: "nothing was found",
    count: |count, more| {
        if more { format!("the first {count}; there are more, type on") } else { format!("{count} found") }
    },
    not_here: |field| format!("only kind and state can be asked of everything; {field} was left out"),
    no_pane: "no pane lists this; Enter opens its history",
};

//! A document for people that is written from the desk.

/// Words of the line that asks for the file, and of what became of it.
#[derive(Debug)]
pub struct ReportFileWords {
    /// Title of the frame, with the title of the document.
    pub title: fn(&str) -> String,
    /// What the line asks for.
    pub label: &'static str,
    /// Keys at its foot.
    pub keys: &'static str,
    /// The name of the file tells no format.
    pub bad_format: &'static str,
    /// Nobody has begun this issue.
    pub no_issue: &'static str,
    /// It is being written.
    pub writing: fn(&str) -> String,
    /// What it is of is gone.
    pub gone: &'static str,
    /// The tables cannot be read: what the system says.
    pub unreadable: fn(&str) -> String,
    /// The file cannot be written: what the system says, where, and the keys that ask again.
    pub unwritable: fn(why: &str, path: &str, keys: &str) -> String,
}

pub(super) const ZH_CN: ReportFileWords = ReportFileWords {
    title: |what| format!("写成文件：{what}"),
    label: "文件（.docx .xlsx .html .md）",
    keys: "Enter 写出  Esc 取消",
    bad_format: "文件名须以 .docx、.xlsx、.html 或 .md 结尾，据此定格式",
    no_issue: "这一期尚未拟稿，没有可写出的内容；先按 d 拟稿",
    writing: |what| format!("正在写出《{what}》…"),
    gone: "该事项已作废，文件未写出；登记内容未变",
    unreadable: |why| format!("值班库读不出：{why}；文件未写出，请稍后再试"),
    unwritable: |why, path, keys| {
        format!("文件未写成：{why}；登记内容未变，原有文件不动，路径已留。按 {keys} 换个位置再写（{path}）")
    },
};

pub(super) const EN: ReportFileWords = ReportFileWords {
    title: |what| format!("Write a document: {what}"),
    label: "File (.docx .xlsx .html .md)",
    keys: "Enter write  Esc cancel",
    bad_format: "the name must end in .docx, .xlsx, .html or .md: that tells the format",
    no_issue: "nobody has begun this issue, so there is nothing to write; draft it with d first",
    writing: |what| format!("writing “{what}” …"),
    gone: "the item is void; no file was written, and the records stand as they are",
    unreadable: |why| format!("the store cannot be read: {why}; no file was written, try again later"),
    unwritable: |why, path, keys| {
        format!(
            "not written: {why}; records and any earlier file stand, the path is kept. {keys} asks for another place ({path})"
        )
    },
};

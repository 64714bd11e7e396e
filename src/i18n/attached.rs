//! Words for attachments.

use crate::domain::document::{Attachment, NotKept};
use crate::text::sanitize;
use crate::verb::{FileFault, FileProblem};

/// Words for attachments.
#[derive(Debug)]
pub struct Attached {
    /// 附件
    pub label: &'static str,
    /// Why the bytes are not here.
    pub not_kept: fn(NotKept) -> &'static str,
    /// How to get one out: the command.
    pub hint: fn(&str) -> String,
    /// It was written to this file.
    pub written: fn(&str) -> String,
    /// There are only so many.
    pub only: fn(usize) -> String,
    /// The file beside the store is not there.
    pub gone: &'static str,
    /// Its bytes are no longer those that came.
    pub changed: &'static str,
    /// So many files came along with a copy, so many could not be found.
    pub carried: fn(u64, u64) -> String,
    /// Why a file cannot be kept as evidence, and that nothing was recorded.
    pub fault: fn(&FileProblem) -> String,
}

/// One attachment in a line: its place, name, size, and why it is not here.
pub fn line(words: &Attached, number: usize, file: &Attachment) -> String {
    let why = file.not_kept.map(|why| format!("  {}", (words.not_kept)(why))).unwrap_or_default();
    format!("{number}  {}  {}{why}", file.name, size(file.size))
}

/// A size as people say it, by 1024: `812 B`, `3.4 MB`.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["B", "KB", "MB", "GB"];
    let mut unit = 0;
    let mut whole = bytes;
    let mut tenths = 0;
    while whole >= 1024 && unit + 1 < UNITS.len() {
        tenths = whole % 1024 * 10 / 1024;
        whole /= 1024;
        unit += 1;
    }
    if unit == 0 || whole >= 100 || tenths == 0 {
        format!("{whole} {}", UNITS[unit])
    } else {
        format!("{whole}.{tenths} {}", UNITS[unit])
    }
}

pub(super) const ZH_CN: Attached = Attached {
    label: "附件",
    not_kept: |why| match why {
        NotKept::TooLarge => "超过单个附件上限,未存,请向来文单位索取",
        NotKept::TooMuch => "超过全部附件上限,未存,请向来文单位索取",
        NotKept::TooMany => "附件过多,未存,请看原件",
        NotKept::Unreadable => "内容已损坏,未存,请来文单位重发",
        NotKept::Elsewhere => "来文只给了网址,未取",
    },
    hint: |id| format!("取出附件:dutydesk attachment {id} 序号 --out 文件"),
    written: |file| format!("已写入 {file}。"),
    only: |count| format!("只有 {count} 个附件"),
    gone: "附件文件不在值班库旁,请从备份恢复",
    changed: "附件文件已被改动,与收到时不符,请从备份恢复",
    carried: |whole, lost| match lost {
        0 => format!("附件 {whole} 个一并复制。"),
        lost => format!("附件 {whole} 个一并复制,{lost} 个找不到或已损坏,请运行 dutydesk verify 查看。"),
    },
    fault: |problem| {
        let path = sanitize(&problem.path);
        let why = match &problem.fault {
            FileFault::NotFound => "没有这个文件".to_owned(),
            FileFault::NotAFile => "不是普通文件".to_owned(),
            FileFault::Empty => "是空文件".to_owned(),
            FileFault::Unreadable(why) => format!("读不出:{}", sanitize(why)),
            FileFault::TooLarge(limit) => format!("超过单个附件上限 {}", size(*limit)),
            FileFault::TooMuch(limit) => format!("与前面的合计超过上限 {}", size(*limit)),
            FileFault::TooMany(limit) => format!("超过 {limit} 个"),
            FileFault::Classified => "文件名带密级标志".to_owned(),
            FileFault::NotKept(why) => format!("存不进值班库旁:{}", sanitize(why)),
        };
        format!("佐证文件 {path}:{why}。什么都没有记录,请改正后重报。")
    },
};

pub(super) const EN: Attached = Attached {
    label: "Attachments",
    not_kept: |why| match why {
        NotKept::TooLarge => "not kept: larger than one attachment may be; ask the sender for it",
        NotKept::TooMuch => "not kept: more than one paper's attachments may be; ask the sender for it",
        NotKept::TooMany => "not kept: too many attachments; see the original",
        NotKept::Unreadable => "not kept: its content is damaged; ask the sender to send it again",
        NotKept::Elsewhere => "not fetched: the sender gave an address alone",
    },
    hint: |id| format!("To get one out: dutydesk attachment {id} NUMBER --out FILE"),
    written: |file| format!("Written to {file}."),
    only: |count| format!("there are {count} attachments"),
    gone: "the file is not beside the store; restore it from a backup",
    changed: "the file beside the store is not what was received; restore it from a backup",
    carried: |whole, lost| match lost {
        0 => format!("{whole} attachments copied along."),
        lost => format!("{whole} attachments copied along; {lost} missing or damaged, see dutydesk verify."),
    },
    fault: |problem| {
        let path = sanitize(&problem.path);
        let why = match &problem.fault {
            FileFault::NotFound => "there is no such file".to_owned(),
            FileFault::NotAFile => "not a plain file".to_owned(),
            FileFault::Empty => "the file is empty".to_owned(),
            FileFault::Unreadable(why) => format!("cannot be read: {}", sanitize(why)),
            FileFault::TooLarge(limit) => format!("larger than {}, the limit of one file", size(*limit)),
            FileFault::TooMuch(limit) => format!("with those before it more than {}", size(*limit)),
            FileFault::TooMany(limit) => format!("more than {limit} files"),
            FileFault::Classified => "its name bears a classification marking".to_owned(),
            FileFault::NotKept(why) => format!("cannot be kept beside the store: {}", sanitize(why)),
        };
        format!("Evidence {path}: {why}. Nothing was recorded; correct it and submit again.")
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        let said = [0, 812, 1024, 1536, 3_565_158, 120 << 20, 1 << 30].map(size);
        assert_eq!(said, ["0 B", "812 B", "1 KB", "1.5 KB", "3.3 MB", "120 MB", "1 GB"]);
    }
}

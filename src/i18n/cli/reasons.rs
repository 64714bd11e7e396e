//! Why a row was not taken, and what `doctor` looked at, by the codes of the contract.

use crate::i18n::domain;

pub(super) fn row_zh(code: &str, detail: &str) -> String {
    let what = match code {
        "classified" => domain::ZH_CN.classified,
        "undecodable" => "有无法识别的字节,请另存为 UTF-8 或 GB18030",
        "open_quote" => "引号没有闭合",
        "too_many_cells" => "单元格多于表头,疑有未加引号的逗号",
        "nothing_known" => "没有一列是识得的",
        "row_too_long" => "一行过长",
        "bad_json" => "不是 JSON 对象",
        "cell_error" => "单元格是错误值",
        "no_header" => "前几行中没有表头",
        "unknown_kind" => "不是识得的文件种类",
        "broken_file" => "文件损坏或已加密",
        "too_large" => "文件过大",
        "bad_xml" => "不是完好的 CAP 预警",
        "bad_calendar" => "不是完好的日历文件（iCalendar），请从来源重新导出",
        "recurs" => "这是重复事件，请来源逐日列出",
        "unknown_zone" => "时区不明，请来源改用 UTC 或 Asia/Shanghai",
        "doctype" => "XML 带有 DOCTYPE,一律不读",
        "attachment_not_written" => "附件未能存盘,此件未入库",
        "unreadable" => "无法读取",
        "missing" => "既无标题也无来文单位",
        "missing_field" => "缺少必填项",
        "bad_number" => "数字读不懂",
        "unknown_word" => "用语读不懂",
        "unknown_port" => "配置中没有此口岸",
        "unknown_unit" => "配置中没有此单位",
        "unknown_language" => "配置中没有此语种",
        "bad_date" => "日期读不懂",
        "bad_urgency" => "紧急程度读不懂",
        "bad_handling" => "办件阅件读不懂",
        "unknown_register" => "配置中没有此登记簿",
        "busy" => "值班库被占用,此行未入库",
        "storage" => "未能写入值班库",
        other => other,
    };
    if detail.is_empty() { format!("{what}。") } else { format!("{what}({detail})。") }
}

pub(super) fn row_en(code: &str, detail: &str) -> String {
    let what = match code {
        "classified" => domain::EN.classified,
        "undecodable" => "holds bytes that cannot be read; save it as UTF-8 or GB18030",
        "open_quote" => "a quotation mark is not closed",
        "too_many_cells" => "more cells than headings; perhaps a comma without quotes",
        "nothing_known" => "none of its columns is known",
        "row_too_long" => "the line is too long",
        "bad_json" => "not a JSON object",
        "cell_error" => "a cell holds an error",
        "no_header" => "there is no header among the first rows",
        "unknown_kind" => "a file of a kind that is not read here",
        "broken_file" => "the file is damaged or locked",
        "too_large" => "the file is too large",
        "bad_xml" => "not a sound CAP alert",
        "bad_calendar" => "not a sound calendar (iCalendar); have it exported again",
        "recurs" => "an event that recurs; its source must list the days one by one",
        "unknown_zone" => "a time zone that is not known; its source must write UTC or Asia/Shanghai",
        "doctype" => "XML with a DOCTYPE is never read",
        "attachment_not_written" => "an attachment could not be written; this paper was not taken",
        "unreadable" => "cannot be read",
        "missing" => "neither title nor issuer",
        "missing_field" => "something is missing that must be given",
        "bad_number" => "a number cannot be read",
        "unknown_word" => "a word is none of those known here",
        "unknown_port" => "there is no such port in the configuration",
        "unknown_unit" => "there is no such unit in the configuration",
        "unknown_language" => "there is no such language in the configuration",
        "bad_date" => "a date cannot be read",
        "bad_urgency" => "the urgency cannot be read",
        "bad_handling" => "for action or for information? The word is unknown",
        "unknown_register" => "there is no such register in the configuration",
        "busy" => "the store was busy; this row was not taken",
        "storage" => "the store could not be written",
        other => other,
    };
    if detail.is_empty() { format!("{what}.") } else { format!("{what} ({detail}).") }
}

pub(super) fn vital_zh(name: &str) -> String {
    match name {
        "store" => "值班库",
        "store_schema" => "结构版本",
        "entries" => "日志笔数",
        "last_entry_at" => "最近一笔",
        "last_entry_age_s" => "距今秒数",
        "free_bytes" => "剩余字节",
        "problems" => "问题",
        "no_store" => "没有值班库",
        "stale" => "太久没有新的一笔",
        "no_room" => "空间不足",
        "busy" => "被占用",
        "not_a_store" => "不是值班库",
        "newer_schema" => "由更新的程序写成",
        "older_schema" => "旧结构,待升级(打开值班台或运行 dutydesk rebuild)",
        "damaged" => "已损坏",
        "storage" => "无法读取",
        other => other,
    }
    .to_owned()
}

pub(super) fn vital_en(name: &str) -> String {
    match name {
        "store_schema" => "schema of the store",
        "entries" => "entries in the journal",
        "last_entry_at" => "last entry at",
        "last_entry_age_s" => "its age in seconds",
        "free_bytes" => "free bytes",
        "no_store" => "there is no store",
        "stale" => "nothing was entered for too long",
        "no_room" => "too little room is left",
        "not_a_store" => "the file is no store",
        "newer_schema" => "written by a newer program",
        "older_schema" => "of an older schema, to be upgraded (open the desk or run `dutydesk rebuild`)",
        "storage" => "it cannot be read",
        other => other,
    }
    .to_owned()
}

pub(super) fn check_zh(code: &str, value: &str) -> String {
    let what = match code {
        "config" => "配置",
        "keys" => "按键",
        "store" => "值班库",
        "directory" => "目录",
        "file_system" => "文件系统",
        "free_space" => "剩余空间",
        "terminal" => "终端",
        "size" => "终端大小",
        "locale" => "字符编码",
        "colour" => "颜色",
        "officer" => "值班人员",
        "permissions" => "权限",
        "attachments" => "附件",
        other => other,
    };
    format!("{what}:{value}")
}

pub(super) fn check_en(code: &str, value: &str) -> String {
    format!("{}: {value}", code.replace('_', " "))
}

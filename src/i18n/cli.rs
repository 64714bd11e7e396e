//! Messages of the command line.

mod fields;
pub mod help;
pub mod intake;
mod reasons;

use reasons::{check_en, check_zh, row_en, row_zh, vital_en, vital_zh};

/// Messages of the command line. What went wrong is said in three steps: what happened, what still holds, what to do.
#[derive(Debug)]
pub struct Cli {
    /// Begins every message of failure.
    pub error: &'static str,
    /// Begins every warning.
    pub warning: &'static str,
    /// Help and manual.
    pub help: help::Help,
    /// Wrong use.
    pub usage: Usage,
    /// Failures.
    pub failure: Failure,
    /// Progress and results.
    pub report: Report,
    /// Intake, watched folders, clearances.
    pub intake: intake::Intake,
    /// The name of a field of an item.
    pub field: fn(&str) -> String,
}

/// What is wrong with a command line.
#[derive(Debug)]
pub struct Usage {
    /// An option that there is not.
    pub unknown_option: fn(&str) -> String,
    /// A command that there is not.
    pub unknown_command: fn(&str) -> String,
    /// A value that the argument does not take.
    pub bad_value: fn(value: &str, argument: &str) -> String,
    /// Something must be given.
    pub missing: fn(&str) -> String,
    /// Two options that exclude each other.
    pub conflict: fn(&str, &str) -> String,
    /// A command of commands, alone.
    pub missing_command: &'static str,
    /// Anything else.
    pub other: &'static str,
    /// Asks whether something was meant.
    pub suggestion: fn(&str) -> String,
    /// The values there are.
    pub choices: fn(&str) -> String,
    /// Where to read on.
    pub see_help: &'static str,
}

/// What went wrong.
#[derive(Debug)]
pub struct Failure {
    /// The configuration has problems; nothing was opened.
    pub config: fn(usize) -> String,
    /// An officer who is not in the configuration.
    pub unknown_officer: fn(&str) -> String,
    /// There is nobody to act as.
    pub no_officer: &'static str,
    /// Neither `--store` nor a home directory.
    pub no_place: &'static str,
    /// There is no store file.
    pub no_store: fn(&str) -> String,
    /// The store cannot be opened or read.
    pub store: fn(path: &str, why: &str) -> String,
    /// The store was written by a newer program.
    pub newer: fn(path: &str, found: i64, known: i64) -> String,
    /// A filter that cannot be read: the character where it goes wrong, and why.
    pub filter: fn(at: usize, why: &str) -> String,
    /// The tables are of an older layout, and this may only read.
    pub older: fn(path: &str, found: i64, known: i64) -> String,
    /// The file is no store.
    pub not_a_store: fn(&str) -> String,
    /// The demonstration cannot be built.
    pub demo: fn(&str) -> String,
    /// A copy that does not verify.
    pub damaged: fn(&str) -> String,
    /// The thread or file is held by others.
    pub busy: &'static str,
    /// Opened for reading only.
    pub read_only: &'static str,
    /// Nothing has this id.
    pub not_found: fn(&str) -> String,
    /// Several have an id that begins so.
    pub ambiguous: fn(&str, usize) -> String,
    /// A time that cannot be read.
    pub bad_time: fn(&str) -> String,
    /// A unit that is not in the configuration.
    pub unknown_unit: fn(&str) -> String,
    /// A field that the rows do not have.
    pub unknown_field: fn(&str) -> String,
    /// A file cannot be read or written.
    pub file: fn(path: &str, why: &str) -> String,
    /// A file is there already.
    pub exists: fn(&str) -> String,
    /// There is a store already where a copy should go.
    pub in_place: fn(&str) -> String,
    /// There is no terminal to open the desk on.
    pub no_terminal: &'static str,
    /// A file of an intake cannot be read: file, and what the system says.
    pub unread_file: fn(file: &str, why: &str) -> String,
    /// A file of an intake is not there.
    pub no_file: fn(&str) -> String,
    /// Standard output cannot be written.
    pub output: fn(&str) -> String,
    /// The terminal cannot be used.
    pub terminal: fn(&str) -> String,
    /// The system refuses something else.
    pub system: fn(&str) -> String,
    /// A verb needs ids.
    pub no_ids: &'static str,
    /// `--expect` is for one item.
    pub expect_one: &'static str,
    /// A verb needs an argument; name of the option.
    pub verb_needs: fn(verb: &str, option: &str) -> String,
    /// A verb has no place for an option.
    pub not_used: fn(verb: &str, option: &str) -> String,
    /// A verb means nothing for an item.
    pub not_for_this: fn(verb: &str, kind: &str) -> String,
    /// Somebody else was first.
    pub changed: fn(title: &str, seen: u32, found: u32) -> String,
    /// Why a row was refused, by its code; the field or place may be empty.
    pub row: fn(code: &str, detail: &str) -> String,
}

/// Progress and results for people.
#[derive(Debug)]
pub struct Report {
    /// Accepted, attached, incomplete, refused.
    pub intake: fn(u64, u64, u64, usize) -> String,
    /// Lines besides the headings that are no papers.
    pub no_papers: fn(u64) -> String,
    /// A row that is good enough to be taken in lacks these fields.
    pub lacks: fn(source: &str, fields: &str) -> String,
    /// A row about an arrival is older than what is known of it.
    pub older: fn(source: &str) -> String,
    /// The same for a trial.
    pub intake_dry: &'static str,
    /// An item, its state and version.
    pub done: fn(id: &str, state: &str, version: u32) -> String,
    /// An item would be in order.
    pub would: fn(id: &str, state: &str) -> String,
    /// Shown and total.
    pub listed: fn(usize, usize) -> String,
    /// Nothing was found.
    pub nothing_found: fn(&str) -> String,
    /// Who acts, where nobody has said who.
    pub stand_in: fn(&str) -> String,
    /// A store of an older layout is being brought up to date: from, to, entries.
    pub upgrading: fn(from: i64, to: i64, entries: u64) -> String,
    /// So many percent of that are done.
    pub upgraded_part: fn(u8) -> String,
    /// That is done.
    pub upgraded: &'static str,
    /// The chain holds; the tables are of this older layout, and were not compared.
    pub sound_but_older: fn(entries: u64, events: u64, found: i64) -> String,
    /// Stands for the title of a paper without one.
    pub untitled: &'static str,
    /// An item of a checklist: to be done, done, not needed.
    pub settled: [&'static str; 3],
    /// The journal is sound: entries, and the events in them.
    pub sound: fn(u64, u64) -> String,
    /// The journal is not sound: problems.
    pub unsound: fn(usize) -> String,
    /// Tables were made again: events.
    pub rebuilt: fn(u64) -> String,
    /// A copy was written.
    pub copied: fn(&str) -> String,
    /// A copy was put in place.
    pub restored: fn(&str) -> String,
    /// The former store was kept.
    pub kept: fn(&str) -> String,
    /// The configuration is in order: the files read.
    pub config_ok: fn(&str) -> String,
    /// The store is in order.
    pub healthy: &'static str,
    /// The store is not in order.
    pub unhealthy: &'static str,
    /// What `health` tells, by name.
    pub vital: fn(&str) -> String,
    /// Checks of `doctor`, by code and value.
    pub check: fn(code: &str, value: &str) -> String,
    /// Heads the history of an item.
    pub history: &'static str,
    /// A field of an item and its value.
    pub fact: fn(name: &str, value: &str) -> String,
    /// Stands between several values.
    pub between: &'static str,
    /// No and yes.
    pub yes_no: [&'static str; 2],
}

pub(super) const ZH_CN: Cli = Cli {
    error: "错误:",
    warning: "注意:",
    help: help::ZH_CN,
    usage: Usage {
        unknown_option: |option| format!("没有选项 {option}"),
        unknown_command: |command| format!("没有命令“{command}”"),
        bad_value: |value, argument| format!("{argument} 不能是“{value}”"),
        missing: |what| format!("还缺:{what}"),
        conflict: |one, other| format!("{one} 与 {other} 不能同时使用"),
        missing_command: "还缺下一级命令",
        other: "命令行无法理解",
        suggestion: |word| format!("是否想写“{word}”?"),
        choices: |list| format!("可选:{list}"),
        see_help: "用法见 --help。",
    },
    failure: Failure {
        config: |count| {
            format!("配置有 {count} 处问题,未打开值班库。改正后再试,或用 dutydesk config check 核对。")
        },
        unknown_officer: |name| format!("配置中没有值班人员“{name}”,未作任何改动。"),
        no_officer: "配置中没有值班人员,无法办理。请在 config.toml 中写入 [[officers]]。",
        no_place: "不知道值班库在哪里:既无 --store,也无 HOME。请用 --store 指明。",
        no_store: |path| format!("{path} 处没有值班库。请用 --store 指明,或先打开一次值班台以新建。"),
        store: |path, why| format!("值班库 {path} 无法使用:{why}。未作任何改动;可用 dutydesk doctor 检查。"),
        newer: |path, found, known| {
            format!(
                "值班库 {path} 由更新的程序写成(结构 {found},本程序识得 {known}),未作改动。请升级 dutydesk。"
            )
        },
        filter: |at, why| format!("筛选条件第 {at} 个字起看不懂：{why}。"),
        older: |path, found, known| {
            format!(
                "值班库 {path} 是旧结构(结构 {found},本程序用 {known}),只读方式不能升级。日志完好,未作改动。请先不带 --read-only \
                 运行一次,或由有权写入的人运行 dutydesk rebuild。"
            )
        },
        not_a_store: |path| format!("{path} 不是值班库,未作改动。请核对文件名。"),
        demo: |why| format!("演示无法建立:{why}。可不用本单位配置再试:--config /dev/null。"),
        damaged: |path| format!("{path} 未通过核对,未放入。请用 dutydesk verify --store 查看,另选备份。"),
        busy: "值班库正被他人占用,未作任何改动。请稍候再试。",
        read_only: "以只读方式打开,未作任何改动。去掉 --read-only 再试。",
        not_found: |id| format!("没有找到“{id}”。可用 dutydesk search 查找。"),
        ambiguous: |id, count| format!("有 {count} 件的编号以“{id}”开头,请多写几位:"),
        bad_time: |text| {
            format!("读不懂时间“{text}”。例:18:00、2h、2020-04-07 18:00、2020-04-07T18:00:00+08:00。")
        },
        unknown_unit: |unit| format!("配置中没有单位“{unit}”,未作任何改动。"),
        unknown_field: |field| format!("没有字段“{field}”。"),
        file: |path, why| format!("{path}:{why}。"),
        exists: |path| format!("{path} 已经存在,未作覆盖。请另选文件名。"),
        in_place: |path| format!("{path} 处已有值班库,未作改动。要以备份替换它,请加 --force;原库改名保留。"),
        no_terminal: "值班台要在终端里打开:键盘和屏幕都不能是文件或管道。不用终端的命令见下。",
        unread_file: |file, why| format!("{file}:无法读取({why})。"),
        no_file: |file| format!("{file}:没有此文件。"),
        output: |why| format!("无法写到标准输出:{why}。"),
        terminal: |why| format!("终端无法使用:{why}。已办理的均已入库;可用 dutydesk doctor 检查。"),
        system: |why| format!("系统不允许:{why}。"),
        no_ids: "没有写明办理哪一件,未作任何改动。请写编号或收文号。",
        expect_one: "--expect 只用于一件事项。",
        verb_needs: |verb, option| format!("{verb} 还需 {option},未作改动。"),
        not_used: |verb, option| format!("{verb} 在此用不上 {option},所写内容无处可记,未作改动。"),
        not_for_this: |verb, what| format!("{verb} 不适用于 {what},未作改动。"),
        changed: |title, seen, found| {
            format!("“{title}”已被他人改动(所见第 {seen} 版,现为第 {found} 版),未作改动。此后:")
        },
        row: row_zh,
    },
    report: Report {
        intake: |accepted, attached, incomplete, refused| {
            format!("登记 {accepted},并入 {attached},待补 {incomplete},拒收 {refused}。")
        },
        no_papers: |lines| format!("另有 {lines} 行是题头、空行或合计,不是来文。"),
        lacks: |source, fields| format!("{source}:待补 {fields}。"),
        older: |source| format!("{source}:比已掌握的消息更旧，未采用，现有内容不变。"),
        intake_dry: "试登记,未入库:",
        done: |id, state, version| format!("{id} {state}(第 {version} 版)"),
        would: |id, state| format!("{id} {state}:可以办理"),
        listed: |shown, total| format!("{shown} / {total}"),
        nothing_found: |text| format!("没有找到“{text}”。"),
        stand_in: |name| {
            format!("以 {name} 的名义办理(配置中的第一位)。换人请用 --officer,或把登录名写入 [[officers]]。")
        },
        upgrading: |from, to, entries| {
            format!("值班库由结构 {from} 升至 {to}:正由 {entries} 笔日志重建各表,日志不变;中断则仍为原样。")
        },
        upgraded_part: |percent| format!("  已完成 {percent}%"),
        upgraded: "升级完成。",
        sound_but_older: |entries, events, found| {
            format!(
                "日志完好:{entries} 笔、{events} 个事件。各表是旧结构({found}),未作比对;下次写入时自动由日志重建。"
            )
        },
        untitled: "(无标题)",
        settled: ["待备", "已备", "不需要"],
        sound: |entries, events| format!("完好:日志 {entries} 笔、{events} 个事件,日志链与各表一致。"),
        unsound: |problems| format!("发现 {problems} 处问题。请勿继续写入,先作备份。"),
        rebuilt: |events| format!("已由 {events} 个事件重建各表。"),
        copied: |path| format!("已备份到 {path}。"),
        restored: |path| format!("已放到 {path}。"),
        kept: |path| format!("原值班库保留为 {path}。"),
        config_ok: |files| format!("配置无误:{files}"),
        healthy: "健康",
        unhealthy: "不健康",
        vital: vital_zh,
        check: check_zh,
        history: "经过:",
        fact: |name, value| format!("{name}：{value}"),
        between: "、",
        yes_no: ["否", "是"],
    },
    intake: intake::ZH_CN,
    field: fields::zh,
};

pub(super) const EN: Cli = Cli {
    error: "error:",
    warning: "note:",
    help: help::EN,
    usage: Usage {
        unknown_option: |option| format!("there is no option {option}"),
        unknown_command: |command| format!("there is no command `{command}`"),
        bad_value: |value, argument| format!("{argument} cannot be `{value}`"),
        missing: |what| format!("missing: {what}"),
        conflict: |one, other| format!("{one} and {other} exclude each other"),
        missing_command: "a further command is needed",
        other: "the command line makes no sense",
        suggestion: |word| format!("did you mean `{word}`?"),
        choices: |list| format!("possible: {list}"),
        see_help: "See --help.",
    },
    failure: Failure {
        config: |count| {
            format!(
                "the configuration has {count} problem(s), the store was not opened. Correct it, then try \
                 `dutydesk config check`."
            )
        },
        unknown_officer: |name| {
            format!("there is no officer `{name}` in the configuration. Nothing was changed.")
        },
        no_officer: "the configuration names no officer to act as. Add [[officers]] to config.toml.",
        no_place: "where is the store? There is neither --store nor HOME. Give --store.",
        no_store: |path| {
            format!("there is no store at {path}. Give --store, or open the desk once to make one.")
        },
        store: |path, why| {
            format!("the store {path} cannot be used: {why}. Nothing was changed; try `dutydesk doctor`.")
        },
        newer: |path, found, known| {
            format!(
                "the store {path} was written by a newer program (schema {found}, this one knows {known}) and was \
                 left alone. Upgrade dutydesk."
            )
        },
        filter: |at, why| format!("the filter cannot be read from character {at} on: {why}."),
        older: |path, found, known| {
            format!(
                "the tables of {path} are of an older schema ({found}, this program reads {known}) and cannot be made \
                 again read-only. The journal is sound and nothing was changed. Run once without --read-only, or have \
                 somebody who may write run `dutydesk rebuild`."
            )
        },
        not_a_store: |path| format!("{path} is not a store and was left alone. Check the name."),
        demo: |why| {
            format!(
                "the demonstration cannot be built: {why}. Try it without your configuration: --config /dev/null."
            )
        },
        damaged: |path| {
            format!(
                "{path} does not verify and was not put in place. See `dutydesk verify --store`; take another copy."
            )
        },
        busy: "somebody else holds the store. Nothing was changed; try again in a moment.",
        read_only: "opened for reading only. Nothing was changed; try without --read-only.",
        not_found: |id| format!("nothing is called `{id}`. Try `dutydesk search`."),
        ambiguous: |id, count| format!("{count} ids begin with `{id}`; give more of it:"),
        bad_time: |text| {
            format!("`{text}` is no time. Examples: 18:00, 2h, 2020-04-07 18:00, 2020-04-07T18:00:00+08:00.")
        },
        unknown_unit: |unit| format!("there is no unit `{unit}` in the configuration. Nothing was changed."),
        unknown_field: |field| format!("there is no field `{field}`."),
        file: |path, why| format!("{path}: {why}."),
        exists: |path| format!("{path} exists and was left alone. Choose another name."),
        in_place: |path| {
            format!(
                "there is a store at {path}, and it was left alone. To put the copy in its place add --force; the \
                 former store is kept under another name."
            )
        },
        no_terminal: "the desk needs a terminal: neither keyboard nor screen may be a file or a pipe. The commands \
                      below do without.",
        unread_file: |file, why| format!("{file} cannot be read: {why}."),
        no_file: |file| format!("there is no file {file}."),
        output: |why| format!("standard output cannot be written: {why}."),
        terminal: |why| {
            format!(
                "the terminal cannot be used: {why}. What was done is in the store; try `dutydesk doctor`."
            )
        },
        system: |why| format!("the system does not allow it: {why}."),
        no_ids: "on which item? Nothing was changed; give an id or a receipt number.",
        expect_one: "--expect is for a single item.",
        verb_needs: |verb, option| format!("{verb} needs {option}; nothing was changed."),
        not_used: |verb, option| {
            format!("{verb} has no place for {option} here, and it would be lost; nothing was changed.")
        },
        not_for_this: |verb, what| format!("{verb} means nothing for {what}; nothing was changed."),
        changed: |title, seen, found| {
            format!(
                "\"{title}\" was changed by someone else (seen: version {seen}, now {found}); nothing was changed. \
                 Since then:"
            )
        },
        row: row_en,
    },
    report: Report {
        intake: |accepted, attached, incomplete, refused| {
            format!("accepted {accepted}, attached {attached}, incomplete {incomplete}, refused {refused}.")
        },
        no_papers: |lines| match lines {
            1 => "One further line is a heading, blank or a total, and no paper.".to_owned(),
            _ => format!("{lines} further lines are headings, blank or totals, and no papers."),
        },
        lacks: |source, fields| format!("{source}: incomplete, to be filled in or checked: {fields}."),
        older: |source| format!("{source}: older than what is known, which stays."),
        intake_dry: "a trial, nothing was registered:",
        done: |id, state, version| format!("{id} {state} (version {version})"),
        would: |id, state| format!("{id} {state}: can be done"),
        listed: |shown, total| format!("{shown} / {total}"),
        nothing_found: |text| format!("nothing was found for `{text}`."),
        stand_in: |name| {
            format!(
                "acting as {name}, the first of the configuration. To act as someone else give --officer, or put \
                 your login name into [[officers]]."
            )
        },
        upgrading: |from, to, entries| {
            format!(
                "the store goes from schema {from} to {to}: its tables are made again from {entries} journal entries. \
                 The journal stays as it is; if this is interrupted, so does everything."
            )
        },
        upgraded_part: |percent| format!("  {percent}% done"),
        upgraded: "the store is up to date.",
        sound_but_older: |entries, events, found| {
            format!(
                "the journal is sound: {entries} entries with {events} events. The tables are of an older schema \
                 ({found}) and were not compared; they are made again when the store is next written."
            )
        },
        untitled: "(untitled)",
        settled: ["to do", "done", "not needed"],
        sound: |entries, events| {
            format!("sound: {entries} entries with {events} events; the chain holds and the tables agree.")
        },
        unsound: |problems| format!("problems: {problems}. Write no more, and make a backup first."),
        rebuilt: |events| format!("the tables were made again from {events} events."),
        copied: |path| format!("copied to {path}."),
        restored: |path| format!("put in place at {path}."),
        kept: |path| format!("the former store is kept as {path}."),
        config_ok: |files| format!("the configuration is in order: {files}"),
        healthy: "healthy",
        unhealthy: "unhealthy",
        vital: vital_en,
        check: check_en,
        history: "History:",
        fact: |name, value| format!("{name}: {value}"),
        between: ", ",
        yes_no: ["no", "yes"],
    },
    intake: intake::EN,
    field: fields::en,
};

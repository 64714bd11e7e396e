//! Words for what people put on record by hand: the kinds with their fields and choices, and what can be wrong with
//! what was typed. Each kind has a file with both languages.

mod finding;
mod info_report;
mod inspection;
mod log;
mod meeting;
mod publication;
mod recommendation;
mod request;
mod run;
mod supervised;
mod task;
mod training;

/// Words for records.
#[derive(Debug)]
pub struct Records {
    /// The words of each kind, by its stable name.
    kinds: &'static [(&'static str, KindWords)],
    /// Nothing was said.
    pub missing: &'static str,
    /// No time.
    pub no_time: fn(&str) -> String,
    /// A time that lies ahead where it must have been.
    pub not_past: fn(&str) -> String,
    /// A time that has been where it must lie ahead.
    pub not_ahead: fn(&str) -> String,
    /// No day.
    pub no_day: fn(&str) -> String,
    /// No count.
    pub no_count: fn(&str) -> String,
    /// No unit, or several; the nearest name.
    pub unknown_unit: fn(&str, Option<&str>) -> String,
    /// No language of the configuration.
    pub unknown_language: fn(&str) -> String,
    /// None of these.
    pub unknown_choice: fn(&str, &str) -> String,
    /// No such item; its kind.
    pub unknown_item: fn(&str, &str) -> String,
    /// What is said of something put on record: form, number, title, when it is due.
    pub recorded: fn(&str, &str, &str, Option<&str>) -> String,
    /// What is said of a correction.
    pub amended: fn(&str) -> String,
    /// This item is not corrected by a form.
    pub not_amended: &'static str,
    /// Nothing is recorded here by hand.
    pub not_by_hand: &'static str,
    /// A verb that means nothing for the item.
    pub not_here: fn(&str) -> String,
    /// The form when it corrects.
    pub amend: fn(&str) -> String,
    /// When it will be due, in the form.
    pub will_be_due: &'static str,
    /// Behind what goes without saying.
    pub proposed: &'static str,
    /// Keys of the form: on to the next field; sends, more can be said; sends.
    pub form_keys: [&'static str; 3],
    /// Words of the registers.
    pub registers: Registers,
    /// Begins the list of what is wrong.
    pub wrong: &'static str,
    /// Begins what would be put on record.
    pub would: &'static str,
    /// When it will be due.
    pub due: fn(&str) -> String,
    /// What may stand in a field, by the name of its shape.
    pub shape: fn(&str) -> &str,
    /// A field in a list: name, label, whether it must be given, what may stand in it.
    pub field_line: fn(&str, &str, bool, &str) -> String,
    /// Between the members of a list.
    pub between: &'static str,
}

/// Words of the registers.
#[derive(Debug)]
pub struct Registers {
    /// 台账
    pub title: &'static str,
    /// A register, by its name.
    pub name: fn(&str) -> &'static str,
    /// Keys.
    pub keys: &'static str,
    /// Nothing is in it.
    pub empty: &'static str,
    /// Nothing in it has the words.
    pub nothing: &'static str,
    /// How many people took part.
    pub people: fn(u32) -> String,
    /// How many copies or items.
    pub copies: fn(u32) -> String,
    /// Recorded later than it was.
    pub late: &'static str,
    /// The position in the list.
    pub place: fn(usize, usize) -> String,
    /// Labels of facts: when, how many, form and channel, language, for whom, by whom, unit, submitted to, reference,
    /// more, adopted.
    pub facts: [&'static str; 11],
}

/// Words of one kind of record.
#[derive(Debug)]
pub struct KindWords {
    /// What the form is called.
    pub title: &'static str,
    /// A field, by its stable name.
    pub field: fn(&str) -> &str,
    /// A choice, by its stable name.
    pub choice: fn(&str) -> &str,
}

/// Stands for a kind that nobody has named; a test finds it.
static UNNAMED: KindWords = KindWords { title: "?", field: |name| name, choice: |name| name };

impl Records {
    /// The words of a kind.
    pub fn of(&self, kind: &str) -> &'static KindWords {
        self.kinds.iter().find(|(name, _)| *name == kind).map_or(&UNNAMED, |(_, words)| words)
    }
}

pub(super) const ZH_CN: Records = Records {
    kinds: &[
        ("finding", finding::ZH_CN),
        ("inspection", inspection::ZH_CN),
        ("info_report", info_report::ZH_CN),
        ("publication", publication::ZH_CN),
        ("training", training::ZH_CN),
        ("recommendation", recommendation::ZH_CN),
        ("meeting", meeting::ZH_CN),
        ("activity", meeting::ACTIVITY_ZH_CN),
        ("task", task::ZH_CN),
        ("supervised", supervised::ZH_CN),
        ("request", request::ZH_CN),
        ("run", run::ZH_CN),
        ("log", log::ZH_CN),
    ],
    missing: "必填",
    no_time: |said| format!("「{said}」不是时间"),
    not_past: |said| format!("「{said}」尚未到来,须填已发生的时间"),
    not_ahead: |said| format!("「{said}」已过,须填今后的时间"),
    no_day: |said| format!("「{said}」不是日期"),
    no_count: |said| format!("「{said}」不是数量,须填 1 以上的整数"),
    unknown_unit: |said, meant| match meant {
        Some(meant) => format!("没有单位「{said}」,是否「{meant}」"),
        None => format!("配置中没有单位「{said}」"),
    },
    unknown_language: |said| format!("配置中没有语种「{said}」"),
    unknown_choice: |said, known| format!("「{said}」不在可选之列:{known}"),
    unknown_item: |said, kind| format!("没有{kind}「{said}」"),
    recorded: |form, number, title, due| {
        let number = if number.is_empty() { String::new() } else { format!(" {number}") };
        let due = due.map_or(String::new(), |due| format!(",时限 {due}"));
        format!("{form}{number}：{title}{due}。u 撤销")
    },
    amended: |title| format!("已更正：{title}。u 撤销"),
    not_amended: "此项不用表单更正",
    not_by_hand: "此台账由系统汇总,不在此手工记录",
    not_here: |verb| format!("此项不能{verb}"),
    amend: |form| format!("更正（{form}）"),
    will_be_due: "时限",
    proposed: "（默认）",
    form_keys: [
        "Enter 下一项  Tab/Shift-Tab 各项  ↓ 选  Esc 关闭(留草稿)",
        "Enter 记录  Tab 还可填  ↓ 选  Esc 关闭(留草稿)",
        "Enter 记录  Shift-Tab 上一项  Esc 关闭(留草稿)",
    ],
    registers: Registers {
        title: "台账",
        name: |name| match name {
            "log" => "日志",
            "info_reports" => "信息",
            "publications" => "宣传",
            "trainings" => "培训",
            "recommendations" => "建议",
            "inspections" => "督查",
            "meetings" => "会议",
            "activities" => "活动",
            "bus_routes" => "公交检查",
            "special_reports" => "专报",
            _ => "简报",
        },
        keys: "[ ] 换台账  Enter 详情  n 新记  e 更正  a 采用  / 筛选  u 撤销  Esc 关闭",
        empty: "此台账尚无记录",
        nothing: "没有符合的记录",
        people: |count| format!("{count} 人"),
        copies: |count| format!("{count} 份"),
        late: "补记",
        place: |at, total| format!("{at}/{total}"),
        facts: ["时间", "数量", "形式渠道", "语种", "对象", "人员", "单位", "报送", "文号", "内容", "采用"],
    },
    wrong: "未记录。下列各项有误:",
    would: "将记录(尚未记录):",
    due: |at| format!("时限 {at}"),
    shape: |name| match name {
        "line" => "文字",
        "text" | "lines" => "文字,可多行",
        "unit" => "单位:名称、简称、拼音首字母或代码",
        "place" => "地点",
        "person" => "人员姓名",
        "leader" => "领导姓名",
        "past_time" => "已发生的时间,如 14:20、20分钟前、昨晚10点",
        "time" => "时间,如 明天 9:00、4月8日 15:00",
        "due" => "今后的时限,如 明天18:00、2h、3个工作日",
        "day" => "日期,如 4月6日",
        "count" => "数量",
        "language" => "语种",
        "item" => "编号",
        other => other,
    },
    field_line: |name, label, needed, may| {
        format!("  {name}  {label}{}  {may}", if needed { "(必填)" } else { "" })
    },
    between: "、",
};

pub(super) const EN: Records = Records {
    kinds: &[
        ("finding", finding::EN),
        ("inspection", inspection::EN),
        ("info_report", info_report::EN),
        ("publication", publication::EN),
        ("training", training::EN),
        ("recommendation", recommendation::EN),
        ("meeting", meeting::EN),
        ("activity", meeting::ACTIVITY_EN),
        ("task", task::EN),
        ("supervised", supervised::EN),
        ("request", request::EN),
        ("run", run::EN),
        ("log", log::EN),
    ],
    missing: "needed",
    no_time: |said| format!("'{said}' is no time"),
    not_past: |said| format!("'{said}' has not come yet; give a time that has been"),
    not_ahead: |said| format!("'{said}' has passed; give a time to come"),
    no_day: |said| format!("'{said}' is no date"),
    no_count: |said| format!("'{said}' is no count; give a whole number from 1"),
    unknown_unit: |said, meant| match meant {
        Some(meant) => format!("there is no unit '{said}'; did you mean '{meant}'?"),
        None => format!("there is no unit '{said}' in the configuration"),
    },
    unknown_language: |said| format!("there is no language '{said}' in the configuration"),
    unknown_choice: |said, known| format!("'{said}' is none of: {known}"),
    unknown_item: |said, kind| format!("there is no {kind} '{said}'"),
    recorded: |form, number, title, due| {
        let number = if number.is_empty() { String::new() } else { format!(" {number}") };
        let due = due.map_or(String::new(), |due| format!(", due {due}"));
        format!("{form}{number}: {title}{due}; u takes it back")
    },
    amended: |title| format!("corrected: {title}; u takes it back"),
    not_amended: "this item is not corrected by a form",
    not_by_hand: "nothing is recorded here by hand; this register fills by itself",
    not_here: |verb| format!("'{verb}' means nothing for this item"),
    amend: |form| format!("Correct ({form})"),
    will_be_due: "Due",
    proposed: " (unless told)",
    form_keys: [
        "Enter next field  Tab/Shift-Tab fields  Down choose  Esc close (kept)",
        "Enter record  Tab more  Down choose  Esc close (kept)",
        "Enter record  Shift-Tab back  Esc close (kept)",
    ],
    registers: Registers {
        title: "Registers",
        name: |name| match name {
            "log" => "log",
            "info_reports" => "reports",
            "publications" => "publications",
            "trainings" => "trainings",
            "recommendations" => "advice",
            "inspections" => "inspections",
            "meetings" => "meetings",
            "activities" => "activities",
            "bus_routes" => "bus routes",
            "special_reports" => "special",
            _ => "bulletins",
        },
        keys: "[ ] register  Enter detail  n new  e correct  a adopt  / filter  u undo  Esc close",
        empty: "Nothing is in this register yet",
        nothing: "Nothing here has these words",
        people: |count| format!("{count} people"),
        copies: |count| format!("{count} copies"),
        late: "late",
        place: |at, total| format!("{at}/{total}"),
        facts: [
            "When",
            "Count",
            "Form",
            "Language",
            "Audience",
            "By",
            "Unit",
            "Sent to",
            "Reference",
            "Content",
            "Adopted",
        ],
    },
    wrong: "Nothing was recorded. What is wrong:",
    would: "Would be recorded (nothing is yet):",
    due: |at| format!("due {at}"),
    shape: |name| match name {
        "line" => "words",
        "text" | "lines" => "words, several lines if need be",
        "unit" => "a unit: name, alias, pinyin initials or id",
        "place" => "a place",
        "person" => "a person's name",
        "leader" => "a leader's name",
        "past_time" => "a time that has been: 14:20, 20m ago, 4-5 09:00",
        "time" => "a time: tomorrow 9:00, 4-8 15:00",
        "due" => "a limit to come: tomorrow 18:00, 2h, 3 working days",
        "day" => "a date: 2020-04-06",
        "count" => "a whole number",
        "language" => "a language",
        "item" => "a number or id",
        other => other,
    },
    field_line: |name, label, needed, may| {
        format!("  {name}  {label}{}  {may}", if needed { " (needed)" } else { "" })
    },
    between: ", ",
};

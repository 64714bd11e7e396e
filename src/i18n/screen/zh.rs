//! 简体中文

use super::{Dialogs, Labels, Screen};

const fn parts(minutes: i64) -> (i64, i64, i64) {
    (minutes / 1440, minutes % 1440 / 60, minutes % 60)
}

fn span(minutes: i64) -> String {
    match parts(minutes) {
        (0, 0, 0) => "不到 1 分钟".to_owned(),
        (0, 0, m) => format!("{m} 分钟"),
        (0, h, 0) => format!("{h} 小时"),
        (0, h, m) => format!("{h} 小时 {m} 分"),
        (d, 0, _) => format!("{d} 天"),
        (d, h, _) => format!("{d} 天 {h} 小时"),
    }
}

fn short(minutes: i64) -> String {
    match parts(minutes) {
        (0, 0, m) => format!("{m}分"),
        (0, h, m) => format!("{h}时{m:02}"),
        (d, _, _) if d > 999 => "999天+".to_owned(),
        (d, _, _) => format!("{d}天"),
    }
}

pub(in crate::i18n) const ZH_CN: Screen = Screen {
    product: "值班台",
    panes: ["文电", "督查", "转运", "志愿者"],
    weekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    date: |month, day, weekday| format!("{month}月{day}日 {weekday}"),
    leader: "带班",
    primary: "主班",
    secondary: "副班",
    officer: "本席",
    no_shift: "无人在班",
    link: ["实时", "已冻结", "数据断开", "只读"],
    overdue: "超时",
    unacknowledged: "未知悉",
    open: "在办",
    free: "可用",
    shelved: "已暂缓",

    next_to_lose: "下一个要误的",
    nothing_to_lose: "眼下没有临近的时限",
    left: |minutes| format!("还有 {}", span(minutes)),
    late: |minutes| {
        if minutes == 0 { "刚刚超时".to_owned() } else { format!("已超 {}", span(minutes)) }
    },
    left_short: short,
    late_short: |minutes| format!("超{}", short(minutes)),
    call: |name, phone| if phone.is_empty() { format!("找 {name}") } else { format!("拨 {name} {phone}") },
    held_by: |name| format!("{name} 在办"),
    held_by_nobody: "无人接手",

    document_heads: ["紧急", "时限", "标题", "来文单位", "文号", "状态", "承办"],
    issue_heads: ["类别", "时限", "事项", "地点", "责任单位", "状态", "编号"],
    run_heads: ["口岸", "班次", "人", "抵达", "语种", "车辆", "志愿者", "状态", "异常"],
    volunteer_heads: ["姓名", "语种", "状态", "至", "7日", "任务", "电话"],
    interpreter: "译员",
    incomplete: "待补",

    nothing_open: "无待办",
    no_data: "无数据",
    no_match: |filter| format!("没有符合「{filter}」的事项"),
    reading: "正在读取",
    ghost: |by, at, state| format!("{by} {at} 已处理，现为{state}"),
    filtered: |filter| format!("筛选「{filter}」"),
    marked: |count| format!("已选 {count}"),
    sorts: ["按紧急程度", "按时限", "按时间", "分组"],

    cover: "语种保障",
    uncovered: |hours| format!("{hours} 时无人"),
    uncovered_all: "全天无人",
    now: "现在",
    people: |count| format!("{count} 人"),

    preview: "详情",
    preview_empty: "没有选中事项",
    labels: Labels {
        state: "状态",
        urgency: "紧急",
        deadlines: "时限",
        done_at: |at| format!("已于 {at} 完成"),
        issuer: "来文单位",
        number: "文号",
        receipt: "收文号",
        register: "登记簿",
        doc_type: "文种",
        received: "收到",
        written: "成文",
        stated_due: "文中限时",
        source: "来源",
        copies: |count| format!("另收到 {count} 份相同来文"),
        attention: "知悉",
        holder: "接手",
        lead: "主办",
        assist: "协办",
        proposal: "拟办",
        instruction: "批示",
        backfill: "补批示",
        answer: "答复",
        outcome: "结果",
        return_reason: "退文原因",
        note: "备注",
        missing: "待补",
        changed: "最近改动",
        place: "地点",
        unit: "责任单位",
        severity: "难度",
        evidence: "佐证",
        detail: "详细",
        due: "时限",
        port: "口岸",
        site: "隔离点",
        vehicle: "车辆",
        driver: "司机",
        volunteers: "志愿者",
        people: "人数",
        languages: "语种",
        phone: "电话",
    },
    history: "经过",
    more: |lines| format!("还有 {lines} 行"),

    dialogs: Dialogs {
        filter: "筛选",
        filter_help: "汉字、拼音、首字母均可；Enter 保留，Esc 取消",
        capture: "来文",
        capture_help: "例：特急 市防指 通知 核酸检测 限18:00    Enter 登记，Esc 留作草稿",
        targets: |title, count| if count > 1 { format!("{title} 等 {count} 件") } else { title.to_owned() },
        required: "必填",
        optional: "可不填",
        form_keys: "Tab 下一项   ↑↓ 选择   Enter 确定   Esc 取消（留作草稿）",
        batch: |verb, count| format!("{verb}：共 {count} 件"),
        left_alone: |count| format!("另有 {count} 件不动，见表末"),
        left_alone_why: ["不适用", "已暂缓，不动"],
        batch_keys: "Enter 执行   Esc 取消",
        conflict: "他人已先行处理",
        conflict_of: |verb| format!("{verb}未执行：他人已先行处理"),
        conflict_note: "您的操作未执行，一件也没有改动。请看他人做了什么，再决定是否重做。",
        conflict_state: |seen, found, state| {
            format!("您看到的是第 {seen} 版，现在是第 {found} 版，状态：{state}")
        },
        conflict_keys: "Enter 知道了   j k 滚动",
        palette: "命令",
        help: "按键与命令",
        nothing_found: "没有符合的命令",
        finder_keys: "↑↓ 选择   Enter 执行   Esc 关闭",
        timeline_keys: "j k 滚动   Esc 关闭",
        confirm: "请确认",
        confirm_keys: "y 确定   n 取消",
        yes: "确定",
        no: "取消",
        args: ["单位", "到何时", "内容", "原因", "办理结果", "批示领导", "批示原话", "阅件/办件"],
        good: "完成",
        bad: "未完成",
    },
};

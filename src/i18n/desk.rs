//! Names of actions; notices and questions of the desk.

mod actions;
mod calls;

pub use actions::{Actions, Groups};
pub use calls::Calls;

use crate::domain::Urgency;

/// Names of actions; notices and questions of the desk.
#[derive(Debug)]
pub struct Desk {
    /// Names of actions.
    pub actions: Actions,
    /// Keys, spelt with one blank between strokes, as they are called on the screen.
    pub keys: fn(&str) -> String,
    /// The form of a record, by the name of its kind.
    pub record: fn(&str) -> &'static str,
    /// Names of their groups.
    pub groups: Groups,
    /// Names of the saved views.
    pub views: [&'static str; 5],
    /// For action, for information.
    pub handlings: [&'static str; 2],
    /// A group of units, by its name in the configuration.
    pub unit_group: fn(&str) -> &str,
    /// All units.
    pub all_units: &'static str,
    /// A Han character came where keys are meant.
    pub input_method_on: &'static str,
    /// Pasted text has nowhere to go.
    pub paste_needs_line: &'static str,
    /// A line takes no more text.
    pub line_is_full: &'static str,
    /// The program sees the mouse.
    pub mouse_on: &'static str,
    /// The terminal has the mouse.
    pub mouse_off: &'static str,
    /// A range has begun.
    pub range_begun: &'static str,
    /// Rows were marked.
    pub marked: fn(usize) -> String,
    /// There is no filter whose matches could be visited.
    pub no_filter: &'static str,
    /// A filter was cleared so that something can be shown.
    pub filter_cleared: &'static str,
    /// Nothing is due.
    pub nothing_to_lose: &'static str,
    /// There is no row under the cursor.
    pub no_row: &'static str,
    /// The row under the cursor has left the list.
    pub row_is_gone: &'static str,
    /// A verb came before the list had caught up with the filter.
    pub still_reading: &'static str,
    /// The store is open for reading only.
    pub read_only: &'static str,
    /// The officer only looks on.
    pub viewer: &'static str,
    /// A key that means nothing on the desk: the key, and the keys of the help.
    pub no_such_key: fn(key: &str, help: &str) -> String,
    /// The screen has no room for the preview; the key of the history shows the same.
    pub no_room: fn(key: &str) -> String,
    /// Text was copied.
    pub copied: fn(&str) -> String,
    /// Question before leaving while something is being written.
    pub quit_while_writing: &'static str,
    /// Question before leaving with half-typed text.
    pub quit_with_drafts: &'static str,
    /// How to leave.
    pub quit_is: fn(&str) -> String,
    /// A limit that was not understood.
    pub unread_due: fn(&str) -> String,
    /// A paper needs a gist.
    pub gist_missing: &'static str,
    /// A dialog stands in the way.
    pub close_first: &'static str,
    /// Following is stopped.
    pub frozen: &'static str,
    /// Following goes on.
    pub following: &'static str,
    /// The tables cannot be read.
    pub unreadable: fn(&str) -> String,
    /// An urgent paper came.
    pub urgent_paper: fn(Urgency, &str) -> String,
    /// Several urgent papers came.
    pub urgent_papers: fn(u32) -> String,
    /// The verb does not apply.
    pub means_nothing_here: &'static str,
    /// All marked rows are put off.
    pub all_put_off: &'static str,
    /// The verb does not apply; these do.
    pub possible_here: fn(&[&str]) -> String,
    /// A field must be filled in.
    pub needed: &'static str,
    /// What is typed is no time, unit or choice.
    pub not_understood: fn(&str) -> String,
    /// Not understood as a time, with examples.
    pub no_time: fn(&str) -> String,
    /// A leader's words stand there without the leader's name.
    pub whose_words: &'static str,
    /// A verb was done to an item, or to several of which this is the first.
    pub did: fn(verb: &str, title: &str, count: usize) -> String,
    /// A deed with the number that was given.
    pub with_number: fn(deed: &str, number: &str) -> String,
    /// A deed with the state that was left and the state that was reached.
    pub from_to: fn(deed: &str, from: &str, to: &str) -> String,
    /// A flag was taken away.
    pub unflagged: &'static str,
    /// After a deed: the row is in this list no more; the keys that lead to all rows.
    pub left_list: fn(key: &str) -> String,
    /// A new paper is kept.
    pub captured: fn(&str) -> String,
    /// The shift of this name is on duty.
    pub on_duty: fn(&str) -> String,
    /// This officer is on duty; the shift has not ended.
    pub shift_stands: fn(&str) -> String,
    /// The timetable has no shift at this time.
    pub no_shift_now: &'static str,
    /// An act was taken back.
    pub undid: fn(act: &str, title: &str, count: usize) -> String,
    /// After an act was taken back: the state it is in again.
    pub back_to: fn(state: &str) -> String,
    /// After an act was taken back: who had been told of it and has to hear that it holds no more.
    pub told_already: fn(whom: &[String]) -> String,
    /// An act was done again.
    pub redid: fn(act: &str, title: &str, count: usize) -> String,
    /// Something was not done.
    pub not_done: fn(title: &str, why: &str, count: usize) -> String,
    /// Another program holds the store.
    pub busy: &'static str,
    /// The store cannot be written.
    pub storage: fn(&str) -> String,
    /// There is nothing to take back.
    pub nothing_to_undo: &'static str,
    /// There is nothing to do again.
    pub nothing_to_redo: &'static str,
    /// There is nothing to repeat.
    pub nothing_to_repeat: &'static str,
    /// Drafts of an earlier sitting are there.
    pub drafts: fn(usize) -> String,
    /// What is being typed cannot be kept.
    pub draft_not_kept: fn(&str) -> String,
    /// What is wrong with a binding.
    pub bindings: Bindings,
    /// The call sheet, a new dispatch, a plan.
    pub calls: Calls,
}

/// What is wrong with a binding of keys.
#[derive(Debug)]
pub struct Bindings {
    /// There is no such context.
    pub context: fn(&str) -> String,
    /// There is no such action.
    pub action: fn(&str) -> String,
    /// This is no key.
    pub key: fn(&str) -> String,
    /// The keys mean something else there: the keys, the other action and its place.
    pub conflict: fn(keys: &str, other: &str, place: &str) -> String,
    /// What may have been meant.
    pub meant: fn(&str) -> String,
}

/// The arrows and the blank under their Chinese names; what is printed on keys stays.
fn zh_keys(spelt: &str) -> String {
    let called = |stroke: &str| {
        let (chord, key) = match stroke.rsplit_once('-').filter(|(_, key)| !key.is_empty()) {
            Some((chord, key)) => (format!("{chord}-"), key),
            None => (String::new(), stroke),
        };
        let key = match key {
            "Down" => "↓",
            "Up" => "↑",
            "Left" => "←",
            "Right" => "→",
            "Space" => "空格",
            other => other,
        };
        chord + key
    };
    spelt.split(' ').map(called).collect::<Vec<_>>().join(" ")
}

pub(super) const ZH_CN: Desk = Desk {
    keys: zh_keys,
    actions: Actions::ZH_CN,
    record: |kind| super::record::ZH_CN.of(kind).title,
    groups: Groups::ZH_CN,
    views: ["在办", "全部（含已结）", "未知悉", "超时", "我接手的"],
    handlings: ["办件", "阅件"],
    unit_group: |group| match group {
        "departments" => "各部门",
        "subdistricts" => "各街道",
        "enterprises" => "各企业",
        "medical" => "各医疗机构",
        other => other,
    },
    all_units: "全部",
    input_method_on: "输入法未切换",
    paste_needs_line: "粘贴须在输入行中",
    line_is_full: "此行已满，后面的文字没有放入",
    mouse_on: "鼠标已启用",
    mouse_off: "鼠标已交还终端",
    range_begun: "连续标记：移到末行再按一次",
    marked: |count| format!("已标记 {count} 项"),
    no_filter: "未设筛选",
    filter_cleared: "已清除筛选",
    nothing_to_lose: "没有临近的时限",
    no_row: "光标处没有条目",
    row_is_gone: "此项已被他人办理，移开光标即消失",
    still_reading: "列表正在更新，未作办理；看清后请再按一次",
    read_only: "只读打开，不能办理",
    viewer: "当前身份只能查看",
    no_such_key: |key, help| format!("{key} 键在这里无作用，按 {help} 看帮助"),
    no_room: |key| format!("屏幕太小，放不下详情；按 {key} 看经过"),
    copied: |text| format!("已复制：{text}"),
    quit_while_writing: "正在写入，仍要退出？",
    quit_with_drafts: "有未完成的输入（已存草稿），退出？",
    quit_is: |keys| format!("退出请按 {keys}"),
    unread_due: |limit| format!("看不懂的时限：限{limit}"),
    gist_missing: "还缺事由",
    close_first: "请先关闭当前窗口",
    frozen: "已冻结，不再跟随变化",
    following: "恢复跟随",
    unreadable: |why| format!("读取失败：{why}"),
    urgent_paper: |urgency, title| format!("{}来文：{title}", urgency_zh(urgency)),
    urgent_papers: |count| format!("新到特提、特急 {count} 件"),
    means_nothing_here: "此项不能这样办理",
    all_put_off: "所选各项都已暂缓，保持原样",
    possible_here: |verbs| format!("此项目前可以：{}", verbs.join("、")),
    needed: "必填",
    not_understood: |text| format!("看不懂：{text}"),
    no_time: |text| format!("看不懂的时间：{text}；例：30（分钟）、2h、18:00、明早8点"),
    whose_words: "有批示原话，请写明是哪位领导",
    did: |verb, title, count| of_many(format!("{verb}：{title}"), count, |n| format!(" 等 {n} 件")),
    with_number: |deed, number| format!("{deed}（收文号 {number}）"),
    from_to: |deed, from, to| format!("{deed}（原{from}，现{to}）"),
    unflagged: "取消关注",
    left_list: |key| format!("。已移出本列表，按 {key} 到「全部」可查"),
    captured: |title| format!("已登记：{title}"),
    on_duty: |shift| format!("已上岗：{shift}"),
    shift_stands: |primary| format!("本班未结束，{primary}在岗；到时再上岗"),
    no_shift_now: "班次表在此时没有班次，请看配置 [[shifts]]",
    undid: |act, title, count| of_many(format!("已撤销{act}：{title}"), count, |n| format!(" 等 {n} 件")),
    back_to: |state| format!("，退回到{state}"),
    told_already: |whom| format!("；此前已告知{}，请另行通知已撤销", whom.join("、")),
    redid: |act, title, count| of_many(format!("已重做{act}：{title}"), count, |n| format!(" 等 {n} 件")),
    not_done: |title, why, count| {
        of_many(format!("未办：{title}，{why}"), count, |n| format!("（共 {n} 件）"))
    },
    busy: "另一程序正在写入，请稍后再试",
    storage: |why| format!("写入失败：{why}"),
    nothing_to_undo: "没有可撤销的办理",
    nothing_to_redo: "没有可重做的办理",
    nothing_to_repeat: "没有可重复的办理",
    draft_not_kept: |why| format!("草稿未能保存（{why}），请先办完再离开"),
    drafts: |count| format!("有 {count} 份未完成的草稿，打开原处即恢复"),
    calls: calls::ZH_CN,
    bindings: Bindings {
        context: |name| format!("没有按键场合「{name}」"),
        action: |name| format!("没有动作「{name}」"),
        key: |keys| format!("「{keys}」不是按键"),
        conflict: |keys, other, place| format!("按键「{keys}」与 {other}（{place}）冲突"),
        meant: |name| format!("，是否想写「{name}」？"),
    },
};

pub(super) const EN: Desk = Desk {
    keys: str::to_owned,
    actions: Actions::EN,
    record: |kind| super::record::EN.of(kind).title,
    groups: Groups::EN,
    views: ["open", "all, closed too", "unseen", "late", "mine"],
    handlings: ["for action", "for information"],
    unit_group: |group| group,
    all_units: "all",
    input_method_on: "the input method is still on (输入法未切换)",
    paste_needs_line: "there is no line to paste into",
    line_is_full: "the line is full; the rest was not taken",
    mouse_on: "the program sees the mouse",
    mouse_off: "the terminal has the mouse back",
    range_begun: "range: go to its last row and press again",
    marked: |count| format!("{count} marked"),
    no_filter: "there is no filter",
    filter_cleared: "the filter is cleared",
    nothing_to_lose: "nothing is due",
    no_row: "there is no row under the cursor",
    row_is_gone: "somebody else has dealt with it; it goes when the cursor moves on",
    still_reading: "the list is catching up, nothing was done; look and press again",
    read_only: "open for reading only",
    viewer: "you may only look",
    no_such_key: |key, help| format!("{key} does nothing here; {help} is the help"),
    no_room: |key| format!("there is no room for details here; {key} shows the history"),
    copied: |text| format!("copied: {text}"),
    quit_while_writing: "Something is being written. Leave all the same?",
    quit_with_drafts: "There is unfinished text (kept as a draft). Leave?",
    quit_is: |keys| format!("press {keys} to leave"),
    unread_due: |limit| format!("not understood as a limit: {limit}"),
    gist_missing: "what is it about?",
    close_first: "close this first",
    frozen: "frozen: changes are not followed",
    following: "following again",
    unreadable: |why| format!("cannot be read: {why}"),
    urgent_paper: |urgency, title| format!("{} paper: {title}", urgency.name()),
    urgent_papers: |count| format!("{count} new urgent papers"),
    means_nothing_here: "this does not apply here",
    all_put_off: "all of these are snoozed and stay so",
    possible_here: |verbs| format!("possible here: {}", verbs.join(", ")),
    needed: "must be given",
    not_understood: |text| format!("not understood: {text}"),
    no_time: |text| format!("`{text}` is no time; try 30 (minutes), 2h, 18:00, tomorrow 08:00"),
    whose_words: "whose words are these? Name the leader",
    did: |verb, title, count| of_many(format!("{verb}: {title}"), count, |n| format!(" and {} more", n - 1)),
    with_number: |deed, number| format!("{deed} (receipt {number})"),
    from_to: |deed, from, to| format!("{deed} ({from}, now {to})"),
    unflagged: "flag cleared",
    left_list: |key| format!("; it has left this list, {key} leads to all"),
    captured: |title| format!("kept: {title}"),
    on_duty: |shift| format!("on duty: {shift}"),
    shift_stands: |primary| {
        format!("{primary} is on duty and the shift has not ended; try again when it has")
    },
    no_shift_now: "the timetable has no shift at this time; see [[shifts]] in the configuration",
    undid: |act, title, count| {
        of_many(format!("undone: {act}, {title}"), count, |n| format!(" and {} more", n - 1))
    },
    back_to: |state| format!(", back to {state}"),
    told_already: |whom| format!("; already told: {}, let them know that it holds no more", whom.join(", ")),
    redid: |act, title, count| {
        of_many(format!("done again: {act}, {title}"), count, |n| format!(" and {} more", n - 1))
    },
    not_done: |title, why, count| {
        of_many(format!("not done: {title}: {why}"), count, |n| format!(" ({n} in all)"))
    },
    busy: "another program is writing; try again",
    storage: |why| format!("cannot be written: {why}"),
    nothing_to_undo: "there is nothing to undo",
    nothing_to_redo: "there is nothing to do again",
    nothing_to_repeat: "there is nothing to repeat",
    draft_not_kept: |why| format!("the draft could not be kept ({why}); finish before leaving"),
    drafts: |count| format!("{count} unfinished drafts; open their place to go on"),
    calls: calls::EN,
    bindings: Bindings {
        context: |name| format!("there is no context `{name}`"),
        action: |name| format!("there is no action `{name}`"),
        key: |keys| format!("`{keys}` is no key"),
        conflict: |keys, other, place| format!("the keys `{keys}` conflict with {other} ({place})"),
        meant: |name| format!("; did you mean `{name}`?"),
    },
};

/// A sentence about one item, with a tail if it is about several.
fn of_many(sentence: String, count: usize, tail: impl Fn(usize) -> String) -> String {
    if count > 1 { sentence + &tail(count) } else { sentence }
}

const fn urgency_zh(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Flash => "特提",
        Urgency::Immediate => "特急",
        Urgency::Priority => "加急",
        Urgency::RoutineUrgent => "平急",
        Urgency::Routine => "平件",
    }
}

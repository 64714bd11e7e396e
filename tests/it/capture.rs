//! Lines as officers type them and messages as they paste them, and what is understood of each. It is 02:14 on Tuesday,
//! 7 April 2020, in Yantian.

use chrono::FixedOffset;
use dutydesk::capture::{Captured, parse};
use dutydesk::domain::Urgency;

use crate::desk::night;

fn zone() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap()
}

fn read(text: &str) -> Captured {
    parse(text, night(), zone())
}

/// The limit in Yantian.
fn due(said: &Captured) -> String {
    said.due.map_or_else(String::new, |due| due.with_timezone(&zone()).format("%m-%d %H:%M").to_string())
}

fn level(said: &Captured) -> &'static str {
    match said.urgency {
        Some(Urgency::Flash) => "特提",
        Some(Urgency::Immediate) => "特急",
        Some(Urgency::Priority) => "加急",
        Some(Urgency::RoutineUrgent) => "平急",
        Some(Urgency::Routine) => "平件",
        None => "",
    }
}

/// Urgency, issuer, type, gist, limit.
type Understood = [&'static str; 5];

/// Lines that were typed.
const TYPED: [(&str, Understood); 40] = [
    ("特急 市防指 通知 核酸 限18:00", ["特急", "市防指", "通知", "核酸", "04-07 18:00"]),
    ("【特急】市防指 通知 核酸 限18:00", ["特急", "市防指", "通知", "核酸", "04-07 18:00"]),
    ("特急：市防指 通知 核酸 限时18:00", ["特急", "市防指", "通知", "核酸", "04-07 18:00"]),
    ("特提 市委办 明电 值班备勤 限时：半小时内", ["特提", "市委办", "明电", "值班备勤", "04-07 02:44"]),
    ("加急 市外办 接机安排 明早8点", ["加急", "市外办", "", "接机安排", "04-08 08:00"]),
    ("加急 市外办 接机安排 明早8点前", ["加急", "市外办", "", "接机安排", "04-08 08:00"]),
    ("市防指 核酸检测情况 今日18:00前", ["", "市防指", "", "核酸检测情况", "04-07 18:00"]),
    ("市防指 核酸检测情况 4月8日12时", ["", "市防指", "", "核酸检测情况", "04-08 12:00"]),
    ("市防指 核酸检测情况 4月8日 12时前", ["", "市防指", "", "核酸检测情况", "04-08 12:00"]),
    ("市防指 核酸检测情况 4月8日12时前报送", ["", "市防指", "", "核酸检测情况", "04-08 12:00"]),
    ("特急 市疾控 密接名单 两小时内", ["特急", "市疾控", "", "密接名单", "04-07 04:14"]),
    ("特急 市疾控 密接名单 半小时内反馈", ["特急", "市疾控", "", "密接名单", "04-07 02:44"]),
    ("特急 市疾控 密接名单 一个半小时内", ["特急", "市疾控", "", "密接名单", "04-07 03:44"]),
    ("市疾控 密接名单 30分钟内", ["", "市疾控", "", "密接名单", "04-07 02:44"]),
    ("市疾控 密接名单 24小时之内", ["", "市疾控", "", "密接名单", "04-08 02:14"]),
    ("市委督查室 整改情况 明天中午前", ["", "市委督查室", "", "整改情况", "04-08 12:00"]),
    ("市委督查室 整改情况 3日内", ["", "市委督查室", "", "整改情况", "04-10 02:14"]),
    ("市委督查室 整改情况 三天内", ["", "市委督查室", "", "整改情况", "04-10 02:14"]),
    ("市委督查室 整改情况 本周五下班前", ["", "市委督查室", "", "整改情况", "04-10 18:00"]),
    ("市委督查室 整改情况 下周一上午10点前", ["", "市委督查室", "", "整改情况", "04-13 10:00"]),
    ("市委督查室 整改情况 明天上午前", ["", "市委督查室", "", "整改情况", "04-08 12:00"]),
    ("市委督查室 整改情况 今日内", ["", "市委督查室", "", "整改情况", "04-08 00:00"]),
    ("市委督查室 整改情况 4月7日24时前", ["", "市委督查室", "", "整改情况", "04-08 00:00"]),
    ("市委督查室 整改情况 今晚12点前", ["", "市委督查室", "", "整改情况", "04-08 00:00"]),
    ("市委督查室 整改情况 截止4月9日", ["", "市委督查室", "", "整改情况", "04-09 18:00"]),
    ("市委督查室 整改情况 时限：4月9日上午九点半", ["", "市委督查室", "", "整改情况", "04-09 09:30"]),
    ("市委督查室 整改情况 限 明天 08:00", ["", "市委督查室", "", "整改情况", "04-08 08:00"]),
    ("市委督查室 整改情况 10号下午3点前", ["", "市委督查室", "", "整改情况", "04-10 15:00"]),
    ("加急 粤外办〔2020〕15号 市外办 函 领馆来访", ["加急", "市外办", "函", "领馆来访", ""]),
    (
        "特急 省厅 信息 请于4月7日12时前报送入境人数",
        ["特急", "省厅", "信息", "请于4月7日12时前报送入境人数", "04-07 12:00"],
    ),
    ("平急 区应急局 值班电话变更", ["平急", "区应急局", "", "值班电话变更", ""]),
    ("有人来电询问隔离酒店", ["", "", "", "有人来电询问隔离酒店", ""]),
    ("近14天内有旅居史人员排查 市防指", ["", "近14天内有旅居史人员排查", "", "市防指", ""]),
    ("市卫健委 4月8日前入境人员名单", ["", "市卫健委", "", "4月8日前入境人员名单", ""]),
    ("市卫健委 截至4月6日24时数据", ["", "市卫健委", "", "截至4月6日24时数据", ""]),
    ("盐田区 限行 通知 第二阶段", ["", "盐田区", "通知", "限行 第二阶段", ""]),
    ("Flash Port_Authority crew list by 18:00", ["特提", "Port_Authority", "", "crew list", "04-07 18:00"]),
    ("urgent Consulate visit within 2h", ["特急", "Consulate", "", "visit", "04-07 04:14"]),
    ("immediate HQ notice due:tomorrow 08:00", ["特急", "HQ", "", "notice", "04-08 08:00"]),
    ("ＦＬＡＳＨ 市防指 通知 核酸 限１８：００", ["", "ＦＬＡＳＨ", "通知", "市防指 核酸", "04-07 18:00"]),
];

/// Messages that were pasted.
const PASTED: [(&str, Understood); 16] = [
    (
        "张三 4月7日 02:11\n【特急】市防指通知：请各单位于4月7日12时前报送核酸检测情况。联系人李四。",
        ["特急", "市防指", "", "请各单位于4月7日12时前报送核酸检测情况", "04-07 12:00"],
    ),
    (
        "[2020/4/7 2:11] 市防指值班室：请各街道两小时内上报密接排查结果，不得迟报。",
        ["", "市防指值班室", "", "请各街道两小时内上报密接排查结果，不得迟报", "04-07 04:11"],
    ),
    ("市防指-王敏\n2020/4/7 2:05\n", ["", "市防指", "", "市防指-王敏", ""]),
    (
        "王敏（市防指） 02:05\n@所有人 【关于加强口岸防控的通知】\n各单位：\n请于明天中午前反馈落实情况。\n\n市疫情防控指挥部\n2020年4月7日",
        ["", "市疫情防控指挥部", "通知", "关于加强口岸防控的通知", "04-08 12:00"],
    ),
    (
        "【加急通知】接市卫健委来电，今晚22:30深圳机场有一批入境人员，请安排车辆3台，21点前到位。",
        [
            "加急",
            "市卫健委",
            "通知",
            "今晚22:30深圳机场有一批入境人员，请安排车辆3台，21点前到位",
            "04-07 21:00",
        ],
    ),
    (
        "「李四：昨天的名单」\n- - - - - - - - - - - - - - -\n名单有误，请区卫健局今早9点前更正后重报。",
        ["", "", "", "名单有误，请区卫健局今早9点前更正后重报", "04-07 09:00"],
    ),
    (
        "各区防指：\n根据粤卫疫〔2020〕41号要求，请报送14天内有旅居史人员名单，截止时间：4月8日18时。\n深圳市防指办",
        ["", "深圳市防指办", "", "根据粤卫疫〔2020〕41号要求，请报送14天内有旅居史人员名单", "04-08 18:00"],
    ),
    (
        "截至4月6日24时，全市累计报告确诊病例424例。请知悉。",
        ["", "", "", "截至4月6日24时，全市累计报告确诊病例424例", ""],
    ),
    (
        "市外办：法国籍夫妇求助，需法语志愿者，请半小时内回复是否可派。",
        ["", "市外办", "", "法国籍夫妇求助，需法语志愿者，请半小时内回复是否可派", "04-07 02:44"],
    ),
    (
        "林珊 昨天 23:10\n特急！\n盐田港码头一船员发热，已送医。请海关、卫健1小时内会商。",
        ["特急", "", "", "盐田港码头一船员发热，已送医", "04-07 00:10"],
    ),
    (
        "李强:\n首报30分钟内、终报4月8日12时前，请区应急局落实。\n王敏:\n收到",
        ["", "", "", "首报30分钟内、终报4月8日12时前，请区应急局落实", "04-07 02:44"],
    ),
    (
        "市教育局关于返校学生健康管理的函\n各校：请于4月10日17:00前报送方案。",
        ["", "市教育局", "函", "市教育局关于返校学生健康管理的函", "04-10 17:00"],
    ),
    ("【转发】【市防指】请各单位加强值守。", ["", "", "", "【市防指】请各单位加强值守", ""]),
    (
        "2020-04-07 02:01:33 陈晓\n请看 https://www.sz.gov.cn/a/1.html 市公告。",
        ["", "", "", "请看 https://www.sz.gov.cn/a/1.html 市公告", ""],
    ),
    ("时限：尽快\n市交通局\n请协调两台大巴。", ["", "市交通局", "", "请协调两台大巴", ""]),
    (
        "昨天 23:10 市防指总值班\n（特提）请立即启动预案，结果务必于凌晨4点前报市防指总值班室，逾期通报。",
        [
            "特提",
            "市防指总值班",
            "",
            "（特提）请立即启动预案，结果务必于凌晨4点前报市防指总值班室，逾期通报",
            "04-07 04:00",
        ],
    ),
];

/// Every line is tried, so that one look shows all that are misread.
fn all_as_expected(lines: &[(&str, Understood)]) {
    let misread = lines.iter().filter_map(|(line, expected)| {
        let said = read(line);
        let due = due(&said);
        let found = [level(&said), &said.issuer, said.doc_type.unwrap_or(""), &said.gist, &due];
        (found != *expected).then(|| format!("{line}\n  {found:?}\n  {expected:?}"))
    });
    let misread: Vec<String> = misread.collect();
    assert!(misread.is_empty(), "{}", misread.join("\n"));
}

#[test]
fn typed_lines_are_understood() {
    all_as_expected(&TYPED);
}

#[test]
fn pasted_messages_are_understood_and_kept_whole() {
    all_as_expected(&PASTED);
    for (text, _) in PASTED {
        let said = read(text);
        if text.trim().contains('\n') {
            assert_eq!(said.note.as_deref(), Some(text.trim()), "nothing pasted is lost");
        }
        assert!(said.is_enough(), "{text}");
    }
}

#[test]
fn no_word_that_was_typed_or_pasted_is_lost() {
    let fields = |said: &Captured| {
        [said.issuer.as_str(), &said.gist, &said.doc_number, said.note.as_deref().unwrap_or("")].join(" ")
    };
    for (text, _) in TYPED.into_iter().chain(PASTED) {
        let said = read(text);
        let kept = fields(&said);
        for word in text.split_whitespace() {
            let field = said.doc_type == Some(word) || said.due.is_some() || said.urgency.is_some();
            assert!(kept.contains(word.trim_end_matches('：')) || field, "{word} of {text}: {kept}");
        }
    }
}

#[test]
fn a_message_says_who_sent_it_and_when_and_where_it_was_published() {
    let said = read("张三 4月7日 02:11\n请报送。");
    assert_eq!((said.sender.as_str(), said.sent_at), ("张三", Some("2020-04-06T18:11:00Z".parse().unwrap())));
    let received = said.received("incoming", "x", night(), zone());
    assert_eq!(
        received.received_at,
        said.sent_at.unwrap(),
        "the clocks start when it came, not when it was read"
    );
    let old = read("张三 2020/4/1 02:11\n请报送。");
    assert_eq!((old.sender.as_str(), old.sent_at), ("张三", None), "passed on days later, it came now");
    let linked = read("陈晓 02:01\n见 https://www.sz.gov.cn/a/1.html，请阅。");
    assert_eq!(linked.url.as_deref(), Some("https://www.sz.gov.cn/a/1.html"));
    let numbered = read("各区防指：\n根据《粤卫疫〔2020〕41号》要求报送。");
    assert_eq!(numbered.doc_number, "粤卫疫〔2020〕41号");
}

#[test]
fn a_limit_of_a_message_that_is_none_is_named_and_does_not_stand_in_the_way() {
    let said = read("时限：尽快\n市交通局\n请协调两台大巴。");
    assert_eq!((said.unsure_due.as_deref(), said.is_enough()), (Some("尽快"), true));
    assert_eq!(said.incomplete(), Vec::<&str>::new());
    assert_eq!(read("请协调两台大巴。\n谢谢").incomplete(), ["issuer"]);
}

#[test]
fn text_of_any_kind_is_read_without_harm() {
    use proptest::prelude::*;
    let words = proptest::sample::select(vec![
        "特急",
        "【",
        "】",
        "[",
        "]",
        "限",
        "时限：",
        "4月",
        "31日",
        "二十四时",
        "前",
        "内",
        "：",
        "\n",
        " ",
        "张三",
        "02:11",
        "〔2020〕",
        "号",
        "半",
        "个",
        "小时",
        "十",
        "下周",
        "八",
        "@所有人",
        "「",
        "」",
        "-----",
        "关于",
        "2020/4/7",
        "。",
        "é",
        "\u{1b}[31m",
        "99999",
    ]);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    runner
        .run(&proptest::collection::vec(words, 0..14), |parts| {
            let said = read(&parts.concat());
            prop_assert!(said.gist.chars().count() <= 60 || said.note.is_none());
            prop_assert!(said.sent_at.is_none_or(|at| at <= night()));
            Ok(())
        })
        .unwrap();
}

/// A limit in working days is counted by the calendar of the house, and is never dropped.
#[test]
fn working_days_are_counted_by_the_calendar() {
    let config = dutydesk::config::Config::builtin().unwrap();
    let calendar = config.calendar();
    for line in [
        "市防指 关于排查的通知 限3个工作日",
        "市防指 关于排查的通知 三个工作日内报送",
        "市防指 关于排查的通知，请于3个工作日内反馈",
        "市防指 关于排查的通知\n办理时限：3个工作日",
    ] {
        let said = read(line);
        assert_eq!((said.working_days, said.unread_due.as_deref()), (Some(3), None), "{line}: {said:?}");
        let due = said.counted(&calendar, night()).due;
        assert_eq!(due, Some(calendar.add_working_days(night(), 3)), "{line}");
    }
    for line in ["市防指 近3个工作日内到岗情况", "市防指 第3个工作日安排"] {
        assert_eq!(read(line).working_days, None, "{line}");
    }
}

//! Names of all actions and of their groups, as the hints, the help and the palette show them.

/// Words without values: one struct with its two complete languages side by side.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $zh:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name {
            $(#[doc = $en] pub $field: &'static str,)*
        }

        impl $name {
            pub(super) const ZH_CN: Self = Self { $($field: $zh,)* };
            pub(super) const EN: Self = Self { $($field: $en,)* };
        }
    };
}

words! {
    /// Names of groups of actions.
    Groups {
        list: "列表", "list";
        panes: "面板", "panes";
        find: "查找", "find";
        mark: "标记", "mark";
        triage: "处置", "triage";
        new: "登记", "new";
        calls: "通知与倒排", "dispatch and plan";
        undo: "重复与撤销", "repeat and undo";
        next: "下一件", "next";
        system: "系统", "system";
        typing: "输入", "typing";
    }
}

words! {
    /// Names of actions.
    Actions {
        down: "下移", "down";
        up: "上移", "up";
        top: "第一行", "first row";
        bottom: "最后一行", "last row";
        page_down: "下一页", "page down";
        page_up: "上一页", "page up";
        half_down: "下半页", "half a page down";
        half_up: "上半页", "half a page up";
        open: "打开", "open";
        back: "返回", "back";
        scroll_down: "预览下滚", "scroll the preview down";
        scroll_up: "预览上滚", "scroll the preview up";
        pane_documents: "文电", "documents";
        pane_findings: "督查", "issues";
        pane_transfers: "转运", "transfers";
        pane_volunteers: "志愿者", "volunteers";
        next_pane: "下一面板", "next pane";
        previous_pane: "上一面板", "previous pane";
        next_view: "下一视图", "next view";
        previous_view: "上一视图", "previous view";
        views: "视图", "saved views";
        save_view: "保存为视图", "save as a view";
        delete_view: "删除视图", "delete the view";
        view_down: "下移一位", "move it down in its list";
        view_up: "上移一位", "move it up in its list";
        columns: "列", "columns";
        toggle_column: "显示或隐藏列", "show or hide the column";
        usual_columns: "恢复默认的列", "the usual columns";
        zoom: "放大", "zoom";
        preview: "预览", "preview";
        filter: "筛选", "filter";
        search: "全库搜索", "search everything";
        find_next: "下一处", "next match";
        find_previous: "上一处", "previous match";
        sort_urgency: "按紧急程度排序", "most urgent first";
        sort_due: "按时限排序", "nearest deadline first";
        sort_newest: "按时间排序", "newest first";
        sort_group: "按单位排序", "by unit, port or language";
        reverse: "倒序", "the other way round";
        clear_filter: "清除筛选", "clear the filter";
        mark: "标记", "mark";
        mark_range: "连续标记", "mark a range";
        mark_all: "全部标记", "mark all";
        ack: "签收", "sign for";
        assign: "转办", "assign";
        take: "接手", "take";
        snooze: "暂缓", "snooze";
        awaken: "唤回", "take back from snooze";
        escalate: "上报", "tell the leader";
        remind: "催办", "remind";
        comment: "批注", "comment";
        flag: "关注", "flag";
        done: "下一步", "next step";
        return_it: "退回", "return";
        vet: "初审", "vet";
        propose: "拟办", "propose";
        instruct: "批示", "instruct";
        circulate: "传阅", "circulate";
        start: "开始承办", "start work";
        answer: "答复", "answer";
        file: "归档", "file";
        extend: "延期", "extend";
        hold: "暂停", "hold";
        call_in: "报位置", "call in";
        crew: "派车派人", "crew";
        exit_run: "离队", "people leave";
        count: "更正人数", "correct the count";
        divert: "改送", "divert";
        reschedule: "改点", "another time";
        depart: "发车", "depart";
        reach_port: "到达口岸", "reach the port";
        board: "上客", "board";
        leave: "离开口岸", "leave the port";
        deliver: "送达", "deliver";
        disinfect: "消杀", "disinfect";
        close_run: "收车", "close the run";
        resume_run: "恢复", "resume";
        cancel_run: "取消班次", "cancel the run";
        abort_run: "中止班次", "abort the run";
        respond: "首次回应", "respond";
        triage: "诉求分类", "sort the need";
        resolve: "办妥", "resolve";
        confirm_need: "旅客确认", "the guest confirms";
        refer: "转介", "refer";
        check_in: "签到", "check in";
        check_out: "签退", "check out";
        off_duty: "离岗", "off duty";
        back_on_duty: "返岗", "back on duty";
        verify: "核实", "verify";
        phone: "电话报", "phone it";
        write: "书面报", "write it";
        amend: "补要素", "fill in";
        withdraw: "撤销误报", "withdraw";
        tick: "办好一项", "tick off an item";
        untick: "重列一项", "an item is to be done again";
        skip: "一项不需要", "an item is not needed";
        move_item: "改一项的时限", "move an item";
        add_item: "增列一项", "add an item";
        held: "召开", "it was held";
        minutes: "出纪要", "minutes and action items";
        postpone: "延期", "postpone";
        timeline: "经过", "timeline";
        capture: "登记来文", "capture";
        emergency: "紧急信息", "new emergency";
        clear_marking: "误报放行", "clear a false marking";
        new_dispatch: "发通知", "new dispatch";
        call_sheet: "电话通知单", "call sheet";
        receipt: "已签收", "signed";
        no_answer: "无人接听", "no answer";
        urge_again: "再催", "urge again";
        reroute: "改送/拒收/联系不上", "reroute, declined, unreachable";
        briefed: "已报其领导", "its leader knows";
        replied: "已反馈", "replied";
        correct: "更正重发", "correct";
        finish_dispatch: "通知办结", "close the dispatch";
        cancel_dispatch: "取消通知", "cancel the dispatch";
        next_dispatch: "下一通知", "next dispatch";
        previous_dispatch: "上一通知", "previous dispatch";
        back_schedule: "倒排", "back-schedule";
        special_report: "专报", "special report";
        reach_milestone: "完成倒排一步", "planned step done";
        adopt: "采用", "adopt";
        registers: "台账", "registers";
        record_here: "新记一条", "record one here";
        amend_record: "更正", "correct";
        times: "数据与用时", "figures";
        crews: "拟派方案", "propose crews";
        plots: "图表", "plots";
        plot_1: "每小时来文", "papers an hour";
        plot_2: "抵达人数", "arrivals";
        plot_3: "问题账龄", "ages of findings";
        plot_4: "按时率", "on time";
        plot_5: "来文紧急程度", "papers by urgency";
        plot_6: "信息与宣传", "reports and publications";
        messages: "外发消息", "outgoing messages";
        bulletins: "简报", "bulletins";
        write_report: "写成文件", "write a document";
        correct_issue: "更正简报", "correct a bulletin";
        retry_message: "重发", "send again";
        cancel_message: "取消发送", "do not send";
        go_on_duty: "上岗（按班次表开始本班）", "go on duty (start the shift of the timetable)";
        repeat: "重复", "repeat";
        undo: "撤销", "undo";
        redo: "重做", "redo";
        jump_to_next: "最先到期", "next to lose";
        alarms: "告警与暂缓", "alarms and shelved";
        palette: "命令", "commands";
        help: "帮助", "help";
        refresh: "刷新", "refresh";
        freeze: "冻结", "freeze";
        copy: "复制", "copy";
        mouse: "鼠标", "mouse";
        language: "中文 / English", "中文 / English";
        redraw: "重画", "redraw";
        suspend: "挂起", "suspend";
        quit: "退出", "quit";
        cancel: "取消", "cancel";
        next_field: "下一项", "next field";
        previous_field: "上一项", "previous field";
        left: "左移", "left";
        right: "右移", "right";
        word_left: "左移一词", "one word left";
        word_right: "右移一词", "one word right";
        line_start: "行首", "start of line";
        line_end: "行尾", "end of line";
        backspace: "删前一字", "delete before";
        delete: "删后一字", "delete behind";
        delete_word: "删前一词", "delete the word before";
        delete_to_start: "删至行首", "delete to the start";
        delete_to_end: "删至行尾", "delete to the end";
    }
}

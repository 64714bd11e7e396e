//! Help of the command line. One table a language, by command (`list`) and by argument (`list.filter`); the options of
//! every command have a table of their own. A test walks the commands and asks for every one of them.

/// What the help pages say.
#[derive(Debug)]
pub struct Help {
    /// What the program is, in one line.
    pub about: &'static str,
    /// Heads the line with the usage.
    pub usage: &'static str,
    /// Heads the commands.
    pub commands: &'static str,
    /// Heads the arguments.
    pub arguments: &'static str,
    /// Heads the options.
    pub options: &'static str,
    /// Heads the options that every command has.
    pub everywhere: &'static str,
    /// Options that every command has, and what they do.
    pub shared: &'static [(&'static str, &'static str)],
    /// Stands at the end of the first help page.
    pub closing: &'static str,
    /// Commands and arguments, and what they do.
    pub entries: &'static [(&'static str, &'static str)],
    /// Further sections of the manual page: heading and paragraphs.
    pub manual: &'static [(&'static str, &'static [&'static str])],
}

impl Help {
    /// What is said of a command or an argument.
    pub fn entry(&self, name: &str) -> Option<&'static str> {
        find(self.entries, name)
    }

    /// What is said of an option that every command has.
    pub fn option(&self, name: &str) -> Option<&'static str> {
        find(self.shared, name)
    }
}

fn find(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

pub(super) const ZH_CN: Help = Help {
    about: "值班台:昼夜值班的文电、督查、转运与志愿者",
    usage: "用法:",
    commands: "命令",
    arguments: "参数",
    options: "选项",
    everywhere: "通用选项",
    closing: "在终端中不带命令即打开值班台。数据写到标准输出,消息写到标准错误。\n退出码:0 成功,1 失败,2 用法错误,3 配置错误,4 未找到,5 已被他人改动,6 忙,7 拒绝,\n8 部分失败,9 不健康,128+n 信号。",
    shared: &[
        ("store", "值班库文件(也可用 DUTYDESK_STORE)"),
        ("config", "用此配置文件代替个人配置(也可用 DUTYDESK_CONFIG)"),
        ("officer", "以谁的名义办理:配置中的编号或姓名"),
        ("lang", "界面语言:zh-CN 或 en(也可用 DUTYDESK_LANG)"),
        ("at", "把时钟定在此刻,如 2020-04-07T02:14:00+08:00"),
        ("read_only", "只读打开,不作任何改动"),
        ("json", "在标准输出打印一个 JSON 对象"),
        ("help", "显示帮助"),
        ("version", "显示版本"),
    ],
    entries: &[
        ("desk", "打开值班台(不带命令亦同);没有值班库则新建"),
        ("demo", "打开演示:一个区的值班室,2020 年 4 月 7 日 02:14"),
        ("demo.out", "把演示库写到此文件,不打开"),
        ("demo.scale", "改为写入这么多件来文,供测量"),
        (
            "intake",
            "登记来文:CSV(UTF-8、GB18030)、XLSX、JSON Lines、邮件(.eml、Maildir)、CAP 预警、日历(.ics)",
        ),
        ("intake.files", "要登记的文件或 Maildir 目录(只读不动);- 为标准输入"),
        ("intake.kind", "文件种类:auto(看内容)、csv、xlsx、jsonl、eml、cap、ics"),
        (
            "intake.table",
            "表中是什么:documents 来文(默认)、arrivals 到达、volunteers 志愿者、findings 问题、manifest 转运名单(须 --run)",
        ),
        ("intake.run", "名单属于哪趟转运:id,见 list runs"),
        ("intake.map", "表头对应的字段,如 \"事项=title,送文处=issuer\";或配置中 [intake.maps.名称] 的名称"),
        ("intake.save_map", "把 --map 所写存入本人的配置文件,以后以此名称使用"),
        ("intake.watch", "守候此目录:写完的文件随到随登;登记后移入 done/日期/,整份拒收的移入 quarantine/"),
        ("intake.dry_run", "只判断,不登记"),
        ("clear", "核放误判:内容并非密级标志,须两人先后各持原文办理;不保存任何内容"),
        ("clear.places", "被拒收的文件,或 文件:行号(与拒收时所示相同)"),
        ("clear.text", "被拒收的一行文字;- 从标准输入读取"),
        ("clear.reason", "理由:term 只是用语、form 空白表样、declassified 已解密、public 已公开发布"),
        ("capture", "一行登记,如:特急 市防指 通知 核酸 限18:00"),
        ("capture.emergency", "这是紧急信息：02:40 盐田路塌方 2人被困 报告人李四"),
        ("capture.text", "紧急程度、来文单位、文种、文号、事由、限时,任意省略;事由必有"),
        ("record", "手工记录:问题、信息、宣传、培训、建议、日志等;只给种类则列出各项"),
        (
            "record.kind",
            "种类:finding 问题、inspection 督查、meeting 会议、activity 公务活动、task 任务、request 诉求、info_report 信息、publication 宣传、training 培训、recommendation 建议、log 日志",
        ),
        ("record.fields", "名称=内容,如 place=盐田港 title=消毒记录缺失;名称可用中文"),
        ("record.dry_run", "只说会记下什么,不记"),
        ("list", "列出来文、问题、转运等"),
        (
            "list.what",
            "documents 来文、dispatches 通知、inspections 督查、findings 问题、supervised 督办件、meetings 会议、tasks 任务、runs 转运、arrivals 到达、\
             volunteers 志愿者、requests 诉求、bulletins 简报、shifts 班次、clearances 误判核放、\
             messages 外发消息、emergencies 紧急信息、log 操作日志;duty_log 值班日志、info_reports 信息、\
             publications 宣传、trainings 培训、recommendations 建议、activities 公务活动、bus_routes 公交检查、\
             special_reports 专报",
        ),
        ("list.open", "只列未办结的(默认)"),
        ("list.all", "办结的也列"),
        (
            "list.filter",
            "文字、拼音或拼音首字母;也可写 字段:值,如 urgency:flash state:assigned overdue:true unit:health",
        ),
        ("list.limit", "最多列出几条"),
        ("list.csv", "以 CSV 打印"),
        ("show", "一件事项及其经过"),
        ("show.id", "编号、种类/编号、收文号、发文字号,或编号开头不致混淆的一段"),
        ("attachment", "取出来文的一个附件"),
        ("attachment.id", "来文:编号、收文号、发文字号"),
        ("attachment.number", "第几个附件,见 show"),
        ("attachment.out", "写入此文件,不覆盖已有文件;- 即标准输出"),
        ("do", "办理:签收、转办、接手、暂缓、上报、催办、批注、办结……"),
        (
            "do.verb",
            "ack 签收、assign 转办、take 接手、snooze 暂缓、awaken 唤回、escalate 上报、remind 催办、comment 批注、flag 关注、\
             done 办结、return 退回、vet 初审、propose 拟办、instruct 批示、circulate 传阅、start 承办、answer 答复、\
             file 归档、extend 延期、undo 撤销、redo 重做;转运:crew 派车派人、exit 离队、count 更正人数、divert 改送、reschedule 改点、depart 发车、reach_port 到达口岸、board 上客、\
             leave 离开口岸、deliver 送达、disinfect 消杀、close 收车、hold 暂停、resume 恢复、cancel 取消、abort 中止、\
             call_in 报位置;通知:dispatch 发通知、approve 批准、send 发出、sign 记签收、no_answer 无人接听、\
             unreachable 联系不上、reroute 改送、decline 拒收、brief 已报其领导、reply 反馈、correct 更正重发、remind 催办、\
             close 办结、cancel 取消;倒排:schedule 排各步、reach 完成一步;简报:draft 拟稿、check 核稿、sign 签发、issue 印发、return 退回修改、correct 更正;\
             督办:special 拟督查专报;台账:adopt 采用、amend 编号 名称=内容 更正;\
             会议:tick 办好一项、untick 重列、skip 不需要、move 改时限、add_item 增列、held 已召开、minutes 纪要、postpone 延期;\
             问题:submit 报整改、reject 退回整改、dispute 异议、reopen 重新整改、follow_up 回头看;\
             督查:debrief 现场汇总、report 督查报告;紧急信息:verify 核实、phone 电话报、write 书面报、\
             amend 补要素、withdraw 撤销;诉求:respond 回应(--note)、assign 派人(--person)、triage 分类(--need)、resolve 办妥、\
             confirm 旅客确认、close 结束(--note 致谢)、escalate 上报、refer 转介;志愿者:check_in 签到、check_out 签退、off 离岗、back 返岗",
        ),
        ("do.ids", "办理哪些;每件各记一笔。undo 不给编号即撤销本人最近一笔"),
        (
            "do.to",
            "主办或收件单位:配置中的编号、名称或别名;发通知可用逗号分隔,group:departments 为一组,all 为全部",
        ),
        ("do.from", "改送:原收件单位"),
        ("do.assist", "协办单位,以逗号分隔"),
        ("do.until", "到何时:18:00、2h、2020-04-07 18:00 或 RFC 3339"),
        ("do.need", "诉求的类别:medical 就医、interpreting 口译、living 生活"),
        ("do.note", "说明、拟办意见或答复"),
        ("do.outcome", "办理结果(办结必填)"),
        ("do.reason", "理由(退回必填)"),
        ("do.leader", "批示或听取汇报的领导;只写原话时为带班领导"),
        ("do.words", "领导原话"),
        ("do.mode", "批示方式：written 书面、oral 口头、phone 电话（通常）、im 微信"),
        ("do.written", "批示是书面的，同 --mode written"),
        ("do.person", "通知：签收人；紧急信息：向谁核实、谁接听、报送谁"),
        ("do.post", "签收人或接听人的单位职务"),
        ("do.read_back", "yes 已复诵，no 未复诵"),
        ("do.item", "清单事项：序号、名称或名称的一部分"),
        ("do.action", "纪要的议定事项，可多次：交通局：加开摆渡车，4月8日18时"),
        ("do.element", "要素，可多次：cause=暴雨、伤亡=2人；=? 即暂不明"),
        ("do.done_at", "何时办的，补记用：02:50"),
        ("do.urgency", "通知的紧急程度;默认同所涉来文"),
        ("do.whom", "找谁:contact 联系人(默认)、leader 单位领导"),
        ("do.channel", "签收方式:phone 电话(默认)、in_person 当面、oa、fax 传真、im 微信、mail 邮件"),
        ("do.evidence", "整改佐证文件，可多个：照片、台账；相对当前目录，~ 为本人目录"),
        ("do.visit", "回头看的那次督查"),
        ("do.vehicle", "派车:车牌;非本单位车辆在车牌后写可载人数,如 \"粤A·12345 40\""),
        ("do.driver", "派车:司机姓名"),
        ("do.volunteer", "派人:志愿者的 id;可重复"),
        ("do.exit", "离队去向:no_show 未出现、hospital 送医、other_district 转外区、transit 转机离开"),
        ("do.people", "人数:离队几人、上车几人、送达几人;上车和送达不写即全部"),
        ("do.expected", "更正人数:应到"),
        ("do.boarded", "更正人数:上车"),
        ("do.delivered", "更正人数:送达"),
        ("do.site", "改送:住地的名称或 id"),
        ("do.feedback", "督查报告时，公交线路检查情况怎样反馈给交通局"),
        ("do.step", "倒排的一步,如 汇总=17:00,可多次;不给则按配置排"),
        ("do.handling", "for_action 办件,for_information 阅件"),
        ("do.expect", "所见版本;已被他人改动则不办"),
        ("do.dry_run", "只说会怎样,不办"),
        ("search", "全文与拼音检索"),
        ("search.text", "要找的文字、拼音或首字母"),
        ("search.limit", "最多列出几条,默认 50"),
        ("search.csv", "以 CSV 打印"),
        ("plan", "为待派的转运任务拟派车辆、司机和志愿者,附理由;不加 --apply 只提方案"),
        ("plan.date", "哪一天的任务;默认此后 24 小时"),
        ("plan.apply", "一次派出整个方案,记为一条,do undo 一次撤回"),
        ("plot", "图表:打印为文字,或存为 SVG、PNG 图片"),
        (
            "plot.name",
            "papers 每小时来文,arrivals 抵达人数,findings 问题账龄,on_time 按时率,urgency 紧急程度,reports 信息与宣传",
        ),
        ("plot.from", "自何日;默认当日一天"),
        ("plot.to", "至何日(24:00 止);默认当日"),
        ("plot.all", "自有记录起"),
        ("plot.out", "存为图片,文件名以 .svg 或 .png 结尾;已有的文件被整份替换"),
        ("plot.csv", "以 CSV 打印数值"),
        ("bulletin", "简报:由日志拟稿、改写、查数字的明细"),
        ("bulletin draft", "拟一期稿;数字截至当日 24:00,此后不变;晚到的计入下一期"),
        ("bulletin draft.series", "daily 防控简报(默认)、inspection 督查简报、special 专题简报"),
        ("bulletin draft.on", "哪一统计日,如 2020-04-06;默认昨日"),
        ("bulletin draft.day", "同上"),
        ("bulletin draft.dry_run", "只打印拟稿,不写入"),
        ("bulletin edit", "改写一段正文;数字不变"),
        ("bulletin edit.id", "哪一期"),
        ("bulletin edit.passage", "哪一段,如 overview;见 show"),
        ("bulletin edit.text", "新的文字;- 为从标准输入读;空则删去此段"),
        ("bulletin rows", "一个数字背后的各条"),
        ("bulletin rows.id", "哪一期"),
        ("bulletin rows.count", "哪个数字,如 papers_received;见 show"),
        ("bulletin rows.csv", "以 CSV 打印"),
        ("figures", "统计日内的各项数字,默认至昨日"),
        ("figures.from", "自何日,如 2020-02-01;默认自始"),
        ("figures.to", "至何日(24:00 止)"),
        ("figures.by", "逐 day 日、week 周或 month 月列出主要数字,并与前一段同样长的时间相比"),
        ("figures.rows", "一项数字由哪些件构成,如 findings.closed;名称见 --csv 第一列"),
        ("figures.limit", "--rows 最多列出几件"),
        ("figures.csv", "以 CSV 打印"),
        ("report", "把简报、督查报告、台账、专报、数据写成文件;格式看文件名:docx(公文格式)、xlsx、html、md"),
        ("report bulletin", "一期简报"),
        ("report bulletin.id", "简报的编号或期号,如 2020-0074"),
        ("report bulletin.day", "改为按统计日找"),
        ("report bulletin.series", "哪种简报:daily 防控(默认)、inspection 督查、special 专题"),
        ("report bulletin.out", "写到此文件;已有的文件被整份替换,写不成则原样保留"),
        ("report inspection", "一次督查的报告,或一段日期内各次督查的报告"),
        ("report inspection.id", "督查的编号"),
        ("report inspection.from", "自何日开始的督查"),
        ("report inspection.to_day", "至何日"),
        ("report inspection.out", "写到此文件;已有的文件被整份替换,写不成则原样保留"),
        ("report ledger", "一本台账"),
        (
            "report ledger.name",
            "findings 问题、supervised 督办件、documents 收文、dispatches 通知、inspections 督查、runs 转运、arrivals 抵达、volunteers 志愿者、requests 诉求、bulletins 简报、emergencies 紧急信息、info_reports 信息、publications 宣传、trainings 培训、recommendations 建议、special_reports 专报、activities 公务活动、meetings 会议、bus_routes 公交检查",
        ),
        ("report ledger.filter", "只要其中一部分,写法同 list --filter"),
        ("report ledger.from", "自何日"),
        ("report ledger.to_day", "至何日"),
        ("report ledger.out", "写到此文件;已有的文件被整份替换,写不成则原样保留"),
        ("report special", "一件督办件的专报"),
        ("report special.id", "督办件的编号,如 2020-0003"),
        ("report special.out", "写到此文件;已有的文件被整份替换,写不成则原样保留"),
        ("report handover-sheet", "一趟转运的交接单:车辆、司机、人数、离队、签字栏"),
        ("report handover-sheet.run", "转运任务的 id(list runs 所示)"),
        ("report handover-sheet.out", "写到此文件;已有的文件被整份替换,写不成则原样保留"),
        ("report figures", "一段统计日的数据"),
        ("report figures.from", "自何日;默认自始"),
        ("report figures.to_day", "至何日(24:00 止)"),
        ("report figures.out", "写到此文件;已有的文件被整份替换,写不成则原样保留"),
        ("notify", "发送外发消息(默认关闭,见配置 [outbound]);一直运行,直到收到停止信号"),
        ("notify.once", "发完眼下能发的即止"),
        ("notify.dry_run", "只说会发什么,不发;并检查各通道的密钥"),
        ("notify.test", "经此通道发一条测试消息"),
        ("verify", "核对日志链,并核对各表与日志一致"),
        ("purge", "清除任务结束后已满保留期的转运名单,见配置 [manifest]"),
        ("rebuild", "由日志重建各表"),
        ("backup", "在他人办理的同时作一份一致的备份"),
        ("backup.file", "备份写到哪里;不覆盖已有文件"),
        ("restore", "核对一份备份并放到值班库的位置"),
        ("restore.file", "备份文件"),
        ("restore.force", "已有值班库时也放;原库改名保留"),
        ("health", "值班库能否打开、最近一笔多久以前、还有多少空间"),
        ("health.max_age", "最近一笔早于此时长即不健康,如 2h"),
        ("doctor", "检查终端、目录、权限与配置"),
        ("config", "配置"),
        ("config check", "检查配置;有错则指出行、列与可能的写法"),
        ("keys", "生效的按键及其作用"),
        ("completions", "打印命令行补全脚本"),
        ("completions.shell", "bash、elvish、fish、powershell 或 zsh"),
        ("man", "打印手册页"),
        ("man.out", "把各命令的手册页写入此目录"),
    ],
    manual: &[
        (
            "环境变量",
            &[
                "DUTYDESK_STORE、DUTYDESK_CONFIG、DUTYDESK_LANG:同名选项未给出时使用。",
                "LC_ALL、LC_MESSAGES、LANG:配置中语言为 auto 时依次决定语言。",
                "先后:选项 > 环境变量 > 个人配置 > 单位配置 > 内置。",
            ],
        ),
        (
            "文件",
            &[
                "$XDG_CONFIG_HOME/dutydesk/config.toml:个人配置;/etc/dutydesk/config.toml:单位配置。",
                "$XDG_DATA_HOME/dutydesk/desk.db:值班库。$XDG_STATE_HOME/dutydesk/:草稿与日志。",
            ],
        ),
        (
            "退出码",
            &[
                "0 成功;1 失败;2 用法错误;3 配置错误;4 未找到;5 已被他人改动;6 忙;7 拒绝(职务、只读或规则);8 一批中有失败;9 不健康;128+n 因信号 n 结束。",
            ],
        ),
    ],
};

pub(super) const EN: Help = Help {
    about: "The duty desk: papers, findings, transfers and volunteers around the clock",
    usage: "Usage:",
    commands: "Commands",
    arguments: "Arguments",
    options: "Options",
    everywhere: "Options of every command",
    closing: "Without a command, on a terminal, the desk opens. Data goes to stdout, messages to stderr.\nExit codes: 0 ok, 1 failure, 2 usage, 3 configuration, 4 not found, 5 changed by someone else, 6 busy,\n7 refused, 8 part of a batch failed, 9 unhealthy, 128+n signals.",
    shared: &[
        ("store", "The store file (or DUTYDESK_STORE)"),
        ("config", "Read this file in place of the user's configuration (or DUTYDESK_CONFIG)"),
        ("officer", "Who acts: id or name from the configuration"),
        ("lang", "Language: zh-CN or en (or DUTYDESK_LANG)"),
        ("at", "Fix the clock, e.g. 2020-04-07T02:14:00+08:00"),
        ("read_only", "Open for reading only; change nothing"),
        ("json", "Print one JSON object on stdout"),
        ("help", "Print help"),
        ("version", "Print the version"),
    ],
    entries: &[
        ("desk", "Open the desk (as without a command); makes the store where there is none"),
        ("demo", "Open a demonstration: a district's duty room at 02:14 on 7 April 2020"),
        ("demo.out", "Write its store to this file and open nothing"),
        ("demo.scale", "So many papers instead, for measuring"),
        (
            "intake",
            "Register incoming papers: CSV (UTF-8, GB18030), XLSX, JSON Lines, mail (.eml, Maildir), CAP alerts, calendars (.ics)",
        ),
        ("intake.files", "Files to register, or a Maildir, which stays as it is; - is standard input"),
        ("intake.kind", "Kind of file: auto (looks inside), csv, xlsx, jsonl, eml, cap, ics"),
        (
            "intake.table",
            "What the table holds: documents (the default), arrivals, volunteers, findings; manifest: the passengers of a run",
        ),
        ("intake.run", "Of which run the passengers are: its id, as list runs shows it"),
        (
            "intake.map",
            "Fields that headings mean, e.g. \"Matter=title,Sent by=issuer\"; or the name of an [intake.maps.NAME]",
        ),
        ("intake.save_map", "Save what --map says in your configuration file, to be used by this name"),
        (
            "intake.watch",
            "Wait for files in this folder and take in each once it is complete; then it goes to done/DATE/, or to \
             quarantine/ if it was refused whole",
        ),
        ("intake.dry_run", "Decide, but register nothing"),
        (
            "clear",
            "Clear what only looks classified; two officers, one after the other, each with the content in hand. None \
             of it is kept",
        ),
        ("clear.places", "A refused file, or FILE:ROW as the refusal told it"),
        ("clear.text", "A refused line of text; - reads standard input"),
        ("clear.reason", "Why: term (merely a term), form (a blank form), declassified, public (published)"),
        ("capture", "Register a paper in one line, e.g. 特急 市防指 通知 核酸 限18:00"),
        ("capture.emergency", "News of an emergency: 02:40 landslide on Yantian Road"),
        ("capture.text", "Urgency, issuer, type, number, gist, limit; all but the gist may be left out"),
        ("record", "Put something on record by hand; with a kind alone, its fields are listed"),
        (
            "record.kind",
            "finding, inspection, info_report, publication, training, recommendation, meeting, activity, task, request, log …",
        ),
        ("record.fields", "NAME=VALUE, e.g. place=Gate3 title=\"no record\""),
        ("record.dry_run", "Say what would be recorded, record nothing"),
        ("list", "List papers, findings, runs and the rest"),
        (
            "list.what",
            "documents, dispatches, inspections, findings, supervised, meetings, tasks, runs, arrivals, volunteers, requests, bulletins, shifts, \
             clearances, messages, emergencies, log; duty_log, info_reports, publications, trainings, recommendations, \
             activities, bus_routes, special_reports",
        ),
        ("list.open", "Only what is open (the default)"),
        ("list.all", "Closed ones too"),
        (
            "list.filter",
            "Text, pinyin or its initials; also field:value, e.g. urgency:flash state:assigned overdue:true unit:health",
        ),
        ("list.limit", "At most so many"),
        ("list.csv", "Print CSV"),
        ("show", "One item with its history"),
        ("show.id", "Id, kind/id, receipt number, document number, or an unambiguous beginning of an id"),
        ("attachment", "Give one attachment of a paper out"),
        ("attachment.id", "The paper: id, receipt number or document number"),
        ("attachment.number", "Which attachment, as show numbers them"),
        ("attachment.out", "Write to this file, which must not be there yet; - is standard output"),
        ("do", "Act: sign for, assign, take, snooze, awaken, escalate, remind, comment, finish …"),
        (
            "do.verb",
            "ack, assign, take, snooze, awaken, escalate, remind, comment, flag, done, return, vet, propose, instruct, \
             circulate, start, answer, file, extend, undo, redo; runs: crew, exit, count, divert, reschedule, depart, reach_port, board, leave, deliver, \
             disinfect, close, hold, resume, cancel, abort, call_in; dispatches: dispatch (send one), \
             approve, send, sign, no_answer, unreachable, reroute, decline, brief, reply, correct, remind, close, \
             cancel; plans: schedule, reach; bulletins: draft, check, sign, issue, return, correct; \
             supervised items: special (draft a special report); \
             meetings: tick, untick, skip, move, add_item, held, minutes, postpone; \
             findings: submit, reject, dispute, reopen, follow_up; inspections: debrief, report; emergencies: verify, phone, \
             write, amend, withdraw; small ledgers: adopt; what was recorded by hand: amend ID FIELD=VALUE; \
             guests' needs: respond (--note), assign (--person), triage (--need), resolve, confirm, \
             close (--note: thanks), escalate, refer; volunteers: check_in, check_out, off, back",
        ),
        (
            "do.ids",
            "On which items; each is an entry of its own. undo without an id takes back one's own last act",
        ),
        (
            "do.to",
            "The unit in charge, or a recipient: id, name or alias; for a dispatch also several by commas, group:departments, all",
        ),
        ("do.from", "Rerouting: the recipient it went to before"),
        ("do.assist", "Assisting units, separated by commas"),
        ("do.until", "Until when: 18:00, 2h, 2020-04-07 18:00 or RFC 3339"),
        ("do.need", "Kind of a guest's need: medical, interpreting, living"),
        ("do.note", "Remark, proposal or answer"),
        ("do.outcome", "What was achieved (needed by done)"),
        ("do.reason", "Why (needed by return)"),
        ("do.leader", "Leader who decided or was told; the one on duty unless told"),
        ("do.words", "The leader's exact words"),
        ("do.mode", "How the leader's decision was given: written, oral, phone (usual), im"),
        ("do.written", "The instruction is on paper; short for --mode written"),
        ("do.person", "Who signed; of an emergency who was asked, who answered, to whom the report goes"),
        ("do.post", "Unit and post of who signed or answered"),
        ("do.read_back", "yes or no: were the words read back"),
        ("do.item", "An item of a checklist: its number, its name or a part of it"),
        ("do.action", "An action item of the minutes, several times: Transport: more shuttles, 4-8 18:00"),
        ("do.element", "An element, several times: cause=rain, casualties=2; =? is not known yet"),
        ("do.done_at", "When it was done, if it is recorded later: 02:50"),
        ("do.urgency", "Urgency of a dispatch; by default that of the paper it is about"),
        ("do.whom", "Who was called: contact (the default) or leader"),
        ("do.channel", "How it was signed for: phone (the default), in_person, oa, fax, im, mail"),
        ("do.evidence", "Files that show that a finding is put right; from here, ~ is your own folder"),
        ("do.visit", "The inspection that looked at a closed finding again"),
        (
            "do.vehicle",
            "Crew: number plate; of a vehicle that is not the house's with its seats: \"粤A·12345 40\"",
        ),
        ("do.driver", "Crew: name of the driver"),
        ("do.volunteer", "Crew: id of a volunteer; may be repeated"),
        ("do.exit", "Exit: no_show, hospital, other_district or transit"),
        ("do.people", "How many leave, boarded or were delivered; the last two without it: all"),
        ("do.expected", "Count: people expected"),
        ("do.boarded", "Count: people on board"),
        ("do.delivered", "Count: people delivered"),
        ("do.site", "Divert: name or id of the site"),
        ("do.feedback", "With the report of an inspection: what the transport bureau was told of bus lines"),
        (
            "do.step",
            "A step of the plan, e.g. 汇总=17:00, repeatable; without any, those of the configuration",
        ),
        ("do.handling", "for_action or for_information"),
        ("do.expect", "Version seen; nothing is done if someone else has changed it"),
        ("do.dry_run", "Say what would happen, do nothing"),
        ("search", "Full text and pinyin over everything"),
        ("search.text", "Text, pinyin or initials"),
        ("search.limit", "At most so many; 50 unless told"),
        ("search.csv", "Print CSV"),
        ("plan", "Proposes vehicles, drivers and volunteers for runs without a crew, with reasons"),
        ("plan.date", "Runs of which day; the next 24 hours unless told"),
        ("plan.apply", "Set the whole proposal in one entry, which do undo takes back"),
        ("plot", "A plot as text, or as an SVG or PNG picture"),
        (
            "plot.name",
            "papers an hour, arrivals by port, findings by age, on_time shares, papers by urgency, reports",
        ),
        ("plot.from", "First day; one day alone unless told"),
        ("plot.to", "Last day (until 24:00); today unless told"),
        ("plot.all", "From the first record on"),
        ("plot.out", "Write a picture; the name ends in .svg or .png; an existing file is replaced whole"),
        ("plot.csv", "Print the values as CSV"),
        ("bulletin", "Bulletins: draft from the journal, rewrite, look behind a number"),
        (
            "bulletin draft",
            "Draft an issue; its counts are those of 24:00 of its day and stay; what comes later goes into the next",
        ),
        ("bulletin draft.series", "daily (unless told), inspection or special"),
        ("bulletin draft.on", "Statistical day, e.g. 2020-04-06; yesterday unless told"),
        ("bulletin draft.day", "The same"),
        ("bulletin draft.dry_run", "Print the draft only"),
        ("bulletin edit", "Rewrite a passage; the counts stay"),
        ("bulletin edit.id", "Which issue"),
        ("bulletin edit.passage", "Which passage, e.g. overview; see show"),
        (
            "bulletin edit.text",
            "The new text; - reads it from standard input; an empty one takes the passage away",
        ),
        ("bulletin rows", "What stands behind a number"),
        ("bulletin rows.id", "Which issue"),
        ("bulletin rows.count", "Which number, e.g. papers_received; see show"),
        ("bulletin rows.csv", "Print CSV"),
        ("figures", "The figures of a stretch of statistical days, up to yesterday unless told"),
        ("figures.from", "First day, e.g. 2020-02-01; from the beginning unless told"),
        ("figures.to", "Last day (until 24:00)"),
        ("figures.by", "The main figures of each day, week or month, and against as many days before"),
        (
            "figures.rows",
            "The items behind a figure, e.g. findings.closed; --csv has the names in its first column",
        ),
        ("figures.limit", "Most rows that --rows prints"),
        ("figures.csv", "Print CSV"),
        (
            "report",
            "Write a bulletin, an inspection, a ledger, a special report or figures to a file; its name tells the format: docx (the office's layout), xlsx, html, md",
        ),
        ("report bulletin", "An issue of a bulletin"),
        ("report bulletin.id", "Its id or number, e.g. 2020-0074"),
        ("report bulletin.day", "Look for the issue of this statistical day instead"),
        ("report bulletin.series", "Which bulletin: daily (unless told), inspection, special"),
        (
            "report bulletin.out",
            "File to write; one that is there is replaced whole, and stays as it is if writing fails",
        ),
        ("report inspection", "The report of an inspection, or of all within some days"),
        ("report inspection.id", "Id of the inspection"),
        ("report inspection.from", "Inspections that begin on this day or later"),
        ("report inspection.to_day", "Last day"),
        (
            "report inspection.out",
            "File to write; one that is there is replaced whole, and stays as it is if writing fails",
        ),
        ("report ledger", "A ledger"),
        (
            "report ledger.name",
            "findings, supervised, documents, dispatches, inspections, runs, arrivals, volunteers, requests, bulletins, emergencies, info_reports, publications, trainings, recommendations, special_reports, activities, meetings, bus_routes",
        ),
        ("report ledger.filter", "Only a part of it, as in list --filter"),
        ("report ledger.from", "First day"),
        ("report ledger.to_day", "Last day"),
        (
            "report ledger.out",
            "File to write; one that is there is replaced whole, and stays as it is if writing fails",
        ),
        ("report special", "The special report of a supervised item"),
        ("report special.id", "Number of the item, e.g. 2020-0003"),
        (
            "report special.out",
            "File to write; one that is there is replaced whole, and stays as it is if writing fails",
        ),
        (
            "report handover-sheet",
            "The hand-over sheet of a run: vehicle, driver, heads, who left, lines to sign on",
        ),
        ("report handover-sheet.run", "Id of the run, as list runs shows it"),
        (
            "report handover-sheet.out",
            "File to write; one that is there is replaced whole, and stays as it is if writing fails",
        ),
        ("report figures", "The figures of a stretch of statistical days"),
        ("report figures.from", "First day; from the beginning unless told"),
        ("report figures.to_day", "Last day (until 24:00)"),
        (
            "report figures.out",
            "File to write; one that is there is replaced whole, and stays as it is if writing fails",
        ),
        (
            "notify",
            "Send outgoing messages (off by default, see [outbound] in the configuration) until told to stop",
        ),
        ("notify.once", "End when nothing is left that can be sent at once"),
        ("notify.dry_run", "Only tell what would be sent, and check the keys of the channels"),
        ("notify.test", "Send a test message by this channel"),
        ("verify", "Check the journal's chain, and that the tables equal what it gives"),
        (
            "purge",
            "Remove lists of passengers that were kept long enough, see [manifest] in the configuration",
        ),
        ("rebuild", "Make the tables again from the journal"),
        ("backup", "A consistent copy while others work"),
        ("backup.file", "Where to write it; never over a file that exists"),
        ("restore", "Check a copy and put it in the store's place"),
        ("restore.file", "The copy"),
        ("restore.force", "Even where there is a store; that one is kept under another name"),
        ("health", "Whether the store opens, how old its last entry is, how much room is left"),
        ("health.max_age", "An older last entry is unhealthy, e.g. 2h"),
        ("doctor", "Check terminal, directories, permissions and configuration"),
        ("config", "The configuration"),
        ("config check", "Check it; says line, column and what was probably meant"),
        ("keys", "The keys in effect and what they do"),
        ("completions", "Print a completion script"),
        ("completions.shell", "bash, elvish, fish, powershell or zsh"),
        ("man", "Print the manual page"),
        ("man.out", "Write the pages of all commands into this directory"),
    ],
    manual: &[
        (
            "ENVIRONMENT",
            &[
                "DUTYDESK_STORE, DUTYDESK_CONFIG, DUTYDESK_LANG: used where the option of that name is not given.",
                "LC_ALL, LC_MESSAGES, LANG: the first that is set decides the language, if the configuration says auto.",
                "Precedence: option > environment > user's configuration > site's > built-in.",
            ],
        ),
        (
            "FILES",
            &[
                "$XDG_CONFIG_HOME/dutydesk/config.toml: the user's configuration; /etc/dutydesk/config.toml: the site's.",
                "$XDG_DATA_HOME/dutydesk/desk.db: the store. $XDG_STATE_HOME/dutydesk/: drafts and logs.",
            ],
        ),
        (
            "EXIT STATUS",
            &[
                "0 ok; 1 failure; 2 usage; 3 configuration; 4 not found; 5 changed by someone else; 6 busy; 7 refused (role, read-only or rule); 8 part of a batch failed; 9 unhealthy; 128+n ended by signal n.",
            ],
        ),
    ],
};

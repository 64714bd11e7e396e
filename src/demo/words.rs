//! What the papers of the 75 days are about, who sends them and how they are called. Made up after their kind.

/// A matter that papers, reports and supervision are about.
#[derive(Debug)]
pub(super) struct Topic {
    /// As it stands in a title.
    pub(super) words: &'static str,
    /// The unit that usually leads.
    pub(super) lead: &'static str,
    /// Units that usually assist.
    pub(super) assists: &'static [&'static str],
    /// First and last day on which it is a matter (24 January is day 1).
    pub(super) days: (i64, i64),
}

const fn topic(
    words: &'static str,
    lead: &'static str,
    assists: &'static [&'static str],
    from: i64,
    until: i64,
) -> Topic {
    Topic { words, lead, assists, days: (from, until) }
}

const STREETS: &[&str] = &["shatoujiao", "haishan", "yantian", "meisha"];

/// All matters.
pub(super) const TOPICS: &[Topic] = &[
    topic("社区小区围合管理", "civil_affairs", STREETS, 6, 74),
    topic("社区网格化排查", "police", STREETS, 0, 60),
    topic("来深人员健康申报", "health", &["police"], 2, 60),
    topic("居家隔离医学观察", "health", STREETS, 0, 74),
    topic("集中隔离医学观察场所管理", "health", &["culture", "housing"], 2, 74),
    topic("密切接触者追踪管理", "cdc", &["police", "health"], 0, 74),
    topic("发热门诊预检分诊", "hospital", &["health"], 0, 74),
    topic("核酸检测能力建设", "cdc", &["hospital"], 10, 74),
    topic("医疗救治定点医院储备", "health", &["hospital", "finance"], 0, 50),
    topic("医疗机构院内感染防控", "hospital", &["health"], 4, 74),
    topic("医务人员轮休和关心关爱", "human_resources", &["health"], 12, 60),
    topic("无症状感染者监测报告和管理", "cdc", &["health"], 40, 74),
    topic("出院患者复诊复检", "health", &["hospital"], 20, 74),
    topic("基层医疗机构发热病人管理", "health", STREETS, 5, 74),
    topic("零售药店退热止咳药品登记", "market", &["health"], 4, 70),
    topic("口罩等防护物资市场秩序", "market", &["industry"], 0, 50),
    topic("口罩预约购买服务", "industry", &["market"], 8, 40),
    topic("重点防护物资生产保障", "industry", &["human_resources"], 4, 60),
    topic("应急物资储备调拨", "emergency", &["finance", "industry"], 0, 74),
    topic("疫情防控捐赠物资管理", "civil_affairs", &["finance"], 3, 50),
    topic("疫情防控资金使用监管", "finance", &["supervision"], 5, 74),
    topic("农贸市场环境卫生整治", "market", &["urban_management"], 0, 74),
    topic("野生动物交易专项执法", "market", &["police", "urban_management"], 0, 40),
    topic("生活必需品供应和价格监测", "market", &["industry"], 0, 40),
    topic("餐饮单位食品安全和分餐", "market", STREETS, 10, 74),
    topic("餐饮服务单位有序恢复堂食", "market", STREETS, 26, 60),
    topic("冷链食品经营单位监管", "market", &["port_group"], 30, 74),
    topic("企业复工复产备案", "industry", STREETS, 9, 45),
    topic("复工企业防疫指引落实", "industry", &["health"], 11, 60),
    topic("企业员工返岗包车运输", "transport", &["human_resources"], 14, 45),
    topic("企业援企稳岗政策落实", "human_resources", &["finance"], 14, 74),
    topic("产业链协同复工", "industry", &["port_group"], 25, 74),
    topic("建筑工地复工疫情防控", "housing", &["emergency"], 12, 60),
    topic("建筑工人实名制和健康管理", "housing", &["human_resources"], 14, 74),
    topic("物业小区公共区域消毒", "housing", STREETS, 4, 74),
    topic("城中村出租屋疫情防控", "police", &["housing"], 6, 74),
    topic("房屋租金减免政策落实", "housing", &["finance"], 16, 60),
    topic("公共场所集中空调通风系统卫生管理", "health", &["market"], 12, 74),
    topic("电梯等公共设施消毒", "market", &["housing"], 8, 60),
    topic("公共交通工具消毒通风", "transport", &[], 0, 74),
    topic("公交线路高峰时段客流疏导", "transport", &["police"], 18, 74),
    topic("公交地铁实名登记乘车", "transport", &["police"], 20, 60),
    topic("出租车网约车驾驶员防护", "transport", &[], 6, 60),
    topic("进出深圳道路防疫检查站", "police", &["transport", "health"], 4, 50),
    topic("春节后错峰返程运输组织", "transport", &["police"], 4, 28),
    topic("货运物流通行保障", "transport", &["port_group"], 6, 50),
    topic("港口码头作业疫情防控", "port_group", &["transport", "port_office"], 2, 74),
    topic("国际航行船舶船员换班", "port_office", &["port_group", "police"], 40, 74),
    topic("国际邮轮靠泊风险防控", "port_office", &["culture"], 3, 40),
    topic("港口集装箱车辆司机健康管理", "port_group", &["transport"], 10, 74),
    topic("深港跨境货车司机管理", "port_office", &["transport"], 16, 74),
    topic("口岸入境人员转运", "port_office", &["transport", "health"], 44, 74),
    topic("口岸联防联控工作机制", "port_office", &["police"], 20, 74),
    topic("境外入境人员闭环管理", "health", &["port_office", "police"], 47, 74),
    topic("入境人员集中隔离费用收取", "finance", &["health"], 52, 74),
    topic("入境人员信息核查推送", "police", &["port_office"], 45, 74),
    topic("健康驿站启用和运行", "culture", &["health", "housing"], 50, 74),
    topic("集中隔离场所房源征用", "culture", &["finance"], 46, 74),
    topic("外语志愿者招募和培训", "foreign_affairs", &["culture"], 46, 74),
    topic("在深外籍人士防疫服务", "foreign_affairs", STREETS, 38, 74),
    topic("外籍人士防疫宣传资料翻译", "foreign_affairs", &["propaganda"], 38, 74),
    topic("境外留学人员回国服务", "education", &["foreign_affairs"], 44, 74),
    topic("涉外舆情应对", "propaganda", &["foreign_affairs"], 42, 74),
    topic("疫情防控新闻宣传", "propaganda", &[], 0, 74),
    topic("网络谣言处置", "police", &["propaganda"], 0, 74),
    topic("疫情信息发布", "propaganda", &["health"], 0, 74),
    topic("防疫公益广告和宣传海报张贴", "propaganda", STREETS, 2, 60),
    topic("一线防疫人员先进事迹报送", "propaganda", &["human_resources"], 15, 74),
    topic("学校延期开学", "education", &[], 3, 40),
    topic("线上教学和校园封闭管理", "education", &["police"], 15, 74),
    topic("高三初三年级返校准备", "education", &["health", "market"], 55, 74),
    topic("校外培训机构停课", "education", &["market"], 1, 74),
    topic("托幼机构疫情防控", "education", &["health"], 2, 74),
    topic("困难群众基本生活保障", "civil_affairs", STREETS, 8, 74),
    topic("养老机构封闭管理", "civil_affairs", &["health"], 3, 74),
    topic("婚姻登记和殡葬服务防控", "civil_affairs", &[], 2, 40),
    topic("清明节祭扫疫情防控", "civil_affairs", &["police", "urban_management"], 56, 74),
    topic("流浪乞讨人员救助", "civil_affairs", &["urban_management"], 6, 60),
    topic("心理疏导和心理援助热线", "health", &["civil_affairs"], 6, 74),
    topic("志愿服务组织动员", "civil_affairs", &["propaganda"], 8, 74),
    topic("旅行社和旅游景区关停", "culture", &[], 1, 40),
    topic("海滨栈道和景区限流开放", "culture", &["urban_management", "police"], 40, 74),
    topic("酒店民宿入住登记", "culture", &["police"], 2, 74),
    topic("图书馆体育场馆恢复开放", "culture", &[], 45, 74),
    topic("娱乐场所停业巡查", "culture", &["police"], 1, 60),
    topic("大型活动和聚集性活动管控", "police", &["culture"], 0, 74),
    topic("家禽和野生动物防疫", "urban_management", &["market"], 2, 50),
    topic("公厕和垃圾转运站消杀", "urban_management", STREETS, 3, 74),
    topic("废弃口罩收集处理", "urban_management", &["health"], 5, 74),
    topic("医疗废物和隔离点生活垃圾处置", "urban_management", &["health", "hospital"], 5, 74),
    topic("春季爱国卫生运动", "urban_management", STREETS, 30, 74),
    topic("病媒生物防制", "cdc", &["urban_management"], 35, 74),
    topic("消防安全和危险化学品管控", "emergency", &["industry"], 8, 74),
    topic("酒精等消毒用品安全使用", "emergency", &["market"], 10, 60),
    topic("复工复产安全生产检查", "emergency", &["housing"], 12, 74),
    topic("值班值守和信息报送", "supervision", STREETS, 0, 74),
    topic("疫情防控督查", "supervision", &[], 0, 74),
    topic("减轻基层填表报数负担", "supervision", &[], 14, 60),
    topic("疫情防控数据比对", "police", &["health"], 3, 74),
    topic("“深i您”健康码应用", "police", &["transport"], 18, 74),
    topic("机关单位分散办公", "human_resources", &[], 6, 40),
    topic("基层防疫人员补助发放", "finance", &["human_resources"], 16, 74),
    topic("市级下沉干部管理", "human_resources", STREETS, 12, 60),
];

/// A form that a title takes.
#[derive(Debug)]
pub(super) struct Form {
    /// Before and after the topic.
    pub(super) around: (&'static str, &'static str),
    /// 文种
    pub(super) doc_type: &'static str,
    /// Circulated only.
    pub(super) for_information: bool,
    /// Says itself that it is urgent.
    pub(super) urgent: bool,
}

const fn form(
    before: &'static str,
    after: &'static str,
    doc_type: &'static str,
    traits: (bool, bool),
) -> Form {
    Form { around: (before, after), doc_type, for_information: traits.0, urgent: traits.1 }
}

const PLAIN: (bool, bool) = (false, false);
const READ: (bool, bool) = (true, false);
const URGENT: (bool, bool) = (false, true);

/// All forms.
pub(super) const FORMS: &[Form] = &[
    form("关于做好", "工作的通知", "通知", PLAIN),
    form("关于进一步加强", "工作的通知", "通知", PLAIN),
    form("关于印发《", "工作方案》的通知", "通知", PLAIN),
    form("关于印发《", "工作指引(第二版)》的通知", "通知", PLAIN),
    form("关于报送", "情况的通知", "通知", PLAIN),
    form("关于", "有关事项的函", "函", PLAIN),
    form("关于征求《", "若干措施(征求意见稿)》意见的函", "函", PLAIN),
    form("关于规范", "工作的意见", "意见", PLAIN),
    form("关于", "的补充通知", "通知", PLAIN),
    form("关于开展", "专项排查的紧急通知", "通知", URGENT),
    form("关于立即落实", "要求的紧急通知", "通知", URGENT),
    form("关于报送", "即时数据的紧急通知", "明电", URGENT),
    form("关于切实压实", "责任的紧急通知", "通知", URGENT),
    form("关于从严从紧抓好", "的紧急通知", "通知", URGENT),
    form("关于", "情况的通报", "通报", READ),
    form("", "专题会议纪要", "纪要", READ),
    form("关于转发", "典型做法的通知", "通知", READ),
    form("", "工作动态", "简报", READ),
];

/// A body above the district.
#[derive(Debug)]
pub(super) struct Issuer {
    /// Its name.
    pub(super) name: &'static str,
    /// 机关代字 of papers.
    pub(super) mark: &'static str,
    /// 机关代字 of telegrams; none sends no telegrams.
    pub(super) telegram: Option<&'static str>,
    /// Units that it usually writes to; none: about everything.
    pub(super) about: &'static [&'static str],
    /// How often it writes, against the others.
    pub(super) weight: usize,
}

const fn issuer(
    name: &'static str,
    mark: &'static str,
    telegram: Option<&'static str>,
    about: &'static [&'static str],
    weight: usize,
) -> Issuer {
    Issuer { name, mark, telegram, about, weight }
}

/// All bodies above.
pub(super) const ISSUERS: &[Issuer] = &[
    issuer("市新冠肺炎疫情防控指挥部", "深防指", Some("深防指明电"), &[], 20),
    issuer("市新冠肺炎疫情防控指挥部办公室", "深防指办", Some("深防指办明电"), &[], 26),
    issuer("省新冠肺炎防控指挥部办公室", "粤防疫指办", Some("粤防疫指办明电"), &[], 14),
    issuer("省政府办公厅", "粤府办", Some("粤府办明电"), &[], 4),
    issuer("省卫生健康委", "粤卫函", Some("粤卫明电"), &["health", "cdc", "hospital"], 12),
    issuer("市委办公厅", "深办字", None, &[], 5),
    issuer("市政府办公厅", "深府办函", Some("深府办明电"), &[], 14),
    issuer("市卫生健康委", "深卫健函", Some("深卫健明电"), &["health", "cdc", "hospital"], 16),
    issuer("市交通运输局", "深交函", None, &["transport", "port_group"], 8),
    issuer("市口岸办", "深口岸函", Some("深口岸明电"), &["port_office", "port_group"], 8),
    issuer("市外事办", "深外函", None, &["foreign_affairs"], 4),
    issuer("市教育局", "深教函", None, &["education"], 6),
    issuer("市市场监管局", "深市监函", None, &["market"], 7),
    issuer("市工业和信息化局", "深工信函", None, &["industry"], 6),
    issuer("市民政局", "深民函", None, &["civil_affairs"], 6),
    issuer("市人力资源保障局", "深人社函", None, &["human_resources"], 4),
    issuer("市住房建设局", "深建函", None, &["housing"], 5),
    issuer("市公安局", "深公函", None, &["police"], 5),
    issuer("市应急管理局", "深应急函", None, &["emergency"], 4),
    issuer("市文化广电旅游体育局", "深文旅体函", None, &["culture"], 4),
    issuer("市城管和综合执法局", "深城管函", None, &["urban_management"], 4),
    issuer("市财政局", "深财函", None, &["finance"], 3),
    issuer("市委宣传部", "深宣通", None, &["propaganda"], 4),
    issuer("市委督查室", "深委督", None, &["supervision"], 2),
];

/// Words with which a leader instructs; `{}` is the lead unit.
pub(super) const INSTRUCTIONS: &[&str] = &[
    "请{}牵头落实。",
    "请{}阅研,按要求抓好落实,并及时反馈。",
    "同意拟办意见。请{}主办。",
    "请{}会同有关单位立即部署,今日内报进展。",
    "请{}认真组织落实,重要情况随时报告。",
    "请{}按时限办理,值班室跟踪。",
    "此件重要,请{}主要负责同志亲自抓。",
];

/// What was achieved; `{}` is the lead unit.
pub(super) const OUTCOMES: &[&str] = &[
    "{}已按要求落实,书面反馈已报。",
    "已由{}转发各街道和有关单位执行,并完成自查。",
    "{}已完成排查,未发现异常,情况已上报。",
    "{}已报送数据,来文单位已确认收悉。",
    "{}已制定细化措施并组织实施,办结。",
    "{}已反馈意见,无修改意见。",
    "{}已召开部署会,责任到人,纳入日常检查。",
];

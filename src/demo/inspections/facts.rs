//! What the inspections saw. Places and facts are made up after their kind.

use crate::domain::finding::Severity::{self, Complex, Normal, OnSpot, Structural};
use crate::domain::inspection::TargetKind::{self, BusRoute, Community, Firm, IsolationSite, Market, Port};
use crate::domain::inspection::{Peak, Target};

/// One fact and who owns it.
#[derive(Debug)]
pub(super) struct Fact {
    pub(super) kind: TargetKind,
    pub(super) place: &'static str,
    pub(super) words: &'static str,
    pub(super) unit: &'static str,
    pub(super) severity: Severity,
    /// The unit that was charged first and said that it was not its matter.
    pub(super) first_unit: Option<&'static str>,
    /// The first evidence was not good enough.
    pub(super) rejected: bool,
}

impl Fact {
    /// The place as a target; of a bus route only the line.
    pub(super) fn target(&self) -> Target {
        let name = if self.kind == BusRoute { self.place.trim_end_matches('路') } else { self.place };
        // Only one of the lines was looked at in the evening; the others, unless said otherwise, when the visit began.
        let evening = self.kind == BusRoute && self.words.contains("晚高峰");
        Target { kind: self.kind, name: name.to_owned(), peak: evening.then_some(Peak::Evening) }
    }

    const fn after(self, first: &'static str) -> Self {
        Self { first_unit: Some(first), ..self }
    }

    const fn twice(self) -> Self {
        Self { rejected: true, ..self }
    }
}

const fn fact(
    kind: TargetKind,
    place: &'static str,
    words: &'static str,
    unit: &'static str,
    severity: Severity,
) -> Fact {
    Fact { kind, place, words, unit, severity, first_unit: None, rejected: false }
}

/// All facts, in the order in which they were seen.
pub(super) const FACTS: &[Fact] = &[
    fact(Market, "海山农贸市场", "活禽档口未完全清退,仍有屠宰痕迹", "market", OnSpot),
    fact(Market, "海山农贸市场", "入口无人测温,未戴口罩者可随意进出", "haishan", OnSpot),
    fact(Community, "鹏湾花园", "北门无人值守,外来人员未登记", "yantian", OnSpot),
    fact(Community, "鹏湾花园", "重点人员台账缺3户联系电话", "yantian", Normal),
    fact(Market, "东和药店", "退热药销售未实名登记", "market", OnSpot),
    fact(Firm, "盐田港国际物流园", "返岗员工健康申报漏报11人", "industry", Normal).twice(),
    fact(Firm, "盐田港国际物流园", "食堂仍同时段集中就餐", "market", OnSpot),
    fact(Community, "沙头角田心社区", "出租屋二次排查未覆盖4栋", "shatoujiao", Normal),
    fact(Community, "沙头角田心社区", "居家隔离户门磁未安装", "shatoujiao", OnSpot),
    fact(IsolationSite, "梅沙集中隔离点", "医疗废物暂存间与布草间混用", "hospital", Complex).after("culture"),
    fact(IsolationSite, "海滨集中隔离点", "三区两通道标识不清", "health", OnSpot),
    fact(IsolationSite, "海滨集中隔离点", "送餐通道与污物通道交叉", "health", Complex),
    fact(Port, "盐田港码头", "登轮作业人员防护服穿脱无人监督", "port_group", Normal),
    fact(Port, "盐田港码头", "外籍船员下船审批台账不完整", "port_office", Normal),
    fact(Firm, "大百汇工业园", "员工宿舍超员,人均面积不足", "housing", Structural).after("industry"),
    fact(Firm, "中英街商户", "开业备案材料未张贴", "shatoujiao", OnSpot),
    fact(Firm, "中英街商户", "公共卫生间无洗手液", "urban_management", OnSpot),
    fact(Market, "盐田三村市场", "垃圾清运不及时,污水外溢", "urban_management", OnSpot),
    fact(Market, "盐田三村市场", "口罩摊贩无证经营,价格未公示", "market", OnSpot).twice(),
    fact(Community, "倚天阁小区", "电梯按键消毒无记录", "housing", OnSpot),
    fact(Community, "海涛花园", "围合缺口2处未封闭", "haishan", Normal),
    fact(Community, "海涛花园", "快递集中点人员聚集", "haishan", OnSpot),
    fact(Firm, "深盐路改造工地", "复工人员体温记录代签", "housing", Normal).twice(),
    fact(Firm, "深盐路改造工地", "隔离观察宿舍未单独设置", "housing", Complex),
    fact(Firm, "区人民医院发热门诊", "预检分诊与缴费窗口未分流", "hospital", Complex),
    fact(Community, "小梅沙社区", "民宿入住登记不落实", "culture", Normal),
    fact(Community, "小梅沙社区", "滨海栈道入口未限流", "culture", OnSpot),
    fact(Firm, "海鲜街餐饮店", "堂食桌距不足1米", "market", OnSpot),
    fact(Firm, "海鲜街餐饮店", "从业人员健康证过期2人", "market", Normal),
    fact(Firm, "菜鸟驿站鹏湾店", "快递外包装未消毒", "transport", OnSpot),
    fact(BusRoute, "68路", "早高峰满载率超过七成,站立乘客密集", "transport", Normal),
    fact(BusRoute, "205路", "首班车无消毒记录,车窗未开", "transport", OnSpot),
    fact(IsolationSite, "盐田健康驿站", "隔离人员二次进店登记缺身份信息", "culture", Normal),
    fact(IsolationSite, "盐田健康驿站", "夜间值守仅1人,巡查无记录", "culture", OnSpot),
    fact(Firm, "现代产业服务中心", "中央空调清洗消毒无检测报告", "health", Complex),
    fact(Community, "永安社区", "返深人员核酸采样通知延误2天", "cdc", Normal),
    fact(Community, "永安社区", "独居老人物资代购无专人", "civil_affairs", OnSpot),
    fact(Firm, "周大福大厦", "访客扫码流于形式", "haishan", OnSpot),
    fact(Firm, "周大福大厦", "楼宇应急预案未更新", "haishan", Normal),
    fact(Firm, "盐田区敬老院", "探视点未设隔断", "civil_affairs", Normal),
    fact(Port, "沙头角口岸", "跨境货车司机休息区无一米线", "port_office", OnSpot),
    fact(Port, "沙头角口岸", "司机健康申报与车辆信息不匹配", "port_office", Complex).after("police"),
    fact(Community, "东海丽景花园", "保洁员未佩戴口罩", "yantian", OnSpot),
    fact(Community, "东海丽景花园", "垃圾桶未加盖", "urban_management", OnSpot),
    fact(Firm, "翻身道网吧", "停业期间私自营业", "police", OnSpot),
    fact(BusRoute, "387路", "晚高峰滞站时间长,候车区聚集", "transport", Normal),
    fact(BusRoute, "103路", "司机未全程戴口罩", "transport", OnSpot),
    fact(Firm, "工青妇活动中心", "消毒液与食品同柜存放", "emergency", OnSpot),
    fact(Firm, "工青妇活动中心", "灭火器过期5具", "emergency", Normal),
    fact(Market, "梅沙街市", "冻品来源凭证不全", "market", Normal),
    fact(Market, "梅沙街市", "从业人员口罩佩戴不规范", "meisha", OnSpot),
    fact(Community, "梅沙街道滨海社区", "外籍住户健康申报仅有中文表格", "foreign_affairs", Normal),
    fact(Firm, "度假酒店", "空调回风未关闭", "culture", OnSpot),
    fact(Firm, "度假酒店", "外宾防疫告知书译文有误", "foreign_affairs", Normal).twice(),
    fact(IsolationSite, "梅沙集中隔离点", "外语告示不足,法语旅客沟通困难", "foreign_affairs", Normal),
    fact(Port, "盐田港码头", "船员换班转运车辆消毒间隔不足", "port_group", OnSpot),
    fact(Port, "盐田港码头", "入境船员信息推送滞后4小时", "port_office", Normal),
    fact(IsolationSite, "海滨集中隔离点", "转运交接单缺签字", "health", OnSpot),
    fact(IsolationSite, "海滨集中隔离点", "房间门口体温表漏填", "health", OnSpot),
    fact(Firm, "港区闸口服务站", "集卡司机扫码排队拥堵", "port_group", Normal),
    fact(BusRoute, "211路", "高峰加班车未按计划发车", "transport", Normal),
    fact(BusRoute, "308路", "车内实名登记码被遮挡", "transport", OnSpot),
    fact(Community, "恩上村", "城中村巷口封控卡口夜间脱岗", "police", OnSpot),
    fact(Community, "恩上村", "重点地区来深人员更新不及时", "police", Normal),
    fact(Firm, "田东中学", "返校演练未设临时隔离室", "education", Normal),
    fact(Firm, "外国语小学", "防疫物资储备不足7天", "education", Normal),
    fact(Firm, "外国语小学", "洗手设施损坏3处", "education", OnSpot),
    fact(IsolationSite, "盐田健康驿站", "解除隔离通知书发放不及时", "health", OnSpot),
    fact(IsolationSite, "盐田健康驿站", "隔离人员垃圾未双层包装", "urban_management", OnSpot),
    fact(Port, "深圳机场驻点", "接运名单与实到人数核对不及时", "transport", OnSpot),
    fact(Port, "深圳湾口岸驻点", "夜间语言服务无法语人员在岗", "foreign_affairs", Normal),
    fact(Port, "深圳湾口岸驻点", "转运车司机连续驾驶超时", "transport", OnSpot),
    fact(Community, "三洲田社区", "清明祭扫预约点排队未设间隔", "civil_affairs", OnSpot),
    fact(Community, "三洲田社区", "祭扫人员测温记录缺失", "civil_affairs", OnSpot),
    fact(Market, "沙头角市场", "进口冷冻食品未单独存放", "market", OnSpot),
];

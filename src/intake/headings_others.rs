//! The headings of tables of arrivals, volunteers and findings.

use super::fields::Field;
use super::headings::Heading;

const SEQUENCE: Heading = (Field::Sequence, "sequence", &["序号", "序", "no", "no.", "#", "行号", "seq"]);
const SECRECY: Heading = (Field::Secrecy, "secrecy", &["密级", "秘密等级", "保密级别", "classification"]);
const LANGUAGES: Heading = (
    Field::Languages,
    "languages",
    &["语种", "语言", "外语", "服务语种", "所需语种", "会何种语言", "language", "speaks", "languagesspoken"],
);

/// Arrivals.
pub(super) const ARRIVALS: [Heading; 16] = [
    // The number of a row is a column of most tables; `seq` of an arrival counts the changes.
    (Field::Sequence, "sequence", &["序号", "序", "no", "no.", "#", "行号"]),
    SECRECY,
    LANGUAGES,
    (
        Field::Revision,
        "seq",
        &["版次", "版本", "更新次数", "变更次数", "revision", "rev", "version", "sequencenumber"],
    ),
    (
        Field::UpdatedAt,
        "updated",
        &[
            "更新时间",
            "更新于",
            "修改时间",
            "最后修改",
            "发布时间",
            "updatedat",
            "lastmodified",
            "modified",
            "lastupdate",
        ],
    ),
    (Field::Key, "key", &["键", "班次键", "sourcekey"]),
    (
        Field::Port,
        "port",
        &["口岸", "到达口岸", "入境口岸", "机场", "码头", "目的口岸", "到达地", "airport", "portofentry"],
    ),
    (Field::Mode, "mode", &["交通方式", "交通工具", "方式", "类型", "type", "transport"]),
    (
        Field::Number,
        "number",
        &[
            "航班号",
            "航班",
            "班次",
            "班次号",
            "船名",
            "车次",
            "航次",
            "船舶",
            "航班船舶",
            "航班/船舶",
            "航班号/船名",
            "flight",
            "flightno",
            "flightnumber",
            "vessel",
            "ship",
            "vesselname",
            "service",
        ],
    ),
    (
        Field::Origin,
        "origin",
        &[
            "始发地",
            "始发",
            "出发地",
            "起飞地",
            "来自",
            "始发港",
            "始发国家",
            "from",
            "departure",
            "departurecity",
        ],
    ),
    (
        Field::ScheduledAt,
        "scheduled_at",
        &[
            "计划到达",
            "计划到达时间",
            "计划时间",
            "到达时间",
            "抵达时间",
            "预定时间",
            "时刻",
            "到达日期",
            "抵达日期",
            "日期",
            "scheduled",
            "sta",
            "arrival",
            "arrivaltime",
            "date",
            "time",
        ],
    ),
    (
        Field::EstimatedAt,
        "estimated_at",
        &[
            "预计到达",
            "预计到达时间",
            "预计时间",
            "变更后时间",
            "改为",
            "estimated",
            "eta",
            "revised",
            "revisedtime",
        ],
    ),
    (
        Field::ActualAt,
        "actual_at",
        &["实际到达", "实际到达时间", "实到", "落地时间", "actual", "ata", "landedat"],
    ),
    (
        Field::Passengers,
        "passengers",
        &[
            "人数",
            "旅客人数",
            "旅客数",
            "乘客数",
            "入境人数",
            "应转运人数",
            "pax",
            "passengercount",
            "people",
        ],
    ),
    (Field::Nationalities, "nationalities", &["国籍", "国别", "nationality", "countries"]),
    (Field::Status, "status", &["状态", "航班状态", "state"]),
];

/// Volunteers and interpreters.
pub(super) const VOLUNTEERS: [Heading; 6] = [
    SEQUENCE,
    SECRECY,
    LANGUAGES,
    (
        Field::Name,
        "name",
        &["姓名", "志愿者", "志愿者姓名", "译员", "名字", "fullname", "volunteer", "interpreter"],
    ),
    (
        Field::Phone,
        "phone",
        &[
            "电话",
            "手机",
            "手机号",
            "手机号码",
            "联系电话",
            "联系方式",
            "电话号码",
            "mobile",
            "tel",
            "telephone",
        ],
    ),
    (Field::VolunteerKind, "kind", &["类别", "身份", "性质", "类型", "人员类别", "type", "terms", "role"]),
];

/// Findings of inspections.
pub(super) const FINDINGS: [Heading; 9] = [
    SEQUENCE,
    SECRECY,
    (
        Field::Title,
        "title",
        &[
            "问题",
            "存在问题",
            "问题描述",
            "发现问题",
            "问题内容",
            "事项",
            "标题",
            "finding",
            "issue",
            "problem",
            "fact",
        ],
    ),
    (
        Field::Place,
        "place",
        &["地点", "点位", "检查点", "检查点位", "场所", "位置", "where", "location", "site"],
    ),
    (
        Field::Unit,
        "unit",
        &[
            "责任单位",
            "整改单位",
            "主办单位",
            "承办单位",
            "单位",
            "责任部门",
            "owner",
            "ownerunit",
            "responsible",
        ],
    ),
    (Field::Severity, "severity", &["性质", "问题性质", "严重程度", "整改类别", "类别", "级别", "level"]),
    (
        Field::SeenAt,
        "seen_at",
        &[
            "发现时间",
            "检查时间",
            "时间",
            "日期",
            "发现日期",
            "检查日期",
            "seen",
            "when",
            "date",
            "time",
            "foundat",
        ],
    ),
    (Field::Inspection, "inspection", &["督查", "督查编号", "所属督查", "inspectionid", "visit"]),
    (
        Field::Detail,
        "detail",
        &["详情", "具体情况", "备注", "说明", "details", "note", "remarks", "description"],
    ),
];

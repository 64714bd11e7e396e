//! Words of the form of a supervised item. Its channels are called so wherever one is shown.

use super::KindWords;
use crate::i18n::domain;

pub(super) const ZH_CN: KindWords = KindWords {
    title: "收督办件",
    field: |name| match name {
        "title" => "事项",
        "source" => "交办",
        "due" => "时限",
        "channel" => "渠道",
        "reference" => "文号",
        "received_at" => "收到时间",
        other => other,
    },
    choice: |name| match name {
        "paper" => "纸质文件",
        "wechat" => "微信",
        "telegram" => "电报",
        "phone" => "电话",
        "fax" => "传真",
        "email" => "邮件",
        "system" => "督办系统",
        source => (domain::ZH_CN.severity)(source),
    },
};

pub(super) const EN: KindWords = KindWords {
    title: "Record a supervised item",
    field: |name| match name {
        "title" => "What",
        "source" => "From",
        "due" => "By when",
        "channel" => "Came by",
        "reference" => "Reference",
        "received_at" => "Received",
        other => other,
    },
    choice: |name| match name {
        "paper" => "paper",
        "wechat" => "WeChat",
        "telegram" => "telegram",
        "phone" => "telephone",
        "fax" => "fax",
        "email" => "e-mail",
        "system" => "supervision system",
        source => (domain::EN.severity)(source),
    },
};

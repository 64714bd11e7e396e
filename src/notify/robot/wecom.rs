//! 企业微信群机器人: <https://developer.work.weixin.qq.com/document/path/91770>. The key is in the address; there is no
//! signature. At most 20 messages a minute.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{Request, Verdict};
use crate::notify::Failure;

/// 接口调用超过限制
const TOO_FAST: i64 = 45_009;
/// 系统繁忙
const BUSY: i64 = -1;

pub(super) fn request(url: &str, text: &str, mention_all: bool) -> Request {
    let mut said = json!({ "content": text });
    if mention_all {
        said["mentioned_list"] = json!(["@all"]);
    }
    Request { url: url.to_owned(), body: json!({ "msgtype": "text", "text": said }) }
}

pub(super) fn judge(answer: &Value) -> Verdict {
    Some(match answer.get("errcode")?.as_i64()? {
        0 => Ok(()),
        TOO_FAST => Err(Failure::new(format!("limit {TOO_FAST}")).wait(TimeDelta::minutes(1))),
        BUSY => Err(Failure::new("code -1")),
        code => Err(Failure::new(format!("code {code}")).lasting()),
    })
}

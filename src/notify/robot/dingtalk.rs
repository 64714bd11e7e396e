//! 钉钉自定义机器人: <https://open.dingtalk.com/document/robots/custom-robot-access>. Whoever is signed (加签) bears time
//! and signature in the address. At most 20 messages a minute; more silences the robot for ten minutes.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::sign::sign;
use super::{Request, Verdict};
use crate::notify::Failure;

/// 发送速度太快而限流
const TOO_FAST: [i64; 3] = [130_101, 410_100, 90_030];
/// 系统繁忙
const BUSY: i64 = -1;

pub(super) fn request(
    url: &str,
    secret: Option<&str>,
    text: &str,
    mention_all: bool,
    now: DateTime<Utc>,
) -> Request {
    let mut url = url.to_owned();
    if let Some(secret) = secret {
        let timestamp = now.timestamp_millis();
        let signature = sign(secret, &format!("{timestamp}\n{secret}"));
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(&format!("timestamp={timestamp}&sign={}", in_url(&signature)));
    }
    let mut body = json!({ "msgtype": "text", "text": { "content": text } });
    if mention_all {
        body["at"] = json!({ "isAtAll": true });
    }
    Request { url, body }
}

/// Base64 as a part of an address.
fn in_url(base64: &str) -> String {
    base64.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
}

pub(super) fn judge(answer: &Value) -> Verdict {
    Some(match answer.get("errcode")?.as_i64()? {
        0 => Ok(()),
        code if TOO_FAST.contains(&code) => {
            Err(Failure::new(format!("limit {code}")).wait(TimeDelta::minutes(10)))
        }
        BUSY => Err(Failure::new("code -1")),
        code => Err(Failure::new(format!("code {code}")).lasting()),
    })
}

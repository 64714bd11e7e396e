//! 飞书自定义机器人: <https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot>. Time and signature stand in the
//! body. At most 100 messages a minute and 5 a second.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::sign::sign;
use super::{Request, Verdict};
use crate::notify::Failure;

/// 触发频率限制
const TOO_FAST: i64 = 11_232;
/// Bad Request, also said of too many requests.
const BAD_REQUEST: i64 = 9_499;

pub(super) fn request(
    url: &str,
    secret: Option<&str>,
    text: &str,
    mention_all: bool,
    now: DateTime<Utc>,
) -> Request {
    let text = if mention_all { format!("{text}<at user_id=\"all\"></at>") } else { text.to_owned() };
    let mut body = json!({ "msg_type": "text", "content": { "text": text } });
    if let Some(secret) = secret {
        let timestamp = now.timestamp().to_string();
        // The text that is signed is the key here, and what is signed is empty.
        body["sign"] = json!(sign(&format!("{timestamp}\n{secret}"), ""));
        body["timestamp"] = json!(timestamp);
    }
    Request { url: url.to_owned(), body }
}

pub(super) fn judge(answer: &Value) -> Verdict {
    // Older robots answer with StatusCode only.
    let code = answer.get("code").or_else(|| answer.get("StatusCode"))?.as_i64()?;
    let told = answer.get("msg").and_then(Value::as_str).unwrap_or_default().to_lowercase();
    let too_many = code == TOO_FAST || (code == BAD_REQUEST && told.contains("too many"));
    Some(match code {
        0 => Ok(()),
        code if too_many => Err(Failure::new(format!("limit {code}")).wait(TimeDelta::minutes(1))),
        code => Err(Failure::new(format!("code {code}")).lasting()),
    })
}

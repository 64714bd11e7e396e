//! Group robots of chat services: what they are given, and what their answers mean.

mod dingtalk;
mod feishu;
mod sign;
mod wecom;

use std::io;

use chrono::{DateTime, Utc};
use serde_json::Value;
use ureq::Error;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};

use super::{Failure, Parcel, patience, secret};
use crate::config::{Channel, ChannelKind, Vendor};

/// No answer of a robot is longer.
const LONGEST_ANSWER: u64 = 64 * 1024;

/// What a robot is sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Address, with the signature where the service wants it there. A secret.
    pub url: String,
    /// Body, as JSON.
    pub body: Value,
}

/// The request for a text, as the service has published it.
pub fn request(
    vendor: Vendor,
    (url, secret): (&str, Option<&str>),
    text: &str,
    mention_all: bool,
    now: DateTime<Utc>,
) -> Request {
    match vendor {
        Vendor::WeCom => wecom::request(url, text, mention_all),
        Vendor::DingTalk => dingtalk::request(url, secret, text, mention_all, now),
        Vendor::Feishu => feishu::request(url, secret, text, mention_all, now),
    }
}

/// What an answer means. All three services answer 200 to what they do not take, and say so in the body.
///
/// # Errors
/// A [`Failure`] when the robot did not take it, or nobody can tell.
pub fn judge(vendor: Vendor, status: u16, body: &[u8]) -> Result<String, Failure> {
    match status {
        200..=299 => {}
        429 => return Err(Failure::new("limit 429").wait(chrono::TimeDelta::minutes(1))),
        // A gateway does not know what became of it behind itself.
        502 | 504 => return Err(Failure::new(format!("http {status}")).unclear()),
        408 | 425 | 500..=599 => return Err(Failure::new(format!("http {status}"))),
        _ => return Err(Failure::new(format!("http {status}")).lasting()),
    }
    let unreadable = || Failure::new("answer").unclear();
    let answer: Value = serde_json::from_slice(body).map_err(|_| unreadable())?;
    let judge = match vendor {
        Vendor::WeCom => wecom::judge,
        Vendor::DingTalk => dingtalk::judge,
        Vendor::Feishu => feishu::judge,
    };
    judge(&answer).unwrap_or_else(|| Err(unreadable())).map(|()| "0".to_owned())
}

/// What the body of an answer says: nothing that can be understood, or whether the robot took the message.
type Verdict = Option<Result<(), Failure>>;

/// Sends a message to a robot and reads its answer.
pub(super) fn send(channel: &Channel, parcel: &Parcel) -> Result<String, Failure> {
    let ChannelKind::Robot { vendor, url, secret, mention_all } = &channel.kind else {
        return Err(Failure::new("channel").lasting());
    };
    let url = secret::read(url)?;
    let key = secret.as_ref().map(secret::read).transpose()?;
    let request = request(*vendor, (&url, key.as_deref()), &parcel.text, *mention_all, parcel.now);
    let bytes = serde_json::to_vec(&request.body).map_err(|_| Failure::new("answer").lasting())?;
    let agent = ureq::Agent::config_builder()
        .timeout_global(Some(patience(channel)))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent("dutydesk")
        .tls_config(TlsConfig::builder().root_certs(roots(channel)?).build())
        .build()
        .new_agent();
    let sent = agent.post(&request.url).content_type("application/json; charset=utf-8").send(&bytes[..]);
    let mut answer = sent.map_err(|error| unsent(&error))?;
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(LONGEST_ANSWER).read_to_vec();
    // Whoever begins an answer has read the question.
    let body = body.map_err(|error| Failure { unclear: true, ..unsent(&error) })?;
    judge(*vendor, status, &body)
}

/// The certificates to trust: those of the house, or the machine's.
fn roots(channel: &Channel) -> Result<RootCerts, Failure> {
    let Some(path) = &channel.ca_file else { return Ok(RootCerts::PlatformVerifier) };
    let unusable = || Failure::new("tls").lasting();
    let pem = std::fs::read(path).map_err(|_| unusable())?;
    let certificates: Vec<_> = parse_pem(&pem)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    if certificates.is_empty() { Err(unusable()) } else { Ok(RootCerts::new_with_certs(&certificates)) }
}

/// Why there is no answer. The error itself may have the address in it and goes no further.
fn unsent(error: &Error) -> Failure {
    match error {
        Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => Failure::new("timeout"),
        Error::Timeout(_) | Error::BodyStalled => Failure::new("timeout").unclear(),
        Error::HostNotFound | Error::ConnectionFailed | Error::ConnectProxyFailed(_) => {
            Failure::new("connect")
        }
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) | Error::TlsRequired => Failure::new("tls"),
        Error::BadUri(_) | Error::Http(_) | Error::RequireHttpsOnly(_) => Failure::new("address").lasting(),
        Error::Io(error) => match error.kind() {
            io::ErrorKind::ConnectionRefused
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::AddrNotAvailable => Failure::new("connect"),
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Failure::new("timeout").unclear(),
            // A certificate that is not trusted comes as a failure to read or write.
            io::ErrorKind::InvalidData => Failure::new("tls"),
            _ => Failure::new("dropped").unclear(),
        },
        _ => Failure::new("dropped").unclear(),
    }
}

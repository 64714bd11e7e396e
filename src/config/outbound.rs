//! 外发: by which channels messages leave the room, and which of them. Off until somebody turns it on.

use std::fmt;
use std::path::PathBuf;

use chrono::{NaiveTime, TimeDelta};

use super::forms;
use super::problem::{Expected, ProblemKind};
use super::section::Section;
use super::tree::Item;
use crate::domain::outgoing::Purpose;
use crate::lang::Lang;

/// Where a secret is found. It is never printed, wherever it is.
#[derive(Clone, PartialEq, Eq)]
pub enum Secret {
    /// In the configuration itself.
    Here(String),
    /// The first line of a file that its owner alone may read.
    File(PathBuf),
    /// An environment variable, by name.
    Env(String),
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here(_) => f.write_str("Here(…)"),
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Env(name) => f.debug_tuple("Env").field(name).finish(),
        }
    }
}

/// A group robot of a chat service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vendor {
    /// 企业微信
    WeCom,
    /// 钉钉
    DingTalk,
    /// 飞书
    Feishu,
}

/// How the way to the mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTls {
    /// From the first byte, usually port 465.
    Implicit,
    /// After `STARTTLS`, which is demanded; usually port 587.
    StartTls,
    /// Not at all; only on this machine, unless plain ways are allowed.
    None,
}

/// A mail server and the mail it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Host name.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Encryption.
    pub tls: MailTls,
    /// Name to log in with; none: no login.
    pub user: Option<String>,
    /// Its password.
    pub password: Option<Secret>,
    /// Address of the sender.
    pub from: String,
    /// Addresses it goes to.
    pub to: Vec<String>,
}

/// What a channel is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChannelKind {
    /// A group robot.
    Robot {
        /// Of which service.
        vendor: Vendor,
        /// Its address, which is a secret: whoever knows it can write to the group.
        url: Secret,
        /// Key for signatures (加签, 签名校验), where the robot demands one.
        secret: Option<Secret>,
        /// Call everybody in the group (@所有人).
        mention_all: bool,
    },
    /// E-mail.
    Mail(Box<Mail>),
    /// A program that is given the message as JSON on its standard input.
    Hook {
        /// The program, by its whole path, and what it is called with.
        command: Vec<String>,
    },
}

/// A way out of the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// Id, as in the journal.
    pub id: String,
    /// What it is.
    pub kind: ChannelKind,
    /// Language of its messages.
    pub language: Lang,
    /// At most so many messages a minute; by default what the service allows.
    pub max_per_minute: u32,
    /// How long one attempt may take.
    pub timeout: TimeDelta,
    /// Units (ids) whom it reaches: of notices it tells only what concerns one of them, of the rest nothing. None: it
    /// reaches the room and tells everything.
    pub units: Vec<String>,
    /// Certificates (PEM) to trust instead of the machine's, for servers with a certificate of the house.
    pub ca_file: Option<PathBuf>,
}

/// What leaves the room, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outbound {
    /// Whether anything leaves it at all.
    pub enabled: bool,
    /// How long a message is tried before it is given up and shown for a telephone call.
    pub give_up_after: TimeDelta,
    /// How long to wait after the first failure; twice as long after each further one.
    pub retry_first: TimeDelta,
    /// At most so long.
    pub retry_most: TimeDelta,
    /// Local time in which only what is most urgent goes out (特提, 特急); the rest waits for its end.
    pub quiet_hours: Option<(NaiveTime, NaiveTime)>,
    /// The channels.
    pub channels: Vec<Channel>,
    /// Ids of the channels by which each purpose is told; none: it is not told.
    pub purposes: Vec<(Purpose, Vec<String>)>,
}

impl Outbound {
    /// The channel of this id.
    pub fn channel(&self, id: &str) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    /// Ids of the channels by which a purpose is told.
    pub fn told_by(&self, purpose: Purpose) -> &[String] {
        let found = self.purposes.iter().find(|(known, _)| *known == purpose);
        found.map_or(&[], |(_, channels)| channels)
    }
}

/// Most attempts last a few seconds; a claim must not outlive patience.
const LONGEST_TIMEOUT: TimeDelta = TimeDelta::seconds(120);

pub(super) fn outbound(s: &mut Section<'_>) -> Outbound {
    let enabled = s.flag("enabled");
    let mut span =
        |key: &str| s.form(key, Expected::Duration, forms::duration).unwrap_or_else(TimeDelta::zero);
    let (give_up_after, retry_first, retry_most) =
        (span("give_up_after"), span("retry_first"), span("retry_most"));
    let quiet = |text: &str| if text == "none" { Some(None) } else { forms::period(text).map(Some) };
    let quiet_hours = s.form("quiet_hours", Expected::Period, quiet).flatten();
    let plain = s.flag("allow_plain");
    let channels = s.sections("channels", |s| channel(s, plain)).into_iter().flatten().collect();
    let purposes = s.section("purposes", purposes).unwrap_or_default();
    Outbound { enabled, give_up_after, retry_first, retry_most, quiet_hours, channels, purposes }
}

fn purposes(s: &mut Section<'_>) -> Vec<(Purpose, Vec<String>)> {
    // A test names its channel itself.
    let purposes = Purpose::ALL.into_iter().filter(|purpose| *purpose != Purpose::Test);
    purposes.map(|purpose| (purpose, s.references(purpose.name(), CHANNELS))).collect()
}

/// Name of the list of channels, as references name it.
const CHANNELS: &str = "outbound.channels";

#[derive(Clone, Copy)]
enum Word {
    Robot(Vendor),
    Mail,
    Hook,
}

fn channel(s: &mut Section<'_>, plain: bool) -> Option<Channel> {
    let kinds = [
        ("wecom", Word::Robot(Vendor::WeCom)),
        ("dingtalk", Word::Robot(Vendor::DingTalk)),
        ("feishu", Word::Robot(Vendor::Feishu)),
        ("smtp", Word::Mail),
        ("hook", Word::Hook),
    ];
    let id = s.id("id", CHANNELS, forms::is_id);
    let word = s.choice("kind", &kinds);
    let languages = [("zh-CN", Lang::ZhCn), ("en", Lang::En)];
    let language = s.optional_choice("language", &languages).unwrap_or(Lang::ZhCn);
    let timeout = timeout(s);
    let units = s.references("units", "units");
    let ca_file = s.optional_form("ca_file", Expected::Path, whole_path);
    let Some(word) = word else {
        // What else it has depends on its kind; nothing more can be said of it.
        s.ask_no_more();
        return None;
    };
    // What the services say they take from one robot in a minute (2024); more is refused, or silences it for a while.
    let usual = match word {
        Word::Robot(Vendor::WeCom | Vendor::DingTalk) => 20,
        Word::Robot(Vendor::Feishu) => 100,
        Word::Mail | Word::Hook => 60,
    };
    let max_per_minute = s.optional_number("max_per_minute", 1, 600).unwrap_or(usual);
    let kind = match word {
        Word::Robot(vendor) => robot(s, vendor, plain)?,
        Word::Mail => ChannelKind::Mail(Box::new(mail(s, plain)?)),
        Word::Hook => hook(s)?,
    };
    Some(Channel { id, kind, language, max_per_minute, timeout, units, ca_file })
}

fn timeout(s: &mut Section<'_>) -> TimeDelta {
    let usual = TimeDelta::seconds(15);
    let given = s.optional_form("timeout", Expected::Duration, forms::duration).unwrap_or(usual);
    if given > LONGEST_TIMEOUT {
        let bounds = ProblemKind::OutOfRange { min: "1 s".to_owned(), max: "120 s".to_owned() };
        s.complain("timeout", bounds);
    }
    given
}

fn robot(s: &mut Section<'_>, vendor: Vendor, plain: bool) -> Option<ChannelKind> {
    let url = secret(s, "url");
    if url.is_none() && !has_secret(s, "url") {
        s.complain("url", ProblemKind::Missing);
    }
    let address = match &url {
        Some(Secret::Here(url)) => check_url(url, plain),
        _ => Ok(()),
    };
    if let Err(kind) = address {
        s.complain("url", kind);
    }
    // The robots of WeCom know no signature: their address is the only key.
    let secret = if vendor == Vendor::WeCom { None } else { secret(s, "secret") };
    let mention_all = s.optional_flag("mention_all").unwrap_or(false);
    Some(ChannelKind::Robot { vendor, url: url?, secret, mention_all })
}

fn mail(s: &mut Section<'_>, plain: bool) -> Option<Mail> {
    let address = |text: &str| text.parse::<lettre::Address>().is_ok().then(|| text.to_owned());
    let host = s.form("host", Expected::Text, |text| is_host(text).then(|| text.to_owned()));
    let words = [("implicit", MailTls::Implicit), ("starttls", MailTls::StartTls), ("none", MailTls::None)];
    let tls = s.choice("tls", &words);
    let usual = match tls {
        Some(MailTls::Implicit) => 465,
        Some(MailTls::StartTls) => 587,
        _ => 25,
    };
    let port = s.optional_number("port", 1, 65_535).unwrap_or(usual);
    let user = s.optional_form("user", Expected::Text, |text| Some(text.to_owned()));
    let password = secret(s, "password");
    if user.is_some() && password.is_none() && !has_secret(s, "password") {
        s.complain("password", ProblemKind::Missing);
    }
    let from = s.form("from", Expected::Address, address);
    let to = s.forms("to", Expected::Address, address);
    if to.is_empty() {
        s.complain("to", ProblemKind::Missing);
    }
    let (host, tls) = (host?, tls?);
    if tls == MailTls::None && !plain && !is_local(&host) {
        s.complain("tls", ProblemKind::Unencrypted);
    }
    let port = u16::try_from(port).ok()?;
    Some(Mail { host, port, tls, user, password, from: from?, to })
}

fn hook(s: &mut Section<'_>) -> Option<ChannelKind> {
    let command = s.forms("command", Expected::Text, |text| Some(text.to_owned()));
    let Some(program) = command.first() else {
        s.complain("command", ProblemKind::Missing);
        return None;
    };
    if whole_path(program).is_none() {
        let found = program.clone();
        s.complain("command", ProblemKind::Wrong { expected: Expected::Path, found });
    }
    Some(ChannelKind::Hook { command })
}

/// `key`, `key_file` or `key_env`; at most one of them. What is wrong with it is said without showing it.
fn secret(s: &mut Section<'_>, key: &str) -> Option<Secret> {
    let [file, env] = [format!("{key}_file"), format!("{key}_env")];
    let here = s.optional(key);
    let hidden = here.filter(|node| !matches!(&node.item, Item::Text(text) if !text.trim().is_empty()));
    if hidden.is_some() {
        s.complain(key, ProblemKind::Wrong { expected: Expected::Text, found: "…".to_owned() });
    }
    let here = here.and_then(|node| match &node.item {
        Item::Text(text) => Some(Secret::Here(text.trim().to_owned())),
        _ => None,
    });
    let file = s.optional_form(&file, Expected::Path, whole_path).map(Secret::File);
    let is_name = |text: &str| {
        let name = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        name.then(|| Secret::Env(text.to_owned()))
    };
    let env = s.optional_form(&env, Expected::Id, is_name);
    let mut given = [here, file, env].into_iter().flatten();
    let first = given.next();
    if given.next().is_some() {
        s.complain(key, ProblemKind::OneOf(format!("{key}, {key}_file, {key}_env")));
    }
    first
}

/// Whether it is given in any way, right or wrong.
fn has_secret(s: &mut Section<'_>, key: &str) -> bool {
    ["", "_file", "_env"].iter().any(|end| s.optional(&format!("{key}{end}")).is_some())
}

fn whole_path(text: &str) -> Option<PathBuf> {
    Some(PathBuf::from(text)).filter(|path| path.is_absolute())
}

fn is_host(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'))
}

/// Whether a host is this machine.
fn is_local(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether an address of the web is whole and, unless plain ways are allowed, encrypted or on this machine.
///
/// # Errors
/// What is wrong with it, without showing it: the address of a robot is its key.
pub fn check_url(url: &str, plain: bool) -> Result<(), ProblemKind> {
    let wrong = || ProblemKind::Wrong { expected: Expected::Url, found: "…".to_owned() };
    let (scheme, rest) = url.split_once("://").ok_or_else(wrong)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let clean = !url.chars().any(|c| c.is_whitespace() || c.is_control()) && !authority.contains('@');
    match scheme {
        "https" | "http" if !clean || !is_host(host) => Err(wrong()),
        "http" if !plain && !is_local(host) => Err(ProblemKind::Unencrypted),
        "https" | "http" => Ok(()),
        _ => Err(wrong()),
    }
}

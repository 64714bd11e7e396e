//! A web server that behaves as it is told, on a port of its own.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use serde_json::Value;

/// How one request is met. The last manner of a server is that of all further requests.
#[derive(Clone)]
pub(super) enum Manner {
    /// Answers with this status and body.
    Say(u16, String),
    /// Reads everything and never answers.
    Hang,
    /// Sends a part of an answer that says all is well, and breaks off.
    Half,
    /// Reads everything and hangs up.
    Drop,
    /// Hangs up at once.
    Slam,
    /// Answers by what it finds in the request.
    Check(fn(&Heard) -> String),
}

/// A request as it came.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heard {
    pub(super) path: String,
    pub(super) body: String,
}

impl Heard {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("the body is JSON")
    }

    /// A value of the query, decoded.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        let (_, query) = self.path.split_once('?')?;
        let found = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        found.map(|value| value.replace("%2B", "+").replace("%2F", "/").replace("%3D", "="))
    }
}

#[derive(Default)]
struct Log {
    heard: Mutex<Vec<Heard>>,
    more: Condvar,
}

pub(super) struct Web {
    port: u16,
    log: Arc<Log>,
}

impl Web {
    pub(super) fn new(manners: impl IntoIterator<Item = Manner>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let log = Arc::new(Log::default());
        let manners: Vec<Manner> = manners.into_iter().collect();
        let kept = Arc::clone(&log);
        std::thread::spawn(move || {
            for (at, stream) in listener.incoming().enumerate() {
                let manner = manners[at.min(manners.len() - 1)].clone();
                let log = Arc::clone(&kept);
                let stream = stream.expect("a connection");
                std::thread::spawn(move || serve(stream, &manner, &log));
            }
        });
        Self { port, log }
    }

    /// The address of a robot on it, with a key that must never show up anywhere.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/robot/send?access_token={}", self.port, super::TOKEN)
    }

    pub(super) fn heard(&self) -> Vec<Heard> {
        self.log.heard.lock().expect("no panic").clone()
    }

    /// Waits until so many requests have come.
    #[track_caller]
    pub(super) fn await_heard(&self, count: usize) -> Vec<Heard> {
        let heard = self.log.heard.lock().expect("no panic");
        let patience = Duration::from_secs(60);
        let waited = self.log.more.wait_timeout_while(heard, patience, |heard| heard.len() < count);
        let (heard, late) = waited.expect("no panic");
        assert!(!late.timed_out(), "{} of {count} requests came", heard.len());
        heard.clone()
    }
}

/// Answers of a robot that took it.
pub(super) fn fine() -> Manner {
    Manner::Say(200, r#"{"errcode":0,"errmsg":"ok","code":0,"msg":"success","StatusCode":0}"#.to_owned())
}

fn serve(mut stream: TcpStream, manner: &Manner, log: &Log) {
    if matches!(manner, Manner::Slam) {
        return;
    }
    let Some(heard) = read(&mut stream) else { return };
    log.heard.lock().expect("no panic").push(heard.clone());
    log.more.notify_all();
    let answer = |status: u16, body: &str| {
        format!(
            "HTTP/1.1 {status} x\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
    };
    let sent = match manner {
        Manner::Say(status, body) => answer(*status, body),
        Manner::Check(check) => answer(200, &check(&heard)),
        Manner::Half => {
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{\"errcode\":0"
                .to_owned()
        }
        Manner::Hang => {
            // Until the other side gives up.
            let _ = stream.read(&mut [0; 1]);
            return;
        }
        Manner::Drop | Manner::Slam => return,
    };
    let _ = stream.write_all(sent.as_bytes());
}

fn read(stream: &mut TcpStream) -> Option<Heard> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        let mut buffer = [0; 1024];
        let read = stream.read(&mut buffer).ok().filter(|read| *read > 0)?;
        bytes.extend(&buffer[..read]);
    };
    let text = String::from_utf8(bytes[..head].to_vec()).expect("a head in ASCII");
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>())
    });
    let length = length.expect("a length").expect("a number");
    let mut body = bytes[head + 4..].to_vec();
    while body.len() < length {
        let mut buffer = [0; 1024];
        let read = stream.read(&mut buffer).ok().filter(|read| *read > 0)?;
        body.extend(&buffer[..read]);
    }
    let path = text.split(' ').nth(1).expect("a path").to_owned();
    Some(Heard { path, body: String::from_utf8(body).expect("a body in UTF-8") })
}

//! A mail server that behaves as it is told, with as much SMTP as is needed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// How one connection is met. The last manner of a server is that of all further connections.
#[derive(Clone, Copy)]
pub(super) enum Manner {
    Good,
    /// Takes the connection and says nothing.
    Silent,
    /// Answers this to a command that begins so.
    Refuse(&'static str, &'static str),
    /// Takes the whole mail and hangs up before it has said so.
    DropAfterData,
    /// Hangs up at once.
    Slam,
}

pub(super) struct Post {
    pub(super) port: u16,
    mails: Arc<Mutex<Vec<String>>>,
}

impl Post {
    pub(super) fn new(manners: impl IntoIterator<Item = Manner>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let mails = Arc::new(Mutex::new(Vec::new()));
        let manners: Vec<Manner> = manners.into_iter().collect();
        let kept = Arc::clone(&mails);
        std::thread::spawn(move || {
            for (at, stream) in listener.incoming().enumerate() {
                let manner = manners[at.min(manners.len() - 1)];
                // Whoever hangs up in the middle is served no further.
                let _ = serve(&stream.expect("a connection"), manner, &kept);
            }
        });
        Self { port, mails }
    }

    /// Mails that the server has got, whether or not it has said so.
    pub(super) fn mails(&self) -> Vec<String> {
        self.mails.lock().expect("no panic").clone()
    }
}

fn serve(stream: &TcpStream, manner: Manner, mails: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut to = stream;
    match manner {
        Manner::Slam => return Ok(()),
        Manner::Silent => return stream.take(1).read_to_end(&mut Vec::new()).map(drop),
        _ => {}
    }
    to.write_all(b"220 mail.example ESMTP\r\n")?;
    let mut lines = BufReader::new(stream).lines();
    while let Some(line) = lines.next().transpose()? {
        if let Manner::Refuse(command, answer) = manner
            && line.starts_with(command)
        {
            to.write_all(format!("{answer}\r\n").as_bytes())?;
            continue;
        }
        let word = line.split(' ').next().unwrap_or_default().to_uppercase();
        let answer = match word.as_str() {
            "EHLO" => "250-mail.example\r\n250-8BITMIME\r\n250 AUTH PLAIN",
            "AUTH" => "235 go on",
            "DATA" => {
                to.write_all(b"354 go on\r\n")?;
                let mut mail = String::new();
                for line in lines.by_ref() {
                    let line = line?;
                    if line == "." {
                        break;
                    }
                    mail.push_str(&line);
                    mail.push('\n');
                }
                mails.lock().expect("no panic").push(mail);
                if matches!(manner, Manner::DropAfterData) {
                    return Ok(());
                }
                "250 taken"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        to.write_all(format!("{answer}\r\n").as_bytes())?;
    }
    Ok(())
}

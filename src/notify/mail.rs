//! E-mail. The steps are taken one by one, so that it is known whether a failure came before or after the mail itself.

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters, TlsParametersBuilder};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, client};
use lettre::{Address, Message};

use super::{Failure, Parcel, patience, secret};
use crate::config::{Channel, Mail, MailTls};

/// Sends a mail; the answer of the server is its code.
pub(super) fn send(channel: &Channel, mail: &Mail, parcel: &Parcel) -> Result<String, Failure> {
    let letter = letter(mail, parcel)?;
    let tls = match mail.tls {
        MailTls::None => None,
        MailTls::Implicit | MailTls::StartTls => Some(encryption(channel, mail)?),
    };
    let hello = ClientId::default();
    let patience = Some(patience(channel));
    let server = (mail.host.as_str(), mail.port);
    let first = tls.as_ref().filter(|_| mail.tls == MailTls::Implicit);
    let mut server = SmtpConnection::connect(server, patience, &hello, first, None).map_err(before)?;
    // A peer that stops in the middle must not hold us for longer than the whole attempt may take.
    let sent = converse(&mut server, mail, tls.as_ref(), &hello, &letter);
    drop(match &sent {
        Ok(_) => server.quit().map(drop),
        Err(_) => {
            server.abort();
            Ok(())
        }
    });
    sent
}

fn converse(
    server: &mut SmtpConnection,
    mail: &Mail,
    tls: Option<&TlsParameters>,
    hello: &ClientId,
    letter: &Message,
) -> Result<String, Failure> {
    if let Some(tls) = tls.filter(|_| mail.tls == MailTls::StartTls) {
        server.starttls(tls, hello).map_err(before)?;
    }
    if let (Some(user), Some(password)) = (&mail.user, &mail.password) {
        let credentials = Credentials::new(user.clone(), secret::read(password)?);
        server.auth(DEFAULT_MECHANISMS, &credentials).map_err(before)?;
    }
    let answer = server.send(letter.envelope(), &letter.formatted()).map_err(during)?;
    Ok(format!("smtp {}", answer.code()))
}

/// The mail. Its id is the message's, the same in every attempt, so that a mailbox can tell a second copy.
fn letter(mail: &Mail, parcel: &Parcel) -> Result<Message, Failure> {
    let wrong = || Failure::new("address").lasting();
    let mailbox = |address: &str| -> Result<Mailbox, Failure> {
        Ok(Mailbox::new(None, address.parse::<Address>().map_err(|_| wrong())?))
    };
    let from = mailbox(&mail.from)?;
    let domain = from.email.domain().to_owned();
    let automatic =
        HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    let mut letter = Message::builder()
        .from(from)
        .date(parcel.now.into())
        .message_id(Some(format!("<{}@{domain}>", parcel.id)))
        .raw_header(automatic)
        .subject(subject(parcel));
    for to in &mail.to {
        letter = letter.to(mailbox(to)?);
    }
    letter.header(ContentType::TEXT_PLAIN).body(format!("{}\n", parcel.text)).map_err(|_| wrong())
}

/// The first sentence, which has the number in it.
fn subject(parcel: &Parcel) -> String {
    parcel.text.split_inclusive(['。', '\n']).next().unwrap_or_default().trim().to_owned()
}

fn encryption(channel: &Channel, mail: &Mail) -> Result<TlsParameters, Failure> {
    let unusable = || Failure::new("tls").lasting();
    let mut tls: TlsParametersBuilder = TlsParameters::builder(mail.host.clone());
    if let Some(path) = &channel.ca_file {
        let pem = std::fs::read(path).map_err(|_| unusable())?;
        let certificate = Certificate::from_pem(&pem).map_err(|_| unusable())?;
        tls = tls.certificate_store(client::CertificateStore::None).add_root_certificate(certificate);
    }
    tls.build().map_err(|_| unusable())
}

/// A failure before the mail was handed over: nobody has it.
fn before(error: Error) -> Failure {
    match error.status() {
        Some(code) if error.is_permanent() => Failure::new(format!("smtp {code}")).lasting(),
        Some(code) => Failure::new(format!("smtp {code}")),
        None if timed_out(&error) => Failure::new("timeout"),
        None if error.is_tls() => Failure::new("tls"),
        None if error.is_client() => Failure::new("tls").lasting(),
        None => Failure::new("connect"),
    }
}

/// A failure while it was handed over: the server may have it, unless it says no.
fn during(error: Error) -> Failure {
    match error.status() {
        Some(_) => before(error),
        None if timed_out(&error) => Failure::new("timeout").unclear(),
        None => Failure::new("dropped").unclear(),
    }
}

/// Whether the server took too long. A socket says so in two ways, of which the library knows one.
fn timed_out(error: &Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        if let Some(io) = inner.downcast_ref::<std::io::Error>() {
            return matches!(io.kind(), std::io::ErrorKind::TimedOut | std::io::ErrorKind::WouldBlock);
        }
        cause = inner.source();
    }
    false
}

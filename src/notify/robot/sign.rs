//! Signatures: HMAC-SHA-256 in Base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The signature of a text under a key.
pub(super) fn sign(key: &str, text: &str) -> String {
    // A key of any length will do: longer ones are hashed first.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else { return String::new() };
    mac.update(text.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_signature_of_rfc_4231_case_2() {
        let signed = STANDARD.decode(sign("Jefe", "what do ya want for nothing?")).expect("Base64");
        assert_eq!(&signed[..4], [0x5b, 0xdc, 0xc1, 0x46]);
        assert_eq!(signed.len(), 32);
    }
}

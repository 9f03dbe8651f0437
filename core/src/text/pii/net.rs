//! Addresses on the net: mail, web, IP version 6.

use super::kinds::{Found, PiiKind};
use super::scan::{at, before, found, is_word, word_at, word_before};

/// Longest part before the `@` of an address, RFC 5321.
const LOCAL: usize = 64;
/// Longest name of a host.
const HOST: usize = 253;

fn is_local(byte: u8) -> bool {
    is_word(byte) || b".!#$%&'*+/=?^`{|}~-".contains(&byte)
}

/// The address around an `@`.
pub(super) fn email(text: &str, sign: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let mut start = sign;
    while start > 0 && sign - start <= LOCAL && is_local(bytes[start - 1]) {
        start -= 1;
    }
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while start < sign && !(is_word(bytes[start])) {
        start += 1;
    }
    // An address may begin behind a mark that a local part may hold: "mail=me@x.org", "a/b@x.org".
    if let Some(mark) = bytes[start..sign].iter().rposition(|byte| b"=/?&|".contains(byte)) {
        start += mark + 1;
    }
    // What is neither ASCII nor a letter, such as an emoji, is outside.
    let local = text.get(start..sign)?;
    let outside = local.char_indices().rev().find(|(_, c)| !c.is_ascii() && !c.is_alphanumeric());
    start += outside.map_or(0, |(place, c)| place + c.len_utf8());
    let end = host_end(text, sign + 1)?;
    let fits = start < sign && sign - start <= LOCAL && bytes[sign - 1] != b'.';
    fits.then(|| found(start..end, PiiKind::Email, 0.98))
}

/// The end of a host's name with at least one dot and a last label of letters.
fn host_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = start;
    while end < bytes.len()
        && end - start <= HOST
        && ((is_word(bytes[end]) && bytes[end] != b'_') || b".-".contains(&bytes[end]))
    {
        end += 1;
    }
    while end > start && b".-".contains(&bytes[end - 1]) {
        end -= 1;
    }
    let host = text.get(start..end)?;
    let (labels, last) = host.rsplit_once('.')?;
    let whole = labels.split('.').all(|label| !label.is_empty() && !label.starts_with('-'));
    (whole && last.chars().count() >= 2 && last.chars().all(char::is_alphabetic)).then_some(end)
}

const SCHEMES: [&[u8]; 4] = [b"http", b"https", b"ftp", b"sftp"];

/// The address that a word begins: a scheme, or `www`.
pub(super) fn url(text: &str, start: usize, end: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let word = &bytes[start..end];
    let (host, confidence) = if word.eq_ignore_ascii_case(b"www") && at(bytes, end) == b'.' {
        (start, 0.9)
    } else if SCHEMES.iter().any(|scheme| word.eq_ignore_ascii_case(scheme)) && bytes[end..].starts_with(b"://") {
        (end + 3, 0.95)
    } else {
        return None;
    };
    let mut last = host;
    for c in text[host..].chars() {
        // A letter of another script may be part of an address; white space and quotation marks of any script are not.
        if c.is_whitespace() || c.is_control() || "<>\"`{}|\\^«»“”„‘’…".contains(c) {
            break;
        }
        last += c.len_utf8();
    }
    let last = trimmed(bytes, host, last);
    let named = bytes[host..last].iter().take_while(|byte| !b"/?#".contains(byte));
    let (mut letters, mut dots) = (false, false);
    for &byte in named {
        letters |= is_word(byte);
        dots |= matches!(byte, b'.' | b':' | b'[');
    }
    let known = letters && (dots || bytes[host..last].starts_with(b"localhost"));
    (known && last > host + 4).then(|| found(start..last, PiiKind::Url, confidence))
}

/// Leaves out marks that end the sentence around an address, and brackets that it does not open.
fn trimmed(bytes: &[u8], start: usize, mut end: usize) -> usize {
    let count = |mark: u8, end: usize| bytes[start..end].iter().filter(|&&byte| byte == mark).count();
    let (mut closing, opening) = (count(b')', end), count(b'(', end));
    while end > start {
        match bytes[end - 1] {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b']' | b'*' => end -= 1,
            b')' if closing > opening => {
                closing -= 1;
                end -= 1;
            }
            _ => break,
        }
    }
    end
}

/// The address of IP version 6 whose first colon is at a place.
pub(super) fn ip6(bytes: &[u8], colon: usize) -> Option<Found> {
    let mut start = colon;
    while start > 0 && colon - start < 5 && bytes[start - 1].is_ascii_hexdigit() {
        start -= 1;
    }
    let first = colon - start;
    if first > 4 || word_before(bytes, start) || matches!(before(bytes, start), b':' | b'.') {
        return None;
    }
    let (mut groups, mut digits, mut gap) = (usize::from(first > 0), first, false);
    let mut end = colon;
    while at(bytes, end) == b':' && groups <= 8 {
        let double = at(bytes, end + 1) == b':';
        let next = end + 1 + usize::from(double);
        let length = bytes[next.min(bytes.len())..].iter().take(5).take_while(|byte| byte.is_ascii_hexdigit()).count();
        if length > 4 || (double && gap) || (length == 0 && !double) {
            break;
        }
        gap |= double;
        groups += usize::from(length > 0);
        digits += length;
        end = next + length;
    }
    let whole = if gap { (2..8).contains(&groups) } else { groups == 8 };
    let has_digit = bytes[start..end].iter().any(u8::is_ascii_digit);
    if !whole || !has_digit || digits < 4 || word_at(bytes, end) {
        return None;
    }
    Some(found(start..end, PiiKind::IpAddress, if groups > 2 { 0.95 } else { 0.7 }))
}

#[cfg(test)]
mod tests {
    use super::super::scan::{Wanted, scan};

    fn kinds(text: &str) -> Vec<(&'static str, &str)> {
        scan(text, Wanted::ALL).into_iter().map(|one| (one.kind.name(), &text[one.start..one.end])).collect()
    }

    #[test]
    fn mail_is_found_without_the_marks_around_it() {
        for (text, expected) in [
            ("write to <o'neil.x+y@mail.example.co.uk>.", "o'neil.x+y@mail.example.co.uk"),
            ("an 'a@b.de', see", "a@b.de"),
            ("to=a@b.de&x", "a@b.de"),
            ("пиши на иван@пример.рф!", "иван@пример.рф"),
            ("👩‍🔧me@x.org", "me@x.org"),
        ] {
            assert_eq!(kinds(text), [("email", expected)], "{text}");
        }
        for text in ["@home", "a@b", "a@b.1", "a@@b.de@", "user @ x.org", "a.@x"] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn addresses_on_the_web_end_before_the_sentence_does() {
        for (text, expected) in [
            ("(see https://x.org/a_(b)?q=1#f).", "https://x.org/a_(b)?q=1#f"),
            ("WWW.example.com, then", "WWW.example.com"),
            ("«http://пример.рф/путь»", "http://пример.рф/путь"),
            ("http://user:pw@host.example:8080/x!", "http://user:pw@host.example:8080/x"),
        ] {
            assert_eq!(kinds(text), [("url", expected)], "{text}");
        }
        assert_eq!(kinds("http:// is a scheme, www. too, awww.x"), []);
    }

    #[test]
    fn times_and_paths_are_no_addresses() {
        for text in ["2001:db8::8a2e:370:7334", "fe80::1ff:fe23:4567:890a", "4f8a:c99e:dc86:faf9:5988:5f63:375e:8a2a"] {
            assert_eq!(kinds(&format!("from {text} came")), [("ip_address", text)]);
        }
        for text in ["12:30:45", "std::vector", "a::b", "1:2:3:4:5:6:7:8:9", "::", "face::book"] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}

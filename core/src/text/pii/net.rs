//! Addresses on the net: mail, web, IP version 6.

use super::chars::{at, attaches, before, is_foreign, is_letter, is_word, word_at, word_before};
use super::kinds::{Found, PiiKind};
use super::scan::found;

/// Longest part before the `@` of an address, RFC 5321.
const LOCAL: usize = 64;
/// Longest name of a host.
const HOST: usize = 253;

/// The address around an `@`.
pub(super) fn email(text: &str, sign: usize) -> Option<Found> {
    let start = local_start(text, sign)?;
    let end = host_end(text, sign + 1)?;
    Some(found(start..end, PiiKind::Email, 0.98))
}

/// The start of the part before the `@`: letters, their marks and signs of ASCII.
fn local_start(text: &str, sign: usize) -> Option<usize> {
    let (mut start, mut latin) = (sign, false);
    for c in text[..sign].chars().rev() {
        let part = if c.is_ascii() {
            c.is_ascii_alphanumeric() || "_.!#$%&'*+/=?^`{|}~-".contains(c)
        } else {
            // "メールはada@example.org": a Latin address in a text without spaces.
            is_letter(c) && !(latin && attaches(c))
        };
        if !part || sign - start > LOCAL {
            break;
        }
        latin |= c.is_ascii_alphanumeric();
        start -= c.len_utf8();
    }
    // An address may begin behind a mark that a local part may hold: "mail=me@x.org", "a/b@x.org".
    start += text[start..sign].rfind(['=', '/', '?', '&', '|']).map_or(0, |mark| mark + 1);
    start += text[start..sign].find(|c: char| c.is_alphanumeric() || c == '_')?;
    (sign - start <= LOCAL && !text[start..sign].ends_with('.')).then_some(start)
}

/// The end of a host's name with at least one dot and a last label of letters.
///
/// No label has other letters behind Latin ones, and none of other letters follows a whole name in Latin ones:
/// "a@x.orgです".
fn host_end(text: &str, start: usize) -> Option<usize> {
    let (mut end, mut label, mut latin, mut latin_before) = (start, start, false, false);
    for c in text[start..].chars() {
        if !(is_letter(c) || c == '.' || c == '-') || end - start > HOST {
            break;
        }
        if c == '.' {
            (latin_before, latin, label) = (latin, false, end + 1);
        } else if is_foreign(c) {
            let whole = || label == end && latin_before && is_host(&text[start..end - 1]);
            if latin || whole() {
                break;
            }
        } else {
            latin |= c.is_alphabetic();
        }
        end += c.len_utf8();
    }
    let host = text[start..end].trim_end_matches(['.', '-']);
    is_host(host).then_some(start + host.len())
}

fn is_host(host: &str) -> bool {
    let Some((labels, last)) = host.rsplit_once('.') else { return false };
    let whole = labels.split('.').all(|label| !label.is_empty() && !label.starts_with('-'));
    let letters = last.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    let letters = letters && last.chars().all(|c| is_letter(c) && !c.is_numeric());
    // What is not Latin may be written in ASCII.
    let encoded = last.len() > 4 && last.as_bytes()[..4].eq_ignore_ascii_case(b"xn--");
    whole && (letters || encoded)
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
    let last = trimmed(bytes, host, host + address_length(&text[host..]));
    let named = bytes[host..last].iter().take_while(|byte| !b"/?#".contains(byte));
    let (mut letters, mut dots) = (false, false);
    for &byte in named {
        letters |= is_word(byte);
        dots |= matches!(byte, b'.' | b':' | b'[');
    }
    let known = letters && (dots || bytes[host..last].starts_with(b"localhost"));
    (known && last > host + 4).then(|| found(start..last, PiiKind::Url, confidence))
}

/// How far an address goes: not over white space, quotation marks and signs that are not ASCII, nor into a script that
/// stands beside Latin letters without a space, unless a mark of the address comes before it: "https://x.org/日本".
fn address_length(text: &str) -> usize {
    let mut last = '/';
    let mut all = text.char_indices().peekable();
    while let Some((place, c)) = all.next() {
        let part = if c.is_ascii() {
            !c.is_ascii_whitespace() && !c.is_ascii_control() && !"<>\"`{}|\\^".contains(c)
        } else if c == '–' {
            last.is_alphanumeric() && all.peek().is_some_and(|(_, next)| next.is_alphanumeric())
        } else {
            is_letter(c) && !(last.is_ascii_alphanumeric() && attaches(c))
        };
        if !part {
            return place;
        }
        last = c;
    }
    text.len()
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
    // The last two groups may be written as an address of version 4.
    let group = (start..end).rev().take_while(|&place| bytes[place] != b':').last().unwrap_or(end);
    let quad = quad_end(bytes, group);
    if let Some(quad) = quad {
        (groups, digits, end) = (groups + 1, digits + 4, quad);
    } else if at(bytes, end) == b'.' && dots(bytes, group) > 1 {
        return None;
    }
    let whole = if gap { (2..8).contains(&groups) } else { groups == 8 };
    let has_digit = bytes[start..end].iter().any(u8::is_ascii_digit);
    if !whole || !has_digit || digits < 4 || word_at(bytes, end) {
        return None;
    }
    Some(found(start..end, PiiKind::IpAddress, if groups > 2 || quad.is_some() { 0.95 } else { 0.7 }))
}

/// The end of the address of IP version 4 that begins at a place.
fn quad_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut place = start;
    for part in 0..4 {
        place += usize::from(part > 0);
        let digits = bytes.get(place..)?.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let number = bytes[place..place + digits].iter().fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0'));
        let plain = digits == 1 || (matches!(digits, 2 | 3) && bytes[place] != b'0');
        place += digits;
        if !plain || number > 255 || (part < 3 && at(bytes, place) != b'.') {
            return None;
        }
    }
    (!(at(bytes, place) == b'.' && at(bytes, place + 1).is_ascii_digit())).then_some(place)
}

/// How many groups of digits follow with a dot before each, up to three.
fn dots(bytes: &[u8], start: usize) -> usize {
    let (mut place, mut count) = (start, 0);
    while count < 3 {
        place += bytes[place..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        if at(bytes, place) != b'.' || !at(bytes, place + 1).is_ascii_digit() {
            break;
        }
        (place, count) = (place + 1, count + 1);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;

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
    fn mail_ends_at_signs_and_scripts() {
        for sign in [
            "»",
            "\u{a0}",
            "\u{3000}",
            "—",
            "–",
            "…",
            "。",
            "，",
            "、",
            "」",
            "）",
            "：",
            "™",
            "🙂",
            "👩‍🔧",
            "\u{200b}",
            "\u{200e}",
            "،",
            "؟",
            "।",
            "です",
            "ครับ",
            "입니다",
            "”.",
            ".\u{a0}",
            ".谢谢",
        ] {
            assert_eq!(kinds(&format!("to ada@example.org{sign} and")), [("email", "ada@example.org")], "{sign}");
            assert_eq!(kinds(&format!("to ada@example.org{sign}")), [("email", "ada@example.org")], "{sign}");
        }
        for sign in
            ["“", "«", "\u{a0}", "\u{3000}", "—", "：", "（", "🙂", "\u{200b}", "メールは", "อีเมล", "ל-", "请联系"]
        {
            assert_eq!(kinds(&format!("x {sign}ada1@example.org y")), [("email", "ada1@example.org")], "{sign}");
        }
        // Composed or not, and other scripts through and through.
        for mail in [
            "e\u{301}ric@example.com",
            "jose\u{301}@example.com",
            "josé@example.com",
            "用户@例子.中国",
            "ada@例え.jp",
            "ada@example.中国",
            "अजय@उदाहरण.भारत",
            "иван1985@пример.рф",
            "a@b.xn--p1ai",
        ] {
            assert_eq!(kinds(&format!("“{mail}”")), [("email", mail)], "{mail}");
        }
        for text in ["a@\u{301}", "\u{301}@b.de", "a@b.d\u{301}", "a@です.b"] {
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
            ("サイトはhttps://x.org/aをご覧", "https://x.org/a"),
            ("https://ja.example.org/wiki/日本 と", "https://ja.example.org/wiki/日本"),
            ("https://example.comです", "https://example.com"),
            ("https://x.org/Michelson–Morley – a", "https://x.org/Michelson–Morley"),
        ] {
            assert_eq!(kinds(text), [("url", expected)], "{text}");
        }
        for sign in ["。", "」", "🙂", "—", "\u{200b}", "、", "…", "\u{a0}", "™", "，"] {
            assert_eq!(
                kinds(&format!("https://x.org/a{sign}b c")).first(),
                Some(&("url", "https://x.org/a")),
                "{sign}"
            );
        }
        assert_eq!(kinds("http:// is a scheme, www. too, awww.x"), []);
    }

    #[test]
    fn times_and_paths_are_no_addresses() {
        // The last lines are of RFC 4291, sections 2.2 and 2.5.5, RFC 6052, section 2.4, and RFC 5954, section 4.1.
        for text in [
            "2001:db8::8a2e:370:7334",
            "fe80::1ff:fe23:4567:890a",
            "4f8a:c99e:dc86:faf9:5988:5f63:375e:8a2a",
            "::13.1.68.3",
            "::ffff:129.144.52.38",
            "0:0:0:0:0:FFFF:129.144.52.38",
            "::ffff:192.0.2.128",
            "64:ff9b::192.0.2.33",
            "2001:db8::192.0.2.1",
        ] {
            assert_eq!(kinds(&format!("from {text} came")), [("ip_address", text)]);
        }
        assert_eq!(kinds("[::ffff:192.0.2.128]:80."), [("ip_address", "::ffff:192.0.2.128")]);
        assert_eq!(kinds("fe80::1ff:fe23.5353 >"), [("ip_address", "fe80::1ff:fe23")]);
        for text in
            ["::ffff:300.0.2.128", "::ffff:1.2.3", "::ffff:1.2.3.4.5", "::ffff:01.2.3.4", "1:2:3:4:5:6:7:1.2.3.x"]
        {
            assert_eq!(kinds(text), [], "{text}");
        }
        for text in ["12:30:45", "std::vector", "a::b", "1:2:3:4:5:6:7:8:9", "::", "face::book"] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}

//! Words that announce names: where behind them a name may begin.

use super::chars::{at, before, blank, char_before, word_at, word_end};
use super::context::{Cue, words_before};
use super::words::{DEGREES, JOBS, NAMES_OF_THINGS};

/// Where a name may begin behind a word that announces one, and how sure that is.
pub(super) fn place(bytes: &[u8], start: usize, end: usize, cue: Cue) -> Option<(usize, f64)> {
    Some(match cue {
        Cue::Title => (after_title(bytes, start, end)?, 0.8),
        Cue::Name => (after_name(bytes, start, end)?, 0.7),
        Cue::Label => (after_label(bytes, end)?, 0.6),
        Cue::Hello if bytes[start].is_ascii_lowercase() && !opens(bytes, start) => return None,
        Cue::Salutation if !opens(bytes, start) => return None,
        Cue::Hello | Cue::Salutation => (spaces(bytes, end)?, 0.6),
        Cue::Closing | Cue::Thanks => (after_closing(bytes, end)?, 0.6),
        Cue::Myself => (after_myself(bytes, start, end)?, 0.5),
        Cue::Being => (after_being(bytes, start, end)?, 0.5),
        Cue::Birth => return None,
    })
}

fn spaces(bytes: &[u8], place: usize) -> Option<usize> {
    let space = blank(bytes, place);
    (space > 0).then_some(place + space)
}

/// Whether a word opens a text, a line or a part of a sentence.
pub(super) fn opens(bytes: &[u8], start: usize) -> bool {
    let mut place = start;
    while matches!(before(bytes, place), b' ' | b'\t') && place > 0 {
        place -= 1;
    }
    place == 0 || !word_at(bytes, char_before(bytes, place))
}

/// Behind a title, and the degrees that follow it: "Dr. med.", "Dr.-Ing.".
fn after_title(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    let (word, dot) = (&bytes[start..end], at(bytes, end) == b'.');
    // A short title has a capital: "a sir", "ms" of time; a long one does without: "madame Curie".
    if bytes[start].is_ascii_lowercase() && word.len() < 6 {
        return None;
    }
    let name = spaces(bytes, after_degrees(bytes, end + usize::from(dot)))?;
    let next = &bytes[name..word_end(bytes, name)];
    let upper = |word: &[u8]| word.len() > 1 && word.iter().all(u8::is_ascii_uppercase);
    let before = words_before(bytes, start, 12).next().map(|word| &bytes[word]).unwrap_or_default();
    let other = match word {
        // A manufacturer of software.
        b"MS" => !dot && !upper(next),
        // In English the elder, or the more experienced.
        [b'S', b'r'] => {
            let behind_name = before.len() > 3 && before[0].is_ascii_uppercase() && !opens(bytes, start);
            !dot || JOBS.have(next) || behind_name
        }
        // "Nossa Senhora", "Nuestra Señora".
        _ => [&b"nossa"[..], b"nuestra", b"nostra"].iter().any(|our| before.eq_ignore_ascii_case(our)),
    };
    (!other).then_some(name)
}

/// Behind academic degrees, if there are some.
fn after_degrees(bytes: &[u8], mut place: usize) -> usize {
    if bytes[place..].starts_with(b"-Ing.") {
        place += 5;
    }
    loop {
        let from = place + blank(bytes, place);
        let last = word_end(bytes, from);
        let short = last > from && at(bytes, last) == b'.' && bytes[from].is_ascii_lowercase();
        if !short || !DEGREES.have(&bytes[from..last]) {
            return place;
        }
        place = last + 1;
    }
}

/// Behind "name", "called": a verb, a colon or the name itself.
fn after_name(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    // "The file name is README".
    let before = words_before(bytes, start, 24).next();
    if before.is_some_and(|word| blank(bytes, word.end) > 0 && NAMES_OF_THINGS.have(&bytes[word])) {
        return None;
    }
    let mut place = end;
    for between in [
        "'s", "’s", " is", " was", " ist", " war", " es", " est", " è", " é", " er", " är", " on", " się", "(s)", " :",
        ":", "：", " =", "=",
    ] {
        let next = place + between.len();
        let sign = between.ends_with([':', '：', '=', ')']);
        if bytes[place..].starts_with(between.as_bytes()) && (sign || !word_at(bytes, next)) {
            place = next;
        }
    }
    while matches!(at(bytes, place), b'\t' | b'"' | b'*') || blank(bytes, place) > 0 {
        place += blank(bytes, place).max(1);
    }
    Some(place)
}

/// Behind "customer": a colon.
fn after_label(bytes: &[u8], end: usize) -> Option<usize> {
    let colon = end + blank(bytes, end);
    let mut place = match at(bytes, colon) {
        b':' => colon + 1,
        _ if bytes[colon..].starts_with("：".as_bytes()) => colon + 3,
        _ => return None,
    };
    while blank(bytes, place) > 0 || at(bytes, place) == b'\t' {
        place += blank(bytes, place).max(1);
    }
    Some(place)
}

/// Behind "Regards": a comma and a new line.
fn after_closing(bytes: &[u8], end: usize) -> Option<usize> {
    let mark = |place: usize| matches!(at(bytes, place), b',' | b'\n' | b'\r' | b'.' | b'!');
    if !mark(end) {
        return None;
    }
    let mut place = end;
    while place < end + 8 && (mark(place) || matches!(at(bytes, place), b' ' | b'-')) {
        place += 1;
    }
    bytes[end..place].iter().any(|&byte| byte == b'\n' || byte == b',').then_some(place)
}

/// Behind "I am" or "I'm".
fn after_myself(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    match at(bytes, start) {
        b'I' => bytes[end..].starts_with(b" am ").then_some(end + 4),
        b'm' if bytes[..start].ends_with(b"I'") || bytes[..start].ends_with("I’".as_bytes()) => spaces(bytes, end),
        _ => None,
    }
}

/// Behind "ich bin", "je suis", "ik ben", and forms that need no pronoun.
fn after_being(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    let pronoun: &[u8] = match &bytes[start..end] {
        b"bin" => b"ich",
        b"suis" => b"je",
        b"ben" => b"ik",
        b"Soy" | b"soy" | b"Sono" | b"sono" | b"Sou" | b"sou" => b"",
        _ => return None,
    };
    let before = words_before(bytes, start, 8).next();
    let said = before.is_some_and(|word| bytes[word].eq_ignore_ascii_case(pronoun));
    (pronoun.is_empty() || said).then(|| spaces(bytes, end))?
}

//! Names of persons, by what stands before them.

use super::context::Cue;
use super::kinds::{Found, PiiKind};
use super::scan::{at, before, found};

/// Words in capitals that begin no name; sorted is not needed, they are few.
static NO_NAMES: &[&str] = &[
    "A",
    "All",
    "An",
    "And",
    "Afraid",
    "Agent",
    "Are",
    "As",
    "At",
    "But",
    "Can",
    "Colleague",
    "Colleagues",
    "Customer",
    "Do",
    "Everybody",
    "Everyone",
    "For",
    "From",
    "Good",
    "Guys",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "I",
    "If",
    "In",
    "Is",
    "It",
    "Just",
    "Madam",
    "Manager",
    "My",
    "No",
    "Not",
    "Of",
    "On",
    "Or",
    "Our",
    "Please",
    "She",
    "Sir",
    "So",
    "Support",
    "Team",
    "Thank",
    "Thanks",
    "That",
    "The",
    "Their",
    "There",
    "These",
    "They",
    "This",
    "To",
    "Unknown",
    "We",
    "What",
    "When",
    "Where",
    "Who",
    "Why",
    "With",
    "World",
    "Yes",
    "You",
    "Your",
    "Date",
    "Phone",
    "Email",
    "Address",
    "Number",
    "Name",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Small words inside names.
static PARTICLES: &[&str] = &[
    "af", "al", "av", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "le", "op",
    "ten", "ter", "van", "von", "y", "zu",
];

static MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "januar",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "janvier",
    "février",
    "mars",
    "avril",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// Whether a word is the name of a month.
pub(super) fn is_month(word: &[u8]) -> bool {
    super::context::among(MONTHS, word)
}

/// The name that a word announces; `end` is the word's.
pub(super) fn after(text: &str, start: usize, end: usize, cue: Cue) -> Option<Found> {
    let bytes = text.as_bytes();
    let (place, confidence) = match cue {
        Cue::Title => {
            // A title has a capital: "a sir", "ms" of time.
            if bytes[start].is_ascii_lowercase() {
                return None;
            }
            let dot = usize::from(at(bytes, end) == b'.');
            (spaces(bytes, end + dot)?, 0.8)
        }
        Cue::Name => (after_name(bytes, end)?, 0.7),
        Cue::Greeting => (spaces(bytes, end)?, 0.6),
        Cue::Closing => (after_closing(bytes, end)?, 0.6),
        Cue::Myself => (after_myself(bytes, start, end)?, 0.5),
        Cue::Birth => return None,
    };
    let last = name_end(text, place)?;
    // "Dear Sir or Madam", "Hi There": words, not names; a greeting or "I am" needs an end behind the name.
    let closed = !matches!(at(bytes, last), b'@' | b'_');
    closed.then(|| found(place..last, PiiKind::Person, confidence))
}

fn spaces(bytes: &[u8], place: usize) -> Option<usize> {
    (at(bytes, place) == b' ' && place < bytes.len()).then_some(place + 1)
}

/// Behind "name", "called": a verb, a colon or the name itself.
fn after_name(bytes: &[u8], mut place: usize) -> Option<usize> {
    for between in ["'s", "’s", " is", " was", " ist", " es", " est", " è", ":", " =", "="] {
        if bytes[place..].starts_with(between.as_bytes()) {
            place += between.len();
        }
    }
    while matches!(at(bytes, place), b' ' | b'"' | b'*') && place < bytes.len() {
        place += 1;
    }
    Some(place)
}

/// Behind "Regards": a comma and a new line.
fn after_closing(bytes: &[u8], place: usize) -> Option<usize> {
    let mut place = word_of(bytes, place, b" regards").or_else(|| word_of(bytes, place, b" wishes")).unwrap_or(place);
    if !matches!(at(bytes, place), b',' | b'\n' | b'\r' | b'.' | b'!') {
        return None;
    }
    let mut lines = 0;
    while place < bytes.len() && matches!(bytes[place], b',' | b'\n' | b'\r' | b' ' | b'.' | b'!' | b'-') && lines < 8 {
        lines += 1;
        place += 1;
    }
    bytes[..place].iter().rev().take(lines).any(|&byte| byte == b'\n' || byte == b',').then_some(place)
}

fn word_of(bytes: &[u8], place: usize, word: &[u8]) -> Option<usize> {
    let part = bytes.get(place..place + word.len())?;
    part.eq_ignore_ascii_case(word).then_some(place + word.len())
}

/// Behind "I am" or "I'm".
fn after_myself(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    match at(bytes, start) {
        b'I' => word_of(bytes, end, b" am ").filter(|_| bytes[end + 1] == b'a'),
        b'm' if before(bytes, start) == b'\'' && start >= 2 && bytes[start - 2] == b'I' => spaces(bytes, end),
        _ => None,
    }
}

/// The end of the name that begins at a place: words with a capital, initials, and small words between them.
fn name_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut place, mut end, mut words) = (start, None, 0);
    while words < 6 && place < bytes.len() {
        let last = name_word(text, place);
        let word = text.get(place..last)?;
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if capital && !word.bytes().any(|byte| byte.is_ascii_digit() || byte == b'_') && !NO_NAMES.contains(&word) {
            // An initial may have a dot.
            let dot = usize::from(word.chars().count() == 1 && at(bytes, last) == b'.' && at(bytes, last + 1) == b' ');
            end = Some(last + dot);
            place = last + dot;
        } else if end.is_some() && PARTICLES.contains(&word) {
            place = last;
        } else {
            break;
        }
        words += 1;
        if at(bytes, place) != b' ' {
            break;
        }
        place += 1;
    }
    end.filter(|end| end - start > 1)
}

/// The end of a word that may have an apostrophe or a hyphen inside.
fn name_word(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut marks = text[start..].char_indices().peekable();
    while let Some((place, c)) = marks.next() {
        let joins =
            matches!(c, '\'' | '’' | '-') && place > 0 && marks.peek().is_some_and(|(_, next)| next.is_alphabetic());
        // The s of "Mary's" is not part of her name.
        let genitive = joins && c != '-' && text[start + place + c.len_utf8()..].starts_with('s');
        if genitive || !(c.is_alphanumeric() || c == '_' || joins || is_mark(c)) {
            break;
        }
        end = start + place + c.len_utf8();
    }
    end
}

/// Combining marks of the common blocks: they belong to the letter before.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

#[cfg(test)]
mod tests {
    use super::super::scan::{Wanted, scan};

    fn people(text: &str) -> Vec<&str> {
        let found = scan(text, Wanted::ALL).into_iter().filter(|one| one.kind.name() == "person");
        found.map(|one| &text[one.start..one.end]).collect()
    }

    #[test]
    fn names_follow_what_announces_them() {
        for (text, expected) in [
            ("my partner's name Donald van der Voet", "Donald van der Voet"),
            ("Name: Jason Hartmann\nPhone", "Jason Hartmann"),
            ("I met Dr. J. O'Brien-Smith, who", "J. O'Brien-Smith"),
            ("Ich heiße Zoë Müller und", "Zoë Müller"),
            ("Dear Anna, thank you", "Anna"),
            ("I'm Mary's daughter", "Mary"),
            ("Best regards,\nJose\u{301} Garci\u{301}a", "Jose\u{301} Garci\u{301}a"),
        ] {
            assert_eq!(people(text), [expected], "{text}");
        }
        for text in ["Dear Sir or Madam,", "the name is taken", "I am Not sure", "10 ms Later", "Hi There", "named x"] {
            assert_eq!(people(text), [""; 0], "{text}");
        }
    }
}

//! Words that say what is near them.

use super::chars::{Class, at, char_before, class, is_word};
use super::table::{LONGEST, Table, lower};
use super::words::{APART, CUES, LABELS, SAID};
use std::ops::Range;
use std::sync::LazyLock;

/// What follows a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// A date of birth.
    Birth,
    /// A name: after a title.
    Title,
    /// A name: after "name is", "called".
    Name,
    /// A name: after "customer" and a colon.
    Label,
    /// A name: after "dear", "hello".
    Hello,
    /// A name: after a salutation of a language where other words have capitals too, or that may be another word.
    Salutation,
    /// A name: after the end of a letter.
    Closing,
    /// A name: after what may be the end of a letter, on a line of its own.
    Thanks,
    /// A name: after "I am".
    Myself,
    /// A common given name: after "ich bin", "je suis".
    Being,
}

/// What words announce.
pub(super) fn cues() -> &'static Table<Cue> {
    static ALL: LazyLock<Table<Cue>> = LazyLock::new(|| Table::new(CUES));
    &ALL
}

/// What the words around a number call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A telephone number.
    Phone,
    /// Something to call or to reach, which may be a telephone number.
    Calling,
    /// The same, some words further away; and in another sentence.
    CallingAfar,
    CallingBefore,
    /// Something else.
    Other,
    /// A code that may look like a telephone number.
    Code,
    Nothing,
}

/// The places of words before another place, nearest first.
#[derive(Debug)]
pub(super) struct WordsBefore<'a> {
    bytes: &'a [u8],
    from: usize,
    place: usize,
}

/// The words before a place, from at most so far. Letters of a script without spaces make words of their own.
pub(super) fn words_before(bytes: &[u8], place: usize, distance: usize) -> WordsBefore<'_> {
    let mut from = place.saturating_sub(distance);
    while from < place && bytes[from] & 0xc0 == 0x80 {
        from += 1;
    }
    WordsBefore { bytes, from, place }
}

impl WordsBefore<'_> {
    fn class(&self, first: usize) -> Class {
        match self.bytes[first] {
            0x80.. => class(self.bytes, first),
            byte if is_word(byte) => Class::Word,
            _ => Class::Sign,
        }
    }
}

impl Iterator for WordsBefore<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let (mut end, mut of) = (self.place, Class::Sign);
        while self.place > self.from {
            let first = char_before(self.bytes, self.place);
            let class = self.class(first);
            match (of, class) {
                (Class::Sign, Class::Sign) => end = first,
                (Class::Sign, _) => of = class,
                _ if of != class => break,
                _ => {}
            }
            self.place = first;
        }
        (of != Class::Sign).then_some(self.place..end)
    }
}

/// Whether one of some words in lower case stands before a place.
pub(super) fn says_before(bytes: &[u8], place: usize, list: &[&str]) -> bool {
    let mut buffer = [0; LONGEST];
    words_before(bytes, place, 48).any(|word| lower(&bytes[word], &mut buffer).is_some_and(|word| list.contains(&word)))
}

/// What is said before a place in a script without spaces: of some words the nearest.
fn apart<T: Copy>(word: &[u8], list: &[(&str, T)]) -> Option<T> {
    let mut places = (0..word.len()).rev().filter(|&place| word[place] & 0xc0 != 0x80);
    places
        .find_map(|place| list.iter().find(|(one, _)| word[place..].starts_with(one.as_bytes())))
        .map(|(_, said)| *said)
}

/// What the words before a number call it; the nearest one decides.
pub(super) fn said_before(bytes: &[u8], start: usize) -> Said {
    static ALL: LazyLock<Table<Said>> = LazyLock::new(|| Table::new(SAID));
    let (table, mut next, mut ended, mut number) = (&*ALL, start, false, false);
    for (count, place) in words_before(bytes, start, 40).enumerate() {
        let (word, end) = (&bytes[place.clone()], place.end);
        let said = if word[0] >= 0xe0 && class(word, 0) == Class::Apart { apart(word, APART) } else { table.of(word) };
        match said {
            // "Call it a day. 12 34 56 of them."
            Some(Said::Calling) if ended => return Said::CallingBefore,
            Some(Said::Calling) if count > 2 => return Said::CallingAfar,
            // The code has a number of its own.
            Some(Said::Code) if number => return Said::Nothing,
            Some(said) => return said,
            None => {}
        }
        let mut ends = bytes[end..next].windows(2);
        ended |= ends.any(|pair| matches!(pair[0], b'.' | b'!' | b'?') && pair[1].is_ascii_whitespace());
        number |= word.iter().filter(|byte| byte.is_ascii_digit()).count() > 2;
        next = place.start;
    }
    Said::Nothing
}

/// Whether the word behind a number labels it: "555-0123 office", but not "555-0123, fax: 555-0124".
pub(super) fn labelled(bytes: &[u8], end: usize) -> bool {
    let skip = |mut place: usize, most: usize, signs: &[u8]| {
        let from = place;
        while place < from + most && place < bytes.len() && signs.contains(&bytes[place]) {
            place += 1;
        }
        place
    };
    let start = skip(end, 3, b" ,;(-/");
    let word = super::chars::word_end(bytes, start);
    let behind = skip(word, 3, b" .:+(");
    start > end && word > start && LABELS.have(&bytes[start..word]) && !at(bytes, behind).is_ascii_digit()
}

/// Whether one of some words of scripts without spaces stands before a place.
pub(super) fn says_apart(bytes: &[u8], place: usize, list: &[&str]) -> bool {
    words_before(bytes, place, 48).any(|word| {
        let word = &bytes[word];
        word[0] >= 0xe0 && list.iter().any(|one| word.windows(one.len()).any(|part| part == one.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_a_place_are_those_between_signs_and_scripts() {
        for (text, expected) in [
            ("one two, ", vec!["two", "one"]),
            ("“BSN ", vec!["BSN"]),
            ("a\u{a0}é—", vec!["é", "a"]),
            ("我的tel：", vec!["tel", "我的"]),
            ("SSNは", vec!["は", "SSN"]),
            ("", vec![]),
            ("。…", vec![]),
        ] {
            let words: Vec<&str> = words_before(text.as_bytes(), text.len(), 48).map(|word| &text[word]).collect();
            assert_eq!(words, expected, "{text}");
        }
        // The window may begin inside a character.
        for distance in 0..12 {
            assert!(words_before("電話の番号".as_bytes(), 15, distance).count() <= 1);
        }
    }

    #[test]
    fn the_nearest_word_decides() {
        for (text, expected) in [
            ("call me: 1", Said::Calling),
            ("order by phone 1", Said::Phone),
            ("we call it order 1", Said::Other),
            ("there are 1", Said::Nothing),
            ("call me on my new phone 1", Said::Phone),
            ("call me on my new one 1", Said::CallingAfar),
            ("Call it a day. 1", Said::CallingBefore),
            ("Call us at x.org 1", Said::CallingAfar),
            ("Tel. 1", Said::Phone),
            ("My phone rings. It is 1", Said::Phone),
            ("ISBN 1", Said::Code),
            ("ISBN-10: 1", Said::Code),
            ("IBAN DE12 3456, 1", Said::Nothing),
            ("电话：1", Said::Phone),
            ("電話番号は1", Said::Phone),
            ("电话 订单 1", Said::Other),
            ("tél\u{a0}: 1", Said::Phone),
        ] {
            let start = text.rfind('1').unwrap();
            assert_eq!(said_before(text.as_bytes(), start), expected, "{text}");
        }
    }

    #[test]
    fn a_label_is_of_the_number_before_it() {
        for (text, expected) in [
            ("1 mobile", true),
            ("1, office", true),
            ("1 (work)", true),
            ("1 cells", false),
            ("1, fax: 2", false),
            ("1 tel +2", false),
            ("1office", false),
            ("1", false),
        ] {
            assert_eq!(labelled(text.as_bytes(), 1), expected, "{text}");
        }
    }
}

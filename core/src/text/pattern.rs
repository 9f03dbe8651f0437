//! Words by a regular expression, with Python's idea of letters, spaces and boundaries.

use super::unicode::{is_space, is_word};
use crate::error::{Result, err};
use regex::Regex;

/// A compiled expression.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    regex: Regex,
    /// Whether characters may be exchanged for others of their class.
    exchange: bool,
}

impl Pattern {
    pub(super) fn new(pattern: &str) -> Result<Self> {
        let refuse =
            |why: &str| err!(InvalidParams, "token_pattern is '{pattern}'; {why}").with("param", "token_pattern");
        let regex = Regex::new(pattern).map_err(|error| {
            let reason = error.to_string();
            let last = reason.lines().last().unwrap_or_default();
            refuse(&format!("must be a regular expression: {}", last.trim_start_matches("error: ")))
        })?;
        if regex.captures_len() > 2 {
            return Err(refuse("may have one group at most"));
        }
        // An expression that names no character beyond ASCII cannot tell the characters of one class from each other.
        let names_wide = |escape: char| matches!(escape, 'p' | 'P' | 'u' | 'U' | 'x');
        let escapes = pattern.chars().zip(pattern.chars().skip(1)).filter(|&(c, _)| c == '\\');
        let exchange = pattern.is_ascii() && !escapes.map(|(_, next)| next).any(names_wide);
        Ok(Self { regex, exchange })
    }

    /// Where the words are.
    pub(super) fn find(&self, text: &str, words: &mut Vec<(usize, usize)>) {
        let shadow = if self.exchange { shadow(text) } else { None };
        let text = shadow.as_deref().unwrap_or(text);
        if self.regex.captures_len() == 1 {
            words.extend(self.regex.find_iter(text).map(|found| (found.start(), found.end())));
        } else {
            let groups = self
                .regex
                .captures_iter(text)
                .map(|found| found.get(1).map_or((0, 0), |group| (group.start(), group.end())));
            words.extend(groups);
        }
        words.retain(|&(start, end)| start < end);
    }
}

/// The text with each character that Python puts into another class than the expression's engine, such as combining marks and
/// superscripts, exchanged for one as long that both put where Python does; `None` where there is none.
fn shadow(text: &str) -> Option<String> {
    let foreign = |c: char| (is_word(c) != is_word_to_engine(c)) || (is_space(c) && !c.is_whitespace());
    if !text.chars().any(foreign) {
        return None;
    }
    let exchange = |c: char| match (foreign(c), is_word(c), c.len_utf8()) {
        (false, ..) => c,
        (_, _, 1) => '\u{b}',
        (_, true, 2) => 'ª',
        (_, true, 3) => 'あ',
        (_, true, _) => '𠀀',
        (_, false, 2) => '±',
        (_, false, 3) => '→',
        (_, false, _) => '🌀',
    };
    Some(text.chars().map(exchange).collect())
}

fn is_word_to_engine(c: char) -> bool {
    if c.is_ascii() {
        return is_word(c);
    }
    static WORD: std::sync::LazyLock<Option<Regex>> = std::sync::LazyLock::new(|| Regex::new(r"\w").ok());
    // Letters and digits are the same to both, and most.
    (c.is_alphabetic() && is_word(c)) || WORD.as_ref().is_some_and(|word| word.is_match(c.encode_utf8(&mut [0; 4])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<'a>(pattern: &str, text: &'a str) -> Vec<&'a str> {
        let mut places = Vec::new();
        Pattern::new(pattern).unwrap().find(text, &mut places);
        places.into_iter().map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn words_are_those_that_python_finds() {
        // CPython 3.11.7: re.findall(pattern, text), without empty words.
        assert_eq!(words(r"(?u)\b\w\w+\b", "e\u{301}te\u{301} ok² नमस\u{94d}त\u{947}"), ["te", "ok²", "नमस"]);
        assert_eq!(words(r"\S+", "a\u{1c}bc ²"), ["a", "bc", "²"]);
        assert_eq!(words(r"[a-z]+\d?", "ab1 x²"), ["ab1", "x"]);
        assert_eq!(words(r"#(\w+)", "see #this and # that"), ["this"]);
        assert_eq!(words(r"[а-я]+", "Заказ дом"), ["аказ", "дом"]);
        assert_eq!(words(r"\d*", "a12"), ["12"]);
    }

    #[test]
    fn the_default_pattern_agrees_with_the_fast_way() {
        let text: String = (0..0x3000)
            .chain((0x3000..0x2_ffff).step_by(13))
            .filter_map(char::from_u32)
            .flat_map(|c| ['x', c, 'x', 'x', ' '])
            .collect();
        let mut expected = Vec::new();
        let (byte, wide) = (super::super::unicode::is_word_byte, is_word);
        super::super::pieces::runs(&text, byte, wide, |start, end| {
            if text[start..end].chars().nth(1).is_some() {
                expected.push((start, end));
            }
        });
        let mut found = Vec::new();
        Pattern::new(r"(?u)\b\w\w+\b").unwrap().find(&text, &mut found);
        assert_eq!(found, expected);
    }

    #[test]
    fn other_expressions_are_refused() {
        assert_eq!(
            Pattern::new("(a)(b)").unwrap_err().message(),
            "token_pattern is '(a)(b)'; may have one group at most"
        );
        assert_eq!(Pattern::new("(?=a)").unwrap_err().code(), "kp.invalid_params");
        assert_eq!(Pattern::new("(").unwrap_err().code(), "kp.invalid_params");
    }
}

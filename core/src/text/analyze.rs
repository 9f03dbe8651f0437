//! From a text to its n-grams, as scikit-learn's vectorizers cut it.

use super::options::{Analyzer, StopList, StopWords, StripAccents, Tokens};
use super::stop_words;
use super::unicode::{is_space, is_space_byte, is_word, is_word_byte, lower_into, strip_marks, to_ascii};
use super::vocabulary::Vocabulary;
use crate::error::{Result, err};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// How texts are cut; checked, and cheap to copy.
#[derive(Clone, Debug)]
pub(crate) struct Analysis {
    analyzer: Analyzer,
    least: usize,
    most: usize,
    lowercase: bool,
    strip_accents: Option<StripAccents>,
    stop_words: Option<Arc<Vocabulary>>,
    tokens: Tokens,
}

/// Buffers that live from text to text.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// The text in lower case and without accents, where that is asked for, and padding.
    text: String,
    /// Words with one space between them, or characters, and padding.
    joined: String,
    /// Where the words are in `joined`, or in the text.
    words: Vec<(usize, usize)>,
    /// Where the characters start in `joined`, and its end.
    starts: Vec<usize>,
}

/// Readers look at eight bytes at once; so many follow each text in its buffer.
const PADDING: &str = "\0\0\0\0\0\0\0\0";

/// An n-gram: some bytes of a buffer that goes on for at least eight bytes after them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gram<'a> {
    buffer: &'a [u8],
    start: usize,
    end: usize,
}

impl<'a> Gram<'a> {
    #[cfg(test)]
    pub(super) fn new(buffer: &'a [u8], start: usize, end: usize) -> Self {
        Self { buffer, start, end }
    }

    #[inline]
    pub(crate) fn bytes(self) -> &'a [u8] {
        &self.buffer[self.start..self.end]
    }

    /// How many bytes.
    #[inline]
    pub(crate) fn size(self) -> usize {
        self.end - self.start
    }

    /// Four bytes from a place in the n-gram on, in little-endian order; those after its end are not its own.
    #[inline]
    pub(crate) fn four(self, at: usize) -> u32 {
        self.buffer[self.start + at..].first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// As [`Gram::four`], the first eight.
    #[inline]
    pub(crate) fn eight(self) -> u64 {
        self.buffer[self.start..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }
}

impl Analysis {
    pub(crate) fn new(
        analyzer: Analyzer,
        [least, most]: [u32; 2],
        lowercase: bool,
        strip_accents: Option<StripAccents>,
        stop_words: Option<&StopWords>,
        tokens: Tokens,
    ) -> Result<Self> {
        if least > most {
            return Err(err!(InvalidParams, "ngram_range is [{least}, {most}]; the first may not be above the second")
                .with("param", "ngram_range"));
        }
        let stop_words = stop_words.map(|words| Arc::new(stop_set(words)));
        let (least, most) = (least as usize, most as usize);
        Ok(Self { analyzer, least, most, lowercase, strip_accents, stop_words, tokens })
    }

    /// Calls `gram` with each n-gram of a text, as often as it occurs; the order is not scikit-learn's.
    pub(crate) fn grams(&self, text: &str, scratch: &mut Scratch, mut gram: impl FnMut(Gram<'_>)) {
        let Scratch { text: prepared, joined, words, starts } = scratch;
        let text = self.prepare(text, prepared);
        words.clear();
        match self.analyzer {
            Analyzer::Word => {
                self.words(text, words);
                if self.most == 1 {
                    let buffer = prepared.as_bytes();
                    words.iter().for_each(|&(start, end)| gram(Gram { buffer, start, end }));
                } else {
                    join(text, words, joined);
                    word_grams(joined.as_bytes(), words, self.least, self.most, gram);
                }
            }
            Analyzer::Char => {
                squeeze(text, joined);
                let whole = Chars::new(joined, starts);
                whole.grams(0, whole.count, self.least, self.most, gram);
            }
            Analyzer::CharWb => {
                split(text, words);
                pad(text, words, joined);
                padded_grams(&Chars::new(joined, starts), words, self.least, self.most, gram);
            }
        }
    }

    /// The text in lower case and without accents, as asked; padding follows it in the buffer.
    fn prepare<'a>(&self, text: &str, prepared: &'a mut String) -> &'a str {
        prepared.clear();
        if self.lowercase {
            lower_into(text, prepared);
        } else {
            prepared.push_str(text);
        }
        if !prepared.is_ascii() {
            match self.strip_accents {
                None => {}
                Some(StripAccents::Ascii) => *prepared = to_ascii(prepared),
                Some(StripAccents::Unicode) => *prepared = strip_marks(prepared),
            }
        }
        let length = prepared.len();
        prepared.push_str(PADDING);
        &prepared[..length]
    }

    /// Where the words are that are not stop words.
    fn words(&self, text: &str, words: &mut Vec<(usize, usize)>) {
        match self.tokens {
            Tokens::Sklearn => runs(text, is_word_byte, is_word, |start, end| {
                // A character has at most four bytes, so more than four are two characters.
                let long = end - start > 4 || (end - start >= 2 && text[start..end].chars().nth(1).is_some());
                if long {
                    words.push((start, end));
                }
            }),
            Tokens::Unicode => {
                words.extend(text.unicode_word_indices().map(|(start, word)| (start, start + word.len())));
            }
        }
        if let Some(stop_words) = &self.stop_words {
            words.retain(|&(start, end)| stop_words.get(&text.as_bytes()[start..end]).is_none());
        }
    }
}

fn stop_set(words: &StopWords) -> Vocabulary {
    let mut set = Vocabulary::default();
    let mut add = |word: &str| {
        set.insert(word.as_bytes());
    };
    match words {
        StopWords::List(StopList::English) => stop_words::ENGLISH.split(' ').for_each(&mut add),
        StopWords::Words(words) => words.iter().map(String::as_str).for_each(&mut add),
    }
    set
}

/// Calls `run` with each longest run of characters that are `inside`, told by `byte` for ASCII and by `wide` beyond it.
#[inline]
fn runs(text: &str, byte: impl Fn(u8) -> bool, wide: impl Fn(char) -> bool, run: impl FnMut(usize, usize)) {
    if text.is_ascii() { ascii_runs(text.as_bytes(), byte, run) } else { wide_runs(text, byte, wide, run) }
}

fn wide_runs(text: &str, byte: impl Fn(u8) -> bool, wide: impl Fn(char) -> bool, mut run: impl FnMut(usize, usize)) {
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (if c.is_ascii() { byte(c as u8) } else { wide(c) }, start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                run(first, at);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(first) = start {
        run(first, text.len());
    }
}

/// [`wide_runs`] of ASCII, 64 bytes at once: a bit a byte, and a run begins or ends where two neighbours differ.
#[inline]
fn ascii_runs(text: &[u8], inside: impl Fn(u8) -> bool, mut run: impl FnMut(usize, usize)) {
    let (mut start, mut open, mut before) = (0, false, 0);
    for (block, bytes) in text.chunks(64).enumerate() {
        let mut flags = [0; 64];
        flags.iter_mut().zip(bytes).for_each(|(flag, &byte)| *flag = u8::from(inside(byte)));
        let bits = pack(&flags);
        let mut edges = bits ^ (bits << 1 | before);
        before = bits >> 63;
        while edges != 0 {
            let at = block * 64 + edges.trailing_zeros() as usize;
            edges &= edges - 1;
            if open {
                run(start, at);
            }
            start = at;
            open = !open;
        }
    }
    // A text that ends within a block has an edge there; one that fills its last block has none.
    if open {
        run(start, text.len());
    }
}

/// The lowest bit of each byte.
#[inline]
fn pack(flags: &[u8; 64]) -> u64 {
    let (eights, _) = flags.as_chunks::<8>();
    let bits = eights.iter().map(|eight| {
        // The product moves bit 8i to 56 + i; no two terms meet.
        u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56
    });
    bits.rev().fold(0, |packed, bits| packed << 8 | bits)
}

/// Where Python's `str.split` finds words.
fn split(text: &str, words: &mut Vec<(usize, usize)>) {
    runs(text, |byte| !is_space_byte(byte), |c| !is_space(c), |start, end| words.push((start, end)));
}

/// Writes the words with one space between them and the padding, and moves `words` there.
fn join(text: &str, words: &mut [(usize, usize)], joined: &mut String) {
    joined.clear();
    for (start, end) in words {
        if !joined.is_empty() {
            joined.push(' ');
        }
        let from = joined.len();
        joined.push_str(&text[*start..*end]);
        (*start, *end) = (from, joined.len());
    }
    joined.push_str(PADDING);
}

/// As [`join`], with a space before the first word and after the last; two words share the space between them. Each of
/// `words` then spans its own two spaces.
fn pad(text: &str, words: &mut [(usize, usize)], joined: &mut String) {
    joined.clear();
    joined.push(' ');
    for (start, end) in words {
        let from = joined.len() - 1;
        joined.push_str(&text[*start..*end]);
        joined.push(' ');
        (*start, *end) = (from, joined.len());
    }
    joined.push_str(PADDING);
}

/// Copies the text, two or more white spaces in a row as one space, and the padding; a single one stays what it is.
fn squeeze(text: &str, squeezed: &mut String) {
    squeezed.clear();
    let mut copied = 0;
    let mut space = |start: usize, end: usize| {
        if text[start..end].chars().nth(1).is_some() {
            squeezed.push_str(&text[copied..start]);
            squeezed.push(' ');
            copied = end;
        }
    };
    runs(text, is_space_byte, is_space, &mut space);
    squeezed.push_str(&text[copied..]);
    squeezed.push_str(PADDING);
}

fn word_grams(buffer: &[u8], words: &[(usize, usize)], least: usize, most: usize, mut gram: impl FnMut(Gram<'_>)) {
    for (first, &(start, _)) in words.iter().enumerate() {
        for &(_, end) in words.iter().skip(first + least - 1).take(most + 1 - least) {
            gram(Gram { buffer, start, end });
        }
    }
}

/// A text whose characters are counted.
struct Chars<'a> {
    /// The text and the padding.
    buffer: &'a [u8],
    count: usize,
    /// Where each character starts, and the end; empty for ASCII, where character and byte are one.
    starts: &'a [usize],
}

impl<'a> Chars<'a> {
    fn new(padded: &'a str, starts: &'a mut Vec<usize>) -> Self {
        starts.clear();
        let text = &padded[..padded.len() - PADDING.len()];
        let mut count = text.len();
        if !text.is_ascii() {
            starts.extend(text.char_indices().map(|(start, _)| start));
            count = starts.len();
            starts.push(text.len());
        }
        Self { buffer: padded.as_bytes(), count, starts }
    }

    /// The n-grams of the characters `from..to`.
    #[inline]
    fn grams(&self, from: usize, to: usize, least: usize, most: usize, mut gram: impl FnMut(Gram<'_>)) {
        let buffer = self.buffer;
        if self.starts.is_empty() {
            for start in from..to {
                for end in start + least..=to.min(start + most) {
                    gram(Gram { buffer, start, end });
                }
            }
        } else {
            for first in from..to {
                for end in first + least..=to.min(first + most) {
                    gram(Gram { buffer, start: self.starts[first], end: self.starts[end] });
                }
            }
        }
    }
}

/// The n-grams inside each padded word; a word that is shorter than `least` counts once, as it is.
fn padded_grams(
    chars: &Chars<'_>,
    words: &[(usize, usize)],
    least: usize,
    most: usize,
    mut gram: impl FnMut(Gram<'_>),
) {
    let mut from = 0;
    for &(start, end) in words {
        let to = if chars.starts.is_empty() {
            end
        } else {
            from + chars.starts[from..].partition_point(|&place| place < end)
        };
        if to - from < least {
            gram(Gram { buffer: chars.buffer, start, end });
        } else {
            chars.grams(from, to, least, most, &mut gram);
        }
        // The space after this word is the one before the next.
        from = to - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What scikit-learn 1.9.1's `CountVectorizer(...).build_analyzer()(text)` gives, sorted (CPython 3.11.7).
    type Cases<'a> = &'a [(&'a str, &'a [&'a str])];

    fn plain(analyzer: Analyzer, ngram_range: [u32; 2]) -> Analysis {
        Analysis::new(analyzer, ngram_range, true, None, None, Tokens::Sklearn).unwrap()
    }

    fn grams(analysis: &Analysis, text: &str) -> Vec<String> {
        let mut grams = Vec::new();
        let mut scratch = Scratch::default();
        // What an earlier text leaves behind must not matter.
        analysis.grams("ÉARLIER text, longer than the others", &mut scratch, |_| {});
        analysis.grams(text, &mut scratch, |gram| grams.push(String::from_utf8(gram.bytes().to_vec()).unwrap()));
        grams.sort();
        grams
    }

    fn check(analysis: &Analysis, cases: Cases<'_>) {
        for (text, expected) in cases {
            assert_eq!(grams(analysis, text), *expected, "{text:?}");
        }
    }

    #[test]
    fn words_are_those_of_scikit_learn() {
        let cases: Cases<'_> = &[
            (
                "The Straße, isn't a_b x 42!",
                &["42", "a_b", "a_b 42", "isn", "isn a_b", "straße", "straße isn", "the", "the straße"],
            ),
            ("ΟΔΟΣ ΣΑΣ. İzmir", &["zmir", "οδος", "οδος σας", "σας", "σας zmir"]),
            ("नमस\u{94d}त\u{947} द\u{941}न\u{93f}य\u{93e}", &["नमस"]),
            ("a\u{1c}bc\u{1d}\u{1e}de", &["bc", "bc de", "de"]),
            ("e\u{301}te\u{301} 👩\u{200d}🔧 ok²", &["ok²", "te", "te ok²"]),
            ("Заказ №5 ё", &["заказ"]),
            ("", &[]),
            (" \t\n", &[]),
        ];
        check(&plain(Analyzer::Word, [1, 2]), cases);
    }

    #[test]
    fn characters_are_those_of_scikit_learn() {
        let cases: Cases<'_> = &[
            ("ab  c\td", &["\td", " c", " c\t", "ab", "ab ", "b ", "b c", "c\t", "c\td"]),
            ("Éa", &["éa"]),
            ("x", &[]),
            ("\u{1c}\u{1c}", &[]),
        ];
        check(&plain(Analyzer::Char, [2, 3]), cases);
        let cases: Cases<'_> = &[
            ("ab c", &[" ab", " ab ", " c ", "ab "]),
            ("é \u{1f}abc", &[" ab", " abc", " é ", "abc", "abc ", "bc "]),
            ("a", &[" a "]),
        ];
        check(&plain(Analyzer::CharWb, [3, 4]), cases);
    }

    #[test]
    fn accents_go_as_in_scikit_learn() {
        let text = "Straße naïve ﬁn İ Ⅷ é Ӝ";
        let strip = |how| Analysis::new(Analyzer::Word, [1, 1], true, Some(how), None, Tokens::Sklearn).unwrap();
        check(&strip(StripAccents::Ascii), &[(text, &["fin", "naive", "strae", "viii"])]);
        check(&strip(StripAccents::Unicode), &[(text, &["fin", "naive", "straße", "viii"])]);
    }

    #[test]
    fn stop_words_go_before_n_grams_are_made() {
        let stop = |words| Analysis::new(Analyzer::Word, [1, 2], true, None, Some(&words), Tokens::Sklearn).unwrap();
        let cases: Cases<'_> = &[("The naive one is of them all but good", &["good", "naive", "naive good"])];
        check(&stop(StopWords::List(StopList::English)), cases);
        let own = StopWords::Words(vec!["one".into(), "Two".into()]);
        check(&stop(own), &[("Two one", &["two"])]);
        assert_eq!(stop_words::ENGLISH.split(' ').count(), 318);
    }

    #[test]
    fn unicode_words_keep_every_script() {
        let analysis = Analysis::new(Analyzer::Word, [1, 1], true, None, None, Tokens::Unicode).unwrap();
        // The examples of UAX 29, and a word with the vowel signs that `\w` leaves out.
        check(&analysis, &[("Can't 3.5 a 日本", &["3.5", "a", "can't", "日", "本"]), ("नमस्ते", &["नमस्ते"])]);
    }

    #[test]
    fn runs_are_found_wherever_they_meet_a_block() {
        for length in 0..200 {
            let text: String = (0..length).map(|i| if i * i % 11 < 4 || i % 64 > 60 { 'x' } else { ' ' }).collect();
            let (mut fast, mut slow) = (Vec::new(), Vec::new());
            ascii_runs(text.as_bytes(), is_word_byte, |start, end| fast.push((start, end)));
            wide_runs(&text, is_word_byte, is_word, |start, end| slow.push((start, end)));
            assert_eq!(fast, slow, "{text:?}");
        }
    }

    #[test]
    fn a_range_that_falls_is_refused() {
        let error = Analysis::new(Analyzer::Word, [2, 1], true, None, None, Tokens::Sklearn).unwrap_err();
        assert_eq!(error.message(), "ngram_range is [2, 1]; the first may not be above the second");
    }
}

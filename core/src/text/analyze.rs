//! From a text to its n-grams, as scikit-learn's vectorizers cut it.

use super::memo::Memo;
use super::normal_forms::Plain;
use super::options::{Analyzer, Normalization, Stemmer, StopWords, StripAccents, Tokens};
use super::pattern::Pattern;
use super::pieces::{join, runs, split, squeeze};
use super::subwords::Subwords;
use super::unicode::{is_word, is_word_byte};
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
    normalization: Option<Normalization>,
    lowercase: bool,
    case_fold: bool,
    strip_accents: Option<StripAccents>,
    stop_words: Option<Arc<Vocabulary>>,
    tokens: Tokens,
    pattern: Option<Arc<Pattern>>,
    subwords: Option<Arc<Subwords>>,
    stemmer: Option<Stemmer>,
}

/// Buffers that live from text to text.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// The text in lower case and without accents, where that is asked for, and padding.
    text: String,
    /// Words with one space between them, or characters, or one word between spaces; and padding.
    joined: String,
    /// Stems or subwords end to end, and padding.
    stems: String,
    subwords: String,
    /// Where the words are in `joined`, or in the text.
    words: Vec<(usize, usize)>,
    /// Where the characters start in `joined`, and its end.
    starts: Vec<usize>,
}

/// Readers look at eight bytes at once; so many follow each text in its buffer.
pub(super) const PADDING: &str = "\0\0\0\0\0\0\0\0";

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
        Ok(Self {
            analyzer,
            least,
            most,
            normalization: None,
            lowercase,
            case_fold: false,
            strip_accents,
            stop_words,
            tokens,
            pattern: None,
            subwords: None,
            stemmer: None,
        })
    }

    /// The same with texts in a normal form and their case folded, where that is asked for.
    pub(crate) fn with_form(mut self, normalization: Option<Normalization>, case_fold: bool) -> Self {
        (self.normalization, self.case_fold) = (normalization, case_fold);
        self
    }

    /// The same with stems for words.
    pub(crate) fn with_stemmer(mut self, stemmer: Option<Stemmer>) -> Self {
        self.stemmer = stemmer;
        self
    }

    /// The same with the subwords of a tokenizer for words.
    pub(crate) fn with_tokenizer(mut self, json: Option<&str>) -> Result<Self> {
        self.subwords = json.map(Subwords::new).transpose()?.map(Arc::new);
        Ok(self)
    }

    /// The same with words that a regular expression finds.
    pub(crate) fn with_pattern(mut self, pattern: Option<&str>) -> Result<Self> {
        self.pattern = pattern.map(Pattern::new).transpose()?.map(Arc::new);
        Ok(self)
    }

    /// Calls `gram` with each n-gram of a text, as often as it occurs; the order is not scikit-learn's.
    pub(crate) fn grams(&self, text: &str, scratch: &mut Scratch, mut gram: impl FnMut(Gram<'_>)) {
        if self.analyzer == Analyzer::Word {
            let (buffer, words, joined) = self.prepare_words(text, scratch);
            if self.most == 1 {
                let buffer = buffer.as_bytes();
                words.iter().for_each(|&(start, end)| gram(Gram { buffer, start, end }));
            } else {
                join(buffer, words, joined);
                word_grams(joined.as_bytes(), words, self.least, self.most, gram);
            }
            return;
        }
        let Scratch { text: prepared, joined, words, starts, .. } = scratch;
        let text = self.prepare(text, prepared);
        words.clear();
        match self.analyzer {
            Analyzer::Word => {}
            Analyzer::Char => {
                squeeze(text, joined);
                let whole = Chars::new(joined, starts);
                whole.grams(0, whole.count, self.least, self.most, gram);
            }
            Analyzer::CharWb => {
                split(text, words);
                for &(start, end) in words.iter() {
                    self.inside(&prepared[start..end], joined, starts, &mut gram);
                }
            }
        }
    }

    /// The words of a text, or their stems: a buffer, and where they are in it.
    pub(crate) fn words_of<'a>(&self, text: &str, scratch: &'a mut Scratch) -> (&'a str, &'a [(usize, usize)]) {
        let (buffer, words, _) = self.prepare_words(text, scratch);
        (buffer, words)
    }

    /// As [`Analysis::words_of`], and a spare buffer; padding follows the words.
    fn prepare_words<'a>(
        &self,
        text: &str,
        scratch: &'a mut Scratch,
    ) -> (&'a str, &'a mut Vec<(usize, usize)>, &'a mut String) {
        let Scratch { text: prepared, joined, stems, subwords: spare, words, .. } = scratch;
        words.clear();
        let text = self.prepare(text, prepared);
        let mut buffer: &str = match &self.subwords {
            None => {
                self.words(text, words);
                prepared
            }
            Some(subwords) => {
                subwords.cut(text, spare, words);
                spare
            }
        };
        if let Some(stop_words) = &self.stop_words {
            words.retain(|&(start, end)| stop_words.get(&buffer.as_bytes()[start..end]).is_none());
        }
        if let Some(stemmer) = self.stemmer {
            stem(stemmer, buffer, words, stems);
            buffer = stems;
        }
        (buffer, words, joined)
    }

    /// Whether the n-grams of a text are those inside its words, so that a memo pays.
    pub(crate) fn looks_inside(&self) -> bool {
        self.analyzer == Analyzer::CharWb
    }

    /// Calls `word` with the number of each word of a text in a memo, where `number` gave numbers to what is inside; only
    /// where this analysis looks inside words. A memo serves one numbering.
    pub(crate) fn words_inside(
        &self,
        text: &str,
        scratch: &mut Scratch,
        memo: &mut Memo,
        mut number: impl FnMut(Gram<'_>) -> Option<u32>,
        mut word: impl FnMut(&Memo, Option<u32>),
    ) {
        let Scratch { text: prepared, joined, words, starts, .. } = scratch;
        words.clear();
        split(self.prepare(text, prepared), words);
        for &(start, end) in words.iter() {
            let gram = Gram { buffer: prepared.as_bytes(), start, end };
            let id = memo.word(gram, |numbers| {
                self.inside(&prepared[start..end], joined, starts, |gram| numbers.extend(number(gram)));
            });
            word(memo, id);
        }
    }

    /// Appends the number of each n-gram that has one, with the help of a memo where that pays.
    pub(crate) fn numbers(
        &self,
        text: &str,
        scratch: &mut Scratch,
        memo: Option<&mut Memo>,
        mut number: impl FnMut(Gram<'_>) -> Option<u32>,
        numbers: &mut Vec<u32>,
    ) {
        match memo {
            Some(memo) if self.looks_inside() && !memo.is_full() => {
                self.words_inside(text, scratch, memo, number, |memo, id| {
                    numbers.extend_from_slice(id.map_or(&[], |id| memo.lists.of(id as usize)));
                });
            }
            _ => self.grams(text, scratch, |gram| numbers.extend(number(gram))),
        }
    }

    /// The n-grams inside a word with a space on each side; one that is shorter than `least` counts once, as it is.
    #[inline]
    fn inside(&self, word: &str, padded: &mut String, starts: &mut Vec<usize>, mut gram: impl FnMut(Gram<'_>)) {
        padded.clear();
        padded.push(' ');
        padded.push_str(word);
        padded.push(' ');
        let end = padded.len();
        padded.push_str(PADDING);
        let chars = Chars::new(padded, starts);
        if chars.count < self.least {
            gram(Gram { buffer: chars.buffer, start: 0, end });
        } else {
            chars.grams(0, chars.count, self.least, self.most, gram);
        }
    }

    /// The text in its normal form, in lower case and without accents, as asked; padding follows it in the buffer.
    fn prepare<'a>(&self, text: &str, prepared: &'a mut String) -> &'a str {
        prepared.clear();
        self.plain().write(text, prepared);
        let length = prepared.len();
        prepared.push_str(PADDING);
        &prepared[..length]
    }

    fn plain(&self) -> Plain {
        let Self { normalization, lowercase, case_fold, strip_accents, .. } = *self;
        Plain { normalization, lowercase, case_fold, strip_accents }
    }

    /// Where the words are.
    fn words(&self, text: &str, words: &mut Vec<(usize, usize)>) {
        match (&self.pattern, self.tokens) {
            (Some(pattern), _) => pattern.find(text, words),
            (None, Tokens::Sklearn) => runs(text, is_word_byte, is_word, |start, end| {
                // A character has at most four bytes, so more than four are two characters.
                let long = end - start > 4 || (end - start >= 2 && text[start..end].chars().nth(1).is_some());
                if long {
                    words.push((start, end));
                }
            }),
            (None, Tokens::Whitespace) => {
                let inside = |byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0x0b | 0x0c | 0);
                runs(text, inside, |_| true, |start, end| words.push((start, end)));
            }
            (None, Tokens::Unicode) => {
                words.extend(text.unicode_word_indices().map(|(start, word)| (start, start + word.len())));
            }
        }
    }
}

/// Writes the stem of each word and the padding, and moves `words` there.
fn stem(stemmer: Stemmer, text: &str, words: &mut [(usize, usize)], stems: &mut String) {
    let stemmer = stemmer.build();
    stems.clear();
    for (start, end) in words {
        let from = stems.len();
        stems.push_str(&stemmer.stem(&text[*start..*end]));
        (*start, *end) = (from, stems.len());
    }
    stems.push_str(PADDING);
}

fn stop_set(words: &StopWords) -> Vocabulary {
    let mut set = Vocabulary::default();
    let mut add = |word: &str| {
        set.insert(word.as_bytes());
    };
    match words {
        StopWords::List(list) => list.words().for_each(&mut add),
        StopWords::Words(words) => words.iter().map(String::as_str).for_each(&mut add),
    }
    set
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

#[cfg(test)]
mod tests;

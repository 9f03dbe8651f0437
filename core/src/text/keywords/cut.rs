//! Sentences, phrases between punctuation, words.

use unicode_segmentation::UnicodeSegmentation;

/// A word as it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) lower: String,
    /// How many words and punctuation marks of its sentence are before it.
    pub(super) place: usize,
}

/// The words of a text: of each sentence its phrases.
#[derive(Debug)]
pub(super) struct Cut<'a> {
    pub(super) sentences: Vec<Vec<Vec<Word<'a>>>>,
}

impl<'a> Cut<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let sentences = text.split_sentence_bounds().filter(|sentence| !sentence.trim().is_empty());
        Self { sentences: sentences.map(phrases).collect() }
    }

    /// Every phrase in order.
    pub(super) fn phrases(&self) -> impl Iterator<Item = &[Word<'a>]> {
        self.sentences.iter().flatten().map(Vec::as_slice)
    }
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

fn phrases(sentence: &str) -> Vec<Vec<Word<'_>>> {
    let pieces: Vec<(usize, &str)> = sentence.split_word_bound_indices().collect();
    let (mut all, mut phrase, mut next, mut place) = (Vec::new(), Vec::new(), 0, 0);
    while next < pieces.len() {
        let (start, piece) = pieces[next];
        next += 1;
        if is_word(piece) {
            let mut end = start + piece.len();
            // "well-known" is one word.
            while let [(_, "-"), (from, part), ..] = pieces[next..]
                && is_word(part)
            {
                end = from + part.len();
                next += 2;
            }
            let word = &sentence[start..end];
            let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            phrase.push(Word { text: word, lower: word.to_lowercase(), place });
            place += 1;
        } else if !piece.trim().is_empty() {
            place += 1;
            if !phrase.is_empty() {
                all.push(std::mem::take(&mut phrase));
            }
        }
    }
    if !phrase.is_empty() {
        all.push(phrase);
    }
    all
}

//! From a text to the rows of its vectors.

use super::FastTextClassifier;
use crate::component::{Context, Store, corrupt};
use crate::data::Strings;
use crate::error::{Result, err};
use crate::text::analyze::{Analysis, Scratch};
use crate::text::recipe::Seen;
use crate::text::vocabulary::Vocabulary;

/// The mark at the end of a text.
pub(super) const END: &str = "</s>";

/// The words and hashes that have rows.
#[derive(Clone, Debug)]
pub(super) struct Dictionary {
    params: FastTextClassifier,
    analysis: Analysis,
    /// Words by their rows, which are the first.
    words: Vocabulary,
    /// Hashes; their rows follow.
    hashes: Seen,
}

/// The rows of every text, end to end, rising in each text.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) rows: Vec<u32>,
    pub(super) ends: Vec<usize>,
}

impl Lists {
    pub(super) fn of(&self, text: usize) -> &[u32] {
        let start = if text == 0 { 0 } else { self.ends[text - 1] };
        &self.rows[start..self.ends[text]]
    }
}

/// A feature of a text.
pub(super) enum Feature<'a> {
    /// A word.
    Word(&'a str),
    /// A piece of a word between < and >, and its hash.
    Piece(&'a str, u32),
    /// Words that follow each other, and their hash.
    Words(&'a [&'a str], u32),
}

impl Feature<'_> {
    /// As it is shown.
    pub(super) fn name(&self) -> String {
        match self {
            Feature::Word(word) => (*word).to_owned(),
            Feature::Piece(piece, _) => format!("[{piece}]"),
            Feature::Words(words, _) => words.join(" "),
        }
    }
}

impl Dictionary {
    /// Finds the words and hashes of texts, and the rows of each text.
    pub(super) fn learn(params: &FastTextClassifier, texts: &Strings, ctx: &Context) -> Result<(Self, Lists)> {
        let analysis = params.analysis()?;
        let mut dictionary =
            Self { params: params.clone(), analysis, words: Vocabulary::default(), hashes: Seen::default() };
        dictionary.words = dictionary.frequent_words(texts, ctx)?;
        let (mut lists, mut scratch) = (Lists::default(), Scratch::default());
        let words = dictionary.words.len() as u32;
        let mut hashes = Seen::default();
        for (row, text) in texts.iter().enumerate() {
            if row % 256 == 0 {
                ctx.check()?;
            }
            dictionary.features(text.unwrap_or_default(), &mut scratch, |feature| {
                lists.rows.extend(match feature {
                    Feature::Word(word) => dictionary.words.get(word.as_bytes()),
                    Feature::Piece(_, hash) | Feature::Words(_, hash) => hashes.number(hash).map(|place| words + place),
                });
            });
            // A feature that comes twice is one step of twice the size.
            let start = lists.ends.last().copied().unwrap_or(0);
            lists.rows[start..].sort_unstable();
            lists.ends.push(lists.rows.len());
        }
        if words as usize + hashes.0.len() > i32::MAX as usize {
            return Err(err!(InvalidData, "the texts have more than 2,147,483,647 features; use shorter n-grams"));
        }
        dictionary.hashes = hashes;
        Ok((dictionary, lists))
    }

    /// The words that occur often enough, the most frequent first; of equals the first by code point.
    fn frequent_words(&self, texts: &Strings, ctx: &Context) -> Result<Vocabulary> {
        let (mut all, mut counts, mut scratch) = (Vocabulary::default(), Vec::<u32>::new(), Scratch::default());
        let mut add = |word: &str| {
            if let Some(id) = all.insert(word.as_bytes()) {
                counts.resize(all.len(), 0);
                counts[id as usize] = counts[id as usize].saturating_add(1);
            }
        };
        for (row, text) in texts.iter().enumerate() {
            if row % 256 == 0 {
                ctx.check()?;
            }
            let (buffer, words) = self.analysis.words_of(text.unwrap_or_default(), &mut scratch);
            words.iter().for_each(|&(start, end)| add(&buffer[start..end]));
            add(END);
        }
        let mut kept: Vec<u32> =
            (0..all.len() as u32).filter(|&id| counts[id as usize] >= self.params.min_count).collect();
        kept.sort_by(|&a, &b| {
            let by_count = counts[b as usize].cmp(&counts[a as usize]);
            by_count.then_with(|| all.string(a).cmp(all.string(b)))
        });
        let mut words = Vocabulary::with_capacity(kept.len());
        for id in kept {
            words.insert(all.string(id));
        }
        Ok(words)
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.words.len() + self.hashes.0.len()
    }

    /// The row of a feature.
    pub(super) fn row(&self, feature: &Feature<'_>) -> Option<u32> {
        match *feature {
            Feature::Word(word) => self.words.get(word.as_bytes()),
            Feature::Piece(_, hash) | Feature::Words(_, hash) => {
                self.hashes.place(hash as i32).map(|place| self.words.len() as u32 + place as u32)
            }
        }
    }

    /// Keeps the rows named, in rising order, alone.
    pub(super) fn retain(&mut self, kept: &[u32]) {
        let count = self.words.len() as u32;
        let (mut words, mut hashes) = (Vocabulary::default(), Seen::default());
        let old = self.hashes.columns();
        for &row in kept {
            if row < count {
                words.insert(self.words.string(row));
            } else {
                hashes.push(old[(row - count) as usize]);
            }
        }
        (self.words, self.hashes) = (words, hashes);
    }

    /// Calls `f` with every feature of a text.
    pub(super) fn features(&self, text: &str, scratch: &mut Scratch, mut f: impl FnMut(Feature<'_>)) {
        let FastTextClassifier { minn, maxn, bucket, word_ngrams, .. } = self.params;
        let (buffer, places) = self.analysis.words_of(text, scratch);
        let mut words: Vec<&str> = places.iter().map(|&(start, end)| &buffer[start..end]).collect();
        words.push(END);
        let mut marked = String::new();
        for &word in &words {
            f(Feature::Word(word));
            if maxn > 0 && word != END {
                marked.clear();
                marked.extend(["<", word, ">"]);
                pieces(&marked, minn as usize, maxn as usize, |piece| f(Feature::Piece(piece, hash(piece) % bucket)));
            }
        }
        if word_ngrams > 1 {
            let hashes: Vec<u64> = words.iter().map(|word| i64::from(hash(word) as i32) as u64).collect();
            for first in 0..words.len() {
                let mut joint = hashes[first];
                for last in first + 1..words.len().min(first + word_ngrams as usize) {
                    joint = joint.wrapping_mul(116_049_371).wrapping_add(hashes[last]);
                    f(Feature::Words(&words[first..=last], (joint % u64::from(bucket)) as u32));
                }
            }
        }
    }

    pub(super) fn store(&self, store: &mut Store) -> Result<()> {
        store.set("params", &self.params)?;
        let word = |id| String::from_utf8_lossy(self.words.string(id));
        store.put_strings("words", &(0..self.words.len() as u32).map(word).collect());
        store.put("hashes", &self.hashes.columns());
        Ok(())
    }

    pub(super) fn restore(store: &Store) -> Result<Self> {
        let params: FastTextClassifier = store.params("params")?;
        params.check().map_err(|error| corrupt("params", error.message()))?;
        let names = store.take_strings("words")?;
        let names: Vec<String> = names.iter().map(|name| name.unwrap_or_default().to_owned()).collect();
        Self::from_parts(&params, &names, &store.take::<u32>("hashes")?)
            .ok_or_else(|| corrupt("words", "has a word or hash twice, or a hash out of range"))
    }

    /// Words and hashes in the order of their rows; `None` where one comes twice or is out of range.
    pub(super) fn from_parts(params: &FastTextClassifier, names: &[String], numbers: &[u32]) -> Option<Self> {
        let analysis = params.analysis().ok()?;
        let (mut words, mut hashes) = (Vocabulary::with_capacity(names.len()), Seen::default());
        names.iter().for_each(|name| {
            words.insert(name.as_bytes());
        });
        numbers.iter().for_each(|&number| hashes.push(number));
        let in_range = numbers.iter().all(|&number| number < params.bucket);
        let once = words.len() == names.len() && hashes.0.len() == numbers.len();
        (once && in_range).then(|| Self { params: params.clone(), analysis, words, hashes })
    }

    /// The words and hashes in the order of their rows.
    pub(super) fn parts(&self) -> (Vec<String>, Vec<u32>) {
        let word = |id| String::from_utf8_lossy(self.words.string(id)).into_owned();
        ((0..self.words.len() as u32).map(word).collect(), self.hashes.columns())
    }

    pub(super) fn params(&self) -> &FastTextClassifier {
        &self.params
    }
}

/// The pieces of a marked word that have so many characters; a mark alone is none.
fn pieces(word: &str, least: usize, most: usize, mut f: impl FnMut(&str)) {
    let starts: Vec<usize> = word.char_indices().map(|(start, _)| start).chain([word.len()]).collect();
    let count = starts.len() - 1;
    for first in 0..count {
        for length in least..=most.min(count - first) {
            if length > 1 || (first > 0 && first + 1 < count) {
                f(&word[starts[first]..starts[first + length]]);
            }
        }
    }
}

/// FNV-1a in 32 bits, each byte read as a signed number.
pub(super) fn hash(text: &str) -> u32 {
    text.bytes().fold(2_166_136_261, |hash: u32, byte| (hash ^ i32::from(byte as i8) as u32).wrapping_mul(16_777_619))
}

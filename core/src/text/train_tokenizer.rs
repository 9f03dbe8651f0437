//! Subwords learnt from texts: byte pair encoding.

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::Strings;
use crate::error::{Result, err};
use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

/// Learns the subwords of texts by byte pair encoding, and answers with a `tokenizer.json`, the `tokenizer` of vectorizers and of
/// other libraries.
///
/// A word begins as its characters, the last of which carries the mark `</w>`. The two neighbours that occur most often together,
/// over all words, become one; and again, until there are `vocab_size` subwords or no two occur `min_frequency` times. Of
/// pairs that are equally frequent the one whose parts were there first is taken, the characters in the order of their code
/// points. Words are runs of letters, digits and underscores, or of other characters between white space.
///
/// Input: a column of texts, none missing. Output: text in JSON: a model of type BPE with its vocabulary and merges, `[UNK]` for
/// characters that the texts do not have, and what cuts words in the same way.
/// Errors: `kp.missing_values` for a missing text; `kp.not_enough_data` when the texts have no words; `kp.invalid_params` when
/// `vocab_size` is below the number of characters.
/// Cost: O(words × length + merges × words with the pair) time.
/// Source: Sennrich, Haddow and Birch, Neural Machine Translation of Rare Words with Subword Units, ACL 2016, algorithm 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct TrainTokenizer {
    /// How many subwords there are at most, characters and `[UNK]` among them.
    #[schemars(range(min = 2, max = 10_000_000))]
    pub vocab_size: u32,
    /// How often a pair must occur.
    #[schemars(range(min = 1, max = 4_294_967_295u32))]
    pub min_frequency: u32,
    /// Lower-case texts first.
    pub lowercase: bool,
    /// The column of texts.
    pub text_col: String,
}

impl Default for TrainTokenizer {
    fn default() -> Self {
        Self { vocab_size: 8_000, min_frequency: 2, lowercase: true, text_col: "text".into() }
    }
}

setters! {
    TrainTokenizer {
        /// Sets how many subwords there are at most.
        vocab_size: u32,
        /// Sets how often a pair must occur.
        min_frequency: u32,
        /// Sets whether texts are lower-cased.
        lowercase: bool,
        /// Sets the column of texts.
        text_col: impl Into<String>,
    }
}

impl Component for TrainTokenizer {
    const ID: &'static str = "text.train_tokenizer";
    const NAME: &'static str = "TrainTokenizer";
    const VERSION: u32 = 1;
}

/// The mark of the last character of a word.
const END: &str = "</w>";
const UNKNOWN: &str = "[UNK]";

/// ```
/// use kingpost::component::{Context, Function};
/// use kingpost::{data::{Frame, Strings}, text::TrainTokenizer};
/// let texts: Strings = ["lower slower", "low"].into_iter().collect();
/// let table = Frame::new().with("text", texts)?;
/// let json = TrainTokenizer::default().call(&[Some(&table)], &Context::new())?.text()?;
/// assert!(json.contains("\"lo\""));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for TrainTokenizer {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "Texts.", needed: true }];
    const OUTPUT: Output = Output::Text;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let texts = inputs.need("data")?.strings(&self.text_col)?;
        if let Some(row) = texts.missing().iter().position(|&missing| missing) {
            return Err(err!(MissingValues, "row {row} has no text").with("row", row));
        }
        let learnt = self.learn(&self.count(texts, ctx)?, ctx)?;
        let vocabulary: Map<String, Value> =
            learnt.subwords.iter().enumerate().map(|(id, word)| (word.clone(), json!(id))).collect();
        let subword = |id: u32| &learnt.subwords[id as usize];
        let merges: Vec<[&String; 2]> = learnt.merges.iter().map(|&(a, b)| [subword(a), subword(b)]).collect();
        let normalizer = if self.lowercase { json!({"type": "Lowercase"}) } else { Value::Null };
        let tokenizer = json!({
            "version": "1.0",
            "truncation": null,
            "padding": null,
            "added_tokens": [],
            "normalizer": normalizer,
            "pre_tokenizer": {"type": "Whitespace"},
            "post_processor": null,
            "decoder": {"type": "BPEDecoder", "suffix": END},
            "model": {
                "type": "BPE",
                "dropout": null,
                "unk_token": UNKNOWN,
                "continuing_subword_prefix": null,
                "end_of_word_suffix": END,
                "fuse_unk": false,
                "byte_fallback": false,
                "vocab": vocabulary,
                "merges": merges,
            },
        });
        Ok(Answer::Text(tokenizer.to_string()))
    }
}

/// Subwords in the order of their numbers, and which two became one.
struct Learnt {
    subwords: Vec<String>,
    merges: Vec<(u32, u32)>,
}

/// A word in subwords, and how often it occurs.
struct Word {
    parts: Vec<u32>,
    count: u64,
}

impl TrainTokenizer {
    fn count(&self, texts: &Strings, ctx: &Context) -> Result<BTreeMap<String, u64>> {
        let cut = Regex::new(r"\w+|[^\w\s]+").map_err(|error| err!(Internal, "{error}"))?;
        let mut counts = BTreeMap::new();
        for (row, text) in texts.iter().enumerate() {
            if row % 256 == 0 {
                ctx.check()?;
            }
            let lower = text.filter(|_| self.lowercase).map(str::to_lowercase);
            let text = lower.as_deref().or(text).unwrap_or_default();
            cut.find_iter(text).for_each(|word| *counts.entry(word.as_str().to_owned()).or_insert(0) += 1);
        }
        if counts.is_empty() {
            return Err(err!(NotEnoughData, "the {} texts have no words", texts.len()));
        }
        Ok(counts)
    }

    fn learn(&self, counts: &BTreeMap<String, u64>, ctx: &Context) -> Result<Learnt> {
        let alphabet: BTreeSet<String> = counts.keys().flat_map(|word| characters(word)).collect();
        let mut subwords: Vec<String> = [UNKNOWN.to_owned()].into_iter().chain(alphabet).collect();
        let most = self.vocab_size as usize;
        if subwords.len() > most {
            return Err(err!(
                InvalidParams,
                "vocab_size is {most}; must be {} or more for the characters of the texts",
                subwords.len()
            )
            .with("param", "vocab_size"));
        }
        let mut ids: BTreeMap<String, u32> = (0..).zip(&subwords).map(|(id, word)| (word.clone(), id)).collect();
        let known =
            |word: &String| Word { parts: characters(word).map(|part| ids[&part]).collect(), count: counts[word] };
        let words: Vec<Word> = counts.keys().map(known).collect();
        let mut pairs = Pairs { words, ..Pairs::default() };
        (0..pairs.words.len()).for_each(|word| pairs.enter(word));
        pairs.queue();
        let mut merges = Vec::new();
        while subwords.len() < most {
            if merges.len() % 64 == 0 {
                ctx.check()?;
            }
            let Some((a, b)) = pairs.best(u64::from(self.min_frequency)) else { break };
            let joint = format!("{}{}", subwords[a as usize], subwords[b as usize]);
            // Two pairs can make the same subword.
            let id = *ids.entry(joint).or_insert_with_key(|joint| {
                subwords.push(joint.clone());
                (subwords.len() - 1) as u32
            });
            merges.push((a, b));
            pairs.join((a, b), id);
        }
        Ok(Learnt { subwords, merges })
    }
}

/// The characters of a word, the last with its mark.
fn characters(word: &str) -> impl Iterator<Item = String> {
    let last = word.char_indices().next_back().map_or(0, |(at, _)| at);
    word.char_indices().map(move |(at, c)| if at == last { format!("{c}{END}") } else { c.to_string() })
}

/// How often subwords are neighbours.
#[derive(Default)]
struct Pairs {
    words: Vec<Word>,
    /// How often each pair occurs, and in which words it has been.
    counts: HashMap<(u32, u32), (u64, BTreeSet<usize>)>,
    /// Pairs by count, some of them outdated.
    queue: BinaryHeap<(u64, Reverse<(u32, u32)>)>,
    /// Pairs whose counts changed since they were queued.
    changed: BTreeSet<(u32, u32)>,
}

impl Pairs {
    /// Counts the pairs of a word.
    fn enter(&mut self, word: usize) {
        let Word { parts, count } = &self.words[word];
        for pair in parts.windows(2).map(|pair| (pair[0], pair[1])) {
            let known = self.counts.entry(pair).or_default();
            known.0 += count;
            known.1.insert(word);
            self.changed.insert(pair);
        }
    }

    /// Takes the pairs of a word away.
    fn leave(&mut self, word: usize) {
        let Word { parts, count } = &self.words[word];
        for pair in parts.windows(2).map(|pair| (pair[0], pair[1])) {
            if let Some(known) = self.counts.get_mut(&pair) {
                known.0 -= count;
            }
            self.changed.insert(pair);
        }
    }

    fn queue(&mut self) {
        for pair in std::mem::take(&mut self.changed) {
            let count = self.counts.get(&pair).map_or(0, |known| known.0);
            if count > 0 {
                self.queue.push((count, Reverse(pair)));
            }
        }
    }

    /// The most frequent pair, of equals the first.
    fn best(&mut self, least: u64) -> Option<(u32, u32)> {
        while let Some((count, Reverse(pair))) = self.queue.pop() {
            if self.counts.get(&pair).is_some_and(|known| known.0 == count) {
                return (count >= least).then_some(pair);
            }
        }
        None
    }

    /// Makes two neighbours one wherever they are.
    fn join(&mut self, pair: (u32, u32), id: u32) {
        let words = self.counts.get_mut(&pair).map(|known| std::mem::take(&mut known.1)).unwrap_or_default();
        for word in words {
            self.leave(word);
            let old = std::mem::take(&mut self.words[word].parts);
            let mut at = 0;
            while at < old.len() {
                let joint = old.get(at + 1).is_some_and(|&next| (old[at], next) == pair);
                self.words[word].parts.push(if joint { id } else { old[at] });
                at += if joint { 2 } else { 1 };
            }
            self.enter(word);
        }
        self.queue();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Frame;

    fn train(params: &TrainTokenizer, texts: &[&str]) -> Result<Value> {
        let table = Frame::new().with("text", texts.iter().collect::<Strings>()).unwrap();
        let json = params.call(&[Some(&table)], &Context::new())?.text()?;
        Ok(serde_json::from_str(&json).unwrap())
    }

    /// The dictionary of the paper's algorithm 1.
    fn paper() -> String {
        let words = [("low", 5), ("lower", 2), ("newest", 6), ("widest", 3)];
        words.map(|(word, count)| format!("{word} ").repeat(count)).concat()
    }

    #[test]
    fn merges_are_those_of_the_paper() {
        // Sennrich et al. 2016, with the mark on the last character: es, est, then lo; of equals the first by code point.
        let params = TrainTokenizer::default().vocab_size(16);
        let json = train(&params, &[&paper()]).unwrap();
        assert_eq!(json["model"]["merges"], json!([["e", "s"], ["es", "t</w>"], ["l", "o"], ["e", "w"]]));
        assert_eq!(json["model"]["vocab"].as_object().unwrap().len(), 16);
        let all = train(&TrainTokenizer::default(), &[&paper()]).unwrap();
        assert!(all["model"]["vocab"].get("newest</w>").is_some() && all["model"]["vocab"].get("lower</w>").is_some());
    }

    #[test]
    fn texts_without_words_and_small_vocabularies_are_told() {
        assert_eq!(train(&TrainTokenizer::default(), &["", " "]).unwrap_err().code(), "kp.not_enough_data");
        let error = train(&TrainTokenizer::default().vocab_size(5), &["many letters"]).unwrap_err();
        assert_eq!(error.message(), "vocab_size is 5; must be 10 or more for the characters of the texts");
    }

    #[cfg(feature = "tokenizers")]
    #[test]
    fn what_was_learnt_cuts_texts() {
        let json = train(&TrainTokenizer::default().vocab_size(15), &[&paper()]).unwrap().to_string();
        let tokenizer = crate::text::subwords::Subwords::new(&json).unwrap();
        let (mut buffer, mut words) = (String::new(), Vec::new());
        tokenizer.cut("lowest", &mut buffer, &mut words);
        let words: Vec<&str> = words.into_iter().map(|(start, end)| &buffer[start..end]).collect();
        assert_eq!(words, ["lo", "w", "est</w>"]);
    }
}

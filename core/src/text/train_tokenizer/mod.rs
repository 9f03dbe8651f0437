//! Subwords learnt from texts: byte pair encoding, word pieces, the unigram language model.

mod bpe;
mod unigram;

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::Strings;
use crate::error::{Result, err};
use bpe::Mark;
use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How subwords are learnt and texts cut into them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TokenizerModel {
    /// Byte pair encoding: the two neighbours that occur most often together become one. The last subword of a word ends with `</w>`.
    #[default]
    Bpe,
    /// Word pieces: learnt as in byte pair encoding; a word is cut into the longest that fit, from its beginning. All but the first
    /// begin with `##`.
    Wordpiece,
    /// The unigram language model: of all frequent strings those stay whose loss would make the texts less likely; a word is cut in
    /// the most likely way. Words begin with `▁`.
    Unigram,
}

/// Learns the subwords of texts by byte pair encoding, as word pieces or as a unigram language model, and answers with a
/// `tokenizer.json`, the `tokenizer` of vectorizers and of other libraries.
///
/// Byte pair encoding and word pieces: a word begins as its characters. The two neighbours that occur most often together, over all
/// words, become one; and again, until there are `vocab_size` subwords or no two occur `min_frequency` times. Of pairs that are equally
/// frequent the one whose parts were there first is taken, the characters in the order of their code points.
///
/// Unigram: begins with every string of up to 16 characters that occurs twice or more with different characters behind it. Twice, the
/// expected number of times that each is used, over all ways to cut the words, gives their new probabilities; then the quarter
/// goes whose loss matters least to the likelihood, and again, until there are 1.1 times `vocab_size`, of which the likeliest stay,
/// and all characters.
///
/// Words are runs of letters, digits and underscores, or of other characters between white space.
///
/// Input: a column of texts, none missing. Output: text in JSON: a model of type BPE with its vocabulary and merges, WordPiece with
/// its vocabulary, or Unigram with its pieces and the logarithms of their probabilities; `[UNK]` for characters that the texts do
/// not have; and what cuts words in the same way.
/// Errors: `kp.missing_values` for a missing text; `kp.not_enough_data` when the texts have no words; `kp.invalid_params` when
/// `vocab_size` is below the number of characters.
/// Cost: pairs: O(words × length + merges × words with the pair) time. Unigram: a few dozen passes over the words, each
/// O(words × length × 16).
/// Source: Sennrich, Haddow and Birch, Neural Machine Translation of Rare Words with Subword Units, ACL 2016, algorithm 1; Schuster
/// and Nakajima 2012, with the pairs chosen as in tokenizers 0.23.1; Kudo, Subword Regularization, ACL 2018, section 3.2, with the
/// numbers of the unigram trainer of tokenizers 0.23.1 where no piece has to go; where many have, a few in a hundred are others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct TrainTokenizer {
    /// How subwords are learnt: byte pair encoding, word pieces, or a unigram language model.
    pub model_type: TokenizerModel,
    /// How many subwords there are at most, characters and `[UNK]` among them.
    #[schemars(range(min = 2, max = 10_000_000))]
    pub vocab_size: u32,
    /// How often a pair must occur, of byte pair encoding and word pieces.
    #[schemars(range(min = 1, max = 4_294_967_295u32))]
    pub min_frequency: u32,
    /// Lower-case texts first.
    pub lowercase: bool,
    /// The column of texts.
    pub text_col: String,
}

impl Default for TrainTokenizer {
    fn default() -> Self {
        Self {
            model_type: TokenizerModel::default(),
            vocab_size: 8_000,
            min_frequency: 2,
            lowercase: true,
            text_col: "text".into(),
        }
    }
}

setters! {
    TrainTokenizer {
        /// Sets how subwords are learnt.
        model_type: TokenizerModel,
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

/// The mark of the last subword of a word, that of those behind the first, and that of the first.
const END: &str = "</w>";
const FURTHER: &str = "##";
const BEGIN: char = '▁';
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
        let counts = self.count(texts, ctx)?;
        let words = json!({"type": "Whitespace"});
        let (model, decoder, pre_tokenizer) = match self.model_type {
            TokenizerModel::Bpe => (self.pairs(&counts, ctx)?, json!({"type": "BPEDecoder", "suffix": END}), words),
            TokenizerModel::Wordpiece => {
                (self.pieces(&counts, ctx)?, json!({"type": "WordPiece", "prefix": FURTHER, "cleanup": true}), words)
            }
            TokenizerModel::Unigram => {
                let spaces =
                    json!({"type": "Metaspace", "replacement": BEGIN, "prepend_scheme": "always", "split": false});
                let both = json!({"type": "Sequence", "pretokenizers": [words, spaces]});
                (self.unigram(counts, ctx)?, spaces, both)
            }
        };
        let normalizer = if self.lowercase { json!({"type": "Lowercase"}) } else { Value::Null };
        let tokenizer = json!({
            "version": "1.0",
            "truncation": null,
            "padding": null,
            "added_tokens": [],
            "normalizer": normalizer,
            "pre_tokenizer": pre_tokenizer,
            "post_processor": null,
            "decoder": decoder,
            "model": model,
        });
        Ok(Answer::Text(tokenizer.to_string()))
    }
}

fn vocabulary(subwords: &[String]) -> Map<String, Value> {
    subwords.iter().enumerate().map(|(id, word)| (word.clone(), json!(id))).collect()
}

impl TrainTokenizer {
    fn learn(&self, counts: &BTreeMap<String, u64>, mark: Mark, ctx: &Context) -> Result<bpe::Learnt> {
        bpe::learn(counts, self.vocab_size as usize, self.min_frequency, mark, ctx)
    }

    fn pairs(&self, counts: &BTreeMap<String, u64>, ctx: &Context) -> Result<Value> {
        let learnt = self.learn(counts, Mark::Last(END), ctx)?;
        let subword = |id: u32| &learnt.subwords[id as usize];
        let merges: Vec<[&String; 2]> = learnt.merges.iter().map(|&(a, b)| [subword(a), subword(b)]).collect();
        Ok(json!({
            "type": "BPE",
            "dropout": null,
            "unk_token": UNKNOWN,
            "continuing_subword_prefix": null,
            "end_of_word_suffix": END,
            "fuse_unk": false,
            "byte_fallback": false,
            "vocab": vocabulary(&learnt.subwords),
            "merges": merges,
        }))
    }

    fn pieces(&self, counts: &BTreeMap<String, u64>, ctx: &Context) -> Result<Value> {
        let learnt = self.learn(counts, Mark::Further(FURTHER), ctx)?;
        Ok(json!({
            "type": "WordPiece",
            "unk_token": UNKNOWN,
            "continuing_subword_prefix": FURTHER,
            "max_input_chars_per_word": 100,
            "vocab": vocabulary(&learnt.subwords),
        }))
    }

    fn unigram(&self, counts: BTreeMap<String, u64>, ctx: &Context) -> Result<Value> {
        let words = counts.into_iter().map(|(word, count)| (format!("{BEGIN}{word}"), count)).collect();
        let pieces = unigram::learn(&words, self.vocab_size as usize, ctx)?;
        let unknown = [(UNKNOWN.to_owned(), 0.0)];
        let vocab: Vec<(String, f64)> = unknown.into_iter().chain(pieces).collect();
        Ok(json!({"type": "Unigram", "unk_id": 0, "vocab": vocab, "byte_fallback": false}))
    }

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
}

/// A vocabulary has room for the characters and the mark of the unknown.
fn check_size(most: usize, needed: usize) -> Result<()> {
    if needed > most {
        return Err(err!(
            InvalidParams,
            "vocab_size is {most}; must be {needed} or more for the characters of the texts"
        )
        .with("param", "vocab_size"));
    }
    Ok(())
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

    #[test]
    fn word_pieces_are_those_of_tokenizers() {
        // tokenizers 0.23.1 on Python 3.11: WordPieceTrainer(vocab_size=30, min_frequency=2), whose order of the first characters
        // and choice of equally frequent pairs differ from run to run; 28 of the 30 pieces stay the same.
        let params = TrainTokenizer::default().model_type(TokenizerModel::Wordpiece).vocab_size(30);
        let json = train(&params, &[&paper()]).unwrap();
        let vocabulary = json["model"]["vocab"].as_object().unwrap();
        assert_eq!(vocabulary.len(), 30);
        for piece in
            "[UNK] d e i l n o r s t w ##o ##w ##e ##s ##t ##i ##d ##r ##es ##est lo low newest widest".split(' ')
        {
            assert!(vocabulary.contains_key(piece), "{piece}");
        }
    }

    #[test]
    fn pieces_and_their_logarithms_are_those_of_tokenizers() {
        // tokenizers 0.23.1 on Python 3.11: UnigramTrainer(vocab_size=30) behind Whitespace and Metaspace("always", split=False).
        // The order of i and d, and of the characters without a piece of their own, differs from run to run.
        let params = TrainTokenizer::default().model_type(TokenizerModel::Unigram).vocab_size(30);
        let json = train(&params, &[&paper()]).unwrap();
        let expected = [
            ("[UNK]", 0.0),
            ("e", -1.7678348276865794),
            ("▁", -2.084917606197475),
            ("s", -2.089534115100093),
            ("t", -2.089534115100093),
            ("▁low", -2.3634555893363913),
            ("n", -2.5240579246330084),
            ("we", -2.775993247416432),
            ("w", -2.9111572181664607),
            ("d", -3.3073912580063007),
            ("i", -3.3073912580063007),
            ("o", -3.8072912580063005),
            ("r", -3.8073912580063007),
            ("l", -3.8073912580063007),
        ];
        let found = json["model"]["vocab"].as_array().unwrap();
        assert_eq!(found.len(), expected.len());
        for (found, (piece, score)) in found.iter().zip(expected) {
            assert_eq!(found[0], piece);
            assert!((found[1].as_f64().unwrap() - score).abs() < 1e-9, "{found}");
        }
    }

    #[test]
    fn pieces_do_not_depend_on_the_threads() {
        let mut rng = crate::math::rng::Rng::new(4, 4);
        let parts = ["an", "ti", "on", "er", "s", "über", "🙂", "x"];
        let word =
            |rng: &mut crate::math::rng::Rng| (0..1 + rng.below(4)).map(|_| parts[rng.below(8)]).collect::<String>();
        let texts: Vec<String> = (0..300).map(|_| format!("{} {}", word(&mut rng), word(&mut rng))).collect();
        let table = Frame::new().with("text", texts.iter().collect::<Strings>()).unwrap();
        for model in [TokenizerModel::Bpe, TokenizerModel::Wordpiece, TokenizerModel::Unigram] {
            let params = TrainTokenizer::default().model_type(model).vocab_size(60);
            let train = |threads: usize| {
                params.call(&[Some(&table)], &Context::new().threads(threads)).unwrap().text().unwrap()
            };
            let json: Value = serde_json::from_str(&train(1)).unwrap();
            let size = json["model"]["vocab"]
                .as_array()
                .map_or_else(|| json["model"]["vocab"].as_object().unwrap().len(), Vec::len);
            assert!((40..=60).contains(&size), "{model:?}: {size}");
            assert_eq!(train(3), train(1));
            let small = params.clone().vocab_size(5);
            let error = small.call(&[Some(&table)], &Context::new()).unwrap_err();
            assert_eq!(error.code(), "kp.invalid_params");
        }
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
    #[cfg(feature = "tokenizers")]
    #[test]
    fn all_models_are_read() {
        for (model, expected) in [
            (TokenizerModel::Wordpiece, vec!["low", "##est", "[UNK]"]),
            (TokenizerModel::Unigram, vec!["▁low", "e", "s", "t", "▁", "🙂"]),
        ] {
            let json =
                train(&TrainTokenizer::default().model_type(model).vocab_size(30), &[&paper()]).unwrap().to_string();
            let tokenizer = crate::text::subwords::Subwords::new(&json).unwrap();
            let (mut buffer, mut words) = (String::new(), Vec::new());
            tokenizer.cut("lowest 🙂", &mut buffer, &mut words);
            let words: Vec<&str> = words.into_iter().map(|(start, end)| &buffer[start..end]).collect();
            assert_eq!(words, expected, "{model:?}");
        }
    }
}

//! Subwords by a trained tokenizer: WordPiece, BPE or Unigram, as a `tokenizer.json` describes it.

use super::analyze::PADDING;
use crate::error::{Result, err};

/// A tokenizer that was read.
#[derive(Clone, Debug)]
pub(super) struct Subwords {
    #[cfg(feature = "tokenizers")]
    tokenizer: tokenizers::Tokenizer,
}

#[cfg(feature = "tokenizers")]
impl Subwords {
    pub(super) fn new(json: &str) -> Result<Self> {
        let refuse = |why: &str| {
            err!(InvalidParams, "tokenizer is no tokenizer.json that can be used: {why}").with("param", "tokenizer")
        };
        let mut tokenizer =
            tokenizers::Tokenizer::from_bytes(json.as_bytes()).map_err(|error| refuse(&error.to_string()))?;
        // A text has all of its subwords, and no others.
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(|error| refuse(&error.to_string()))?;
        // One that lacks a mark for the unknown fails at the first text that needs it.
        tokenizer.encode("\u{10fffd} \u{e000}a", false).map_err(|error| refuse(&error.to_string()))?;
        Ok(Self { tokenizer })
    }

    /// Writes the subwords of a text and the padding, and where they are.
    pub(super) fn cut(&self, text: &str, buffer: &mut String, words: &mut Vec<(usize, usize)>) {
        buffer.clear();
        if let Ok(encoding) = self.tokenizer.encode(text, false) {
            for token in encoding.get_tokens() {
                let start = buffer.len();
                buffer.push_str(token);
                words.push((start, buffer.len()));
            }
        }
        buffer.push_str(PADDING);
    }
}

#[cfg(not(feature = "tokenizers"))]
impl Subwords {
    pub(super) fn new(_json: &str) -> Result<Self> {
        Err(err!(Unsupported, "this build has no tokenizers; the feature of that name adds them")
            .with("param", "tokenizer"))
    }

    pub(super) fn cut(&self, _text: &str, buffer: &mut String, _words: &mut Vec<(usize, usize)>) {
        buffer.clear();
        buffer.push_str(PADDING);
    }
}

#[cfg(feature = "tokenizers")]
#[cfg(test)]
mod tests {
    use super::*;

    const WORD_PIECE: &str = r###"{
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null,
            "lowercase": true},
        "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": null, "decoder": null,
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": {"[UNK]": 0, "token": 1, "##izer": 2, "##s": 3, "cafe": 4, ",": 5}}
    }"###;

    fn tokens(json: &str, text: &str) -> Vec<String> {
        let (mut buffer, mut words) = (String::new(), Vec::new());
        Subwords::new(json).unwrap().cut(text, &mut buffer, &mut words);
        words.into_iter().map(|(start, end)| buffer[start..end].to_owned()).collect()
    }

    #[test]
    fn words_are_cut_into_pieces_of_the_vocabulary() {
        // Greedy and longest first: Wu et al. 2016.
        assert_eq!(tokens(WORD_PIECE, "Tokenizers, CAFÉ zz"), ["token", "##izer", "##s", ",", "cafe", "[UNK]"]);
        assert_eq!(tokens(WORD_PIECE, ""), [""; 0]);
    }

    #[test]
    fn what_is_no_tokenizer_is_refused() {
        for json in ["", "{}", "[1]", &WORD_PIECE.replace("\"[UNK]\": 0, ", "")] {
            assert_eq!(Subwords::new(json).unwrap_err().code(), "kp.invalid_params");
        }
    }
}

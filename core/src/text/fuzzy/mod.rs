//! Texts that are alike though not equal: names, addresses, titles.

mod edit;
mod lanes;
mod ratio;
mod search;

use super::columns::texts_named;
use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Strings};
use crate::error::Result;
use lanes::LANES;
pub(super) use ratio::levenshtein as levenshtein_similarity;
use ratio::{Query, Ready, processed};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How alike two texts are, from 0 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scorer {
    /// Characters that stay when one is edited to the other by insertions and deletions, as a share of both.
    Ratio,
    /// The same after the words of each are sorted.
    TokenSortRatio,
    /// The same of the sets of words, where common words count once: 100 where one has all words of the other.
    #[default]
    TokenSetRatio,
    /// 1 less the edits (insertions, deletions, substitutions) as a share of the longer.
    Levenshtein,
    /// Jaro's similarity: common characters at nearly the same place.
    Jaro,
    /// Jaro's similarity, raised where the first four characters agree: short names.
    JaroWinkler,
}

impl Scorer {
    #[cfg(test)]
    const ALL: [Scorer; 6] = [
        Scorer::Ratio,
        Scorer::TokenSortRatio,
        Scorer::TokenSetRatio,
        Scorer::Levenshtein,
        Scorer::Jaro,
        Scorer::JaroWinkler,
    ];
}

/// Finds for each text the most alike among others: names in a list of customers, products in a catalogue.
///
/// Every pair is compared, as characters (code points), by `scorer`; the best `k` choices of each text come first, equally
/// good ones in the order of their rows. With `process`, both are compared in lower case, with a space for whatever is no letter,
/// digit or underscore.
///
/// Input: texts, and choices; missing ones match nothing.
/// Output: at most `k` rows a text: `row` of the text, `rank` from 1, `choice` (its row), `score` from 0 to 100, `text`, `match`.
/// Errors: `kp.invalid_data` without a column of texts in either table.
/// Cost: texts × choices × length, 64 characters at once, and by edits eight texts of up to 256 characters at once; texts in
/// parallel. A choice that cannot be as good as `min_score` or as the best so far, by its length and by how often characters
/// occur, costs a look.
/// Source: RapidFuzz 3.14.6, `process.extract` with `fuzz.ratio`, `token_sort_ratio`, `token_set_ratio`, and 100 times
/// `Levenshtein.normalized_similarity`, `Jaro.similarity`, `JaroWinkler.similarity`; Hyyrö 2003 and 2004.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct FuzzyMatch {
    /// How alike two texts are.
    pub scorer: Scorer,
    /// How many choices a text gets at most.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub k: usize,
    /// Choices below this are left out.
    #[schemars(range(min = 0.0, max = 100.0))]
    pub min_score: f64,
    /// Compare in lower case and without punctuation.
    pub process: bool,
    /// The column of texts; a table with one column of text needs no name.
    pub text_col: String,
    /// The column of choices; a table with one column of text needs no name.
    pub choice_col: String,
}

impl Default for FuzzyMatch {
    fn default() -> Self {
        Self {
            scorer: Scorer::default(),
            k: 1,
            min_score: 0.0,
            process: true,
            text_col: "text".into(),
            choice_col: "text".into(),
        }
    }
}

setters! {
    /// Setters.
    FuzzyMatch {
        /// Sets how alike two texts are.
        scorer: Scorer,
        /// Sets how many choices a text gets at most.
        k: usize,
        /// Sets the least score.
        min_score: f64,
        /// Sets whether case and punctuation are left out.
        process: bool,
        /// Sets the column of texts.
        text_col: impl Into<String>,
        /// Sets the column of choices.
        choice_col: impl Into<String>,
    }
}

impl Component for FuzzyMatch {
    const ID: &'static str = "text.fuzzy_match";
    const NAME: &'static str = "FuzzyMatch";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::{component::{Context, Function}, data::{Frame, Strings}, text::FuzzyMatch};
/// let one = |texts: &[&str]| Frame::new().with("text", texts.iter().collect::<Strings>());
/// let (names, known) = (one(&["ACME, Inc."])?, one(&["Apex Ltd", "Acme Inc"])?);
/// let found = FuzzyMatch::default().call(&[Some(&names), Some(&known)], &Context::new())?.frame()?;
/// assert_eq!((found.numbers("choice")?[0], found.f64("score")?[0]), (1.0, 100.0));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for FuzzyMatch {
    const INPUTS: &'static [Input] = &[
        Input { name: "data", doc: "A column of texts.", needed: true },
        Input { name: "choices", doc: "A column of texts to choose from.", needed: true },
    ];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let (_, texts) = texts_named(inputs.need("data")?, &self.text_col)?;
        let (_, choices) = texts_named(inputs.need("choices")?, &self.choice_col)?;
        let form = |text| formed(text, self.process);
        let ready = |row| Ok(choices.get(row).map(|text| Ready::new(&form(text), self.scorer)));
        let ready = ctx.each(choices.len(), ready)?;
        // Several texts of about one length at once, but no thread without any.
        let mut known: Vec<(usize, &str)> =
            texts.iter().enumerate().filter_map(|(row, text)| Some((row, text?))).collect();
        known.sort_by_key(|(_, text)| text.len());
        let size = known.len().div_ceil(ctx.workers()).clamp(1, LANES);
        let found = ctx.map(known.len().div_ceil(size), |group| {
            let some = known.iter().skip(group * size).take(size);
            let queries: Vec<Query> = some.map(|(_, text)| Query::new(&form(text), self.scorer)).collect();
            search::best(&queries, &ready, self.k, self.min_score, ctx)
        })?;
        let mut best: Vec<(usize, search::Best)> =
            known.iter().map(|(row, _)| *row).zip(found.into_iter().flatten()).collect();
        best.sort_unstable_by_key(|(row, _)| *row);
        let (mut rows, mut ranks, mut chosen, mut scores) = (vec![], vec![], vec![], vec![]);
        let (mut names, mut matches) = (Strings::new(), Strings::new());
        for (row, best) in best {
            for (rank, (score, choice)) in best.into_iter().enumerate() {
                rows.push(row as i64);
                ranks.push(rank as i64 + 1);
                chosen.push(choice as i64);
                scores.push(score);
                names.push_option(texts.get(row));
                matches.push_option(choices.get(choice));
            }
        }
        let frame = Frame::new().with("row", rows)?.with("rank", ranks)?.with("choice", chosen)?;
        Ok(frame.with("score", scores)?.with("text", names)?.with("match", matches)?.into())
    }
}

/// A text as it is compared.
fn formed(text: &str, process: bool) -> Cow<'_, str> {
    if process { Cow::Owned(processed(text)) } else { Cow::Borrowed(text) }
}

/// Says how alike two texts are, row by row.
///
/// Characters are code points; `process` as in `fuzzy_match`.
///
/// Input: two columns of texts; where one is missing, so is the score.
/// Output: the table and `score`, from 0 (nothing in common) to 100 (equal).
/// Errors: `kp.invalid_data` without the columns, and where a column is named `score` already.
/// Cost: a row costs the product of the lengths, 64 characters at once; rows in parallel.
/// Source: as `fuzzy_match`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct TextSimilarity {
    /// How alike two texts are.
    pub scorer: Scorer,
    /// Compare in lower case and without punctuation.
    pub process: bool,
    /// One column.
    pub left_col: String,
    /// The other.
    pub right_col: String,
}

impl Default for TextSimilarity {
    fn default() -> Self {
        Self { scorer: Scorer::default(), process: true, left_col: "left".into(), right_col: "right".into() }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::{Context, Function}, data::{Frame, Strings}, text::{Scorer, TextSimilarity}};
    /// let column = |text: &str| [text].into_iter().collect::<Strings>();
    /// let table = Frame::new().with("left", column("Anna  Smith"))?.with("right", column("smith, anna"))?;
    /// let component = TextSimilarity::default().scorer(Scorer::TokenSortRatio);
    /// let found = component.call(&[Some(&table)], &Context::new())?.frame()?;
    /// assert_eq!(found.f64("score")?, [100.0]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    TextSimilarity {
        /// Sets how alike two texts are.
        scorer: Scorer,
        /// Sets whether case and punctuation are left out.
        process: bool,
        /// Sets one column.
        left_col: impl Into<String>,
        /// Sets the other column.
        right_col: impl Into<String>,
    }
}

impl Component for TextSimilarity {
    const ID: &'static str = "text.text_similarity";
    const NAME: &'static str = "TextSimilarity";
    const VERSION: u32 = 1;
}

impl Function for TextSimilarity {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "Two columns of texts.", needed: true }];
    const OUTPUT: Output = Output::Frame;
    const KEEPS_ROWS: bool = true;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let frame = inputs.need("data")?;
        let (left, right) = (frame.strings(&self.left_col)?, frame.strings(&self.right_col)?);
        let form = |text| formed(text, self.process);
        let scores = ctx.map(left.len(), |row| {
            let pair = left.get(row).zip(right.get(row));
            let score = pair.and_then(|(a, b)| {
                Query::new(&form(a), self.scorer).score(&Ready::new(&form(b), self.scorer), None, |_| true)
            });
            Ok(score.unwrap_or(f64::NAN))
        })?;
        Ok(frame.clone().with("score", scores)?.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_over_changes_no_answer() {
        let mut rng = crate::math::rng::Rng::new(9, 9);
        let mut word = || (0..rng.below(90)).map(|_| ['a', 'b', 'c', ' ', 'é', '🙂'][rng.below(6)]).collect::<String>();
        let choices: Vec<String> = (0..300).map(|_| word()).collect();
        for scorer in Scorer::ALL {
            let ready: Vec<Option<Ready>> = choices.iter().map(|text| Some(Ready::new(text, scorer))).collect();
            for _ in 0..2 {
                let queries: Vec<Query> = (0..LANES).map(|_| Query::new(&word(), scorer)).collect();
                for (k, least) in [(1, 0.0), (5, 60.0), (40, 0.0)] {
                    let best = search::best(&queries, &ready, k, least, &Context::new()).unwrap();
                    for (query, best) in queries.iter().zip(best) {
                        let score = |choice: &Ready| query.score(choice, None, |_| true).unwrap();
                        let mut all: Vec<(f64, usize)> = ready.iter().flatten().map(score).zip(0..).collect();
                        all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
                        all.retain(|one| one.0 >= least);
                        all.truncate(k);
                        assert_eq!(best, all, "{scorer:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_best_come_first_and_missing_texts_match_nothing() {
        let mut texts: Strings = ["abc", "xyz"].into_iter().collect();
        texts.push_missing();
        let mut choices: Strings = ["abd", "abc", "ABC!"].into_iter().collect();
        choices.push_missing();
        let (texts, choices) = (Frame::new().with("t", texts).unwrap(), Frame::new().with("c", choices).unwrap());
        let call = |matcher: FuzzyMatch, threads: usize| {
            let ctx = Context::new().threads(threads);
            matcher.scorer(Scorer::Ratio).call(&[Some(&texts), Some(&choices)], &ctx).unwrap().frame().unwrap()
        };
        let found = call(FuzzyMatch::default().k(2).min_score(50.0), 2);
        assert_eq!(found.numbers("row").unwrap(), [0.0, 0.0]);
        assert_eq!(found.numbers("choice").unwrap(), [1.0, 2.0]);
        assert_eq!(found, call(FuzzyMatch::default().k(2).min_score(50.0), 1));
        let exact = call(FuzzyMatch::default().k(5).process(false), 1);
        assert_eq!(exact.numbers("choice").unwrap(), [1.0, 0.0, 2.0, 0.0, 1.0, 2.0]);
    }
}

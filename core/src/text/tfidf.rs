//! Counts of known n-grams, weighted by how rare each is.

use super::analyze::{Analysis, Scratch};
use super::options::{Norm, analysis_params};
use super::rows::{self, Rows, Work};
use super::vocabulary::Vocabulary;
use crate::component::{Component, Context, Parts, Store, Vectorizer, VectorizerState, corrupt};
use crate::data::{Column, Csr, Frame, Strings};
use crate::error::{Result, err};
use serde_json::json;
use std::ops::Range;

analysis_params! {
    /// Counts the n-grams of a text and weighs each by how rare it was in the texts of the fit.
    ///
    /// The weight of a term t in a text is tf(t) × idf(t), with tf the count and idf(t) = ln((n + 1) / (df(t) + 1)) + 1, where
    /// df(t) of the n texts of the fit have the term; each row is then scaled to length 1.
    ///
    /// Input: texts, none missing. Output: one sparse row a text, one column a term in the order of their code points;
    /// terms that the fit did not see are left out. Equal to scikit-learn's TfidfVectorizer with its default token pattern
    /// to 1e-12; where `max_features` must choose between equally frequent terms, the first by code point stay.
    /// Errors: `kp.not_enough_data` when no term is found or none remains after `min_df` and `max_df`;
    /// `kp.invalid_params` when these exclude each other, or the first number of `ngram_range` is above the second.
    /// Cost: O(bytes × lengths of n-grams) time and O(bytes of the terms) memory.
    /// Source: Manning, Raghavan and Schütze, Introduction to Information Retrieval, 6.2; scikit-learn 1.9.1,
    /// `TfidfVectorizer`. Characters are those of Unicode 14.0.0.
    pub struct Tfidf {
        /// Leave out terms that fewer texts have: at or above 1 a number of texts, below 1 a share of them.
        #[schemars(range(min = 0.0, max = 9_007_199_254_740_992.0))]
        pub min_df: f64,
        /// Leave out terms that more texts have: above 1 a number of texts, at or below 1 a share of them.
        #[schemars(range(min = 0.0, max = 9_007_199_254_740_992.0))]
        pub max_df: f64,
        /// Keep at most so many terms, the most frequent ones; null for all.
        #[schemars(range(min = 1, max = 2_147_483_647))]
        pub max_features: Option<u32>,
        /// Each row is scaled to length 1 by this norm; null to leave the weights.
        pub norm: Option<Norm>,
        /// Weigh by idf; else the weight is tf alone.
        pub use_idf: bool,
        /// Count one more text that has every term, as in the formula above; else idf(t) = ln(n / df(t)) + 1.
        pub smooth_idf: bool,
        /// Use 1 + ln(tf) for tf.
        pub sublinear_tf: bool,
        /// Every count becomes 1 before weighing.
        pub binary: bool,
    }
}

impl Default for Tfidf {
    fn default() -> Self {
        Self {
            analyzer: Default::default(),
            ngram_range: [1, 1],
            lowercase: true,
            strip_accents: None,
            stop_words: None,
            tokens: Default::default(),
            min_df: 1.0,
            max_df: 1.0,
            max_features: None,
            norm: Some(Norm::L2),
            use_idf: true,
            smooth_idf: true,
            sublinear_tf: false,
            binary: false,
        }
    }
}

/// ```
/// use kingpost::{component::{Context, Vectorizer}, data::{Frame, Strings}, text::Tfidf};
/// let texts: Strings = ["red apple", "green apple"].into_iter().collect();
/// let model = Tfidf::default().fit(&texts)?;
/// let features = model.transform(&Frame::new().with("text", texts)?.into(), &Context::new())?;
/// let (columns, values) = features.row(0);
/// assert_eq!(columns, [0, 2]); // apple, and red, which is rarer
/// assert!((values[0] - 0.579_739).abs() < 1e-6 && (values[1] - 0.814_802).abs() < 1e-6);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Tfidf {
    /// Sets how few texts a term may have: a number, or below 1 a share.
    #[must_use]
    pub fn min_df(mut self, least: f64) -> Self {
        self.min_df = least;
        self
    }

    /// Sets how many texts a term may have: a number, or at or below 1 a share.
    #[must_use]
    pub fn max_df(mut self, most: f64) -> Self {
        self.max_df = most;
        self
    }

    /// Sets how many terms are kept at most.
    #[must_use]
    pub fn max_features(mut self, most: impl Into<Option<u32>>) -> Self {
        self.max_features = most.into();
        self
    }

    /// Sets the norm, or none.
    #[must_use]
    pub fn norm(mut self, norm: impl Into<Option<Norm>>) -> Self {
        self.norm = norm.into();
        self
    }

    /// Sets whether rare terms weigh more.
    #[must_use]
    pub fn use_idf(mut self, idf: bool) -> Self {
        self.use_idf = idf;
        self
    }

    /// Sets whether one more text that has every term is counted.
    #[must_use]
    pub fn smooth_idf(mut self, smooth: bool) -> Self {
        self.smooth_idf = smooth;
        self
    }

    /// Sets whether tf is 1 + ln(count).
    #[must_use]
    pub fn sublinear_tf(mut self, sublinear: bool) -> Self {
        self.sublinear_tf = sublinear;
        self
    }

    /// Sets whether counts become 1.
    #[must_use]
    pub fn binary(mut self, binary: bool) -> Self {
        self.binary = binary;
        self
    }

    /// The least and the greatest number of texts that a term may have.
    fn df_bounds(&self, texts: usize) -> Result<(f64, f64)> {
        let texts = texts as f64;
        for (name, value) in [("min_df", self.min_df), ("max_df", self.max_df)] {
            if value > 1.0 && value.fract() != 0.0 {
                return Err(err!(InvalidParams, "{name} is {value}; above 1 it must be a whole number of texts")
                    .with("param", name));
            }
        }
        let least = if self.min_df < 1.0 { self.min_df * texts } else { self.min_df };
        let most = if self.max_df <= 1.0 { self.max_df * texts } else { self.max_df };
        if most < least {
            return Err(
                err!(InvalidParams, "max_df of {most} texts is below min_df of {least}").with("param", "max_df")
            );
        }
        Ok((least, most))
    }
}

impl Component for Tfidf {
    const ID: &'static str = "text.tfidf";
    const NAME: &'static str = "TfidfVectorizer";
    const VERSION: u32 = 1;
}

/// The terms with their weights.
#[derive(Clone, Debug)]
pub struct TfidfState {
    params: Tfidf,
    analysis: Analysis,
    /// The terms; their numbers are the columns.
    terms: Vocabulary,
    /// How many texts of the fit have each term, and how many texts there were.
    df: Vec<u32>,
    texts: u32,
    /// The weight of each term; empty without idf.
    idf: Vec<f64>,
}

/// How often a term was seen.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// In how many texts.
    df: u32,
    /// The last of them, counted from 1.
    last: u32,
    /// How many times in all.
    tf: u64,
}

/// The terms of some texts.
#[derive(Debug, Default)]
struct Counts {
    terms: Vocabulary,
    counts: Vec<Count>,
}

impl Counts {
    fn of(analysis: &Analysis, texts: &Strings, chunk: Range<usize>, ctx: &Context) -> Result<Self> {
        let mut all = Self::default();
        let mut scratch = Scratch::default();
        for row in chunk {
            if row % 256 == 0 {
                ctx.check()?;
            }
            let mut full = false;
            let now = row as u32 + 1;
            analysis.grams(texts.get(row).unwrap_or_default(), &mut scratch, |gram| {
                match all.terms.insert_gram(gram) {
                    Some(id) => all.seen(id).add_in(now),
                    None => full = true,
                }
            });
            if full {
                return Err(too_many());
            }
        }
        Ok(all)
    }

    #[inline]
    fn seen(&mut self, id: u32) -> &mut Count {
        if id as usize == self.counts.len() {
            self.counts.push(Count::default());
        }
        &mut self.counts[id as usize]
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        for (id, count) in (0..).zip(&other.counts) {
            let id = self.terms.insert(other.terms.string(id)).ok_or_else(too_many)?;
            let mine = self.seen(id);
            mine.df += count.df;
            mine.tf += count.tf;
        }
        Ok(())
    }
}

impl Count {
    #[inline]
    fn add_in(&mut self, text: u32) {
        self.df += u32::from(self.last != text);
        self.last = text;
        self.tf += 1;
    }
}

fn too_many() -> crate::Error {
    err!(InvalidData, "the texts have more than 2,147,483,647 different terms; use shorter n-grams or hashing")
}

impl Vectorizer for Tfidf {
    type State = TfidfState;

    fn fit_texts(&self, texts: &Strings, ctx: &Context) -> Result<TfidfState> {
        let analysis = self.analysis()?;
        if texts.is_empty() {
            return Err(err!(NotEnoughData, "there are no texts; at least one is needed"));
        }
        let (least, most) = self.df_bounds(texts.len())?;
        let number = u32::try_from(texts.len()).map_err(|_| err!(InvalidData, "there are more than 2^32 - 1 texts"))?;
        // The counts do not depend on how the texts are dealt out, so that may follow the threads.
        let chunks = rows::chunks(texts, (texts.text().len() / ctx.workers()).max(1 << 18) + 1);
        let parts = ctx.map(chunks.len(), |chunk| Counts::of(&analysis, texts, chunks[chunk].clone(), ctx))?;
        let mut parts = parts.into_iter();
        let mut all = parts.next().unwrap_or_default();
        parts.try_for_each(|part| all.merge(&part))?;
        if all.counts.is_empty() {
            return Err(err!(NotEnoughData, "empty vocabulary; the {number} texts have no terms beside stop words"));
        }
        let kept = self.keep(&all, least, most)?;
        let mut terms = Vocabulary::with_capacity(kept.len());
        kept.iter().try_for_each(|&id| terms.insert(all.terms.string(id)).map(|_| ())).ok_or_else(too_many)?;
        let df = kept.iter().map(|&id| all.counts[id as usize].df).collect();
        TfidfState::new(self.clone(), terms, df, number)
    }
}

impl Tfidf {
    /// The terms that stay, by code point.
    fn keep(&self, all: &Counts, least: f64, most: f64) -> Result<Vec<u32>> {
        let in_bounds = |count: &Count| f64::from(count.df) >= least && f64::from(count.df) <= most;
        let ids = (0..).zip(&all.counts).filter(|(_, count)| in_bounds(count));
        // Most comparisons are settled by the first bytes.
        let mut kept: Vec<(u128, u32)> = ids.map(|(id, _)| (prefix(all.terms.string(id)), id)).collect();
        if kept.is_empty() {
            let terms = all.counts.len();
            return Err(err!(
                NotEnoughData,
                "none of {terms} terms remains with min_df {} and max_df {}; lower the first or raise the second",
                self.min_df,
                self.max_df
            ));
        }
        kept.sort_unstable_by(|&(a, i), &(b, j)| a.cmp(&b).then_with(|| all.terms.string(i).cmp(all.terms.string(j))));
        let mut kept: Vec<u32> = kept.into_iter().map(|(_, id)| id).collect();
        if let Some(most) = self.max_features.map(|most| most as usize)
            && kept.len() > most
        {
            let count = |id: u32| all.counts[id as usize];
            let frequency = |id: u32| if self.binary { u64::from(count(id).df) } else { count(id).tf };
            let mut places: Vec<usize> = (0..kept.len()).collect();
            places.sort_by_key(|&place| std::cmp::Reverse(frequency(kept[place])));
            places.truncate(most);
            places.sort_unstable();
            kept = places.into_iter().map(|place| kept[place]).collect();
        }
        if kept.len() > i32::MAX as usize { Err(too_many()) } else { Ok(kept) }
    }
}

/// The first sixteen bytes as a number that sorts as they do.
fn prefix(string: &[u8]) -> u128 {
    let mut first = [0; 16];
    let length = string.len().min(16);
    first[..length].copy_from_slice(&string[..length]);
    u128::from_be_bytes(first)
}

impl TfidfState {
    fn new(params: Tfidf, terms: Vocabulary, df: Vec<u32>, texts: u32) -> Result<Self> {
        let analysis = params.analysis()?;
        let more = if params.smooth_idf { 1.0 } else { 0.0 };
        let weigh = |&df: &u32| libm::log((f64::from(texts) + more) / (f64::from(df) + more)) + 1.0;
        let idf = if params.use_idf { df.iter().map(weigh).collect() } else { Vec::new() };
        Ok(Self { params, analysis, terms, df, texts, idf })
    }

    /// Adds the entries of a text to a row, the columns moved by `offset`.
    pub(super) fn append(&self, text: &str, work: &mut Work, offset: usize, rows: &mut Rows) {
        let Work { scratch, places, .. } = work;
        places.clear();
        self.analysis.grams(text, scratch, |gram| places.extend(self.terms.get_gram(gram)));
        work.sort_places(0, u32::BITS - (self.terms.len() as u32).leading_zeros());
        let start = rows.values.len();
        for same in work.places.chunk_by(|a, b| a == b) {
            let count = if self.params.binary { 1.0 } else { same.len() as f64 };
            let tf = if self.params.sublinear_tf { libm::log(count) + 1.0 } else { count };
            let idf = self.idf.get(same[0] as usize).copied().unwrap_or(1.0);
            rows.indices.push((same[0] as usize + offset) as i32);
            rows.values.push(tf * idf);
        }
        if let Some(norm) = self.params.norm {
            norm.scale(&mut rows.values[start..]);
        }
    }

    /// How many columns there are.
    pub(super) fn columns(&self) -> usize {
        self.terms.len()
    }

    /// The name of a column.
    pub(super) fn term(&self, column: usize) -> &str {
        std::str::from_utf8(self.terms.string(column as u32)).unwrap_or_default()
    }
}

impl VectorizerState for TfidfState {
    fn transform(&self, texts: &Strings, ctx: &Context) -> Result<Csr> {
        rows::build(texts, self.terms.len(), ctx, |text, work, rows| self.append(text, work, 0, rows))
    }

    fn feature_names(&self) -> Result<Strings> {
        Ok((0..self.terms.len()).map(|column| self.term(column)).collect())
    }

    fn parts(&self) -> Result<Parts> {
        let summary = json!({"terms": self.terms.len(), "texts": self.texts});
        let df = self.df.iter().map(|&df| i64::from(df)).collect::<Vec<_>>();
        let mut table =
            Frame::new().with("term", self.feature_names()?)?.with("document_frequency", Column::I64(df))?;
        if self.params.use_idf {
            table = table.with("idf", self.idf.clone())?;
        }
        let summary = summary.as_object().cloned().unwrap_or_default();
        Ok(Parts { summary, tables: vec![("terms".into(), table)] })
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.store_as("", store)
    }

    fn restore(store: &Store) -> Result<Self> {
        Self::restore_as("", store)
    }
}

impl TfidfState {
    /// Writes the state under names that begin so.
    pub(super) fn store_as(&self, prefix: &str, store: &mut Store) -> Result<()> {
        store.set(&format!("{prefix}analysis"), &self.params)?;
        store.set(&format!("{prefix}texts"), &self.texts)?;
        store.put_strings(&format!("{prefix}terms"), &self.feature_names()?);
        store.put(&format!("{prefix}df"), &self.df);
        Ok(())
    }

    /// Reads what [`TfidfState::store_as`] wrote.
    pub(super) fn restore_as(prefix: &str, store: &Store) -> Result<Self> {
        let [analysis, texts, terms, df] = ["analysis", "texts", "terms", "df"].map(|name| format!("{prefix}{name}"));
        let params: Tfidf = store.params(&analysis)?;
        let texts: u32 = store.get(&texts)?;
        let names = store.take_strings(&terms)?;
        let mut vocabulary = Vocabulary::with_capacity(names.len());
        let mut last = None;
        for name in names.iter().map(Option::unwrap_or_default) {
            if last >= Some(name) {
                return Err(corrupt(&terms, "is not in rising order"));
            }
            vocabulary.insert(name.as_bytes());
            last = Some(name);
        }
        let counts: Vec<u32> = store.take_exactly(&df, names.len())?;
        if names.is_empty() || names.len() > i32::MAX as usize || counts.iter().any(|&df| df == 0 || df > texts) {
            return Err(corrupt(&df, &format!("is not a count of texts in 1..={texts} for each term")));
        }
        Self::new(params, vocabulary, counts, texts).map_err(|error| corrupt(&analysis, error.message()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Each expectation is that of scikit-learn 1.9.1: TfidfVectorizer(...).fit(TEXTS).transform(TEXTS), which sorts columns.
    const TEXTS: [&str; 5] = ["the cat sat on the mat", "The dog SAT", "a Ünïcode cat 🐈 cat", "", "zebra étude sat"];

    fn fit(params: &Tfidf, texts: &[&str]) -> Result<TfidfState> {
        params.fit_texts(&texts.iter().collect(), &Context::new().threads(1))
    }

    /// The terms, and per row the columns and the weights.
    fn check(params: &Tfidf, terms: &str, rows: [(&[i32], &[f64]); 5]) {
        let state = fit(params, &TEXTS).unwrap();
        let names = state.feature_names().unwrap();
        assert_eq!(names.iter().flatten().collect::<Vec<_>>().join(" "), terms);
        let matrix = state.transform(&TEXTS.iter().collect(), &Context::new()).unwrap();
        for (row, (columns, weights)) in rows.into_iter().enumerate() {
            assert_eq!(matrix.row(row).0, columns);
            for (found, expected) in matrix.row(row).1.iter().zip(weights) {
                assert!((found - expected).abs() < 1e-12, "row {row}: {found} and {expected}");
            }
        }
    }

    #[test]
    fn weights_are_those_of_scikit_learn() {
        let terms = "cat dog mat on sat the zebra étude ünïcode";
        let (a, b, c) = (0.4187402724516039, 0.3378370152107983, 0.2804352406913354);
        let last = [0.42799292268317357, 0.6390704413963749, 0.6390704413963749];
        check(
            &Tfidf::default(),
            terms,
            [
                (&[0, 2, 3, 4, 5], &[b, a, a, c, 0.6756740304215966]),
                (&[1, 4, 5], &[0.6901592662889633, 0.46220770413113277, 0.5568161504458247]),
                (&[0, 8], &[0.8500027502658362, 0.52677824987419]),
                (&[], &[]),
                (&[4, 6, 7], &last),
            ],
        );
        let (one, two, three) = (2.6094379124341005, 1.916290731874155, 1.5108256237659907);
        check(
            &Tfidf::default().smooth_idf(false).sublinear_tf(true).norm(None),
            terms,
            [
                (&[0, 2, 3, 4, 5], &[two, one, one, three, 3.24456224980588]),
                (&[1, 4, 5], &[one, three, two]),
                (&[0, 8], &[3.24456224980588, one]),
                (&[], &[]),
                (&[4, 6, 7], &[three, one, one]),
            ],
        );
    }

    #[test]
    fn terms_are_kept_as_in_scikit_learn() {
        let first = [0.26109044771142487, 0.21672865686572537, 0.5221808954228497];
        let second = [0.4535788853765508, 0.5464211146234491];
        check(
            &Tfidf::default().min_df(2.0).norm(Norm::L1),
            "cat sat the",
            [(&[0, 1, 2], &first), (&[1, 2], &second), (&[0], &[1.0]), (&[], &[]), (&[1], &[1.0])],
        );
        let rows: [(&[i32], &[f64]); 5] =
            [(&[0, 1, 2], &[1.0; 3]), (&[1, 2], &[1.0; 2]), (&[0], &[1.0]), (&[], &[]), (&[1], &[1.0])];
        check(&Tfidf::default().use_idf(false).binary(true).norm(None).max_features(3), "cat sat the", rows);
        let (cat, the) = (1.6931471805599454, 3.386294361119891);
        check(
            &Tfidf::default().max_df(0.5).min_df(0.3).norm(None),
            "cat the",
            [(&[0, 1], &[cat, the]), (&[1], &[cat]), (&[0], &[the]), (&[], &[]), (&[], &[])],
        );
    }

    #[test]
    fn an_empty_vocabulary_and_contradictions_are_told() {
        let message = |params: &Tfidf, texts: &[&str]| {
            let error = fit(params, texts).unwrap_err();
            (error.code(), error.message().to_owned())
        };
        let plain = Tfidf::default();
        assert_eq!(message(&plain, &[]).0, "kp.not_enough_data");
        let nothing = "empty vocabulary; the 2 texts have no terms beside stop words".to_owned();
        assert_eq!(message(&plain, &["", " \u{1c}"]), ("kp.not_enough_data", nothing));
        let rare = "none of 2 terms remains with min_df 2 and max_df 1; lower the first or raise the second".to_owned();
        assert_eq!(message(&plain.clone().min_df(2.0), &["aa", "bb"]), ("kp.not_enough_data", rare));
        let crossed = "max_df of 2 texts is below min_df of 3".to_owned();
        let params = plain.clone().min_df(3.0).max_df(2.0);
        assert_eq!(message(&params, &["aa"]), ("kp.invalid_params", crossed));
        let broken = "min_df is 1.5; above 1 it must be a whole number of texts".to_owned();
        assert_eq!(message(&plain.min_df(1.5), &["aa"]), ("kp.invalid_params", broken));
    }

    #[test]
    fn threads_do_not_change_the_terms() {
        let texts: Strings =
            (0..20_000).map(|row| format!("w{} common w{} w{}", row % 977, row * 7 % 1013, row)).collect();
        let params = Tfidf::default().ngram_range(1, 2).min_df(2.0);
        let fit = |threads| params.fit_texts(&texts, &Context::new().threads(threads)).unwrap();
        let (one, three) = (fit(1), fit(3));
        assert_eq!(one.feature_names().unwrap(), three.feature_names().unwrap());
        assert_eq!((one.df, one.texts), (three.df, three.texts));
    }

    #[test]
    fn a_state_is_read_back_and_a_changed_one_refused() {
        let state = fit(&Tfidf::default().ngram_range(1, 2), &TEXTS).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        let read = TfidfState::restore(&store).unwrap();
        let texts: Strings = TEXTS.iter().collect();
        let ctx = Context::new();
        assert_eq!(read.transform(&texts, &ctx).unwrap(), state.transform(&texts, &ctx).unwrap());
        let faults: [fn(&mut Store); 4] = [
            |store| store.put("df", &[1u32]),
            |store| store.put("df", &[0u32; 17]),
            |store| store.put_strings("terms", &vec!["same"; 17].into_iter().collect()),
            |store| store.set("texts", &1).unwrap(),
        ];
        for (number, fault) in faults.into_iter().enumerate() {
            let mut changed = store.clone();
            fault(&mut changed);
            assert_eq!(TfidfState::restore(&changed).unwrap_err().code(), "kp.corrupt_model", "fault {number}");
        }
    }
}

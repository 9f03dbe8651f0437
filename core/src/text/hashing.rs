//! Counts of hashed n-grams.

use super::analyze::{Analysis, Gram, Scratch};
use super::murmur::murmur3_32;
use super::options::{Norm, analysis_params};
use super::rows::{self, Rows, Work};
use crate::component::{Component, Context, Parts, Store, Vectorizer, VectorizerState, corrupt, setters};
use crate::data::{Csr, Strings};
use crate::error::{Result, err};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

analysis_params! {
    /// Counts the n-grams of a text in columns that a hash picks: nothing is learnt or stored, and any text has features.
    ///
    /// Each n-gram has the column |h| mod n_features, where h is its signed 32-bit MurmurHash3 with seed 0; it counts 1, or
    /// -1 where h is negative and `alternate_sign` is set, so that n-grams that meet in a column cancel on average.
    ///
    /// Input: texts, none missing. Output: one sparse row a text; bit-identical to scikit-learn's HashingVectorizer with
    /// its default token pattern. Rows have no names: `feature_names` is `kp.unsupported`.
    /// Errors: `kp.invalid_params` when the first number of `ngram_range` is above the second.
    /// Cost: O(bytes × lengths of n-grams) time; memory for the result alone.
    /// Source: Weinberger et al., Feature Hashing for Large Scale Multitask Learning, ICML 2009; scikit-learn 1.9.1,
    /// `HashingVectorizer`. Characters are those of Unicode 14.0.0.
    pub struct HashingVectorizer {
        /// How many columns there are; fewer columns make more n-grams meet.
        #[schemars(range(min = 1, max = 2_147_483_647))]
        pub n_features: u32,
        /// Each row is scaled to length 1 by this norm; null to leave the counts.
        pub norm: Option<Norm>,
        /// Every count that is stored becomes 1 before scaling.
        pub binary: bool,
        /// Half of the n-grams count -1.
        pub alternate_sign: bool,
    }
}

impl Default for HashingVectorizer {
    fn default() -> Self {
        Self {
            analyzer: Default::default(),
            ngram_range: [1, 1],
            normalization: None,
            lowercase: true,
            case_fold: false,
            strip_accents: None,
            stop_words: None,
            tokens: Default::default(),
            token_pattern: None,
            stemmer: None,
            tokenizer: None,
            n_features: 1 << 20,
            norm: Some(Norm::L2),
            binary: false,
            alternate_sign: true,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::{Context, Vectorizer}, data::{Frame, Strings}, text::HashingVectorizer};
    /// let texts: Strings = ["red red apple"].into_iter().collect();
    /// let model = HashingVectorizer::default().n_features(16).norm(None).fit(&texts)?;
    /// let features = model.transform(&Frame::new().with("text", texts)?.into(), &Context::new())?;
    /// assert_eq!(features.row(0), (&[0, 3][..], &[1.0, -2.0][..]));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    HashingVectorizer {
        /// Sets how many columns there are.
        n_features: u32,
        /// Sets the norm, or none.
        norm: impl Into<Option<Norm>>,
        /// Sets whether counts become 1.
        binary: bool,
        /// Sets whether half of the n-grams count -1.
        alternate_sign: bool,
    }
}

impl Component for HashingVectorizer {
    const ID: &'static str = "text.hashing";
    const NAME: &'static str = "HashingVectorizer";
    const VERSION: u32 = 1;
}

/// The parameters, ready to use.
#[derive(Clone, Debug)]
pub struct HashingState {
    params: HashingVectorizer,
    analysis: Analysis,
}

impl Vectorizer for HashingVectorizer {
    type State = HashingState;

    const UPDATES: bool = true;

    fn fit_texts(&self, _texts: &Strings, _ctx: &Context) -> Result<HashingState> {
        HashingState::new(self.clone())
    }
}

impl HashingState {
    pub(super) fn new(params: HashingVectorizer) -> Result<Self> {
        let analysis = params.analysis()?;
        Ok(Self { params, analysis })
    }

    /// The column of an n-gram, and whether it counts -1.
    #[inline]
    fn place(&self, gram: Gram<'_>) -> (u32, bool) {
        let hash = murmur3_32(gram) as i32;
        // unsigned_abs of -2^31 is 2^31, which is what scikit-learn's special case comes to.
        (hash.unsigned_abs() % self.params.n_features, self.params.alternate_sign && hash < 0)
    }

    /// Adds the entries of a text to a row, the columns moved by `offset`.
    pub(super) fn append(&self, text: &str, work: &mut Work, offset: usize, rows: &mut Rows) {
        let Work { scratch, memo, places, .. } = work;
        places.clear();
        let place = |gram: Gram<'_>| {
            let (column, negative) = self.place(gram);
            Some(column << 1 | u32::from(negative))
        };
        self.analysis.numbers(text, scratch, memo.as_mut(), place, places);
        work.sort_places(1, 33 - (self.params.n_features - 1).leading_zeros());
        let start = rows.values.len();
        // The counts are whole numbers, so the order of adding does not show.
        for same in work.places.chunk_by(|a, b| a >> 1 == b >> 1) {
            let count = same.iter().fold(0, |count, place| count + 1 - 2 * i64::from(place & 1));
            rows.indices.push(((same[0] >> 1) as usize + offset) as i32);
            rows.values.push(if self.params.binary { 1.0 } else { count as f64 });
        }
        if let Some(norm) = self.params.norm {
            norm.scale(&mut rows.values[start..]);
        }
    }

    /// How many columns there are.
    pub(super) fn columns(&self) -> usize {
        self.params.n_features as usize
    }

    /// The n-grams of a text by column, each once.
    pub(super) fn terms(&self, text: &str) -> BTreeMap<usize, BTreeSet<String>> {
        let mut terms = BTreeMap::<usize, BTreeSet<String>>::new();
        self.analysis.grams(text, &mut Scratch::default(), |gram| {
            let column = self.place(gram).0 as usize;
            terms.entry(column).or_default().insert(String::from_utf8_lossy(gram.bytes()).into_owned());
        });
        terms
    }
}

impl VectorizerState for HashingState {
    fn transform(&self, texts: &Strings, ctx: &Context) -> Result<Csr> {
        let append = |row, work: &mut Work, rows: &mut Rows| {
            self.append(texts.get(row).unwrap_or_default(), work, 0, rows);
        };
        rows::build(texts, self.columns(), ctx, append)
    }

    /// There is nothing to learn.
    fn update(&mut self, _: &Strings, _: &Context) -> Result<()> {
        Ok(())
    }

    fn feature_names(&self) -> Result<Strings> {
        Err(err!(Unsupported, "the columns of HashingVectorizer have no names; TfidfVectorizer's have"))
    }

    fn parts(&self) -> Result<Parts> {
        let summary = json!({"columns": self.params.n_features});
        Ok(Parts { summary: summary.as_object().cloned().unwrap_or_default(), tables: Vec::new() })
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.store_as("", store)
    }

    fn restore(store: &Store) -> Result<Self> {
        Self::restore_as("", store)
    }
}

impl HashingState {
    /// Writes the state under names that begin so.
    pub(super) fn store_as(&self, prefix: &str, store: &mut Store) -> Result<()> {
        store.set(&format!("{prefix}analysis"), &self.params)
    }

    /// Reads what [`HashingState::store_as`] wrote.
    pub(super) fn restore_as(prefix: &str, store: &Store) -> Result<Self> {
        let name = format!("{prefix}analysis");
        Self::new(store.params(&name)?).map_err(|error| corrupt(&name, error.message()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Data, Frame};

    fn transform(params: &HashingVectorizer, texts: &[&str], threads: usize) -> Csr {
        let state = HashingState::new(params.clone()).unwrap();
        state.transform(&texts.iter().collect(), &Context::new().threads(threads)).unwrap()
    }

    #[test]
    fn rows_are_those_of_scikit_learn() {
        // scikit-learn 1.9.1: HashingVectorizer(...).transform(texts), its indptr, indices and data.
        let texts = ["The quick brown fox", "Straße 👩‍🔧 naïve café", "", "aa bb cc dd ee ff gg hh ii jj kk ll mm nn"];
        let plain = HashingVectorizer::default().n_features(8).norm(None);
        let matrix = transform(&plain, &texts, 1);
        assert_eq!(matrix.indptr(), [0, 4, 6, 6, 12]);
        assert_eq!(matrix.indices(), [0, 5, 6, 7, 0, 5, 1, 2, 3, 4, 6, 7]);
        assert_eq!(matrix.values(), [1.0, 1.0, -1.0, -1.0, 1.0, 2.0, 1.0, 0.0, 0.0, -2.0, -2.0, 1.0]);
        let matrix = transform(&plain.clone().alternate_sign(false).ngram_range(1, 2), &texts, 1);
        assert_eq!(matrix.indices(), [0, 1, 5, 6, 7, 0, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(matrix.values(), [1., 1., 2., 2., 1., 1., 1., 2., 1., 2., 3., 3., 5., 6., 1., 3., 4.]);
        let matrix = transform(&plain.binary(true), &texts, 1);
        assert!(matrix.values().iter().all(|&value| value == 1.0) && matrix.stored() == 12);
        let matrix = transform(&HashingVectorizer::default().n_features(10).norm(Norm::L1), &texts, 1);
        assert_eq!(matrix.row(0), (&[5, 8][..], &[0.0, 0.0][..]));
        assert_eq!(matrix.row(1), (&[2, 5, 7][..], &[1.0 / 3.0; 3][..]));
    }

    #[test]
    fn the_default_agrees_to_the_last_bit() {
        // scikit-learn 1.9.1: HashingVectorizer().transform([text]).data.view("u8").
        let matrix = transform(&HashingVectorizer::default(), &["The quick brown fox the lazy"], 1);
        assert_eq!(matrix.indices(), [237_056, 286_878, 587_725, 603_831, 768_919]);
        let bits: Vec<u64> = matrix.values().iter().map(|value| value.to_bits()).collect();
        let (one, two) = (0x3fd6_a09e_667f_3bcc, 0xbfe6_a09e_667f_3bcc);
        assert_eq!(bits, [one, two, one, one | 1 << 63, one | 1 << 63]);
    }

    #[test]
    fn threads_do_not_change_the_rows() {
        let texts: Vec<String> =
            (0..3_000).map(|row| format!("document {row} says {}", "word ".repeat(row % 90))).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let params = HashingVectorizer::default().ngram_range(1, 3);
        assert_eq!(transform(&params, &texts, 1), transform(&params, &texts, 3));
    }

    #[test]
    fn the_model_reads_a_frame_and_has_no_names() {
        let data: Data = Frame::new().with("body", ["one text"].into_iter().collect::<Strings>()).unwrap().into();
        let model = HashingVectorizer::default().fit(&Strings::new()).unwrap();
        assert_eq!(model.transform(&data, &Context::default()).unwrap().rows(), 1);
        assert_eq!(model.feature_names().unwrap_err().code(), "kp.unsupported");
        let error = HashingVectorizer::default().n_features(0).fit(&Strings::new()).unwrap_err();
        assert_eq!(error.message(), "n_features is 0; must be 1..=2147483647");
        let error = HashingVectorizer::default().ngram_range(0, 1).fit(&Strings::new()).unwrap_err();
        assert_eq!(error.message(), "ngram_range is [0,1]; must be a list of 1..=100");
    }

    #[test]
    fn a_state_is_read_back_and_a_changed_one_refused() {
        let state = HashingState::new(HashingVectorizer::default().ngram_range(1, 2)).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        assert_eq!(HashingState::restore(&store).unwrap().params, state.params);
        for range in [[3, 2], [0, 1], [1, 1_000]] {
            store.set("analysis", &json!({"ngram_range": range})).unwrap();
            assert_eq!(HashingState::restore(&store).unwrap_err().code(), "kp.corrupt_model", "{range:?}");
        }
    }
}

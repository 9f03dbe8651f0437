//! Latent semantic analysis: the truncated singular value decomposition.

use super::{ReducedState, Reduction, Topics, at_most, terms_of, times, turned_times};
use crate::component::{Component, Context, Vectorizer, corrupt, setters};
use crate::data::{Csr, Strings};
use crate::error::{Result, err};
use crate::math::lbfgs::dot;
use crate::math::project::orthogonal;
use crate::math::{eigen, rng::Rng};
use crate::text::options::analysis_params;
use libm::sqrt;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

analysis_params! {
    /// Latent semantic analysis: a few dense features of a text, the directions in which the tf-idf rows of the fit's texts
    /// are largest.
    ///
    /// With X the matrix of the texts' tf-idf rows and X ≈ U S Vᵀ its largest singular values, the features of a row x are
    /// x V. Found by a randomised search: the range of X times random directions, multiplied by X Xᵀ `n_iter` times. Of each
    /// direction the largest weight by size is positive.
    ///
    /// Input: texts, none missing. Output: one row a text with all its values, one column a topic, the largest first; there
    /// are no more topics than texts, terms or independent texts. `parts` has the singular values, the share of the variance
    /// of each topic and its heaviest terms. The random directions depend on the seed.
    /// Errors: those of `TfidfVectorizer`.
    /// Cost: O(n_iter × entries × topics + (texts + terms) × topics²) time; eight bytes a term and topic.
    /// Source: Deerwester et al., Indexing by Latent Semantic Analysis, JASIS 41, 1990; Halko, Martinsson and Tropp, Finding
    /// Structure with Randomness, SIAM Review 53, 2011, algorithms 4.4 and 5.1; scikit-learn 1.9.1, `TfidfVectorizer` and
    /// `TruncatedSVD`.
    pub struct TruncatedSVD {
        /// Leave out terms that fewer texts have: at or above 1 a number of texts, below 1 a share of them. So 1 is one
        /// text, written as 1.0 too, which scikit-learn takes for all texts.
        #[schemars(range(min = 0.0, max = 9_007_199_254_740_992.0))]
        pub min_df: f64,
        /// Leave out terms that more texts have: above 1 a number of texts, at or below 1 a share of them. So 1 is all
        /// texts, written as a whole number too, which scikit-learn takes for one text.
        #[schemars(range(min = 0.0, max = 9_007_199_254_740_992.0))]
        pub max_df: f64,
        /// Keep at most so many terms, the most frequent ones; null for all.
        #[schemars(range(min = 1, max = 2_147_483_647))]
        pub max_features: Option<u32>,
        /// Use 1 + ln(count) for the count of a term.
        pub sublinear_tf: bool,
        /// How many topics there are at most.
        #[schemars(range(min = 1, max = 10_000))]
        pub n_components: u32,
        /// How many times the random directions are multiplied.
        #[schemars(range(min = 0, max = 1_000))]
        pub n_iter: u32,
        /// How many more random directions than topics are tried.
        #[schemars(range(min = 0, max = 10_000))]
        pub n_oversamples: u32,
    }
}

impl Default for TruncatedSVD {
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
            min_df: 1.0,
            max_df: 1.0,
            max_features: None,
            sublinear_tf: false,
            n_components: 100,
            n_iter: 5,
            n_oversamples: 10,
        }
    }
}

setters! {
    TruncatedSVD {
        /// Sets how few texts a term may have: a number, or below 1 a share.
        min_df: f64,
        /// Sets how many texts a term may have: a number, or at or below 1 a share.
        max_df: f64,
        /// Sets how many terms are kept at most.
        max_features: impl Into<Option<u32>>,
        /// Sets whether tf is 1 + ln(count).
        sublinear_tf: bool,
        /// Sets how many topics there are at most.
        n_components: u32,
        /// Sets how many times the random directions are multiplied.
        n_iter: u32,
        /// Sets how many more random directions than topics are tried.
        n_oversamples: u32,
    }
}

/// ```
/// use kingpost::{component::{Context, Vectorizer}, data::Strings, text::TruncatedSVD};
/// let texts: Strings = ["red apple", "red apple", "sour lemon"].into_iter().collect();
/// let (model, topics) = TruncatedSVD::default().fit_transform(&texts, &Context::new())?;
/// assert_eq!(topics.columns(), 2); // as many as there are different texts
/// assert!((topics.row(0).1[0] - 1.0).abs() < 1e-12 && topics.row(2).1[0].abs() < 1e-12);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for TruncatedSVD {
    const ID: &'static str = "text.truncated_svd";
    const NAME: &'static str = "TruncatedSVD";
    const VERSION: u32 = 1;
}

/// The size of each topic.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SvdModel {
    pub(super) singular_values: Vec<f64>,
    pub(super) explained_variance_ratio: Vec<f64>,
}

impl Reduction for SvdModel {
    fn reduce(&self, topics: &Topics, (terms, values): (&[i32], &[f64]), to: &mut [f64]) {
        for (&term, &value) in terms.iter().zip(values) {
            to.iter_mut().zip(topics.of(term)).for_each(|(sum, weight)| *sum += value * weight);
        }
    }

    fn check(&self, topics: &Topics) -> Result<()> {
        let lengths = [self.singular_values.len(), self.explained_variance_ratio.len()];
        if lengths == [topics.count; 2] { Ok(()) } else { Err(corrupt("model", "is not of so many topics")) }
    }

    fn facts(&self) -> Value {
        json!({
            "singular_values": self.singular_values,
            "explained_variance_ratio": self.explained_variance_ratio,
        })
    }
}

/// The largest singular values and their right vectors: columns of length 1, their largest weight positive.
pub(in crate::text) struct Decomposition {
    pub(in crate::text) values: Vec<f64>,
    pub(in crate::text) vectors: Vec<Vec<f64>>,
}

impl Decomposition {
    /// So many at most; those that are zero are left out.
    pub(in crate::text) fn of(x: &Csr, count: usize, n_iter: u32, more: u32, ctx: &Context) -> Result<Self> {
        let tried = (count + more as usize).min(x.rows()).min(x.columns());
        let random = |column: usize| {
            let mut rng = Rng::new(ctx.get_seed(), column as u64);
            (0..x.columns()).map(|_| rng.normal()).collect::<Vec<f64>>()
        };
        ctx.progress().start(n_iter as usize + 1);
        let mut range = times(x, &(0..tried).map(random).collect::<Vec<_>>(), ctx)?;
        orthogonal(&mut range);
        for _ in 0..n_iter {
            ctx.check()?;
            let mut turned = turned_times(x, &range, ctx)?;
            orthogonal(&mut turned);
            range = times(x, &turned, ctx)?;
            orthogonal(&mut range);
            ctx.progress().add(1);
        }
        // X is its range times B; Bᵀ = Q R, and the left vectors of R turn Q into the right vectors of X.
        let b = turned_times(x, &range, ctx)?;
        let mut q = b.clone();
        orthogonal(&mut q);
        let r: Vec<Vec<f64>> = q.iter().map(|q| b.iter().map(|b| dot(q, b)).collect()).collect();
        let squares = (0..tried * tried).map(|at| dot(&r[at / tried], &r[at % tried])).collect();
        let (squares, turns) = eigen::symmetric(squares, tried);
        ctx.progress().add(1);
        let mut order: Vec<usize> = (0..tried).collect();
        order.sort_by(|&a, &b| squares[b].total_cmp(&squares[a]));
        let largest = order.first().map_or(0.0, |&first| squares[first]);
        order.retain(|&at| squares[at] > 1e-20 * largest);
        order.truncate(count);
        let vector = |&at: &usize| {
            let mut vector = vec![0.0; x.columns()];
            for (turn, q) in turns[at * tried..(at + 1) * tried].iter().zip(&q) {
                vector.iter_mut().zip(q).for_each(|(sum, value)| *sum += turn * value);
            }
            let most = vector.iter().fold(0.0f64, |most, &value| if value.abs() > most.abs() { value } else { most });
            if most < 0.0 {
                vector.iter_mut().for_each(|value| *value = -*value);
            }
            vector
        };
        let vectors = order.iter().map(vector).collect();
        Ok(Self { values: order.iter().map(|&at| sqrt(squares[at])).collect(), vectors })
    }
}

impl Vectorizer for TruncatedSVD {
    type State = ReducedState<SvdModel>;

    const DENSE: bool = true;

    fn fit_texts(&self, texts: &Strings, ctx: &Context) -> Result<ReducedState<SvdModel>> {
        Ok(self.fit_transform_texts(texts, ctx)?.0)
    }

    fn fit_transform_texts(&self, texts: &Strings, ctx: &Context) -> Result<(ReducedState<SvdModel>, Csr)> {
        let vectorizer = self.tfidf().min_df(self.min_df).max_df(self.max_df).max_features(self.max_features);
        let (terms, x) = terms_of(&vectorizer.sublinear_tf(self.sublinear_tf), texts, ctx)?;
        let count = at_most(self.n_components, &x)?;
        let Decomposition { values, vectors } = Decomposition::of(&x, count, self.n_iter, self.n_oversamples, ctx)?;
        let weights =
            (0..x.columns()).flat_map(|term| vectors.iter().map(move |vector| vector[term])).collect::<Vec<_>>();
        if values.is_empty() {
            return Err(err!(NotEnoughData, "every feature of the texts is 0; at least one other is needed"));
        }
        let topics = Topics { count: values.len(), weights };
        let model = SvdModel { explained_variance_ratio: vec![0.0; values.len()], singular_values: values };
        let mut state = ReducedState { terms, topics, model };
        let reduced = state.reduce(&x, ctx)?;
        let all = variance(&x);
        let count = state.topics.count;
        for (topic, share) in state.model.explained_variance_ratio.iter_mut().enumerate() {
            let own: Vec<f64> = reduced.values().iter().skip(topic).step_by(count).copied().collect();
            *share = if all > 0.0 { spread(&own) / all } else { 0.0 };
        }
        Ok((state, reduced))
    }
}

/// The mean square of what is off the mean.
fn spread(values: &[f64]) -> f64 {
    let mean = crate::math::stats::mean(values);
    values.iter().fold(0.0, |sum, value| sum + (value - mean) * (value - mean)) / values.len() as f64
}

/// The sum of the variances of all columns.
fn variance(x: &Csr) -> f64 {
    let (mut sums, n) = (vec![0.0; x.columns()], x.rows() as f64);
    let mut squares = 0.0;
    for (&column, &value) in x.indices().iter().zip(x.values()) {
        sums[column as usize] += value;
        squares += value * value;
    }
    squares / n - sums.iter().fold(0.0, |all, sum| all + (sum / n) * (sum / n))
}

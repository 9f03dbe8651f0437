//! Topics as parts: non-negative matrix factorisation.

use super::svd::Decomposition;
use super::{ReducedState, Reduction, Topics, UNIT, at_most, terms_of};
use crate::component::{Component, Context, Vectorizer, corrupt, setters};
use crate::data::{Csr, Strings};
use crate::error::{Result, err};
use crate::math::stats::positive;
use crate::text::options::analysis_params;
use libm::sqrt;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

analysis_params! {
    /// Topics that add up: the tf-idf rows of texts as sums of a few rows without negative weights, and how much of each
    /// topic a text has.
    ///
    /// With X the matrix of the texts' tf-idf rows, W and H ≥ 0 minimise |X - W H|², from a start made of the singular vectors of
    /// X (NNDSVD, its zeros raised to the mean of X), by coordinate descent in W and H by turns; the features of a row x are
    /// the w ≥ 0 that minimises |x - w H|².
    ///
    /// Input: texts, none missing. Output: one row a text with all its values, none negative, one column a topic; there are
    /// no more topics than texts, terms or independent texts. `parts` has each topic's heaviest terms and whether the search
    /// ended within its tolerance. The start depends on the seed, by rounding alone.
    /// Errors: those of `TfidfVectorizer`.
    /// Cost: O(steps × (entries × topics + (texts + terms) × topics²)) time; eight bytes a term and topic.
    /// Source: Lee and Seung, Learning the Parts of Objects by Non-negative Matrix Factorization, Nature 401, 1999; Cichocki
    /// and Phan, Fast Local Algorithms for Large Scale Nonnegative Matrix and Tensor Factorizations, IEICE Trans. E92-A, 2009;
    /// Boutsidis and Gallopoulos, SVD based initialization, Pattern Recognition 41, 2008; scikit-learn 1.9.1,
    /// `TfidfVectorizer` and `NMF`.
    pub struct NMF {
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
        /// Stop when a step moves the weights by no more than this share of what the first did.
        #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1.0))]
        pub tol: f64,
        /// Stop after so many steps.
        #[schemars(range(min = 1, max = 1_000_000))]
        pub max_iter: u32,
    }
}

impl Default for NMF {
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
            n_components: 10,
            tol: 1e-4,
            max_iter: 200,
        }
    }
}

setters! {
    NMF {
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
        /// Sets when the search stops.
        tol: f64,
        /// Sets how many steps the search takes at most.
        max_iter: u32,
    }
}

/// ```
/// use kingpost::{component::{Context, Vectorizer}, data::Strings, text::NMF};
/// let texts: Strings = ["red apple", "red apple", "sour lemon"].into_iter().collect();
/// let (model, topics) = NMF::default().fit_transform(&texts, &Context::new())?;
/// assert!(topics.row(0).1[0] > 0.4 && topics.row(0).1[1] < 0.1); // two topics, the red apple first
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for NMF {
    const ID: &'static str = "text.nmf";
    const NAME: &'static str = "NMF";
    const VERSION: u32 = 1;
}

/// What a new text needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NmfModel {
    tol: f64,
    max_iter: usize,
    pub(super) reconstruction_err: f64,
    n_iter: usize,
    converged: bool,
    /// The products of the topics with each other.
    squares: Vec<f64>,
}

impl Reduction for NmfModel {
    fn reduce(&self, topics: &Topics, row: (&[i32], &[f64]), to: &mut [f64]) {
        let products = products(row, &topics.weights, topics.count);
        let mut first = 0.0;
        for step in 0..self.max_iter {
            let moved = descend(to, &products, &self.squares);
            if step == 0 {
                first = moved;
            }
            if moved <= self.tol * first {
                return;
            }
        }
    }

    fn check(&self, topics: &Topics) -> Result<()> {
        let fits = self.squares.len() == topics.count * topics.count
            && self.squares.iter().chain(&topics.weights).all(|&value| value.is_finite() && value >= 0.0);
        if fits && self.max_iter <= 1_000_000 {
            return Ok(());
        }
        Err(corrupt("model", "does not fit its topics, or has a negative weight"))
    }

    fn facts(&self) -> Value {
        json!({
            "reconstruction_err": self.reconstruction_err,
            "iterations": self.n_iter,
            "converged": self.converged,
        })
    }
}

/// A sparse row times a matrix of so many columns.
fn products((columns, values): (&[i32], &[f64]), matrix: &[f64], count: usize) -> Vec<f64> {
    let mut sums = vec![0.0; count];
    for (&column, &value) in columns.iter().zip(values) {
        let weights = &matrix[column as usize * count..][..count];
        sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += value * weight);
    }
    sums
}

/// Moves each weight of a row to the best that it can be, one after the other; returns by how much they could go downhill.
fn descend(row: &mut [f64], products: &[f64], squares: &[f64]) -> f64 {
    let (count, mut moved) = (row.len(), 0.0);
    for own in 0..count {
        let line = &squares[own * count..][..count];
        let gradient = line.iter().zip(&*row).fold(-products[own], |sum, (square, weight)| sum + square * weight);
        moved += if row[own] == 0.0 { gradient.min(0.0).abs() } else { gradient.abs() };
        if line[own] != 0.0 {
            row[own] = positive(row[own] - gradient / line[own]);
        }
    }
    moved
}

/// The products of columns with each other.
fn squares_of(matrix: &[f64], count: usize) -> Vec<f64> {
    let mut sums = vec![0.0; count * count];
    for row in matrix.chunks_exact(count) {
        for (own, value) in row.iter().enumerate() {
            sums[own * count..][..count].iter_mut().zip(row).for_each(|(sum, other)| *sum += value * other);
        }
    }
    sums
}

/// [`descend`] of every row.
fn descend_all(x: &Csr, rows: &mut [f64], other: &[f64], count: usize, ctx: &Context) -> Result<f64> {
    let squares = squares_of(other, count);
    let old = &*rows;
    let parts = ctx.each(x.rows().div_ceil(UNIT), |unit| {
        let own = unit * UNIT..x.rows().min((unit + 1) * UNIT);
        let (mut new, mut moved) = (old[own.start * count..own.end * count].to_vec(), 0.0);
        for (row, weights) in own.zip(new.chunks_mut(count)) {
            moved += descend(weights, &products(x.row(row), other, count), &squares);
        }
        Ok((new, moved))
    })?;
    let (mut all, mut at) = (0.0, 0);
    for (new, moved) in parts {
        rows[at..at + new.len()].copy_from_slice(&new);
        (all, at) = (all + moved, at + new.len());
    }
    Ok(all)
}

/// A start without negative numbers: of each pair of singular vectors the positive or the negative parts, whichever are larger.
/// Rows of W and of H turned over.
fn start(x: &Csr, count: usize, ctx: &Context) -> Result<(Vec<f64>, Vec<f64>, usize)> {
    let Decomposition { values, vectors } = Decomposition::of(x, count, 5, 10, ctx)?;
    let count = values.len();
    let left = super::times(x, &vectors, ctx)?;
    let (mut w, mut h) = (vec![0.0; x.rows() * count], vec![0.0; x.columns() * count]);
    let length = |vector: &[f64], sign: f64| {
        let part = |value: &f64| positive(sign * value);
        sqrt(vector.iter().fold(0.0, |sum, value| sum + part(value) * part(value)))
    };
    for topic in 0..count {
        let u: Vec<f64> = left[topic].iter().map(|value| value / values[topic]).collect();
        let v = &vectors[topic];
        let [plus, minus] = [1.0, -1.0].map(|sign| (length(&u, sign), length(v, sign), sign));
        let (of_u, of_v, sign) = if plus.0 * plus.1 > minus.0 * minus.1 { plus } else { minus };
        let size = sqrt(values[topic] * of_u * of_v);
        let scale = |value: f64, length: f64| if length > 0.0 { size * positive(sign * value) / length } else { 0.0 };
        u.iter().enumerate().for_each(|(row, &value)| w[row * count + topic] = scale(value, of_u));
        v.iter().enumerate().for_each(|(term, &value)| h[term * count + topic] = scale(value, of_v));
    }
    let mean = x.values().iter().fold(0.0, |sum, value| sum + value) / (x.rows() as f64 * x.columns() as f64);
    let raise = |value: &mut f64| *value = if *value < 1e-6 { mean } else { *value };
    w.iter_mut().chain(&mut h).for_each(raise);
    Ok((w, h, count))
}

impl Vectorizer for NMF {
    type State = ReducedState<NmfModel>;

    const DENSE: bool = true;

    fn fit_texts(&self, texts: &Strings, ctx: &Context) -> Result<ReducedState<NmfModel>> {
        let vectorizer = self.tfidf().min_df(self.min_df).max_df(self.max_df).max_features(self.max_features);
        let (terms, x) = terms_of(&vectorizer.sublinear_tf(self.sublinear_tf), texts, ctx)?;
        let (mut w, mut h, count) = start(&x, at_most(self.n_components, &x)?, ctx)?;
        if count == 0 {
            return Err(err!(NotEnoughData, "every feature of the texts is 0; at least one other is needed"));
        }
        let turned = x.turned()?;
        let (mut first, mut n_iter, mut converged) = (0.0, 0, false);
        ctx.progress().start(self.max_iter as usize);
        while n_iter < self.max_iter as usize && !converged {
            ctx.check()?;
            let moved = descend_all(&x, &mut w, &h, count, ctx)? + descend_all(&turned, &mut h, &w, count, ctx)?;
            if n_iter == 0 {
                first = moved;
            }
            converged = moved <= self.tol * first;
            n_iter += 1;
            ctx.progress().add(1);
        }
        let squares = squares_of(&h, count);
        // |X - W H|² = |X|² - 2 X · W H + |W H|².
        let all = x.values().iter().fold(0.0, |sum, value| sum + value * value);
        let rest = w.chunks_exact(count).enumerate().fold(all, |sum, (row, weights)| {
            let products = products(x.row(row), &h, count);
            let own = (0..count).fold(0.0, |own, topic| {
                let line = squares[topic * count..][..count].iter().zip(weights);
                own + weights[topic] * (line.fold(0.0, |sum, (a, b)| sum + a * b) - 2.0 * products[topic])
            });
            sum + own
        });
        let model = NmfModel {
            tol: self.tol,
            max_iter: self.max_iter as usize,
            reconstruction_err: sqrt(rest.max(0.0)),
            n_iter,
            converged,
            squares,
        };
        Ok(ReducedState { terms, topics: Topics { count, weights: h }, model })
    }
}

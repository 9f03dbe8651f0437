//! Topics as distributions: latent Dirichlet allocation.

use super::{ReducedState, Reduction, Topics, UNIT, at_most, terms_of};
use crate::component::{Component, Context, Vectorizer, corrupt, setters};
use crate::data::{Csr, Strings};
use crate::error::Result;
use crate::math::{rng::Rng, special::digamma};
use crate::text::options::analysis_params;
use libm::{exp, log, pow, sqrt};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

analysis_params! {
    /// Topics as distributions of words: each word of a text comes from one of a few topics, and the answer is what share of
    /// a text each topic has.
    ///
    /// A text has shares θ ~ Dirichlet(doc_topic_prior) of the topics, a topic has chances β ~ Dirichlet(topic_word_prior) of
    /// the terms, and each word is drawn from its topic. The posterior is approximated by variational Bayes: for each text
    /// until its shares move by less than `mean_change_tol`, and for the topics after every `batch_size` texts by a step of
    /// (learning_offset + batches seen)^-learning_decay towards what these texts alone would say.
    ///
    /// Input: texts, none missing; their words are counted. Output: one row a text with all its values, the expected share of
    /// each topic, in sum 1; there are no more topics than texts or terms. `parts` has each topic's heaviest terms. The
    /// start and the order of the texts depend on the seed.
    /// Errors: those of `CountVectorizer`.
    /// Cost: O(max_iter × entries × topics × rounds of a text) time on all threads; eight bytes a term and topic.
    /// Source: Blei, Ng and Jordan, Latent Dirichlet Allocation, JMLR 3, 2003; Hoffman, Blei and Bach, Online Learning for
    /// Latent Dirichlet Allocation, NIPS 2010; scikit-learn 1.9.1, `LatentDirichletAllocation` with learning_method "online".
    pub struct LatentDirichletAllocation {
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
        /// How many topics there are at most.
        #[schemars(range(min = 1, max = 10_000))]
        pub n_components: u32,
        /// The concentration of the topics of a text; null for 1 / topics.
        #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1e6))]
        pub doc_topic_prior: Option<f64>,
        /// The concentration of the terms of a topic; null for 1 / topics.
        #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1e6))]
        pub topic_word_prior: Option<f64>,
        /// How often each text is seen.
        #[schemars(range(min = 1, max = 1_000_000))]
        pub max_iter: u32,
        /// How many texts are seen between two steps of the topics.
        #[schemars(range(min = 1, max = 1_000_000))]
        pub batch_size: u32,
        /// How fast the steps shorten.
        #[schemars(range(min = 0.0, max = 1.0))]
        pub learning_decay: f64,
        /// How much the first steps are held back.
        #[schemars(range(min = 1.0, max = 1e12))]
        pub learning_offset: f64,
        /// A text is done when its topics move by less on average.
        #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1.0))]
        pub mean_change_tol: f64,
        /// A text is done after so many rounds.
        #[schemars(range(min = 1, max = 1_000_000))]
        pub max_doc_update_iter: u32,
    }
}

impl Default for LatentDirichletAllocation {
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
            n_components: 10,
            doc_topic_prior: None,
            topic_word_prior: None,
            max_iter: 10,
            batch_size: 128,
            learning_decay: 0.7,
            learning_offset: 10.0,
            mean_change_tol: 1e-3,
            max_doc_update_iter: 100,
        }
    }
}

setters! {
    LatentDirichletAllocation {
        /// Sets how few texts a term may have: a number, or below 1 a share.
        min_df: f64,
        /// Sets how many texts a term may have: a number, or at or below 1 a share.
        max_df: f64,
        /// Sets how many terms are kept at most.
        max_features: impl Into<Option<u32>>,
        /// Sets how many topics there are at most.
        n_components: u32,
        /// Sets the concentration of the topics of a text.
        doc_topic_prior: impl Into<Option<f64>>,
        /// Sets the concentration of the terms of a topic.
        topic_word_prior: impl Into<Option<f64>>,
        /// Sets how often each text is seen.
        max_iter: u32,
        /// Sets how many texts are seen between two steps.
        batch_size: u32,
        /// Sets how fast the steps shorten.
        learning_decay: f64,
        /// Sets how much the first steps are held back.
        learning_offset: f64,
        /// Sets when a text is done.
        mean_change_tol: f64,
        /// Sets after how many rounds a text is done.
        max_doc_update_iter: u32,
    }
}

/// ```
/// use kingpost::{component::{Context, Vectorizer}, data::Strings, text::LatentDirichletAllocation};
/// let texts: Strings = ["red apple", "sour lemon", "red red apple", "lemon sour"].into_iter().collect();
/// let (model, topics) = LatentDirichletAllocation::default().n_components(2).fit_transform(&texts, &Context::new())?;
/// assert!((topics.row(0).1[0] + topics.row(0).1[1] - 1.0).abs() < 1e-12);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for LatentDirichletAllocation {
    const ID: &'static str = "text.latent_dirichlet_allocation";
    const NAME: &'static str = "LatentDirichletAllocation";
    const VERSION: u32 = 1;
}

/// What a new text needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LdaModel {
    pub(super) doc_topic_prior: f64,
    pub(super) mean_change_tol: f64,
    pub(super) max_doc_update_iter: usize,
}

/// Keeps quotients finite where a term has no chance left.
const TINY: f64 = f64::EPSILON;

impl LdaModel {
    /// The parameters of a text's shares, and exp(E[ln θ]) of them; `chances` are exp(E[ln β]), term by term.
    pub(super) fn settle(&self, chances: &Topics, (terms, counts): (&[i32], &[f64]), shares: &mut [f64]) -> Vec<f64> {
        let mut weights = expected(shares);
        for _ in 0..self.max_doc_update_iter {
            let mut new = vec![0.0; shares.len()];
            for (&term, &count) in terms.iter().zip(counts) {
                let chances = chances.of(term);
                let rate = count / (product(&weights, chances) + TINY);
                new.iter_mut().zip(chances).for_each(|(sum, chance)| *sum += rate * chance);
            }
            new.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum = *sum * weight + self.doc_topic_prior);
            let moved = new.iter().zip(&*shares).fold(0.0, |sum, (a, b)| sum + (a - b).abs()) / new.len() as f64;
            shares.copy_from_slice(&new);
            weights = expected(shares);
            if moved < self.mean_change_tol {
                break;
            }
        }
        weights
    }
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).fold(0.0, |sum, (a, b)| sum + a * b)
}

/// exp(E[ln θ]) for θ ~ Dirichlet(parameters).
pub(super) fn expected(parameters: &[f64]) -> Vec<f64> {
    let all = digamma(parameters.iter().fold(0.0, |sum, value| sum + value));
    parameters.iter().map(|&value| exp(digamma(value) - all)).collect()
}

impl Reduction for LdaModel {
    fn reduce(&self, topics: &Topics, row: (&[i32], &[f64]), to: &mut [f64]) {
        to.fill(1.0);
        self.settle(topics, row, to);
        let sum = to.iter().fold(0.0, |sum, value| sum + value);
        to.iter_mut().for_each(|value| *value /= sum);
    }

    fn check(&self, topics: &Topics) -> Result<()> {
        let priors = self.doc_topic_prior > 0.0 && self.doc_topic_prior <= 1e6 && self.max_doc_update_iter <= 1_000_000;
        if priors && topics.weights.iter().all(|&chance| (0.0..=1.0).contains(&chance)) {
            return Ok(());
        }
        Err(corrupt("topics", "is not a chance for each term, or the prior is none"))
    }

    fn facts(&self) -> Value {
        json!({"doc_topic_prior": self.doc_topic_prior})
    }
}

/// Gamma-distributed with shape 100 and mean 1 (Marsaglia and Tsang 2000).
fn gamma(rng: &mut Rng) -> f64 {
    let d = 100.0 - 1.0 / 3.0;
    let c = 1.0 / sqrt(9.0 * d);
    loop {
        let x = rng.normal();
        let v = 1.0 + c * x;
        let u = 1.0 - rng.uniform();
        let v = v * v * v;
        if v > 0.0 && log(u) < 0.5 * x * x + d - d * v + d * log(v) {
            return d * v / 100.0;
        }
    }
}

/// The parameters of each topic's chances, term by term.
struct Search {
    lambda: Topics,
    prior: f64,
    model: LdaModel,
}

impl Search {
    /// exp(E[ln β]) for each term and topic.
    fn chances(&self, ctx: &Context) -> Result<Topics> {
        let count = self.lambda.count;
        let mut sums = vec![0.0; count];
        for row in self.lambda.weights.chunks_exact(count) {
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        }
        let all: Vec<f64> = sums.into_iter().map(digamma).collect();
        let terms = self.lambda.terms();
        let parts = ctx.each(terms.div_ceil(UNIT), |unit| {
            let own = &self.lambda.weights[unit * UNIT * count..terms.min((unit + 1) * UNIT) * count];
            let chance = |(at, &value): (usize, &f64)| exp(digamma(value) - all[at % count]);
            Ok(own.iter().enumerate().map(chance).collect::<Vec<f64>>())
        })?;
        Ok(Topics { count, weights: parts.into_iter().flatten().collect() })
    }

    /// What some texts alone would add to the parameters.
    fn statistics(&self, x: &Csr, texts: &[usize], seed: (u64, u64), ctx: &Context) -> Result<Vec<f64>> {
        let (count, chances) = (self.lambda.count, self.chances(ctx)?);
        let parts = ctx.each(texts.len().div_ceil(UNIT), |unit| {
            let mut found = Vec::new();
            for &text in &texts[unit * UNIT..texts.len().min((unit + 1) * UNIT)] {
                let mut rng = Rng::new(seed.0, seed.1 + text as u64);
                let mut shares: Vec<f64> = (0..count).map(|_| gamma(&mut rng)).collect();
                found.push((text, self.model.settle(&chances, x.row(text), &mut shares)));
            }
            Ok(found)
        })?;
        let mut sums = vec![0.0; self.lambda.weights.len()];
        for (text, weights) in parts.into_iter().flatten() {
            let (terms, counts) = x.row(text);
            for (&term, &number) in terms.iter().zip(counts) {
                let rate = number / (product(&weights, chances.of(term)) + TINY);
                let own = &mut sums[term as usize * count..][..count];
                own.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += rate * weight);
            }
        }
        sums.iter_mut().zip(&chances.weights).for_each(|(sum, chance)| *sum *= chance);
        Ok(sums)
    }

    /// A step towards what some of so many texts say.
    fn step(&mut self, statistics: &[f64], ratio: f64, length: f64) {
        for (value, sum) in self.lambda.weights.iter_mut().zip(statistics) {
            *value = (1.0 - length) * *value + length * (self.prior + ratio * sum);
        }
    }
}

/// The places of streams of random numbers: topics, the order of an epoch, and the texts of a batch.
const TOPICS: u64 = 1 << 40;
const ORDER: u64 = 1 << 41;
const TEXTS: u64 = 1 << 42;

impl Vectorizer for LatentDirichletAllocation {
    type State = ReducedState<LdaModel>;

    const DENSE: bool = true;

    fn fit_texts(&self, texts: &Strings, ctx: &Context) -> Result<ReducedState<LdaModel>> {
        let vectorizer = self.tfidf().min_df(self.min_df).max_df(self.max_df).max_features(self.max_features);
        let (terms, x) = terms_of(&vectorizer.use_idf(false).norm(None), texts, ctx)?;
        let count = at_most(self.n_components, &x)?;
        let share = 1.0 / count as f64;
        let model = LdaModel {
            doc_topic_prior: self.doc_topic_prior.unwrap_or(share),
            mean_change_tol: self.mean_change_tol,
            max_doc_update_iter: self.max_doc_update_iter as usize,
        };
        let start = |term: usize| {
            let mut rng = Rng::new(ctx.get_seed(), TOPICS + term as u64);
            (0..count).map(move |_| gamma(&mut rng))
        };
        let lambda = Topics { count, weights: (0..x.columns()).flat_map(start).collect() };
        let mut search = Search { lambda, prior: self.topic_word_prior.unwrap_or(share), model };
        let mut batches = 0u64;
        ctx.progress().start(self.max_iter as usize);
        for epoch in 0..u64::from(self.max_iter) {
            let order = Rng::new(ctx.get_seed(), ORDER + epoch).sample(x.rows(), x.rows());
            for batch in order.chunks(self.batch_size as usize) {
                ctx.check()?;
                let seed = (ctx.get_seed(), TEXTS + epoch * (1 << 32));
                let statistics = search.statistics(&x, batch, seed, ctx)?;
                let length = pow(self.learning_offset + batches as f64, -self.learning_decay);
                search.step(&statistics, x.rows() as f64 / batch.len() as f64, length);
                batches += 1;
            }
            ctx.progress().add(1);
        }
        let topics = search.chances(ctx)?;
        Ok(ReducedState { terms, topics, model: search.model })
    }
}

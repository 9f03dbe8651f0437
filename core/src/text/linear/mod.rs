//! Logistic regression on n-grams.

mod dual;
mod lanes;
mod line;
mod logistic;
mod omega;
mod source;
mod state;
mod worth;

use super::hashing::{HashingState, HashingVectorizer};
use super::options::{Analyzer, StopWords, StripAccents, Tokens};
use super::rows::{self, Rows, Work};
use super::tfidf::{Entries, TfidfVectorizer};
use crate::component::{Classifier, Component, Context, setters};
use crate::data::{Csr, Documents, Strings};
use crate::error::{Result, err};
use dual::Problem;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use source::{Block, Grams, KINDS, Source, check_finite, only_seen};
pub use state::LinearState;
use state::Search;

/// How n-grams become columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Features {
    /// The n-grams of the fit, weighted by tf-idf.
    #[default]
    Tfidf,
    /// Hashed: a model without a vocabulary, of bounded size.
    Hashing,
}

/// How much each class counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClassWeight {
    /// All classes count the same in sum: documents of a class weigh n / (classes × documents of the class).
    Balanced,
}

/// Puts texts, or rows of features, into classes by logistic regression, and says which n-grams spoke for the class.
///
/// P(class k | x) = exp(w_k·x + b_k) / sum over all classes j of exp(w_j·x + b_j). The weights minimise
/// sum of s_i × log-loss_i + (|w / g|² + |b|²) / (2 c), with s_i the weight of the class of document i. Two classes share one
/// vector, as in the usual logistic regression. Where the model makes the features and `weigh_features` is set, g is large
/// for n-grams that say much about the class: the fourth root of the Kullback-Leibler divergence of the classes of the
/// documents that have the n-gram, and one document like all, from those of all documents, raised by a common factor of
/// at most 4 so that the mean square of the features stays; else g is 1. Found by coordinate descent in the dual, a document and all its classes at once.
///
/// Input: texts, none missing, from which the model makes features of words and of characters, each scaled to length 1;
/// or a sparse matrix of finite features, as a vectorizer makes it. Labels: text, whole numbers or truth values, at least
/// two different ones. Output: the most probable class and its probability, or the probability of each class.
/// `explain` gives the n-grams with the largest share w × x in the decision for the class, those that speak for it; with
/// hashing, n-grams of the text that share a column are named together.
/// Errors: `kp.invalid_data` for features that are not finite or labels that are all equal; `kp.not_enough_data` when the
/// texts have no n-grams; `kp.invalid_params` when neither words nor characters are asked for. A search that ends before
/// its tolerance is no error: `parts` has `converged`.
/// Cost: O(entries × classes) time a pass over the documents, on one thread, about five by default; in the model four bytes
/// a feature and class, in the fit as much again and eight bytes a document and class.
/// Source: Yu, Huang and Lin, Dual coordinate descent methods for logistic regression and maximum entropy models, Machine
/// Learning 85, 2011; Wang and Manning, Baselines and Bigrams, ACL 2012, for the idea that the classes should weigh the
/// features. Without `weigh_features` the weights are those of scikit-learn 1.9.1's `LogisticRegression` on the same features
/// and one that is 1, without an intercept of its own, with the same meaning of `c` and `class_weight`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct LinearClassifier {
    /// How the n-grams of texts become columns.
    pub features: Features,
    /// The least and the greatest number of words in an n-gram; null for no words.
    #[schemars(extend("items" = {"type": "integer", "minimum": 1, "maximum": 100}))]
    pub word_ngrams: Option<[u32; 2]>,
    /// The least and the greatest number of characters in an n-gram inside a word, with a space on each side; null for no
    /// characters.
    #[schemars(extend("items" = {"type": "integer", "minimum": 1, "maximum": 100}))]
    pub char_ngrams: Option<[u32; 2]>,
    /// Lower-case texts first, by Unicode's full rules.
    pub lowercase: bool,
    /// What becomes of accents; null to keep them.
    pub strip_accents: Option<StripAccents>,
    /// Words to leave out: the name of a list, a list of words, or null for none.
    pub stop_words: Option<StopWords>,
    /// Where words begin and end.
    pub tokens: Tokens,
    /// Leave out n-grams that fewer texts have: at or above 1 a number of texts, below 1 a share; only with tf-idf.
    #[schemars(range(min = 0.0, max = 9_007_199_254_740_992.0))]
    pub min_df: f64,
    /// Use 1 + ln(count) for the count of an n-gram; only with tf-idf.
    pub sublinear_tf: bool,
    /// How many columns words have, and how many characters have; only with hashing.
    #[schemars(range(min = 1, max = 1_073_741_823))]
    pub n_features: u32,
    /// Inverse of the strength of the penalty: smaller values draw the weights harder towards 0.
    #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1e12))]
    pub c: f64,
    /// How much each class counts; null for each document the same.
    pub class_weight: Option<ClassWeight>,
    /// Whether each class has an intercept.
    pub fit_intercept: bool,
    /// Whether n-grams that say more about the class are held less hard; only where the model makes the features.
    pub weigh_features: bool,
    /// Stop when a pass over the documents changes their decisions by no more than this on average.
    #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1.0))]
    pub tol: f64,
    /// Stop after so many passes.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub max_iter: u32,
}

impl Default for LinearClassifier {
    fn default() -> Self {
        Self {
            features: Features::Tfidf,
            word_ngrams: Some([1, 2]),
            char_ngrams: Some([2, 4]),
            lowercase: true,
            strip_accents: None,
            stop_words: None,
            tokens: Tokens::Unicode,
            min_df: 1.0,
            sublinear_tf: true,
            n_features: 1 << 18,
            c: 50.0,
            class_weight: None,
            fit_intercept: true,
            weigh_features: true,
            tol: 0.2,
            max_iter: 100,
        }
    }
}

/// What was learnt of one kind of n-grams.
enum Learnt {
    Tfidf(&'static str, Box<Entries>),
    Hashing(&'static str, HashingState),
}

impl Learnt {
    fn columns(&self) -> usize {
        match self {
            Learnt::Tfidf(_, entries) => entries.state.columns(),
            Learnt::Hashing(_, state) => state.columns(),
        }
    }

    fn block(self) -> Block {
        match self {
            Learnt::Tfidf(kind, entries) => Block { kind, grams: Grams::Tfidf(entries.state) },
            Learnt::Hashing(kind, state) => Block { kind, grams: Grams::Hashing(state) },
        }
    }
}

setters! {
    LinearClassifier {
        /// Sets how n-grams become columns.
        features: Features,
        /// Sets the n-grams of words, or none.
        word_ngrams: impl Into<Option<[u32; 2]>>,
        /// Sets the n-grams of characters, or none.
        char_ngrams: impl Into<Option<[u32; 2]>>,
        /// Sets whether texts are lower-cased.
        lowercase: bool,
        /// Sets what becomes of accents.
        strip_accents: impl Into<Option<StripAccents>>,
        /// Sets the words to leave out.
        stop_words: impl Into<Option<StopWords>>,
        /// Sets where words begin and end.
        tokens: Tokens,
        /// Sets how few texts an n-gram may have.
        min_df: f64,
        /// Sets whether counts become 1 + ln(count).
        sublinear_tf: bool,
        /// Sets the number of hashed columns.
        n_features: u32,
        /// Sets the inverse of the strength of the penalty.
        c: f64,
        /// Sets how much each class counts.
        class_weight: impl Into<Option<ClassWeight>>,
        /// Sets whether classes have intercepts.
        fit_intercept: bool,
        /// Sets whether n-grams that say more about the class are held less hard.
        weigh_features: bool,
        /// Sets when the search stops.
        tol: f64,
        /// Sets how many passes the search takes at most.
        max_iter: u32,
    }
}

/// ```
/// use kingpost::component::{Classifier, Context};
/// use kingpost::{data::{Documents, Frame, Strings}, text::LinearClassifier};
/// let texts: Strings = ["red apple", "sour lemon"].into_iter().collect();
/// let labels: Strings = ["sweet", "sour"].into_iter().collect();
/// let model = LinearClassifier::default().fit(&Documents::Texts(texts), &labels.into())?;
/// let new: Strings = ["green apple"].into_iter().collect();
/// let found = model.predict(&Frame::new().with("text", new)?.into(), &Context::new())?;
/// assert_eq!(found.strings("label")?.get(0), Some("sweet"));
/// assert!((found.f64("probability")?[0] - 0.874).abs() < 1e-3);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for LinearClassifier {
    const ID: &'static str = "text.linear_classifier";
    const NAME: &'static str = "LinearClassifier";
    const VERSION: u32 = 1;
}

impl LinearClassifier {
    /// Learns the n-grams of texts, and makes their features.
    fn learn(&self, texts: &Strings, ctx: &Context) -> Result<(Source, Csr)> {
        let mut learnt = Vec::new();
        for ((analyzer, kind), ngrams) in KINDS.into_iter().zip([self.word_ngrams, self.char_ngrams]) {
            let Some([least, most]) = ngrams else { continue };
            learnt.push(match self.features {
                Features::Tfidf => {
                    let entries = self.tfidf(analyzer).ngram_range(least, most).fit_entries(texts, ctx)?;
                    Learnt::Tfidf(kind, Box::new(entries))
                }
                Features::Hashing => {
                    let state = HashingState::new(self.hashing(analyzer).ngram_range(least, most))?;
                    Learnt::Hashing(kind, state)
                }
            });
        }
        if learnt.is_empty() {
            return Err(err!(InvalidParams, "word_ngrams and char_ngrams are both null; texts need one of them")
                .with("param", "word_ngrams"));
        }
        let columns = learnt.iter().map(Learnt::columns).sum();
        let append = |row: usize, work: &mut Work, rows: &mut Rows| {
            let mut offset = 0;
            for learnt in &learnt {
                match learnt {
                    Learnt::Tfidf(_, entries) => entries.append(row, work, offset, rows),
                    Learnt::Hashing(_, state) => {
                        state.append(texts.get(row).unwrap_or_default(), work, offset, rows);
                    }
                }
                offset += learnt.columns();
            }
        };
        let x = rows::build(texts, columns, ctx, append)?;
        Ok((Source::Texts(learnt.into_iter().map(Learnt::block).collect()), x))
    }

    fn tfidf(&self, analyzer: Analyzer) -> TfidfVectorizer {
        let words = if analyzer == Analyzer::Word { self.stop_words.clone() } else { None };
        let tfidf =
            TfidfVectorizer::default().analyzer(analyzer).lowercase(self.lowercase).strip_accents(self.strip_accents);
        tfidf.stop_words(words).tokens(self.tokens).min_df(self.min_df).sublinear_tf(self.sublinear_tf)
    }

    fn hashing(&self, analyzer: Analyzer) -> HashingVectorizer {
        let words = if analyzer == Analyzer::Word { self.stop_words.clone() } else { None };
        let hashing =
            HashingVectorizer::default().analyzer(analyzer).lowercase(self.lowercase).strip_accents(self.strip_accents);
        hashing.stop_words(words).tokens(self.tokens).n_features(self.n_features)
    }

    fn class_weights(&self, labels: &[usize], classes: usize) -> Vec<f64> {
        let Some(ClassWeight::Balanced) = self.class_weight else { return vec![1.0; classes] };
        let mut counts = vec![0usize; classes];
        labels.iter().for_each(|&label| counts[label] += 1);
        counts.into_iter().map(|count| labels.len() as f64 / (classes as f64 * count.max(1) as f64)).collect()
    }
}

impl Classifier for LinearClassifier {
    type State = LinearState;

    fn fit_documents(
        &self,
        documents: &Documents,
        labels: &[usize],
        classes: usize,
        ctx: &Context,
    ) -> Result<LinearState> {
        let (source, x) = match documents {
            Documents::Features(x) => {
                check_finite(x)?;
                (Source::Matrix(x.columns()), x.clone())
            }
            Documents::Texts(texts) => self.learn(texts, ctx)?,
        };
        let (x, seen) = only_seen(x)?;
        let problem = Problem {
            x: &x,
            labels,
            classes,
            class_weights: self.class_weights(labels, classes),
            c: self.c,
            fit_intercept: self.fit_intercept,
            by_worth: self.weigh_features && matches!(documents, Documents::Texts(_)),
        };
        let (linear, ended) = problem.solve(self.tol, self.max_iter as usize, ctx)?;
        let search = Search { iterations: ended.passes, converged: ended.converged };
        Ok(LinearState { classes, source, linear, seen, search })
    }
}

#[cfg(test)]
mod tests;

//! Features of texts, and classifiers and regressors on them.
//!
//! A text is cut into n-grams of words or characters exactly as scikit-learn cuts it; [`HashingVectorizer`] counts them by hash,
//! [`CountVectorizer`] those it has seen, [`TfidfVectorizer`] weighs them, and
//! [`LinearClassifier`] learns classes from either.

mod analyze;
mod calibrated;
mod columns;
mod count;
mod duplicates;
mod fasttext;
mod fuzzy;
mod hashing;
mod index;
mod keywords;
mod language;
mod linear;
mod linear_svm;
mod logistic_regression;
mod memo;
mod murmur;
mod naive_bayes;
mod normal_forms;
mod normalize_text;
mod options;
mod pattern;
mod pieces;
mod pii;
mod recipe;
mod reduce;
mod ridge;
mod rows;
mod stop_words;
mod subwords;
mod sums;
mod tfidf;
mod tokens;
mod train_tokenizer;
mod unicode;
mod unicode_tables;
mod vocabulary;
mod word_vectors;

pub use calibrated::{CalibratedClassifier, CalibratedState, Calibration, ClassifierMember, ThresholdMetric};
pub use count::CountVectorizer;
pub use duplicates::{DuplicateMethod, DuplicateShape, NearDuplicates, Shingle};
pub(crate) use fasttext::BEGIN as FASTTEXT;
pub use fasttext::{FastTextClassifier, FastTextState, Loss, read_fasttext, write_fasttext};
pub use fuzzy::{FuzzyMatch, Scorer, TextSimilarity};
pub use hashing::{HashingState, HashingVectorizer};
pub use index::{BM25, Bm25Method, Bm25State, ExactNeighbors, ExactState, Fuse, HNSW, HnswState, Metric};
pub use keywords::{KeywordMethod, Keywords};
pub use language::{DetectLanguage, LanguageIdentifier, LanguageState};
pub use linear::LinearClassifier;
pub use linear_svm::{LinearSVM, SvmLoss};
pub use logistic_regression::LogisticRegression;
pub use naive_bayes::{ComplementNB, MultinomialNB, NaiveBayesState};
pub use normalize_text::{NormalizeText, WhiteSpace};
pub use options::{Analyzer, Norm, Normalization, Stemmer, StopList, StopWords, StripAccents, Tokens};
pub use pii::{FindPii, NameCandidates, PiiKind, Redact, Unredact};
pub use recipe::{ClassWeight, Features, LinearState, Weight};
pub use reduce::{LatentDirichletAllocation, LdaModel, NMF, NmfModel, ReducedState, Reduction, SvdModel, TruncatedSVD};
pub use ridge::{Ridge, RidgeState};
pub use tfidf::{TfidfState, TfidfVectorizer};
pub use tokens::{SentencesOf, TextStatistics, TokensOf};
pub use train_tokenizer::{TokenizerModel, TrainTokenizer};
pub use word_vectors::{WordVectors, WordVectorsState};

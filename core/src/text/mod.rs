//! Features of texts, and classifiers on them.
//!
//! A text is cut into n-grams of words or characters exactly as scikit-learn cuts it; [`HashingVectorizer`] counts them by hash,
//! [`TfidfVectorizer`] weighs those it has seen, and
//! [`LinearClassifier`] learns classes from either.

mod analyze;
mod columns;
mod duplicates;
mod fuzzy;
mod hashing;
mod index;
mod keywords;
mod language;
mod linear;
mod memo;
mod murmur;
mod options;
mod pieces;
mod pii;
mod rows;
mod stop_words;
mod tfidf;
mod tokens;
mod unicode;
mod unicode_tables;
mod vocabulary;

pub use duplicates::{DuplicateMethod, DuplicateOutput, NearDuplicates, Shingle};
pub use fuzzy::{FuzzyMatch, Scorer, TextSimilarity};
pub use hashing::{HashingState, HashingVectorizer};
pub use index::{BM25, Bm25Method, Bm25State, ExactNeighbors, ExactState, Fuse, HNSW, HnswState, Metric};
pub use keywords::{KeywordMethod, Keywords};
pub use language::{LanguageIdentifier, LanguageState};
pub use linear::{ClassWeight, Features, LinearClassifier, LinearState};
pub use options::{Analyzer, Norm, StopList, StopWords, StripAccents, Tokens};
pub use pii::{FindPii, PiiKind, Redact, Unredact};
pub use tfidf::{TfidfState, TfidfVectorizer};
pub use tokens::{SentencesOf, TextStatistics, TokensOf};

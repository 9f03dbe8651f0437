//! Features of texts, and classifiers on them.
//!
//! A text is cut into n-grams of words or characters exactly as scikit-learn cuts it; [`Hashing`] counts them by hash,
//! [`Tfidf`] weighs those it has seen, and
//! [`LinearClassifier`] learns classes from either.

mod analyze;
mod hashing;
mod linear;
mod memo;
mod murmur;
mod options;
mod pieces;
mod rows;
mod stop_words;
mod tfidf;
mod unicode;
mod unicode_tables;
mod vocabulary;

pub use hashing::{Hashing, HashingState};
pub use linear::{ClassWeight, Features, LinearClassifier, LinearState};
pub use options::{Analyzer, Norm, StopList, StopWords, StripAccents, Tokens};
pub use tfidf::{Tfidf, TfidfState};

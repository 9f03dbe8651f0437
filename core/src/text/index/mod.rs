//! Search: ranking of texts by words, nearest neighbours of vectors, and both together.

mod best;
mod bm25;
mod exact;
mod fuse;
mod hnsw;
mod vectors;

pub use bm25::{BM25, Bm25Method, Bm25State};
pub use exact::{ExactNeighbors, ExactState};
pub use fuse::Fuse;
pub use hnsw::{HNSW, HnswState};
pub use vectors::Metric;

//! Nearest neighbours by looking at every vector.

use super::vectors::{Metric, Vectors};
use crate::component::{Component, Context, Hit, Index, IndexState, Items, Keeps, Store, setters};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Finds the nearest vectors by comparing a query with each: exact, with nothing to tune.
///
/// Vectors are kept in 32 bits. `search` gives each query its `k` nearest items: `score` is the cosine, the inner product or minus
/// the squared distance, so that higher is nearer; equally near ones come in the order of rows. `allow` names the ids that may
/// be found. `update` adds items.
///
/// Input: columns of numbers, one a dimension, none missing, within ±1e15; ids in the column `id`, or row numbers.
/// Output: `query`, `rank`, `id`, `score`.
/// Errors: `kp.missing_values` for a missing number; `kp.invalid_data` for an id that is there twice.
/// Cost: queries × rows × dimensions; four bytes a number, of a multiple of 16 numbers a row. Up to some 100,000 rows this is fast
/// enough; `HNSW` is for more.
/// Source: the definition; scores equal to those of `faiss.IndexFlat` up to rounding.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ExactNeighbors {
    /// How near two vectors are.
    pub metric: Metric,
}

setters! {
    /// ```
    /// use kingpost::component::{Context, Index, SearchArgs};
    /// use kingpost::{data::Frame, text::ExactNeighbors};
    /// let table = Frame::new().with("id", vec![7i64, 8])?.with("x", vec![1.0, 0.0])?.with("y", vec![0.0, 2.0])?;
    /// let model = ExactNeighbors::default().fit(&table)?;
    /// let query = Frame::new().with("x", vec![0.6])?.with("y", vec![0.8])?.into();
    /// let found = model.search(&query, &SearchArgs::default(), &Context::new())?;
    /// assert_eq!(found.numbers("id")?, [8.0, 7.0]);
    /// assert!((found.f64("score")?[0] - 0.8).abs() < 1e-6);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    ExactNeighbors {
        /// Sets how near two vectors are.
        metric: Metric,
    }
}

impl Component for ExactNeighbors {
    const ID: &'static str = "text.exact_neighbors";
    const NAME: &'static str = "ExactNeighbors";
    const VERSION: u32 = 1;
}

/// The vectors.
#[derive(Clone, Debug)]
pub struct ExactState {
    vectors: Vectors,
}

impl Index for ExactNeighbors {
    type State = ExactState;

    const KEEPS: Keeps = Keeps::Vectors;

    fn fit_items(&self, items: &Items, _ctx: &Context) -> Result<ExactState> {
        Ok(ExactState { vectors: Vectors::new(self.metric, items)? })
    }
}

/// At most so many queries look at a block of vectors in turn.
const TOGETHER: usize = 64;

impl IndexState for ExactState {
    fn len(&self) -> usize {
        self.vectors.len()
    }

    fn search(&self, queries: &Items, k: usize, allowed: Option<&[bool]>, ctx: &Context) -> Result<Vec<Vec<Hit>>> {
        let queries = self.vectors.queries(queries)?;
        let together = queries.len().div_ceil(ctx.workers()).clamp(2, TOGETHER);
        let found = ctx.map(queries.len().div_ceil(together), |part| {
            let rows = part * together..queries.len().min((part + 1) * together);
            self.vectors.scan(&queries, rows, k, allowed, ctx)
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    fn add(&mut self, items: &Items, _ctx: &Context) -> Result<()> {
        self.vectors.add(items)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("metric", &self.vectors.metric)?;
        self.vectors.store(store);
        Ok(())
    }

    fn restore(store: &Store) -> Result<Self> {
        Ok(Self { vectors: Vectors::restore(store, store.get("metric")?)? })
    }
}

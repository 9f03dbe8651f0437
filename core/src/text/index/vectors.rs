//! Vectors of 32-bit numbers and how near they are.

use super::best::{Best, Ranked};
use crate::component::{Context, Hit, Items, LARGEST_IN_VECTOR, Store, corrupt};
use crate::error::{Result, err};
use crate::math::wide::wide;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How near two vectors are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// The cosine of the angle between them; a vector of zeros has 0 with all.
    #[default]
    Cosine,
    /// Minus the squared Euclidean distance.
    L2,
    /// The inner product.
    Ip,
}

/// Sums of several lanes side by side, put together in a fixed order: as fast as the processor allows, and the same bits on all.
const LANES: usize = 16;

/// Rows that are compared with a query at once: no sum waits for the one before.
const ROWS: usize = 2;
/// Numbers of vectors that a run of queries looks at in turn: what the first cache holds beside a query.
const BLOCK: usize = 4_096;

/// Numbers of a vector; after its last come zeros, which change no sum.
pub(super) type Chunk = [f32; LANES];

/// One sum a lane for each row, in names of their own: the compiler keeps those in registers.
#[inline(always)]
fn lanes(query: &[Chunk], [one, other]: [&[Chunk]; ROWS], of: impl Fn(f32, f32) -> f32) -> [Chunk; ROWS] {
    let [mut a, mut b] = [[0f32; LANES]; ROWS];
    for (query, (one, other)) in query.iter().zip(one.iter().zip(other)) {
        for lane in 0..LANES {
            a[lane] += of(one[lane], query[lane]);
            b[lane] += of(other[lane], query[lane]);
        }
    }
    [a, b]
}

/// The sum of the lanes.
fn whole(mut lanes: Chunk) -> f32 {
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            lanes[lane] += lanes[lane + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// How near rows are to a query; higher is nearer.
#[derive(Debug, Default)]
pub(super) struct Near {
    pub(super) scores: Vec<f32>,
    /// What the scores are the sums of. Adding up is done apart, or the compiler would not use whole registers.
    lanes: Vec<[Chunk; ROWS]>,
}

impl Near {
    /// The sums over the pairs of numbers of each row and the query.
    #[inline(always)]
    fn sum(&mut self, vectors: &Vectors, rows: &[u32], query: &[Chunk], of: impl Fn(f32, f32) -> f32 + Copy) {
        self.lanes.resize(rows.len().div_ceil(ROWS), [[0.0; LANES]; ROWS]);
        wide(
            #[inline(always)]
            || {
                for (rows, sums) in rows.chunks(ROWS).zip(&mut self.lanes) {
                    *sums = lanes(query, [rows[0], rows[rows.len() - 1]].map(|row| vectors.get(row)), of);
                }
            },
        );
        self.scores.clear();
        self.scores.extend(self.lanes.as_flattened().iter().take(rows.len()).map(|&lanes| whole(lanes)));
    }
}

/// The vectors of an index.
#[derive(Clone, Debug)]
pub(super) struct Vectors {
    pub(super) metric: Metric,
    dimensions: usize,
    values: Vec<Chunk>,
}

impl Vectors {
    /// # Errors
    /// `kp.invalid_data` for texts.
    pub(super) fn new(metric: Metric, items: &Items) -> Result<Self> {
        let Items::Vectors { dimensions, values } = items else {
            return Err(err!(InvalidData, "texts were given where vectors are needed"));
        };
        let mut vectors = Self::laid_out(metric, (*dimensions).max(1), values);
        if metric == Metric::Cosine {
            let chunks = vectors.chunks();
            for vector in vectors.values.chunks_exact_mut(chunks) {
                let numbers = vector.as_flattened_mut();
                let largest = numbers.iter().fold(0f32, |largest, value| largest.max(value.abs()));
                if largest > 0.0 {
                    // Scaled first, so that no square leaves the range.
                    numbers.iter_mut().for_each(|value| *value /= largest);
                    let [squares, _] = lanes(vector, [vector; ROWS], |a, b| a * b);
                    let length = whole(squares).sqrt();
                    vector.as_flattened_mut().iter_mut().for_each(|value| *value /= length);
                }
            }
        }
        Ok(vectors)
    }

    fn laid_out(metric: Metric, dimensions: usize, values: &[f32]) -> Self {
        let mut vectors = Self { metric, dimensions, values: Vec::new() };
        let chunks = vectors.chunks();
        vectors.values.resize(values.len() / dimensions * chunks, [0.0; LANES]);
        for (to, from) in vectors.values.chunks_exact_mut(chunks).zip(values.chunks_exact(dimensions)) {
            to.as_flattened_mut()[..dimensions].copy_from_slice(from);
        }
        vectors
    }

    /// How many chunks a vector has.
    fn chunks(&self) -> usize {
        self.dimensions.div_ceil(LANES)
    }

    pub(super) fn len(&self) -> usize {
        self.values.len() / self.chunks()
    }

    pub(super) fn dimensions(&self) -> usize {
        self.dimensions
    }

    #[inline(always)]
    pub(super) fn get(&self, row: u32) -> &[Chunk] {
        let chunks = self.chunks();
        &self.values[row as usize * chunks..][..chunks]
    }

    /// How near some rows are to a query. Vectors under the cosine have length 1 already.
    pub(super) fn near(&self, rows: &[u32], query: &[Chunk], near: &mut Near) {
        match self.metric {
            Metric::Cosine | Metric::Ip => near.sum(self, rows, query, |a, b| a * b),
            Metric::L2 => {
                near.sum(self, rows, query, |a, b| (a - b) * (a - b));
                near.scores.iter_mut().for_each(|score| *score = -*score);
            }
        }
    }

    /// How near one row is to a query.
    pub(super) fn ranked(&self, row: u32, query: &[Chunk]) -> Ranked {
        let mut near = Near::default();
        self.near(&[row], query, &mut near);
        Ranked { score: near.scores[0], row }
    }

    /// Appends the vectors of more items.
    pub(super) fn add(&mut self, items: &Items) -> Result<()> {
        let more = self.queries(items)?;
        self.values.extend(more.values);
        Ok(())
    }

    /// Vectors to compare with these.
    pub(super) fn queries(&self, items: &Items) -> Result<Self> {
        let queries = Self::new(self.metric, items)?;
        if queries.dimensions != self.dimensions {
            let (given, kept) = (queries.dimensions, self.dimensions);
            return Err(err!(InvalidData, "vectors of {given} numbers were given; the index has {kept}"));
        }
        Ok(queries)
    }

    pub(super) fn store(&self, store: &mut Store) {
        let vectors =
            self.values.chunks_exact(self.chunks()).flat_map(|vector| &vector.as_flattened()[..self.dimensions]);
        let values: Vec<f32> = vectors.copied().collect();
        store.put_shaped("vectors", vec![self.len(), self.dimensions], &values);
    }

    pub(super) fn restore(store: &Store, metric: Metric) -> Result<Self> {
        let (shape, values): (_, Vec<f32>) = store.take_shaped("vectors")?;
        let [_, dimensions] = shape[..] else { return Err(corrupt("vectors", "is no table")) };
        let largest = if metric == Metric::Cosine { 1.001 } else { LARGEST_IN_VECTOR * 1.001 };
        if dimensions == 0 || !values.iter().all(|value| f64::from(value.abs()) <= largest) {
            return Err(corrupt("vectors", "has numbers that it cannot have, or none"));
        }
        Ok(Self::laid_out(metric, dimensions, &values))
    }

    /// The nearest of the rows that are allowed, by looking at each, for a run of queries at once: a block of vectors stays
    /// near while all look at it.
    pub(super) fn scan(
        &self,
        queries: &Vectors,
        own: Range<usize>,
        k: usize,
        allowed: Option<&[bool]>,
        ctx: &Context,
    ) -> Result<Vec<Vec<Hit>>> {
        let (mut best, mut near): (Vec<Best>, _) = (own.clone().map(|_| Best::new(k)).collect(), Near::default());
        let block = (BLOCK / self.dimensions).max(16);
        for first in (0..self.len()).step_by(block) {
            ctx.check()?;
            let block = first..(first + block).min(self.len());
            let rows = block.filter(|&row| allowed.is_none_or(|allowed| allowed[row])).map(|row| row as u32);
            let rows: Vec<u32> = rows.collect();
            for (query, best) in own.clone().zip(&mut best) {
                self.near(&rows, queries.get(query as u32), &mut near);
                near.scores.iter().zip(&rows).for_each(|(&score, &row)| best.offer(Ranked { score, row }));
            }
        }
        Ok(best.into_iter().map(Best::into_hits).collect())
    }
}

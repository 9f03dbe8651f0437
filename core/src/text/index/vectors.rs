//! Vectors of 32-bit numbers and how near they are.

use crate::component::{Context, Items, LARGEST_IN_VECTOR, Store, corrupt};
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

/// One sum a lane. Apart from what adds the lanes up, which would keep the compiler from using whole registers here.
#[inline(never)]
fn lanes(a: &[f32], b: &[f32], of: impl Fn(f32, f32) -> f32) -> [f32; LANES] {
    let mut lanes = [0f32; LANES];
    let (whole, rest) = a.as_chunks::<LANES>();
    let (others, last) = b.as_chunks::<LANES>();
    for (a, b) in whole.iter().zip(others) {
        for lane in 0..LANES {
            lanes[lane] += of(a[lane], b[lane]);
        }
    }
    for (lane, (a, b)) in lanes.iter_mut().zip(rest.iter().zip(last)) {
        *lane += of(*a, *b);
    }
    lanes
}

#[inline]
fn sum(a: &[f32], b: &[f32], of: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = lanes(a, b, of);
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            lanes[lane] += lanes[lane + width];
        }
        width /= 2;
    }
    lanes[0]
}

impl Metric {
    /// How near two vectors are; higher is nearer. Vectors under the cosine have length 1 already.
    #[inline]
    pub(super) fn near(self, a: &[f32], b: &[f32]) -> f32 {
        match self {
            Metric::Cosine | Metric::Ip => sum(a, b, |a, b| a * b),
            Metric::L2 => -sum(a, b, |a, b| (a - b) * (a - b)),
        }
    }
}

/// The vectors of an index.
#[derive(Clone, Debug)]
pub(super) struct Vectors {
    pub(super) metric: Metric,
    dimensions: usize,
    values: Vec<f32>,
}

impl Vectors {
    /// # Errors
    /// `kp.invalid_data` for texts.
    pub(super) fn new(metric: Metric, items: &Items) -> Result<Self> {
        let Items::Vectors { dimensions, values } = items else {
            return Err(err!(InvalidData, "texts were given where vectors are needed"));
        };
        let mut vectors = Self { metric, dimensions: (*dimensions).max(1), values: values.clone() };
        if metric == Metric::Cosine {
            for vector in vectors.values.chunks_exact_mut(vectors.dimensions) {
                let largest = vector.iter().fold(0f32, |largest, value| largest.max(value.abs()));
                if largest > 0.0 {
                    // Scaled first, so that no square leaves the range.
                    vector.iter_mut().for_each(|value| *value /= largest);
                    let length = sum(vector, vector, |a, b| a * b).sqrt();
                    vector.iter_mut().for_each(|value| *value /= length);
                }
            }
        }
        Ok(vectors)
    }

    pub(super) fn len(&self) -> usize {
        self.values.len() / self.dimensions
    }

    pub(super) fn dimensions(&self) -> usize {
        self.dimensions
    }

    #[inline]
    pub(super) fn get(&self, row: u32) -> &[f32] {
        &self.values[row as usize * self.dimensions..][..self.dimensions]
    }

    #[inline]
    pub(super) fn near(&self, row: u32, query: &[f32]) -> f32 {
        self.metric.near(self.get(row), query)
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
        store.put_shaped("vectors", vec![self.len(), self.dimensions], &self.values);
    }

    pub(super) fn restore(store: &Store, metric: Metric) -> Result<Self> {
        let (shape, values): (_, Vec<f32>) = store.take_shaped("vectors")?;
        let [_, dimensions] = shape[..] else { return Err(corrupt("vectors", "is no table")) };
        let largest = if metric == Metric::Cosine { 1.001 } else { LARGEST_IN_VECTOR * 1.001 };
        if dimensions == 0 || !values.iter().all(|value| f64::from(value.abs()) <= largest) {
            return Err(corrupt("vectors", "has numbers that it cannot have, or none"));
        }
        Ok(Self { metric, dimensions, values })
    }

    /// The nearest of the rows that are allowed, by looking at each, for a run of queries at once: a block of vectors stays
    /// near while all look at it.
    pub(super) fn scan(
        &self,
        queries: &Vectors,
        rows: std::ops::Range<usize>,
        k: usize,
        allowed: Option<&[bool]>,
        ctx: &Context,
    ) -> Result<Vec<Vec<crate::component::Hit>>> {
        use super::best::{Best, Ranked};
        let mut best: Vec<Best> = rows.clone().map(|_| Best::new(k)).collect();
        let block = (16_384 / self.dimensions).max(16);
        for first in (0..self.len()).step_by(block) {
            ctx.check()?;
            let last = (first + block).min(self.len());
            for (query, best) in rows.clone().zip(&mut best) {
                let query = queries.get(query as u32);
                for row in (first..last).filter(|&row| allowed.is_none_or(|allowed| allowed[row])) {
                    best.offer(Ranked { score: self.near(row as u32, query), row: row as u32 });
                }
            }
        }
        Ok(best.into_iter().map(Best::into_hits).collect())
    }
}

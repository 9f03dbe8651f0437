//! Nearly all of the nearest rows, by a graph.

use super::Nearest;
use crate::anomaly::matrix::Matrix;
use crate::component::{Context, Index, IndexState, Items, Store, corrupt};
use crate::error::Result;
use crate::math::stats::squared_distance;
use crate::text::{HNSW, HnswState, Metric};
use libm::sqrt;

/// How many nodes a search keeps at least.
const KEPT: usize = 100;
/// So many more rows than are wanted are looked at in full precision, for single precision may confuse near ones.
const SPARE: usize = 8;
/// Numbers of the graph are within ±this: no square leaves the range of single precision.
const FARTHEST: f64 = 1e15;

/// The rows, and a graph of them in single precision.
#[derive(Clone, Debug)]
pub(in crate::anomaly) struct Approximate {
    pub(super) points: Matrix,
    scale: Scale,
    graph: HnswState,
}

impl Approximate {
    pub(super) fn new(points: Matrix, ctx: &Context) -> Result<Self> {
        let scale = Scale::of(&points);
        let hnsw = HNSW::default().metric(Metric::L2).ef_construction(KEPT);
        let graph = hnsw.fit_items(&scale.items(&points), ctx)?;
        Ok(Self { points, scale, graph })
    }

    /// The `k` nearest rows of each query, with exact distances; rows of the fit leave themselves out.
    pub(super) fn search(&self, queries: &Matrix, k: usize, skip_self: bool, ctx: &Context) -> Result<Nearest> {
        let more = k + SPARE + usize::from(skip_self);
        let found = self.graph.search_with(&self.scale.items(queries), more, KEPT.max(2 * more), None, ctx)?;
        let best = ctx.each(queries.rows(), |query| {
            let skip = |row: u32| skip_self && row as usize == query;
            let exact = |row: u32| (squared_distance(self.points.row(row as usize), queries.row(query)), row);
            let rows = found[query].iter().map(|hit| hit.0).filter(|&row| !skip(row));
            let mut near: Vec<(f64, u32)> = rows.map(exact).collect();
            if near.len() < k {
                // The walk came to an end in a part of the graph that no link leaves.
                near = (0..self.points.rows() as u32).filter(|&row| !skip(row)).map(exact).collect();
            }
            near.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            near.truncate(k);
            Ok(near)
        })?;
        let distances = best.iter().flatten().map(|(squared, _)| sqrt(*squared)).collect();
        Ok(Nearest { k, distances, rows: best.iter().flatten().map(|(_, row)| *row).collect() })
    }

    pub(super) fn store(&self, store: &mut Store) -> Result<()> {
        self.points.store("points", store);
        self.graph.store(store)
    }

    pub(super) fn restore(points: Matrix, store: &Store) -> Result<Self> {
        let graph = HnswState::restore(store)?;
        if graph.len() != points.rows() || graph.dimensions() != points.width {
            return Err(corrupt("vectors", "are not those of the points"));
        }
        Ok(Self { scale: Scale::of(&points), points, graph })
    }
}

/// How rows become numbers of single precision: moved to the middle of each column's range, over the largest half range.
#[derive(Clone, Debug)]
struct Scale {
    middles: Vec<f64>,
    unit: f64,
}

impl Scale {
    fn of(points: &Matrix) -> Self {
        let mut ranges = vec![(f64::INFINITY, f64::NEG_INFINITY); points.width];
        for row in points.iter() {
            for ((low, high), &value) in ranges.iter_mut().zip(row) {
                (*low, *high) = (low.min(value), high.max(value));
            }
        }
        let unit = ranges.iter().fold(0.0, |unit: f64, (low, high)| unit.max(high / 2.0 - low / 2.0));
        let middles = ranges.iter().map(|(low, high)| low / 2.0 + high / 2.0).collect();
        Self { middles, unit: if unit > 0.0 { unit } else { 1.0 } }
    }

    fn items(&self, rows: &Matrix) -> Items {
        let single = |(value, middle): (&f64, &f64)| ((value - middle) / self.unit).clamp(-FARTHEST, FARTHEST) as f32;
        let values = rows.iter().flat_map(|row| row.iter().zip(&self.middles).map(single)).collect();
        Items::Vectors { dimensions: rows.width, values }
    }
}

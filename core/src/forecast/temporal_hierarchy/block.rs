//! The algebra of one block: as many observations as a season has, and their sums.

use crate::error::Result;
use crate::forecast::reconcile::{Centred, Hierarchy, Past, Trace};

/// The divisors of a season, the season itself first.
pub(super) fn divisors(season: usize) -> Vec<usize> {
    (1..=season).rev().filter(|length| season.is_multiple_of(*length)).collect()
}

/// The sums of so many observations each, the last of which ends with the series.
pub(super) fn sums(y: &[f64], length: usize) -> Vec<f64> {
    y[y.len() % length..].chunks_exact(length).map(|part| part.iter().sum()).collect()
}

/// What the sums of a block are, level by level, the widest first; behind them come its observations.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shape {
    pub(super) season: usize,
    /// How many observations a sum of each level has.
    pub(super) lengths: Vec<usize>,
}

impl Shape {
    /// Where each sum of a block starts and ends.
    pub(super) fn ranges(&self) -> Vec<(usize, usize)> {
        let of = |&length: &usize| (0..self.season / length).map(move |at| (at * length, (at + 1) * length));
        self.lengths.iter().flat_map(of).collect()
    }

    /// How many observations each node of a block has: the sums, then the observations.
    fn sizes(&self) -> Vec<usize> {
        let of = |&length: &usize| std::iter::repeat_n(length, self.season / length);
        self.lengths.iter().chain(&[1]).flat_map(of).collect()
    }

    /// The nodes of a block that ends `later` blocks before the end of some series, one a level and one of observations, all of
    /// which end together; NaN where a series does not reach back so far.
    pub(super) fn nodes(&self, series: &[&[f64]], later: usize) -> Vec<f64> {
        let mut nodes = Vec::new();
        for (values, length) in series.iter().zip(self.lengths.iter().chain(&[1])) {
            let width = self.season / length;
            let value = |back: usize| values.len().checked_sub(back).map_or(f64::NAN, |at| values[at]);
            nodes.extend((later * width + 1..=(later + 1) * width).rev().map(value));
        }
        nodes
    }
}

/// The covariance of the errors of a block's forecasts: one variance a node and, where errors of the past are known, a
/// weight of their covariance.
#[derive(Clone, Debug)]
pub(super) struct Covariance {
    diagonal: Vec<f64>,
    errors: Option<(f64, Centred)>,
}

/// A level whose forecasts were without error would alone decide: no variance is below this share of the greatest.
const LEAST: f64 = 1e-8;

impl Covariance {
    /// The same variance for all.
    pub(super) fn equal(shape: &Shape) -> Self {
        Self { diagonal: vec![1.0; shape.sizes().len()], errors: None }
    }

    /// A variance for each observation in a node.
    pub(super) fn structural(shape: &Shape) -> Self {
        Self { diagonal: shape.sizes().into_iter().map(|size| size as f64).collect(), errors: None }
    }

    /// The variance of each level, the observations last.
    pub(super) fn of_levels(shape: &Shape, variances: &[f64]) -> Self {
        let greatest = variances.iter().copied().fold(0.0, f64::max);
        let levels = shape.lengths.iter().chain(&[1]).zip(variances);
        let of = |(&length, variance): (&usize, &f64)| {
            std::iter::repeat_n(variance.max(LEAST * greatest), shape.season / length)
        };
        Self { diagonal: levels.flat_map(of).collect(), errors: None }
    }

    /// The covariance of past errors, shrunk towards its diagonal.
    pub(super) fn shrunk(shrinkage: f64, centred: &Centred) -> Self {
        let mut diagonal = centred.variances();
        diagonal.iter_mut().for_each(|variance| *variance *= shrinkage);
        let greatest = diagonal.iter().copied().fold(0.0, f64::max);
        diagonal.iter_mut().for_each(|variance| *variance = variance.max(LEAST * greatest));
        Self { diagonal, errors: Some((1.0 - shrinkage, centred.clone())) }
    }
}

/// The errors of past blocks and how far their covariance is to be shrunk; `None` where fewer than two blocks have all of them,
/// or none was wrong.
pub(super) fn past_errors(shape: &Shape, y: &[&[f64]], fitted: &[&[f64]], n: usize) -> Option<(f64, Centred)> {
    let mut past = Past::default();
    for later in (0..n / shape.season).rev() {
        let (y, fitted) = (shape.nodes(y, later), shape.nodes(fitted, later));
        if y.iter().zip(&fitted).all(|(y, fitted)| (y - fitted).is_finite()) {
            past.y.push(y);
            past.fitted.push(fitted);
        }
    }
    past.shrinkage()
        .ok()
        .filter(|(shrinkage, centred)| *shrinkage > 0.0 && centred.variances().iter().any(|variance| *variance > 0.0))
}

/// How the forecasts of a block's nodes become those of its observations.
pub(super) struct Plan {
    hierarchy: Hierarchy,
    /// `None` where there are no sums.
    trace: Option<Trace>,
    /// The nodes of the block that it reads.
    kept: Vec<usize>,
}

impl Plan {
    /// For the observations of a block from `from` on and those of its sums that are wanted. A sum that began before counts with
    /// what is left of it.
    pub(super) fn new(
        shape: &Shape,
        covariance: &Covariance,
        from: usize,
        wanted: impl Fn(usize, (usize, usize)) -> bool,
    ) -> Result<Self> {
        let ranges = shape.ranges();
        let left = |(start, end): (usize, usize)| (start.max(from)..end).map(|at| at - from).collect::<Vec<usize>>();
        let chosen: Vec<usize> = (0..ranges.len()).filter(|&node| wanted(node, ranges[node])).collect();
        let leaves: Vec<Vec<usize>> = chosen.iter().map(|&node| left(ranges[node])).collect();
        let mut kept = chosen;
        kept.extend(ranges.len() + from..ranges.len() + shape.season);
        let pick = |values: &Vec<f64>| kept.iter().map(|&node| values[node]).collect::<Vec<f64>>();
        let hierarchy = Hierarchy::of_sums(leaves, shape.season - from);
        let trace = (kept.len() > shape.season - from).then(|| {
            let errors = covariance.errors.as_ref();
            let errors = errors.map(|(weight, centred)| (*weight, Centred(centred.0.iter().map(pick).collect())));
            Trace::new(&hierarchy, pick(&covariance.diagonal), errors)
        });
        Ok(Self { trace: trace.transpose()?, hierarchy, kept })
    }

    /// For a whole block.
    pub(super) fn whole(shape: &Shape, covariance: &Covariance) -> Result<Self> {
        Self::new(shape, covariance, 0, |_, _| true)
    }

    /// For what is left of a block after its first `done` observations.
    pub(super) fn rest(shape: &Shape, covariance: &Covariance, done: usize) -> Result<Self> {
        Self::new(shape, covariance, done, |_, (_, end)| end > done)
    }

    /// The observations, from forecasts of all nodes of the block; those that it does not read may be anything.
    pub(super) fn observations(&self, nodes: &[f64]) -> Vec<f64> {
        let base: Vec<f64> = self.kept.iter().map(|&node| nodes[node]).collect();
        match &self.trace {
            Some(trace) => trace.bottoms(&self.hierarchy, &base),
            None => base,
        }
    }
}

/// The fitted values of all levels, made to add up block by block; NaN where those of the observations are.
pub(super) fn reconciled(shape: &Shape, covariance: &Covariance, fitted: &[&[f64]], n: usize) -> Result<Vec<f64>> {
    let (season, whole) = (shape.season, Plan::whole(shape, covariance)?);
    let (blocks, sums) = (n.div_ceil(season), shape.ranges().len());
    let mut result = Vec::with_capacity(blocks * season);
    for later in (0..blocks).rev() {
        let nodes = shape.nodes(fitted, later);
        if nodes.iter().all(|value| value.is_finite()) {
            result.extend(whole.observations(&nodes));
            continue;
        }
        // The first block may be cut off, and models may need some observations before they forecast.
        let from = nodes[sums..].iter().rposition(|value| !value.is_finite()).map_or(0, |last| last + 1);
        let plan = Plan::new(shape, covariance, from, |node, (start, _)| start >= from && nodes[node].is_finite())?;
        result.extend(std::iter::repeat_n(f64::NAN, from));
        result.extend(plan.observations(&nodes));
    }
    Ok(result.split_off(blocks * season - n))
}

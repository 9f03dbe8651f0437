//! How much each forecast counts for each bottom series.

use super::Proportions;
use super::hierarchy::Hierarchy;
use super::sheet::{Centred, Past};
use super::trace::Trace;
use crate::component::Context;
use crate::error::{Result, err};
use crate::math::cholesky::Cholesky;
use crate::math::lbfgs::dot;
use libm::sqrt;

/// A way to get the bottom from all forecasts: the matrix G, never written out where it has a shorter form.
pub(super) enum Plan {
    /// The bottom as it is.
    BottomUp,
    /// A share of a node above.
    Shares(Shares),
    /// The least trace of the covariance.
    Trace(Box<Trace>),
    /// A row a bottom series.
    Matrix(Vec<Vec<f64>>),
}

impl Plan {
    /// The least trace for W = the diagonal, plus a weight times the covariance of errors.
    pub(super) fn trace(hierarchy: &Hierarchy, diagonal: Vec<f64>, errors: Option<(f64, Centred)>) -> Result<Self> {
        Ok(Plan::Trace(Box::new(Trace::new(hierarchy, diagonal, errors)?)))
    }

    /// The regression of the bottom observations on all fitted values.
    pub(super) fn erm(hierarchy: &Hierarchy, past: &Past) -> Result<Self> {
        let (nodes, aggregates) = (hierarchy.names.len(), hierarchy.aggregates());
        past.at_least(nodes + 1)?;
        let column = |table: &[Vec<f64>], node: usize| table.iter().map(|row| row[node]).collect::<Vec<f64>>();
        let fitted: Vec<Vec<f64>> = (0..nodes).map(|node| column(&past.fitted, node)).collect();
        let mut square = vec![0.0; nodes * nodes];
        for row in 0..nodes {
            (0..=row).for_each(|other| square[row * nodes + other] = dot(&fitted[row], &fitted[other]));
        }
        let factor = Cholesky::new(&square, nodes).ok_or_else(|| {
            err!(
                InvalidData,
                "the fitted values of some series follow from those of others; erm needs them independent"
            )
        })?;
        let weights = (aggregates..nodes).map(|node| {
            let y = column(&past.y, node);
            let mut weights: Vec<f64> = fitted.iter().map(|fitted| dot(fitted, &y)).collect();
            factor.solve(&mut weights);
            weights
        });
        Ok(Plan::Matrix(weights.collect()))
    }

    /// The bottom forecasts at a step.
    pub(super) fn bottoms(&self, hierarchy: &Hierarchy, base: &[f64], step: usize) -> Vec<f64> {
        match self {
            Plan::BottomUp => base[hierarchy.aggregates()..].to_vec(),
            Plan::Shares(shares) => shares.bottoms(base, step),
            Plan::Trace(trace) => trace.bottoms(hierarchy, base),
            Plan::Matrix(rows) => rows.iter().map(|weights| dot(weights, base)).collect(),
        }
    }

    /// What each forecast counts for a node at a step.
    fn weights(&self, hierarchy: &Hierarchy, node: usize, step: usize) -> Vec<f64> {
        let mut weights = vec![0.0; hierarchy.names.len()];
        let below = hierarchy.below(node);
        match self {
            Plan::BottomUp => below.iter().for_each(|leaf| weights[hierarchy.aggregates() + leaf] = 1.0),
            Plan::Shares(shares) => {
                below.iter().for_each(|&leaf| weights[shares.source[leaf]] += shares.at(step)[leaf]);
            }
            Plan::Trace(trace) => trace.weights(hierarchy, &below, &mut weights),
            Plan::Matrix(rows) => {
                for leaf in below {
                    weights.iter_mut().zip(&rows[leaf]).for_each(|(sum, weight)| *sum += weight);
                }
            }
        }
        weights
    }

    /// The standard deviation of the reconciled forecasts by step and node, from that of the forecasts and the correlation
    /// of the past errors.
    pub(super) fn sigma(
        &self,
        hierarchy: &Hierarchy,
        past: Option<&Past>,
        sigma: &[Vec<f64>],
        ctx: &Context,
    ) -> Result<Vec<Vec<f64>>> {
        let (shrinkage, z) = match past.map(Past::shrinkage).transpose()? {
            Some((shrinkage, centred)) => (shrinkage, centred.standard(1.0)),
            None => (1.0, Vec::new()),
        };
        let steps_differ = matches!(self, Plan::Shares(shares) if shares.share.len() > 1);
        let nodes = ctx.map(hierarchy.names.len(), |node| {
            let mut weights = self.weights(hierarchy, node, 0);
            let mut scaled = vec![0.0; weights.len()];
            let deviations = sigma.iter().enumerate().map(|(step, sigma)| {
                if steps_differ && step > 0 {
                    weights = self.weights(hierarchy, node, step);
                }
                scaled.iter_mut().zip(&weights).zip(sigma).for_each(|((to, weight), sigma)| *to = weight * sigma);
                let common: f64 = z.iter().map(|z| dot(z, &scaled)).map(|sum| sum * sum).sum();
                let common = if z.is_empty() { 0.0 } else { common / (z.len() as f64 - 1.0) };
                sqrt(shrinkage * dot(&scaled, &scaled) + (1.0 - shrinkage) * common)
            });
            Ok(deviations.collect::<Vec<f64>>())
        })?;
        Ok((0..sigma.len()).map(|step| nodes.iter().map(|node| node[step]).collect()).collect())
    }
}

/// Each bottom series as a share of a node above it.
pub(super) struct Shares {
    /// The node that each bottom series is a share of.
    pub(super) source: Vec<usize>,
    /// The share of each bottom series; one for all steps, or one a step.
    share: Vec<Vec<f64>>,
}

impl Shares {
    pub(super) fn new(
        hierarchy: &Hierarchy,
        level: usize,
        proportions: Proportions,
        past: Option<&Past>,
        base: &[Vec<f64>],
    ) -> Result<Self> {
        let mut source = vec![usize::MAX; hierarchy.bottoms()];
        for &node in &hierarchy.levels[level] {
            hierarchy.below(node).into_iter().for_each(|leaf| source[leaf] = node);
        }
        let share = match (proportions, past) {
            (Proportions::Forecast, _) => by_forecasts(hierarchy, level, base)?,
            (_, None) => {
                let message = "past shares need the table 'fitted'; none was given";
                return Err(err!(InvalidData, "{message}").with("input", "fitted"));
            }
            (how, Some(past)) => vec![by_past(hierarchy, &source, how, past)?],
        };
        Ok(Self { source, share })
    }

    fn at(&self, step: usize) -> &[f64] {
        &self.share[step.min(self.share.len() - 1)]
    }

    fn bottoms(&self, base: &[f64], step: usize) -> Vec<f64> {
        self.source.iter().zip(self.at(step)).map(|(&source, share)| base[source] * share).collect()
    }
}

/// Level by level: a node's share of the sum of its siblings; equal shares where that is zero.
fn by_forecasts(hierarchy: &Hierarchy, level: usize, base: &[Vec<f64>]) -> Result<Vec<Vec<f64>>> {
    let families = (level..hierarchy.levels.len() - 1).map(|level| hierarchy.children(level));
    let families: Vec<Vec<Vec<usize>>> = families.collect::<Result<_>>()?;
    let shares = base.iter().map(|base| {
        let mut share = vec![0.0; base.len()];
        hierarchy.levels[level].iter().for_each(|&node| share[node] = 1.0);
        for (families, nodes) in families.iter().zip(&hierarchy.levels[level..]) {
            for (children, &node) in families.iter().zip(nodes) {
                let total: f64 = children.iter().map(|&child| base[child]).sum();
                let whole = share[node];
                for &child in children {
                    let part = if total == 0.0 { 1.0 / children.len() as f64 } else { base[child] / total };
                    share[child] = whole * part;
                }
            }
        }
        share.split_off(hierarchy.aggregates())
    });
    Ok(shares.collect())
}

fn by_past(hierarchy: &Hierarchy, source: &[usize], how: Proportions, past: &Past) -> Result<Vec<f64>> {
    past.at_least(1)?;
    let aggregates = hierarchy.aggregates();
    let mean = |of: &dyn Fn(&Vec<f64>) -> f64| past.y.iter().map(of).sum::<f64>() / past.y.len() as f64;
    let share = |(leaf, &source): (usize, &usize)| {
        let share = match how {
            Proportions::OfAverages => mean(&|y| y[aggregates + leaf]) / mean(&|y| y[source]),
            _ => mean(&|y| y[aggregates + leaf] / y[source]),
        };
        if share.is_finite() {
            return Ok(share);
        }
        let name = &hierarchy.names[source];
        Err(err!(InvalidData, "'{name}' was zero in the past; its series have no shares of it").with("series", name))
    };
    source.iter().enumerate().map(share).collect()
}

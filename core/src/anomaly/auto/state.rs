//! The fitted detector.

use super::project::Projection;
use crate::anomaly::ellipse::Ellipse;
use crate::anomaly::matrix::Matrix;
use crate::anomaly::neighbors::Neighbors;
use crate::anomaly::quantiles::Quantiles;
use crate::anomaly::scale::Scaler;
use crate::component::{Context, DetectorState, Parts, Store, corrupt};
use crate::data::{Frame, Strings, Table};
use crate::error::Result;
use crate::math::stats::{positive, quantile};
use libm::{exp, log};

/// Which of the nearest rows a distance is measured to.
const K: usize = 10;

/// One of the two scores.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Member {
    pub(super) quantiles: Quantiles,
    /// Above it a score is far out.
    pub(super) cut: f64,
    /// The share of the training rows that is.
    pub(super) beyond: f64,
}

impl Member {
    pub(super) fn of(scores: &[f64]) -> Self {
        let mut logs: Vec<f64> = scores.iter().filter(|&&score| score > 0.0).map(|&score| log(score)).collect();
        logs.sort_unstable_by(f64::total_cmp);
        let cut = match logs.is_empty() {
            true => 0.0,
            false => {
                let [low, high] = [0.25, 0.75].map(|share| quantile(&logs, share));
                exp((high + 1.5 * (high - low)).min(690.0))
            }
        };
        let beyond = scores.iter().filter(|&&score| score > cut).count() as f64 / scores.len() as f64;
        Self { quantiles: Quantiles::of(scores), cut, beyond }
    }
}

/// Where among the nearest rows, one more than are needed, that is which the distance is measured to: the first may be
/// the row itself.
fn place(distances: &[f64]) -> usize {
    let known = usize::from(distances.first() == Some(&0.0));
    (K - 1 + known).min(distances.len() - 1)
}

/// The distance of each row to the 10th nearest reference row.
pub(super) fn distances(neighbors: &Neighbors, rows: &Matrix, ctx: &Context) -> Result<Vec<f64>> {
    neighbors.map_new(rows, K + 1, ctx, |distances| distances[place(distances)])
}

/// The reference rows, the innermost rows' covariance, and the training scores' quantiles.
#[derive(Clone, Debug)]
pub struct AutoDetectorState {
    pub(super) scaler: Scaler,
    pub(super) projection: Projection,
    pub(super) neighbors: Neighbors,
    pub(super) ellipse: Ellipse,
    pub(super) members: [Member; 2],
    pub(super) threshold: f64,
    pub(super) agreement: f64,
}

const NAMES: [&str; 2] = ["nearest_neighbors", "mahalanobis"];
const WHY: [&str; 2] = [
    "the distance to the 10th nearest of the reference rows: finds rows in thin places, and groups smaller than that",
    "the distance from the inner half of the rows by its covariance: finds rare combinations of common values",
];

impl AutoDetectorState {
    /// Each column's part of one distance: what the difference from a place and the direction of the distance have in
    /// common, column by column. What is below 0 makes a row less odd, and counts as 0.
    fn part(&self, scaled: &[f64], off: &[f64], direction: &[f64], sums: &mut [f64]) {
        let parts: Vec<f64> = match self.projection.back(direction) {
            None => off.iter().zip(direction).map(|(x, y)| positive(x * y)).collect(),
            Some(direction) => scaled.iter().zip(&direction).map(|(x, y)| positive(x * y)).collect(),
        };
        let all: f64 = parts.iter().sum();
        if all > 0.0 {
            sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += 0.5 * part / all);
        }
    }
}

impl DetectorState for AutoDetectorState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let rows = self.projection.apply(self.scaler.apply(table)?, ctx)?;
        let near = distances(&self.neighbors, &rows, ctx)?;
        let far = self.ellipse.score(&rows, ctx)?;
        let [a, b] = &self.members;
        let combined = near.iter().zip(&far).map(|(&near, &far)| a.quantiles.normal(near) + b.quantiles.normal(far));
        Ok(combined.map(|sum| sum / 2.0).collect())
    }

    fn own_threshold(&self) -> Option<f64> {
        Some(self.threshold)
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        let scaled = self.scaler.apply(table)?;
        let rows = self.projection.apply(scaled.clone(), ctx)?;
        let nearest = self.neighbors.of_new(&rows, K + 1, ctx)?;
        let points = self.neighbors.points();
        let parts = ctx.each(rows.rows(), |row| {
            let (own, mut sums) = (scaled.row(row), vec![0.0; scaled.width]);
            let other = points.row(nearest.rows(row)[place(nearest.distances(row))] as usize);
            let off: Vec<f64> = rows.row(row).iter().zip(other).map(|(x, y)| x - y).collect();
            self.part(own, &off, &off, &mut sums);
            let (off, solved) = self.ellipse.gradient(rows.row(row));
            self.part(own, &off, &solved, &mut sums);
            Ok(sums)
        })?;
        Ok(Matrix { width: scaled.width, values: parts.concat() }.into_columns())
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("reference_rows".into(), self.neighbors.rows().into());
        parts.summary.insert("agreement".into(), self.agreement.into());
        let share = (self.members[0].beyond + self.members[1].beyond) / 2.0;
        parts.summary.insert("far_out".into(), share.into());
        let names: Strings = NAMES.into_iter().collect();
        let why: Strings = WHY.into_iter().collect();
        let cuts: Vec<f64> = self.members.iter().map(|member| member.cut).collect();
        let beyond: Vec<f64> = self.members.iter().map(|member| member.beyond).collect();
        let members = Frame::new().with("member", names)?.with("far_out_above", cuts)?.with("far_out", beyond)?;
        parts.tables.push(("members".into(), members.with("why", why)?));
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.scaler.store(store);
        // As text: JSON readers elsewhere lose digits of large numbers.
        store.set("projection_seed", &self.projection.seed.to_string())?;
        store.set("own_threshold", &self.threshold)?;
        store.set("agreement", &self.agreement)?;
        self.neighbors.points().store("reference_rows", store);
        self.ellipse.store(store);
        for (name, member) in NAMES.iter().zip(&self.members) {
            member.quantiles.store(name, store);
            store.put(&format!("{name}.cut"), &[member.cut, member.beyond]);
        }
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let seed: String = store.get("projection_seed")?;
        let seed = seed.parse().map_err(|_| corrupt("projection_seed", "is not a number"))?;
        let projection = Projection::new(columns, seed);
        let width = projection.width(columns);
        let points = Matrix::restore("reference_rows", store, width)?;
        if points.rows() < 2 || points.values.iter().any(|value| value.abs() > 1e6) {
            return Err(corrupt("reference_rows", "are fewer than 2, or not scaled"));
        }
        let member = |name: &str| {
            let [cut, beyond] = store.take_exactly::<f64>(&format!("{name}.cut"), 2)?[..] else {
                return Err(corrupt(name, "has no cut"));
            };
            if !cut.is_finite() || !(0.0..=1.0).contains(&beyond) {
                return Err(corrupt(name, &format!("has a cut of {cut} and a share of {beyond} beyond it")));
            }
            Ok(Member { quantiles: Quantiles::restore(store, name)?, cut, beyond })
        };
        Ok(Self {
            scaler: Scaler::restore(store, columns)?,
            projection,
            neighbors: Neighbors::new(&points),
            ellipse: Ellipse::restore(store, width)?,
            members: [member(NAMES[0])?, member(NAMES[1])?],
            threshold: store.get("own_threshold")?,
            agreement: store.get("agreement")?,
        })
    }
}

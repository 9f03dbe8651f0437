//! Typical windows by k-means, and how far others are from them.

use super::matrix_profile::of_points;
use super::sub_pca::{Blocks, DIMENSIONS, WINDOWS};
use super::window_length::{WindowMethod, own_length};
use crate::component::{
    Component, Context, RowReader, RowWriter, SeriesDetector, SeriesDetectorState, corrupt, setters,
};
use crate::data::Series;
use crate::error::Result;
use crate::math::rng::Rng;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores an observation by how far the windows that hold it are from the nearest of a few typical windows.
///
/// The windows of the fit, brought to mean 0 and variance 1 with `normalize`, are put into `n_clusters` clusters by
/// k-means; the typical windows are the means of the clusters. The score of a window is its Euclidean distance to the
/// nearest, over the root of the number of values; the score of an observation is the mean over the windows that hold
/// it. Windows of more than 48 values are read as the means of 48 blocks of equal length; a constant window is 0
/// throughout.
///
/// Input: a panel without missing values; a series needs at least twice the window.
/// Output: one score an observation: a difference in standard deviations of the window, or in the unit of the series
/// without `normalize`.
/// `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
/// Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
/// Cost: O(n × n_clusters × 48) time; the fit reads at most 4,000 windows, evenly spread, up to 100 times.
/// Source: KMeansAD as in TSB-UAD (Paparrizos et al., VLDB 2022), after Yairi, Kato and Hori, Fault detection by mining
/// association rules from house-keeping data, 2001; first means by k-means++ (Arthur and Vassilvitskii, 2007), then
/// Lloyd's rounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct KMeansAD {
    /// How many observations a window has; from the autocorrelation of the series when absent.
    #[schemars(range(min = 4, max = 1_000_000))]
    pub window_size: Option<usize>,
    /// How many typical windows there are at most. Default 20.
    #[schemars(range(min = 1, max = 1_000))]
    pub n_clusters: usize,
    /// Bring each window to mean 0 and variance 1, so that only its shape counts. Default true.
    pub normalize: bool,
    /// The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's that is
    /// more than 12 times as far above the median of its series as the upper quartile is.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

impl Default for KMeansAD {
    fn default() -> Self {
        Self { window_size: None, n_clusters: 20, normalize: true, contamination: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::KMeansAD, component::SeriesDetector, data::{Frame, Panel, PanelSpec}};
    /// let mut y: Vec<f64> = (0..400).map(|t| f64::from(t % 10)).collect();
    /// y[123] = 0.0;
    /// let frame = Frame::new().with("y", y)?;
    /// let panel = Panel::from_frame(&frame, PanelSpec::default())?;
    /// let model = KMeansAD::default().window_size(10).n_clusters(10).fit(&panel)?;
    /// let scores = model.score(&frame.into(), &Default::default())?;
    /// assert!(scores[50] < 0.01 && (scores[123] - 0.276_434_3).abs() < 1e-6);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    KMeansAD {
        /// Sets how many observations a window has.
        window_size: usize,
        /// Sets how many typical windows there are at most.
        n_clusters: usize,
        /// Sets whether each window is brought to mean 0 and variance 1.
        normalize: bool,
        /// Sets the share of anomalies in the data of the fit.
        contamination: f64,
    }
}

impl Component for KMeansAD {
    const ID: &'static str = "anomaly.kmeans_ad";
    const NAME: &'static str = "KMeansAD";
    const VERSION: u32 = 1;
}

/// The typical windows of one series.
#[derive(Clone, Debug, PartialEq)]
pub struct KMeansAdState {
    window: usize,
    normalize: bool,
    unit: f64,
    /// One typical window after the other.
    centres: Vec<f64>,
}

/// Reads windows as points.
struct Points {
    blocks: Blocks,
    normalize: bool,
}

impl Points {
    fn read(&self, at: usize, into: &mut [f64]) {
        self.blocks.read(at, into);
        if self.normalize {
            let square = into.iter().map(|value| value * value).sum::<f64>() / into.len() as f64;
            // Below this, what differs is rounding.
            let scale = if square > 1e-24 { 1.0 / sqrt(square) } else { 0.0 };
            into.iter_mut().for_each(|value| *value *= scale);
        }
    }
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

/// The nearest centre and the square of its distance; the first of equals.
fn nearest(point: &[f64], centres: &[f64]) -> (usize, f64) {
    let all = centres.chunks_exact(point.len()).map(|centre| distance(point, centre)).enumerate();
    all.fold((0, f64::INFINITY), |best, one| if one.1 < best.1 { one } else { best })
}

impl SeriesDetector for KMeansAD {
    type State = KMeansAdState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<KMeansAdState> {
        let y = series.complete(8)?;
        let window = self.window_size.unwrap_or_else(|| own_length(y, WindowMethod::default()));
        let y = series.complete(2 * window)?;
        let most = y.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        let unit = if most > 0.0 { most } else { 1.0 };
        let points = Points { blocks: Blocks::new(y, window, self.normalize, unit), normalize: self.normalize };
        let (size, count) = (points.blocks.size, y.len() + 1 - window);
        let mut rows = Vec::new();
        for at in (0..count).step_by(count.div_ceil(WINDOWS)) {
            let mut row = vec![0.0; size];
            points.read(at, &mut row);
            rows.extend(row);
        }
        let centres = k_means(&rows, size, self.n_clusters, &mut Rng::new(ctx.get_seed(), 0), ctx)?;
        Ok(KMeansAdState { window, normalize: self.normalize, unit, centres })
    }
}

/// The means of clusters; fewer than `k` where there are no more different points.
fn k_means(rows: &[f64], size: usize, k: usize, rng: &mut Rng, ctx: &Context) -> Result<Vec<f64>> {
    const ROUNDS: usize = 100;
    let points: Vec<&[f64]> = rows.chunks_exact(size).collect();
    let mut centres = points[rng.below(points.len())].to_vec();
    let mut away: Vec<f64> = points.iter().map(|point| distance(point, &centres)).collect();
    while centres.len() < k * size {
        ctx.check()?;
        let all: f64 = away.iter().sum();
        if all <= 1e-12 {
            break;
        }
        let mut left = rng.uniform() * all;
        let chosen = away.iter().position(|part| {
            left -= part;
            left < 0.0
        });
        let centre = points[chosen.unwrap_or(points.len() - 1)];
        away.iter_mut().zip(&points).for_each(|(away, point)| *away = away.min(distance(point, centre)));
        centres.extend_from_slice(centre);
    }
    let clusters = centres.len() / size;
    let mut homes = vec![usize::MAX; points.len()];
    for _ in 0..ROUNDS {
        ctx.check()?;
        let mut moved = false;
        let (mut sums, mut counts) = (vec![0.0; centres.len()], vec![0.0; clusters]);
        for (point, home) in points.iter().zip(&mut homes) {
            let (own, _) = nearest(point, &centres);
            moved |= own != *home;
            *home = own;
            counts[own] += 1.0;
            sums[own * size..(own + 1) * size].iter_mut().zip(*point).for_each(|(sum, value)| *sum += value);
        }
        if !moved {
            break;
        }
        for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0.0) {
            let place = at * size..(at + 1) * size;
            centres[place.clone()].iter_mut().zip(&sums[place]).for_each(|(centre, sum)| *centre = sum / count);
        }
    }
    Ok(centres)
}

impl SeriesDetectorState for KMeansAdState {
    fn least(&self) -> usize {
        self.window
    }

    fn score(&self, series: Series<'_>, _ctx: &Context) -> Result<Vec<f64>> {
        let y = series.complete(self.window)?;
        let blocks = Blocks::new(y, self.window, self.normalize, self.unit);
        let points = Points { blocks, normalize: self.normalize };
        let mut row = vec![0.0; points.blocks.size];
        let scale = if self.normalize { 1.0 } else { self.unit };
        let mut of = |at: usize| {
            points.read(at, &mut row);
            let (_, square) = nearest(&row, &self.centres);
            Some((sqrt(square / row.len() as f64) * scale).min(f64::MAX))
        };
        let windows: Vec<Option<f64>> = (0..y.len() + 1 - self.window).map(&mut of).collect();
        Ok(of_points(&windows, self.window).into_iter().map(|score| score.unwrap_or(0.0)).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.i64("window_size", self.window as i64);
        row.i64("normalize", i64::from(self.normalize));
        row.f64("unit", self.unit);
        row.list("centres", &self.centres);
    }

    fn restore(row: &mut RowReader<'_>, _channels: usize) -> Result<Self> {
        let (window, normalize) = (row.count("window_size", 1_000_000)?, row.count("normalize", 1)? == 1);
        let (unit, centres) = (row.finite("unit")?, row.list("centres")?);
        let size = window.clamp(1, DIMENSIONS);
        let fits = !centres.is_empty() && centres.len() % size == 0 && centres.len() <= 1_000 * size;
        let finite = centres.iter().all(|value| value.abs() <= 1e6);
        let unit_holds = unit > 0.0 && unit <= 1e100;
        if window < 4 || !fits || !finite || !unit_holds {
            return Err(corrupt("centres", "are not windows of that size"));
        }
        Ok(Self { window, normalize, unit, centres })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_far_apart_are_found() {
        let mut rng = Rng::new(3, 0);
        let rows: Vec<f64> = (0..300_usize)
            .flat_map(|at| {
                let centre = [[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]][at % 3];
                centre.map(|value| value + 0.1 * rng.normal())
            })
            .collect();
        let mut centres = k_means(&rows, 2, 3, &mut Rng::new(0, 0), &Context::default()).unwrap();
        let mut found: Vec<[f64; 2]> = centres.as_chunks::<2>().0.to_vec();
        found.sort_by(|a, b| (a[0] + 2.0 * a[1]).total_cmp(&(b[0] + 2.0 * b[1])));
        for (found, expected) in found.iter().zip([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]]) {
            assert!(distance(found, &expected) < 0.01, "{found:?}");
        }
        centres = k_means(&[1.0; 40], 2, 5, &mut Rng::new(0, 0), &Context::default()).unwrap();
        assert_eq!(centres, [1.0, 1.0]);
    }

    #[test]
    fn a_constant_series_scores_nothing() {
        let ctx = Context::default();
        for value in [0.0, 5.0, -1e100] {
            let y = [value; 60];
            let state = KMeansAD::default().fit_series(Series::new(&y), &ctx).unwrap();
            assert!(state.score(Series::new(&y), &ctx).unwrap().iter().all(|&score| score == 0.0));
        }
    }
}

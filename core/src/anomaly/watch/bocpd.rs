//! Bayesian online change-point detection.

use super::charts::Baseline;
use super::{ROWS, WIDE, Watch, watches, within};
use crate::component::{Component, RowReader, RowWriter, corrupt, setters};
use crate::error::Result;
use libm::{exp, lgamma, log, log1p};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::f64::consts::PI;

/// Watches a stream for changes of its mean or its spread, and says how probable it is that there was one.
///
/// Since the last change there was a run of r values. For every r the probability is kept that the run is so long: a
/// value x multiplies it by the density of x given the values of that run, and the run goes on with 1 - `hazard` or
/// ends with `hazard`. Within a run values are normal, with a normal-inverse-gamma prior of mean 0, `kappa0`, `alpha0`,
/// `beta0`, so that this density is Student's t. Values count in standard deviations from the mean of the first
/// `warm_up` rows, which is the unit of the prior. The score is the probability that the run is shorter than the one
/// that is known, and has at least `min_run` values: that there was a change which was not told yet. Once the score is
/// above `threshold` the most probable run is the one known, so that a change is told at one row. Of several columns
/// the score is the largest over the columns.
///
/// Input: rows of numbers in time order, none missing.
/// Output: one score a row, from 0 to 1, 0 during the warm-up; above `threshold` a row is an anomaly: a change is told
/// there.
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: O(`max_run`) a value, in time and memory. A longer run is one of `max_run` values that forgets the oldest.
/// Source: Adams and MacKay, Bayesian online changepoint detection, arXiv:0710.3742, 2007, algorithm 1. The tests
/// compare with that algorithm in numpy 2.4.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct BOCPD {
    /// How probable it is that a run ends at a value: 1 over the mean length of runs. Default 0.004.
    #[schemars(range(min = 1e-12, max = 0.5))]
    pub hazard: f64,
    /// How many values the prior of the mean of a run is worth. Default 0.01.
    #[schemars(range(min = 1e-6, max = 1e6))]
    pub kappa0: f64,
    /// Half of how many values the prior of the variance of a run is worth. Default 1.
    #[schemars(range(min = 1e-3, max = 1e6))]
    pub alpha0: f64,
    /// That times the usual variance of a run. Default 1.
    #[schemars(range(min = 1e-6, max = 1e6))]
    pub beta0: f64,
    /// How many values a run must have to count as a change; single values far off are none from 2 on. Default 1.
    #[schemars(range(min = 1, max = 10_000))]
    pub min_run: u32,
    /// The longest run that is told from longer ones. Default 500.
    #[schemars(range(min = 2, max = 100_000))]
    pub max_run: u32,
    /// The probability above which there is a change. Default 0.5.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub threshold: f64,
    /// How many rows give the unit of the values. Default 100.
    #[schemars(range(min = 2, max = 1_000_000))]
    pub warm_up: u32,
}

impl Default for BOCPD {
    fn default() -> Self {
        Self {
            hazard: 0.004,
            kappa0: 0.01,
            alpha0: 1.0,
            beta0: 1.0,
            min_run: 1,
            max_run: 500,
            threshold: 0.5,
            warm_up: 100,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::BOCPD, component::{Context, StreamDetector}, data::{Frame, Table}};
    /// let rows = |value: &dyn Fn(usize) -> f64, n: usize| Frame::new().with("x", (0..n).map(value).collect::<Vec<f64>>());
    /// let mut model = BOCPD::default().fit(&Table::from_frame(&rows(&|at| libm::sin(at as f64), 200)?)?)?;
    /// let seen = model.update(&rows(&|at| 9.0 + libm::sin(at as f64), 50)?.into(), &Context::new())?;
    /// assert!(seen.numbers("anomaly")?.contains(&1.0));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    BOCPD {
        /// Sets how probable it is that a run ends at a value.
        hazard: f64,
        /// Sets how many values the prior of the mean is worth.
        kappa0: f64,
        /// Sets half of how many values the prior of the variance is worth.
        alpha0: f64,
        /// Sets that times the usual variance.
        beta0: f64,
        /// Sets how many values a run must have to count as a change.
        min_run: u32,
        /// Sets the longest run that is told from longer ones.
        max_run: u32,
        /// Sets the probability above which there is a change.
        threshold: f64,
        /// Sets how many rows give the unit of the values.
        warm_up: u32,
    }
}

impl Component for BOCPD {
    const ID: &'static str = "anomaly.bocpd";
    const NAME: &'static str = "BOCPD";
    const VERSION: u32 = 1;
}

/// The probability that counts as none.
const LEAST: f64 = 1e-300;

/// What is known if the run has so many values.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Run {
    chance: f64,
    mean: f64,
    beta: f64,
}

/// The runs of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct BocpdWatch {
    params: BOCPD,
    baseline: Baseline,
    /// By length from 0.
    runs: VecDeque<Run>,
    /// By length: the logarithm of the density of Student's t at its middle, but for its scale.
    tops: Vec<f64>,
    /// The length of the run that is known.
    known: usize,
}

impl BOCPD {
    fn watch(&self) -> BocpdWatch {
        let run = Run { chance: 1.0, mean: 0.0, beta: self.beta0 };
        BocpdWatch {
            params: self.clone(),
            baseline: Baseline::new(self.warm_up),
            runs: [run].into(),
            tops: Vec::new(),
            known: 0,
        }
    }
}

impl BocpdWatch {
    /// Learns a value, and answers how probable a change is.
    fn learn(&mut self, value: f64) -> f64 {
        let BOCPD { hazard, kappa0, alpha0, beta0, .. } = self.params;
        for length in self.tops.len()..self.runs.len() {
            let alpha = alpha0 + length as f64 / 2.0;
            self.tops.push(lgamma(alpha + 0.5) - lgamma(alpha) - 0.5 * log(2.0 * PI * alpha));
        }
        let mut densities = Vec::with_capacity(self.runs.len());
        for (length, (run, top)) in self.runs.iter_mut().zip(&self.tops).enumerate() {
            let (kappa, alpha) = (kappa0 + length as f64, alpha0 + length as f64 / 2.0);
            let off = value - run.mean;
            // Over twice beta: the squares that the value adds.
            let added = kappa * off * off / (2.0 * (kappa + 1.0));
            let scale = run.beta * (kappa + 1.0) / (alpha * kappa);
            densities.push(top - 0.5 * log(scale) - (alpha + 0.5) * log1p(added / run.beta));
            run.mean += off / (kappa + 1.0);
            run.beta += added;
        }
        let possible = self.runs.iter().zip(&densities).filter(|(run, _)| run.chance > LEAST);
        let most = possible.map(|(_, density)| *density).fold(f64::NEG_INFINITY, f64::max);
        for (run, density) in self.runs.iter_mut().zip(densities) {
            run.chance *= if run.chance > LEAST { exp(density - most) } else { 0.0 };
        }
        let total: f64 = self.runs.iter().map(|run| run.chance).sum();
        self.runs.iter_mut().for_each(|run| run.chance *= (1.0 - hazard) / total);
        self.runs.push_front(Run { chance: hazard, mean: 0.0, beta: beta0 });
        self.forget();
        self.known += 1;
        self.told()
    }

    /// Makes the run that is one too long one of the longest.
    fn forget(&mut self) {
        let most = self.params.max_run as usize;
        if self.runs.len() <= most + 1 {
            return;
        }
        let kept = most as f64 / (most + 1) as f64;
        if let (Some(long), Some(last)) = (self.runs.pop_back(), self.runs.back_mut()) {
            if long.chance > last.chance {
                (last.mean, last.beta) = (long.mean, self.params.beta0 + (long.beta - self.params.beta0) * kept);
            }
            last.chance += long.chance;
        }
    }

    /// How probable a run is that is shorter than the one known, which is the most probable one from now on if this is
    /// told.
    fn told(&mut self) -> f64 {
        let shorter = self.known.min(self.runs.len() - 1);
        let least = self.params.min_run as usize;
        let score = self.runs.iter().take(shorter).skip(least).map(|run| run.chance).sum::<f64>().clamp(0.0, 1.0);
        if score > self.params.threshold {
            let mut most = 0.0;
            for (length, run) in self.runs.iter().enumerate().take(shorter).skip(least) {
                if run.chance > most {
                    (self.known, most) = (length, run.chance);
                }
            }
        }
        score
    }
}

impl Watch for BocpdWatch {
    fn update(&mut self, value: f64) -> f64 {
        self.baseline.place(value).map_or(0.0, |place| self.learn(place))
    }

    fn store(&self, row: &mut RowWriter) {
        let params = &self.params;
        row.f64("hazard", params.hazard);
        row.f64("kappa0", params.kappa0);
        row.f64("alpha0", params.alpha0);
        row.f64("beta0", params.beta0);
        row.i64("min_run", i64::from(params.min_run));
        row.i64("max_run", i64::from(params.max_run));
        row.f64("threshold", params.threshold);
        self.baseline.store(row);
        row.i64("known", self.known as i64);
        row.list("chances", &self.runs.iter().map(|run| run.chance).collect::<Vec<_>>());
        row.list("means", &self.runs.iter().map(|run| run.mean).collect::<Vec<_>>());
        row.list("betas", &self.runs.iter().map(|run| run.beta).collect::<Vec<_>>());
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (hazard, kappa0) = (within(row, "hazard", 1e-12, 0.5)?, within(row, "kappa0", 1e-6, 1e6)?);
        let (alpha0, beta0) = (within(row, "alpha0", 1e-3, 1e6)?, within(row, "beta0", 1e-6, 1e6)?);
        let (min_run, max_run) = (row.count("min_run", 10_000)? as u32, row.count("max_run", 100_000)? as u32);
        let threshold = within(row, "threshold", 0.0, 1.0)?;
        let baseline = Baseline::restore(row)?;
        let known = row.count("known", ROWS)?;
        let (chances, means, betas) = (row.list("chances")?, row.list("means")?, row.list("betas")?);
        let fits = means.len() == chances.len() && betas.len() == chances.len();
        if min_run == 0 || max_run < 2 || !fits || chances.is_empty() || chances.len() > max_run as usize + 1 {
            return Err(corrupt("chances", "are not those of the runs"));
        }
        let in_range = |value: &f64, low: f64, high: f64| (low..=high).contains(value);
        let total: f64 = chances.iter().sum();
        let likely = chances.iter().all(|chance| in_range(chance, 0.0, 1.0)) && in_range(&total, 0.999, 1.001);
        let known_runs = means.iter().all(|mean| in_range(mean, -WIDE, WIDE))
            && betas.iter().all(|beta| in_range(beta, beta0, WIDE));
        if !likely || !known_runs {
            return Err(corrupt("chances", "have a value out of range"));
        }
        let params = BOCPD { hazard, kappa0, alpha0, beta0, min_run, max_run, threshold, warm_up: baseline.wanted() };
        let runs = chances.iter().zip(&means).zip(&betas);
        let runs = runs.map(|((&chance, &mean), &beta)| Run { chance, mean, beta }).collect();
        Ok(BocpdWatch { baseline, runs, known, ..params.watch() })
    }
}

watches!(BOCPD, BocpdWatch, |test| test.threshold);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_those_of_the_paper() {
        // Algorithm 1 of Adams and MacKay in numpy 2.4 with scipy.stats.t, hazard 0.01, kappa0 0.01, alpha0 1, beta0 1:
        // the probability of a run shorter than the one known, and the mean length of the run.
        let mut watch = BOCPD::default().hazard(0.01).warm_up(2_u32).watch();
        let mut found = Vec::new();
        let mut alarms = Vec::new();
        for t in 0..160_usize {
            let noise = ((t * t * 37 + t * 11) % 101) as f64 / 50.0 - 1.0;
            let level = if t < 60 { 0.0 } else { 3.0 };
            let score = watch.learn(if t < 110 { noise + level } else { 3.0 + 0.2 * noise });
            let mean: f64 = watch.runs.iter().enumerate().map(|(length, run)| length as f64 * run.chance).sum();
            found.push((score, mean));
            if score > 0.5 {
                alarms.push(t);
            }
        }
        assert_eq!(alarms, [60, 140]);
        let expected = [
            (1, 0.0016575187536562103),
            (10, 0.009817348381729527),
            (59, 0.008249551002389496),
            (60, 0.9481500701192632),
            (61, 0.0017114933574265143),
            (62, 0.003173731501232906),
            (109, 0.016161655117168397),
            (120, 0.021558009008622838),
        ];
        for (t, score) in expected {
            assert!((found[t].0 - score).abs() < 1e-12, "{t}: {} {score}", found[t].0);
        }
        for (t, mean) in [(59, 59.20206712515307), (63, 3.9647508021371753), (159, 50.087317110463175)] {
            assert!((found[t].1 - mean).abs() < 1e-9, "{t}: {} {mean}", found[t].1);
        }
    }

    #[test]
    fn long_runs_forget_and_changes_are_told_once() {
        let detector = BOCPD::default().max_run(50_u32).hazard(0.001);
        let mut watch = detector.watch();
        let value = |t: usize| ((t * 7_919 + 13) % 101) as f64 / 101.0 + if t % 400 < 200 { 0.0 } else { 5.0 };
        let alarms: Vec<usize> = (0..1_000).filter(|&t| watch.update(value(t)) > 0.5).collect();
        assert_eq!(alarms, [200, 400, 600, 800]);
        assert_eq!(watch.runs.len(), 51);
        let total: f64 = watch.runs.iter().map(|run| run.chance).sum();
        assert!((total - 1.0).abs() < 1e-9);
        // One value far off is no change where a run has to have three.
        let mut watch = detector.min_run(3_u32).watch();
        let alarms = (0..600).filter(|&t| watch.update(if t == 180 { 1e90 } else { value(t % 200) }) > 0.5).count();
        assert!(alarms <= 1, "{alarms}");
    }
}

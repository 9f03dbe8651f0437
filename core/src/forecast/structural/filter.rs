//! The Kalman filter with an exact diffuse start: Durbin and Koopman, chapters 4 and 5.

use super::form::System;
use super::smooth::Lesson;
use libm::log;

/// The variances of the errors of observation, level, slope and season.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Variances {
    pub(super) irregular: f64,
    pub(super) level: f64,
    pub(super) slope: f64,
    pub(super) season: f64,
}

/// What is known of the states before the next observation, and the sums of the likelihood so far.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Filter {
    pub(super) states: Vec<f64>,
    /// Their covariance.
    pub(super) covariance: Vec<f64>,
    /// The part of the covariance that is infinitely large; empty once every state is known.
    diffuse: Vec<f64>,
    /// How many directions in the states are not known at all.
    pub(super) unknown: usize,
    /// Observations that told something of states that were known, and all of them.
    pub(super) counted: usize,
    pub(super) observed: usize,
    /// Sums of squared errors over their variances, and of the logarithms of variances.
    pub(super) squares: f64,
    pub(super) logs: f64,
    /// Covariances of the states with the observation.
    shares: Vec<f64>,
    diffuse_shares: Vec<f64>,
}

/// Below this a variance is none; variances are near 1 in sum.
const NONE: f64 = 1e-10;

impl Filter {
    /// Nothing is known of the states.
    pub(super) fn new(size: usize) -> Self {
        let mut diffuse = vec![0.0; size * size];
        diffuse.iter_mut().step_by(size + 1).for_each(|variance| *variance = 1.0);
        Self { diffuse, unknown: size, ..Self::known(vec![0.0; size], vec![0.0; size * size]) }
    }

    /// All states are known up to their covariance.
    pub(super) fn known(states: Vec<f64>, covariance: Vec<f64>) -> Self {
        let shares = vec![0.0; states.len()];
        Self {
            diffuse_shares: shares.clone(),
            shares,
            states,
            covariance,
            diffuse: Vec::new(),
            unknown: 0,
            counted: 0,
            observed: 0,
            squares: 0.0,
            logs: 0.0,
        }
    }

    /// Begins anew without giving memory back.
    pub(super) fn reset(&mut self) {
        let size = self.states.len();
        self.states.fill(0.0);
        self.covariance.fill(0.0);
        self.diffuse.clear();
        self.diffuse.resize(size * size, 0.0);
        self.diffuse.iter_mut().step_by(size + 1).for_each(|variance| *variance = 1.0);
        (self.unknown, self.counted, self.observed) = (size, 0, 0);
        (self.squares, self.logs) = (0.0, 0.0);
    }

    /// The next observation as far as it is known.
    pub(super) fn expected(&self, system: &System) -> f64 {
        system.seen().fold(0.0, |sum, state| sum + self.states[state])
    }

    /// The variance of the next observation; of no use while states are unknown.
    pub(super) fn variance(&self, system: &System, variances: &Variances) -> f64 {
        let size = self.states.len();
        let row = |row: usize| system.seen().fold(0.0, |sum, column| sum + self.covariance[row * size + column]);
        system.seen().fold(variances.irregular, |sum, state| sum + row(state))
    }

    /// Takes one observation, NaN for none, and moves on; returns what was expected, NaN while states are unknown. `None`
    /// where an observation has no variance left: these variances describe no series.
    pub(super) fn step(&mut self, system: &System, variances: &Variances, y: f64) -> Option<f64> {
        let expected = self.expected(system);
        let before = if self.unknown > 0 { f64::NAN } else { expected };
        if !y.is_nan() {
            self.learn(system, variances, y - expected)?;
        }
        self.advance(system, variances);
        Some(before)
    }

    /// As [`Filter::step`]; returns what the observation told, if there is one.
    pub(super) fn lesson(&mut self, system: &System, variances: &Variances, y: f64) -> Option<Option<Lesson>> {
        let mut lesson = None;
        if !y.is_nan() {
            let (error, unknown) = (y - self.expected(system), self.unknown);
            self.learn(system, variances, error)?;
            let sum = |shares: &[f64]| system.seen().fold(0.0, |sum, state| sum + shares[state]);
            let variance = sum(&self.shares) + variances.irregular;
            let scaled = |shares: &[f64], by: f64| -> Vec<f64> { shares.iter().map(|share| share * by).collect() };
            lesson = Some(if self.unknown < unknown {
                let inverse = 1.0 / sum(&self.diffuse_shares);
                let gain = scaled(&self.diffuse_shares, inverse);
                let both = self.shares.iter().zip(&gain);
                let second = both.map(|(share, gain)| (share - gain * variance) * inverse).collect();
                Lesson { error, inverse, gain, second: Some(second) }
            } else {
                Lesson { error, inverse: 1.0 / variance, gain: scaled(&self.shares, 1.0 / variance), second: None }
            });
        }
        self.advance(system, variances);
        Some(lesson)
    }

    fn learn(&mut self, system: &System, variances: &Variances, error: f64) -> Option<()> {
        let size = self.states.len();
        let gather = |shares: &mut [f64], covariance: &[f64]| {
            shares.fill(0.0);
            // Rows are columns.
            for state in system.seen() {
                let row = &covariance[state * size..][..size];
                shares.iter_mut().zip(row).for_each(|(share, value)| *share += value);
            }
            system.seen().fold(0.0, |sum, state| sum + shares[state])
        };
        let variance = gather(&mut self.shares, &self.covariance) + variances.irregular;
        self.observed += 1;
        if self.unknown > 0 {
            let infinite = gather(&mut self.diffuse_shares, &self.diffuse);
            if infinite > NONE {
                self.learn_unknown(error, variance, infinite);
                return Some(());
            }
        }
        if variance.is_nan() || variance <= NONE * NONE {
            return None;
        }
        self.counted += 1;
        self.squares += error * error / variance;
        self.logs += log(variance);
        let Self { states, covariance, shares, .. } = self;
        let inverse = 1.0 / variance;
        states.iter_mut().zip(shares.iter()).for_each(|(state, share)| *state += share * inverse * error);
        for (row, &own) in covariance.chunks_mut(size).zip(shares.iter()) {
            row.iter_mut().zip(shares.iter()).for_each(|(value, &other)| *value -= own * other * inverse);
        }
        Some(())
    }

    /// The observation tells of a direction that nothing was known of: equations 5.13 and 5.14 for one observation.
    fn learn_unknown(&mut self, error: f64, variance: f64, infinite: f64) {
        let size = self.states.len();
        self.logs += log(infinite);
        let inverse = 1.0 / infinite;
        let Self { states, covariance, diffuse, shares, diffuse_shares, .. } = self;
        for (row, state) in states.iter_mut().enumerate() {
            let gain = diffuse_shares[row] * inverse;
            *state += gain * error;
            for column in 0..size {
                let other = diffuse_shares[column] * inverse;
                covariance[row * size + column] +=
                    gain * other * variance - (gain * shares[column] + shares[row] * other);
                diffuse[row * size + column] -= diffuse_shares[row] * diffuse_shares[column] * inverse;
            }
        }
        self.unknown -= 1;
        if self.unknown == 0 {
            self.diffuse.clear();
        }
    }

    /// Moves one step on without an observation.
    pub(super) fn advance(&mut self, system: &System, variances: &Variances) {
        let size = self.states.len();
        system.advance(&mut self.states, 1);
        system.advance_both(&mut self.covariance);
        if self.unknown > 0 {
            system.advance_both(&mut self.diffuse);
        }
        self.covariance[0] += variances.level;
        if system.form.slope {
            self.covariance[size + 1] += variances.slope;
        }
        system.moved().for_each(|state| self.covariance[state * (size + 1)] += variances.season);
    }

    /// Runs over a series; false where the variances describe none.
    pub(super) fn run(&mut self, system: &System, variances: &Variances, y: &[f64]) -> bool {
        y.iter().all(|&value| self.step(system, variances, value).is_some())
    }

    /// The mean of squared errors over their variances: what the variances are in units of.
    pub(super) fn scale(&self) -> f64 {
        self.squares / self.counted.max(1) as f64
    }

    /// Minus twice the diffuse log likelihood at the best scale (section 7.2).
    pub(super) fn deviance(&self) -> f64 {
        let (all, counted) = (self.observed as f64, self.counted as f64);
        let scale = self.scale().max(f64::MIN_POSITIVE);
        all * log(2.0 * std::f64::consts::PI) + self.logs + counted * (1.0 + log(scale))
    }
}

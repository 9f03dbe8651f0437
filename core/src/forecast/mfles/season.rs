//! Fourier seasons by least squares.

use libm::{cos, sin, sqrt};
use std::f64::consts::PI;

/// A season of waves, ready to be fitted to one residual after another.
///
/// The waves repeat with the period, so a fit needs only the (weighted) sum of the residuals at each place in the season.
#[derive(Clone, Debug)]
pub(super) struct Waves {
    pub(super) period: usize,
    /// One row a place, one column a wave.
    basis: Vec<f64>,
    columns: usize,
    /// The lower triangle of Cholesky's factor of the normal matrix, row by row.
    factor: Vec<f64>,
    /// Later seasons count more: the first once, the second twice, ..
    weighted: bool,
    sums: Vec<f64>,
    coefficients: Vec<f64>,
    /// The fitted value at each place.
    pub(super) values: Vec<f64>,
}

/// Pairs of waves that a season of so many steps gets.
fn default_order(period: usize) -> usize {
    match period {
        0..10 => 5,
        10..70 => 10,
        _ => 15,
    }
}

impl Waves {
    /// The season of a series of `n` observations; `n` is at least the period, else the waves cannot be told apart.
    pub(super) fn new(period: usize, order: Option<u32>, n: usize, weighted: bool) -> Self {
        let order = order.map_or_else(|| default_order(period), |order| order as usize);
        // On whole steps wave k is the same as wave period - k, wave period is a constant, and so on.
        let mut waves: Vec<usize> = (1..=order.min(period)).map(|k| (k % period).min((period - k) % period)).collect();
        waves.sort_unstable();
        waves.dedup();
        let mut basis = Vec::new();
        for place in 0..period {
            for &wave in &waves {
                let angle = 2.0 * PI * ((wave * (place + 1)) % period) as f64 / period as f64;
                basis.push(cos(angle));
                if wave > 0 && 2 * wave < period {
                    basis.push(sin(angle));
                }
            }
        }
        let columns = basis.len() / period;
        let mut waves = Self {
            period,
            basis,
            columns,
            factor: Vec::new(),
            weighted,
            sums: vec![0.0; period],
            coefficients: vec![0.0; columns],
            values: vec![0.0; period],
        };
        waves.factorise(n);
        waves
    }

    /// How many waves there are.
    pub(super) fn count(&self) -> usize {
        self.columns
    }

    fn weight(&self, season: usize) -> f64 {
        if self.weighted { (season + 1) as f64 } else { 1.0 }
    }

    fn factorise(&mut self, n: usize) {
        let columns = self.columns;
        let mut weights = vec![0.0; self.period];
        for t in 0..n {
            weights[t % self.period] += self.weight(t / self.period);
        }
        let mut normal = vec![0.0; columns * columns];
        for (row, weight) in self.basis.chunks_exact(columns).zip(&weights) {
            for i in 0..columns {
                for j in 0..=i {
                    normal[i * columns + j] += weight * row[i] * row[j];
                }
            }
        }
        for i in 0..columns {
            for j in 0..=i {
                let dot: f64 = (0..j).map(|k| normal[i * columns + k] * normal[j * columns + k]).sum();
                let rest = normal[i * columns + j] - dot;
                normal[i * columns + j] = if i == j { sqrt(rest) } else { rest / normal[j * columns + j] };
            }
        }
        self.factor = normal;
    }

    /// Fits the season to residuals and shrinks it by a rate.
    pub(super) fn fit(&mut self, residuals: &[f64], rate: f64) {
        let (period, columns) = (self.period, self.columns);
        self.sums.fill(0.0);
        for (season, turn) in residuals.chunks(period).enumerate() {
            let weight = self.weight(season);
            self.sums.iter_mut().zip(turn).for_each(|(sum, residual)| *sum += weight * residual);
        }
        self.coefficients.fill(0.0);
        for (row, sum) in self.basis.chunks_exact(columns).zip(&self.sums) {
            self.coefficients.iter_mut().zip(row).for_each(|(to, wave)| *to += wave * sum);
        }
        self.solve();
        for (value, row) in self.values.iter_mut().zip(self.basis.chunks_exact(columns)) {
            *value = rate * row.iter().zip(&self.coefficients).map(|(wave, c)| wave * c).sum::<f64>();
        }
    }

    /// Solves the normal equations, whose right side the coefficients hold.
    fn solve(&mut self) {
        let (columns, x) = (self.columns, &mut self.coefficients);
        let at = |i: usize, j: usize| self.factor[i * columns + j];
        for i in 0..columns {
            let dot: f64 = (0..i).map(|j| at(i, j) * x[j]).sum();
            x[i] = (x[i] - dot) / at(i, i);
        }
        for i in (0..columns).rev() {
            let dot: f64 = (i + 1..columns).map(|j| at(j, i) * x[j]).sum();
            x[i] = (x[i] - dot) / at(i, i);
        }
    }
}

//! The fit of one order by exact maximum likelihood.

use super::filter::{Gain, Room};
use super::order::{Coefficients, Order};
use crate::error::{Result, err};
use crate::math::cholesky::Cholesky;
use crate::math::lbfgs::{self, dot};
use libm::{log, sqrt};

/// A fitted order.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    pub(super) order: Order,
    /// How many coefficients were given and not estimated.
    pub(super) fixed: usize,
    /// The free numbers of the coefficients, from which a neighbouring order can start.
    pub(super) x: Vec<f64>,
    pub(super) coefficients: Coefficients,
    /// The weight of the constant, where there is one, and then of each regressor.
    pub(super) beta: Vec<f64>,
    pub(super) loglik: f64,
    /// Observations that the likelihood counts.
    pub(super) n: usize,
}

impl Fit {
    /// Parameters, the variance among them.
    pub(super) fn parameters(&self) -> usize {
        self.order.coefficients() - self.fixed + self.beta.len() + 1
    }
}

/// Series and regressors after the differences of an order: what its likelihood is about.
pub(super) struct Differenced {
    columns: Vec<Vec<f64>>,
    /// What each column was divided by.
    scales: Vec<f64>,
}

impl Differenced {
    /// Differences the series and what explains it.
    ///
    /// # Errors
    /// `kp.invalid_data` where the regressors are not independent of each other and of the constant.
    pub(super) fn new(order: &Order, y: &[f64], regressors: &[&[f64]]) -> Result<Self> {
        let n = y.len();
        let mut columns = vec![order.difference(y)];
        if order.constant {
            let trend: Vec<f64> = match order.d + order.seasonal_d {
                0 => vec![1.0; n],
                _ => (1..=n).map(|t| t as f64).collect(),
            };
            columns.push(order.difference(&trend));
        }
        columns.extend(regressors.iter().map(|values| order.difference(values)));
        let scale = |column: &Vec<f64>| {
            let size = sqrt(dot(column, column) / column.len().max(1) as f64);
            if size > 0.0 { size } else { 1.0 }
        };
        let scales: Vec<f64> = columns.iter().map(scale).collect();
        for (column, scale) in columns.iter_mut().zip(&scales) {
            column.iter_mut().for_each(|value| *value /= scale);
        }
        let this = Self { columns, scales };
        let width = this.columns.len() - 1;
        let square: Vec<f64> = (0..width)
            .flat_map(|i| (0..width).map(move |j| (i, j)))
            .map(|(i, j)| dot(&this.columns[i + 1], &this.columns[j + 1]))
            .collect();
        if width > 0 && Cholesky::new(&square, width).is_none() {
            return Err(err!(
                InvalidData,
                "the regressors depend on each other or on the constant after {} differences; drop one of them",
                order.d + order.seasonal_d
            ));
        }
        Ok(this)
    }

    fn len(&self) -> usize {
        self.columns[0].len()
    }
}

/// The sums that the likelihood is made of.
#[derive(Debug, Default)]
struct Likelihood {
    phi: Vec<f64>,
    theta: Vec<f64>,
    room: Room,
    states: Vec<Vec<f64>>,
    innovations: Vec<f64>,
    /// Products of innovations over their variance: columns by columns.
    products: Vec<f64>,
}

impl Likelihood {
    /// Minus the log likelihood an observation, without its constant and of the scaled series, and the weights of the
    /// scaled regressors.
    fn evaluate(&mut self, data: &Differenced, order: &Order, coefficients: &Coefficients) -> Option<(f64, Vec<f64>)> {
        coefficients.phi(order.period, &mut self.phi);
        coefficients.theta(order.period, &mut self.theta);
        let mut gain = Gain::new(&self.phi, &self.theta, &mut self.room)?;
        let (width, n) = (data.columns.len(), data.len());
        self.states.resize_with(width, Vec::new);
        for state in &mut self.states {
            state.clear();
            state.resize(gain.size() + 1, 0.0);
        }
        self.innovations.clear();
        self.innovations.resize(width, 0.0);
        self.products.clear();
        self.products.resize(width * width, 0.0);
        let (mut logs, mut product) = (0.0, 1.0);
        for at in 0..n {
            for ((column, state), innovation) in data.columns.iter().zip(&mut self.states).zip(&mut self.innovations) {
                *innovation = column[at] - state[0];
                gain.advance(state, *innovation);
            }
            let weight = 1.0 / gain.variance;
            for i in 0..width {
                for j in 0..=i {
                    self.products[i * width + j] += weight * self.innovations[i] * self.innovations[j];
                }
            }
            product *= gain.variance;
            if product > 1e100 {
                logs += log(product);
                product = 1.0;
            }
            gain.step();
        }
        logs += log(product);
        let beta = self.weights(width)?;
        let explained: f64 = (1..width).map(|i| beta[i - 1] * self.products[i * width]).sum();
        let squares = (self.products[0] - explained).max(1e-28 * self.products[0]).max(f64::MIN_POSITIVE);
        let n = n as f64;
        let value = 0.5 * (log(squares / n) + logs / n);
        value.is_finite().then_some((value, beta))
    }

    /// Generalised least squares of the first column on the others.
    fn weights(&self, width: usize) -> Option<Vec<f64>> {
        let size = width - 1;
        if size == 0 {
            return Some(Vec::new());
        }
        let entry = |at: usize| {
            let (row, column) = (at / size + 1, at % size + 1);
            self.products[row.max(column) * width + row.min(column)]
        };
        let square: Vec<f64> = (0..size * size).map(entry).collect();
        let factor = Cholesky::new(&square, size)?;
        let mut beta: Vec<f64> = (1..width).map(|i| self.products[i * width]).collect();
        factor.solve(&mut beta);
        Some(beta)
    }
}

/// The step of the gradient's differences: the third root of a double's precision, for central ones.
const STEP: f64 = 6e-6;

/// Fits an order from a start; `None` where no likelihood can be found.
pub(super) fn fit(data: &Differenced, order: Order, start: Vec<f64>) -> Option<Fit> {
    descend(data, order, start, |x| Some(Coefficients::of(&order, x)))
}

/// Fits those coefficients of an order that are not given; `None` where no likelihood can be found.
pub(super) fn fit_around(data: &Differenced, order: Order, given: &[Option<f64>]) -> Option<Fit> {
    let free = given.iter().filter(|value| value.is_none()).count();
    let fit = descend(data, order, vec![0.0; free], |x| Coefficients::around(&order, given, x))?;
    Some(Fit { fixed: given.len() - free, ..fit })
}

/// Fits an order from a start in the numbers that `read` makes coefficients of, where there are such.
fn descend(
    data: &Differenced,
    order: Order,
    start: Vec<f64>,
    read: impl Fn(&[f64]) -> Option<Coefficients>,
) -> Option<Fit> {
    let n = data.len();
    let mut likelihood = Likelihood::default();
    let mut value = |x: &[f64]| {
        let found = read(x).and_then(|coefficients| likelihood.evaluate(data, &order, &coefficients));
        found.map_or(f64::NAN, |(value, _)| value)
    };
    let x = if start.is_empty() {
        start
    } else {
        let options = lbfgs::Options { tolerance: 1e-5, max_iterations: 100, memory: 10 };
        let found = lbfgs::minimise(start, options, |x, gradient| {
            let mut near = x.to_vec();
            for (at, slope) in gradient.iter_mut().enumerate() {
                let step = STEP * x[at].abs().max(1.0);
                near[at] = x[at] + step;
                let above = value(&near);
                near[at] = x[at] - step;
                *slope = (above - value(&near)) / (2.0 * step);
                near[at] = x[at];
            }
            Ok(value(x))
        });
        found.ok()?.x
    };
    let coefficients = read(&x)?;
    let (value, mut beta) = likelihood.evaluate(data, &order, &coefficients)?;
    beta.iter_mut().zip(&data.scales[1..]).for_each(|(beta, scale)| *beta *= data.scales[0] / scale);
    let count = n as f64;
    let loglik = -count * (value + log(data.scales[0]) + 0.5 * (1.0 + log(2.0 * std::f64::consts::PI)));
    Some(Fit { order, fixed: 0, x, coefficients, beta, loglik, n })
}

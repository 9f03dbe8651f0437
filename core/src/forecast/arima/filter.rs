//! The exact Gaussian likelihood of an ARMA process.
//!
//! State space in innovations form (Pearlman 1980): y(t) = x(t)[0] + e(t), x(t+1) = T x(t) + H e(t), with T the companion
//! matrix of phi and H = phi + theta. The gain is carried by the recursions of Morf, Sidhu and Kailath (Some new
//! algorithms for recursive estimation in constant, linear, discrete-time systems, IEEE Transactions on Automatic Control
//! 19(4), 1974), which need two vectors instead of a matrix: O(r) a step. They start from the stationary covariances,
//! which come from phi by the inverse of Levinson's recursion, O(r²).

/// The gain of the filter, which does not depend on the data.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gain {
    /// The autoregression, padded with zeros to the length of the state.
    pub(super) phi: Vec<f64>,
    /// The gain times the variance.
    scaled: Vec<f64>,
    /// The change of the state's covariance over the last step is `factor` times the square of this.
    change: Vec<f64>,
    factor: f64,
    /// The variance of the innovation, in units of that of the error; falls to 1.
    pub(super) variance: f64,
}

/// Room for the covariances.
#[derive(Debug, Default)]
pub(super) struct Room {
    triangle: Vec<f64>,
    autocovariances: Vec<f64>,
    theta: Vec<f64>,
    products: Vec<f64>,
    weights: Vec<f64>,
}

/// Below this the variance has settled: the rest of the series sees a constant gain.
const SETTLED: f64 = 1e-12;

impl Gain {
    /// The gain before the first observation; `None` where phi is not stationary.
    pub(super) fn new(phi: &[f64], theta: &[f64], room: &mut Room) -> Option<Self> {
        let size = phi.len().max(theta.len());
        let mut padded = phi.to_vec();
        padded.resize(size, 0.0);
        if size == 0 {
            let empty = Vec::new();
            return Some(Self { phi: padded, scaled: empty.clone(), change: empty, factor: 0.0, variance: 1.0 });
        }
        room.theta.clear();
        room.theta.extend_from_slice(theta);
        room.theta.resize(size, 0.0);
        autoregression(phi, size + theta.len(), room)?;
        convolve(theta, size, room);
        weights(&padded, size, room);
        let (gamma, psi) = (&room.products, &room.weights);
        let of = |place: usize| -> f64 {
            let lags = (place..size).enumerate();
            lags.map(|(lag, at)| padded[at] * gamma[lag] + room.theta[at] * psi[lag]).sum()
        };
        let scaled: Vec<f64> = (0..size).map(of).collect();
        let variance = gamma[0];
        (variance.is_finite() && variance > 0.0).then(|| Self {
            phi: padded,
            change: scaled.clone(),
            scaled,
            factor: -1.0 / variance,
            variance,
        })
    }

    /// Numbers of the state.
    pub(super) fn size(&self) -> usize {
        self.phi.len()
    }

    /// Whether the gain does not change any more.
    pub(super) fn settled(&self) -> bool {
        self.factor == 0.0
    }

    /// Moves a state on after its innovation; `state` has one place more than the size, for a zero.
    #[inline]
    pub(super) fn advance(&self, state: &mut [f64], innovation: f64) {
        let (first, size) = (state[0], self.size());
        let share = innovation / self.variance;
        let (phi, scaled) = (&self.phi[..size], &self.scaled[..size]);
        for at in 0..size {
            state[at] = state[at + 1] + phi[at] * first + scaled[at] * share;
        }
    }

    /// Moves the gain on.
    #[inline]
    pub(super) fn step(&mut self) {
        if self.settled() {
            return;
        }
        let size = self.size();
        let first = self.change[0];
        let (before, weight) = (self.variance, self.factor * first);
        self.variance = before + weight * first;
        let share = first / self.variance;
        let mut largest: f64 = 0.0;
        for at in 0..size {
            let next = if at + 1 < size { self.change[at + 1] } else { 0.0 };
            let moved = self.phi[at] * first + next;
            self.scaled[at] += weight * moved;
            self.change[at] = moved - self.scaled[at] * share;
            largest = largest.max(self.change[at].abs());
        }
        self.factor += weight * weight / before;
        if -self.factor * largest * largest < SETTLED {
            self.factor = 0.0;
            self.change.iter_mut().for_each(|value| *value = 0.0);
        }
    }

    /// What of the gain a saved model needs beside phi and theta.
    pub(super) fn parts(&self) -> (&[f64], &[f64], f64) {
        (&self.scaled, if self.settled() { &[] } else { &self.change }, self.factor)
    }

    /// The gain of a saved model.
    pub(super) fn restore(phi: Vec<f64>, scaled: Vec<f64>, change: Vec<f64>, factor: f64, variance: f64) -> Self {
        let change = if change.is_empty() { vec![0.0; scaled.len()] } else { change };
        Self { phi, scaled, change, factor, variance }
    }
}

/// Autocovariances 0..=last of the autoregression, errors of variance 1.
fn autoregression(phi: &[f64], last: usize, room: &mut Room) -> Option<()> {
    let order = phi.len();
    // Row k has the coefficients of the best predictor from k values; the last of a row is a partial autocorrelation.
    let row = |k: usize| k * (k.max(1) - 1) / 2;
    let triangle = &mut room.triangle;
    triangle.clear();
    triangle.resize(row(order + 1), 0.0);
    triangle[row(order)..][..order].copy_from_slice(phi);
    let mut shares = 1.0;
    for k in (1..=order).rev() {
        let (shorter, this) = triangle.split_at_mut(row(k));
        let this = &this[..k];
        let partial = this[k - 1];
        let rest = 1.0 - partial * partial;
        if rest.is_nan() || rest < 1e-10 {
            return None;
        }
        shares *= rest;
        let shorter = &mut shorter[row(k - 1)..];
        (0..k - 1).for_each(|at| shorter[at] = (this[at] + partial * this[k - 2 - at]) / rest);
    }
    let gamma = &mut room.autocovariances;
    gamma.clear();
    gamma.push(1.0 / shares);
    let mut spread = gamma[0];
    for k in 1..=last.min(order) {
        let before = &triangle[row(k - 1)..][..k - 1];
        let partial = triangle[row(k) + k - 1];
        let explained: f64 = before.iter().zip(gamma[1..].iter().rev()).map(|(a, b)| a * b).sum();
        gamma.push(explained + partial * spread);
        spread *= 1.0 - partial * partial;
    }
    for lag in order + 1..=last {
        let value = phi.iter().zip(gamma[..lag].iter().rev()).map(|(a, b)| a * b).sum();
        gamma.push(value);
    }
    gamma.resize(last + 1, 0.0);
    gamma[0].is_finite().then_some(())
}

/// Autocovariances 0..size of the whole process, into `products`.
fn convolve(theta: &[f64], size: usize, room: &mut Room) {
    let value = |at: usize| if at == 0 { 1.0 } else { theta[at - 1] };
    let last = theta.len();
    let gamma = &room.autocovariances;
    room.products.clear();
    room.products.resize(size, 0.0);
    for lag in 0..=last {
        let product: f64 = (0..=last - lag).map(|at| value(at) * value(at + lag)).sum();
        if product == 0.0 {
            continue;
        }
        for (h, sum) in room.products.iter_mut().enumerate() {
            let other = if lag == 0 { 0.0 } else { gamma[h.abs_diff(lag)] };
            *sum += product * (gamma[h + lag] + other);
        }
    }
}

/// The weights of errors 0..size ago in a value, into `weights`.
fn weights(phi: &[f64], size: usize, room: &mut Room) {
    room.weights.clear();
    room.weights.push(1.0);
    for lag in 1..size {
        let sum: f64 = phi[..lag].iter().zip(room.weights.iter().rev()).map(|(a, b)| a * b).sum();
        room.weights.push(sum + room.theta[lag - 1]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The likelihood by the definition: the covariance matrix and its Cholesky factor.
    fn by_matrix(phi: &[f64], theta: &[f64], y: &[f64]) -> (f64, f64) {
        let long = 3000;
        let mut psi = vec![1.0];
        for lag in 1..long {
            let past: f64 = phi.iter().enumerate().filter(|(j, _)| *j < lag).map(|(j, p)| p * psi[lag - 1 - j]).sum();
            psi.push(past + theta.get(lag - 1).copied().unwrap_or(0.0));
        }
        let n = y.len();
        let gamma = |h: usize| -> f64 { (0..long - h).map(|k| psi[k] * psi[k + h]).sum() };
        let mut l = vec![vec![0.0; n]; n];
        let (mut log_determinant, mut squares, mut z) = (0.0, 0.0, vec![0.0; n]);
        for i in 0..n {
            for j in 0..=i {
                let sum: f64 = (0..j).map(|k| l[i][k] * l[j][k]).sum();
                let value: f64 = gamma(i - j) - sum;
                l[i][j] = if i == j { value.sqrt() } else { value / l[j][j] };
            }
            let sum: f64 = (0..i).map(|k| l[i][k] * z[k]).sum();
            z[i] = (y[i] - sum) / l[i][i];
            squares += z[i] * z[i];
            log_determinant += 2.0 * libm::log(l[i][i]);
        }
        (squares, log_determinant)
    }

    #[test]
    fn the_filter_is_the_likelihood_of_the_definition() {
        let y: Vec<f64> = (0..40).map(|t| ((t * 37 % 11) as f64 - 5.0) / 3.0).collect();
        let cases: [(&[f64], &[f64]); 5] = [
            (&[0.6], &[]),
            (&[], &[0.5, 0.3]),
            (&[1.2, -0.5], &[0.4]),
            (&[0.3, 0.0, 0.0, 0.5, -0.15], &[-0.4, 0.0, 0.0, -0.6, 0.24]),
            (&[0.0, 0.0, 0.0, 0.8], &[0.9]),
        ];
        for (phi, theta) in cases {
            let mut gain = Gain::new(phi, theta, &mut Room::default()).unwrap();
            let mut state = vec![0.0; gain.size() + 1];
            let (mut squares, mut log_determinant) = (0.0, 0.0);
            for value in &y {
                let innovation = value - state[0];
                squares += innovation * innovation / gain.variance;
                log_determinant += libm::log(gain.variance);
                gain.advance(&mut state, innovation);
                gain.step();
            }
            let expected = by_matrix(phi, theta, &y);
            assert!((squares - expected.0).abs() < 1e-7 * expected.0, "{phi:?} {theta:?}: {squares} {expected:?}");
            assert!((log_determinant - expected.1).abs() < 1e-7, "{phi:?}: {log_determinant} {expected:?}");
        }
    }

    #[test]
    fn a_random_walk_is_refused() {
        assert!(Gain::new(&[1.0], &[], &mut Room::default()).is_none());
    }
}

//! Variances of forecasts: chapter 6 of the book.

use super::form::{Form, Way};
use super::kernel::{Rates, States};

/// The variance of each forecast, where `sigma2` is that of the errors and `mean` the point forecasts.
pub(super) fn variances(form: Form, rates: &Rates, states: &States, sigma2: f64, mean: &[f64]) -> Vec<f64> {
    match (form.error, form.season) {
        (Way::Additive, _) => homoscedastic(form, rates, states.season.len(), sigma2, mean.len()),
        (Way::Multiplicative, Some(Way::Additive)) => heteroscedastic(form, rates, states.season.len(), sigma2, mean),
        (Way::Multiplicative, _) => multiplied(form, rates, states, sigma2, mean.len()),
    }
}

/// c(j) = alpha + beta (phi + ... + phi^j) + gamma [j is a multiple of the season]: what an error still weighs j steps on
/// (equation 6.4 and table 6.1).
fn weights(form: Form, rates: &Rates, period: usize) -> impl Iterator<Item = f64> {
    let rates = *rates;
    let (mut sum, mut power) = (0.0, 1.0);
    (1..).map(move |j: usize| {
        power *= rates.phi;
        sum += power;
        let trend = if form.trend { rates.beta * sum } else { 0.0 };
        let season = if form.season.is_some() && j.is_multiple_of(period) { rates.gamma } else { 0.0 };
        rates.alpha + trend + season
    })
}

/// Class 1, all additive: v(h) = sigma² (1 + sum of c(j)² for j < h).
fn homoscedastic(form: Form, rates: &Rates, period: usize, sigma2: f64, h: usize) -> Vec<f64> {
    let mut sum = 1.0;
    let later = weights(form, rates, period).map(|c| {
        sum += c * c;
        sigma2 * sum
    });
    std::iter::once(sigma2).chain(later).take(h).collect()
}

/// Class 2, a relative error of an additive mean: theta(h) = mu(h)² + sigma² sum of c(j)² theta(h-j) and
/// v(h) = (1 + sigma²) theta(h) - mu(h)² (equations 6.1 and 6.2).
fn heteroscedastic(form: Form, rates: &Rates, period: usize, sigma2: f64, mean: &[f64]) -> Vec<f64> {
    let squares: Vec<f64> = weights(form, rates, period).map(|c| c * c).take(mean.len()).collect();
    let mut theta: Vec<f64> = Vec::with_capacity(mean.len());
    for mu in mean {
        let carried: f64 = squares.iter().zip(theta.iter().rev()).map(|(c, theta)| c * theta).sum();
        theta.push(mu * mu + sigma2 * carried);
    }
    mean.iter().zip(&theta).map(|(mu, theta)| (1.0 + sigma2) * theta - mu * mu).collect()
}

/// First and second moments of season × (level, trend): the mean of both, and E s²l², E s²lb, E s²b².
#[derive(Clone, Copy, Debug)]
struct Moments {
    mean: [f64; 2],
    square: [f64; 3],
}

/// Class 3, a relative error of (level + trend) × season, and of a level and trend alone: the moments of each season's
/// product with level and trend, carried forward exactly for normal errors (the recursions of section 6.4, which are
/// written there with Kronecker products).
fn multiplied(form: Form, rates: &Rates, states: &States, sigma2: f64, h: usize) -> Vec<f64> {
    let period = states.season.len();
    let trend = if form.trend { states.trend } else { 0.0 };
    // Of each season only the first `h` are ever met.
    let mut all: Vec<Moments> = (0..period.max(1).min(h))
        .map(|k| {
            let season = if period == 0 { 1.0 } else { states.season[(states.place + k) % period] };
            let (l, b) = (season * states.level, season * trend);
            Moments { mean: [l, b], square: [l * l, l * b, b * b] }
        })
        .collect();
    let cycle = period.max(1);
    (0..h)
        .map(|step| {
            let now = step % cycle;
            let (mean, square) = all[now].forecast(rates);
            for (season, moments) in all.iter_mut().enumerate() {
                let own = period > 0 && season == now;
                *moments = moments.next(rates, if own { rates.gamma } else { 0.0 }, sigma2);
            }
            (1.0 + sigma2) * square - mean * mean
        })
        .collect()
}

impl Moments {
    /// Mean and mean square of season × (level + phi trend).
    fn forecast(&self, rates: &Rates) -> (f64, f64) {
        let [ll, lb, bb] = self.square;
        let phi = rates.phi;
        (self.mean[0] + phi * self.mean[1], ll + 2.0 * phi * lb + phi * phi * bb)
    }

    /// One step on: (l, b) becomes (l + phi b, phi b) + (alpha, beta) (l + phi b) e, the season s becomes s (1 + gamma e),
    /// with E e² = sigma² and E e⁴ = 3 sigma⁴.
    fn next(&self, rates: &Rates, gamma: f64, sigma2: f64) -> Self {
        let (phi, [alpha, beta]) = (rates.phi, [rates.alpha, rates.beta]);
        let [_, lb, bb] = self.square;
        let (mean, square) = self.forecast(rates);
        // F N F' with F = [1 phi; 0 phi]; its first column is also F N w with w = [1 phi], and its corner w' N w.
        let [corner, cross, last] = [square, phi * (lb + phi * bb), phi * phi * bb];
        let (once, twice) = (2.0 * gamma * sigma2, sigma2 + 3.0 * gamma * gamma * sigma2 * sigma2);
        let stay = 1.0 + gamma * gamma * sigma2;
        Self {
            mean: [mean * (1.0 + gamma * sigma2 * alpha), phi * self.mean[1] + gamma * sigma2 * beta * mean],
            square: [
                stay * corner + 2.0 * once * alpha * corner + twice * alpha * alpha * square,
                stay * cross + once * (beta * corner + alpha * cross) + twice * alpha * beta * square,
                stay * last + 2.0 * once * beta * cross + twice * beta * beta * square,
            ],
        }
    }
}

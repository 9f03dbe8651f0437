//! Orders and polynomials of seasonal ARIMA models.

use libm::tanh;
use std::fmt;

/// The orders of a model, and whether it has a constant: a mean without differences, a drift with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    pub(super) p: usize,
    pub(super) d: usize,
    pub(super) q: usize,
    pub(super) seasonal_p: usize,
    pub(super) seasonal_d: usize,
    pub(super) seasonal_q: usize,
    pub(super) period: usize,
    pub(super) constant: bool,
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ARIMA({},{},{})", self.p, self.d, self.q)?;
        if self.period > 1 && self.seasonal_p + self.seasonal_d + self.seasonal_q > 0 {
            write!(f, "({},{},{})[{}]", self.seasonal_p, self.seasonal_d, self.seasonal_q, self.period)?;
        }
        match (self.constant, self.d + self.seasonal_d) {
            (false, _) => Ok(()),
            (true, 0) => f.write_str(" with mean"),
            (true, _) => f.write_str(" with drift"),
        }
    }
}

impl Order {
    /// How many coefficients the ARMA part has.
    pub(super) fn coefficients(&self) -> usize {
        self.p + self.q + self.seasonal_p + self.seasonal_q
    }

    /// How many observations the differences cost.
    pub(super) fn lost(&self) -> usize {
        self.d + self.seasonal_d * self.period
    }

    /// The longest lag of the ARMA part: how many numbers the filter's state has.
    pub(super) fn memory(&self) -> usize {
        (self.p + self.seasonal_p * self.period).max(self.q + self.seasonal_q * self.period)
    }

    /// What the differences make of a series.
    pub(super) fn difference(&self, values: &[f64]) -> Vec<f64> {
        let lags = std::iter::repeat_n(self.period, self.seasonal_d).chain(std::iter::repeat_n(1, self.d));
        lags.fold(values.to_vec(), |values, lag| difference(&values, lag))
    }

    /// The weights of earlier values that turn a difference back into a value: y(t) = w(t) + sum of weight(j) y(t-j).
    pub(super) fn integration(&self) -> Vec<f64> {
        let mut polynomial = vec![1.0];
        let lags = std::iter::repeat_n(self.period, self.seasonal_d).chain(std::iter::repeat_n(1, self.d));
        for lag in lags {
            let mut longer = polynomial.clone();
            longer.resize(polynomial.len() + lag, 0.0);
            polynomial.iter().enumerate().for_each(|(at, value)| longer[at + lag] -= value);
            polynomial = longer;
        }
        polynomial[1..].iter().map(|value| -value).collect()
    }
}

/// Each value less the one so many before it.
pub(super) fn difference(values: &[f64], lag: usize) -> Vec<f64> {
    values.iter().skip(lag).zip(values).map(|(new, old)| new - old).collect()
}

/// The coefficients of a model, as a user knows them: y(t) = ar·y + e(t) + ma·e, the seasonal ones alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Coefficients {
    pub(super) ar: Vec<f64>,
    pub(super) ma: Vec<f64>,
    pub(super) seasonal_ar: Vec<f64>,
    pub(super) seasonal_ma: Vec<f64>,
}

impl Coefficients {
    /// Reads a vector of free numbers: each is the tangent of a partial autocorrelation, so that every vector is
    /// stationary and invertible.
    pub(super) fn of(order: &Order, x: &[f64]) -> Self {
        let (ar, rest) = x.split_at(order.p);
        let (ma, rest) = rest.split_at(order.q);
        let (seasonal_ar, seasonal_ma) = rest.split_at(order.seasonal_p);
        let negative = |x: &[f64]| from_partials(x).into_iter().map(|value| -value).collect();
        Self {
            ar: from_partials(ar),
            ma: negative(ma),
            seasonal_ar: from_partials(seasonal_ar),
            seasonal_ma: negative(seasonal_ma),
        }
    }

    /// Puts free numbers, each a coefficient, between given ones, in the order of [`Coefficients::of`]; `None` where that is not
    /// stationary and invertible.
    pub(super) fn around(order: &Order, given: &[Option<f64>], free: &[f64]) -> Option<Self> {
        let mut free = free.iter().copied();
        let all: Option<Vec<f64>> = given.iter().map(|value| value.or_else(|| free.next())).collect();
        let all = all?;
        let (ar, rest) = all.split_at_checked(order.p)?;
        let (ma, rest) = rest.split_at_checked(order.q)?;
        let (seasonal_ar, seasonal_ma) = rest.split_at_checked(order.seasonal_p)?;
        let this = Self {
            ar: ar.to_vec(),
            ma: ma.to_vec(),
            seasonal_ar: seasonal_ar.to_vec(),
            seasonal_ma: seasonal_ma.to_vec(),
        };
        let within = [&this.ar, &this.seasonal_ar].into_iter().all(|values| to_partials(values).is_some());
        let negative = |values: &Vec<f64>| values.iter().map(|value| -value).collect::<Vec<f64>>();
        let back = [&this.ma, &this.seasonal_ma].into_iter().all(|values| to_partials(&negative(values)).is_some());
        (within && back).then_some(this)
    }

    /// The weights of earlier values, with the seasonal ones multiplied in, into `out`.
    pub(super) fn phi(&self, period: usize, out: &mut Vec<f64>) {
        expand(&self.ar, &self.seasonal_ar, period, -1.0, out);
    }

    /// The weights of earlier errors.
    pub(super) fn theta(&self, period: usize, out: &mut Vec<f64>) {
        expand(&self.ma, &self.seasonal_ma, period, 1.0, out);
    }

    /// Whether no root of a polynomial lies within a circle somewhat wider than the unit circle: such a model is all but
    /// non-stationary or not invertible, and its forecasts are not to be trusted.
    pub(super) fn sound(&self, period: usize) -> bool {
        const RADIUS: f64 = 1.01;
        let negative = |values: &[f64]| values.iter().map(|value| -value).collect::<Vec<f64>>();
        let seasonal = libm::pow(RADIUS, period as f64);
        outside(&self.ar, RADIUS)
            && outside(&negative(&self.ma), RADIUS)
            && outside(&self.seasonal_ar, seasonal)
            && outside(&negative(&self.seasonal_ma), seasonal)
    }
}

/// Where a coefficient of this name stands among all, in the order of [`Coefficients::of`].
pub(super) fn place_of(name: &str, order: &Order) -> Option<usize> {
    let groups = [("ar", order.p), ("ma", order.q), ("sar", order.seasonal_p), ("sma", order.seasonal_q)];
    let mut before = 0;
    for (group, count) in groups {
        let number = name.strip_prefix(group).and_then(|number| number.parse::<usize>().ok());
        if let Some(number) = number.filter(|number| (1..=count).contains(number)) {
            return Some(before + number - 1);
        }
        before += count;
    }
    None
}

/// Coefficients of a stationary autoregression (Barndorff-Nielsen and Schou 1973; Monahan 1984).
fn from_partials(x: &[f64]) -> Vec<f64> {
    let mut coefficients: Vec<f64> = Vec::with_capacity(x.len());
    for &value in x {
        let partial = tanh(value);
        let before = coefficients.clone();
        coefficients.iter_mut().zip(before.iter().rev()).for_each(|(a, b)| *a -= partial * b);
        coefficients.push(partial);
    }
    coefficients
}

/// The free numbers of a stationary autoregression; the inverse of [`from_partials`].
pub(super) fn to_partials(coefficients: &[f64]) -> Option<Vec<f64>> {
    let mut x = vec![0.0; coefficients.len()];
    let mut values = coefficients.to_vec();
    while let Some(partial) = values.pop() {
        if partial.abs() >= 1.0 {
            return None;
        }
        x[values.len()] = libm::atanh(partial);
        let before = values.clone();
        let scale = 1.0 - partial * partial;
        values.iter_mut().zip(before.iter().rev()).for_each(|(a, b)| *a = (*a + partial * b) / scale);
    }
    Some(x)
}

/// Whether 1 - sum of coefficient(i) z^i has all its roots outside of a circle.
fn outside(coefficients: &[f64], radius: f64) -> bool {
    let mut power = 1.0;
    let scaled: Vec<f64> = coefficients
        .iter()
        .map(|value| {
            power *= radius;
            value * power
        })
        .collect();
    to_partials(&scaled).is_some()
}

/// The product of a polynomial and a seasonal one, without the leading 1; `sign` is that of the products.
fn expand(plain: &[f64], seasonal: &[f64], period: usize, sign: f64, out: &mut Vec<f64>) {
    out.clear();
    out.resize(plain.len() + seasonal.len() * period, 0.0);
    out[..plain.len()].copy_from_slice(plain);
    for (index, &factor) in seasonal.iter().enumerate() {
        let lag = (index + 1) * period;
        out[lag - 1] += factor;
        plain.iter().enumerate().for_each(|(at, value)| out[lag + at] += sign * factor * value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AIRLINE: Order =
        Order { p: 0, d: 1, q: 1, seasonal_p: 0, seasonal_d: 1, seasonal_q: 1, period: 4, constant: false };

    #[test]
    fn differences_and_their_inverse() {
        let y: Vec<f64> = (0..12).map(|t| (t * t % 7) as f64).collect();
        let w = AIRLINE.difference(&y);
        assert_eq!(w.len(), y.len() - AIRLINE.lost());
        let weights = AIRLINE.integration();
        let back: f64 = w[3] + weights.iter().enumerate().map(|(j, weight)| weight * y[5 + 3 - 1 - j]).sum::<f64>();
        assert!((back - y[8]).abs() < 1e-12);
        assert_eq!(AIRLINE.to_string(), "ARIMA(0,1,1)(0,1,1)[4]");
    }

    #[test]
    fn polynomials_multiply() {
        let coefficients = Coefficients { ar: vec![0.5], seasonal_ar: vec![0.2], ..Coefficients::default() };
        let mut phi = Vec::new();
        coefficients.phi(4, &mut phi);
        assert_eq!(phi, [0.5, 0.0, 0.0, 0.2, -0.1]);
    }

    #[test]
    fn any_numbers_are_stationary_and_come_back() {
        let x = [0.7, -1.3, 0.2, 2.0];
        let back = to_partials(&from_partials(&x)).unwrap();
        assert!(x.iter().zip(&back).all(|(a, b)| (a - b).abs() < 1e-9), "{back:?}");
        // 1 - 1.5 z + 0.56 z² = (1 - 0.7 z)(1 - 0.8 z).
        assert!(outside(&[1.5, -0.56], 1.2) && !outside(&[1.5, -0.56], 1.26));
        assert!(to_partials(&[1.0]).is_none());
    }
}

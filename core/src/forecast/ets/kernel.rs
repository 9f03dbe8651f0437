//! The filter: one monomorphic function for each kind of error, trend and season.

use super::form::{Form, Way};
use libm::log;
use std::f64::consts::LN_2;

/// The smoothing parameters; `beta` and `gamma` are 0 and `phi` is 1 where the model has none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rates {
    pub(super) alpha: f64,
    pub(super) beta: f64,
    pub(super) gamma: f64,
    pub(super) phi: f64,
}

/// The states. `season` is a ring in order of time, and `place` is where the next observation's season lies; it is empty
/// for a model without one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct States {
    pub(super) level: f64,
    pub(super) trend: f64,
    pub(super) season: Vec<f64>,
    pub(super) place: usize,
}

/// What the likelihood needs of the errors so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sums {
    /// Sum of the squared errors, relative ones where the error is multiplicative.
    pub(super) squares: f64,
    /// Product of the absolute one-step forecasts where the error is multiplicative.
    pub(super) product: Product,
}

impl Sums {
    /// Minus twice the concentrated log-likelihood of `n` observations, without its constant: equation 5.6 of the book.
    pub(super) fn deviance(&self, n: usize) -> f64 {
        // A perfect fit has no likelihood; the reference gives it this one.
        let squares = if self.squares > 0.0 { self.squares } else { 1e-8 };
        n as f64 * log(squares) + 2.0 * self.product.log()
    }
}

/// A product of many numbers whose logarithm is wanted: mantissas are multiplied and exponents added, so that one
/// logarithm is taken in all. Scaling by powers of two is exact, so the bits do not depend on when it is done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Product {
    pub(super) mantissa: f64,
    pub(super) exponent: i64,
}

impl Default for Product {
    fn default() -> Self {
        Self { mantissa: 1.0, exponent: 0 }
    }
}

const MANTISSA: u64 = (1 << 52) - 1;
const ONE: u64 = 1023 << 52;

impl Product {
    /// Multiplies by |value|; 0 counts as 1e-8.
    #[inline(always)]
    fn push(&mut self, value: f64) {
        let mut bits = value.to_bits() & !(1 << 63);
        if bits < 1 << 52 {
            bits = (value.abs() + 1e-8).to_bits();
        }
        self.exponent += (bits >> 52) as i64 - 1023;
        self.mantissa *= f64::from_bits(bits & MANTISSA | ONE);
        if self.mantissa >= 1e300 {
            *self = self.normal();
        }
    }

    /// The same number with a mantissa in [1, 2).
    pub(super) fn normal(self) -> Self {
        let bits = self.mantissa.to_bits();
        let exponent = self.exponent + (bits >> 52) as i64 - 1023;
        Self { mantissa: f64::from_bits(bits & MANTISSA | ONE), exponent }
    }

    /// The logarithm.
    fn log(self) -> f64 {
        let Self { mantissa, exponent } = self.normal();
        log(mantissa) + exponent as f64 * LN_2
    }
}

const NONE: u8 = 0;
const ADDITIVE: u8 = 1;
const MULTIPLICATIVE: u8 = 2;

/// Below this a divisor counts as zero ...
const TINY: f64 = 1e-10;
/// ... and this is what the division then gives.
const HUGE: f64 = 1e10;

/// One observation: returns its one-step forecast and moves the states on. `error` says whether errors are relative,
/// `pull` is beta / alpha.
#[inline(always)]
fn step<const ERROR: bool, const TREND: bool, const SEASON: u8>(
    rates: &Rates,
    pull: f64,
    (level, trend, season): (&mut f64, &mut f64, &mut f64),
    y: f64,
    sums: &mut Sums,
) -> f64 {
    let slope = if TREND { rates.phi * *trend } else { 0.0 };
    let base = if TREND { *level + slope } else { *level };
    let old = *season;
    let forecast = match SEASON {
        ADDITIVE => base + old,
        MULTIPLICATIVE => base * old,
        _ => base,
    };
    let mut error = y - forecast;
    if ERROR {
        error /= if forecast.abs() < TINY { forecast + TINY } else { forecast };
        sums.product.push(forecast);
    }
    sums.squares += error * error;
    let adjusted = match SEASON {
        ADDITIVE => y - old,
        MULTIPLICATIVE => divide(y, old),
        _ => y,
    };
    let new = base + rates.alpha * (adjusted - base);
    if TREND {
        *trend = slope + pull * ((new - *level) - slope);
    }
    match SEASON {
        ADDITIVE => *season = old + rates.gamma * ((y - base) - old),
        MULTIPLICATIVE => *season = old + rates.gamma * (divide(y, base) - old),
        _ => {}
    }
    *level = new;
    forecast
}

#[inline(always)]
fn divide(a: f64, b: f64) -> f64 {
    if b.abs() < TINY { HUGE } else { a / b }
}

/// Runs the filter over `y`, which starts at the ring's first place or at `states.place`, and hands each one-step
/// forecast on.
#[inline(always)]
fn filter<const ERROR: bool, const TREND: bool, const SEASON: u8>(
    y: &[f64],
    rates: &Rates,
    states: &mut States,
    sums: &mut Sums,
    mut each: impl FnMut(f64),
) {
    let pull = rates.beta / rates.alpha;
    let (mut level, mut trend, mut sum) = (states.level, states.trend, *sums);
    let period = states.season.len();
    if SEASON == NONE || period == 0 {
        for &y in y {
            each(step::<ERROR, TREND, NONE>(rates, pull, (&mut level, &mut trend, &mut 0.0), y, &mut sum));
        }
    } else {
        let mut rest = y;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(period - states.place));
            for (&y, season) in now.iter().zip(&mut states.season[states.place..]) {
                each(step::<ERROR, TREND, SEASON>(rates, pull, (&mut level, &mut trend, season), y, &mut sum));
            }
            states.place = (states.place + now.len()) % period;
            rest = later;
        }
    }
    (states.level, states.trend, *sums) = (level, trend, sum);
}

/// A filter for one kind of model.
type Filter = fn(&[f64], &Rates, &mut States, &mut Sums);
type Recorder = fn(&[f64], &Rates, &mut States, &mut Sums, &mut Vec<f64>);

fn quiet<const ERROR: bool, const TREND: bool, const SEASON: u8>(
    y: &[f64],
    rates: &Rates,
    states: &mut States,
    sums: &mut Sums,
) {
    filter::<ERROR, TREND, SEASON>(y, rates, states, sums, |_| ());
}

fn recording<const ERROR: bool, const TREND: bool, const SEASON: u8>(
    y: &[f64],
    rates: &Rates,
    states: &mut States,
    sums: &mut Sums,
    forecasts: &mut Vec<f64>,
) {
    filter::<ERROR, TREND, SEASON>(y, rates, states, sums, |forecast| forecasts.push(forecast));
}

fn functions(form: Form) -> (Filter, Recorder) {
    macro_rules! pick {
        ($error:literal, $trend:literal, $season:expr) => {
            (quiet::<$error, $trend, { $season }>, recording::<$error, $trend, { $season }>)
        };
        ($error:literal, $trend:literal) => {
            match form.season {
                None => pick!($error, $trend, NONE),
                Some(Way::Additive) => pick!($error, $trend, ADDITIVE),
                Some(Way::Multiplicative) => pick!($error, $trend, MULTIPLICATIVE),
            }
        };
    }
    match (form.error, form.trend) {
        (Way::Additive, false) => pick!(false, false),
        (Way::Additive, true) => pick!(false, true),
        (Way::Multiplicative, false) => pick!(true, false),
        (Way::Multiplicative, true) => pick!(true, true),
    }
}

/// The filter of a model, for the likelihood.
pub(super) fn filter_of(form: Form) -> Filter {
    functions(form).0
}

/// Runs the filter on and returns the one-step forecasts: same states, same bits as [`filter_of`].
pub(super) fn run(form: Form, y: &[f64], rates: &Rates, states: &mut States, sums: &mut Sums) -> Vec<f64> {
    let mut forecasts = Vec::with_capacity(y.len());
    functions(form).1(y, rates, states, sums, &mut forecasts);
    sums.product = sums.product.normal();
    forecasts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_of_a_product() {
        let mut product = Product::default();
        let mut sum = 0.0;
        for k in 1..5_000 {
            let value = f64::from(k) * if k % 3 == 0 { -1e-7 } else { 1e9 };
            product.push(value);
            sum += value.abs().ln();
        }
        assert!((product.log() - sum).abs() < 1e-10 * sum, "{} {sum}", product.log());
        let mut zero = Product::default();
        zero.push(0.0);
        assert!((zero.log() - 1e-8f64.ln()).abs() < 1e-12);
    }

    #[test]
    fn one_step_of_each_kind_by_hand() {
        // The error-correction form of the book's table 2.3: l = (l + phi b) (1 + alpha e), and so on.
        let rates = Rates { alpha: 0.3, beta: 0.1, gamma: 0.2, phi: 0.9 };
        for form in Form::all() {
            let (l, b, s) = (10.0, 1.0, if form.season == Some(Way::Multiplicative) { 1.25 } else { 3.0 });
            let slope = if form.trend { 0.9 * b } else { 0.0 };
            let base = l + slope;
            let mean = match form.season {
                None => base,
                Some(Way::Additive) => base + s,
                Some(Way::Multiplicative) => base * s,
            };
            let y = 17.0;
            let relative = form.error == Way::Multiplicative;
            let e = if relative { (y - mean) / mean } else { y - mean };
            // What the error moves: in units of the level, of the season.
            let unit = if form.season == Some(Way::Multiplicative) {
                base
            } else if relative {
                mean
            } else {
                1.0
            };
            let season_unit = if form.season == Some(Way::Multiplicative) { s } else { unit };
            let mut states = States { level: l, trend: b, season: vec![s; 2], place: 1 };
            if form.season.is_none() {
                states.season.clear();
            }
            let mut sums = Sums::default();
            assert!((run(form, &[y], &rates, &mut states, &mut sums)[0] - mean).abs() < 1e-12);
            assert!((states.level - (base + 0.3 * e * unit)).abs() < 1e-12, "{form}");
            if form.trend {
                assert!((states.trend - (slope + 0.1 * e * unit)).abs() < 1e-12, "{form}");
            }
            if form.season.is_some() {
                assert!((states.season[1] - (s + 0.2 * e * season_unit)).abs() < 1e-12, "{form}");
                assert_eq!((states.season[0], states.place), (s, 0));
            }
            assert!((sums.squares - e * e).abs() < 1e-12);
        }
    }
}

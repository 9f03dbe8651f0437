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
    /// The same number with a mantissa in [1, 2).
    fn normal(self) -> Self {
        let bits = self.mantissa.to_bits();
        let exponent = self.exponent + (bits >> 52) as i64 - 1023;
        Self { mantissa: f64::from_bits(bits & MANTISSA | ONE), exponent }
    }

    /// The logarithm.
    fn log(self) -> f64 {
        log(self.mantissa) + self.exponent as f64 * LN_2
    }
}

const NONE: u8 = 0;
const ADDITIVE: u8 = 1;
const MULTIPLICATIVE: u8 = 2;

/// Below this a divisor counts as zero ...
const TINY: f64 = 1e-10;
/// ... and this is what the division then gives.
const HUGE: f64 = 1e10;

#[inline(always)]
fn divide(a: f64, b: f64) -> f64 {
    if b.abs() < TINY { HUGE } else { a / b }
}

/// Several models of one kind of error and season, side by side over one series. Each has its lane of every array, and
/// gets the bits that it would get alone: a model without a trend is one whose trend stays 0.
#[derive(Clone, Debug)]
pub(super) struct Bank<const L: usize> {
    alpha: [f64; L],
    /// beta / alpha: how hard a change of level pulls the trend.
    pull: [f64; L],
    gamma: [f64; L],
    phi: [f64; L],
    level: [f64; L],
    trend: [f64; L],
    /// A ring in order of time, and where the next observation's season lies.
    season: Vec<[f64; L]>,
    place: usize,
    squares: [f64; L],
    mantissa: [f64; L],
    exponent: [i64; L],
}

impl<const L: usize> Bank<L> {
    /// Lanes for a season of that length, 0 for none.
    pub(super) fn new(period: usize) -> Self {
        let zero = [0.0; L];
        Self {
            alpha: [1.0; L],
            pull: zero,
            gamma: zero,
            phi: [1.0; L],
            level: zero,
            trend: zero,
            season: vec![zero; period],
            place: 0,
            squares: zero,
            mantissa: [1.0; L],
            exponent: [0; L],
        }
    }

    /// Puts a model into a lane. All lanes share the place in the season.
    pub(super) fn load(&mut self, lane: usize, rates: &Rates, states: &States, sums: &Sums) {
        self.alpha[lane] = rates.alpha;
        self.pull[lane] = rates.beta / rates.alpha;
        self.gamma[lane] = rates.gamma;
        self.phi[lane] = rates.phi;
        self.level[lane] = states.level;
        self.trend[lane] = states.trend;
        self.season.iter_mut().zip(&states.season).for_each(|(to, &from)| to[lane] = from);
        self.place = states.place;
        self.squares[lane] = sums.squares;
        self.mantissa[lane] = sums.product.mantissa;
        self.exponent[lane] = sums.product.exponent;
    }

    /// What a lane's errors came to.
    pub(super) fn sums(&self, lane: usize) -> Sums {
        let product = Product { mantissa: self.mantissa[lane], exponent: self.exponent[lane] };
        Sums { squares: self.squares[lane], product }
    }

    /// Runs the filter of an error and a season over `y`.
    pub(super) fn run(&mut self, form: Form, y: &[f64]) {
        self.dispatch(form, y, |_| ());
    }

    #[inline(always)]
    fn dispatch(&mut self, form: Form, y: &[f64], each: impl FnMut(f64)) {
        use Way::{Additive, Multiplicative};
        // A model alone is spared the arithmetic of a trend that it has not.
        let trend = L > 1 || form.trend;
        match (form.error, form.season, trend) {
            (Additive, None, false) => self.filter::<false, false, NONE>(y, each),
            (Additive, None, true) => self.filter::<false, true, NONE>(y, each),
            (Additive, Some(Additive), false) => self.filter::<false, false, ADDITIVE>(y, each),
            (Additive, Some(Additive), true) => self.filter::<false, true, ADDITIVE>(y, each),
            (Additive, Some(Multiplicative), _) => self.filter::<false, true, MULTIPLICATIVE>(y, each),
            (Multiplicative, None, false) => self.filter::<true, false, NONE>(y, each),
            (Multiplicative, None, true) => self.filter::<true, true, NONE>(y, each),
            (Multiplicative, Some(Additive), false) => self.filter::<true, false, ADDITIVE>(y, each),
            (Multiplicative, Some(Additive), true) => self.filter::<true, true, ADDITIVE>(y, each),
            (Multiplicative, Some(Multiplicative), false) => self.filter::<true, false, MULTIPLICATIVE>(y, each),
            (Multiplicative, Some(Multiplicative), true) => self.filter::<true, true, MULTIPLICATIVE>(y, each),
        }
    }

    /// Runs over the series, a season at most at a time, and hands the first lane's one-step forecasts on.
    #[inline(never)]
    fn filter<const ERROR: bool, const TREND: bool, const SEASON: u8>(&mut self, y: &[f64], mut each: impl FnMut(f64)) {
        /// Mantissas below 2 multiply to less than 2^(this + 1).
        const LONGEST: usize = 500;
        let mut run = self.clone_without_season();
        let mut unscaled = 0;
        let mut rest = y;
        while !rest.is_empty() {
            let room = if SEASON == NONE { LONGEST } else { (self.season.len() - self.place).min(LONGEST) };
            let (now, later) = rest.split_at(rest.len().min(room));
            if ERROR && unscaled + now.len() > LONGEST {
                run.rescale();
                unscaled = 0;
            }
            unscaled += now.len();
            if SEASON == NONE {
                for &y in now {
                    each(run.step::<ERROR, TREND, SEASON>(&mut [0.0; L], y));
                }
            } else {
                for (&y, season) in now.iter().zip(&mut self.season[self.place..]) {
                    each(run.step::<ERROR, TREND, SEASON>(season, y));
                }
                self.place = (self.place + now.len()) % self.season.len();
            }
            rest = later;
        }
        run.rescale();
        let season = std::mem::take(&mut self.season);
        *self = Self { season, place: self.place, ..run };
    }

    /// The lanes without their seasons, which the loop keeps in registers.
    fn clone_without_season(&self) -> Self {
        Self { season: Vec::new(), ..*self }
    }

    fn rescale(&mut self) {
        for lane in 0..L {
            let Product { mantissa, exponent } = self.sums(lane).product.normal();
            (self.mantissa[lane], self.exponent[lane]) = (mantissa, exponent);
        }
    }

    /// One observation: moves the states on and returns the first lane's one-step forecast. `ERROR` says whether errors
    /// are relative.
    #[inline(always)]
    #[allow(clippy::needless_range_loop)] // the lanes of five arrays side by side
    fn step<const ERROR: bool, const TREND: bool, const SEASON: u8>(&mut self, season: &mut [f64; L], y: f64) -> f64 {
        let mut first = 0.0;
        for k in 0..L {
            let slope = if TREND { self.phi[k] * self.trend[k] } else { 0.0 };
            let base = if TREND { self.level[k] + slope } else { self.level[k] };
            let old = season[k];
            let forecast = match SEASON {
                ADDITIVE => base + old,
                MULTIPLICATIVE => base * old,
                _ => base,
            };
            let mut error = y - forecast;
            if ERROR {
                let size = forecast.abs();
                error /= if size < TINY { forecast + TINY } else { forecast };
                let factor = if size < f64::MIN_POSITIVE { size + 1e-8 } else { size }.to_bits();
                self.exponent[k] += (factor >> 52) as i64 - 1023;
                self.mantissa[k] *= f64::from_bits(factor & MANTISSA | ONE);
            }
            self.squares[k] += error * error;
            let adjusted = match SEASON {
                ADDITIVE => y - old,
                MULTIPLICATIVE => divide(y, old),
                _ => y,
            };
            let new = base + self.alpha[k] * (adjusted - base);
            if TREND {
                self.trend[k] = slope + self.pull[k] * ((new - self.level[k]) - slope);
            }
            match SEASON {
                ADDITIVE => season[k] = old + self.gamma[k] * ((y - base) - old),
                MULTIPLICATIVE => season[k] = old + self.gamma[k] * (divide(y, base) - old),
                _ => {}
            }
            self.level[k] = new;
            if k == 0 {
                first = forecast;
            }
        }
        first
    }
}

/// Runs one model's filter on and returns its one-step forecasts.
pub(super) fn run(form: Form, y: &[f64], rates: &Rates, states: &mut States, sums: &mut Sums) -> Vec<f64> {
    let mut bank = Bank::<1>::new(states.season.len());
    bank.load(0, rates, states, sums);
    let mut forecasts = Vec::with_capacity(y.len());
    bank.dispatch(form, y, |forecast| forecasts.push(forecast));
    *sums = bank.sums(0);
    states.season.iter_mut().zip(&bank.season).for_each(|(to, from)| *to = from[0]);
    (states.level, states.trend, states.place) = (bank.level[0], bank.trend[0], bank.place);
    forecasts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_of_a_product_of_forecasts() {
        // With alpha 1 and no trend each forecast is the value before it.
        let y: Vec<f64> = (1..5_000).map(|k| f64::from(k) * if k % 3 == 0 { 0.5 } else { 2.0 }).collect();
        let form = Form { error: Way::Multiplicative, trend: false, damped: false, season: None };
        let rates = Rates { alpha: 1.0, beta: 0.0, gamma: 0.0, phi: 1.0 };
        let mut sums = Sums::default();
        let mut states = States { level: 0.0, trend: 0.0, season: Vec::new(), place: 0 };
        run(form, &y, &rates, &mut states, &mut sums);
        // A forecast of 0 counts as 1e-8.
        let expected = y[..y.len() - 1].iter().map(|&value| log(value)).sum::<f64>() + log(1e-8);
        assert!((sums.product.log() - expected).abs() < 1e-12 * expected, "{} {expected}", sums.product.log());
    }

    #[test]
    fn lanes_get_the_bits_of_models_alone() {
        let y: Vec<f64> = (0..1_400u32).map(|t| 50.0 + f64::from(t * t % 31) + f64::from(t % 7)).collect();
        for (error, season) in [
            (Way::Additive, None),
            (Way::Additive, Some(Way::Additive)),
            (Way::Multiplicative, None),
            (Way::Multiplicative, Some(Way::Additive)),
            (Way::Multiplicative, Some(Way::Multiplicative)),
        ] {
            let period = if season.is_some() { 7 } else { 0 };
            let mut bank = Bank::<4>::new(period);
            let mut alone = Vec::new();
            for lane in 0..4 {
                let x = lane as f64;
                let form = Form { error, trend: lane > 0, damped: lane == 1, season };
                let beta = if form.trend { 0.01 * x } else { 0.0 };
                let phi = if form.damped { 0.9 } else { 1.0 };
                let rates = Rates { alpha: 0.2 + 0.1 * x, beta, gamma: if period > 0 { 0.1 } else { 0.0 }, phi };
                let trend = if form.trend { 0.3 } else { 0.0 };
                let season = (0..period).map(|k| 0.8 + 0.05 * x + 0.02 * k as f64).collect();
                let mut states = States { level: 60.0 + x, trend, season, place: 0 };
                let mut sums = Sums::default();
                bank.load(lane, &rates, &states, &sums);
                run(form, &y, &rates, &mut states, &mut sums);
                alone.push((states, sums));
            }
            bank.run(Form { error, trend: true, damped: false, season }, &y);
            for (lane, (states, sums)) in alone.iter().enumerate() {
                assert_eq!(bank.sums(lane), *sums, "{error:?} {season:?} {lane}");
                assert_eq!((bank.level[lane], bank.trend[lane]), (states.level, states.trend));
                assert!(bank.season.iter().zip(&states.season).all(|(a, b)| a[lane] == *b));
            }
        }
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

//! A fitted series: forecasts, updates, saving.

use super::shape::{Season, Shape};
use crate::component::{ForecastState, Intervals, Request, RowReader, RowWriter, corrupt};
use crate::data::Series;
use crate::error::Result;
use crate::math::rng::Rng;
use crate::math::stats::quantile;
use libm::log;
use std::borrow::Cow;

/// The model of one series, and how much of it has been seen.
#[derive(Clone, Debug, PartialEq)]
pub struct AdditiveState {
    pub(super) shape: Shape,
    /// The weights: constant, slope and bends of the trend, waves, regressors.
    pub(super) theta: Vec<f64>,
    pub(super) sigma: f64,
    /// The largest absolute value of the fit, by which values are divided.
    pub(super) scale: f64,
    /// Steps from the start of the clock to the end of what was seen.
    pub(super) seen: usize,
    pub(super) seed: u64,
    /// Whether the components of what was seen are asked for.
    pub(super) history: bool,
    /// What the regressors added to what was seen, as the model has it; empty without regressors and without history.
    pub(super) effects: Vec<f64>,
}

/// How many futures intervals are taken from.
const DRAWS: u64 = 1_000;

/// What the model says of one step.
struct Said {
    time: f64,
    trend: f64,
    others: f64,
}

impl AdditiveState {
    fn trend(&self, time: f64) -> f64 {
        let base = self.theta[0] + if self.shape.flat { 0.0 } else { self.theta[1] * time };
        let weights = self.theta[2.min(self.shape.of_trend())..].iter();
        self.shape.bends.iter().zip(weights).fold(base, |sum, (bend, weight)| sum + weight * (time - bend).max(0.0))
    }

    fn say(&self, step: usize, regressors: &[(&str, &[f64])], row: usize, waves: &mut Vec<f64>) -> Result<Said> {
        let time = self.shape.time(step)?;
        self.shape.waves(step, waves)?;
        let of_waves = &self.theta[self.shape.of_trend()..];
        let waves = waves.iter().zip(of_waves).fold(0.0, |sum, (value, weight)| sum + value * weight);
        Ok(Said { time, trend: self.trend(time), others: self.effect(waves, regressors, row) })
    }

    /// What the regressors of a row add to a sum.
    fn effect(&self, sum: f64, regressors: &[(&str, &[f64])], row: usize) -> f64 {
        let weights = &self.theta[self.shape.of_trend() + self.shape.of_waves()..];
        let each = regressors.iter().zip(&self.shape.standards).zip(weights);
        each.fold(sum, |sum, (((_, values), [mean, sd]), weight)| sum + weight * ((values[row] - mean) / sd))
    }

    /// What the regressors of so many rows add; nothing where the model has none.
    pub(super) fn effects(&self, n: usize, regressors: &[(&str, &[f64])]) -> Vec<f64> {
        let rows = if self.shape.standards.is_empty() { 0 } else { n };
        (0..rows).map(|row| self.effect(0.0, regressors, row)).collect()
    }

    /// Trend, seasons and regressors of steps from one on, in units of the values: what each adds.
    fn taken_apart(&self, from: usize, n: usize, effects: &[f64]) -> Result<Vec<(String, Vec<f64>)>> {
        let dated = self.shape.clock.unit().is_some();
        let seasons = &self.shape.seasons;
        let mut parts = vec![("trend".to_owned(), Vec::with_capacity(n))];
        parts.extend(seasons.iter().map(|season| (season.name(dated), Vec::with_capacity(n))));
        let mut waves = Vec::new();
        for step in from..from + n {
            let trend = self.scale * self.say(step, &[], 0, &mut waves)?.trend;
            parts[0].1.push(trend);
            let factor = if self.shape.multiplicative { trend } else { self.scale };
            let mut at = 0;
            for (season, (_, part)) in seasons.iter().zip(&mut parts[1..]) {
                let own = at..at + 2 * season.order;
                let weights = &self.theta[self.shape.of_trend()..][own.clone()];
                at = own.end;
                part.push(factor * waves[own].iter().zip(weights).fold(0.0, |sum, (a, b)| sum + a * b));
            }
        }
        if !effects.is_empty() {
            let factor = |trend: f64| if self.shape.multiplicative { trend } else { self.scale };
            let own = effects.iter().zip(&parts[0].1).map(|(effect, &trend)| factor(trend) * effect).collect();
            parts.push(("regressors".to_owned(), own));
        }
        Ok(parts)
    }

    fn value(&self, trend: f64, others: f64) -> f64 {
        self.scale * if self.shape.multiplicative { trend * (1.0 + others) } else { trend + others }
    }

    /// What is expected of steps from one on.
    pub(super) fn expect(&self, from: usize, n: usize, regressors: &[(&str, &[f64])]) -> Result<Vec<f64>> {
        let mut waves = Vec::new();
        let one = |row: usize| {
            let said = self.say(from + row, regressors, row, &mut waves)?;
            Ok(self.value(said.trend, said.others))
        };
        (0..n).map(one).collect()
    }

    /// Bounds from futures in which the trend bends as often and as much as it did, and errors are normal.
    fn bounds(&self, request: &Request<'_>, mean: &[f64]) -> Result<Vec<(Vec<f64>, Vec<f64>)>> {
        let h = request.h;
        let mut bounds = vec![(Vec::with_capacity(h), Vec::with_capacity(h)); request.levels.len()];
        if bounds.is_empty() {
            return Ok(bounds);
        }
        let bends = self.shape.bends.len() as f64;
        let changes: f64 =
            self.theta[2.min(self.theta.len())..].iter().take(self.shape.bends.len()).map(|w| w.abs()).sum();
        let size = changes / bends.max(1.0);
        // From time 0 to time 1 there were so many bends: as many as that come in every such time.
        let rate = if size > 0.0 { bends } else { 0.0 };
        let mut futures: Vec<Future> = (0..DRAWS).map(|draw| Future::new(Rng::new(self.seed, draw), rate)).collect();
        let (mut waves, mut values) = (Vec::new(), Vec::with_capacity(futures.len()));
        for (row, &mean) in mean.iter().enumerate() {
            let said = self.say(self.seen + row, request.future, row, &mut waves)?;
            values.clear();
            for future in &mut futures {
                let trend = said.trend + future.shift(said.time, rate, size);
                // The noise is the observation's, not the trend's.
                let noise = future.rng.normal().clamp(-9.0, 9.0) * self.sigma * self.scale;
                values.push(self.value(trend, said.others) + noise);
            }
            values.sort_unstable_by(f64::total_cmp);
            for (level, (lower, upper)) in request.levels.iter().zip(&mut bounds) {
                lower.push(quantile(&values, 0.5 - level / 200.0).min(mean));
                upper.push(quantile(&values, 0.5 + level / 200.0).max(mean));
            }
        }
        Ok(bounds)
    }
}

/// One way on for the trend: how it departs from the line that it is on.
struct Future {
    rng: Rng,
    /// When it bends next.
    next: f64,
    slope: f64,
    /// The slopes, each times the time since which it counts.
    offset: f64,
}

impl Future {
    fn new(rng: Rng, rate: f64) -> Self {
        let mut future = Self { rng, next: 1.0, slope: 0.0, offset: 0.0 };
        future.next += future.wait(rate);
        future
    }

    /// A time of an exponential distribution.
    fn wait(&mut self, rate: f64) -> f64 {
        if rate > 0.0 { -log(1.0 - self.rng.uniform()) / rate } else { f64::INFINITY }
    }

    /// How far the trend is off at a time; times must rise.
    fn shift(&mut self, time: f64, rate: f64, size: f64) -> f64 {
        while self.next <= time {
            // A Laplace distribution, by inversion.
            let u = self.rng.uniform() - 0.5;
            let bend = -size * u.signum() * log((1.0 - 2.0 * u.abs()).max(f64::MIN_POSITIVE));
            self.slope += bend;
            self.offset += bend * self.next;
            self.next += self.wait(rate);
        }
        self.slope * time - self.offset
    }
}

impl ForecastState for AdditiveState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let mean = self.expect(self.seen, request.h, request.future)?;
        let bounds = self.bounds(&request, &mean)?;
        Ok(Intervals { mean, bounds })
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let known: Vec<usize> = (0..new.y.len()).collect();
        super::complete(&new, &known)?;
        let expected = self.expect(self.seen, new.y.len(), new.regressors)?;
        if self.history {
            self.effects.extend(self.effects(new.y.len(), new.regressors));
        }
        self.seen += new.y.len();
        Ok(expected)
    }

    fn store(&self, row: &mut RowWriter) {
        let shape = &self.shape;
        row.str("trend", if shape.flat { "flat" } else { "linear" });
        row.str("mode", if shape.multiplicative { "multiplicative" } else { "additive" });
        row.f64("sigma", self.sigma * self.scale);
        row.f64("noise", self.sigma);
        row.f64("scale", self.scale);
        row.i64("seen", self.seen as i64);
        row.i64("seed", self.seed as i64);
        row.i64("history", i64::from(self.history));
        row.list("effects", &self.effects);
        row.clock(shape.clock);
        row.f64("first", shape.first);
        row.f64("span", shape.span);
        row.list("bends", &shape.bends);
        row.list("season_lengths", &shape.seasons.iter().map(|season| season.length).collect::<Vec<_>>());
        row.list("season_orders", &shape.seasons.iter().map(|season| season.order as f64).collect::<Vec<_>>());
        row.list("standards", shape.standards.as_flattened());
        row.list("weights", &self.theta);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let one_of = |name: &str, word: &str, words: [&str; 2]| match words.iter().position(|own| own == &word) {
            Some(at) => Ok(at == 1),
            None => Err(corrupt(name, &format!("is '{word}'; must be one of {words:?}"))),
        };
        let flat = one_of("trend", &row.str("trend")?, ["linear", "flat"])?;
        let multiplicative = one_of("mode", &row.str("mode")?, ["additive", "multiplicative"])?;
        let (shown, sigma, scale) = (row.finite("sigma")?, row.finite("noise")?, row.finite("scale")?);
        let seen = row.count("seen", 1 << 28)?;
        let seed = row.i64("seed")? as u64;
        let history = row.count("history", 1)? == 1;
        let clock = row.clock()?;
        let (first, span) = (row.finite("first")?, row.finite("span")?);
        if !(scale > 0.0 && sigma > 0.0 && span > 0.0 && shown.to_bits() == (sigma * scale).to_bits()) {
            return Err(corrupt("sigma", "does not follow from scale and noise, or is not above 0"));
        }
        let (bends, lengths) = (row.list("bends")?, row.list("season_lengths")?);
        let (orders, standards) = (row.list("season_orders")?, row.list("standards")?);
        let theta = row.list("weights")?;
        let whole = |order: &f64| (1.0..=1000.0).contains(order) && order.fract() == 0.0;
        let positive = |value: &f64| *value > 0.0 && value.is_finite();
        if orders.len() != lengths.len() || !orders.iter().all(whole) || !lengths.iter().all(positive) {
            return Err(corrupt("season_orders", "are not a length and a whole number a season"));
        }
        let (standards, odd) = standards.as_chunks::<2>();
        if !odd.is_empty() || !standards.iter().all(|[mean, sd]| mean.is_finite() && positive(sd)) {
            return Err(corrupt("standards", "are not a mean and a deviation a regressor"));
        }
        let season = |(&length, order): (&f64, f64)| Season { length, order: order as usize };
        let seasons = lengths.iter().zip(orders).map(season).collect();
        let standards = standards.to_vec();
        let shape = Shape { clock, first, span, flat, multiplicative, bends, seasons, standards };
        let finite = shape.bends.iter().chain(&theta).all(|value| value.is_finite());
        if theta.len() != shape.size() || !finite || (flat && !shape.bends.is_empty()) {
            return Err(corrupt("weights", "do not match trend, seasons and regressors"));
        }
        let effects = row.list("effects")?;
        let rows = if history && !shape.standards.is_empty() { seen } else { 0 };
        // Where a value was missing a regressor may be.
        if effects.len() != rows || effects.iter().any(|effect| effect.is_infinite()) {
            return Err(corrupt("effects", "are not one an observation"));
        }
        Ok(Self { shape, theta, sigma, scale, seen, seed, history, effects })
    }

    fn components(&self, y: &[f64]) -> Vec<(String, Cow<'_, [f64]>)> {
        // Times that were observed are in the range of time.
        let parts = self.taken_apart(0, self.seen, &self.effects);
        let Some(mut parts) = parts.ok().filter(|_| self.history && y.len() == self.seen) else { return Vec::new() };
        let sum = |step: usize| parts.iter().fold(0.0, |sum, (_, part)| sum + part[step]);
        let remainder = y.iter().enumerate().map(|(step, y)| y - sum(step)).collect();
        parts.push(("remainder".to_owned(), remainder));
        parts.into_iter().map(|(name, part)| (name, part.into())).collect()
    }

    fn components_ahead(&self, request: Request<'_>) -> Result<Vec<(String, Vec<f64>)>> {
        self.taken_apart(self.seen, request.h, &self.effects(request.h, request.future))
    }

    fn forget(&mut self) {
        self.history = false;
        self.effects = Vec::new();
    }
}

//! A fitted series: forecasts, updates, saving.

use super::boost::{Boost, Scale};
use super::smooth::Smoother;
use crate::component::{ErrorScale, ForecastState, Intervals, Request, RowReader, RowWriter, added, corrupt};
use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::season_lengths::as_parameters;
use libm::{exp, log, sqrt};
use std::borrow::Cow;
use std::collections::VecDeque;

/// A season that goes on: its values, that of the next observation at `next`.
#[derive(Clone, Debug, PartialEq)]
struct Season {
    values: Vec<f64>,
    next: usize,
}

impl Season {
    fn at(&self, step: usize) -> f64 {
        self.values[(self.next + step) % self.values.len()]
    }
}

/// The observations in parts, on their own scale.
#[derive(Clone, Debug, Default, PartialEq)]
struct Parts {
    trend: Vec<f64>,
    seasons: Vec<Vec<f64>>,
    remainder: Vec<f64>,
}

/// The trend, the seasons and the smoother after the last observation, on the scale of the rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct MflesState {
    scale: Scale,
    level: f64,
    slope: f64,
    smoother: Smoother,
    seasons: Vec<Season>,
    /// The variances of the errors 1, 2, 4, .. steps ahead.
    variances: Vec<f64>,
    /// Empty where no history is kept.
    history: Parts,
}

impl MflesState {
    /// The state after the rounds, and the fitted values.
    pub(super) fn of(boost: Boost) -> Result<(Self, Vec<f64>)> {
        let (n, scale) = (boost.z.len(), boost.scale);
        let season = |values: &Vec<f64>| Season { values: values.clone(), next: n % values.len() };
        let seasons: Vec<Season> = boost.seasons.iter().map(season).collect();
        let mut smoother = boost.smoother.clone();
        smoother.clear();
        let mut history = Parts { seasons: vec![Vec::with_capacity(n); seasons.len()], ..Parts::default() };
        let (mut rests, mut levels) = (Vec::with_capacity(n), Vec::with_capacity(n));
        for (t, &z) in boost.z.iter().enumerate() {
            let mut sum = 0.0;
            for (values, part) in boost.seasons.iter().zip(&mut history.seasons) {
                let value = values[t % values.len()];
                part.push(scale.season(value));
                sum += value;
            }
            let rest = z - boost.trend[t] - sum;
            smoother.push(rest);
            rests.push(rest);
            levels.push(smoother.level());
            let trend = boost.trend[t] + smoother.level();
            history.trend.push(scale.back(trend));
            history.remainder.push(scale.apart(z, trend + sum));
        }
        let fitted = boost.fitted.iter().map(|&value| scale.back(value)).collect();
        let (level, slope) = (boost.trend[n - 1], boost.slope * boost.share);
        let parameters = 2 + boost.waves.iter().map(|waves| waves.count()).sum::<usize>();
        let variances = variances(&rests, &levels, parameters);
        let state = Self { scale, level, slope, smoother, seasons, variances, history };
        state.check_finite()?;
        Ok((state, fitted))
    }

    /// The last value goes on.
    pub(super) fn naive(y: &[f64]) -> Self {
        let mut smoother = Smoother::average(0, 1.0);
        y.iter().for_each(|value| smoother.push(value - y[0]));
        let squares: f64 = y.windows(2).map(|pair| (pair[1] - pair[0]) * (pair[1] - pair[0])).sum();
        let variance = squares / (y.len() - 1).max(1) as f64;
        let history = Parts { trend: y.to_vec(), seasons: Vec::new(), remainder: vec![0.0; y.len()] };
        Self {
            scale: Scale::Standard { mean: y[0], deviation: 1.0 },
            level: 0.0,
            slope: 0.0,
            smoother,
            seasons: Vec::new(),
            variances: vec![variance, 2.0 * variance],
            history,
        }
    }

    /// What is expected so many steps after the next.
    fn expected(&self, step: usize) -> f64 {
        let seasons: f64 = self.seasons.iter().map(|season| season.at(step)).sum();
        self.trend(step) + seasons
    }

    fn trend(&self, step: usize) -> f64 {
        self.level + self.slope * (step + 1) as f64 + self.smoother.level()
    }

    /// The parts that the model has, by name.
    fn named(&self, trend: Vec<f64>, seasons: Vec<Vec<f64>>) -> Vec<(String, Vec<f64>)> {
        let name = |season: &Season| format!("season_{}", season.values.len());
        std::iter::once(("trend".to_owned(), trend)).chain(self.seasons.iter().map(name).zip(seasons)).collect()
    }

    /// The variance so many steps after the next: straight between those that are known, and on as they grow.
    fn variance(&self, step: usize) -> f64 {
        let (ahead, last) = ((step + 1) as f64, self.variances.len() - 1);
        let octave = ((step + 1).ilog2() as usize).min(last);
        let (from, start) = ((1_usize << octave) as f64, self.variances[octave]);
        let rise = match self.variances.get(octave + 1) {
            Some(next) => (next - start) / from,
            None if octave > 0 => (start - self.variances[0]) / (from - 1.0),
            None => 0.0,
        };
        start + rise * (ahead - from)
    }

    fn check_finite(&self) -> Result<()> {
        let seasons = self.seasons.iter().flat_map(|season| &season.values);
        let mut all =
            [self.level, self.slope, self.smoother.level()].into_iter().chain(seasons.chain(&self.variances).copied());
        if all.all(f64::is_finite) && self.scale.back(self.expected(0)).is_finite() {
            return Ok(());
        }
        Err(err!(InvalidData, "the values are too large for MFLES: its states are not finite"))
    }
}

/// Mean squares of the errors 1, 2, 4, .. steps ahead, to a quarter of the series, for so many parameters.
fn variances(rests: &[f64], levels: &[f64], parameters: usize) -> Vec<f64> {
    let n = rests.len();
    let freedom = n.saturating_sub(parameters).max(n.div_ceil(2)) as f64;
    let mut most = 0.0_f64;
    let steps = std::iter::successors(Some(1), |step| Some(2 * step)).take_while(|&step| step == 1 || step <= n / 4);
    steps
        .map(|step: usize| {
            let errors = rests[step..].iter().zip(levels).map(|(rest, level)| (rest - level) * (rest - level));
            most = most.max(errors.sum::<f64>() / (n - step) as f64 * n as f64 / freedom);
            most
        })
        .collect()
}

impl ForecastState for MflesState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let centre: Vec<f64> = (0..request.h).map(|step| self.expected(step)).collect();
        let spread: Vec<f64> = (0..request.h).map(|step| sqrt(self.variance(step))).collect();
        Intervals::carried_back(centre, &spread, request.levels, |value| self.scale.back(value)).ok_or_else(|| {
            err!(InvalidData, "the trend leaves the range of numbers within {} steps; ask for fewer", request.h)
        })
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        if let (Scale::Log, Some(value)) = (self.scale, y.iter().find(|value| **value <= 0.0)) {
            return Err(err!(InvalidData, "a value is {value}; a multiplicative model takes values above 0"));
        }
        let mut next = self.clone();
        let mut expected = Vec::with_capacity(y.len());
        for &value in y {
            let (z, forecast) = (next.scale.into(value), next.expected(0));
            expected.push(next.scale.back(forecast));
            let trend = forecast - next.seasons.iter().map(|season| season.at(0)).sum::<f64>();
            if !next.history.trend.is_empty() {
                next.history.trend.push(next.scale.back(trend));
                next.history.remainder.push(next.scale.apart(z, forecast));
                for (part, season) in next.history.seasons.iter_mut().zip(&next.seasons) {
                    part.push(next.scale.season(season.at(0)));
                }
            }
            let level = next.smoother.level();
            next.level += next.slope;
            next.smoother.push(z - forecast + level);
            next.seasons.iter_mut().for_each(|season| season.next = (season.next + 1) % season.values.len());
        }
        next.check_finite()?;
        *self = next;
        Ok(expected)
    }

    fn error_scale(&self) -> ErrorScale {
        match self.scale {
            Scale::Log => ErrorScale::BoxCox(0.0),
            Scale::Standard { .. } => ErrorScale::Same,
        }
    }

    fn least(&self) -> f64 {
        if self.scale == Scale::Log { f64::MIN_POSITIVE } else { f64::NEG_INFINITY }
    }

    fn store(&self, row: &mut RowWriter) {
        let (word, mean, deviation) = match self.scale {
            Scale::Log => ("multiplicative", 0.0, 1.0),
            Scale::Standard { mean, deviation } => ("additive", mean, deviation),
        };
        row.str("model", word);
        row.f64("mean", mean);
        row.f64("deviation", deviation);
        row.f64("level", self.level);
        row.f64("slope", self.slope);
        self.smoother.store(row);
        row.list("season_lengths", &self.seasons.iter().map(|season| season.values.len() as f64).collect::<Vec<_>>());
        // The season of the next observation first.
        let rings = self.seasons.iter().flat_map(|season| (0..season.values.len()).map(|step| season.at(step)));
        row.list("seasons", &rings.collect::<Vec<_>>());
        row.list("variances", &self.variances);
        row.list("history_trend", &self.history.trend);
        row.list("history_seasons", &self.history.seasons.concat());
        row.list("history_remainder", &self.history.remainder);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (word, mean, deviation) = (row.str("model")?, row.finite("mean")?, row.finite("deviation")?);
        let scale = match word.as_str() {
            "multiplicative" if mean == 0.0 && deviation == 1.0 => Scale::Log,
            "additive" if deviation > 0.0 => Scale::Standard { mean, deviation },
            _ => return Err(corrupt("model", &format!("is '{word}' of mean {mean} and deviation {deviation}"))),
        };
        let (level, slope) = (row.finite("level")?, row.finite("slope")?);
        let smoother = Smoother::restore(row)?;
        let (lengths, values) = (row.list("season_lengths")?, row.list("seasons")?);
        let whole = |length: &f64| (2.0..=8784.0).contains(length) && length.fract() == 0.0;
        if !lengths.iter().all(whole) || !lengths.is_sorted_by(|a, b| a < b) {
            return Err(corrupt("season_lengths", "is not rising whole numbers from 2 to 8784"));
        }
        if values.len() as f64 != lengths.iter().sum::<f64>() || !values.iter().all(|value| value.is_finite()) {
            return Err(corrupt("seasons", "does not match the lengths"));
        }
        let mut rest = values.as_slice();
        let mut seasons = Vec::with_capacity(lengths.len());
        for length in lengths {
            let (own, others) = rest.split_at(length as usize);
            seasons.push(Season { values: own.to_vec(), next: 0 });
            rest = others;
        }
        let variances = row.list("variances")?;
        let rising = variances.is_sorted() && variances.iter().all(|value| (0.0..f64::INFINITY).contains(value));
        if !(1..=62).contains(&variances.len()) || !rising {
            return Err(corrupt("variances", "are not rising variances"));
        }
        let history = Parts::restore(row, seasons.len())?;
        let state = Self { scale, level, slope, smoother, seasons, variances, history };
        state.check_finite().map_err(|_| corrupt("level", "is too large"))?;
        Ok(state)
    }

    fn components(&self, _y: &[f64]) -> Vec<(String, Cow<'_, [f64]>)> {
        if self.history.trend.is_empty() {
            return Vec::new();
        }
        let Parts { trend, seasons, remainder } = &self.history;
        let mut parts = self.named(trend.clone(), seasons.clone());
        parts.push(("remainder".to_owned(), remainder.clone()));
        if self.scale == Scale::Log {
            // They are factors.
            parts.iter_mut().for_each(|(_, part)| part.iter_mut().for_each(|factor| *factor = log(*factor)));
            parts = added(parts, exp);
        }
        parts.into_iter().map(|(name, part)| (name, part.into())).collect()
    }

    fn components_ahead(&self, request: Request<'_>) -> Result<Vec<(String, Vec<f64>)>> {
        let trend = (0..request.h).map(|step| self.trend(step)).collect();
        let seasons = self.seasons.iter().map(|season| (0..request.h).map(|step| season.at(step)).collect());
        let mut parts = self.named(trend, seasons.collect());
        if let Scale::Standard { mean, deviation } = self.scale {
            parts.iter_mut().for_each(|(_, part)| part.iter_mut().for_each(|value| *value *= deviation));
            parts[0].1.iter_mut().for_each(|value| *value += mean);
            return Ok(parts);
        }
        Ok(added(parts, |z| self.scale.back(z)))
    }

    fn parameters(&self, _: &[String]) -> Vec<(String, f64)> {
        as_parameters(self.seasons.iter().map(|season| season.values.len() as f64))
    }

    fn forget(&mut self) {
        self.history = Parts { seasons: vec![Vec::new(); self.seasons.len()], ..Parts::default() };
    }
}

impl Parts {
    fn restore(row: &mut RowReader<'_>, count: usize) -> Result<Self> {
        let (trend, all) = (row.list("history_trend")?, row.list("history_seasons")?);
        let remainder = row.list("history_remainder")?;
        let n = trend.len();
        let finite = [&trend, &all, &remainder].into_iter().flatten().all(|value| value.is_finite());
        if remainder.len() != n || all.len() != n * count || !finite {
            return Err(corrupt("history_trend", "does not match the other parts"));
        }
        let seasons = (0..count).map(|at| all[at * n..(at + 1) * n].to_vec()).collect();
        Ok(Self { trend, seasons, remainder })
    }
}

impl Smoother {
    fn store(&self, row: &mut RowWriter) {
        let (word, width, rate, sum, lists): (_, _, _, _, [Vec<f64>; 2]) = match self {
            Self::None => ("none", 0, 0.0, 0.0, [vec![], vec![]]),
            Self::Average { width, last, sum, more, rate } => {
                let word = if *more { "average" } else { "average_begun" };
                (word, *width, *rate, *sum, [last.iter().copied().collect(), vec![]])
            }
            Self::Ensemble { alphas, levels, rate } => ("ensemble", 0, *rate, 0.0, [levels.clone(), alphas.clone()]),
        };
        let [values, alphas] = lists;
        row.str("smoother", word);
        row.i64("smoother_width", width as i64);
        row.f64("smoother_rate", rate);
        row.f64("smoother_sum", sum);
        row.list("smoother_values", &values);
        row.list("smoother_alphas", &alphas);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (word, width) = (row.str("smoother")?, row.count("smoother_width", 1 << 53)?);
        let (rate, sum) = (row.finite("smoother_rate")?, row.finite("smoother_sum")?);
        let (values, alphas) = (row.list("smoother_values")?, row.list("smoother_alphas")?);
        let more = word == "average";
        let fits = match word.as_str() {
            "none" => values.is_empty() && alphas.is_empty(),
            "average" => width > 0 && values.len() == width && alphas.is_empty(),
            "average_begun" => (1..=width).contains(&values.len()) && alphas.is_empty(),
            "ensemble" => !values.is_empty() && values.len() == alphas.len(),
            _ => false,
        };
        if !fits || !values.iter().chain(&alphas).all(|value| value.is_finite()) {
            return Err(corrupt("smoother", &format!("'{word}' does not match its values")));
        }
        Ok(match word.as_str() {
            "none" => Self::None,
            "ensemble" => Self::Ensemble { alphas, levels: values, rate },
            _ => Self::Average { width, last: VecDeque::from(values), sum, more, rate },
        })
    }
}

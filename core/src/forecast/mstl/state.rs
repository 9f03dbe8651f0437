//! A fitted series: forecasts, updates, saving.

use super::decompose::Parts;
use crate::component::{ForecastState, Intervals, Request, RowReader, RowWriter, corrupt};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::member::Fitted;
use crate::forecast::season_lengths::as_parameters;
use crate::math::special::normal_quantile;
use libm::sqrt;
use std::borrow::Cow;

/// The last season of a period, and how much a season differs from the one before.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Season {
    /// The season as a ring; `next` is the place of the next observation.
    values: Vec<f64>,
    next: usize,
    /// The variance of the change over a period.
    variance: f64,
}

impl Season {
    pub(super) fn of(season: &[f64], period: usize) -> Self {
        let (values, earlier) = (season[season.len() - period..].to_vec(), season.len() - period);
        let squares: f64 = season[period..].iter().zip(season).map(|(new, old)| (new - old) * (new - old)).sum();
        Self { values, next: 0, variance: squares / earlier.max(1) as f64 }
    }

    fn at(&self, step: usize) -> f64 {
        self.values[(self.next + step) % self.values.len()]
    }

    fn name(&self) -> String {
        format!("season_{}", self.values.len())
    }

    /// The variance of the season so many steps on: that of a seasonal random walk.
    fn variance(&self, step: usize) -> f64 {
        self.variance * (step / self.values.len() + 1) as f64
    }
}

/// The trend's forecaster and the seasons after the last observation.
#[derive(Clone, Debug, PartialEq)]
pub struct MstlState {
    pub(super) trend: Fitted,
    pub(super) seasons: Vec<Season>,
    /// The mean square of the remainder.
    pub(super) remainder: f64,
    /// The observations in parts; empty where no history is kept.
    pub(super) history: Parts,
}

impl MstlState {
    fn season(&self, step: usize) -> f64 {
        self.seasons.iter().map(|season| season.at(step)).sum()
    }

    /// Writes observations down in parts: the trend of a new one is what was expected of it.
    fn append(&mut self, y: &[f64], expected: &[f64]) {
        for (step, (y, trend)) in y.iter().zip(expected).enumerate() {
            self.history.trend.push(*trend);
            self.history.remainder.push(y - trend);
            for (part, season) in self.history.seasons.iter_mut().zip(&self.seasons) {
                part.push(season.at(step));
            }
        }
    }
}

impl ForecastState for MstlState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let (h, levels) = (request.h, request.levels);
        let Intervals { mut mean, mut bounds } = self.trend.forecast(request)?;
        for (&level, (lower, upper)) in levels.iter().zip(&mut bounds) {
            let z = normal_quantile(0.5 + level / 200.0);
            for step in 0..h {
                let (half, season) = (0.5 * (upper[step] - lower[step]), self.season(step));
                let more = self.seasons.iter().fold(self.remainder, |sum, season| sum + season.variance(step));
                let width = sqrt(half * half + z * z * more);
                let centre = mean[step] + season;
                (lower[step], upper[step]) = (centre - width, centre + width);
            }
        }
        mean.iter_mut().enumerate().for_each(|(step, value)| *value += self.season(step));
        Ok(Intervals { mean, bounds })
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        let plain: Vec<f64> = y.iter().enumerate().map(|(step, value)| value - self.season(step)).collect();
        let mut expected = self.trend.update(Series::new(&plain))?;
        if !self.history.trend.is_empty() {
            self.append(&plain, &expected);
        }
        expected.iter_mut().enumerate().for_each(|(step, value)| *value += self.season(step));
        for season in &mut self.seasons {
            season.next = (season.next + y.len()) % season.values.len();
        }
        Ok(expected)
    }

    fn store(&self, row: &mut RowWriter) {
        row.str("trend_forecaster", self.trend.entry.id);
        self.trend.store("trend", row);
        let lengths: Vec<f64> = self.seasons.iter().map(|season| season.values.len() as f64).collect();
        row.list("season_lengths", &lengths);
        // The season of the next observation first.
        let rings = self.seasons.iter().flat_map(|season| (0..season.values.len()).map(|step| season.at(step)));
        row.list("seasons", &rings.collect::<Vec<_>>());
        row.list("season_variances", &self.seasons.iter().map(|season| season.variance).collect::<Vec<_>>());
        row.f64("remainder_variance", self.remainder);
        row.list("history_trend", &self.history.trend);
        row.list("history_seasons", &self.history.seasons.concat());
        row.list("history_remainder", &self.history.remainder);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let trend = Fitted::restore(&row.str("trend_forecaster")?, "trend", row)?;
        let (lengths, values) = (row.list("season_lengths")?, row.list("seasons")?);
        let variances = row.list("season_variances")?;
        let whole = |length: &f64| (2.0..=8784.0).contains(length) && length.fract() == 0.0;
        if !lengths.iter().all(whole) || !lengths.is_sorted_by(|a, b| a < b) {
            return Err(corrupt("season_lengths", "is not rising whole numbers from 2 to 8784"));
        }
        if values.len() as f64 != lengths.iter().sum::<f64>() || !values.iter().all(|value| value.is_finite()) {
            return Err(corrupt("seasons", "does not match the lengths"));
        }
        if variances.len() != lengths.len() || !variances.iter().all(|variance| (0.0..f64::INFINITY).contains(variance))
        {
            return Err(corrupt("season_variances", "is not a variance a season"));
        }
        let remainder = row.finite("remainder_variance")?;
        if remainder < 0.0 {
            return Err(corrupt("remainder_variance", "is below 0"));
        }
        let mut rest = values.as_slice();
        let mut seasons = Vec::with_capacity(lengths.len());
        for (length, variance) in lengths.into_iter().zip(variances) {
            let (own, others) = rest.split_at(length as usize);
            seasons.push(Season { values: own.to_vec(), next: 0, variance });
            rest = others;
        }
        let (smooth, rough) = (row.list("history_trend")?, row.list("history_remainder")?);
        let parts = row.list("history_seasons")?;
        let (n, finite) = (smooth.len(), |part: &[f64]| part.iter().all(|value| value.is_finite()));
        let fits = rough.len() == n && parts.len() == n * seasons.len();
        if !fits || !finite(&smooth) || !finite(&rough) || !finite(&parts) {
            return Err(corrupt("history_trend", "does not match the other parts"));
        }
        let each = |at: usize| parts[at * n..(at + 1) * n].to_vec();
        let history = Parts { trend: smooth, seasons: (0..seasons.len()).map(each).collect(), remainder: rough };
        Ok(Self { trend, seasons, remainder, history })
    }

    fn components(&self, _y: &[f64]) -> Vec<(String, Cow<'_, [f64]>)> {
        if self.history.trend.is_empty() {
            return Vec::new();
        }
        let seasons = self.seasons.iter().zip(&self.history.seasons);
        let mut parts = vec![("trend".to_owned(), Cow::from(&self.history.trend))];
        parts.extend(seasons.map(|(season, part)| (season.name(), part.into())));
        parts.push(("remainder".to_owned(), Cow::from(&self.history.remainder)));
        parts
    }

    fn components_ahead(&self, request: Request<'_>) -> Result<Vec<(String, Vec<f64>)>> {
        let h = request.h;
        let mut parts = vec![("trend".to_owned(), self.trend.forecast(request)?.mean)];
        let seasons = self.seasons.iter().map(|season| (season.name(), (0..h).map(|step| season.at(step)).collect()));
        parts.extend(seasons);
        Ok(parts)
    }

    fn parameters(&self, _: &[String]) -> Vec<(String, f64)> {
        as_parameters(self.seasons.iter().map(|season| season.values.len() as f64))
    }

    fn forget(&mut self) {
        self.trend.forget();
        self.history = Parts { seasons: vec![Vec::new(); self.seasons.len()], ..Parts::default() };
    }
}

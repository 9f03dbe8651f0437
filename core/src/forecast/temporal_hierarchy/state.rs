//! A fitted series: forecasts, updates, saving.

use super::block::{Covariance, Plan, Shape, divisors};
use crate::component::{ErrorScale, ForecastState, Intervals, Request, RowReader, RowWriter, corrupt};
use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::member::Fitted;
use crate::forecast::reconcile::Centred;

/// The sums of so many observations.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub(super) length: usize,
    id: String,
    /// How many there were in the fit.
    observations: usize,
    /// Of the one-step errors; NaN where none is known.
    mean_square: f64,
    /// Why there is nothing fitted.
    pub(super) left_out: String,
    fitted: Option<Fitted>,
}

impl Level {
    pub(super) fn new(length: usize, id: &str, observations: usize) -> Self {
        let id = id.to_owned();
        Self { length, id, observations, mean_square: f64::NAN, left_out: String::new(), fitted: None }
    }

    pub(super) fn learnt(&mut self, fitted: Fitted, y: &[f64], path: &[f64]) {
        let errors = y.iter().zip(path).map(|(y, fitted)| y - fitted).filter(|error| error.is_finite());
        let (count, squares) = errors.fold((0.0, 0.0), |(count, sum), error| (count + 1.0, sum + error * error));
        self.mean_square = if count > 0.0 { squares / count } else { f64::NAN };
        self.fitted = Some(fitted);
    }

    fn table(&self) -> String {
        format!("level_{}", self.length)
    }
}

/// The measure in which forecasts are moved.
#[derive(Clone, Debug)]
pub(super) enum Measure {
    WlsStruct,
    WlsVar,
    Ols,
    MintShrink { shrinkage: f64, errors: Centred },
}

impl Measure {
    const fn name(&self) -> &'static str {
        match self {
            Self::WlsStruct => "wls_struct",
            Self::WlsVar => "wls_var",
            Self::Ols => "ols",
            Self::MintShrink { .. } => "mint_shrink",
        }
    }
}

/// The forecaster of each level after the last of its sums, and the observations since the last whole block.
#[derive(Clone, Debug)]
pub struct TemporalState {
    season: usize,
    /// All divisors of the season, the widest first, the observations last.
    levels: Vec<Level>,
    pub(super) measure: Measure,
    block: Vec<f64>,
}

impl TemporalState {
    pub(super) fn new(season: usize, levels: Vec<Level>) -> Self {
        Self { season, levels, measure: Measure::WlsStruct, block: Vec::new() }
    }

    fn used(&self) -> impl Iterator<Item = (&Level, &Fitted)> {
        self.levels.iter().filter_map(|level| Some((level, level.fitted.as_ref()?)))
    }

    pub(super) fn shape(&self) -> Shape {
        let mut lengths: Vec<usize> = self.used().map(|(level, _)| level.length).collect();
        lengths.pop();
        Shape { season: self.season, lengths }
    }

    /// The mean squares of the one-step errors; `None` where one is not known or all are zero.
    pub(super) fn variances(&self) -> Option<Vec<f64>> {
        let variances: Vec<f64> = self.used().map(|(level, _)| level.mean_square).collect();
        let known = variances.iter().all(|variance| variance.is_finite());
        (known && variances.iter().any(|variance| *variance > 0.0)).then_some(variances)
    }

    pub(super) fn covariance(&self) -> Result<Covariance> {
        let shape = self.shape();
        Ok(match &self.measure {
            Measure::WlsStruct => Covariance::structural(&shape),
            Measure::Ols => Covariance::equal(&shape),
            Measure::WlsVar => {
                let variances = self.variances();
                Covariance::of_levels(&shape, &variances.ok_or_else(|| corrupt("mean_square", "is not known"))?)
            }
            Measure::MintShrink { shrinkage, errors } => Covariance::shrunk(*shrinkage, errors),
        })
    }

    /// The forecasts of all levels for so many blocks, the current one first; what is known of it is nobody's forecast. The
    /// observations' with bounds.
    fn base(&self, blocks: usize, levels: &[f64]) -> Result<(Vec<Vec<f64>>, Intervals)> {
        let (done, mut base) = (self.block.len(), Vec::new());
        let mut last = Intervals { mean: Vec::new(), bounds: Vec::new() };
        for (level, fitted) in self.used() {
            let (length, levels) = (level.length, if level.length == 1 { levels } else { &[] });
            let h = blocks * (self.season / length) - done / length;
            last = fitted.forecast(Request { h, levels, future: &[] })?;
            let mut path = vec![f64::NAN; done / length];
            path.extend_from_slice(&last.mean);
            if length > 1 && !done.is_multiple_of(length) {
                // Of the sum that has begun, what is still to come.
                path[done / length] -= self.block[done - done % length..].iter().sum::<f64>();
            }
            base.push(path);
        }
        Ok((base, last))
    }

    /// The reconciled forecasts of so many blocks without what is known of the first.
    fn reconciled(&self, base: &[Vec<f64>], blocks: usize) -> Result<Vec<f64>> {
        let (shape, covariance, done) = (self.shape(), self.covariance()?, self.block.len());
        let paths: Vec<&[f64]> = base.iter().map(Vec::as_slice).collect();
        let mut mean = Plan::rest(&shape, &covariance, done)?.observations(&shape.nodes(&paths, blocks - 1));
        if blocks > 1 {
            let plan = Plan::whole(&shape, &covariance)?;
            (0..blocks - 1).rev().for_each(|later| mean.extend(plan.observations(&shape.nodes(&paths, later))));
        }
        Ok(mean)
    }

    fn learn(&mut self, value: f64) -> Result<()> {
        self.block.push(value);
        let done = self.block.len();
        for level in self.levels.iter_mut().filter(|level| done.is_multiple_of(level.length)) {
            let sum: f64 = self.block[done - level.length..].iter().sum();
            if let Some(fitted) = &mut level.fitted {
                fitted.update(Series::new(&[sum]))?;
            }
        }
        if done == self.season {
            self.block.clear();
        }
        Ok(())
    }
}

impl ForecastState for TemporalState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let Request { h, levels, .. } = request;
        let blocks = (self.block.len() + h).div_ceil(self.season);
        let (base, Intervals { mean: own, mut bounds }) = self.base(blocks, levels)?;
        let mut mean = self.reconciled(&base, blocks)?;
        mean.truncate(h);
        for bound in bounds.iter_mut().flat_map(|(lower, upper)| [lower, upper]) {
            bound.truncate(h);
            bound.iter_mut().zip(&mean).zip(&own).for_each(|((bound, mean), own)| *bound += mean - own);
        }
        let all = bounds.iter().flat_map(|(lower, upper)| lower.iter().chain(upper)).chain(&mean);
        if !all.into_iter().all(|value| value.is_finite()) {
            return Err(err!(InvalidData, "the forecasts of the levels are too large to be reconciled"));
        }
        Ok(Intervals { mean, bounds })
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let (mut next, mut expected) = (self.clone(), Vec::with_capacity(new.y.len()));
        for &value in new.complete(0)? {
            expected.extend(next.forecast(Request { h: 1, levels: &[], future: &[] })?.mean);
            next.learn(value)?;
        }
        *self = next;
        Ok(expected)
    }

    /// That of the observations' forecaster.
    fn error_scale(&self) -> ErrorScale {
        self.used().last().map_or(ErrorScale::Same, |(_, fitted)| fitted.error_scale())
    }

    fn error_sizes(&self, y: &[f64]) -> Vec<f64> {
        self.used().last().map_or_else(|| vec![1.0; y.len() + 1], |(_, fitted)| fitted.error_sizes(y))
    }

    fn least(&self) -> f64 {
        self.used().map(|(_, fitted)| fitted.least()).fold(f64::NEG_INFINITY, f64::max)
    }

    fn store(&self, row: &mut RowWriter) {
        let (shrinkage, errors) = match &self.measure {
            Measure::MintShrink { shrinkage, errors } => (*shrinkage, errors.0.concat()),
            _ => (f64::NAN, Vec::new()),
        };
        row.i64("season_length", self.season as i64);
        row.str("method", self.measure.name());
        row.f64("shrinkage", shrinkage);
        row.list("errors", &errors);
        row.list("block", &self.block);
        for level in &self.levels {
            row.nested("levels", |row| {
                row.i64("length", level.length as i64);
                row.str("forecaster", &level.id);
                row.i64("observations", level.observations as i64);
                row.f64("mean_square", level.mean_square);
                row.str("left_out", &level.left_out);
            });
            if let Some(fitted) = &level.fitted {
                fitted.store(&level.table(), row);
            }
        }
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let season = row.count("season_length", 672)?;
        let (method, shrinkage) = (row.str("method")?, row.f64("shrinkage")?);
        let (errors, block) = (row.list("errors")?, row.list("block")?);
        if season == 0 || block.len() >= season || !block.iter().all(|value| value.is_finite()) {
            return Err(corrupt("block", "is no part of a season"));
        }
        let mut levels = Vec::new();
        for length in divisors(season) {
            levels.push(restored_level(length, row)?);
        }
        if row.count_nested("levels")? > 0 {
            return Err(corrupt("levels", "are more than the season has"));
        }
        let mut state = Self { block, ..Self::new(season, levels) };
        state.measure = match method.as_str() {
            "wls_struct" => Measure::WlsStruct,
            "wls_var" if state.variances().is_some() => Measure::WlsVar,
            "ols" => Measure::Ols,
            "mint_shrink" => return state.shrunk(shrinkage, &errors),
            _ => return Err(corrupt("method", &format!("is '{method}', which does not go with the levels"))),
        };
        if !errors.is_empty() || !shrinkage.is_nan() {
            return Err(corrupt("errors", "are none of this method's"));
        }
        Ok(state)
    }

    fn forget(&mut self) {
        self.levels.iter_mut().filter_map(|level| level.fitted.as_mut()).for_each(Fitted::forget);
    }
}

impl TemporalState {
    /// With the errors of past blocks.
    fn shrunk(mut self, shrinkage: f64, errors: &[f64]) -> Result<Self> {
        let shape = self.shape();
        let nodes = shape.ranges().len() + shape.season;
        if !(shrinkage > 0.0 && shrinkage <= 1.0) {
            return Err(corrupt("shrinkage", &format!("is {shrinkage}; must be above 0 and at most 1")));
        }
        let fits = errors.len() >= 2 * nodes && errors.len().is_multiple_of(nodes);
        if !fits || !errors.iter().all(|error| error.is_finite()) || errors.iter().all(|error| *error == 0.0) {
            return Err(corrupt("errors", "are not those of two or more blocks"));
        }
        let errors = Centred(errors.chunks_exact(nodes).map(<[f64]>::to_vec).collect());
        self.measure = Measure::MintShrink { shrinkage, errors };
        Ok(self)
    }
}

fn restored_level(length: usize, row: &mut RowReader<'_>) -> Result<Level> {
    let mut level = row.nested("levels", |row| {
        let (own, id) = (row.count("length", 672)?, row.str("forecaster")?);
        if own != length {
            return Err(corrupt("length", &format!("is {own} where {length} is next")));
        }
        let (observations, mean_square) = (row.count("observations", 1 << 53)?, row.f64("mean_square")?);
        if !(mean_square.is_nan() || (0.0..f64::INFINITY).contains(&mean_square)) {
            return Err(corrupt("mean_square", &format!("is {mean_square}")));
        }
        Ok(Level { length, id, observations, mean_square, left_out: row.str("left_out")?, fitted: None })
    })?;
    if level.left_out.is_empty() {
        level.fitted = Some(Fitted::restore(&level.id, &level.table(), row)?);
    } else if length == 1 {
        return Err(corrupt("left_out", "is said of the observations"));
    }
    Ok(level)
}

//! Forecasters behind one type: what a component holds that is made of others.

use super::{FittedSeries, ForecastState, Forecaster, Intervals, Request};
use crate::component::{Context, RowReader, RowWriter, params};
use crate::data::Series;
use crate::error::Result;
use serde_json::Value;

/// A forecaster with its parameters, whichever it is.
pub(crate) trait AnyForecaster: Send + Sync {
    /// See [`Forecaster::fit_series`].
    fn fit(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<Box<dyn AnyState>>>;
}

/// The state of one fitted series, whichever forecaster's it is; the verbs are those of [`ForecastState`].
pub(crate) trait AnyState: Send + Sync {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals>;
    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>>;
    fn store(&self, row: &mut RowWriter);
    fn forget(&mut self);
    fn boxed_clone(&self) -> Box<dyn AnyState>;
}

/// What the catalogue's line of a forecaster has for those that are made of others.
#[derive(Clone, Copy)]
pub(crate) struct Nested {
    /// Whether regressors are used; others are not shown any.
    pub(crate) takes_regressors: bool,
    /// Reads parameters and checks them.
    pub(crate) read: fn(&Value) -> Result<Box<dyn AnyForecaster>>,
    /// Reads a fitted series.
    pub(crate) restore: fn(&mut RowReader<'_>) -> Result<Box<dyn AnyState>>,
}

impl Nested {
    pub(super) const fn of<F: Forecaster>() -> Self {
        Self {
            takes_regressors: F::TAKES_REGRESSORS,
            read: |value| Ok(Box::new(params::read::<F>(F::NAME, value)?)),
            restore: |row| Ok(Box::new(State::<F>(F::State::restore(row)?))),
        }
    }
}

impl<F: Forecaster> AnyForecaster for F {
    fn fit(&self, mut series: Series<'_>, ctx: &Context) -> Result<FittedSeries<Box<dyn AnyState>>> {
        if !F::TAKES_REGRESSORS {
            series.regressors = &[];
        }
        let FittedSeries { state, fitted } = self.fit_series(series, ctx)?;
        Ok(FittedSeries { state: Box::new(State::<F>(state)), fitted })
    }
}

/// What one type of forecaster knows of one series.
struct State<F: Forecaster>(F::State);

impl<F: Forecaster> AnyState for State<F> {
    fn forecast(&self, mut request: Request<'_>) -> Result<Intervals> {
        if !F::TAKES_REGRESSORS {
            request.future = &[];
        }
        let mut answer = self.0.forecast(request)?;
        if F::NON_NEGATIVE {
            answer.cut_at_zero();
        }
        Ok(answer)
    }

    fn update(&mut self, mut new: Series<'_>) -> Result<Vec<f64>> {
        if !F::TAKES_REGRESSORS {
            new.regressors = &[];
        }
        self.0.update(new)
    }

    fn store(&self, row: &mut RowWriter) {
        self.0.store(row);
    }

    fn forget(&mut self) {
        self.0.forget();
    }

    fn boxed_clone(&self) -> Box<dyn AnyState> {
        Box::new(Self(self.0.clone()))
    }
}

impl Clone for Box<dyn AnyState> {
    fn clone(&self) -> Self {
        self.boxed_clone()
    }
}

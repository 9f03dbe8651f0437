//! Forecasters behind one type: a panel, and a component that is made of others, hold them whichever they are. So the
//! panel is compiled once and not once a forecaster.

use super::{ErrorScale, FittedSeries, ForecastState, Forecaster, Intervals, PanelSeries, Request};
use crate::component::{Context, RowReader, RowWriter, params};
use crate::data::Series;
use crate::error::Result;
use serde_json::Value;
use std::borrow::Cow;

/// A forecaster with its parameters, whichever it is.
pub(crate) trait AnyForecaster: Send + Sync {
    /// See [`Forecaster::fit_series`]. Regressors are not shown to one that takes none.
    fn fit_any(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<Box<dyn AnyState>>>;
    /// See [`Forecaster::learn`].
    fn learn_any(&self, panel: &PanelSeries<'_>, ctx: &Context) -> Result<Option<Box<dyn AnyForecaster>>>;
}

/// The state of one fitted series, whichever forecaster's it is; the verbs are those of [`ForecastState`].
pub(crate) trait AnyState: Send + Sync {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals>;
    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>>;
    fn store(&self, row: &mut RowWriter);
    fn components(&self, y: &[f64]) -> Vec<(String, Cow<'_, [f64]>)>;
    fn components_ahead(&self, request: Request<'_>) -> Result<Vec<(String, Vec<f64>)>>;
    fn parameters(&self, regressors: &[String]) -> Vec<(String, f64)>;
    fn error_scale(&self) -> ErrorScale;
    fn error_sizes(&self, y: &[f64]) -> Vec<f64>;
    /// See [`ForecastState::least`]; zero of a forecaster of what is not negative.
    fn least(&self) -> f64;
    fn forget(&mut self);
    fn boxed_clone(&self) -> Box<dyn AnyState>;
}

/// What is known of a forecaster without its parameters.
#[derive(Clone, Copy)]
pub(crate) struct ForecasterKind {
    pub(crate) name: &'static str,
    /// See [`Forecaster::TAKES_REGRESSORS`].
    pub(crate) takes_regressors: bool,
    /// Reads parameters and checks them.
    pub(crate) read: fn(&Value) -> Result<Box<dyn AnyForecaster>>,
    /// Reads a fitted series.
    pub(crate) restore: fn(&mut RowReader<'_>) -> Result<Box<dyn AnyState>>,
}

impl ForecasterKind {
    pub(super) const fn of<F: Forecaster>() -> Self {
        Self {
            name: F::NAME,
            takes_regressors: F::TAKES_REGRESSORS,
            read: |value| Ok(Box::new(params::read::<F>(F::NAME, value)?)),
            restore: |row| Ok(Box::new(State::<F>(F::State::restore(row)?))),
        }
    }
}

impl<F: Forecaster> AnyForecaster for F {
    fn fit_any(&self, mut series: Series<'_>, ctx: &Context) -> Result<FittedSeries<Box<dyn AnyState>>> {
        if !F::TAKES_REGRESSORS {
            series.regressors = &[];
        }
        let FittedSeries { state, fitted } = self.fit_series(series, ctx)?;
        Ok(FittedSeries { state: Box::new(State::<F>(state)), fitted })
    }

    fn learn_any(&self, panel: &PanelSeries<'_>, ctx: &Context) -> Result<Option<Box<dyn AnyForecaster>>> {
        Ok(self.learn(panel, ctx)?.map(|learnt| Box::new(learnt) as Box<dyn AnyForecaster>))
    }
}

/// What one type of forecaster knows of one series.
struct State<F: Forecaster>(F::State);

/// A request as far as the forecaster wants to know it.
fn taken<F: Forecaster>(request: Request<'_>) -> Request<'_> {
    Request { future: if F::TAKES_REGRESSORS { request.future } else { &[] }, ..request }
}

impl<F: Forecaster> AnyState for State<F> {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        self.0.forecast(taken::<F>(request))
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

    fn components(&self, y: &[f64]) -> Vec<(String, Cow<'_, [f64]>)> {
        self.0.components(y)
    }

    fn components_ahead(&self, request: Request<'_>) -> Result<Vec<(String, Vec<f64>)>> {
        self.0.components_ahead(taken::<F>(request))
    }

    fn parameters(&self, regressors: &[String]) -> Vec<(String, f64)> {
        self.0.parameters(regressors)
    }

    fn error_scale(&self) -> ErrorScale {
        self.0.error_scale()
    }

    fn error_sizes(&self, y: &[f64]) -> Vec<f64> {
        self.0.error_sizes(y)
    }

    fn least(&self) -> f64 {
        if F::NON_NEGATIVE { 0.0_f64.max(self.0.least()) } else { self.0.least() }
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
        (**self).boxed_clone()
    }
}

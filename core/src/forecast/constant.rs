//! The same value always.

use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter, setters,
};
use crate::data::Series;
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Forecasts a value that is given.
///
/// y(n+h) = value, whatever the series: zero for what has ended, a plan or a target to compare others with. It learns nothing, so
/// that its intervals are points.
///
/// Input: a panel; missing values are allowed. Output: a constant; `parts` has it.
/// Errors: `kp.invalid_params` for a value that is not finite.
/// Cost: none.
/// Source: `ConstantModel` and `ZeroModel` of statsforecast 2.1.1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Constant {
    /// The forecast, in the unit of the series; 0 by default.
    pub value: f64,
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::Constant};
    /// let model = Constant::default().value(2.5).fit(&Panel::from_values(&[1.0, 2.0, 6.0])?)?;
    /// assert_eq!(model.forecast(2, &[])?.f64("Constant")?, [2.5, 2.5]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    Constant {
        /// Sets the forecast.
        value: f64,
    }
}

impl Component for Constant {
    const ID: &'static str = "forecast.constant";
    const NAME: &'static str = "Constant";
    const VERSION: u32 = 1;
}

/// The value.
#[derive(Clone, Debug, PartialEq)]
pub struct ConstantState {
    value: f64,
}

impl Forecaster for Constant {
    type State = ConstantState;

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<FittedSeries<ConstantState>> {
        let value = self.value;
        if !value.is_finite() {
            return Err(err!(InvalidParams, "value is {value}; must be a finite number").with("param", "value"));
        }
        Ok(FittedSeries { state: ConstantState { value }, fitted: vec![value; series.y.len()] })
    }
}

impl ForecastState for ConstantState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let mean = vec![self.value; request.h];
        let bounds = request.levels.iter().map(|_| (mean.clone(), mean.clone())).collect();
        Ok(Intervals { mean, bounds })
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        Ok(vec![self.value; new.y.len()])
    }

    fn store(&self, row: &mut RowWriter) {
        row.f64("value", self.value);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        Ok(Self { value: row.finite("value")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Panel;
    use crate::forecast::samples::altered;

    #[test]
    fn numbers_of_statsforecast() {
        // statsforecast 2.1.1: ConstantModel(2.5).forecast(y, 2, level=[90], fitted=True): 2.5 everywhere, bounds too.
        let y = [1.0, f64::NAN, 4.0];
        let component = Constant::default().value(2.5);
        let FittedSeries { mut state, fitted } = component.fit_series(Series::new(&y), &Context::new()).unwrap();
        assert_eq!(fitted, [2.5; 3]);
        assert_eq!(state.update(Series::new(&[7.0])).unwrap(), [2.5]);
        let all = state.forecast(Request { h: 2, levels: &[90.0], future: &[] }).unwrap();
        assert_eq!(all, Intervals { mean: vec![2.5; 2], bounds: vec![(vec![2.5; 2], vec![2.5; 2])] });
        assert_eq!(altered(&state, |_| ()).unwrap(), state);
        assert!(altered(&state, |store| store.put("state.value", &[f64::NAN])).is_err());
        let model = Constant::default().fit(&Panel::from_values(&[1.0, 2.0]).unwrap()).unwrap();
        assert_eq!(model.forecast(3, &[]).unwrap().f64("Constant").unwrap(), [0.0; 3]);
    }

    #[test]
    fn a_value_must_be_finite() {
        for value in [f64::NAN, f64::INFINITY] {
            let error = Constant::default().value(value).fit_series(Series::new(&[1.0]), &Context::new()).unwrap_err();
            assert_eq!(error.code(), "kp.invalid_params");
        }
    }
}

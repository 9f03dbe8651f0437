//! Regressors of a fitted panel: those of new data, and the future ones that a forecast asks for.

use super::panel::FittedPanel;
use crate::data::{Frame, Panel, PanelSpec, id_text, show_time};
use crate::error::{Result, err};
use std::collections::HashMap;

impl FittedPanel {
    /// Puts the regressors of new data in the order of the fit; refuses others.
    pub(super) fn same_regressors(&self, panel: &mut Panel) -> Result<()> {
        let names = &self.header.regressors;
        let place = |(given, _): &(String, Vec<f64>)| names.iter().position(|name| name == given);
        if panel.regressors.len() != names.len() || !panel.regressors.iter().all(|given| place(given).is_some()) {
            let given: Vec<&str> = panel.regressor_names().collect();
            return Err(err!(InvalidData, "the regressors are {given:?}; the model was fitted with {names:?}"));
        }
        panel.regressors.sort_by_key(place);
        Ok(())
    }

    /// Future regressors as a panel in the order of the fitted series.
    pub(super) fn future(&self, frame: Option<&Frame>, h: usize) -> Result<Option<Vec<Vec<Vec<f64>>>>> {
        let names = &self.header.regressors;
        let Some(frame) = frame else {
            if names.is_empty() {
                return Ok(None);
            }
            let names = names.join(", ");
            return Err(err!(InvalidData, "the future values of {names} are needed for {h} steps; none were given"));
        };
        let spec = PanelSpec { freq: Some(self.header.freq.to_string()), ..self.header.spec.clone() };
        let mut panel = Panel::read(frame, spec, false, None)?;
        panel.count_time_in(self.header.unit)?;
        self.same_regressors(&mut panel)?;
        let known = series_by_id(&panel);
        let mut all = Vec::with_capacity(self.states.len());
        for series in 0..self.states.len() {
            let id = id_text(&self.ids, series);
            let place = |message: String| err!(InvalidData, "series '{id}': {message}").with("series", &id);
            let &other = known.get(&id).ok_or_else(|| place("no future regressors were given".into()))?;
            let first = self.advance(self.last[series], 1)?;
            if panel.starts[other] != first {
                let (first, given) =
                    (show_time(first, self.header.unit), show_time(panel.starts[other], self.header.unit));
                return Err(place(format!("future regressors start at {given}; they must start at {first}")));
            }
            let values = panel.with_series(other, |series| -> Vec<Vec<f64>> {
                series.regressors.iter().map(|(_, values)| values[..h.min(values.len())].to_vec()).collect()
            });
            if values.iter().any(|values| values.len() < h || values.iter().any(|value| value.is_nan())) {
                return Err(place(format!("future regressors are missing within {h} steps")));
            }
            all.push(values);
        }
        Ok(Some(all))
    }

    /// The future regressors of a series by name.
    pub(super) fn named<'a>(&'a self, future: Option<&'a [Vec<Vec<f64>>]>, series: usize) -> Vec<(&'a str, &'a [f64])> {
        let names = self.header.regressors.iter().map(String::as_str);
        future.map_or_else(Vec::new, |all| names.zip(all[series].iter().map(Vec::as_slice)).collect())
    }
}

fn series_by_id(panel: &Panel) -> HashMap<String, usize> {
    (0..panel.len()).map(|series| (panel.id(series), series)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::{Context, ForecastArgs, Forecaster};
    use crate::forecast::ARIMA;

    #[test]
    fn regressors_are_known_by_name_and_not_by_place() {
        let (a, b) = (|t: i64| (t * 7 % 5) as f64, |t: i64| (t * t % 11) as f64);
        let y = |t: i64| 3.0 * a(t) - b(t) + (t * 7919 % 31) as f64 / 31.0;
        let table = |times: std::ops::Range<i64>, names: [&str; 2], with_y: bool| {
            let mut frame = Frame::new().with("ds", times.clone().collect::<Vec<i64>>()).unwrap();
            if with_y {
                frame = frame.with("y", times.clone().map(y).collect::<Vec<f64>>()).unwrap();
            }
            for name in names {
                frame = frame
                    .with(name, times.clone().map(|t| if name == "b" { b(t) } else { a(t) }).collect::<Vec<f64>>())
                    .unwrap();
            }
            frame
        };
        let panel = Panel::from_frame(&table(0..50, ["a", "b"], true), PanelSpec::default()).unwrap();
        let mut model = ARIMA::default().order(1, 0, 0).fit(&panel).unwrap();
        let args = ForecastArgs { h: 3, ..ForecastArgs::default() };
        let ask = |model: &crate::component::Model, future: Frame| {
            model.forecast_with(&args, Some(&future), &Context::default())
        };
        let swapped = ask(&model, table(50..53, ["b", "a"], false)).unwrap();
        assert_eq!(swapped, ask(&model, table(50..53, ["a", "b"], false)).unwrap());
        let mut other = model.clone();
        model.update(&table(50..53, ["a", "b"], true).into(), &Context::default()).unwrap();
        other.update(&table(50..53, ["b", "a"], true).into(), &Context::default()).unwrap();
        let future = || table(53..56, ["b", "a"], false);
        assert_eq!(ask(&model, future()).unwrap(), ask(&other, future()).unwrap());
        let error = ask(&model, table(53..56, ["b", "c"], false)).unwrap_err();
        assert_eq!(error.message(), r#"the regressors are ["b", "c"]; the model was fitted with ["a", "b"]"#);
    }
}

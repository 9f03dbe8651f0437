//! The fit of a panel: every series on its own, and those that fail apart from the others.

use super::any::{AnyForecaster, ForecasterKind};
use super::conformal::Calibration;
use super::fallback::{self, Fallbacks};
use super::panel::{FittedPanel, Header, History};
use super::transform::{self, Curving};
use super::{FittedSeries, ForecastOptions, IntervalMethod, PanelSeries};
use crate::component::Context;
use crate::component::entry::Fit;
use crate::component::failures::Failure;
use crate::data::Panel;
use crate::error::{Error, Result, err};
use serde_json::Value;
use std::sync::{Mutex, PoisonError};

/// Fits the series of a panel; `refused` are others that could not be read.
pub(super) fn fit_panel(
    kind: ForecasterKind,
    component: &dyn AnyForecaster,
    params: Value,
    (panel, refused): (&Panel, Vec<Failure>),
    options: &ForecastOptions,
    ctx: &Context,
) -> Result<Fit> {
    let names: Vec<&str> = panel.regressor_names().collect();
    if !kind.takes_regressors && !names.is_empty() {
        let (name, names) = (kind.name, names.join(", "));
        return Err(err!(Unsupported, "{name} takes no regressors; drop the columns {names}").with("columns", names));
    }
    if options.intervals == IntervalMethod::Bootstrap && !options.keep_fitted {
        return Err(err!(
            InvalidParams,
            "intervals is \"bootstrap\", which draws from the errors; keep_fitted must be true"
        )
        .with("param", "keep_fitted"));
    }
    let curving = Curving {
        transform: options.transform,
        lambda: options.box_cox_lambda,
        bias_adjust: options.bias_adjust,
        season: panel.freq.season(),
    };
    let learnt = component.learn_any(&PanelSeries { panel, curving, without: 0 }, ctx)?;
    let own = learnt.as_deref().unwrap_or(component);
    // One-step forecasts move to their place at once: those of a large panel are not in memory twice.
    let mut expected = vec![f64::NAN; if options.keep_fitted { panel.observations() } else { 0 }];
    let places = places(panel, &mut expected);
    // Cancellation ends the whole fit; what is wrong with one series is that series' own affair.
    let fits = ctx.map(panel.len(), |series| {
        let fit = panel.with_series(series, |series| match transform::fit_series(own, curving, series, ctx) {
            Err(error) => fallback::fit(options, curving, series, ctx, error).map(|(fit, why)| (fit, Some(why))),
            Ok(fit) => Ok((fit, None)),
        });
        match fit {
            Ok((FittedSeries { mut state, fitted }, too_short)) => {
                match places.get(series) {
                    Some(place) => {
                        let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
                        place.iter_mut().zip(fitted).for_each(|(place, value)| *place = value);
                    }
                    None => state.forget(),
                }
                Ok(Ok((state, too_short)))
            }
            Err(error) if is_about_the_call(&error) => Err(error),
            Err(error) => Ok(Err(error)),
        }
    })?;
    drop(places);
    let mut fitted = FittedPanel {
        kind,
        header: Header {
            spec: panel.spec().clone(),
            name: options.name(kind.name).to_owned(),
            freq: panel.freq,
            unit: panel.unit,
            zone: panel.zone.clone(),
            seed: ctx.get_seed(),
            regressors: names.into_iter().map(str::to_owned).collect(),
            non_negative: options.non_negative,
            bootstrap: options.intervals == IntervalMethod::Bootstrap,
        },
        ids: panel.ids.take(&[]),
        last: Vec::new(),
        states: Vec::new(),
        failures: refused,
        fallbacks: Fallbacks::default(),
        history: None,
        calibration: None,
    };
    let mut kept = Vec::new();
    let mut first_error = None;
    for (series, fit) in fits.into_iter().enumerate() {
        let id = panel.id(series);
        match fit {
            Ok((state, too_short)) => {
                if let Some(why) = too_short {
                    fitted.fallbacks.push(kept.len(), Failure::new(&id, &why));
                }
                kept.push(series);
                fitted.states.push(state);
                fitted.last.push(panel.last_time(series)?);
            }
            Err(error) => {
                fitted.failures.push(Failure::new(&id, &error));
                let error = error.within(format_args!("series '{id}'")).with("series", id);
                if options.fail_fast {
                    return Err(error);
                }
                first_error.get_or_insert(error);
            }
        }
    }
    if let (true, Some(error)) = (kept.is_empty(), first_error) {
        return Err(error);
    }
    if options.intervals == IntervalMethod::Conformal {
        fitted.calibration = Some(Calibration::of(component, curving, panel, options.conformal_windows, ctx)?);
    }
    fitted.ids = panel.ids.take(&kept);
    fitted.history = options.keep_fitted.then(|| History::of(panel, &kept, expected));
    let facts = fitted.facts(panel)?;
    Ok(Fit { body: Box::new(fitted), params, facts })
}

/// The part of each series of what has a value for every observation of a panel; none where that is empty.
fn places<'a>(panel: &Panel, mut values: &'a mut [f64]) -> Vec<Mutex<&'a mut [f64]>> {
    let series = if values.is_empty() { 0 } else { panel.len() };
    let place = |series| {
        let (place, rest) = std::mem::take(&mut values).split_at_mut(panel.range(series).len());
        values = rest;
        Mutex::new(place)
    };
    (0..series).map(place).collect()
}

/// Whether an error ends the whole call, for it is not about one series.
pub(crate) fn is_about_the_call(error: &Error) -> bool {
    use crate::ErrorKind::{Cancelled, DeadlineExceeded, DeviceUnavailable, Internal, InvalidParams};
    matches!(error.kind(), Cancelled | DeadlineExceeded | DeviceUnavailable | Internal | InvalidParams)
}

#[cfg(test)]
mod tests {
    use crate::component::{Context, Entry, FitInput, Model};
    use crate::data::{Frame, Strings};
    use crate::error::Result;
    use crate::evaluate::backtest_frame;
    use crate::forecast::Naive;
    use serde_json::{Value, json};

    /// Of five series one has a time twice, one a time between two steps, and one a value that is none.
    fn table(ids: &[&str]) -> Frame {
        let rows = |id: &str| -> Vec<(i64, f64)> {
            let mut rows: Vec<(i64, f64)> = (0..6).map(|t| (10 * t, 1.0 + t as f64)).collect();
            match id {
                "twice" => rows[3].0 = 20,
                "between" => rows[3].0 = 34,
                "infinite" => rows[3].1 = f64::INFINITY,
                _ => {}
            }
            rows
        };
        let all: Vec<(&str, (i64, f64))> =
            ids.iter().flat_map(|&id| rows(id).into_iter().map(move |row| (id, row))).collect();
        Frame::new()
            .with("unique_id", all.iter().map(|(id, _)| *id).collect::<Strings>())
            .and_then(|frame| frame.with("ds", all.iter().map(|(_, row)| row.0).collect::<Vec<i64>>()))
            .and_then(|frame| frame.with("y", all.iter().map(|(_, row)| row.1).collect::<Vec<f64>>()))
            .unwrap()
    }

    fn fit(ids: &[&str], options: Value) -> Result<Model> {
        let data = table(ids).into();
        let input = FitInput { data: &data, target: None, options: &options };
        Model::fit(Entry::forecaster::<Naive>(), &json!({}), input, &Context::default())
    }

    #[test]
    fn series_that_cannot_be_read_fail_apart() {
        let ids = ["twice", "good", "between", "infinite", "last"];
        let model = fit(&ids, json!({})).unwrap();
        assert_eq!(
            model.forecast(2, &[]).unwrap(),
            fit(&["good", "last"], json!({})).unwrap().forecast(2, &[]).unwrap()
        );
        let again = Model::from_bytes(&model.to_bytes().unwrap()).unwrap();
        for failures in [model.failures().unwrap(), again.failures().unwrap()] {
            let texts = |name: &str| -> Vec<String> {
                failures.strings(name).unwrap().iter().flatten().map(str::to_owned).collect()
            };
            assert_eq!(texts("unique_id"), ["twice", "between", "infinite"]);
            assert!(texts("code").iter().all(|code| code == "kp.invalid_data"));
            let messages = texts("message");
            assert_eq!(messages[0], "time 20 occurs twice");
            assert!(messages[1].starts_with("time 34 is not a whole number of steps of '10'"), "{messages:?}");
            assert!(messages[2].contains("inf"), "{messages:?}");
        }
        let error = fit(&ids[..3], json!({"fail_fast": true})).unwrap_err();
        assert_eq!(error.message(), "series 'twice': time 20 occurs twice");
        let error = fit(&["between", "twice"], json!({"freq": "10"})).unwrap_err();
        assert!(error.message().starts_with("series 'between': time 34"), "{error}");
        let backtest = |options: Value| {
            backtest_frame(Entry::forecaster::<Naive>(), &json!({}), &table(&ids), options, &Context::default())
        };
        assert_eq!(backtest(json!({"n_windows": 2})).unwrap().rows(), 4);
        assert_eq!(backtest(json!({"n_windows": 2, "failures": true})).unwrap().rows(), 3);
        assert!(backtest(json!({"fail_fast": true})).is_err());
    }

    #[test]
    fn columns_of_an_answer_have_names_of_their_own() {
        for (options, told) in [
            (json!({"alias": "ds"}), "alias is \"ds\"; time_col is the same"),
            (json!({"alias": "y"}), "alias is \"y\"; target_col is the same"),
            (json!({"alias": ""}), "alias is \"\"; must not be empty"),
            (json!({"id_col": "ds"}), "time_col is \"ds\"; id_col is the same"),
        ] {
            let error = fit(&["good"], options).unwrap_err();
            assert_eq!((error.code(), error.message()), ("kp.invalid_params", told));
        }
        let model = fit(&["good"], json!({})).unwrap();
        assert_eq!(model.forecast(2, &[80.0, 80.0]).unwrap(), model.forecast(2, &[80.0]).unwrap());
    }
}

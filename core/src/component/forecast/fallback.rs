//! What stands in for a component where a series is too short for it.

use super::any::ForecasterKind;
use super::transform::{Curved, Curving, fit_series};
use super::{FittedSeries, ForecastOptions};
use crate::component::failures::{self, Failure};
use crate::component::{Context, Store, corrupt};
use crate::data::{FALLBACK, Frame, Series, Strings};
use crate::error::{Error, ErrorKind, Result};
use crate::forecast::AutoETS;

/// The forecaster that a single observation is enough for.
pub(super) const KIND: ForecasterKind = ForecasterKind::of::<AutoETS>();

const PLACE: &str = "fallback";
const SERIES: &str = "fallback.series";
/// Where their states are.
pub(super) const STATES: &str = "fallback.state";

/// The column of forecasts of this name that says where it stands in.
pub(crate) fn column(name: &str) -> String {
    format!("{name}{FALLBACK}")
}

/// Fits it to a series that has too few observations by this error; any other error stays, and this one where the fallback
/// fails as well.
pub(super) fn fit(
    options: &ForecastOptions,
    curving: Curving,
    series: Series<'_>,
    ctx: &Context,
    error: Error,
) -> Result<(FittedSeries<Curved>, Error)> {
    if !options.fallback || error.kind() != ErrorKind::NotEnoughData {
        return Err(error);
    }
    match fit_series(&AutoETS::default(), curving, series, ctx) {
        Ok(fit) => Ok((fit, error)),
        Err(other) if super::is_about_the_call(&other) => Err(other),
        Err(_) => Err(error),
    }
}

/// The series of a panel that it stands in for.
#[derive(Clone, Default)]
pub(super) struct Fallbacks {
    /// Their places among the fitted series, rising.
    series: Vec<usize>,
    /// Why the component could not be fitted.
    why: Vec<Failure>,
}

impl Fallbacks {
    pub(super) fn push(&mut self, series: usize, why: Failure) {
        self.series.push(series);
        self.why.push(why);
    }

    pub(super) fn len(&self) -> usize {
        self.series.len()
    }

    pub(super) fn has(&self, series: usize) -> bool {
        self.series.binary_search(&series).is_ok()
    }

    /// The places of those of so many series that it stands in for, and of the others.
    pub(super) fn split(&self, series: usize) -> (&[usize], Vec<usize>) {
        (&self.series, (0..series).filter(|&series| !self.has(series)).collect())
    }

    /// Its name in each of `h` rows a series where it stands in.
    pub(super) fn marks(&self, series: usize, h: usize) -> Strings {
        let mut marks = Strings::new();
        for series in (0..series).flat_map(|series| std::iter::repeat_n(series, h)) {
            marks.push_option(self.has(series).then_some(KIND.name));
        }
        marks
    }

    /// The series that failed, and then those that it stands in for.
    pub(super) fn beside(&self, failed: &[Failure], id_col: &str) -> Result<Frame> {
        let names = (0..failed.len()).map(|_| None).chain(self.why.iter().map(|_| Some(KIND.name)));
        let mut fallback = Strings::new();
        names.for_each(|name| fallback.push_option(name));
        failures::frame(&[failed, &self.why].concat(), id_col)?.with("fallback", fallback)
    }

    /// Writes down which series they are; their states are in rows of their own.
    pub(super) fn write(&self, store: &mut Store) {
        if !self.series.is_empty() {
            store.put(SERIES, &self.series.iter().map(|&series| series as i64).collect::<Vec<_>>());
            failures::write(PLACE, &self.why, store);
        }
    }

    /// Of so many fitted series.
    pub(super) fn read(store: &Store, series: usize) -> Result<Self> {
        if !store.has(SERIES) {
            return Ok(Self::default());
        }
        let why = failures::read(PLACE, store)?;
        let places: Vec<i64> = store.take_exactly(SERIES, why.len())?;
        let rising = places.windows(2).all(|pair| pair[0] < pair[1]);
        if !rising || !places.iter().all(|place| (0..series as i64).contains(place)) {
            return Err(corrupt(SERIES, "is not rising places of series"));
        }
        Ok(Self { series: places.into_iter().map(|place| place as usize).collect(), why })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::{Entry, FitInput, ForecastArgs, Forecaster, Model, SimulateArgs};
    use crate::data::{Data, Panel};
    use crate::forecast::{AutoTheta, Holt};
    use serde_json::{Value, json};

    fn value(t: usize) -> f64 {
        40.0 + (t * 7919 % 31) as f64 / 4.0 + (t % 4) as f64
    }

    /// Series of these lengths, named after them, some observations further on.
    fn table(lengths: &[usize], after: usize) -> Frame {
        of_values(lengths, after, |_, t| value(t))
    }

    fn of_values(lengths: &[usize], after: usize, value: impl Fn(usize, usize) -> f64) -> Frame {
        let rows = || lengths.iter().flat_map(|&length| (after..after + length).map(move |t| (length, t)));
        let ids: Strings = rows().map(|(length, _)| format!("of {length}")).collect();
        let y: Vec<f64> = rows().map(|(length, t)| value(length, t)).collect();
        Frame::new()
            .with("unique_id", ids)
            .and_then(|frame| frame.with("ds", rows().map(|(_, t)| t as i64).collect::<Vec<_>>()))
            .and_then(|frame| frame.with("y", y))
            .unwrap()
    }

    fn fit(entry: &Entry, params: &Value, frame: Frame, options: &Value) -> Result<Model> {
        let data: Data = frame.into();
        Model::fit(*entry, params, FitInput { data: &data, target: None, options }, &Context::new())
    }

    fn texts(frame: &Frame, name: &str) -> Vec<String> {
        frame.strings(name).unwrap().iter().map(|text| text.unwrap_or("").to_owned()).collect()
    }

    /// Of every forecaster, its own name and parameters of a season of 12 and a window of 5 where it has them.
    fn every() -> impl Iterator<Item = (&'static Entry, Value)> {
        crate::forecast::list().iter().map(|entry| {
            let mut params = json!({});
            for (name, value) in [("season_length", json!(12)), ("window_size", json!(5))] {
                if entry.schema()["properties"].get(name).is_some() {
                    params[name] = value;
                }
            }
            (entry, params)
        })
    }

    #[test]
    fn no_forecaster_leaves_a_short_series_out_and_each_says_where_another_forecasts() {
        let lengths = [1, 2, 3, 4, 5, 8, 11, 14, 19, 60, 80];
        let mut stood_in_for = Vec::new();
        for (entry, params) in every() {
            let name = entry.name;
            let alone = fit(entry, &params, table(&lengths, 0), &json!({"fallback": false})).unwrap();
            let model = fit(entry, &params, table(&lengths, 0), &json!({})).unwrap();
            let model = Model::from_bytes(&model.to_bytes().unwrap()).unwrap();
            let (failed, listed) = (alone.failures().unwrap(), model.failures().unwrap());
            assert_eq!(texts(&failed, "unique_id"), texts(&listed, "unique_id"), "{name}");
            assert_eq!(texts(&failed, "message"), texts(&listed, "message"), "{name}");
            assert!(texts(&failed, "fallback").iter().all(String::is_empty), "{name}");
            assert!(texts(&listed, "fallback").iter().all(|fallback| fallback == "AutoETS"), "{name}");
            let short = texts(&listed, "unique_id");
            if !short.is_empty() {
                stood_in_for.push(name);
            }
            let args = ForecastArgs { h: 2, level: vec![90.0], ..ForecastArgs::default() };
            let forecast = model.forecast_with(&args, None, &Context::new()).unwrap();
            assert_eq!(forecast.rows(), 2 * lengths.len(), "{name}");
            let ids = texts(&forecast, "unique_id");
            let expected = |id: &String| if short.contains(id) { "AutoETS" } else { "" };
            let column = format!("{name}-fallback");
            match short.is_empty() {
                true => assert!(forecast.get(&column).is_none(), "{name}"),
                false => assert_eq!(texts(&forecast, &column), ids.iter().map(expected).collect::<Vec<_>>(), "{name}"),
            }
            // As the component and the fallback forecast alone.
            let own = alone.forecast_with(&args, None, &Context::new()).unwrap();
            let ets =
                AutoETS::default().fit(&Panel::from_frame(&table(&lengths, 0), Default::default()).unwrap()).unwrap();
            let ets = ets.forecast_with(&args, None, &Context::new()).unwrap();
            for side in ["", "-lo-90", "-hi-90"] {
                let mut own = own.f64(&format!("{name}{side}")).unwrap().iter();
                let ets = ets.f64(&format!("AutoETS{side}")).unwrap();
                for (row, value) in forecast.f64(&format!("{name}{side}")).unwrap().iter().enumerate() {
                    let expected = if short.contains(&ids[row]) { &ets[row] } else { own.next().unwrap() };
                    assert_eq!(value.to_bits(), expected.to_bits(), "{name}{side} of {}", ids[row]);
                }
            }
            assert!(model.simulate(&SimulateArgs { h: 2, paths: 3 }, None, &Context::new()).is_ok(), "{name}");
            assert_eq!(model.fitted().unwrap().rows(), lengths.iter().sum::<usize>(), "{name}");
        }
        assert!(stood_in_for.len() > 15, "{stood_in_for:?}");
    }

    #[test]
    fn constant_series_need_no_fallback() {
        for (entry, params) in every() {
            for constant in [0.0, 7.0] {
                let frame = of_values(&[60], 0, |_, _| constant);
                let model = fit(entry, &params, frame, &json!({"fallback": false})).unwrap();
                let args = ForecastArgs { h: 3, level: vec![90.0], ..ForecastArgs::default() };
                let forecast = model.forecast_with(&args, None, &Context::new()).unwrap();
                let given = if entry.name == "Constant" { 0.0 } else { constant };
                // The approximation of Syntetos and Boylan takes 5 per cent off.
                let near = |value: &f64| (value - given).abs() <= 0.051 * given + 1e-6;
                assert!(forecast.f64(entry.name).unwrap().iter().all(near), "{entry:?} {forecast:?}");
                for side in ["lo", "hi"] {
                    let bounds = forecast.f64(&format!("{}-{side}-90", entry.name)).unwrap();
                    assert!(bounds.iter().all(|bound| bound.is_finite()), "{entry:?} {forecast:?}");
                }
            }
        }
    }

    #[test]
    fn a_series_that_is_stood_in_for_is_updated_and_taken_apart() {
        let entry = Entry::forecaster::<Holt>();
        let mut model = fit(&entry, &json!({}), table(&[3, 30], 0), &json!({})).unwrap();
        let panel = Panel::from_frame(&table(&[3], 0), Default::default()).unwrap();
        let mut ets = AutoETS::default().fit(&panel).unwrap();
        for model in [&mut model, &mut ets] {
            model.update(&table(&[3], 3).into(), &Context::new()).unwrap();
        }
        let args = ForecastArgs { h: 1, components: true, ..ForecastArgs::default() };
        let forecast = model.forecast_with(&args, None, &Context::new()).unwrap();
        let level = ets.forecast(1, &[]).unwrap().f64("AutoETS").unwrap()[0];
        assert_eq!(forecast.f64("Holt").unwrap()[0], level);
        assert_eq!(forecast.f64("Holt-level").unwrap()[0], level);
        assert_eq!(texts(&forecast, "Holt-fallback"), ["AutoETS", ""]);
        let parts = model.parts().unwrap();
        let table_of = |name: &str| &parts.tables.iter().find(|(table, _)| table == name).unwrap().1;
        assert_eq!(texts(table_of("series"), "unique_id"), ["of 30"]);
        assert_eq!(texts(table_of("fallback"), "unique_id"), ["of 3"]);
        assert_eq!((&parts.summary["series_fallback"], &parts.summary["series_failed"]), (&json!(1), &json!(0)));
        let theta = fit(&Entry::forecaster::<AutoTheta>(), &json!({}), table(&[3, 30], 0), &json!({})).unwrap();
        let error = theta.forecast_with(&args, None, &Context::new()).unwrap_err();
        assert_eq!(error.code(), "kp.unsupported");
    }

    #[test]
    fn its_intervals_are_its_own_and_other_reasons_stay_errors() {
        let (entry, lengths) = (Entry::forecaster::<AutoTheta>(), [1, 4, 40, 60]);
        let bounds = |intervals: &str| {
            // The end is wilder than the model believes, so that the other ways are wider.
            let wild = of_values(&lengths, 0, |_, t| value(t) * if t % 20 > 14 { 3.0 } else { 1.0 });
            let model = fit(&entry, &json!({}), wild, &json!({"intervals": intervals})).unwrap();
            model.forecast(1, &[90.0]).unwrap().f64("AutoTheta-hi-90").unwrap().to_vec()
        };
        let (model, conformal, bootstrap) = (bounds("model"), bounds("conformal"), bounds("bootstrap"));
        assert!(model[..2] == conformal[..2] && model[..2] == bootstrap[..2]);
        assert!(model[2] != conformal[2] && model[2] != bootstrap[2]);
        let gap = of_values(&lengths, 0, |length, t| if (length, t) == (4, 1) { f64::NAN } else { value(t) });
        let listed = fit(&entry, &json!({}), gap, &json!({})).unwrap().failures().unwrap();
        assert_eq!(texts(&listed, "unique_id"), ["of 4", "of 1"]);
        assert_eq!(texts(&listed, "code"), ["kp.not_enough_data"; 2]);
        assert_eq!(texts(&listed, "fallback"), ["", "AutoETS"]);
        let error = fit(&entry, &json!({}), table(&[4], 0), &json!({"fallback": false})).unwrap_err();
        assert_eq!((error.code(), error.context()["needed"].as_str()), ("kp.not_enough_data", "5"));
    }

    #[test]
    fn files_that_name_other_series_are_refused() {
        let mut fallbacks = Fallbacks::default();
        let why = Failure::new("a", &ErrorKind::NotEnoughData.error("too short"));
        fallbacks.push(1, why.clone());
        fallbacks.push(3, why);
        let mut store = Store::default();
        fallbacks.write(&mut store);
        assert_eq!(Fallbacks::read(&store, 4).unwrap().series, [1, 3]);
        for (wrong, series) in [([1i64, 3], 3), ([3, 1], 4), ([1, 1], 4), ([-1, 1], 4)] {
            store.put(SERIES, &wrong);
            assert_eq!(Fallbacks::read(&store, series).err().unwrap().code(), "kp.corrupt_model");
        }
    }
}

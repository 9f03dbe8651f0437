//! Numbers of the reference, and what must hold of any fit.

use super::*;
use crate::component::{ForecastState, Request, RowReader, RowWriter, Store};
use crate::data::Panel;
use crate::forecast::samples::AIR_PASSENGERS;

fn fit(component: &AutoCES, y: &[f64]) -> FittedSeries<CesState> {
    component.fit_series(Series::new(y), &Context::new()).unwrap()
}

/// Model asked for, season, model found, AICc, sigma², forecasts 1, 2 and 13 steps on.
type Case = (CesModel, u32, &'static str, [f64; 2], [f64; 3]);

/// `statsforecast.ces.auto_ces(AIR_PASSENGERS, m, model)` and `forecast_ces(.., 13)`, version 2.1.1.
#[rustfmt::skip]
const CASES: [Case; 6] = [
    (CesModel::N, 12, "N", [461.76759292179867, 298.7493464382416],
        [190.55133866736668, 190.54916154827524, 190.53751879921475]),
    (CesModel::S, 12, "S", [481.4387695153045, 450.07808710948507],
        [179.87480670672653, 186.06078145042684, 194.2810857842853]),
    (CesModel::P, 12, "P", [358.7175640911186, 33.988966522642784],
        [196.08603177144565, 204.45296999051587, 225.02708913590484]),
    (CesModel::F, 12, "F", [360.0396795843508, 33.955872079601164],
        [196.2822671918109, 205.01113234855106, 225.49049333432586]),
    (CesModel::Z, 12, "P", [358.7175640911186, 33.988966522642784],
        [196.08603177144565, 204.45296999051587, 225.02708913590484]),
    (CesModel::Z, 1, "N", [461.76759292179867, 298.7493464382416],
        [190.55133866736668, 190.54916154827524, 190.53751879921475]),
];

#[test]
fn numbers_of_statsforecast() {
    for (model, season, found, [aicc, sigma2], expected) in CASES {
        let component = AutoCES::default().season_length(season).model(model);
        let fitted = component.fit(&Panel::from_values(&AIR_PASSENGERS).unwrap()).unwrap();
        let table = fitted.parts().unwrap().tables.remove(0).1;
        assert_eq!(table.strings("model").unwrap().get(0), Some(found));
        let near = |a: f64, b: f64| assert!((a - b).abs() <= 1e-7 * b.abs(), "{model:?}: {a} and {b}");
        near(table.f64("aicc").unwrap()[0], aicc);
        near(table.f64("sigma2").unwrap()[0], sigma2);
        let mean = fitted.forecast(13, &[]).unwrap();
        let mean = mean.f64("AutoCES").unwrap();
        [0, 1, 12].into_iter().zip(expected).for_each(|(at, value)| near(mean[at], value));
    }
}

#[test]
fn intervals_are_those_of_simulated_paths() {
    let state = fit(&AutoCES::default().season_length(12), &AIR_PASSENGERS).state;
    let answer = state.forecast(Request { h: 15, levels: &[95.0], future: &[] }).unwrap();
    // An error is an observation that is off the forecast: its effect on later forecasts is that of an update.
    let mut moved = state.clone();
    moved.update(Series::new(&[answer.mean[0] + 1.0])).unwrap();
    let after = moved.forecast(Request { h: 14, levels: &[], future: &[] }).unwrap().mean;
    let mut sum = 1.0;
    let width = |at: usize| answer.bounds[0].1[at] - answer.mean[at];
    for (step, value) in after.iter().enumerate() {
        let effect = value - answer.mean[step + 1];
        sum += effect * effect;
        let expected = width(0) * sum.sqrt();
        assert!((width(step + 1) - expected).abs() < 1e-7 * expected, "{step}");
    }
}

#[test]
fn an_update_in_steps_is_one_update_and_states_come_back() {
    for model in [CesModel::N, CesModel::S, CesModel::P, CesModel::F] {
        let fitted = fit(&AutoCES::default().season_length(12).model(model), &AIR_PASSENGERS[..40]);
        let (mut one, mut many) = (fitted.state.clone(), fitted.state);
        one.update(Series::new(&AIR_PASSENGERS[40..41])).unwrap();
        one.update(Series::new(&AIR_PASSENGERS[41..])).unwrap();
        many.update(Series::new(&AIR_PASSENGERS[40..])).unwrap();
        assert_eq!(one, many);
        let (mut writer, mut store) = (RowWriter::default(), Store::default());
        one.store(&mut writer);
        writer.end_row();
        writer.store(&mut store);
        let mut back = CesState::restore(&mut RowReader::new(&store, 1)).unwrap();
        let ask = |state: &CesState| state.forecast(Request { h: 30, levels: &[80.0], future: &[] }).unwrap();
        assert_eq!(ask(&back), ask(&one));
        assert_eq!(
            back.update(Series::new(&[200.0, 210.0])).unwrap(),
            one.update(Series::new(&[200.0, 210.0])).unwrap()
        );
    }
}

#[test]
fn short_and_constant_series() {
    let panel = |y: &[f64]| Panel::from_values(y).unwrap();
    let error = AutoCES::default().fit_series(Series::new(&[1.0, 2.0, 3.0, 5.0]), &Context::new()).unwrap_err();
    assert_eq!((error.code(), error.context()["needed"].as_str()), ("kp.not_enough_data", "5"));
    let model = AutoCES::default().season_length(4).fit(&panel(&[7.0; 3])).unwrap();
    assert_eq!(model.forecast(2, &[90.0]).unwrap().f64("AutoCES-hi-90").unwrap(), [7.0, 7.0]);
    let short = AutoCES::default().season_length(4).fit(&panel(&[1.0, 3.0, 2.0, 5.0, 4.0, 6.0])).unwrap();
    assert_eq!(short.parts().unwrap().tables[0].1.strings("model").unwrap().get(0), Some("N"));
}

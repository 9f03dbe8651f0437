//! The errors that simulated paths are made of.

use super::any::AnyState;
use super::transform::Curve;
use super::{Intervals, Request};
use crate::error::Result;
use crate::math::rng::Rng;
use crate::math::special::normal_quantile;
use crate::math::stats::mean;
use libm::sqrt;

/// The level whose interval says how large the model takes its errors for.
const LEVEL: f64 = 95.0;

/// In which measure the errors of one-step forecasts are alike, whatever the level.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum ErrorScale {
    /// As they are.
    #[default]
    Same,
    /// As shares of the forecast.
    Relative,
    /// As differences on the curve of Box and Cox of this power: of logarithms for 0. For values above zero.
    BoxCox(f64),
}

impl ErrorScale {
    /// The power of Box and Cox whose errors grow with the level as these do.
    pub(crate) fn power(self) -> f64 {
        match self {
            Self::Same => 1.0,
            Self::Relative => 0.0,
            Self::BoxCox(power) => power,
        }
    }

    /// The error of an observation; not finite where it has none in this measure.
    fn error(self, y: f64, expected: f64) -> f64 {
        match self {
            Self::Same => y - expected,
            Self::Relative => (y - expected) / expected.abs(),
            Self::BoxCox(power) => Curve::of(power).bend(y) - Curve::of(power).bend(expected),
        }
    }

    /// The observation with an error.
    fn with_error(self, expected: f64, error: f64) -> f64 {
        match self {
            Self::Same => expected + error,
            Self::Relative => expected + expected.abs() * error,
            Self::BoxCox(power) => Curve::of(power).straighten(Curve::of(power).bend(expected.max(0.0)) + error),
        }
    }
}

/// The errors of the past, alike, with a mean of zero and their own mean square.
pub(super) struct Errors {
    scale: ErrorScale,
    /// Whether the model knows how large its next error is.
    sized: bool,
    drawn: Vec<f64>,
}

impl Errors {
    /// Of observations and their one-step forecasts; `future` has the regressors of the next one.
    pub(super) fn of(state: &dyn AnyState, y: &[f64], fitted: &[f64], future: &[(&str, &[f64])]) -> Result<Self> {
        let measured = |scale: ErrorScale, sizes: &[f64]| -> Vec<f64> {
            let errors = y.iter().zip(fitted).zip(sizes).map(|((&y, &fitted), size)| scale.error(y, fitted) / size);
            errors.filter(|error| error.is_finite()).collect()
        };
        let (mut scale, mut sized) = (state.error_scale(), true);
        let mut drawn = measured(scale, &state.error_sizes(y));
        if drawn.is_empty() {
            (scale, sized) = (ErrorScale::Same, false);
            drawn = measured(scale, &vec![1.0; y.len()]);
        }
        if drawn.is_empty() {
            // Of a single observation, say: its intervals are a point as well.
            drawn.push(0.0);
        }
        // Each error, and as far on the other side: paths go around the forecast and spread as intervals do, by the mean
        // square, whatever the errors' own mean is (docs/adr/0012).
        let bias = mean(&drawn);
        drawn.extend_from_within(..);
        let half = drawn.len() / 2;
        drawn[half..].iter_mut().for_each(|error| *error -= 2.0 * bias);
        let errors = Self { scale, sized, drawn };
        let stretch = errors.own_spread(state, future)? / sqrt(mean_square(&errors.drawn));
        // Fitted values are often nearer to the observations than forecasts will be, and the model knows by how much.
        let stretch = if stretch > 1.0 && stretch.is_finite() { stretch } else { 1.0 };
        Ok(Self { drawn: errors.drawn.iter().map(|error| error * stretch).collect(), ..errors })
    }

    /// The standard deviation of the next error by the model's own interval, over its size.
    fn own_spread(&self, state: &dyn AnyState, future: &[(&str, &[f64])]) -> Result<f64> {
        let Intervals { mean, bounds } = state.forecast(Request { h: 1, levels: &[LEVEL], future })?;
        Ok(self.scale.error(bounds[0].1[0], mean[0]) / normal_quantile(0.5 + LEVEL / 200.0) / self.size(state))
    }

    fn size(&self, state: &dyn AnyState) -> f64 {
        if self.sized { state.error_sizes(&[])[0] } else { 1.0 }
    }

    /// The next observation, with one of the errors.
    pub(super) fn draw(&self, state: &dyn AnyState, expected: f64, rng: &mut Rng) -> f64 {
        let error = self.drawn[rng.below(self.drawn.len())];
        self.scale.with_error(expected, error * self.size(state))
    }
}

fn mean_square(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::{Context, ForecastOptions, Forecaster, IntervalMethod, SimulateArgs};
    use crate::data::{Frame, Panel, Strings};
    use crate::forecast::{Auto, AutoETS, Combination, GARCH, MFLES, Member, Naive, SeasonalNaive, TBATS, Theta};

    /// Simulated and analytic standard deviations of one step, and the share of later values inside bootstrap intervals.
    fn spreads(component: &impl Forecaster, y: &[f64]) -> [f64; 2] {
        let model = component.fit(&Panel::from_values(y).unwrap()).unwrap();
        let paths = model.simulate(&SimulateArgs { h: 1, paths: 4_000 }, None, &Context::default().seed(3)).unwrap();
        let forecast = model.forecast(1, &[95.0]).unwrap();
        let name = forecast.names().nth(2).unwrap().to_owned();
        let values = paths.f64(&name).unwrap();
        let own = forecast.f64(&format!("{name}-hi-95")).unwrap()[0] - forecast.f64(&name).unwrap()[0];
        let centre = mean(values);
        let squares = values.iter().map(|value| (value - centre) * (value - centre)).sum::<f64>();
        [sqrt(squares / values.len() as f64), own / normal_quantile(0.975)]
    }

    /// exp(rate t) with a season of twelve and errors of so many per cent.
    fn growth(rate: f64, percent: f64, n: usize, seed: u64) -> Vec<f64> {
        let mut rng = Rng::new(seed, 0);
        let at = |t: usize| {
            let season = 1.0 + 0.3 * libm::sin(std::f64::consts::TAU * t as f64 / 12.0);
            50.0 * libm::exp(rate * t as f64 + percent / 100.0 * rng.normal()) * season
        };
        (0..n).map(at).collect()
    }

    #[test]
    fn errors_are_drawn_as_large_as_they_are_now() {
        let y = growth(0.03, 6.0, 80, 1);
        let [drawn, own] = spreads(&AutoETS::default().model("MAM").season_length(12), &y);
        assert!((drawn / own - 1.0).abs() < 0.06, "ETS(M,A,M): {drawn} {own}");
        let [drawn, own] = spreads(&MFLES::default().season_lengths([12]).multiplicative(true), &y);
        assert!((drawn / own - 1.0).abs() < 0.15, "MFLES: {drawn} {own}");
        let [drawn, own] = spreads(&TBATS::default().season_lengths([12.0]).use_boxcox(true), &y);
        assert!((drawn / own - 1.0).abs() < 0.15, "TBATS: {drawn} {own}");
        let [drawn, own] = spreads(&Theta::default().season_length(12), &growth(0.0, 6.0, 80, 2));
        assert!((drawn / own - 1.0).abs() < 0.06, "Theta: {drawn} {own}");
    }

    #[test]
    fn a_variance_that_moves_is_that_of_today() {
        // Errors of 1 in turbulent times and of 0.3 at the end.
        let mut rng = Rng::new(4, 0);
        let mut y: Vec<f64> = (0..600).map(|t| if t % 150 < 50 { 2.0 } else { 0.4 } * rng.normal()).collect();
        y.truncate(590);
        let [drawn, own] = spreads(&GARCH::default(), &y);
        let plain = sqrt(y.iter().map(|y| y * y).sum::<f64>() / 590.0);
        assert!(own < 0.6 * plain && (drawn / own - 1.0).abs() < 0.15, "{drawn} {own} {plain}");
    }

    #[test]
    fn errors_that_are_all_alike_are_a_risk_as_well() {
        // What a seasonal naive forecast misses of a trend: 9.6 each time, with a spread of 3 sqrt(2).
        let mut rng = Rng::new(9, 0);
        let season = [9.0, 4.0, -2.0, -7.0, -9.0, -3.0, 0.0, 2.0, 5.0, 8.0, -4.0, -3.0];
        let y: Vec<f64> = (0..80).map(|t| 100.0 + 0.8 * t as f64 + season[t % 12] + 3.0 * rng.normal()).collect();
        let [drawn, own] = spreads(&SeasonalNaive::default().season_length(12), &y);
        assert!((drawn / own - 1.0).abs() < 0.06, "{drawn} {own}");
        let line: Vec<f64> = (0..20).map(f64::from).collect();
        let [drawn, own] = spreads(&Naive::default(), &line);
        assert!((drawn / own - 1.0).abs() < 0.06, "{drawn} {own}");
    }

    #[test]
    fn bootstrap_intervals_of_a_growing_series_hold() {
        let (mut inside, mut all) = (0, 0);
        for seed in 0..12 {
            let y = growth(0.03, 6.0, 92, 100 + seed);
            let options = ForecastOptions { intervals: IntervalMethod::Bootstrap, ..ForecastOptions::default() };
            let ets = AutoETS::default().model("MAM").season_length(12);
            let model = ets.fit_with(&Panel::from_values(&y[..80]).unwrap(), &options, &Context::default()).unwrap();
            let frame = model.forecast(12, &[95.0]).unwrap();
            let bounds = ["AutoETS-lo-95", "AutoETS-hi-95"].map(|name| frame.f64(name).unwrap().to_vec());
            inside += (0..12).filter(|&at| bounds[0][at] <= y[80 + at] && y[80 + at] <= bounds[1][at]).count();
            all += 12;
        }
        // Errors drawn as they were, whatever the level: less than half.
        let share = inside as f64 / f64::from(all);
        assert!((0.8..=1.0).contains(&share), "{share}");
    }

    #[test]
    fn members_of_a_combination_say_how_errors_are_drawn_and_what_is_the_least() {
        let demand = [0., 0., 3., 0., 0., 1., 0., 4., 0., 0., 0., 2., 0., 0., 1., 0., 0., 5., 0., 0.];
        let walk: Vec<f64> = (0..20).map(|t| f64::from(t * 7 % 5) - 9.0).collect();
        let ids: Strings = ["demand", "walk"].iter().flat_map(|id| vec![*id; 20]).collect();
        let (times, y) = ((0..20).chain(0..20).collect::<Vec<i64>>(), [demand.to_vec(), walk].concat());
        let frame = Frame::new().with("unique_id", ids).unwrap().with("ds", times).unwrap().with("y", y).unwrap();
        let panel = Panel::from_frame(&frame, Default::default()).unwrap();
        for intervals in [IntervalMethod::Model, IntervalMethod::Bootstrap] {
            let options = ForecastOptions { intervals, ..ForecastOptions::default() };
            let model = Auto::default().fit_with(&panel, &options, &Context::default()).unwrap();
            let lower = model.forecast(3, &[95.0]).unwrap().f64("Auto-lo-95").unwrap().to_vec();
            assert!(lower[..3].iter().all(|bound| *bound >= 0.0) && lower[3] < -9.0, "{lower:?}");
            let paths = model.simulate(&SimulateArgs { h: 3, paths: 50 }, None, &Context::default()).unwrap();
            let values = paths.f64("Auto").unwrap();
            let (demand, walk) = values.split_at(150);
            assert!(demand.iter().all(|value| *value >= 0.0) && demand.iter().any(|value| *value > 1.0));
            assert!(walk.iter().all(|value| *value < 0.0));
        }
        let members: Vec<Member> = vec![AutoETS::default().model("MNN").into(), AutoETS::default().model("ANN").into()];
        let positive: Vec<f64> = (0..20).map(|t| 9.0 + f64::from(t * 7 % 5)).collect();
        let [drawn, own] = spreads(&Combination::default().models(members), &positive);
        assert!((drawn / own - 1.0).abs() < 0.2, "{drawn} {own}");
    }
}

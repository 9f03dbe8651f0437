//! Series of several columns for detectors of one: a detector a column, and what they make of a row together.

use super::any::{AnySeriesDetector, AnyState, Kind};
use crate::component::probability::Probability;
use crate::component::{Context, RowReader, RowWriter, corrupt};
use crate::data::Series;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the scores of the channels become the score of an observation. Each is first counted in deviations: how far it is above
/// the median of that channel's scores in the fit, over (upper quartile less median) / 0.6745.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChannelScore {
    /// The largest: what is odd in any channel.
    Largest,
    /// Their mean: what is a little odd in many.
    Mean,
}

impl ChannelScore {
    fn of(self, channels: &[Vec<f64>]) -> Vec<f64> {
        let of_row = |row: usize| {
            let own = channels.iter().map(|scores| scores[row]);
            match self {
                Self::Largest => own.fold(f64::NEG_INFINITY, |most, score| if score > most { score } else { most }),
                Self::Mean => own.sum::<f64>() / channels.len() as f64,
            }
        };
        (0..channels.first().map_or(0, Vec::len)).map(of_row).collect()
    }
}

/// What is usual among the scores of one channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Usual {
    center: f64,
    scale: f64,
}

impl Usual {
    pub(super) fn of(probability: &Probability) -> Self {
        let [center, quartile, high] = [0.5, 0.75, 0.95].map(|share| probability.quantile(share));
        // The same places of a normal distribution, and last the mean excess of the highest scores.
        let scales = [(quartile - center) / 0.674_489_750_196_081_7, (high - center) / 1.644_853_626_951_472_6];
        let scale = scales.into_iter().chain([probability.tail_scale()]).find(|&scale| scale > 0.0);
        Self { center, scale: scale.unwrap_or(1.0) }
    }

    pub(super) fn deviations(self, scores: Vec<f64>) -> Vec<f64> {
        scores.into_iter().map(|score| (score - self.center) / self.scale).collect()
    }
}

/// The state of each channel.
#[derive(Clone)]
pub(super) struct Channels {
    method: ChannelScore,
    states: Vec<(Box<dyn AnyState>, Usual)>,
}

/// The channels of a series, one after the other.
fn each<'a>(series: Series<'a>) -> impl Iterator<Item = Series<'a>> {
    let others = series.regressors.iter().map(|(_, values)| *values);
    std::iter::once(series.y).chain(others).map(move |y| Series { y, regressors: &[], clock: series.clock })
}

impl Channels {
    pub(super) fn fit(
        component: &dyn AnySeriesDetector,
        method: ChannelScore,
        series: Series<'_>,
        ctx: &Context,
    ) -> Result<(Self, Vec<f64>)> {
        let (mut states, mut channels) = (Vec::new(), Vec::new());
        for (at, one) in each(series).enumerate() {
            let found = component.fit_any(one, ctx);
            let (state, scores) = found.map_err(|error| match at.checked_sub(1) {
                Some(other) => error.within(format_args!("column '{}'", series.regressors[other].0)),
                None => error,
            })?;
            let usual = Usual::of(&Probability::of(scores.clone()));
            channels.push(usual.deviations(scores));
            states.push((state, usual));
        }
        Ok((Self { method, states }, method.of(&channels)))
    }

    pub(super) fn restore(kind: Kind, method: ChannelScore, rows: &mut RowReader<'_>, channels: usize) -> Result<Self> {
        let mut states = Vec::with_capacity(channels);
        for _ in 0..channels {
            let usual = Usual { center: rows.finite("channel_median")?, scale: rows.finite("channel_deviation")? };
            if usual.scale <= 0.0 {
                return Err(corrupt("channel_deviation", &format!("is {}; must be above 0", usual.scale)));
            }
            states.push(((kind.restore)(rows, 1)?, usual));
            rows.next_row();
        }
        Ok(Self { method, states })
    }
}

impl AnyState for Channels {
    fn least(&self) -> usize {
        self.states.iter().map(|(state, _)| state.least()).max().unwrap_or(1)
    }

    fn own_threshold(&self) -> Option<f64> {
        None
    }

    fn score(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<f64>> {
        Ok(self.method.of(&self.channels(series, ctx)?))
    }

    fn channels(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        let score = |((state, usual), one): (&(Box<dyn AnyState>, Usual), Series<'_>)| {
            Ok(usual.deviations(state.score(one, ctx)?))
        };
        self.states.iter().zip(each(series)).map(score).collect()
    }

    fn store(&self, rows: &mut RowWriter) {
        for (state, usual) in &self.states {
            rows.f64("channel_median", usual.center);
            rows.f64("channel_deviation", usual.scale);
            state.store(rows);
        }
    }

    fn boxed_clone(&self) -> Box<dyn AnyState> {
        Box::new(self.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::{STLResidual, SpectralResidual};
    use crate::component::{ExplainArgs, Model, SeriesDetectOptions, SeriesDetector};
    use crate::data::{Data, Frame, Panel};
    use crate::math::rng::Rng;

    fn sample(channels: &[&str]) -> Frame {
        let mut rng = Rng::new(3, 0);
        let mut frame = Frame::new();
        for (at, name) in channels.iter().enumerate() {
            let scale = libm::pow(1000.0, at as f64);
            let mut y: Vec<f64> = (0..300).map(|t| f64::from(t % 12) + rng.normal()).collect();
            y[150 + 20 * at] += 30.0;
            y.iter_mut().for_each(|value| *value *= scale);
            frame.push((*name).to_owned(), y.into()).unwrap();
        }
        frame
    }

    fn fit(frame: &Frame, method: Option<ChannelScore>) -> Result<(Model, Frame)> {
        let options = SeriesDetectOptions { channels: method, ..SeriesDetectOptions::default() };
        STLResidual::default().season_lengths([12_u32]).fit_predict(frame, &options, &Context::new())
    }

    #[test]
    fn what_is_odd_in_any_channel_shows_and_is_named() {
        let frame = sample(&["y", "b", "c"]);
        let error = fit(&frame, None).unwrap_err();
        assert!(error.code() == "kp.unsupported" && error.message().contains("channels"), "{error}");
        for method in [ChannelScore::Largest, ChannelScore::Mean] {
            let (model, judged) = fit(&frame, Some(method)).unwrap();
            let (scores, anomaly) = (judged.f64("score").unwrap(), judged.numbers("anomaly").unwrap());
            let data: Data = frame.clone().into();
            let shares = model.explain(&data, &ExplainArgs::default(), &Context::new()).unwrap();
            for (at, name) in ["y", "b", "c"].iter().enumerate() {
                let row = 150 + 20 * at;
                assert_eq!(anomaly[row], 1.0);
                let own = ["y", "b", "c"].map(|name| shares.f64(name).unwrap()[row]);
                assert!((0..3).all(|other| other == at || own[other] < own[at]), "{name}: {own:?}");
                let wanted = if method == ChannelScore::Mean { own.iter().sum::<f64>() / 3.0 } else { own[at] };
                assert!((scores[row] - wanted).abs() < 1e-9, "{name}: {} {wanted}", scores[row]);
            }
            // The order of columns and a file change nothing.
            let again = Model::from_bytes(&model.to_bytes().unwrap()).unwrap();
            let turned = Frame::new().with("c", frame.f64("c").unwrap().to_vec()).unwrap();
            let turned = turned.with("y", frame.f64("y").unwrap().to_vec()).unwrap();
            let turned = turned.with("b", frame.f64("b").unwrap().to_vec()).unwrap();
            assert_eq!(again.score(&turned.into(), &Context::new()).unwrap(), scores);
            assert_eq!(again.parts().unwrap().tables[0].1.rows(), 3);
        }
    }

    #[test]
    fn one_channel_is_counted_in_deviations_of_its_scores() {
        let frame = sample(&["y"]);
        let options = SeriesDetectOptions::default();
        let detector = SpectralResidual::default();
        let (model, judged) = detector.fit_predict(&frame, &options, &Context::new()).unwrap();
        let mut scores = judged.f64("score").unwrap().to_vec();
        let shares = model.explain(&frame.clone().into(), &ExplainArgs::default(), &Context::new()).unwrap();
        let share = shares.f64("y").unwrap()[150];
        let own = scores[150];
        scores.sort_by(f64::total_cmp);
        let [median, quartile] = [0.5, 0.75].map(|share| crate::math::stats::quantile(&scores, share));
        let wanted = (own - median) / ((quartile - median) / 0.674_489_750_196_081_7);
        // The model keeps 33 quantiles of its scores; those between are in proportion.
        assert!((share / wanted - 1.0).abs() < 0.1 && share > 5.0, "{share} {wanted}");
        // Channels are what further columns are, one alone none.
        let panel = Panel::from_frame(&frame, options.spec()).unwrap();
        let several = SeriesDetectOptions { channels: Some(ChannelScore::Mean), ..options };
        let alone = detector.fit_with(&panel, &several, &Context::new()).unwrap();
        let own = model.score(&frame.clone().into(), &Context::new()).unwrap();
        assert_eq!(alone.score(&frame.into(), &Context::new()).unwrap(), own);
    }

    #[test]
    fn scores_that_are_all_alike_have_a_scale() {
        let usual = Usual::of(&Probability::of(vec![2.0; 50]));
        assert_eq!(usual.deviations(vec![2.0, 5.0]), [0.0, 3.0]);
        let mut scores = vec![0.0; 100];
        scores[..10].fill(1.0);
        let usual = Usual::of(&Probability::of(scores));
        assert!((usual.deviations(vec![1.0])[0] - 1.644_853_626_951_472_6).abs() < 1e-12);
    }
}

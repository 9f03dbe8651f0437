//! The seasons that series have.

mod detect;

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Missing, Panel, PanelSpec};
use crate::error::Result;
use detect::Season;
pub(super) use detect::{as_parameters, given_or_found, periods};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Finds the season lengths of each series, several where there are several.
///
/// A frequency in whose power the differenced series stands out of its neighbourhood is a hint, and so are up to eight
/// times its period. A hint is believed where the autocorrelation of the series, less a moving average as long as the hint,
/// has a hill about it; from its top on, the nearest length whose mean season explains most is taken. Of the hints the one
/// whose mean season explains most is taken, or the shortest of its divisors that explains nearly as much, 30 for 61 too,
/// for a season may be no whole number long: so a multiple counts only where it adds something.
/// Its season is taken out, and what is left is searched again.
///
/// `strength` is the share of the variance without trend that the mean season explains, less what it would explain by
/// chance; of later seasons, of what the earlier ones leave. `power` is that of the hint against its neighbourhood.
///
/// Input: id, time and value; missing values are filled by straight lines.
/// Output: a row a season: id, `rank` from 1, `season_length`, `strength`, `power`. A series without a season, constant or
/// with fewer than 8 observations has no row. A season has to be seen three times.
/// Errors: those of reading the table.
/// Cost: O(n log n) a hint, of which there are usually fewer than 20.
/// Source: after Vlachos, Yu and Castelli, On periodicity detection and structural periodic similarity, 2005 (AUTOPERIOD).
/// Their threshold is the greatest power of permuted values; here it is the local median of the power times what chance
/// exceeds with probability 1 - `confidence`, which drift does not raise and which needs no random numbers. Multiples of
/// hints, differencing and the search in what is left are not theirs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SeasonLengths {
    /// How many seasons a series may have.
    #[schemars(range(min = 1, max = 10))]
    pub max_seasons: usize,
    /// The longest season; a third of the series when absent.
    #[schemars(range(min = 2, max = 100_000))]
    pub max_length: Option<usize>,
    /// The least strength of a season.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub min_strength: f64,
    /// How sure it has to be that a power is not chance, over all frequencies together.
    #[schemars(schema_with = "share")]
    pub confidence: f64,
    /// The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    pub freq: Option<String>,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of values.
    pub target_col: String,
}

fn share(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1})
}

impl Default for SeasonLengths {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
        let (max_seasons, min_strength, confidence) = (3, 0.2, 0.99);
        Self { max_seasons, max_length: None, min_strength, confidence, freq: None, id_col, time_col, target_col }
    }
}

setters! {
    /// Setters.
    SeasonLengths {
        /// Sets how many seasons a series may have.
        max_seasons: usize,
        /// Sets the longest season.
        max_length: Option<usize>,
        /// Sets the least strength of a season.
        min_strength: f64,
        /// Sets how sure it has to be that a power is not chance.
        confidence: f64,
    }
}

impl Component for SeasonLengths {
    const ID: &'static str = "forecast.season_lengths";
    const NAME: &'static str = "SeasonLengths";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::component::{Answer, Context, Function};
/// use kingpost::data::{Column, Frame};
/// use kingpost::forecast::SeasonLengths;
/// let week = [9.0, 4.0, 5.0, 4.0, 6.0, 12.0, 14.0];
/// let y: Vec<f64> = (0..70).map(|t| week[t % 7] + 0.5 * t as f64).collect();
/// let table = Frame::new().with("y", y)?;
/// let answer = SeasonLengths::default().call(&[Some(&table)], &Context::default())?;
/// let Answer::Frame(seasons) = answer else { unreachable!() };
/// assert_eq!(seasons.column("season_length")?, &Column::I64(vec![7]));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for SeasonLengths {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "Id, time and value.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let columns = [&self.id_col, &self.time_col, &self.target_col].map(String::as_str);
        let panel = Panel::of_columns(inputs.need("data")?, columns, self.freq.as_deref(), Missing::Interpolate)?;
        let found: Vec<Vec<Season>> = ctx.map(panel.len(), |series| self.detect(panel.y(series), ctx))?;
        let rows: Vec<(usize, usize, Season)> = found
            .iter()
            .enumerate()
            .flat_map(|(series, seasons)| seasons.iter().zip(1..).map(move |(season, rank)| (series, rank, *season)))
            .collect();
        let whole =
            |of: fn(&(usize, usize, Season)) -> usize| rows.iter().map(|row| of(row) as i64).collect::<Vec<i64>>();
        let number = |of: fn(&Season) -> f64| rows.iter().map(|row| of(&row.2)).collect::<Vec<f64>>();
        let ids = panel.ids().take(&rows.iter().map(|row| row.0).collect::<Vec<usize>>());
        let frame = Frame::new().with(&self.id_col, ids)?.with("rank", whole(|row| row.1))?;
        let frame = frame.with("season_length", whole(|row| row.2.length))?;
        Ok(frame
            .with("strength", number(|season| season.strength))?
            .with("power", number(|season| season.power))?
            .into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Column, Strings};
    use crate::math::rng::Rng;
    use libm::{cos, sin};
    use std::f64::consts::PI;

    fn seasons(y: &[f64]) -> Vec<usize> {
        let found = SeasonLengths::default().detect(y, &Context::default()).unwrap();
        found.iter().map(|season| season.length).collect()
    }

    fn noise(n: usize, seed: u64) -> Vec<f64> {
        let mut rng = Rng::new(seed, 0);
        (0..n).map(|_| rng.normal()).collect()
    }

    fn wave(t: usize, period: f64) -> f64 {
        sin(2.0 * PI * t as f64 / period) + 0.6 * cos(4.0 * PI * t as f64 / period)
    }

    #[test]
    fn seasons_of_any_length_under_trend_and_noise() {
        for period in [4, 7, 12, 24, 52] {
            let mut hits = 0;
            for seed in 0..10 {
                let noise = noise(period * 12 + 5, seed);
                let y: Vec<f64> = noise
                    .iter()
                    .enumerate()
                    .map(|(t, e)| 2.0 * wave(t, period as f64) + 0.5 * e + 0.002 * (t * t) as f64)
                    .collect();
                hits += usize::from(seasons(&y) == [period]);
            }
            assert!(hits >= 9, "{period}: {hits} of 10");
        }
    }

    #[test]
    fn a_day_and_a_week() {
        let y: Vec<f64> = noise(1_000, 3)
            .iter()
            .enumerate()
            .map(|(t, e)| 3.0 * wave(t, 24.0) + if t / 24 % 7 >= 5 { 4.0 } else { 0.0 } + 0.5 * e)
            .collect();
        assert_eq!(seasons(&y), [24, 168]);
    }

    #[test]
    fn noise_walks_and_lines_have_none() {
        let found = (0..50).filter(|&seed| !seasons(&noise(200, seed)).is_empty()).count();
        assert!(found <= 2, "{found} of 50 series of noise");
        let walk = |seed| {
            let mut sum = 0.0;
            noise(200, seed)
                .iter()
                .map(|step| {
                    sum += step;
                    sum
                })
                .collect::<Vec<f64>>()
        };
        let found = (0..50).filter(|&seed| !seasons(&walk(seed)).is_empty()).count();
        assert!(found <= 3, "{found} of 50 walks");
        assert!(seasons(&(0..100).map(f64::from).collect::<Vec<f64>>()).is_empty());
        for odd in
            [vec![], vec![1.0], vec![3.0; 50], vec![0.0; 9], vec![f64::NAN; 20], vec![1e99, -1e99, 1e99, 0.0, 1.0]]
        {
            assert!(seasons(&odd).is_empty(), "{odd:?}");
        }
    }

    #[test]
    fn a_row_a_season_and_gaps_filled() {
        let y = |t: usize| if t == 31 { f64::NAN } else { wave(t, 12.0) };
        let ids: Strings = (0..140).map(|row| if row < 60 { "flat" } else { "b" }).collect();
        let values: Vec<f64> = (0..140).map(|row| if row < 60 { 1.0 } else { y(row - 60) }).collect();
        let ticks: Vec<i64> = (0..60).chain(0..80).collect();
        let table =
            Frame::new().with("unique_id", ids).and_then(|frame| frame.with("ds", ticks)?.with("y", values)).unwrap();
        let answer = SeasonLengths::default().call(&[Some(&table)], &Context::default()).unwrap();
        let Answer::Frame(frame) = answer else { panic!() };
        assert_eq!(frame.column("season_length").unwrap(), &Column::I64(vec![12]));
        assert_eq!(frame.column("unique_id").unwrap(), &Column::from(["b"].into_iter().collect::<Strings>()));
        assert!(frame.f64("strength").unwrap()[0] > 0.95);
    }
}

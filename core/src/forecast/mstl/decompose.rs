//! Several seasons and a trend: STL, season by season.

use crate::component::Context;
use crate::error::Result;
use crate::math::stl::Stl;

/// A series in parts that sum to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parts {
    pub(crate) trend: Vec<f64>,
    /// The seasonal part of each period, as long as the series.
    pub(crate) seasons: Vec<Vec<f64>>,
    pub(crate) remainder: Vec<f64>,
}

/// Takes a series apart; each period, the shortest first, is in it twice at least.
///
/// Each season is found in what the others leave, by STL with a periodic smoother of local constants, and all of them once
/// more with the others known better. The longer the period, the more its seasons are alike: the smoother spans 11 of the
/// shortest, 15 of the next, 19 of the one after it. Where it is `robust`, outliers do not move seasons and trend.
pub(crate) fn decompose(y: &[f64], periods: &[usize], robust: bool, ctx: &Context) -> Result<Parts> {
    let mut parts =
        Parts { trend: y.to_vec(), seasons: vec![vec![0.0; y.len()]; periods.len()], remainder: Vec::new() };
    let mut rest = y.to_vec();
    // A constant has no season, whatever rounding makes of it.
    if y.iter().any(|&value| value != y[0]) {
        for _ in 0..if periods.len() > 1 { 2 } else { 1 } {
            for (at, (&period, season)) in periods.iter().zip(&mut parts.seasons).enumerate() {
                ctx.check()?;
                rest.iter_mut().zip(season.iter()).for_each(|(rest, season)| *rest += season);
                let stl = Stl { seasonal_degree: 0, ..Stl::new(period, 11 + 4 * at) };
                let stl = if robust { Stl { inner: 1, outer: 15, ..stl } } else { stl };
                let found = stl.decompose(&rest);
                (parts.trend, *season) = (found.trend, found.seasonal);
                rest.iter_mut().zip(season.iter()).for_each(|(rest, season)| *rest -= season);
            }
        }
    }
    parts.remainder = rest.iter().zip(&parts.trend).map(|(rest, trend)| rest - trend).collect();
    Ok(parts)
}

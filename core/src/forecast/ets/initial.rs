//! Where the search starts: initial states from a decomposition and a straight line (the book, section 2.6.1).

use super::form::{Form, Way};
use crate::forecast::classical::{indices, moving_average};

/// Level, trend (0 without one) and the season in order of time, from the first observation on; its first state follows
/// from the others.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Start {
    pub(super) level: f64,
    pub(super) trend: f64,
    pub(super) season: Vec<f64>,
}

/// Initial states by heuristics, as R's forecast package and statsforecast have them; they take the season from the whole
/// series instead of the first `seasons`.
pub(super) fn start(y: &[f64], period: usize, form: Form, seasons: usize) -> Start {
    let Some(way) = form.season else {
        let (level, trend) = line(&y[..y.len().min(10)], form.trend);
        return Start { level, trend, season: Vec::new() };
    };
    let pattern = if y.len() < 3 * period {
        detrended(y, period, way)
    } else {
        let first = &y[..y.len().min(period.saturating_mul(seasons))];
        indices(first, &moving_average(first, period), period, way)
    };
    let of = |t: usize| if y.len() < 3 * period { pattern[t] } else { pattern[t % period] };
    let adjusted: Vec<f64> = (0..y.len().min((2 * period).max(10)))
        .map(|t| if way == Way::Additive { y[t] - of(t) } else { y[t] / of(t).max(1e-2) })
        .collect();
    let mut season: Vec<f64> = (0..period).map(of).collect();
    if way == Way::Multiplicative {
        season[1..].iter_mut().for_each(|state| *state = state.max(1e-2));
        let sum: f64 = season[1..].iter().sum();
        if sum > period as f64 {
            let sum: f64 = season[1..].iter().map(|state| state + 1e-2).sum();
            season[1..].iter_mut().for_each(|state| *state /= sum);
        }
    }
    close(&mut season, way);
    let (level, trend) = line(&adjusted, form.trend);
    Start { level, trend, season }
}

/// Sets the first state so that all add up to nothing, or to one each. The others are added up from the last to the
/// second, in the order of the reference's parameters.
pub(super) fn close(season: &mut [f64], way: Way) {
    let total = if way == Way::Additive { 0.0 } else { season.len() as f64 };
    season[0] = total - season[1..].iter().rev().sum::<f64>();
}

/// The mean, or the intercept and slope of the least-squares line over times 1, 2, ...
fn line(y: &[f64], trend: bool) -> (f64, f64) {
    let n = y.len() as f64;
    let mean = y.iter().sum::<f64>() / n;
    if !trend {
        return (mean, 0.0);
    }
    let middle = (n + 1.0) / 2.0;
    let (mut above, mut below) = (0.0, 0.0);
    for (t, y) in y.iter().enumerate() {
        let t = t as f64 + 1.0 - middle;
        above += t * (y - mean);
        below += t * t;
    }
    let slope = above / below;
    let level = mean - slope * middle;
    // A relative error cannot be taken of a first forecast of 0.
    if (level + slope).abs() < 1e-8 { (level * (1.0 + 1e-3), slope * (1.0 - 1e-3)) } else { (level, slope) }
}

/// For fewer than three seasons: what the line of a regression on 1, t and one wave a season leaves, observation by
/// observation.
fn detrended(y: &[f64], period: usize, way: Way) -> Vec<f64> {
    let wave = |t: f64| 2.0 * std::f64::consts::PI * t / period as f64;
    let times = || (1..=y.len()).map(|t| t as f64);
    let columns = [
        vec![1.0; y.len()],
        times().collect(),
        times().map(|t| libm::cos(wave(t))).collect(),
        times().map(|t| libm::sin(wave(t))).collect(),
    ];
    let [intercept, slope, ..] = regression(columns, y);
    let line = |t: usize| intercept + slope * (t as f64 + 1.0);
    let parts = y.iter().enumerate();
    parts.map(|(t, y)| if way == Way::Additive { y - line(t) } else { y / line(t) }).collect()
}

/// Least squares by modified Gram-Schmidt; a column that the earlier ones explain (the sine of a season of two) is left
/// out.
fn regression(mut columns: [Vec<f64>; 4], y: &[f64]) -> [f64; 4] {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let mut rest = y.to_vec();
    // r[j][k] is how much of direction j is in column k.
    let mut r = [[0.0; 4]; 4];
    let mut along = [0.0; 4];
    for j in 0..4 {
        let before = dot(&columns[j], &columns[j]);
        // Twice is enough (Parlett): the second pass removes what rounding left.
        for _ in 0..2 {
            for i in 0..j {
                let share = dot(&columns[i], &columns[j]);
                let (earlier, later) = columns.split_at_mut(j);
                later[0].iter_mut().zip(&earlier[i]).for_each(|(x, q)| *x -= share * q);
                r[i][j] += share;
            }
        }
        let norm = libm::sqrt(dot(&columns[j], &columns[j]));
        if norm * norm <= 1e-20 * (1.0 + before) {
            columns[j].fill(0.0);
            continue;
        }
        columns[j].iter_mut().for_each(|x| *x /= norm);
        r[j][j] = norm;
        along[j] = dot(&columns[j], &rest);
        rest.iter_mut().zip(&columns[j]).for_each(|(x, q)| *x -= along[j] * q);
    }
    let mut solution = [0.0; 4];
    for j in (0..4).rev().filter(|&j| r[j][j] > 0.0) {
        let known: f64 = (j + 1..4).map(|k| r[j][k] * solution[k]).sum();
        solution[j] = (along[j] - known) / r[j][j];
    }
    solution
}

#[cfg(test)]
mod tests {
    use super::super::tests::AIR_PASSENGERS;
    use super::*;

    fn close_to(start: &Start, way: Option<Way>, expected: &[f64]) {
        // The reference has the season backwards and without its first state.
        let mut all = vec![start.level];
        if start.trend != 0.0 {
            all.push(start.trend);
        }
        all.extend(start.season.iter().skip(1).rev());
        assert_eq!(all.len(), expected.len(), "{start:?}");
        for (a, b) in all.iter().zip(expected) {
            assert!((a - b).abs() < 1e-9 * (1.0 + b.abs()), "{way:?}: {all:?} and {expected:?}");
        }
    }

    /// statsforecast 2.1.1: `statsforecast.ets.initstate(y, m, trend, season)` of AirPassengers' beginning.
    #[test]
    fn numbers_of_statsforecast() {
        let y = &AIR_PASSENGERS;
        let form = |trend, season| Form { error: Way::Multiplicative, trend, damped: false, season };
        let check = |n, period, trend, way, expected: &[f64]| {
            close_to(&start(&y[..n], period, form(trend, way), usize::MAX), way, expected);
        };
        let (additive, multiplicative) = (Some(Way::Additive), Some(Way::Multiplicative));
        #[rustfmt::skip]
        check(48, 12, true, additive, &[
            118.89070048309178, 1.142077294685993, -12.946759259259265, -30.93287037037038, -12.682870370370361,
            10.219907407407415, 24.928240740740726, 26.608796296296305, 14.372685185185182, -5.293981481481475,
            -3.6828703703703702, 9.331018518518524, -7.016203703703703,
        ]);
        #[rustfmt::skip]
        check(48, 12, false, multiplicative, &[
            133.17201892903947, 0.9147448480840121, 0.795296294318729, 0.9154047382506932, 1.0686035151705877,
            1.1692582809838752, 1.1822264910587164, 1.083287198766572, 0.9653122468897362, 0.9793517704290741,
            1.05858566811481, 0.9541631149607734,
        ]);
        #[rustfmt::skip]
        check(20, 12, true, multiplicative, &[
            121.40542200704931, 0.9640990693373377, 0.887387443778895, 0.7878160504474577, 0.908075219670749,
            1.0454918597596383, 1.1462364198756956, 1.1548595176310554, 1.061404061392273, 0.9585986977690889,
            1.029842946292812, 1.061966388712347, 0.9567545318184765,
        ]);
        check(11, 3, false, additive, &[129.7, 1.7777777777777795, -2.7777777777777777]);
        check(7, 1, true, None, &[109.14285714285712, 4.67857142857143]);
        check(7, 3, true, additive, &[110.22222222222214, 4.333333333333338, 8.777777777777827, -0.8888888888888395]);
    }

    #[test]
    fn a_column_explained_by_others_is_left_out() {
        // y = 3 + 2t with a season of two, whose sine is 0 everywhere.
        let y: Vec<f64> = (1..=5).map(|t| 3.0 + 2.0 * f64::from(t)).collect();
        let rest = detrended(&y, 2, Way::Additive);
        assert!(rest.iter().all(|value| value.abs() < 1e-10), "{rest:?}");
    }
}

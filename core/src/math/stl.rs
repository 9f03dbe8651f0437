//! Seasonal-trend decomposition by loess: Cleveland, Cleveland, McRae and Terpenning, STL: A Seasonal-Trend Decomposition
//! Procedure Based on Loess, Journal of Official Statistics 6(1), 1990.

use crate::math::lbfgs::dot;

/// The spans and degrees of the smoothers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stl {
    /// Observations in a season; at least 2.
    pub(crate) period: usize,
    /// The span of the smoother of each season's place (all Januaries); odd, at least 3.
    pub(crate) seasonal: usize,
    /// 0 for local constants, 1 for local lines.
    pub(crate) seasonal_degree: usize,
    /// The span of the trend's smoother; odd.
    pub(crate) trend: usize,
    /// The span of the low-pass filter; odd.
    pub(crate) low_pass: usize,
    /// Rounds of season and trend.
    pub(crate) inner: usize,
    /// Rounds of weights that make outliers count less; 0 for none.
    pub(crate) outer: usize,
}

/// A series in parts; what is left of it is the remainder.
#[derive(Clone, Debug)]
pub(crate) struct Decomposed {
    pub(crate) trend: Vec<f64>,
    pub(crate) seasonal: Vec<f64>,
}

impl Stl {
    /// The spans that follow from the period and the seasonal span, and as many rounds as statsmodels makes.
    pub(crate) fn new(period: usize, seasonal: usize) -> Self {
        let odd = |least: usize| least + usize::from(least.is_multiple_of(2));
        let trend = libm::ceil(1.5 * period as f64 / (1.0 - 1.5 / seasonal as f64)) as usize;
        let (trend, low_pass) = (odd(trend.max(3)), odd(period + 1));
        Self { period, seasonal, seasonal_degree: 1, trend, low_pass, inner: 5, outer: 0 }
    }

    /// Takes a series of at least two seasons apart.
    pub(crate) fn decompose(&self, y: &[f64]) -> Decomposed {
        let n = y.len();
        let mut work = Work::new(self, n);
        let mut parts = Decomposed { trend: vec![0.0; n], seasonal: vec![0.0; n] };
        let mut weights: Option<Vec<f64>> = None;
        for round in 0..=self.outer {
            for _ in 0..self.inner {
                work.round(y, weights.as_deref(), &mut parts);
            }
            if round < self.outer {
                weights = Some(robustness(y, &parts));
            }
        }
        parts
    }
}

/// The weight of each observation by the size of its remainder (bisquare, six median absolute deviations).
fn robustness(y: &[f64], parts: &Decomposed) -> Vec<f64> {
    let fitted = parts.trend.iter().zip(&parts.seasonal);
    let mut sizes: Vec<f64> = y.iter().zip(fitted).map(|(y, (trend, season))| (y - trend - season).abs()).collect();
    let mut sorted = sizes.clone();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    let most = 3.0 * (sorted[n / 2] + sorted[(n - 1) / 2]);
    for size in &mut sizes {
        *size = match *size {
            small if small <= 0.001 * most => 1.0,
            middle if middle <= 0.999 * most => {
                let share = middle / most;
                (1.0 - share * share) * (1.0 - share * share)
            }
            _ => 0.0,
        };
    }
    sizes
}

/// The smoothers for one length of series, and room to work in.
struct Work {
    period: usize,
    /// The smoothers of a season's places: some have one more observation than others.
    places: [Loess; 2],
    trend: Loess,
    low_pass: Loess,
    /// The season, one period longer at each end.
    long: Vec<f64>,
    place: [Vec<f64>; 3],
    averaged: [Vec<f64>; 2],
}

impl Work {
    fn new(stl: &Stl, n: usize) -> Self {
        let (period, shorter) = (stl.period, n / stl.period);
        let places = [0, 1].map(|more| Loess::new(shorter + more, stl.seasonal, stl.seasonal_degree));
        let (trend, low_pass) = (Loess::new(n, stl.trend, 1), Loess::new(n, stl.low_pass, 1));
        let place = [(); 3].map(|()| Vec::with_capacity(shorter + 3));
        let long = vec![0.0; n + 2 * period];
        let averaged = [(); 2].map(|()| Vec::with_capacity(long.len()));
        Self { period, places, trend, low_pass, long, place, averaged }
    }

    /// One round: the season of what is left without the trend, and the trend of what is left without the season.
    fn round(&mut self, y: &[f64], weights: Option<&[f64]>, parts: &mut Decomposed) {
        let (n, period) = (y.len(), self.period);
        let [values, weights_here, smooth] = &mut self.place;
        for first in 0..period {
            let each = |from: &[f64], to: &mut Vec<f64>| {
                to.clear();
                to.extend(from[first..].iter().step_by(period));
            };
            values.clear();
            values.extend((first..n).step_by(period).map(|at| y[at] - parts.trend[at]));
            weights_here.clear();
            if let Some(weights) = weights {
                each(weights, weights_here);
            }
            let loess = &self.places[values.len() - n / period];
            smooth.clear();
            smooth.resize(values.len() + 2, 0.0);
            loess.smooth_beyond(values, weights.map(|_| weights_here.as_slice()), smooth);
            self.long[first..].iter_mut().step_by(period).zip(smooth.iter()).for_each(|(to, from)| *to = *from);
        }
        let [once, twice] = &mut self.averaged;
        moving_average(&self.long, period, once);
        moving_average(once, period, twice);
        moving_average(twice, 3, once);
        twice.clear();
        twice.resize(n, 0.0);
        self.low_pass.smooth(once, None, twice);
        for at in 0..n {
            parts.seasonal[at] = self.long[period + at] - twice[at];
            once[at] = y[at] - parts.seasonal[at];
        }
        self.trend.smooth(once, weights, &mut parts.trend);
    }
}

fn moving_average(values: &[f64], span: usize, out: &mut Vec<f64>) {
    out.clear();
    let mut sum: f64 = values[..span].iter().sum();
    out.push(sum / span as f64);
    for (new, old) in values[span..].iter().zip(values) {
        sum += new - old;
        out.push(sum / span as f64);
    }
}

/// Loess on whole numbers 1..=n: a local line or constant, tricube weights.
///
/// Without weights of the observations every smoothed value is a fixed combination of the values about it, and the same
/// one wherever the window is whole: so the combinations are found once and a smoothing is one product a value.
struct Loess {
    n: usize,
    span: usize,
    degree: usize,
    /// A row of combination a place in the window; the row `span / 2` is used wherever the window can be centred.
    rows: Vec<f64>,
    /// Those for the places before the first value and after the last.
    before: Vec<f64>,
    after: Vec<f64>,
}

impl Loess {
    fn new(n: usize, span: usize, degree: usize) -> Self {
        let width = span.min(n);
        let mut loess = Self { n, span, degree, rows: vec![0.0; width * width], before: Vec::new(), after: Vec::new() };
        for place in 0..width {
            let mut row = vec![0.0; width];
            if !loess.combine(place as f64, None, &mut row) {
                row[place] = 1.0;
            }
            loess.rows[place * width..][..width].copy_from_slice(&row);
        }
        for (place, edge) in [(-1.0, 0), (width as f64, width.saturating_sub(1))] {
            let mut row = vec![0.0; width];
            if width > 0 && !loess.combine(place, None, &mut row) {
                // As the nearest value's own.
                row.copy_from_slice(&loess.rows[edge * width..][..width]);
            }
            if place < 0.0 { loess.before = row } else { loess.after = row }
        }
        loess
    }

    /// The weights of a window's values for the smoothed value at `place`, counted from the window's first; false where
    /// no value has a weight.
    fn combine(&self, place: f64, weights: Option<&[f64]>, row: &mut [f64]) -> bool {
        let width = row.len();
        let mut reach = place.max(width as f64 - 1.0 - place);
        if self.span > self.n {
            reach += ((self.span - self.n) / 2) as f64;
        }
        let mut sum = 0.0;
        for (at, value) in row.iter_mut().enumerate() {
            let distance = (at as f64 - place).abs();
            *value = if distance <= 0.001 * reach {
                1.0
            } else if distance <= 0.999 * reach {
                let share = distance / reach;
                let rest = 1.0 - share * share * share;
                rest * rest * rest
            } else {
                0.0
            };
            if let Some(weights) = weights {
                *value *= weights[at];
            }
            sum += *value;
        }
        if sum <= 0.0 {
            return false;
        }
        row.iter_mut().for_each(|value| *value /= sum);
        if reach > 0.0 && self.degree > 0 {
            let centre: f64 = row.iter().enumerate().map(|(at, weight)| weight * at as f64).sum();
            let off = |at: usize| at as f64 - centre;
            let spread: f64 = row.iter().enumerate().map(|(at, weight)| weight * off(at) * off(at)).sum();
            if spread.sqrt() > 0.001 * (self.n as f64 - 1.0) {
                let slope = (place - centre) / spread;
                row.iter_mut().enumerate().for_each(|(at, weight)| *weight *= slope * off(at) + 1.0);
            }
        }
        true
    }

    /// Smooths `n` values.
    fn smooth(&self, values: &[f64], weights: Option<&[f64]>, out: &mut [f64]) {
        let (n, width) = (self.n, self.span.min(self.n));
        let mut row = vec![0.0; if weights.is_some() { width } else { 0 }];
        for (at, out) in out.iter_mut().enumerate().take(n) {
            let first = at.saturating_sub(self.span / 2).min(n - width);
            let window = &values[first..first + width];
            *out = match weights {
                None => dot(&self.rows[(at - first) * width..][..width], window),
                Some(weights) => {
                    let weights = &weights[first..first + width];
                    let known = self.combine((at - first) as f64, Some(weights), &mut row);
                    if known { dot(&row, window) } else { values[at] }
                }
            };
        }
    }

    /// Smooths `n` values and one place more at each end.
    fn smooth_beyond(&self, values: &[f64], weights: Option<&[f64]>, out: &mut [f64]) {
        let (n, width) = (self.n, self.span.min(self.n));
        self.smooth(values, weights, &mut out[1..=n]);
        let ends = [(0, 0, -1.0, &self.before), (n + 1, n - width, width as f64, &self.after)];
        for (to, first, place, row) in ends {
            let window = &values[first..first + width];
            let nearest = out[if to == 0 { 1 } else { n }];
            out[to] = match weights {
                None => dot(row, window),
                Some(weights) => {
                    let mut row = vec![0.0; width];
                    let known = self.combine(place, Some(&weights[first..first + width]), &mut row);
                    if known { dot(&row, window) } else { nearest }
                }
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(n: usize) -> Vec<f64> {
        let value = |t: usize| {
            let wave = libm::sin(2.0 * std::f64::consts::PI * t as f64 / 12.0);
            0.3 * t as f64 + 5.0 * wave + ((t * 7919) % 23) as f64 / 4.0
        };
        (0..n).map(value).collect()
    }

    fn check(stl: Stl, n: usize, expected: &[(usize, f64, f64)]) {
        let parts = stl.decompose(&series(n));
        for &(at, trend, season) in expected {
            let off = (parts.trend[at] - trend).abs().max((parts.seasonal[at] - season).abs());
            assert!(off < 1e-9, "{at}: {} {}", parts.trend[at], parts.seasonal[at]);
        }
    }

    #[test]
    fn numbers_of_statsmodels() {
        // statsmodels 0.14 STL(y, period=12, seasonal=.., seasonal_deg=.., robust=..).fit().
        let stl = Stl { seasonal_degree: 0, ..Stl::new(12, 11) };
        let plain = [
            (0, 1.818609679505, 0.223246143159),
            (50, 17.641535001172, 4.745113864309),
            (98, 31.867380902772, 4.785021391005),
            (99, 32.142399598368, 4.951322917488),
        ];
        check(stl, 100, &plain);
        let lines = [
            (1, 2.287676823327, 3.267982165008),
            (50, 17.664069073954, 4.876052835538),
            (99, 32.132527170381, 4.189253952445),
        ];
        check(Stl::new(12, 7), 100, &lines);
        let robust = [
            (0, 1.808558007206, 0.22230020645),
            (50, 17.642095577067, 4.745922071612),
            (99, 32.128815604621, 4.951997601317),
        ];
        check(Stl { inner: 2, outer: 15, ..stl }, 100, &robust);
        // Shorter than the windows.
        let short = [
            (0, 1.7490345626078252, -0.6594443910421827),
            (15, 7.347692907291464, 5.590661825141982),
            (29, 11.692448608871805, 2.664909993996583),
        ];
        check(stl, 30, &short);
    }
}

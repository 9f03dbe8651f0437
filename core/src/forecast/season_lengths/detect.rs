//! Hints from the spectrum, verified on the autocorrelation.

use super::SeasonLengths;
use crate::component::Context;
use crate::error::Result;
use crate::math::fft::{power, products};
use libm::{ceil, floor, log, pow, sqrt};
use std::f64::consts::LN_2;

/// The longest season of a forecaster.
const LONGEST: u16 = 8784;

/// The lengths of seasons as they were given or, where none is, as they are found in the series.
pub(crate) fn given_or_found<T: Copy + From<u16>>(given: &[T], y: &[f64], ctx: &Context) -> Result<Vec<T>> {
    if !given.is_empty() {
        return Ok(given.to_vec());
    }
    let search = SeasonLengths::default().max_length(Some(usize::from(LONGEST)));
    let found = search.detect(y, ctx)?;
    Ok(found.iter().filter_map(|season| u16::try_from(season.length).ok()).map(T::from).collect())
}

/// Those of whole steps that a series shows twice, the shortest first.
pub(crate) fn periods(given: &[u32], y: &[f64], ctx: &Context) -> Result<Vec<usize>> {
    let lengths = given_or_found(given, y, ctx)?;
    let mut periods: Vec<usize> = lengths.into_iter().map(|length| length as usize).collect();
    periods.retain(|&period| period > 1 && y.len() >= 2 * period);
    periods.sort_unstable();
    periods.dedup();
    Ok(periods)
}

/// The lengths that a model has, for its table of parameters.
pub(crate) fn as_parameters(lengths: impl Iterator<Item = f64>) -> Vec<(String, f64)> {
    lengths.zip(1..).map(|(length, at)| (format!("season_length_{at}"), length)).collect()
}

/// A season that was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Season {
    pub(crate) length: usize,
    pub(super) strength: f64,
    pub(super) power: f64,
}

/// With fewer observations nothing is searched.
const LEAST: usize = 8;
/// How often a season has to be seen.
const TIMES: usize = 3;
/// A frequency may be a wave in a season that is so many times longer: a week of daily work has the seventh.
const MULTIPLES: usize = 8;
/// A divisor that explains this share of what its multiple does is the season.
const NEARLY: f64 = 0.75;
/// How many standard errors the autocorrelation of noise an autocorrelation has to be.
const ERRORS: f64 = 2.0;

impl SeasonLengths {
    /// The seasons of a series, in the order in which they were found.
    pub(crate) fn detect(&self, y: &[f64], ctx: &Context) -> Result<Vec<Season>> {
        let mut found: Vec<Season> = Vec::new();
        let longest = (y.len() / TIMES).min(self.max_length.unwrap_or(usize::MAX));
        let Some(mut rest) = scaled(y).filter(|_| y.len() >= LEAST) else { return Ok(found) };
        while found.len() < self.max_seasons {
            ctx.check()?;
            let mut seasons: Vec<Season> =
                self.verified(&rest, longest).into_iter().map(|hint| refined(&rest, hint, longest)).collect();
            for season in &mut seasons {
                // What is left of a season that changes slowly looks like one beside its multiples.
                if let Some(length) = found.iter().find_map(|known| multiple_beside(season.length, known.length)) {
                    *season = Season { length, strength: mean_season(&rest, length).0, ..*season };
                }
            }
            seasons.retain(|season| {
                season.strength >= self.min_strength
                    && season.length <= longest
                    && found.iter().all(|known| known.length != season.length)
            });
            let Some(best) = seasons.iter().copied().reduce(|a, b| if b.strength > a.strength { b } else { a }) else {
                break;
            };
            let enough =
                |season: &&Season| divides(season.length, best.length) && season.strength >= NEARLY * best.strength;
            let season = seasons.iter().filter(enough).min_by_key(|season| season.length).copied().unwrap_or(best);
            let (_, means) = mean_season(&rest, season.length);
            rest.iter_mut().zip(means.iter().cycle()).for_each(|(value, mean)| *value -= mean);
            found.push(season);
        }
        Ok(found)
    }

    /// The lengths that spectrum and autocorrelation agree on, ascending, each with the power of its strongest hint.
    fn verified(&self, x: &[f64], longest: usize) -> Vec<(usize, f64)> {
        let mut lengths: Vec<(usize, f64)> = Vec::new();
        for (cycles, power, count) in self.hints(x) {
            for multiple in 1..=MULTIPLES {
                let period = |cycles: usize| multiple as f64 * count as f64 / cycles as f64;
                if period(cycles) > longest as f64 + 1.0 {
                    break;
                }
                let first = floor((period(cycles + 1) + period(cycles)) / 2.0 - 1.0).max(1.0) as usize;
                let last = ceil((period(cycles) + period(cycles - 1)) / 2.0 + 1.0).min(x.len() as f64 / 2.0) as usize;
                let Some(length) = top(x, period(cycles), [first, last], multiple == 1) else { continue };
                if length < 2 || length > longest {
                    continue;
                }
                match lengths.iter_mut().find(|(known, _)| *known == length) {
                    Some((_, known)) => *known = known.max(power),
                    None => lengths.push((length, power)),
                }
            }
        }
        lengths.sort_by_key(|(length, _)| *length);
        lengths
    }

    /// The frequencies of the differences that stand out: cycles, power against the neighbourhood, and in how many values.
    fn hints(&self, x: &[f64]) -> Vec<(usize, f64, usize)> {
        let differences: Vec<f64> = x.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let count = differences.len();
        let mean = differences.iter().sum::<f64>() / count as f64;
        let spectrum = power(&differences.iter().map(|value| value - mean).collect::<Vec<f64>>());
        let total: f64 = spectrum.iter().sum();
        let size = spectrum.len();
        // The power of noise is exponential: its median is ln 2 of its mean.
        let chance = -log(1.0 - pow(self.confidence, 1.0 / size as f64));
        let half = (size / 16).max(8);
        let mut near = Vec::with_capacity(2 * half + 1);
        let mut hints = Vec::new();
        for cycles in 2..size {
            let here = spectrum[cycles];
            let is_peak = here >= spectrum[cycles - 1] && spectrum.get(cycles + 1).is_none_or(|next| here >= *next);
            if !is_peak || here <= 1e-12 * total {
                continue;
            }
            near.clear();
            near.extend_from_slice(&spectrum[cycles.saturating_sub(half).max(1)..(cycles + half + 1).min(size)]);
            near.sort_by(f64::total_cmp);
            let middle = (near[(near.len() - 1) / 2] + near[near.len() / 2]) / 2.0 / LN_2;
            // A pure wave stands out of nothing.
            let ratio = here / middle.max(1e-12 * total);
            if ratio > chance {
                hints.push((cycles, ratio, count));
            }
        }
        hints
    }
}

/// Whether a length is a part of another, or, of the few parts that can be told apart, the whole number beside it: 30 of 61.
fn divides(length: usize, whole: usize) -> bool {
    let times = (whole + length / 2) / length;
    let off = whole.abs_diff(times * length);
    off == 0 || (2 * off <= times && 2 * times <= length)
}

/// The multiple of a known season that a length is all but equal to.
fn multiple_beside(length: usize, known: usize) -> Option<usize> {
    let multiple = (length + known / 2) / known * known;
    (multiple > 0 && known > 2 && length.abs_diff(multiple) <= 1 + length / 64).then_some(multiple)
}

/// The nearest length whose mean season explains more than those beside it.
fn refined(x: &[f64], (length, power): (usize, f64), longest: usize) -> Season {
    let at = |length: usize| Season { length, strength: mean_season(x, length).0, power };
    let mut best = at(length);
    // The top of a wide hill is uncertain by a small part of the length.
    for _ in 0..1 + length / 16 {
        let beside = [best.length - 1, best.length + 1].into_iter().filter(|length| (2..=longest).contains(length));
        let better =
            beside.map(at).fold(best, |best, season| if season.strength > best.strength { season } else { best });
        if better.length == best.length {
            break;
        }
        best = better;
    }
    best
}

/// The values around their mean in units of the greatest; none where they do not move or one is missing.
fn scaled(y: &[f64]) -> Option<Vec<f64>> {
    let most = y.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    if y.iter().any(|value| !value.is_finite()) || y.iter().all(|&value| value == y[0]) {
        return None;
    }
    let mean = y.iter().map(|value| value / most).sum::<f64>() / y.len() as f64;
    Some(y.iter().map(|value| value / most - mean).collect())
}

/// The lag of the highest top of the autocorrelation within bounds, where it is not chance; of a `hill`, the lags must rise
/// to a place and fall after it.
fn top(x: &[f64], period: f64, [first, last]: [usize; 2], hill: bool) -> Option<usize> {
    if last < first + 2 {
        return None;
    }
    let trend = moving_average(x, (libm::round(period) as usize).max(2));
    let detrended: Vec<f64> = x.iter().zip(&trend).map(|(x, trend)| x - trend).collect();
    let correlations = products(&detrended, last + 1);
    let all = correlations[0];
    if all <= 1e-12 * x.iter().map(|value| value * value).sum::<f64>() {
        return None;
    }
    let is_top =
        |lag: &usize| correlations[*lag] >= correlations[lag - 1] && correlations[*lag] >= correlations[lag + 1];
    let tops = (first..=last).filter(is_top);
    let lag = tops.reduce(|best, lag| if correlations[lag] > correlations[best] { lag } else { best })?;
    let enough = correlations[lag] >= ERRORS / sqrt(x.len() as f64) * all;
    (enough && (!hill || is_hill(&correlations[first..=last]))).then_some(lag)
}

/// Whether the two lines that fit values best rise and fall.
fn is_hill(values: &[f64]) -> bool {
    let n = values.len();
    if n == 3 {
        return values[1] >= values[0] && values[1] >= values[2];
    }
    let mut best = (f64::INFINITY, false);
    for middle in 1..n - 1 {
        let (left, rises) = line(&values[..=middle]);
        let (right, falls) = line(&values[middle..]);
        if left + right < best.0 {
            best = (left + right, rises > 0.0 && falls < 0.0);
        }
    }
    best.1
}

/// The squared errors of the least-squares line, and its slope.
fn line(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let (middle, mean) = ((n - 1.0) / 2.0, values.iter().sum::<f64>() / n);
    let (mut across, mut along, mut total) = (0.0, 0.0, 0.0);
    for (at, value) in values.iter().enumerate() {
        let (t, y) = (at as f64 - middle, value - mean);
        across += t * t;
        along += t * y;
        total += y * y;
    }
    (total - along * along / across, along / across)
}

/// The centred moving average of a span; beyond its ends, the lines through its first and last values.
fn moving_average(x: &[f64], span: usize) -> Vec<f64> {
    let (n, half) = (x.len(), span / 2);
    if n < 2 * half + 1 {
        return vec![x.iter().sum::<f64>() / n as f64; n];
    }
    let ends = if span.is_multiple_of(2) { 0.5 } else { 1.0 };
    let mut inner: f64 = x[1..2 * half].iter().sum();
    let mut average = vec![0.0; n];
    for (first, value) in average[half..n - half].iter_mut().enumerate() {
        let last = first + 2 * half;
        *value = (inner + ends * (x[first] + x[last])) / span as f64;
        inner += x[last] - x[first + 1];
    }
    let width = (n - 2 * half).min(span);
    for (first, outside) in [(half, 0..half), (n - half - width, n - half..n)] {
        let values = &average[first..first + width];
        let mean = values.iter().sum::<f64>() / width as f64;
        let slope = if width > 1 { line(values).1 } else { 0.0 };
        let middle = first as f64 + (width as f64 - 1.0) / 2.0;
        outside.for_each(|at| average[at] = mean + slope * (at as f64 - middle));
    }
    average
}

/// The share of the variance around the moving average that the mean season explains, less that of chance, and the season.
fn mean_season(x: &[f64], length: usize) -> (f64, Vec<f64>) {
    let (n, trend) = (x.len(), moving_average(x, length));
    let mut means = vec![0.0; length];
    let mut counts = vec![0.0; length];
    let mut total = 0.0;
    for at in 0..n {
        let value = x[at] - trend[at];
        means[at % length] += value;
        counts[at % length] += 1.0;
        total += value * value;
    }
    means.iter_mut().zip(&counts).for_each(|(mean, count)| *mean /= count);
    let left: f64 = (0..n).map(|at| x[at] - trend[at] - means[at % length]).map(|error| error * error).sum();
    let strength = 1.0 - (left / (n - length) as f64) / (total / (n as f64 - 1.0));
    (if strength.is_finite() { strength } else { 0.0 }, means)
}

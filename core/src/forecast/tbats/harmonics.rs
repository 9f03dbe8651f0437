//! How many waves each season has.

use super::linear::Normal;
use libm::{cos, log, sin};
use std::f64::consts::PI;

/// A season has no more waves than this.
const MOST_WAVES: usize = 50;

/// The waves of each season, a list of multiples of its frequency; each period is in the series twice at least.
///
/// The periods, the shortest first, take the waves that least squares finds worth their while in what the others leave of
/// the series without its moving average.
pub(super) fn choose(y: &[f64], periods: &[f64]) -> Vec<Vec<usize>> {
    let mut rest = y.to_vec();
    let mut taken: Vec<f64> = Vec::new();
    periods
        .iter()
        .map(|&period| {
            // A wave that a shorter season has is left to it.
            let own = |wave: &usize| taken.iter().all(|other| (other * period - *wave as f64).abs() > 1e-6);
            let most = (period / 2.0 + 1e-9) as usize;
            let waves: Vec<usize> = (1..=most.min(MOST_WAVES)).filter(own).collect();
            let waves = worthwhile(&mut rest, period, waves);
            taken.extend(waves.iter().map(|&wave| wave as f64 / period));
            waves
        })
        .collect()
}

/// The first waves of a list, as many as the corrected Akaike criterion is least with; the series loses them.
fn worthwhile(y: &mut [f64], period: f64, mut waves: Vec<usize>) -> Vec<usize> {
    let half = (libm::round(period) as usize) / 2;
    let inner = half..y.len() - half;
    let detrended = without_average(y, libm::round(period) as usize);
    let n = inner.len() as f64;
    let columns = 2 * waves.len();
    let mut normal = Normal::zero(columns);
    let mut products = vec![0.0; columns];
    let mut row = vec![0.0; columns];
    let mut clock = Clock::new(period, &waves);
    for t in 0..y.len() - half {
        if t >= half {
            clock.write(&mut row);
            normal.add(&row);
            let value = detrended[t - half];
            products.iter_mut().zip(&row).for_each(|(sum, column)| *sum += column * value);
        }
        clock.tick();
    }
    normal.factorise();
    let mut shares = products;
    normal.forwards(&mut shares);
    let mut squares: f64 = detrended.iter().map(|value| value * value).sum();
    let criterion = |squares: f64, count: usize| {
        let k = (2 * count + 1) as f64;
        let correction = if n > k + 1.0 { 2.0 * k * (k + 1.0) / (n - k - 1.0) } else { f64::INFINITY };
        n * log(squares.max(f64::MIN_POSITIVE)) + 2.0 * k + correction
    };
    let (mut least, mut count) = (criterion(squares, 0), 0);
    let floor = squares * 1e-12;
    for (at, pair) in shares.chunks(2).enumerate() {
        if squares <= floor {
            break;
        }
        squares = (squares - pair[0] * pair[0] - pair[1] * pair[1]).max(0.0);
        let value = criterion(squares, at + 1);
        if value < least {
            (least, count) = (value, at + 1);
        }
    }
    waves.truncate(count);
    shares.truncate(2 * count);
    normal.backwards(&mut shares);
    let mut clock = Clock::new(period, &waves);
    row.truncate(2 * count);
    for value in y.iter_mut() {
        clock.write(&mut row);
        *value -= row.iter().zip(&shares).map(|(column, share)| column * share).sum::<f64>();
        clock.tick();
    }
    waves
}

/// The series less its centred average over a period, where there is one: without half a period at either end.
fn without_average(y: &[f64], period: usize) -> Vec<f64> {
    let half = period / 2;
    let mut sums = Vec::with_capacity(y.len() + 1);
    sums.push(0.0);
    for value in y {
        sums.push(sums[sums.len() - 1] + (value - y[0]));
    }
    let average = |t: usize| {
        let wide = (sums[t + half + 1] - sums[t - half]) / if period % 2 == 1 { period as f64 } else { 1.0 };
        if period % 2 == 1 {
            return wide;
        }
        // Both ends of an even period count half.
        (wide - 0.5 * (y[t - half] + y[t + half] - 2.0 * y[0])) / period as f64
    };
    (half..y.len() - half).map(|t| y[t] - y[0] - average(t)).collect()
}

/// Cosines and sines of waves, step by step.
struct Clock {
    turns: Vec<[f64; 2]>,
    now: Vec<[f64; 2]>,
}

impl Clock {
    fn new(period: f64, waves: &[usize]) -> Self {
        let turn = |&wave: &usize| angle(wave, period);
        let turns: Vec<[f64; 2]> = waves.iter().map(turn).map(|angle| [cos(angle), sin(angle)]).collect();
        Self { now: vec![[1.0, 0.0]; turns.len()], turns }
    }

    fn write(&self, row: &mut [f64]) {
        row.as_chunks_mut::<2>().0.iter_mut().zip(&self.now).for_each(|(pair, now)| *pair = *now);
    }

    fn tick(&mut self) {
        for (now, turn) in self.now.iter_mut().zip(&self.turns) {
            *now = [now[0] * turn[0] - now[1] * turn[1], now[0] * turn[1] + now[1] * turn[0]];
        }
    }
}

/// What a wave turns by in a step.
pub(super) fn angle(wave: usize, period: f64) -> f64 {
    2.0 * PI * wave as f64 / period
}

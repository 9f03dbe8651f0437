//! Whether a model forgets its first states.

use super::kernel::Rates;

/// The circle within which all eigenvalues of the error recursion must lie.
const RADIUS: f64 = 1.01;
/// Points of the circle are at most so far apart, and closer the nearer they are to a wave's frequency.
const STEP: f64 = 0.04;
const FIRST_STEP: f64 = 0.002;

type Complex = [f64; 2];

fn times(a: Complex, b: Complex) -> Complex {
    [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]]
}

fn over(a: Complex, b: Complex) -> Complex {
    let size = b[0] * b[0] + b[1] * b[1];
    [(a[0] * b[0] + a[1] * b[1]) / size, (a[1] * b[0] - a[0] * b[1]) / size]
}

/// The upper half of a circle, and on it what does not depend on the rates.
///
/// With the states' matrix F, their gain g and their weights w in the forecast, errors follow observations with the poles
/// of 1 / G(z), G(z) = 1 + w'(z - F)^-1 g, which is linear in the rates. All poles of G lie within the circle; so do all
/// its zeros if G does not wind around 0 on it.
#[derive(Clone, Debug)]
pub(super) struct Circle {
    z: Vec<Complex>,
    /// At each point the two terms of each season.
    seasons: Vec<[Complex; 2]>,
    count: usize,
}

impl Circle {
    pub(super) fn new(seasons: &[Vec<f64>]) -> Self {
        let pi = std::f64::consts::PI;
        let mut angles = Vec::new();
        for centre in seasons.iter().flatten().copied().chain([0.0, pi]) {
            let steps =
                std::iter::successors(Some(FIRST_STEP), |step| Some(1.6 * step)).take_while(|step| *step < STEP);
            angles.extend(steps.flat_map(|step| [centre - step, centre + step]).chain([centre]));
        }
        angles.extend((0..=(pi / STEP) as usize).map(|k| k as f64 * STEP));
        angles.retain(|angle| *angle > FIRST_STEP / 2.0 && *angle < pi - FIRST_STEP / 2.0);
        angles.sort_by(f64::total_cmp);
        angles.dedup_by(|a, b| *a - *b < FIRST_STEP / 2.0);
        let ends = [[[RADIUS, 0.0]], [[-RADIUS, 0.0]]];
        let inner = angles.iter().map(|&angle| [RADIUS * libm::cos(angle), RADIUS * libm::sin(angle)]);
        let z: Vec<Complex> = ends[0].into_iter().chain(inner).chain(ends[1]).collect();
        let term = |z: Complex, angles: &Vec<f64>| {
            let mut sums = [[0.0; 2]; 2];
            for (cos, sin) in angles.iter().map(|&angle| (libm::cos(angle), libm::sin(angle))) {
                // The inverse of the turn, z² - 2 cos z + 1, written so that little cancels.
                let square = times(z, z);
                let below = [square[0] - 2.0 * cos * z[0] + 1.0, square[1] - 2.0 * cos * z[1]];
                let parts = [over([z[0] - cos, z[1]], below), over([sin, 0.0], below)];
                for (sum, part) in sums.iter_mut().zip(parts) {
                    *sum = [sum[0] + part[0], sum[1] + part[1]];
                }
            }
            sums
        };
        let terms = z.iter().flat_map(|&z| seasons.iter().map(move |angles| term(z, angles))).collect();
        Self { z, seasons: terms, count: seasons.len() }
    }

    fn value(&self, at: usize, rates: &Rates) -> Complex {
        let z = self.z[at];
        let less = |number: f64| [z[0] - number, z[1]];
        let level = over([rates.alpha, 0.0], less(1.0));
        let slope = over(times([rates.beta * rates.phi, 0.0], z), times(less(1.0), less(rates.phi)));
        let mut value = [1.0 + level[0], level[1]];
        if rates.beta != 0.0 {
            value = [value[0] + slope[0], value[1] + slope[1]];
        }
        let terms = &self.seasons[at * self.count..(at + 1) * self.count];
        for (term, gamma) in terms.iter().zip(&rates.gamma) {
            value[0] += gamma[0] * term[0][0] + gamma[1] * term[1][0];
            value[1] += gamma[0] * term[0][1] + gamma[1] * term[1][1];
        }
        value
    }

    /// Whether errors do not grow without bound, whatever the observations.
    pub(super) fn holds(&self, rates: &Rates) -> bool {
        let last = self.z.len() - 1;
        let (first, end) = (self.value(0, rates)[0], self.value(last, rates)[0]);
        let (mut turns, mut before) = (0, [first, 0.0]);
        for at in 1..last {
            let now = self.value(at, rates);
            if (now[1] < 0.0) != (before[1] < 0.0) {
                let crossing = before[0] - before[1] * (now[0] - before[0]) / (now[1] - before[1]);
                if crossing < 0.0 {
                    turns += if now[1] < 0.0 { 1 } else { -1 };
                }
            }
            before = now;
        }
        first > 0.0 && end > 0.0 && turns == 0 && shrinks(&rates.ar, -1.0) && shrinks(&rates.ma, 1.0)
    }
}

/// Whether the roots of 1 + sign (c1 x + c2 x² + ..) lie outside a circle somewhat wider than the unit circle.
pub(super) fn shrinks(coefficients: &[f64], sign: f64) -> bool {
    let mut scale = sign;
    let mut rest: Vec<f64> = coefficients
        .iter()
        .map(|c| {
            scale *= 1.01;
            c * scale
        })
        .collect();
    // Durbin and Levinson's recursion, backwards: each partial coefficient must be below 1.
    while let Some(last) = rest.pop() {
        if last.is_nan() || last.abs() >= 1.0 {
            return false;
        }
        let mirrored: Vec<f64> = rest.iter().rev().copied().collect();
        rest.iter_mut().zip(mirrored).for_each(|(c, other)| *c = (*c - last * other) / (1.0 - last * last));
    }
    true
}

//! How several numbers become one.

/// How forecasts are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::forecast) enum Rule {
    Median,
    Weighted,
}

impl Rule {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Median => "median",
            Self::Weighted => "weighted",
        }
    }

    /// The coefficients that combine the values; those of values that are not finite are 0, and all where none is.
    pub(super) fn coefficients(self, values: &[f64], weights: &[f64], out: &mut [f64]) {
        out.fill(0.0);
        match self {
            Self::Weighted => {
                let sum: f64 =
                    values.iter().zip(weights).filter(|(value, _)| value.is_finite()).map(|(_, weight)| weight).sum();
                for (at, (value, weight)) in values.iter().zip(weights).enumerate() {
                    if value.is_finite() && sum > 0.0 {
                        out[at] = weight / sum;
                    }
                }
            }
            Self::Median => {
                let finite = values.iter().filter(|value| value.is_finite()).count();
                if finite == 0 {
                    return;
                }
                let middle = [(finite - 1) / 2, finite / 2];
                for (at, value) in values.iter().enumerate().filter(|(_, value)| value.is_finite()) {
                    // The rank among the finite ones; equal values in their order.
                    let before = |(other, than): (usize, &f64)| than < value || than == value && other < at;
                    let rank = values.iter().enumerate().filter(|&(other, than)| before((other, than))).count();
                    let infinite_before =
                        values.iter().enumerate().filter(|(_, than)| **than == f64::NEG_INFINITY).count();
                    let rank = rank - infinite_before;
                    out[at] = middle.iter().filter(|&&place| place == rank).count() as f64 * 0.5;
                }
            }
        }
    }

    /// The combined value; NaN where no value is finite.
    pub(super) fn combine(self, values: &[f64], weights: &[f64], coefficients: &mut [f64]) -> f64 {
        self.coefficients(values, weights, coefficients);
        let used = values.iter().zip(coefficients.iter()).filter(|(_, coefficient)| **coefficient > 0.0);
        let sum = used.map(|(value, coefficient)| coefficient * value).reduce(|sum, value| sum + value);
        sum.unwrap_or(f64::NAN)
    }
}

/// Weights of one over the mean squared error; equal ones for those without an error, where there are such.
pub(super) fn inverse(mean_squares: &[f64]) -> Vec<f64> {
    let exact = mean_squares.iter().filter(|square| **square == 0.0).count();
    let least = mean_squares.iter().copied().fold(f64::INFINITY, f64::min);
    let raw = mean_squares.iter().map(|&square| match exact {
        // Relative to the best, so that no quotient overflows.
        0 => least / square,
        _ => f64::from(u8::from(square == 0.0)),
    });
    normalised(raw.collect())
}

fn normalised(mut weights: Vec<f64>) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= sum);
    weights
}

/// The weights, not negative and summing to 1, with the least |E w|²; E has a column of errors a member.
///
/// It is the solution of non-negative least squares min |E u|² + (1 - sum u)², scaled to sum 1: with u = t w and sum w = 1
/// the least over t is |E w|² / (1 + |E w|²), which rises with |E w|².
pub(super) fn stacked(errors: &[&[f64]]) -> Vec<f64> {
    let k = errors.len();
    let mut gram = vec![0.0; k * k];
    for (i, a) in errors.iter().enumerate() {
        for (j, b) in errors.iter().enumerate() {
            gram[i * k + j] = a.iter().zip(*b).map(|(a, b)| a * b).sum();
        }
    }
    let least = (0..k).map(|i| gram[i * k + i]).fold(f64::INFINITY, f64::min);
    if k == 0 || least == 0.0 {
        return inverse(&(0..k).map(|i| gram[i * k + i]).collect::<Vec<_>>());
    }
    // In units of the best member, so that both terms weigh alike.
    gram.iter_mut().for_each(|product| *product = *product / least + 1.0);
    normalised(non_negative(&gram, k))
}

/// Non-negative least squares by Lawson and Hanson's active set, on the normal equations gram × u = 1.
fn non_negative(gram: &[f64], k: usize) -> Vec<f64> {
    let mut u = vec![0.0; k];
    let mut free: Vec<usize> = Vec::new();
    // Each round frees one more; a bound on the rounds, for rounding could make a set come back.
    for _ in 0..3 * k {
        let slope = |i: usize| 1.0 - (0..k).map(|j| gram[i * k + j] * u[j]).sum::<f64>();
        let steepest = (0..k).filter(|i| !free.contains(i)).map(|i| (slope(i), i));
        let Some((slope, next)) = steepest.reduce(|best, other| if other.0 > best.0 { other } else { best }) else {
            break;
        };
        if slope <= 1e-10 {
            break;
        }
        free.push(next);
        loop {
            let Some(target) = solve(gram, k, &free) else {
                // As good as one that is free already.
                free.retain(|&i| i != next);
                return u;
            };
            let crossing = free.iter().zip(&target).filter(|(_, to)| **to <= 0.0);
            let step = crossing.map(|(&i, to)| u[i] / (u[i] - to)).fold(1.0, f64::min);
            free.iter().zip(&target).for_each(|(&i, to)| u[i] += step * (to - u[i]));
            if step >= 1.0 {
                break;
            }
            free.retain(|&i| u[i] > 1e-14);
            (0..k).filter(|i| !free.contains(i)).for_each(|i| u[i] = 0.0);
        }
    }
    u
}

/// Solves the normal equations of the free ones by Cholesky; `None` where they are singular.
fn solve(gram: &[f64], k: usize, free: &[usize]) -> Option<Vec<f64>> {
    let m = free.len();
    let mut factor = vec![0.0; m * m];
    let mut x = vec![1.0; m];
    for i in 0..m {
        for j in 0..=i {
            let inner: f64 = (0..j).map(|l| factor[i * m + l] * factor[j * m + l]).sum();
            let rest = gram[free[i] * k + free[j]] - inner;
            if i == j && rest <= 1e-12 * gram[free[i] * k + free[i]] {
                return None;
            }
            factor[i * m + j] = if i == j { libm::sqrt(rest) } else { rest / factor[j * m + j] };
        }
        let inner: f64 = (0..i).map(|l| factor[i * m + l] * x[l]).sum();
        x[i] = (x[i] - inner) / factor[i * m + i];
    }
    for i in (0..m).rev() {
        let inner: f64 = (i + 1..m).map(|l| factor[l * m + i] * x[l]).sum();
        x[i] = (x[i] - inner) / factor[i * m + i];
    }
    Some(x)
}

//! What comes between products: functions of whole rows, many lanes side by side, in steps that every processor rounds alike.

use super::gemm::LANES;

/// eˣ for x at most 0, within 1 in the last place or so; 0 below -87.
///
/// x = n log 2 + r with |r| at most log 2 / 2, and a polynomial of the sixth degree in r (Cephes).
#[inline(always)]
fn exp(x: f32) -> f32 {
    // Adding this rounds to a whole number: the rest of the mantissa has no room.
    const ROUND: f32 = 12_582_912.0;
    let x = if x > -87.0 { x } else { -87.0 };
    let shifted = x.mul_add(std::f32::consts::LOG2_E, ROUND);
    let n = shifted - ROUND;
    // log 2 in two parts, the first of which has few digits, so that n times it is exact.
    let r = n.mul_add(-0.693_359_4, x);
    let r = n.mul_add(2.121_944_4e-4, r);
    let mut p = 1.987_569_1e-4f32;
    for c in [1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        p = p.mul_add(r, c);
    }
    let value = p.mul_add(r * r, r) + 1.0;
    value * f32::from_bits((shifted.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127)) << 23)
}

/// The error function, within 4e-7: a quotient of polynomials (Eigen's coefficients), constant from 4 on.
#[inline(always)]
fn erf(x: f32) -> f32 {
    let x = if x > 4.0 { 4.0 } else { x };
    let x = if x < -4.0 { -4.0 } else { x };
    let square = x * x;
    let mut above = -2.726_142_3e-10f32;
    for c in [2.770_681_4e-8, -2.101_024e-6, -5.692_506_4e-5, -7.349_906_4e-4, -2.954_6e-3, -1.609_603_3e-2] {
        above = above.mul_add(square, c);
    }
    let mut below = -1.456_607_2e-5f32;
    for c in [-2.133_740_6e-4, -1.682_827e-3, -7.373_329e-3, -1.426_474e-2] {
        below = below.mul_add(square, c);
    }
    x * above / below
}

/// x Φ(x), with Φ the normal distribution: the Gaussian error linear unit.
#[inline(always)]
pub(super) fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// [`gelu`] as some models approximate it: 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))).
#[inline(always)]
pub(super) fn gelu_tanh(x: f32) -> f32 {
    let inner = 0.797_884_6 * (x * x * x).mul_add(0.044_715, x);
    // tanh z = (1 - e^-2|z|) / (1 + e^-2|z|) with the sign of z.
    let small = exp(-2.0 * inner.abs());
    let tanh = (1.0 - small) / (1.0 + small);
    0.5 * x * (1.0 + if inner < 0.0 { -tanh } else { tanh })
}

/// Half of the lanes onto the other half, until one is left.
#[inline(always)]
fn fold(mut lanes: [f32; LANES], of: impl Fn(f32, f32) -> f32) -> f32 {
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            lanes[lane] = of(lanes[lane], lanes[lane + width]);
        }
        width /= 2;
    }
    lanes[0]
}

/// A number of all values of a row, lanes side by side; what the last lanes lack is `padding`, which must change nothing.
#[inline(always)]
fn reduce(
    row: &[f32],
    padding: f32,
    first: f32,
    step: impl Fn(f32, f32) -> f32,
    join: impl Fn(f32, f32) -> f32,
) -> f32 {
    let (whole, rest) = row.as_chunks::<LANES>();
    let mut last = [padding; LANES];
    last[..rest.len()].copy_from_slice(rest);
    let mut lanes = [first; LANES];
    for values in whole.iter().chain([&last]) {
        for lane in 0..LANES {
            lanes[lane] = step(lanes[lane], values[lane]);
        }
    }
    fold(lanes, join)
}

#[inline(always)]
fn sum(row: &[f32]) -> f32 {
    reduce(row, 0.0, 0.0, |sum, value| sum + value, |a, b| a + b)
}

/// e to the `scale` times each value, over the sum of all.
#[inline(always)]
pub(super) fn softmax(row: &mut [f32], scale: f32) {
    let larger = |a: f32, b: f32| if b > a { b } else { a };
    let most = reduce(row, f32::NEG_INFINITY, f32::NEG_INFINITY, larger, larger);
    for value in &mut *row {
        *value = exp((*value - most) * scale);
    }
    let share = 1.0 / sum(row);
    for value in row {
        *value *= share;
    }
}

/// (x - mean) / √(variance + ε) × weight + bias.
#[inline(always)]
pub(super) fn layer_norm(row: &mut [f32], weight: &[f32], bias: &[f32], epsilon: f32) {
    let share = 1.0 / row.len() as f32;
    let mean = sum(row) * share;
    let spread = |sum: f32, value: f32| (value - mean).mul_add(value - mean, sum);
    let variance = reduce(row, mean, 0.0, spread, |a, b| a + b) * share;
    let scale = 1.0 / (variance + epsilon).sqrt();
    for ((value, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
        *value = ((*value - mean) * scale).mul_add(*weight, *bias);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_those_of_libm() {
        for i in -4_000..4_000 {
            let x = i as f32 * 2e-3;
            let want = libm::erf(f64::from(x));
            assert!((f64::from(erf(x)) - want).abs() < 4e-7, "erf({x})");
            let want = 0.5 * f64::from(x) * (1.0 + libm::erf(f64::from(x) / std::f64::consts::SQRT_2));
            assert!((f64::from(gelu(x)) - want).abs() < 2e-6, "gelu({x})");
            let x = -(i + 4_000) as f32 * 1e-2;
            let want = libm::exp(f64::from(x));
            assert!((f64::from(exp(x)) - want).abs() <= 2e-7 * want + 1e-38, "exp({x}) is {} not {want}", exp(x));
        }
        assert_eq!(exp(0.0), 1.0);
    }

    #[test]
    fn rows_are_normalised() {
        let mut row: Vec<f32> = (0..37).map(|i| (i * i % 11) as f32).collect();
        softmax(&mut row, 0.5);
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        let (ones, zeros) = (vec![1.0; 37], vec![0.0; 37]);
        layer_norm(&mut row, &ones, &zeros, 1e-12);
        let mean = row.iter().sum::<f32>() / 37.0;
        let variance = row.iter().map(|x| x * x).sum::<f32>() / 37.0;
        assert!(mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-4, "{mean} {variance}");
    }
}

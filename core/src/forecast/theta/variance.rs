//! Variances of forecasts.

use super::engine::Recursion;

/// The variance of each of the next `h` observations over that of the errors.
///
/// Errors enter level, mean and slope linearly, so their covariance P is carried forward exactly: the next forecast is
/// w's, its variance wPw' + 1, and with the new observation s becomes T s + g e, where g is what an observation does to
/// s and T includes what the forecast itself does. Under one line for all, only the level is uncertain: 1 + (h-1)
/// alpha².
pub(super) fn variances(recursion: &Recursion, dynamic: bool, h: usize) -> Vec<f64> {
    let rates = recursion.rates;
    let rest = 1.0 - rates.alpha;
    let mut decay = recursion.decay;
    let mut p = [[0.0; 3]; 3];
    let mut all = Vec::with_capacity(h);
    for step in 0..h {
        let n = (recursion.line.n + step) as f64;
        let moves = if dynamic { 1.0 } else { 0.0 };
        let [on_a, on_b] = rates.weights(decay);
        // A is mean - slope (n + 1) / 2.
        let w = [1.0, moves * on_a, moves * (on_b - on_a * (n + 1.0) / 2.0)];
        let wp = product(&w, &p);
        all.push(1.0 + wp[0] * w[0] + wp[1] * w[1] + wp[2] * w[2]);
        let slope = 6.0 / ((n + 1.0) * (n + 2.0));
        let g = [rates.alpha, moves / (n + 1.0), moves * slope];
        let mut t = [[rest, 0.0, 0.0], [0.0, n / (n + 1.0), 0.0], [0.0, -slope, (n - 1.0) / (n + 2.0)]];
        for (row, gain) in t.iter_mut().zip(g) {
            row.iter_mut().zip(w).for_each(|(entry, weight)| *entry += gain * weight);
        }
        let tp = [product(&t[0], &p), product(&t[1], &p), product(&t[2], &p)];
        for i in 0..3 {
            for j in 0..3 {
                p[i][j] = tp[i][0] * t[j][0] + tp[i][1] * t[j][1] + tp[i][2] * t[j][2] + g[i] * g[j];
            }
        }
        decay = rates.next_decay(decay);
    }
    all
}

/// A row times a matrix.
fn product(row: &[f64; 3], matrix: &[[f64; 3]; 3]) -> [f64; 3] {
    [0, 1, 2].map(|j| row[0] * matrix[0][j] + row[1] * matrix[1][j] + row[2] * matrix[2][j])
}

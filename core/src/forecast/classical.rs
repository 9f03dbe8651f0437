//! Classical decomposition: a centred moving average, and the means of what it leaves.

use super::Decomposition;

/// The centred average over a period, from value `period / 2` on; over an even period the two ends count half.
pub(super) fn moving_average(y: &[f64], period: usize) -> Vec<f64> {
    let width = period as f64;
    let average = |window: &[f64]| {
        let inner: f64 = window[1..window.len() - 1].iter().sum();
        let ends = window[0] + window[window.len() - 1];
        if period.is_multiple_of(2) { (inner + 0.5 * ends) / width } else { (inner + ends) / width }
    };
    y.windows(period / 2 * 2 + 1).map(average).collect()
}

/// Classical decomposition: the mean of what the trend leaves of each season, scaled to 1 or shifted to 0 on average.
pub(super) fn indices(y: &[f64], trend: &[f64], period: usize, way: Decomposition) -> Vec<f64> {
    let (mut sums, mut counts) = (vec![0.0; period], vec![0.0; period]);
    for (at, trend) in trend.iter().enumerate().map(|(i, trend)| (i + period / 2, trend)) {
        sums[at % period] += match way {
            Decomposition::Multiplicative => y[at] / trend,
            Decomposition::Additive => y[at] - trend,
        };
        counts[at % period] += 1.0;
    }
    let means: Vec<f64> = sums.iter().zip(&counts).map(|(sum, count)| sum / count).collect();
    let mean = means.iter().sum::<f64>() / period as f64;
    let adjust = |index: f64| match way {
        Decomposition::Multiplicative => index / mean,
        Decomposition::Additive => index - mean,
    };
    means.into_iter().map(adjust).collect()
}

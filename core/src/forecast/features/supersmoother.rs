//! Friedman's supersmoother: A Variable Span Smoother, SLAC-PUB-3477, 1984, on whole numbers 1..=n.

/// The shares of the series that a window may cover.
const SPANS: [f64; 3] = [0.05, 0.2, 0.5];
/// The fewest points of a window, so that two are left at the ends without the point itself.
const LEAST: usize = 5;

/// The smooth; none below three values.
pub(super) fn smooth(y: &[f64]) -> Option<Vec<f64>> {
    if y.len() < 3 {
        return None;
    }
    let smooths = SPANS.map(|span| lines(y, span, true));
    let errors = smooths.each_ref().map(|smooth| {
        let sizes: Vec<f64> = smooth.iter().zip(y).map(|(smooth, y)| (smooth - y).abs()).collect();
        lines(&sizes, SPANS[1], false)
    });
    let best = |at: usize| {
        let better = |best: usize, span: usize| if errors[span][at] < errors[best][at] { span } else { best };
        SPANS[(1..SPANS.len()).fold(0, better)]
    };
    let spans: Vec<f64> = (0..y.len()).map(best).collect();
    let between = |(at, span): (usize, f64)| {
        let span = span.clamp(SPANS[0], SPANS[2]);
        let low = usize::from(span >= SPANS[1]);
        let share = (span - SPANS[low]) / (SPANS[low + 1] - SPANS[low]);
        smooths[low][at] + share * (smooths[low + 1][at] - smooths[low][at])
    };
    let raw: Vec<f64> = lines(&spans, SPANS[1], false).into_iter().enumerate().map(between).collect();
    Some(lines(&raw, SPANS[0], false))
}

/// Local lines in windows that cover a share of the values; `without` leaves each point out of its own line.
fn lines(y: &[f64], span: f64, without: bool) -> Vec<f64> {
    let n = y.len();
    let width = ((span * n as f64) as usize).max(LEAST);
    let line = |at: usize| {
        let first = at.saturating_sub(width / 2);
        let last = (at + width - width / 2).min(n);
        let [mut count, mut sum_t, mut sum_y, mut sum_ty, mut sum_tt] = [0.0; 5];
        for other in (first..last).filter(|other| !(without && *other == at)) {
            // Counted from the point itself, where the line is asked for.
            let t = other as f64 - at as f64;
            count += 1.0;
            sum_t += t;
            sum_y += y[other];
            sum_ty += t * y[other];
            sum_tt += t * t;
        }
        (sum_tt * sum_y - sum_t * sum_ty) / (count * sum_tt - sum_t * sum_t)
    };
    (0..n).map(line).collect()
}

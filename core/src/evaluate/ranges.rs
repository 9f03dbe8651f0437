//! Metrics of anomalies that last: ranges of rows instead of rows. Each reads one series in order of time.

use crate::error::{Result, err};
use libm::{exp, floor, sqrt};

/// First and last row of each run of truths.
fn ranges(truth: &[bool]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, &is_true) in truth.iter().enumerate() {
        match (start, is_true) {
            (None, true) => start = Some(at),
            (Some(first), false) => {
                found.push((first, at - 1));
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.map(|first| (first, truth.len() - 1)));
    found
}

fn check(truth: &[bool], rows: usize, name: &str) -> Result<Vec<(usize, usize)>> {
    if truth.len() != rows {
        return Err(err!(InvalidData, "'truth' has {} rows, but '{name}' has {rows}", truth.len()));
    }
    let found = ranges(truth);
    if found.is_empty() {
        return Err(err!(InvalidData, "no row is true; a metric of ranges needs at least one"));
    }
    Ok(found)
}

fn check_scores(truth: &[bool], score: &[f64]) -> Result<Vec<(usize, usize)>> {
    let found = check(truth, score.len(), "score")?;
    if let Some(row) = score.iter().position(|value| value.is_nan()) {
        return Err(err!(MissingValues, "'score' has no value in row {row}").with("column", "score").with("row", row));
    }
    if truth.iter().all(|&is_true| is_true) {
        return Err(err!(InvalidData, "every row is true; at least one must not be"));
    }
    Ok(found)
}

/// How many thresholds the surface is computed at.
const THRESHOLDS: usize = 250;

/// Volumes under the surfaces of ROC and of precision and recall: both areas, averaged over buffers of 0 to `window`
/// rows about each range, in which the label falls from 1 to 0 by degrees (Paparrizos et al., VLDB 2022).
///
/// # Errors
/// `kp.invalid_data` for unequal lengths and unless there are both kinds of rows, `kp.missing_values` for NaN.
pub fn vus(truth: &[bool], score: &[f64], window: usize) -> Result<(f64, f64)> {
    let anomalies = check_scores(truth, score)?;
    let n = score.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| score[b].total_cmp(&score[a]));
    // How many rows score at or above each threshold, which is a score at an evenly spaced rank.
    let step = (n as f64 - 1.0) / (THRESHOLDS as f64 - 1.0);
    let mut counts = Vec::with_capacity(THRESHOLDS);
    for k in 0..THRESHOLDS {
        let rank = if k + 1 == THRESHOLDS { n - 1 } else { (k as f64 * step) as usize };
        let level = score[order[rank]];
        counts.push(order.partition_point(|&row| score[row] >= level));
    }
    let (mut roc, mut pr) = (0.0, 0.0);
    for buffer in 0..=window {
        let (area, precision) = areas(truth, score, &anomalies, buffer, &order, &counts);
        roc += area;
        pr += precision;
    }
    let buffers = window as f64 + 1.0;
    Ok((roc / buffers, pr / buffers))
}

/// Labels with a buffer about each range: sqrt(1 - distance / buffer) up to half of it away.
fn soften(truth: &[bool], anomalies: &[(usize, usize)], buffer: usize) -> Vec<f64> {
    let mut labels: Vec<f64> = truth.iter().map(|&is_true| f64::from(u8::from(is_true))).collect();
    let half = buffer / 2;
    for &(start, end) in anomalies {
        for distance in 1..=half {
            let value = sqrt(1.0 - distance as f64 / buffer as f64);
            for at in [end.checked_add(distance), start.checked_sub(distance)].into_iter().flatten() {
                if let Some(label) = labels.get_mut(at) {
                    *label += value;
                }
            }
        }
    }
    labels.iter_mut().for_each(|label| *label = label.min(1.0));
    labels
}

/// The ranges with half of the buffer on each side; those that touch are one.
fn widen(anomalies: &[(usize, usize)], buffer: usize, rows: usize) -> Vec<(usize, usize)> {
    let half = buffer / 2;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for &(start, end) in anomalies {
        let (start, end) = (start.saturating_sub(half), (end + half).min(rows - 1));
        match found.last_mut() {
            Some(last) if last.1 >= start => last.1 = end,
            _ => found.push((start, end)),
        }
    }
    found
}

fn areas(
    truth: &[bool],
    score: &[f64],
    anomalies: &[(usize, usize)],
    buffer: usize,
    order: &[usize],
    counts: &[usize],
) -> (f64, f64) {
    let n = score.len() as f64;
    let labels = soften(truth, anomalies, buffer);
    let mut tops: Vec<f64> = widen(anomalies, buffer, score.len())
        .into_iter()
        .map(|(start, end)| score[start..=end].iter().copied().fold(f64::NEG_INFINITY, f64::max))
        .collect();
    tops.sort_by(|a, b| b.total_cmp(a));
    let positives = truth.iter().filter(|&&is_true| is_true).count() as f64;
    let (mut hits, mut near, mut done) = (0.0, 0.0, 0);
    let mut points = vec![(0.0, 0.0)];
    let mut precisions = Vec::new();
    for &count in counts {
        for &row in &order[done..count.max(done)] {
            if truth[row] { hits += 1.0 } else { near += labels[row] }
        }
        done = done.max(count);
        let alarms = count as f64;
        let level = score[order[count - 1]];
        let found = tops.partition_point(|&top| top >= level) as f64 / tops.len() as f64;
        let wanted = positives + near / 2.0;
        let recall = ((hits + near) / wanted).min(1.0);
        points.push((recall * found, (alarms - hits - near) / (n - wanted)));
        precisions.push((hits + near) / alarms);
    }
    let pr = points.windows(2).zip(&precisions).map(|(pair, precision)| (pair[1].0 - pair[0].0) * precision).sum();
    points.push((1.0, 1.0));
    let roc = points.windows(2).map(|pair| (pair[1].1 - pair[0].1) * (pair[1].0 + pair[0].0) / 2.0).sum();
    (roc, pr)
}

/// How well true ranges are found: `alpha` times the share that is touched at all, and the rest times the mean share of
/// rows that is found, divided by the number of pieces it is found in (Tatbul et al., NeurIPS 2018, flat bias).
///
/// # Errors
/// `kp.invalid_data` for unequal lengths, and where no row is true.
pub fn range_recall(truth: &[bool], predicted: &[bool], alpha: f64) -> Result<f64> {
    let anomalies = check(truth, predicted.len(), "predicted")?;
    Ok(overlap(&anomalies, predicted, alpha))
}

/// How well predicted ranges hold true rows: the mean share of rows that is true, divided by the number of true ranges
/// that it is of; 0 where nothing is predicted (Tatbul et al., NeurIPS 2018, flat bias).
///
/// # Errors
/// As [`range_recall`].
pub fn range_precision(truth: &[bool], predicted: &[bool]) -> Result<f64> {
    check(truth, predicted.len(), "predicted")?;
    Ok(overlap(&ranges(predicted), truth, 0.0))
}

fn overlap(wanted: &[(usize, usize)], given: &[bool], alpha: f64) -> f64 {
    if wanted.is_empty() {
        return 0.0;
    }
    let (mut touched, mut held) = (0.0, 0.0);
    for &(start, end) in wanted {
        let own = &given[start..=end];
        let rows = own.iter().filter(|&&is_true| is_true).count();
        if rows > 0 {
            touched += 1.0;
            held += rows as f64 / own.len() as f64 / ranges(own).len() as f64;
        }
    }
    (alpha * touched + (1.0 - alpha) * held) / wanted.len() as f64
}

/// Whether the highest score is in the true range or near it: 1 or 0. Near is the length of the range, or 100 rows if
/// that is more, to both sides. The mean over the series of the UCR anomaly archive is its score.
///
/// # Errors
/// `kp.invalid_data` for unequal lengths and unless there is exactly one range, `kp.missing_values` for NaN.
pub fn ucr_score(truth: &[bool], score: &[f64]) -> Result<f64> {
    let anomalies = check_scores(truth, score)?;
    let &[(start, end)] = anomalies.as_slice() else {
        return Err(err!(InvalidData, "{} ranges are true; must be one", anomalies.len()));
    };
    let top = (0..score.len()).fold(0, |top, at| if score[at] > score[top] { at } else { top });
    let near = (end - start + 1).max(100);
    Ok(f64::from(u8::from(top + near >= start && top <= end + near)))
}

/// The score of one series under the standard profile of the Numenta anomaly benchmark, in per cent of what lies
/// between no alarm and the best: an early alarm within a true range earns up to 1, a range without one costs 1, and an
/// alarm outside costs up to 0.11, less just after a range. Rows of the first 15 % (at most 750) do not count.
///
/// # Errors
/// `kp.invalid_data` for unequal lengths, and where no row is true.
pub fn nab_score(truth: &[bool], predicted: &[bool]) -> Result<f64> {
    const FALSE_ALARM: f64 = 0.11;
    let windows = check(truth, predicted.len(), "predicted")?;
    let rows = truth.len() as f64;
    let probation = floor(0.15 * rows).min(750.0) as usize;
    let sigmoid = |place: f64| if place >= 3.0 { -1.0 } else { 2.0 / (1.0 + exp(5.0 * place)) - 1.0 };
    let mut best: Vec<f64> = vec![-1.0; windows.len()];
    let (mut alarms, mut next) = (0.0, 0);
    for (at, _) in predicted.iter().enumerate().filter(|(_, is_true)| **is_true) {
        while windows.get(next).is_some_and(|window| window.1 < at) {
            next += 1;
        }
        let within = windows.get(next).filter(|window| window.0 <= at);
        if at < probation {
            continue;
        }
        if let Some(&(start, end)) = within {
            let place = -((end - at + 1) as f64) / (end - start + 1) as f64;
            best[next] = best[next].max(sigmoid(place) / sigmoid(-1.0));
        } else {
            let last = next.checked_sub(1).and_then(|last| windows.get(last));
            let place = last.map_or(3.0, |&(start, end)| (at - end) as f64 / (end - start) as f64);
            alarms += FALSE_ALARM * sigmoid(place);
        }
    }
    // A window that lies in the rows that do not count is not missed.
    let counted = |window: &(usize, usize)| window.1 >= probation;
    let kept: Vec<f64> = windows.iter().zip(best).filter(|(window, _)| counted(window)).map(|(_, best)| best).collect();
    if kept.is_empty() {
        return Err(err!(InvalidData, "all true rows are among the first {probation}, which do not count"));
    }
    let (none, perfect) = (-(kept.len() as f64), kept.len() as f64);
    let raw = alarms + kept.iter().sum::<f64>();
    Ok(100.0 * (raw - none) / (perfect - none))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> (Vec<bool>, Vec<f64>, Vec<bool>) {
        let truth: Vec<bool> =
            (0..400).map(|t| (90..120).contains(&t) || (130..134).contains(&t) || t >= 390).collect();
        let score: Vec<f64> = (0..400_usize)
            .map(|t| {
                let noise = ((t * 7_919 + 13) % 101) as f64 / 101.0;
                noise + if (100..125).contains(&t) { 0.7 } else { 0.0 } + if t >= 388 { 0.4 } else { 0.0 }
            })
            .collect();
        let predicted = score.iter().map(|&score| score > 0.95).collect();
        (truth, score, predicted)
    }

    #[test]
    fn volumes_are_those_of_the_benchmark() {
        // TSB-AD (commit of TSB_AD/evaluation/basic_metrics.py of 2025): RangeAUC_volume_opt(truth, score, window)
        let (truth, score, _) = sample();
        for (window, roc, pr) in VUS {
            let found = vus(&truth, &score, window).unwrap();
            assert!((found.0 - roc).abs() < 1e-12 && (found.1 - pr).abs() < 1e-12, "{window}: {found:?}");
        }
    }

    #[test]
    fn ranges_are_judged_as_the_benchmark_does() {
        // The same file: range_recall_new(truth, predicted, alpha)[0], and range_recall_new(predicted, truth, 0)[0].
        let (truth, _, predicted) = sample();
        for (alpha, expected) in RECALL {
            assert!((range_recall(&truth, &predicted, alpha).unwrap() - expected).abs() < 1e-12);
        }
        assert!((range_precision(&truth, &predicted).unwrap() - PRECISION).abs() < 1e-12);
    }

    #[test]
    fn alarms_are_judged_as_numenta_does() {
        // By the formulas of nab/sweeper.py (numenta/NAB, commit 03ef06a) with weights 1, 0.11 and 1, in Python.
        let (truth, _, predicted) = sample();
        assert!((nab_score(&truth, &predicted).unwrap() - NAB).abs() < 1e-9);
        assert_eq!(nab_score(&truth, &[false; 400]).unwrap(), 0.0);
    }

    const VUS: [(usize, f64, f64); 4] = [
        (0, 0.7495211950970377, 0.40910727173500105),
        (1, 0.7495211950970377, 0.40910727173500105),
        (10, 0.8082646518462725, 0.48410686725371055),
        (40, 0.8811160131623685, 0.6373891034848671),
    ];
    const RECALL: [(f64, f64); 2] = [(0.0, 0.05555555555555556), (0.2, 0.1777777777777778)];
    const PRECISION: f64 = 0.3181818181818182;
    const NAB: f64 = 33.051152657518905;

    #[test]
    fn the_archive_counts_hits() {
        let mut score = vec![0.0; 2_000];
        let truth: Vec<bool> = (0..2_000).map(|t| (1_000..1_010).contains(&t)).collect();
        for (top, expected) in [(900, 1.0), (899, 0.0), (1_005, 1.0), (1_109, 1.0), (1_110, 0.0)] {
            score[top] = 1.0;
            assert_eq!(ucr_score(&truth, &score).unwrap(), expected, "{top}");
            score[top] = 0.0;
        }
    }

    #[test]
    fn bad_input_is_refused() {
        assert_eq!(vus(&[false; 3], &[1.0; 3], 2).unwrap_err().code(), "kp.invalid_data");
        assert_eq!(vus(&[true, false], &[1.0], 2).unwrap_err().code(), "kp.invalid_data");
        assert_eq!(vus(&[true, false], &[1.0, f64::NAN], 2).unwrap_err().code(), "kp.missing_values");
        assert_eq!(range_recall(&[], &[], 0.0).unwrap_err().code(), "kp.invalid_data");
        assert_eq!(ucr_score(&[true, false, true], &[1.0; 3]).unwrap_err().code(), "kp.invalid_data");
        assert_eq!(nab_score(&[true], &[true]).unwrap(), 100.0);
    }
}

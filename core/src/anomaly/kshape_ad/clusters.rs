//! k-Shape: clusters of series of one length by their shape, wherever in them it lies.

use crate::component::Context;
use crate::error::Result;
use crate::math::fft::{Correlator, Spectrum};
use libm::sqrt;

/// Typical shapes, and of each series the number of the nearest.
pub(super) struct Shapes {
    /// One shape after the other, each of mean 0 and variance 1.
    pub(super) centres: Vec<f64>,
    pub(super) labels: Vec<usize>,
    /// What all shapes are apart from each other, in the order of the shapes: the sum over the others.
    pub(super) apart: Vec<f64>,
}

/// A series with what it is compared by.
struct Row {
    values: Vec<f64>,
    spectrum: Spectrum,
    length: f64,
}

impl Row {
    fn new(values: &[f64], correlator: &Correlator) -> Self {
        let length = sqrt(values.iter().map(|value| value * value).sum());
        Self { values: values.to_vec(), spectrum: correlator.spectrum(values), length }
    }

    /// 1 less the largest correlation over all shifts, and the shift of the other to this one.
    fn distance(&self, other: &Self, correlator: &Correlator) -> (f64, isize) {
        let (product, shift) = correlator.best(&self.spectrum, &other.spectrum);
        let size = self.length * other.length;
        (if size < 1e-9 { 1.0 } else { 1.0 - product / size }, shift)
    }
}

/// The shapes that series of `length` values have, from the given ones on: each series goes to the nearest shape, each
/// shape becomes that of its series, until their mean squared distance falls no more. A shape left without series takes
/// the one that is farthest from its own.
pub(super) fn k_shape(rows: &[f64], length: usize, first: &[f64], ctx: &Context) -> Result<Shapes> {
    const ROUNDS: usize = 100;
    const LEAST: f64 = 1e-6;
    let correlator = Correlator::new(length);
    let read = |values: &[f64]| values.chunks_exact(length).map(|row| Row::new(row, &correlator)).collect::<Vec<Row>>();
    let rows = read(rows);
    let mut centres = read(first);
    let (mut labels, mut before) = (assign(&rows, &centres, &correlator, ctx)?.0, f64::INFINITY);
    for _ in 0..ROUNDS {
        let next = (0..centres.len()).map(|k| {
            let own: Vec<&Row> =
                rows.iter().zip(&labels).filter(|(_, label)| **label == k).map(|(row, _)| row).collect();
            Row::new(&shape(&centres[k], &own, &correlator), &correlator)
        });
        let next: Vec<Row> = next.collect();
        let (moved, error) = assign(&rows, &next, &correlator, ctx)?;
        // What is hardly better, or worse, is not taken.
        if before - error < LEAST {
            break;
        }
        (centres, labels) = (next, moved);
        before = error;
    }
    let apart = (0..centres.len()).map(|k| {
        let others = (0..centres.len()).filter(|&other| other != k);
        others.map(|other| centres[k].distance(&centres[other], &correlator).0).sum()
    });
    let apart = apart.collect();
    Ok(Shapes { centres: centres.into_iter().flat_map(|row| row.values).collect(), labels, apart })
}

/// The nearest shape of each series, and the mean squared distance.
fn assign(rows: &[Row], centres: &[Row], correlator: &Correlator, ctx: &Context) -> Result<(Vec<usize>, f64)> {
    let mut nearest = ctx.each(rows.len(), |at| {
        let all = centres.iter().map(|centre| rows[at].distance(centre, correlator).0).enumerate();
        Ok(all.fold((0, f64::INFINITY), |best, one| if one.1 < best.1 { one } else { best }))
    })?;
    let mut counts = vec![0_usize; centres.len()];
    nearest.iter().for_each(|(label, _)| counts[*label] += 1);
    for empty in 0..centres.len() {
        if counts[empty] > 0 {
            continue;
        }
        let movable = (0..rows.len()).filter(|&at| counts[nearest[at].0] > 1);
        let far = movable.reduce(|best, at| if nearest[at].1 > nearest[best].1 { at } else { best });
        if let Some(at) = far {
            counts[nearest[at].0] -= 1;
            counts[empty] = 1;
            nearest[at] = (empty, 0.0);
        }
    }
    let squares: f64 = nearest.iter().map(|(_, distance)| distance * distance).sum();
    Ok((nearest.into_iter().map(|(label, _)| label).collect(), squares / rows.len() as f64))
}

/// The shape of series that were moved to the last one: the direction in which they are longest, brought to mean 0 and
/// variance 1.
fn shape(last: &Row, rows: &[&Row], correlator: &Correlator) -> Vec<f64> {
    let n = last.values.len();
    let aligned: Vec<Vec<f64>> = rows
        .iter()
        .map(|row| {
            let (_, shift) = last.distance(row, correlator);
            let value = |t: usize| t.checked_add_signed(-shift).and_then(|t| row.values.get(t)).copied().unwrap_or(0.0);
            (0..n).map(value).collect()
        })
        .collect();
    let centred: Vec<Vec<f64>> = aligned.iter().map(|row| around(row)).collect();
    let mut direction = longest(&centred, around(&last.values));
    // Both ways are as long: the one to which the series are nearer.
    let off = |sign: f64| -> f64 {
        let squares = aligned.iter().map(|row| {
            row.iter()
                .zip(&direction)
                .map(|(value, along)| (value - sign * along) * (value - sign * along))
                .sum::<f64>()
        });
        squares.map(sqrt).sum()
    };
    let size = if off(-1.0) < off(1.0) { -sqrt(n as f64) } else { sqrt(n as f64) };
    direction.iter_mut().for_each(|value| *value *= size);
    direction
}

/// Values less their mean.
fn around(values: &[f64]) -> Vec<f64> {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter().map(|value| value - mean).collect()
}

/// The direction of length 1 along which the sum of squared products with rows is greatest, by powers of their
/// products; 0 throughout where all rows are.
fn longest(rows: &[Vec<f64>], start: Vec<f64>) -> Vec<f64> {
    const ROUNDS: usize = 500;
    let dot = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| a * b).sum() };
    let unit = |mut values: Vec<f64>| {
        let length = sqrt(dot(&values, &values));
        let scale = if length > 1e-12 { 1.0 / length } else { 0.0 };
        values.iter_mut().for_each(|value| *value *= scale);
        values
    };
    let n = start.len();
    let step = |direction: &[f64]| {
        let mut next = vec![0.0; n];
        for row in rows {
            let along = dot(row, direction);
            next.iter_mut().zip(row).for_each(|(next, value)| *next += along * value);
        }
        unit(next)
    };
    let mut direction = step(&start);
    if dot(&direction, &direction) == 0.0 {
        // The last shape says nothing of these rows: begin with all of them.
        let sums = (0..n).map(|t| rows.iter().map(|row| row[t]).sum()).collect();
        direction = step(&unit(sums));
    }
    for _ in 0..ROUNDS {
        let next = step(&direction);
        let moved: f64 = next.iter().zip(&direction).map(|(a, b)| (a - b) * (a - b)).sum();
        direction = next;
        if moved < 1e-24 {
            break;
        }
    }
    direction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_tslearns() {
        // tslearn 0.10.0: KShape(n_clusters=3, init=X[[0, 1, 2]], tol=1e-6) over 24 waves, saws and squares that are
        // moved by 0 to 3 steps, with noise, each of mean 0 and variance 1: places 0, 5, 10 and 15 of
        // `cluster_centers_`, and `labels_`.
        let length = 16;
        let rows: Vec<f64> = (0..24_u32)
            .flat_map(|i| {
                let value = |t: u32| {
                    let at = t + i * 5 % 4;
                    let base = match i % 3 {
                        0 => libm::sin(2.0 * std::f64::consts::PI * f64::from(at) / 16.0),
                        1 => f64::from(at % 8) / 8.0,
                        _ => {
                            if (at / 4).is_multiple_of(2) {
                                1.0
                            } else {
                                -1.0
                            }
                        }
                    };
                    base + 0.3 * (f64::from(((i * 31 + t) * 7_919 + 13) % 101) / 101.0 - 0.5)
                };
                let row = around(&(0..length).map(value).collect::<Vec<f64>>());
                let scale = sqrt(row.iter().map(|value| value * value).sum::<f64>() / f64::from(length));
                row.into_iter().map(move |value| value / scale)
            })
            .collect();
        let length = length as usize;
        let found = k_shape(&rows, length, &rows[..3 * length], &Context::default()).unwrap();
        assert!(found.labels.iter().enumerate().all(|(i, &label)| label == i % 3), "{:?}", found.labels);
        for (k, expected) in TSLEARN.into_iter().enumerate() {
            for (place, expected) in expected.into_iter().enumerate() {
                let value = found.centres[k * length + 5 * place];
                assert!((value - expected).abs() < 1e-6, "{k} {place}: {value} {expected}");
            }
        }
    }

    const TSLEARN: [[f64; 4]; 3] = [
        [-0.005_753_311_488_078_726, 1.333_736_310_249_415_7, -1.000_043_269_193_674, -0.520_454_816_406_843_8],
        [-0.539_580_430_122_489_9, 1.350_899_889_950_367_5, -0.076_030_889_021_305_99, -1.237_221_620_101_872_6],
        [0.848_877_771_733_071_6, -1.014_490_712_782_465, -1.005_128_178_284_269_8, 0.558_294_053_688_467],
    ];
}

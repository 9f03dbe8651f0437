//! The space in which the windows of a series lie, and how far others are from it.

use crate::component::{Context, RowReader, RowWriter, corrupt};
use crate::error::Result;
use crate::math::eigen;
use libm::sqrt;

/// How many numbers stand for a window at most; the means of blocks of a longer one.
pub(crate) const DIMENSIONS: usize = 48;
/// How many windows the space is made of at most.
pub(crate) const WINDOWS: usize = 4_000;

/// The mean window and the directions in which windows differ from it most.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Space {
    pub(crate) window: usize,
    centred: bool,
    mean: Vec<f64>,
    /// One direction after the other, each as long as the mean.
    directions: Vec<f64>,
    /// What a length is counted in, so that no square leaves the range of numbers.
    unit: f64,
}

/// The means of the blocks of each window, window after window.
pub(crate) struct Blocks {
    sums: Vec<f64>,
    step: usize,
    pub(crate) size: usize,
    centred: bool,
}

impl Blocks {
    pub(crate) fn new(y: &[f64], window: usize, centred: bool, unit: f64) -> Self {
        let size = window.min(DIMENSIONS);
        // Blocks of equal length; what is left over at the end of a window is not looked at.
        let step = window / size;
        // The sums of each stretch as long as a block, one from each place on; summed anew each time, for rounding.
        let sums = y.windows(step).map(|block| block.iter().map(|value| value / unit).sum::<f64>() / step as f64);
        Self { sums: sums.collect(), step, size, centred }
    }

    pub(crate) fn read(&self, at: usize, into: &mut [f64]) {
        into.iter_mut().enumerate().for_each(|(k, value)| *value = self.sums[at + k * self.step]);
        if self.centred {
            let mean = into.iter().sum::<f64>() / self.size as f64;
            into.iter_mut().for_each(|value| *value -= mean);
        }
    }
}

impl Space {
    /// The space of the windows of a series that is longer than a window, which holds so much of their variance.
    pub(crate) fn of(y: &[f64], window: usize, share: f64, centred: bool, ctx: &Context) -> Result<Self> {
        let unit = y.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        let unit = if unit > 0.0 { unit } else { 1.0 };
        let blocks = Blocks::new(y, window, centred, unit);
        let (size, count) = (blocks.size, y.len() + 1 - window);
        let chosen: Vec<usize> = (0..count).step_by(count.div_ceil(WINDOWS)).collect();
        let (mut mean, mut row) = (vec![0.0; size], vec![0.0; size]);
        for &at in &chosen {
            blocks.read(at, &mut row);
            mean.iter_mut().zip(&row).for_each(|(mean, value)| *mean += value / chosen.len() as f64);
        }
        let mut products = vec![0.0; size * size];
        for &at in &chosen {
            blocks.read(at, &mut row);
            row.iter_mut().zip(&mean).for_each(|(value, mean)| *value -= mean);
            for (p, products) in products.chunks_exact_mut(size).enumerate() {
                let value = row[p] / chosen.len() as f64;
                products.iter_mut().zip(&row).for_each(|(product, other)| *product += value * other);
            }
        }
        ctx.check()?;
        let (values, vectors) = eigen::symmetric(products, size);
        let mut order: Vec<usize> = (0..size).collect();
        order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
        let all: f64 = values.iter().map(|value| value.max(0.0)).sum();
        let (mut held, mut directions) = (0.0, Vec::new());
        for &at in order.iter().take(size - 1).take_while(|_| all > 0.0) {
            if held >= share * all {
                break;
            }
            held += values[at].max(0.0);
            directions.extend_from_slice(&vectors[at * size..(at + 1) * size]);
        }
        Ok(Self { window, centred, mean, directions, unit })
    }

    /// How far each window is from the space, per value of the window.
    pub(crate) fn errors(&self, y: &[f64]) -> Vec<f64> {
        let blocks = Blocks::new(y, self.window, self.centred, self.unit);
        let mut row = vec![0.0; blocks.size];
        let mut error = |at: usize| {
            blocks.read(at, &mut row);
            row.iter_mut().zip(&self.mean).for_each(|(value, mean)| *value -= mean);
            for direction in self.directions.chunks_exact(self.mean.len()) {
                let along: f64 = direction.iter().zip(&row).map(|(x, y)| x * y).sum();
                row.iter_mut().zip(direction).for_each(|(value, part)| *value -= along * part);
            }
            let square = row.iter().map(|value| value * value).sum::<f64>() / row.len() as f64;
            // A number beyond all others stays one.
            (sqrt(square) * self.unit).min(f64::MAX)
        };
        (0..y.len() + 1 - self.window).map(&mut error).collect()
    }

    pub(crate) fn store(&self, row: &mut RowWriter) {
        row.i64("window_size", self.window as i64);
        row.i64("centred", i64::from(self.centred));
        row.f64("unit", self.unit);
        row.list("mean", &self.mean);
        row.list("directions", &self.directions);
    }

    pub(crate) fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (window, centred) = (row.count("window_size", 1_000_000)?, row.count("centred", 1)? == 1);
        let unit = row.finite("unit")?;
        let (mean, directions) = (row.list("mean")?, row.list("directions")?);
        let size = window.min(DIMENSIONS);
        let finite = mean.iter().chain(&directions).all(|value| value.is_finite() && value.abs() <= 1e6);
        let fits = mean.len() == size && directions.len() % size.max(1) == 0 && directions.len() < size * size;
        let unit_holds = unit > 0.0 && unit <= 1e100;
        if window < 4 || !fits || !finite || !unit_holds {
            return Err(corrupt("directions", "are not those of windows of that size"));
        }
        Ok(Self { window, centred, mean, directions, unit })
    }
}

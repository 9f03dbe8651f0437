//! Least squares by normal equations, where columns may depend on each other.

use libm::sqrt;

/// Cholesky's factor of a symmetric matrix that is given by its lower triangle; a column that depends on those before it
/// gets the coefficient 0.
#[derive(Clone, Debug)]
pub(super) struct Normal {
    size: usize,
    lower: Vec<f64>,
}

/// A pivot that is a smaller share of its diagonal is rounding.
const LEAST_PIVOT: f64 = 1e-9;

impl Normal {
    pub(super) fn zero(size: usize) -> Self {
        Self { size, lower: vec![0.0; size * size] }
    }

    /// Adds a row of the design.
    pub(super) fn add(&mut self, row: &[f64]) {
        for (i, &value) in row.iter().enumerate() {
            let line = &mut self.lower[i * self.size..i * self.size + i + 1];
            line.iter_mut().zip(row).for_each(|(sum, other)| *sum += value * other);
        }
    }

    pub(super) fn factorise(&mut self) {
        let size = self.size;
        for i in 0..size {
            let (before, line) = self.lower.split_at_mut(i * size);
            let whole = line[i];
            for j in 0..i {
                let other = &before[j * size..j * size + j + 1];
                let dot: f64 = line[..j].iter().zip(other).map(|(a, b)| a * b).sum();
                line[j] = if other[j] > 0.0 { (line[j] - dot) / other[j] } else { 0.0 };
            }
            let rest = whole - line[..i].iter().map(|a| a * a).sum::<f64>();
            line[i] = if rest > LEAST_PIVOT * whole { sqrt(rest) } else { 0.0 };
        }
    }

    /// Half of the solution: the squares of its parts are what each column adds to the explained sum of squares.
    pub(super) fn forwards(&self, x: &mut [f64]) {
        for i in 0..self.size {
            let line = &self.lower[i * self.size..i * self.size + i + 1];
            let dot: f64 = line[..i].iter().zip(x.iter()).map(|(a, b)| a * b).sum();
            x[i] = if line[i] > 0.0 { (x[i] - dot) / line[i] } else { 0.0 };
        }
    }

    /// The other half, for the first columns alone.
    pub(super) fn backwards(&self, x: &mut [f64]) {
        for i in (0..x.len()).rev() {
            let dot: f64 = (i + 1..x.len()).map(|j| self.lower[j * self.size + i] * x[j]).sum();
            let pivot = self.lower[i * self.size + i];
            x[i] = if pivot > 0.0 { (x[i] - dot) / pivot } else { 0.0 };
        }
    }
}

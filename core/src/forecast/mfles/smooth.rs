//! What follows the level: a moving average, or an average of exponential smoothers.

use std::collections::VecDeque;

/// A smoother after the last residual.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Smoother {
    /// Nothing: the level stays.
    None,
    /// The mean of so many last residuals; before there are more, the last residual.
    Average { width: usize, last: VecDeque<f64>, sum: f64, more: bool, rate: f64 },
    /// The mean of simple exponential smoothers.
    Ensemble { alphas: Vec<f64>, levels: Vec<f64>, rate: f64 },
}

/// The rates lowest, lowest + 0.05, .. below highest.
pub(super) fn alphas(lowest: f64, highest: f64) -> Vec<f64> {
    let count = libm::ceil((highest - lowest) / 0.05).max(1.0) as usize;
    let step = (lowest + 0.05) - lowest;
    (0..count).map(|i| lowest + i as f64 * step).collect()
}

impl Smoother {
    pub(super) fn average(order: usize, rate: f64) -> Self {
        Self::Average { width: order + 1, last: VecDeque::new(), sum: 0.0, more: false, rate }
    }

    pub(super) fn ensemble(lowest: f64, highest: f64, rate: f64) -> Self {
        Self::Ensemble { alphas: alphas(lowest, highest), levels: Vec::new(), rate }
    }

    /// Before the first residual.
    pub(super) fn clear(&mut self) {
        match self {
            Self::None => {}
            Self::Average { last, sum, more, .. } => {
                last.clear();
                (*sum, *more) = (0.0, false);
            }
            Self::Ensemble { levels, .. } => levels.clear(),
        }
    }

    /// What it expects of the next residual.
    pub(super) fn level(&self) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Average { width, sum, more: true, rate, .. } => rate * (sum / *width as f64),
            Self::Average { last, rate, .. } => rate * last.back().copied().unwrap_or(0.0),
            Self::Ensemble { levels, rate, .. } => rate * (levels.iter().sum::<f64>() / levels.len().max(1) as f64),
        }
    }

    /// Takes the next residual in.
    pub(super) fn push(&mut self, residual: f64) {
        match self {
            Self::None => {}
            Self::Average { width, last, sum, more, .. } => {
                if last.len() == *width {
                    *more = true;
                    *sum -= last.pop_front().unwrap_or(0.0);
                }
                last.push_back(residual);
                *sum += residual;
            }
            Self::Ensemble { alphas, levels, .. } => {
                if levels.is_empty() {
                    levels.resize(alphas.len(), residual);
                } else {
                    for (level, alpha) in levels.iter_mut().zip(alphas) {
                        *level = *alpha * residual + (1.0 - *alpha) * *level;
                    }
                }
            }
        }
    }
}

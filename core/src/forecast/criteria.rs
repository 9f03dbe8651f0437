//! Information criteria: by what models of different size are compared.

use libm::log;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An information criterion; less is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// Akaike's, corrected for short series.
    #[default]
    Aicc,
    /// Akaike's.
    Aic,
    /// Schwarz's, which prefers smaller models.
    Bic,
}

/// All three.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Criteria {
    pub(crate) aic: f64,
    pub(crate) aicc: f64,
    pub(crate) bic: f64,
}

impl Criteria {
    /// Those of a deviance with so many parameters, the variance among them, and so many observations.
    pub(crate) fn of(deviance: f64, parameters: usize, n: usize) -> Self {
        let (k, n) = (parameters as f64, n as f64);
        let aic = deviance + 2.0 * k;
        let aicc = if n - k - 1.0 > 0.0 { aic + 2.0 * k * (k + 1.0) / (n - k - 1.0) } else { f64::INFINITY };
        Self { aic, aicc, bic: deviance + log(n) * k }
    }

    pub(crate) fn get(&self, criterion: Criterion) -> f64 {
        match criterion {
            Criterion::Aicc => self.aicc,
            Criterion::Aic => self.aic,
            Criterion::Bic => self.bic,
        }
    }
}

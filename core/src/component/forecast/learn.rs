//! The series of a panel together, for components that learn from all before they are fitted to each.

use super::transform::{Curving, bent};
use crate::data::{Panel, Series};
use crate::error::Result;

/// The series of a panel, as the fit will show them.
#[derive(Debug)]
pub struct PanelSeries<'a> {
    pub(super) panel: &'a Panel,
    pub(super) curving: Curving,
    /// How many of the last observations are left out, but no more than a third of a series.
    pub(super) without: usize,
}

impl PanelSeries<'_> {
    /// Each series in the order of the panel; one whose values its transform does not take is left out.
    ///
    /// # Errors
    /// Those of `f`.
    pub fn for_each(&self, mut f: impl FnMut(Series<'_>) -> Result<()>) -> Result<()> {
        for series in 0..self.panel.len() {
            self.panel.with_series(series, |series| {
                let known = known(series.y.len(), self.without);
                let regressors: Vec<(&str, &[f64])> =
                    series.regressors.iter().map(|&(name, values)| (name, &values[..known])).collect();
                match bent(self.curving, &series.y[..known]) {
                    Ok(y) => f(Series { y: &y, regressors: &regressors, clock: series.clock }),
                    Err(_) => Ok(()),
                }
            })?;
        }
        Ok(())
    }
}

/// How many observations are left of `n` without the last `without`, or the last third.
pub(super) fn known(n: usize, without: usize) -> usize {
    n - without.min(n / 3)
}

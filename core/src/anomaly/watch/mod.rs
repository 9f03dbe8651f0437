//! Detectors that watch each column of a stream by itself.

mod adwin;
mod bocpd;
mod charts;
mod ddm;
mod holt_winters_residual;
mod online_ar;
mod page_hinkley;
mod residual;
mod spot;
mod streaming_matrix_profile;
#[cfg(test)]
mod tests;

pub use adwin::ADWIN;
pub use bocpd::BOCPD;
pub use charts::{CUSUM, EWMA, Shewhart};
pub use ddm::DDM;
pub use holt_winters_residual::HoltWintersResidual;
pub use online_ar::OnlineAR;
pub use page_hinkley::{ChangeDirection, PageHinkley};
pub use spot::SPOT;
pub use streaming_matrix_profile::StreamingMatrixProfile;

use crate::component::{Parts, RowReader, RowWriter, Store, StreamState, corrupt};
use crate::error::Result;

/// What watches one column.
pub trait Watch: Clone + Send + Sync + 'static {
    /// The score of a value as things stand, and then learns from it.
    fn update(&mut self, value: f64) -> f64;

    /// Writes the state down.
    fn store(&self, row: &mut RowWriter);

    /// Reads the state back; refuses what [`Watch::store`] cannot have written.
    fn restore(row: &mut RowReader<'_>) -> Result<Self>;
}

/// What watches the columns of a stream; the score of a row is the largest over its columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Watches<W>(Vec<W>);

impl<W: Watch> Watches<W> {
    fn new(columns: usize, one: &W) -> Self {
        Self(vec![one.clone(); columns])
    }
}

impl<W: Watch> StreamState for Watches<W> {
    fn score(&self, row: &[f64]) -> f64 {
        self.clone().update(row)
    }

    fn update(&mut self, row: &[f64]) -> f64 {
        self.0.iter_mut().zip(row).fold(0.0, |most: f64, (watch, &value)| most.max(watch.update(value)))
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("columns".into(), self.0.len().into());
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        let mut rows = RowWriter::default();
        for watch in &self.0 {
            watch.store(&mut rows);
            rows.end_row();
        }
        rows.store(store);
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let mut reader = RowReader::new(store, columns);
        let mut watches = Vec::new();
        for _ in 0..columns {
            watches.push(W::restore(&mut reader)?);
            reader.next_row();
        }
        Ok(Self(watches))
    }
}

/// A score that stands for "beyond all bounds".
const MOST: f64 = 1e12;

/// A number in a range, as written down.
fn within(row: &mut RowReader<'_>, name: &'static str, low: f64, high: f64) -> Result<f64> {
    let value = row.f64(name)?;
    if (low..=high).contains(&value) {
        Ok(value)
    } else {
        Err(corrupt(name, &format!("is {value}; must be {low}..={high}")))
    }
}

/// The widest range of a number that was made of values within ±1e100.
const WIDE: f64 = 1e220;
/// More than any stream has rows.
const ROWS: usize = 1 << 50;

/// A stream detector of one [`Watch`] a column: the component's parameters make it.
macro_rules! watches {
    ($name:ident, $watch:ty, $threshold:expr) => {
        impl crate::component::StreamDetector for $name {
            type State = super::Watches<$watch>;

            fn threshold(&self) -> f64 {
                let of: fn(&Self) -> f64 = $threshold;
                of(self)
            }

            fn start(&self, columns: usize, _ctx: &crate::component::Context) -> crate::error::Result<Self::State> {
                Ok(super::Watches::new(columns, &self.watch()))
            }
        }
    };
}
use watches;

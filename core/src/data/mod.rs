//! What goes in and what comes out: no algorithms.
//!
//! Every language hands the core a [`Frame`] or a [`Csr`]; the core reads it as a [`Panel`] of series, a [`Table`] of
//! rows, or documents, and checks it there, once, for all of them.

#[cfg(feature = "arrow")]
pub mod arrow;
mod clock;
mod csr;
mod digest;
mod frame;
mod long;
mod panel;
mod strings;
mod table;
mod time;

pub use clock::Clock;
pub use csr::Csr;
pub(crate) use digest::Digest;
pub(crate) use frame::wrong_kind;
pub use frame::{Column, Frame};
pub(crate) use frame::{out_of_range, range_error};
pub(crate) use long::{FALLBACK, Long, in_unit, level_of, models_of, texts_of, ticks_of};
pub use panel::{Missing, Panel, PanelSpec, Series};
pub(crate) use panel::{id_text, show_time, time_column};
pub use strings::Strings;
pub use table::{Documents, Feature, Table, columns_of};
pub use time::{Frequency, TimeUnit, Times};
pub(crate) use time::{civil, days_from_civil, month_start};

use crate::error::{Result, err};

/// What crosses a border: a frame or a sparse matrix.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Data {
    /// Named columns.
    Frame(Frame),
    /// A sparse matrix.
    Csr(Csr),
}

impl Data {
    /// The frame.
    ///
    /// # Errors
    /// `kp.invalid_data` for a sparse matrix.
    pub fn frame(&self) -> Result<&Frame> {
        match self {
            Data::Frame(frame) => Ok(frame),
            Data::Csr(_) => Err(err!(InvalidData, "this component takes a table; a sparse matrix was given")),
        }
    }
}

impl From<Frame> for Data {
    fn from(frame: Frame) -> Self {
        Data::Frame(frame)
    }
}

impl From<Csr> for Data {
    fn from(matrix: Csr) -> Self {
        Data::Csr(matrix)
    }
}

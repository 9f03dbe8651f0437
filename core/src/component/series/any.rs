//! Series detectors behind one type: a fitted panel holds them whichever they are, and so is compiled once.

use super::{SeriesDetector, SeriesDetectorState};
use crate::component::{Context, RowReader, RowWriter};
use crate::data::Series;
use crate::error::Result;

/// A series detector with its parameters, whichever it is.
pub(super) trait AnySeriesDetector: Sync {
    fn contamination_any(&self) -> Option<f64>;
    /// See [`SeriesDetector::fit_scored`].
    fn fit_any(&self, series: Series<'_>, ctx: &Context) -> Result<(Box<dyn AnyState>, Vec<f64>)>;
}

impl<D: SeriesDetector> AnySeriesDetector for D {
    fn contamination_any(&self) -> Option<f64> {
        self.contamination()
    }

    fn fit_any(&self, series: Series<'_>, ctx: &Context) -> Result<(Box<dyn AnyState>, Vec<f64>)> {
        let (state, scores) = self.fit_scored(series, ctx)?;
        Ok((Box::new(State(state)), scores))
    }
}

/// The state of one fitted series, whichever detector's it is; the verbs are those of [`SeriesDetectorState`].
pub(super) trait AnyState: Send + Sync {
    fn least(&self) -> usize;
    fn own_threshold(&self) -> Option<f64>;
    fn score(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<f64>>;
    /// The score of each channel that has one of its own.
    fn channels(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>>;
    /// Writes rows and ends them.
    fn store(&self, rows: &mut RowWriter);
    fn boxed_clone(&self) -> Box<dyn AnyState>;
}

/// What is known of a series detector without its parameters.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// See [`SeriesDetector::MULTIVARIATE`].
    pub(super) multivariate: bool,
    /// Reads a fitted series of so many channels.
    pub(super) restore: fn(&mut RowReader<'_>, usize) -> Result<Box<dyn AnyState>>,
}

impl Kind {
    pub(super) const fn of<D: SeriesDetector>() -> Self {
        Self {
            name: D::NAME,
            multivariate: D::MULTIVARIATE,
            restore: |row, channels| Ok(Box::new(State(D::State::restore(row, channels)?))),
        }
    }
}

/// What one type of detector knows of one series.
struct State<S>(S);

impl<S: SeriesDetectorState> AnyState for State<S> {
    fn least(&self) -> usize {
        self.0.least()
    }

    fn own_threshold(&self) -> Option<f64> {
        self.0.own_threshold()
    }

    fn score(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<f64>> {
        self.0.score(series, ctx)
    }

    fn channels(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        Ok(vec![self.0.score(series, ctx)?])
    }

    fn store(&self, rows: &mut RowWriter) {
        self.0.store(rows);
        rows.end_row();
    }

    fn boxed_clone(&self) -> Box<dyn AnyState> {
        Box::new(State(self.0.clone()))
    }
}

impl Clone for Box<dyn AnyState> {
    fn clone(&self) -> Self {
        (**self).boxed_clone()
    }
}

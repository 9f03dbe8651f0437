//! What several tests share.

use crate::component::{ForecastState, RowReader, RowWriter, Store};
use crate::error::Result;

/// Box and Jenkins' monthly airline passengers, January 1949 to December 1952, in thousands (public domain).
#[rustfmt::skip]
pub(super) const AIR_PASSENGERS: [f64; 48] = [
    112., 118., 132., 129., 121., 135., 148., 148., 136., 119., 104., 118.,
    115., 126., 141., 135., 125., 149., 170., 170., 158., 133., 114., 140.,
    145., 150., 178., 163., 172., 178., 199., 199., 184., 162., 146., 166.,
    171., 180., 193., 181., 183., 218., 230., 242., 209., 191., 172., 194.,
];

/// Asserts that numbers agree up to a relative tolerance.
pub(super) fn close_to(actual: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(actual.len(), expected.len(), "{actual:?} and {expected:?}");
    for (a, b) in actual.iter().zip(expected) {
        assert!((a - b).abs() <= tolerance * b.abs(), "{actual:?} and {expected:?}");
    }
}

/// A state that was saved, changed there and read back.
pub(super) fn altered<S: ForecastState>(state: &S, change: impl FnOnce(&mut Store)) -> Result<S> {
    let mut writer = RowWriter::default();
    state.store(&mut writer);
    writer.end_row();
    let mut store = Store::default();
    writer.store(&mut store);
    change(&mut store);
    S::restore(&mut RowReader::new(&store, 1))
}

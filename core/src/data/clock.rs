//! When the observations of a series were made.

use super::time::{Frequency, TimeUnit, civil};
use crate::error::Result;

/// When the observations of a series were made: the time of a step is so many steps after a start.
///
/// ```
/// use kingpost::data::{Clock, Frequency, TimeUnit};
/// let days = Clock::new(0, Frequency::Seconds(86_400), Some(TimeUnit::Second));
/// assert_eq!((days.tick(2)?, days.later(1).tick(2)?), (172_800, 259_200));
/// // 1970-01-03 was a Saturday.
/// assert_eq!((days.days(2)?, days.month(2)?, days.weekday(2)?), (Some(2.0), Some(1), Some(5)));
/// assert_eq!(Clock::default().weekday(2)?, None);
/// # Ok::<(), kingpost::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    start: i64,
    freq: Frequency,
    /// `None` for integer time.
    unit: Option<TimeUnit>,
    /// Steps are counted from so many after the start: a month's 31st is not found again from its 28th.
    skipped: usize,
}

impl Default for Clock {
    /// Whole numbers from 0.
    fn default() -> Self {
        Self::new(0, Frequency::Step(1), None)
    }
}

impl Clock {
    /// A clock that starts at a tick; without a unit its times are whole numbers.
    pub fn new(start: i64, freq: Frequency, unit: Option<TimeUnit>) -> Self {
        Self { start, freq, unit, skipped: 0 }
    }

    /// The clock of a series that starts so many steps later.
    #[must_use]
    pub fn later(mut self, steps: usize) -> Self {
        self.skipped += steps;
        self
    }

    /// The clock of a series of every `length`th observation from the `first` on; `None` where its step is out of range.
    pub(crate) fn every(&self, first: usize, length: usize) -> Option<Self> {
        Some(Self::new(self.tick(first).ok()?, self.freq.times(length as i64)?, self.unit))
    }

    /// The step between observations.
    pub fn freq(&self) -> Frequency {
        self.freq
    }

    /// What a tick is; `None` for integer time.
    pub fn unit(&self) -> Option<TimeUnit> {
        self.unit
    }

    /// The first tick that steps are counted from, and how many steps were passed over since.
    pub(crate) fn origin(&self) -> (i64, usize) {
        (self.start, self.skipped)
    }

    /// The time of a step.
    ///
    /// # Errors
    /// `kp.invalid_data` outside the range of time.
    pub fn tick(&self, step: usize) -> Result<i64> {
        self.freq.advance(self.start, (self.skipped + step) as i64, self.unit)
    }

    /// The days from 1970-01-01 to a step; `None` for integer time.
    ///
    /// # Errors
    /// `kp.invalid_data` outside the range of time.
    pub fn days(&self, step: usize) -> Result<Option<f64>> {
        self.of(step, |tick, unit| {
            let day = 86_400 * unit.per_second();
            tick.div_euclid(day) as f64 + tick.rem_euclid(day) as f64 / day as f64
        })
    }

    /// The month of a step, 1 to 12; `None` for integer time.
    ///
    /// # Errors
    /// `kp.invalid_data` outside the range of time.
    pub fn month(&self, step: usize) -> Result<Option<usize>> {
        self.of(step, |tick, unit| civil(tick, unit).1 as usize)
    }

    /// The day of the week of a step, 0 for Monday to 6 for Sunday; `None` for integer time.
    ///
    /// # Errors
    /// `kp.invalid_data` outside the range of time.
    pub fn weekday(&self, step: usize) -> Result<Option<usize>> {
        self.of(step, |tick, unit| (tick.div_euclid(86_400 * unit.per_second()) + 3).rem_euclid(7) as usize)
    }

    fn of<T>(&self, step: usize, say: impl FnOnce(i64, TimeUnit) -> T) -> Result<Option<T>> {
        let Some(unit) = self.unit else { return Ok(None) };
        Ok(Some(say(self.tick(step)?, unit)))
    }
}

//! Calls that run now, by the number that Java gave them: how its watcher reaches their token and their progress.

use kingpost_host::Job;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

static RUNNING: Mutex<BTreeMap<i64, Job>> = Mutex::new(BTreeMap::new());

fn running() -> MutexGuard<'static, BTreeMap<i64, Job>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A call in progress; it is forgotten when this is dropped.
pub(crate) struct Call {
    number: i64,
    pub(crate) job: Job,
}

impl Call {
    pub(crate) fn new(number: i64) -> Self {
        let job = Job::default();
        running().insert(number, job.clone());
        Self { number, job }
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        running().remove(&self.number);
    }
}

pub(crate) fn cancel(number: i64) -> bool {
    let found = running().get(&number).map(|job| job.cancel.cancel());
    found.is_some()
}

pub(crate) fn progress(number: i64) -> (i64, i64) {
    running().get(&number).map_or((0, 0), |job| {
        let (done, total) = job.progress.get();
        (done as i64, total as i64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_call_is_reached_and_a_finished_one_is_not() {
        let call = Call::new(-7);
        assert!(cancel(-7) && call.job.cancel.is_cancelled());
        assert_eq!(progress(-7), (0, 0));
        drop(call);
        assert!(!cancel(-7));
    }
}

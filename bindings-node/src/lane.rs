//! Threads of our own: libuv's four serve files and names, and a fit must not hold them up.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

type Work = Box<dyn FnOnce() + Send>;

/// Fits and whatever else takes long.
pub(crate) static LONG: Lane = Lane::new("kingpost-long");
/// Answers of fitted models: they do not wait for the fits.
pub(crate) static SHORT: Lane = Lane::new("kingpost-short");

/// A queue that as many threads as there are cores work off. They start with the work and end with it: none is there on
/// import, none idles.
pub(crate) struct Lane {
    name: &'static str,
    state: Mutex<State>,
}

struct State {
    waiting: VecDeque<Work>,
    threads: usize,
}

impl Lane {
    const fn new(name: &'static str) -> Self {
        Self { name, state: Mutex::new(State { waiting: VecDeque::new(), threads: 0 }) }
    }

    /// Runs `work` when its turn comes. It must not panic.
    pub(crate) fn submit(&'static self, work: Work) {
        let mut state = self.lock();
        state.waiting.push_back(work);
        let most = thread::available_parallelism().map_or(1, usize::from);
        if state.threads >= most {
            return;
        }
        state.threads += 1;
        drop(state);
        if thread::Builder::new().name(self.name.into()).spawn(|| self.work()).is_err() {
            // No thread is to be had: late is better than never, and the next of this lane's threads may be as far off.
            self.work();
        }
    }

    fn work(&self) {
        loop {
            let mut state = self.lock();
            let Some(work) = state.waiting.pop_front() else {
                state.threads -= 1;
                return;
            };
            drop(state);
            work();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

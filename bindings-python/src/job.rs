//! Running work without holding Python up: the lock is released, Ctrl-C stops it, progress is shown.

use crate::errors::raise;
use kingpost::{ErrorKind, Result};
use kingpost_host::Job;
use pyo3::prelude::*;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often signals are looked at.
const TICK: Duration = Duration::from_millis(50);
/// Progress is shown at most ten times a second.
const PROGRESS: Duration = Duration::from_millis(100);
/// How long work that was told to stop is waited for. It owns what it works on, so it may go on without us.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Stops a call from another thread: hand it to the call as ``cancel=``, then call ``cancel()``.
///
/// The call raises ``Cancelled``. A token that was cancelled stays cancelled.
#[pyclass(frozen, module = "kingpost")]
#[derive(Default)]
pub(crate) struct CancelToken(kingpost::component::CancelToken);

#[pymethods]
impl CancelToken {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Asks the work to stop.
    fn cancel(&self) {
        self.0.cancel();
    }

    /// Whether it was asked to stop.
    #[getter]
    fn cancelled(&self) -> bool {
        self.0.is_cancelled()
    }

    fn __repr__(&self) -> &'static str {
        if self.0.is_cancelled() { "CancelToken(cancelled)" } else { "CancelToken()" }
    }
}

/// What a caller hands to a call beside its arguments.
pub(crate) struct Control<'a, 'py> {
    pub(crate) cancel: Option<&'a CancelToken>,
    pub(crate) progress: Option<&'a Bound<'py, PyAny>>,
}

/// Does the work with Python's lock released.
///
/// `light` work, well below a tenth of a second, is done on this thread. Other work is done on a thread of its own, while
/// this one looks for signals: only the main thread may, and only between two waits.
pub(crate) fn run<T: Send + 'static>(
    py: Python<'_>,
    control: &Control<'_, '_>,
    light: bool,
    work: impl FnOnce(&Job) -> Result<T> + Send + 'static,
) -> PyResult<T> {
    let mut job = Job::default();
    if light && control.progress.is_none() {
        if let Some(token) = control.cancel {
            job.cancel = token.0.clone();
        }
        return py.detach(move || work(&job)).map_err(|error| raise(py, &error));
    }
    if control.cancel.is_some_and(CancelToken::cancelled) {
        job.cancel.cancel();
    }
    let (send, receive) = sync_channel(1);
    let receive = Mutex::new(receive);
    let there = job.clone();
    let spawned = std::thread::Builder::new().name("kingpost-call".into()).spawn(move || {
        // The caller may have stopped waiting.
        let _ = send.send(work(&there));
    });
    if let Err(error) = spawned {
        return Err(raise(py, &ErrorKind::Internal.error(format!("no thread: {error}"))));
    }
    wait(py, control, &job, &receive)?.map_err(|error| raise(py, &error))
}

fn wait<T: Send>(
    py: Python<'_>,
    control: &Control<'_, '_>,
    job: &Job,
    receive: &Mutex<Receiver<Result<T>>>,
) -> PyResult<Result<T>> {
    let next = |limit| receive.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(limit);
    let mut shown = Shown { at: Instant::now(), last: (0, 0) };
    loop {
        match py.detach(|| next(TICK)) {
            Ok(result) => {
                if let (Ok(_), Some(progress)) = (&result, control.progress) {
                    shown.finish(job, progress)?;
                }
                return Ok(result);
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Ok(Err(ErrorKind::Internal.error("the thread of a call ended without an answer")));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        let looked = py.check_signals().and_then(|()| match control.progress {
            Some(progress) => shown.show(job, progress),
            None => Ok(()),
        });
        if let Err(interrupt) = looked {
            job.cancel.cancel();
            let _ = py.detach(|| next(PATIENCE));
            return Err(interrupt);
        }
        if control.cancel.is_some_and(CancelToken::cancelled) {
            job.cancel.cancel();
        }
    }
}

/// What the caller's `progress(done, total)` was last told.
struct Shown {
    at: Instant,
    last: (u64, u64),
}

impl Shown {
    fn show(&mut self, job: &Job, progress: &Bound<'_, PyAny>) -> PyResult<()> {
        let now = job.progress.get();
        if now.1 == 0 || now == self.last || self.at.elapsed() < PROGRESS {
            return Ok(());
        }
        (self.at, self.last) = (Instant::now(), now);
        progress.call1(now).map(|_| ())
    }

    /// The last word is always total of total.
    fn finish(&mut self, job: &Job, progress: &Bound<'_, PyAny>) -> PyResult<()> {
        let total = job.progress.get().1.max(1);
        progress.call1((total, total)).map(|_| ())
    }
}

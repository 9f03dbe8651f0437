//! How a call is to be carried out: seed, threads, deadline, cancellation, progress.

use crate::error::{Result, err};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// Stops work from another thread.
///
/// ```
/// use kingpost::component::{CancelToken, Context};
/// let token = CancelToken::default();
/// let ctx = Context::default().cancel_with(&token);
/// token.cancel();
/// assert_eq!(ctx.check().unwrap_err().code(), "kp.cancelled");
/// ```
#[derive(Clone, Debug, Default)]
pub struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// Asks the work to stop; it returns `kp.cancelled` at its next check.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How far the work has come; hosts poll it.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<[AtomicU64; 2]>);

impl Progress {
    /// Steps done and steps in all; both 0 before the work knows.
    pub fn get(&self) -> (u64, u64) {
        (self.0[0].load(Ordering::Relaxed), self.0[1].load(Ordering::Relaxed))
    }

    /// Says how many steps there will be, and starts again at 0.
    pub(crate) fn start(&self, total: usize) {
        self.0[1].store(total as u64, Ordering::Relaxed);
        self.0[0].store(0, Ordering::Relaxed);
    }

    /// Says that so many more steps are done.
    pub(crate) fn add(&self, steps: usize) {
        self.0[0].fetch_add(steps as u64, Ordering::Relaxed);
    }
}

/// How a call is to be carried out.
///
/// Results depend on the seed alone: not on the threads, the deadline, or how often progress is read.
#[derive(Clone, Debug, Default)]
pub struct Context {
    seed: u64,
    threads: Option<usize>,
    deadline: Option<Instant>,
    cancel: CancelToken,
    progress: Progress,
}

impl Context {
    /// Seed 0, every core, no deadline.
    pub fn new() -> Self {
        Self::default()
    }

    /// The seed of everything random.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// At most so many threads; 0 for all that the process may use.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = (threads > 0).then_some(threads);
        self
    }

    /// Stop with `kp.deadline_exceeded` after so long.
    #[must_use]
    pub fn deadline(mut self, after: Duration) -> Self {
        self.deadline = Instant::now().checked_add(after);
        self
    }

    /// Stop with `kp.cancelled` when this token is cancelled.
    #[must_use]
    pub fn cancel_with(mut self, token: &CancelToken) -> Self {
        self.cancel = token.clone();
        self
    }

    /// Report progress here.
    #[must_use]
    pub fn report_to(mut self, progress: &Progress) -> Self {
        self.progress = progress.clone();
        self
    }

    /// The seed.
    pub fn get_seed(&self) -> u64 {
        self.seed
    }

    /// Where progress is reported.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Whether to go on. Call it once a unit of work: a series, a tree, an epoch, a thousand rows.
    ///
    /// # Errors
    /// `kp.cancelled` or `kp.deadline_exceeded`.
    pub fn check(&self) -> Result<()> {
        if self.cancel.is_cancelled() {
            return Err(err!(Cancelled, "the work was cancelled"));
        }
        if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Err(err!(DeadlineExceeded, "the deadline passed before the work was done"));
        }
        Ok(())
    }

    /// How many threads [`Context::map`] uses at most; no result may depend on it.
    pub(crate) fn workers(&self) -> usize {
        self.threads.unwrap_or_else(default_threads)
    }

    /// Calls `f` for 0..n on the context's threads and returns the results in order. Each call is one step of progress
    /// and is preceded by a [`Context::check`].
    ///
    /// # Errors
    /// The first error by number, whichever came first in time; cancellation and the deadline before all others.
    pub fn map<T: Send>(&self, n: usize, f: impl Fn(usize) -> Result<T> + Sync) -> Result<Vec<T>> {
        self.progress.start(n);
        self.each(n, |index| {
            let result = f(index);
            self.progress.add(1);
            result
        })
    }

    /// [`Context::map`] for work inside a step, which leaves the progress alone.
    pub(crate) fn each<T: Send>(&self, n: usize, f: impl Fn(usize) -> Result<T> + Sync) -> Result<Vec<T>> {
        let step = |index: usize| {
            self.check()?;
            f(index)
        };
        // One step needs no second thread, and its caller need not wait to hear how many there could be.
        let threads = if n > 1 { self.workers().min(n) } else { 1 };
        if threads <= 1 {
            return (0..n).map(step).collect();
        }
        let results: Vec<Mutex<Option<Result<T>>>> = (0..n).map(|_| Mutex::new(None)).collect();
        spread(n, threads, &|index| {
            let result = step(index);
            *results[index].lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
        })?;
        self.check()?;
        let missing = || Err(err!(Internal, "a step was left out"));
        let result = |slot: Mutex<Option<Result<T>>>| slot.into_inner().unwrap_or_else(PoisonError::into_inner);
        results.into_iter().map(|slot| result(slot).unwrap_or_else(missing)).collect()
    }
}

/// Calls `work` for 0..n on so many threads. Not generic, and apart from what is: rayon would be compiled once for each
/// of the hundreds of callers.
fn spread(n: usize, threads: usize, work: &(dyn Fn(usize) + Sync)) -> Result<()> {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    pool(threads)?.install(|| (0..n).into_par_iter().for_each(work));
    Ok(())
}

/// Threads when the caller names none: `KINGPOST_NUM_THREADS`, else `RAYON_NUM_THREADS`, else what the scheduler and the
/// control group leave to this process. Asked once: the answer is in files of the control group, and reading those takes
/// longer than a small forecast.
fn default_threads() -> usize {
    static THREADS: OnceLock<usize> = OnceLock::new();
    let named =
        |variable: &str| std::env::var(variable).ok()?.trim().parse().ok().filter(|&threads: &usize| threads > 0);
    *THREADS.get_or_init(|| {
        named("KINGPOST_NUM_THREADS")
            .or_else(|| named("RAYON_NUM_THREADS"))
            .or_else(|| std::thread::available_parallelism().ok().map(usize::from))
            .unwrap_or(1)
    })
}

/// Pools by process and number of threads.
type Pools = HashMap<(u32, usize), Arc<ThreadPool>>;

/// The pool of so many threads, made on first use. A forked child has none of its parent's threads, so pools belong to
/// the process that made them.
fn pool(threads: usize) -> Result<Arc<ThreadPool>> {
    static POOLS: Mutex<Option<Pools>> = Mutex::new(None);
    let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
    let pools = pools.get_or_insert_default();
    let key = (std::process::id(), threads);
    if let Some(pool) = pools.get(&key) {
        return Ok(pool.clone());
    }
    let built = ThreadPoolBuilder::new().num_threads(threads).thread_name(|n| format!("kingpost-{n}")).build();
    let pool = Arc::new(built.map_err(|error| err!(Internal, "no thread pool: {error}").caused_by(error))?);
    // A parent's pools are leaked in the child: dropping one would wait for threads that do not exist here.
    pools.insert(key, pool.clone());
    Ok(pool)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_progress_counts() {
        for threads in [1, 2, 5] {
            let ctx = Context::new().threads(threads);
            let squares = ctx.map(100, |i| Ok(i * i)).unwrap();
            assert_eq!(squares, (0..100).map(|i| i * i).collect::<Vec<_>>());
            assert_eq!(ctx.progress().get(), (100, 100));
        }
    }

    #[test]
    fn the_first_error_by_number_wins() {
        let fail = |i: usize| if i > 3 { Err(err!(Internal, "{i}")) } else { Ok(i) };
        for threads in [1, 4] {
            assert_eq!(Context::new().threads(threads).map(50, fail).unwrap_err().message(), "4");
        }
    }

    #[test]
    fn cancelling_and_the_deadline_stop_the_work() {
        let token = CancelToken::default();
        let ctx = Context::new().threads(2).cancel_with(&token);
        let work = |i| {
            if i == 10 {
                token.cancel();
            }
            Ok(())
        };
        let error = ctx.map(1_000, work).unwrap_err();
        assert_eq!(error.code(), "kp.cancelled");
        let late = Context::new().deadline(Duration::ZERO);
        assert_eq!(late.check().unwrap_err().code(), "kp.deadline_exceeded");
    }
}

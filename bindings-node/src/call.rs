//! Calls: they run here, or on a thread, and then their answer or error is taken from them.

use crate::answer;
use crate::lane::Lane;
use crate::model::NativeModel;
use kingpost::component::CancelToken;
use kingpost::data::{Column, Data, Frame};
use kingpost::{ErrorKind, Result};
use kingpost_host::{Handle, Job, guarded};
use napi::Env;
use napi::bindgen_prelude::{Function, JavaScriptClassExt, Object, ToNapiValue, Unknown};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi_derive::napi;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a call gives back.
pub(crate) enum Answer {
    Nothing,
    /// A model, and about how many bytes it holds.
    Model(Arc<Handle>, usize),
    /// A model as above, and what it says of the data that it was fitted to.
    Both(Arc<Handle>, usize, Data),
    Data(Data),
    /// Text or JSON.
    Text(String),
    Number(f64),
    Bytes(Vec<u8>),
    /// Facts as JSON, and tables.
    Parts(String, Vec<(String, Frame)>),
}

type Notify = ThreadsafeFunction<u32, (), u32, napi::Status, false, true>;

/// Where a JavaScript thread hears that its calls are done.
struct Outlet {
    /// Gone when the JavaScript thread ends: a call that ends later has nobody to tell.
    notify: Mutex<Option<Notify>>,
    /// The calls under way by ticket, to stop them when the thread ends.
    running: Mutex<BTreeMap<u32, CancelToken>>,
}

impl Outlet {
    fn tell(&self, ticket: u32) {
        lock(&self.running).remove(&ticket);
        if let Some(notify) = &*lock(&self.notify) {
            notify.call(ticket, ThreadsafeFunctionCallMode::NonBlocking);
        }
    }

    fn close(&self) {
        lock(&self.notify).take();
        lock(&self.running).values().for_each(CancelToken::cancel);
    }
}

/// The ear of a JavaScript thread.
#[napi]
pub struct Bridge(Arc<Outlet>);

#[napi]
impl Bridge {
    /// `done` is called with the ticket of each call that is done.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, done: Function<'_, u32, ()>) -> napi::Result<Self> {
        let notify = done.build_threadsafe_function().weak::<true>().callee_handled::<false>().build()?;
        let outlet = Arc::new(Outlet { notify: Mutex::new(Some(notify)), running: Mutex::default() });
        env.add_env_cleanup_hook(outlet.clone(), |outlet| outlet.close())?;
        Ok(Self(outlet))
    }
}

/// A call that runs on a thread.
#[napi]
pub struct Call {
    job: Job,
    outlet: Arc<Outlet>,
    ticket: u32,
    slot: Arc<Mutex<Option<Result<Answer>>>>,
}

#[napi]
impl Call {
    /// The bridge says when it is done, by this ticket.
    #[napi(constructor, catch_unwind)]
    pub fn new(bridge: &Bridge, ticket: u32) -> Self {
        Self { job: Job::default(), outlet: bridge.0.clone(), ticket, slot: Arc::default() }
    }

    /// Stops the work at its next check.
    #[napi(catch_unwind)]
    pub fn cancel(&self) {
        self.job.cancel.cancel();
    }

    /// Steps done, and steps in all.
    #[napi(catch_unwind)]
    pub fn progress(&self) -> Vec<f64> {
        let (done, total) = self.job.progress.get();
        vec![done as f64, total as f64]
    }

    /// The answer of a call that is done; throws its error.
    #[napi(catch_unwind)]
    pub fn take<'env>(&self, env: &'env Env) -> napi::Result<Unknown<'env>> {
        let missing = || Err(ErrorKind::Internal.error("the call is not done, or its answer was taken"));
        let answer = lock(&self.slot).take().unwrap_or_else(missing);
        hand_over(env, answer)
    }
}

/// Does the work: with a call on a thread of the lane, and the answer is then taken from it; without one here and now.
pub(crate) fn start<'env>(
    env: &'env Env,
    call: Option<&Call>,
    lane: &'static Lane,
    work: impl FnOnce(&Job) -> Result<Answer> + Send + 'static,
) -> napi::Result<Unknown<'env>> {
    let Some(call) = call else { return hand_over(env, work(&Job::default())) };
    let (job, slot, outlet, ticket) = (call.job.clone(), call.slot.clone(), call.outlet.clone(), call.ticket);
    lock(&outlet.running).insert(ticket, job.cancel.clone());
    lane.submit(Box::new(move || {
        // Every work is guarded inside; this fence keeps the lane's thread, should one not be.
        let result = guarded(|| work(&job));
        *lock(&slot) = Some(result);
        outlet.tell(ticket);
    }));
    unknown(env, ())
}

fn hand_over<'env>(env: &'env Env, answer: Result<Answer>) -> napi::Result<Unknown<'env>> {
    match answer.map_err(throw)? {
        Answer::Nothing => unknown(env, ()),
        Answer::Model(handle, weight) => unknown(env, NativeModel::new(env, handle, weight)?.into_instance(env)?),
        Answer::Both(handle, weight, data) => {
            let mut both = Object::new(env)?;
            both.set("model", NativeModel::new(env, handle, weight)?.into_instance(env)?)?;
            both.set("data", answer::data(env, &data)?)?;
            unknown(env, both)
        }
        Answer::Data(data) => unknown(env, answer::data(env, &data)?),
        Answer::Text(text) => unknown(env, text),
        Answer::Number(number) => unknown(env, number),
        Answer::Bytes(bytes) => unknown(env, answer::bytes(env, &bytes)?),
        Answer::Parts(facts, tables) => unknown(env, answer::parts(env, facts, &tables)?),
    }
}

fn unknown<'env>(env: &'env Env, value: impl ToNapiValue) -> napi::Result<Unknown<'env>> {
    value.into_unknown(env)
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An error whose message is JSON of code, message and context: JavaScript makes a KingpostError of it, in one place.
pub(crate) fn throw(error: kingpost::Error) -> napi::Error {
    let (code, message, context) = (error.code(), error.message(), error.context());
    let cause = error.cause().map(ToString::to_string);
    let reason = serde_json::json!({"code": code, "message": message, "context": context, "cause": cause});
    napi::Error::from_reason(reason.to_string())
}

/// About how many bytes of data there are, which is about what a model fitted to it holds.
pub(crate) fn weight(data: &Data) -> usize {
    let column = |column: &Column| match column {
        Column::Str(texts) => texts.text().len(),
        Column::Bool(values) => values.len(),
        other => other.len() * 8,
    };
    match data {
        Data::Frame(frame) => frame.iter().map(|(_, values)| column(values)).sum(),
        Data::Csr(matrix) => matrix.stored() * 12,
        _ => 0,
    }
}

//! A model that several threads of a host may hold, and the knobs of a call.

use crate::guarded;
use kingpost::component::{CancelToken, Card, Context, FitInput, Progress};
use kingpost::data::{Column, Data, Frame};
use kingpost::{ErrorKind, Model, Result, catalog};
use serde_json::{Map, Value, json};
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

/// The knobs of one call: its options as JSON, a token that stops it, and a counter that shows how far it is.
///
/// Options that every call has: `seed` (0..2^53), `n_jobs` (threads; -1 or 0 for all), `timeout_ms`. What is left belongs
/// to the family, such as `id_col` of a forecaster's fit.
#[derive(Clone, Debug, Default)]
pub struct Job {
    /// Stops the call.
    pub cancel: CancelToken,
    /// Shows how far it is.
    pub progress: Progress,
}

impl Job {
    /// Takes the options of every call out of `options`.
    pub(crate) fn context(&self, options: &mut Value) -> Result<Context> {
        let mut ctx = Context::new().cancel_with(&self.cancel).report_to(&self.progress);
        let Some(options) = options.as_object_mut() else { return Ok(ctx) };
        if let Some(seed) = whole(options, "seed", 0)? {
            ctx = ctx.seed(seed as u64);
        }
        if let Some(threads) = whole(options, "n_jobs", -1)? {
            ctx = ctx.threads(threads.max(0) as usize);
        }
        if let Some(milliseconds) = whole(options, "timeout_ms", 0)? {
            ctx = ctx.deadline(Duration::from_millis(milliseconds as u64));
        }
        Ok(ctx)
    }
}

/// Takes a whole number from `least` to 2^53 out of the options.
fn whole(options: &mut Map<String, Value>, name: &str, least: i64) -> Result<Option<i64>> {
    let Some(value) = options.remove(name).filter(|value| !value.is_null()) else { return Ok(None) };
    let number =
        value.as_i64().or_else(|| value.as_f64().filter(|x| x.fract() == 0.0 && x.abs() < 1e15).map(|x| x as i64));
    match number {
        Some(number) if (least..=1 << 53).contains(&number) => Ok(Some(number)),
        _ => Err(ErrorKind::InvalidParams
            .error(format!("{name} is {value}; must be a whole number from {least} to 2^53"))
            .with("param", name)),
    }
}

/// Refuses options that are not those of every call.
fn nothing_left(options: &Value) -> Result<()> {
    match options {
        Value::Null => Ok(()),
        Value::Object(left) => match left.keys().next() {
            None => Ok(()),
            Some(name) => Err(ErrorKind::InvalidParams
                .error(format!("there is no option '{name}' here; there are seed, n_jobs, timeout_ms"))
                .with("param", name)),
        },
        other => Err(ErrorKind::InvalidParams.error(format!("the options are {other}; must be a JSON object"))),
    }
}

/// Reads JSON text; empty text is null.
pub(crate) fn parse(text: &str) -> Result<Value> {
    if text.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_str(text).map_err(|error| ErrorKind::InvalidParams.error(format!("not JSON: {error}")))
}

/// A fitted model behind a lock: readers side by side, `update` and `describe` alone.
#[derive(Debug)]
pub struct Handle(RwLock<Model>);

impl Handle {
    /// Fits the component of an id.
    ///
    /// # Errors
    /// Those of `kingpost::catalog::fit`; `kp.internal` for a panic.
    pub fn fit(id: &str, params: &str, data: &Data, target: Option<&Column>, options: &str, job: &Job) -> Result<Self> {
        guarded(|| {
            let (params, mut options) = (parse(params)?, parse(options)?);
            let ctx = job.context(&mut options)?;
            let model = catalog::fit(id, &params, FitInput { data, target, options: &options }, &ctx)?;
            Ok(Self(RwLock::new(model)))
        })
    }

    /// Fits a vectorizer or a detector and returns what the model says of the same data too, at less than the cost of
    /// two calls.
    ///
    /// # Errors
    /// Those of `kingpost::catalog::fit_answer`; `kp.internal` for a panic.
    pub fn fit_answer(id: &str, params: &str, data: &Data, options: &str, job: &Job) -> Result<(Self, Data)> {
        guarded(|| {
            let (params, mut options) = (parse(params)?, parse(options)?);
            let ctx = job.context(&mut options)?;
            let input = FitInput { data, target: None, options: &options };
            let (model, answer) = catalog::fit_answer(id, &params, input, &ctx)?;
            Ok((Self(RwLock::new(model)), answer))
        })
    }

    /// Reads a model file that is in memory.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        guarded(|| Ok(Self(RwLock::new(Model::from_bytes(bytes)?))))
    }

    /// Reads a model file.
    pub fn load(path: &str) -> Result<Self> {
        guarded(|| Ok(Self(RwLock::new(Model::load(path)?))))
    }

    /// The bytes of the model file.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        self.read(Model::to_bytes)
    }

    /// Writes the model file; the file that was there stays until the new one is complete.
    pub fn save(&self, path: &str) -> Result<()> {
        self.read(|model| model.save(path))
    }

    /// SHA-256 of what the model is, in hexadecimal.
    pub fn content_id(&self) -> Result<String> {
        self.read(Model::content_id)
    }

    /// Replays the model's own test vectors here; a report as JSON.
    pub fn verify(&self, job: &Job) -> Result<String> {
        self.read(|model| {
            let ctx = job.context(&mut Value::Null)?;
            serde_json::to_string(&model.verify(&ctx)?).map_err(|error| ErrorKind::Internal.error(error.to_string()))
        })
    }

    /// Calls a verb that leaves the model as it is; `args` may also carry the options of every call.
    pub fn call(&self, verb: &str, args: &str, data: Option<&Data>, job: &Job) -> Result<Data> {
        self.read(|model| {
            let mut args = parse(args)?;
            let ctx = job.context(&mut args)?;
            model.call(verb, &args, data, &ctx)
        })
    }

    /// Learns from new data without fitting again; `options` are those of every call, as JSON.
    pub fn update(&self, data: &Data, options: &str, job: &Job) -> Result<Frame> {
        guarded(|| {
            let mut options = parse(options)?;
            let ctx = job.context(&mut options)?;
            nothing_left(&options)?;
            self.write()?.update(data, &ctx)
        })
    }

    /// Facts as JSON, and tables by name, that only this kind of model has.
    pub fn parts(&self) -> Result<(String, Vec<(String, Frame)>)> {
        self.read(|model| {
            let parts = model.parts()?;
            Ok((Value::Object(parts.summary).to_string(), parts.tables))
        })
    }

    /// Identity, parameters and card as JSON: `component`, `name`, `version`, `family`, `params`, `fields` (name and kind of
    /// each column that the model expects), `card`.
    pub fn describe(&self) -> Result<String> {
        self.read(|model| {
            let entry = model.entry();
            Ok(json!({
                "component": entry.id,
                "name": entry.name,
                "version": entry.version,
                "family": entry.family,
                "params": model.params(),
                "fields": model.fields(),
                "zone": model.zone(),
                "card": model.card(),
            })
            .to_string())
        })
    }

    /// Writes the owner's part of the card from JSON; its `facts` are kept.
    pub fn set_card(&self, card: &str) -> Result<()> {
        guarded(|| {
            let mut card = parse(card)?;
            if let Some(fields) = card.as_object_mut() {
                fields.remove("facts");
            }
            let card: Card = serde_json::from_value(card)
                .map_err(|error| ErrorKind::InvalidParams.error(format!("the card: {error}")))?;
            self.write()?.describe(card);
            Ok(())
        })
    }

    /// A copy that is updated apart from this one.
    pub fn duplicate(&self) -> Result<Self> {
        self.read(|model| Ok(Self(RwLock::new(model.clone()))))
    }

    fn read<T>(&self, f: impl FnOnce(&Model) -> Result<T>) -> Result<T> {
        guarded(|| f(&*self.0.read().map_err(|_| poisoned())?))
    }

    fn write(&self) -> Result<std::sync::RwLockWriteGuard<'_, Model>> {
        self.0.write().map_err(|_: PoisonError<_>| poisoned())
    }
}

fn poisoned() -> kingpost::Error {
    ErrorKind::Internal.error("an earlier update of this model failed half-way; load it again")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(ds: &[i64], y: &[f64]) -> Data {
        let frame = Frame::new().with("ds", ds.to_vec()).and_then(|frame| frame.with("y", y.to_vec()));
        frame.unwrap().into()
    }

    #[test]
    fn an_update_takes_the_options_of_every_call_and_no_others() {
        let job = Job::default();
        let handle = Handle::fit("forecast.naive", "", &frame(&[1, 2], &[1.0, 2.0]), None, "", &job).unwrap();
        let update = |options: &str| handle.update(&frame(&[3], &[7.0]), options, &job);
        let error = update(r#"{"h": 1}"#).unwrap_err();
        assert_eq!(error.message(), "there is no option 'h' here; there are seed, n_jobs, timeout_ms");
        assert_eq!(update("[1]").unwrap_err().code(), "kp.invalid_params");
        assert_eq!(update(r#"{"timeout_ms": 0}"#).unwrap_err().code(), "kp.deadline_exceeded");
        assert_eq!(update(r#"{"timeout_ms": 60000, "seed": 1, "n_jobs": 1}"#).unwrap().rows(), 1);
    }
}

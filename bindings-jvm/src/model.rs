//! A fitted model as Java holds it.

use crate::{Native, calls::Call, reply, wire};
use kingpost::data::{Column, Data};
use kingpost::{ErrorKind, Result};
use kingpost_host::{Handle, guarded};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// The models that Java holds by their number. Java keeps them alive; the door only looks them up.
static MODELS: Mutex<BTreeMap<i64, Weak<NativeModel>>> = Mutex::new(BTreeMap::new());

fn models() -> MutexGuard<'static, BTreeMap<i64, Weak<NativeModel>>> {
    MODELS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A fitted model.
#[derive(Debug, uniffi::Object)]
pub struct NativeModel {
    handle: Handle,
    number: i64,
    /// What it says of the data that it was fitted to, until Java takes it.
    answer: Mutex<Option<Data>>,
}

impl NativeModel {
    fn new(handle: Handle) -> Arc<Self> {
        Self::with(handle, None)
    }

    fn with(handle: Handle, answer: Option<Data>) -> Arc<Self> {
        static LAST: AtomicI64 = AtomicI64::new(0);
        let number = 1 + LAST.fetch_add(1, Ordering::Relaxed);
        let model = Arc::new(Self { handle, number, answer: Mutex::new(answer) });
        models().insert(number, Arc::downgrade(&model));
        model
    }

    /// The model of a number, alive for as long as the caller holds it.
    pub(crate) fn of(number: i64) -> Result<Arc<Self>> {
        let found = models().get(&number).and_then(Weak::upgrade);
        found.ok_or_else(|| ErrorKind::NotFitted.error("this model is closed"))
    }

    pub(crate) fn handle(&self) -> &Handle {
        &self.handle
    }
}

impl Drop for NativeModel {
    fn drop(&mut self) {
        models().remove(&self.number);
    }
}

pub(crate) fn given(data: Option<Data>) -> Result<Data> {
    data.ok_or_else(|| ErrorKind::InvalidData.error("no data were given"))
}

/// The only column of a frame.
fn column(data: &[u8]) -> Result<Option<Column>> {
    let Some(data) = wire::read(data)? else { return Ok(None) };
    let Data::Frame(frame) = data else {
        return Err(ErrorKind::InvalidData.error("the target is a sparse matrix; must be a column"));
    };
    Ok(frame.into_columns().into_iter().next().map(|(_, column)| column))
}

fn keep(data: &Data) -> Result<i64> {
    Ok(reply::keep(wire::write(data)?))
}

/// Fits the component of an id. The data and the target are blocks; the call has a number for as long as it runs.
#[uniffi::export]
pub fn fit(id: &str, params: &str, data: &[u8], target: &[u8], options: &str, call: i64) -> Native<Arc<NativeModel>> {
    let call = Call::new(call);
    let handle = guarded(|| {
        let (data, target) = (given(wire::read(data)?)?, column(target)?);
        Handle::fit(id, params, &data, target.as_ref(), options, &call.job)
    })?;
    Ok(NativeModel::new(handle))
}

/// Fits a vectorizer or a detector; what it says of the same data is then taken from the model.
#[uniffi::export]
pub fn fit_answer(id: &str, params: &str, data: &[u8], options: &str, call: i64) -> Native<Arc<NativeModel>> {
    let call = Call::new(call);
    let (handle, said) = guarded(|| Handle::fit_answer(id, params, &given(wire::read(data)?)?, options, &call.job))?;
    Ok(NativeModel::with(handle, Some(said)))
}

/// Reads a model file.
#[uniffi::export]
pub fn load(path: &str) -> Native<Arc<NativeModel>> {
    Ok(NativeModel::new(Handle::load(path)?))
}

/// Reads a model file that is in memory.
#[uniffi::export]
pub fn from_bytes(bytes: &[u8]) -> Native<Arc<NativeModel>> {
    Ok(NativeModel::new(Handle::from_bytes(bytes)?))
}

#[uniffi::export]
impl NativeModel {
    /// The bytes of the model file; they lie at the address after their number.
    pub fn to_bytes(&self) -> Native<i64> {
        Ok(guarded(|| Ok(reply::keep_counted(&self.handle.to_bytes()?)))?)
    }

    /// What it says of the data that it was fitted to, once; it lies at the address.
    pub fn take_answer(&self) -> Native<i64> {
        Ok(guarded(|| {
            let answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner).take();
            keep(&answer.ok_or_else(|| ErrorKind::Internal.error("there is no answer, or it was taken"))?)
        })?)
    }

    /// Writes the model file.
    pub fn save(&self, path: &str) -> Native<()> {
        Ok(self.handle.save(path)?)
    }

    /// SHA-256 of what the model is.
    pub fn content_id(&self) -> Native<String> {
        Ok(self.handle.content_id()?)
    }

    /// Replays the model's own test vectors; a report as JSON.
    pub fn verify(&self, call: i64) -> Native<String> {
        Ok(self.handle.verify(&Call::new(call).job)?)
    }

    /// What the door knows it by.
    pub fn number(&self) -> i64 {
        self.number
    }

    /// Identity, parameters and card as JSON.
    pub fn describe(&self) -> Native<String> {
        Ok(self.handle.describe()?)
    }

    /// Writes the owner's part of the card.
    pub fn set_card(&self, card: &str) -> Native<()> {
        Ok(self.handle.set_card(card)?)
    }

    /// Facts as JSON, and the names of the tables.
    pub fn parts_summary(&self) -> Native<PartsSummary> {
        let (summary, tables) = self.handle.parts()?;
        Ok(PartsSummary { summary, tables: tables.into_iter().map(|(name, _)| name).collect() })
    }

    /// The table of that name; it lies at the address.
    pub fn parts_table(&self, name: &str) -> Native<i64> {
        Ok(guarded(|| {
            let (_, tables) = self.handle.parts()?;
            let found = tables.into_iter().find(|(other, _)| other == name);
            let (_, frame) =
                found.ok_or_else(|| ErrorKind::InvalidData.error(format!("there is no table '{name}'")))?;
            keep(&frame.into())
        })?)
    }

    /// A copy that is updated apart from this one.
    pub fn duplicate(&self) -> Native<Arc<NativeModel>> {
        Ok(NativeModel::new(self.handle.duplicate()?))
    }
}

/// What a model's parts are, without the tables themselves.
#[derive(Debug, uniffi::Record)]
pub struct PartsSummary {
    /// Facts as JSON.
    pub summary: String,
    /// The names of the tables.
    pub tables: Vec<String>,
}

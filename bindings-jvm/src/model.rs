//! A fitted model as Java holds it.

use crate::{Native, calls::Call, reply, wire};
use kingpost::data::{Column, Data};
use kingpost::{ErrorKind, Result};
use kingpost_host::{Handle, guarded};
use std::sync::Arc;

/// A fitted model.
#[derive(Debug, uniffi::Object)]
pub struct NativeModel(Handle);

pub(crate) fn given(data: &[u8]) -> Result<Data> {
    wire::read(data)?.ok_or_else(|| ErrorKind::InvalidData.error("no data were given"))
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
        let (data, target) = (given(data)?, column(target)?);
        Handle::fit(id, params, &data, target.as_ref(), options, &call.job)
    })?;
    Ok(Arc::new(NativeModel(handle)))
}

/// Reads a model file.
#[uniffi::export]
pub fn load(path: &str) -> Native<Arc<NativeModel>> {
    Ok(Arc::new(NativeModel(Handle::load(path)?)))
}

/// Reads a model file that is in memory.
#[uniffi::export]
pub fn from_bytes(bytes: &[u8]) -> Native<Arc<NativeModel>> {
    Ok(Arc::new(NativeModel(Handle::from_bytes(bytes)?)))
}

#[uniffi::export]
impl NativeModel {
    /// The bytes of the model file; they lie at the address after their number.
    pub fn to_bytes(&self) -> Native<i64> {
        Ok(guarded(|| Ok(reply::keep_counted(&self.0.to_bytes()?)))?)
    }

    /// Writes the model file.
    pub fn save(&self, path: &str) -> Native<()> {
        Ok(self.0.save(path)?)
    }

    /// SHA-256 of what the model is.
    pub fn content_id(&self) -> Native<String> {
        Ok(self.0.content_id()?)
    }

    /// Replays the model's own test vectors; a report as JSON.
    pub fn verify(&self, call: i64) -> Native<String> {
        Ok(self.0.verify(&Call::new(call).job)?)
    }

    /// Calls a verb; the result lies at the address.
    pub fn call(&self, verb: &str, args: &str, data: &[u8], call: i64) -> Native<i64> {
        let call = Call::new(call);
        Ok(guarded(|| {
            let data = wire::read(data)?;
            keep(&self.0.call(verb, args, data.as_ref(), &call.job)?)
        })?)
    }

    /// Learns from new data; what it returns lies at the address.
    pub fn update(&self, data: &[u8], options: &str, call: i64) -> Native<i64> {
        let call = Call::new(call);
        Ok(guarded(|| keep(&self.0.update(&given(data)?, options, &call.job)?.into()))?)
    }

    /// Identity, parameters and card as JSON.
    pub fn describe(&self) -> Native<String> {
        Ok(self.0.describe()?)
    }

    /// Writes the owner's part of the card.
    pub fn set_card(&self, card: &str) -> Native<()> {
        Ok(self.0.set_card(card)?)
    }

    /// Facts as JSON, and the names of the tables.
    pub fn parts_summary(&self) -> Native<PartsSummary> {
        let (summary, tables) = self.0.parts()?;
        Ok(PartsSummary { summary, tables: tables.into_iter().map(|(name, _)| name).collect() })
    }

    /// The table of that name; it lies at the address.
    pub fn parts_table(&self, name: &str) -> Native<i64> {
        Ok(guarded(|| {
            let (_, tables) = self.0.parts()?;
            let found = tables.into_iter().find(|(other, _)| other == name);
            let (_, frame) =
                found.ok_or_else(|| ErrorKind::InvalidData.error(format!("there is no table '{name}'")))?;
            keep(&frame.into())
        })?)
    }

    /// A copy that is updated apart from this one.
    pub fn duplicate(&self) -> Native<Arc<NativeModel>> {
        Ok(Arc::new(NativeModel(self.0.duplicate()?)))
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

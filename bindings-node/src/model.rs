//! A fitted model that JavaScript holds.

use crate::call::{self, Answer, Call, throw};
use crate::input;
use crate::lane::{LONG, SHORT};
use kingpost::ErrorKind;
use kingpost_host::Handle;
use napi::Env;
use napi::bindgen_prelude::{Object, ObjectFinalize, Unknown};
use napi_derive::napi;
use std::sync::Arc;

/// A fitted model, until it is disposed of.
#[napi(custom_finalize)]
pub struct NativeModel {
    handle: Option<Arc<Handle>>,
    /// What the garbage collector was told that it holds.
    weight: i64,
}

impl NativeModel {
    pub(crate) fn new(env: &Env, handle: Arc<Handle>, weight: usize) -> napi::Result<Self> {
        let weight = i64::try_from(weight).unwrap_or(i64::MAX);
        env.adjust_external_memory(weight)?;
        Ok(Self { handle: Some(handle), weight })
    }

    fn handle(&self) -> napi::Result<Arc<Handle>> {
        let gone = || throw(ErrorKind::Unsupported.error("the model was disposed of; load or fit it again"));
        self.handle.clone().ok_or_else(gone)
    }
}

impl ObjectFinalize for NativeModel {
    fn finalize(self, env: Env) -> napi::Result<()> {
        env.adjust_external_memory(-self.weight).map(|_| ())
    }
}

#[napi]
impl NativeModel {
    /// Calls a verb that leaves the model as it is.
    #[napi(catch_unwind)]
    pub fn call<'env>(
        &self,
        env: &'env Env,
        call: Option<&Call>,
        verb: String,
        args: String,
        data: Option<Object<'_>>,
    ) -> napi::Result<Unknown<'env>> {
        let handle = self.handle()?;
        let data = data.map(|data| input::data(&data)).transpose().map_err(throw)?;
        call::start(env, call, &SHORT, move |job| handle.call(&verb, &args, data.as_ref(), job).map(Answer::Data))
    }

    /// Learns from new data.
    #[napi(catch_unwind)]
    pub fn update<'env>(
        &self,
        env: &'env Env,
        call: Option<&Call>,
        data: Object<'_>,
        options: String,
    ) -> napi::Result<Unknown<'env>> {
        let handle = self.handle()?;
        let data = input::data(&data).map_err(throw)?;
        call::start(env, call, &SHORT, move |job| {
            handle.update(&data, &options, job).map(|frame| Answer::Data(frame.into()))
        })
    }

    /// Facts and tables that only this kind of model has.
    #[napi(catch_unwind)]
    pub fn parts<'env>(&self, env: &'env Env, call: Option<&Call>) -> napi::Result<Unknown<'env>> {
        let handle = self.handle()?;
        call::start(env, call, &SHORT, move |_| handle.parts().map(|(facts, tables)| Answer::Parts(facts, tables)))
    }

    /// The bytes of the model file.
    #[napi(catch_unwind)]
    pub fn to_bytes<'env>(&self, env: &'env Env, call: Option<&Call>) -> napi::Result<Unknown<'env>> {
        let handle = self.handle()?;
        call::start(env, call, &SHORT, move |_| handle.to_bytes().map(Answer::Bytes))
    }

    /// Writes the model file.
    #[napi(catch_unwind)]
    pub fn save<'env>(&self, env: &'env Env, call: Option<&Call>, path: String) -> napi::Result<Unknown<'env>> {
        let handle = self.handle()?;
        call::start(env, call, &SHORT, move |_| handle.save(&path).map(|()| Answer::Nothing))
    }

    /// SHA-256 of what the model is.
    #[napi(catch_unwind)]
    pub fn content_id<'env>(&self, env: &'env Env, call: Option<&Call>) -> napi::Result<Unknown<'env>> {
        let handle = self.handle()?;
        call::start(env, call, &SHORT, move |_| handle.content_id().map(Answer::Text))
    }

    /// Replays the model's own test vectors; a report as JSON.
    #[napi(catch_unwind)]
    pub fn verify<'env>(&self, env: &'env Env, call: Option<&Call>) -> napi::Result<Unknown<'env>> {
        let handle = self.handle()?;
        call::start(env, call, &LONG, move |job| handle.verify(job).map(Answer::Text))
    }

    /// Identity, parameters and card as JSON.
    #[napi(catch_unwind)]
    pub fn describe(&self) -> napi::Result<String> {
        self.handle()?.describe().map_err(throw)
    }

    /// Writes the owner's part of the card.
    #[napi(catch_unwind)]
    pub fn set_card(&self, card: String) -> napi::Result<()> {
        self.handle()?.set_card(&card).map_err(throw)
    }

    /// A copy that is updated apart from this one.
    #[napi(catch_unwind)]
    pub fn duplicate<'env>(&self, env: &'env Env, call: Option<&Call>) -> napi::Result<Unknown<'env>> {
        let (handle, weight) = (self.handle()?, self.weight as usize);
        call::start(env, call, &LONG, move |_| Ok(Answer::Model(Arc::new(handle.duplicate()?), weight)))
    }

    /// Lets go of the native model; a call under way still ends well.
    #[napi(catch_unwind)]
    pub fn dispose(&mut self, env: Env) -> napi::Result<()> {
        self.handle = None;
        env.adjust_external_memory(-std::mem::take(&mut self.weight)).map(|_| ())
    }
}

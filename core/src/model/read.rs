//! Reading a file from a stranger: size, header, digests, requirements, state; nothing is used before it is checked.

use super::header::{self, Index};
use super::manifest::{self, Contract, Manifest};
use super::{Limits, corrupt_file, hex, io_error, sha256, vectors};
use crate::component::{Model, Origin, Store, Tensor, params};
use crate::error::{Result, err};
use crate::{Error, ErrorKind};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;
use std::sync::Arc;

/// The bytes of a file, from memory or from disk.
pub(super) struct Source<'a, R> {
    pub(super) bytes: R,
    pub(super) size: u64,
    /// For messages.
    pub(super) path: Option<&'a Path>,
}

impl<'a> Source<'a, &'a [u8]> {
    pub(super) fn memory(bytes: &'a [u8]) -> Self {
        Self { bytes, size: bytes.len() as u64, path: None }
    }
}

impl<'a> Source<'a, File> {
    pub(super) fn open(path: &'a Path) -> Result<Self> {
        let failed = |error: io::Error| io_error("load the model from", path, error);
        // Looked at first: to open a pipe may wait for ever.
        let found = std::fs::metadata(path).map_err(failed)?;
        if !found.is_file() {
            let what = if found.is_dir() { "it is a directory" } else { "it is not a regular file" };
            return Err(failed(io::Error::new(io::ErrorKind::InvalidInput, what)));
        }
        let bytes = File::open(path).map_err(failed)?;
        Ok(Self { bytes, size: found.len(), path: Some(path) })
    }

    /// The first bytes, which are read again afterwards.
    pub(super) fn begin(&mut self) -> Result<Vec<u8>> {
        let begin = self.take(self.size.min(4) as usize)?;
        match (self.bytes.rewind(), self.path) {
            (Err(error), Some(path)) => Err(io_error("load the model from", path, error)),
            _ => Ok(begin),
        }
    }

    /// All bytes.
    pub(super) fn all(&mut self) -> Result<Vec<u8>> {
        let size = usize::try_from(self.size);
        self.take(size.map_err(|_| err!(Io, "there is no memory for {} bytes of the model file", self.size))?)
    }
}

impl<R: Read> Source<'_, R> {
    /// Exactly so many bytes, of which the file was found to have enough.
    fn take(&mut self, length: usize) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let no_memory = |_| err!(Io, "there is no memory for {length} bytes of the model file");
        bytes.try_reserve_exact(length).map_err(no_memory)?;
        bytes.resize(length, 0);
        self.bytes.read_exact(&mut bytes).map_err(|error| match (error.kind(), self.path) {
            (io::ErrorKind::UnexpectedEof, _) | (_, None) => corrupt_file("it ends too early"),
            (_, Some(path)) => io_error("load the model from", path, error),
        })?;
        Ok(bytes)
    }
}

/// What stands before the tensors.
pub(super) struct Head {
    pub(super) manifest: String,
    index: Index,
}

impl Head {
    pub(super) fn content_id(&self) -> String {
        sha256(self.manifest.as_bytes())
    }
}

/// Reads the header, and checks that the tensors fill the rest of the file.
pub(super) fn head<R: Read>(source: &mut Source<'_, R>, limits: &Limits) -> Result<Head> {
    let Source { size, .. } = *source;
    if size < 8 {
        return Err(corrupt_file(format!("it has {size} bytes; a model file has more")));
    }
    let mut first = [0; 8];
    first.copy_from_slice(&source.take(8)?);
    let length = header::length(first, size, limits)?;
    let header = source.take(length)?;
    let (manifest, index) = header::read(&header, limits)?;
    let rest = size - 8 - length as u64;
    if rest != index.total {
        return Err(corrupt_file(format!("{rest} bytes follow the header; the tensors need {}", index.total)));
    }
    Ok(Head { manifest, index })
}

/// The manifest of a header, as JSON.
pub(super) fn manifest_value(head: &Head) -> Result<Value> {
    manifest::read_value(&head.manifest)
}

/// Reads a whole file: the model and its content id.
pub(super) fn model<R: Read>(mut source: Source<'_, R>, limits: &Limits) -> Result<(Model, String)> {
    let head = head(&mut source, limits)?;
    // The newer format and the unknown component are named before the digests, which they may compute otherwise.
    let manifest = Manifest::read(&head.manifest)?;
    if manifest.index_sha256 != head.index.sha256() {
        return Err(corrupt_file("the index of the tensors does not match its digest"));
    }
    let (state, proof) = tensors(&mut source, &head.index, &manifest)?;
    let entry = manifest.component()?;
    if !manifest.params.is_object() {
        return Err(corrupt_file("the parameters are not a JSON object"));
    }
    params::check(entry.name, &manifest.params, &entry.schema()).map_err(corrupt_from)?;
    let body = (entry.restore)(&manifest.params, &state).map_err(corrupt_from)?;
    if Contract::of(body.fields()) != manifest.contract {
        return Err(corrupt_file("the data contract is not that of the model's state"));
    }
    let conformance = &manifest.conformance;
    if conformance.n != conformance.probes.len() || !(0.0..=1.0).contains(&conformance.tolerance) {
        return Err(corrupt_file("the conformance vectors are not those that it counts"));
    }
    let vectors = vectors::read(&conformance.probes, &entry, &proof)?;
    let origin = Origin {
        library: Some(manifest.library.clone()),
        vectors: Some(Arc::new(vectors)),
        derived_from: manifest.derived_from.clone(),
    };
    let (params, card) = (manifest.params.clone(), manifest.card.clone());
    Ok((Model { entry, params, card, body, origin }, head.content_id()))
}

/// The state and the proof; what is hashed is what is used.
fn tensors<R: Read>(source: &mut Source<'_, R>, index: &Index, manifest: &Manifest) -> Result<(Store, Store)> {
    let mut state = Store { facts: manifest.state.clone(), ..Store::default() };
    let mut proof = Store::default();
    let mut digest = Sha256::new();
    for slot in &index.slots {
        let length = slot.bytes().and_then(|bytes| usize::try_from(bytes).ok());
        let length = length.ok_or_else(|| corrupt_file(format!("tensor '{}' is too large", slot.name)))?;
        let bytes = source.take(length)?;
        digest.update(&bytes);
        let tensor = Tensor { dtype: slot.dtype, shape: slot.shape.clone(), bytes };
        if let Some(name) = slot.name.strip_prefix("model.") {
            state.tensors.insert(name.to_owned(), tensor);
        } else if let Some(name) = slot.name.strip_prefix("kp.conf.") {
            proof.tensors.insert(name.to_owned(), tensor);
        } else {
            return Err(corrupt_file(format!("tensor '{}' is not part of a model", slot.name)));
        }
    }
    if hex(&digest.finalize()) != manifest.tensors_sha256 {
        return Err(corrupt_file("the tensors do not match their digest"));
    }
    Ok((state, proof))
}

/// Whatever a component finds wrong with a saved state, the file is what is wrong.
fn corrupt_from(error: Error) -> Error {
    match error.kind() {
        ErrorKind::CorruptModel | ErrorKind::IncompatibleModel | ErrorKind::DeviceUnavailable => error,
        _ => corrupt_file(error.message()).caused_by(error),
    }
}

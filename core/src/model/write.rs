//! Writing: the same model gives the same bytes, and a crash leaves the old file or the new one.

use super::header::{self, Index, Slot};
use super::manifest::{self, Conformance, Contract, Manifest};
use super::{FORMAT, Limits, hex, io_error, sha256, vectors};
use crate::component::{Model, Store, Tensor};
use crate::error::Result;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A model ready to be written.
pub(super) struct Draft {
    header: Vec<u8>,
    /// In the order of the file.
    tensors: Vec<Tensor>,
    length: u64,
    pub(super) content_id: String,
}

impl Draft {
    pub(super) fn of(model: &Model) -> Result<Self> {
        let limits = Limits::default();
        let (mut state, mut proof) = (Store::default(), Store::default());
        model.body.store(&mut state)?;
        let vectors = vectors::of(model)?;
        let probes = vectors::write(&vectors, &mut proof);
        let mut named = prefixed("model", state.tensors);
        named.extend(prefixed("kp.conf", proof.tensors));
        let index = Index::new(named.iter().map(|(name, tensor)| Slot::of(name, tensor)).collect(), &limits)?;
        let tensors: Vec<Tensor> = index.slots.iter().filter_map(|slot| named.remove(&slot.name)).collect();
        let mut digest = Sha256::new();
        tensors.iter().for_each(|tensor| digest.update(&tensor.bytes));
        let library = model.origin.library.as_deref().unwrap_or(env!("CARGO_PKG_VERSION"));
        let manifest = Manifest {
            kp_format: FORMAT as u32,
            component: model.entry.id.to_owned(),
            component_version: model.entry.version,
            params: model.params.clone(),
            library: library.to_owned(),
            requires: manifest::requires(&model.entry),
            card: model.card.clone(),
            contract: Contract::of(model.body.fields()),
            state: state.facts,
            conformance: Conformance { n: probes.len(), tolerance: vectors::tolerance(&model.entry), probes },
            derived_from: model.origin.derived_from.clone(),
            tensors_sha256: hex(&digest.finalize()),
            index_sha256: index.sha256(),
        };
        let text = manifest.text()?;
        let header = header::write(&text, &index, &limits)?;
        Ok(Self { length: header.len() as u64 + index.total, header, tensors, content_id: sha256(text.as_bytes()) })
    }

    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.header)?;
        self.tensors.iter().try_for_each(|tensor| out.write_all(&tensor.bytes))
    }

    pub(super) fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.length as usize);
        self.write(&mut bytes).map_err(|error| io_error("write", Path::new("memory"), error))?;
        Ok(bytes)
    }
}

fn prefixed(prefix: &str, tensors: BTreeMap<String, Tensor>) -> BTreeMap<String, Tensor> {
    tensors.into_iter().map(|(name, tensor)| (format!("{prefix}.{name}"), tensor)).collect()
}

/// Writes a file in one step: beside the target, then renamed over it.
pub(super) fn save(path: &Path, write: impl FnOnce(&mut BufWriter<&File>) -> io::Result<()>) -> Result<()> {
    let failed = |error: io::Error| io_error("save the model to", path, error);
    let target = resolve(path).map_err(failed)?;
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kingpost-").suffix(".tmp");
    #[cfg(unix)]
    let permissions = permissions(&target);
    #[cfg(unix)]
    builder.permissions(permissions);
    // Dropped on every error: a failed save leaves nothing behind.
    let temporary = builder.tempfile_in(folder).map_err(failed)?;
    let mut out = BufWriter::with_capacity(1 << 20, temporary.as_file());
    write(&mut out).and_then(|()| out.flush()).map_err(failed)?;
    drop(out);
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist(&target).map_err(|error| failed(error.error))?;
    // The rename itself is on disk only when the folder is.
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    Ok(())
}

/// The file that is to be replaced: a link's target, never a folder or a device.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => fs::canonicalize(path),
        Ok(found) if found.is_dir() => Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a directory")),
        Ok(_) => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path.to_owned()),
        Err(error) => Err(error),
    }
}

/// Those of the file to be replaced, or what the process gives new files.
#[cfg(unix)]
fn permissions(target: &Path) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(target).map_or_else(|_| fs::Permissions::from_mode(0o666), |found| found.permissions())
}

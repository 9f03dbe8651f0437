//! The safetensors header: the manifest as a string, then the index of the tensors.

use super::canonical;
use super::{Limits, corrupt_file, manifest, sha256};
use crate::component::{DType, Tensor};
use crate::error::{Result, err};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt::{self, Write as _};

/// The key of the manifest in `__metadata__`.
const MANIFEST: &str = "kingpost";
/// The key of the manifest's digest, the content id: without it a changed bit in the card would be another sound model.
const DIGEST: &str = "kingpost.sha256";
/// The key that is kept for signatures, outside of what they sign.
const SIGNATURE: &str = "kingpost.sig";

/// One tensor of the index; where it lies follows from those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) name: String,
    pub(super) dtype: DType,
    pub(super) shape: Vec<usize>,
}

impl Slot {
    pub(super) fn of(name: &str, tensor: &Tensor) -> Self {
        Self { name: name.to_owned(), dtype: tensor.dtype, shape: tensor.shape.clone() }
    }

    /// How many bytes the tensor has, or `None` where that overflows.
    pub(super) fn bytes(&self) -> Option<u64> {
        let size = self.dtype.size() as u64;
        self.shape.iter().try_fold(size, |bytes, &length| bytes.checked_mul(u64::try_from(length).ok()?))
    }

    /// The order in the file: the widest type first, so that every tensor is aligned, and then by name.
    pub(super) fn order(&self) -> (usize, &str) {
        (8 - self.dtype.size(), &self.name)
    }

    fn check(&self, limits: &Limits) -> Result<()> {
        let Self { name, shape, .. } = self;
        let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/' | '-');
        if name.is_empty() || name.len() > 200 || !name.chars().all(known) {
            return Err(corrupt_file(format!("'{name}' is not a tensor's name: 1 to 200 of A-Z a-z 0-9 . _ / -")));
        }
        if shape.len() > limits.rank {
            return Err(corrupt_file(format!("tensor '{name}' has {} axes; at most {}", shape.len(), limits.rank)));
        }
        Ok(())
    }
}

/// The index of a file in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Index {
    pub(super) slots: Vec<Slot>,
    /// The bytes of all tensors.
    pub(super) total: u64,
    /// The fields of the header's JSON object that describe tensors.
    text: String,
}

impl Index {
    /// Sorts and checks the slots, and lays the tensors out.
    pub(super) fn new(mut slots: Vec<Slot>, limits: &Limits) -> Result<Self> {
        if slots.len() > limits.tensors {
            return Err(corrupt_file(format!("there are {} tensors; at most {}", slots.len(), limits.tensors)));
        }
        slots.sort_by(|a, b| a.order().cmp(&b.order()));
        let (mut total, mut text) = (0u64, String::new());
        for slot in &slots {
            slot.check(limits)?;
            let too_large = || corrupt_file(format!("tensor '{}' is too large: {:?}", slot.name, slot.shape));
            let end = slot.bytes().and_then(|bytes| total.checked_add(bytes)).ok_or_else(too_large)?;
            if !text.is_empty() {
                text.push(',');
            }
            canonical::string(&slot.name, &mut text);
            let shape: Vec<String> = slot.shape.iter().map(usize::to_string).collect();
            let (dtype, shape) = (slot.dtype.name(), shape.join(","));
            let _ = write!(text, r#":{{"dtype":"{dtype}","shape":[{shape}],"data_offsets":[{total},{end}]}}"#);
            total = end;
        }
        Ok(Self { slots, total, text })
    }

    /// The digest that the manifest commits to.
    pub(super) fn sha256(&self) -> String {
        sha256(format!("{{{}}}", self.text).as_bytes())
    }
}

/// The bytes from the start of the file to its first tensor.
pub(super) fn write(manifest: &str, index: &Index, limits: &Limits) -> Result<Vec<u8>> {
    let mut text = String::from(r#"{"__metadata__":{"kingpost":"#);
    canonical::string(manifest, &mut text);
    let _ = write!(text, r#","{DIGEST}":"{}"}}"#, sha256(manifest.as_bytes()));
    if !index.text.is_empty() {
        text.push(',');
        text.push_str(&index.text);
    }
    text.push('}');
    while !text.len().is_multiple_of(8) {
        text.push(' ');
    }
    if manifest.len() > limits.manifest || text.len() > limits.header {
        let (manifest, header) = (manifest.len(), text.len());
        return Err(err!(
            Unsupported,
            "the model's manifest has {manifest} bytes and its header {header}; a file holds at most {} and {}",
            limits.manifest,
            limits.header
        ));
    }
    let mut bytes = Vec::with_capacity(8 + text.len());
    bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
    bytes.extend_from_slice(text.as_bytes());
    Ok(bytes)
}

/// The length of the header, from the first eight bytes of a file of `size` bytes.
pub(super) fn length(first: [u8; 8], size: u64, limits: &Limits) -> Result<usize> {
    let length = u64::from_le_bytes(first);
    let most = size.saturating_sub(8);
    if length > most {
        return Err(corrupt_file(format!("the header is said to have {length} bytes; only {most} follow")));
    }
    match usize::try_from(length) {
        Ok(length) if length <= limits.header => Ok(length),
        _ => Err(corrupt_file(format!("the header has {length} bytes; at most {}", limits.header))),
    }
}

/// Reads a header: the text of the manifest, and the index.
///
/// What is read is written again, and the bytes must be the same. That one rule refuses doubled keys, white space,
/// unsorted and overlapping tensors, and everything in which two readers of JSON might differ.
pub(super) fn read(header: &[u8], limits: &Limits) -> Result<(String, Index)> {
    let text = std::str::from_utf8(header).map_err(|_| corrupt_file("the header is not UTF-8"))?;
    let raw: RawHeader =
        serde_json::from_str(text).map_err(|error| corrupt_file(format!("the header cannot be read: {error}")))?;
    let found = |key: &str| raw.metadata.iter().find(|(other, _)| other == key).map(|(_, value)| value.clone());
    let absent = || corrupt_file("there is no Kingpost manifest; it is another program's file");
    let manifest = found(MANIFEST).ok_or_else(absent)?;
    if manifest.len() > limits.manifest {
        let length = manifest.len();
        return Err(corrupt_file(format!("the manifest has {length} bytes; at most {}", limits.manifest)));
    }
    // A newer format may have more keys and types than are known here, so it is named before they are looked at.
    manifest::check_format(&manifest)?;
    if let Some((key, _)) = raw.metadata.iter().find(|(key, _)| ![MANIFEST, DIGEST].contains(&key.as_str())) {
        return Err(match key.as_str() {
            SIGNATURE => err!(IncompatibleModel, "the file is signed; this release does not read signatures"),
            _ => corrupt_file(format!("there is an unknown '{key}' beside the manifest")),
        });
    }
    if found(DIGEST) != Some(sha256(manifest.as_bytes())) {
        return Err(corrupt_file("the manifest does not match its digest"));
    }
    let index = Index::new(raw.slots.into_iter().map(RawSlot::read).collect::<Result<_>>()?, limits)?;
    if write(&manifest, &index, &Limits::default())?.get(8..) != Some(header) {
        return Err(corrupt_file("the header is not written as Kingpost writes it"));
    }
    Ok((manifest, index))
}

/// The header as it stands, doubled keys and all.
#[derive(Default)]
struct RawHeader {
    metadata: Vec<(String, String)>,
    slots: Vec<RawSlot>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSlot {
    #[serde(skip)]
    name: String,
    dtype: String,
    shape: Vec<usize>,
    #[serde(rename = "data_offsets")]
    _offsets: [u64; 2],
}

impl RawSlot {
    fn read(self) -> Result<Slot> {
        let Self { name, dtype, shape, .. } = self;
        let known = DType::ALL.into_iter().find(|known| known.name() == dtype);
        let dtype = known.ok_or_else(|| corrupt_file(format!("tensor '{name}' is of type '{dtype}'")))?;
        Ok(Slot { name, dtype, shape })
    }
}

impl<'de> Deserialize<'de> for RawHeader {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(HeaderVisitor)
    }
}

struct HeaderVisitor;

impl<'de> Visitor<'de> for HeaderVisitor {
    type Value = RawHeader;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a safetensors header")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<RawHeader, M::Error> {
        let mut header = RawHeader::default();
        while let Some(name) = map.next_key::<String>()? {
            if name == "__metadata__" {
                let Pairs(pairs) = map.next_value()?;
                header.metadata.extend(pairs);
                continue;
            }
            header.slots.push(RawSlot { name, ..map.next_value()? });
        }
        Ok(header)
    }
}

/// A JSON object of strings, doubled keys and all.
struct Pairs(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor;
        impl<'de> Visitor<'de> for PairsVisitor {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of strings")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Pairs, M::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(PairsVisitor)
    }
}

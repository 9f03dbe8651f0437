//! What a fitted model is made of when it is written down: small facts as JSON, numbers as tensors.

use super::Component;
use crate::data::Strings;
use crate::error::{Error, Result, err};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The element type of a [`Tensor`], named as safetensors names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum DType {
    F64,
    F32,
    I64,
    I32,
    U32,
    U16,
    U8,
}

impl DType {
    /// Every type, widest first.
    pub const ALL: [DType; 7] = [DType::F64, DType::F32, DType::I64, DType::I32, DType::U32, DType::U16, DType::U8];

    /// Bytes of one element.
    pub const fn size(self) -> usize {
        match self {
            DType::F64 | DType::I64 => 8,
            DType::F32 | DType::I32 | DType::U32 => 4,
            DType::U16 => 2,
            DType::U8 => 1,
        }
    }

    /// The name in a safetensors header.
    pub const fn name(self) -> &'static str {
        match self {
            DType::F64 => "F64",
            DType::F32 => "F32",
            DType::I64 => "I64",
            DType::I32 => "I32",
            DType::U32 => "U32",
            DType::U16 => "U16",
            DType::U8 => "U8",
        }
    }
}

/// A number that a tensor can hold.
pub trait Element: Copy {
    /// Its type.
    const DTYPE: DType;
    /// Appends its little-endian bytes.
    fn write(self, bytes: &mut Vec<u8>);
    /// Reads it from exactly its own bytes.
    fn read(bytes: &[u8]) -> Self;
}

macro_rules! element {
    ($($type:ty => $dtype:ident, $canonical:expr);*) => {$(
        impl Element for $type {
            const DTYPE: DType = DType::$dtype;
            fn write(self, bytes: &mut Vec<u8>) {
                let canonical: fn($type) -> $type = $canonical;
                bytes.extend_from_slice(&canonical(self).to_le_bytes());
            }
            fn read(bytes: &[u8]) -> Self {
                let mut own = [0; size_of::<$type>()];
                own.copy_from_slice(bytes);
                <$type>::from_le_bytes(own)
            }
        }
    )*};
}
// The sign and the payload of a NaN differ from CPU to CPU; in a file there is only one.
element!(
    f64 => F64, |x| if x.is_nan() { f64::NAN } else { x };
    f32 => F32, |x| if x.is_nan() { f32::NAN } else { x };
    i64 => I64, |x| x;
    i32 => I32, |x| x;
    u32 => U32, |x| x;
    u16 => U16, |x| x;
    u8 => U8, |x| x
);

/// Numbers in a shape, as little-endian bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tensor {
    /// What the numbers are.
    pub dtype: DType,
    /// The length along each axis; the last axis is contiguous.
    pub shape: Vec<usize>,
    /// The numbers.
    pub bytes: Vec<u8>,
}

impl Tensor {
    /// Numbers in a shape.
    pub fn new<T: Element>(shape: Vec<usize>, values: &[T]) -> Self {
        debug_assert_eq!(shape.iter().product::<usize>(), values.len());
        let mut bytes = Vec::with_capacity(values.len() * T::DTYPE.size());
        values.iter().for_each(|value| value.write(&mut bytes));
        Self { dtype: T::DTYPE, shape, bytes }
    }

    /// The numbers, or `None` when they are of another type.
    pub fn values<T: Element>(&self) -> Option<Vec<T>> {
        (self.dtype == T::DTYPE).then(|| self.bytes.chunks_exact(T::DTYPE.size()).map(T::read).collect())
    }
}

/// The state of a fitted model: facts by name and tensors by name.
///
/// What is read comes from a stranger: every reader returns `kp.corrupt_model` for what is absent or of another type,
/// and a model checks in its `restore` that its indices are in range and its lengths agree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Store {
    pub(crate) facts: Map<String, Value>,
    pub(crate) tensors: BTreeMap<String, Tensor>,
}

impl Store {
    /// Writes a fact.
    pub fn set(&mut self, name: &str, value: &impl Serialize) -> Result<()> {
        self.facts.insert(name.to_owned(), super::params::to_value(value)?);
        Ok(())
    }

    /// Reads a fact.
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        let value = self.facts.get(name).ok_or_else(|| corrupt(name, "is absent"))?;
        T::deserialize(value).map_err(|error| corrupt(name, &error.to_string()))
    }

    /// Reads a struct of parameters that was written as a fact, and checks every range.
    pub fn params<C: Component>(&self, name: &str) -> Result<C> {
        let value: Value = self.get(name)?;
        super::params::read(C::NAME, &value).map_err(|error| corrupt(name, error.message()))
    }

    /// Writes numbers along one axis.
    pub fn put<T: Element>(&mut self, name: &str, values: &[T]) {
        self.put_shaped(name, vec![values.len()], values);
    }

    /// Writes numbers in a shape.
    pub fn put_shaped<T: Element>(&mut self, name: &str, shape: Vec<usize>, values: &[T]) {
        self.tensors.insert(name.to_owned(), Tensor::new(shape, values));
    }

    /// Reads numbers along one axis.
    pub fn take<T: Element>(&self, name: &str) -> Result<Vec<T>> {
        let (shape, values) = self.take_shaped(name)?;
        if shape.len() == 1 { Ok(values) } else { Err(corrupt(name, "has more or less than one axis")) }
    }

    /// Reads exactly so many numbers along one axis.
    pub fn take_exactly<T: Element>(&self, name: &str, length: usize) -> Result<Vec<T>> {
        let values = self.take(name)?;
        if values.len() == length {
            return Ok(values);
        }
        Err(corrupt(name, &format!("has {} values where {length} are needed", values.len())))
    }

    /// Reads the shape and the numbers.
    pub fn take_shaped<T: Element>(&self, name: &str) -> Result<(Vec<usize>, Vec<T>)> {
        let tensor = self.tensors.get(name).ok_or_else(|| corrupt(name, "is absent"))?;
        let values = tensor.values().ok_or_else(|| corrupt(name, &format!("is of type {}", tensor.dtype.name())))?;
        Ok((tensor.shape.clone(), values))
    }

    /// Writes what another store holds under names that begin so.
    pub(crate) fn nest(&mut self, prefix: &str, other: Store) {
        self.facts.extend(other.facts.into_iter().map(|(name, value)| (format!("{prefix}{name}"), value)));
        self.tensors.extend(other.tensors.into_iter().map(|(name, tensor)| (format!("{prefix}{name}"), tensor)));
    }

    /// What [`Store::nest`] wrote.
    pub(crate) fn nested(&self, prefix: &str) -> Store {
        let own = |name: &String| name.strip_prefix(prefix).map(str::to_owned);
        Store {
            facts: self.facts.iter().filter_map(|(name, value)| Some((own(name)?, value.clone()))).collect(),
            tensors: self.tensors.iter().filter_map(|(name, tensor)| Some((own(name)?, tensor.clone()))).collect(),
        }
    }

    /// Whether there is a tensor of that name.
    pub fn has(&self, name: &str) -> bool {
        self.tensors.contains_key(name)
    }

    /// Writes text: its bytes, the end of each string, and which are missing where any is.
    pub fn put_strings(&mut self, name: &str, strings: &Strings) {
        self.put(&format!("{name}.text"), strings.text().as_bytes());
        self.put(&format!("{name}.ends"), &strings.ends().iter().map(|&end| end as i64).collect::<Vec<_>>());
        if strings.count_missing() > 0 {
            let missing: Vec<u8> = strings.missing().iter().map(|&missing| u8::from(missing)).collect();
            self.put(&format!("{name}.missing"), &missing);
        }
    }

    /// Reads text.
    pub fn take_strings(&self, name: &str) -> Result<Strings> {
        let text = String::from_utf8(self.take(&format!("{name}.text"))?).map_err(|_| corrupt(name, "is not UTF-8"))?;
        let ends: Vec<i64> = self.take(&format!("{name}.ends"))?;
        let ends = ends.into_iter().map(|end| end.try_into().unwrap_or(usize::MAX)).collect();
        let strings = Strings::from_parts(text, ends).map_err(|error| corrupt(name, error.message()))?;
        let mask = format!("{name}.missing");
        if !self.has(&mask) {
            return Ok(strings);
        }
        let missing: Vec<u8> = self.take_exactly(&mask, strings.len())?;
        let mut read = Strings::new();
        missing.iter().zip(strings.iter()).for_each(|(&missing, text)| read.push_option(text.filter(|_| missing == 0)));
        Ok(read)
    }
}

/// `kp.corrupt_model`: the state under `name` is not what the component writes.
pub(crate) fn corrupt(name: &str, why: &str) -> Error {
    err!(CorruptModel, "the model's state '{name}' {why}").with("state", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_gives_back_what_it_was_given() {
        let mut store = Store::default();
        store.set("kind", &"A").unwrap();
        store.put_shaped("m", vec![2, 1], &[1.5, f64::MIN_POSITIVE]);
        let mut strings: Strings = ["é", ""].into_iter().collect();
        strings.push_missing();
        store.put_strings("ids", &strings);
        assert_eq!(store.get::<String>("kind").unwrap(), "A");
        assert_eq!(store.take_shaped::<f64>("m").unwrap(), (vec![2, 1], vec![1.5, f64::MIN_POSITIVE]));
        assert_eq!(store.take_strings("ids").unwrap(), strings);
        for error in [store.take::<f64>("m").unwrap_err(), store.take::<i64>("ids.text").unwrap_err()] {
            assert_eq!(error.code(), "kp.corrupt_model");
        }
        assert_eq!(store.get::<i64>("none").unwrap_err().message(), "the model's state 'none' is absent");
    }
}

//! The digest of data: what a card says so that a reader can tell whether he has the same data.

use super::{Column, Strings};
use sha2::{Digest as _, Sha256};

/// SHA-256 over values, each column preceded by its length.
pub(crate) struct Digest(Sha256);

impl Digest {
    pub(crate) fn new() -> Self {
        Self(Sha256::new())
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_le_bytes());
        self.0.update(text);
    }

    pub(crate) fn f64(&mut self, values: &[f64]) {
        self.numbers(values, |value| value.to_bits().to_le_bytes());
    }

    pub(crate) fn i64(&mut self, values: &[i64]) {
        self.numbers(values, |value| value.to_le_bytes());
    }

    /// In blocks: one call a number would cost more than the hash.
    fn numbers<T: Copy>(&mut self, values: &[T], bytes: impl Fn(T) -> [u8; 8]) {
        self.0.update((values.len() as u64).to_le_bytes());
        let mut block = [0; 8 * 512];
        for chunk in values.chunks(512) {
            block.chunks_exact_mut(8).zip(chunk).for_each(|(to, &value)| to.copy_from_slice(&bytes(value)));
            self.0.update(&block[..8 * chunk.len()]);
        }
    }

    pub(crate) fn strings(&mut self, strings: &Strings) {
        self.text(strings.text());
        self.i64(&strings.ends().iter().map(|&end| end as i64).collect::<Vec<_>>());
        let missing: Vec<u8> = strings.missing().iter().map(|&missing| u8::from(missing)).collect();
        self.0.update(missing);
    }

    pub(crate) fn column(&mut self, column: &Column) {
        match column {
            Column::F64(values) => self.f64(values),
            Column::I64(values) => self.i64(values),
            Column::Bool(values) => self.i64(&values.iter().map(|&value| i64::from(value)).collect::<Vec<_>>()),
            Column::Str(values) => self.strings(values),
            Column::Time(values) => self.i64(&values.ticks),
        }
    }

    pub(crate) fn hex(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_data_has_equal_digests_and_other_data_another() {
        let of = |values: &[f64]| {
            let mut digest = Digest::new();
            digest.f64(values);
            digest.hex()
        };
        let many: Vec<f64> = (0..1_300).map(f64::from).collect();
        assert_eq!(of(&many), of(&many.clone()));
        assert_ne!(of(&many), of(&many[..1_299]));
        assert_ne!(of(&[0.0]), of(&[-0.0]));
        // sha256 of eight zero bytes: the length of an empty column (coreutils 9.1 `sha256sum`).
        assert_eq!(of(&[]), "af5570f5a1810b7af78caf4bc70a660f0df51e42baf91d4de5b2328de0e83dfc");
    }
}

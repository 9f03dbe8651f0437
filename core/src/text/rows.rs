//! Sparse rows, built text by text on several threads.

use super::analyze::Scratch;
use crate::component::Context;
use crate::data::{Csr, Strings};
use crate::error::Result;
use std::ops::Range;

/// Some rows of a matrix.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) ends: Vec<i64>,
    pub(super) indices: Vec<i32>,
    pub(super) values: Vec<f64>,
}

/// Buffers that live from text to text.
#[derive(Debug, Default)]
pub(super) struct Work {
    pub(super) scratch: Scratch,
    pub(super) places: Vec<u32>,
}

/// Texts in runs of about so many bytes: the unit of work of a thread.
pub(super) fn chunks(texts: &Strings, bytes: usize) -> Vec<Range<usize>> {
    let (mut chunks, mut first, mut start) = (Vec::new(), 0, 0);
    for (row, &end) in texts.ends().iter().enumerate() {
        if end - start >= bytes || row + 1 - first >= 10_000 {
            chunks.push(first..row + 1);
            (first, start) = (row + 1, end);
        }
    }
    if first < texts.len() {
        chunks.push(first..texts.len());
    }
    chunks
}

/// Makes the rows of all texts, some texts a thread, and puts them together in order; `append` adds the entries of one.
pub(super) fn build(
    texts: &Strings,
    columns: usize,
    ctx: &Context,
    append: impl Fn(&str, &mut Work, &mut Rows) + Sync,
) -> Result<Csr> {
    let chunks = chunks(texts, 1 << 18);
    let parts = ctx.map(chunks.len(), |chunk| {
        let (mut rows, mut work) = (Rows::default(), Work::default());
        for (step, row) in chunks[chunk].clone().enumerate() {
            if step % 256 == 255 {
                ctx.check()?;
            }
            append(texts.get(row).unwrap_or_default(), &mut work, &mut rows);
            rows.ends.push(rows.values.len() as i64);
        }
        Ok(rows)
    })?;
    let stored = parts.iter().map(|part| part.values.len()).sum();
    let mut indptr = Vec::with_capacity(texts.len() + 1);
    let (mut indices, mut values) = (Vec::with_capacity(stored), Vec::with_capacity(stored));
    indptr.push(0);
    for part in parts {
        let before = values.len() as i64;
        indptr.extend(part.ends.iter().map(|end| before + end));
        indices.extend_from_slice(&part.indices);
        values.extend_from_slice(&part.values);
    }
    Csr::new(columns, indptr, indices, values)
}

//! Sparse rows, built text by text on several threads.

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

impl Rows {
    /// Ends a row, and returns its values.
    pub(super) fn end_row(&mut self) -> &mut [f64] {
        let start = self.ends.last().copied().unwrap_or(0) as usize;
        self.ends.push(self.values.len() as i64);
        &mut self.values[start..]
    }
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

/// Makes the rows of all texts, some texts a thread, and puts them together in order.
pub(super) fn build(
    texts: &Strings,
    columns: usize,
    ctx: &Context,
    rows: impl Fn(Range<usize>, &mut Rows) -> Result<()> + Sync,
) -> Result<Csr> {
    let chunks = chunks(texts, 1 << 18);
    let parts = ctx.map(chunks.len(), |chunk| {
        let mut part = Rows::default();
        rows(chunks[chunk].clone(), &mut part)?;
        Ok(part)
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

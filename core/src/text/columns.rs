//! What the functions on texts share: reading the column of texts, and places in all units.

use super::rows::chunks;
use crate::component::Context;
use crate::data::{Column, Frame, Strings};
use crate::error::Result;
use std::sync::LazyLock;

/// The column of texts of a table: the one named, or else the only one there is; texts may be missing.
pub(super) fn texts<'a>(frame: &'a Frame, name: &str) -> Result<&'a Strings> {
    Ok(texts_named(frame, name)?.1)
}

/// The same with its name.
pub(super) fn texts_named<'a>(frame: &'a Frame, name: &str) -> Result<(String, &'a Strings)> {
    texts_beside(frame, name, None)
}

/// The same where one column is not meant, unless it is named.
pub(super) fn texts_beside<'a>(frame: &'a Frame, name: &str, beside: Option<&str>) -> Result<(String, &'a Strings)> {
    let mut all = frame.iter().filter_map(|(other, column)| match column {
        Column::Str(texts) if Some(other) != beside => Some((other, texts)),
        _ => None,
    });
    match (frame.get(name), all.next(), all.next()) {
        (None, Some((other, only)), None) => Ok((other.to_owned(), only)),
        _ => Ok((name.to_owned(), frame.strings(name)?)),
    }
}

/// The English stop words, in order.
static ENGLISH: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut words: Vec<&str> = super::stop_words::ENGLISH.split_whitespace().collect();
    words.sort_unstable();
    words
});

/// Whether a word in lower case is an English stop word.
pub(super) fn is_english_stop_word(word: &str) -> bool {
    ENGLISH.binary_search(&word).is_ok()
}

/// Calls `of` for each text in order, on several threads, with its row; a missing text is passed over as `None`.
pub(super) fn each<T: Send>(
    texts: &Strings,
    ctx: &Context,
    of: impl Fn(usize, &str) -> T + Sync,
) -> Result<Vec<Option<T>>> {
    let chunks = chunks(texts, 1 << 16);
    let parts = ctx.map(chunks.len(), |chunk| {
        let rows = chunks[chunk].clone();
        let mut part = Vec::with_capacity(rows.len());
        for (step, row) in rows.enumerate() {
            if step % 256 == 255 {
                ctx.check()?;
            }
            part.push(texts.get(row).map(|text| of(row, text)));
        }
        Ok(part)
    })?;
    Ok(parts.into_iter().flatten().collect())
}

/// Counts places of a text in code points and in UTF-16 units, from front to back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places<'a> {
    text: &'a str,
    /// Whether every byte is a character of one unit.
    plain: bool,
    byte: usize,
    points: i64,
    units: i64,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, plain: text.is_ascii(), byte: 0, points: 0, units: 0 }
    }

    /// Code points and UTF-16 units before a byte, which must not lie before the one asked last.
    pub(super) fn at(&mut self, byte: usize) -> (i64, i64) {
        if self.plain {
            return (byte as i64, byte as i64);
        }
        for &next in &self.text.as_bytes()[self.byte.min(byte)..byte] {
            // Bytes that go on with a character count nothing; the first of four counts two units.
            let first = i64::from(next & 0xc0 != 0x80);
            self.points += first;
            self.units += first + i64::from(next >= 0xf0);
        }
        self.byte = self.byte.max(byte);
        (self.points, self.units)
    }
}

/// Ranges of texts as they are answered: row, and start and end in both units.
#[derive(Debug, Default)]
pub(super) struct Ranges {
    rows: Vec<i64>,
    starts: Vec<i64>,
    ends: Vec<i64>,
    starts_utf16: Vec<i64>,
    ends_utf16: Vec<i64>,
}

impl Ranges {
    /// Adds a range of bytes of the text of a row.
    pub(super) fn push(&mut self, row: usize, places: &mut Places<'_>, range: std::ops::Range<usize>) {
        let (start, end) = (places.at(range.start), places.at(range.end));
        self.rows.push(row as i64);
        self.starts.push(start.0);
        self.ends.push(end.0);
        self.starts_utf16.push(start.1);
        self.ends_utf16.push(end.1);
    }

    /// The columns `row`, `start`, `end`, `start_utf16`, `end_utf16`.
    pub(super) fn into_frame(self) -> Result<Frame> {
        let frame = Frame::new().with("row", self.rows)?.with("start", self.starts)?.with("end", self.ends)?;
        frame.with("start_utf16", self.starts_utf16)?.with("end_utf16", self.ends_utf16)
    }
}

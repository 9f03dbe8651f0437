//! A column of text in one buffer.

use crate::error::{Result, err};

/// Strings, some of which may be missing, stored end to end: two allocations however many rows there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    text: String,
    ends: Vec<usize>,
    /// Empty when nothing is missing.
    missing: Vec<bool>,
}

impl Strings {
    /// No strings.
    pub const fn new() -> Self {
        Self { text: String::new(), ends: Vec::new(), missing: Vec::new() }
    }

    /// Adopts one buffer and the byte offset at which each string ends.
    ///
    /// # Errors
    /// `kp.invalid_data` when the offsets fall, leave the buffer, or cut a character in two.
    pub fn from_parts(text: String, ends: Vec<usize>) -> Result<Self> {
        let mut start = 0;
        for &end in &ends {
            if end < start || !text.is_char_boundary(end) {
                return Err(err!(InvalidData, "string offset {end} is before {start} or not at a character's start"));
            }
            start = end;
        }
        if start != text.len() {
            return Err(err!(InvalidData, "the string offsets end at {start} of {} bytes", text.len()));
        }
        Ok(Self { text, ends, missing: Vec::new() })
    }

    /// Adds a string.
    pub fn push(&mut self, value: &str) {
        self.text.push_str(value);
        self.ends.push(self.text.len());
        if !self.missing.is_empty() {
            self.missing.push(false);
        }
    }

    /// Adds a missing string.
    pub fn push_missing(&mut self) {
        if self.missing.is_empty() {
            self.missing = vec![false; self.ends.len()];
        }
        self.ends.push(self.text.len());
        self.missing.push(true);
    }

    /// Adds a string or a missing one.
    pub fn push_option(&mut self, value: Option<&str>) {
        match value {
            Some(value) => self.push(value),
            None => self.push_missing(),
        }
    }

    /// The string in a row, or `None` when it is missing or there is no such row.
    pub fn get(&self, row: usize) -> Option<&str> {
        if self.missing.get(row).copied().unwrap_or(false) {
            return None;
        }
        let end = *self.ends.get(row)?;
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        Some(&self.text[start..end])
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many strings are missing.
    pub fn count_missing(&self) -> usize {
        self.missing.iter().filter(|&&missing| missing).count()
    }

    /// Every row in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<&str>> {
        (0..self.len()).map(|row| self.get(row))
    }

    /// The rows named, in that order.
    pub fn take(&self, rows: impl IntoIterator<Item = usize>) -> Self {
        let mut taken = Self::new();
        rows.into_iter().for_each(|row| taken.push_option(self.get(row)));
        taken
    }

    /// All strings end to end.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where each string ends in [`Strings::text`], in bytes.
    pub fn ends(&self) -> &[usize] {
        &self.ends
    }

    /// Which rows are missing; empty when none is.
    pub fn missing(&self) -> &[bool] {
        &self.missing
    }
}

impl<S: AsRef<str>> FromIterator<S> for Strings {
    fn from_iter<I: IntoIterator<Item = S>>(values: I) -> Self {
        let mut strings = Self::new();
        values.into_iter().for_each(|value| strings.push(value.as_ref()));
        strings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_and_empty_are_two_things() {
        let mut strings: Strings = ["a", ""].into_iter().collect();
        strings.push_missing();
        strings.push("é");
        let rows: Vec<_> = strings.iter().collect();
        assert_eq!(rows, [Some("a"), Some(""), None, Some("é")]);
        assert_eq!(strings.count_missing(), 1);
        assert_eq!(strings.take([3, 2]).iter().collect::<Vec<_>>(), [Some("é"), None]);
    }

    #[test]
    fn offsets_are_checked() {
        assert!(Strings::from_parts("aé".into(), vec![1, 3]).is_ok());
        for ends in [vec![2, 3], vec![1], vec![3, 1], vec![1, 4]] {
            assert!(Strings::from_parts("aé".into(), ends).is_err());
        }
    }
}

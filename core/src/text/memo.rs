//! Words that were seen before.

use super::analyze::Gram;
use super::vocabulary::Vocabulary;

/// Lists of numbers, one a word: those of the n-grams inside the word, which are the same in every text. Nine words in ten
/// were seen before.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    words: Vocabulary,
    pub(super) lists: Lists,
}

/// Lists end to end.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    pub(super) numbers: Vec<u32>,
    /// Where each list ends.
    pub(super) ends: Vec<usize>,
}

impl Lists {
    /// A list.
    #[inline]
    pub(super) fn of(&self, list: usize) -> &[u32] {
        let start = if list == 0 { 0 } else { self.ends[list - 1] };
        &self.numbers[start..self.ends[list]]
    }

    /// Ends the list to which numbers were added.
    pub(super) fn end(&mut self) {
        self.ends.push(self.numbers.len());
    }

    /// Gives each number a new one, and drops those whose new one is `none`.
    pub(super) fn renumber(&mut self, new: &[u32], none: u32) {
        let (mut start, mut kept) = (0, 0);
        for end in &mut self.ends {
            for place in start..*end {
                let number = new[self.numbers[place] as usize];
                self.numbers[kept] = number;
                kept += usize::from(number != none);
            }
            (start, *end) = (*end, kept);
        }
        self.numbers.truncate(kept);
    }

    /// Adds the lists of another, their numbers raised.
    pub(super) fn append(&mut self, other: &Self, raise: u32) {
        let before = self.numbers.len();
        self.ends.extend(other.ends.iter().map(|end| before + end));
        self.numbers.extend(other.numbers.iter().map(|number| number + raise));
    }
}

impl Memo {
    /// The number of a word; `make` adds what is inside one that is new.
    #[inline]
    pub(super) fn word(&mut self, word: Gram<'_>, make: impl FnOnce(&mut Vec<u32>)) -> Option<u32> {
        let id = self.words.insert_gram(word)?;
        if id as usize == self.lists.ends.len() {
            make(&mut self.lists.numbers);
            self.lists.end();
        }
        Some(id)
    }

    /// Whether enough is known: 16 MiB.
    pub(super) fn is_full(&self) -> bool {
        self.lists.numbers.len() >= 1 << 22
    }
}

//! Where the features of a document come from.

use super::Features;
use crate::component::{Store, corrupt};
use crate::data::Csr;
use crate::error::{Result, err};
use crate::text::hashing::HashingState;
use crate::text::options::Analyzer;
use crate::text::rows::{Rows, Work};
use crate::text::tfidf::TfidfState;
use crate::text::vocabulary::Vocabulary;

/// Columns by number; a column's place in the set is that of its weights.
#[derive(Clone, Debug, Default)]
pub(in crate::text) struct Seen(pub(in crate::text) Vocabulary);

impl Seen {
    pub(in crate::text) fn push(&mut self, column: u32) {
        self.0.insert(&column.to_le_bytes());
    }

    /// The place of a column, which is added if it is new.
    pub(in crate::text) fn number(&mut self, column: u32) -> Option<u32> {
        self.0.insert(&column.to_le_bytes())
    }

    #[inline]
    pub(in crate::text) fn place(&self, column: i32) -> Option<i32> {
        self.0.get(&column.to_le_bytes()).map(|place| place as i32)
    }

    pub(in crate::text) fn columns(&self) -> Vec<u32> {
        let column = |place| self.0.string(place).first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        (0..self.0.len() as u32).map(column).collect()
    }
}

/// Where features come from.
#[derive(Clone, Debug)]
pub(in crate::text) enum Source {
    /// The caller, in so many columns.
    Matrix(usize),
    /// Texts.
    Texts(Vec<Block>),
}

/// Columns of one kind.
#[derive(Clone, Debug)]
pub(in crate::text) struct Block {
    /// Before the name of each feature, where there is more than one kind, and of each piece of stored state.
    pub(in crate::text) kind: &'static str,
    pub(in crate::text) grams: Grams,
}

#[derive(Clone, Debug)]
pub(in crate::text) enum Grams {
    Tfidf(TfidfState),
    Hashing(HashingState),
}

/// The kinds of columns in order: the analyzer, and how features and stored state are named.
pub(in crate::text) const KINDS: [(Analyzer, &str); 2] = [(Analyzer::Word, "word"), (Analyzer::CharWb, "char")];

pub(in crate::text) fn check_finite(x: &Csr) -> Result<()> {
    let bad = |row: &usize| x.row(*row).1.iter().any(|value| !value.is_finite());
    match (0..x.rows()).find(bad) {
        None => Ok(()),
        Some(row) => Err(err!(InvalidData, "row {row} has a feature that is not finite").with("row", row)),
    }
}

/// The matrix without its empty columns, and where the others went: a weight for each hash would be mostly zeros.
pub(in crate::text) fn only_seen(x: Csr) -> Result<(Csr, Option<Seen>)> {
    let mut seen = vec![false; x.columns()];
    x.indices().iter().for_each(|&column| seen[column as usize] = true);
    keep(x, &seen)
}

/// The matrix with some of its columns, and where they went.
pub(in crate::text) fn keep(x: Csr, kept: &[bool]) -> Result<(Csr, Option<Seen>)> {
    if kept.iter().all(|&kept| kept) {
        return Ok((x, None));
    }
    let (mut seen, mut places) = (Seen::default(), vec![-1; x.columns()]);
    for (column, place) in (0..).zip(&mut places).filter(|(column, _)| kept[*column as usize]) {
        *place = seen.0.len() as i32;
        seen.push(column);
    }
    let (mut indptr, mut indices, mut values) = x.into_parts();
    let (mut start, mut next) = (0, 0);
    for end in indptr.iter_mut().skip(1) {
        for entry in start..*end as usize {
            let place = places[indices[entry] as usize];
            if place >= 0 {
                (indices[next], values[next]) = (place, values[entry]);
                next += 1;
            }
        }
        (start, *end) = (*end as usize, next as i64);
    }
    indices.truncate(next);
    values.truncate(next);
    Ok((Csr::new(seen.0.len(), indptr, indices, values)?, Some(seen)))
}

impl Source {
    pub(in crate::text) fn columns(&self) -> usize {
        match self {
            Source::Matrix(columns) => *columns,
            Source::Texts(blocks) => blocks.iter().map(Block::columns).sum(),
        }
    }

    /// The features of a text, block after block.
    pub(in crate::text) fn append(&self, text: &str, work: &mut Work, rows: &mut Rows) {
        let Source::Texts(blocks) = self else { return };
        let mut offset = 0;
        for block in blocks {
            match &block.grams {
                Grams::Tfidf(state) => state.append(text, work, offset, rows),
                Grams::Hashing(state) => state.append(text, work, offset, rows),
            }
            offset += block.columns();
        }
    }

    /// The names of the columns of a document.
    pub(in crate::text) fn names(&self, text: &str, columns: &[i32]) -> Vec<String> {
        let Source::Texts(blocks) = self else {
            return columns.iter().map(|column| format!("x{column}")).collect();
        };
        let mut names = Vec::with_capacity(columns.len());
        let (mut offset, mut rest) = (0, columns);
        for block in blocks {
            let end = offset + block.columns();
            let (own, others) = rest.split_at(rest.partition_point(|&column| (column as usize) < end));
            let prefix = if blocks.len() > 1 { format!("{}:", block.kind) } else { String::new() };
            let columns = own.iter().map(|&column| column as usize - offset);
            match &block.grams {
                Grams::Tfidf(state) => names.extend(columns.map(|column| format!("{prefix}{}", state.term(column)))),
                Grams::Hashing(state) => {
                    let terms = state.terms(text);
                    let join =
                        |column| terms.get(&column).into_iter().flatten().cloned().collect::<Vec<_>>().join(" | ");
                    names.extend(columns.map(|column| format!("{prefix}{}", join(column))));
                }
            }
            (offset, rest) = (end, others);
        }
        names
    }
}

impl Grams {
    pub(in crate::text) fn features(&self) -> Features {
        match self {
            Grams::Tfidf(state) if !state.is_weighted() => Features::Count,
            Grams::Tfidf(_) => Features::Tfidf,
            Grams::Hashing(_) => Features::Hashing,
        }
    }
}

impl Block {
    pub(in crate::text) fn columns(&self) -> usize {
        match &self.grams {
            Grams::Tfidf(state) => state.columns(),
            Grams::Hashing(state) => state.columns(),
        }
    }
}

pub(in crate::text) fn restore_source(store: &Store) -> Result<Source> {
    let kinds: Vec<(String, Features)> = store.get("kinds")?;
    if kinds.is_empty() {
        let columns: usize = store.get("columns")?;
        return if columns <= i32::MAX as usize {
            Ok(Source::Matrix(columns))
        } else {
            Err(corrupt("columns", "is too large"))
        };
    }
    let mut blocks = Vec::new();
    for (name, features) in kinds {
        let Some(&(_, kind)) = KINDS.iter().find(|(_, kind)| *kind == name) else {
            return Err(corrupt("kinds", &format!("has '{name}'")));
        };
        let prefix = format!("{kind}.");
        let grams = match features {
            Features::Tfidf | Features::Count => Grams::Tfidf(TfidfState::restore_as(&prefix, store)?),
            Features::Hashing => Grams::Hashing(HashingState::restore_as(&prefix, store)?),
        };
        blocks.push(Block { kind, grams });
    }
    let columns: usize = blocks.iter().map(Block::columns).sum();
    if blocks.len() > KINDS.len() || columns > i32::MAX as usize {
        return Err(corrupt("kinds", "has too many columns"));
    }
    Ok(Source::Texts(blocks))
}

pub(in crate::text) fn restore_seen(store: &Store, columns: usize) -> Result<Seen> {
    let numbers: Vec<u32> = store.take("seen")?;
    let rising = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    if !rising || numbers.last().is_some_and(|&last| last as usize >= columns) {
        return Err(corrupt("seen", &format!("does not rise within 0..{columns}")));
    }
    let mut seen = Seen::default();
    numbers.into_iter().for_each(|column| seen.push(column));
    Ok(seen)
}

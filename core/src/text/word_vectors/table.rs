//! Tables of vectors.

use crate::error::{Error, Result, err};
use crate::text::FASTTEXT;
use crate::text::vocabulary::Vocabulary;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

/// No line or word has more bytes.
const LONGEST: u64 = 1 << 20;

/// Dimensions, words and vectors of a table.
pub(super) type Table = (usize, Vocabulary, Vec<f32>);

/// Reads a table that is a text; of a word that comes twice the first stays.
pub(super) fn read(table: &str, keep: impl Fn(&str) -> bool) -> Result<Table> {
    lines(table.as_bytes(), "vectors", keep, |error| err!(Internal, "no line: {error}"))
}

/// Reads a file with a table: text, or the binary form of word2vec.
pub(super) fn read_file(path: &str, keep: impl Fn(&str) -> bool) -> Result<Table> {
    let failed = |error: io::Error| err!(Io, "cannot read vectors_file '{path}': {error}").with("path", path);
    let mut file = BufReader::with_capacity(1 << 16, File::open(path).map_err(failed)?);
    let begin = file.fill_buf().map_err(failed)?;
    if begin.starts_with(&FASTTEXT) {
        return Err(err!(Unsupported, "'{path}' is a model of fastText; must be its table of vectors, the .vec file"));
    }
    match binary(begin) {
        Some((rows, dim, length)) => {
            file.consume(length);
            numbers(file, rows, dim, keep, failed)
        }
        None => lines(file, "vectors_file", keep, failed),
    }
}

/// Rows, dimensions and the length of the first line, where what follows the first word behind it is no text.
fn binary(begin: &[u8]) -> Option<(usize, usize, usize)> {
    let length = begin.iter().position(|&byte| byte == b'\n')? + 1;
    let mut fields = std::str::from_utf8(&begin[..length]).ok()?.split_whitespace();
    let (rows, dim): (usize, usize) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let word = begin[length..].iter().position(|&byte| byte == b' ')?;
    let after = &begin[length + word + 1..];
    let end = after.iter().position(|&byte| byte == b'\n');
    let line = &after[..end.unwrap_or(after.len()).min(256)];
    let digits = line.iter().all(|byte| byte.is_ascii_digit() || b"+-.eEinfaINFA \r".contains(byte));
    let text = digits && (end.is_none() || line.split(|&byte| byte == b' ').count() >= dim.min(8)) && !line.is_empty();
    (fields.next().is_none() && !text).then_some((rows, dim, length))
}

/// Words and their numbers in 32 bits, as word2vec writes them.
fn numbers(
    mut file: impl BufRead,
    rows: usize,
    dim: usize,
    keep: impl Fn(&str) -> bool,
    failed: impl Fn(io::Error) -> Error,
) -> Result<Table> {
    if !(1..=4096).contains(&dim) {
        return Err(err!(InvalidData, "vectors_file has {dim} dimensions; must have 1..=4096"));
    }
    let (mut words, mut vectors, mut bytes) = (Vocabulary::default(), Vec::new(), vec![0; dim * 4]);
    for row in 0..rows {
        let mut word = Vec::new();
        // A word that goes on without end is none.
        (&mut file).take(LONGEST).read_until(b' ', &mut word).map_err(&failed)?;
        let ended = word.pop() == Some(b' ') && file.read_exact(&mut bytes).is_ok();
        let word = std::str::from_utf8(&word).ok().map(|word| word.trim_start_matches('\n')).filter(|_| ended);
        let numbers = bytes.as_chunks::<4>().0.iter().map(|number| f32::from_le_bytes(*number));
        let Some(word) = word.filter(|_| numbers.clone().all(f32::is_finite)) else {
            return Err(err!(InvalidData, "vectors_file has no word and {dim} finite numbers in row {row} of {rows}")
                .with("row", row));
        };
        if keep(word) && words.get(word.as_bytes()).is_none() {
            words.insert(word.as_bytes());
            vectors.extend(numbers);
        }
    }
    Ok((dim, words, vectors))
}

/// Reads the lines of a table, of which `name` says where it came from.
fn lines(
    mut table: impl BufRead,
    name: &str,
    keep: impl Fn(&str) -> bool,
    failed: impl Fn(io::Error) -> Error,
) -> Result<Table> {
    let (mut words, mut vectors, mut dim, mut number) = (Vocabulary::default(), Vec::new(), None, 0);
    let (mut bytes, mut first) = (Vec::new(), true);
    loop {
        bytes.clear();
        let length = (&mut table).take(LONGEST).read_until(b'\n', &mut bytes).map_err(&failed)?;
        if length == 0 {
            break;
        }
        number += 1;
        let line = std::str::from_utf8(&bytes).ok().filter(|_| (length as u64) < LONGEST);
        let line = line.ok_or_else(|| err!(InvalidData, "line {number} of {name} is no line of text"))?.trim_end();
        if line.trim_start().is_empty() {
            continue;
        }
        if std::mem::take(&mut first) {
            dim = header(line);
            if dim.is_some() {
                continue;
            }
        }
        // A word may have spaces in it: numbers are counted from the end.
        let numbers = *dim.get_or_insert_with(|| line.split(' ').count() - 1);
        if let Some((word, vector)) =
            row(line, numbers, number, name, |word| keep(word) && words.get(word.as_bytes()).is_none())?
        {
            words.insert(word.as_bytes());
            vectors.extend(vector);
        }
    }
    Ok((dim.unwrap_or(1), words, vectors))
}

/// The word of a line and its numbers, if the word is wanted; the numbers of all are looked at.
fn row<'a>(
    line: &'a str,
    numbers: usize,
    number: usize,
    name: &str,
    wanted: impl Fn(&str) -> bool,
) -> Result<Option<(&'a str, Vec<f32>)>> {
    if numbers == 0 || numbers > 4096 {
        return Err(err!(InvalidData, "line {number} of {name} has {numbers} numbers; must have 1..=4096"));
    }
    if line.split(' ').count() <= numbers {
        return Err(err!(InvalidData, "line {number} of {name} has fewer than {numbers} numbers after a word"));
    }
    let mut fields = line.rsplitn(numbers + 1, ' ');
    let mut vector: Vec<f32> = Vec::with_capacity(numbers);
    for field in fields.by_ref().take(numbers) {
        match field.parse::<f32>() {
            Ok(value) if value.is_finite() => vector.push(value),
            _ => {
                let shown: String = field.chars().take(40).collect();
                return Err(err!(InvalidData, "line {number} of {name} has '{shown}'; must be a finite number"));
            }
        }
    }
    let word = fields.next().unwrap_or_default();
    vector.reverse();
    Ok(wanted(word).then_some((word, vector)))
}

/// The number of dimensions, where a line has two whole numbers.
fn header(line: &str) -> Option<usize> {
    let mut fields = line.split_whitespace();
    let (_, dim): (usize, usize) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    fields.next().is_none().then_some(dim)
}

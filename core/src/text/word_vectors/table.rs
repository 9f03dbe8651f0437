//! Tables of vectors.

use crate::error::{Result, err};
use crate::text::vocabulary::Vocabulary;

/// Dimensions, words and vectors of a table; of a word that comes twice the first stays.
pub(super) fn read(table: &str, keep: impl Fn(&str) -> bool) -> Result<(usize, Vocabulary, Vec<f32>)> {
    let mut lines = table.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).peekable();
    let mut dim = lines.peek().and_then(|(_, line)| header(line));
    if dim.is_some() {
        lines.next();
    }
    let (mut words, mut vectors) = (Vocabulary::default(), Vec::new());
    for (number, line) in lines {
        let line = line.trim_end();
        // A word may have spaces in it: numbers are counted from the end.
        let numbers = *dim.get_or_insert_with(|| line.split(' ').count() - 1);
        if numbers == 0 || numbers > 4096 {
            return Err(err!(InvalidData, "line {} of vectors has {numbers} numbers; must have 1..=4096", number + 1));
        }
        if line.split(' ').count() <= numbers {
            return Err(err!(
                InvalidData,
                "line {} of vectors has fewer than {numbers} numbers after a word",
                number + 1
            ));
        }
        let mut fields = line.rsplitn(numbers + 1, ' ');
        let mut vector: Vec<f32> = Vec::with_capacity(numbers);
        for field in fields.by_ref().take(numbers) {
            match field.parse::<f32>() {
                Ok(value) if value.is_finite() => vector.push(value),
                _ => {
                    return Err(err!(
                        InvalidData,
                        "line {} of vectors has '{}'; must be a finite number",
                        number + 1,
                        field.chars().take(40).collect::<String>()
                    ));
                }
            }
        }
        let word = fields.next().unwrap_or_default();
        if keep(word) && words.get(word.as_bytes()).is_none() {
            words.insert(word.as_bytes());
            vectors.extend(vector.into_iter().rev());
        }
    }
    Ok((dim.unwrap_or(1), words, vectors))
}

/// The number of dimensions, where a line has two whole numbers.
fn header(line: &str) -> Option<usize> {
    let mut fields = line.split_whitespace();
    let (_, dim): (usize, usize) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    fields.next().is_none().then_some(dim)
}

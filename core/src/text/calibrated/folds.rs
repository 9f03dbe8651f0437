//! Parts of documents that have each class in the same share.

use crate::data::{Csr, Documents};
use crate::error::{Result, err};

/// The rows of each part, rising: of each class the first rows are in the first part, and so on (scikit-learn's
/// `StratifiedKFold`).
pub(super) fn folds(labels: &[usize], classes: usize, parts: usize) -> Result<Vec<Vec<usize>>> {
    let mut counts = vec![0usize; classes];
    labels.iter().for_each(|&label| counts[label] += 1);
    let least = counts.iter().copied().min().unwrap_or(0);
    if least < 2 {
        return Err(err!(NotEnoughData, "a class has {least} documents; each needs 2 at least"));
    }
    let parts = parts.min(least);
    // Classes are dealt in the order in which they come first, so that parts differ by one document at most.
    let mut place = vec![usize::MAX; classes];
    let mut by_first = Vec::new();
    for &label in labels {
        if place[label] == usize::MAX {
            place[label] = by_first.len();
            by_first.push(label);
        }
    }
    let sorted: Vec<usize> = by_first.iter().flat_map(|&label| std::iter::repeat_n(label, counts[label])).collect();
    let mut room = vec![vec![0usize; classes]; parts];
    sorted.iter().enumerate().for_each(|(at, &label)| room[at % parts][label] += 1);
    let mut folds = vec![Vec::new(); parts];
    let mut now = vec![0; classes];
    for (row, &label) in labels.iter().enumerate() {
        while room[now[label]][label] == 0 {
            now[label] += 1;
        }
        room[now[label]][label] -= 1;
        folds[now[label]].push(row);
    }
    Ok(folds)
}

/// Some of the documents.
pub(super) fn rows_of(documents: &Documents, rows: &[usize]) -> Result<Documents> {
    Ok(match documents {
        Documents::Texts(texts) => Documents::Texts(texts.take(rows.iter().copied())),
        Documents::Features(x) => {
            let (mut indptr, mut indices, mut values) = (vec![0], Vec::new(), Vec::new());
            for &row in rows {
                let (columns, entries) = x.row(row);
                indices.extend_from_slice(columns);
                values.extend_from_slice(entries);
                indptr.push(values.len() as i64);
            }
            Documents::Features(Csr::new(x.columns(), indptr, indices, values)?)
        }
    })
}

//! What classifiers and regressors share: texts or rows of features, and the checks of them.

use super::vectorize::{facts_of_texts, probe_texts, texts};
use crate::data::{Csr, Data, Documents};
use crate::error::{Result, err};
use serde_json::{Map, Value, json};

/// The documents in the data of a fit.
pub(super) fn read(data: &Data, text_col: &str) -> Result<Documents> {
    Ok(match data {
        Data::Csr(matrix) => Documents::Features(matrix.clone()),
        Data::Frame(frame) => Documents::Texts(texts(frame, text_col)?.clone()),
    })
}

/// The documents that a fitted model is asked about: features in so many columns, or texts where there is no such
/// number.
pub(super) fn asked(data: &Data, text_col: &str, columns: Option<usize>) -> Result<Documents> {
    let documents = read(data, text_col)?;
    match (&documents, columns) {
        (Documents::Texts(_), None) => Ok(documents),
        (Documents::Features(matrix), Some(columns)) if matrix.columns() == columns => Ok(documents),
        (Documents::Features(matrix), Some(columns)) => {
            Err(err!(InvalidData, "the matrix has {} columns; the model was fitted to {columns}", matrix.columns()))
        }
        (Documents::Texts(_), Some(_)) => Err(err!(InvalidData, "the model was fitted to features; texts were given")),
        (Documents::Features(_), None) => Err(err!(InvalidData, "the model was fitted to texts; features were given")),
    }
}

/// There must be one label, or whatever it is called, for each document.
pub(super) fn same_length(documents: &Documents, given: usize, what: &str) -> Result<()> {
    match documents.len() {
        rows if rows == given => Ok(()),
        rows => Err(err!(InvalidData, "{given} {what} for {rows} documents; must be one each")),
    }
}

/// What the card says of documents.
pub(super) fn facts(documents: &Documents) -> Map<String, Value> {
    match documents {
        Documents::Texts(texts) => facts_of_texts(texts),
        Documents::Features(matrix) => {
            let facts = json!({"rows": matrix.rows(), "columns": matrix.columns(), "stored": matrix.stored()});
            facts.as_object().cloned().unwrap_or_default()
        }
    }
}

/// Documents that try a model.
pub(super) fn probe(text_col: &str, columns: Option<usize>) -> Result<Data> {
    let Some(columns) = columns else { return probe_texts(text_col) };
    let row: Vec<i32> = (0..columns.min(8) as i32).collect();
    let values = row.iter().map(|&column| 1.0 / f64::from(column + 1)).collect();
    Ok(Csr::new(columns, vec![0, row.len() as i64], row, values)?.into())
}

/// The columns that a model expects.
pub(super) fn fields(text_col: &str, columns: Option<usize>) -> Vec<(String, &'static str)> {
    if columns.is_some() { Vec::new() } else { vec![(text_col.to_owned(), "text")] }
}

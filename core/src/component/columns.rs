//! The columns of a table that a model was fitted to.

use super::{Store, corrupt};
use crate::data::{Column, Data, Feature, Frame, Table};
use crate::error::{Result, err};
use crate::math::rng::Rng;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The columns that a model was fitted to, and a range of each to make probes of.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Columns(Vec<ColumnFact>);

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnFact {
    name: String,
    category: bool,
    low: Option<f64>,
    high: Option<f64>,
}

impl Columns {
    pub(crate) fn of(table: &Table) -> Self {
        let fact = |(name, feature): &(String, Feature<'_>)| match feature {
            Feature::Category(_) => ColumnFact { name: name.clone(), category: true, low: None, high: None },
            Feature::Float(values) => {
                let (low, high) = range(values);
                let known = low <= high;
                ColumnFact {
                    name: name.clone(),
                    category: false,
                    low: known.then_some(low),
                    high: known.then_some(high),
                }
            }
        };
        Self(table.features().iter().map(fact).collect())
    }

    pub(crate) fn restore(store: &Store) -> Result<Self> {
        let columns: Self = store.get("columns")?;
        if columns.0.is_empty() { Err(corrupt("columns", "is empty")) } else { Ok(columns) }
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn facts(&self, table: &Table) -> Map<String, Value> {
        let facts = json!({"rows": table.rows(), "columns": self.0.len(), "data_sha256": table.digest()});
        facts.as_object().cloned().unwrap_or_default()
    }

    pub(crate) fn fields(&self) -> Vec<(String, &'static str)> {
        let kind = |category| if category { "text" } else { "real numbers" };
        self.0.iter().map(|column| (column.name.clone(), kind(column.category))).collect()
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|column| column.name.as_str())
    }

    /// Reads the columns of the fit, by name, in the order of the fit.
    pub(crate) fn read<'a>(&'a self, data: &'a Data) -> Result<Table<'a>> {
        let frame = data.frame()?;
        let columns: Vec<_> = self.names().map(|name| Ok((name, frame.column(name)?))).collect::<Result<Vec<_>>>()?;
        if frame.names().len() > columns.len()
            && let Some(extra) = frame.names().find(|&name| self.names().all(|known| known != name))
        {
            let message = format!("column '{extra}' was not there at fit; drop it");
            return Err(err!(InvalidData, "{message}").with("column", extra));
        }
        Table::from_columns(columns.into_iter())
    }

    /// Rows drawn evenly between the smallest and the largest value of each column: like the data, but none of it.
    pub(crate) fn made_up_rows(&self, rows: usize) -> Result<Data> {
        let mut rng = Rng::new(0, 0);
        let mut frame = Frame::new();
        for column in &self.0 {
            let (low, high) = (column.low.unwrap_or(0.0), column.high.unwrap_or(0.0));
            let column_values: Column = if column.category {
                Column::Str((0..rows).map(|row| format!("c{row}")).collect())
            } else {
                Column::F64((0..rows).map(|_| low + (high - low) * rng.uniform()).collect())
            };
            frame.push(column.name.clone(), column_values)?;
        }
        Ok(frame.into())
    }
}

/// The smallest and the largest value, missing ones left out; eight at a time, which the compiler makes one step.
fn range(values: &[f64]) -> (f64, f64) {
    let mut ranges = [(f64::INFINITY, f64::NEG_INFINITY); 8];
    let (blocks, rest) = values.as_chunks::<8>();
    for block in blocks.iter().map(|block| &block[..]).chain([rest]) {
        for ((low, high), &value) in ranges.iter_mut().zip(block) {
            *low = if value < *low { value } else { *low };
            *high = if value > *high { value } else { *high };
        }
    }
    ranges.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), |all, one| (all.0.min(one.0), all.1.max(one.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_leaves_missing_values_out() {
        let mut values = vec![f64::NAN; 21];
        assert_eq!(range(&values), (f64::INFINITY, f64::NEG_INFINITY));
        (values[3], values[12], values[20]) = (2.0, -1.0, 7.0);
        assert_eq!(range(&values), (-1.0, 7.0));
    }
}

//! Bringing columns to one scale, whatever their outliers.

use super::matrix::{Matrix, finite};
use crate::component::{Context, Store, corrupt};
use crate::data::{Feature, Strings, Table};
use crate::error::{Result, err};
use crate::math::rng::Rng;
use crate::math::stats::{mean, quantile};
use libm::{log, sqrt};
use std::collections::BTreeMap;

/// Scaled values lie within this of 0: a value in another unit by mistake is far out, but does not hide all else.
const CLIP: f64 = 8.0;
/// Rows that a column's middle and spread are taken from, chosen at random where there are more.
const ENOUGH: usize = 1_024;

/// How columns are brought to one scale: numbers less their median, divided by their interquartile range over 1.349 (that
/// of a standard normal is 1), or by their standard deviation where that range is 0; categories as -ln of their share, less the
/// mean of that over the rows, divided by its standard deviation. A missing number is 0, like the median; a missing
/// category is one of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scaler {
    columns: Vec<Column>,
}

#[derive(Clone, Debug, PartialEq)]
enum Column {
    Number { middle: f64, spread: f64 },
    Category(Categories),
}

/// The value of each category, in the order of their names.
#[derive(Clone, Debug, PartialEq)]
struct Categories {
    names: Strings,
    values: Vec<f64>,
    /// That of a missing one and that of an unknown one.
    missing: f64,
    unknown: f64,
}

impl Scaler {
    /// # Errors
    /// `kp.missing_values` for a column of numbers without any.
    pub(super) fn fit(table: &Table<'_>, ctx: &Context) -> Result<Self> {
        let rows = (table.rows() > ENOUGH).then(|| Rng::new(ctx.get_seed(), u64::MAX).sample(table.rows(), ENOUGH));
        let features = table.features();
        let columns = ctx.each(features.len(), |column| match &features[column] {
            (name, Feature::Float(values)) => number(name, values, rows.as_deref()),
            (_, Feature::Category(values)) => Ok(Column::Category(Categories::of(values))),
        })?;
        Ok(Self { columns })
    }

    /// The scaled rows.
    ///
    /// # Errors
    /// `kp.invalid_data` for categories where numbers were fitted, or the other way round.
    pub(super) fn apply(&self, table: &Table<'_>) -> Result<Matrix> {
        let mut categories = Vec::new();
        for ((name, feature), column) in table.features().iter().zip(&self.columns) {
            match (feature, column) {
                (Feature::Float(_), Column::Number { .. }) => {}
                (Feature::Category(values), Column::Category(known)) => categories.push(known.apply(values)),
                (_, Column::Number { .. }) => {
                    return Err(
                        err!(InvalidData, "column '{name}' holds categories, and numbers at fit").with("column", name)
                    );
                }
                (_, Column::Category(_)) => {
                    return Err(
                        err!(InvalidData, "column '{name}' holds numbers, and categories at fit").with("column", name)
                    );
                }
            }
        }
        let mut made = categories.iter();
        let columns: Vec<&[f64]> = table
            .features()
            .iter()
            .map(|(_, feature)| match feature {
                Feature::Float(values) => &**values,
                Feature::Category(_) => made.next().map_or(&[][..], Vec::as_slice),
            })
            .collect();
        Ok(Matrix::from_columns_with(&columns, |column, value| match &self.columns[column] {
            Column::Category(_) => value,
            Column::Number { .. } if value.is_nan() => 0.0,
            Column::Number { middle, spread } => ((value - middle) / spread).clamp(-CLIP, CLIP),
        }))
    }

    pub(super) fn store(&self, store: &mut Store) {
        let number = |column: &Column| match column {
            Column::Number { middle, spread } => [*middle, *spread],
            Column::Category(_) => [0.0, 0.0],
        };
        store.put("scales", self.columns.iter().map(number).collect::<Vec<_>>().as_flattened());
        for (index, column) in self.columns.iter().enumerate() {
            if let Column::Category(categories) = column {
                store.put_strings(&format!("categories.{index}"), &categories.names);
                let others = [categories.missing, categories.unknown];
                store.put(&format!("categories.{index}.values"), &[&categories.values[..], &others].concat());
            }
        }
    }

    pub(super) fn restore(store: &Store, columns: usize) -> Result<Self> {
        let scales = finite(store, "scales", 2 * columns)?;
        let column = |(index, &[middle, spread]): (usize, &[f64; 2])| {
            if spread > 0.0 {
                return Ok(Column::Number { middle, spread });
            }
            let name = format!("categories.{index}");
            let names = store.take_strings(&name)?;
            let mut values = finite(store, &format!("{name}.values"), names.len() + 2)?;
            let sorted: Vec<Option<&str>> = names.iter().collect();
            if spread != 0.0 || !sorted.is_sorted_by(|a, b| a < b) || values.iter().any(|value| value.abs() > CLIP) {
                return Err(corrupt(&name, "is not in order, or out of its range"));
            }
            let unknown = values.pop().unwrap_or_default();
            let missing = values.pop().unwrap_or_default();
            Ok(Column::Category(Categories { names, values, missing, unknown }))
        };
        let columns = scales.as_chunks::<2>().0.iter().enumerate().map(column).collect::<Result<Vec<_>>>()?;
        Ok(Self { columns })
    }
}

fn number(name: &str, values: &[f64], rows: Option<&[usize]>) -> Result<Column> {
    let mut known: Vec<f64> = match rows {
        Some(rows) => rows.iter().map(|&row| values[row]).filter(|value| !value.is_nan()).collect(),
        None => values.iter().copied().filter(|value| !value.is_nan()).collect(),
    };
    if known.is_empty() {
        known = values.iter().copied().filter(|value| !value.is_nan()).take(ENOUGH).collect();
    }
    if known.is_empty() {
        return Err(err!(MissingValues, "column '{name}' has no values; drop it").with("column", name));
    }
    known.sort_unstable_by(f64::total_cmp);
    let quartiles = (quantile(&known, 0.75) - quantile(&known, 0.25)) / 1.349;
    let mean = mean(&known);
    let deviation = sqrt(known.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / known.len() as f64);
    let spread = if quartiles > 1e-9 * deviation { quartiles } else { deviation };
    let spread = if spread > 0.0 && spread.is_finite() { spread } else { 1.0 };
    Ok(Column::Number { middle: quantile(&known, 0.5), spread })
}

impl Categories {
    fn of(values: &Strings) -> Self {
        let mut counts: BTreeMap<Option<&str>, f64> = BTreeMap::new();
        values.iter().for_each(|value| *counts.entry(value).or_default() += 1.0);
        let rows = values.len() as f64;
        let surprise = |count: f64| -log(count / rows);
        let mean: f64 = counts.values().map(|&count| count / rows * surprise(count)).sum();
        let variance: f64 =
            counts.values().map(|&count| count / rows * (surprise(count) - mean) * (surprise(count) - mean)).sum();
        let spread = if variance > 1e-18 { sqrt(variance) } else { 1.0 };
        let value = |count: f64| ((surprise(count) - mean) / spread).clamp(-CLIP, CLIP);
        let unknown = value(0.5);
        let missing = counts.get(&None).map_or(unknown, |&count| value(count));
        let known = counts.iter().filter(|(name, _)| name.is_some());
        Self {
            names: known.clone().filter_map(|(name, _)| *name).collect(),
            values: known.map(|(_, &count)| value(count)).collect(),
            missing,
            unknown,
        }
    }

    fn apply(&self, values: &Strings) -> Vec<f64> {
        let names: Vec<Option<&str>> = self.names.iter().collect();
        let value = |name: Option<&str>| match name {
            None => self.missing,
            Some(_) => names.binary_search(&name).map_or(self.unknown, |place| self.values[place]),
        };
        values.iter().map(value).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Frame;

    fn table() -> Frame {
        let words: Strings = ["a", "a", "a", "b", "a"].into_iter().collect();
        Frame::new()
            .with("x", vec![1.0, 2.0, f64::NAN, 3.0, 1000.0])
            .and_then(|frame| frame.with("word", words))
            .and_then(|frame| frame.with("constant", vec![7.0; 5]))
            .unwrap()
    }

    #[test]
    fn columns_come_to_one_scale() {
        let frame = table();
        let table = Table::from_frame(&frame).unwrap();
        let scaler = Scaler::fit(&table, &Context::new()).unwrap();
        let rows = scaler.apply(&table).unwrap();
        // Median 2.5, quartiles 1.75 and 252.25: a scale of 185.7.
        let scale = (252.25 - 1.75) / 1.349;
        assert!((rows.row(0)[0] + 1.5 / scale).abs() < 1e-12 && rows.row(2)[0] == 0.0);
        assert!((rows.row(4)[0] - 997.5 / scale).abs() < 1e-12);
        // Four of one category and one of another: the deviations of a coin of 1 in 5.
        assert!((rows.row(3)[1] - 2.0).abs() < 1e-9 && (rows.row(0)[1] + 0.5).abs() < 1e-9);
        assert_eq!(rows.row(1)[2], 0.0);
        let far = Frame::new().with("x", vec![-1e90]).unwrap();
        let words: Strings = ["new"].into_iter().collect();
        let far = far.with("word", words).unwrap().with("constant", vec![7.5]).unwrap();
        let row = scaler.apply(&Table::from_frame(&far).unwrap()).unwrap();
        assert!(row.row(0)[0] == -8.0 && row.row(0)[1] > 2.0 && row.row(0)[2] == 0.5);
    }

    #[test]
    fn a_scaler_is_saved() {
        let frame = table();
        let scaler = Scaler::fit(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        let mut store = Store::default();
        scaler.store(&mut store);
        assert_eq!(Scaler::restore(&store, 3).unwrap(), scaler);
        store.put("scales", &[0.0, 1.0, 0.0, -1.0, 0.0, 1.0]);
        assert_eq!(Scaler::restore(&store, 3).unwrap_err().code(), "kp.corrupt_model");
    }

    #[test]
    fn a_column_without_values_is_refused() {
        let frame = Frame::new().with("x", vec![f64::NAN; 3]).unwrap();
        let error = Scaler::fit(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap_err();
        assert_eq!(error.code(), "kp.missing_values");
    }
}

//! Named columns of equal length: the one shape in which data crosses a language border.

use super::Strings;
use super::time::Times;
use crate::error::{Result, err};

/// No texts.
static NOTHING: Strings = Strings::new();

/// One column of a [`Frame`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Column {
    /// Real numbers; NaN is a missing value.
    F64(Vec<f64>),
    /// Whole numbers; none is missing.
    I64(Vec<i64>),
    /// Truth values; none is missing.
    Bool(Vec<bool>),
    /// Text.
    Str(Strings),
    /// Points in time.
    Time(Times),
}

impl Column {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        match self {
            Column::F64(values) => values.len(),
            Column::I64(values) => values.len(),
            Column::Bool(values) => values.len(),
            Column::Str(values) => values.len(),
            Column::Time(values) => values.ticks.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What the column holds, as a user would say it.
    pub fn kind(&self) -> &'static str {
        match self {
            Column::F64(_) => "real numbers",
            Column::I64(_) => "whole numbers",
            Column::Bool(_) => "truth values",
            Column::Str(_) => "text",
            Column::Time(_) => "points in time",
        }
    }

    /// The rows named, in that order.
    pub fn take(&self, rows: &[usize]) -> Column {
        match self {
            Column::F64(values) => Column::F64(rows.iter().map(|&row| values[row]).collect()),
            Column::I64(values) => Column::I64(rows.iter().map(|&row| values[row]).collect()),
            Column::Bool(values) => Column::Bool(rows.iter().map(|&row| values[row]).collect()),
            Column::Str(values) => Column::Str(values.take(rows.iter().copied())),
            Column::Time(values) => {
                Column::Time(values.with_ticks(rows.iter().map(|&row| values.ticks[row]).collect()))
            }
        }
    }

    /// The values as real numbers, where the column holds numbers or truth values.
    pub fn to_f64(&self) -> Option<Vec<f64>> {
        match self {
            Column::F64(values) => Some(values.clone()),
            Column::I64(values) => Some(values.iter().map(|&value| value as f64).collect()),
            Column::Bool(values) => Some(values.iter().map(|&value| f64::from(u8::from(value))).collect()),
            // Where all is missing nobody can see of what kind it was.
            Column::Str(values) => values.iter().all(|value| value.is_none()).then(|| vec![f64::NAN; values.len()]),
            Column::Time(_) => None,
        }
    }
}

/// Real numbers beyond this may have lost a digit.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Column {
    /// The values as whole numbers, where the column holds them: JavaScript, for one, writes them as real numbers.
    pub(crate) fn to_i64(&self) -> Option<Vec<i64>> {
        let whole = |&value: &f64| (value.fract() == 0.0 && value.abs() <= EXACT).then_some(value as i64);
        match self {
            Column::I64(values) => Some(values.clone()),
            Column::F64(values) => values.iter().map(whole).collect(),
            _ => None,
        }
    }
}

impl From<Vec<f64>> for Column {
    fn from(values: Vec<f64>) -> Self {
        Column::F64(values)
    }
}

impl From<Vec<i64>> for Column {
    fn from(values: Vec<i64>) -> Self {
        Column::I64(values)
    }
}

impl From<Vec<bool>> for Column {
    fn from(values: Vec<bool>) -> Self {
        Column::Bool(values)
    }
}

impl From<Strings> for Column {
    fn from(values: Strings) -> Self {
        Column::Str(values)
    }
}

impl From<Times> for Column {
    fn from(values: Times) -> Self {
        Column::Time(values)
    }
}

/// Named columns of equal length, in an order that is kept.
///
/// ```
/// use kingpost::data::Frame;
/// let frame = Frame::new().with("y", vec![1.0, 2.0])?.with("n", vec![3i64, 4])?;
/// assert_eq!((frame.rows(), frame.names().count()), (2, 2));
/// assert_eq!(frame.f64("y")?, [1.0, 2.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    columns: Vec<(String, Column)>,
}

impl Frame {
    /// No columns.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a column.
    ///
    /// # Errors
    /// `kp.invalid_data` when the name is taken or the length differs from that of the other columns.
    pub fn with(mut self, name: impl Into<String>, column: impl Into<Column>) -> Result<Self> {
        self.push(name.into(), column.into())?;
        Ok(self)
    }

    /// Adds a column in place; see [`Frame::with`].
    pub fn push(&mut self, name: String, column: Column) -> Result<()> {
        if self.get(&name).is_some() {
            return Err(err!(InvalidData, "two columns are named '{name}'").with("column", name));
        }
        if let Some((first, other)) = self.columns.first()
            && other.len() != column.len()
        {
            let (rows, expected) = (column.len(), other.len());
            return Err(err!(InvalidData, "column '{name}' has {rows} rows, but column '{first}' has {expected}")
                .with("column", name));
        }
        self.columns.push((name, column));
        Ok(())
    }

    /// How many rows every column has; 0 without columns.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |(_, column)| column.len())
    }

    /// The names in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    /// Names and columns in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Column)> {
        self.columns.iter().map(|(name, column)| (name.as_str(), column))
    }

    /// Names and columns in order, by value.
    pub fn into_columns(self) -> Vec<(String, Column)> {
        self.columns
    }

    /// The column of that name, if there is one.
    pub fn get(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|(other, _)| other == name).map(|(_, column)| column)
    }

    /// The column of that name.
    ///
    /// # Errors
    /// `kp.invalid_data`, naming the columns that there are.
    pub fn column(&self, name: &str) -> Result<&Column> {
        self.get(name).ok_or_else(|| {
            let names: Vec<_> = self.names().collect();
            err!(InvalidData, "there is no column '{name}'; the columns are {names:?}").with("column", name)
        })
    }

    /// The real numbers of a column.
    ///
    /// # Errors
    /// `kp.invalid_data` when the column is absent or holds something else.
    pub fn f64(&self, name: &str) -> Result<&[f64]> {
        match self.column(name)? {
            Column::F64(values) => Ok(values),
            other => Err(wrong_kind(name, other, "real numbers")),
        }
    }

    /// The numbers of a column of any kind that has some: whole numbers and truth values count as real ones.
    ///
    /// # Errors
    /// `kp.invalid_data` when the column is absent or holds text or times.
    pub fn numbers(&self, name: &str) -> Result<Vec<f64>> {
        let column = self.column(name)?;
        column.to_f64().ok_or_else(|| wrong_kind(name, column, "numbers"))
    }

    /// The truth values of a column.
    ///
    /// # Errors
    /// `kp.invalid_data` when the column is absent or holds something else.
    pub fn bools(&self, name: &str) -> Result<&[bool]> {
        match self.column(name)? {
            Column::Bool(values) => Ok(values),
            other => Err(wrong_kind(name, other, "truth values")),
        }
    }

    /// The text of a column.
    ///
    /// # Errors
    /// `kp.invalid_data` when the column is absent or holds something else.
    pub fn strings(&self, name: &str) -> Result<&Strings> {
        match self.column(name)? {
            Column::Str(values) => Ok(values),
            // Of what kind it is nobody can see, and some languages take it for numbers.
            other if other.is_empty() => Ok(&NOTHING),
            other => Err(wrong_kind(name, other, "text")),
        }
    }

    /// The rows of another frame with the same columns, below this one's.
    ///
    /// # Errors
    /// `kp.invalid_data` when names, kinds or units differ.
    pub fn stack(mut self, below: &Frame) -> Result<Self> {
        if self.names().ne(below.names()) {
            return Err(err!(InvalidData, "frames with different columns cannot be stacked"));
        }
        for ((name, column), (_, more)) in self.columns.iter_mut().zip(&below.columns) {
            match (column, more) {
                (Column::F64(column), Column::F64(more)) => column.extend(more),
                (Column::I64(column), Column::I64(more)) => column.extend(more),
                (Column::Bool(column), Column::Bool(more)) => column.extend(more),
                (Column::Str(column), Column::Str(more)) => more.iter().for_each(|text| column.push_option(text)),
                (Column::Time(column), Column::Time(more))
                    if (column.unit, &column.zone) == (more.unit, &more.zone) =>
                {
                    column.ticks.extend(&more.ticks);
                }
                _ => return Err(err!(InvalidData, "column '{name}' is of two kinds and cannot be stacked")),
            }
        }
        Ok(self)
    }

    /// The rows named, in that order.
    pub fn take(&self, rows: &[usize]) -> Frame {
        Frame { columns: self.columns.iter().map(|(name, column)| (name.clone(), column.take(rows))).collect() }
    }
}

/// Beyond this no sum of squares would be finite, and no measurement is meant.
const LARGEST: f64 = 1e100;

/// Whether a value is infinite or so large that its square would be; NaN, a missing value, is not.
pub(crate) fn out_of_range(value: f64) -> bool {
    value.abs() > LARGEST
}

/// "column 'y' has inf in row 3; must be within ±1e100".
pub(crate) fn range_error(name: &str, row: usize, value: f64) -> crate::Error {
    err!(InvalidData, "column '{name}' has {value:?} in row {row}; must be within ±1e100")
        .with("column", name)
        .with("row", row)
}

/// "column 'y' holds text; it must hold real numbers".
pub(crate) fn wrong_kind(name: &str, column: &Column, expected: &str) -> crate::Error {
    err!(InvalidData, "column '{name}' holds {}; it must hold {expected}", column.kind()).with("column", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_must_agree() {
        let frame = Frame::new().with("a", vec![1.0]).unwrap();
        let error = frame.clone().with("a", vec![2.0]).unwrap_err();
        assert_eq!(error.message(), "two columns are named 'a'");
        let error = frame.with("b", vec![1i64, 2]).unwrap_err();
        assert_eq!(error.message(), "column 'b' has 2 rows, but column 'a' has 1");
    }

    #[test]
    fn whole_numbers_are_seen_among_real_ones() {
        assert_eq!(Column::from(vec![1.0, -2.0, 9_007_199_254_740_992.0]).to_i64(), Some(vec![1, -2, 1 << 53]));
        for other in [0.5, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(Column::from(vec![1.0, other]).to_i64(), None);
        }
        assert_eq!(Column::from(vec![true]).to_i64(), None);
    }

    #[test]
    fn absent_and_wrong_columns_are_named() {
        let frame = Frame::new().with("a", vec![true]).unwrap();
        assert_eq!(frame.f64("x").unwrap_err().message(), "there is no column 'x'; the columns are [\"a\"]");
        let message = "column 'a' holds truth values; it must hold text";
        assert_eq!(frame.strings("a").unwrap_err().message(), message);
    }
}

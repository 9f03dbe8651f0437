//! Forecasts and past errors as a table of steps by nodes.

use super::hierarchy::Hierarchy;
use crate::data::{Column, Frame, Long, level_of, models_of};
use crate::error::{Result, err};
use crate::math::special::normal_quantile;
use crate::math::stats::positive;
use libm::sqrt;
use std::collections::{BTreeMap, HashSet};

/// Where the forecast of each node at each step stands in a frame.
pub(super) struct Sheet<'a> {
    frame: &'a Frame,
    columns: Vec<&'a str>,
    /// Row by step and node.
    rows: Vec<Vec<usize>>,
}

impl<'a> Sheet<'a> {
    /// Finds every node's rows.
    ///
    /// # Errors
    /// `kp.invalid_data` for a series that is missing, not in the hierarchy, or has other times than the first.
    pub(super) fn read(frame: &'a Frame, hierarchy: &Hierarchy, id_col: &str, time_col: &str) -> Result<Self> {
        let long = Long::read(frame, id_col, time_col)?;
        let by_node = rows(&long, hierarchy)?;
        let first: Vec<i64> = by_node[0].keys().copied().collect();
        for (node, rows) in by_node.iter().enumerate() {
            if rows.keys().ne(&first) {
                let (name, other) = (&hierarchy.names[node], &hierarchy.names[0]);
                return Err(
                    err!(InvalidData, "'{name}' is not forecast for the same times as '{other}'").with("series", name)
                );
            }
        }
        let rows = first.iter().map(|time| by_node.iter().map(|rows| rows[time]).collect()).collect();
        let columns = long.columns().collect();
        Ok(Self { frame, columns, rows })
    }

    /// The columns of point forecasts.
    pub(super) fn models(&self) -> Vec<&'a str> {
        models_of(&self.columns)
    }

    /// The bounds of a model: each column, and how many standard deviations it is away from the mean.
    pub(super) fn bounds(&self, model: &str) -> Vec<(String, f64)> {
        let z = |(sign, level): (f64, f64)| sign * normal_quantile(0.5 + level / 200.0);
        self.columns.iter().filter_map(|name| Some(((*name).to_owned(), z(level_of(name, model)?)))).collect()
    }

    /// The values of a column by step and node.
    pub(super) fn values(&self, name: &str) -> Result<Vec<Vec<f64>>> {
        let values = self.frame.numbers(name)?;
        if let Some(row) = values.iter().position(|value| !value.is_finite()) {
            return Err(err!(MissingValues, "column '{name}' has no finite number in row {row}").with("column", name));
        }
        Ok(self.rows.iter().map(|rows| rows.iter().map(|&row| values[row]).collect()).collect())
    }

    /// The standard deviation that the outermost bounds say, by step and node.
    pub(super) fn sigma(&self, model: &str, bounds: &[(String, f64)]) -> Result<Vec<Vec<f64>>> {
        let widest =
            bounds.iter().fold(&bounds[0], |best, bound| if bound.1.abs() > best.1.abs() { bound } else { best });
        let (mean, bound) = (self.values(model)?, self.values(&widest.0)?);
        let of = |(mean, bound): (&Vec<f64>, &Vec<f64>)| {
            mean.iter().zip(bound).map(|(mean, bound)| positive((bound - mean) / widest.1)).collect()
        };
        Ok(mean.iter().zip(&bound).map(of).collect())
    }

    /// Puts values by step and node into a column.
    pub(super) fn put(&self, frame: Frame, name: &str, values: &[Vec<f64>]) -> Result<Frame> {
        let mut column = vec![0.0; frame.rows()];
        for (rows, values) in self.rows.iter().zip(values) {
            rows.iter().zip(values).for_each(|(&row, &value)| column[row] = value);
        }
        let mut result = Frame::new();
        for (own, values) in frame.into_columns() {
            let values = if own == name { Column::F64(std::mem::take(&mut column)) } else { values };
            result.push(own, values)?;
        }
        Ok(result)
    }
}

/// The rows of each node by time.
fn rows(long: &Long<'_>, hierarchy: &Hierarchy) -> Result<Vec<BTreeMap<i64, usize>>> {
    let known = long.position();
    let nodes = hierarchy.names.iter().map(|name| {
        let Some(&series) = known.get(name.as_str()) else {
            return Err(err!(InvalidData, "'{name}' of the hierarchy has no rows").with("series", name));
        };
        Ok(long.rows[series].iter().map(|&row| (long.ticks[row], row)).collect())
    });
    let nodes: Vec<BTreeMap<i64, usize>> = nodes.collect::<Result<_>>()?;
    if nodes.len() < long.ids.len() {
        let names: HashSet<&str> = hierarchy.names.iter().map(String::as_str).collect();
        let other = long.ids.iter().find(|id| !names.contains(id.as_str())).map(String::as_str).unwrap_or_default();
        return Err(err!(InvalidData, "'{other}' is not in the hierarchy").with("series", other));
    }
    Ok(nodes)
}

/// Observations and fitted values by time and node, of the times at which all nodes have both.
#[derive(Default)]
pub(in crate::forecast) struct Past {
    pub(in crate::forecast) y: Vec<Vec<f64>>,
    pub(in crate::forecast) fitted: Vec<Vec<f64>>,
}

/// Past errors less their means, by time and node.
#[derive(Clone, Debug)]
pub(in crate::forecast) struct Centred(pub(in crate::forecast) Vec<Vec<f64>>);

impl Past {
    /// Reads the table of fitted values; `columns` are those of ids, times and observations.
    ///
    /// # Errors
    /// As [`Sheet::read`], but for the times: those count that all series have.
    pub(super) fn read(frame: &Frame, hierarchy: &Hierarchy, columns: [&str; 3], model: &str) -> Result<Self> {
        let [id_col, time_col, target_col] = columns;
        let long = Long::read(frame, id_col, time_col)?;
        let (y, fitted) = (long.frame.numbers(target_col)?, long.frame.numbers(model)?);
        let by_node = rows(&long, hierarchy)?;
        let mut past = Self { y: Vec::new(), fitted: Vec::new() };
        for time in by_node[0].keys() {
            let rows: Option<Vec<usize>> = by_node.iter().map(|rows| rows.get(time).copied()).collect();
            let Some(rows) = rows.filter(|rows| rows.iter().all(|&row| (y[row] - fitted[row]).is_finite())) else {
                continue;
            };
            past.y.push(rows.iter().map(|&row| y[row]).collect());
            past.fitted.push(rows.iter().map(|&row| fitted[row]).collect());
        }
        Ok(past)
    }

    fn errors(&self, least: usize) -> Result<Vec<Vec<f64>>> {
        self.at_least(least)?;
        let errors = |(y, fitted): (&Vec<f64>, &Vec<f64>)| y.iter().zip(fitted).map(|(y, fitted)| y - fitted).collect();
        Ok(self.y.iter().zip(&self.fitted).map(errors).collect())
    }

    /// # Errors
    /// `kp.not_enough_data` where fewer times are known.
    pub(super) fn at_least(&self, least: usize) -> Result<()> {
        let times = self.y.len();
        if times < least {
            return Err(err!(
                NotEnoughData,
                "all series have an observation and a fitted value at {times} times; at least {least} are needed"
            )
            .with("observations", times)
            .with("needed", least));
        }
        Ok(())
    }

    /// The mean square of each node's errors.
    pub(super) fn squares(&self) -> Result<Vec<f64>> {
        let errors = self.errors(1)?;
        let mut squares = vec![0.0; errors[0].len()];
        for errors in &errors {
            squares.iter_mut().zip(errors).for_each(|(sum, error)| *sum += error * error);
        }
        Ok(squares.into_iter().map(|sum| sum / errors.len() as f64).collect())
    }

    /// The errors less their means.
    pub(super) fn centred(&self) -> Result<Centred> {
        let mut errors = self.errors(2)?;
        let count = errors.len() as f64;
        for node in 0..errors[0].len() {
            let mean = errors.iter().map(|errors| errors[node]).sum::<f64>() / count;
            errors.iter_mut().for_each(|errors| errors[node] -= mean);
        }
        Ok(Centred(errors))
    }

    /// How far the correlations of the errors are to be shrunk towards zero, from 0 to 1: the sum of the estimated variances
    /// of the correlations over the sum of their squares.
    ///
    /// The sums over all pairs of nodes are sums over all pairs of times: the squares of z'z have the trace of those of zz'.
    pub(in crate::forecast) fn shrinkage(&self) -> Result<(f64, Centred)> {
        let centred = self.centred()?;
        let z = centred.standard(0.0);
        let count = z.len() as f64;
        let mut products = 0.0;
        for (first, left) in z.iter().enumerate() {
            for (second, right) in z[..=first].iter().enumerate() {
                let product = crate::math::lbfgs::dot(left, right);
                products += if first == second { product * product } else { 2.0 * product * product };
            }
        }
        // Of all pairs of nodes: the squares of their correlations, and the squares of the products at each time.
        let mut correlations = products / (count * count);
        let mut squares: f64 = z.iter().map(|z| z.iter().map(|z| z * z).sum::<f64>()).map(|sum: f64| sum * sum).sum();
        // Less those of a node with itself.
        for node in 0..z[0].len() {
            let (mut own, mut fourth) = (0.0, 0.0);
            for z in &z {
                let square = z[node] * z[node];
                own += square;
                fourth += square * square;
            }
            correlations -= own * own / (count * count);
            squares -= fourth;
        }
        let variances = (squares - count * correlations).max(0.0);
        let shrinkage = if correlations > 0.0 { variances / (count * (count - 1.0)) / correlations } else { 1.0 };
        Ok((shrinkage.clamp(0.0, 1.0), centred))
    }
}

impl Centred {
    /// The variance of each node.
    pub(in crate::forecast) fn variances(&self) -> Vec<f64> {
        let mut squares = vec![0.0; self.0[0].len()];
        for errors in &self.0 {
            squares.iter_mut().zip(errors).for_each(|(sum, error)| *sum += error * error);
        }
        squares.into_iter().map(|sum| sum / (self.0.len() as f64 - 1.0)).collect()
    }

    /// The errors in units of their standard deviation, which is taken over the number of times less `freedom`; zero for a
    /// node that has no errors.
    pub(super) fn standard(&self, freedom: f64) -> Vec<Vec<f64>> {
        let count = self.0.len() as f64;
        let scale = (count - 1.0) / (count - freedom);
        let deviations: Vec<f64> = self.variances().into_iter().map(|variance| sqrt(variance * scale)).collect();
        let standard = |(error, deviation): (&f64, &f64)| if *deviation > 0.0 { error / deviation } else { 0.0 };
        self.0.iter().map(|errors| errors.iter().zip(&deviations).map(standard).collect()).collect()
    }
}

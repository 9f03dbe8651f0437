//! Distance along principal components.

use super::matrix::{Matrix, add_parts, finite};
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, corrupt, setters};
use crate::data::{Frame, Table};
use crate::error::{Result, err};
use crate::math::{eigen, lbfgs::dot, points::Points, stats::mean, wide::wide};
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by its distances to the principal components, those of little variance weighing most.
///
/// With z the row after standardising (or as it is), v(k) the unit vector of component k with its largest entry positive,
/// and w(k) its share of the variance (or 1), the score is the sum of |z - v(k)| / w(k) over the selected components. This is
/// PyOD's score: it grows with the distance from the centre, and a component that hardly varies decides most of it.
///
/// Input: numbers, at least two rows, one column not constant, none missing.
/// Output: one score a row, at least 0, the scores of PyOD; `explain` splits it exactly: of a distance d, the column with
/// the difference e has e² / d. Components with less than 1e-12 of the variance are left out (in PyOD their scores are noise
/// of rounding); a constant column counts as 0 when standardising, and so does what is farther than 1e100 from it as that.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories and where all columns are
/// constant, or vary by less than 1e-150 and are not standardised.
/// Cost: fit O(d²) a row and O(d³) once, score O(d²) a row; hundreds of columns take seconds, thousands minutes.
/// Source: Shyu, Chen, Sarinnapakorn and Chang, A Novel Anomaly Detection Scheme Based on Principal Component Classifier,
/// 2003, for the idea; Aggarwal, Outlier Analysis, 2015, chapter 3; PyOD 3.6.7 for the formula.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct PCA {
    /// How many components of the largest variance are kept. Default null: all.
    #[schemars(range(min = 1, max = 100_000))]
    pub n_components: Option<u32>,
    /// How many of those are scored, the last ones. Default null: all.
    #[schemars(range(min = 1, max = 100_000))]
    pub n_selected_components: Option<u32>,
    /// Whether a distance is divided by the component's share of the variance. Default true.
    pub weighted: bool,
    /// Whether columns are brought to mean 0 and variance 1 before. Default true.
    pub standardization: bool,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for PCA {
    fn default() -> Self {
        Self {
            n_components: None,
            n_selected_components: None,
            weighted: true,
            standardization: true,
            contamination: 0.1,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::PCA, component::{Context, Detector}, data::{Frame, Table}};
    /// let rows = Frame::new().with("x", vec![1.0, 2.0, 3.0, 4.0, 10.0])?;
    /// let model = PCA::default().fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&rows.into(), &Context::new())?;
    /// // One component, (1): the mean is 4 and the deviation the root of 10.
    /// assert!((scores[4] - (6.0 / 10f64.sqrt() - 1.0)).abs() < 1e-12);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    PCA {
        /// Sets how many components are kept.
        n_components: u32,
        /// Sets how many of those are scored.
        n_selected_components: u32,
        /// Sets whether a distance is divided by the component's share of the variance.
        weighted: bool,
        /// Sets whether columns are standardised before.
        standardization: bool,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for PCA {
    const ID: &'static str = "anomaly.pca";
    const NAME: &'static str = "PCA";
    const VERSION: u32 = 1;
}

impl Detector for PCA {
    type State = PcaState;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<PcaState> {
        table.two_rows()?;
        let columns = table.complete()?;
        let width = columns.len();
        let scales: Vec<[f64; 2]> = columns.iter().map(|column| scale(column, self.standardization)).collect();
        let centred: Vec<Vec<f64>> =
            columns.iter().zip(&scales).map(|(column, scale)| centred(column, scale)).collect();
        let products = ctx.map(width, |row| {
            Ok(wide(
                #[inline(always)]
                || centred[..=row].iter().map(|other| dot(&centred[row], other)).collect::<Vec<f64>>(),
            ))
        })?;
        let largest = products.iter().flatten().fold(0.0_f64, |most, value| most.max(value.abs()));
        if largest == 0.0 {
            let varies = columns.iter().any(|column| column.iter().any(|value| *value != column[0]));
            return Err(if varies {
                err!(
                    InvalidData,
                    "no column varies by more than rounding, or than 1e-150; standardise, or change the unit"
                )
            } else {
                err!(InvalidData, "all columns are constant; one at least must vary")
            });
        }
        // Squares of products beyond 1e150 would not be finite.
        let entry = |at: usize| products[(at / width).max(at % width)][(at / width).min(at % width)] / largest;
        let (values, vectors) = eigen::symmetric((0..width * width).map(entry).collect(), width);
        let mut order: Vec<usize> = (0..width).collect();
        order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
        let all: f64 = values.iter().map(|value| value.max(0.0)).sum();
        order.truncate(self.n_components.map_or(width, |count| count as usize));
        order.retain(|&component| values[component] > 1e-12 * all);
        let first = order.len().saturating_sub(self.n_selected_components.map_or(order.len(), |count| count as usize));
        let vectors =
            order[first..].iter().map(|&at| upright(&vectors[at * width..(at + 1) * width])).collect::<Vec<_>>();
        let shares: Vec<f64> = order[first..].iter().map(|&component| values[component] / all).collect();
        let weights = if self.weighted { shares.clone() } else { vec![1.0; shares.len()] };
        // Without standardising, rows are measured as they are.
        let scales = if self.standardization { scales } else { vec![[0.0, 1.0]; width] };
        Ok(PcaState { scales, vectors: Matrix { width, values: vectors.concat() }, shares, weights })
    }
}

/// The mean and the deviation of a column; without standardising the deviation is 1.
fn scale(column: &[f64], standardize: bool) -> [f64; 2] {
    let n = column.len() as f64;
    let mean = mean(column);
    let variance = column.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n;
    if standardize && variance < 1e-280 {
        // Squares of so small differences are none.
        let most = column.iter().fold(0.0_f64, |most, value| most.max((value - mean).abs()));
        if most > n * mean.abs() * f64::EPSILON {
            let square = |value: &f64| ((value - mean) / most) * ((value - mean) / most);
            return [mean, most * sqrt(column.iter().map(square).sum::<f64>() / n)];
        }
    }
    // What scikit-learn takes for a constant: no more variance than rounding makes.
    let noise = n * mean * f64::EPSILON;
    let constant = variance <= n * f64::EPSILON * variance + noise * noise;
    [mean, if standardize && !constant { sqrt(variance) } else { 1.0 }]
}

fn centred(column: &[f64], [mean, deviation]: &[f64; 2]) -> Vec<f64> {
    column.iter().map(|value| (value - mean) / deviation).collect()
}

/// The vector with its largest entry positive.
fn upright(vector: &[f64]) -> Vec<f64> {
    let largest = vector.iter().fold(0.0_f64, |most, &value| if value.abs() > most.abs() { value } else { most });
    let sign = 1.0_f64.copysign(largest);
    vector.iter().map(|value| sign * value).collect()
}

/// The components.
#[derive(Clone, Debug, PartialEq)]
pub struct PcaState {
    /// The mean and the deviation of each column.
    scales: Vec<[f64; 2]>,
    /// A component a row.
    vectors: Matrix,
    shares: Vec<f64>,
    weights: Vec<f64>,
}

impl PcaState {
    fn standardize(&self, table: &Table<'_>) -> Result<Matrix> {
        let change = |column: usize, value: f64| {
            let [mean, deviation] = self.scales[column];
            ((value - mean) / deviation).clamp(-1e100, 1e100)
        };
        Ok(Matrix::from_columns_with(&table.complete()?, change))
    }

    fn components(&self) -> Points {
        Points::new(&self.vectors.values, self.vectors.width)
    }
}

impl DetectorState for PcaState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let (rows, components) = (self.standardize(table)?, self.components());
        rows.map_rows(ctx, |row| {
            let mut sum = 0.0;
            components.squared_distances(row, |at, square| sum += sqrt(square) / self.weights[at]);
            sum
        })
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        let (rows, components) = (self.standardize(table)?, self.components());
        rows.map_parts(ctx, |row, parts| {
            let row = rows.row(row);
            components.squared_distances(row, |at, square| {
                if square > 0.0 {
                    add_parts(parts, row, self.vectors.row(at), 1.0 / (sqrt(square) * self.weights[at]));
                }
            });
        })
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        let components = Frame::new().with("explained_variance_ratio", self.shares.clone())?;
        parts.tables.push(("components".into(), components));
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.put("scales", self.scales.as_flattened());
        self.vectors.store("vectors", store);
        store.put("shares", &self.shares);
        store.put("weights", &self.weights);
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let scales = finite(store, "scales", 2 * columns)?.as_chunks().0.to_vec();
        let vectors = Matrix::restore("vectors", store, columns)?;
        let (shares, weights) = (finite(store, "shares", vectors.rows())?, finite(store, "weights", vectors.rows())?);
        if scales.iter().any(|scale: &[f64; 2]| scale[1] <= 0.0) || weights.iter().any(|&weight| weight <= 0.0) {
            return Err(corrupt("weights", "or a deviation of 'scales' is not above 0"));
        }
        if vectors.values.iter().any(|entry| entry.abs() > 2.0) {
            return Err(corrupt("vectors", "are not of length 1"));
        }
        Ok(Self { scales, vectors, shares, weights })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::{close, frame, new_rows};
    use crate::data::Data;

    #[test]
    fn scores_are_those_of_pyod() {
        // PyOD 3.6.7: `p = PCA(**kw).fit(X); p.decision_scores_[[0, 1, 7, 19, 39]], p.decision_function(N)`
        let expected = [
            (
                PCA::default(),
                [19.60254991886864, 18.150817812835317, 54.84795399298609, 41.709938924080504, 12.915576200042793],
                [10.454677088340354, 27.00245922372733, 23.752114692516727],
            ),
            (
                PCA::default().n_selected_components(1u32),
                [9.458491918821952, 7.076616021291336, 21.796754597076212, 15.82507371091472, 5.156135643894271],
                [4.501774833958291, 10.036986435388005, 10.057686890624044],
            ),
            (
                PCA::default().weighted(false),
                [5.650561034190973, 5.609250353816072, 17.40802225386464, 12.903572460723503, 3.9466640984829704],
                [3.1308070807743773, 8.271498012018338, 7.603583449578013],
            ),
            (
                PCA::default().standardization(false),
                [135.26992212922056, 58.32061490647657, 343.3457151173846, 302.2037149912667, 79.97901450188678],
                [93.25545751503907, 102.90475625841498, 142.96517815975884],
            ),
        ];
        let (frame, new, ctx) = (Data::from(frame()), Data::from(new_rows()), Context::new());
        let table = Table::from_frame(frame.frame().unwrap()).unwrap();
        for (pca, own, scores) in expected {
            let model = pca.fit(&table).unwrap();
            let found = model.score(&frame, &ctx).unwrap();
            close(&[0, 1, 7, 19, 39].map(|row| found[row]), &own);
            close(&model.score(&new, &ctx).unwrap(), &scores);
            let shares = model.explain(&new, &Default::default(), &ctx).unwrap();
            let sum = |row: usize| ["a", "b", "c"].iter().map(|name| shares.f64(name).unwrap()[row]).sum::<f64>();
            close(&[0, 1, 2].map(sum), &scores);
        }
    }

    #[test]
    fn dependent_columns_have_fewer_components() {
        let x = vec![1.0, 2.0, 4.0, 8.0, 3.0];
        let frame = Frame::new().with("x", x.clone()).and_then(|frame| frame.with("y", x)).unwrap();
        let state = PCA::default().fit_table(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        assert_eq!(state.shares.len(), 1);
    }

    #[test]
    fn a_broken_state_is_refused() {
        let frame = frame();
        let state = PCA::default().fit_table(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        assert_eq!(PcaState::restore(&store, 3).unwrap(), state);
        let breaks: [fn(&mut Store); 3] = [
            |store| store.put("scales", &[0.0; 6]),
            |store| store.put("weights", &[1.0, 1.0]),
            |store| store.put_shaped("vectors", vec![3, 3], &[1e300; 9]),
        ];
        for damage in breaks {
            let mut store = store.clone();
            damage(&mut store);
            assert_eq!(PcaState::restore(&store, 3).unwrap_err().code(), "kp.corrupt_model");
        }
    }

    #[test]
    fn a_very_small_unit_is_one_as_well() {
        let (frame, ctx) = (frame(), Context::new());
        let of = |unit: f64, standardization: bool| {
            let mut scaled = Frame::new();
            for (name, column) in frame.iter() {
                let values: Vec<f64> = column.to_f64().unwrap().iter().map(|value| value * unit).collect();
                scaled.push(name.to_owned(), values.into()).unwrap();
            }
            let table = Table::from_frame(&scaled).unwrap();
            PCA::default().standardization(standardization).fit_table(&table, &ctx)?.score(&table, &ctx)
        };
        for unit in [1e-130, 1e-170, 1e-250] {
            close(&of(unit, true).unwrap(), &of(1.0, true).unwrap());
        }
        let error = of(1e-170, false).unwrap_err();
        assert!(error.code() == "kp.invalid_data" && error.message().contains("change the unit"), "{error}");
    }
}

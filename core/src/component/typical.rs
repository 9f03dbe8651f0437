//! A typical row, for detectors that cannot say themselves what a column adds to a score.

use super::detect::{DetectorState, quantile};
use super::{Context, Store, corrupt};
use crate::data::{Column, Frame, Table};
use crate::error::{Result, err};

/// The median of each column in the fit; none of a model that has no use for them, or was saved without.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Typical(Vec<f64>);

impl Typical {
    /// Of a table of complete numbers; none of another.
    pub(super) fn of(table: &Table) -> Self {
        let columns = table.complete().unwrap_or_default();
        Self(columns.iter().map(|column| quantile(column.to_vec(), 0.5)).collect())
    }

    /// By how much each score were lower with each column at its median: a vector a column.
    pub(super) fn without_each<S: DetectorState>(
        &self,
        state: &S,
        table: &Table,
        ctx: &Context,
    ) -> Result<Vec<Vec<f64>>> {
        if self.0.is_empty() {
            let message = "the model was saved without the medians that explain needs; fit it again";
            return Err(err!(Unsupported, "{message}").with("verb", "explain"));
        }
        let own = state.score(table, ctx)?;
        let mut frame = Frame::new();
        for (name, values) in table.names().into_iter().zip(table.complete()?) {
            frame.push(name, Column::F64(values.to_vec()))?;
        }
        let mut shares = Vec::with_capacity(self.0.len());
        for (at, &median) in self.0.iter().enumerate() {
            let usual = Column::F64(vec![median; table.rows()]);
            let columns = frame.iter().enumerate();
            let columns = columns.map(|(other, (name, column))| (name, if other == at { &usual } else { column }));
            let scores = state.score(&Table::from_columns(columns)?, ctx)?;
            shares.push(own.iter().zip(scores).map(|(own, score)| own - score).collect());
        }
        Ok(shares)
    }

    pub(super) fn store(&self, store: &mut Store) {
        if !self.0.is_empty() {
            store.put("medians", &self.0);
        }
    }

    pub(super) fn restore(store: &Store, columns: usize) -> Result<Self> {
        if !store.has("medians") {
            return Ok(Self::default());
        }
        let medians: Vec<f64> = store.take_exactly("medians", columns)?;
        match medians.iter().find(|value| value.is_nan() || value.abs() > 1e100) {
            Some(value) => Err(corrupt("medians", &format!("has {value}; must be within 1e100 of 0"))),
            None => Ok(Self(medians)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::{Detector, ExplainArgs, Model};

    #[test]
    fn without_shares_of_their_own_columns_are_left_out_one_by_one() {
        use crate::anomaly::{COF, INNE, LOF, OneClassSVM};
        let mut rng = crate::math::rng::Rng::new(4, 0);
        let mut columns = [(); 3].map(|()| (0..200).map(|_| rng.normal()).collect::<Vec<f64>>());
        (columns[0][7], columns[2][9]) = (9.0, -12.0);
        let [a, b, c] = columns.clone();
        let rows = Frame::new().with("a", a).unwrap().with("b", b).unwrap().with("c", c).unwrap();
        let (table, ctx) = (Table::from_frame(&rows).unwrap(), Context::new());
        let mut usual = columns.clone();
        usual[2].fill(quantile(columns[2].clone(), 0.5));
        let [a, b, c] = usual;
        let usual = Frame::new().with("a", a).unwrap().with("b", b).unwrap().with("c", c).unwrap();
        let models = [
            LOF::default().fit(&table),
            COF::default().fit(&table),
            INNE::default().fit(&table),
            OneClassSVM::default().fit(&table),
        ];
        for model in models {
            let model = Model::from_bytes(&model.unwrap().to_bytes().unwrap()).unwrap();
            let shares = model.explain(&rows.clone().into(), &ExplainArgs::default(), &ctx).unwrap();
            let [a, b, c] = ["a", "b", "c"].map(|name| shares.f64(name).unwrap());
            assert!(a[7] > 0.0 && a[7] > b[7] && a[7] > c[7], "{}: {} {} {}", model.component(), a[7], b[7], c[7]);
            assert!(c[9] > 0.0 && c[9] > b[9] && c[9] > a[9], "{}: {} {} {}", model.component(), a[9], b[9], c[9]);
            let own = model.score(&rows.clone().into(), &ctx).unwrap();
            let other = model.score(&usual.clone().into(), &ctx).unwrap();
            assert!((0..200).all(|row| c[row] == own[row] - other[row]));
        }
    }

    #[test]
    fn a_model_without_medians_says_so() {
        assert_eq!(Typical::restore(&Store::default(), 2).unwrap(), Typical::default());
        for bad in [vec![1.0], vec![1.0, f64::NAN]] {
            let mut store = Store::default();
            store.put("medians", &bad);
            assert_eq!(Typical::restore(&store, 2).unwrap_err().code(), "kp.corrupt_model");
        }
    }
}

//! Several detectors as one.

use super::matrix::Matrix;
use super::member::{DetectorMember, FittedMember};
use super::quantiles::Quantiles;
use super::scale::Scaler;
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, corrupt, setters};
use crate::data::{Frame, Strings, Table};
use crate::error::Result;
use crate::math::stats::{correlation, median};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the members' quantiles become one score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EnsembleMethod {
    /// Their mean: what most members find odd.
    #[default]
    Mean,
    /// Their median: no member can spoil it alone.
    Median,
    /// The largest: what any member finds odd.
    Maximum,
}

/// Scores a row by the ranks that several detectors give it.
///
/// Each member's score becomes the quantile that it has among its scores of the training rows, as that of a standard normal,
/// so that no unit and no distribution of a member's scores matters; the score is the mean, the median or the largest
/// of the members' quantiles.
///
/// With `standardize` columns are brought to one scale first: less the median, divided by the interquartile range over
/// 1.349 (by the standard deviation where that is 0), at most 8 from 0, from 1,024 random rows where there are more; a missing
/// number counts as the median, a category as how rare it is (-ln of its share, standardised), a missing one as a category
/// of its own.
/// Input: numbers and categories with `standardize`, else what the members take; as many rows as they need.
/// Output: one score a row, about 0 for a row like any other. Beyond all training scores a member's quantile goes on
/// rising, by ln(1 + e) with e how far it is beyond, in distances of the largest from the median. Training rows that are
/// asked again are new rows to members such as KNN. `explain`, with `standardize`, says how much lower the score were
/// with the column at its median; these do not sum to the score.
/// `parts` has the members, and how each one's quantiles of the training rows go with the score (correlation).
///
/// Errors: those of the members; `kp.invalid_params` for a detector that there is not or parameters that it does not take.
/// Cost: the sum of the members' costs; `explain` a scoring for each column.
/// Source: Aggarwal and Sathe, Theoretical Foundations and Algorithms for Outlier Ensembles, SIGKDD Explorations 17, 2015;
/// Kriegel, Kröger, Schubert and Zimek, Interpreting and Unifying Outlier Scores, SDM 2011.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Ensemble {
    /// The members: detectors by name, or with parameters: {"detector": "KNN", "params": {"n_neighbors": 10}}. By default
    /// BaggedNeighbors and Mahalanobis.
    #[schemars(length(min = 1, max = 100))]
    pub detectors: Vec<DetectorMember>,
    /// How the members' quantiles become one score.
    pub method: EnsembleMethod,
    /// Whether columns are brought to one scale before. Default true.
    pub standardize: bool,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for Ensemble {
    fn default() -> Self {
        Self {
            detectors: ["BaggedNeighbors", "Mahalanobis"].map(DetectorMember::named).to_vec(),
            method: EnsembleMethod::Mean,
            standardize: true,
            contamination: 0.1,
        }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::{ECOD, Ensemble, KNN}, component::{Context, Detector}, data::{Frame, Table}};
    /// let rows = Frame::new().with("x", vec![1.0, 2.0, 4.0, 7.0, 50.0])?;
    /// let ensemble = Ensemble::default().detectors([ECOD::default().into(), KNN::default().n_neighbors(1u32).into()]);
    /// let model = ensemble.fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&Frame::new().with("x", vec![3.0, 30.0])?.into(), &Context::new())?;
    /// assert!(scores[1] > scores[0] + 0.5);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    Ensemble {
        /// Sets the members.
        detectors: impl Into<Vec<DetectorMember>>,
        /// Sets how the members' quantiles become one score.
        method: EnsembleMethod,
        /// Sets whether columns are brought to one scale before.
        standardize: bool,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for Ensemble {
    const ID: &'static str = "anomaly.ensemble";
    const NAME: &'static str = "Ensemble";
    const VERSION: u32 = 1;
}

impl Detector for Ensemble {
    type State = EnsembleState;
    const TAKES_MISSING: bool = true;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<EnsembleState> {
        Ok(self.fit_scored(table, ctx)?.0)
    }

    fn fit_scored(&self, table: &Table<'_>, ctx: &Context) -> Result<(EnsembleState, Option<Vec<f64>>)> {
        let opened = self.detectors.iter().map(|member| member.read("detectors")).collect::<Result<Vec<_>>>()?;
        let scaler = if self.standardize { Some(Scaler::fit(table, ctx)?) } else { None };
        let fit = |table: &Table<'_>| -> Result<(Vec<Member>, Vec<Vec<f64>>)> {
            let mut members = Vec::with_capacity(opened.len());
            for opened in &opened {
                let (detector, scores) = opened.fit(table, ctx)?;
                let quantiles = Quantiles::of(&scores);
                let normals: Vec<f64> = scores.iter().map(|&score| quantiles.normal(score)).collect();
                members.push((Member { detector, quantiles, agreement: 0.0 }, normals));
            }
            Ok(members.into_iter().unzip())
        };
        let (mut members, normals) = match &scaler {
            Some(scaler) => fit(&Table::from_frame(&frame(scaler.apply(table)?)?)?)?,
            None => fit(table)?,
        };
        let scores = combine(self.method, &normals, table.rows());
        for (member, normals) in members.iter_mut().zip(&normals) {
            member.agreement = correlation(normals, &scores);
        }
        Ok((EnsembleState { scaler, method: self.method, members }, Some(scores)))
    }
}

/// The columns of scaled rows.
fn frame(rows: Matrix) -> Result<Frame> {
    let mut frame = Frame::new();
    for (index, column) in rows.into_columns().into_iter().enumerate() {
        frame.push(format!("x{index}"), column.into())?;
    }
    Ok(frame)
}

fn combine(method: EnsembleMethod, normals: &[Vec<f64>], rows: usize) -> Vec<f64> {
    let mut own = vec![0.0; normals.len()];
    let score = |row: usize| {
        own.iter_mut().zip(normals).for_each(|(own, normals)| *own = normals[row]);
        match method {
            EnsembleMethod::Mean => own.iter().sum::<f64>() / own.len() as f64,
            EnsembleMethod::Median => median(&mut own),
            EnsembleMethod::Maximum => own.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        }
    };
    (0..rows).map(score).collect()
}

/// A fitted member.
#[derive(Clone, Debug)]
struct Member {
    detector: FittedMember,
    quantiles: Quantiles,
    agreement: f64,
}

/// The fitted members.
#[derive(Clone, Debug)]
pub struct EnsembleState {
    scaler: Option<Scaler>,
    method: EnsembleMethod,
    members: Vec<Member>,
}

impl EnsembleState {
    fn of_table(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let mut normals = Vec::with_capacity(self.members.len());
        for member in &self.members {
            let scores = member.detector.score(table, ctx)?;
            normals.push(scores.into_iter().map(|score| member.quantiles.normal(score)).collect());
        }
        Ok(combine(self.method, &normals, table.rows()))
    }

    fn of_rows(&self, rows: Matrix, ctx: &Context) -> Result<Vec<f64>> {
        self.of_table(&Table::from_frame(&frame(rows)?)?, ctx)
    }
}

impl DetectorState for EnsembleState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        match &self.scaler {
            Some(scaler) => self.of_rows(scaler.apply(table)?, ctx),
            None => self.of_table(table, ctx),
        }
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        let Some(scaler) = &self.scaler else {
            let message = "an ensemble that does not standardize has no typical row to compare with";
            return Err(crate::error::err!(Unsupported, "{message}").with("verb", "explain"));
        };
        let rows = scaler.apply(table)?;
        let own = self.of_rows(rows.clone(), ctx)?;
        let without = |column: usize| -> Result<Vec<f64>> {
            let mut rows = rows.clone();
            rows.values.iter_mut().skip(column).step_by(rows.width).for_each(|value| *value = 0.0);
            Ok(self.of_rows(rows, ctx)?.iter().zip(&own).map(|(other, own)| own - other).collect())
        };
        (0..rows.width).map(without).collect()
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        let names: Strings = self.members.iter().map(|member| member.detector.name()).collect();
        let agreement: Vec<f64> = self.members.iter().map(|member| member.agreement).collect();
        parts.tables.push(("members".into(), Frame::new().with("detector", names)?.with("agreement", agreement)?));
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("members", &self.members.len())?;
        store.set("method", &self.method)?;
        store.set("standardize", &self.scaler.is_some())?;
        if let Some(scaler) = &self.scaler {
            scaler.store(store);
        }
        for (at, member) in self.members.iter().enumerate() {
            let place = format!("member.{at}");
            member.detector.store(&place, store)?;
            member.quantiles.store(&format!("quantiles.{at}"), store);
            store.set(&format!("agreement.{at}"), &member.agreement)?;
        }
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let count: usize = store.get("members")?;
        if count == 0 || count > 100 {
            return Err(corrupt("members", &format!("is {count}; must be 1..=100")));
        }
        let scaler = if store.get("standardize")? { Some(Scaler::restore(store, columns)?) } else { None };
        let member = |at: usize| {
            let detector = FittedMember::restore(&format!("member.{at}"), store, columns)?;
            let quantiles = Quantiles::restore(store, &format!("quantiles.{at}"))?;
            Ok(Member { detector, quantiles, agreement: store.get(&format!("agreement.{at}"))? })
        };
        Ok(Self { scaler, method: store.get("method")?, members: (0..count).map(member).collect::<Result<_>>()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::{close, frame};
    use crate::anomaly::{ECOD, KNN};

    #[test]
    fn the_score_is_of_the_members_ranks() {
        let (frame, ctx) = (frame(), Context::new());
        let table = Table::from_frame(&frame).unwrap();
        let knn = KNN::default().fit_scored(&table, &ctx).unwrap().1.unwrap();
        let ecod = ECOD::default().fit_scored(&table, &ctx).unwrap().1.unwrap();
        let normal = |scores: &[f64], row: usize| Quantiles::of(scores).normal(scores[row]);
        for method in [EnsembleMethod::Mean, EnsembleMethod::Median, EnsembleMethod::Maximum] {
            let ensemble = Ensemble::default().detectors([KNN::default().into(), ECOD::default().into()]);
            let scores = ensemble.standardize(false).method(method).fit_scored(&table, &ctx).unwrap().1.unwrap();
            for row in [0, 7, 19, 30] {
                let [a, b] = [normal(&knn, row), normal(&ecod, row)];
                let wanted = if method == EnsembleMethod::Maximum { a.max(b) } else { (a + b) / 2.0 };
                close(&[scores[row]], &[wanted]);
            }
        }
    }

    #[test]
    fn the_odd_rows_stand_out_and_say_why() {
        let (frame, ctx) = (frame(), Context::new());
        let table = Table::from_frame(&frame).unwrap();
        let (state, scores) = Ensemble::default().fit_scored(&table, &ctx).unwrap();
        let scores = scores.unwrap();
        assert!((0..40).all(|row| [7, 19].contains(&row) || scores[row] < scores[7].min(scores[19])));
        let reasons = state.explain(&table, &ctx).unwrap();
        assert!(reasons[1][19] > reasons[0][19] && reasons[1][19] > reasons[2][19]);
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        let restored = EnsembleState::restore(&store, 3).unwrap();
        assert_eq!(restored.score(&table, &ctx).unwrap(), state.score(&table, &ctx).unwrap());
        store.set("member.1.detector", &"anomaly.ensemble").unwrap();
        assert_eq!(EnsembleState::restore(&store, 3).unwrap_err().code(), "kp.corrupt_model");
    }

    #[test]
    fn an_unknown_member_is_named() {
        let ensemble = Ensemble::default().detectors([DetectorMember::named("Ensemble")]);
        let frame = frame();
        let error = ensemble.fit(&Table::from_frame(&frame).unwrap()).unwrap_err();
        assert!(error.code() == "kp.invalid_params" && error.message().contains("no detector 'Ensemble'"));
    }
}

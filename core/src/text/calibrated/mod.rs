//! Probabilities that hold what they say, and a threshold for each class.

mod curve;
mod folds;
mod member;

use super::LinearClassifier;
use crate::component::{Classifier, ClassifierState, Component, Context, Parts, Store, corrupt, setters};
use crate::data::Documents;
use crate::error::{Result, err};
use curve::Curve;
use folds::{folds, rows_of};
use member::AnyState;
pub use member::ClassifierMember;
use ndarray::{Array2, ArrayView1};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What turns scores into probabilities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Calibration {
    /// A logistic curve (Platt): for few documents.
    #[default]
    Sigmoid,
    /// Any rising steps: for a thousand documents or more.
    Isotonic,
    /// Nothing: the probabilities stay.
    None,
}

/// What thresholds are to make best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ThresholdMetric {
    /// F1: the harmonic mean of precision and recall.
    F1,
    /// The mean of the recall of the class and of all others together.
    BalancedAccuracy,
}

/// Makes the probabilities of a classifier hold what they say, and gives each class a threshold.
///
/// The classifier is fitted `cv` times without one part of the documents, each class dealt out evenly, and says how
/// probable each class is for the documents left out. For each class, the log-odds s of these answers and whether the
/// document is of the class give a curve: 1 / (1 + exp(a s + b)) by maximum likelihood with Platt's targets, or rising steps by
/// least squares with straight lines between them. New documents go through the classifier fitted to all documents and
/// these curves; of more than two classes the probabilities are divided by their sum. With thresholds t the answer is the class
/// with the largest p_k / t_k, so that of two classes with t and 1 - t the one with probability t or more wins.
///
/// Input: as the classifier's. Labels: text, whole numbers or truth values, at least two different ones, each on at least
/// two documents; a class with fewer documents than `cv` lowers the number of parts. Output: the class chosen and its
/// probability, or the probability of each class. `explain` is the classifier's, for the class chosen.
/// Errors: those of the classifier; `kp.not_enough_data` for a class with one document; `kp.invalid_params` for a
/// classifier that there is not, and thresholds that do not fit the classes.
/// Cost: `cv` + 1 fits of the classifier.
/// Source: Platt, Probabilistic Outputs for Support Vector Machines, 1999, as corrected by Lin, Lin and Weng, Machine
/// Learning 68, 2007; Zadrozny and Elkan, Transforming Classifier Scores into Accurate Multiclass Probability Estimates, KDD
/// 2002; scikit-learn 1.9.1, `CalibratedClassifierCV` with `ensemble=False`, whose parts and curves these are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct CalibratedClassifier {
    /// The classifier: a name, or a name with parameters.
    pub estimator: ClassifierMember,
    /// What turns scores into probabilities.
    pub method: Calibration,
    /// How many parts the documents are dealt into.
    #[schemars(range(min = 2, max = 1_000))]
    pub cv: u32,
    /// The threshold of each class in the order of `classes`; null for `tune`, or for none.
    #[schemars(extend("items" = {"type": "number", "exclusiveMinimum": 0.0, "exclusiveMaximum": 1.0}))]
    pub thresholds: Option<Vec<f64>>,
    /// Give each class the threshold that is best by this measure on the documents left out; null for none.
    pub tune: Option<ThresholdMetric>,
}

impl Default for CalibratedClassifier {
    fn default() -> Self {
        Self {
            estimator: LinearClassifier::default().into(),
            method: Calibration::Sigmoid,
            cv: 5,
            thresholds: None,
            tune: None,
        }
    }
}

setters! {
    CalibratedClassifier {
        /// Sets the classifier.
        estimator: impl Into<ClassifierMember>,
        /// Sets what turns scores into probabilities.
        method: Calibration,
        /// Sets how many parts the documents are dealt into.
        cv: u32,
        /// Sets the threshold of each class, or none.
        thresholds: impl Into<Option<Vec<f64>>>,
        /// Sets what thresholds are to make best, or nothing.
        tune: impl Into<Option<ThresholdMetric>>,
    }
}

/// ```
/// use kingpost::component::{Classifier, Context};
/// use kingpost::{data::{Documents, Frame, Strings}, text::{CalibratedClassifier, MultinomialNB}};
/// let texts: Strings = ["red apple", "sour lemon", "red plum", "sour lime"].into_iter().collect();
/// let labels: Strings = ["sweet", "sour", "sweet", "sour"].into_iter().collect();
/// let params = CalibratedClassifier::default().estimator(MultinomialNB::default());
/// let model = params.fit(&Documents::Texts(texts), &labels.into())?;
/// let new: Strings = ["red pear"].into_iter().collect();
/// let found = model.predict(&Frame::new().with("text", new)?.into(), &Context::new())?;
/// assert_eq!(found.strings("label")?.get(0), Some("sweet"));
/// assert!((found.f64("probability")?[0] - 0.8508).abs() < 1e-4);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for CalibratedClassifier {
    const ID: &'static str = "text.calibrated_classifier";
    const NAME: &'static str = "CalibratedClassifier";
    const VERSION: u32 = 1;
}

/// A classifier, the curves of its classes and their thresholds.
#[derive(Clone)]
pub struct CalibratedState {
    name: &'static str,
    inner: Box<dyn AnyState>,
    /// One a class, of two classes one for the second; none where probabilities stay.
    curves: Vec<Curve>,
    /// One a class, or none.
    thresholds: Vec<f64>,
    classes: usize,
}

/// The log-odds of a probability, held where they are finite.
fn log_odds(chance: f64) -> f64 {
    let chance = chance.clamp(1e-12, 1.0 - 1e-12);
    libm::log(chance / (1.0 - chance))
}

/// The probabilities that the curves make of a classifier's.
fn calibrate(curves: &[Curve], chances: &mut [f64]) {
    if let ([curve], [first, second]) = (curves, &mut *chances) {
        *second = curve.at(log_odds(*second));
        *first = 1.0 - *second;
    } else if !curves.is_empty() {
        chances.iter_mut().zip(curves).for_each(|(chance, curve)| *chance = curve.at(log_odds(*chance)));
        let sum = chances.iter().fold(0.0, |sum, chance| sum + chance);
        let share = 1.0 / chances.len() as f64;
        chances.iter_mut().for_each(|chance| *chance = if sum > 0.0 { *chance / sum } else { share });
    }
}

impl CalibratedClassifier {
    fn curves(&self, chances: &Array2<f64>, labels: &[usize], classes: usize) -> Vec<Curve> {
        let curve = |class: usize| {
            let scores: Vec<f64> = chances.column(class).iter().map(|&chance| log_odds(chance)).collect();
            let positive: Vec<bool> = labels.iter().map(|&label| label == class).collect();
            match self.method {
                Calibration::Isotonic => Curve::isotonic(&scores, &positive),
                _ => Curve::sigmoid(&scores, &positive),
            }
        };
        match (self.method, classes) {
            (Calibration::None, _) => Vec::new(),
            (_, 2) => vec![curve(1)],
            _ => (0..classes).map(curve).collect(),
        }
    }
}

impl Classifier for CalibratedClassifier {
    type State = CalibratedState;

    fn fit_documents(
        &self,
        documents: &Documents,
        labels: &[usize],
        classes: usize,
        ctx: &Context,
    ) -> Result<CalibratedState> {
        let opened = self.estimator.read("estimator")?;
        if let Some(given) = self.thresholds.as_ref().filter(|given| given.len() != classes) {
            return Err(err!(
                InvalidParams,
                "thresholds has {} values; must have one for each of {classes} classes",
                given.len()
            )
            .with("param", "thresholds"));
        }
        let mut chances = Array2::zeros((labels.len(), classes));
        if self.method != Calibration::None || (self.tune.is_some() && self.thresholds.is_none()) {
            for left_out in folds(labels, classes, self.cv as usize)? {
                let mut known: Vec<usize> = (0..labels.len()).collect();
                known.retain(|row| left_out.binary_search(row).is_err());
                let own: Vec<usize> = known.iter().map(|&row| labels[row]).collect();
                let model = opened.fit(&rows_of(documents, &known)?, &own, classes, ctx)?;
                let answers = model.predict_proba(&rows_of(documents, &left_out)?, ctx)?;
                for (&row, answer) in left_out.iter().zip(answers.rows()) {
                    chances.row_mut(row).assign(&answer);
                }
            }
        }
        let curves = self.curves(&chances, labels, classes);
        let thresholds = match (&self.thresholds, self.tune) {
            (Some(given), _) => given.clone(),
            (None, None) => Vec::new(),
            (None, Some(metric)) => {
                let mut calibrated = vec![0.0; classes];
                for mut row in chances.rows_mut() {
                    calibrated.iter_mut().zip(&row).for_each(|(to, &from)| *to = from);
                    calibrate(&curves, &mut calibrated);
                    row.iter_mut().zip(&calibrated).for_each(|(to, &from)| *to = from);
                }
                let best = |class| best_threshold(&chances.column(class).to_vec(), labels, class, metric);
                (0..classes).map(best).collect()
            }
        };
        let inner = opened.fit(documents, labels, classes, ctx)?;
        Ok(CalibratedState { name: opened.kind.name, inner, curves, thresholds, classes })
    }
}

/// The probability from which on a document should count as of a class; of equals the lowest.
fn best_threshold(chances: &[f64], labels: &[usize], class: usize, metric: ThresholdMetric) -> f64 {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|&a, &b| chances[b].total_cmp(&chances[a]));
    let all = labels.iter().filter(|&&label| label == class).count() as f64;
    let others = labels.len() as f64 - all;
    let (mut hits, mut misses) = (0.0, 0.0);
    let mut best = (f64::NEG_INFINITY, 0.5);
    for same in order.chunk_by(|&a, &b| chances[a] == chances[b]) {
        for &row in same {
            if labels[row] == class {
                hits += 1.0;
            } else {
                misses += 1.0;
            }
        }
        let value = match metric {
            ThresholdMetric::F1 => 2.0 * hits / (hits + misses + all),
            ThresholdMetric::BalancedAccuracy => (hits / all + (others - misses) / others) / 2.0,
        };
        if value >= best.0 {
            best = (value, chances[same[0]]);
        }
    }
    best.1.clamp(1e-6, 1.0 - 1e-6)
}

impl ClassifierState for CalibratedState {
    fn predict_proba(&self, documents: &Documents, ctx: &Context) -> Result<Array2<f64>> {
        let mut all = self.inner.predict_proba(documents, ctx)?;
        let mut chances = vec![0.0; self.classes];
        for mut row in all.rows_mut() {
            chances.iter_mut().zip(&row).for_each(|(to, &from)| *to = from);
            calibrate(&self.curves, &mut chances);
            row.iter_mut().zip(&chances).for_each(|(to, &from)| *to = from);
        }
        Ok(all)
    }

    fn decide(&self, chances: ArrayView1<'_, f64>) -> usize {
        let worth = |class: usize| chances[class] / self.thresholds.get(class).copied().unwrap_or(1.0);
        (1..self.classes).fold(0, |best, class| if worth(class) > worth(best) { class } else { best })
    }

    fn explain(&self, documents: &Documents, top: usize, ctx: &Context) -> Result<Vec<Vec<(String, f64)>>> {
        let chances = self.predict_proba(documents, ctx)?;
        let classes: Vec<usize> = chances.rows().into_iter().map(|row| self.decide(row)).collect();
        self.inner.explain_as(documents, &classes, top, ctx)
    }

    fn explain_as(
        &self,
        documents: &Documents,
        classes: &[usize],
        top: usize,
        ctx: &Context,
    ) -> Result<Vec<Vec<(String, f64)>>> {
        self.inner.explain_as(documents, classes, top, ctx)
    }

    fn columns(&self) -> Option<usize> {
        self.inner.columns()
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = self.inner.parts()?;
        parts.summary.insert("estimator".into(), json!(self.name));
        parts.summary.insert("thresholds".into(), json!(self.thresholds));
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        let mut inner = Store::default();
        self.inner.store(&mut inner)?;
        store.nest("estimator.", inner);
        store.set("estimator", &self.name)?;
        store.set("curves", &self.curves)?;
        store.set("thresholds", &self.thresholds)
    }

    fn restore(store: &Store, classes: usize) -> Result<Self> {
        let name: String = store.get("estimator")?;
        let kind =
            ClassifierMember::named(&name).entry().ok_or_else(|| corrupt("estimator", &format!("is '{name}'")))?;
        let inner = (kind.restore)(&store.nested("estimator."), classes)?;
        let curves: Vec<Curve> = store.get("curves")?;
        let needed = if classes == 2 { 1 } else { classes };
        if !(curves.is_empty() || curves.len() == needed) || !curves.iter().all(Curve::is_sound) {
            return Err(corrupt("curves", &format!("has not {needed} that rise")));
        }
        let thresholds: Vec<f64> = store.get("thresholds")?;
        let open = thresholds.iter().all(|&threshold| threshold > 0.0 && threshold < 1.0);
        if !(thresholds.is_empty() || thresholds.len() == classes) || !open {
            return Err(corrupt("thresholds", &format!("has not {classes} between 0 and 1")));
        }
        Ok(Self { name: kind.name, inner, curves, thresholds, classes })
    }
}

#[cfg(test)]
mod tests;

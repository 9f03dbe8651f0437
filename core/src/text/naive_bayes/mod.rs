//! Naive Bayes on counts of n-grams.

mod complement;
mod multinomial;

pub use complement::ComplementNB;
pub use multinomial::MultinomialNB;

use super::recipe::{Features, Linear, LinearState, Recipe, Search};
use crate::component::Context;
use crate::data::Documents;
use crate::error::{Result, err};

/// What is counted.
struct Counts {
    /// The sum of each feature over the documents of each class, class by class.
    by_class: Vec<Vec<f64>>,
    /// How many documents each class has.
    documents: Vec<f64>,
}

impl Counts {
    fn features(&self) -> usize {
        self.by_class.first().map_or(0, Vec::len)
    }
}

/// Counts the features of documents, and has `weigh` make weights of them: those of each class, and its intercept.
fn fit(
    recipe: Recipe<'_>,
    documents: &Documents,
    labels: &[usize],
    classes: usize,
    ctx: &Context,
    weigh: impl FnOnce(&Counts) -> Result<(Vec<Vec<f64>>, Vec<f64>)>,
) -> Result<LinearState<f64>> {
    let recipe = Recipe { alternate_sign: false, ..recipe };
    let (source, x) = recipe.read(documents, ctx)?;
    // A column that no document has is a feature with a share all the same, but a hash that no text has is not.
    let hashed = recipe.features == Features::Hashing && matches!(documents, Documents::Texts(_));
    let chosen = hashed || recipe.k_best.is_some();
    let (x, seen) = if chosen { recipe.choose(x, labels, classes)? } else { (x, None) };
    let mut counts = Counts { by_class: vec![vec![0.0; x.columns()]; classes], documents: vec![0.0; classes] };
    for (row, &label) in labels.iter().enumerate() {
        if row % 4096 == 0 {
            ctx.check()?;
        }
        counts.documents[label] += 1.0;
        let (columns, values) = x.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            if value < 0.0 {
                return Err(err!(InvalidData, "row {row} has the feature {value}; must be a count, 0 or above")
                    .with("row", row));
            }
            counts.by_class[label][column as usize] += value;
        }
    }
    let finite = |class: &Vec<f64>| class.iter().fold(0.0, |sum, count| sum + count).is_finite();
    if !counts.by_class.iter().all(finite) {
        return Err(err!(InvalidData, "the features are so large that their sum is not finite"));
    }
    let (weights, intercepts) = weigh(&counts)?;
    let linear = Linear::of_classes(&weights, &intercepts);
    Ok(LinearState { classes, source, linear, seen, search: Search { iterations: 1, converged: true } })
}

/// The logarithm of the share of each class: as given, else as counted, else equal.
fn log_priors(given: Option<&[f64]>, fit_prior: bool, counts: &Counts) -> Result<Vec<f64>> {
    let classes = counts.documents.len();
    if let Some(given) = given {
        let sum = given.iter().fold(0.0, |sum, share| sum + share);
        if given.len() != classes || (sum - 1.0).abs() > 1e-6 {
            return Err(err!(
                InvalidParams,
                "class_prior has {} shares that sum to {sum}; must be {classes} that sum to 1",
                given.len()
            )
            .with("param", "class_prior"));
        }
        return Ok(given.iter().map(|&share| libm::log(share)).collect());
    }
    if !fit_prior {
        return Ok(vec![-libm::log(classes as f64); classes]);
    }
    let all = counts.documents.iter().fold(0.0, |sum, count| sum + count);
    Ok(counts.documents.iter().map(|&count| libm::log(count) - libm::log(all)).collect())
}

#[cfg(test)]
mod tests;

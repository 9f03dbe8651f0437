//! Ridge regression on n-grams.

mod solve;

use super::options::Tokens;
use super::recipe::{Features, Linear, LinearState, recipe_params};
use crate::component::{ClassifierState, Component, Context, Parts, Regressor, RegressorState, Store, setters};
use crate::data::Documents;
use crate::error::Result;
use solve::Problem;

recipe_params! {
    /// Predicts a number of each text, or row of features, by ridge regression, and says which n-grams moved it up or
    /// down.
    ///
    /// The prediction is w·x + b, and the weights minimise sum of (y_i - w·x_i - b)² + alpha |w|²; the intercept b has
    /// no penalty. Found by conjugate gradients on the normal equations.
    ///
    /// Input: texts, none missing, from which the model makes features scaled to length 1; or a sparse matrix of finite
    /// features, as a vectorizer makes it. A finite number for each. Output: `prediction`, a number a document.
    /// `explain` gives the n-grams with the largest share w × x in the prediction by size; those below 0 move it down.
    /// With the intercept, in `parts`, all shares of a document add up to its prediction.
    /// Errors: `kp.invalid_data` for features that are not finite or too large to square; `kp.missing_values` for a
    /// missing number; `kp.not_enough_data` when the texts have no n-grams. A search that ends before its tolerance is
    /// no error: `parts` has `converged`.
    /// Cost: O(entries) time a step, some tens of steps, more for small `alpha`; the features are kept twice in the
    /// fit; in the model eight bytes a feature.
    /// Source: Hoerl and Kennard, Ridge Regression, Technometrics 12, 1970; Hestenes and Stiefel, Methods of Conjugate
    /// Gradients for Solving Linear Systems, 1952; scikit-learn 1.9.1, `Ridge`, whose optimum this is on the same
    /// features.
    pub struct Ridge {
        /// The strength of the penalty: larger values draw the weights harder towards 0.
        #[schemars(range(min = 0.0, max = 1e12))]
        pub alpha: f64,
        /// Whether there is an intercept.
        pub fit_intercept: bool,
        /// Stop when the gradient is this share of what it was at the start.
        #[schemars(extend("exclusiveMinimum" = 0.0), range(max = 1.0))]
        pub tol: f64,
        /// Stop after so many steps.
        #[schemars(range(min = 1, max = 1_000_000))]
        pub max_iter: u32,
    }
}

impl Default for Ridge {
    fn default() -> Self {
        Self {
            features: Features::Tfidf,
            word_ngrams: Some([1, 2]),
            char_ngrams: None,
            normalization: None,
            lowercase: true,
            case_fold: false,
            strip_accents: None,
            stop_words: None,
            tokens: Tokens::Unicode,
            token_pattern: None,
            stemmer: None,
            min_df: 1.0,
            sublinear_tf: false,
            n_features: 1 << 18,
            k_best: None,
            alpha: 1.0,
            fit_intercept: true,
            tol: 1e-10,
            max_iter: 1_000,
        }
    }
}

setters! {
    Ridge {
        /// Sets the strength of the penalty.
        alpha: f64,
        /// Sets whether there is an intercept.
        fit_intercept: bool,
        /// Sets when the search stops.
        tol: f64,
        /// Sets how many steps the search takes at most.
        max_iter: u32,
    }
}

/// ```
/// use kingpost::component::{Context, Regressor};
/// use kingpost::{data::{Column, Documents, Frame, Strings}, text::Ridge};
/// let texts: Strings = ["red apple", "red wine", "sour lemon"].into_iter().collect();
/// let model = Ridge::default().fit(&Documents::Texts(texts), &Column::F64(vec![2.0, 9.0, 1.0]))?;
/// let new: Strings = ["white wine"].into_iter().collect();
/// let found = model.predict(&Frame::new().with("text", new)?.into(), &Context::new())?;
/// assert!((found.f64("prediction")?[0] - 5.5696).abs() < 1e-4);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Component for Ridge {
    const ID: &'static str = "text.ridge";
    const NAME: &'static str = "Ridge";
    const VERSION: u32 = 1;
}

/// The weight of each feature.
#[derive(Clone, Debug)]
pub struct RidgeState(LinearState<f64>);

impl Regressor for Ridge {
    type State = RidgeState;

    fn fit_documents(&self, documents: &Documents, targets: &[f64], ctx: &Context) -> Result<RidgeState> {
        let recipe = self.recipe();
        let (source, x) = recipe.read(documents, ctx)?;
        // A column that no document has gets no weight.
        let (x, seen) = recipe.choose_for(x, targets)?;
        let problem = Problem::new(&x, targets, self.alpha, self.fit_intercept, ctx)?;
        let (weights, search) = problem.solve(self.tol, self.max_iter as usize)?;
        Ok(RidgeState(LinearState { classes: 1, source, linear: Linear { outputs: 1, weights }, seen, search }))
    }
}

impl RegressorState for RidgeState {
    fn predict(&self, documents: &Documents, ctx: &Context) -> Result<Vec<f64>> {
        self.0.each(documents, ctx, |_, _, answer, predictions| predictions.push(answer.decision[0]))
    }

    fn explain(&self, documents: &Documents, top: usize, ctx: &Context) -> Result<Vec<Vec<(String, f64)>>> {
        self.0.each(documents, ctx, |_, text, answer, reasons| {
            let shares = self.0.shares(answer, 0);
            reasons.push(self.0.strongest(text, answer, &shares, top));
        })
    }

    fn columns(&self) -> Option<usize> {
        self.0.columns()
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = self.0.parts()?;
        let intercept = self.0.linear.weights.last().copied().unwrap_or_default();
        parts.summary.insert("intercept".into(), intercept.into());
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        self.0.store(store)
    }

    fn restore(store: &Store) -> Result<Self> {
        LinearState::restore(store, 1).map(Self)
    }
}

#[cfg(test)]
mod tests;

//! Which language a text is in.

mod detect;
mod grams;
mod state;
#[cfg(test)]
mod tests;

pub use detect::DetectLanguage;
pub use state::LanguageState;

use crate::component::{Classifier, Component, Context, setters};
use crate::data::Documents;
use crate::error::{Result, err};
use crate::text::columns::each;
use grams::Grams;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Tells the language of texts, or any other class that shows in how words are spelt, by hashed n-grams of characters.
///
/// Words in lower case, with a space before and after, are cut into n-grams of characters; digits, ASCII punctuation and symbols are left
/// out. With c occurrences in the class of an n-gram (by its hash, one of `n_features`) among C, its weight is
/// ln((c + alpha) / (C + alpha n_features)): multinomial naive Bayes with equal prior chances. Weights are kept as one byte each, the range of
/// all cut into 255 steps, so that a model of 79 languages has 4.7 MB. Probabilities are the softmax of the sums of weights, divided by the
/// number of lengths of n-grams, as n-grams that overlap say the same thing again; they rank well and are still too sure of
/// themselves on long texts.
///
/// Input: texts and one label a text; some hundred sentences a language will do. A text without a letter gets equal probabilities.
/// Output: as every classifier; `explain` names the n-grams that speak most for the label, in units of ln, against the mean of all classes.
/// Errors: `kp.invalid_params` where the first number of `ngram_range` is above the second, and for more than 2^28 weights;
/// `kp.invalid_data` for features instead of texts.
/// Cost: the bytes × lengths of n-grams × classes; memory a byte a class and feature, at the fit four more.
/// Source: Cavnar and Trenkle, N-gram-based text categorization, 1994; Lui and Baldwin, Cross-domain feature selection for language
/// identification, 2011; scikit-learn's `MultinomialNB`, to whose weights these are equal up to the rounding to a byte.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct LanguageIdentifier {
    /// The least and the greatest length of the n-grams; the least may not be above the greatest.
    #[schemars(extend("items" = {"type": "integer", "minimum": 1, "maximum": 12}))]
    pub ngram_range: [u32; 2],
    /// How many hashes there are.
    #[schemars(range(min = 16, max = 16_777_216))]
    pub n_features: u32,
    /// What is added to each count.
    #[schemars(range(min = 1e-6, max = 1000.0))]
    pub alpha: f64,
}

impl Default for LanguageIdentifier {
    fn default() -> Self {
        Self { ngram_range: [1, 4], n_features: 60_000, alpha: 0.05 }
    }
}

setters! {
    /// ```
    /// use kingpost::component::{Classifier, Context};
    /// use kingpost::data::{Column, Documents, Frame, Strings};
    /// use kingpost::text::LanguageIdentifier;
    /// let texts: Strings = ["the king and the queen", "der König und die Königin"].into_iter().collect();
    /// let labels: Strings = ["en", "de"].into_iter().collect();
    /// let model = LanguageIdentifier::default().fit(&Documents::Texts(texts), &Column::Str(labels))?;
    /// let texts: Strings = ["the tree", "und der Baum"].into_iter().collect();
    /// let found = model.predict(&Frame::new().with("text", texts)?.into(), &Context::new())?;
    /// assert_eq!(found.strings("label")?.iter().flatten().collect::<Vec<_>>(), ["en", "de"]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    LanguageIdentifier {
        /// Sets how many hashes there are.
        n_features: u32,
        /// Sets what is added to each count.
        alpha: f64,
    }
}

impl LanguageIdentifier {
    /// Sets the least and the greatest length of the n-grams.
    #[must_use]
    pub fn ngram_range(mut self, least: u32, greatest: u32) -> Self {
        self.ngram_range = [least, greatest];
        self
    }

    fn check(&self) -> Result<()> {
        let [least, greatest] = self.ngram_range;
        if least > greatest {
            return Err(err!(
                InvalidParams,
                "ngram_range is [{least}, {greatest}]; the first may not be above the second"
            )
            .with("param", "ngram_range"));
        }
        Ok(())
    }
}

impl Component for LanguageIdentifier {
    const ID: &'static str = "text.language_identifier";
    const NAME: &'static str = "LanguageIdentifier";
    const VERSION: u32 = 1;
}

/// No more weights than this.
const MOST: usize = 1 << 28;

impl Classifier for LanguageIdentifier {
    type State = LanguageState;

    fn fit_documents(
        &self,
        documents: &Documents,
        labels: &[usize],
        classes: usize,
        ctx: &Context,
    ) -> Result<LanguageState> {
        self.check()?;
        let Documents::Texts(texts) = documents else {
            return Err(err!(InvalidData, "features were given; LanguageIdentifier is fitted to texts"));
        };
        let features = self.n_features as usize;
        if features.checked_mul(classes).is_none_or(|weights| weights > MOST) {
            return Err(err!(
                InvalidParams,
                "n_features is {features} for {classes} classes; their product may be {MOST} at most"
            )
            .with("param", "n_features"));
        }
        let mut counts = vec![0u32; features * classes];
        let mut totals = vec![0u64; classes];
        // Some texts at a time, so that their n-grams are few in memory.
        for first in (0..texts.len()).step_by(4096) {
            let rows = first..texts.len().min(first + 4096);
            let found = each(&texts.take(rows.clone()), ctx, |_, text| {
                let mut all = Vec::new();
                Grams::new(self).each(text, |hash, _| all.push(hash));
                all
            })?;
            for (row, grams) in rows.zip(found) {
                for feature in grams.into_iter().flatten() {
                    let count = &mut counts[feature as usize * classes + labels[row]];
                    *count = count.saturating_add(1);
                    totals[labels[row]] += 1;
                }
            }
        }
        Ok(LanguageState::of_counts(self.clone(), classes, &counts, &totals))
    }
}

//! Weights of a byte each, and what they say.

use super::LanguageIdentifier;
use super::grams::Grams;
use crate::component::{ClassifierState, Context, Parts, Store, corrupt};
use crate::data::Documents;
use crate::error::{Result, err};
use crate::text::columns::each;
use ndarray::Array2;
use serde_json::json;
use std::collections::BTreeMap;

/// The weights of each n-gram and class.
#[derive(Clone, Debug)]
pub struct LanguageState {
    params: LanguageIdentifier,
    classes: usize,
    /// Feature after feature, the code of each class.
    codes: Vec<u8>,
    /// The weight of code 0, and how much more each next code is.
    lowest: f64,
    step: f64,
}

impl LanguageState {
    pub(super) fn of_counts(params: LanguageIdentifier, classes: usize, counts: &[u32], totals: &[u64]) -> Self {
        let features = f64::from(params.n_features);
        let weight = |place: usize| {
            let all = totals[place % classes] as f64 + params.alpha * features;
            libm::log((f64::from(counts[place]) + params.alpha) / all)
        };
        let (mut lowest, mut highest) = (f64::INFINITY, f64::NEG_INFINITY);
        for place in 0..counts.len() {
            let weight = weight(place);
            (lowest, highest) = (lowest.min(weight), highest.max(weight));
        }
        let step = ((highest - lowest) / 255.0).max(f64::MIN_POSITIVE);
        let code = |place| libm::round((weight(place) - lowest) / step).clamp(0.0, 255.0) as u8;
        Self { codes: (0..counts.len()).map(code).collect(), params, classes, lowest, step }
    }

    fn row(&self, feature: u32) -> &[u8] {
        &self.codes[feature as usize * self.classes..][..self.classes]
    }

    /// The probabilities of a text.
    fn chances(&self, text: &str) -> Vec<f64> {
        let mut sums = vec![0u64; self.classes];
        let mut count = 0u64;
        Grams::new(&self.params).each(text, |feature, _| {
            count += 1;
            sums.iter_mut().zip(self.row(feature)).for_each(|(sum, &code)| *sum += u64::from(code));
        });
        let best = sums.iter().copied().max().unwrap_or(0);
        let [least, most] = self.params.ngram_range;
        let scale = self.step / f64::from(most - least + 1);
        let mut chances: Vec<f64> = sums.iter().map(|&sum| libm::exp((sum as f64 - best as f64) * scale)).collect();
        let all: f64 = chances.iter().sum();
        chances.iter_mut().for_each(|chance| *chance /= all);
        chances
    }

    fn reasons(&self, text: &str, top: usize) -> Vec<(String, f64)> {
        let chances = self.chances(text);
        let best = (1..self.classes).fold(0, |best, class| if chances[class] > chances[best] { class } else { best });
        let mut shares: BTreeMap<String, f64> = BTreeMap::new();
        Grams::new(&self.params).each(text, |feature, gram| {
            let row = self.row(feature);
            let mean = row.iter().map(|&code| f64::from(code)).sum::<f64>() / self.classes as f64;
            *shares.entry(gram.iter().collect()).or_default() += (f64::from(row[best]) - mean) * self.step;
        });
        let mut shares: Vec<(String, f64)> = shares.into_iter().filter(|(_, share)| *share > 0.0).collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        shares.truncate(top);
        shares
    }
}

fn texts(documents: &Documents) -> Result<&crate::data::Strings> {
    match documents {
        Documents::Texts(texts) => Ok(texts),
        Documents::Features(_) => Err(err!(InvalidData, "the model was fitted to texts; features were given")),
    }
}

impl ClassifierState for LanguageState {
    fn predict_proba(&self, documents: &Documents, ctx: &Context) -> Result<Array2<f64>> {
        let texts = texts(documents)?;
        let rows = each(texts, ctx, |_, text| self.chances(text))?;
        let chances = rows.into_iter().flatten().flatten().collect();
        Array2::from_shape_vec((texts.len(), self.classes), chances)
            .map_err(|error| err!(Internal, "probabilities of another shape: {error}"))
    }

    fn explain(&self, documents: &Documents, top: usize, ctx: &Context) -> Result<Vec<Vec<(String, f64)>>> {
        let reasons = each(texts(documents)?, ctx, |_, text| self.reasons(text, top))?;
        Ok(reasons.into_iter().map(Option::unwrap_or_default).collect())
    }

    fn columns(&self) -> Option<usize> {
        None
    }

    fn parts(&self) -> Result<Parts> {
        let summary = json!({"weights": self.codes.len(), "lowest_weight": self.lowest, "step": self.step});
        Ok(Parts { summary: summary.as_object().cloned().unwrap_or_default(), tables: Vec::new() })
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("language", &self.params)?;
        store.put_shaped("codes", vec![self.params.n_features as usize, self.classes], &self.codes);
        store.put("scale", &[self.lowest, self.step]);
        Ok(())
    }

    fn restore(store: &Store, classes: usize) -> Result<Self> {
        let params: LanguageIdentifier = store.params("language")?;
        params.check().map_err(|error| corrupt("language", error.message()))?;
        let (shape, codes) = store.take_shaped("codes")?;
        if shape != [params.n_features as usize, classes] {
            return Err(corrupt("codes", "is not a code for each feature and class"));
        }
        let scale: Vec<f64> = store.take_exactly("scale", 2)?;
        let (lowest, step) = (scale[0], scale[1]);
        if !(lowest.abs() <= 1e6 && step > 0.0 && step <= 1e6) {
            return Err(corrupt("scale", "is not a weight and a step"));
        }
        Ok(Self { params, classes, codes, lowest, step })
    }
}

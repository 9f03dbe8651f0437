//! Decisions of sparse rows, and the probabilities that they stand for.

/// Weights for each feature and output, and an intercept for each output.
///
/// Two classes share one output, the log-odds of the second; more classes have one each. The weights are found in double
/// and kept in single precision: that halves a model, and moves its decisions by less than the tolerance of the search.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Linear {
    pub(super) outputs: usize,
    /// Feature by feature, then the intercepts.
    pub(super) weights: Vec<f32>,
}

impl Linear {
    pub(super) fn outputs_for(classes: usize) -> usize {
        if classes == 2 { 1 } else { classes }
    }

    pub(super) fn features(&self) -> usize {
        self.weights.len() / self.outputs - 1
    }

    /// The weights of a feature.
    pub(super) fn weight(&self, feature: usize) -> &[f32] {
        &self.weights[feature * self.outputs..][..self.outputs]
    }

    /// The decision of a row for each output.
    pub(super) fn decide(&self, row: (&[i32], &[f64]), decision: &mut [f64]) {
        let (columns, values) = row;
        let intercepts = &self.weights[self.weights.len() - self.outputs..];
        decision.iter_mut().zip(intercepts).for_each(|(sum, &intercept)| *sum = intercept.into());
        for (&column, &value) in columns.iter().zip(values) {
            let weights = self.weight(column as usize);
            decision.iter_mut().zip(weights).for_each(|(sum, &weight)| *sum += value * f64::from(weight));
        }
    }
}

/// Turns decisions into the probability of each class: the logistic function of one output, the softmax of several.
pub(super) fn probabilities(decision: &[f64], classes: &mut [f64]) {
    if let [log_odds] = *decision {
        let second = 1.0 / (1.0 + libm::exp(-log_odds));
        classes.copy_from_slice(&[1.0 / (1.0 + libm::exp(log_odds)), second]);
        return;
    }
    let most = decision.iter().fold(f64::NEG_INFINITY, |most: f64, &value| most.max(value));
    classes.iter_mut().zip(decision).for_each(|(class, value)| *class = libm::exp(value - most));
    let sum = classes.iter().fold(0.0, |sum, class| sum + class);
    classes.iter_mut().for_each(|class| *class /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extreme_decisions_stay_finite() {
        let mut chances = [0.0; 2];
        probabilities(&[-1e4], &mut chances);
        assert_eq!(chances, [1.0, 0.0]);
        probabilities(&[1e4, -1e4], &mut chances);
        assert_eq!(chances, [1.0, 0.0]);
    }
}

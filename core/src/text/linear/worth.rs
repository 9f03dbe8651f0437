//! How much each feature says about the class.

use super::dual::Problem;
use libm::log;

/// By what factors are raised at most to keep the mean square.
const MOST: f64 = 4.0;

impl Problem<'_> {
    /// A factor a feature, the fourth root of the divergence of the classes of its documents from those of all; the mean
    /// square of all features stays what it was.
    ///
    /// With p_k = (n_k + q_k) / (n + 1), where q_k is the share of class k among all documents and n_k of the n documents
    /// that have the feature are of it, the divergence is the sum of p_k ln(p_k / q_k). Counts are weighted as the classes are.
    pub(super) fn worths(&self) -> Vec<f64> {
        let (starts, classes) = self.classes_by_feature();
        let mut shares = vec![0.0; self.classes];
        self.labels.iter().for_each(|&label| shares[label] += self.class_weights[label]);
        let all = shares.iter().fold(0.0, |sum, share| sum + share);
        shares.iter_mut().for_each(|share| *share /= all);
        let (mut counts, mut met) = (vec![0u32; self.classes], Vec::new());
        let mut worths = Vec::with_capacity(self.x.columns());
        for bounds in starts.windows(2) {
            for &class in &classes[bounds[0]..bounds[1]] {
                if counts[class as usize] == 0 {
                    met.push(class as usize);
                }
                counts[class as usize] += 1;
            }
            met.sort_unstable();
            let weigh = |class: usize| f64::from(counts[class]) * self.class_weights[class];
            let more = 1.0 + met.iter().fold(0.0, |sum, &class| sum + weigh(class));
            // Classes that the feature does not have are summed up.
            let (mut divergence, mut absent) = (0.0, 1.0);
            for &class in &met {
                let p = (weigh(class) + shares[class]) / more;
                divergence += p * log(p / shares[class]);
                absent -= shares[class];
            }
            divergence -= absent / more * log(more);
            worths.push(divergence.max(1e-6).sqrt().sqrt());
            met.drain(..).for_each(|class| counts[class] = 0);
        }
        let (mut before, mut after) = (0.0, 0.0);
        for (&column, &value) in self.x.indices().iter().zip(self.x.values()) {
            let scaled = value * worths[column as usize];
            before += value * value;
            after += scaled * scaled;
        }
        // Where hardly a feature says anything, the few that do are not raised beyond measure.
        let factor = if after > 0.0 { (before / after).sqrt().min(MOST) } else { 1.0 };
        worths.iter_mut().for_each(|worth| *worth *= factor);
        worths
    }

    /// The class of each document that has a feature, feature by feature, and where each feature starts.
    fn classes_by_feature(&self) -> (Vec<usize>, Vec<u32>) {
        let mut starts = vec![0; self.x.columns() + 1];
        self.x.indices().iter().for_each(|&column| starts[column as usize + 1] += 1);
        for column in 0..self.x.columns() {
            starts[column + 1] += starts[column];
        }
        let mut next = starts.clone();
        let mut classes = vec![0; self.x.stored()];
        for (row, &label) in self.labels.iter().enumerate() {
            for &column in self.x.row(row).0 {
                let place = &mut next[column as usize];
                classes[*place] = label as u32;
                *place += 1;
            }
        }
        (starts, classes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Csr;

    #[test]
    fn a_feature_of_one_class_is_worth_more_than_one_of_all() {
        // Feature 0 is in all documents, 1 in those of class 0, 2 in one of class 1.
        let x = Csr::new(3, vec![0, 2, 4, 6, 7], vec![0, 1, 0, 1, 0, 2, 0], vec![1.0; 7]).unwrap();
        let labels = [0, 0, 1, 1];
        let class_weights = vec![1.0; 2];
        let problem =
            Problem { x: &x, labels: &labels, classes: 2, class_weights, c: 1.0, fit_intercept: true, by_worth: true };
        let worths = problem.worths();
        let divergence = |p: f64| p * log(2.0 * p) + (1.0 - p) * log(2.0 * (1.0 - p));
        let expected = [1e-6, divergence(2.5 / 3.0), divergence(1.5 / 2.0)].map(|d: f64| d.sqrt().sqrt());
        let [a, b, c] = expected.map(|worth| worth * worth);
        let squares = 4.0 * a + 2.0 * b + c;
        for (worth, expected) in worths.iter().zip(expected) {
            assert!((worth - expected * (7.0 / squares).sqrt()).abs() < 1e-12, "{worths:?}");
        }
    }
}

//! Logistic regression by its dual: one document after the other is moved to the best it can do.
//!
//! The weights are sums of documents, w_k = c × sum over documents i of s_i ([class of i is k] - p_ik) x_i, with a chance p_ik for
//! each document and class; they are best when p_i is what the weights say of document i. A step makes that so for one
//! document, which is a search along one line whatever the number of classes.
//!
//! Yu, Huang and Lin, Dual coordinate descent methods for logistic regression and maximum entropy models, Machine Learning
//! 85, 2011, take the classes of a document one by one; the line and single precision are ours.

use super::lanes::{Entry, lanes_for, scatter};
use super::line::Line;
use crate::component::Context;
use crate::data::Csr;
use crate::error::Result;
use crate::math::rng::Rng;
use crate::text::recipe::Linear;
use crate::text::sums::gather;

/// What is to be learnt from.
pub(super) struct Problem<'a> {
    pub(super) x: &'a Csr,
    pub(super) labels: &'a [usize],
    pub(super) classes: usize,
    /// The weight of each class in the loss.
    pub(super) class_weights: Vec<f64>,
    /// Inverse of the strength of the penalty.
    pub(super) c: f64,
    pub(super) fit_intercept: bool,
    /// Whether features are scaled by what they say about the class.
    pub(super) by_worth: bool,
}

/// How a search ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ended {
    /// How often the documents were gone through.
    pub(super) passes: usize,
    /// Whether the last pass moved little.
    pub(super) converged: bool,
}

/// A document that moves little rests for twice as many passes as before, and at most so many.
const LONGEST_REST: u8 = 7;

impl Problem<'_> {
    /// Minimises the weighted sum of the log-losses plus |w|² / (2 c); the intercept is the weight of a feature that is 1.
    ///
    /// Ends when a pass changes the decisions of a document by no more than the tolerance on average.
    pub(super) fn solve(&self, tolerance: f64, passes: usize, ctx: &Context) -> Result<(Linear<f32>, Ended)> {
        let mut search = Search::new(self);
        let mut rng = Rng::new(0, 0);
        let mut order: Vec<u32> = (0..self.labels.len() as u32).collect();
        let mut rests = vec![(0u8, 0u8); order.len()];
        let mut ended = Ended { passes: 0, converged: false };
        while ended.passes < passes && !ended.converged {
            for last in (1..order.len()).rev() {
                order.swap(last, rng.below(last + 1));
            }
            let mut moved = 0.0;
            for (step, &document) in order.iter().enumerate() {
                if step % 256 == 0 {
                    ctx.check()?;
                }
                let (left, length) = &mut rests[document as usize];
                if *left > 0 {
                    *left -= 1;
                    continue;
                }
                let change = search.visit(document as usize);
                moved += change;
                *length = if change < 0.5 * tolerance { (2 * *length + 1).min(LONGEST_REST) } else { 0 };
                *left = *length;
            }
            ended.passes += 1;
            ended.converged = moved <= tolerance * order.len() as f64;
        }
        Ok((search.linear(), ended))
    }
}

/// Where a feature is in the table of the search: nowhere if one document alone has it.
const ALONE: u32 = u32::MAX;

struct Search<'a> {
    problem: &'a Problem<'a>,
    outputs: usize,
    lanes: usize,
    /// A factor a feature, or none.
    worths: Vec<f64>,
    /// The row of each feature in the table.
    rows: Vec<u32>,
    /// The features of each document, end to end; the constant feature is among them.
    entries: Vec<Entry>,
    ends: Vec<usize>,
    /// The square of what each document alone has, and of all that it has.
    squares: Vec<[f64; 2]>,
    table: Vec<f32>,
    /// A chance a document and output; of the second class where there are two.
    chances: Vec<f64>,
    /// The level of each document's line.
    levels: Vec<f64>,
    line: Line,
    decision: Vec<f32>,
    falls: Vec<f32>,
}

impl<'a> Search<'a> {
    fn new(problem: &'a Problem<'a>) -> Self {
        let Problem { x, labels, .. } = problem;
        let outputs = Linear::<f32>::outputs_for(problem.classes);
        let lanes = lanes_for(outputs);
        let worths = if problem.by_worth { problem.worths() } else { vec![1.0; x.columns()] };
        let (rows, shared) = table_rows(x);
        let mut entries = Vec::with_capacity(x.stored() + x.rows());
        let (mut ends, mut squares) = (Vec::with_capacity(x.rows()), Vec::with_capacity(x.rows()));
        for document in 0..x.rows() {
            let (columns, values) = x.row(document);
            let [mut alone, mut all] = [0.0; 2];
            for (&column, &value) in columns.iter().zip(values) {
                let value = value * worths[column as usize];
                all += value * value;
                match rows[column as usize] {
                    ALONE => alone += value * value,
                    row => entries.push((row, value as f32)),
                }
            }
            if problem.fit_intercept {
                entries.push((shared, 1.0));
                all += 1.0;
            }
            ends.push(entries.len());
            squares.push([alone, all]);
        }
        let mut chances = vec![0.0; x.rows() * outputs];
        for (chances, &label) in chances.chunks_exact_mut(outputs).zip(*labels) {
            // At first each document is sure of its class, and all weights are 0.
            match chances {
                [second] => *second = label as f64,
                all => all[label] = 1.0,
            }
        }
        Self {
            problem,
            outputs,
            lanes,
            worths,
            rows,
            entries,
            ends,
            squares,
            table: vec![0.0; (shared as usize + 1) * lanes],
            chances,
            levels: vec![f64::NAN; x.rows()],
            line: Line::default(),
            decision: vec![0.0; lanes],
            falls: vec![0.0; lanes],
        }
    }

    fn weight(&self, document: usize) -> f64 {
        self.problem.c * self.problem.class_weights[self.problem.labels[document]]
    }

    /// Makes the chances of a document what the weights say of it then; returns how far its decisions were from them.
    fn visit(&mut self, document: usize) -> f64 {
        let start = if document == 0 { 0 } else { self.ends[document - 1] };
        let entries = start..self.ends[document];
        let (weight, [alone, all]) = (self.weight(document), self.squares[document]);
        if all == 0.0 {
            return 0.0;
        }
        let (label, pull) = (self.problem.labels[document], weight * all);
        self.decision.fill(0.0);
        gather(self.entries[entries.clone()].iter().copied(), &self.table, &mut self.decision);
        let decision = &mut self.decision[..self.outputs];
        let chances = &mut self.chances[document * self.outputs..][..self.outputs];
        // What the document alone has, it has learnt from itself alone.
        if alone > 0.0 {
            let own = weight * alone;
            let target = |class: usize| if self.outputs == 1 { label == 1 } else { label == class };
            for (class, (decision, chance)) in decision.iter_mut().zip(&*chances).enumerate() {
                *decision += (own * (f64::from(u8::from(target(class))) - chance)) as f32;
            }
        }
        let moved = if let [chance] = chances {
            let new = Line::of_two(f64::from(decision[0]), *chance, pull);
            self.falls[0] = (*chance - new) as f32;
            *chance = new;
            f64::from(self.falls[0].abs())
        } else {
            self.line.of_many(decision, chances, &mut self.falls, pull, &mut self.levels[document])
        };
        if moved > 0.0 {
            self.falls.iter_mut().for_each(|fall| *fall *= weight as f32);
            let few = (self.line.changed.len() * 4 < self.lanes).then_some(&self.line.changed[..]);
            scatter(&self.entries[entries], &mut self.table, &self.falls, few);
        }
        // A chance moves by no more than a quarter of what its decision does.
        moved * (pull + 4.0)
    }

    /// The weights of all features.
    fn linear(self) -> Linear<f32> {
        let (outputs, x) = (self.outputs, self.problem.x);
        let mut weights = vec![0.0; (x.columns() + 1) * outputs];
        let features = weights.chunks_exact_mut(outputs).zip(&self.rows).zip(&self.worths);
        for ((weights, &row), &worth) in features.filter(|((_, row), _)| **row != ALONE) {
            let from = &self.table[row as usize * self.lanes..][..outputs];
            weights.iter_mut().zip(from).for_each(|(to, from)| *to = (f64::from(*from) * worth) as f32);
        }
        if self.problem.fit_intercept {
            let last = self.table.len() - self.lanes;
            weights[x.columns() * outputs..].copy_from_slice(&self.table[last..][..outputs]);
        }
        for (document, &label) in self.problem.labels.iter().enumerate() {
            let (columns, values) = x.row(document);
            let chances = &self.chances[document * outputs..][..outputs];
            let weight = self.weight(document);
            for (&column, &value) in columns.iter().zip(values) {
                if self.rows[column as usize] != ALONE {
                    continue;
                }
                let worth = self.worths[column as usize];
                let factor = weight * value * worth * worth;
                let to = &mut weights[column as usize * outputs..][..outputs];
                for (class, (to, chance)) in to.iter_mut().zip(chances).enumerate() {
                    let target = if outputs == 1 { label == 1 } else { label == class };
                    *to = (factor * (f64::from(u8::from(target)) - chance)) as f32;
                }
            }
        }
        Linear { outputs, weights }
    }
}

/// Features that several documents have get a row of the table each, in their order; also says how many those are.
fn table_rows(x: &Csr) -> (Vec<u32>, u32) {
    let mut seen = vec![0u8; x.columns()];
    x.indices().iter().for_each(|&column| seen[column as usize] = seen[column as usize].saturating_add(1));
    let mut shared = 0;
    let mut row = |seen: u8| {
        if seen < 2 {
            return ALONE;
        }
        shared += 1;
        shared - 1
    };
    let rows = seen.into_iter().map(&mut row).collect();
    (rows, shared)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::recipe::probabilities;

    /// Twelve rows of five columns, about half of them filled, and one that a single row has.
    fn features(alone: bool) -> Csr {
        let (mut indptr, mut indices, mut values) = (vec![0], Vec::new(), Vec::new());
        for i in 0..12 {
            for j in (0..5).filter(|j| (i * 7 + j * 3) % 4 < 2) {
                indices.push(j);
                values.push(f64::from((i * 5 + j * 11) % 9 - 3) / 4.0);
            }
            if alone && i == 4 {
                indices.push(5);
                values.push(1.5);
            }
            indptr.push(values.len() as i64);
        }
        Csr::new(5 + i32::from(alone) as usize, indptr, indices, values).unwrap()
    }

    fn check(problem: Problem<'_>, expected: &[&[f64]], chances: &[f64]) {
        let (linear, ended) = problem.solve(1e-6, 10_000, &Context::new()).unwrap();
        assert!(ended.converged, "{ended:?}");
        for (feature, expected) in expected.iter().enumerate() {
            for (found, expected) in linear.weight(feature).iter().zip(*expected) {
                assert!((f64::from(*found) - expected).abs() < 5e-5, "{feature}: {found} and {expected}");
            }
        }
        let (mut decision, mut found) = (vec![0.0; linear.outputs], vec![0.0; problem.classes]);
        linear.decide(problem.x.row(0), &mut decision);
        probabilities(&decision, &mut found);
        assert!(found.iter().zip(chances).all(|(found, expected)| (found - expected).abs() < 2e-5), "{found:?}");
    }

    fn problem<'a>(x: &'a Csr, labels: &'a [usize], class_weights: &[f64], c: f64, fit_intercept: bool) -> Problem<'a> {
        let classes = class_weights.len();
        Problem { x, labels, classes, class_weights: class_weights.to_vec(), c, fit_intercept, by_worth: false }
    }

    // scikit-learn 1.9.1: LogisticRegression(fit_intercept=False, tol=1e-12, max_iter=100000, ...) on the features and, for
    // an intercept, a column of ones: coef_.T, and predict_proba of the first row.
    #[test]
    fn two_classes_have_the_weights_of_scikit_learn() {
        let (x, labels): (_, Vec<usize>) = (features(false), (0..12).map(|i| usize::from(i % 3 == 0)).collect());
        let expected: [&[f64]; 6] =
            [&[-0.3446161], &[0.9915838], &[1.2355333], &[0.5712344], &[1.0429806], &[-0.9956789]];
        check(problem(&x, &labels, &[1.0, 1.0], 2.0, true), &expected, &[0.2699385, 0.7300615]);
        // class_weight = "balanced".
        let expected: [&[f64]; 6] = [&[-0.418349], &[0.8070741], &[1.2487539], &[0.3828303], &[0.9511831], &[0.0]];
        check(problem(&x, &labels, &[0.75, 1.5], 2.0, false), &expected, &[0.1430895, 0.8569105]);
    }

    #[test]
    fn three_classes_have_the_weights_of_scikit_learn() {
        let (x, labels) = (features(false), [0, 1, 2, 0, 1, 0, 0, 0, 2, 0, 1, 2]);
        let expected: [&[f64]; 6] = [
            &[0.4768459, -0.1830107, -0.2938351],
            &[0.2664827, 0.3214528, -0.5879355],
            &[0.7454412, -1.3246584, 0.5792171],
            &[0.5757733, 0.4957958, -1.0715691],
            &[1.2254781, -0.4822201, -0.743258],
            &[0.2090604, -0.3264496, 0.1173893],
        ];
        check(problem(&x, &labels, &[1.0; 3], 2.0, true), &expected, &[0.8715954, 0.093233, 0.0351716]);
        // class_weight = "balanced": 12 / (3 × 6), 12 / (3 × 3), 12 / (3 × 3).
        let expected: [&[f64]; 6] = [
            &[0.228293, -0.0927597, -0.1355333],
            &[0.0685071, 0.1802853, -0.2487924],
            &[0.3074025, -0.6266344, 0.319232],
            &[0.2123983, 0.2577873, -0.4701857],
            &[0.5697479, -0.2184915, -0.3512565],
            &[-0.0267608, -0.0692749, 0.0960357],
        ];
        let weights = [12.0 / 18.0, 12.0 / 9.0, 12.0 / 9.0];
        check(problem(&x, &labels, &weights, 0.5, true), &expected, &[0.5706177, 0.2687381, 0.1606442]);
    }

    #[test]
    fn at_the_end_the_chances_are_those_of_the_weights() {
        // What holds at the minimum: each weight is c × the sum of (target - probability) × value × worth² over the rows.
        let (x, labels) = (features(true), [0, 1, 2, 0, 1, 0, 0, 0, 2, 0, 1, 2]);
        for (by_worth, classes) in [(false, 3), (true, 3), (false, 2), (true, 2)] {
            let labels: Vec<usize> = labels.iter().map(|&label| label.min(classes - 1)).collect();
            let problem = Problem { by_worth, ..problem(&x, &labels, &vec![1.0; classes], 3.0, true) };
            let (linear, _) = problem.solve(1e-6, 10_000, &Context::new()).unwrap();
            let worths = if by_worth { problem.worths() } else { vec![1.0; 6] };
            let mut sums = vec![0.0; 6 * linear.outputs];
            let (mut decision, mut chances) = (vec![0.0; linear.outputs], vec![0.0; classes]);
            for (row, &label) in labels.iter().enumerate() {
                linear.decide(x.row(row), &mut decision);
                probabilities(&decision, &mut chances);
                for (&column, &value) in x.row(row).0.iter().zip(x.row(row).1) {
                    for output in 0..linear.outputs {
                        let class = if classes == 2 { 1 } else { output };
                        let target = f64::from(u8::from(label == class));
                        let worth = worths[column as usize];
                        let add = 3.0 * (target - chances[class]) * value * worth * worth;
                        sums[column as usize * linear.outputs + output] += add;
                    }
                }
            }
            for (weight, sum) in linear.weights.iter().zip(sums) {
                assert!((f64::from(*weight) - sum).abs() < 1e-4, "{by_worth} {classes}: {weight} and {sum}");
            }
        }
    }
}

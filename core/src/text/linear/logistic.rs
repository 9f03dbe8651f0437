//! Logistic regression on sparse rows.

use super::span::{self, Objective, Vector};
use crate::component::Context;
use crate::data::Csr;
use crate::error::Result;
use crate::math::lbfgs::{self, Minimum, Options};
use std::ops::Range;

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
        decide(&self.weights, self.outputs, row, decision);
    }
}

fn decide<W: Copy + Into<f64>>(
    weights: &[W],
    outputs: usize,
    (columns, values): (&[i32], &[f64]),
    decision: &mut [f64],
) {
    let intercepts = &weights[weights.len() - outputs..];
    decision.iter_mut().zip(intercepts).for_each(|(sum, &intercept)| *sum = intercept.into());
    for (&column, &value) in columns.iter().zip(values) {
        let weights = &weights[column as usize * outputs..][..outputs];
        decision.iter_mut().zip(weights).for_each(|(sum, &weight)| *sum += value * weight.into());
    }
}

/// Adds value times a row of the table for each entry, in their order; eight outputs at a time stay in registers.
fn gather(entries: impl Iterator<Item = (usize, f64)> + Clone, table: &[f64], outputs: usize, sums: &mut [f64]) {
    let mut first = 0;
    while first < outputs {
        let sums = &mut sums[first..outputs];
        let entries = entries.clone().map(|(row, value)| (row * outputs + first, value));
        first += match sums.len() {
            8.. => gather_some::<8>(entries, table, sums),
            4.. => gather_some::<4>(entries, table, sums),
            2.. => gather_some::<2>(entries, table, sums),
            _ => gather_some::<1>(entries, table, sums),
        };
    }
}

#[inline]
fn gather_some<const N: usize>(entries: impl Iterator<Item = (usize, f64)>, table: &[f64], sums: &mut [f64]) -> usize {
    let Some(sums) = sums.first_chunk_mut::<N>() else { return N };
    let mut own = *sums;
    for (start, value) in entries {
        if let Some(from) = table[start..].first_chunk::<N>() {
            own.iter_mut().zip(from).for_each(|(sum, from)| *sum += value * from);
        }
    }
    *sums = own;
    N
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
}

/// The rows in which each feature occurs, and its values there.
struct Transposed {
    starts: Vec<usize>,
    rows: Vec<u32>,
    values: Vec<f64>,
}

impl Transposed {
    fn of(x: &Csr) -> Self {
        let mut starts = vec![0; x.columns() + 1];
        x.indices().iter().for_each(|&column| starts[column as usize + 1] += 1);
        for column in 0..x.columns() {
            starts[column + 1] += starts[column];
        }
        let mut next = starts.clone();
        let (mut rows, mut values) = (vec![0; x.stored()], vec![0.0; x.stored()]);
        for row in 0..x.rows() {
            let (columns, row_values) = x.row(row);
            for (&column, &value) in columns.iter().zip(row_values) {
                let place = &mut next[column as usize];
                (rows[*place], values[*place]) = (row as u32, value);
                *place += 1;
            }
        }
        Self { starts, rows, values }
    }
}

/// Rows a task, and stored entries a task: large enough to be worth a thread.
const ROWS: usize = 512;
const ENTRIES: usize = 1 << 16;

impl Problem<'_> {
    /// Minimises the mean of the weighted log-losses plus |w|² / (2 C n), n the sum of the weights; intercepts are free.
    ///
    /// This is the objective of scikit-learn's `LogisticRegression`, and so is the meaning of the tolerance.
    pub(super) fn solve(&self, tolerance: f64, max_iterations: usize, ctx: &Context) -> Result<(Linear, Minimum)> {
        let outputs = Linear::outputs_for(self.classes);
        let size = (self.x.columns() + 1) * outputs;
        let transposed = Transposed::of(self.x);
        let blocks = self.blocks(&transposed);
        let total = self.labels.iter().fold(0.0, |sum, &label| sum + self.class_weights[label]);
        let penalty = 1.0 / (self.c * total);
        // Memory for curvature is bounded: 2^26 numbers are 512 MiB.
        let memory = ((1 << 25) / size).clamp(4, 10);
        let options = Options { tolerance, max_iterations, memory };
        if self.x.rows() < self.x.columns() {
            let options = Options { memory: 10, ..options };
            return self
                .solve_in_span(&Span { problem: self, transposed, blocks, outputs, total, penalty, ctx }, options);
        }
        let mut minimum = lbfgs::minimise(vec![0.0; size], options, |weights, gradient| {
            ctx.check()?;
            let decisions = self.decisions(weights, outputs, ctx)?;
            let (loss, residuals) = self.residuals(&decisions, outputs, total, ctx)?;
            let (features, intercepts) = gradient.split_at_mut(size - outputs);
            self.gradient(&transposed, &blocks, &residuals, features, ctx)?;
            intercepts.copy_from_slice(&self.intercepts(&residuals, outputs));
            let weights = &weights[..size - outputs];
            features.iter_mut().zip(weights).for_each(|(gradient, weight)| *gradient += penalty * weight);
            Ok(loss + 0.5 * penalty * lbfgs::dot(weights, weights))
        })?;
        let weights = std::mem::take(&mut minimum.x).into_iter().map(|weight| weight as f32).collect();
        Ok((Linear { outputs, weights }, minimum))
    }

    fn solve_in_span(&self, span: &Span<'_>, options: Options) -> Result<(Linear, Minimum)> {
        let (x, minimum) = span::minimise(span, options)?;
        let mut weights = vec![0.0; self.x.columns() * span.outputs];
        self.gradient(&span.transposed, &span.blocks, &x.rows, &mut weights, span.ctx)?;
        let weights = weights.iter().chain(&x.intercepts).map(|&weight| weight as f32).collect();
        Ok((Linear { outputs: span.outputs, weights }, minimum))
    }

    /// The derivative by the intercepts.
    fn intercepts(&self, residuals: &[f64], outputs: usize) -> Vec<f64> {
        let mut intercepts = vec![0.0; outputs];
        if self.fit_intercept {
            for row in residuals.chunks_exact(outputs) {
                intercepts.iter_mut().zip(row).for_each(|(sum, residual)| *sum += residual);
            }
        }
        intercepts
    }

    /// Features in runs of about equally many entries.
    fn blocks(&self, transposed: &Transposed) -> Vec<Range<usize>> {
        let (mut blocks, mut first) = (Vec::new(), 0);
        for feature in 0..self.x.columns() {
            if transposed.starts[feature + 1] - transposed.starts[first] >= ENTRIES || feature + 1 - first >= ENTRIES {
                blocks.push(first..feature + 1);
                first = feature + 1;
            }
        }
        if first < self.x.columns() {
            blocks.push(first..self.x.columns());
        }
        blocks
    }

    /// Some rows a task, in order: what each adds to the numbers of its rows.
    fn by_rows<T: Send>(
        &self,
        outputs: usize,
        ctx: &Context,
        work: impl Fn(Range<usize>, &mut [f64]) -> T + Sync,
    ) -> Result<(Vec<T>, Vec<f64>)> {
        let rows = self.x.rows();
        let parts = ctx.each(rows.div_ceil(ROWS), |part| {
            let part = part * ROWS..rows.min((part + 1) * ROWS);
            let mut numbers = vec![0.0; part.len() * outputs];
            let result = work(part, &mut numbers);
            Ok((result, numbers))
        })?;
        let (mut results, mut numbers) = (Vec::with_capacity(parts.len()), Vec::with_capacity(rows * outputs));
        for (result, part) in parts {
            results.push(result);
            numbers.extend_from_slice(&part);
        }
        Ok((results, numbers))
    }

    /// The decision of each row and output; the weights may end with intercepts.
    fn decisions(&self, weights: &[f64], outputs: usize, ctx: &Context) -> Result<Vec<f64>> {
        let intercepts = weights.get(self.x.columns() * outputs..).unwrap_or_default();
        let decide = |part: Range<usize>, decisions: &mut [f64]| {
            for (row, decision) in part.zip(decisions.chunks_exact_mut(outputs)) {
                decision.iter_mut().zip(intercepts).for_each(|(decision, &intercept)| *decision = intercept);
                let (columns, values) = self.x.row(row);
                let entries = columns.iter().zip(values).map(|(&column, &value)| (column as usize, value));
                gather(entries, weights, outputs, decision);
            }
        };
        Ok(self.by_rows(outputs, ctx, decide)?.1)
    }

    /// The mean loss, and its derivative by the decision of each row and output.
    fn residuals(&self, decisions: &[f64], outputs: usize, total: f64, ctx: &Context) -> Result<(f64, Vec<f64>)> {
        let (losses, residuals) = self.by_rows(outputs, ctx, |part, residuals| {
            let mut chances = vec![0.0; self.classes];
            let decisions = decisions[part.start * outputs..].chunks_exact(outputs);
            let mut loss = 0.0;
            for ((row, residual), decision) in part.zip(residuals.chunks_exact_mut(outputs)).zip(decisions) {
                probabilities(decision, &mut chances);
                let label = self.labels[row];
                let weight = self.class_weights[label] / total;
                loss += weight * log_loss(decision, label);
                if let [second] = residual {
                    *second = weight * (chances[1] - label as f64);
                } else {
                    residual.iter_mut().zip(&chances).for_each(|(residual, chance)| *residual = weight * chance);
                    residual[label] -= weight;
                }
            }
            loss
        })?;
        Ok((losses.iter().fold(0.0, |sum, loss| sum + loss), residuals))
    }

    /// The gradient of the mean loss by the weights: each feature sums over its rows in order, whatever the threads.
    fn gradient(
        &self,
        transposed: &Transposed,
        blocks: &[Range<usize>],
        residuals: &[f64],
        gradient: &mut [f64],
        ctx: &Context,
    ) -> Result<()> {
        let outputs = Linear::outputs_for(self.classes);
        let fill = |block: &Range<usize>, gradient: &mut [f64]| {
            for (feature, gradient) in block.clone().zip(gradient.chunks_exact_mut(outputs)) {
                gradient.fill(0.0);
                let entries = transposed.starts[feature]..transposed.starts[feature + 1];
                let entries = transposed.rows[entries.clone()].iter().zip(&transposed.values[entries]);
                gather(entries.map(|(&row, &value)| (row as usize, value)), residuals, outputs, gradient);
            }
        };
        if ctx.workers() == 1 {
            for block in blocks {
                fill(block, &mut gradient[block.start * outputs..block.end * outputs]);
            }
            return Ok(());
        }
        let parts = ctx.each(blocks.len(), |block| {
            let mut part = vec![0.0; blocks[block].len() * outputs];
            fill(&blocks[block], &mut part);
            Ok(part)
        })?;
        let mut start = 0;
        for part in parts {
            gradient[start..start + part.len()].copy_from_slice(&part);
            start += part.len();
        }
        Ok(())
    }
}

/// A problem whose weights are sought among the sums of its rows.
struct Span<'a> {
    problem: &'a Problem<'a>,
    transposed: Transposed,
    blocks: Vec<Range<usize>>,
    outputs: usize,
    total: f64,
    penalty: f64,
    ctx: &'a Context,
}

impl Objective for Span<'_> {
    fn shape(&self) -> (usize, usize) {
        (self.problem.x.rows(), self.outputs)
    }

    fn penalty(&self) -> f64 {
        self.penalty
    }

    fn loss(&self, decisions: &[f64]) -> Result<(f64, Vec<f64>)> {
        self.ctx.check()?;
        self.problem.residuals(decisions, self.outputs, self.total, self.ctx)
    }

    fn intercepts(&self, residuals: &[f64]) -> Vec<f64> {
        self.problem.intercepts(residuals, self.outputs)
    }

    fn complete(&self, vector: &mut Vector) -> Result<f64> {
        let mut weights = vec![0.0; self.problem.x.columns() * self.outputs];
        self.problem.gradient(&self.transposed, &self.blocks, &vector.rows, &mut weights, self.ctx)?;
        vector.images = self.problem.decisions(&weights, self.outputs, self.ctx)?;
        Ok(weights.iter().fold(0.0, |most: f64, weight| most.max(weight.abs())))
    }
}

/// Minus the log of the probability of the label, without overflow.
fn log_loss(decision: &[f64], label: usize) -> f64 {
    if let [log_odds] = *decision {
        let wrong = if label == 1 { -log_odds } else { log_odds };
        return wrong.max(0.0) + libm::log1p(libm::exp(-wrong.abs()));
    }
    let most = decision.iter().fold(f64::NEG_INFINITY, |most: f64, &value| most.max(value));
    let sum = decision.iter().fold(0.0, |sum, value| sum + libm::exp(value - most));
    libm::log(sum) + most - decision[label]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twelve rows of five columns, about half of them filled.
    fn features() -> Csr {
        let (mut indptr, mut indices, mut values) = (vec![0], Vec::new(), Vec::new());
        for i in 0..12 {
            for j in (0..5).filter(|j| (i * 7 + j * 3) % 4 < 2) {
                indices.push(j);
                values.push(f64::from((i * 5 + j * 11) % 9 - 3) / 4.0);
            }
            indptr.push(values.len() as i64);
        }
        Csr::new(5, indptr, indices, values).unwrap()
    }

    fn check(
        labels: &[usize],
        class_weights: &[f64],
        c: f64,
        fit_intercept: bool,
        expected: &[&[f64]],
        chances: &[f64],
    ) {
        let (x, classes) = (features(), class_weights.len());
        let problem = Problem { x: &x, labels, classes, class_weights: class_weights.to_vec(), c, fit_intercept };
        let (linear, minimum) = problem.solve(1e-9, 1_000, &Context::new().threads(1)).unwrap();
        assert!(minimum.converged);
        for (feature, expected) in expected.iter().enumerate() {
            for (found, expected) in linear.weight(feature).iter().zip(*expected) {
                assert!((f64::from(*found) - expected).abs() < 1e-6, "{feature}: {found} and {expected}");
            }
        }
        let (mut decision, mut found) = (vec![0.0; linear.outputs], vec![0.0; classes]);
        linear.decide(x.row(0), &mut decision);
        probabilities(&decision, &mut found);
        assert!(found.iter().zip(chances).all(|(found, expected)| (found - expected).abs() < 1e-6), "{found:?}");
        let (again, _) = problem.solve(1e-9, 1_000, &Context::new().threads(3)).unwrap();
        assert_eq!(again, linear);
    }

    // scikit-learn 1.9.1: LogisticRegression(tol=1e-12, max_iter=10000, ...): coef_.T with intercept_ as the last row, and
    // predict_proba of the first row.
    #[test]
    fn two_classes_have_the_weights_of_scikit_learn() {
        let labels: Vec<usize> = (0..12).map(|i| usize::from(i % 3 == 0)).collect();
        let expected: [&[f64]; 6] =
            [&[-0.289873636], &[1.115575287], &[1.279171794], &[0.721748875], &[1.114748982], &[-1.298537812]];
        check(&labels, &[1.0, 1.0], 2.0, true, &expected, &[0.298675017, 0.701324983]);
        // class_weight = "balanced", fit_intercept = False.
        let expected: [&[f64]; 6] =
            [&[-0.418348955], &[0.807074127], &[1.248753927], &[0.382830273], &[0.951183137], &[0.0]];
        check(&labels, &[0.75, 1.5], 2.0, false, &expected, &[0.143089479, 0.856910521]);
    }

    #[test]
    fn three_classes_have_the_weights_of_scikit_learn() {
        let labels = [0, 1, 2, 0, 1, 0, 0, 0, 2, 0, 1, 2];
        let expected: [&[f64]; 6] = [
            &[0.471570793, -0.185354126, -0.286216667],
            &[0.240845991, 0.356344678, -0.597190669],
            &[0.758173669, -1.3557473, 0.597573631],
            &[0.542133388, 0.53546681, -1.077600198],
            &[1.216520592, -0.489890898, -0.726629694],
            &[0.25968878, -0.411002648, 0.151313867],
        ];
        check(&labels, &[1.0; 3], 2.0, true, &expected, &[0.877119617, 0.086542129, 0.036338254]);
        // class_weight = "balanced": 12 / (3 × 6), 12 / (3 × 3), 12 / (3 × 3).
        let expected: [&[f64]; 6] = [
            &[0.230066463, -0.094195783, -0.13587068],
            &[0.070571728, 0.189653222, -0.260224951],
            &[0.310701254, -0.632512068, 0.321810814],
            &[0.213122028, 0.264847456, -0.477969484],
            &[0.57032343, -0.222709725, -0.347613705],
            &[-0.041014611, -0.10956304, 0.150577651],
        ];
        let weights = [12.0 / 18.0, 12.0 / 9.0, 12.0 / 9.0];
        check(&labels, &weights, 0.5, true, &expected, &[0.567962649, 0.260918094, 0.171119257]);
    }

    #[test]
    fn extreme_decisions_stay_finite() {
        let mut chances = [0.0; 2];
        probabilities(&[-1e4], &mut chances);
        assert_eq!(chances, [1.0, 0.0]);
        probabilities(&[1e4, -1e4], &mut chances);
        assert_eq!(chances, [1.0, 0.0]);
        assert_eq!((log_loss(&[1e4], 0), log_loss(&[0.0, 1e4], 0)), (1e4, 1e4));
    }
}

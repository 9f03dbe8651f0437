//! Outlier detection by empirical cumulative distribution functions.

use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, corrupt};
use crate::data::{Frame, Strings, Table};
use crate::error::{Result, err};
use libm::log;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by how far out in the tails of its columns it lies; no parameters to tune, and every score explains itself.
///
/// Column j adds O(j) = max(-ln F(x), -ln G(x)), where F(x) is the share of training rows at or below x and G(x) the
/// share at or above it; a column without skew adds -ln F(x) - ln G(x). The score is the sum over the columns: 0 for a
/// table of constants, at most ln(n) a column (2 ln(n) without skew). Columns count alike whatever their unit; how they
/// go together is not looked at, so a rare combination of common values is not found.
///
/// Input: numbers, at least one row, none missing.
/// Output: one score a row, at least 0; `explain` gives O(j), which sum to the score.
/// Training rows get the scores of PyOD. New rows are scored against the training rows alone, so that a row's score does
/// not depend on what else is asked in the same call (PyOD puts the new rows into the distribution); a value beyond all
/// training values counts like the outermost one.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: fit O(n log n) a column, score O(log n) a value; the model keeps the distinct values of each column.
/// Source: Li, Zhao, Hu, Botta, Ionescu and Chen, ECOD: Unsupervised Outlier Detection Using Empirical Cumulative
/// Distribution Functions, IEEE TKDE 2022, algorithm 1, with the columns taken one by one as PyOD 3.6.7 does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Ecod {
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for Ecod {
    fn default() -> Self {
        Self { contamination: 0.1 }
    }
}

/// ```
/// use kingpost::{anomaly::Ecod, component::{Context, Detector}, data::{Frame, Table}};
/// let rows = Frame::new().with("x", vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 50.0])?;
/// let model = Ecod::default().fit(&Table::from_frame(&rows)?)?;
/// let scores = model.score(&rows.into(), &Context::new())?;
/// assert!((scores[7] - 8f64.ln()).abs() < 1e-12 && (scores[3] - 2f64.ln()).abs() < 1e-12);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Ecod {
    /// Sets the share of anomalies expected.
    #[must_use]
    pub fn contamination(mut self, share: f64) -> Self {
        self.contamination = share;
        self
    }
}

impl Component for Ecod {
    const ID: &'static str = "anomaly.ecod";
    const NAME: &'static str = "ECOD";
    const VERSION: u32 = 1;
}

impl Detector for Ecod {
    type State = EcodState;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<EcodState> {
        Ok(self.fit_scored(table, ctx)?.0)
    }

    /// The order of the training rows is known from sorting them, so that they need not be searched for.
    fn fit_scored(&self, table: &Table<'_>, ctx: &Context) -> Result<(EcodState, Option<Vec<f64>>)> {
        let columns = table.complete()?;
        let rows = u32::try_from(table.rows())
            .map_err(|_| err!(InvalidData, "the table has {} rows; must be at most {}", table.rows(), u32::MAX))?;
        let sorted = ctx.map(columns.len(), |index| Ok(Tails::of(columns[index])))?;
        let (tails, orders): (Vec<Tails>, Vec<Vec<u32>>) = sorted.into_iter().unzip();
        let state = EcodState::new(rows, tails);
        let mut scores = vec![0.0; table.rows()];
        state.tails.iter().zip(&orders).for_each(|(tails, order)| tails.add_sorted(order, &mut scores));
        Ok((state, Some(scores)))
    }
}

/// The distribution of each column.
#[derive(Clone, Debug, PartialEq)]
pub struct EcodState {
    rows: u32,
    tails: Vec<Tails>,
}

/// -ln(k / n) for a count k of n rows, where 0 counts like 1.
struct Surprise {
    rows: u32,
    /// The first few, worked out once.
    table: Vec<f64>,
}

impl Surprise {
    /// `known` is how many different counts will be asked for, and not the number of rows: a file of a few bytes must not
    /// ask for gigabytes.
    fn new(rows: u32, known: usize) -> Self {
        let mut surprise = Self { rows, table: Vec::new() };
        surprise.table = (0..=rows).take(known).map(|count| surprise.work_out(count)).collect();
        surprise
    }

    fn work_out(&self, count: u32) -> f64 {
        0.0 - log(f64::from(count.max(1)) / f64::from(self.rows))
    }

    fn of(&self, count: u32) -> f64 {
        self.table.get(count as usize).copied().unwrap_or_else(|| self.work_out(count))
    }
}

/// Rows scored in one go: many, so that the values of a column stay in the cache while they are searched.
const BLOCK: usize = 1 << 16;

impl EcodState {
    fn new(rows: u32, mut tails: Vec<Tails>) -> Self {
        let surprise = Surprise::new(rows, tails.iter().map(|tails| tails.values.len() + 1).max().unwrap_or(0));
        tails.iter_mut().for_each(|tails| tails.weigh(&surprise));
        Self { rows, tails }
    }
}

impl DetectorState for EcodState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let columns = table.complete()?;
        let blocks = ctx.map(table.rows().div_ceil(BLOCK), |block| {
            let range = block * BLOCK..table.rows().min((block + 1) * BLOCK);
            let mut scores = vec![0.0; range.len()];
            for (tails, values) in self.tails.iter().zip(&columns) {
                tails.add(&values[range.clone()], &mut scores);
            }
            Ok(scores)
        })?;
        Ok(blocks.concat())
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        let columns = table.complete()?;
        ctx.map(columns.len(), |index| {
            let mut added = vec![0.0; table.rows()];
            self.tails[index].add(columns[index], &mut added);
            Ok(added)
        })
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("training_rows".into(), self.rows.into());
        let skew: Strings = self.tails.iter().map(|tails| tails.skew.name()).collect();
        let distinct: Vec<i64> = self.tails.iter().map(|tails| tails.values.len() as i64).collect();
        parts.tables.push(("columns".into(), Frame::new().with("skew", skew)?.with("distinct_values", distinct)?));
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("rows", &self.rows)?;
        store.put("skew", &self.tails.iter().map(|tails| tails.skew as i32).collect::<Vec<_>>());
        for (index, tails) in self.tails.iter().enumerate() {
            store.put(&format!("values.{index}"), &tails.values);
            store.put(&format!("through.{index}"), &tails.through);
        }
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let skew: Vec<i32> = store.take_exactly("skew", columns)?;
        let rows: u32 = store.get("rows")?;
        let mut tails = Vec::with_capacity(columns);
        for (index, &skew) in skew.iter().enumerate() {
            tails.push(Tails::restore(store, index, skew, rows)?);
        }
        Ok(Self::new(rows, tails))
    }
}

/// Where the longer tail of a column is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Skew {
    Left = -1,
    None = 0,
    Right = 1,
}

impl Skew {
    fn name(self) -> &'static str {
        match self {
            Skew::Left => "left",
            Skew::None => "none",
            Skew::Right => "right",
        }
    }

    /// The sign of the third central moment, in the order of sums and with the rule for constants of SciPy's `skew` along
    /// the rows of a matrix: which way the rounding of a symmetric column falls is part of the score.
    fn of(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let (mut second, mut third) = (0.0, 0.0);
        for value in values {
            let off = value - mean;
            second += off * off;
            third += off * off * off;
        }
        let noise = f64::EPSILON * mean;
        if second / n <= noise * noise {
            return Skew::None;
        }
        match third.partial_cmp(&0.0) {
            Some(std::cmp::Ordering::Less) => Skew::Left,
            Some(std::cmp::Ordering::Greater) => Skew::Right,
            _ => Skew::None,
        }
    }
}

/// A whole number that rises with the value.
fn key_of(value: f64) -> u64 {
    // Adding 0 makes one zero of two, which compare as equal but have different bits.
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

fn value_of(key: u64) -> f64 {
    f64::from_bits(if key >> 63 == 1 { key ^ 1 << 63 } else { !key })
}

/// The values as keys, with their rows, in rising order: sorted by eleven bits after the other, the lowest first.
fn sorted(column: &[f64]) -> Vec<(u64, u32)> {
    const BITS: u32 = 11;
    const DIGITS: usize = 1 << BITS;
    let digit = |key: u64, pass: usize| (key >> (pass as u32 * BITS)) as usize % DIGITS;
    let mut pairs: Vec<(u64, u32)> = column.iter().zip(0..).map(|(&value, row)| (key_of(value), row)).collect();
    if pairs.len() < DIGITS {
        pairs.sort_unstable();
        return pairs;
    }
    let mut counts = [[0u32; DIGITS]; 6];
    for &(key, _) in &pairs {
        counts.iter_mut().enumerate().for_each(|(pass, counts)| counts[digit(key, pass)] += 1);
    }
    let mut other = pairs.clone();
    for (pass, counts) in counts.iter_mut().enumerate() {
        if counts.contains(&(pairs.len() as u32)) {
            continue;
        }
        let mut start = 0;
        for count in counts.iter_mut() {
            start += std::mem::replace(count, start);
        }
        for &pair in &pairs {
            let place = &mut counts[digit(pair.0, pass)];
            other[*place as usize] = pair;
            *place += 1;
        }
        std::mem::swap(&mut pairs, &mut other);
    }
    pairs
}

/// The distribution of one column.
#[derive(Clone, Debug, PartialEq)]
struct Tails {
    skew: Skew,
    /// The distinct values, rising.
    values: Vec<f64>,
    /// How many training rows are at or below each.
    through: Vec<u32>,
    /// What a row gets from this column: below the first value, at it, between it and the second, at that, and so on.
    weights: Vec<f64>,
}

impl Tails {
    /// The distribution of a column, and its rows in rising order.
    fn of(column: &[f64]) -> (Self, Vec<u32>) {
        let sorted = sorted(column);
        let (mut values, mut through) = (Vec::with_capacity(sorted.len()), Vec::with_capacity(sorted.len()));
        for (index, &(key, _)) in sorted.iter().enumerate() {
            if sorted.get(index + 1).is_none_or(|&(next, _)| next != key) {
                values.push(value_of(key));
                through.push(index as u32 + 1);
            }
        }
        let tails = Self { skew: Skew::of(column), values, through, weights: Vec::new() };
        (tails, sorted.into_iter().map(|(_, row)| row).collect())
    }

    /// Adds what this column says of each training row, given in rising order.
    fn add_sorted(&self, order: &[u32], scores: &mut [f64]) {
        let mut start = 0;
        for (place, &end) in self.through.iter().enumerate() {
            for &row in &order[start..end as usize] {
                scores[row as usize] += self.weights[2 * place + 1];
            }
            start = end as usize;
        }
    }

    /// Adds what this column says of each value to its row's score.
    fn add(&self, column: &[f64], scores: &mut [f64]) {
        const LANES: usize = 8;
        let (lanes, rest) = column.as_chunks::<LANES>();
        let (lane_scores, rest_scores) = scores.as_chunks_mut::<LANES>();
        for (lane, scores) in lanes.iter().zip(lane_scores) {
            let places = self.places(*lane);
            for index in 0..LANES {
                scores[index] += self.weight(lane[index], places[index]);
            }
        }
        for (&value, score) in rest.iter().zip(rest_scores) {
            *score += self.weight(value, self.places([value])[0]);
        }
    }

    /// How many of the distinct values are at or below each of these. Several searches go in step, because one alone
    /// mostly waits for memory.
    fn places<const N: usize>(&self, lane: [f64; N]) -> [usize; N] {
        let mut base = [0; N];
        let mut size = self.values.len();
        while size > 1 {
            let half = size / 2;
            for (base, value) in base.iter_mut().zip(&lane) {
                // A product and no branch: which way a search turns cannot be foretold.
                *base += half * usize::from(self.values[*base + half] <= *value);
            }
            size -= half;
        }
        for (base, value) in base.iter_mut().zip(&lane) {
            *base += usize::from(self.values[*base] <= *value);
        }
        base
    }

    /// The weight of a value that is not below the first `place` of the distinct values.
    fn weight(&self, value: f64, place: usize) -> f64 {
        let known = place > 0 && self.values[place - 1] == value;
        self.weights[2 * place - usize::from(known)]
    }

    /// Works out the weights.
    fn weigh(&mut self, surprise: &Surprise) {
        let weight = |at_or_below: u32, below: u32| {
            let (left, right) = (surprise.of(at_or_below), surprise.of(surprise.rows - below));
            if self.skew == Skew::None { left + right } else { left.max(right) }
        };
        self.weights = vec![weight(0, 0)];
        let mut below = 0;
        for &through in &self.through {
            self.weights.extend([weight(through, below), weight(through, through)]);
            below = through;
        }
    }

    fn restore(store: &Store, index: usize, skew: i32, rows: u32) -> Result<Self> {
        let skew = match skew {
            -1 => Skew::Left,
            0 => Skew::None,
            1 => Skew::Right,
            other => return Err(corrupt("skew", &format!("is {other}; must be -1, 0 or 1"))),
        };
        let name = format!("values.{index}");
        let values: Vec<f64> = store.take(&name)?;
        if values.is_empty() || !values.iter().all(|value| value.is_finite()) || !values.is_sorted_by(|a, b| a < b) {
            return Err(corrupt(&name, "is not finite numbers that rise"));
        }
        let name = format!("through.{index}");
        let through: Vec<u32> = store.take_exactly(&name, values.len())?;
        if through[0] == 0 || !through.is_sorted_by(|a, b| a < b) || through.last() != Some(&rows) {
            return Err(corrupt(&name, &format!("is not counts that rise from 1 or more to {rows}")));
        }
        Ok(Self { skew, values, through, weights: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Data;
    use ndarray::array;

    fn frame() -> Frame {
        Frame::new()
            .with("a", vec![1.0, 2.0, 2.0, 3.0, 10.0, -4.0])
            .and_then(|frame| frame.with("constant", vec![5.0; 6]))
            .and_then(|frame| frame.with("ties", vec![0.0, -0.0, -1.0, 2.0, 2.0, 2.0]))
            .and_then(|frame| frame.with("d", vec![0.1, 0.2, 0.3, 0.4, 0.5, 0.1]))
            .unwrap()
    }

    fn close(a: &[f64], b: &[f64]) {
        assert_eq!(a.len(), b.len());
        assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12), "{a:?} {b:?}");
    }

    #[test]
    fn training_rows_have_the_scores_of_pyod() {
        // PyOD 3.6.7, numpy 2.4.6, SciPy: `e = ECOD(); e.fit(X); e.decision_scores_, e.threshold_, e.O[:, 0]`.
        let data = Data::from(frame());
        let model = Ecod::default().fit(&Table::from_frame(data.frame().unwrap()).unwrap()).unwrap();
        let ctx = Context::default();
        let expected = [
            2.890_371_757_896_164_5,
            1.791_759_469_228_055,
            2.890_371_757_896_165,
            2.890_371_757_896_164_5,
            4.276_666_119_016_055,
            3.583_518_938_456_11,
        ];
        close(&model.score(&data, &ctx).unwrap(), &expected);
        let threshold = model.parts().unwrap().summary["threshold"].as_f64().unwrap();
        assert!((threshold - 3.930_092_528_736_082_5).abs() < 1e-12);
        let labels = model.predict(&data, &ctx).unwrap();
        assert_eq!(labels.column("anomaly").unwrap(), &vec![false, false, false, false, true, false].into());
        let reasons = model.explain(&data, &Default::default(), &ctx).unwrap();
        let first = [
            1.098_612_288_668_109_6,
            0.405_465_108_108_164_44,
            0.405_465_108_108_164_44,
            1.098_612_288_668_109_6,
            1.791_759_469_228_055,
            1.791_759_469_228_055,
        ];
        close(reasons.f64("a").unwrap(), &first);
        assert_eq!(reasons.f64("constant").unwrap(), [0.0; 6]);
    }

    #[test]
    fn a_column_without_skew_adds_both_tails() {
        // PyOD 3.6.7: ECOD().fit([[1, 0], [2, 0], [3, 9]]).decision_scores_
        let table = array![[1.0, 0.0], [2.0, 0.0], [3.0, 9.0]];
        let state = Ecod::default().fit_table(&Table::from_array(table.view()).unwrap(), &Context::default()).unwrap();
        let scores = state.score(&Table::from_array(table.view()).unwrap(), &Context::default()).unwrap();
        close(&scores, &[1.504_077_396_776_274_2, 1.216_395_324_324_493, 2.197_224_577_336_219_6]);
    }

    #[test]
    fn new_values_count_by_their_place_among_the_training_values() {
        let table = array![[1.0], [2.0], [4.0], [4.0], [90.0]];
        let state = Ecod::default().fit_table(&Table::from_array(table.view()).unwrap(), &Context::default()).unwrap();
        let score = |value: f64| {
            let row = array![[value]];
            state.score(&Table::from_array(row.view()).unwrap(), &Context::default()).unwrap()[0]
        };
        assert_eq!(score(-1e9), score(1.0));
        assert_eq!(score(1e9), score(90.0));
        // Between 2 and 4: two of five below, three of five above.
        assert!((score(3.0) + log(2.0 / 5.0)).abs() < 1e-15);
        // Four of five at or below 4 and three of five at or above.
        assert!((score(4.0) + log(3.0 / 5.0)).abs() < 1e-15);
    }

    #[test]
    fn rows_are_sorted_by_value() {
        let mut rng = crate::math::rng::Rng::new(9, 1);
        for rows in [1, 100, 5_000] {
            let wide = |rng: &mut crate::math::rng::Rng| rng.normal() * [1e-300, 1.0, 1e100][rng.below(3)];
            let column: Vec<f64> = (0..rows).map(|row| if row % 7 == 0 { -0.0 } else { wide(&mut rng) }).collect();
            let found = sorted(&column);
            assert!(found.windows(2).all(|pair| pair[0] < pair[1]), "rising, equal values in the order of their rows");
            assert!(found.iter().all(|&(key, row)| value_of(key) == column[row as usize]));
            assert_eq!(found.len(), rows);
        }
    }

    #[test]
    fn blocks_and_threads_change_nothing() {
        let mut rng = crate::math::rng::Rng::new(3, 1);
        let values = ndarray::Array2::from_shape_fn((BLOCK + 5, 3), |_| (rng.uniform() * 1_000.0).floor() - 500.0);
        let table = Table::from_array(values.view()).unwrap();
        let one = Ecod::default().fit_table(&table, &Context::new().threads(1)).unwrap();
        assert_eq!(one, Ecod::default().fit_table(&table, &Context::new().threads(3)).unwrap());
        let scores = one.score(&table, &Context::new().threads(1)).unwrap();
        assert_eq!(scores, one.score(&table, &Context::new().threads(3)).unwrap());
        let fitted = Ecod::default().fit_scored(&table, &Context::new().threads(2)).unwrap();
        assert_eq!(fitted, (one, Some(scores.clone())), "the scores of the fit are those of the same rows afterwards");
        let counted = |row: usize| {
            let tail = |column: &[f64]| {
                let share = |count: usize| count as f64 / column.len() as f64;
                let left = -log(share(column.iter().filter(|&&x| x <= column[row]).count()));
                let right = -log(share(column.iter().filter(|&&x| x >= column[row]).count()));
                left.max(right)
            };
            table.complete().unwrap().into_iter().map(tail).sum::<f64>()
        };
        for row in [0, 7, BLOCK - 1, BLOCK, BLOCK + 4] {
            assert!((scores[row] - counted(row)).abs() < 1e-12);
        }
    }

    #[test]
    fn a_broken_state_is_refused() {
        let table = array![[1.0, 5.0], [2.0, 5.0], [2.0, 6.0]];
        let state = Ecod::default().fit_table(&Table::from_array(table.view()).unwrap(), &Context::default()).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        assert_eq!(EcodState::restore(&store, 2).unwrap(), state);
        let breaks: [fn(&mut Store); 7] = [
            |store| store.put("skew", &[0i32]),
            |store| store.put("skew", &[0i32, 2]),
            |store| store.put("values.0", &[2.0, 1.0]),
            |store| store.put("values.1", &[5.0, f64::NAN]),
            |store| store.put::<f64>("values.1", &[]),
            |store| store.put("through.0", &[0u32, 3]),
            |store| store.put("through.1", &[1u32, 4_000_000_000]),
        ];
        for damage in breaks {
            let mut store = store.clone();
            damage(&mut store);
            assert_eq!(EcodState::restore(&store, 2).unwrap_err().code(), "kp.corrupt_model");
        }
    }

    #[test]
    fn missing_values_and_categories_are_refused() {
        let fit = |frame: Frame| Ecod::default().fit(&Table::from_frame(&frame).unwrap()).unwrap_err();
        assert_eq!(fit(Frame::new().with("a", vec![1.0, f64::NAN]).unwrap()).code(), "kp.missing_values");
        let words: Strings = ["x"].into_iter().collect();
        assert_eq!(fit(Frame::new().with("a", words).unwrap()).code(), "kp.invalid_data");
        let wrong = Ecod::default().contamination(0.0);
        let error = wrong.fit(&Table::from_array(array![[1.0]].view()).unwrap()).unwrap_err();
        assert_eq!(error.message(), "contamination is 0.0; must be a number above 0 and at most 0.5");
    }
}

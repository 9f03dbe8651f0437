//! Texts that say nearly the same.

mod minhash;
mod shingles;
mod simhash;

use super::columns::{each, texts};
use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::Frame;
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How near duplicates are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateMethod {
    /// By the share of n-grams that two texts have in common.
    #[default]
    Minhash,
    /// By the bits in which two fingerprints differ.
    Simhash,
}

/// What a text is cut into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shingle {
    /// Words: runs of letters, digits and underscores.
    #[default]
    Word,
    /// Characters; white space counts as one space.
    Char,
}

/// What is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateShape {
    /// Every pair.
    #[default]
    Pairs,
    /// Groups of texts that pairs connect.
    Groups,
}

/// Finds texts that are nearly equal: the same complaint sent twice, copies with small changes.
///
/// `minhash` compares the sets of n-grams of texts in lower case: similarity is Jaccard's, common n-grams as a share of all. Candidates
/// come from locality-sensitive hashing of `num_perm` least hashes, whose bands are chosen for the threshold; the similarity of each is
/// then computed exactly, so that no pair is wrong and few are missed (about one in a hundred at the threshold with the defaults, next to none
/// above it). `simhash` compares fingerprints of 64 bits: similarity is 1 less the share of bits that differ, and every
/// pair within `max_distance` is found.
///
/// Input: texts; missing ones and those without a word are like nothing.
/// Output: `pairs`: `row`, `other` (a later row), `similarity`, in the order of rows; of texts with the same n-grams each is paired
/// with the first alone, and only the first with others. `groups`: `group` (its first row), `row`, one line a text that is in one.
/// Errors: `kp.invalid_data` without a column of texts.
/// Cost: texts × (length + num_perm), and a comparison a candidate; texts in parallel. The seed moves only which pairs near the threshold
/// are missed.
/// Source: Broder, On the resemblance and containment of documents, 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3;
/// Charikar, Similarity estimation techniques from rounding algorithms, 2002; Manku, Jain and Das Sarma, Detecting near-duplicates for web
/// crawling, 2007.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct NearDuplicates {
    /// How they are found.
    pub method: DuplicateMethod,
    /// The least similarity of a pair; only of `minhash`.
    #[schemars(range(min = 0.1, max = 1.0))]
    pub threshold: f64,
    /// The most bits in which two fingerprints differ; only of `simhash`.
    #[schemars(range(min = 0, max = 16))]
    pub max_distance: u32,
    /// What a text is cut into.
    pub shingle: Shingle,
    /// How many words or characters an n-gram has.
    #[schemars(range(min = 1, max = 100))]
    pub ngram: usize,
    /// How many hashes a signature has; only of `minhash`.
    #[schemars(range(min = 16, max = 1024))]
    pub num_perm: usize,
    /// Pairs or groups.
    pub shape: DuplicateShape,
    /// The column of texts; a table with one column of text needs no name.
    pub text_col: String,
}

impl Default for NearDuplicates {
    fn default() -> Self {
        Self {
            method: DuplicateMethod::default(),
            threshold: 0.8,
            max_distance: 3,
            shingle: Shingle::default(),
            ngram: 3,
            num_perm: 128,
            shape: DuplicateShape::default(),
            text_col: "text".into(),
        }
    }
}

setters! {
    /// Setters.
    NearDuplicates {
        /// Sets how they are found.
        method: DuplicateMethod,
        /// Sets the least similarity.
        threshold: f64,
        /// Sets the most bits in which fingerprints differ.
        max_distance: u32,
        /// Sets what a text is cut into.
        shingle: Shingle,
        /// Sets the length of n-grams.
        ngram: usize,
        /// Sets how many hashes a signature has.
        num_perm: usize,
        /// Sets whether pairs or groups are answered.
        shape: DuplicateShape,
        /// Sets the column of texts.
        text_col: impl Into<String>,
    }
}

impl Component for NearDuplicates {
    const ID: &'static str = "text.near_duplicates";
    const NAME: &'static str = "NearDuplicates";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::{component::{Context, Function}, data::{Frame, Strings}, text::NearDuplicates};
/// let texts: Strings = ["The parcel came late!", "Where is my refund", "the parcel came late"].into_iter().collect();
/// let table = Frame::new().with("text", texts)?;
/// let pairs = NearDuplicates::default().call(&[Some(&table)], &Context::new())?.frame()?;
/// assert_eq!((pairs.numbers("row")?, pairs.numbers("other")?), (vec![0.0], vec![2.0]));
/// assert_eq!(pairs.f64("similarity")?, [1.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for NearDuplicates {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "A column of texts.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let texts = texts(inputs.need("data")?, &self.text_col)?;
        let pairs = match self.method {
            DuplicateMethod::Minhash => {
                let sets = each(texts, ctx, |_, text| shingles::set(text, self.shingle, self.ngram))?;
                self.alike(sets.into_iter().map(Option::unwrap_or_default).collect(), ctx)?
            }
            DuplicateMethod::Simhash => {
                let prints = each(texts, ctx, |_, text| {
                    let grams = shingles::grams(text, self.shingle, self.ngram);
                    (!grams.is_empty()).then(|| simhash::fingerprint(&grams))
                })?;
                self.near(prints.into_iter().map(Option::flatten).collect(), ctx)?
            }
        };
        match self.shape {
            DuplicateShape::Pairs => {
                let rows: Vec<i64> = pairs.iter().map(|pair| i64::from(pair.0)).collect();
                let others: Vec<i64> = pairs.iter().map(|pair| i64::from(pair.1)).collect();
                let similarities: Vec<f64> = pairs.iter().map(|pair| pair.2).collect();
                Ok(Frame::new().with("row", rows)?.with("other", others)?.with("similarity", similarities)?.into())
            }
            DuplicateShape::Groups => groups(texts.len(), &pairs),
        }
    }
}

type Pair = (u32, u32, f64);

impl NearDuplicates {
    fn alike(&self, mut sets: Vec<Vec<u64>>, ctx: &Context) -> Result<Vec<Pair>> {
        let mut pairs = equal(&mut sets, Vec::is_empty, std::mem::take);
        let hashes = minhash::Hashes::new(self.num_perm, ctx.get_seed());
        let signatures = ctx
            .map(sets.len(), |row| Ok(if sets[row].is_empty() { Vec::new() } else { hashes.signature(&sets[row]) }))?;
        let (bands, rows) = minhash::bands(self.num_perm, self.threshold);
        let candidates = minhash::candidates(&signatures, bands, rows, ctx)?;
        let found = ctx.each(candidates.len().div_ceil(4096), |part| {
            let part = &candidates[part * 4096..candidates.len().min((part + 1) * 4096)];
            let scored = part.iter().map(|&(a, b)| (a, b, shingles::jaccard(&sets[a as usize], &sets[b as usize])));
            Ok(scored.filter(|pair| pair.2 >= self.threshold).collect::<Vec<_>>())
        })?;
        pairs.extend(found.into_iter().flatten());
        pairs.sort_unstable_by_key(|pair| (pair.0, pair.1));
        Ok(pairs)
    }

    fn near(&self, mut prints: Vec<Option<u64>>, ctx: &Context) -> Result<Vec<Pair>> {
        let mut pairs = equal(&mut prints, Option::is_none, Option::take);
        for (a, b) in simhash::pairs(&prints, self.max_distance, ctx)? {
            let differ = match (prints[a as usize], prints[b as usize]) {
                (Some(a), Some(b)) => (a ^ b).count_ones(),
                _ => continue,
            };
            pairs.push((a, b, 1.0 - f64::from(differ) / 64.0));
        }
        pairs.sort_unstable_by_key(|pair| (pair.0, pair.1));
        Ok(pairs)
    }
}

/// Pairs each row with the first that is equal, and takes the later ones out: many copies of one text are not compared.
fn equal<T: Ord + Clone>(all: &mut [T], none: fn(&T) -> bool, take: fn(&mut T) -> T) -> Vec<Pair> {
    let mut firsts: BTreeMap<T, u32> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (row, one) in all.iter_mut().enumerate().filter(|(_, one)| !none(one)) {
        match firsts.get(one) {
            Some(&first) => {
                pairs.push((first, row as u32, 1.0));
                take(one);
            }
            None => {
                firsts.insert(one.clone(), row as u32);
            }
        }
    }
    pairs
}

/// Rows that pairs connect, each group named by its first row.
fn groups(rows: usize, pairs: &[Pair]) -> Result<Answer> {
    let mut parents: Vec<u32> = (0..rows as u32).collect();
    fn root(parents: &mut [u32], mut row: u32) -> u32 {
        while parents[row as usize] != row {
            parents[row as usize] = parents[parents[row as usize] as usize];
            row = parents[row as usize];
        }
        row
    }
    for &(a, b, _) in pairs {
        let (a, b) = (root(&mut parents, a), root(&mut parents, b));
        parents[a.max(b) as usize] = a.min(b);
    }
    let mut sizes = vec![0usize; rows];
    let roots: Vec<u32> = (0..rows as u32).map(|row| root(&mut parents, row)).collect();
    roots.iter().for_each(|&root| sizes[root as usize] += 1);
    let mut members: Vec<(i64, i64)> = (0..rows)
        .filter(|&row| sizes[roots[row] as usize] > 1)
        .map(|row| (i64::from(roots[row]), row as i64))
        .collect();
    members.sort_unstable();
    let (groups, rows): (Vec<i64>, Vec<i64>) = members.into_iter().unzip();
    Ok(Frame::new().with("group", groups)?.with("row", rows)?.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Strings;
    use crate::math::rng::Rng;

    fn table(texts: &[String]) -> Frame {
        Frame::new().with("text", texts.iter().collect::<Strings>()).unwrap()
    }

    fn call(function: &NearDuplicates, table: &Frame, threads: usize) -> Frame {
        function.call(&[Some(table)], &Context::new().threads(threads)).unwrap().frame().unwrap()
    }

    /// 300 texts of 40 words; every tenth a copy of an earlier one with some words changed.
    fn corpus() -> Vec<String> {
        let mut rng = Rng::new(5, 6);
        let mut texts: Vec<Vec<usize>> = Vec::new();
        for row in 0..300 {
            let mut words: Vec<usize> = (0..40).map(|_| rng.below(5_000)).collect();
            if row % 3 == 2 {
                words = texts[rng.below(row)].clone();
                (0..rng.below(4)).for_each(|_| words[rng.below(40)] = rng.below(5_000));
            }
            texts.push(words);
        }
        texts.iter().map(|words| words.iter().map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn pairs_are_those_of_comparing_all() {
        let texts = corpus();
        let sets: Vec<Vec<u64>> = texts.iter().map(|text| shingles::set(text, Shingle::Word, 3)).collect();
        let mut seen = 0;
        for threshold in [0.5, 0.8] {
            let found = call(&NearDuplicates::default().threshold(threshold), &table(&texts), 2);
            assert_eq!(found, call(&NearDuplicates::default().threshold(threshold), &table(&texts), 1));
            let (rows, others) = (found.numbers("row").unwrap(), found.numbers("other").unwrap());
            let pairs: Vec<(usize, usize)> = rows.iter().zip(others).map(|(&a, b)| (a as usize, b as usize)).collect();
            let copies: Vec<bool> = (0..300).map(|row| sets[..row].contains(&sets[row])).collect();
            let (mut missed, mut pairs_alike) = (0, 0);
            for b in 0..300 {
                for a in (0..b).filter(|&a| !copies[a] && !copies[b]) {
                    let alike = shingles::jaccard(&sets[a], &sets[b]) >= threshold;
                    missed += usize::from(alike && !pairs.contains(&(a, b)));
                    assert!(alike || !pairs.contains(&(a, b)));
                    pairs_alike += usize::from(alike);
                }
            }
            // Signatures of a hundred or so numbers find nearly all that are just at the threshold.
            assert!(missed * 10 <= pairs_alike, "{missed} of {pairs_alike} missed at {threshold}");
            seen += pairs_alike;
        }
        assert!(seen > 60, "{seen}");
    }

    #[test]
    fn fingerprints_within_the_distance_are_all_found() {
        let texts = corpus();
        let function = NearDuplicates::default().method(DuplicateMethod::Simhash).max_distance(6).ngram(1);
        let found = call(&function, &table(&texts), 2);
        let prints: Vec<u64> =
            texts.iter().map(|text| simhash::fingerprint(&shingles::grams(text, Shingle::Word, 1))).collect();
        let first = |row: usize| !prints[..row].contains(&prints[row]);
        let rows = (0..300).flat_map(|b| (0..b).map(move |a| (a, b)));
        let near = rows.filter(|&(a, b)| {
            let equal = prints[a] == prints[b] && first(a);
            equal || (first(a) && first(b) && (prints[a] ^ prints[b]).count_ones() <= 6)
        });
        assert_eq!(found.rows(), near.count());
    }

    #[test]
    fn copies_make_groups_and_empty_texts_none() {
        let texts: Vec<String> = ["a b c d", "", "A b, c D", "x y z", "a b c d", "x y z!", "   ", "e"]
            .iter()
            .map(|text| text.to_string())
            .collect();
        for method in [DuplicateMethod::Minhash, DuplicateMethod::Simhash] {
            let function = NearDuplicates::default().method(method).shape(DuplicateShape::Groups);
            let found = call(&function, &table(&texts), 1);
            assert_eq!(found.numbers("group").unwrap(), [0.0, 0.0, 0.0, 3.0, 3.0]);
            assert_eq!(found.numbers("row").unwrap(), [0.0, 2.0, 4.0, 3.0, 5.0]);
        }
        assert_eq!(call(&NearDuplicates::default(), &table(&[]), 1).rows(), 0);
    }
}

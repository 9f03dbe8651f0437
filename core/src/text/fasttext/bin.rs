//! fastText's own files: supervised models, plain (`.bin`) or quantised (`.ftz`).

use super::dictionary::Dictionary;
use super::quantize::{CENTROIDS, Quantized};
use super::state::{FastTextState, Vectors};
use super::{FastTextClassifier, Loss};
use crate::component::{ClassifierState, Model, Store, model_of, params};
use crate::data::{Column, Strings};
use crate::error::{Error, Result, err};
use crate::text::options::Tokens;

const MAGIC: i32 = 793_712_314;
/// The first bytes of a file.
pub(crate) const BEGIN: [u8; 4] = MAGIC.to_le_bytes();
const VERSION: i32 = 12;
const LABEL: &str = "__label__";

/// Reads a supervised model that fastText wrote, plain or quantised.
///
/// The model answers as fastText's `predict` does: texts are cut at white space and case is kept. Labels lose their prefix
/// `__label__`; they come in rising order.
///
/// # Errors
/// `kp.corrupt_model` for bytes that are no such file; `kp.unsupported` for a model that is not supervised or has
/// hierarchical softmax.
pub fn read_fasttext(bytes: &[u8]) -> Result<Model> {
    let mut reader = Reader { bytes };
    let (component, state, labels) = reader.model()?;
    model_of(&component, labels, state)
}

/// Writes a model of [`FastTextClassifier`] as fastText reads it: `.bin`, or `.ftz` where it is quantised.
///
/// A plain file has a row for each bucket, whether a text had it or not. [`Model::save`] writes the same where the name ends
/// in `.fasttext.bin` or `.ftz`, in every language.
///
/// # Errors
/// `kp.unsupported` for a model of another component, one whose labels are no text or have a character 0, or one whose
/// texts are normalized, lower-cased, stripped of accents or cut other than at white space, which fastText does not do.
pub fn write_fasttext(model: &Model) -> Result<Vec<u8>> {
    let mut store = Store::default();
    model.body.store(&mut store)?;
    let Column::Str(labels) = model.classes()? else {
        return Err(err!(Unsupported, "the labels are no text; fastText's are"));
    };
    if let Some(label) = labels.iter().flatten().find(|label| label.contains('\0')) {
        return Err(err!(Unsupported, "the label {label:?} has a character 0, at which names end in fastText's files"));
    }
    let state = FastTextState::restore(&store, labels.len())
        .map_err(|_| err!(Unsupported, "a model of {} was given; must be of FastTextClassifier", model.component()))?;
    write(&state, &labels)
}

fn corrupt(why: &str) -> Error {
    err!(CorruptModel, "this is no model of fastText: {why}")
}

/// What is left to read.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (first, rest) = self.bytes.split_first_chunk().ok_or_else(|| corrupt("it ends too early"))?;
        self.bytes = rest;
        Ok(*first)
    }

    fn i32(&mut self) -> Result<i32> {
        Ok(i32::from_le_bytes(self.take()?))
    }

    fn i64(&mut self) -> Result<i64> {
        Ok(i64::from_le_bytes(self.take()?))
    }

    fn flag(&mut self) -> Result<bool> {
        Ok(self.take::<1>()? != [0])
    }

    /// A size that what is left can hold.
    fn size(&self, value: i64) -> Result<usize> {
        let size = usize::try_from(value).ok().filter(|&size| size <= self.bytes.len());
        size.ok_or_else(|| corrupt("a size is below 0 or beyond its end"))
    }

    fn block(&mut self, size: usize) -> Result<&[u8]> {
        let (first, rest) = self.bytes.split_at_checked(size).ok_or_else(|| corrupt("it ends too early"))?;
        self.bytes = rest;
        Ok(first)
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>> {
        let size = count.checked_mul(4).ok_or_else(|| corrupt("a matrix is too large"))?;
        let (numbers, _) = self.block(size)?.as_chunks::<4>();
        let numbers: Vec<f32> = numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        if numbers.iter().all(|number| number.is_finite()) {
            Ok(numbers)
        } else {
            Err(corrupt("a number is not finite"))
        }
    }

    /// A string that ends with a byte of 0.
    fn string(&mut self) -> Result<String> {
        let end = self.bytes.iter().position(|&byte| byte == 0).ok_or_else(|| corrupt("it ends within a word"))?;
        let text = self.block(end)?.to_vec();
        self.block(1)?;
        String::from_utf8(text).map_err(|_| corrupt("a word is not UTF-8"))
    }

    fn params(&mut self) -> Result<FastTextClassifier> {
        if self.i32()? != MAGIC {
            return Err(corrupt("it does not begin as one"));
        }
        let version = self.i32()?;
        if !(11..=VERSION).contains(&version) {
            return Err(err!(Unsupported, "the file is of version {version}; must be 11 or 12"));
        }
        let mut numbers = [0; 12];
        for number in &mut numbers {
            *number = self.i32()?;
        }
        self.take::<8>()?;
        let [dim, _, epoch, min_count, _, word_ngrams, loss, kind, bucket, minn, maxn, _] = numbers;
        if kind != 3 {
            return Err(err!(Unsupported, "the model is of kind {kind}; must be 3, supervised"));
        }
        let loss = match loss {
            3 => Loss::Softmax,
            2 | 4 => Loss::Ova,
            _ => {
                return Err(err!(Unsupported, "the model has loss {loss}; must be 2, 3 or 4: no hierarchical softmax"));
            }
        };
        let at_least = |value: i32, least: u32| u32::try_from(value).unwrap_or(0).max(least);
        let params = FastTextClassifier {
            normalization: None,
            lowercase: false,
            case_fold: false,
            tokens: Tokens::Whitespace,
            min_count: at_least(min_count, 1),
            word_ngrams: at_least(word_ngrams, 1),
            minn: at_least(minn, 1),
            maxn: at_least(maxn, 0),
            bucket: at_least(bucket, 1),
            dim: at_least(dim, 1),
            epoch: at_least(epoch, 1).min(10_000),
            loss,
            ..FastTextClassifier::default()
        };
        params::check_typed(&params).map_err(|error| corrupt(error.message()))?;
        Ok(params)
    }

    fn model(&mut self) -> Result<(FastTextClassifier, FastTextState, Strings)> {
        let mut params = self.params()?;
        let (size, words, labels) = (self.i32()?, self.i32()?, self.i32()?);
        let size = self.size(size.into())?;
        self.i64()?;
        let pruned = self.i64()?;
        let (mut names, mut classes) = (Vec::new(), Vec::new());
        for _ in 0..size {
            let name = self.string()?;
            self.i64()?;
            if self.flag()? { classes.push(name) } else { names.push(name) }
        }
        if names.len() as i64 != i64::from(words) || classes.len() as i64 != i64::from(labels) || classes.len() < 2 {
            return Err(corrupt("it has other words or labels than it says, or fewer than two labels"));
        }
        let mut indices = Vec::new();
        for _ in 0..self.size(pruned.max(0))? {
            indices.push((self.i32()?, self.i32()?));
        }
        let quantized = self.flag()?;
        let dim = params.dim as usize;
        let vectors = if quantized { self.codes()? } else { self.matrix()? };
        let rows = vectors.rows();
        let hashes = match pruned {
            ..0 => (0..u32::try_from(rows - names.len().min(rows)).unwrap_or(u32::MAX)).collect(),
            _ => pruned_hashes(&indices)?,
        };
        let coded_output = self.flag()?;
        let output = if quantized && coded_output { self.codes()? } else { self.matrix()? };
        if vectors.dim() != dim || output.dim() != dim || output.rows() != classes.len() || !self.bytes.is_empty() {
            return Err(corrupt("its matrices are of other sizes than its words and labels"));
        }
        params.quantize = matches!(vectors, Vectors::Coded(_));
        // A bucket that is not used may be left out of the file.
        let dictionary = Dictionary::from_parts(&params, &names, &hashes)
            .filter(|dictionary| dictionary.rows() == rows)
            .ok_or_else(|| corrupt("a word or a hash comes twice, is out of range or has no row"))?;
        let mut order: Vec<usize> = (0..classes.len()).collect();
        let name = |class: usize| classes[class].strip_prefix(LABEL).unwrap_or(&classes[class]);
        order.sort_by(|&a, &b| name(a).cmp(name(b)));
        if order.windows(2).any(|pair| name(pair[0]) == name(pair[1])) {
            return Err(corrupt("a label comes twice"));
        }
        let mut weights = vec![0.0; classes.len() * dim];
        order.iter().zip(weights.chunks_mut(dim)).for_each(|(&class, to)| output.add(to, class));
        let labels: Strings = order.iter().map(|&class| name(class)).collect();
        let loss = params.loss;
        let state = FastTextState { dictionary, vectors, output: weights, classes: classes.len(), loss };
        Ok((params, state, labels))
    }

    fn matrix(&mut self) -> Result<Vectors> {
        let (rows, dim) = (self.i64()?, self.i64()?);
        let (rows, dim) = (self.size(rows)?, self.size(dim)?);
        if !(1..=4096).contains(&dim) {
            return Err(corrupt("its vectors have no dimension or too many"));
        }
        let count = rows.checked_mul(dim).ok_or_else(|| corrupt("a matrix is too large"))?;
        Ok(Vectors::Plain { dim, rows: self.floats(count)? })
    }

    /// A matrix of codes; one whose lengths are coded apart is written out.
    fn codes(&mut self) -> Result<Vectors> {
        let by_length = self.flag()?;
        let (rows, dim) = (self.i64()?, self.i64()?);
        let (rows, dim) = (self.size(rows)?, self.size(dim)?);
        let size = self.i32()?;
        let size = self.size(size.into())?;
        let codes = self.block(size)?.to_vec();
        let codes = self.centroids(dim, codes)?;
        if codes.rows() != rows || codes.dim() != dim {
            return Err(corrupt("it has other codes than rows"));
        }
        if !by_length {
            return Ok(Vectors::Coded(codes));
        }
        let lengths = self.block(rows)?.to_vec();
        let lengths = self.centroids(1, lengths)?;
        let mut plain = vec![0.0; rows * dim];
        for (row, to) in plain.chunks_mut(dim).enumerate() {
            let mut length = [0.0];
            lengths.add(&mut length, row);
            codes.add(to, row);
            to.iter_mut().for_each(|value| *value *= length[0]);
        }
        Ok(Vectors::Plain { dim, rows: plain })
    }

    fn centroids(&mut self, dim: usize, codes: Vec<u8>) -> Result<Quantized> {
        let [own, parts, dsub, _] = [self.i32()?, self.i32()?, self.i32()?, self.i32()?].map(i64::from);
        let fits = (1..=4096).contains(&dim) && own == dim as i64 && (1..=64).contains(&dsub);
        if !fits || parts != own.div_euclid(dsub) + i64::from(own % dsub > 0) {
            return Err(corrupt("its codes stand for vectors of another size"));
        }
        let centroids = self.floats(dim * CENTROIDS)?;
        Quantized::from_parts(dim, dsub as usize, centroids, codes)
            .ok_or_else(|| corrupt("it has other codes than rows"))
    }
}

/// The hashes that have rows, in the order of these.
fn pruned_hashes(indices: &[(i32, i32)]) -> Result<Vec<u32>> {
    let mut hashes = vec![u32::MAX; indices.len()];
    for &(hash, place) in indices {
        let to = usize::try_from(place).ok().and_then(|place| hashes.get_mut(place));
        let to = to.ok_or_else(|| corrupt("a hash has a row beyond the last"))?;
        *to = u32::try_from(hash).map_err(|_| corrupt("a hash is below 0"))?;
    }
    Ok(hashes)
}

fn write(state: &FastTextState, labels: &Strings) -> Result<Vec<u8>> {
    let params = state.dictionary.params();
    let changed = params.lowercase || params.case_fold;
    let changed = changed || params.normalization.is_some() || params.strip_accents.is_some();
    if changed || params.tokens != Tokens::Whitespace {
        return Err(err!(
            Unsupported,
            "fastText cuts texts at white space and changes nothing else; fit with tokens = \"whitespace\", \
             lowercase = false, and no normalization, case_fold or strip_accents"
        ));
    }
    let (words, hashes) = state.dictionary.parts();
    let coded = matches!(state.vectors, Vectors::Coded(_));
    let mut bytes = Vec::new();
    let mut int = |value: i64| bytes.extend_from_slice(&(value as i32).to_le_bytes());
    let loss = if state.loss == Loss::Softmax { 3 } else { 4 };
    let head =
        [MAGIC.into(), VERSION.into(), state.vectors.dim() as i64, 5, params.epoch.into(), params.min_count.into()];
    head.into_iter().for_each(&mut int);
    [5, params.word_ngrams.into(), loss, 3, params.bucket.into()].into_iter().for_each(&mut int);
    [params.minn.into(), params.maxn.into(), 100].into_iter().for_each(&mut int);
    bytes.extend_from_slice(&1e-4f64.to_le_bytes());
    for count in [words.len() + labels.len(), words.len(), labels.len()] {
        bytes.extend_from_slice(&(count as i32).to_le_bytes());
    }
    let pruned = if coded { hashes.len() as i64 } else { -1 };
    [words.len() as i64, pruned].iter().for_each(|value| bytes.extend_from_slice(&value.to_le_bytes()));
    let names = words.iter().map(|word| (String::new(), word.as_str(), 0));
    let classes = labels.iter().map(|label| (LABEL.to_owned(), label.unwrap_or_default(), 1));
    for (prefix, name, kind) in names.chain(classes) {
        // How often each was seen is not known any more.
        [prefix.as_bytes(), name.as_bytes(), &[0], &1i64.to_le_bytes(), &[kind]]
            .iter()
            .for_each(|part| bytes.extend_from_slice(part));
    }
    if coded {
        for (place, &hash) in hashes.iter().enumerate() {
            bytes.extend_from_slice(&(hash as i32).to_le_bytes());
            bytes.extend_from_slice(&(place as i32).to_le_bytes());
        }
    }
    bytes.push(coded.into());
    match &state.vectors {
        Vectors::Coded(codes) => codes.write(&mut bytes),
        Vectors::Plain { dim, rows } => {
            let all = words.len() + params.bucket as usize;
            let mut full = vec![0.0; all * dim];
            full[..words.len() * dim].copy_from_slice(&rows[..words.len() * dim]);
            for (row, &hash) in rows[words.len() * dim..].chunks(*dim).zip(&hashes) {
                full[(words.len() + hash as usize) * dim..][..*dim].copy_from_slice(row);
            }
            write_matrix(all, *dim, &full, &mut bytes);
        }
    }
    bytes.push(0);
    write_matrix(labels.len(), state.vectors.dim(), &state.output, &mut bytes);
    Ok(bytes)
}

fn write_matrix(rows: usize, dim: usize, values: &[f32], bytes: &mut Vec<u8>) {
    [rows as i64, dim as i64].iter().for_each(|size| bytes.extend_from_slice(&size.to_le_bytes()));
    values.iter().for_each(|value| bytes.extend_from_slice(&value.to_le_bytes()));
}

#[cfg(test)]
mod tests;

//! Texts as vectors by a transformer that was trained elsewhere.

mod encoder;
mod folder;
mod forward;
mod gemm;
mod lanes;
mod on_device;

use super::device::Choice;
use crate::component::{Component, Context, Parts, Store, Vectorizer, VectorizerState, corrupt, setters};
use crate::data::{Csr, Strings};
use crate::error::{Result, err};
use encoder::Encoder;
pub use encoder::Pooling;
use forward::Scratch;
use libm::sqrt;
use on_device::OnDevice;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tokenizers::{Tokenizer, TruncationParams};

/// Subwords of texts that go through the layers together.
const TOGETHER: usize = 256;
/// The same on a GPU, what fills short texts up included.
const TOGETHER_ON_GPU: usize = 16_384;
/// A GPU begins to pay off at so many texts.
const FEW: usize = 32;

/// Vectors of texts by a transformer of BERT's kind, with the weights of a published model.
///
/// A text is cut into the subwords of the model's `tokenizer.json`; they go through the layers of attention, and one vector is
/// made of theirs (`pooling`). Texts of a like meaning have vectors with a small angle between them. The folder is one as
/// Hugging Face or sentence-transformers publish it: `config.json`, `tokenizer.json` and `model.safetensors` (32 or 16
/// bits), and, if they are there, `modules.json`, the pooling's `config.json` and `sentence_bert_config.json`, which say how
/// the vectors are made. BERT, RoBERTa, XLM-RoBERTa, CamemBERT and DistilBERT are read.
///
/// Input: texts, none missing; those of the fit are not learnt from. Output: one row a text with all its values, one column a
/// dimension; a text without subwords is 0. What is beyond `max_tokens` of a text is left out.
/// Errors: `kp.invalid_params` without a folder; `kp.io` for a file that cannot be read; `kp.invalid_data` for one that is not
/// what it should be; `kp.unsupported` for another architecture or another module of sentence-transformers.
/// Cost: for n subwords O(n × weights + n² × hidden) time; the model holds the weights, four bytes each.
/// Exactness: on the processor the forward pass is our own and gives the same bits on every machine at any number of threads.
/// A GPU (`device`) gives the same within rounding, some 1e-6; calls of fewer than 32 texts and saved models never use it.
/// Source: Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding, NAACL 2019; Reimers
/// and Gurevych, Sentence-BERT, EMNLP 2019. Reference: transformers and sentence-transformers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SentenceEncoder {
    /// The folder of the published model. The fitted model holds what was in it, and its parameters have null.
    #[serde(skip_serializing)]
    #[schemars(length(min = 1))]
    pub folder: Option<String>,
    /// How one vector is made of those of the subwords; null (default) for what the folder says, else the mean.
    pub pooling: Option<Pooling>,
    /// Whether vectors are scaled to length 1; null (default) for what the folder says, else not.
    pub normalize: Option<bool>,
    /// The most subwords of a text, the marks of its beginning and end among them; null (default) for what the folder says,
    /// and never more than the model has positions.
    #[schemars(range(min = 3, max = 1_048_576))]
    pub max_tokens: Option<u32>,
    /// Where calls of many texts run while this model is in memory: `cpu`, or null (default); `auto` for the first GPU that this build can
    /// use, else the processor; `cuda` or `cuda:1`; `wgpu` or `wgpu:1`. A model that was loaded runs on the processor.
    #[serde(skip_serializing)]
    pub device: Option<String>,
    /// What is put before each text, such as `query: ` for models that were trained so. Default empty.
    pub prompt: String,
}

setters! {
    /// ```no_run
    /// use kingpost::{component::{Context, Vectorizer}, data::Strings, neural::SentenceEncoder};
    /// let texts: Strings = ["The parcel never came.", "My delivery is missing."].into_iter().collect();
    /// let encoder = SentenceEncoder::default().folder("all-MiniLM-L6-v2".to_owned());
    /// let (model, vectors) = encoder.fit_transform(&texts, &Context::new())?;
    /// assert_eq!(vectors.columns(), 384);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    SentenceEncoder {
        /// Sets the folder of the published model.
        folder: impl Into<Option<String>>,
        /// Sets how one vector is made of those of the subwords.
        pooling: impl Into<Option<Pooling>>,
        /// Sets whether vectors are scaled to length 1.
        normalize: impl Into<Option<bool>>,
        /// Sets the most subwords of a text.
        max_tokens: impl Into<Option<u32>>,
        /// Sets where calls of many texts run.
        device: impl Into<Option<String>>,
        /// Sets what is put before each text.
        prompt: String,
    }
}

impl Component for SentenceEncoder {
    const ID: &'static str = "text.sentence_encoder";
    const NAME: &'static str = "SentenceEncoder";
    const VERSION: u32 = 1;
}

impl Vectorizer for SentenceEncoder {
    type State = SentenceEncoderState;

    const DENSE: bool = true;

    fn fit_texts(&self, _: &Strings, _: &Context) -> Result<SentenceEncoderState> {
        let Some(folder) = self.folder.as_deref() else {
            let how = "give the folder of a published model, with config.json, tokenizer.json and model.safetensors";
            return Err(err!(InvalidParams, "folder is null; {how}").with("param", "folder"));
        };
        let choice = Choice::parse(self.device.as_deref().unwrap_or("cpu"))?;
        let found = folder::read(Path::new(folder))?;
        let most = self.max_tokens.map_or(found.max_tokens, |most| most as usize);
        let way = Way {
            pooling: self.pooling.unwrap_or(found.pooling),
            normalize: self.normalize.unwrap_or(found.normalize),
            max_tokens: most.min(found.encoder.shape.longest()),
            prompt: self.prompt.clone(),
        };
        let tokenizer = read_tokenizer(&found.tokenizer, &way, &found.encoder)
            .map_err(|why| err!(InvalidData, "{folder}: tokenizer.json {why}").with("param", "folder"))?;
        let gpu = match choice {
            Choice::Cpu => None,
            choice => Some(choice.open()?).filter(|opened| opened.name != "cpu"),
        };
        let gpu = gpu.map(|opened| OnDevice::new(&found.encoder, opened).map(Mutex::new)).transpose()?;
        Ok(SentenceEncoderState(Arc::new(Inner { way, tokenizer, json: found.tokenizer, encoder: found.encoder, gpu })))
    }
}

/// What the parameters and the folder came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Way {
    pooling: Pooling,
    normalize: bool,
    max_tokens: usize,
    prompt: String,
}

/// The tokenizer: it cuts what is too long, pads nothing, and knows no subword that the encoder does not.
fn read_tokenizer(json: &str, way: &Way, encoder: &Encoder) -> Result<Tokenizer, String> {
    let mut tokenizer = Tokenizer::from_bytes(json.as_bytes()).map_err(|error| format!("cannot be read: {error}"))?;
    tokenizer.with_padding(None);
    let truncation = TruncationParams { max_length: way.max_tokens, ..TruncationParams::default() };
    tokenizer.with_truncation(Some(truncation)).map_err(|error| error.to_string())?;
    let largest = tokenizer.get_vocab(true).into_values().max().unwrap_or(0) as usize;
    if largest >= encoder.shape.vocabulary {
        return Err(format!("has a subword of number {largest}; the model has {}", encoder.shape.vocabulary));
    }
    // One that lacks a mark for the unknown fails at the first text that needs it.
    tokenizer.encode("\u{10fffd} \u{e000}a", true).map_err(|error| format!("cannot be used: {error}"))?;
    Ok(tokenizer)
}

/// A transformer, its tokenizer, and how a vector is made.
#[derive(Clone, Debug)]
pub struct SentenceEncoderState(Arc<Inner>);

struct Inner {
    way: Way,
    tokenizer: Tokenizer,
    json: String,
    encoder: Encoder,
    gpu: Option<Mutex<OnDevice>>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inner").field("way", &self.way).field("shape", &self.encoder.shape).finish_non_exhaustive()
    }
}

impl Inner {
    /// The subwords of each text.
    fn cut(&self, texts: &Strings, ctx: &Context) -> Result<Vec<Vec<u32>>> {
        const BLOCK: usize = 64;
        let cut = |row: usize| {
            let text = texts.get(row).unwrap_or_default();
            let encoding = self.tokenizer.encode(format!("{}{text}", self.way.prompt), true);
            let encoding =
                encoding.map_err(|error| err!(InvalidData, "the text of row {row} cannot be cut: {error}"))?;
            Ok(encoding.get_ids().to_vec())
        };
        let rows = |block: usize| (block * BLOCK..texts.len().min((block + 1) * BLOCK)).map(cut).collect();
        Ok(ctx.each(texts.len().div_ceil(BLOCK), rows)?.into_iter().flat_map(|rows: Vec<Vec<u32>>| rows).collect())
    }

    /// The vectors of texts, by the processor.
    fn vectors(&self, cut: &[Vec<u32>], ctx: &Context) -> Result<Vec<f64>> {
        let hidden = self.encoder.shape.hidden;
        let runs = runs(cut, TOGETHER);
        let parts = ctx.map(runs.len(), |run| {
            let texts = &cut[runs[run].clone()];
            let mut scratch = Scratch::default();
            let mut states = self.encoder.forward(texts, &mut scratch);
            let mut values = vec![0.0; texts.len() * hidden];
            for (text, to) in texts.iter().zip(values.chunks_exact_mut(hidden)) {
                let (own, rest) = states.split_at(text.len() * self.encoder.step());
                if !text.is_empty() {
                    self.pool(own, to);
                }
                states = rest;
            }
            Ok(values)
        })?;
        Ok(parts.concat())
    }

    /// The vectors of texts, by the GPU: texts of like length together, so that little is filled up.
    fn vectors_on(&self, gpu: &Mutex<OnDevice>, cut: &[Vec<u32>], ctx: &Context) -> Result<Vec<f64>> {
        let hidden = self.encoder.shape.hidden;
        let mut order: Vec<usize> = (0..cut.len()).filter(|&row| !cut[row].is_empty()).collect();
        order.sort_by_key(|&row| cut[row].len());
        let mut values = vec![0.0; cut.len() * hidden];
        ctx.progress().start(order.len());
        let mut rest = &order[..];
        while !rest.is_empty() {
            let mut last = 1;
            while last < rest.len() && (last + 1) * cut[rest[last]].len() <= TOGETHER_ON_GPU {
                last += 1;
            }
            ctx.check()?;
            let (rows, others) = rest.split_at(last);
            let texts: Vec<&[u32]> = rows.iter().map(|&row| &cut[row][..]).collect();
            // A call that failed leaves nothing half done behind.
            let gpu = gpu.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let pooled = gpu.pooled(&texts, self.way.pooling)?;
            for (&row, vector) in rows.iter().zip(pooled.chunks_exact(hidden)) {
                let to = &mut values[row * hidden..][..hidden];
                to.iter_mut().zip(vector).for_each(|(to, &value)| *to = f64::from(value));
                self.finish(to);
            }
            ctx.progress().add(last);
            rest = others;
        }
        Ok(values)
    }

    /// Writes the vector of a text, of those of its subwords.
    fn pool(&self, states: &[f32], to: &mut [f64]) {
        let step = self.encoder.step();
        let (rows, count) = (states.chunks_exact(step), (states.len() / step) as f64);
        match self.way.pooling {
            Pooling::Cls => to.iter_mut().zip(states).for_each(|(to, &value)| *to = f64::from(value)),
            Pooling::Mean => {
                for row in rows {
                    to.iter_mut().zip(row).for_each(|(sum, &value)| *sum += f64::from(value) / count);
                }
            }
            Pooling::Max => {
                to.fill(f64::NEG_INFINITY);
                for row in rows {
                    to.iter_mut().zip(row).for_each(|(most, &value)| *most = most.max(f64::from(value)));
                }
            }
        }
        self.finish(to);
    }

    fn finish(&self, vector: &mut [f64]) {
        if self.way.normalize {
            let length = sqrt(vector.iter().map(|value| value * value).sum::<f64>());
            if length > 0.0 {
                vector.iter_mut().for_each(|value| *value /= length);
            }
        }
    }
}

/// Runs of texts that together have about so many subwords.
fn runs(cut: &[Vec<u32>], together: usize) -> Vec<Range<usize>> {
    let (mut runs, mut count): (Vec<Range<usize>>, usize) = (Vec::new(), 0);
    for (row, subwords) in cut.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if count + subwords.len() <= together => run.end = row + 1,
            _ => {
                runs.push(row..row + 1);
                count = 0;
            }
        }
        count += subwords.len();
    }
    runs
}

impl VectorizerState for SentenceEncoderState {
    fn transform(&self, texts: &Strings, ctx: &Context) -> Result<Csr> {
        let inner = &*self.0;
        let cut = inner.cut(texts, ctx)?;
        let values = match &inner.gpu {
            Some(gpu) if texts.len() >= FEW => inner.vectors_on(gpu, &cut, ctx)?,
            _ => inner.vectors(&cut, ctx)?,
        };
        Csr::from_rows(inner.encoder.shape.hidden, values)
    }

    fn feature_names(&self) -> Result<Strings> {
        Ok((0..self.0.encoder.shape.hidden).map(|dimension| format!("dim{dimension}")).collect())
    }

    /// Summary: `dim`, `layers`, `heads`, `vocabulary`, and what the folder came to: `pooling`, `normalize`, `max_tokens`.
    fn parts(&self) -> Result<Parts> {
        let (shape, way) = (&self.0.encoder.shape, &self.0.way);
        let summary = json!({
            "dim": shape.hidden, "layers": shape.layers, "heads": shape.heads, "vocabulary": shape.vocabulary,
            "pooling": way.pooling, "normalize": way.normalize, "max_tokens": way.max_tokens,
        });
        Ok(Parts { summary: summary.as_object().cloned().unwrap_or_default(), tables: Vec::new() })
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("way", &self.0.way)?;
        store.put("tokenizer", self.0.json.as_bytes());
        self.0.encoder.store(store)
    }

    fn restore(store: &Store) -> Result<Self> {
        let (way, encoder): (Way, _) = (store.get("way")?, Encoder::restore(store)?);
        if !(3..=encoder.shape.longest()).contains(&way.max_tokens) {
            return Err(corrupt("way", &format!("has {} subwords of at most a text", way.max_tokens)));
        }
        let json = String::from_utf8(store.take("tokenizer")?).map_err(|_| corrupt("tokenizer", "is not UTF-8"))?;
        let tokenizer = read_tokenizer(&json, &way, &encoder).map_err(|why| corrupt("tokenizer", &why))?;
        Ok(Self(Arc::new(Inner { way, tokenizer, json, encoder, gpu: None })))
    }
}

#[cfg(test)]
mod tests;

//! A model as it is published: a folder with `config.json`, `tokenizer.json` and `model.safetensors`, and what
//! sentence-transformers adds.

use super::encoder::{Activation, Encoder, Pooling, Shape, Source};
use crate::error::{Error, Result, err};
use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;
use serde_json::Value;
use std::path::{Component, Path, PathBuf};

/// What a folder says.
pub(super) struct Published {
    pub(super) encoder: Encoder,
    pub(super) tokenizer: String,
    pub(super) pooling: Pooling,
    pub(super) normalize: bool,
    /// The most subwords of a text.
    pub(super) max_tokens: usize,
}

/// `config.json`, under the names of BERT and RoBERTa or those of DistilBERT.
#[derive(Deserialize)]
struct Config {
    model_type: String,
    vocab_size: usize,
    max_position_embeddings: usize,
    #[serde(alias = "dim")]
    hidden_size: usize,
    #[serde(alias = "hidden_dim")]
    intermediate_size: usize,
    #[serde(alias = "n_heads")]
    num_attention_heads: usize,
    #[serde(alias = "n_layers")]
    num_hidden_layers: usize,
    #[serde(alias = "activation")]
    hidden_act: String,
    #[serde(default = "usual_epsilon")]
    layer_norm_eps: f32,
    #[serde(default)]
    pad_token_id: usize,
    position_embedding_type: Option<String>,
}

fn usual_epsilon() -> f32 {
    1e-12
}

/// What a folder lacks or has too much of.
fn refuse(folder: &Path, why: impl std::fmt::Display) -> Error {
    err!(InvalidData, "{}: {why}", folder.display()).with("param", "folder")
}

fn unsupported(folder: &Path, why: impl std::fmt::Display) -> Error {
    err!(Unsupported, "{}: {why}", folder.display()).with("param", "folder")
}

/// Reads a folder.
///
/// # Errors
/// `kp.io` for a file that cannot be read, `kp.invalid_data` for one that is not what it should be, `kp.unsupported` for
/// another kind of model.
pub(super) fn read(folder: &Path) -> Result<Published> {
    let config: Config = serde_json::from_value(json(folder, "config.json")?)
        .map_err(|error| refuse(folder, format!("config.json: {error}")))?;
    let shape = shape(folder, &config)?;
    let weights = bytes(folder, "model.safetensors").map_err(|error| {
        let other = folder.join("pytorch_model.bin").exists();
        if other { unsupported(folder, "has no model.safetensors; convert pytorch_model.bin") } else { error }
    })?;
    let tensors =
        SafeTensors::deserialize(&weights).map_err(|error| refuse(folder, format!("model.safetensors: {error}")))?;
    let source = Named { folder, tensors: &tensors, distil: config.model_type == "distilbert", hidden: shape.hidden };
    let encoder = Encoder::new(shape, &source)?;
    let tokenizer = String::from_utf8(bytes(folder, "tokenizer.json")?)
        .map_err(|_| refuse(folder, "tokenizer.json is not UTF-8"))?;
    let (pooling, normalize) = modules(folder)?;
    let longest = match optional(folder, "sentence_bert_config.json")? {
        Some(config) => config["max_seq_length"].as_u64().map_or(usize::MAX, |length| length as usize),
        None => usize::MAX,
    };
    let max_tokens = encoder.shape.longest().min(longest.max(2));
    Ok(Published { encoder, tokenizer, pooling, normalize, max_tokens })
}

fn shape(folder: &Path, config: &Config) -> Result<Shape> {
    let first_position = match config.model_type.as_str() {
        "bert" | "distilbert" => 0,
        "roberta" | "xlm-roberta" | "camembert" => config.pad_token_id.saturating_add(1),
        other => {
            let known = "bert, roberta, xlm-roberta, camembert and distilbert are known";
            return Err(unsupported(folder, format!("config.json has the model_type '{other}'; {known}")));
        }
    };
    if let Some(kind) = config.position_embedding_type.as_deref().filter(|&kind| kind != "absolute") {
        return Err(unsupported(folder, format!("config.json has the position_embedding_type '{kind}'")));
    }
    let activation = match config.hidden_act.as_str() {
        "gelu" => Activation::Gelu,
        "gelu_new" | "gelu_pytorch_tanh" => Activation::GeluTanh,
        "relu" => Activation::Relu,
        other => return Err(unsupported(folder, format!("config.json has the hidden_act '{other}'"))),
    };
    let shape = Shape {
        vocabulary: config.vocab_size,
        positions: config.max_position_embeddings,
        first_position,
        hidden: config.hidden_size,
        inner: config.intermediate_size,
        heads: config.num_attention_heads,
        layers: config.num_hidden_layers,
        epsilon: config.layer_norm_eps,
        activation,
    };
    shape.check().map_err(|why| refuse(folder, format!("config.json: {why}")))?;
    Ok(shape)
}

/// How sentence-transformers makes one vector of many, and whether it has length 1; the mean as it is where nothing is said.
fn modules(folder: &Path) -> Result<(Pooling, bool)> {
    let Some(list) = optional(folder, "modules.json")? else { return Ok((Pooling::Mean, false)) };
    let (mut pooling, mut normalize) = (Pooling::Mean, false);
    for module in list.as_array().into_iter().flatten() {
        let kind = module["type"].as_str().unwrap_or_default();
        match kind.rsplit('.').next().unwrap_or_default() {
            "Transformer" => {}
            "Normalize" => normalize = true,
            "Pooling" => pooling = self::pooling(folder, module["path"].as_str().unwrap_or_default())?,
            _ => return Err(unsupported(folder, format!("modules.json has a module of type '{kind}'"))),
        }
    }
    Ok((pooling, normalize))
}

fn pooling(folder: &Path, path: &str) -> Result<Pooling> {
    if !Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(refuse(folder, format!("modules.json leads to '{path}', outside the folder")));
    }
    let config = json(&folder.join(path), "config.json")?;
    let modes = config.as_object().into_iter().flatten();
    let set: Vec<&str> = modes
        .filter(|(name, value)| name.starts_with("pooling_mode") && value.as_bool() == Some(true))
        .map(|(name, _)| name.as_str())
        .collect();
    match set[..] {
        ["pooling_mode_mean_tokens"] => Ok(Pooling::Mean),
        ["pooling_mode_cls_token"] => Ok(Pooling::Cls),
        ["pooling_mode_max_tokens"] => Ok(Pooling::Max),
        _ => Err(unsupported(folder, format!("{path}/config.json asks for the pooling {set:?}"))),
    }
}

fn bytes(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let path: PathBuf = folder.join(name);
    std::fs::read(&path).map_err(|error| err!(Io, "{}: {error}", path.display()).with("param", "folder"))
}

fn json(folder: &Path, name: &str) -> Result<Value> {
    serde_json::from_slice(&bytes(folder, name)?).map_err(|error| refuse(folder, format!("{name}: {error}")))
}

fn optional(folder: &Path, name: &str) -> Result<Option<Value>> {
    if folder.join(name).exists() { json(folder, name).map(Some) } else { Ok(None) }
}

/// The weights of a file, under the names that transformers gives them.
struct Named<'a> {
    folder: &'a Path,
    tensors: &'a SafeTensors<'a>,
    distil: bool,
    hidden: usize,
}

impl Named<'_> {
    /// A tensor by a name, perhaps after the model's own; old files call the parts of a norm gamma and beta.
    fn read(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        let old = name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta");
        let ends = [format!(".{name}"), format!(".{old}")];
        let found = self.tensors.names().into_iter().find(|full| {
            *full == name || *full == old || ends.iter().any(|end| full.strip_suffix(end).is_some_and(is_model))
        });
        let lacks = |why: String| refuse(self.folder, format!("model.safetensors: {name} {why}"));
        let found = found.ok_or_else(|| lacks("is absent".into()))?;
        let tensor = self.tensors.tensor(found).map_err(|error| lacks(error.to_string()))?;
        if tensor.shape() != shape {
            return Err(lacks(format!("is of shape {:?} where config.json needs {shape:?}", tensor.shape())));
        }
        let data = tensor.data();
        let values: Vec<f32> = match tensor.dtype() {
            Dtype::F32 => data.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect(),
            Dtype::F16 => data.as_chunks::<2>().0.iter().map(|bytes| half(u16::from_le_bytes(*bytes))).collect(),
            Dtype::BF16 => {
                let wide = |bytes: &[u8; 2]| f32::from_bits(u32::from(u16::from_le_bytes(*bytes)) << 16);
                data.as_chunks::<2>().0.iter().map(wide).collect()
            }
            other => return Err(unsupported(self.folder, format!("model.safetensors: {name} is of type {other:?}"))),
        };
        if values.iter().any(|value| value.is_nan() || value.abs() >= 1e6) {
            return Err(lacks("has a number that is not finite, or beyond 1e6".into()));
        }
        Ok(values)
    }

    /// The name that transformers uses for one of ours.
    fn name(&self, name: &str) -> String {
        const BERT: [(&str, &str); 5] = [
            ("attended_norm", "attention.output.LayerNorm"),
            ("outer_norm", "output.LayerNorm"),
            ("attended", "attention.output.dense"),
            ("inner", "intermediate.dense"),
            ("outer", "output.dense"),
        ];
        const DISTIL: [(&str, &str); 5] = [
            ("attended_norm", "sa_layer_norm"),
            ("outer_norm", "output_layer_norm"),
            ("attended", "attention.out_lin"),
            ("inner", "ffn.lin1"),
            ("outer", "ffn.lin2"),
        ];
        let Some((layer, rest)) = name.strip_prefix("layer").and_then(|rest| rest.split_once('.')) else {
            return match name {
                "words" => "embeddings.word_embeddings.weight".into(),
                "positions" => "embeddings.position_embeddings.weight".into(),
                other => other.replace("norm", "embeddings.LayerNorm"),
            };
        };
        let (names, stem) = if self.distil { (DISTIL, "transformer.layer") } else { (BERT, "encoder.layer") };
        let Some((part, end)) = rest.split_once('.') else { return name.to_owned() };
        let theirs = names.iter().find(|(ours, _)| *ours == part).map_or(part, |(_, theirs)| theirs);
        format!("{stem}.{layer}.{theirs}.{end}")
    }
}

/// What may stand before a name: the model's class.
fn is_model(prefix: &str) -> bool {
    matches!(prefix, "bert" | "roberta" | "distilbert" | "camembert" | "model" | "0.auto_model")
}

impl Source for Named<'_> {
    fn take(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        if name == "kind" {
            if self.distil {
                return Ok(vec![0.0; self.hidden]);
            }
            // Of the kinds of texts a single text is the first.
            let name = "embeddings.token_type_embeddings.weight";
            let kinds = self.tensors.iter().find(|(full, _)| full.ends_with(name)).map_or(1, |(_, t)| t.shape()[0]);
            let mut values = self.read(name, &[kinds, self.hidden])?;
            values.truncate(self.hidden);
            return Ok(values);
        }
        if let Some((layer, end)) = name.split_once(".attention.") {
            // Queries, keys and values one after the other.
            let parts =
                if self.distil { ["q_lin", "k_lin", "v_lin"] } else { ["self.query", "self.key", "self.value"] };
            let third = [&[shape[0] / 3], &shape[1..]].concat();
            let read = |part| self.read(&self.name(&format!("{layer}.attention.{part}.{end}")), &third);
            return Ok(parts.map(read).into_iter().collect::<Result<Vec<_>>>()?.concat());
        }
        self.read(&self.name(name), shape)
    }
}

/// A number of 16 bits: a sign, five bits of exponent and ten of mantissa.
fn half(bits: u16) -> f32 {
    let (sign, exponent, mantissa) = (u32::from(bits >> 15) << 31, u32::from(bits >> 10) & 31, u32::from(bits) & 1023);
    let size = match exponent {
        // Below the normal numbers the mantissa counts 2^-24.
        0 => mantissa as f32 * f32::from_bits(103 << 23),
        31 => f32::from_bits(0x7f80_0000 | mantissa << 13),
        _ => f32::from_bits((exponent + 112) << 23 | mantissa << 13),
    };
    f32::from_bits(size.to_bits() | sign)
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn half_precision_is_read() {
        let cases =
            [(0x3c00, 1.0), (0xc000, -2.0), (0x3555, 0.333_251_95), (0x0001, 5.960_464_5e-8), (0x7bff, 65_504.0)];
        for (bits, value) in cases {
            assert_eq!(half(bits), value);
        }
        assert!(half(0x7c00).is_infinite() && half(0x7e00).is_nan() && half(0x8000).is_sign_negative());
    }
}

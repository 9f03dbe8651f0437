use super::*;
use crate::component::Model;
use std::path::PathBuf;

/// Two layers with random weights; made, and taken through the formula in 64 bits, by numpy 2.3 (the formula of Devlin et al.
/// written out, see the case text_sentence_encoder).
fn tiny() -> String {
    format!("{}/conformance/files/tiny_bert", env!("CARGO_MANIFEST_DIR"))
}

fn encode(params: SentenceEncoder, texts: &[&str]) -> Vec<Vec<f64>> {
    let texts: Strings = texts.iter().copied().collect();
    let (_, rows) = params.folder(tiny()).fit_transform(&texts, &Context::new()).unwrap();
    (0..rows.rows()).map(|row| rows.row(row).1.to_vec()).collect()
}

fn close(found: &[f64], expected: &[f64]) {
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 2e-6, "{found} instead of {expected}");
    }
}

#[test]
fn vectors_are_those_of_the_formula() {
    let rows = encode(SentenceEncoder::default(), &["The parcel never came.", ""]);
    let whole = [-0.027589142024368806, 0.08351818267500864, -0.26658955041084376, -0.11224944980632756];
    close(&rows[0], &whole);
    close(&rows[1], &[-0.018009166768235305, 0.16464577543457085, -0.36200154382308847, -0.030467731990559833]);
    assert!((rows[0].iter().map(|value| value * value).sum::<f64>() - 1.0).abs() < 1e-12);
    let cls = SentenceEncoder::default().pooling(Pooling::Cls).normalize(false);
    let row = &encode(cls, &["The parcel never came."])[0];
    close(row, &[-0.33935786528610956, 0.9526844153487319, -0.9982059629483729, -0.782491806268665]);
    let most = SentenceEncoder::default().pooling(Pooling::Max).normalize(false);
    let row = &encode(most, &["The parcel never came."])[0];
    close(row, &[0.03044953948414647, 0.9526844153487319, -0.9982059629483729, -0.12282699292192925]);
}

#[test]
fn neighbours_and_threads_change_no_bit() {
    let texts: Vec<String> =
        (0..70).map(|n| ["the fox jumped", "my 42 cafe, a b c", "", "lazy"][n % 4].repeat(n % 5)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let together = encode(SentenceEncoder::default(), &texts);
    for (text, row) in texts.iter().zip(&together) {
        assert_eq!(encode(SentenceEncoder::default(), &[text])[0], *row, "{text:?}");
    }
    let strings: Strings = texts.iter().copied().collect();
    let model = SentenceEncoder::default().folder(tiny()).fit(&strings).unwrap();
    let frame = crate::data::Frame::new().with("text", strings).unwrap().into();
    let one = model.transform(&frame, &Context::new().threads(1)).unwrap();
    assert_eq!(one, model.transform(&frame, &Context::new().threads(5)).unwrap());
}

#[test]
fn what_is_too_long_is_left_out_and_a_prompt_is_put_before() {
    let long = "the fox ".repeat(200);
    let rows = encode(SentenceEncoder::default(), &[&long, "the fox the fox the fox the fox the fox the fox the fox"]);
    assert_eq!(rows[0], rows[1]);
    let short = SentenceEncoder::default().max_tokens(4);
    let rows = encode(short, &["the fox jumped over", "the fox"]);
    assert_eq!(rows[0], rows[1]);
    let prompted = SentenceEncoder::default().prompt("the ".into());
    assert_eq!(encode(prompted, &["fox"]), encode(SentenceEncoder::default(), &["the fox"]));
}

#[test]
fn a_model_needs_its_folder_no_more() {
    let texts: Strings = ["the fox"].into_iter().collect();
    let model = SentenceEncoder::default().folder(tiny()).fit(&texts).unwrap();
    assert_eq!(model.params()["folder"], serde_json::Value::Null);
    let bytes = model.to_bytes().unwrap();
    let again = Model::from_bytes(&bytes).unwrap();
    let frame = crate::data::Frame::new().with("text", texts).unwrap().into();
    assert_eq!(again.transform(&frame, &Context::new()).unwrap(), model.transform(&frame, &Context::new()).unwrap());
    assert!(again.verify(&Context::new()).unwrap().ok);
}

#[test]
fn burn_gives_the_same_within_rounding_and_wgpu_does() {
    let texts: Vec<String> = (1..6).map(|n| "the quick brown fox, my 42 cafe".repeat(n)).collect();
    let strings: Strings = texts.iter().map(String::as_str).collect();
    for pooling in [Pooling::Mean, Pooling::Cls, Pooling::Max] {
        let params = SentenceEncoder::default().folder(tiny()).pooling(pooling);
        let state = params.fit_texts(&strings, &Context::new()).unwrap();
        let cut = state.0.cut(&strings, &Context::new()).unwrap();
        let own = state.0.vectors(&cut, &Context::new()).unwrap();
        for device in ["cpu", "wgpu"] {
            let Ok(opened) = Choice::parse(device).unwrap().open() else { continue };
            let there = Mutex::new(OnDevice::new(&state.0.encoder, opened).unwrap());
            let burns = state.0.vectors_on(&there, &cut, &Context::new()).unwrap();
            for (own, burn) in own.iter().zip(&burns) {
                assert!((own - burn).abs() < 1e-5, "{device}, {pooling:?}: {own} {burn}");
            }
        }
    }
}

/// A copy of the folder in which something is changed.
struct Changed(PathBuf);

impl Changed {
    fn new(name: &str, change: impl Fn(&Path)) -> Self {
        let to = std::env::temp_dir().join(format!("kingpost-{}-{name}", std::process::id()));
        std::fs::create_dir_all(to.join("1_Pooling")).unwrap();
        for file in ["config.json", "tokenizer.json", "model.safetensors", "modules.json", "1_Pooling/config.json"] {
            std::fs::copy(Path::new(&tiny()).join(file), to.join(file)).unwrap();
        }
        change(&to);
        Self(to)
    }

    fn fit(&self) -> Result<Model> {
        let texts: Strings = ["the fox"].into_iter().collect();
        SentenceEncoder::default().folder(self.0.to_string_lossy().into_owned()).fit(&texts)
    }
}

impl Drop for Changed {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn replace(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    std::fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn what_is_no_model_is_refused() {
    type Change = fn(&Path);
    let changes: [(&str, Change); 13] = [
        ("kp.io", |folder| std::fs::remove_file(folder.join("config.json")).unwrap()),
        ("kp.io", |folder| std::fs::remove_file(folder.join("model.safetensors")).unwrap()),
        ("kp.unsupported", |folder| {
            std::fs::rename(folder.join("model.safetensors"), folder.join("pytorch_model.bin")).unwrap();
        }),
        ("kp.invalid_data", |folder| replace(folder, "config.json", "}", "")),
        ("kp.unsupported", |folder| replace(folder, "config.json", "\"bert\"", "\"t5\"")),
        ("kp.unsupported", |folder| replace(folder, "config.json", "\"gelu\"", "\"silu\"")),
        ("kp.invalid_data", |folder| {
            replace(folder, "config.json", "\"num_attention_heads\": 3", "\"num_attention_heads\": 5")
        }),
        ("kp.invalid_data", |folder| replace(folder, "config.json", "\"hidden_size\": 24", "\"hidden_size\": 48")),
        ("kp.invalid_data", |folder| {
            replace(folder, "config.json", "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3")
        }),
        ("kp.invalid_data", |folder| replace(folder, "tokenizer.json", "\"fox\": 14", "\"fox\": 31")),
        ("kp.unsupported", |folder| replace(folder, "modules.json", "Normalize", "Dense")),
        ("kp.invalid_data", |folder| replace(folder, "modules.json", "1_Pooling", "../1_Pooling")),
        ("kp.invalid_data", |folder| {
            let bytes = std::fs::read(folder.join("model.safetensors")).unwrap();
            std::fs::write(folder.join("model.safetensors"), &bytes[..bytes.len() / 2]).unwrap();
        }),
    ];
    for (number, (code, change)) in changes.into_iter().enumerate() {
        let error = Changed::new(&number.to_string(), change).fit().unwrap_err();
        assert_eq!(error.code(), code, "change {number}: {error}");
    }
    let error = SentenceEncoder::default().fit(&Strings::new()).unwrap_err();
    assert_eq!(error.code(), "kp.invalid_params");
}

#[test]
fn files_with_other_names_and_fewer_bits_are_read() {
    // The same numbers under the names of an old file, with the model's class before them, and rounded to 16 bits.
    let changed = Changed::new("names", |folder| {
        let bytes = std::fs::read(folder.join("model.safetensors")).unwrap();
        let tensors = safetensors::SafeTensors::deserialize(&bytes).unwrap();
        let half = |name: &str| -> (String, Vec<usize>, Vec<u8>) {
            let tensor = tensors.tensor(name).unwrap();
            let wide = tensor.data().as_chunks::<4>().0;
            let data = wide.iter().flat_map(|bytes| [bytes[2], bytes[3]]).collect();
            let old = name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta");
            (format!("bert.{old}"), tensor.shape().to_vec(), data)
        };
        let halves: Vec<_> = tensors.names().into_iter().map(half).collect();
        let views = halves.iter().map(|(name, shape, data)| {
            (name, safetensors::tensor::TensorView::new(safetensors::Dtype::BF16, shape.clone(), data).unwrap())
        });
        std::fs::write(folder.join("model.safetensors"), safetensors::serialize(views, None).unwrap()).unwrap();
    });
    let model = changed.fit().unwrap();
    let frame =
        crate::data::Frame::new().with("text", ["The parcel never came."].into_iter().collect::<Strings>()).unwrap();
    let rows = model.transform(&frame.into(), &Context::new()).unwrap();
    let own = &encode(SentenceEncoder::default(), &["The parcel never came."])[0];
    let cosine: f64 = rows.row(0).1.iter().zip(own).map(|(a, b)| a * b).sum();
    assert!(cosine > 0.999, "{cosine}");
}

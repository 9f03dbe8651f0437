use super::header::{self, Index};
use super::*;
use crate::component::{Card, Forecaster};
use crate::data::{Column, Data, Frame, Panel};
use crate::forecast::Naive;
use serde_json::json;

const LIMITS: fn() -> Limits = Limits::default;

fn small() -> Model {
    Naive::default().fit(&Panel::from_values(&[1.0, 2.0, 0.0, 3.0]).unwrap()).unwrap()
}

fn code(bytes: &[u8]) -> &'static str {
    Model::from_bytes(bytes).unwrap_err().code()
}

/// Manifest, index and tensors of a file.
pub(super) fn split(bytes: &[u8]) -> (Value, Index, &[u8]) {
    let length = u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    let (manifest, index) = header::read(&bytes[8..8 + length], &LIMITS()).unwrap();
    (serde_json::from_str(&manifest).unwrap(), index, &bytes[8 + length..])
}

pub(super) fn join(manifest: &Value, index: &Index, tensors: &[u8]) -> Vec<u8> {
    let mut bytes = header::write(&canonical::text(manifest).unwrap(), index, &LIMITS()).unwrap();
    bytes.extend_from_slice(tensors);
    bytes
}

/// The file with a changed manifest, digests right.
fn forged(bytes: &[u8], change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let (mut manifest, index, tensors) = split(bytes);
    change(&mut manifest);
    join(&manifest, &index, tensors)
}

/// The file with another header text, the tensors as they are.
fn with_header(bytes: &[u8], change: impl FnOnce(String) -> String) -> Vec<u8> {
    let length = u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    let mut text = change(String::from_utf8(bytes[8..8 + length].to_vec()).unwrap());
    while !text.len().is_multiple_of(8) {
        text.push(' ');
    }
    let mut changed = (text.len() as u64).to_le_bytes().to_vec();
    changed.extend_from_slice(text.as_bytes());
    changed.extend_from_slice(&bytes[8 + length..]);
    changed
}

#[test]
fn the_same_model_gives_the_same_bytes_and_reads_back() {
    let mut model = small();
    model.describe(Card {
        name: Some("demand \"é\"".into()),
        created: Some("2024-05-01T00:00:00Z".into()),
        ..Card::default()
    });
    let bytes = model.to_bytes().unwrap();
    assert_eq!(model.clone().to_bytes().unwrap(), bytes);
    let loaded = Model::from_bytes(&bytes).unwrap();
    assert_eq!(loaded.to_bytes().unwrap(), bytes);
    assert_eq!(loaded.card(), model.card());
    assert_eq!(loaded.params(), model.params());
    assert_eq!(loaded.content_id().unwrap(), model.content_id().unwrap());
    assert_eq!(loaded.forecast(5, &[80.0, 95.0]).unwrap(), model.forecast(5, &[80.0, 95.0]).unwrap());
    // NaN differs from itself, so the text of it is compared.
    assert_eq!(format!("{:?}", loaded.fitted()), format!("{:?}", model.fitted()));
    let manifest = inspect(&bytes).unwrap();
    assert_eq!(manifest["content_id"], json!(model.content_id().unwrap()));
    assert_eq!(manifest["card"]["name"], json!("demand \"é\""));
    assert_eq!(manifest["contract"]["fields"][2], json!({"name": "y", "type": "real numbers"}));
    assert_eq!(manifest["conformance"]["n"], json!(1));
}

#[test]
fn the_stock_reader_reads_every_tensor_aligned() {
    let bytes = small().to_bytes().unwrap();
    let stock = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    let (_, index, tensors) = split(&bytes);
    assert_eq!(stock.len(), index.slots.len());
    assert!(stock.len() > 8, "{:?}", stock.names());
    let mut end = 0;
    for slot in &index.slots {
        let view = stock.tensor(&slot.name).unwrap();
        assert_eq!(view.shape(), slot.shape);
        assert_eq!(view.data().len() as u64, slot.bytes().unwrap());
        let start = view.data().as_ptr() as usize - bytes.as_ptr() as usize;
        assert_eq!(start % slot.dtype.size(), 0, "{}", slot.name);
        end = start + view.data().len();
    }
    assert_eq!((end, bytes.len() - tensors.len()), (bytes.len(), bytes.len() - index.total as usize));
    let last = stock.tensor("model.state.last").unwrap();
    assert_eq!(last.data(), 3f64.to_le_bytes());
}

#[test]
fn every_single_bit_flip_is_refused() {
    let bytes = small().to_bytes().unwrap();
    for place in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[place] ^= 1 << bit;
            let code = code(&flipped);
            assert!(matches!(code, "kp.corrupt_model" | "kp.incompatible_model"), "byte {place}, bit {bit}: {code}");
        }
    }
}

#[test]
fn every_truncation_and_anything_appended_is_refused() {
    let mut bytes = small().to_bytes().unwrap();
    for length in 0..bytes.len() {
        assert_eq!(code(&bytes[..length]), "kp.corrupt_model", "{length} bytes");
    }
    bytes.push(0);
    assert_eq!(code(&bytes), "kp.corrupt_model");
}

#[test]
fn a_header_length_of_two_gibibytes_allocates_nothing() {
    let mut bytes = small().to_bytes().unwrap();
    bytes[..8].copy_from_slice(&(2u64 << 30).to_le_bytes());
    assert_eq!(code(&bytes), "kp.corrupt_model");
    bytes[..8].copy_from_slice(&u64::MAX.to_le_bytes());
    assert_eq!(code(&bytes), "kp.corrupt_model");
}

#[test]
fn what_this_release_does_not_have_is_named() {
    let bytes = small().to_bytes().unwrap();
    let message = |change: fn(&mut Value)| {
        let error = Model::from_bytes(&forged(&bytes, change)).unwrap_err();
        assert_eq!(error.code(), "kp.incompatible_model", "{error}");
        error.message().to_owned()
    };
    assert_eq!(message(|m| m["kp_format"] = json!(2)), "the file has format 2; this release reads 1");
    assert!(
        message(|m| m["component"] = json!("forecast.oracle")).contains("'forecast.oracle' is not in this release")
    );
    assert!(message(|m| m["component_version"] = json!(99)).contains("version 99 of 'forecast.naive' is newer than"));
    assert!(message(|m| m["component_version"] = json!(0)).contains("Kingpost 0.1.0 reads it"));
    assert!(message(|m| m["requires"] = json!(["contract/9"])).contains("requires 'contract/9'"));
    // Papers can be read all the same.
    assert_eq!(
        inspect(&forged(&bytes, |m| m["component"] = json!("forecast.oracle"))).unwrap()["component"],
        "forecast.oracle"
    );
}

#[test]
fn a_manifest_with_right_digests_but_wrong_content_is_refused() {
    let bytes = small().to_bytes().unwrap();
    let changes: [fn(&mut Value); 12] = [
        |m| m["kp_format"] = json!("1"),
        |m| m["unknown"] = json!(1),
        |m| m["params"] = json!({"season": 3}),
        |m| m["params"] = json!(null),
        |m| m["card"]["secret"] = json!(1),
        |m| m["contract"]["fields"] = json!([]),
        |m| m["requires"] = json!([]),
        |m| m["conformance"]["n"] = json!(7),
        |m| m["conformance"]["tolerance"] = json!(-1.0),
        |m| m["conformance"]["probes"][0]["verb"] = json!("explode"),
        |m| m["state"]["panel"]["freq"] = json!("fortnight"),
        |m| m["tensors_sha256"] = json!(""),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let error = Model::from_bytes(&forged(&bytes, change)).map(|_| number).unwrap_err();
        assert_eq!(error.code(), "kp.corrupt_model", "change {number}: {error}");
    }
}

#[test]
fn headers_that_other_readers_would_take_are_refused() {
    let bytes = small().to_bytes().unwrap();
    assert!(Model::from_bytes(&with_header(&bytes, |text| text)).is_ok());
    let changes: [fn(String) -> String; 6] = [
        |text| text.replacen("{\"__metadata__\"", "{ \"__metadata__\"", 1),
        |text| text.replacen("\"kingpost\":", "\"other\":\"x\",\"kingpost\":", 1),
        |text| text.replacen("\"kingpost\":", "\"kingpost\":\"{}\",\"kingpost\":", 1),
        |text| text.replacen("\"kp.conf", "\"\\u006bp.conf", 1),
        |text| text + "        ",
        |text| text.replacen("kp_format", "kp_\\u0066ormat", 1),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        assert_eq!(code(&with_header(&bytes, change)), "kp.corrupt_model", "change {number}");
    }
    let signed = with_header(&bytes, |text| text.replacen("\"},\"", "\",\"kingpost.sig\":\"x\"},\"", 1));
    assert_eq!(code(&signed), "kp.incompatible_model");
    let stock = [("x", safetensors::tensor::TensorView::new(safetensors::Dtype::U8, vec![1], &[1]).unwrap())];
    let other = safetensors::serialize(stock, None).unwrap();
    assert_eq!(code(&other), "kp.corrupt_model");
}

#[test]
fn tighter_limits_hold() {
    let bytes = small().to_bytes().unwrap();
    let refused = |limits: Limits| Model::from_bytes_within(&bytes, &limits).unwrap_err().code();
    assert!(Model::from_bytes_within(&bytes, &Limits { header: usize::MAX, ..LIMITS() }).is_ok());
    for limits in [
        Limits { header: 100, ..LIMITS() },
        Limits { manifest: 100, ..LIMITS() },
        Limits { tensors: 3, ..LIMITS() },
        Limits { rank: 0, ..LIMITS() },
    ] {
        assert_eq!(refused(limits), "kp.corrupt_model");
    }
}

#[test]
fn verify_replays_what_the_file_holds() {
    let model = small();
    let ctx = Context::default();
    let report = model.verify(&ctx).unwrap();
    assert!(report.ok, "{report:?}");
    assert_eq!((report.vectors, report.format), (1, 1));
    assert_eq!(report.content_id, model.content_id().unwrap());
    assert_eq!(report.library, env!("CARGO_PKG_VERSION"));

    // One bit of one saved answer, digests right: the file is sound, but its proof fails.
    let bytes = model.to_bytes().unwrap();
    let (mut manifest, index, tensors) = split(&bytes);
    let mut tensors = tensors.to_vec();
    let place = index.slots.iter().position(|slot| slot.name == "kp.conf.0.out.2").unwrap();
    let start: u64 = index.slots[..place].iter().map(|slot| slot.bytes().unwrap()).sum();
    tensors[start as usize] ^= 1;
    manifest["tensors_sha256"] = json!(sha256(&tensors));
    let doctored = join(&manifest, &index, &tensors);
    let report = verify_bytes(&doctored, &ctx).unwrap();
    assert!(!report.ok);
    let failed: Vec<_> = report.checks.iter().filter(|check| !check.ok).collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].name, "vectors");
    assert!(
        failed[0].detail.contains("column 'Naive' row 0: 3.0000000000000004e0 was saved, 3e0 is given now"),
        "{failed:?}"
    );
    // A loaded model compares with its file as well.
    assert!(!Model::from_bytes(&doctored).unwrap().verify(&ctx).unwrap().ok);
}

#[test]
fn an_updated_model_proves_what_it_is_now() {
    let mut loaded = Model::from_bytes(&small().to_bytes().unwrap()).unwrap();
    let before = loaded.content_id().unwrap();
    let mut next = loaded.forecast(1, &[]).unwrap().into_columns();
    next[2] = ("y".into(), Column::F64(vec![9.0]));
    let next = next.into_iter().fold(Frame::new(), |frame, (name, column)| frame.with(name, column).unwrap());
    loaded.update(&Data::from(next), &Context::default()).unwrap();
    assert_ne!(loaded.content_id().unwrap(), before);
    assert!(loaded.verify(&Context::default()).unwrap().ok);
}

#[test]
fn paths_that_cannot_be_used_are_errors_that_name_them() {
    let folder = tempfile::tempdir().unwrap();
    let absent = folder.path().join("none").join("x.kp.safetensors");
    let model = small();
    for error in [
        Model::load(folder.path()).unwrap_err(),
        Model::load(&absent).unwrap_err(),
        model.save(folder.path()).unwrap_err(),
        model.save(&absent).unwrap_err(),
        verify(folder.path(), &Context::default()).unwrap_err(),
    ] {
        assert_eq!(error.code(), "kp.io");
        assert!(error.message().contains(&folder.path().display().to_string()), "{error}");
    }
    #[cfg(target_os = "linux")]
    assert_eq!(model.save("/dev/full").unwrap_err().code(), "kp.io");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "a failed save left something behind");
}

#[test]
fn saving_replaces_the_file_and_loads_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.kp.safetensors");
    std::fs::write(&path, "old").unwrap();
    let model = small();
    model.save(&path).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), model.to_bytes().unwrap());
    assert_eq!(Model::load(&path).unwrap().content_id().unwrap(), model.content_id().unwrap());
    assert!(verify(&path, &Context::default()).unwrap().ok);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("link");
        symlink(&path, &link).unwrap();
        model.save(&link).unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(mode(&path), 0o640);
    }
}

#[test]
fn models_of_fasttext_are_read_as_our_own() {
    let bytes = include_bytes!("../text/fasttext/bin/pruned.ftz");
    let texts: crate::data::Strings = ["please pay the invoice"].into_iter().collect();
    let data = Frame::new().with("text", texts).unwrap().into();
    let ctx = Context::new();
    let answer = crate::text::read_fasttext(bytes).unwrap().predict(&data, &ctx).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ftz");
    std::fs::write(&path, bytes).unwrap();
    for model in [Model::from_bytes(bytes).unwrap(), Model::load(&path).unwrap()] {
        assert_eq!(model.predict(&data, &ctx).unwrap(), answer);
        // From here on it is a model file.
        assert_eq!(Model::from_bytes(&model.to_bytes().unwrap()).unwrap().predict(&data, &ctx).unwrap(), answer);
    }
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(Model::load(&path).unwrap_err().code(), "kp.corrupt_model");
    assert_eq!(Model::load(folder.path()).unwrap_err().code(), "kp.io");
    assert_eq!(Model::load(folder.path().join("none")).unwrap_err().code(), "kp.io");
    std::fs::write(&path, &bytes[..3]).unwrap();
    assert_eq!(Model::load(&path).unwrap_err().code(), "kp.corrupt_model");
}

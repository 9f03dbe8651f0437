//! Files that a stranger could make: every digest is right, but the state is not what a component wrote. Loading one is
//! an error or a model that answers; never a panic, a hang, or an allocation beyond reason.

use super::read::{self, Source};
use super::tests::{join, split};
use super::*;
use crate::catalog;
use crate::component::{DType, Entry, Family, FitInput};
use crate::data::{Data, Frame, Strings};
use crate::math::rng::Rng;
use header::{Index, Slot};
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

fn data(family: Family) -> Data {
    let n = 40;
    let y: Vec<f64> = (0..n).map(|i| 20.0 + 0.1 * f64::from(i) + f64::from(i * 7919 % 101) / 50.0).collect();
    let text = |i: i32| ["late invoice", "broken screen", "thanks, great", "café Заказ"][i as usize % 4].to_owned();
    let label = |i: i32| if i % 4 < 2 { "a" } else { "b" };
    let frame = match family {
        Family::Forecaster | Family::SeriesDetector => {
            Frame::new().with("ds", (0..i64::from(n)).collect::<Vec<_>>()).unwrap().with("y", y)
        }
        Family::Detector | Family::StreamDetector => Frame::new().with("x", y.clone()).unwrap().with("z", y),
        Family::Vectorizer => Frame::new().with("text", (0..n).map(text).collect::<Strings>()),
        Family::Index => {
            let texts = (0..n).map(text).collect::<Strings>();
            Frame::new().with("text", texts).unwrap().with("x", y.clone()).unwrap().with("z", y)
        }
        Family::Regressor => Frame::new().with("text", (0..n).map(text).collect::<Strings>()).unwrap().with("y", y),
        Family::Classifier => {
            let labels: Strings = (0..n).map(label).collect();
            Frame::new().with("text", (0..n).map(text).collect::<Strings>()).unwrap().with("label", labels)
        }
    };
    frame.unwrap().into()
}

/// Everything that a model can be asked; answers and errors are as good.
fn use_it(bytes: &[u8], data: &Data) -> bool {
    let ctx = Context::new().threads(1).deadline(Duration::from_secs(5));
    let Ok((mut model, _)) = read::model(Source::memory(bytes), &Limits::default()) else { return false };
    let _ = (model.parts(), model.to_bytes(), model.verify(&ctx));
    for &verb in model.entry().family.verbs() {
        let args = if verb == "forecast" { json!({"h": 3, "level": [90]}) } else { Value::Null };
        let given = (verb != "forecast").then_some(data);
        let _ = model.call(verb, &args, given, &ctx);
    }
    let _ = model.update(data, &ctx);
    true
}

/// One change to a state that a component wrote.
fn mutate(manifest: &mut Value, slots: &mut Vec<(Slot, Vec<u8>)>, rng: &mut Rng) -> String {
    let own: Vec<usize> = (0..slots.len()).filter(|&slot| slots[slot].0.name.starts_with("model.")).collect();
    if own.is_empty() || rng.below(6) == 0 {
        return mutate_fact(manifest, rng);
    }
    let place = own[rng.below(own.len())];
    let (slot, bytes) = &mut slots[place];
    let (name, size) = (slot.name.clone(), slot.dtype.size());
    match rng.below(5) {
        0 => {
            slots.remove(place);
            format!("{name} removed")
        }
        1 => {
            let elements = rng.below(bytes.len() / size + 3);
            bytes.resize(elements * size, 1);
            slot.shape = vec![elements];
            format!("{name} has {elements} elements")
        }
        _ if bytes.is_empty() => format!("{name} is empty"),
        _ => {
            let element = rng.below(bytes.len() / size);
            let odd = odd_bytes(slot.dtype, rng);
            bytes[element * size..(element + 1) * size].copy_from_slice(&odd);
            format!("{name}[{element}] = {odd:?}")
        }
    }
}

fn mutate_fact(manifest: &mut Value, rng: &mut Rng) -> String {
    let mut leaves = Vec::new();
    collect_leaves(&manifest["state"], "/state".into(), &mut leaves);
    let leaf = leaves[rng.below(leaves.len())].clone();
    let odd = [
        json!(null),
        json!(-1),
        json!(1_i64 << 53),
        json!(1e308),
        json!("x"),
        json!([]),
        json!({}),
        json!(0),
        json!(true),
    ];
    let odd = odd[rng.below(odd.len())].clone();
    let what = format!("{leaf} = {odd}");
    if let Some(value) = manifest.pointer_mut(&leaf) {
        *value = odd;
    }
    what
}

fn odd_bytes(dtype: DType, rng: &mut Rng) -> Vec<u8> {
    let real = [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e300, 5e-324, f64::from_bits(rng.next())][rng.below(7)];
    let whole = [-1, 0, 1, i64::MAX, i64::MIN, 1 << 40, rng.next() as i64][rng.below(7)];
    match dtype {
        DType::F64 => real.to_le_bytes().to_vec(),
        DType::F32 => (real as f32).to_le_bytes().to_vec(),
        _ => whole.to_le_bytes()[..dtype.size()].to_vec(),
    }
}

fn collect_leaves(value: &Value, path: String, leaves: &mut Vec<String>) {
    leaves.push(path.clone());
    let escape = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| collect_leaves(value, format!("{path}/{}", escape(key)), leaves));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, value)| collect_leaves(value, format!("{path}/{n}"), leaves));
        }
        _ => {}
    }
}

fn rounds(entry: &Entry, bytes: &[u8], data: &Data, rounds: usize) -> (usize, Vec<String>) {
    let (manifest, index, tensors) = split(bytes);
    let mut start = 0;
    let mut whole = Vec::new();
    for slot in &index.slots {
        let end = start + slot.bytes().unwrap() as usize;
        whole.push((slot.clone(), tensors[start..end].to_vec()));
        start = end;
    }
    let mut rng = Rng::new(3, crate::math::rng::hash(entry.id));
    let (mut loaded, mut panics) = (0, Vec::new());
    for _ in 0..rounds {
        let (mut manifest, mut slots) = (manifest.clone(), whole.clone());
        let what = mutate(&mut manifest, &mut slots, &mut rng);
        slots.sort_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
        let index = Index::new(slots.iter().map(|(slot, _)| slot.clone()).collect(), &Limits::default()).unwrap();
        let tensors: Vec<u8> = slots.into_iter().flat_map(|(_, bytes)| bytes).collect();
        manifest["tensors_sha256"] = json!(sha256(&tensors));
        manifest["index_sha256"] = json!(index.sha256());
        let file = join(&manifest, &index, &tensors);
        match catch_unwind(AssertUnwindSafe(|| use_it(&file, data))) {
            Ok(was_loaded) => loaded += usize::from(was_loaded),
            Err(_) => panics.push(format!("{}: {what}", entry.id)),
        }
    }
    (loaded, panics)
}

#[test]
fn a_state_that_no_component_wrote_is_refused_or_answers() {
    let entries: Vec<&Entry> = catalog::list().iter().collect();
    let panics = Context::new().map(entries.len(), |at| {
        let entry = entries[at];
        let data = data(entry.family);
        let input = FitInput { data: &data, target: None, options: &Value::Null };
        let folder = json!({"folder": concat!(env!("CARGO_MANIFEST_DIR"), "/conformance/files/tiny_bert")});
        let params = if entry.id == "text.sentence_encoder" { folder } else { Value::Null };
        let model = Model::fit(*entry, &params, input, &Context::new().threads(1));
        let bytes = model.and_then(|model| model.to_bytes()).unwrap_or_else(|error| panic!("{}: {error}", entry.id));
        assert!(use_it(&bytes, &data), "{}: the unchanged file does not load", entry.id);
        let (loaded, of_this) = rounds(entry, &bytes, &data, 100);
        assert!(loaded < 100, "{}: no change was noticed", entry.id);
        Ok(of_this)
    });
    let panics = panics.unwrap().concat();
    assert!(panics.is_empty(), "panics:\n{}", panics.join("\n"));
}

use super::*;
use crate::component::Model;
use crate::data::{Data, Feature};
use ndarray::Array2;
use serde_json::{Value, json};

/// Rows on a curve in four dimensions, and a fifth column that is constant.
fn curve(rows: usize) -> Array2<f64> {
    let mut rng = Rng::new(5, 0);
    let mut values = Vec::with_capacity(5 * rows);
    for _ in 0..rows {
        let (t, noise) = (rng.normal(), 0.05 * rng.normal());
        values.extend([t, t * t + noise, 100.0 - 30.0 * t, 2.0 * t + noise, 7.0]);
    }
    Array2::from_shape_vec((rows, 5), values).unwrap()
}

fn quick() -> Autoencoder {
    Autoencoder::default().device("cpu").hidden(&[16]).epochs(30).learning_rate(0.01)
}

fn frame(array: &Array2<f64>) -> Data {
    let columns = array.columns().into_iter().enumerate();
    let frame = columns.fold(Frame::new(), |frame, (place, column)| {
        frame.with(format!("x{place}"), Column::F64(column.to_vec())).unwrap()
    });
    frame.into()
}

fn fit(component: &Autoencoder, array: &Array2<f64>, ctx: &Context) -> Result<Model> {
    component.fit_with(&Table::from_array(array.view())?, ctx)
}

#[test]
fn rows_off_the_curve_stand_out_and_say_why() {
    let train = curve(600);
    let model = fit(&quick(), &train, &Context::new()).unwrap();
    let ctx = Context::default();
    // Each value of the second row is common, but its third column does not follow its first; the fifth column of the third
    // row was always 7.
    let rows = ndarray::array![[1.0, 1.0, 70.0, 2.0, 7.0], [1.0, 1.0, 130.0, 2.0, 7.0], [1.0, 1.0, 70.0, 2.0, 9.0]];
    let scores = model.score(&frame(&rows), &ctx).unwrap();
    assert!(scores[1] > 20.0 * scores[0], "{scores:?}");
    let why = model.explain(&frame(&rows), &Default::default(), &ctx).unwrap();
    for (row, score) in scores.iter().enumerate().take(3) {
        let sum: f64 = (0..5).map(|column| why.f64(&format!("x{column}")).unwrap()[row]).sum();
        assert!((sum - score).abs() < 1e-12 * score);
    }
    assert!(why.f64("x4").unwrap()[2] > 0.4 * scores[2], "{why:?}");
    // A tenth of the training rows is above the threshold.
    let judged = model.predict(&frame(&train), &ctx).unwrap();
    let anomalies = judged.bools("anomaly").unwrap();
    assert_eq!(anomalies.iter().filter(|&&anomaly| anomaly).count(), 60);
}

#[test]
fn a_saved_model_gives_the_same_bits_without_a_device() {
    let train = curve(150);
    let model = fit(&quick().epochs(3), &train, &Context::new()).unwrap();
    let loaded = Model::from_bytes(&model.to_bytes().unwrap()).unwrap();
    let ctx = Context::default();
    let bits = |model: &Model, ctx: &Context| -> Vec<u64> {
        model.score(&frame(&train), ctx).unwrap().into_iter().map(f64::to_bits).collect()
    };
    assert_eq!(bits(&model, &ctx), bits(&loaded, &ctx));
    assert_eq!(bits(&model, &ctx), bits(&model, &ctx.threads(1)));
    assert!(loaded.verify(&Context::default()).unwrap().ok);
    let parts = loaded.parts().unwrap();
    assert_eq!(parts.summary["device"], json!("cpu"));
    assert_eq!(parts.summary["widths"], json!([5, 16, 3, 16, 5]));
    assert_eq!(parts.tables[0].1.rows(), 3);
}

#[test]
fn a_damaged_state_is_refused() {
    let model = fit(&quick().epochs(1), &curve(50), &Context::new()).unwrap();
    let mut store = Store::default();
    model.body.store(&mut store).unwrap();
    assert!(AutoencoderState::restore(&store, 5).is_ok());
    let changes: [&dyn Fn(&mut Store); 6] = [
        &|store| store.put("scale.width", &[1.0, 1.0, 0.0, 1.0, 1.0]),
        &|store| store.put("scale.centre", &[1.0, 1.0, f64::NAN, 1.0, 1.0]),
        &|store| store.put("scale.centre", &[1.0]),
        &|store| store.put("losses", &[f64::INFINITY]),
        &|store| store.set("kept_epoch", &2).unwrap(),
        &|store| store.put("layer0.bias", &[0.0f32]),
    ];
    for (place, change) in changes.into_iter().enumerate() {
        let mut store = store.clone();
        change(&mut store);
        assert_eq!(AutoencoderState::restore(&store, 5).unwrap_err().code(), "kp.corrupt_model", "change {place}");
    }
}

#[test]
fn bad_input_is_refused() {
    let code =
        |component: Autoencoder, array: &Array2<f64>| fit(&component, array, &Context::new()).unwrap_err().code();
    let mut gap = curve(20);
    gap[[3, 1]] = f64::NAN;
    assert_eq!(code(quick(), &gap), "kp.missing_values");
    assert_eq!(code(quick(), &curve(1)), "kp.not_enough_data");
    assert_eq!(code(quick().device("tpu"), &curve(20)), "kp.invalid_params");
    assert_eq!(code(quick().hidden(&[0]), &curve(20)), "kp.invalid_params");
    assert_eq!(code(quick().learning_rate(0.0), &curve(20)), "kp.invalid_params");
    assert_eq!(code(quick().hidden(&[65_536, 65_536]), &curve(20)), "kp.invalid_params");
    #[cfg(not(feature = "cuda"))]
    assert_eq!(code(quick().device("cuda"), &curve(20)), "kp.device_unavailable");
    let words = Frame::new().with("word", Column::Str(["a", "b"].into_iter().collect())).unwrap();
    let error = quick().fit(&Table::from_frame(&words).unwrap()).unwrap_err();
    assert_eq!(error.code(), "kp.invalid_data");
    let cancel = crate::component::CancelToken::default();
    cancel.cancel();
    let error = fit(&quick(), &curve(20), &Context::new().cancel_with(&cancel)).unwrap_err();
    assert_eq!(error.code(), "kp.cancelled");
}

/// The component as users call it: trained on the device, and saved without it.
#[cfg(feature = "wgpu")]
#[test]
fn a_model_trained_through_wgpu_answers_without_it() {
    if std::env::var_os("KINGPOST_ALLOW_SOFTWARE_GPU").is_none() {
        return;
    }
    let train = curve(64);
    let model = fit(&quick().device("wgpu").epochs(2), &train, &Context::new()).unwrap();
    assert_eq!(model.parts().unwrap().summary["device"], json!("wgpu:0"));
    let loaded = Model::from_bytes(&model.to_bytes().unwrap()).unwrap();
    assert!(loaded.verify(&Context::default()).unwrap().ok);
    let ctx = Context::default();
    assert_eq!(model.score(&frame(&train), &ctx).unwrap(), loaded.score(&frame(&train), &ctx).unwrap());
}

#[test]
fn constant_and_tiny_tables_are_fitted() {
    let model = fit(&quick().epochs(2), &Array2::from_elem((2, 1), 3.0), &Context::new()).unwrap();
    let scores = model.score(&frame(&ndarray::array![[3.0], [1e99]]), &Context::default()).unwrap();
    assert!(scores[0] < 1e-3 && scores[1] > 1.0, "{scores:?}");
}

#[test]
fn scales_are_those_of_numpy() {
    let column = [1.0, 2.0, 4.0, 8.0, 100.0];
    let robust = Scale::of(&column, Scaling::Robust);
    // numpy: median 4, percentiles 2 and 8: (8 - 2) / 1.349
    assert_eq!(robust.centre, 4.0);
    assert!((robust.width - 4.447_739).abs() < 1e-6);
    let standard = Scale::of(&column, Scaling::Standard);
    // numpy: mean 23, std 38.574603
    assert!((standard.centre - 23.0).abs() < 1e-12 && (standard.width - 38.574_603).abs() < 1e-6, "{standard:?}");
    // Without a range the standard deviation, and 1 for a constant.
    assert!((Scale::of(&[0.0, 0.0, 0.0, 0.0, 5.0], Scaling::Robust).width - 2.0).abs() < 1e-12);
    assert_eq!(Scale::of(&[0.1, 0.1, 0.1], Scaling::Standard).width, 1.0);
    assert_eq!(robust.apply(1e9), 8.0);
}

#[test]
fn the_catalogue_has_it() {
    let entry = crate::catalog::get("anomaly.autoencoder").unwrap();
    assert_eq!(entry.name, "Autoencoder");
    let defaults: Value = entry.defaults().unwrap();
    assert_eq!(defaults["device"], "auto");
    let table = curve(3);
    assert!(matches!(Table::from_array(table.view()).unwrap().features()[0].1, Feature::Float(_)));
}

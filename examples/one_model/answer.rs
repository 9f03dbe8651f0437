//! Loads the three models and prints what they answer, as bits.
//! usage: answer MODELS_FOLDER

use kingpost::component::Context;
use kingpost::data::{Column, Frame, Strings};
use kingpost::{Error, Model};

fn show(name: &str, values: &[f64]) {
    let bits: String = values.iter().map(|value| format!(" {:016x}", value.to_bits())).collect();
    println!("{name}{bits}");
}

fn main() -> Result<(), Error> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    let ctx = Context::new();

    let forecaster = Model::load(format!("{folder}/forecast.kp.safetensors"))?;
    println!("forecast.content_id {}", forecaster.content_id()?);
    let forecast = forecaster.forecast(12, &[95.0])?;
    for column in ["AutoETS", "AutoETS-lo-95", "AutoETS-hi-95"] {
        show(&format!("forecast.{column}"), forecast.f64(column)?);
    }

    let detector = Model::load(format!("{folder}/anomaly.kp.safetensors"))?;
    println!("anomaly.content_id {}", detector.content_id()?);
    let names = [
        "radius",
        "texture",
        "perimeter",
        "area",
        "smoothness",
        "compactness",
        "concavity",
        "concave_points",
        "symmetry",
        "fractal_dimension",
    ];
    let rows = [
        [17.99, 10.38, 122.8, 1001.0, 0.1184, 0.2776, 0.3001, 0.1471, 0.2419, 0.07871],
        [13.54, 14.36, 87.46, 566.3, 0.09779, 0.08129, 0.06664, 0.04781, 0.1885, 0.05766],
    ];
    let mut table = Frame::new();
    for (i, name) in names.iter().enumerate() {
        table.push((*name).to_owned(), Column::F64(rows.iter().map(|row| row[i]).collect()))?;
    }
    show("anomaly.score", &detector.score(&table.into(), &ctx)?);

    let classifier = Model::load(format!("{folder}/text.kp.safetensors"))?;
    println!("text.content_id {}", classifier.content_id()?);
    let texts: Strings =
        ["my parcel never came", "Die Rechnung ist falsch", "the app crashes 👩‍🔧"].into_iter().collect();
    let probabilities = classifier.predict_proba(&Frame::new().with("text", texts)?.into(), &ctx)?;
    for (team, column) in probabilities.iter() {
        if let Column::F64(values) = column {
            show(&format!("text.{team}"), values);
        }
    }
    Ok(())
}

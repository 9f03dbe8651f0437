use kingpost::component::{Classifier, Context, ExplainArgs, Vectorizer};
use kingpost::data::{Column, Data, Documents, Frame, Strings};
use kingpost::text::{LinearClassifier, TfidfVectorizer};
use kingpost::{Error, Result};

fn texts(rows: &[&str]) -> Result<Data, Error> {
    let rows: Strings = rows.iter().copied().collect();
    Ok(Frame::new().with("text", rows)?.into())
}

fn main() -> Result<(), Error> {
    let ctx = Context::new();
    let rows = ["the parcel never came", "where is my parcel", "the invoice is wrong", "charged twice on one invoice"];
    let rows: Strings = rows.into_iter().collect();
    let teams: Strings = ["delivery", "delivery", "billing", "billing"].into_iter().collect();

    let tfidf = TfidfVectorizer::default().fit(&rows)?;
    let features = tfidf.transform(&texts(&["the parcel"])?, &ctx)?;
    let names = tfidf.feature_names()?;
    let names = names.strings("feature")?;
    let (columns, values) = features.row(0);
    let weights: Vec<_> = columns.iter().zip(values).map(|(&i, value)| (names.get(i as usize), value)).collect();
    println!("weights {}", weights.iter().map(|(name, w)| format!("{} {w} ", name.unwrap_or("?"))).collect::<String>());

    let model = LinearClassifier::default().fit(&Documents::Texts(rows), &Column::Str(teams))?;
    let late = texts(&["my parcel is late"])?;
    if let Column::Str(classes) = model.classes()? {
        println!("classes {:?}", classes.iter().flatten().collect::<Vec<_>>());
    }
    println!("predict {}", model.predict(&late, &ctx)?.strings("label")?.get(0).unwrap_or("?"));
    let chances = model.predict_proba(&late, &ctx)?;
    println!("probabilities {} {}", chances.f64("billing")?[0], chances.f64("delivery")?[0]);
    let why = model.explain(&late, &ExplainArgs { top: 3 }, &ctx)?;
    println!("why {:?}", why.strings("feature")?.iter().flatten().collect::<Vec<_>>());
    Ok(())
}

use kingpost::component::{Classifier, Context, Function};
use kingpost::data::{Column, Documents, Frame, Strings};
use kingpost::text::{LinearClassifier, NameCandidates, Redact};
use kingpost::{Error, Result};

fn main() -> Result<(), Error> {
    let known = ["Anna", "Berg", "Paul", "Lopez", "Maria", "Stone"];
    let letters = [
        "Yesterday Anna Berg called about the invoice.",
        "The parcel for Paul Lopez is in Hamburg.",
        "On Monday Maria Stone asked for a refund.",
        "I met Anna Lopez and Paul in Vienna.",
        "In March the Berlin office will be closed.",
        "On Friday Acme sent the invoice to Hamburg.",
    ];
    let ctx = Context::new();
    let table = |texts: &[&str]| Frame::new().with("text", texts.iter().collect::<Strings>());
    let words = NameCandidates::default().call(&[Some(&table(&letters)?)], &ctx)?.frame()?;
    let label = |word| if known.contains(&word) { "person" } else { "other" };
    let labels: Strings = words.strings("text")?.iter().flatten().map(label).collect();
    let contexts = Documents::Texts(words.strings("context")?.clone());
    let model = LinearClassifier::default().fit(&contexts, &Column::Str(labels))?;

    let fresh = table(&["On Tuesday Clara Holm called about a parcel in Berlin."])?;
    let found = NameCandidates::default().call(&[Some(&fresh)], &ctx)?.frame()?;
    let contexts = Frame::new().with("text", found.strings("context")?.clone())?;
    let chances = model.predict_proba(&contexts.into(), &ctx)?;
    let found = found.with("confidence", chances.f64("person")?.to_vec())?;
    let safe = Redact::default().call(&[Some(&fresh), Some(&found)], &ctx)?.frame()?;
    println!("{}", safe.strings("text")?.get(0).unwrap_or_default());
    Ok(())
}

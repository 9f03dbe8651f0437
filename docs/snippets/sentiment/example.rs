use kingpost::component::{Classifier, Context, ExplainArgs};
use kingpost::data::{Column, Data, Documents, Frame, Strings};
use kingpost::text::LinearClassifier;
use kingpost::{Error, Result};

fn main() -> Result<(), Error> {
    let good = ["a good film", "good and funny", "I loved every minute", "great acting, good story", "what a joy"];
    let bad = ["not good", "a dull film", "not funny at all", "I hated every minute", "bad acting, dull story"];
    let reviews: Strings = good.into_iter().chain(bad).collect();
    let labels: Strings = good.iter().map(|_| "positive").chain(bad.iter().map(|_| "negative")).collect();
    let model = LinearClassifier::default().fit(&Documents::Texts(reviews), &Column::Str(labels))?;

    let ctx = Context::new();
    for review in ["a great and funny story", "not a good film, dull"] {
        let review: Data = Frame::new().with("text", [review].into_iter().collect::<Strings>())?.into();
        let judged = model.predict(&review, &ctx)?;
        let why = model.explain(&review, &ExplainArgs { top: 2 }, &ctx)?;
        let label = judged.strings("label")?.get(0).unwrap_or("?");
        let why: Vec<&str> = why.strings("feature")?.iter().flatten().collect();
        println!("{label} {} because of {}", judged.f64("probability")?[0], why.join(" "));
    }
    Ok(())
}

use kingpost::component::{Context, Index, SearchArgs, Vectorizer};
use kingpost::data::{Frame, Strings};
use kingpost::{Error, neural::SentenceEncoder, text::ExactNeighbors};

fn main() -> Result<(), Error> {
    let ctx = Context::new();
    let texts = ["the parcel never came.", "my delivery is missing", "the quick brown fox jumped"];
    let rows: Strings = texts.into_iter().collect();
    // A folder as models are published in; this one is tiny, and its weights are random.
    let encoder = SentenceEncoder::default().folder("tiny_bert".to_owned());
    let (encoder, vectors) = encoder.fit_transform(&rows, &ctx)?;
    println!("dimensions {}", vectors.columns());

    let index = ExactNeighbors::default().fit(&vectors.to_frame()?)?;
    let query: Strings = ["The PARCEL never came."].into_iter().collect();
    let query = encoder.transform(&Frame::new().with("text", query)?.into(), &ctx)?;
    let found = index.search(&query.into(), &SearchArgs { k: 1, ..SearchArgs::default() }, &ctx)?;
    let nearest = found.numbers("id")?[0] as usize;
    let score = (found.numbers("score")?[0] * 1e6).round() / 1e6;
    println!("nearest {} {score}", texts[nearest]);
    Ok(())
}

use kingpost::component::{Context, Function};
use kingpost::data::{Frame, Strings};
use kingpost::{Error, text::FuzzyMatch, text::NearDuplicates};

fn main() -> Result<(), Error> {
    let texts = |rows: &[&str]| Frame::new().with("text", rows.iter().copied().collect::<Strings>());
    let complaints = texts(&[
        "My parcel has not arrived, and nobody answers the phone. Order 4711.",
        "The invoice for March is wrong.",
        "my parcel has not arrived and nobody answers the phone!! order 4712",
        "The screen stays black after the update.",
    ])?;
    let ctx = Context::new();
    let pairs = NearDuplicates::default().call(&[Some(&complaints)], &ctx)?.frame()?;
    let similarity = (pairs.f64("similarity")?[0] * 1e4).round() / 1e4;
    println!("alike {} {} {similarity}", pairs.numbers("row")?[0], pairs.numbers("other")?[0]);

    // What people mistype, found in a list of what there is.
    let (meant, cities) = (texts(&["Mnuich", "Hambrug"])?, texts(&["Berlin", "Hamburg", "Munich"])?);
    let found = FuzzyMatch::default().call(&[Some(&meant), Some(&cities)], &ctx)?.frame()?;
    println!("meant {}", found.strings("match")?.iter().flatten().collect::<Vec<_>>().join(" "));
    Ok(())
}

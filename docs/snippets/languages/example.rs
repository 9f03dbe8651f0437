use kingpost::component::Context;
use kingpost::data::{Frame, Strings};
use kingpost::{Error, Model};

fn main() -> Result<(), Error> {
    // A model of 79 languages, in examples/data.
    let languages = Model::load("languages.kp.safetensors")?;
    let texts: Strings =
        ["Wo ist der Bahnhof?", "Onde fica a estação?", "Hvor er stasjonen?", "駅はどこですか。"].into_iter().collect();
    let name = languages.card().name.as_deref().unwrap_or_default();
    println!("{name} {}", languages.classes()?.len());
    let found = languages.predict(&Frame::new().with("text", texts)?.into(), &Context::new())?;
    let codes: Vec<&str> = found.strings("label")?.iter().flatten().collect();
    println!("{}", codes.join(" "));
    Ok(())
}

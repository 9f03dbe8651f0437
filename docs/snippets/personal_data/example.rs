use kingpost::component::{Context, Function};
use kingpost::data::{Frame, Strings};
use kingpost::text::{Redact, Unredact};

fn main() -> Result<(), kingpost::Error> {
    let texts = ["Please call +49 30 901820 or write to ada@example.org", "ada@example.org has paid"];
    let texts = Frame::new().with("text", texts.into_iter().collect::<Strings>())?;
    let ctx = Context::new();
    let safe = Redact::default().call(&[Some(&texts)], &ctx)?.frame()?;
    let line = |frame: &Frame, row: usize| -> Result<String, kingpost::Error> {
        Ok(frame.strings("text")?.get(row).unwrap_or_default().to_owned())
    };
    println!("{}", line(&safe, 0)?);
    println!("{}", line(&safe, 1)?);

    // The keys lead back to the texts: keep them as you kept those.
    let whole = Unredact::default().call(&[Some(&safe)], &ctx)?.frame()?;
    println!("{}", line(&whole, 1)?);
    Ok(())
}

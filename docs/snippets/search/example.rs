use kingpost::component::{Context, Id, Index, SearchArgs};
use kingpost::data::{Frame, Strings};
use kingpost::{Error, text::BM25};

fn main() -> Result<(), Error> {
    let text = |values: &[&str]| values.iter().copied().collect::<Strings>();
    let items = Frame::new()
        .with("id", text(&["a", "b", "c"]))?
        .with("text", text(&["late invoice", "broken screen", "invoice for a screen"]))?;
    let mut index = BM25::default().fit(&items)?;

    let ctx = Context::new();
    let search = |index: &kingpost::Model, query: &str, args: SearchArgs| -> Result<Vec<String>, Error> {
        let found = index.search(&Frame::new().with("text", text(&[query]))?.into(), &args, &ctx)?;
        Ok(found.strings("id")?.iter().flatten().map(str::to_owned).collect())
    };
    for query in ["where is my invoice", "screen invoice"] {
        println!("{query} {:?}", search(&index, query, SearchArgs { k: 2, ..SearchArgs::default() })?);
    }

    let more = Frame::new().with("id", text(&["d"]))?.with("text", text(&["the invoice is wrong"]))?;
    index.update(&more.into(), &ctx)?;
    println!("{:?}", search(&index, "wrong invoice", SearchArgs { k: 1, ..SearchArgs::default() })?);
    // Only what this user may see.
    let allow = Some(["a", "b"].map(|id| Id::Text(id.into())).to_vec());
    println!("{:?}", search(&index, "invoice", SearchArgs { allow, ..SearchArgs::default() })?);
    Ok(())
}

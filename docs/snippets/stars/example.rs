use kingpost::component::{Context, ExplainArgs, Regressor};
use kingpost::data::{Column, Data, Documents, Frame, Strings};
use kingpost::text::Ridge;
use kingpost::{Error, Result};

fn main() -> Result<(), Error> {
    let reviews =
        ["strong and quiet", "quiet, a joy", "good but loud", "loud and weak", "weak, it broke", "it broke at once"];
    let stars = Column::F64(vec![5.0, 5.0, 3.5, 2.0, 1.5, 1.0]);
    let model = Ridge::default().alpha(0.1).fit(&Documents::Texts(reviews.into_iter().collect()), &stars)?;

    let ctx = Context::new();
    for review in ["strong but loud", "a quiet one"] {
        let review: Data = Frame::new().with("text", [review].into_iter().collect::<Strings>())?.into();
        let why = model.explain(&review, &ExplainArgs { top: 2 }, &ctx)?;
        print!("{} because of", model.predict(&review, &ctx)?.f64("prediction")?[0]);
        let shares = why.strings("feature")?.iter().flatten().zip(why.f64("contribution")?);
        shares.for_each(|(feature, share)| print!(" {feature} {share}"));
        println!();
    }
    Ok(())
}

use kingpost::component::Forecaster;
use kingpost::data::{Column, Frame, Missing, Panel, PanelSpec, Strings, TimeUnit, Times};
use kingpost::{Error, forecast::RandomWalkWithDrift};

fn main() -> Result<(), Error> {
    // Days since 1970 of the first of January to April 2024.
    let [january, february, march, april] = [19_723, 19_754, 19_783, 19_814].map(|day| day * 86_400_000);
    let shops: Strings = ["A", "A", "A", "B", "B", "B", "B"].into_iter().collect();
    let months = vec![january, february, april, january, february, march, april];
    let sales = Frame::new()
        .with("shop", shops)?
        .with("month", Times::new(months, TimeUnit::Millisecond))?
        .with("sold", vec![10.0, 12.0, 16.0, 5.0, 5.0, f64::NAN, 8.0])?;
    let mut spec = PanelSpec {
        id_col: "shop".into(),
        time_col: "month".into(),
        target_col: "sold".into(),
        freq: Some("MS".into()),
        missing: Missing::Keep,
    };
    let drift = RandomWalkWithDrift::default();

    if let Err(error) = drift.fit(&Panel::from_frame(&sales, spec.clone())?) {
        println!("{}", error.code());
    }

    spec.missing = Missing::Interpolate;
    let forecast = drift.fit(&Panel::from_frame(&sales, spec)?)?.forecast(2, &[])?;
    let (shops, sold) = (forecast.strings("shop")?, forecast.f64("RandomWalkWithDrift")?);
    if let Column::Time(months) = forecast.column("month")? {
        for (row, sold) in sold.iter().enumerate() {
            println!("{} {} {sold}", shops.get(row).unwrap_or("?"), months.ticks[row]);
        }
    }
    Ok(())
}

use kingpost::component::{Context, Detector};
use kingpost::data::{Frame, Table};
use kingpost::{Error, neural::Autoencoder};

fn main() -> Result<(), Error> {
    // Two columns that move together; the last row breaks the rule, though each of its values is common.
    let mut columns = [1.0, 2.0].map(|slope| (0..100).map(|t| slope * f64::from(t % 10)).collect::<Vec<_>>());
    columns[0].push(1.0);
    columns[1].push(16.0);
    let [x0, x1] = columns;
    let rows = Frame::new().with("x0", x0)?.with("x1", x1)?;

    let ctx = Context::new().seed(3);
    let network = Autoencoder::default().device("cpu").latent(1).epochs(100).learning_rate(0.01).trim(0.1);
    let model = network.fit_with(&Table::from_frame(&rows)?, &ctx)?;
    let scores = model.score(&rows.clone().into(), &ctx)?;
    println!("trained on {}", model.parts()?.summary["device"]);
    println!("most anomalous row {}", (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0));

    if let Err(error) = Autoencoder::default().device("cuda:255").fit(&Table::from_frame(&rows)?) {
        println!("{}", error.code());
    }
    Ok(())
}

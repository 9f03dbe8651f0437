use kingpost::component::{Context, StreamDetector};
use kingpost::data::{Frame, Table};
use kingpost::{Error, anomaly::RobustRandomCutForest};

fn main() -> Result<(), Error> {
    // A measurement that swings between -2 and 2, and jumps once.
    let mut stream: Vec<f64> = (0..200).map(|row| f64::from(7 * row % 5 - 2)).collect();
    stream[150] = 9.0;

    let ctx = Context::new().seed(1);
    let forest = RobustRandomCutForest::default().num_trees(20).tree_size(64).shingle_size(2);
    let past = Frame::new().with("x0", stream[..100].to_vec())?;
    let mut model = forest.fit_with(&Table::from_frame(&past)?, &ctx)?;
    for (row, &value) in stream.iter().enumerate().skip(100) {
        let score = model.update(&Frame::new().with("x0", vec![value])?.into(), &ctx)?.f64("score")?[0];
        if score > 0.3 {
            println!("{row} {score}");
        }
    }
    Ok(())
}

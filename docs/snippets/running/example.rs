use kingpost::component::{CancelToken, Context, Detector, Progress};
use kingpost::data::{Frame, Table};
use kingpost::{Error, ErrorKind, anomaly::IsolationForest, neural::Autoencoder};
use std::time::Duration;

fn main() -> Result<(), Error> {
    let [x0, x1] = [7, 11].map(|period| (0..1000).map(|value| f64::from(value % period)).collect::<Vec<_>>());
    let rows = Frame::new().with("x0", x0)?.with("x1", x1)?;
    let rows = Table::from_frame(&rows)?;
    let id = |ctx: Context| IsolationForest::default().fit_with(&rows, &ctx)?.content_id();

    // The seed decides; the threads do not.
    let one = id(Context::new().seed(7).threads(1))?;
    println!("same model {}", one == id(Context::new().seed(7).threads(4))?);
    println!("another seed {}", one == id(Context::new().seed(8))?);

    // Hours of work, but only a millisecond for it; and somebody who watches: another thread may call `steps.get()`.
    let steps = Progress::default();
    let long = Autoencoder::default().device("cpu").epochs(100_000);
    let hurry = Context::new().deadline(Duration::from_millis(1)).report_to(&steps);
    if let Err(error) = long.fit_with(&rows, &hurry) {
        println!("{}", error.code());
    }

    // Another thread would call cancel() while the fit runs.
    let token = CancelToken::default();
    token.cancel();
    match long.fit_with(&rows, &Context::new().cancel_with(&token)) {
        Err(error) if error.kind() == ErrorKind::Cancelled => println!("stopped"),
        other => return other.map(|_| ()),
    }
    Ok(())
}

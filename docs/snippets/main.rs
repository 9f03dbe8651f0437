//! Runs the guide's example of a topic: `snippets forecasting`. Each is a program of its own to the reader; one binary
//! holds them all so that the library is linked once.

type Outcome = Result<(), Box<dyn std::error::Error>>;

macro_rules! topics {
    ($($topic:ident),*) => {
        $(mod $topic {
            include!(concat!(stringify!($topic), "/example.rs"));

            pub(super) fn run() -> super::Outcome {
                main().map_err(Into::into)
            }
        })*

        fn run(name: &str) -> Outcome {
            match name {
                $(stringify!($topic) => $topic::run(),)*
                _ => Err(format!("there is no topic '{name}'").into()),
            }
        }
    };
}

topics!(
    anomaly,
    backtest,
    calendar,
    data,
    duplicates,
    errors,
    forecasting,
    fraud,
    getting_started,
    hierarchy,
    intermittent,
    intervals,
    languages,
    maintenance,
    meaning,
    models,
    names,
    neural,
    personal_data,
    plots,
    regressors,
    running,
    search,
    sentiment,
    series,
    short_series,
    stars,
    streams,
    temporal,
    text
);

fn main() -> Outcome {
    std::env::args().skip(1).try_for_each(|name| run(&name))
}

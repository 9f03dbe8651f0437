//! Criterion benchmarks of the components on the sample data: `cargo bench -p kingpost-benches [-- NAME]`.
//!
//! They are for seeing whether a change made a component slower; what it is worth against others is `cargo xtask bench`.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use kingpost::anomaly::{ECOD, IsolationForest, RobustRandomCutForest};
use kingpost::component::{Classifier, Context, Detector, Forecaster, StreamDetector, Vectorizer};
use kingpost::data::{Column, Documents, Frame, Panel, Strings, Table};
use kingpost::forecast::{
    AutoETS, AutoTheta, CrostonOptimized, DynamicOptimizedTheta, GARCH, HoltWinters, IMAPA, MSTL, Movement, Naive,
    RandomWalkWithDrift, SeasonalNaive, SimpleExponentialSmoothing, Structural, Theta, WindowAverage,
};
use kingpost::text::{HashingVectorizer, LinearClassifier, TfidfVectorizer};
use kingpost::{Error, Model};
use std::hint::black_box;
use std::time::Duration;

const MONTHLY: &str = include_str!("../examples/data/monthly.csv");
const CELLS: &str = include_str!("../examples/data/cells.csv");
const TICKETS: &str = include_str!("../examples/data/tickets.csv");

type Outcome<T> = Result<T, Error>;

/// One of the monthly series.
fn series(id: &str) -> Vec<f64> {
    let rows = MONTHLY.lines().skip(1).filter_map(|line| line.split_once(',')).filter(|(name, _)| *name == id);
    rows.filter_map(|(_, rest)| rest.rsplit(',').next()?.parse().ok()).collect()
}

/// The cells without their diagnosis.
fn cells() -> Frame {
    let mut lines = CELLS.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let rows: Vec<Vec<f64>> =
        lines.map(|line| line.split(',').filter_map(|value| value.parse().ok()).collect()).collect();
    let mut frame = Frame::new();
    for (index, name) in names[..names.len() - 1].iter().enumerate() {
        let column = Column::F64(rows.iter().map(|row| row[index]).collect());
        frame.push((*name).to_owned(), column).expect("the sample data is a table");
    }
    frame
}

/// Texts and teams.
fn tickets() -> (Strings, Column) {
    let rows = TICKETS.lines().skip(1).filter_map(|line| line.rsplit_once(','));
    (rows.clone().map(|(text, _)| text.trim_matches('"')).collect(), Column::Str(rows.map(|(_, team)| team).collect()))
}

fn one_thread() -> Context {
    Context::new().threads(1)
}

fn forecasting(c: &mut Criterion) {
    let mut group = c.benchmark_group("forecast");
    let air = Panel::from_values(&series("airline_passengers")).expect("a panel");
    fn fit(model: &impl Forecaster, panel: &Panel) -> Outcome<Frame> {
        model.fit_with(panel, &Default::default(), &one_thread())?.forecast(12, &[95.0])
    }
    macro_rules! each {
        ($($name:literal: $model:expr),* $(,)?) => {$({
            let model = $model;
            group.bench_function($name, |b| b.iter(|| fit(&model, black_box(&air)).expect("a forecast")));
        })*};
    }
    each! {
        "naive": Naive::default(),
        "seasonal_naive": SeasonalNaive::default().season_length(12),
        "drift": RandomWalkWithDrift::default(),
        "window_average": WindowAverage::default(),
        "simple_exponential_smoothing": SimpleExponentialSmoothing::default(),
        "holt_winters": HoltWinters::default().season_length(12),
        "croston_optimized": CrostonOptimized::default(),
        "imapa": IMAPA::default(),
        "auto_ets": AutoETS::default().season_length(12),
        "mstl": MSTL::default().season_lengths([12]),
        "structural": Structural::default().trend(Movement::Stochastic).season_length(12),
        "garch": GARCH::default(),
        "theta": Theta::default().season_length(12),
        "dynamic_optimized_theta": DynamicOptimizedTheta::default().season_length(12),
        "auto_theta": AutoTheta::default().season_length(12),
    }
    group.finish();
}

fn anomaly(c: &mut Criterion) {
    let mut group = c.benchmark_group("anomaly");
    let frame = cells();
    let table = Table::from_frame(&frame).expect("a table");
    let data = frame.clone().into();
    group.throughput(Throughput::Elements(table.rows() as u64));
    fn fit(detector: &impl Detector, table: &Table<'_>) -> Model {
        detector.fit_with(table, &one_thread()).expect("a model")
    }
    let (forest, ecod) = (IsolationForest::default(), ECOD::default());
    group.bench_function("isolation_forest_fit", |b| b.iter(|| fit(&forest, black_box(&table))));
    group.bench_function("ecod_fit", |b| b.iter(|| fit(&ecod, black_box(&table))));
    for (name, model) in [("isolation_forest_score", fit(&forest, &table)), ("ecod_score", fit(&ecod, &table))] {
        group.bench_function(name, |b| b.iter(|| model.score(black_box(&data), &one_thread()).expect("scores")));
    }
    let stream = RobustRandomCutForest::default().fit_with(&table, &one_thread()).expect("a model");
    let rows = frame.take(&(0..64).collect::<Vec<_>>());
    group.throughput(Throughput::Elements(rows.rows() as u64));
    let rows = rows.into();
    group.bench_function("rrcf_update", |b| {
        let update = |mut model: Model| model.update(black_box(&rows), &one_thread()).expect("scores");
        b.iter_batched(|| stream.clone(), update, BatchSize::SmallInput);
    });
    group.finish();
}

fn text(c: &mut Criterion) {
    let mut group = c.benchmark_group("text");
    let (texts, teams) = tickets();
    let bytes: usize = TICKETS.len();
    group.throughput(Throughput::Bytes(bytes as u64));
    let data = Frame::new().with("text", texts.clone()).expect("a frame").into();
    let hashing = HashingVectorizer::default().fit_with(&texts, &one_thread()).expect("a model");
    let tfidf = TfidfVectorizer::default().fit_with(&texts, &one_thread()).expect("a model");
    for (name, model) in [("hashing_transform", hashing), ("tfidf_transform", tfidf)] {
        group.bench_function(name, |b| b.iter(|| model.transform(black_box(&data), &one_thread()).expect("a matrix")));
    }
    group.bench_function("tfidf_fit", |b| {
        b.iter(|| TfidfVectorizer::default().fit_with(black_box(&texts), &one_thread()).expect("a model"));
    });
    let documents = Documents::Texts(texts);
    let model = LinearClassifier::default().fit_with(&documents, &teams, &one_thread()).expect("a model");
    group.bench_function("linear_classifier_predict", |b| {
        b.iter(|| model.predict(black_box(&data), &one_thread()).expect("classes"));
    });
    let one = Frame::new().with("text", Strings::from_iter(["my parcel never came"])).expect("a frame").into();
    group.throughput(Throughput::Elements(1));
    group.bench_function("linear_classifier_predict_one", |b| {
        b.iter(|| model.predict(black_box(&one), &one_thread()).expect("a class"));
    });
    group.finish();
}

fn model_file(c: &mut Criterion) {
    let mut group = c.benchmark_group("model");
    let air = Panel::from_values(&series("airline_passengers")).expect("a panel");
    let frame = cells();
    let table = Table::from_frame(&frame).expect("a table");
    let ets = AutoETS::default().season_length(12).fit(&air).expect("a model");
    let forest = IsolationForest::default().fit(&table).expect("a model");
    for (name, model) in [("auto_ets", ets), ("isolation_forest", forest)] {
        let bytes = model.to_bytes().expect("bytes");
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(format!("save_{name}"), |b| b.iter(|| black_box(&model).to_bytes().expect("bytes")));
        group.bench_function(format!("load_{name}"), |b| {
            b.iter(|| Model::from_bytes(black_box(&bytes)).expect("a model"));
        });
    }
    group.finish();
}

/// Short by default; criterion's own options lengthen it.
fn short() -> Criterion {
    let criterion = Criterion::default().sample_size(10).without_plots();
    criterion.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1)).configure_from_args()
}

criterion_group! { name = benches; config = short(); targets = forecasting, anomaly, text, model_file }
criterion_main!(benches);

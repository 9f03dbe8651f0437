use super::approximate::Approximate;
use super::*;
use crate::component::Store;
use crate::data::{Frame, Table};
use crate::math::rng::Rng;

/// What a sort of all distances finds.
fn sorted(points: &Matrix, query: &[f64], skip: Option<usize>, k: usize) -> Vec<(f64, u32)> {
    let distance = |row: &[f64]| row.iter().zip(query).fold(0.0, |sum, (x, q)| sum + (x - q) * (x - q));
    let mut all: Vec<(f64, u32)> = points.iter().map(distance).zip(0..).collect();
    all.retain(|(_, row)| Some(*row as usize) != skip);
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    all.truncate(k);
    all.into_iter().map(|(squared, row)| (sqrt(squared), row)).collect()
}

fn check(points: &Matrix, queries: &Matrix, k: usize) {
    let neighbors = Neighbors::new(points);
    let ctx = Context::new();
    let own = neighbors.of_rows(points, k, &ctx).unwrap();
    let new = neighbors.of_new(queries, k.min(points.rows()), &ctx).unwrap();
    let found = |nearest: &Nearest, query: usize| -> Vec<(f64, u32)> {
        nearest.distances(query).iter().copied().zip(nearest.rows(query).iter().copied()).collect()
    };
    for row in 0..points.rows() {
        assert_eq!(found(&own, row), sorted(points, points.row(row), Some(row), own.k), "row {row}");
    }
    for row in 0..queries.rows() {
        assert_eq!(found(&new, row), sorted(points, queries.row(row), None, new.k), "query {row}");
    }
}

#[test]
fn the_nearest_are_those_of_a_sort() {
    let mut rng = Rng::new(1, 2);
    for (rows, width, grid) in [(1, 1, 0.0), (7, 2, 0.0), (500, 1, 5.0), (700, 3, 2.0), (400, 8, 0.0), (300, 40, 1.0)] {
        let mut draw = |rows: usize| {
            let round = |value: f64| if grid > 0.0 { (value * grid).round() } else { value };
            Matrix { width, values: (0..rows * width).map(|_| round(rng.normal())).collect() }
        };
        let (points, queries) = (draw(rows), draw(40));
        [1, 5, 90].iter().for_each(|&k| check(&points, &queries, k));
    }
}

#[test]
fn single_precision_loses_none() {
    // Far from zero, of very different units, beyond what single precision holds, and a little off its last digit.
    let mut rng = Rng::new(3, 5);
    let scales: [&[(f64, f64)]; 5] = [
        &[(1e9, 1e-3), (0.0, 1e3), (-5.0, 1e-9)],
        &[(0.0, 1e60), (0.0, 1.0)],
        &[(0.0, 1e20), (1e20, 1e19)],
        &[(0.0, 1e-30), (1.0, 1e-25)],
        &[(1.0, 1e-7), (3.0, 3e-7), (0.0, 1e-8)],
    ];
    for scales in scales {
        let width = scales.len();
        let mut draw = |rows: usize| {
            let value = |at: usize| scales[at % width].0 + scales[at % width].1 * rng.normal();
            Matrix { width, values: (0..rows * width).map(value).collect() }
        };
        let (points, queries) = (draw(400), draw(20));
        [1, 12].iter().for_each(|&k| check(&points, &queries, k));
    }
}

#[test]
fn equal_rows_come_in_their_order() {
    let points = Matrix { width: 2, values: [[1.0, 2.0]; 100].concat() };
    let nearest = Neighbors::new(&points).of_rows(&points, 3, &Context::new()).unwrap();
    assert_eq!((nearest.rows(0), nearest.rows(1), nearest.rows(50)), (&[1, 2, 3][..], &[0, 2, 3][..], &[0, 1, 2][..]));
    assert_eq!(nearest.distances(7), [0.0; 3]);
}

#[test]
fn threads_change_nothing() {
    let mut rng = Rng::new(4, 4);
    let points = Matrix { width: 3, values: (0..3_000).map(|_| rng.uniform()).collect() };
    let of = |threads| Neighbors::new(&points).of_rows(&points, 9, &Context::new().threads(threads)).unwrap();
    assert_eq!((of(1).distances, of(1).rows), (of(3).distances, of(3).rows));
}

/// Rows about 40 centres in 30 columns far from zero, some of them many times.
fn clusters() -> Matrix {
    let mut rng = Rng::new(6, 1);
    let centres: Vec<f64> = (0..40 * 30).map(|_| 1e6 + 3.0 * rng.normal()).collect();
    let mut values = Vec::new();
    for row in 0..1_500 {
        let centre = &centres[row * 7 % 40 * 30..][..30];
        let spread = if row % 10 == 0 { 0.0 } else { 1.0 };
        values.extend(centre.iter().map(|value| value + spread * rng.normal()));
    }
    Matrix { width: 30, values }
}

#[test]
fn a_graph_finds_nearly_all_of_the_nearest() {
    let (points, ctx) = (clusters(), Context::new());
    let (exact, graph) = (Neighbors::new(&points), Approximate::new(points.clone(), &ctx).unwrap());
    let queries = Matrix { width: 30, values: points.values.iter().map(|value| value + 0.1).take(9_000).collect() };
    for (wanted, found) in [
        (exact.of_rows(&points, 10, &ctx), graph.search(&points, 10, true, &ctx)),
        (exact.of_new(&queries, 10, &ctx), graph.search(&queries, 10, false, &ctx)),
    ] {
        let (wanted, found) = (wanted.unwrap(), found.unwrap());
        let same = wanted.distances.iter().zip(&found.distances).filter(|(a, b)| a == b).count();
        assert!(same as f64 > 0.98 * wanted.distances.len() as f64, "{same} of {}", wanted.distances.len());
        assert!(wanted.distances.iter().zip(&found.distances).all(|(exact, found)| found >= exact));
    }
    let again = graph.search(&points, 3, true, &Context::new().threads(1)).unwrap();
    let more = graph.search(&points, 3, true, &Context::new().threads(3)).unwrap();
    assert_eq!((again.distances, again.rows), (more.distances, more.rows));
}

#[test]
fn a_graph_is_saved_and_takes_any_numbers() {
    let ctx = Context::new();
    let mut frame = Frame::new();
    for (column, scale) in [(0, 1e90), (1, 1.0), (2, 0.0)] {
        let values: Vec<f64> = (0..60).map(|row| scale * f64::from((row * (7 + column)) % 19)).collect();
        frame = frame.with(format!("x{column}"), values).unwrap();
    }
    let table = Table::from_frame(&frame).unwrap();
    let (points, rows, k) = TrainingRows::of_table(&table, 4, true, &ctx).unwrap();
    let nearest = rows.of_rows(&points, k, &ctx).unwrap();
    let mut store = Store::default();
    rows.store(k, &mut store).unwrap();
    let (again, same) = TrainingRows::restore(&store, 3).unwrap();
    assert_eq!((again.of_rows(&points, k, &ctx).unwrap().distances, same), (nearest.distances, k));
    let far = Matrix { width: 3, values: vec![1e100, -1e100, 1e100] };
    assert!(again.of_new(&far, k, &ctx).unwrap().distances.iter().all(|distance| distance.is_finite()));
    // As many as there are, two that are alike, and a file whose graph is another's.
    let two = Frame::new().with("x", vec![2.0, 2.0]).unwrap();
    let (points, rows, k) = TrainingRows::of_table(&Table::from_frame(&two).unwrap(), 9, true, &ctx).unwrap();
    assert_eq!((k, rows.of_rows(&points, k, &ctx).unwrap().rows), (1, vec![1, 0]));
    store.put_shaped("points", vec![20, 3], &[1.0; 60]);
    assert_eq!(TrainingRows::restore(&store, 3).unwrap_err().code(), "kp.corrupt_model");
}

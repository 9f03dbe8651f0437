use super::*;
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

use super::*;

fn items(rows: usize, dimensions: usize, seed: u64) -> Items {
    let mut rng = Rng::new(seed, 1);
    // Clusters, as embeddings have them.
    let centres: Vec<f32> = (0..20 * dimensions).map(|_| rng.normal() as f32).collect();
    let values = (0..rows).flat_map(|_| {
        let centre = rng.below(20);
        let place = move |place: usize| centre * dimensions + place;
        (0..dimensions).map(|d| centres[place(d)] + 0.5 * rng.normal() as f32).collect::<Vec<_>>()
    });
    Items::Vectors { dimensions, values: values.collect() }
}

fn part(items: &Items, rows: std::ops::Range<usize>) -> Items {
    let Items::Vectors { dimensions, values } = items else { unreachable!() };
    Items::Vectors { dimensions: *dimensions, values: values[rows.start * dimensions..rows.end * dimensions].to_vec() }
}

fn recall(found: &[Vec<Hit>], exact: &[Vec<Hit>]) -> f64 {
    let rows = |hits: &[Hit]| hits.iter().map(|hit| hit.0).collect::<Vec<_>>();
    let pairs = found.iter().zip(exact);
    let hits: usize = pairs.map(|(a, b)| rows(a).iter().filter(|row| rows(b).contains(row)).count()).sum();
    hits as f64 / exact.iter().map(Vec::len).sum::<usize>() as f64
}

#[test]
fn nearly_all_neighbours_are_found_whatever_the_threads() {
    let all = items(2_100, 16, 1);
    let (kept, queries) = (part(&all, 0..2_000), part(&all, 2_000..2_100));
    for metric in [Metric::Cosine, Metric::L2, Metric::Ip] {
        let hnsw = HNSW::default().metric(metric).m(8).ef_construction(60).ef(60);
        let fit = |threads: usize| hnsw.fit_items(&kept, &Context::new().threads(threads)).unwrap();
        let ctx = Context::new();
        let state = fit(1);
        let found = state.search(&queries, 10, None, &ctx).unwrap();
        let exact = super::super::ExactNeighbors::default().metric(metric).fit_items(&kept, &ctx).unwrap();
        let exact = exact.search(&queries, 10, None, &ctx).unwrap();
        // The inner product is no distance: links lead less surely to the nearest.
        let least = if metric == Metric::Ip { 0.8 } else { 0.95 };
        assert!(recall(&found, &exact) > least, "{metric:?}: {}", recall(&found, &exact));
        assert_eq!(fit(3).search(&queries, 10, None, &ctx.threads(2)).unwrap(), found);
    }
}

#[test]
fn a_search_may_look_at_more_than_the_fit_said() {
    let all = items(1_050, 16, 3);
    let (kept, queries) = (part(&all, 0..1_000), part(&all, 1_000..1_050));
    let ctx = Context::new();
    let fit = |ef: usize| HNSW::default().m(6).ef_construction(40).ef(ef).fit_items(&kept, &ctx).unwrap();
    let (narrow, wide) = (fit(2), fit(80));
    let found = narrow.search_with(&queries, 5, 80, None, &ctx).unwrap();
    assert_eq!(found, wide.search(&queries, 5, None, &ctx).unwrap());
    assert_ne!(found, narrow.search(&queries, 5, None, &ctx).unwrap());
    let exact = super::super::ExactNeighbors::default().fit_items(&kept, &ctx).unwrap();
    let error = exact.search_with(&queries, 5, 80, None, &ctx).unwrap_err();
    assert_eq!(
        (error.code(), error.message()),
        ("kp.invalid_params", "ef is 80; this index has no ef and must be searched without")
    );
}

#[test]
fn an_allow_list_is_kept_whether_short_or_long() {
    let all = items(2_050, 8, 2);
    let (kept, queries) = (part(&all, 0..2_000), part(&all, 2_000..2_050));
    let hnsw = HNSW::default().m(8).ef(40).ef_construction(80);
    let ctx = Context::new();
    let state = hnsw.fit_items(&kept, &ctx).unwrap();
    let exact = super::super::ExactNeighbors::default().fit_items(&kept, &ctx).unwrap();
    for every in [2, 50, 2_000] {
        let allowed: Vec<bool> = (0..2_000).map(|row| row % every == 0).collect();
        let found = state.search(&queries, 5, Some(&allowed), &ctx).unwrap();
        assert!(found.iter().flatten().all(|hit| allowed[hit.0 as usize]));
        let exact = exact.search(&queries, 5, Some(&allowed), &ctx).unwrap();
        assert!(recall(&found, &exact) > if every == 2 { 0.85 } else { 0.999 });
    }
}

#[test]
fn equal_and_zero_vectors_and_none_at_all_are_answered() {
    let ctx = Context::new();
    for values in [vec![], vec![0.0; 60], vec![1.0; 600], vec![1e15; 40]] {
        for metric in [Metric::Cosine, Metric::L2, Metric::Ip] {
            let items = Items::Vectors { dimensions: 2, values: values.clone() };
            let state = HNSW::default().metric(metric).m(2).ef(10).fit_items(&items, &ctx).unwrap();
            let query = Items::Vectors { dimensions: 2, values: vec![1.0, -1.0] };
            let found = state.search(&query, 3, None, &ctx).unwrap();
            assert_eq!(found[0].len(), 3.min(values.len() / 2));
            assert!(found[0].iter().all(|hit| hit.1.is_finite()));
        }
    }
}

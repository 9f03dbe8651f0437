use super::latent_dirichlet::expected;
use super::*;
use crate::component::Vectorizer;
use crate::text::CountVectorizer;

const ROOMS: [&str; 8] = [
    "the room room key desk",
    "the room lobby key desk",
    "the the room key key desk",
    "the lobby key key desk",
    "the pool lobby pool desk",
    "the pool lobby lobby",
    "the garden terrace desk",
    "the garden garden fountain view desk",
];

fn texts() -> Strings {
    ROOMS.iter().collect()
}

fn near(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < tolerance, "{found} and {expected}");
    }
}

#[test]
fn singular_vectors_are_those_of_scikit_learn() {
    // scikit-learn 1.9.1: TruncatedSVD(3, algorithm="arpack") of TfidfVectorizer's rows.
    let ctx = Context::new();
    for threads in [1, 3] {
        let ctx = ctx.clone().threads(threads);
        let (state, x) = TruncatedSVD::default().n_components(3).fit_transform_texts(&texts(), &ctx).unwrap();
        near(&state.model.singular_values, &[1.9037419147977201, 1.2744903746983753, 1.2041737245509359], 1e-12);
        let shares = [0.11146281120351216, 0.33418099627040815, 0.277613161921001];
        near(&state.model.explained_variance_ratio, &shares, 1e-12);
        near(x.row(0).1, &[0.774211063654478, -0.41862059849422056, -0.11886631316829385], 1e-12);
        near(x.row(1).1, &[0.9521224154810783, -0.09163109785060652, -0.13814450457267652], 1e-12);
        assert_eq!(state.transform(&texts(), &ctx).unwrap(), x);
    }
    // No more topics than there are independent texts.
    let same: Strings = ["one two", "one two", "one two"].iter().collect();
    assert_eq!(TruncatedSVD::default().fit_texts(&same, &ctx).unwrap().topics.count, 1);
}

#[test]
fn parts_are_those_of_scikit_learn() {
    // scikit-learn 1.9.1: NMF(3, init="nndsvda", tol=1e-10, max_iter=5000) of TfidfVectorizer's rows.
    let ctx = Context::new();
    let params = NMF::default().n_components(3).tol(1e-10).max_iter(5_000);
    let (state, x) = params.fit_transform_texts(&texts(), &ctx).unwrap();
    assert!((state.model.reconstruction_err - 1.1592040904).abs() < 1e-8, "{}", state.model.reconstruction_err);
    near(x.row(0).1, &[0.4667254698908457, 0.0, 0.0], 1e-5);
    near(x.row(1).1, &[0.4618189496878601, 0.15938552275592474, 0.00033875752881162], 1e-5);
    near(x.row(2).1, &[0.5108755962615641, 0.0, 0.0177934354926189], 1e-5);
    near(state.topics.of(0), &[0.5912768389895586, 0.18447039813764482, 0.34129197841098263], 1e-5);
    near(state.topics.of(2), &[0.0, 0.0, 0.9090370185079314], 1e-5);
    let other = params.fit_transform_texts(&texts(), &ctx.threads(3)).unwrap().1;
    assert_eq!(other, x);
}

#[test]
fn shares_of_topics_are_those_of_scikit_learn() {
    // scikit-learn 1.9.1: LatentDirichletAllocation(2).transform with components_ (3 i + j²) mod 7 + 0.5 and
    // doc_topic_prior_ 0.5, of CountVectorizer's rows.
    let ctx = Context::new();
    let x = CountVectorizer::default().fit_transform_texts(&texts(), &ctx).unwrap().1;
    let topic = |j: usize| expected(&(0..10).map(|i| ((3 * i + j * j) % 7) as f64 + 0.5).collect::<Vec<_>>());
    let (first, second) = (topic(0), topic(1));
    let topics = Topics { count: 2, weights: first.iter().zip(&second).flat_map(|(a, b)| [*a, *b]).collect() };
    let model = LdaModel { doc_topic_prior: 0.5, mean_change_tol: 1e-3, max_doc_update_iter: 100 };
    for (row, share) in [0.1057334455987292, 0.10616708981774606, 0.09055951124949525].into_iter().enumerate() {
        let mut shares = [0.0; 2];
        model.reduce(&topics, x.row(row), &mut shares);
        near(&shares, &[share, 1.0 - share], 1e-9);
    }
}

#[test]
fn topics_are_told_apart() {
    let ctx = Context::new().seed(1);
    let words = [["apple", "lemon", "plum", "pear"], ["engine", "wheel", "brake", "clutch"]];
    let text = |row: usize| (0..6).map(|k| words[row % 2][(row + k * k) % 4]).collect::<Vec<_>>().join(" ");
    let texts: Strings = (0..60).map(text).collect();
    let params = LatentDirichletAllocation::default().n_components(2).batch_size(16);
    let (state, shares) = params.fit_transform_texts(&texts, &ctx).unwrap();
    let fruit = usize::from(shares.row(0).1[1] > 0.5);
    for row in 0..60 {
        assert!(shares.row(row).1[(fruit + row) % 2] > 0.8, "{row}: {:?}", shares.row(row));
    }
    let other = params.fit_transform_texts(&texts, &ctx.threads(3)).unwrap().1;
    assert_eq!(other, shares);
    let names = state.parts().unwrap().tables[0].1.strings("term").unwrap().clone();
    assert_eq!(names.len(), 16);
}

fn check_restore<V: Vectorizer<State = ReducedState<R>>, R: Reduction>(params: &V) {
    let ctx = Context::new();
    let (state, x) = params.fit_transform_texts(&texts(), &ctx).unwrap();
    let mut store = Store::default();
    state.store(&mut store).unwrap();
    let read = ReducedState::<R>::restore(&store).unwrap();
    assert_eq!(read.transform(&texts(), &ctx).unwrap(), x);
    assert_eq!(read.feature_names().unwrap().len(), x.columns());
    let faults: [fn(&mut Store); 4] = [
        |store| store.put_shaped("topics", vec![10, 2], &[f64::NAN; 20]),
        |store| store.put_shaped("topics", vec![10, 0], &[0f64; 0]),
        |store| store.put_shaped("topics", vec![1, 2], &[0f64; 2]),
        |store| store.set("model", &1).unwrap(),
    ];
    for (number, fault) in faults.into_iter().enumerate() {
        let mut changed = store.clone();
        fault(&mut changed);
        let error = ReducedState::<R>::restore(&changed).unwrap_err();
        assert_eq!(error.code(), "kp.corrupt_model", "fault {number}");
    }
}

#[test]
fn a_state_is_read_back_and_a_changed_one_refused() {
    check_restore(&TruncatedSVD::default());
    check_restore(&NMF::default());
    check_restore(&LatentDirichletAllocation::default());
}

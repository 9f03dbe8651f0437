use super::*;
use crate::component::{Store, VectorizerState};

const TEXTS: [&str; 4] = ["red apple", "green apple", "green green pear", "unknown"];
const TABLE: &str = "3 2\nred 1 0\ngreen 0 1\napple 1 1\n";

#[test]
fn a_text_is_the_weighted_mean_of_its_words_without_what_all_share() {
    // By hand in numpy 2.4.6: p = {red 1/8, apple 2/8, green 3/8}, a = 0.1, np.linalg.svd of the four means.
    let ctx = Context::new();
    let texts: Strings = TEXTS.iter().collect();
    let params = WordVectors::default().vectors(TABLE.to_owned()).sif(0.1);
    let (state, x) = params.fit_transform_texts(&texts, &ctx).unwrap();
    let expected = [
        [0.08376584243068252, -0.09788328588844089],
        [-0.0621778424352494, 0.0726569607659868],
        [-0.10399918847080375, 0.12152665098160308],
        [0.0, 0.0],
    ];
    for (row, expected) in expected.iter().enumerate() {
        for (found, expected) in x.row(row).1.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-7, "{row}: {:?}", x.row(row).1);
        }
    }
    assert_eq!((x.columns(), state.words.len(), state.params.vectors), (2, 3, None));
    // A word of the table that no text has.
    let table = "lemon 1 1\npear 2 0".to_owned();
    for (keep_all, words) in [(false, 1), (true, 2)] {
        let state = WordVectors::default().vectors(table.clone()).keep_all(keep_all).fit_texts(&texts, &ctx).unwrap();
        assert_eq!(state.words.len(), words);
    }
}

#[test]
fn words_in_the_same_company_are_near() {
    let pairs = [("cat", "dog"), ("car", "bus")];
    let company = [["purrs", "eats", "sleeps"], ["drives", "stops", "honks"]];
    let text = |row: usize| {
        let kind = row % 2;
        let word = if row % 4 < 2 { pairs[kind].0 } else { pairs[kind].1 };
        format!("the {word} {} and {}", company[kind][row / 4 % 3], company[kind][row / 12 % 3])
    };
    let texts: Strings = (0..48).map(text).collect();
    let ctx = Context::new();
    let state = WordVectors::default().remove(0).norm(Norm::L2).fit_texts(&texts, &ctx).unwrap();
    let words: Strings = ["cat", "dog", "car", "bus"].iter().collect();
    let x = state.transform(&words, &ctx).unwrap();
    let cosine = |a: usize, b: usize| x.row(a).1.iter().zip(x.row(b).1).map(|(a, b)| a * b).sum::<f64>();
    assert!(cosine(0, 1) > 0.9 && cosine(2, 3) > 0.9, "{} {}", cosine(0, 1), cosine(2, 3));
    assert!(cosine(0, 2) < 0.6 && cosine(1, 3) < 0.6, "{} {}", cosine(0, 2), cosine(1, 3));
    let other = WordVectors::default().remove(0).norm(Norm::L2).fit_texts(&texts, &ctx.clone().threads(3)).unwrap();
    assert_eq!(other.transform(&words, &ctx).unwrap(), x);
}

#[test]
fn tables_that_are_none_are_told() {
    let message = |table: &str| {
        let params = WordVectors::default().vectors(table.to_owned());
        params.fit(&TEXTS.iter().collect()).unwrap_err().message().to_owned()
    };
    assert_eq!(message("red 1 0\ngreen 1 x"), "line 2 of vectors has 'x'; must be a finite number");
    assert_eq!(message("red 1 0\ngreen 1"), "line 2 of vectors has fewer than 2 numbers after a word");
    assert_eq!(message("red 1 inf"), "line 1 of vectors has 'inf'; must be a finite number");
    assert_eq!(message("red"), "line 1 of vectors has 0 numbers; must have 1..=4096");
    assert!(message("other 1 0").starts_with("no word of the 4 texts has a vector"));
    // Words with spaces, and one that comes twice.
    let (dim, words, vectors) = table::read("2 2\nnew york 1 2\nred 3 4\nred 5 6", |_| true).unwrap();
    assert_eq!((dim, words.string(0), words.len(), vectors), (2, &b"new york"[..], 2, vec![1.0, 2.0, 3.0, 4.0]));
}

#[test]
fn a_state_is_read_back_and_a_changed_one_refused() {
    let ctx = Context::new();
    let texts: Strings = TEXTS.iter().collect();
    let state = WordVectors::default().dim(20).fit_texts(&texts, &ctx).unwrap();
    let mut store = Store::default();
    state.store(&mut store).unwrap();
    let read = WordVectorsState::restore(&store).unwrap();
    assert_eq!(read.transform(&texts, &ctx).unwrap(), state.transform(&texts, &ctx).unwrap());
    let faults: [fn(&mut Store); 5] = [
        |store| store.put_shaped("vectors", vec![1, 20], &[0f32; 20]),
        |store| store.put_shaped("common", vec![1, 3], &[0f64; 3]),
        |store| store.put_shaped("common", vec![1, 20], &[f64::NAN; 20]),
        |store| store.put("weights", &[1f32]),
        |store| store.put_strings("words", &["a"; 5].iter().collect()),
    ];
    for (number, fault) in faults.into_iter().enumerate() {
        let mut changed = store.clone();
        fault(&mut changed);
        assert_eq!(WordVectorsState::restore(&changed).unwrap_err().code(), "kp.corrupt_model", "fault {number}");
    }
}

#[test]
fn a_file_is_read_as_the_table_in_it() {
    let ctx = Context::new();
    let texts: Strings = TEXTS.iter().collect();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let fit = |name: &str| WordVectors::default().vectors_file(path(name)).sif(0.1).fit_transform_texts(&texts, &ctx);
    let (_, expected) =
        WordVectors::default().vectors(TABLE.to_owned()).sif(0.1).fit_transform_texts(&texts, &ctx).unwrap();
    // word2vec's binary form: "rows dimensions\n", then for each word "word ", the numbers and, by some tools, a new line.
    let mut bytes = b"3 2\n".to_vec();
    for (word, numbers) in [("red", [1f32, 0.0]), ("green", [0.0, 1.0]), ("apple", [1.0, 1.0])] {
        bytes.extend_from_slice(format!("{word} ").as_bytes());
        numbers.iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
        bytes.push(b'\n');
    }
    std::fs::write(path("a.bin"), &bytes).unwrap();
    std::fs::write(path("a.vec"), TABLE).unwrap();
    std::fs::write(path("glove.txt"), TABLE.replace("3 2\n", "").replace('\n', "\r\n")).unwrap();
    for name in ["a.bin", "a.vec", "glove.txt"] {
        let (state, x) = fit(name).unwrap();
        assert_eq!((x, state.params.vectors_file), (expected.clone(), None), "{name}");
    }
    std::fs::write(path("cut.bin"), &bytes[..bytes.len() - 3]).unwrap();
    std::fs::write(path("endless.bin"), [b"900000000 4096\nred ".as_slice(), &[255; 64]].concat()).unwrap();
    std::fs::write(path("no.txt"), b"red 1 0\n\xff 1 0\n").unwrap();
    std::fs::write(path("empty"), b"").unwrap();
    std::fs::write(path("fasttext.bin"), crate::text::FASTTEXT).unwrap();
    for (name, code) in [
        ("cut.bin", "kp.invalid_data"),
        ("endless.bin", "kp.invalid_data"),
        ("no.txt", "kp.invalid_data"),
        ("empty", "kp.not_enough_data"),
        ("fasttext.bin", "kp.unsupported"),
        ("none", "kp.io"),
        (".", "kp.io"),
    ] {
        assert_eq!(fit(name).unwrap_err().code(), code, "{name}");
    }
    let both = WordVectors::default().vectors("a 1".to_owned()).vectors_file(path("a.vec"));
    assert_eq!(both.fit_texts(&texts, &ctx).unwrap_err().code(), "kp.invalid_params");
}

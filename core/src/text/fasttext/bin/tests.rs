use super::*;
use crate::component::{Classifier, Context};
use crate::data::{Documents, Frame};

const TEXTS: [&str; 4] = ["please pay the invoice", "where is my parcel", "über app", "zzz qqq"];

/// The chances of app, billing and shipping.
fn chances(model: &Model) -> Vec<[f64; 3]> {
    let data = Frame::new().with("text", TEXTS.iter().collect::<Strings>()).unwrap().into();
    let frame = model.predict_proba(&data, &Context::new()).unwrap();
    let columns = ["app", "billing", "shipping"].map(|name| frame.f64(name).unwrap().to_vec());
    (0..4).map(|row| [0, 1, 2].map(|class| columns[class][row])).collect()
}

fn check(bytes: &[u8], expected: [[f64; 3]; 4], tolerance: f64) {
    let model = read_fasttext(bytes).unwrap();
    for (found, expected) in chances(&model).iter().zip(expected) {
        for class in 0..3 {
            assert!((found[class] - expected[class]).abs() < tolerance, "{found:?} and {expected:?}");
        }
    }
    // Cut short or changed, it is refused, or answers something.
    for end in 0..bytes.len() {
        assert!(read_fasttext(&bytes[..end]).is_err());
    }
    for at in 0..bytes.len().min(600) {
        let mut changed = bytes.to_vec();
        changed[at] ^= 0x81;
        if let Ok(model) = read_fasttext(&changed) {
            chances_of_anything(&model);
        }
    }
}

fn chances_of_anything(model: &Model) {
    let data = Frame::new().with("text", TEXTS.iter().collect::<Strings>()).unwrap().into();
    model.predict_proba(&data, &Context::new()).unwrap();
}

#[test]
fn answers_are_those_of_fasttext() {
    // fastText 0.9.2: train_supervised(minn=2, maxn=3, wordNgrams=2, dim=3, ...), and predict(text + "\n", k=3).
    check(
        include_bytes!("sample.bin"),
        [
            [0.14023341238498688, 0.6788855195045471, 0.18091101944446564],
            [0.21610654890537262, 0.47009560465812683, 0.3138277530670166],
            [0.33111730217933655, 0.14859026670455933, 0.5203223824501038],
            [0.20358574390411377, 0.4925840497016907, 0.30386021733283997],
        ],
        // It adds 1e-5 to each chance.
        3e-5,
    );
    // With a part of the hashes, quantised.
    check(
        include_bytes!("pruned.ftz"),
        [
            [0.1734050065279007, 0.7087371349334717, 0.1178879663348198],
            [0.15072034299373627, 0.2875591516494751, 0.5617505311965942],
            [0.2624282240867615, 0.1528552621603012, 0.5847464799880981],
            [0.31958845257759094, 0.3769538402557373, 0.30348774790763855],
        ],
        3e-5,
    );
    // Lengths apart, one against all; its logistic function comes from a table.
    check(
        include_bytes!("sample.ftz"),
        [
            [0.16452647745609283, 0.6926519870758057, 0.3775506913661957],
            [0.275139719247818, 0.5156299471855164, 0.5156299471855164],
            [0.4532718360424042, 0.3923468291759491, 0.5775054097175598],
            [0.44553956389427185, 0.5000100135803223, 0.4921981394290924],
        ],
        0.01,
    );
}

#[test]
fn a_name_may_ask_for_the_file_of_fasttext() {
    let folder = tempfile::tempdir().unwrap();
    let documents = Documents::Texts(TEXTS.iter().collect());
    let labels = Column::Str(["app", "billing", "shipping", "app"].iter().collect());
    let plain = FastTextClassifier::default().bucket(500).dim(5).lowercase(false).tokens(Tokens::Whitespace);
    for (name, quantize) in [("model.fasttext.bin", false), ("model.ftz", true)] {
        let (path, model) =
            (folder.path().join(name), plain.clone().quantize(quantize).fit(&documents, &labels).unwrap());
        model.save(&path).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), write_fasttext(&model).unwrap());
        assert!(
            Model::load(&path)
                .unwrap()
                .predict_proba(&Frame::new().with("text", labels.clone()).unwrap().into(), &Context::new())
                .is_ok()
        );
        // A model that fastText cannot hold is refused, and the file that was there stays.
        let other = crate::text::MultinomialNB::default().fit(&documents, &labels).unwrap();
        for other in [other, plain.clone().lowercase(true).fit(&documents, &labels).unwrap()] {
            assert_eq!(other.save(&path).unwrap_err().code(), "kp.unsupported");
        }
        assert_eq!(std::fs::read(&path).unwrap(), write_fasttext(&model).unwrap());
    }
    // Any other name makes a file of ours.
    let (path, model) = (folder.path().join("model.bin"), plain.fit(&documents, &labels).unwrap());
    model.save(&path).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), model.to_bytes().unwrap());
}

#[test]
fn what_is_written_is_read_back() {
    let documents = Documents::Texts(TEXTS.iter().collect());
    let labels = Column::Str(["app", "billing", "shipping", "app"].iter().collect());
    let plain = FastTextClassifier::default().bucket(500).dim(5).lowercase(false).tokens(Tokens::Whitespace);
    for quantize in [false, true] {
        let model = plain.clone().quantize(quantize).fit(&documents, &labels).unwrap();
        let read = read_fasttext(&write_fasttext(&model).unwrap()).unwrap();
        for (found, expected) in chances(&read).iter().zip(chances(&model)) {
            for class in 0..3 {
                assert!((found[class] - expected[class]).abs() < 1e-6);
            }
        }
    }
    let model = FastTextClassifier::default().dim(5).fit(&documents, &labels).unwrap();
    assert_eq!(write_fasttext(&model).unwrap_err().code(), "kp.unsupported");
    let labels = Column::Str(["a", "b\0c", "a", "a"].iter().collect());
    let model = plain.fit(&documents, &labels).unwrap();
    assert!(write_fasttext(&model).unwrap_err().message().starts_with("the label \"b\\0c\" has a character 0"));
}

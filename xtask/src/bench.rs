//! Benchmarks: Kingpost and its peers on the same input in one run.

use crate::packages;
use crate::steps::{Outcome, Steps, command, root};

/// The peers of each benchmark, in an environment of their own.
const PEERS: &[(&str, &[&str])] = &[
    ("forecast", &["numpy", "pandas==2.3.3", "pyarrow", "statsforecast==2.1.1"]),
    ("anomaly", &["numpy", "scikit-learn==1.9.1", "pyod"]),
    ("text", &["numpy", "scipy", "scikit-learn==1.9.1"]),
    ("ffi", &["numpy"]),
];

pub(crate) fn run(steps: &mut Steps, name: &str) -> Outcome {
    let Some((_, peers)) = PEERS.iter().find(|(known, _)| *known == name) else {
        let names: Vec<&str> = PEERS.iter().map(|(known, _)| *known).collect();
        return Err(format!("there is no benchmark '{name}'; there are {}", names.join(", ")));
    };
    let packages = packages::build(steps)?;
    let python = steps.step("set up the peers", || packages::python_for(&format!("bench-{name}"), &packages, peers))?;
    steps.step("run", || {
        let script = root().join("benches").join(format!("vs_{name}.py"));
        let mut bench = command(python, [script]);
        // One thread against one thread.
        for variable in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"] {
            bench.env(variable, "1");
        }
        crate::steps::run(bench.env("KINGPOST_NUM_THREADS", "1").env("NIXTLA_ID_AS_COL", "1"))
    })
}

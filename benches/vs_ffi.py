"""What the bindings cost: the same calls in Python, Node, Java and Rust through the built packages.

`cargo xtask bench ffi` builds the packages and says where they are in KINGPOST_BENCH_*.
"""

import json
import os
import subprocess
import time
from pathlib import Path

import numpy as np

import kingpost

from common import ROOT, cold, finish, header, paragraph, progress, table, verdict

MILLION = 1_000_000
NODE, CLASS_PATH, FLOOR = (os.environ[f"KINGPOST_BENCH_{name}"] for name in ("NODE", "CLASS_PATH", "FLOOR"))
PACKAGES = Path(os.environ["KINGPOST_BENCH_PACKAGES"])
# Goals: microseconds of a trivial call, and copies' worth of time to move 1,000,000 doubles.
GOALS = {"Python": (0.5, 1.2), "Node": (0.5, 1.2), "JVM": (5, 2)}


def micros(calls: int, call) -> float:
    rounds = []
    for _ in range(9):
        start = time.process_time()
        for _ in range(calls):
            call()
        rounds.append((time.process_time() - start) / calls * 1e6)
    return sorted(rounds)[4]


def python() -> dict[str, float]:
    ramp = lambda n: np.arange(n, dtype=float) % 1000
    source, other, into = ramp(MILLION), ramp(MILLION), np.zeros(MILLION)
    token = kingpost.CancelToken()
    model = kingpost.ECOD().fit({"x0": ramp(100)})
    one = {"x0": np.array([3.0])}
    return {
        "memcpy_us": micros(50, lambda: np.copyto(into, source)),
        "trivial_us": micros(200_000, lambda: token.cancelled),
        "one_us": micros(20_000, lambda: model.score(one)),
        "million_in_us": micros(5, lambda: kingpost.metric("mae", {"y": source, "y_hat": other})),
        "million_in_out_us": micros(3, lambda: model.score({"x0": source})),
    }


def ask(*command: str) -> dict[str, float]:
    return json.loads(
        subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().splitlines()[-1]
    )


def node_first() -> float:
    """Milliseconds of CPU time that `require` takes: a fresh process less one that does nothing."""

    def fresh(code: str) -> float:
        code += "; const u = process.cpuUsage(); console.log((u.user + u.system) / 1000)"
        runs = [
            subprocess.run(["node", "-e", code], cwd=NODE, capture_output=True, text=True, check=True) for _ in range(5)
        ]
        return sorted(float(run.stdout) for run in runs)[2]

    return fresh("require('kingpost')") - fresh("0")


def run() -> None:
    versions = [subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()]
    java = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr.split('"')[1]
    header(
        "Bindings", f"kingpost {kingpost.__version__}", f"Node {versions[0]}", f"Java {java}", f"numpy {np.__version__}"
    )
    here = ROOT / "benches"
    answers = {}
    for name, work in {
        "Rust": lambda: ask(FLOOR),
        "Python": python,
        "Node": lambda: ask("node", str(here / "vs_ffi.mjs"), NODE),
        "JVM": lambda: ask("java", "-Xmx1g", "-cp", CLASS_PATH, str(here / "vs_ffi.java")),
    }.items():
        progress(name)
        answers[name] = work()
    floor = answers["Rust"]
    rows = []
    for name, got in answers.items():
        copy = got["memcpy_us"]
        row = [name, got["trivial_us"], got["one_us"], copy, got["million_in_us"], got["million_in_out_us"]]
        if name == "Rust":
            rows.append([*row, "-", "-", "the floor"])
            continue
        # What the binding adds to the same call in Rust, in copies of what moved: two arrays in; one in and one out.
        copies = [(got[key] - floor[key]) / (2 * copy) for key in ("million_in_us", "million_in_out_us")]
        call, move = GOALS[name]
        goals = verdict(
            (f"trivial call under {call} us", got["trivial_us"] < call),
            (f"in within {move} copies", copies[0] <= move),
            (f"in and out within {move} copies", copies[1] <= move),
        )
        rows.append([*row, *copies, goals])
    paragraph("""
        Microseconds of CPU time, medians of nine rounds (seven in Rust). The trivial call asks for a flag (Python)
        or the version; one double is `score` of one row; a million in is `metric` of two columns; a million in and
        out is `score` of a million rows. The copies are what the binding adds to Rust's time for the same call,
        over twice the time in which that language copies 1,000,000 doubles from one array to another.
    """)
    table(
        "language | trivial call | one double | copy of 1e6 | 1e6 in (two columns) | 1e6 in and out | "
        "copies added, in | copies added, in and out | goals",
        rows,
    )
    first_use(answers["JVM"]["first_ms"])
    finish("ffi")


def first_use(jvm: float) -> None:
    progress("first use")
    python = 1000 * (cold("import kingpost")[0] - cold("pass")[0])
    size = lambda *patterns: sum(path.stat().st_size for pattern in patterns for path in PACKAGES.glob(pattern)) / 1e6
    sizes = [size("python/*.whl"), size("npm/*.tgz"), size(f"jvm/kingpost-{kingpost.__version__}.jar", "jvm/lib/*.jar")]
    rows = []
    for name, milliseconds, goal, megabytes in zip(
        ("Python", "Node", "JVM"), (python, node_first(), jvm), (50, 30, 300), sizes
    ):
        goals = verdict((f"{goal} ms", milliseconds < goal), ("15 MB", megabytes < 15))
        rows.append([name, f"{milliseconds:.0f}", f"{megabytes:.1f}", goals])
    paragraph("""
        CPU milliseconds of `import`, `require` and the JVM's first call above a bare process, and what is
        downloaded (the JVM's with the jars that it depends on).
    """)
    table("language | first use, ms | package, MB | goals", rows)


if __name__ == "__main__":
    run()

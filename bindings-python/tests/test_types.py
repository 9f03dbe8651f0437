"""The types that editors and type checkers see."""

import subprocess
import sys

import pytest

PROGRAM = """
import numpy as np
import kingpost

model: kingpost.AutoETS = kingpost.AutoETS(season_length=12).fit([1.0, 2.0])
scores: np.ndarray = kingpost.ECOD().fit([[1.0]]).score([[1.0]])
codes: str = kingpost.InvalidParams("m").code
token: kingpost.CancelToken = kingpost.CancelToken()
model.update([3.0], seed=1, n_jobs=2, timeout_ms=5, cancel=token)
"""

WRONG = """
import kingpost

kingpost.AutoETS(season_length="monthly")
kingpost.AutoETS(speed=3)
kingpost.Naive().fit([1.0], n_jobs="all")
"""


def run(*args):
    pytest.importorskip("mypy")
    return subprocess.run([sys.executable, "-m", *args], capture_output=True, text=True, timeout=300)


def test_the_stub_says_what_the_module_has():
    result = run("mypy.stubtest", "kingpost._core")
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_type_checker_follows_the_classes(tmp_path):
    for name, code in [("right", PROGRAM), ("wrong", WRONG)]:
        (tmp_path / f"{name}.py").write_text(code)
    where = ("--cache-dir", str(tmp_path / "cache"))
    right = run("mypy", *where, "--strict", str(tmp_path / "right.py"))
    assert right.returncode == 0, right.stdout + right.stderr
    wrong = run("mypy", *where, str(tmp_path / "wrong.py"))
    assert wrong.stdout.count(": error:") == 3, wrong.stdout

"""How calls behave: Ctrl-C, cancelling, deadlines, progress, threads, fork, seeds, import."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import numpy as np
import pytest

import kingpost

# Minutes of work, on any machine.
LONG = {"n_estimators": 10_000, "max_samples": 100_000}


def long_rows():
    return np.random.default_rng(0).normal(size=(100_000, 4))


def python(code, **options):
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(code)], check=True, timeout=120, text=True, **options
    )


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_ctrl_c_stops_a_fit_and_the_process_lives_on():
    code = """
        import signal
        import numpy as np
        import kingpost
        # A shell may have started the tests with Ctrl-C ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        rows = np.random.default_rng(0).normal(size=(100_000, 4))
        print("ready", flush=True)
        try:
            kingpost.IsolationForest(n_estimators=10_000, max_samples=100_000).fit(rows)
        except KeyboardInterrupt:
            print("stopped", flush=True)
        kingpost.ECOD().fit(rows[:100])
        print("lives", flush=True)
    """
    child = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout.readline() == "ready\n"
        time.sleep(1)
        child.send_signal(signal.SIGINT)
        started = time.monotonic()
        assert child.stdout.readline() == "stopped\n"
        assert time.monotonic() - started < 2
        assert child.stdout.readline() == "lives\n"
        assert child.wait(timeout=30) == 0
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


def test_a_token_stops_a_fit_from_another_thread():
    token, rows = kingpost.CancelToken(), long_rows()
    threading.Timer(0.3, token.cancel).start()
    started = time.monotonic()
    with pytest.raises(kingpost.Cancelled):
        kingpost.IsolationForest(**LONG).fit(rows, cancel=token)
    assert time.monotonic() - started < 3 and token.cancelled
    with pytest.raises(kingpost.Cancelled):
        kingpost.IsolationForest().fit(rows[:10], cancel=token)


def test_a_deadline():
    with pytest.raises(kingpost.DeadlineExceeded):
        kingpost.IsolationForest(**LONG).fit(long_rows(), timeout_ms=200)


def test_other_threads_run_during_a_fit():
    counted, stop = [0], threading.Event()

    def count():
        while not stop.is_set():
            counted[0] += 1
            time.sleep(0)

    thread = threading.Thread(target=count)
    thread.start()
    try:
        before = counted[0]
        with pytest.raises(kingpost.DeadlineExceeded):
            kingpost.IsolationForest(**LONG, n_jobs=1).fit(long_rows(), timeout_ms=1_000)
        assert counted[0] - before > 1_000
    finally:
        stop.set()
        thread.join()


def test_threads_share_a_model(rows):
    model = kingpost.IsolationForest().fit(rows)
    expected, wrong = model.score(rows), []

    def score():
        wrong.extend(1 for _ in range(20) if not (model.score(rows) == expected).all())

    threads = [threading.Thread(target=score) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert not wrong


def test_progress_is_told_at_most_ten_times_a_second(rows):
    told = []
    started = time.monotonic()
    kingpost.IsolationForest(n_estimators=3_000).fit(
        np.random.default_rng(0).normal(size=(20_000, 4)), progress=lambda done, total: told.append((done, total))
    )
    seconds = time.monotonic() - started
    assert told[-1] == (3_000, 3_000)
    assert len(told) <= 10 * seconds + 2
    assert told == sorted(told)


def test_an_error_in_progress_stops_the_fit():
    def fail(done, total):
        raise RuntimeError("enough")

    started = time.monotonic()
    with pytest.raises(RuntimeError, match="enough"):
        kingpost.IsolationForest(**LONG).fit(long_rows(), progress=fail)
    assert time.monotonic() - started < 10


def test_progress_with_tqdm(rows, capsys):
    pytest.importorskip("tqdm")
    kingpost.IsolationForest(n_estimators=7).fit(rows, progress=True)
    shown = capsys.readouterr().err
    assert "IsolationForest" in shown and "7/7" in shown


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_fork_after_a_fit():
    python("""
        import os, warnings
        import numpy as np
        import kingpost
        rows = np.random.default_rng(0).normal(size=(2_000, 4))
        fit = lambda: kingpost.IsolationForest(n_jobs=2).fit(rows).score(rows).tobytes()
        before = fit()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            os._exit(0 if fit() == before else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert fit() == before
    """)


def test_equal_seeds_give_equal_bytes_at_any_number_of_threads(rows):
    def fit(seed, jobs):
        return kingpost.IsolationForest(random_state=seed, n_jobs=jobs).fit(rows).to_bytes()

    assert fit(1, 1) == fit(1, 2) == fit(1, -1) == fit(1, None) == fit(np.int64(1), 1)
    assert fit(1, 1) != fit(2, 1)
    generator = np.random.default_rng(5)
    assert fit(generator, 1) != fit(generator, 1)
    assert fit(np.random.default_rng(5), 1) == fit(np.random.default_rng(5), 2)
    assert fit(np.random.RandomState(5), 1) == fit(np.random.RandomState(5), 2)
    with pytest.raises(kingpost.InvalidParams):
        fit("seed", 1)


def test_import_is_quiet_and_brings_nothing_along():
    python("""
        import sys, threading
        others = {"pandas", "polars", "pyarrow", "sklearn", "scipy", "tqdm", "matplotlib", "plotly"}
        loaded = lambda: {name.partition(".")[0] for name in sys.modules}
        assert not loaded() & {*others, "numpy"}
        import kingpost
        assert threading.active_count() == 1
        assert not loaded() & {*others, "numpy"}, loaded()
        kingpost.Naive().fit([1.0, 2.0]).forecast(3)
        kingpost.ECOD().fit([[1.0], [2.0]]).predict([[1.0]])
        assert not loaded() & others, loaded()
    """)


def test_the_float_guard(tmp_path):
    """A library built with -ffast-math makes the CPU drop denormal numbers; Kingpost computes with them still."""
    source = tmp_path / "fast.c"
    source.write_text("int nothing;")
    try:
        subprocess.run(["gcc", "-shared", "-fPIC", "-ffast-math", "-o", tmp_path / "fast.so", source], check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no gcc")
    python(f"""
        import ctypes, sys
        import kingpost
        before = kingpost.Naive().fit([5e-324, 1e-323]).forecast(2, [95])
        ctypes.CDLL({str(tmp_path / "fast.so")!r})
        after = kingpost.Naive().fit([5e-324, 1e-323]).forecast(2, [95])
        assert all(before[name].tobytes() == after[name].tobytes() for name in before if name != "unique_id")
        assert after["Naive"].view("i8").tolist() == [2, 2]
    """)

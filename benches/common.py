"""What the drivers share: where the data is, CPU time, tables, and the results page."""

import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benches" / "RESULTS.md"
_lines: list[str] = []


def data_folder() -> Path | None:
    """The benchmark data: KINGPOST_DATA, or a folder `shared/data` beside the checkout; None where there is none."""
    named = os.environ.get("KINGPOST_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    return folder if folder.is_dir() else None


def cpu(work, runs: int = 1, enough: float = float("inf")):
    """The result of `work()` and the median of its CPU seconds, user and system, over all threads.

    `runs` is how often at most; after the first run that takes `enough` seconds it is not run again.
    """
    times, result = [], None
    while len(times) < runs:
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
        if times[-1] >= enough:
            break
    return result, sorted(times)[len(times) // 2]


def cold(code: str) -> tuple[float, float]:
    """CPU seconds and peak memory in MiB of a fresh Python that runs `code`: medians of five."""
    # VmHWM, for a child's ru_maxrss starts at its parent's.
    probe = (
        "\nimport resource as r\nu = r.getrusage(r.RUSAGE_SELF)\n"
        "high = next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(u.ru_utime + u.ru_stime, int(high) / 1024)"
    )
    runs = []
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", code + probe], capture_output=True, text=True, check=True)
        runs.append([float(word) for word in done.stdout.split()[-2:]])
    return tuple(sorted(run[k] for run in runs)[2] for k in (0, 1))


def note(text: str) -> None:
    """A line of the section, on the screen and for the results page."""
    print(text, flush=True)
    _lines.append(text)


def paragraph(text: str) -> None:
    """Text for people, whatever its line breaks."""
    note(" ".join(text.split()) + "\n")


def progress(text: str) -> None:
    """What is being done, on standard error and nowhere else."""
    print(f"  {text}", file=sys.stderr, flush=True)


def header(title: str, *versions: str) -> None:
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown")
    machine = f"{model}, {os.cpu_count()} cores (load {os.getloadavg()[0]:.1f} at the start), one thread"
    note(f"## {title}\n")
    note(f"{time.strftime('%Y-%m-%d')}; {machine}; Python {platform.python_version()}, " + ", ".join(versions) + ".\n")


def shown(cell: object) -> str:
    if isinstance(cell, float):
        return "-" if cell != cell else f"{cell:.3f}" if 0.05 <= abs(cell) < 10 else f"{cell:.3g}"
    return str(cell)


def table(columns: str, rows: list[list[object]]) -> None:
    """A table whose columns are named with bars between them."""
    note(f"| {columns} |\n|" + "---|" * (columns.count("|") + 1))
    for row in rows:
        note("| " + " | ".join(shown(cell) for cell in row) + " |")
    note("")


def verdict(*goals: tuple[str, bool | None]) -> str:
    """What is met and what is missed, of goals that have an answer."""
    said = {True: "met", False: "**missed**"}
    return "; ".join(f"{goal}: {said[bool(met)]}" for goal, met in goals if met is not None) or "no goal set"


def finish(name: str) -> None:
    """With KINGPOST_BENCH_WRITE, puts the section into the results page in place of the last one."""
    if not os.environ.get("KINGPOST_BENCH_WRITE"):
        return
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    page = RESULTS.read_text(encoding="utf-8")
    section = "\n".join([start, *_lines]).rstrip() + "\n" + end
    found = re.search(re.escape(start) + ".*?" + re.escape(end), page, re.DOTALL)
    page = page[: found.start()] + section + page[found.end() :] if found else page.rstrip() + "\n\n" + section + "\n"
    RESULTS.write_text(page, encoding="utf-8")

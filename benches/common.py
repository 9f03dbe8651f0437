"""What the drivers share: where the data is, CPU time, the table."""

import os
import platform
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path | None:
    """The benchmark data: KINGPOST_DATA, or a folder `shared/data` beside the checkout; None where there is none."""
    named = os.environ.get("KINGPOST_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    return folder if folder.is_dir() else None


def cpu(work, runs: int = 1):
    """The result of `work()` and the median of its CPU seconds, user and system, over all threads."""
    times, result = [], None
    for _ in range(runs):
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
    return result, sorted(times)[len(times) // 2]


def header(title: str, *versions: str) -> None:
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown")
    print(f"## {title}\n")
    print(f"{time.strftime('%Y-%m-%d')}, {model}, {os.cpu_count()} cores, one thread; Python {platform.python_version()}, ", end="")
    print(", ".join(versions) + "\n")


def table(columns: list[str], rows: list[list[object]]) -> None:
    print("| " + " | ".join(columns) + " |")
    print("|" + "---|" * len(columns))
    for row in rows:
        print("| " + " | ".join(f"{cell:.3g}" if isinstance(cell, float) else str(cell) for cell in row) + " |")
    print()
    sys.stdout.flush()

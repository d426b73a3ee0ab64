"""Every benchmark on Kafka, one after the other, and one page of what came out.

    python -m benchmarks.all_kafka [--quick]

About twenty minutes on two idle cores; each script takes less than four. --quick takes a few
articles only, to see that all of them run, and leaves the results alone. A script that fails is
told of, and the others go on.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import report

#: script, and what it is given with --quick
SCRIPTS: dict[str, tuple[str, ...]] = {
    "throughput": ("--articles", "96", "--rounds", "1", "--force"),
    "latency": ("--articles", "40"),
    "scaling": ("--messages", "2000"),
    "recovery": ("--rounds", "1"),
    "peers": ("--articles", "96", "--rounds", "1"),
    "burst": ("--articles", "3000"),
    "memory": ("--articles", "6000", "--mentions", "3000"),
}
#: what a full run is given
FULL: dict[str, tuple[str, ...]] = {"throughput": ("--force",)}


def main() -> int:
    """Print, and write results/kafka.md; the number of scripts that failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    args = parser.parse_args()
    taken: dict[str, str] = {}
    if args.quick:
        os.environ["BENCHMARK_RESULTS"] = tempfile.mkdtemp(prefix="wirecoder-quick-")
        report.RESULTS = Path(os.environ["BENCHMARK_RESULTS"])
    for name, quick in SCRIPTS.items():
        options = quick if args.quick else FULL.get(name, ())
        began = time.monotonic()
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *options], check=False)
        outcome = "" if done.returncode == 0 else f", exit code {done.returncode}"
        taken[name] = f"{(time.monotonic() - began) / 60:.1f} min{outcome}"
        print(f"{name}: {taken[name]}", flush=True)
    report.write("kafka", {"taken": taken}, page(taken))
    return sum("exit code" in text for text in taken.values())


def page(taken: dict[str, str]) -> str:
    """All figures that have a target, script by script."""
    text = "# Kafka\n\nWritten by `python -m benchmarks.all_kafka`; each script's own page has all "
    text += "figures.\n"
    for name, minutes in taken.items():
        path = report.RESULTS / f"{name}.json"
        if not path.exists():
            continue
        figures = [report.Figure(**item) for item in json.loads(path.read_text())["figures"]]
        wanted = [figure for figure in figures if figure.target is not None]
        text += f"\n## [{name}]({name}.md)\n\n{minutes}\n\n"
        text += report.markdown(report.FIGURE_COLUMNS, report.figure_rows(wanted))
    return text


if __name__ == "__main__":
    sys.exit(main())

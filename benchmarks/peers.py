"""Extraction beside what one would write by hand, on the same broker with the same articles.

    python -m benchmarks.peers [--articles 300] [--rounds 2]

As many processes as cores with a language model each: our extract worker's pool, consumers with
plain aiokafka, consumers with FastStream. The others only find entities; ours codes events, keeps
a table and confirms before it acks. In turn, in each round; from output 48 to the last, by the
times on the messages, everything loaded before.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
from collections import defaultdict
from collections.abc import Callable
from importlib.util import find_spec

from benchmarks import plots, report
from benchmarks.processes import processor_seconds
from benchmarks.report import Figure
from benchmarks.rig import Rig, rig, screened
from service.resources import ensure_gazetteer
from service.settings import load_settings

WARM_UP = 48
CORES = os.cpu_count() or 1
OURS = "wirecoder extract"
_EXTRACT = ("service.streaming", "extract", "--instance", "{instance}", "--ready-file", "{ready}")


def _ours(own: Rig) -> None:
    own.start(0, module=_EXTRACT, pool_size=CORES)


def _peer(name: str) -> Callable[[Rig], None]:
    def start(own: Rig) -> None:
        for instance in range(CORES):
            own.start(instance, module=("benchmarks.peer_worker", name, "{ready}", "{instance}"))

    return start


WAYS: dict[str, Callable[[Rig], None]] = {
    OURS: _ours,
    "aiokafka and spaCy": _peer("aiokafka"),
    "FastStream and spaCy": _peer("faststream"),
}


def pace(own: Rig, start: Callable[[Rig], None], values: list[tuple[bytes, bytes]]) -> float:
    """Articles a second."""
    start(own)
    asyncio.run(own.preload(values, len(values)))
    times = sorted(asyncio.run(own.enriched(len(values))))
    return 1000 * (len(times) - WARM_UP) / max(1, times[-1] - times[WARM_UP])


def main() -> None:
    """Print and write results/peers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    settings = load_settings()
    ensure_gazetteer(settings)
    where = report.surroundings(settings.model.name)
    values = screened(args.articles)
    paces: dict[str, list[float]] = defaultdict(list)
    with rig() as base:
        for number in range(args.rounds):
            for name, start in WAYS.items():
                if name.startswith("FastStream") and find_spec("faststream") is None:
                    continue
                own = base.renamed(f"{name[:2]}{number}.".lower())
                paces[name].append(pace(own, start, values))
                spent = processor_seconds()
                print(f"{name}: {paces[name][-1]:.1f}/s, {dict(spent)}", flush=True)
                own.stop()
    figures = [
        Figure("articles/s", name, statistics.median(found), args.articles)
        for name, found in paces.items()
    ]
    ours = figures[0].value or 0.0
    figures += [
        Figure("ratio", f"{OURS} / {figure.name}", ours / (figure.value or 1.0))
        for figure in figures[1:]
    ]
    rows = report.figure_rows(figures)
    report.show(report.heading(where), report.FIGURE_COLUMNS, rows)
    plots.bars(
        "peers", f"{CORES} processes with a model each", "articles a second",
        {figure.name: figure.value or 0.0 for figure in figures if figure.set == "articles/s"},
    )  # fmt: skip
    text = f"# Beside others\n\n{report.heading(where)}\n\n![pace](peers.svg)\n\n"
    text += "The others find entities and send them on; wirecoder codes events besides.\n\n"
    text += report.markdown(report.FIGURE_COLUMNS, rows)
    report.write("peers", {"where": where, "figures": figures}, text)


if __name__ == "__main__":
    main()

"""Which reports tell one incident: bursts of coverage, ECB+, and the speed and memory of linking.

    python -m benchmarks.linking [--shared ../shared] [--mentions 20000] [--dry]

Without the development data in --shared only speed and memory are measured. ECB+ is scored on the
gold mentions whose trigger the coder finds, ours next to the rule 'same lemma within the story'.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import coreference, linking_gold, memory_streams, quality_sets, report
from benchmarks.coreference import Groups
from benchmarks.report import Figure
from schemas.event import EventMention
from service.coding import coding
from service.settings import load_settings
from service.stages.link import IncidentIndex, link

#: what the bursts' figures should reach
TARGETS = {"bcubed_F1": 0.75, "cross_P": 0.80, "cross_R": 0.45}
DAYS = 84.0


def bursts(shared: Path, processes: int) -> Iterator[Figure]:
    """The scores on the annotated bursts, conflicts included; nothing where they are not there."""
    if not (shared / "data" / "incidents").is_dir():
        return
    settings = load_settings()
    with tempfile.TemporaryDirectory() as folder, coding(settings, processes=processes) as coder:
        found = list(quality_sets.incidents(coder, settings, shared, Path(folder)))
    for each in found:
        yield Figure("bursts", each.name, each.value, each.cases, TARGETS.get(each.name))


def ecb(shared: Path, processes: int) -> Iterator[Figure]:
    """CoNLL F and its parts on ECB+, and those of the rule to beat."""
    data = shared / "data" / "stories"
    if not data.is_dir():
        return
    settings = load_settings()
    with coding(settings, processes=processes) as coder:
        mentions = linking_gold.coded(data, coder, settings)
    gold = linking_gold.chains(data, mentions)
    lemma = linking_gold.same_lemma(mentions)
    ours = incidents_of(mentions)
    theirs = {m: lemma[m] for m in gold}
    mine = {m: ours.get(m, m) for m in gold}
    for name, found in (("ours", mine), ("same lemma in the story", theirs)):
        yield from _scores(name, gold, found)


def incidents_of(mentions: list[EventMention]) -> dict[str, str]:
    """Mention -> incident, after all mentions."""
    index, now = IncidentIndex(), datetime.now(UTC)
    for mention in mentions:
        link(mention, index, now=now)
    return {m: known.incident_id for m, known in index.known.items()}


def _scores(name: str, gold: Groups, found: Groups) -> Iterator[Figure]:
    yield Figure("ECB+", f"CoNLL F, {name}", coreference.conll(gold, found), len(gold))
    parts = {"MUC": coreference.muc, "BCubed": coreference.b_cubed, "CEAF-e": coreference.ceaf}
    for measure, score in parts.items():
        both = score(gold, found)
        yield Figure("ECB+", f"{measure} precision, {name}", both.precision, len(gold))
        yield Figure("ECB+", f"{measure} recall, {name}", both.recall, len(gold))


def speed(count: int) -> Iterator[Figure]:
    """Mentions a second of one core on invented mentions, three to an act."""
    index, seconds = IncidentIndex(), []
    for now, mention in memory_streams.mentions(count, DAYS):
        start = time.thread_time()
        link(mention, index, now=now)
        seconds.append(time.thread_time() - start)
    slow = sorted(seconds)[int(len(seconds) * 0.99)]
    yield Figure("speed", "mentions/s", len(seconds) / sum(seconds), len(seconds))
    yield Figure("speed", "99th percentile, ms", 1000 * slow, len(seconds))


def memory(count: int) -> Iterator[Figure]:
    """Bytes for each mention that is held, counted by the allocator."""
    index = IncidentIndex()
    gc.collect()
    tracemalloc.start()
    for now, mention in memory_streams.mentions(count, DAYS):
        link(mention, index, now=now)
    gc.collect()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    yield Figure("memory", "bytes for each mention held", taken / len(index.known), count)
    yield Figure("memory", "mentions held", float(len(index.known)), count)


def main() -> None:
    """Print and write results/linking."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--mentions", type=int, default=20_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--dry", action="store_true", help="write no results")
    args = parser.parse_args()
    found = [
        *bursts(args.shared, args.processes),
        *ecb(args.shared, args.processes),
        *speed(args.mentions),
        *memory(args.mentions // 4),
    ]
    where = report.surroundings(load_settings().model.name)
    report.show(report.heading(where), report.FIGURE_COLUMNS, report.figure_rows(found))
    if not args.dry:
        text = f"# Linking\n\n{report.heading(where)}\n\n"
        text += report.markdown(report.FIGURE_COLUMNS, report.figure_rows(found))
        report.write("linking", {"measured": where, "figures": found}, text)
    missed = [f.name for f in found if f.passed is False]
    if missed:
        raise SystemExit(f"below the floor: {', '.join(missed)}")


if __name__ == "__main__":
    main()

"""Sums up the pairs of a news stream that were read: results/t17_reading.md from the .tsv.

    python -m benchmarks.linking_reading [EVENTS.jsonl]

Of a draw as by `benchmarks.linking_pairs EVENTS.jsonl --seed 431 --count 190`, the first 100 of
each kind that nobody had read before were shuffled together and read by six readers, 50 each, who
did not see what was decided, after the weights, trees and thresholds had been set.
With EVENTS, which `wirecoder run` wrote, the stream is linked once more and counted;
without it the counts in results/t17_reading.json stay.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from pathlib import Path

from benchmarks import report
from benchmarks.linking_pairs import incidents, joined, linked, near_misses
from schemas.event import EventMention

NAME = "t17_reading"
READ = report.RESULTS / f"{NAME}.tsv"
#: drawn among all joined pairs, among one pair for each merged mention, and among those kept apart
PAIRS = "joined"
KINDS = (PAIRS, "joined, by mention", "near miss")
VERDICTS = ("one", "two", "unclear")
#: log odds that divide the joined pairs: joined through others, doubtful, sure
BANDS = (("below 0", -1000.0, 0.0), ("0 to 2", 0.0, 2.0), ("2 and more", 2.0, 1000.0))


def counts(events: Path) -> dict[str, int]:
    """What is in the stream."""
    lines = events.read_text(encoding="utf-8").splitlines()
    mentions = list(map(EventMention.model_validate_json, lines))
    stream = linked(mentions)
    return {
        "articles with mentions": len({m.article_id for m in mentions}),
        "copies among them": len({m.article_id for m in mentions if m.report == "syndicated"}),
        "mentions": len(mentions),
        "incidents": len(incidents(stream)),
        "incidents of several articles": len(
            {stream.told[a].incident_id for a, _ in joined(stream)}
        ),
        "joined pairs of two articles": sum(1 for _ in joined(stream)),
        "near misses": sum(1 for _ in near_misses(stream)),
    }


def read(path: Path = READ) -> dict[str, Counter[str]]:
    """Kind of pair -> how often the reader found one act, two, or could not tell."""
    found: dict[str, Counter[str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found.setdefault(row["kind"], Counter())[row["verdict"]] += 1
    return found


def by_odds(path: Path = READ) -> dict[str, Counter[str]]:
    """Log odds of joined pairs -> how often the reader found one act, two, or could not tell."""
    found = {name: Counter[str]() for name, _, _ in BANDS}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            for name, low, high in BANDS:
                if row["kind"] == PAIRS and low <= float(row["score"]) < high:
                    found[name][row["verdict"]] += 1
    return found


def text(
    stream: dict[str, int], found: dict[str, Counter[str]], odds: dict[str, Counter[str]]
) -> str:
    """The page."""
    told = report.markdown(("stream", "n"), [(name, f"{n:,}") for name, n in stream.items()])
    rows = [(kind, *(str(c[v]) for v in VERDICTS)) for kind, c in found.items()]
    rows += [(f"joined, log odds {k}", *(str(c[v]) for v in VERDICTS)) for k, c in odds.items()]
    shares = [f"{c['one'] / (c['one'] + c['two']):.0%}" for c in map(found.__getitem__, KINDS)]
    return (
        f"# Pairs of a stream, read\n\n{told}\n"
        f"{report.markdown(('pairs', *(f'{v} act' for v in VERDICTS)), rows)}\n"
        f"Of the joined pairs that are clear, {shares[0]} tell one act; of one such pair for each "
        f"merged mention, {shares[1]}; of the near misses, {shares[2]}.\n"
    )


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("events", type=Path, nargs="?")
    args = parser.parse_args()
    kept = READ.with_suffix(".json")
    stream = counts(args.events) if args.events else json.loads(kept.read_text())["stream"]
    found = read()
    report.write(NAME, {"stream": stream, "read": found}, text(stream, found, by_odds()))
    print(text(stream, found, by_odds()))


if __name__ == "__main__":
    main()

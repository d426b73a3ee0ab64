"""Sums up the pairs of a news stream that were read: results/t17_reading.md from the .tsv.

    python -m benchmarks.linking_reading [EVENTS.jsonl] [--page t17_other_reading]

Of a draw as by `benchmarks.linking_pairs EVENTS.jsonl --seed 613 --count 100`, all pairs were
shuffled together and read by six readers, some 50 each, who did not see what was decided, after
the weights, trees and thresholds had been set. Some of them are among the pairs that these
were fitted on (linking_read.tsv): the others are counted alone, too. The other page is of a stream
that nothing was fitted on (seed 91, the first 50 of each kind, three readers).
With EVENTS, which `wirecoder run` wrote, the stream is linked once more and counted;
without it the counts in the page's .json stay.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from pathlib import Path

from benchmarks import report
from benchmarks.linking_labels import READ as FITTED_ON
from benchmarks.linking_pairs import incidents, joined, linked, near_misses
from schemas.event import EventMention

PAGES = ("t17_reading", "t17_other_reading")
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


Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    """The pairs of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def pair(row: Row) -> frozenset[tuple[str, str]]:
    """Article and trigger of both mentions."""
    return frozenset((row[f"article_{x}"], row[f"trigger_{x}"]) for x in "ab")


def counted(found: list[Row], fitted_on: list[Row]) -> dict[str, Counter[str]]:
    """Kind of pair -> how often the reader found one act, two, or could not tell.

    Of all; of those that nothing was fitted on; of joined ones by their log odds.
    """
    known = set(map(pair, fitted_on))
    new = [row for row in found if pair(row) not in known]
    told = {kind: _verdicts(found, kind) for kind in KINDS}
    told |= {f"{kind}, not fitted on": _verdicts(new, kind) for kind in KINDS}
    for name, low, high in BANDS:
        within = [row for row in found if low <= float(row["score"]) < high]
        told[f"{PAIRS}, log odds {name}"] = _verdicts(within, PAIRS)
    return told


def _verdicts(found: list[Row], kind: str) -> Counter[str]:
    return Counter(row["verdict"] for row in found if row["kind"] == kind)


def share(verdicts: Counter[str]) -> str:
    """Of those that are clear, how many are one act."""
    clear = verdicts["one"] + verdicts["two"]
    return f"{verdicts['one'] / clear:.0%}" if clear else "-"


def text(stream: dict[str, int], told: dict[str, Counter[str]]) -> str:
    """The page."""
    in_it = report.markdown(("stream", "n"), [(name, f"{n:,}") for name, n in stream.items()])
    lines = [(kind, *(str(c[v]) for v in VERDICTS), share(c)) for kind, c in told.items()]
    heads = ("pairs", *(f"{v} act" for v in VERDICTS), "one of those that are clear")
    return f"# Pairs of a stream, read\n\n{in_it}\n{report.markdown(heads, lines)}"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("events", type=Path, nargs="?")
    parser.add_argument("--page", choices=PAGES, default=PAGES[0])
    args = parser.parse_args()
    read = report.RESULTS / f"{args.page}.tsv"
    kept = read.with_suffix(".json")
    stream = counts(args.events) if args.events else json.loads(kept.read_text())["stream"]
    told = counted(rows(read), rows(FITTED_ON))
    page = text(stream, told)
    report.write(args.page, {"stream": stream, "read": told}, page)
    print(page)


if __name__ == "__main__":
    main()

"""Coded events against a gold coding: typed F1, false events, calibration.

A mention fits a gold record when their sentences overlap and the types are equal (with
alternatives: the type is any that the record accepts). Records and mentions are paired one to
one, core records first. A mention that fits nothing is false, and so is a second one for a core
record that is taken; one that fits only a record that is not core counts neither way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Mention = Mapping[str, Any]
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Paired:
    """Places of records and mentions: pairs, false mentions, mentions that do not count."""

    pairs: tuple[tuple[int, int], ...]
    false: tuple[int, ...]
    ignored: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """Core records found, false mentions, core records missed."""

    true: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.true + other.true, self.false + other.false, self.missed + other.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing is asked or given."""
        total = 2 * self.true + self.false + self.missed
        return 2 * self.true / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions whose probability lies in [low, high): how many, their mean, how many right."""

    low: float
    high: float
    count: int
    mean: float
    right: float


def read_gold(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Article id -> records."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return {row["id"]: row["events"] for row in rows}


def pair(records: Sequence[Record], mentions: Sequence[Mention], *, alternatives: bool) -> Paired:
    """Records and mentions of one article, paired."""
    options = [
        (_closeness(record, mention), i, j)
        for i, record in enumerate(records)
        for j, mention in enumerate(mentions)
        if fits(record, mention, alternatives=alternatives)
    ]
    found: dict[int, int] = {}
    for _, i, j in sorted(options, key=lambda o: (o[0], -o[1], -o[2]), reverse=True):
        if i not in found and j not in found.values():
            found[i] = j
    left = [j for j in range(len(mentions)) if j not in found.values()]
    other = [j for j in left if _fits_noncore(records, mentions[j])]
    noncore = [j for i, j in found.items() if not records[i].get("core", True)]
    return Paired(
        pairs=tuple(found.items()),
        false=tuple(j for j in left if j not in other),
        ignored=(*noncore, *other),
    )


def fits(record: Record, mention: Mention, *, alternatives: bool) -> bool:
    """Whether the sentences overlap and the type is right."""
    sentence = mention["sentence"]
    if sentence["start"] >= record["end"] or record["start"] >= sentence["end"]:
        return False
    kinds = {record["type"], *((record.get("type_alt") or ()) if alternatives else ())}
    return mention["type"] in kinds


def _fits_noncore(records: Sequence[Record], mention: Mention) -> bool:
    return any(not r.get("core", True) and fits(r, mention, alternatives=True) for r in records)


def _closeness(record: Record, mention: Mention) -> tuple[bool, bool, bool, int]:
    """Core first, then the same trigger, the same type, the longer common stretch."""
    trigger, sentence = mention["trigger"], mention["sentence"]
    shared = min(sentence["end"], record["end"]) - max(sentence["start"], record["start"])
    same_trigger = (
        trigger["start"] < record["trigger_end"] and record["trigger_start"] < trigger["end"]
    )
    return bool(record.get("core", True)), same_trigger, record["type"] == mention["type"], shared


def count(records: Sequence[Record], mentions: Sequence[Mention], *, alternatives: bool) -> Count:
    """The count of one article."""
    paired = pair(records, mentions, alternatives=alternatives)
    true = sum(bool(records[i].get("core", True)) for i, _ in paired.pairs)
    core = sum(bool(r.get("core", True)) for r in records)
    return Count(true, len(paired.false), core - true)


def score(
    gold: Mapping[str, Sequence[Record]],
    mentions: Mapping[str, Sequence[Mention]],
    *,
    alternatives: bool = False,
) -> Count:
    """The count over all articles of the gold."""
    parts = (count(r, mentions.get(i, ()), alternatives=alternatives) for i, r in gold.items())
    return sum(parts, Count())


def live_on_empty(
    gold: Mapping[str, Sequence[Record]], mentions: Mapping[str, Sequence[Mention]]
) -> tuple[int, int]:
    """(false live mentions, articles) over the articles that have no core record."""
    empty = {i: r for i, r in gold.items() if not any(e.get("core", True) for e in r)}
    found = 0
    for article, records in empty.items():
        told = mentions.get(article, ())
        wrong = pair(records, told, alternatives=False).false
        found += sum(told[j]["modality"] in ("asserted", "future") for j in wrong)
    return found, len(empty)


def outcomes(
    gold: Mapping[str, Sequence[Record]], mentions: Mapping[str, Sequence[Mention]]
) -> Iterator[tuple[float, bool]]:
    """(confidence, whether it is a core record) of every mention that counts."""
    for article, records in gold.items():
        told = mentions.get(article, ())
        paired = pair(records, told, alternatives=True)
        right = {j for i, j in paired.pairs if records[i].get("core", True)}
        for j in (*right, *paired.false):
            yield told[j]["confidence"], j in right


def reliability(told: Iterable[tuple[float, bool]], *, bins: int = 10) -> list[Bin]:
    """Equal-width bins of probability that hold any prediction."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for probability, right in told:
        groups.setdefault(min(bins - 1, int(probability * bins)), []).append((probability, right))
    return [
        Bin(
            k / bins,
            (k + 1) / bins,
            len(group),
            sum(p for p, _ in group) / len(group),
            sum(r for _, r in group) / len(group),
        )
        for k, group in sorted(groups.items())
    ]


def expected_calibration_error(table: Sequence[Bin]) -> float:
    """Mean distance of confidence from share of right ones, weighted by bin size."""
    total = sum(b.count for b in table)
    return sum(b.count * abs(b.mean - b.right) for b in table) / total if total else 0.0

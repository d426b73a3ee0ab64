"""Draws pairs of mentions to be read: joined ones, and near misses that were kept apart.

    python -m benchmarks.linking_pairs EVENTS.jsonl --seed 1 --count 100 > pairs.jsonl

EVENTS is what `wirecoder run` wrote. Each line has ids, offsets, the log odds, the evidence and the
two sentences; the sentences are for reading and are not kept.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from schemas.event import EventMention
from service.stages.link import IncidentIndex, link
from service.stages.link.face import Face
from service.stages.link.facts import HERE
from service.stages.link.pairing import compare, compatible
from service.stages.link.sides import Side
from service.stages.link.spots import where

NOW = datetime(2026, 1, 1, tzinfo=UTC)
#: days that two acts of one incident may seem apart
DAYS_APART = 1
Pair = tuple[str, str]


def linked(mentions: list[EventMention]) -> IncidentIndex:
    """The index after all mentions."""
    index = IncidentIndex()
    for mention in mentions:
        link(mention, index, now=NOW)
    return index


def joined(index: IncidentIndex) -> Iterator[Pair]:
    """Pairs of one incident from two articles that are no copies."""
    for incident_id in sorted(index.incidents()):
        members = sorted(m for m in index.members(incident_id) if original(index, m))
        yield from (p for p in combinations(members, 2) if two_articles(index, p))


def near_misses(index: IncidentIndex) -> Iterator[Pair]:
    """Pairs of two incidents from two articles that met and whose particulars let them be one."""
    for mention_id in sorted(index.faces):
        for other in index.candidates(index.faces[mention_id]):
            pair = (mention_id, other)
            apart = index.known[mention_id].incident_id != index.known[other].incident_id
            if mention_id < other and apart and two_articles(index, pair):
                both_original = original(index, mention_id) and original(index, other)
                if both_original and may_be_one(index, pair):
                    yield pair


def may_be_one(index: IncidentIndex, pair: Pair) -> bool:
    """Whether nothing that is stated speaks against one incident, and something for it.

    One country, types that go together, days within one or unknown, places that hold each other
    or unknown, actors in common or unknown, like words for the act or the target; and one story,
    or a place below country. No weights: what is found wrongly apart does not hang on them.
    """
    a, b = (index.faces[m] for m in pair)
    one_country = index.known[pair[0]].country == index.known[pair[1]].country
    if not (one_country and compatible(a, b) and _days_fit(a, b)):
        return False
    if where(a.spot, b.spot) not in HERE | {"one place", "no place"}:
        return False
    if _others(a.actors, b.actors):
        return False
    alike = a.trigger & b.trigger or a.kinds & b.kinds or a.recipients.names & b.recipients.names
    return bool(alike) and (a.story_id == b.story_id or bool(a.spot and b.spot))


def _others(a: Side, b: Side) -> bool:
    stated = a.codes and b.codes
    return bool(stated) and a.names.isdisjoint(b.names) and a.coded.isdisjoint(b.coded)


def _days_fit(a: Face, b: Face) -> bool:
    if a.days is None or b.days is None:
        return True
    return max(a.days.first - b.days.last, b.days.first - a.days.last) <= DAYS_APART


def original(index: IncidentIndex, mention_id: str) -> bool:
    return index.mention(mention_id).report == "original"


def two_articles(index: IncidentIndex, pair: Pair) -> bool:
    one, other = (index.faces[m] for m in pair)
    return one.article_id != other.article_id


def drawn(pairs: list[Pair], index: IncidentIndex, count: int, seed: int) -> list[Pair]:
    """At random, at most two of one incident or sentence: what is told much must not fill it."""
    shuffled = list(pairs)
    random.Random(seed).shuffle(shuffled)
    taken: dict[str, int] = defaultdict(int)
    chosen: list[Pair] = []
    for pair in shuffled:
        kinds = {index.known[pair[0]].incident_id, index.mention(pair[0]).sentence.text}
        if len(chosen) < count and all(taken[kind] < 2 for kind in kinds):
            for kind in kinds:
                taken[kind] += 1
            chosen.append(pair)
    return chosen


def row(index: IncidentIndex, kind: str, number: int, pair: Pair) -> dict[str, object]:
    found = compare(*(index.faces[m] for m in pair))
    out: dict[str, object] = {"number": number, "kind": kind, "score": found.score}
    for name, mention_id in zip("ab", pair, strict=True):
        told = index.mention(mention_id)
        out[name] = {
            "article": told.external_id, "trigger": told.trigger.start, "type": told.type,
            "day": told.published_at, "word": told.trigger.text, "sentence": told.sentence.text,
        }  # fmt: skip
    return out | {"evidence": found.reasons}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    args = parser.parse_args()
    lines = args.events.read_text(encoding="utf-8").splitlines()
    mentions = list(map(EventMention.model_validate_json, lines))
    index = linked(mentions)
    articles = {m.article_id for m in mentions}
    copies = {m.article_id for m in mentions if m.report == "syndicated"}
    merged, missed = list(joined(index)), list(near_misses(index))
    sys.stderr.write(
        f"{len(articles):,} articles with mentions, {len(copies):,} of them copies; "
        f"{len(mentions):,} mentions, {len(set(index.incidents())):,} incidents; "
        f"{len(merged):,} joined pairs, {len(missed):,} near misses\n"
    )
    for kind, pairs in (("joined", merged), ("near miss", missed)):
        for number, pair in enumerate(drawn(pairs, index, args.count, args.seed), 1):
            sys.stdout.write(json.dumps(row(index, kind, number, pair)) + "\n")


if __name__ == "__main__":
    main()

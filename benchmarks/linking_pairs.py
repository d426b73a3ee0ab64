"""Draws pairs of mentions to be read: joined ones, and near misses that were kept apart.

Joined ones are drawn twice: among all pairs, and among one pair for each merged mention.

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
from service.stages.link.records import Known
from service.stages.link.sides import Side
from service.stages.link.spots import where

NOW = datetime(2026, 1, 1, tzinfo=UTC)
#: days that two acts of one incident may seem apart
DAYS_APART = 1
Pair = tuple[str, str]


class Stream(IncidentIndex):
    """An index that remembers for the draw what linking forgets when it is over."""

    def __init__(self) -> None:
        super().__init__()
        self.all_faces: dict[str, Face] = {}
        self.told: dict[str, Known] = {}
        self.met: set[Pair] = set()

    def remove(self, mention_id: str) -> None:
        """Forget a mention, as linking does."""
        self.note(mention_id)
        super().remove(mention_id)

    def note(self, mention_id: str) -> None:
        """Keep a mention's incident, and whom it met."""
        found = self.faces.get(mention_id)
        if found is not None:
            self.all_faces[mention_id], self.told[mention_id] = found, self.known[mention_id]
            for other in self.candidates(found):
                self.met.add((min(mention_id, other), max(mention_id, other)))


def linked(mentions: list[EventMention]) -> Stream:
    """The stream after all mentions."""
    stream = Stream()
    for mention in mentions:
        link(mention, stream, now=NOW)
    for mention_id in sorted(stream.faces):
        stream.note(mention_id)
    return stream


def incidents(stream: Stream) -> dict[str, list[str]]:
    """Each incident's mentions, copies included."""
    found: dict[str, list[str]] = defaultdict(list)
    for mention_id, known in sorted(stream.told.items()):
        found[known.incident_id].append(mention_id)
    return found


def joined(stream: Stream) -> Iterator[Pair]:
    """Pairs of one incident from two articles that are no copies."""
    for _, told in sorted(incidents(stream).items()):
        members = [m for m in told if original(stream, m)]
        yield from (p for p in combinations(members, 2) if two_articles(stream, p))


def by_mention(pairs: list[Pair], seed: int) -> list[Pair]:
    """One pair for each mention, with a partner at random: each weighs the same in the draw.

    Of all pairs most are of a few large incidents; of the merged mentions half are in pairs.
    """
    draw, partners = random.Random(seed), defaultdict[str, list[str]](list)
    for one, other in pairs:
        partners[one].append(other)
        partners[other].append(one)
    found = {frozenset((m, draw.choice(theirs))) for m, theirs in sorted(partners.items())}
    return sorted((min(pair), max(pair)) for pair in found)


def near_misses(stream: Stream) -> Iterator[Pair]:
    """Pairs of two incidents from two articles that met and whose particulars let them be one."""
    for pair in sorted(stream.met):
        one, other = (stream.told[m].incident_id for m in pair)
        originals = all(original(stream, m) for m in pair)
        if one != other and originals and two_articles(stream, pair) and may_be_one(stream, pair):
            yield pair


def may_be_one(stream: Stream, pair: Pair) -> bool:
    """Whether nothing that is stated speaks against one incident, and something for it.

    One country, types that go together, days within one or unknown, places that hold each other
    or unknown, actors in common or unknown, like words for the act or the target; and one story,
    or a place below country. No weights: what is found wrongly apart does not hang on them.
    """
    a, b = (stream.all_faces[m] for m in pair)
    one_country = stream.told[pair[0]].country == stream.told[pair[1]].country
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


def original(stream: Stream, mention_id: str) -> bool:
    return stream.told[mention_id].mention.report == "original"


def two_articles(stream: Stream, pair: Pair) -> bool:
    one, other = (stream.all_faces[m] for m in pair)
    return one.article_id != other.article_id


def drawn(pairs: list[Pair], stream: Stream, count: int, seed: int) -> list[Pair]:
    """At random, at most two of one incident or sentence: what is told much must not fill it."""
    shuffled = list(pairs)
    random.Random(seed).shuffle(shuffled)
    taken: dict[str, int] = defaultdict(int)
    chosen: list[Pair] = []
    for pair in shuffled:
        kinds = {stream.told[pair[0]].incident_id, stream.told[pair[0]].mention.sentence.text}
        if len(chosen) < count and all(taken[kind] < 2 for kind in kinds):
            for kind in kinds:
                taken[kind] += 1
            chosen.append(pair)
    return chosen


def row(stream: Stream, kind: str, number: int, pair: Pair) -> dict[str, object]:
    found = compare(*(stream.all_faces[m] for m in pair))
    out: dict[str, object] = {"number": number, "kind": kind, "score": found.score}
    for name, mention_id in zip("ab", pair, strict=True):
        told = stream.told[mention_id].mention
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
    stream = linked(mentions)
    articles = {m.article_id for m in mentions}
    copies = {m.article_id for m in mentions if m.report == "syndicated"}
    merged, missed = list(joined(stream)), list(near_misses(stream))
    sys.stderr.write(
        f"{len(articles):,} articles with mentions, {len(copies):,} of them copies; "
        f"{len(mentions):,} mentions, {len(incidents(stream)):,} incidents; "
        f"{len(merged):,} joined pairs, {len(missed):,} near misses\n"
    )
    each = by_mention(merged, args.seed)
    for kind, pairs in (("joined", merged), ("joined, by mention", each), ("near miss", missed)):
        for number, pair in enumerate(drawn(pairs, stream, args.count, args.seed), 1):
            sys.stdout.write(json.dumps(row(stream, kind, number, pair)) + "\n")


if __name__ == "__main__":
    main()

"""Pairs of mentions with a label: one incident or two."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks import linking_gold
from schemas import RawArticle
from schemas.event import EventMention
from service.coding import Coding, coding
from service.settings import Settings, load_settings
from service.stages.link.face import Face, face

#: pairs of a stream that were read before the weights were fitted; later ones test them
READ = Path(__file__).with_name("linking_read.tsv")
SAMPLES = Path("samples")
_NEAR = 10
#: pairs of a much-told incident weigh together as much as those of one told so often
_TOLD = 6
#: read pairs of a stream count more than those of the samples: such pairs are few, and they are
#: what a stream of news has; so do those of the bursts, where one large incident has most of them
_STREAM_WEIGHT = 3.0
_BURST_WEIGHT = 108.0
#: of the pairs that were drawn to be read half are one act, of all that meet in a stream far fewer
_STREAM_WEIGHT_OF_TWO = 10.5
#: stories of one event each, as most places have: else the wars of the stream alone would decide
_TOPICS_WEIGHT = 6.0
#: mentions with their incidents
Gold = list[tuple[EventMention, str]]
#: article and where the trigger begins -> incident
Places = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Pairs of one set, each with its label and its weight."""

    name: str
    pairs: list[tuple[Face, Face, bool, float]]


def labelled(shared: Path, stream: Sequence[EventMention]) -> list[Labelled]:
    """All sets: bursts, topics of ECB+, samples, and what was read of the stream."""
    settings, sets = load_settings(), [_read(stream)]
    with coding(settings, processes=2) as coder:
        samples = linking_gold.told(_articles(SAMPLES), coder, settings)
        sets.append(_grouped("samples", _placed(samples, _places(SAMPLES))))
        bursts = linking_gold.told(_articles(shared / "data" / "incidents"), coder, settings)
        gold = _placed(bursts, _burst_places(shared / "data" / "incidents"))
        for burst in ("libya", "egypt"):
            own = [(m, label) for m, label in gold if label.startswith(burst)]
            sets.append(_grouped(burst, own, weight=_BURST_WEIGHT))
        sets += _topics(shared / "data" / "stories", coder, settings)
    return sets


def _topics(data: Path, coder: Coding, settings: Settings) -> Iterator[Labelled]:
    with gzip.open(data / "ecbplus_docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        topic = {row["id"]: str(row["topic"]) for row in map(json.loads, lines)}
    mentions = {m.mention_id: m for m in linking_gold.coded(data, coder, settings)}
    by_topic: dict[str, Gold] = defaultdict(list)
    for mention_id, chain in linking_gold.chains(data, mentions.values()).items():
        mention = mentions[mention_id]
        by_topic[topic[mention.external_id or ""]].append((mention, chain))
    for name, gold in sorted(by_topic.items()):
        yield _grouped(f"ECB+ {name}", gold, weight=_TOPICS_WEIGHT)


def _grouped(name: str, gold: Gold, *, weight: float = 1.0) -> Labelled:
    """All pairs of the mentions; those of one large incident weigh less."""
    size = Counter(label for _, label in gold)
    faces = [(face(m), label) for m, label in gold if m.modality != "hypothetical"]
    return Labelled(name, [
        (a, b, one == other, weight * (min(1.0, _TOLD / size[one]) if one == other else 1.0))
        for (a, one), (b, other) in combinations(faces, 2)
    ])  # fmt: skip


def _read(stream: Iterable[EventMention]) -> Labelled:
    """The pairs that a reader could tell."""
    at = {(m.external_id, m.trigger.start): m for m in stream}
    with READ.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["verdict"] != "unclear"]
    found = []
    for row in rows:
        a, b = (at.get((row[f"article_{x}"], int(row[f"trigger_{x}"]))) for x in "ab")
        if a is not None and b is not None:
            one = row["verdict"] == "one"
            weight = _STREAM_WEIGHT if one else _STREAM_WEIGHT_OF_TWO
            found.append((face(a), face(b), one, weight))
    return Labelled("stream", found)


def _placed(mentions: Iterable[EventMention], places: Places) -> Gold:
    """The mention nearest to each place, with its incident."""
    by_article: dict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.external_id or ""].append(mention)
    found: dict[str, tuple[EventMention, str]] = {}
    for (article, start), incident in places.items():
        near = [m for m in by_article[article] if abs(m.trigger.start - start) < _NEAR]
        if near:
            nearest = min(near, key=lambda m: abs(m.trigger.start - start))
            found.setdefault(nearest.mention_id, (nearest, incident))
    return list(found.values())


def _places(samples: Path) -> Places:
    rows = _rows(samples / "incidents.jsonl")
    return {(a, start): row["incident"] for row in rows for a, start in row["mentions"]}


def _burst_places(data: Path) -> Places:
    rows = (r for r in _rows(data / "mentions.jsonl") if not r["incident"].startswith("campaign-"))
    return {(r["article_id"], r["trigger_start"]): r["incident"] for r in rows}


def _articles(folder: Path) -> Iterator[RawArticle]:
    kept = ("id", "body", "title", "published_at", "url", "source")
    rows = sorted(_rows(folder / "articles.jsonl"), key=lambda r: r["published_at"] or "")
    return (RawArticle(**{k: row[k] for k in kept if row.get(k)}) for row in rows)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]

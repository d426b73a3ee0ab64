"""Incidents measured on gold mentions, and the speed of linking on invented ones.

python benchmarks/linking.py [--data DIR] [--mentions 20000]
DIR holds stories/ecbplus_docs.jsonl.gz and ecbplus_event_mentions.jsonl.gz. Without it only the
speed is measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import random
import time
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from schemas.codebook import QUAD, SCORE
from schemas.event import EventMention
from service.stages.link import IncidentIndex, link

NOW = datetime(2024, 5, 2, tzinfo=UTC)
WORDS = ["market", "convoy", "school", "bridge", "harbour", "police", "miners", "village", "clinic"]
TRIGGERS = ["shelled", "killed", "attacked", "arrested", "bombed", "clashed", "raided", "shot"]
COUNTRIES = ["SDN", "MMR", "COL", "UKR", "NGA", "PHL", "HTI", "YEM"]


def mention(name: str, sentence: str, trigger: str, **slots: Any) -> EventMention:
    kind = slots.pop("type", "ASSAULT")
    span = {"text": trigger, "start": 0, "end": len(trigger), "lemma": trigger}
    values = {
        "mention_id": name, "article_id": name, "story_id": "s", "type": kind, "quad": QUAD[kind],
        "score": SCORE[kind], "cameo_root": "19", "modality": "asserted", "trigger": span,
        "sentence": {"index": 0, "start": 0, "end": len(sentence), "text": sentence},
        "confidence": 1.0, "extractor_version": "benchmark", **slots,
    }  # fmt: skip
    return EventMention.model_validate(values)


def invented(count: int) -> list[EventMention]:
    """Mentions in date order: towns, acts and reports drawn at random, three reports an act."""
    draw = random.Random(1)
    out = []
    for i in range(count):
        act = random.Random(i // 3)
        when = (date(2024, 1, 1) + timedelta(days=i * 200 // count)).isoformat()
        town, country = f"Town{act.randrange(400)}", act.choice(COUNTRIES)
        trigger, target = act.choice(TRIGGERS), act.choice(WORDS)
        told = f"{draw.choice(WORDS)} officials said the {target} in {town} was {trigger} again"
        span = {"text": town, "start": 0, "end": 0, "name": town}
        place = {**span, "country": country, "precision": "city", "basis": "sentence"}
        out.append(mention(f"m{i}", told, trigger, place=place, published_at=when))
    return out


def speed(count: int) -> None:
    index, seconds = IncidentIndex(), []
    for item in invented(count):
        start = time.perf_counter()
        link(item, index, now=NOW)
        seconds.append(time.perf_counter() - start)
    held = len(index.known)
    slow = sorted(seconds)[int(len(seconds) * 0.99)]
    pace = count / sum(seconds)
    print(f"{count:,} mentions: {pace:,.0f}/s, p99 {slow * 1000:.1f} ms, {held:,} held")


def ecb(data: Path) -> list[tuple[EventMention, str, str]]:
    """Gold event mentions of ECB+ (mention, chain, story), types unknown: all one type."""
    with gzip.open(data / "stories" / "ecbplus_docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        docs = {d["id"]: d for d in map(json.loads, lines)}
    path = data / "stories" / "ecbplus_event_mentions.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = list(map(json.loads, lines))
    out = []
    for i, row in enumerate(rows):
        doc = docs[row["doc"]]
        told = (
            " ".join(doc["sents"][doc["sent_ids"].index(row["sent"])])
            if row["sent"] in doc["sent_ids"]
            else row["text"]
        )
        slots = {"article_id": row["doc"], "story_id": row["story"]}
        out.append(
            (mention(f"e{i:05d}", told, row["text"], **slots), str(row["chain"]), row["story"])
        )
    return out


def bcubed(gold: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    both = Counter((gold[i], found[i]) for i in gold)
    by_gold, by_found = Counter(gold.values()), Counter(found[i] for i in gold)
    p = sum(n * n / by_found[f] for (_, f), n in both.items()) / len(gold)
    r = sum(n * n / by_gold[g] for (g, _), n in both.items()) / len(gold)
    return p, r, 2 * p * r / (p + r)


def chains(data: Path) -> None:
    rows = ecb(data)
    by_story: dict[str, list[EventMention]] = defaultdict(list)
    for item, _, story in rows:
        by_story[story].append(item)
    gold = {item.mention_id: f"{story}/{chain}" for item, chain, story in rows}
    ours: dict[str, str] = {}
    lemma: dict[str, str] = {}
    for story, items in by_story.items():
        index = IncidentIndex()
        for item in items:
            link(item, index, now=NOW)
            lemma[item.mention_id] = f"{story}/{item.trigger.lemma.casefold()}"
        ours |= {m: k.incident_id for m, k in index.known.items()}
    for name, found in (("same lemma within the story", lemma), ("wirecoder", ours)):
        print(f"ECB+ BCubed P {{:.3f}} R {{:.3f}} F {{:.3f}}  {name}".format(*bcubed(gold, found)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--mentions", type=int, default=20_000)
    args = parser.parse_args()
    print(f"{datetime.now(UTC):%Y-%m-%d}  {platform.machine()} {os.cpu_count()} cores", end="  ")
    print(f"Python {platform.python_version()}")
    speed(args.mentions)
    if args.data:
        chains(args.data)


if __name__ == "__main__":
    main()

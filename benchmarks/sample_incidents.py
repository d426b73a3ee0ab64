"""How the incidents of the samples differ from their gold: what coding misses, what linking does.

    python -m benchmarks.sample_incidents [--samples samples]

A gold mention is found when a coded mention's trigger begins where it does, or else lies in the
same ten characters. Prints one line for each difference, then counts.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas import RawArticle
from schemas.event import EventMention
from schemas.incident import Incident
from service.coding import coding
from service.offline import Hooks, Message, run
from service.settings import load_settings
from service.streaming.topics import TopicNames

NEAR = 10
#: article and where the trigger begins
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """All mentions by article, and the incident of each."""

    mentions: dict[str, list[EventMention]]
    incident: dict[str, str]

    def at(self, place: Place) -> EventMention | None:
        """The mention at a place of the gold."""
        article, start = place
        near = [m for m in self.mentions.get(article, ()) if abs(m.trigger.start - start) < NEAR]
        return min(near, key=lambda m: abs(m.trigger.start - start), default=None)


@dataclass(frozen=True, slots=True)
class Difference:
    """What is wrong with a gold incident: `cause` is coding or linking."""

    incident: str
    cause: str
    what: str


def ran(samples: Path, processes: int = 2) -> Told:
    """The samples through the whole pipeline, in memory."""
    names, told, last = TopicNames(), defaultdict(list), dict[str, Incident]()

    def sent(message: Message) -> None:
        if message.topic == names.events and message.value is not None:
            mention = EventMention.model_validate_json(message.value)
            told[mention.external_id or ""].append(mention)
        elif message.topic == names.incidents and message.value is not None:
            incident = Incident.model_validate_json(message.value)
            last[incident.incident_id] = incident

    articles = map(RawArticle.model_validate, rows(samples / "articles.jsonl"))
    settings = load_settings()
    with coding(settings, processes=processes) as coder:
        run(articles, coder, Hooks(sent, lambda item: print(item)), settings=settings)
    alive = (i for i in last.values() if i.merged_into is None)
    return Told(dict(told), {m: i.incident_id for i in alive for m in i.mention_ids})


def differences(gold: Sequence[dict[str, Any]], told: Told) -> Iterator[Difference]:
    """Mentions that are not coded, incidents in pieces, and gold incidents in one of ours."""
    holds: dict[str, set[str]] = defaultdict(set)
    for row in gold:
        name, pieces = row["incident"], defaultdict(list)
        for article, start in row["mentions"]:
            mention = told.at((article, start))
            if mention is None or mention.mention_id not in told.incident:
                yield Difference(name, "coding", f"no mention at {article} {start}")
            else:
                pieces[told.incident[mention.mention_id]].append(f"{article} {start}")
        if len(pieces) > 1:
            apart = " | ".join(", ".join(places) for places in pieces.values())
            yield Difference(name, "linking", f"in pieces: {apart}")
        for incident_id in pieces:
            holds[incident_id].add(name)
    for names in holds.values():
        if len(names) > 1:
            yield Difference(min(names), "linking", f"joined with {', '.join(sorted(names)[1:])}")


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def main() -> None:
    """Print the differences."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--samples", type=Path, default=Path("samples"))
    args = parser.parse_args()
    gold = rows(args.samples / "incidents.jsonl")
    found = list(differences(gold, ran(args.samples)))
    for each in found:
        print(f"{each.cause}\t{each.incident}\t{each.what}")
    several = sum(len(row["mentions"]) > 1 for row in gold)
    by_cause = {c: len({d.incident for d in found if d.cause == c}) for c in ("coding", "linking")}
    print(f"{len(gold)} incidents, {several} of several mentions; not as told: {by_cause}")


if __name__ == "__main__":
    main()

"""Sentence and article sets of the development data, and incidents across articles."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from benchmarks.quality_gold import run_script
from benchmarks.report import Figure
from benchmarks.targets import figure
from schemas import RawArticle
from service.cli.code_actor_cmd import Question, answer
from service.coding import Coding
from service.offline import Hooks, Message, Rejected, cleaned, extracted, run
from service.settings import Settings
from service.stages.extract.actors import ActorRegistry
from service.streaming.topics import TopicNames

Rows = list[dict[str, Any]]


def sentence_sets(
    coder: Coding, shared: Path, folder: Path, names: Iterable[str] | None
) -> list[Figure]:
    """All sets of `score_sets.py`, or those named, coded by the shipped extractor."""
    script, data = shared / "eval" / "score_sets.py", shared / "data"
    given, only = folder / "sets.jsonl", ["--sets", ",".join(names)] if names else []
    run_script([script, "articles", data, given, *only])
    mentions, enriched = folder / "mentions.jsonl", folder / "enriched.jsonl"
    _code(_rows(given), coder, mentions, enriched)
    actors = folder / "actors.jsonl"
    _code_actors(_rows(folder / "sets.actors.jsonl"), actors)
    result = folder / "sets.json"
    run_script(
        [script, "score", data, mentions, "--enriched", enriched, "--actors", actors,
         "--given", given, "--json", result, *only]
    )  # fmt: skip
    scored = json.loads(result.read_text(encoding="utf-8"))["sets"]
    return [
        figure(name, measure, found["value"], found["n"])
        for name, figures in scored.items()
        for measure, found in figures.items()
    ]


def _code(articles: Rows, coder: Coding, mentions: Path, enriched: Path) -> None:
    """Code each text once, and write it under all its ids: some sets share their texts."""
    ids: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for row in articles:
        ids[row["body"], row.get("published_at"), row.get("title")].append(row["id"])
    raw = (
        RawArticle(body=body, published_at=day, title=title, id=own[0])
        for (body, day, title), own in ids.items()
    )
    aliases = {own[0]: own for own in ids.values()}
    with mentions.open("wb") as told, enriched.open("wb") as full:
        for item in extracted(cleaned(raw, now=datetime.now(UTC)), coder):
            if isinstance(item, Rejected):
                print(f"{item.source}: {item.reason}")
                continue
            article = orjson.loads(item.enriched)
            parsed = [orjson.loads(mention) for mention in item.mentions]
            for alias in aliases[article["article"]["external_id"]]:
                article["article"]["external_id"] = alias
                full.write(orjson.dumps(article) + b"\n")
                for mention in parsed:
                    told.write(orjson.dumps(mention | {"external_id": alias}) + b"\n")


def _code_actors(questions: Rows, path: Path) -> None:
    registry = ActorRegistry.load()
    with path.open("wb") as out:
        for row in questions:
            on = datetime.fromisoformat(row["date"]).date() if row.get("date") else None
            asked = Question(row["id"], row["text"], row.get("country"), on)
            out.write(orjson.dumps(answer(asked, registry)) + b"\n")


def incidents(coder: Coding, settings: Settings, shared: Path, folder: Path) -> Iterator[Figure]:
    """The bursts of coverage through the whole pipeline, in the order of publication."""
    data = shared / "data" / "incidents"
    names = TopicNames()
    kept: dict[str, list[bytes]] = defaultdict(list)

    def sent(message: Message) -> None:
        if message.value is not None:
            kept[message.topic].append(message.value)

    rows = sorted(_rows(data / "articles.jsonl"), key=lambda row: row["published_at"] or "")
    raw = (
        RawArticle(body=r["body"], id=r["id"], published_at=r["published_at"], title=r["title"])
        for r in rows
    )
    run(raw, coder, Hooks(sent, lambda item: print(item)), settings=settings)
    paths = {names.events: folder / "events.jsonl", names.incidents: folder / "incidents.jsonl"}
    for topic, path in paths.items():
        path.write_bytes(b"".join(value + b"\n" for value in kept[topic]))
    result = folder / "incidents.json"
    script = shared / "eval" / "score_incidents.py"
    run_script([script, data, *paths.values(), "--json", result])
    for name, value in json.loads(result.read_text(encoding="utf-8")).items():
        yield figure("incidents", name, value)


def _rows(path: Path) -> Rows:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]

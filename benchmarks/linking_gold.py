"""ECB+ development topics: gold events on the mentions that the coder finds."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.coreference import Groups
from schemas import RawArticle
from schemas.event import EventMention
from service.coding import Coding
from service.offline import Hooks, Message, run
from service.settings import Settings
from service.streaming.topics import TopicNames

Row = dict[str, Any]
#: document, sentence, token -> first and last character in the text
Places = dict[tuple[str, int, int], tuple[int, int]]


def coded(data: Path, coder: Coding, settings: Settings) -> list[EventMention]:
    """The mentions of all documents, with the stories that dedupe gives, in order of the day."""
    docs = sorted(_rows(data / "ecbplus_docs.jsonl.gz"), key=lambda d: (d["date"] or "", d["id"]))
    return told(map(_article, docs), coder, settings)


def told(articles: Iterable[RawArticle], coder: Coding, settings: Settings) -> list[EventMention]:
    """The mentions of articles that go through the pipeline."""
    found: list[EventMention] = []

    def sent(message: Message) -> None:
        if message.topic == TopicNames().events and message.value is not None:
            found.append(EventMention.model_validate_json(message.value))

    hooks = Hooks(sent, lambda item: print(item))
    run(articles, coder, hooks, settings=settings, until="extract")
    return found


def chains(data: Path, mentions: Iterable[EventMention]) -> dict[str, str]:
    """Mention id -> gold chain, for mentions whose trigger lies on a gold one."""
    docs = {d["id"]: d for d in _rows(data / "ecbplus_docs.jsonl.gz")}
    places: Places = {}
    for doc in docs.values():
        places |= dict(_placed(doc))
    by_doc: dict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        by_doc[mention.external_id or ""].append(mention)
    found: dict[str, str] = {}
    for gold in _rows(data / "ecbplus_event_mentions.jsonl.gz"):
        keys = ((gold["doc"], gold["sent"], token) for token in gold["tok"])
        spans = [places[key] for key in keys if key in places]
        mention_id = next((m.mention_id for m in by_doc[gold["doc"]]
                           if m.mention_id not in found and _on(m, spans)), None)  # fmt: skip
        if mention_id is not None:
            alone = gold["doc"] if gold["singleton"] else ""
            found[mention_id] = f"{alone}{gold['chain']}"
    return found


def same_lemma(mentions: Iterable[EventMention]) -> Groups:
    """The rule to beat: one story and one trigger lemma is one event."""
    return {m.mention_id: (m.story_id, m.trigger.lemma.casefold()) for m in mentions}


def _on(mention: EventMention, spans: Iterable[tuple[int, int]]) -> bool:
    start, end = mention.trigger.start, mention.trigger.end
    return any(start < last and first < end for first, last in spans)


def _text(doc: Row) -> str:
    title, text = (doc["title"] or "").strip(), doc["text"] or ""
    return f"{title}\n\n{text}" if title and not text.startswith(title) else text


def _article(doc: Row) -> RawArticle:
    return RawArticle(body=_text(doc), id=doc["id"], published_at=doc["date"], url=doc["url"])


def _placed(doc: Row) -> Iterator[tuple[tuple[str, int, int], tuple[int, int]]]:
    """Where each token lies, found by letters and digits alone: spaces and marks differ."""
    text = _text(doc)
    at = [i for i, c in enumerate(text) if c.isalnum()]
    letters, cursor = "".join(text[i] for i in at), 0
    for number, sentence in zip(doc["sent_ids"], doc["sents"], strict=True):
        words = ["".join(c for c in token if c.isalnum()) for token in sentence]
        joined = "".join(words)
        start = letters.find(joined, cursor)
        if start < 0:
            start = letters.find(joined)
        if not joined or start < 0:
            continue
        cursor = max(cursor, start + len(joined))
        for place, word in enumerate(words):
            if word:
                yield (doc["id"], number, place), (at[start], at[start + len(word) - 1] + 1)
            start += len(word)


def _rows(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return list(map(json.loads, lines))

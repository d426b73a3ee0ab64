"""The files of `wirecoder run`: one JSON lines file for each topic, and one of what was refused."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from service.offline import Message, Rejected
from service.streaming.topics import TopicNames

_TOPICS: Final = TopicNames()
EVENTS: Final = "events.jsonl"
INCIDENTS: Final = "incidents.jsonl"
REJECTED: Final = "rejected.jsonl"
FILES: Final = {
    _TOPICS.clean: "articles.jsonl",
    _TOPICS.screened: "screened.jsonl",
    _TOPICS.enriched: "enriched.jsonl",
    _TOPICS.events: EVENTS,
}


class RunFiles:
    """Writes as messages come; incidents are kept until the end, the last revision of each."""

    def __init__(self, folder: Path, *, topics: frozenset[str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._open = ExitStack()
        self._files: dict[str, BinaryIO] = {}
        self._incidents: dict[bytes, bytes] = {}
        self._with_incidents = _TOPICS.incidents in topics
        self.counts: Counter[str] = Counter()
        for topic, name in FILES.items():
            (folder / name).unlink(missing_ok=True)  # of an earlier run that went further
            if topic in topics:
                self._files[topic] = self._open.enter_context((folder / name).open("wb"))
        (folder / INCIDENTS).unlink(missing_ok=True)
        self._rejected = self._open.enter_context((folder / REJECTED).open("wb"))

    def __enter__(self) -> RunFiles:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
        if self._with_incidents:
            text = b"".join(value + b"\n" for value in self._incidents.values())
            (self.folder / INCIDENTS).write_bytes(text)

    @property
    def incidents(self) -> int:
        """How many incidents there are now."""
        return len(self._incidents)

    def sent(self, message: Message) -> None:
        """Write one message; null takes an incident away."""
        self.counts[message.topic] += 1
        if message.topic == _TOPICS.incidents:
            self._keep(message)
        elif message.value is not None:
            self._files[message.topic].write(message.value + b"\n")
        if message.topic == _TOPICS.screened and message.value is not None:
            self.counts[orjson.loads(message.value)["screening"]["verdict"]] += 1

    def rejected(self, item: Rejected) -> None:
        """Write down what was refused, and why."""
        self.counts["rejected"] += 1
        row = {"source": item.source, "stage": item.stage, "reason": item.reason}
        self._rejected.write(orjson.dumps(row) + b"\n")

    def _keep(self, message: Message) -> None:
        self._incidents.pop(message.key, None)
        if message.value is not None:
            self._incidents[message.key] = message.value

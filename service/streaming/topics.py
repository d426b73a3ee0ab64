"""The topics: what they are called and what they should be like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import yaml

from schemas.dead_letter import Stage
from service.errors import UserError
from service.settings import KafkaSettings

Cleanup = Literal["delete", "compact"]
_MS_PER_HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class TopicNames:
    """The names under a prefix, which lets several installations share a cluster."""

    prefix: str = ""

    @property
    def raw(self) -> str:
        """Articles as produced."""
        return f"{self.prefix}news.raw.v1"

    @property
    def clean(self) -> str:
        """Cleaned articles."""
        return f"{self.prefix}news.clean.v1"

    @property
    def screened(self) -> str:
        """Articles screened for copies."""
        return f"{self.prefix}news.screened.v1"

    @property
    def enriched(self) -> str:
        """Enriched articles."""
        return f"{self.prefix}news.enriched.v1"

    @property
    def events(self) -> str:
        """Event mentions."""
        return f"{self.prefix}news.events.v1"

    @property
    def incidents(self) -> str:
        """Incidents."""
        return f"{self.prefix}news.incidents.v1"

    @property
    def dead_letters(self) -> str:
        """Messages that could not be worked on."""
        return f"{self.prefix}news.dead-letters.v1"

    def group(self, stage: Stage) -> str:
        """The consumer group of a stage, which is its Faust app id too."""
        return f"{self.prefix}wirecoder-{stage}"

    def changelog(self, stage: Stage, table: str) -> str:
        """The topic behind a stage's table, as Faust names it."""
        return f"{self.group(stage)}-{table}-changelog"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a topic should be like."""

    name: str
    about: str
    partitions: int
    replication: int
    cleanup: Cleanup
    retention_ms: int
    max_bytes: int

    @property
    def configs(self) -> dict[str, str]:
        """Its settings in Kafka's words.

        Where Kafka deletes what is old, age counts from arrival: by a producer's own time, an
        archive sent with its days of publication would be deleted before it is read.
        """
        times = {"message.timestamp.type": "LogAppendTime"} if self.cleanup == "delete" else {}
        return times | {
            "cleanup.policy": self.cleanup,
            "retention.ms": str(self.retention_ms),
            "max.message.bytes": str(self.max_bytes),
        }


def declared_topics(kafka: KafkaSettings, *, path: Path | None = None) -> tuple[Topic, ...]:
    """Every topic of `topics.yaml` (or another such file), with the settings' prefix.

    Raises UserError when the file cannot be read as such.
    """
    try:
        document = yaml.safe_load(_declaration(path))
        return tuple(_topics(document, kafka))
    except (OSError, yaml.YAMLError, LookupError, TypeError, AttributeError) as error:
        raise UserError(f"{path or 'topics.yaml'} does not declare topics: {error!r}") from error


def _declaration(path: Path | None) -> str:
    if path:
        return path.read_text(encoding="utf-8")
    packaged = resources.files("service.streaming").joinpath("topics.yaml")
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    source_tree = Path(__file__).parents[2] / "deploy" / "kafka" / "topics.yaml"
    return source_tree.read_text(encoding="utf-8")


def _topics(document: Mapping[str, Any], kafka: KafkaSettings) -> Iterator[Topic]:
    partitions = {name: spec["partitions"] for name, spec in document["topics"].items()}
    changelog = {"cleanup": "compact", "retention_hours": -1}
    specs = document["topics"] | {
        name: changelog | spec for name, spec in document["changelogs"].items()
    }
    for name, spec in specs.items():
        count, hours = spec["partitions"], spec["retention_hours"]
        yield Topic(
            name=kafka.topic_prefix + name,
            about=spec["about"],
            partitions=partitions[count["as"]] if isinstance(count, dict) else count,
            replication=kafka.replication,
            cleanup=spec["cleanup"],
            retention_ms=-1 if hours < 0 else int(hours * _MS_PER_HOUR),
            max_bytes=spec["max_bytes"],
        )

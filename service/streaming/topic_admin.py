"""Creates the topics, and tells how those of a cluster differ from what is declared."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError, TopicAlreadyExistsError, for_code

from service.errors import UserError
from service.streaming.topics import Topic

State = Literal["ok", "missing", "created", "drift", "changed"]
CHANGE_TRIES, CHANGE_PAUSE_SECONDS = 50, 0.1
_SET_ON_TOPIC = 1  # DYNAMIC_TOPIC_CONFIG of the DescribeConfigs answer


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting of a topic that is not as declared; `safe`: changing it loses nothing."""

    setting: str
    declared: str
    actual: str
    safe: bool


@dataclass(frozen=True, slots=True)
class TopicReport:
    """How one topic stands."""

    name: str
    state: State
    partitions: int
    differences: tuple[Difference, ...] = ()


async def check_topics(
    admin: AIOKafkaAdminClient, topics: tuple[Topic, ...]
) -> tuple[TopicReport, ...]:
    """How each declared topic stands; changes nothing."""
    found = {item["topic"]: item for item in await admin.describe_topics()}
    configs = await _configs(admin, [topic.name for topic in topics if topic.name in found])
    return tuple(_compare(topic, found.get(topic.name), configs) for topic in topics)


def _compare(
    topic: Topic, found: Mapping[str, Any] | None, configs: Mapping[str, dict[str, Any]]
) -> TopicReport:
    if found is None:
        return TopicReport(topic.name, "missing", 0)
    partitions = found["partitions"]
    shape = {
        "partitions": (topic.partitions, len(partitions)),
        "replication": (topic.replication, min(len(part["replicas"]) for part in partitions)),
    }
    differences = [
        Difference(setting, str(declared), str(actual), safe=False)
        for setting, (declared, actual) in shape.items()
        if declared != actual
    ]
    actual_configs = configs[topic.name]
    differences += [
        Difference(setting, declared, actual, safe=_loses_nothing(setting, declared, actual))
        for setting, declared in topic.configs.items()
        if (actual := actual_configs[setting]["value"]) != declared
    ]
    state: State = "drift" if differences else "ok"
    return TopicReport(topic.name, state, len(partitions), tuple(differences))


def _loses_nothing(setting: str, declared: str, actual: str) -> bool:
    """More room, longer keeping, age from arrival; another cleanup policy may drop messages."""
    if setting == "message.timestamp.type":
        return declared == "LogAppendTime"
    if setting == "max.message.bytes":
        return int(declared) > int(actual)
    if setting == "retention.ms":
        return int(declared) < 0 or 0 <= int(actual) < int(declared)
    return False


async def apply_topics(
    admin: AIOKafkaAdminClient, topics: tuple[Topic, ...]
) -> tuple[TopicReport, ...]:
    """Creates what is missing, changes what loses nothing, reports what is left as drift."""
    before = {report.name: report for report in await check_topics(admin, topics)}
    await _create(admin, [topic for topic in topics if before[topic.name].state == "missing"])
    changed = {
        name: {item.setting: item.declared for item in report.differences if item.safe}
        for name, report in before.items()
    }
    await alter(admin, {name: settings for name, settings in changed.items() if settings})
    after = await check_topics(admin, topics)
    return tuple(_as_done(before[report.name], report) for report in after)


def _as_done(before: TopicReport, after: TopicReport) -> TopicReport:
    if after.state != "ok" or before.state == "ok":
        return after
    state: State = "created" if before.state == "missing" else "changed"
    return TopicReport(after.name, state, after.partitions)


async def _create(admin: AIOKafkaAdminClient, topics: list[Topic]) -> None:
    if not topics:
        return
    wanted = [
        NewTopic(topic.name, topic.partitions, topic.replication, topic_configs=topic.configs)
        for topic in topics
    ]
    answer = await admin.create_topics(wanted)
    for name, code, *detail in answer.topic_errors:
        error = for_code(code)
        if code and error is not TopicAlreadyExistsError:
            raise UserError(f"Kafka did not create {name}: {detail or error.__name__}")
    await _until_known(admin, {topic.name for topic in topics})


async def _until_known(admin: AIOKafkaAdminClient, names: set[str]) -> None:
    """Kafka confirms a topic a moment before every broker knows it with its leaders."""
    while True:
        known = {
            item["topic"]
            for item in await admin.describe_topics(sorted(names))
            if not item["error_code"] and all(part["leader"] >= 0 for part in item["partitions"])
        }
        if names <= known:
            return


async def _configs(
    admin: AIOKafkaAdminClient, names: list[str]
) -> dict[str, dict[str, dict[str, Any]]]:
    """By topic and setting: its `value` and whether it is `own` (set on the topic itself)."""
    if not names:
        return {}
    asked = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    configs: dict[str, dict[str, dict[str, Any]]] = {}
    for answer in await admin.describe_configs(asked):
        for code, message, _kind, name, entries in answer.resources:
            if code:
                raise UserError(f"Kafka does not tell the settings of {name}: {message}")
            configs[name] = {
                entry[0]: {"value": entry[1], "own": entry[3] == _SET_ON_TOPIC} for entry in entries
            }
    return configs


async def alter(admin: AIOKafkaAdminClient, changes: Mapping[str, dict[str, str]]) -> None:
    """Sets what is given and keeps the rest: Kafka's AlterConfigs drops what is not repeated."""
    if not changes:
        return
    present = await _configs(admin, list(changes))
    resources_ = [
        ConfigResource(
            ConfigResourceType.TOPIC,
            name,
            {key: entry["value"] for key, entry in present[name].items() if entry["own"]} | new,
        )
        for name, new in changes.items()
    ]
    for answer in await admin.alter_configs(resources_):
        for code, message, *_ in answer.resources:
            if code:
                raise KafkaError(message or for_code(code).__name__)
    await _until_changed(admin, changes)


async def _until_changed(admin: AIOKafkaAdminClient, changes: Mapping[str, dict[str, str]]) -> None:
    """Kafka confirms a change a moment before it tells of it; gives up after some tries."""
    for _ in range(CHANGE_TRIES):
        told = await _configs(admin, list(changes))
        if all(
            told[name][key]["value"] == new for name, c in changes.items() for key, new in c.items()
        ):
            return
        await asyncio.sleep(CHANGE_PAUSE_SECONDS)


def missing_topics(reports: tuple[TopicReport, ...]) -> tuple[str, ...]:
    """The names that do not exist: a worker must not start then, it would read nothing."""
    return tuple(report.name for report in reports if report.state == "missing")

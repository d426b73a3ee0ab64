"""The declaration of topics says what the stages rely on."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.article import MAX_BODY_BYTES
from service.errors import UserError
from service.settings import KafkaSettings
from service.streaming.kafka_clients import MAX_MESSAGE_BYTES
from service.streaming.topics import Topic, TopicNames, declared_topics

NAMES = TopicNames()


def declared(kafka: KafkaSettings | None = None) -> dict[str, Topic]:
    return {topic.name: topic for topic in declared_topics(kafka or KafkaSettings())}


def test_every_topic_and_changelog_is_declared() -> None:
    assert set(declared()) == {
        NAMES.raw, NAMES.clean, NAMES.screened, NAMES.enriched, NAMES.events, NAMES.incidents,
        NAMES.dead_letters, NAMES.changelog("dedupe", "documents"),
        NAMES.changelog("extract", "coded"), NAMES.changelog("link", "incidents"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changelog", "topic"),
    [
        pytest.param(NAMES.changelog("dedupe", "documents"), NAMES.clean, id="dedupe"),
        pytest.param(NAMES.changelog("extract", "coded"), NAMES.screened, id="extract"),
        pytest.param(NAMES.changelog("link", "incidents"), NAMES.events, id="link"),
    ],
)
def test_a_table_is_cut_like_the_topic_it_goes_with(changelog: str, topic: str) -> None:
    assert declared()[changelog].partitions == declared()[topic].partitions
    assert declared()[changelog].cleanup == "compact"


def test_copies_can_meet_because_clean_has_one_partition() -> None:
    assert declared()[NAMES.clean].partitions == 1


def test_only_incidents_and_changelogs_are_kept_for_ever() -> None:
    for topic in declared().values():
        is_kept = topic.name == NAMES.incidents or topic.name.endswith("-changelog")
        assert (topic.retention_ms == -1) == is_kept
        assert (topic.cleanup == "compact") == is_kept


def test_an_article_over_the_limit_can_arrive_to_become_a_dead_letter() -> None:
    assert MAX_BODY_BYTES < declared()[NAMES.raw].max_bytes < declared()[NAMES.clean].max_bytes
    assert max(topic.max_bytes for topic in declared().values()) == MAX_MESSAGE_BYTES


def test_prefix_and_replication_come_from_the_settings() -> None:
    topics = declared(KafkaSettings(topic_prefix="blue.", replication=3))
    assert all(name.startswith("blue.") for name in topics)
    assert TopicNames("blue.").changelog("link", "incidents") in topics
    assert {topic.replication for topic in topics.values()} == {3}


@pytest.mark.parametrize("text", ["", "[", "topics: {}", "topics: {a: {}}\nchangelogs: {}"])
def test_a_file_that_declares_no_topics_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "topics.yaml"
    path.write_text(text)
    with pytest.raises(UserError, match="does not declare topics"):
        declared_topics(KafkaSettings(), path=path)

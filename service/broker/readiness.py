"""Waits until a broker answers a real client."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

ASK_EVERY_SECONDS = 0.1


def answers(bootstrap_servers: str) -> bool:
    """Whether a broker names itself and its cluster's controller to an admin client.

    Works inside a running event loop too, hence the thread.
    """
    answer: list[bool] = []
    thread = threading.Thread(target=lambda: answer.append(asyncio.run(_ask(bootstrap_servers))))
    thread.start()
    thread.join()
    return bool(answer and answer[0])


async def _ask(bootstrap_servers: str) -> bool:
    client = AIOKafkaAdminClient(bootstrap_servers=bootstrap_servers, request_timeout_ms=3000)
    try:
        with _quiet():
            await client.start()
            cluster = await client.describe_cluster()
    except (KafkaError, OSError, TimeoutError):
        return False
    finally:
        await client.close()
    return bool(cluster["brokers"]) and cluster["controller_id"] >= 0


@contextmanager
def _quiet() -> Iterator[None]:
    """aiokafka logs every refused connection as an error, and refusals are expected here."""
    logger = logging.getLogger("aiokafka")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)

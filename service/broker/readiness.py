"""Waits until a broker answers a real client."""

from __future__ import annotations

import asyncio
import threading

from aiokafka.errors import KafkaError

from service.errors import UserError
from service.settings import KafkaSettings
from service.streaming.kafka_clients import administrating

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
    kafka = KafkaSettings(bootstrap_servers=bootstrap_servers, request_timeout_seconds=3)
    try:
        async with administrating(kafka) as admin:
            cluster = await admin.describe_cluster()
    except (UserError, KafkaError, OSError):
        return False
    return bool(cluster["brokers"]) and cluster["controller_id"] >= 0

"""The Faust app of one stage, with every setting that keeps messages from being lost or stuck."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import faust
from faust.auth import SASLCredentials, SSLCredentials
from faust.types.auth import SASLMechanism
from mode.supervisors import CrashingSupervisor

from schemas.dead_letter import Stage as StageName
from service.settings import KafkaSettings, Settings
from service.streaming.faust_private import (
    Unmeasured,
    use_consumer_that_hands_on_at_once,
    use_consumer_that_skips_nothing,
    use_idempotent_producer,
)
from service.streaming.kafka_clients import MAX_MESSAGE_BYTES, ssl_context
from service.streaming.publisher import Sender
from service.streaming.stage import Stage
from service.streaming.tables import FaustTable, NoTable
from service.streaming.topics import TopicNames

COMMIT_SECONDS = 1.0
BUFFER_MESSAGES = 1024
HEARTBEATS_PER_SESSION = 5
#: A partition has one batch on its way at a time; while the next one is full, sending stops.
BATCH_BYTES = 128 * 1024


def create_app(settings: Settings, stage: StageName, *, instance: int) -> faust.App:
    """A Faust app that never creates topics, opens no port and forgets nothing it has read."""
    use_idempotent_producer()
    use_consumer_that_skips_nothing()
    use_consumer_that_hands_on_at_once()
    kafka = settings.kafka
    name = TopicNames(kafka.topic_prefix).group(stage)
    return faust.App(
        name,
        broker=[f"kafka://{host.strip()}" for host in kafka.bootstrap_servers.split(",")],
        broker_credentials=credentials(kafka),
        broker_client_id=name,
        broker_commit_interval=COMMIT_SECONDS,
        broker_session_timeout=kafka.session_timeout_seconds,
        broker_heartbeat_interval=kafka.session_timeout_seconds / HEARTBEATS_PER_SESSION,
        broker_request_timeout=max(
            kafka.request_timeout_seconds, kafka.session_timeout_seconds + 5
        ),
        consumer_auto_offset_reset="earliest",
        consumer_group_instance_id=f"{name}-{instance}",
        consumer_max_fetch_size=MAX_MESSAGE_BYTES,
        producer_acks=-1,
        producer_linger=0,
        producer_max_batch_size=BATCH_BYTES,
        producer_max_request_size=MAX_MESSAGE_BYTES,
        producer_request_timeout=max(30.0, kafka.request_timeout_seconds),
        stream_buffer_maxsize=BUFFER_MESSAGES,
        stream_wait_empty=False,
        stream_recovery_delay=0,
        store="memory://" if settings.tables.store == "memory" else "rocksdb://",
        table_standby_replicas=0,
        datadir=_datadir(settings, stage, instance),
        topic_allow_declare=False,
        topic_disable_leader=True,
        web_enabled=False,
        autodiscover=False,
        agent_supervisor=CrashingSupervisor,
        monitor=Unmeasured(),
    )


def source_topic(app: faust.App, name: str) -> Any:
    """The topic as raw bytes: what cannot be decoded must not be lost inside Faust."""
    return app.topic(
        name,
        key_type=bytes,
        value_type=bytes,
        key_serializer="raw",
        value_serializer="raw",
        acks=True,
        allow_empty=True,
    )


def stage_table(
    app: faust.App, stage: Stage[Any], sender: Sender, *, partitions: int, store: str
) -> FaustTable | NoTable:
    """The stage's table, if it keeps one. No value type: values are JSON texts."""
    if stage.table is None:
        return NoTable()
    options = {"driver": "rocksdict"} if store == "rocksdb" else None
    table = app.Table(stage.table, key_type=str, partitions=partitions, options=options)
    return FaustTable(table, stage.new_index, sender)


def credentials(kafka: KafkaSettings) -> Any:
    """Faust's form of the security settings, or None for plain text."""
    context: ssl.SSLContext | None = ssl_context(kafka)
    if "SASL" in kafka.security_protocol:
        return SASLCredentials(
            username=kafka.sasl_username,
            password=kafka.password(),
            mechanism=SASLMechanism(kafka.sasl_mechanism),
            ssl_context=context,
        )
    return SSLCredentials(context=context) if context else None


def _datadir(settings: Settings, stage: str, instance: int) -> Path:
    folder = settings.tables_dir / f"{settings.kafka.topic_prefix}{stage}-{instance}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder

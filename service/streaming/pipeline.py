"""Everything at once: a broker if none is configured, the topics, a worker for each stage."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from service import metrics
from service.broker import EmbeddedBroker
from service.errors import UserError
from service.settings import KafkaSettings, Settings
from service.streaming.kafka_clients import administrating
from service.streaming.supervisor import Place, Supervisor, SupervisorOptions
from service.streaming.topic_admin import apply_topics, missing_topics
from service.streaming.topics import declared_topics

ADDRESS = "WIRECODER_KAFKA__BOOTSTRAP_SERVERS"
Announce = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PipelineOptions:
    """`embedded`: start a broker of our own in `broker_dir`; `broker_port` 0 is a free one."""

    embedded: bool
    broker_dir: Path
    broker_port: int = 0
    log_dir: Path | None = None
    stages: tuple[str, ...] = metrics.STAGES


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What runs."""

    kafka: KafkaSettings
    supervisor: Supervisor


def wants_embedded(settings: Settings) -> bool:
    """Whether nobody has named a cluster."""
    is_named = "kafka" in settings.model_fields_set
    return not (is_named and "bootstrap_servers" in settings.kafka.model_fields_set)


@contextmanager
def running_pipeline(
    settings: Settings, options: PipelineOptions, *, announce: Announce
) -> Iterator[Pipeline]:
    """All workers, ready; they, and a broker that was started here, end with the context."""
    with ExitStack() as stack:
        kafka = settings.kafka
        if options.embedded:
            announce("Starting Apache Kafka ...")
            address = stack.enter_context(_broker(settings, options))
            kafka = kafka.model_copy(update={"bootstrap_servers": address})
        announce(f"Kafka answers on {kafka.bootstrap_servers}; checking the topics ...")
        asyncio.run(create_topics(kafka))
        announce(f"Starting the workers: {', '.join(options.stages)} ...")
        chosen = SupervisorOptions(
            environment=worker_environment(settings, kafka), log_dir=options.log_dir
        )
        places = [Place(stage) for stage in options.stages]
        supervisor = stack.enter_context(Supervisor(places, chosen))
        supervisor.wait_ready()
        yield Pipeline(kafka, supervisor)


async def create_topics(kafka: KafkaSettings) -> None:
    """Create the topics that are missing; UserError when some cannot be."""
    async with administrating(kafka) as admin:
        missing = missing_topics(await apply_topics(admin, declared_topics(kafka)))
    if missing:
        raise UserError(f"Topics that could not be created: {', '.join(missing)}")


def worker_environment(settings: Settings, kafka: KafkaSettings) -> dict[str, str]:
    """What the workers' settings differ in from this process's environment."""
    return {
        ADDRESS: kafka.bootstrap_servers,
        "WIRECODER_KAFKA__TOPIC_PREFIX": kafka.topic_prefix,
        "WIRECODER_HTTP__PORT": str(settings.http.port),
        "WIRECODER_DATA_DIR": str(settings.data_dir),
        "WIRECODER_TABLES__FOLDER": str(settings.tables_dir),
        "WIRECODER_TABLES__STORE": settings.tables.store,
    }


@contextmanager
def _broker(settings: Settings, options: PipelineOptions) -> Iterator[str]:
    """The address of our broker: the one that runs already on the folder, else a new one."""
    broker = EmbeddedBroker(
        options.broker_dir, options.broker_port or None, cache_dir=settings.data_dir
    )
    found = broker.running()
    if found is not None:
        yield found.bootstrap_servers
        return
    with broker:
        yield broker.bootstrap_servers

"""Everything at once: a broker if none is configured, the topics, a worker for each stage."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from schemas.dead_letter import Stage
from service import metrics
from service.broker import EmbeddedBroker
from service.broker.files import free_port
from service.errors import UserError
from service.settings import KafkaSettings, Settings
from service.streaming.idle import backlog
from service.streaming.kafka_clients import administrating, consuming
from service.streaming.supervisor import Place, Supervisor, SupervisorOptions
from service.streaming.topic_admin import apply_topics, missing_topics
from service.streaming.topics import TopicNames, declared_topics

ADDRESS = "WIRECODER_KAFKA__BOOTSTRAP_SERVERS"
POLL_SECONDS = 2.0
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
    """All workers, ready; they, and a broker that was started here, end with the context.

    The workers load while the broker starts, and wait for it and for their topics.
    """
    with ExitStack() as stack:
        broker = _Broker(settings, options) if options.embedded else None
        kafka = settings.kafka
        if broker is not None:
            kafka = kafka.model_copy(update={"bootstrap_servers": broker.address})
            stack.callback(broker.stop)
        announce(f"Starting the workers: {', '.join(options.stages)} ...")
        supervisor = stack.enter_context(_supervisor(settings, options, kafka))
        if broker is not None:
            announce("Starting Apache Kafka ...")
            broker.start()
        announce(f"Kafka answers on {kafka.bootstrap_servers}; checking the topics ...")
        asyncio.run(create_topics(kafka))
        announce("Waiting until all workers are ready ...")
        supervisor.wait_ready()
        yield Pipeline(kafka, supervisor)


def _supervisor(settings: Settings, options: PipelineOptions, kafka: KafkaSettings) -> Supervisor:
    environment = worker_environment(settings, kafka)
    chosen = SupervisorOptions(environment=environment, log_dir=options.log_dir)
    return Supervisor([Place(stage) for stage in options.stages], chosen)


def working_off(settings: Settings, *, announce: Announce) -> None:
    """Runs all stages until nothing is left to do, and ends them."""
    options = SupervisorOptions(environment=worker_environment(settings, settings.kafka))
    with Supervisor([Place(stage) for stage in metrics.STAGES], options) as supervisor:
        supervisor.wait_ready()
        announce("All workers are ready.")
        while any((left := asyncio.run(backlogs(settings.kafka))).values()):
            supervisor.tend()
            announce(", ".join(f"{stage}: {count} to do" for stage, count in left.items()))
            time.sleep(POLL_SECONDS)


async def backlogs(kafka: KafkaSettings) -> dict[Stage, int]:
    """What each stage has still to do."""
    async with administrating(kafka) as admin, consuming(kafka) as consumer:
        return await backlog(admin, consumer, TopicNames(kafka.topic_prefix))


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


class _Broker:
    """Our broker: the one that runs already on the folder, else a new one on a port chosen now."""

    def __init__(self, settings: Settings, options: PipelineOptions) -> None:
        port = options.broker_port or free_port()
        self._new = EmbeddedBroker(options.broker_dir, port, cache_dir=settings.data_dir)
        found = self._new.running()
        self._is_found = found is not None
        self.address = f"127.0.0.1:{port}" if found is None else found.bootstrap_servers

    def start(self) -> None:
        """Start it, unless it runs."""
        if not self._is_found:
            self._new.start()

    def stop(self) -> None:
        """Stop it, if it was started here."""
        if not self._is_found:
            self._new.stop()

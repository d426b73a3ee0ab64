"""What Kafka is told: its server properties and its Java command line."""

from __future__ import annotations

import base64
import uuid
from pathlib import Path

#: a single small node; why: the cleaner's default buffer alone is 128 MB, 50 offset partitions
#: only lengthen the start
FIXED = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "inter.broker.listener.name": "PLAINTEXT",
    "auto.create.topics.enable": "false",
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "8",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "4",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "1000",
    "log.cleaner.dedupe.buffer.size": "16777216",
    "log.cleaner.backoff.ms": "5000",
    "message.max.bytes": "4194304",
    "replica.fetch.max.bytes": "4194304",
    "num.network.threads": "2",
    "num.io.threads": "4",
    "num.recovery.threads.per.data.dir": "2",
}
#: why level 1: on two cores it halved the broker's CPU time and took a second off the start
JVM = ("-Xms96m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
LOGGING = (
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.log.kafka.server=info",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
)


def properties(data: Path, *, port: int, controller_port: int) -> str:
    """The text of `server.properties`: everything bound to 127.0.0.1."""
    chosen = FIXED | {
        "listeners": f"PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{port}",
        "controller.quorum.voters": f"1@127.0.0.1:{controller_port}",
        "log.dirs": data.as_posix(),
    }
    return "".join(f"{key}={value}\n" for key, value in sorted(chosen.items()))


def format_command(java: Path, jars: Path, config: Path) -> list[str]:
    """The command that prepares an empty data folder under a new cluster id."""
    return [
        *_java(java, jars, "kafka.tools.StorageTool"), "format",
        "--cluster-id", cluster_id(), "--config", str(config), "--ignore-formatted",
    ]  # fmt: skip


def server_command(java: Path, jars: Path, config: Path) -> list[str]:
    """The command that runs the broker."""
    return [*_java(java, jars, "kafka.Kafka"), str(config)]


def _java(java: Path, jars: Path, main_class: str) -> list[str]:
    return [str(java), *JVM, *LOGGING, "-cp", f"{jars}/*", main_class]


def cluster_id() -> str:
    """A new id as Kafka writes it: 16 random bytes, URL-safe, never starting with a dash."""
    while True:
        text = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        if text[0] != "-":
            return text

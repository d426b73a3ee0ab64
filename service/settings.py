"""All settings, read once from `WIRECODER_*` variables (nested by `__`) and an `.env` file.

`WIRECODER_KAFKA__BOOTSTRAP_SERVERS=host:9092` sets `Settings.kafka.bootstrap_servers`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import UserError
from service.setting_groups import (
    Group,
    LogSettings,
    MetricsSettings,
    ModelSettings,
    TracingSettings,
    WorkerSettings,
)

SecurityProtocol = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
SaslMechanism = Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]


def user_cache_dir() -> Path:
    """The folder where this system keeps a user's caches, with `wirecoder` below it."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "wirecoder"


class KafkaSettings(Group):
    """Which cluster, and how to get in."""

    bootstrap_servers: Annotated[
        str, Field(min_length=1, description="host:port of one or more brokers, comma-separated")
    ] = "127.0.0.1:9092"
    security_protocol: Annotated[
        SecurityProtocol, Field(description="how to talk to the brokers")
    ] = "PLAINTEXT"
    sasl_mechanism: Annotated[
        SaslMechanism, Field(description="how to log in, with SASL_PLAINTEXT and SASL_SSL")
    ] = "SCRAM-SHA-512"
    sasl_username: Annotated[str | None, Field(description="the user, with SASL")] = None
    sasl_password: Annotated[SecretStr | None, Field(description="the password, with SASL")] = None
    sasl_password_file: Annotated[
        Path | None, Field(description="a file with the password, instead of sasl_password")
    ] = None
    ssl_cafile: Annotated[
        Path | None, Field(description="certificates to trust (PEM); empty: the system's")
    ] = None
    topic_prefix: Annotated[
        str,
        Field(pattern=r"^[A-Za-z0-9._-]{0,100}$", description="put before every topic's name"),
    ] = ""
    replication: Annotated[
        int, Field(ge=1, le=9, description="copies of each partition that `topics apply` asks for")
    ] = 1
    request_timeout_seconds: Annotated[
        float, Field(gt=0, description="how long to wait for an answer of a broker")
    ] = 30.0
    session_timeout_seconds: Annotated[
        float, Field(gt=0, description="after this silence a worker's partitions move to others")
    ] = 20.0

    @model_validator(mode="after")
    def _one_way_to_the_password(self) -> Self:
        if self.sasl_password and self.sasl_password_file:
            raise ValueError("set sasl_password or sasl_password_file, not both")
        if "SASL" in self.security_protocol and not (
            self.sasl_username and (self.sasl_password or self.sasl_password_file)
        ):
            raise ValueError(f"{self.security_protocol} needs sasl_username and a password")
        return self

    def password(self) -> str | None:
        """The SASL password in clear, from the setting or its file."""
        if self.sasl_password:
            return self.sasl_password.get_secret_value()
        if self.sasl_password_file:
            try:
                return self.sasl_password_file.read_text(encoding="utf-8").strip()
            except OSError as error:
                raise UserError(f"Cannot read kafka.sasl_password_file: {error}") from error
        return None


class HttpSettings(Group):
    """Where health and metrics are served."""

    host: Annotated[str, Field(description="address; 0.0.0.0 serves every interface")] = "127.0.0.1"
    port: Annotated[
        int, Field(ge=0, le=65535, description="port of the first stage; 0 takes a free one")
    ] = 8090
    same_port: Annotated[
        bool,
        Field(
            description="every worker listens on `port` itself: for containers, each of which "
            "has an address of its own; else stages count up by 1 and instances by 10"
        ),
    ] = False


class CleanSettings(Group):
    """The first stage."""

    pool_size: Annotated[int, Field(ge=0, description="processes for HTML; 0 works in-process")] = 1
    deadline_seconds: Annotated[
        float, Field(gt=0, description="an article that takes longer becomes a dead letter")
    ] = 20.0


class ExtractSettings(Group):
    """The stage that reads: nearly all of the CPU time."""

    pool_size: Annotated[
        int, Field(ge=0, description="processes with a language model each; 0: one per core")
    ] = 0
    batch_size: Annotated[int, Field(ge=1, le=256, description="most articles in one batch")] = 12
    batch_wait_seconds: Annotated[
        float, Field(ge=0, description="how long a batch waits to be filled")
    ] = 0.02
    deadline_seconds: Annotated[
        float, Field(gt=0, description="a batch that takes longer is retried article by article")
    ] = 60.0
    max_in_flight: Annotated[
        int, Field(ge=1, description="most articles taken from the broker and not yet confirmed")
    ] = 256


class DedupeSettings(Group):
    """How far back copies are looked for."""

    window_hours: Annotated[
        float,
        Field(
            gt=0,
            le=1000,
            description="an article older than this is no longer compared with, nor its events "
            "told again for copies; memory of dedupe grows with it",
        ),
    ] = 72.0


class TableSettings(Group):
    """Where the stages keep what they remember."""

    store: Annotated[
        Literal["memory", "rocksdb"],
        Field(description="memory re-reads the changelog at each start, rocksdb only the news"),
    ] = "rocksdb"
    folder: Annotated[
        Path | None, Field(description="folder of the tables; empty: data_dir/tables")
    ] = None


class Settings(BaseSettings):
    """Everything that can be set."""

    model_config = SettingsConfigDict(
        env_prefix="WIRECODER_",
        env_nested_delimiter="__",
        env_ignore_empty=True,
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        protected_namespaces=(),
    )

    kafka: Annotated[KafkaSettings, Field(description="the cluster")] = KafkaSettings()
    http: Annotated[HttpSettings, Field(description="health and metrics")] = HttpSettings()
    clean: Annotated[CleanSettings, Field(description="the clean stage")] = CleanSettings()
    dedupe: Annotated[DedupeSettings, Field(description="the dedupe stage")] = DedupeSettings()
    extract: Annotated[ExtractSettings, Field(description="the extract stage")] = ExtractSettings()
    worker: Annotated[WorkerSettings, Field(description="a worker's limits")] = WorkerSettings()
    tables: Annotated[TableSettings, Field(description="state")] = TableSettings()
    log: Annotated[LogSettings, Field(description="logs")] = LogSettings()
    metrics: Annotated[MetricsSettings, Field(description="metrics")] = MetricsSettings()
    tracing: Annotated[TracingSettings, Field(description="tracing")] = TracingSettings()
    model: Annotated[ModelSettings, Field(description="language model")] = ModelSettings()
    data_dir: Annotated[
        Path,
        Field(
            default_factory=user_cache_dir,
            description="jars, embedded broker and tables; default: the user's cache folder",
        ),
    ]

    @property
    def tables_dir(self) -> Path:
        """The folder of the tables."""
        return self.tables.folder or self.data_dir / "tables"


def load_settings(**overrides: Any) -> Settings:
    """The settings of this process.

    Raises UserError that names each wrong setting by its variable.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        wrong = "; ".join(
            f"WIRECODER_{'__'.join(str(part) for part in item['loc']).upper()}: {item['msg']}"
            for item in error.errors()
        )
        raise UserError(f"Wrong settings: {wrong}") from error

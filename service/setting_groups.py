"""Groups of settings that are about running the service, not about what it does."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Group(BaseModel):
    """Settings that belong together."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class WorkerSettings(Group):
    """When a worker gives up, and how long it takes over it."""

    dead_letters_in_a_row: Annotated[
        int, Field(ge=0, description="so many refused messages in a row stop the worker; 0: never")
    ] = 200
    dead_letters_ratio: Annotated[
        float, Field(ge=0, le=1, description="this share refused stops the worker; 0: never")
    ] = 0.5
    dead_letters_window: Annotated[
        int, Field(ge=1, description="of how many last messages the share is taken")
    ] = 1000
    stall_seconds: Annotated[
        float,
        Field(gt=0, description="messages wait, none was acked for so long: start the worker anew"),
    ] = 300.0
    drain_seconds: Annotated[
        float, Field(ge=0, description="how long the messages in flight may take after SIGTERM")
    ] = 10.0
    exit_seconds: Annotated[
        float, Field(gt=0, description="an end that takes longer is forced; nothing is lost by it")
    ] = 20.0


class LogSettings(Group):
    """What goes to standard error."""

    level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"], Field(description="the least that is logged")
    ] = "INFO"
    format: Annotated[
        Literal["auto", "json", "text"],
        Field(description="auto: text on a terminal, JSON lines elsewhere"),
    ] = "auto"


class ModelSettings(Group):
    """The language model."""

    name: Annotated[str, Field(description="an installed spaCy package, or a folder")] = (
        "en_core_web_sm"
    )
    verify: Annotated[
        bool, Field(description="check the model's files against their known hashes at start")
    ] = True


class TracingSettings(Group):
    """Spans for OpenTelemetry."""

    enabled: Annotated[
        bool,
        Field(
            description="a span for each stage and message, sent where OpenTelemetry's own "
            "`OTEL_*` variables say; needs the extra `otel`. Without it `traceparent` is handed "
            "on as it came"
        ),
    ] = False


class MetricsSettings(Group):
    """What the metrics of content tell apart."""

    outlets: Annotated[
        str,
        Field(
            max_length=10_000,
            description="outlets with series of their own, comma-separated, as articles name them; "
            "empty: the first that come",
        ),
    ] = ""
    most_outlets: Annotated[
        int,
        Field(
            ge=0,
            le=1000,
            description="without a list, so many outlets have series of their own; "
            "all others count as `other`",
        ),
    ] = 30

"""Every metric, declared once: seconds and bytes; labels are bounded, never an id or a URL."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import get_args

import pycountry
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from schemas.codebook import EVENT_TYPES, MissingReason, Verdict
from schemas.dead_letter import Reason, Stage

PREFIX = "wirecoder"
REGISTRY = CollectorRegistry(auto_describe=True)
STAGES: tuple[str, ...] = get_args(Stage)
REASONS: tuple[str, ...] = get_args(Reason)
VERDICTS: tuple[str, ...] = get_args(Verdict)

# What became of a message (`messages_total`), and of an event on its way (`events_total`).
MESSAGE_OUTCOMES = ("ok", "dead_letter", "unsupported_language", "copied", "retracted")
EVENT_OUTCOMES = ("coded", "copied", "retracted", "linked")
INCIDENT_OUTCOMES = ("opened", "revised", "merged")
CONFLICTS = ("killed", "injured", "actor", "occurrence")
EVENT_FIELDS = ("actors", "recipients", "place", "date", "attribution")
FIELD_RESULTS = ("resolved", *get_args(MissingReason), "absent")
CONDITIONS = (
    "assigned", "recovered", "pool_warm", "producer_connected", "not_stalled", "not_crashed",
)  # fmt: skip
MEMORY_PARTS = ("worker", "pool")
# KOS has no code in ISO 3166; whatever is no country counts as `none`.
COUNTRIES = (*sorted(country.alpha_3 for country in pycountry.countries), "KOS", "none")

# Extraction takes from 5 ms (a headline) to its deadline of 60 s; a backlog can wait for hours.
WORK_SECONDS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
END_TO_END_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3600, 14400)
BATCH_SIZES = (1, 2, 4, 8, 12, 16, 32, 64, 128, 256)

MESSAGES = Counter(
    "messages", "Messages finished, by stage and outcome", ("stage", "outcome"),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
EVENTS = Counter(
    "events", "Event mentions that a stage wrote or took in", ("stage", "outcome"),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
DEAD_LETTERS = Counter(
    "dead_letters", "Messages that no retry can help, by reason", ("stage", "reason"),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
VERDICT = Counter(
    "verdicts", "Articles by what the search for copies found", ("verdict",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
ACKS = Counter(
    "acks", "Messages acked after the broker had confirmed all that they caused", ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
REBALANCES = Counter(
    "rebalances", "Times that partitions were assigned anew", ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
POOL_RESTARTS = Counter(
    "pool_restarts", "Pool processes replaced after a crash or a missed deadline", ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
POOL_BUSY_SECONDS = Counter(
    "pool_busy_seconds", "Time that pool processes spent at work", ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
WORK = Histogram(
    "work_seconds", "From a message's arrival in the worker until its outputs are sent",
    ("stage",), namespace=PREFIX, registry=REGISTRY, buckets=WORK_SECONDS,
)  # fmt: skip
END_TO_END = Histogram(
    "end_to_end_seconds",
    "From the raw article's timestamp on its topic until this stage sent what came of it",
    ("stage",), namespace=PREFIX, registry=REGISTRY, buckets=END_TO_END_SECONDS,
)  # fmt: skip
BATCH_SIZE = Histogram(
    "batch_size", "Messages in one batch", ("stage",),
    namespace=PREFIX, registry=REGISTRY, buckets=BATCH_SIZES,
)  # fmt: skip
IN_FLIGHT = Gauge(
    "in_flight", "Messages taken from the broker and not yet acked", ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
LAG = Gauge(
    "lag", "Messages on this worker's partitions of its topic that are not yet committed",
    ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
POOL_PROCESSES = Gauge(
    "pool_processes", "Pool processes that are warm", ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
TABLE_KEYS = Gauge(
    "table_keys", "Keys in the stage's table", ("stage",), namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
RECOVERY_SECONDS = Gauge(
    "recovery_seconds", "How long the last recovery of the table took", ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
LAST_ACK_AGE = Gauge(
    "last_ack_age_seconds", "Time since the last ack, or since the start", ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
LOOP_DELAY = Gauge(
    "loop_delay_seconds", "How late the worker's event loop ran a timer", ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
MEMORY = Gauge(
    "memory_bytes", "Resident memory of the worker and of its pool processes", ("stage", "part"),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
MEMORY_LIMIT = Gauge(
    "memory_limit_bytes", "The container's memory limit, else the machine's memory", ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
CONDITION = Gauge(
    "condition", "1 while a condition of /readyz or /livez holds, else 0", ("stage", "condition"),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
WORDS = Counter(
    "words", "Words of the articles that were read; copies are told again unread", ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
EVENT_TYPE = Counter(
    "event_types", "Event mentions by type, retractions aside", ("type",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
EVENT_COUNTRY = Counter(
    "event_countries", "Event mentions by the ISO 3166 alpha-3 code of their place, or none",
    ("country",), namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
EVENT_OUTLET = Counter(
    "event_outlets", "Event mentions by outlet: those of the settings or the first that came, "
    "other, none", ("outlet",), namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
EVENT_FIELD = Counter(
    "event_fields", "Event mentions by what was found for a field, or why nothing was",
    ("field", "result"), namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
INCIDENTS = Counter(
    "incidents", "Revisions of incidents: a new one, a further one, merged into another",
    ("outcome",), namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
CONFLICT = Counter(
    "conflicts", "Revisions of incidents whose sources disagree, by what about", ("about",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
BUILD_INFO = Gauge(
    "build_info", "1, labelled with what runs", ("version", "stage"),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip

# The worker's own processor time, memory, open files and start time, under their usual names.
ProcessCollector(registry=REGISTRY)

# Which labels each metric starts with, beside the stage ...
_WITH_STAGE: dict[Counter | Gauge | Histogram, tuple[str, ...]] = {
    MESSAGES: MESSAGE_OUTCOMES, EVENTS: EVENT_OUTCOMES, DEAD_LETTERS: REASONS,
    CONDITION: CONDITIONS, MEMORY: MEMORY_PARTS,
}  # fmt: skip
_BY_STAGE = (
    ACKS, REBALANCES, POOL_RESTARTS, POOL_BUSY_SECONDS, WORK, END_TO_END, BATCH_SIZE, IN_FLIGHT,
    LAG, POOL_PROCESSES, TABLE_KEYS, RECOVERY_SECONDS, LAST_ACK_AGE, LOOP_DELAY, MEMORY_LIMIT,
)  # fmt: skip
# ... and which belong to one stage only.
_OF_ONE_STAGE: dict[str, dict[Counter, Iterable[tuple[str, ...]]]] = {
    "dedupe": {VERDICT: tuple(product(VERDICTS))},
    "extract": {
        WORDS: (("extract",),), EVENT_TYPE: tuple(product(EVENT_TYPES)),
        EVENT_COUNTRY: tuple(product(COUNTRIES)),
        EVENT_FIELD: tuple(product(EVENT_FIELDS, FIELD_RESULTS)),
    },
    "link": {INCIDENTS: tuple(product(INCIDENT_OUTCOMES)), CONFLICT: tuple(product(CONFLICTS))},
}  # fmt: skip


def start_at_zero(stage: str, *, version: str) -> None:
    """Create every series of one stage, so that a rate exists before the first message."""
    for metric in _BY_STAGE:
        metric.labels(stage)
    for metric, values in _WITH_STAGE.items():
        for value in values:
            metric.labels(stage, value)
    for counter, combinations in _OF_ONE_STAGE.get(stage, {}).items():
        for labels in combinations:
            counter.labels(*labels)
    BUILD_INFO.labels(version, stage).set(1)


def start_outlets(stage: str, outlets: Iterable[str]) -> None:
    """Create the series of the outlets that are known from the start."""
    if stage == "extract":
        for outlet in outlets:
            EVENT_OUTLET.labels(outlet)

"""Every metric, declared once. Seconds and bytes; labels are closed lists, never an id or a URL."""

from __future__ import annotations

from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from schemas.codebook import Verdict
from schemas.dead_letter import Reason, Stage

PREFIX = "wirecoder"
REGISTRY = CollectorRegistry(auto_describe=True)
STAGES: tuple[str, ...] = get_args(Stage)
REASONS: tuple[str, ...] = get_args(Reason)
VERDICTS: tuple[str, ...] = get_args(Verdict)

# What became of a message (`messages_total`), and of an event on its way (`events_total`).
MESSAGE_OUTCOMES = ("ok", "dead_letter", "unsupported_language", "copied", "retracted")
EVENT_OUTCOMES = ("coded", "copied", "retracted", "linked", "merged")

WORK_SECONDS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
END_TO_END_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3600)
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
    "work_seconds", "From a message's arrival in the worker to its last output's sending",
    ("stage",), namespace=PREFIX, registry=REGISTRY, buckets=WORK_SECONDS,
)  # fmt: skip
END_TO_END = Histogram(
    "end_to_end_seconds", "From the input's timestamp on its topic to the stage's output",
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
    "lag", "Messages on the topic that are not yet committed", ("stage",),
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
    "last_ack_age_seconds", "Time since the last ack", ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
LOOP_DELAY = Gauge(
    "loop_delay_seconds", "How late the worker's event loop ran a timer", ("stage",),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip
BUILD_INFO = Gauge(
    "build_info", "1, labelled with what runs", ("version", "stage"),
    namespace=PREFIX, registry=REGISTRY,
)  # fmt: skip

_BY_STAGE = (
    ACKS, REBALANCES, POOL_RESTARTS, POOL_BUSY_SECONDS, WORK, END_TO_END, BATCH_SIZE, IN_FLIGHT,
    LAG, POOL_PROCESSES, TABLE_KEYS, RECOVERY_SECONDS, LAST_ACK_AGE, LOOP_DELAY,
)  # fmt: skip


def start_at_zero(stage: str, *, version: str) -> None:
    """Create every series of one stage, so that a rate exists before the first message."""
    for metric in _BY_STAGE:
        metric.labels(stage)
    for outcome in MESSAGE_OUTCOMES:
        MESSAGES.labels(stage, outcome)
    for outcome in EVENT_OUTCOMES:
        EVENTS.labels(stage, outcome)
    for reason in REASONS:
        DEAD_LETTERS.labels(stage, reason)
    if stage == "dedupe":
        for verdict in VERDICTS:
            VERDICT.labels(verdict)
    BUILD_INFO.labels(version, stage).set(1)

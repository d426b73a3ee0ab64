"""What the shell asks of a stage, and the values that pass between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:  # pool processes start faster without the contracts
    from schemas.dead_letter import Reason
    from schemas.dead_letter import Stage as StageName

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a message stands on its topic; `timestamp_ms` is the broker's or the producer's."""

    topic: str
    partition: int
    offset: int
    timestamp_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Poison:
    """The verdict that a message can never be worked on: it becomes a dead letter."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Output:
    """One message to be sent; a null `value` is a tombstone."""

    topic: str
    key: bytes | None
    value: bytes | None
    kind: str


@dataclass(frozen=True, slots=True)
class Write:
    """One change of the stage's table; a null `value` deletes the key."""

    key: str
    value: str | None


@dataclass(frozen=True, slots=True)
class StageResult:
    """All that one message causes; `counts` feeds the metrics: `words`, verdicts, and
    what became of events."""

    outputs: tuple[Output, ...] = ()
    writes: tuple[Write, ...] = ()
    outcome: str = "ok"
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Again:
    """`finish` found that it needs another `prepare`, of these bytes, before it can go on."""

    payload: bytes


class Index(Protocol):
    """A stage's memory of one partition, rebuilt from its table."""

    def apply(self, key: str, value: str | None) -> None:
        """Take over one key of the table."""


class State(Protocol):
    """What `finish` sees of the table: the keys of its own partition only."""

    index: Index | None

    def get(self, key: str) -> str | None:
        """The stored text, or None."""


class Stage(Protocol[P]):
    """One step of the pipeline: `prepare` may run elsewhere, `finish` runs in arrival order."""

    @property
    def name(self) -> StageName:
        """Its name in topics, metrics and dead letters."""

    @property
    def source(self) -> str:
        """The topic it reads."""

    @property
    def table(self) -> str | None:
        """The table it keeps, if any."""

    def new_index(self) -> Index | None:
        """An empty memory for one partition."""

    def prepare(self, batch: list[bytes]) -> list[P | Poison]:
        """One result for each message, in the same order; no state, so it may run in a pool."""

    def finish(
        self, prepared: P, state: State, *, origin: Origin, now: float
    ) -> StageResult | Again:
        """What the message causes. May read and change `state.index`."""

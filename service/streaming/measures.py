"""One stage's metrics, as the runner and the pool report them."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import Counter

from service import metrics
from service.streaming.content_measures import count_content
from service.streaming.outlets import OutletIndex
from service.streaming.received import received_ms
from service.streaming.stage import StageResult
from service.streaming.window import Entry

WORDS = "words"


class StageMeasures:
    """Binds the metrics to one stage's label."""

    def __init__(
        self, stage: str, *, version: str = "0", outlets: OutletIndex | None = None
    ) -> None:
        self._outlets = outlets or OutletIndex()
        metrics.start_at_zero(stage, version=version)
        metrics.start_outlets(stage, self._outlets.names())
        self.stage = stage
        self._acks = metrics.ACKS.labels(stage)
        self._work = metrics.WORK.labels(stage)
        self._end_to_end = metrics.END_TO_END.labels(stage)
        self._outcomes: dict[str, Counter] = {}
        self._counts: dict[str, Counter] = {}

    def finished(self, result: StageResult, entry: Entry, *, now: float) -> None:
        """One message got through."""
        self._outcome(result.outcome).inc()
        for name, count in result.counts.items():
            if count:
                self._count(name).inc(count)
        count_content(result.outputs, self._outlets)
        self._work.observe(max(0.0, now - entry.arrived_at))
        received = received_ms(entry, stage=self.stage)
        if received is not None:
            self._end_to_end.observe(max(0.0, now - received / 1000))

    def _outcome(self, name: str) -> Counter:
        if name not in self._outcomes:
            self._outcomes[name] = metrics.MESSAGES.labels(self.stage, name)
        return self._outcomes[name]

    def _count(self, name: str) -> Counter:
        if name not in self._counts:
            self._counts[name] = self._counter(name)
        return self._counts[name]

    def _counter(self, name: str) -> Counter:
        if name == WORDS:
            return metrics.WORDS.labels(self.stage)
        if name in metrics.VERDICTS:
            return metrics.VERDICT.labels(name)
        return metrics.EVENTS.labels(self.stage, name)

    def refused(self, reason: str) -> None:
        """One message became a dead letter."""
        metrics.MESSAGES.labels(self.stage, "dead_letter").inc()
        metrics.DEAD_LETTERS.labels(self.stage, reason).inc()

    def acked(self) -> None:
        """One message was acked."""
        self._acks.inc()

    def watch(self, *, in_flight: Callable[[], int], table_keys: Callable[[], int]) -> None:
        """How many messages are on their way, and keys in the table, is asked when it is read."""
        metrics.IN_FLIGHT.labels(self.stage).set_function(in_flight)
        metrics.TABLE_KEYS.labels(self.stage).set_function(table_keys)

    def batch(self, size: int) -> None:
        """A batch of so many messages was formed."""
        metrics.BATCH_SIZE.labels(self.stage).observe(size)

"""One stage's metrics, as the runner and the pool report them."""

from __future__ import annotations

from service import metrics
from service.streaming.content_measures import count_content
from service.streaming.outlets import OutletIndex
from service.streaming.received import received_ms
from service.streaming.stage import StageResult
from service.streaming.window import Entry


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
        self._in_flight = metrics.IN_FLIGHT.labels(stage)
        self._table_keys = metrics.TABLE_KEYS.labels(stage)
        self._work = metrics.WORK.labels(stage)
        self._end_to_end = metrics.END_TO_END.labels(stage)

    def finished(self, result: StageResult, entry: Entry, *, now: float) -> None:
        """One message got through."""
        metrics.MESSAGES.labels(self.stage, result.outcome).inc()
        for outcome, count in result.counts.items():
            if outcome in metrics.VERDICTS:
                metrics.VERDICT.labels(outcome).inc(count)
            else:
                metrics.EVENTS.labels(self.stage, outcome).inc(count)
        count_content(result.outputs, self._outlets)
        self._work.observe(max(0.0, now - entry.arrived_at))
        received = received_ms(entry, stage=self.stage)
        if received is not None:
            self._end_to_end.observe(max(0.0, now - received / 1000))

    def refused(self, reason: str) -> None:
        """One message became a dead letter."""
        metrics.MESSAGES.labels(self.stage, "dead_letter").inc()
        metrics.DEAD_LETTERS.labels(self.stage, reason).inc()

    def acked(self) -> None:
        """One message was acked."""
        self._acks.inc()

    def in_flight(self, count: int) -> None:
        """So many messages are on their way."""
        self._in_flight.set(count)

    def table_keys(self, count: int) -> None:
        """The table has so many keys."""
        self._table_keys.set(count)

    def batch(self, size: int) -> None:
        """A batch of so many messages was formed."""
        metrics.BATCH_SIZE.labels(self.stage).observe(size)

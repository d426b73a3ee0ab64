"""A pool of processes for `prepare`: batches go out in order, a poison text costs only itself.

Each process is served by one thread of this one. A batch that fails or misses its deadline is
tried again message by message; a message that then fails again is Poison. The process that hung
or died is replaced.
"""

from __future__ import annotations

import asyncio
import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future

from service.streaming.pool_child import Factory
from service.streaming.pool_hand import Hand, PoolBrokenError, PoolEvent, PoolOptions, Results

__all__ = ["Pool", "PoolBrokenError", "PoolEvent", "PoolOptions"]


class Pool:
    """`submit` a batch, get a future of one result for each message; close it in the end."""

    def __init__(
        self,
        factory: Factory,
        options: PoolOptions,
        *,
        on_event: Callable[[PoolEvent], None] = lambda _event: None,
    ) -> None:
        self._queue: queue.SimpleQueue[tuple[list[bytes], Future[Results]] | None] = (
            queue.SimpleQueue()
        )
        count = max(1, options.processes)
        self._hands = [Hand(self._queue, factory, options, on_event) for _ in range(count)]
        self._closed = False
        for hand in self._hands:
            hand.start()

    @property
    def size(self) -> int:
        """How many processes."""
        return len(self._hands)

    def is_warm(self) -> bool:
        """Whether every process has loaded what it needs."""
        return all(hand.warm.is_set() for hand in self._hands)

    def error(self) -> BaseException | None:
        """Why a process could not be started; None when all is well."""
        return next((hand.error for hand in self._hands if hand.error is not None), None)

    def pids(self) -> list[int]:
        """The processes that run now."""
        return [hand.pid for hand in self._hands if hand.pid is not None]

    def enqueue(self, batch: Sequence[bytes]) -> Future[Results]:
        """The results to come, from any thread."""
        future: Future[Results] = Future()
        if self._closed:
            future.set_exception(PoolBrokenError("the pool is closed"))
        else:
            self._queue.put((list(batch), future))
        return future

    def submit(self, batch: Sequence[bytes]) -> asyncio.Future[Results]:
        """The results to come, for the running event loop."""
        return asyncio.wrap_future(self.enqueue(batch))

    def map_ordered(
        self, batches: Iterable[Sequence[bytes]], *, ahead: int | None = None
    ) -> Iterator[Results]:
        """The results of each batch in order, with `ahead` batches handed out in advance."""
        waiting: deque[Future[Results]] = deque()
        most = ahead or 3 * self.size
        for batch in batches:
            waiting.append(self.enqueue(batch))
            if len(waiting) >= most:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def close(self) -> None:
        """End all processes at once; what was not done fails."""
        self._closed = True
        for _ in self._hands:
            self._queue.put(None)
        for hand in self._hands:
            hand.end()
        for hand in self._hands:
            hand.thread.join(10)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

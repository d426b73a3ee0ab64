"""Whatever should go on and does not ends the worker."""

from __future__ import annotations

import asyncio

from service.streaming.worker import failure_of


async def test_a_watch_that_is_cancelled_from_within_is_a_failure() -> None:
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def watch() -> int:
        return await asyncio.wait_for(answer, 5)

    task = asyncio.create_task(watch())
    await asyncio.sleep(0)
    answer.cancel()  # as Faust does with what its crashed consumer owes
    await asyncio.wait({task})
    assert "watch" in str(failure_of(task))


async def test_an_error_is_a_failure_and_an_end_is_none() -> None:
    async def ends(error: Exception | None) -> None:
        if error is not None:
            raise error

    error = LookupError("gone")
    failing, done = asyncio.create_task(ends(error)), asyncio.create_task(ends(None))
    await asyncio.wait({failing, done})
    assert failure_of(failing) is error
    assert failure_of(done) is None

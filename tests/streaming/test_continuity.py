"""Jumps in the offsets: holes of the topic pass, messages that were passed over end the worker."""

from __future__ import annotations

import pytest

from service.streaming.continuity import SkippedMessagesError
from tests.streaming.fakes import FakeStream, Rig, message


def rig(*, committed: int = 0, there: int) -> Rig:
    return Rig(committed=committed, there=there)


async def test_messages_in_turn_are_not_looked_up() -> None:
    stream = FakeStream([message(b"a", n) for n in (7, 8, 9)])
    await rig(committed=7, there=0).run(stream)
    assert stream.acked == [7, 8, 9]


async def test_a_hole_of_the_topic_is_passed() -> None:
    stream = FakeStream([message(b"a", n) for n in (7, 9)])
    await rig(committed=7, there=9).run(stream)
    assert stream.acked == [7, 9]


async def test_a_message_that_was_passed_over_ends_the_worker_before_the_next_is_acked() -> None:
    stream = FakeStream([message(b"a", n) for n in (7, 9)])
    with pytest.raises(SkippedMessagesError, match="offsets 8 to 8 were passed over"):
        await rig(committed=7, there=8).run(stream)
    assert 9 not in stream.acked


async def test_the_first_message_must_follow_the_committed_one() -> None:
    with pytest.raises(SkippedMessagesError, match="offsets 4 to 6"):
        await rig(committed=4, there=4).run(FakeStream([message(b"a", 7)]))


async def test_without_a_commit_it_must_be_the_topics_first() -> None:
    with pytest.raises(SkippedMessagesError, match="offsets 0 to 6"):
        await rig(there=2).run(FakeStream([message(b"a", 7)]))


async def test_what_is_read_again_may_come_from_before() -> None:
    stream = FakeStream([message(b"a", n) for n in (7, 8, 7, 8)])
    await rig(committed=7, there=0).run(stream)
    assert stream.acked == [7, 8, 7, 8]

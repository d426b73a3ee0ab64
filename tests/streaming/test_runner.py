"""Order, acks, poison, defects and limits of the shell, without a broker."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from service.streaming.dead_letters import DeadLetterLimitError, LimitOptions
from service.streaming.stage import Poison
from tests.streaming.fakes import DEAD, FakeSender, FakeStream, Rig, message, prepare_word


def stream_of(*words: str) -> FakeStream:
    return FakeStream([message(word.encode(), n) for n, word in enumerate(words)])


def words_sent(rig: Rig) -> list[str]:
    return [json.loads(value or b"{}")["word"] for value in rig.sender.to("out")]


class LateFirst:
    """Completes its first batch only after the later ones."""

    def __init__(self) -> None:
        self.first: asyncio.Future[None] | None = None
        self.batches = 0

    async def submit(self, batch: Any) -> list[Any]:
        self.batches += 1
        if self.first is None:
            self.first = asyncio.get_running_loop().create_future()
            await self.first
        elif self.batches == 3:
            self.first.set_result(None)
        return [prepare_word(value) for value in batch]


async def test_outputs_and_acks_keep_the_order_of_arrival_when_batches_end_out_of_order() -> None:
    rig, stream = Rig(preparer=LateFirst()), stream_of(*(f"w{n}" for n in range(12)))
    await rig.run(stream)
    assert words_sent(rig) == [f"w{n}" for n in range(12)]
    assert stream.acked == list(range(12))


async def test_nothing_is_acked_before_the_broker_has_confirmed_it() -> None:
    rig, stream = Rig(sender=FakeSender(hold=True)), stream_of("a", "b", "c")
    running = asyncio.create_task(rig.runner.run(stream, stream))
    await rig.sender.has_sent(3)
    rig.sender.futures[1].set_result(None)
    rig.sender.futures[2].set_result(None)
    await asyncio.sleep(0.01)
    assert stream.acked == []
    rig.sender.futures[0].set_result(None)
    await stream.all_acked.wait()
    assert stream.acked == [0, 1, 2]
    running.cancel()


async def test_poison_goes_to_the_dead_letters_with_its_bytes_and_costs_only_itself() -> None:
    rig, stream = Rig(), stream_of("good", "bad one", "late poison", "fine")
    await rig.run(stream)
    assert words_sent(rig) == ["good", "fine"]
    assert rig.sender.to(DEAD) == [b"bad one", b"late poison"]
    assert stream.acked == [0, 1, 2, 3]


async def test_a_dead_letter_says_where_it_comes_from_and_keeps_key_and_headers() -> None:
    headers = [("traceparent", b"00-1"), ("x", b"1"), ("x", b"2"), ("attempts", b"1")]
    stream = FakeStream([message(b"bad", 7, b"key", headers)])
    rig = Rig()
    await rig.run(stream)
    ((_, key, value, sent),) = rig.sender.sent
    assert (key, value) == (b"key", b"bad")
    told = dict(sent)
    assert told["error_type"] == b"not_json"
    assert (told["origin_topic"], told["origin_offset"]) == (b"in", b"7")
    assert told["attempts"] == b"2"
    assert [value for name, value in sent if name == "x"] == [b"1", b"2"]
    assert told["traceparent"] == b"00-1"


async def test_a_null_value_is_a_dead_letter() -> None:
    rig, stream = Rig(), FakeStream([message(None, 0, b"k")])
    await rig.run(stream)
    assert dict(rig.sender.sent[0][3])["error_type"] == b"null_value"


async def test_an_output_over_the_limit_is_a_dead_letter_and_writes_nothing() -> None:
    rig, stream = Rig(), stream_of("huge", "fine")
    await rig.run(stream)
    assert rig.sender.to(DEAD) == [b"huge"]
    assert words_sent(rig) == ["fine"]
    assert [write.key for write in rig.table.written] == ["fine"]


async def test_a_defect_of_the_stage_ends_the_runner_and_leaves_the_message_unacked() -> None:
    rig, stream = Rig(), stream_of("a", "crash", "b")
    with pytest.raises(RuntimeError, match="a defect"):
        await rig.run(stream)
    assert 1 not in stream.acked
    assert 2 not in stream.acked


async def test_a_defect_of_the_preparer_ends_the_runner() -> None:
    class Broken:
        async def submit(self, batch: Any) -> list[Any]:
            raise RuntimeError("no pool")

    with pytest.raises(RuntimeError, match="no pool"):
        await Rig(preparer=Broken()).run(stream_of("a"))


async def test_a_refused_send_ends_the_runner() -> None:
    rig, stream = Rig(sender=FakeSender(hold=True)), stream_of("a")
    running = asyncio.create_task(rig.runner.run(stream, stream))
    await rig.sender.has_sent(1)
    rig.sender.futures[0].set_exception(ConnectionError("broker away"))
    with pytest.raises(ConnectionError):
        await running
    assert stream.acked == []


async def test_a_stage_may_ask_for_its_message_to_be_prepared_again() -> None:
    rig, stream = Rig(), stream_of("again", "b")
    await rig.run(stream)
    assert words_sent(rig) == ["once more", "b"]


async def test_a_message_of_an_older_generation_is_neither_finished_nor_acked() -> None:
    stream = stream_of("old", "old too", "new")
    stream.events[2].message.generation_id = 2
    rig = Rig(generation=2)
    running = asyncio.create_task(rig.runner.run(stream, stream))
    await stream.has_acked(1)
    running.cancel()
    assert words_sent(rig) == ["new"]
    assert stream.acked == [2]
    assert rig.runner.window.in_flight == 0


async def test_the_window_stops_reading_when_confirmations_are_missing() -> None:
    rig = Rig(sender=FakeSender(hold=True), window_messages=5)
    stream = stream_of(*(f"w{n}" for n in range(50)))
    running = asyncio.create_task(rig.runner.run(stream, stream))
    await rig.sender.has_sent(5)
    await asyncio.sleep(0.01)
    assert len(rig.sender.futures) == 5
    assert stream.read == 6
    running.cancel()


async def test_too_many_dead_letters_in_a_row_stop_the_worker_and_say_what_to_do() -> None:
    rig = Rig(limit=LimitOptions(max_in_a_row=3))
    stream = stream_of("a", "bad", "bad", "b", "bad", "bad", "bad", "bad", "c")
    with pytest.raises(DeadLetterLimitError, match="3 messages in a row.*dead-letters list"):
        await rig.run(stream)
    assert len(rig.sender.to(DEAD)) == 5


async def test_a_high_share_of_dead_letters_stops_the_worker() -> None:
    rig = Rig(limit=LimitOptions(max_in_a_row=0, max_ratio=0.5, window_messages=10))
    stream = stream_of(*(["a", "bad"] * 20))
    with pytest.raises(DeadLetterLimitError, match="5 of the last 10"):
        await rig.run(stream)


async def test_draining_finishes_what_is_in_flight_and_takes_no_more() -> None:
    rig = Rig(sender=FakeSender(hold=True), window_messages=3)
    stream = stream_of(*(f"w{n}" for n in range(9)))
    running = asyncio.create_task(rig.runner.run(stream, stream))
    await rig.sender.has_sent(3)
    draining = asyncio.create_task(rig.runner.drain(max_seconds=10))
    await asyncio.sleep(0)
    for future in rig.sender.futures:
        future.set_result(None)
    assert await draining
    assert stream.acked == [0, 1, 2]
    running.cancel()


async def test_draining_gives_up_when_the_broker_is_away() -> None:
    rig, stream = Rig(sender=FakeSender(hold=True)), stream_of("a")
    running = asyncio.create_task(rig.runner.run(stream, stream))
    await rig.sender.has_sent(1)
    assert not await rig.runner.drain(max_seconds=0.01)
    running.cancel()


async def test_outputs_are_cloud_events_with_ids_that_repeat() -> None:
    first, again = Rig(), Rig()
    for rig in (first, again):
        await rig.run(FakeStream([message(b"a", 3, b"k", [("traceparent", b"00-7")])]))
    told, repeated = (dict(rig.sender.sent[0][3]) for rig in (first, again))
    assert told["ce_id"] == repeated["ce_id"]
    assert (told["ce_specversion"], told["ce_type"]) == (b"1.0", b"wirecoder.word.v1")
    assert told["traceparent"] == b"00-7"


def test_poison_survives_the_way_between_processes() -> None:
    import pickle

    poison = Poison("deadline", "took long")
    assert pickle.loads(pickle.dumps(poison)) == poison  # noqa: S301

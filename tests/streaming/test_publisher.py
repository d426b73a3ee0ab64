"""What does not fit its topic is refused before it is sent."""

from __future__ import annotations

import pytest

from service.errors import PoisonMessage
from service.streaming.publisher import RECORD_OVERHEAD_BYTES, Publisher
from service.streaming.stage import Write
from tests.streaming.fakes import FakeSender

ROOM = 100


@pytest.mark.parametrize("character", ["a", "é", "水", "🛶", '"', "\\"])
def test_a_write_is_refused_when_its_escaped_bytes_do_not_fit(character: str) -> None:
    size = len(character.encode()) + (character in '"\\')
    publisher = Publisher(
        FakeSender(), stage="dedupe", max_message_bytes=ROOM + RECORD_OVERHEAD_BYTES
    )
    publisher.check_write(Write("", character * (ROOM // size)))
    with pytest.raises(PoisonMessage, match="the limit is"):
        publisher.check_write(Write("", character * (ROOM // size + 1)))

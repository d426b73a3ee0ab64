"""What the table holds is read again, also as earlier releases wrote it."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import numpy as np
import orjson
import pytest
from dedupe_desk import Desk, article, prose

from service.stages.dedupe import members, records
from service.stages.dedupe.packing import from_table, to_table
from service.stages.dedupe.records import Record
from service.stages.dedupe.story_terms import TERMS_KEPT, Vector

ANCHORS = [3, 2**31, 2**32 - 1]
RECORD = Record(
    number=2**40,
    origin="news.clean.v1-0-7",
    article_id="0f5f2c4e-5d5a-5f0e-9a44-0242ac120002",
    place=2**64 - 1,
    digest=2**128 - 2,
    time=-5,
    expires=1_772_496_000,
    words=40,
    anchors=records.anchor_bytes(np.array(ANCHORS, np.uint32)),
    title=frozenset({1, 2**64 - 1}),
    numbers=9,
    verdict="derived",
    canonical_article_id="an id of one's own: Ångström",
    similarity=0.4321,
    method="sketch",
    story_id="4e7208b2-1d8b-5ed5-a901-d55e0be81410",
    same_story_hint="hint",
    released=("news.clean.v1-0-1", "news.clean.v1-0-2"),
)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"canonical_article_id": RECORD.article_id, "verdict": "new", "same_story_hint": None},
        {"anchors": b"", "title": frozenset(), "released": (), "similarity": 1.0},
        {"article_id": "\udc00 odd", "story_id": "4E7208B2-1D8B-5ED5-A901-D55E0BE81410"},
        {"article_id": "long" * 20_000},
    ],
    ids=["derived", "its own", "little", "odd ids", "a long id"],
)
def test_a_record_comes_back(changes: dict[str, Any]) -> None:
    record = replace(RECORD, **changes)
    assert records.load(*records.dump(record)) == record
    assert records.anchor_array(record.anchors).tolist() in ([], ANCHORS)


def test_a_record_in_json_is_read() -> None:
    wide = np.array([2**60 + 3, 5 * 2**32 + 2**31, 2**33 - 1], "<u8")
    value = {
        "n": RECORD.number,
        "a": RECORD.article_id,
        "u": f"{RECORD.place:x}",
        "d": f"{RECORD.digest:x}",
        "t": [RECORD.time, RECORD.expires],
        "w": RECORD.words,
        "k": base64.b64encode(wide.tobytes()).decode(),
        "s": [
            RECORD.verdict,
            RECORD.canonical_article_id,
            RECORD.similarity,
            RECORD.method,
            RECORD.story_id,
        ],
        "h": RECORD.same_story_hint,
        "r": list(RECORD.released),
        "b": [[f"{t:x}" for t in RECORD.title], f"{RECORD.numbers:x}"],
    }
    assert records.load(f"a:{RECORD.origin}", orjson.dumps(value).decode()) == RECORD


def vector(*terms: int) -> Vector:
    hashes = np.array(terms, np.uint32)
    weights = np.arange(40_000, 40_000 - len(terms), -1).astype(np.uint16)
    return Vector(hashes, weights)


def test_a_member_of_a_story_comes_back() -> None:
    packed = members.pack(7, 9, [True, False, True], vector(30, 10, 20, 40))
    again = members.load(members.dump(packed))
    assert (again, members.expires(again)) == (packed, 9)
    assert members.compared(vector(), [again]) == ([0], [7])
    assert members.leading_terms(again, 3) == [30, 20]


def test_a_member_of_a_story_in_json_is_read() -> None:
    drawn = vector(30, 10, 20)
    packed = (base64.b64encode(b.tobytes()).decode() for b in (drawn.terms, drawn.weights))
    again = members.load(orjson.dumps([7, 9, *packed]).decode())
    assert members.leading_terms(again, 2) == [30, 10]
    assert members.compared(drawn, [again]) == ([40_000**2 + 39_999**2 + 39_998**2], [7])


def test_what_a_table_holds_of_a_member_is_as_long_as_its_terms() -> None:
    short, long = (members.pack(7, 9, [], vector(*range(n))) for n in (3, TERMS_KEPT))
    assert len(short) == len(long) == len(from_table(members.dump(long)))
    assert len(from_table(members.dump(short))) == len(long) - 6 * (TERMS_KEPT - 3)


@pytest.mark.parametrize("times", [1, 9], ids=["few articles", "many"])
def test_similarities_count_shared_terms_of_each_article(times: int) -> None:
    told = [vector(1, 2), vector(), vector(9), vector(2)] * times
    packed = [members.pack(0, 0, [], each) for each in told]
    expected = [2 * 40_000 * 39_999, 0, 0, 40_000**2] * times
    assert members.compared(vector(2, 1), packed)[0] == expected
    assert members.compared(vector(), packed)[0] == [0] * len(told)


@pytest.mark.parametrize("bit", [0, 13, 31], ids=["lowest", "middle", "highest"])
def test_terms_that_differ_in_one_bit_are_not_shared(bit: int) -> None:
    packed = members.pack(0, 0, [], vector(5 ^ 1 << bit, 7))
    assert members.compared(vector(5, 7), [packed])[0] == [39_999**2]


@pytest.mark.parametrize("load", [records.unpack, lambda b: members.load(to_table(b))])
def test_a_value_of_an_unknown_layout_is_not_guessed_at(load: Any) -> None:
    packed = b"\x63" + from_table(records.dump(RECORD)[1])[1:]
    with pytest.raises(ValueError, match="layout 99"):
        load(packed)


def test_the_table_takes_less_than_two_kilobytes_for_an_article(desk: Desk) -> None:
    for seed in range(20):
        desk.screen(article(prose(seed, 550), f"a{seed}", title=f"Title {seed}"))
    assert sum(len(k) + len(v) for k, v in desk.table.items()) < 20 * 2000

"""Postings find what a plain dictionary of sets finds."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

from service.stages.dedupe import postings
from service.stages.dedupe.posting_flags import SeenIndex
from service.stages.dedupe.postings import PostingsIndex

FREQUENT = 6


def keys(*values: int) -> list[int]:
    return sorted(set(values))


class Plain:
    """The same, slowly."""

    def __init__(self) -> None:
        self.held: dict[int, list[int]] = {}

    def found(self, asked: list[int]) -> tuple[dict[int, int], list[bool]]:
        by_key = [[d for d, held in self.held.items() if key in held] for key in asked]
        usual = [len(documents) < FREQUENT for documents in by_key]
        shared = Counter(d for docs, fine in zip(by_key, usual, strict=True) if fine for d in docs)
        return dict(shared), usual


def found(index: PostingsIndex, asked: list[int]) -> tuple[dict[int, int], list[bool]]:
    hits = index.find(asked)
    documents = Counter(d for held in hits.by_key.values() for d in held)
    return index.live(documents, 1), [key in hits.usual for key in asked]


@pytest.mark.parametrize("first", [0, 2**32 - 40], ids=["from 0", "over the edge of 32 bits"])
@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_is_what_is_held(
    monkeypatch: pytest.MonkeyPatch, seed: int, first: int
) -> None:
    monkeypatch.setattr(postings, "HOT_DOCUMENTS", 8)
    draw = random.Random(seed)  # noqa: S311
    index, plain = PostingsIndex(frequent=FREQUENT), Plain()
    common = [draw.randrange(2**32) for _ in range(30)]
    for number in range(first, first + 150):
        if number & 0xFFFFFFFF == 0xFFFFFFFF:
            continue
        held = keys(*draw.sample(common, 4), draw.randrange(2**32), 2**32 - 1, 0)
        index.add(number, held)
        plain.held[number] = held
        if draw.random() < 0.7 and len(plain.held) > 3:
            gone = draw.choice(list(plain.held))
            index.discard(gone, plain.held.pop(gone))
        asked = keys(*draw.sample(common, 6), draw.randrange(2**32), 0)
        assert found(index, asked) == plain.found(asked)


def test_documents_may_be_added_in_any_order() -> None:
    index = PostingsIndex(frequent=FREQUENT)
    for number in (70, 7, 700):
        index.add(number, keys(1, number))
    assert found(index, keys(1))[0] == {7: 1, 70: 1, 700: 1}


def test_a_query_without_keys_finds_nothing() -> None:
    index = PostingsIndex(frequent=FREQUENT)
    index.add(1, keys(5))
    assert found(index, keys()) == ({}, [])


@pytest.mark.parametrize("asked", [10, 500], ids=["few", "many"])
def test_a_key_that_is_held_is_always_among_those_that_may_be(asked: int) -> None:
    draw = random.Random(4)  # noqa: S311
    held = [draw.randrange(2**32) for _ in range(3000)]
    others = [draw.randrange(2**32) for _ in range(asked)]
    seen = SeenIndex()
    seen.fill(np.array(held[:2000], np.uint32))
    seen.add(np.array(held[2000:], np.uint32))
    query = [*draw.sample(held, asked), *others]
    maybe = seen.among(query)
    assert set(query) - set(others) <= set(maybe)
    assert len(maybe) < 1.5 * asked
    assert maybe == [key for key in query if seen.among([key])]

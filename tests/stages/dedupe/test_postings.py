"""Postings find what a plain dictionary of sets finds."""

from __future__ import annotations

import random
import tracemalloc
from collections import Counter, deque
from itertools import count, islice

import numpy as np
import pytest

from service.stages.dedupe import buckets
from service.stages.dedupe.buckets import WIDTH
from service.stages.dedupe.leads import LeadIndex, sharing
from service.stages.dedupe.posting_flags import Keys
from service.stages.dedupe.postings import PostingsIndex

FREQUENT = 12
AT_LEAST = 2


def keys(*values: int) -> Keys:
    return np.array(sorted(set(values)), np.uint32)


class Plain:
    """The same, slowly."""

    def __init__(self) -> None:
        self.held: dict[int, set[int]] = {}

    def found(self, asked: Keys) -> tuple[dict[int, int], list[int]]:
        by_key = {
            key: [d for d, held in self.held.items() if key in held] for key in asked.tolist()
        }
        usual = [key for key, documents in by_key.items() if len(documents) < FREQUENT]
        shared = Counter(document for key in usual for document in by_key[key])
        return {d: count for d, count in shared.items() if count >= AT_LEAST}, usual


def found(index: PostingsIndex, asked: Keys) -> tuple[dict[int, int], list[int]]:
    hits = index.find(asked, at_least=AT_LEAST)
    return hits.shared, hits.usual.tolist()


@pytest.mark.parametrize("first", [0, 2**32 - 40], ids=["from 0", "over the edge of 32 bits"])
@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_is_what_is_held(
    monkeypatch: pytest.MonkeyPatch, seed: int, first: int
) -> None:
    monkeypatch.setattr(buckets, "FEWEST_BUCKETS", 2)
    draw = random.Random(seed)  # noqa: S311
    index, plain = PostingsIndex(frequent=FREQUENT), Plain()
    common = [draw.randrange(2**32) for _ in range(30)]
    for number in range(first, first + 150):
        if number & 0xFFFFFFFF == 0xFFFFFFFF:
            continue
        held = keys(*draw.sample(common, 6), draw.randrange(2**32), 2**32 - 1, 0)
        index.add(number, held)
        plain.held[number] = set(held.tolist())
        if draw.random() < 0.7 and len(plain.held) > 3:
            gone = draw.choice(list(plain.held))
            index.discard(gone, keys(*plain.held.pop(gone)))
        asked = keys(*draw.sample(common, 9), draw.randrange(2**32), 0)
        assert found(index, asked) == plain.found(asked)


@pytest.mark.parametrize("shared_bits", [0, 12, 32], ids=["anywhere", "side by side", "one place"])
def test_texts_of_many_keys_are_found(shared_bits: int) -> None:
    draw = random.Random(6)  # noqa: S311
    index = PostingsIndex(frequent=FREQUENT)
    spread = max(2 ** (32 - shared_bits), 5000)
    texts = [keys(*(draw.randrange(spread) for _ in range(400))) for _ in range(60)]
    for number, held in enumerate(texts):
        index.add(number, held)
    for number, held in enumerate(texts):
        assert index.find(held, at_least=AT_LEAST).shared[number] > AT_LEAST


def test_a_little_more_that_lives_does_not_double_the_memory() -> None:
    capacity, room = 5 * buckets.FEWEST_BUCKETS, 8 * WIDTH * buckets.FEWEST_BUCKETS
    index, live, draw = PostingsIndex(frequent=FREQUENT), deque[tuple[int, Keys]](), count()

    def held_after(pairs: int) -> int:
        """Bytes, once so many pairs live and as many as fit have come and gone three times."""
        for number in islice(draw, 3 * capacity // 400):
            held = np.unique(generator.integers(2**32, size=400, dtype=np.uint32))
            index.add(number, held)
            live.append((number, held))
            while len(live) * 400 > pairs:
                index.discard(*live.popleft())
        return tracemalloc.get_traced_memory()[0]

    generator = np.random.default_rng(5)
    tracemalloc.start()
    try:
        before = held_after(int(0.46 * capacity))
        assert held_after(int(0.54 * capacity)) - before < room / 2
        assert held_after(int(0.9 * capacity)) - before > room / 2, "more where it is needed"
    finally:
        tracemalloc.stop()


def test_documents_may_be_added_in_any_order() -> None:
    index = PostingsIndex(frequent=FREQUENT)
    for number in (70, 7, 700):
        index.add(number, keys(1, 2, number))
    assert found(index, keys(1, 2))[0] == {7: 2, 70: 2, 700: 2}


def test_a_query_without_keys_finds_nothing() -> None:
    index = PostingsIndex(frequent=FREQUENT)
    index.add(1, keys(5))
    assert found(index, keys()) == ({}, [])


def test_what_counts_as_frequent_does_not_fit_in_a_bucket() -> None:
    with pytest.raises(ValueError, match="fit in a bucket"):
        PostingsIndex(frequent=WIDTH)


@pytest.mark.parametrize("seed", range(3))
def test_terms_lead_to_the_articles_that_share_enough_weight(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311
    leads, held = LeadIndex(frequent=FREQUENT), dict[int, list[int]]()
    for number in range(200):
        terms = draw.sample(range(60), 6)
        usual = leads.find(terms)
        held[number] = [t for t, led in zip(terms, usual, strict=True) if led is not None]
        leads.add(number, held[number])
        if draw.random() < 0.5:
            gone = draw.choice(list(held))
            leads.discard(gone, held.pop(gone))
        asked = {term: draw.choice((1, 9, 65_535)) for term in draw.sample(range(60), 12)}
        count = Counter(term for terms in held.values() for term in terms)
        weighed = {
            n: sum(asked.get(t, 0) for t in terms if count[t] < FREQUENT)
            for n, terms in held.items()
        }
        assert dict(sharing(leads.find([*asked]), [*asked.values()], at_least=10)) == {
            n: weight for n, weight in weighed.items() if weight >= 10
        }


@pytest.mark.parametrize("asked", [[], [1], [2]], ids=["no terms", "a frequent term", "unknown"])
def test_terms_that_are_frequent_or_unknown_lead_to_no_article(asked: list[int]) -> None:
    leads = LeadIndex(frequent=FREQUENT)
    for number in range(FREQUENT):
        leads.add(number, [1])
    assert sharing(leads.find(asked), [9] * len(asked), at_least=1) == []


def test_a_term_that_an_article_has_twice_is_not_enough_alone() -> None:
    leads = LeadIndex(frequent=FREQUENT)
    leads.add(1, [5, 5])
    assert sharing(leads.find([5]), [9], at_least=10) == []

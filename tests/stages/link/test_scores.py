"""Each pair of mentions is compared as seldom as possible."""

from __future__ import annotations

from typing import Any

import pytest

from service.stages.link import scores
from service.stages.link.face import Face, face
from service.stages.link.scores import ScoreIndex
from tests.stages.link.link_desk import day, mention, place

SENTENCE = "Shells fired by the army killed two farmers in Kadugli on Monday."


def shelling(name: str, sentence: str = SENTENCE, **fields: Any) -> Face:
    told = {"place": place("Kadugli"), "date": day("2023-09-11")} | fields
    return face(mention(name, sentence, "killed", **told))


class Asked:
    """Counts the pairs that are compared."""

    def __init__(self) -> None:
        self.pairs: list[set[str]] = []

    def __call__(self, one: Face, other: Face) -> Any:
        self.pairs.append({one.mention_id, other.mention_id})
        return COMPARE(one, other)


COMPARE = scores.compare


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    asked = Asked()
    monkeypatch.setattr(scores, "compare", asked)
    return asked


def test_a_pair_is_compared_once(asked: Asked) -> None:
    index = ScoreIndex()
    for told in (shelling("one"), shelling("two", date=day("2023-09-10"))):
        index.add(told)
    assert index.of("one", "two") == index.of("two", "one")
    assert asked.pairs == [{"one", "two"}]


def test_a_mention_that_changed_is_compared_anew(asked: Asked) -> None:
    index = ScoreIndex()
    for told in (shelling("one"), shelling("two")):
        index.add(told)
    before = index.of("one", "two")
    index.remove("two")
    index.add(shelling("two", place=place("Heiban")))
    assert index.of("one", "two") != before
    assert len(asked.pairs) == 2


def test_a_pair_of_long_ago_is_compared_once_more(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scores, "_REMEMBERED_PAIRS", 1)
    index = ScoreIndex()
    for number in range(4):
        index.add(shelling(f"m{number}", published_at=f"2023-09-1{number}"))
    before = index.of("m0", "m1")
    for other in ("m2", "m3"):
        index.of("m0", other)
    assert index.of("m0", "m1") == before
    assert asked.pairs.count({"m0", "m1"}) == 2

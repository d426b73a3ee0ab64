"""A copy tells what its original tells, so it need not be compared with everybody again."""

from __future__ import annotations

from typing import Any

import pytest

from service.stages.link import scores
from service.stages.link.face import Face, face
from service.stages.link.scores import ScoreIndex
from tests.stages.link.link_desk import actor, day, mention, place

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


def test_a_copy_is_not_compared_with_whom_its_original_was_compared(asked: Asked) -> None:
    index = ScoreIndex()
    for told in (shelling("other", "Two people died when Kadugli was shelled; one was killed."),
                 shelling("original"), shelling("copy", article="elsewhere")):  # fmt: skip
        index.add(told)
    first = index.of("original", "other")
    assert index.of("copy", "other") == index.of("other", "copy") == first
    assert asked.pairs == [{"original", "other"}]


def test_one_article_is_not_taken_for_two_that_tell_the_same(asked: Asked) -> None:
    index = ScoreIndex()
    for told in (shelling("one", article="a"), shelling("two", article="a", index=1),
                 shelling("two elsewhere", article="b", index=1)):  # fmt: skip
        index.add(told)
    within, between = index.of("one", "two"), index.of("one", "two elsewhere")
    assert within != between
    assert len(asked.pairs) == 2


@pytest.mark.parametrize(
    "changed",
    [{"date": day("2023-09-10")}, {"place": place("Heiban")}, {"published_at": "2023-09-12"},
     {"recipients": [actor("farmers", "SDN", "CVL")]}, {"story_id": "another"}],
    ids=["day", "place", "publication", "recipients", "story"],
)  # fmt: skip
def test_what_tells_something_else_is_compared(asked: Asked, changed: dict[str, Any]) -> None:
    index = ScoreIndex()
    for told in (shelling("other"), shelling("one"), shelling("two", **changed)):
        index.add(told)
    index.of("one", "other")
    index.of("two", "other")
    assert {"two", "other"} in asked.pairs


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

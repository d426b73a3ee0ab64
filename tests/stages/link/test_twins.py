"""A copy tells what its original tells: it is where that is, weighs nothing and costs little."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from link_desk import Desk, actor, day, place, strike

from schemas.event import EventMention
from service.stages.link import scores
from service.stages.link.face import Face

COMPARE = scores.compare
OTHER_WORDS = "Nine traders died when a strike hit the market in El Obeid."


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The pairs that were compared."""
    pairs: list[set[str]] = []

    def compare(one: Face, other: Face) -> Any:
        pairs.append({one.mention_id, other.mention_id})
        return COMPARE(one, other)

    monkeypatch.setattr(scores, "compare", compare)
    return pairs


#: sentence and trigger
TOLD = (
    ("An air strike on the market in El Obeid killed nine traders at dawn.", "strike"),
    ("A second air strike hit the bakery of El Obeid hours later.", "strike"),
    ("Nine traders were killed in the town.", "killed"),
    ("The violence went on in El Obeid.", "violence"),
    ("The attack was the worst since May.", "attack"),
    ("Two bakers died when the army bombed the bakery.", "bombed"),
    ("Clashes broke out near the market.", "Clashes"),
    ("At least eleven people have been killed in El Obeid.", "killed"),
)


def articles_and_copies(draw: random.Random) -> Iterator[EventMention]:
    """Three articles about a town, most of them with copies."""
    for article in range(3):
        published, copies = f"2023-09-1{draw.randint(1, 2)}", draw.choice((0, 0, 1, 2))
        for index, (sentence, trigger) in enumerate(draw.sample(TOLD, draw.randint(2, 5))):
            slots: dict[str, Any] = {
                "place": draw.choice((place("El Obeid"), place("Bara"), None, None)),
                "date": draw.choice((day("2023-09-10"), day("2023-09-11"), None, None)),
            }
            slots |= {side: [] for side in ("actors", "recipients") if draw.random() < 0.5}
            for copied in range(copies + 1):
                name = f"{article}-{copied}"
                yield strike(f"{name}-{index}", article=name, index=index, sentence=sentence,
                             trigger=trigger, published_at=published,
                             report="syndicated" if copied else "original", **slots)  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_articles_and_copies_in_any_order_end_in_the_same_incidents(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311
    items = list(articles_and_copies(draw))
    steady, shuffled = Desk(), Desk()
    steady.link_all(*items)
    for item in draw.sample(items, len(items)):
        shuffled = shuffled.recovered(seed) if draw.random() < 0.1 else shuffled
        shuffled.link(item)
    assert shuffled.groups() == steady.groups()


def copy(name: str, **fields: Any) -> EventMention:
    return strike(name, report="syndicated", **fields)


def test_a_copy_is_compared_with_nobody(desk: Desk, compared: list[set[str]]) -> None:
    desk.link_all(strike("one"), strike("other", sentence=OTHER_WORDS), copy("copy"))
    desk.link(strike("later", sentence=OTHER_WORDS, recipients=[]))
    assert compared
    assert not [pair for pair in compared if "copy" in pair]
    assert desk.groups() == {frozenset({"one", "other", "copy", "later"})}


@pytest.mark.parametrize("arrived", [["copy", "one", "other"], ["other", "copy", "one"]])
def test_an_original_that_comes_later_takes_the_lead(desk: Desk, arrived: list[str]) -> None:
    items = {"one": strike("one", published_at="2023-09-11T08:00:00Z"),
             "copy": copy("copy", published_at="2023-09-11T07:00:00Z"),
             "other": strike("other", sentence=OTHER_WORDS)}  # fmt: skip
    desk.link_all(*(items[name] for name in arrived))
    assert desk.index.twins.leader("copy") == "one"
    assert desk.groups() == {frozenset(items)}


@pytest.mark.parametrize(
    "changed",
    [{"date": day("2023-09-10", "2023-09-11")}, {"place": place("Bara")},
     {"published_at": "2023-09-12"}, {"recipients": [actor("farmers", "SDN", "CVL")]},
     {"story_id": "another"}, {"sentence": OTHER_WORDS}, {"article": "article-one"}],
    ids=["day", "place", "publication", "recipients", "story", "words", "same article"],
)  # fmt: skip
def test_what_tells_something_else_is_no_twin(desk: Desk, changed: dict[str, Any]) -> None:
    desk.link_all(strike("one"), strike("two", **changed))
    assert desk.index.twins.leader("two") == "two"
    assert desk.index.twins.leader("one") == "one"


def test_who_leads_does_not_hang_on_the_order(desk: Desk) -> None:
    items = [strike("a", article="z"), strike("b", article="y"), copy("c", article="x")]
    for seed in range(6):
        desk = Desk()
        desk.link_all(*random.Random(seed).sample(items, 3))  # noqa: S311
        assert {desk.index.twins.leader(m) for m in "abc"} == {"b"}
        assert set(desk.index.twins.of("b")) == set("abc")


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("gone", ["one", "copy"])
def test_a_twin_stays_where_the_other_was(desk: Desk, gone: str, restarted: bool) -> None:
    items = {"one": strike("one"), "other": strike("other", sentence=OTHER_WORDS),
             "copy": copy("copy")}  # fmt: skip
    desk.link_all(*items.values())
    desk.link(items[gone].model_copy(update={"retracted": True}))
    desk = desk.recovered() if restarted else desk
    desk.link(strike("later", sentence=OTHER_WORDS, recipients=[]))
    assert desk.groups() == {frozenset({*items, "later"} - {gone})}
    left = desk.index.twins
    assert left.leader("copy" if gone == "one" else "one") != gone


def test_the_last_of_a_set_leaves_nothing_behind(desk: Desk) -> None:
    items = [strike("one"), copy("two"), copy("three")]
    desk.link_all(*items)
    for item in items:
        desk.link(item.model_copy(update={"retracted": True}))
    assert desk.groups() == set()
    desk.link(copy("four", article="elsewhere"))
    assert desk.index.twins.of("four") == ("four",)

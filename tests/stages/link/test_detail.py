"""Detail that two articles share or do not share when they tell an act."""

from __future__ import annotations

from typing import Any

from schemas.event import EventMention
from service.stages.link.detail import detail
from service.stages.link.face import face
from tests.stages.link.link_desk import actor, day, figure, mention, place

UNION = actor("the Dockers' Union", "GHA", "LAB")
GUILD = actor("the Masons' Guild", "GHA", "LAB")


def _amounts(a: EventMention, b: EventMention) -> dict[str, float]:
    found, turned = dict(detail(face(a), face(b))), dict(detail(face(b), face(a)))
    assert found == turned
    return found


def _totalled(name: str, killed: int) -> EventMention:
    words = f"The drought war has killed {killed} people."
    counted = [figure("killed", killed, killed, cumulative=True)]
    return mention(name, words, "killed", quantities=counted)


def test_a_row_of_words_around_the_act_is_one_report_used_again() -> None:
    row = "fishermen from Tema blocked the harbour gate with their burning nets"
    first = mention("a", f"On Monday {row} for hours.", "blocked")
    other = mention("b", f"A year ago, {row}, police recalled.", "blocked")
    assert "word for word" in _amounts(first, other)
    retold = mention("c", "Fishermen blocked the gate of the harbour with nets on fire.", "blocked")
    assert "word for word" not in _amounts(first, retold)


def test_a_row_that_any_report_has_tells_nothing() -> None:
    first = mention("a", "He said that at least two people were killed in the north.", "killed")
    other = mention("b", "She said that at least two people were killed in the south.", "killed")
    assert "word for word" not in _amounts(first, other)


def test_totals_are_the_same_or_so_far_apart() -> None:
    assert "same total" in _amounts(_totalled("a", 900), _totalled("b", 900))
    near, far = (
        _amounts(_totalled("a", 900), _totalled("b", n))["other total"] for n in (950, 7000)
    )
    assert 0 < near < far


def test_a_total_of_nobody_can_be_compared() -> None:
    assert _amounts(_totalled("a", 900), _totalled("b", 0))["other total"] > 2


def test_an_act_in_general_is_told_beside_a_particular_one() -> None:
    stated: dict[str, Any] = {"date": day("2023-09-10"), "place": place("Tema", "GHA")}
    general = mention("a", "Robbers attack lorries.", "attack")
    particular = mention("b", "Robbers attacked a lorry in Tema on Sunday.", "attacked", **stated)
    found = _amounts(general, particular)
    assert found["more particulars"] == 2
    assert "general and particular" in found
    assert "more particulars" not in _amounts(particular, particular)


def test_the_form_of_the_word_tells_many_acts_or_one_that_goes_on() -> None:
    many = mention("a", "Raids on farms worry Tema.", "Raids")
    one = mention("b", "The raid on a farm worries Tema.", "raid")
    going_on = mention("c", "Bandits are raiding farms near Tema.", "raiding")
    assert "several acts and one" in _amounts(many, one)
    assert "both several acts" in _amounts(many, many)
    assert "going on and done" in _amounts(one, going_on)


def test_actors_with_other_names_are_told_apart() -> None:
    first = mention("a", "The Dockers' Union blocked the road.", "blocked", actors=[UNION])
    other = mention("b", "The Masons' Guild blocked the road.", "blocked", actors=[GUILD])
    assert "actors named differently" in _amounts(first, other)
    assert "actors named differently" not in _amounts(first, first)


def test_days_between_reports_count_where_no_two_days_are_stated() -> None:
    undated = [mention(n, "Bandits raided a farm.", "raided", published_at=f"2023-09-{d}")
               for n, d in (("a", "01"), ("b", "09"))]  # fmt: skip
    dated = mention("c", "Bandits raided a farm on Friday.", "raided",
                    published_at="2023-09-09", date=day("2023-09-08"))  # fmt: skip
    assert _amounts(*undated)["days between, no days"] > 1
    assert "days between, one dated" in _amounts(undated[0], dated)
    assert not any(name.startswith("days between") for name in _amounts(dated, dated))

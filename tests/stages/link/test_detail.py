"""Detail that two articles share or do not share when they tell an act."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.event import EventMention
from service.stages.link.dates import when
from service.stages.link.detail import detail
from service.stages.link.face import Face, face
from service.stages.link.facts import facts
from service.stages.link.pairing import compare
from service.stages.link.spots import where
from tests.stages.link.link_desk import actor, day, figure, mention, place

UNION = actor("the Dockers' Union", "GHA", "LAB")
STATE = actor("the government", "GHA", "GOV")
GUILD = actor("the Masons' Guild", "GHA", "LAB")


def _amounts(a: EventMention, b: EventMention) -> dict[str, float]:
    found, turned = _detail(face(a), face(b)), _detail(face(b), face(a))
    assert found == turned
    return found


def _detail(a: Face, b: Face) -> dict[str, float]:
    return dict(detail(a, b, facts(a, b, when(a, b), where(a.spot, b.spot))))


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


@pytest.mark.parametrize(
    ("later", "told"),
    [
        pytest.param("2023-09-12", "reports of one day", id="next-day"),
        pytest.param("2023-09-13", None, id="two-days-later"),
        pytest.param("2023-09-15", "reports days apart, same story", id="days-later"),
    ],
)
def test_reports_further_apart_are_less_often_of_one_act(later: str, told: str | None) -> None:
    words = "Robbers attacked a lorry near the border."
    first = mention("a", words, "attacked", published_at="2023-09-11")
    other = mention("b", words, "attacked", published_at=later)
    assert [name for name in _amounts(first, other) if name.startswith("reports")] == (
        [told] if told else []
    )


def test_reports_without_a_date_are_neither_near_nor_far() -> None:
    words = "Robbers attacked a lorry near the border."
    first = mention("a", words, "attacked", published_at="2023-09-11")
    other = mention("b", words, "attacked", published_at=None)
    assert not [name for name in _amounts(first, other) if name.startswith("reports")]


@pytest.mark.parametrize(
    ("words", "trigger", "event_type"),
    [
        pytest.param("The siege of the port drags on.", "siege", "ASSAULT", id="siege"),
        pytest.param("Many have fled since protests began.", "protests", "PROTEST", id="protests"),
    ],
)
def test_what_is_long_is_told_at_any_time(words: str, trigger: str, event_type: str) -> None:
    first, other = (
        mention(name, words, trigger, type=event_type, published_at=when, recipients=[STATE])
        for name, when in (("a", "2023-09-11"), ("b", "2023-11-02"))
    )
    assert "reports days apart, same story" not in _amounts(first, other)


def _rally(name: str, words: str, **stated: Any) -> EventMention:
    return mention(name, words, "rally", type="PROTEST", **stated)


def test_protests_are_apart_unless_place_and_day_or_a_number_are_common() -> None:
    first = _rally("a", "Dockers held a rally on pay.", date=day("2023-09-10"), place=place("Tema"))
    here = _rally("b", "A rally of tired men.", date=day("2023-09-10"), place=place("Tema"))
    elsewhere = _rally("c", "A rally of tired men.", date=day("2023-09-10"))
    assert "protests apart" not in _amounts(first, here)
    assert "protests apart" in _amounts(first, elsewhere)
    counted = [_rally(n, f"{w} at a rally of 4,500.") for n, w in (("d", "Songs"), ("e", "Rain"))]
    assert "protests apart" not in _amounts(*counted)


def test_bare_mentions_and_other_names_speak_against_one_act() -> None:
    bare = mention("a", "The arrest of Kumasi was long.", "arrest", type="COERCE")
    told = mention("b", "In Takoradi the arrest hurt trade.", "arrest", type="COERCE")
    found = _amounts(bare, told)
    assert {"bare, other words", "no common names"} <= found.keys()
    named = mention("c", "Long was the arrest of Kumasi.", "arrest", type="COERCE")
    assert found.keys() - _amounts(bare, named).keys() >= {"bare, other words", "no common names"}


def test_who_was_wounded_and_who_was_killed_is_not_one_act() -> None:
    who = [actor("Kofi Adjei", "GHA", "CVL")]
    shot = mention("a", "Kofi Adjei was wounded.", "wounded", recipients=who)
    dead = mention("b", "Kofi Adjei was killed.", "killed", recipients=who)
    assert "wounded and killed" in compare(face(shot), face(dead)).reasons
    again = mention("c", "Kofi Adjei, who was killed.", "killed", recipients=who)
    assert "wounded and killed" not in compare(face(dead), face(again)).reasons

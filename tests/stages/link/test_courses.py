"""What goes on for weeks, and what one does once: own sentences."""

from __future__ import annotations

import pytest

from schemas.event import EventMention
from service.stages.link.face import face
from service.stages.link.pairing import compare
from tests.stages.link.link_desk import actor, day, mention, place

PREMIER = actor("Tove Lindqvist", "SWE", "GOV")
SPEAKER = actor("Arne Holm", "SWE", "GOV")


def _protest(words: str, trigger: str, **stated: object) -> EventMention:
    return mention("a", words, trigger, type="PROTEST", **stated)


@pytest.mark.parametrize(
    ("told", "long"),
    [
        pytest.param(
            _protest("Protests have shaken the country.", "Protests"), True, id="as-a-whole"
        ),
        pytest.param(
            _protest("Since protests began in June, many fled.", "protests",
                     date=day("2023-06-01", "2023-06-01")), True, id="by-their-beginning"),
        pytest.param(
            _protest("Protests were held on Sunday.", "Protests", date=day("2023-09-10")),
            False, id="of-one-day"),
        pytest.param(
            _protest("Protests were held in Tema.", "Protests", place=place("Tema", "GHA")),
            False, id="of-one-town"),
        pytest.param(_protest("A protest was held.", "protest"), False, id="one-protest"),
        pytest.param(
            _protest("Protests have shaken the region.", "Protests"), False, id="of-a-region"
        ),
        pytest.param(
            mention("a", "The siege was told on Sunday.", "siege", date=day("2023-09-10")),
            True, id="siege"),
    ],
)  # fmt: skip
def test_protests_are_a_movement_unless_a_day_or_town_is_told(
    told: EventMention, long: bool
) -> None:
    assert face(told).course is long
    assert (face(told).days is None) or not long


def test_a_siege_is_one_whatever_day_is_told_of_it() -> None:
    first = mention("a", "The siege went on on Sunday.", "siege", date=day("2023-09-10"))
    other = mention("b", "The siege went on on Friday.", "siege", date=day("2023-09-15"))
    assert "one course" in compare(face(first), face(other)).reasons


def test_a_siege_that_ended_years_ago_is_told_by_its_days() -> None:
    first = mention("a", "The siege of 1999 was told.", "siege", date=day("1999-03-01"))
    other = mention("b", "The siege of 2004 was told.", "siege", date=day("2004-03-01"))
    assert not face(first).course
    assert compare(face(first), face(other)).score < 0
    now = mention("c", "The siege goes on.", "siege")
    assert "one course" not in compare(face(first), face(now)).reasons


def test_uprisings_and_protests_without_a_country_may_be_those_of_several() -> None:
    uprisings = mention("a", "The uprisings went on.", "uprisings", type="PROTEST")
    assert not face(uprisings).course
    first, other = (
        mention(name, "Protests went on.", "Protests", type="PROTEST") for name in ("a", "b")
    )
    assert "one course" not in compare(face(first), face(other)).reasons


@pytest.mark.parametrize("modality", ["future", "historical"])
def test_a_siege_of_another_time_is_another(modality: str) -> None:
    first = mention("a", "The siege goes on.", "siege")
    other = mention("b", "The siege goes on.", "siege", modality=modality)
    assert "one course" not in compare(face(first), face(other)).reasons


def _left(name: str, words: str, trigger: str, who: dict[str, object]) -> EventMention:
    return mention(name, words, trigger, type="RETREAT", actors=[who])


def test_a_person_steps_down_once() -> None:
    first = _left("a", "Tove Lindqvist resigned on air.", "resigned", PREMIER)
    other = _left("b", "Tove Lindqvist has stepped down.", "stepped", PREMIER)
    assert "same target elsewhere" in compare(face(first), face(other)).reasons
    another = _left("c", "Arne Holm has stepped down.", "stepped", SPEAKER)
    assert "same target elsewhere" not in compare(face(first), face(another)).reasons

"""Places that no gazetteer knows, told by the words around an act."""

from __future__ import annotations

import pytest

from service.stages.extract.event_place_named import named_place
from tests.stages.extract.places_world import model


def told(text: str, trigger: str) -> str | None:
    token = next(t for t in model()(text) if t.text == trigger)
    found = named_place(token, token, is_somebody=lambda t: False, country=None, text=text)
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        pytest.param("Police arrested two men at a market.", "arrested", "a market", id="at"),
        pytest.param(
            "Crowds marched through the old centre.", "marched", "the old centre", id="through"
        ),
        pytest.param("Troops fired in other parts of the city.", "fired", "the city", id="part"),
        pytest.param(
            "Troops raided his mountain hideout.", "raided", "his mountain hideout", id="raided"
        ),
        pytest.param(
            "The editor was arrested in a raid on his home.",
            "arrested",
            "his home",
            id="in a raid on",
        ),
        pytest.param(
            "Students fought with police outside the town hall.",
            "fought",
            "the town hall",
            id="with police",
        ),
        pytest.param(
            "She was waiting near the clinic when gunmen shot her.",
            "shot",
            "the clinic",
            id="meanwhile",
        ),
        pytest.param(
            "They returned to the village where gunmen killed a teacher.",
            "killed",
            "the village",
            id="where",
        ),
        pytest.param("The blast struck near a school.", "blast", "a school", id="of its verb"),
    ],
)
def test_the_words_around_an_act_say_where(text: str, trigger: str, place: str) -> None:
    assert told(text, trigger) == place


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        pytest.param("Troops stormed major urban centres.", "stormed", id="centres are towns"),
        pytest.param("A man from the village was shot.", "shot", id="whence he came"),
        pytest.param("Police arrested two men on Monday.", "arrested", id="date"),
        pytest.param("Police arrested two men in anger.", "arrested", id="manner"),
        pytest.param("Troops fought with rebels from the valley.", "fought", id="origin"),
    ],
)
def test_no_place_is_made_of_other_words(text: str, trigger: str) -> None:
    assert told(text, trigger) is None

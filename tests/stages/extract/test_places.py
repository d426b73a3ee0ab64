"""Which names of a text are places, and which places they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from service.stages.extract.gazetteer import Gazetteer
from service.stages.extract.places import FoundPlace, find_places
from tests.stages.extract.places_world import build, model


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    with closing(build(tmp_path_factory.mktemp("gazetteer") / "world.sqlite")) as built:
        yield built


def places(gazetteer: Gazetteer, text: str, **options: Any) -> dict[str, FoundPlace]:
    return {p.text: p for p in find_places(model()(text), gazetteer, **options)}


def test_offsets_point_at_the_name(gazetteer: Gazetteer) -> None:
    text = "Gunmen opened fire near a school in Maiduguri on Tuesday."
    found = places(gazetteer, text)["Maiduguri"]
    assert text[found.start : found.end] == "Maiduguri"
    assert (found.country, found.admin1, found.precision) == ("NGA", "Borno", "city")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("The bakery in Paris reopened, the mayor said.", "FRA", id="by size"),
        pytest.param("A storm tore roofs off in Paris, Texas, on Friday.", "USA", id="container"),
    ],
)
def test_namesakes_are_told_apart(gazetteer: Gazetteer, text: str, country: str) -> None:
    assert places(gazetteer, text)["Paris"].country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Protesters filled Tbilisi, the capital of Georgia, as Georgian police looked on.", "GEO"),
        ("Courts in Atlanta closed early because roads across Georgia froze, U.S. media said. "
         "The United States weather service warned of ice in Texas.", "USA"),
    ],
)  # fmt: skip
def test_georgia_is_a_country_or_a_state_by_what_stands_around(
    gazetteer: Gazetteer, text: str, country: str
) -> None:
    assert places(gazetteer, text)["Georgia"].country == country


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Latin American leaders met American envoys.", ["American"]),
        ("West Indian farmers sued an Indian bank.", ["Indian"]),
    ],
)
def test_peoples_of_many_states_are_of_none(
    gazetteer: Gazetteer, text: str, names: list[str]
) -> None:
    found = find_places(model()(text), gazetteer)
    assert [p.text for p in found] == names


def test_a_town_and_its_province_of_one_name(gazetteer: Gazetteer) -> None:
    assert places(gazetteer, "Shells fell on Homs overnight.")["Homs"].kind == "city"
    found = places(gazetteer, "Shells fell on Rastan, in Homs province, overnight.")
    assert found["Homs"].kind == "admin1"
    assert found["Rastan"].geonames_id == 172946


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Mr. Lincoln told the court that he was innocent.", "Lincoln", id="a title"),
        pytest.param("Abigail Lincoln sued. Lincoln wants damages.", "Lincoln", id="full name"),
        pytest.param("Police in Gao closed the market.", "Police", id="a common word"),
        pytest.param("The Lincoln Tribune reported the theft.", "Lincoln", id="a newspaper"),
    ],
)
def test_persons_bodies_and_common_words_are_no_places(
    gazetteer: Gazetteer, text: str, name: str
) -> None:
    assert name not in places(gazetteer, text)


def test_taken_spans_are_no_places(gazetteer: Gazetteer) -> None:
    text = "Gao denied the charges in Geneva."
    assert set(places(gazetteer, text, taken=[(0, 3)])) == {"Geneva"}


def test_a_people_is_its_country_but_nowhere(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "Two Malian soldiers died near Gao.")
    assert found["Malian"].demonym
    assert not found["Malian"].is_locative
    assert found["Malian"].country == "MLI"
    assert found["Gao"].is_locative


@pytest.mark.parametrize(
    ("text", "metonym"),
    [
        ("Moscow said it would answer the sanctions.", True),
        ("The offer was rejected by Moscow.", True),
        ("Thousands marched in Moscow on Sunday.", False),
    ],
)
def test_a_capital_that_speaks_is_a_government(
    gazetteer: Gazetteer, text: str, metonym: bool
) -> None:
    assert places(gazetteer, text)["Moscow"].metonym is metonym


def test_a_border_zone_has_no_country(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "Smugglers were shot near the Turkish border on Monday.")
    assert found["Turkish border"].country is None
    assert found["Turkish border"].precision == "region"


def test_another_spelling_is_found_in_the_countries_of_the_article(gazetteer: Gazetteer) -> None:
    text = "Syrian troops entered the city of Dayr el-Zur. Syria called it a victory."
    assert places(gazetteer, text)["Dayr el-Zur"].geonames_id == 170794


def test_a_village_nobody_lists_is_a_place_without_a_point(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "Raiders burned the village of Zabarkolo in Borno, Nigeria.")
    assert (found["Zabarkolo"].lat, found["Zabarkolo"].country) == (None, "NGA")
    assert found["Zabarkolo"].confidence < 0.5


def test_a_village_is_where_its_province_is_not_where_a_namesake_is(gazetteer: Gazetteer) -> None:
    text = "Nigeria sent troops to Maiduguri. A drone hit the village of Lincoln, in Borno State."
    found = places(gazetteer, text)["Lincoln"]
    assert (found.geonames_id, found.country) == (None, "NGA")


def test_a_city_far_from_what_is_named_beside_it_stays_where_it_is(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "Nigeria held talks in Lincoln, United States, on Borno State.")
    assert found["Lincoln"].country == "USA"


def test_capitals_only_text_is_read_too(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "REBELS ATTACKED A CONVOY NEAR MAIDUGURI, NIGERIA.")
    assert found["MAIDUGURI"].country == "NGA"


def test_the_reading_is_explained_and_has_alternatives(gazetteer: Gazetteer) -> None:
    found = places(gazetteer, "A storm tore roofs off in Paris, Texas, on Friday.")["Paris"]
    assert "Texas" in found.explanation
    assert [place.country for place in found.alternatives] == ["FRA"]


def test_an_empty_text_has_no_places(gazetteer: Gazetteer) -> None:
    assert find_places(model()(""), gazetteer) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Eight people died in the Kurram Tall district of Mali.", "Tall", id="district"
        ),
        pytest.param("Raiders burned homes in the parish of Zabarkolo.", "Zabarkolo", id="parish"),
        pytest.param("Shells fell across Homs Governorate overnight.", "Homs", id="governorate"),
    ],
)
def test_a_noun_of_administration_makes_a_name_a_place(
    gazetteer: Gazetteer, text: str, name: str
) -> None:
    found = places(gazetteer, text)
    assert any(name in word and place.is_locative for word, place in found.items())

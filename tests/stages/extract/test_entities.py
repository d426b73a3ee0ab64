"""Who and what an article names: one entry for each, with all its mentions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schemas import Entity, RawArticle
from service.stages.clean import clean
from service.stages.extract import Extractor
from service.stages.extract.extractor import unscreened


def entities(extractor: Extractor, body: str) -> tuple[Entity, ...]:
    article = clean(
        RawArticle(body=body, published_at="2025-03-12"), now=datetime(2025, 3, 13, tzinfo=UTC)
    )
    return extractor.extract([unscreened(article)])[0].enriched.entities


def told(found: tuple[Entity, ...], kind: str) -> set[str]:
    """The texts of all mentions of one type."""
    return {m.text for e in found if e.type == kind for m in e.mentions}


def test_a_pronoun_is_a_mention_of_its_person_but_no_alias(extractor: Extractor) -> None:
    body = "Judge Marta Oliveira freed two men on Monday. She said the police had no case."
    person = next(e for e in entities(extractor, body) if e.type == "person")
    assert [m.text for m in person.mentions] == ["Marta Oliveira", "She"]
    assert "She" not in person.aliases


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("Villagers fled before government forces came.", "Villagers", id="plural"),
        pytest.param("The army shelled a hill near Gao.", "army", id="collective"),
        pytest.param("Nine died as rebel fighters retreated.", "rebel fighters", id="phrase"),
    ],
)
def test_people_and_bodies_without_a_name_are_groups(
    extractor: Extractor, body: str, text: str
) -> None:
    assert text in told(entities(extractor, body), "group")


def test_an_office_is_a_person_and_an_adjective_is_not(extractor: Extractor) -> None:
    found = entities(extractor, "The foreign minister called it the last major raid of the year.")
    assert told(found, "person") == {"foreign minister"}


def test_a_unit_is_a_body_by_the_last_word_of_its_name(extractor: Extractor) -> None:
    found = entities(extractor, "Soldiers of the 14th Highland Battalion reached Gao on Sunday.")
    assert "14th Highland Battalion" in told(found, "organization")


def test_a_capital_that_speaks_is_its_government_as_well(extractor: Extractor) -> None:
    found = entities(extractor, "Moscow said on Tuesday that it would close two consulates.")
    government = next(e for e in found if e.type == "organization")
    assert (government.name, government.country, government.sector) == (
        "Government of Russia", "RUS", "GOV",
    )  # fmt: skip
    assert "Moscow" in told(found, "place")


def test_a_kunya_is_a_person(extractor: Extractor) -> None:
    found = entities(extractor, "Police in Gao questioned Abu Hamdan al-Tayeb for three hours.")
    assert any("Abu Hamdan" in text for text in told(found, "person"))

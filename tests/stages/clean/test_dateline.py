"""Datelines are found with their place, and nothing else is taken for one."""

import pytest

from schemas.article import Dateline
from service.stages.clean.boilerplate import boilerplate
from service.stages.clean.dateline import dateline
from service.stages.clean.lines import lines_of

STORY = "Rebels freed 12 hostages on Monday, the Red Cross said, after talks with the army."


def dateline_of(text: str) -> Dateline | None:
    lines = lines_of(text)
    return dateline(text, lines, boilerplate(text, lines))


FOUND = {
    "ALEPPO, Syria (Reuters) -": "ALEPPO",
    "KHARTOUM, April 3 (Xinhua) --": "KHARTOUM",
    "BOGOTA, 9 Jan 90 (EFE) --": "BOGOTA",
    "PORT-AU-PRINCE, Haiti (AP) —": "PORT-AU-PRINCE",
    "Tripoli, Libya (CNN) --": "Tripoli",
    "Near Zlitan, Libya (CNN) --": "Near Zlitan",
    "BEIRUT/AMMAN (Reuters) -": "BEIRUT/AMMAN",
    "SAN SALVADOR, El Salvador —": "SAN SALVADOR",
    "UNITED NATIONS (AP) –": "UNITED NATIONS",
    "NAIROBI, Kenya, Oct. 4, 2015 (AFP) -": "NAIROBI",
    "LIMA —": "LIMA",
    "ISLAMABAD:": "ISLAMABAD",
    "RABAT | Fri Apr 22, 2011 2:51 pm EDT RABAT (Reuters) -": "RABAT",
    "(Bloomberg) --": None,
    "Bogota, March 14 -": "Bogota",
    "Geneva, 3 May 2019 –": "Geneva",
    "COLOMBO, May 1995 -": "COLOMBO",
    "Manila (dpa) -": "Manila",
}


@pytest.mark.parametrize(("written", "place"), FOUND.items(), ids=FOUND)
def test_a_dateline_gives_its_place(written: str, place: str | None) -> None:
    text = f"Hostages freed\n\n{written} {STORY}"
    found = dateline_of(text)
    assert found
    assert (found.text, found.place) == (written, place)
    assert text[found.start : found.end] == written


def test_a_byline_can_carry_the_place() -> None:
    found = dateline_of(f"By Amina Diallo | NAIROBI\n\n{STORY}")
    assert found
    assert found.place == "NAIROBI"


def test_a_dateline_glued_to_a_headline_is_found() -> None:
    found = dateline_of(f"Army says road is open MANAGUA, March 8 (Reuters) - {STORY}")
    assert found
    assert found.place == "MANAGUA"


NOT_FOUND = [
    STORY,
    "The African Union (AU) suspended the country on Friday after the coup.",
    "WATCH: Rebels freed 12 hostages in the north of the country on Monday",
    "UPDATE: The Red Cross said that twelve hostages had been freed.",
    "COVID-19 closed the border between the two countries for a year.",
    "He went to Lima - and stayed there for three years, his lawyer said.",
    "The rebel group (FPRX) - the largest in the country - has laid down arms.",
    "THE REBEL FRONT (FPRX) FREED 12 HOSTAGES ON MONDAY, THE RED CROSS SAID.",
    "Monday, March 14 - Rebels freed 12 hostages near the northern town.",
    "On Friday, March 14 - the day of the vote - rebels freed 12 hostages.",
    "ATTENTION: THE GOVERNMENT HAS DECLARED A STATE OF SIEGE IN THE CAPITAL.",
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_brackets_and_capitals_alone_are_no_dateline(text: str) -> None:
    assert dateline_of(text) is None

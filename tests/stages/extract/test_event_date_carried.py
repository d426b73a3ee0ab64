"""A day that is told once holds for what is told of the same act around it."""

from __future__ import annotations

import pytest

from schemas import EventMention
from tests.stages.extract.conftest import Coder

LEAD = "Gunmen attacked a bakery in Maiduguri on Monday. "


def dates(mentions: tuple[EventMention, ...], trigger: str) -> list[tuple[str | None, str]]:
    return [(m.date.start, m.date.basis) for m in mentions if m.trigger.text == trigger and m.date]


def test_the_next_sentence_goes_on_with_the_act(coded: Coder) -> None:
    found = coded(LEAD + "They shot two guards and fled.")
    assert dates(found, "attacked") == [("2025-03-10", "text")]
    assert dates(found, "shot") == [("2025-03-10", "context")]


def test_a_definite_noun_dates_the_act_told_before(coded: Coder) -> None:
    body = (
        "Gunmen killed two guards at a mill near Gao. "
        "The killing of the guards took place on Monday."
    )
    assert dates(coded(body), "killed") == [("2025-03-10", "context")]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param("Gunmen have killed dozens of traders this year.", id="a time of its own"),
        pytest.param("The same men had earlier killed a trader.", id="earlier"),
        pytest.param("Gunmen have killed dozens of traders.", id="perfect"),
        pytest.param("Police will kill them, the mayor said.", id="to come"),
    ],
)
def test_what_is_told_of_another_time_takes_no_day(coded: Coder, after: str) -> None:
    told = [m for m in coded(LEAD + after) if m.trigger.lemma == "kill" and m.date]
    assert all(m.date is not None and m.date.start != "2025-03-10" for m in told)


@pytest.mark.parametrize(
    "report",
    [
        pytest.param("The incident occurred on Monday.", id="incident"),
        pytest.param("Police described the crime committed on Monday as vile.", id="participle"),
        pytest.param("The terrorist act was carried out on Monday.", id="terrorist act"),
    ],
)
def test_a_general_noun_dates_the_act_told_before(coded: Coder, report: str) -> None:
    found = coded("Gunmen killed two guards at a mill near Gao. " + report)
    assert dates(found, "killed") == [("2025-03-10", "context")]


@pytest.mark.parametrize(
    "report",
    [
        pytest.param("No incident was reported on Monday.", id="no incident"),
        pytest.param("The incident will be debated on Monday.", id="to come"),
        pytest.param("The court acted on Monday.", id="another act"),
    ],
)
def test_what_is_no_report_of_an_incident_dates_nothing(coded: Coder, report: str) -> None:
    assert dates(coded("Gunmen killed two guards at a mill near Gao. " + report), "killed") == []


def test_a_lead_in_the_perfect_has_the_day_told_below(coded: Coder) -> None:
    body = (
        "Gunmen have killed a judge in Cartagena. The mayor spoke of a black day. "
        "The murder took place on Monday."
    )
    assert dates(coded(body), "killed") == [("2025-03-10", "context")]


FILLER = "The council met for hours. The mayor spoke first. Nobody left the hall. It was hot. "


def test_an_act_told_again_of_the_same_person_has_the_same_day(coded: Coder) -> None:
    body = (
        "Gunmen killed Senator Maria Delgado on Monday. " + FILLER + FILLER
        + "The murder of Delgado shocked the town."
    )  # fmt: skip
    assert dates(coded(body), "murder") == [("2025-03-10", "context")]


def test_the_day_of_the_same_person_outranks_that_of_the_act_told_last(coded: Coder) -> None:
    body = (
        "Gunmen killed Senator Maria Delgado on Monday. Judge Ana Lima was killed on March 3. "
        "Delgado was shot at her house."
    )
    assert dates(coded(body), "shot") == [("2025-03-10", "context")]


def test_a_lead_has_the_day_on_which_the_victims_are_told_again(coded: Coder) -> None:
    body = (
        "Gunmen killed two guards at a mill near Gao. The mayor spoke of a black day. "
        "The guards were killed on Monday when they left work."
    )
    assert dates(coded(body), "killed")[0] == ("2025-03-10", "context")


def test_words_about_a_deed_do_not_date_it(coded: Coder) -> None:
    body = "Bishops on Monday condemned the killings. Gunmen killed two guards near Gao."
    assert ("2025-03-10", "context") not in dates(coded(body), "killed")


@pytest.mark.parametrize(
    ("more", "day"),
    [
        pytest.param("", ["2025-03-10"], id="one day"),
        pytest.param("Gunmen killed a miller on Tuesday. ", [], id="two days"),
    ],
)
def test_a_report_of_one_day_dates_all_its_acts(coded: Coder, more: str, day: list[str]) -> None:
    body = LEAD + more + FILLER + FILLER + "A teacher was shot at the gate."
    assert [start for start, _ in dates(coded(body), "shot")] == day


def test_a_sentence_with_a_time_of_its_own_takes_no_day_from_afar(coded: Coder) -> None:
    body = LEAD + FILLER + FILLER + "A teacher was shot while he taught there in the 1990s."
    assert ("2025-03-10", "context") not in dates(coded(body), "shot")


def test_the_day_on_which_the_dead_are_found_is_not_that_of_the_killing(coded: Coder) -> None:
    body = "The bodies of six miners were found on Monday near Gao. Gunmen had shot all of them."
    assert dates(coded(body), "shot") == []


def test_several_acts_take_no_day_from_one(coded: Coder) -> None:
    found = coded(LEAD + "The army blames the group for three attacks in Niger.")
    assert [m.date for m in found if m.trigger.text == "attacks"] == [None]

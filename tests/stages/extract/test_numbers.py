"""Numbers of a text and their bounds."""

from __future__ import annotations

import pytest
import spacy

from service.stages.extract.numbers import FoundNumber, find_numbers

BLANK = spacy.blank("en")


def first(text: str) -> FoundNumber:
    return find_numbers(BLANK(text))[0]


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("seven", 7, 7, "exact"),
        ("12,400 herders", 12400, 12400, "exact"),
        ("sixty-three", 63, 63, "exact"),
        ("two hundred and five", 205, 205, "exact"),
        ("three hundred thousand", 300000, 300000, "exact"),
        ("a hundred and twenty thousand", 120000, 120000, "exact"),
        ("one million two hundred thousand", 1200000, 1200000, "exact"),
        ("1.4 million", 1400000, 1400000, "exact"),
        ("half a million", 500000, 500000, "exact"),
        ("two and a half million", 2500000, 2500000, "exact"),
        ("three dozen", 36, 36, "exact"),
        ("half a dozen", 6, 6, "exact"),
        ("a score", 20, 20, "exact"),
        ("a couple of farmers", 2, 2, "about"),
        ("both", 2, 2, "exact"),
        ("nobody", 0, 0, "exact"),
        ("none of them", 0, 0, "exact"),
    ],
)
def test_words_and_digits_give_their_value(
    text: str, low: float, high: float, qualifier: str
) -> None:
    found = first(text)
    assert (found.low, found.high, found.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize(
    "text",
    ["more than 40", "at least 40", "over 40", "no fewer than 40", "40 or more", "40-plus"],
)
def test_at_least_sets_only_the_lower_bound(text: str) -> None:
    found = first(text)
    assert (found.low, found.high, found.qualifier) == (40, None, "at_least")


@pytest.mark.parametrize("text", ["up to 40", "as many as 40", "fewer than 40", "at most 40"])
def test_at_most_sets_only_the_upper_bound(text: str) -> None:
    found = first(text)
    assert (found.low, found.high, found.qualifier) == (None, 40, "at_most")


@pytest.mark.parametrize(
    "text", ["about 40", "some 40", "nearly 40", "an estimated 40", "40 or so", "around 40"]
)
def test_about_keeps_the_value(text: str) -> None:
    found = first(text)
    assert (found.low, found.high, found.qualifier) == (40, 40, "about")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 30 and 45", 30, 45),
        ("30 to 45", 30, 45),
        ("30-45", 30, 45),
        ("two or three", 2, 3),
        ("2 to 3 million", 2e6, 3e6),
    ],
)
def test_ranges_have_two_ends(text: str, low: float, high: float) -> None:
    found = first(text)
    assert (found.low, found.high, found.qualifier) == (low, high, "about")


@pytest.mark.parametrize(
    "text",
    ["dozens", "scores of", "tens of thousands", "several hundred", "a number of", "a few dozen"],
)
def test_vague_counts_have_no_bounds(text: str) -> None:
    found = first(text)
    assert (found.low, found.high, found.qualifier) == (None, None, "vague")


def test_neighbouring_numbers_stay_apart() -> None:
    values = [n.low for n in find_numbers(BLANK("11 dead 25 wounded in 2 raids"))]
    assert values == [11, 25, 2]


def test_the_span_covers_the_bound_and_the_number() -> None:
    doc = BLANK("Medics counted at least thirty-one victims")
    found = find_numbers(doc)[0]
    assert doc[found.start : found.end].text == "at least thirty-one"
    assert doc[found.core : found.core_end].text == "thirty-one"


def test_a_share_is_no_count() -> None:
    assert first("two-thirds of voters").low == pytest.approx(2 / 3)


def test_a_very_long_number_sequence_is_read_once() -> None:
    found = find_numbers(BLANK("one million " * 400))
    assert len(found) <= 400

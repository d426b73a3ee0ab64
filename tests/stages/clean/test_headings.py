"""Title-like lines are headings, sentences and lists are not."""

import pytest

from service.stages.clean.boilerplate import boilerplate
from service.stages.clean.headings import headings
from service.stages.clean.lines import lines_of

PARAGRAPH = (
    "Security forces detained at least 30 people in Kampala on Thursday, a lawyer for the "
    "opposition party said, a day after a banned march."
)


def headings_of(text: str) -> list[tuple[int, str]]:
    lines = lines_of(text)
    found = headings(lines, boilerplate(text, lines))
    return [(h.level, text[h.start : h.end]) for h in found]


def test_the_first_line_is_the_headline_and_the_next_its_deck() -> None:
    text = f"Dozens held in Uganda\n\nArrests follow banned march\n\n{PARAGRAPH}"
    assert headings_of(text) == [(1, "Dozens held in Uganda"), (2, "Arrests follow banned march")]


def test_lines_between_paragraphs_are_sub_headings() -> None:
    text = f"{PARAGRAPH}\nLawyers barred\n{PARAGRAPH}\n‘We will be back’\n{PARAGRAPH}"
    assert headings_of(text) == [(2, "Lawyers barred"), (2, "‘We will be back’")]


def test_a_question_can_be_a_heading() -> None:
    assert headings_of(f"{PARAGRAPH}\n\nWhat happens next?\n\n{PARAGRAPH}") == [
        (2, "What happens next?")
    ]


def test_a_byline_between_headline_and_text_is_none() -> None:
    text = f"Dozens held in Uganda\n\nBy Amina Diallo, Reuters\n\n{PARAGRAPH}"
    assert headings_of(text) == [(1, "Dozens held in Uganda")]


NO_HEADINGS = {
    "only paragraphs": f"{PARAGRAPH}\n\n{PARAGRAPH}",
    "one paragraph": PARAGRAPH,
    "last line": f"{PARAGRAPH}\n\nMore follows soon",
    "open line": f"{PARAGRAPH}\nAmong the detained:\n{PARAGRAPH}",
    "bullets": f"{PARAGRAPH}\n- Two students\n• A lawyer\n{PARAGRAPH}",
    "short quotation": f"{PARAGRAPH}\n“We will be back!”\n{PARAGRAPH}",
    "short sentence": f"{PARAGRAPH}\nNobody was charged.\n{PARAGRAPH}",
    "lower case": f"{PARAGRAPH}\nand two students\n{PARAGRAPH}",
    "video teaser": f"{PARAGRAPH}\nWATCH: Police break up march\n{PARAGRAPH}",
}


@pytest.mark.parametrize("text", NO_HEADINGS.values(), ids=NO_HEADINGS)
def test_other_lines_are_no_headings(text: str) -> None:
    assert headings_of(text) == []


def test_a_transcript_without_full_stops_has_no_headings_but_short_ones() -> None:
    line = "and then the soldiers came to the house and took my brother with them that night"
    text = "\n".join([line.capitalize()] * 8)
    assert headings_of(text) == []

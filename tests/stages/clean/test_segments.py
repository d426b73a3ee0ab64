"""Live blogs are cut into entries; other texts with clock times are not."""

import pytest

from schemas.article import Segment
from service.stages.clean.boilerplate import boilerplate
from service.stages.clean.headings import headings
from service.stages.clean.lines import lines_of
from service.stages.clean.segments import segments

ENTRY = "Police used water cannon against protesters near parliament in Tbilisi, witnesses said."


def segments_of(text: str, *, day: str | None = "2019-06-21") -> tuple[Segment, ...]:
    lines = lines_of(text)
    marked = boilerplate(text, lines)
    return segments(lines, marked, headings(lines, marked), published_at=day)


STYLES = {
    "UPDATE 1430 GMT": "2019-06-21T14:30:00+00:00",
    "10:42am": "2019-06-21T10:42:00",
    "[1.15pm BST]": "2019-06-21T13:15:00+01:00",
    "16:05 UTC -": "2019-06-21T16:05:00+00:00",
    "0911:": "2019-06-21T09:11:00",
    "12:20 a.m. EDT": "2019-06-21T00:20:00-04:00",
    "18h30": "2019-06-21T18:30:00",
}


@pytest.mark.parametrize(("mark", "time"), STYLES.items(), ids=STYLES)
def test_an_entry_begins_with_its_time(mark: str, time: str) -> None:
    before = "\n".join(f"07:5{minute} GMT\n{ENTRY}" for minute in range(6))
    assert segments_of(f"{before}\n{mark}\n{ENTRY}")[-1].published_at == time


def test_entries_cover_their_text_and_carry_their_titles() -> None:
    text = (
        f"09:10 GMT\nProtesters gather\n{ENTRY}\n08:40 GMT\n{ENTRY}\n{ENTRY}\n"
        f"08:05 GMT\nStreets closed\n{ENTRY}"
    )
    found = segments_of(text)
    assert [segment.title for segment in found] == ["Protesters gather", None, "Streets closed"]
    assert found[0].start == 0
    assert found[-1].end == len(text)
    assert all(text[s.start : s.end].endswith("said.") for s in found)


def test_links_to_the_original_entry_end_an_entry() -> None:
    text = f"Streets closed\n{ENTRY}\nJump to Original Entry\nMinister quits\n{ENTRY}"
    assert [segment.title for segment in segments_of(text)] == ["Streets closed", "Minister quits"]


def test_without_a_day_there_is_no_time() -> None:
    text = "\n".join(f"1{hour}:00 GMT\n{ENTRY}" for hour in range(4))
    assert [segment.published_at for segment in segments_of(text, day=None)] == [None] * 4


NO_BLOGS = {
    "report": f"{ENTRY}\nAt 10:30 am, the crowd moved on.\n{ENTRY}",
    "two times": f"10:30 am\n{ENTRY}\n11:30 am\n{ENTRY}",
    "times up and down": "\n".join(f"{h}:15\n{ENTRY}" for h in (14, 9, 17, 8, 20, 7)),
    "years": "\n".join(f"{year} was a year of protest in Georgia." for year in (2003, 2007, 2012)),
    "numbers": "\n".join(f"{n} people were detained in the capital." for n in (1430, 1510, 1620)),
    "sums": "\n".join(f"{n} million lari were lost in the strike." for n in (1.30, 2.45, 3.55)),
}


@pytest.mark.parametrize("text", NO_BLOGS.values(), ids=NO_BLOGS)
def test_times_and_numbers_do_not_make_a_live_blog(text: str) -> None:
    assert segments_of(text) == ()

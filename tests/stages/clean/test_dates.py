"""Publication dates are kept as written, or dropped when they cannot be true."""

from datetime import UTC, datetime

import pytest

from schemas.article import Boilerplate
from service.stages.clean.dates import stated_date, usable_date

NOW = datetime(2024, 5, 10, 12, tzinfo=UTC)

USABLE = {
    "2024-05-09": "2024-05-09",
    "20240509": "2024-05-09",
    "2024-05-12": "2024-05-12",
    "1987-06-02": "1987-06-02",
    "2024-05-09T08:30:00Z": "2024-05-09T08:30:00+00:00",
    "2024-05-09T08:30:00+03:00": "2024-05-09T08:30:00+03:00",
    "2024-05-09 08:30": "2024-05-09T08:30:00",
    "Thu, 09 May 2024 08:30:00 GMT": "2024-05-09T08:30:00+00:00",
}
UNUSABLE = [
    None, "", "yesterday", "0001-01-01", "0001-01-01T00:00:00Z", "2024-05-13", "2031-01-01",
    "2024-05-12T12:00:01Z", "9999-12-31T23:59:59-12:00", "2024-02-30", "09/05/2024",
    "1970-01-01T00:00:00Z",
]  # fmt: skip


@pytest.mark.parametrize(("written", "kept"), USABLE.items(), ids=USABLE)
def test_a_true_date_is_kept_in_its_precision(written: str, kept: str) -> None:
    assert usable_date(written, now=NOW) == kept


@pytest.mark.parametrize("written", UNUSABLE)
def test_a_date_that_cannot_be_true_is_dropped(written: str | None) -> None:
    assert usable_date(written, now=NOW) is None


@pytest.mark.parametrize(
    ("line", "day"),
    {
        "Monday, March 7, 2016": "2016-03-07",
        "7th of March 2016 09.30 GMT": "2016-03-07",
        "30 February 2016": None,
        "Updated 14:30 GMT": None,
    }.items(),
)
def test_a_timestamp_on_top_tells_the_day(line: str, day: str | None) -> None:
    text = f"{line}\nTroops left the town."
    assert stated_date(text, [Boilerplate(kind="timestamp", start=0, end=len(line))]) == day

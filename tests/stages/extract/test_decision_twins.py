"""Two sure acts of one type in a sentence: one event, or two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.stages.extract.decision_twins import is_another
from tests.stages.extract.proposals import Propose, on


@pytest.mark.parametrize(
    ("text", "kind", "first", "second", "two"),
    [
        ("The editor was arrested and banned from travel.", "COERCE", "arrested", "banned", True),
        (
            "Sunday's attack came near the road where a convoy was ambushed on March 2.",
            "ASSAULT",
            "attack",
            "ambushed",
            True,
        ),
        (
            "Rebels killed two soldiers in Kidal, while the army shot ten rebels in Gao.",
            "ASSAULT",
            "killed",
            "shot",
            True,
        ),
        ("Police detained five men and seized a press.", "COERCE", "detained", "seized", False),
        (
            "Sunday's attack came near the road where a convoy was ambushed on Sunday.",
            "ASSAULT",
            "attack",
            "ambushed",
            False,
        ),
        (
            "The attack came near the road where a convoy was ambushed on March 2.",
            "ASSAULT",
            "attack",
            "ambushed",
            False,
        ),
        (
            "A convoy was ambushed on Sunday in the worst attack this year.",
            "ASSAULT",
            "ambushed",
            "attack",
            False,
        ),
        ("Four soldiers were shot and killed on Monday.", "ASSAULT", "shot", "killed", False),
    ],
)
def test_measures_of_two_kinds_and_acts_of_two_days_are_two_events(
    proposed: Propose, text: str, kind: str, first: str, second: str, two: bool
) -> None:
    events = proposed(text)
    sure = [replace(on(events, kind, word), probability=0.9) for word in (first, second)]
    assert is_another(*sure) is two


def test_doubtful_acts_are_one(proposed: Propose) -> None:
    events = proposed("The editor was arrested and banned from travel.")
    one, other = (on(events, "COERCE", word) for word in ("arrested", "banned"))
    assert not is_another(replace(one, probability=0.9), replace(other, probability=0.5))

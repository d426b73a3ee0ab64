"""A mention stays in its group as long as it fits what the group has become."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from service.stages.link.face import Face, face
from service.stages.link.grouping import APART, LEAVE, Pairs, group
from service.stages.link.scores import Recent
from tests.stages.link.link_desk import mention, place

#: log odds of all pairs that are not named
FAR = -1.0


def told(names: str) -> list[Face]:
    """A mention for each letter, a day apart; v is vague."""
    return [
        face(mention(name, "The violence went on." if name == "v" else f"{name}: they shot at us.",
                     "violence" if name == "v" else "shot",
                     published_at=f"2024-03-{day:02}T08:00:00Z",
                     place=None if name == "v" else place("Kadugli")))
        for day, name in enumerate(names, 1)
    ]  # fmt: skip


def grouped(names: str, odds: Mapping[str, float]) -> set[str]:
    """The groups of mentions, oldest first, by the log odds of the pairs."""

    def score(one: str, other: str) -> tuple[float, float]:
        found = odds.get("".join(sorted((one, other))), FAR)
        return found, found

    partners = {
        name: {other for other in names if other != name and score(name, other)[0] > 0}
        for name in names
    }
    pairs = Pairs(score, partners.__getitem__, names.index, Recent(100))
    return {"".join(f.mention_id for f in found) for found in group(told(names), pairs)}


def test_who_no_longer_fits_the_others_leaves() -> None:
    odds = {"ab": 0.2, "bc": 4.0, "bd": 4.0, "cd": 4.0}
    assert all(odds.get("a" + other, FAR) < LEAVE for other in "cd")
    assert grouped("abcd", odds) == {"a", "bcd"}


def test_who_leaves_goes_where_it_fits_better() -> None:
    odds = {"ab": 1.0, "ac": -2.0, "ad": -2.0, "bc": 4.0, "bd": 4.0, "cd": 4.0, "ae": 0.5}
    assert grouped("abcde", odds) == {"ae", "bcd"}


def test_who_fits_well_enough_stays() -> None:
    odds = {"".join(pair): 1.0 for pair in combinations("abcd", 2)} | {"ad": -0.2}
    assert grouped("abcd", odds) == {"abcd"}


def test_the_vague_does_not_stay_beside_what_it_cannot_be() -> None:
    odds = {"av": 2.0, "ac": 4.0, "cv": APART - 1}
    assert grouped("avc", odds) == {"ac", "v"}
    assert grouped("avc", odds | {"cv": FAR}) == {"avc"}

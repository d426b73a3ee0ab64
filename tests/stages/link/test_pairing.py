"""A pair has one score, whichever of its mentions came first."""

from __future__ import annotations

from itertools import combinations

from service.stages.link.face import face
from service.stages.link.pairing import NEVER, compare
from tests.stages.link.link_desk import actor, day, mention, place

TOLD = [
    ("The massacre of 40 farmers in Kadugli began on Monday, witnesses said.", "massacre"),
    ("Farmers were killed in the massacre.", "massacre"),
    ("Militiamen massacred farmers and traders near Heiban, the governor said.", "massacred"),
    ("Witnesses said that shells killed two farmers in Kadugli.", "killed"),
]  # fmt: skip


def test_a_score_is_the_same_from_either_side() -> None:
    faces = [
        face(mention(f"m{number}", sentence, trigger, place=place("Kadugli"),
                     date=day("2023-09-11"), recipients=[actor("farmers", "SDN", "CVL")]))
        for number, (sentence, trigger) in enumerate(TOLD)
    ]  # fmt: skip
    pairs = [(compare(a, b), compare(b, a)) for a, b in combinations(faces, 2)]
    assert [one for one, _ in pairs] == [other for _, other in pairs]
    assert any(one.score > NEVER and "rare" in " ".join(one.reasons) for one, _ in pairs)

"""What is told in words that are not the plainest: the first type and mode of a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas import EventMention

Coder = Callable[..., tuple[EventMention, ...]]


def firmest(mentions: tuple[EventMention, ...]) -> EventMention:
    return max(mentions, key=lambda m: m.confidence)


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Soldiers raped dozens of women in the village of Bumbu.", "ASSAULT", "sexual"),
        ("The Chadian army retook the town of Faya.", "ASSAULT", None),
        ("Soldiers overthrew President Diallo on Tuesday.", "ASSAULT", None),
        ("Lawmakers ousted President Rojas.", "SANCTION", "expel"),
        ("Militants stormed a hotel in Mogadishu.", "ASSAULT", None),
        ("Protesters storm parliament in Skopje", "PROTEST", "riot"),
        ("Police fired rubber bullets at students in Dakar.", "ASSAULT", "crowd-control"),
        ("Soldiers fired shots at students in Dakar.", "ASSAULT", "firearms"),
        ("Ten activists held in Panama", "COERCE", "arrest"),
        ("Fighting broke out between two clans near Kismayo.", "ASSAULT", None),
        ("The truce between the clans broke down on Monday.", "REJECT", "yield"),
        ("Norway opted out of the fisheries accord on Monday.", "SANCTION", "withdraw"),
        ("Burma blocked access to Facebook.", "COERCE", "censor"),
        ("Protesters blocked access to the port.", "PROTEST", "obstruct"),
        ("Kuwait sent a plane with medical supplies to Aden.", "AID", None),
        ("Kuwait sent two planes to Aden.", "MOBILIZE", "troops"),
        ("The port of Aden has been blockaded since March.", "COERCE", "restrict"),
        ("Villagers blockaded the port of Tema.", "PROTEST", "obstruct"),
        ("Armed men looted aid trucks near Bria.", "COERCE", "seize"),
        ("The mayor suggested the army should withdraw.", "REQUEST", None),
        ("The truce held on Sunday for the second day.", "RETREAT", "ceasefire"),
        ("Two men were hanged on Sunday in Tehran.", "ASSAULT", "targeted"),
        ("China gave Cambodia 20 military trucks.", "AID", None),
        ("The leaders of the two Koreas shook hands at the border.", "CONSULT", None),
        ("The authorities unblocked the messaging app.", "CONCEDE", None),
        ("Chile will not take part in the conference.", "REJECT", "meet"),
        ("The Senate gave its consent to the arms treaty.", "SUPPORT", None),
    ],
)
def test_an_act_is_found(coded: Coder, text: str, kind: str, mode: str | None) -> None:
    found = firmest(coded(text))
    assert found.type == kind
    assert mode is None or mode in found.modes


@pytest.mark.parametrize(
    "text",
    [
        "The bonds are backed by gold.",
        "He staged a play.",
        "The mayor suggested the quake was divine punishment.",
        '"I should not be telling you this," the mayor said.',
    ],
)
def test_what_sounds_like_one_is_none(coded: Coder, text: str) -> None:
    assert coded(text) == ()

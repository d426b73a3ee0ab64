"""Which articles are about something else, and which deaths are nobody's deed."""

from __future__ import annotations

from collections.abc import Callable

from schemas import EventMention

Coder = Callable[..., tuple[EventMention, ...]]

MATCH = (
    "The champions beat their opponents in the cup final at the stadium on Sunday. The captain "
    "attacked from the left and fired a shot past the goalkeeper. The striker, a Ghana "
    "international, refused to apologise to the referee after the match. The team's coach said "
    "the defender had been ordered to attack the goal in the second half of the game. The club "
    "has won five of its last six fixtures in the tournament and will meet the league leaders next "
    "season. Fans sang in the rain as the squad lifted the trophy. The midfielder, who scored "
    "twice, said the victory was for his mother. The manager praised the substitutes, who had "
    "defended the penalty area for half an hour. The loss sends the visitors out of the cup, and "
    "their forward faces surgery on his knee this week."
)
ILLNESS = (
    "The family of the novelist announced her death on Tuesday in a short statement. She died of "
    "pneumonia at her home in Porto after a long illness, her doctor said. The president of "
    "Portugal sent his condolences and spoke of her love of the sea. Her books have been read in "
    "thirty languages and are taught in schools from Brazil to Mozambique. She was born in a "
    "village near the river, the daughter of a carpenter, and began to write at night while she "
    "worked in a bakery. Readers left flowers at the door of the house and lit candles along the "
    "street. The city will name a library after her, the mayor said. She leaves two sons and a "
    "brother who lives in Maputo, and a last novel that is to appear in the autumn."
)


def test_a_match_has_no_political_events(coded: Coder) -> None:
    assert coded(MATCH) == ()


def test_police_at_a_match_are_still_told(coded: Coder) -> None:
    told = coded(MATCH + " Police arrested 40 supporters outside the stadium on Sunday.")
    assert [m.type for m in told] == ["COERCE"]


def test_nobody_is_killed_by_an_illness(coded: Coder) -> None:
    assert [m for m in coded(ILLNESS) if m.type == "ASSAULT"] == []

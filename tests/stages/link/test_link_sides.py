"""Who acted, and to whom: bodies by their ids, and states, which are no persons."""

from __future__ import annotations

from typing import Any

import pytest

from service.stages.link.face import face
from service.stages.link.pairing import compare
from tests.stages.link.link_desk import actor, mention

WORDS = "Sanctions on the miners of Katanga were announced in the capital."


def _body(name: str, actor_id: str) -> dict[str, Any]:
    return {**actor(name, None, "IGO"), "actor_id": actor_id}


UNION = _body("African Union", "african-union")
LEAGUE = _body("Arab League", "arab-league")
NATIONS = _body("United Nations", "united-nations")
COUNCIL = _body("UN Security Council", "un-security-council")


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        pytest.param(UNION, LEAGUE, "actors different", id="two-bodies"),
        pytest.param(UNION, UNION, "actors named alike", id="one-body"),
        pytest.param(NATIONS, COUNCIL, "actors named alike", id="a-council-of-the-body"),
        pytest.param(UNION, actor("the bloc", None, "IGO"), "actors coded alike", id="unnamed"),
    ],
)
def test_organisations_are_told_apart_by_id(
    one: dict[str, Any], other: dict[str, Any], told: str
) -> None:
    a, b = (
        face(mention(name, WORDS, "announced", type="SANCTION", actors=[who]))
        for name, who in (("a", one), ("b", other))
    )
    assert told in compare(a, b).reasons


def test_the_code_of_somebody_unnamed_makes_no_two_bodies() -> None:
    known = [{**actor("the Oromo Front", None, "REB"), "actor_id": "oromo-front"}]
    others = [{**actor("Kenya", "KEN", "GOV"), "actor_id": "KEN"}]
    a, b = (
        face(mention(name, WORDS, "announced", actors=[*one, actor(who, None, "CVL")]))
        for name, one, who in (("a", known, "herders"), ("b", others, "crowds"))
    )
    assert "actors coded alike" in compare(a, b).reasons


def test_an_act_befalls_a_person_once_and_a_state_more_often() -> None:
    person = actor("Kofi Adjei", "GHA", "OPP")
    state = {**actor("Ghana", "GHA", "GOV"), "actor_id": "GHA"}
    for who, once in ((person, True), (state, False)):
        a, b = (
            face(mention(name, f"{who['name']} was attacked.", "attacked", recipients=[who]))
            for name in "ab"
        )
        assert ("same target elsewhere" in compare(a, b).reasons) is once


def test_another_word_of_one_kind_in_like_wording_is_no_other_act() -> None:
    a, b, c = (
        face(mention(name, f"Police have {word} the gold trader of Obuasi.", word, type="COERCE"))
        for name, word in (("a", "detained"), ("b", "arrested"), ("c", "robbed"))
    )
    assert "like wording, other act" not in compare(a, b).reasons
    assert "like wording, other act" in compare(a, c).reasons

"""Whom a pronoun means: all who were named together, people only, women only by 'she'."""

from __future__ import annotations

import pytest

from tests.stages.extract.proposals import Propose, on


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "actors"),
    [
        pytest.param("Togo and Ghana met in Lome on Monday. They signed a pact on fishing.",
                     "SUPPORT", "signed", ["Togo", "Ghana"], id="both"),
        pytest.param("Peru's president, Alan Torres, said his nation was not afraid. "
                     "He accused Chile of spying.",
                     "ACCUSE", "accused", ["Peru's president"], id="no-nation"),
        pytest.param("The senator's aide was jailed for a report written by Inspector Tom Reed, in "
                     "which he accused Chile of spying.",
                     "ACCUSE", "accused", ["Tom Reed"], id="relative"),
        pytest.param("Minister Rosa Diaz spoke first. Minister Hugo Berg answered. "
                     "She accused Chile of spying.",
                     "ACCUSE", "accused", ["Rosa Diaz"], id="she-by-given-name"),
        pytest.param("Mrs Quandt, the minister, spoke first. The chairman answered. "
                     "She accused Chile of spying.",
                     "ACCUSE", "accused", ["Mrs Quandt"], id="she-by-title"),
        pytest.param("President Alan Torres's trip to Togo went well. "
                     "He accused Chile of spying.",
                     "ACCUSE", "accused", ["Alan Torres"], id="possessor"),
        pytest.param("Minister Tom Reed resigned after Minister Karl Meyer complained. "
                     "He accused Chile of spying.",
                     "ACCUSE", "accused", ["Tom Reed"], id="main-clause"),
        pytest.param('Minister Tom Reed spoke first. Rosa Diaz, a senator, said: "He accused Chile '
                     'of spying."',
                     "ACCUSE", "accused", ["Tom Reed"], id="not-the-speaker"),
    ],
)  # fmt: skip
def test_who_acts(proposed: Propose, text: str, kind: str, trigger: str, actors: list[str]) -> None:
    found = [a.name for a in on(proposed(text), kind, trigger).actors]
    assert len(found) == len(actors)
    assert all(wanted in name for wanted, name in zip(actors, found, strict=True)), found


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "recipient"),
    [
        ("Soldiers detained three students in Minsk. They were charged with treason.",
         "ACCUSE", "charged", "three students"),
        ("Kenyan police arrested two smugglers. They were released on Monday.",
         "RETREAT", "released", "two smugglers"),
    ],
)  # fmt: skip
def test_who_is_charged_is_who_was_seized(
    proposed: Propose, text: str, kind: str, trigger: str, recipient: str
) -> None:
    assert [r.name for r in on(proposed(text), kind, trigger).recipients] == [recipient]

"""Headlines leave out the auxiliary of a passive."""

from __future__ import annotations

import pytest

from tests.stages.extract.proposals import Propose, on


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "recipient"),
    [
        ("Premier's convoy stoned", "ASSAULT", "stoned", "convoy"),
        ("Amnesty declared for deserters", "CONCEDE", "declared", "deserters"),
        ("Website of ministry hacked", "COERCE", "hacked", "ministry"),
        ("Student leader held after rally", "COERCE", "held", "leader"),
        ("The nuns were led out and handed to the Red Cross.", "RETREAT", "handed", "nuns"),
    ],
)
def test_the_subject_undergoes_the_act(
    proposed: Propose, text: str, kind: str, trigger: str, recipient: str
) -> None:
    candidate = on(proposed(text), kind, trigger).candidate
    assert (candidate.actors, [t.text for t in candidate.recipients]) == ([], [recipient])


def test_sanctions_that_are_lifted_are_none_any_more(proposed: Propose) -> None:
    assert {e.type for e in proposed("Sanctions on Haiti lifted")} == {"CONCEDE"}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The rebels killed.", "killed"),
        ("The rebels attacked", "attacked"),
        ("Rebels raided a bank in Cali", "raided"),
    ],
)
def test_sentences_and_verbs_with_objects_are_active(
    proposed: Propose, text: str, trigger: str
) -> None:
    actors = on(proposed(text), "ASSAULT", trigger).candidate.actors
    assert [t.text.lower() for t in actors] == ["rebels"]


def test_a_joined_verb_with_an_object_is_active(proposed: Propose) -> None:
    candidate = on(proposed("Two men were surrounded and killed a guard."), "ASSAULT", "killed")
    assert [t.text for t in candidate.candidate.recipients] == ["guard"]

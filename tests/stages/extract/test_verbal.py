"""Acts of words: who takes part in talks, what is only wished for, and what is no such act."""

from __future__ import annotations

import pytest

from service.stages.extract.nlp import LanguageModel
from tests.stages.extract.conftest import Coder
from tests.stages.extract.proposals import Propose, on
from tests.stages.extract.test_modality_untold import modality


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("The militia, which is about to sign a pact with Togo, met it.", "sign", "future"),
        ("The main task was to send troops to Togo.", "send", "hypothetical"),
        ("The ministers are to meet in Lome.", "meet", "future"),
        ("We hope that Togo will free the sailors.", "free", "hypothetical"),
        ("The bishop said that Togo will free the sailors.", "free", "future"),
        ("Will Togo send troops to Mali?", "send", "hypothetical"),
        ("Togo is serious about reaching a deal with Mali.", "reaching", "hypothetical"),
        ("The bishop is a proponent of talks with Mali.", "talks", "hypothetical"),
        ("Togo called for a return to talks.", "talks", "hypothetical"),
        ("Any mission would have to have the support of Mali.", "support", "hypothetical"),
        ("The envoy has yet to visit Mali.", "visit", "negated"),
    ],
)
def test_how_it_is_told(model: LanguageModel, text: str, word: str, found: str) -> None:
    assert modality(model, text, word) == found


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "mode"),
    [
        ("A call between the presidents of Chad and Mali took place.", "CONSULT", "call", "phone"),
        ("The senate read the president's call with the queen.", "CONSULT", "call", "phone"),
        ("Deputy Ali Bari was expelled from the party.", "SANCTION", "expelled", "expel"),
        ("The ANC expelled its former president.", "SANCTION", "expelled", "expel"),
        ("Chad expelled two missionaries.", "COERCE", "expelled", "deport"),
        ("Chad promised that it would respond to any raid.", "THREATEN", "promised", "violence"),
        ("Chad warned that Mali was trying to cheat.", "ACCUSE", "warned", "disapprove"),
    ],
)
def test_which_act_it_is(proposed: Propose, text: str, kind: str, trigger: str, mode: str) -> None:
    events = proposed(text)
    assert mode in on(events, kind, trigger).candidate.modes


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The mayor said he agreed with the bishop's view.", "agreed"),
        ("The premier hinted that a new bridge was likely.", "hinted"),
        ("The rebels were planning to carry out a raid near Gao.", "planning"),
        ("The general insisted on his innocence.", "insisted"),
        ("Two tourists from Mali were suspected of having the flu.", "suspected"),
        ("Thank you for watching, the president said.", "Thank"),
        ('"Thank you for your question," the minister said.', "Thank"),
        ("When questioned about the raid, the general said nobody was hurt.", "questioned"),
    ],
)
def test_what_is_no_act(proposed: Propose, text: str, trigger: str) -> None:
    assert not [e for e in proposed(text) if e.candidate.trigger.text == trigger]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The envoy, in Doha for a meeting with Chad, warned of a war.", {"The envoy", "Chad"}),
        ("After talks with Chad, the queen praised its army.", {"the queen", "Chad"}),
        ("The queen spoke after talks between Chad and Mali.", {"Chad", "Mali"}),
    ],
)
def test_whoever_is_at_a_meeting_takes_part(proposed: Propose, text: str, sides: set[str]) -> None:
    (met,) = [e for e in proposed(text) if e.candidate.trigger.text in {"meeting", "talks"}]
    assert {a.text for a in met.actors} == sides


def test_whoever_joins_an_assembly_meets_nobody(proposed: Propose) -> None:
    assert "CONSULT" not in {e.type for e in proposed("Bari joined the Utah General Assembly.")}


def test_whoever_refuses_talks_does_so_to_the_other_side(coded: Coder) -> None:
    (refused,) = coded("Chad will not hold talks with the rebels.")
    assert refused.type == "REJECT"
    assert [a.text for a in refused.actors] == ["Chad"]
    assert [r.text for r in refused.recipients] == ["the rebels"]

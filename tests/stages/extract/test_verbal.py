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
        ("The envoy looked forward to visiting Mali.", "visiting", "future"),
        ("The queen spoke in advance of a summit of the League.", "summit", "future"),
        ("The refugees said they would rather return to Mali.", "return", "hypothetical"),
        ("The refugees said they would return to Mali.", "return", "future"),
        ("A deal between Chad and Mali is within reach.", "deal", "hypothetical"),
        ("Talks with Mali are on the cards.", "Talks", "hypothetical"),
        ("Talks with Mali are under way.", "Talks", "asserted"),
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
        ("Chad has ended a curfew and will hold a vote in May.", "CONCEDE", "ended", None),
        ("Chad insisted it would not leave the bank.", "REJECT", "insisted", None),
        ("We need food and money, the mayor said.", "REQUEST", "need", "assist"),
        ("Chad warned that Mali was trying to cheat.", "ACCUSE", "warned", "disapprove"),
    ],
)
def test_which_act_it_is(
    proposed: Propose, text: str, kind: str, trigger: str, mode: str | None
) -> None:
    found = on(proposed(text), kind, trigger).candidate
    assert mode is None or mode in found.modes


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
        ("The refugees need shelter.", "need"),
        ("The president insisted the army was on the defensive.", "insisted"),
        ("The charter requires the president to live in the capital.", "requires"),
        ("The navy refused to confirm that a ship was missing.", "refused"),
        ("Half want the president to resign.", "want"),
        ("A baker from Lome, Kofi Aba, agreed.", "agreed"),
        ("Gasoline demand was 6.6 million barrels a day.", "demand"),
        ("The officials said they must have lost the papers.", "said"),
        ("The ministry said Chad would deal with the crisis.", "said"),
        ("He was called on to the stage.", "called"),
        ("The judge decided to remain silent.", "decided"),
        ("The chancellor is expected to seize on the figures.", "expected"),
        ("Chad and Mali are planning measures to share records.", "planning"),
        ("The raid on the bank had been planned since May.", "planned"),
        ("They have not come to terms with it.", "come"),
        ("The search yielded no evidence.", "yielded"),
        ("Refugees called relatives to tell them the news.", "called"),
        ("Voters expect the president to lose support.", "expect"),
        ("He is pushing through a merger with Chad's party.", "pushing"),
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


def test_whose_call_it_is_does_not_turn_the_sentence_round(proposed: Propose) -> None:
    text = "The rebel said he welcomed a call Friday by President Banda for talks."
    assert [t.text for t in on(proposed(text), "SUPPORT", "welcomed").candidate.actors] == ["he"]


def test_whoever_is_accused_in_a_headline_accuses_nobody(proposed: Propose) -> None:
    accused = on(proposed("NATO accused of killing family in strike"), "ACCUSE", "accused")
    assert [t.text for t in accused.candidate.recipients] == ["NATO"]


def test_what_is_needed_is_not_asked_for(proposed: Propose) -> None:
    events = proposed("Most couples will need the approval of the mayor.")
    assert "REQUEST" not in {e.type for e in events}


def test_whoever_refuses_talks_does_so_to_the_other_side(coded: Coder) -> None:
    (refused,) = coded("Chad will not hold talks with the rebels.")
    assert refused.type == "REJECT"
    assert [a.text for a in refused.actors] == ["Chad"]
    assert [r.text for r in refused.recipients] == ["the rebels"]

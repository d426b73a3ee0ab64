"""What is derived from a record: other data sets' terms, contexts, the decision itself."""

from __future__ import annotations

import pytest

from schemas.codebook import CONTEXTS, EVENT_TYPES
from service.stages.extract.contexts import contexts
from service.stages.extract.crosswalk import acled_sub_event, cameo_root
from service.stages.extract.scorer import RULES, Scorer, load_scorer, rules_scorer
from service.stages.extract.topics import topic_shares


@pytest.mark.parametrize("kind", EVENT_TYPES)
def test_every_type_has_a_cameo_root(kind: str) -> None:
    assert cameo_root(kind, (), ()).isdigit()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("modes", "sectors", "root"),
    [
        pytest.param(("unconventional",), ("MIL",), "20", id="gas"),
        pytest.param(("aerial",), ("MIL",), "19", id="air force"),
        pytest.param((), ("MIL", "REB"), "19", id="battle"),
        pytest.param(("beat",), ("CVL",), "18", id="beating"),
    ],
)
def test_assaults_have_three_roots(
    modes: tuple[str, ...], sectors: tuple[str, ...], root: str
) -> None:
    assert cameo_root("ASSAULT", modes, sectors) == root


@pytest.mark.parametrize(
    ("modes", "actors", "targets", "words", "name"),
    [
        pytest.param(("drone",), ("MIL",), (), (), "Air/drone strike", id="drone"),
        pytest.param(("explosives",), (), ("CVL",), ("grenade",), "Grenade", id="grenade"),
        pytest.param((), ("MIL",), ("REB",), ("recapture",), "Government regains territory",
                     id="town retaken"),
        pytest.param((), ("REB",), ("MIL",), ("capture",),
                     "Non-state actor overtakes territory", id="town taken"),
        pytest.param((), ("REB",), ("CVL",), (), "Attack", id="on civilians"),
        pytest.param((), ("REB",), ("MIL",), (), "Armed clash", id="on soldiers"),
    ],
)  # fmt: skip
def test_assaults_in_the_terms_of_acled(
    modes: tuple[str, ...],
    actors: tuple[str, ...],
    targets: tuple[str, ...],
    words: tuple[str, ...],
    name: str,
) -> None:
    assert acled_sub_event("ASSAULT", modes, actors, targets, words) == name


def test_acts_that_acled_does_not_record_have_no_sub_event() -> None:
    assert acled_sub_event("CONSULT", (), ("GOV",), ("GOV",), ()) is None


def test_a_context_needs_two_words_or_one_three_times() -> None:
    assert contexts(["ballot", "voter", "house"]) == ("election",)
    assert contexts(["ballot", "house", "tree"]) == ()
    assert contexts(["ballot", "ballot", "ballot"]) == ("election",)


def test_contexts_are_of_the_closed_list_and_few() -> None:
    words = (
        "army troop court judge vote ballot refugee asylum oil gas mosque imam gang murder bribe "
        "corruption drug cocaine"
    ).split()
    found = contexts(words)
    assert set(found) <= set(CONTEXTS)
    assert len(found) == 8


def test_sport_shows_in_the_words_around() -> None:
    shares = topic_shares(["goal", "match", "coach", "army"] * 20)
    assert max(shares, key=lambda topic: shares[topic]) == "sport"


def test_the_fitted_numbers_are_there_and_hold_no_text() -> None:
    scorer = load_scorer()
    assert scorer.fitted
    assert 0.2 < scorer.threshold < 0.8
    assert all(len(name.split()) <= 4 for name in scorer.weights)


def test_without_fitted_numbers_the_rules_decide() -> None:
    rules = rules_scorer()
    filled = rules.probability({"actor": 1.0, "recipient": 1.0})
    bare = rules.probability({"pos=noun": 1.0, "no_party": 1.0})
    assert filled > rules.threshold > bare


def test_reasons_name_what_moved_the_decision_most() -> None:
    scorer = Scorer({"bias": 0.0, "a": 2.0, "b": -0.1, "c": 0.0}, 0.5, fitted=True)
    assert scorer.reasons({"a": 1.0, "b": 1.0, "c": 1.0}) == [("a", 2.0), ("b", -0.1)]
    assert set(RULES) >= {"bias", "weak"}

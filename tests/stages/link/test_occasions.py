"""Evidence of one occasion or one course of events: own sentences."""

from __future__ import annotations

import pytest

from schemas.event import EventMention
from service.stages.link.face import face
from service.stages.link.pairing import compare
from tests.stages.link.link_desk import actor, figure, mention

ENVOY = actor("Lucía Ferreyra", "URY", "GOV")
CHAIRMAN = actor("Osei Boateng", "GHA", "GOV")
MINISTER = actor("Tove Lindqvist", "SWE", "GOV")


def _reasons(one: EventMention, other: EventMention) -> tuple[str, ...]:
    return compare(face(one), face(other)).reasons


def _met(name: str, sentence: str, *who: dict[str, object]) -> EventMention:
    return mention(name, sentence, "met", type="CONSULT", actors=who)


def _totalled(name: str, sentence: str, killed: int, *, cumulative: bool) -> EventMention:
    dead = figure("killed", killed, killed, cumulative=cumulative)
    return mention(name, sentence, "killed", quantities=[dead])


def test_talks_with_somebody_else_are_told_apart() -> None:
    first = _met("a", "Lucía Ferreyra met Osei Boateng in Accra.", ENVOY, CHAIRMAN)
    other = _met("b", "Lucía Ferreyra met Tove Lindqvist in Accra.", ENVOY, MINISTER)
    assert "other partner" in _reasons(first, other)


def test_talks_of_the_same_two_have_two_common_parties() -> None:
    first = _met("a", "Lucía Ferreyra met Osei Boateng in Accra.", ENVOY, CHAIRMAN)
    other = _met("b", "Osei Boateng met Lucía Ferreyra for an hour.", CHAIRMAN, ENVOY)
    assert "two common parties" in _reasons(first, other)


@pytest.mark.parametrize(
    ("later", "reason"),
    [
        pytest.param("2023-09-14", "said, same week", id="days-later"),
        pytest.param("2023-10-02", "said, far", id="weeks-later"),
    ],
)
def test_a_statement_of_another_day_is_marked(later: str, reason: str) -> None:
    said = "Lucía Ferreyra accused the rebels of looting grain."
    first, other = (
        mention(name, said, "accused", type="ACCUSE", actors=[ENVOY], published_at=when)
        for name, when in (("a", "2023-09-11"), ("b", later))
    )
    assert reason in _reasons(first, other)


def test_a_statement_on_another_subject_is_marked() -> None:
    first = mention("a", "Osei Boateng accused the rebels of looting grain.", "accused",
                    type="ACCUSE", actors=[CHAIRMAN])  # fmt: skip
    other = mention("b", "Osei Boateng accused the bank of hiding loans.", "accused",
                    type="ACCUSE", actors=[CHAIRMAN])  # fmt: skip
    assert "said, other clause" in _reasons(first, other)


def test_what_began_long_ago_is_told_as_one_beginning() -> None:
    first = mention("a", "Hundreds fled since protests broke out in June.", "protests",
                    type="PROTEST", published_at="2023-09-01")  # fmt: skip
    other = mention("b", "Protests began in June over the price of bread.", "Protests",
                    type="PROTEST", published_at="2023-11-01")  # fmt: skip
    assert "both begin" in _reasons(first, other)


def test_a_running_total_is_no_toll_of_one_act() -> None:
    total = _totalled("a", "The war has killed 9,000 people.", 9000, cumulative=True)
    act = _totalled("b", "A shell killed nine people.", 9, cumulative=False)
    assert "running total and act" in _reasons(total, act)
    later = _totalled("c", "The war has killed 9,400 people.", 9400, cumulative=True)
    assert "running totals" in _reasons(total, later)


def test_a_passage_used_again_speaks_for_one_act() -> None:
    told = "Marshal Quispe seized power in a midnight coup that toppled the elected assembly."
    first = mention("a", told, "coup", published_at="2023-01-05")
    other = mention("b", told, "coup", published_at="2023-09-11")
    assert "one passage" in _reasons(first, other)


def test_a_toll_in_the_next_sentence_belongs_to_the_violence() -> None:
    act = mention("a", "Violence erupted on the quay.", "Violence", article="x", index=1)
    toll = mention("b", "Nine dockers were killed.", "killed", article="x", index=2)
    far = mention("c", "Nine dockers were killed.", "killed", article="x", index=9)
    assert "toll beside the act" in _reasons(act, toll)
    assert "toll beside the act" not in _reasons(act, far)


def test_a_rare_word_for_the_act_speaks_louder_than_a_common_one() -> None:
    veto = [mention(n, "Osei Boateng used his veto.", "veto", type="REJECT") for n in "ab"]
    said = [mention(n, "Osei Boateng used his say.", "used", type="REJECT") for n in "ab"]
    assert "rare trigger elsewhere" in _reasons(*veto)
    assert "rare trigger elsewhere" not in _reasons(*said)


def test_the_crime_of_a_story_is_one_years_later() -> None:
    first = mention("a", "Detectives suspect a neighbour of the murder.", "murder",
                    published_at="2021-03-01")  # fmt: skip
    other = mention("b", "The jury heard how the baker was killed.", "killed",
                    published_at="2023-09-11")  # fmt: skip
    assert "crime of the story" in _reasons(first, other)


def _besieged(name: str, sentence: str, trigger: str, country: str | None = "MLI") -> EventMention:
    return mention(
        name, sentence, trigger, type="COERCE", story_id=f"story-{name}",
        published_at="2023-09-11" if name == "a" else "2023-11-02",
        recipients=[actor("residents", country, "CVL")],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "trigger", "country", "one"),
    [
        pytest.param("Traders blame the siege for prices.", "siege", "MLI", True, id="one-country"),
        pytest.param("Traders blame the siege for prices.", "siege", "YEM", False, id="two"),
        pytest.param("Traders blame the siege for prices.", "siege", None, False, id="not-stated"),
        pytest.param("Residents blame the raid for this.", "raid", "MLI", False, id="a-short-act"),
    ],
)
def test_what_goes_on_for_long_is_one_by_its_word_and_country(
    sentence: str, trigger: str, country: str | None, one: bool
) -> None:
    first = _besieged("a", f"The {trigger} has cut residents off from food.", trigger)
    other = _besieged("b", sentence, trigger, country)
    assert ("one course" in _reasons(first, other)) is one


def test_only_what_began_is_told_as_a_beginning() -> None:
    after = mention("a", "Protests erupted in June after the arrest of a teacher.", "arrest")
    again = mention("b", "Since the arrest of a teacher, schools are closed.", "arrest")
    assert not face(after).begins
    assert face(again).begins


def test_what_two_states_each_impose_is_no_one_course() -> None:
    ghana, togo = actor("Ghana", "GHA", "GOV"), actor("Togo", "TGO", "GOV")
    first = mention("a", "Ghana imposed an embargo.", "embargo", type="SANCTION", actors=[ghana])
    other = mention("b", "Togo keeps its embargo.", "embargo", type="SANCTION", actors=[togo])
    again = mention("c", "Ghana keeps its embargo.", "embargo", type="SANCTION", actors=[ghana])
    assert "one course" not in _reasons(first, other)
    assert "one course" in _reasons(first, again)

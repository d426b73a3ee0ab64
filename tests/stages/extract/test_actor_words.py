"""Words that look like somebody and are nobody: 'daily protests', 'seventeen ships'."""

from __future__ import annotations

import pytest

from tests.stages.extract.proposals import Propose, on


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        pytest.param("Daily protests were held by students in Lusaka.", "protests",
                     ["students"], id="daily"),
        pytest.param("Weekly demonstrations against the king were held in Lusaka.",
                     "demonstrations", ["Weekly demonstrations"], id="weekly"),
        pytest.param("The now daily demonstrations by students in Lusaka go on.",
                     "demonstrations", ["students"], id="now-daily"),
    ],
)  # fmt: skip
def test_how_often_is_no_paper(
    proposed: Propose, text: str, trigger: str, actors: list[str]
) -> None:
    found = on(proposed(text), "PROTEST", trigger)
    assert [a.text for a in found.actors] == actors
    assert all(p.sector != "JRN" for p in (*found.actors, *found.recipients))


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        pytest.param("The Zambian daily accused Kenya of lies.", "ZMB", "JRN", id="a-daily"),
        pytest.param("The daily Le Phare accused Kenya of lies.", "KEN", "JRN", id="in-front"),
        pytest.param("The Independent accused Kenya of lies.", "GBR", "JRN", id="a-paper"),
        pytest.param("The Independent Electoral Commission accused thugs. Kenya is calm.", "KEN",
                     "GOV", id="independent"),
    ],
)  # fmt: skip
def test_papers_and_what_is_called_like_them(
    proposed: Propose, text: str, country: str, sector: str
) -> None:
    [actor] = on(proposed(text), "ACCUSE", "accused").actors
    assert (actor.country, actor.sector) == (country, sector)


def test_ships_do_nothing_by_themselves(proposed: Propose) -> None:
    text = "Libya is at war. Seventeen ships patrolled the coast of Libya on Monday."
    assert on(proposed(text), "MOBILIZE", "patrolled").actors == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        pytest.param("Two Spanish ships shelled Tunis on Monday.", "shelled", id="subject"),
        pytest.param("The villagers were shelled by a Spanish ship.", "shelled", id="agent"),
    ],
)
def test_ships_of_a_state_that_fight_are_its_forces(
    proposed: Propose, text: str, trigger: str
) -> None:
    found = on(proposed(text), "ASSAULT", trigger).actors
    assert [(a.country, a.sector) for a in found] == [("ESP", "MIL")]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        pytest.param("A Spanish train struck a woman on Monday.", "struck", id="train"),
        pytest.param("A Spanish boat struck a woman on Monday.", "struck", id="boat"),
        pytest.param("Spanish fishing boats fired at the villagers.", "fired", id="fishing-boats"),
        pytest.param("A Spanish cargo ship fired at the villagers.", "fired", id="cargo-ship"),
        pytest.param("Spanish cars attacked the villagers.", "attacked", id="cars"),
    ],
)  # fmt: skip
def test_trains_and_cargo_ships_are_no_forces(proposed: Propose, text: str, trigger: str) -> None:
    found = [e for e in proposed(text) if e.candidate.trigger.text == trigger]
    assert found
    assert "MIL" not in {a.sector for e in found for a in e.actors}


def test_ships_that_an_alliance_leads(proposed: Propose) -> None:
    text = "Libya is at war. Ten ships under NATO command are patrolling the coast of Libya."
    found = on(proposed(text), "MOBILIZE", "patrolling").actors
    assert [(a.country, a.sector) for a in found] == [(None, "MIL")]


def test_ships_that_are_attacked_are_civilian(proposed: Propose) -> None:
    found = on(proposed("Gunmen attacked a Spanish ship on Monday."), "ASSAULT", "attacked")
    assert [(r.country, r.sector) for r in found.recipients] == [("ESP", "CVL")]


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        pytest.param("Social leaders accused Chad of lies.", "TCD", "SOC", id="social"),
        pytest.param("Muslim leaders accused Chad of lies.", "TCD", "REL", id="muslim"),
        pytest.param("Village leaders accused Chad of lies.", "TCD", "CVL", id="village"),
        pytest.param("About 150 of the king's infantry troops accused Chad of lies.", None, "MIL",
                     id="150-of-them"),
    ],
)  # fmt: skip
def test_allies_leaders_and_counted_troops(
    proposed: Propose, text: str, country: str | None, sector: str
) -> None:
    [actor] = on(proposed(text), "ACCUSE", "accused").actors
    assert (actor.country, actor.sector) == (country, sector)


@pytest.mark.parametrize("them", ["neighbours", "allies", "backers"])
def test_states_beside_a_state_are_no_people(proposed: Propose, them: str) -> None:
    text = f"Peru's {them} accused Chad of lies."
    found = on(proposed(text), "ACCUSE", "accused").actors
    assert [(a.country, a.sector) for a in found] == [(None, None)]


def test_the_allies_of_whoever_stands_beside_them(proposed: Propose) -> None:
    text = "The Peruvian government condemned raids by Chad and its allies."
    found = on(proposed(text), "ASSAULT", "raids").actors
    assert [a.country for a in found] == ["TCD", None]


def test_a_house_is_not_that_of_any_congress(proposed: Propose) -> None:
    text = (
        "The US Congress met. Zambian lawmakers sat in Lusaka. "
        "On Monday the House rejected the bill."
    )
    found = on(proposed(text), "REJECT", "rejected").actors
    assert len(found) == 1
    assert found[0].country != "USA"

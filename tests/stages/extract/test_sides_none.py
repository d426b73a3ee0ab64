"""Who and what stands near an act without being a side of it."""

from __future__ import annotations

import pytest

from tests.stages.extract.proposals import Propose, on


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("Clashes between rival gangs left dozens dead in Kingston.", "Clashes", ["rival gangs"]),
        ("The ministers held talks with Kenya.", "held", ["The ministers", "Kenya"]),
    ],
)
def test_victims_take_no_side(
    proposed: Propose, text: str, trigger: str, actors: list[str]
) -> None:
    kind = "CONSULT" if trigger == "held" else "ASSAULT"
    assert [a.text for a in on(proposed(text), kind, trigger).actors] == actors


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "recipients"),
    [
        ("The rebels sought refuge in houses near Kampala.", "REQUEST", "sought", []),
        ("Kenya suspended tariffs on cars and several exports of Uganda.",
         "CONCEDE", "suspended", ["Uganda"]),
        ("Police searched houses in Nairobi on Monday.", "COERCE", "searched", ["houses"]),
        ("The premier sought support from farmers in Kenya.", "REQUEST", "sought", ["farmers"]),
    ],
)  # fmt: skip
def test_things_are_hit_but_not_spoken_to(
    proposed: Propose, text: str, kind: str, trigger: str, recipients: list[str]
) -> None:
    assert [r.text for r in on(proposed(text), kind, trigger).recipients] == recipients


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Gunmen armed with rifles ambushed a bus in Nairobi.", False),
        ("Iran armed the rebels with rifles.", True),
    ],
)
def test_what_somebody_bears_is_no_aid(proposed: Propose, text: str, given: bool) -> None:
    assert any(e.type == "AID" for e in proposed(text)) is given


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("Five people were wounded in a terrorist attack in Oran.", "wounded", []),
        ("* Rebels have seized two towns near Tripoli.", "seized", ["Rebels"]),
        (r"\* Rebels have seized two towns near Tripoli.", "seized", ["Rebels"]),
    ],
)
def test_words_that_name_nobody_take_no_side(
    proposed: Propose, text: str, trigger: str, actors: list[str]
) -> None:
    assert [a.name for a in on(proposed(text), "ASSAULT", trigger).actors] == actors


def test_the_last_name_of_a_list_is_its_own(proposed: Propose) -> None:
    text = "The minister signed a deal with Ghana, Togo and Congo Republic."
    found = {a.country for a in on(proposed(text), "SUPPORT", "signed").actors}
    names = [a.name for a in on(proposed(text), "SUPPORT", "signed").actors]
    assert {"GHA", "TGO", "COD"} <= found
    assert len(names) == len(set(names))


def test_who_went_missing_did_nothing(proposed: Propose) -> None:
    event = on(proposed("Five men went missing in Herat on Thursday."), "ASSAULT", "went")
    assert (event.actors, [r.name for r in event.recipients]) == ([], ["Five men"])


@pytest.mark.parametrize(
    ("text", "trigger", "victims"),
    [
        ("Clashes went on for hours, with three people killed and dozens wounded.", "wounded",
         ["dozens"]),
        ("Police fired on the crowd, with many wounded.", "wounded", ["many"]),
    ],
)  # fmt: skip
def test_with_wounded_tells_of_victims(
    proposed: Propose, text: str, trigger: str, victims: list[str]
) -> None:
    event = on(proposed(text), "ASSAULT", trigger)
    assert [r.name for r in event.recipients] == victims
    assert not {a.name for a in event.actors} & set(victims)

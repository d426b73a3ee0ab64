"""Short forms of international bodies: 'the council', 'the bloc', 'alliance officials'."""

from __future__ import annotations

import pytest

from tests.stages.extract.proposals import Propose, on


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("The UN Security Council met. The council condemned Chad.",
                     "UN Security Council", id="council"),
        pytest.param("The General Assembly met. The assembly condemned Chad.",
                     "UN General Assembly", id="assembly"),
        pytest.param("The Arab League met. The league condemned Chad.", "Arab League",
                     id="league"),
        pytest.param("The European Union met. The union condemned Chad.", "European Union",
                     id="union"),
        pytest.param("The EU met in Brussels. The bloc condemned Chad.", "European Union",
                     id="bloc"),
        pytest.param("NATO met in Brussels. The alliance condemned Chad.", "NATO", id="alliance"),
        pytest.param("The World Bank lent money. The bank condemned Chad.", "World Bank",
                     id="bank"),
        pytest.param("The European Commission fined Italy. The commission condemned Chad.",
                     "European Commission", id="commission"),
    ],
)  # fmt: skip
def test_the_body_that_the_text_has_named(proposed: Propose, text: str, name: str) -> None:
    [actor] = on(proposed(text), "ACCUSE", "condemned").actors
    assert (actor.name, actor.country, actor.sector) == (name, None, "IGO")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The UN Security Council met. Some council members condemned Chad.",
                     id="members"),
        pytest.param("NATO met in Brussels. An alliance spokesman condemned Chad.", id="spokesman"),
        pytest.param("The 15-nation council condemned Chad.", id="of-nations"),
    ],
)  # fmt: skip
def test_whoever_is_of_such_a_body(proposed: Propose, text: str) -> None:
    [actor] = on(proposed(text), "ACCUSE", "condemned").actors
    assert (actor.country, actor.sector) == (None, "IGO")


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        pytest.param("The UN Security Council met. The city council banned the march. The council "
                     "condemned the rebels in Lusaka.", "GOV", id="of-a-city"),
        pytest.param("The Transitional National Council asked the UN Security Council for help. It "
                     "rained. It was late. It was Monday. The council condemned the rebels in "
                     "Lusaka.", "GOV", id="two-councils"),
        pytest.param("The Zambian Constitutional Council named a winner. The UN Security Council "
                     "met. The council condemned the rebels.", "GOV", id="one-of-a-state"),
        pytest.param("The UN Security Council met. The council condemned the rebels. The Zambian "
                     "Constitutional Council is silent.", "GOV", id="one-of-a-state-later"),
        pytest.param("Union leaders called a strike. The EU is far. The union condemned the rebels "
                     "in Lusaka.", "LAB", id="of-workers"),
        pytest.param("The council condemned the rebels in Lusaka. The UN Security Council met.",
                     "GOV", id="named-later"),
    ],
)  # fmt: skip
def test_another_body_of_that_kind(proposed: Propose, text: str, sector: str) -> None:
    [actor] = on(proposed(text), "ACCUSE", "condemned").actors
    assert actor.sector == sector


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The International Criminal Court met. Gunmen attacked the court in Lusaka.",
                     id="court"),
        pytest.param("The European Commission met. Gunmen attacked the commission in Kenya.",
                     id="commission"),
        pytest.param("The International Criminal Court met. Zambian gunmen attacked the court.",
                     id="of-whose-country"),
    ],
)  # fmt: skip
def test_a_body_where_the_sentence_is(proposed: Propose, text: str) -> None:
    found = on(proposed(text), "ASSAULT", "attacked").recipients
    assert len(found) == 1
    assert found[0].sector != "IGO"

"""Where an act took place, and where it did not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from schemas import Place
from service.stages.extract.event_place import event_place
from service.stages.extract.gazetteer import Gazetteer
from service.stages.extract.places import find_places
from tests.stages.extract.places_world import build, model


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    with closing(build(tmp_path_factory.mktemp("gazetteer") / "world.sqlite")) as built:
        yield built


def place_of(
    gazetteer: Gazetteer, text: str, trigger: str, *, verbal: bool = False
) -> Place | None:
    doc = model()(text)
    token = next(token for token in doc if token.text == trigger)
    return event_place(token, find_places(doc, gazetteer), sent=token.sent, verbal=verbal)


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        pytest.param("Gunmen killed two guards in Maiduguri.", "killed", "Maiduguri", id="in"),
        pytest.param("The army bombed Homs on Friday.", "bombed", "Homs", id="object"),
        pytest.param("The shelling of Homs went on.", "shelling", "Homs", id="of"),
        pytest.param("A blast on the outskirts of Gao wounded six.", "blast", "Gao", id="edge"),
        pytest.param("Police broke up the Tbilisi rally.", "rally", "Tbilisi", id="compound"),
        pytest.param("A raid killed a commander in Gao.", "killed", "Gao", id="officer killed"),
        pytest.param(
            "The envoy came to Homs amid reports of civilian deaths in Nigeria.",
            "deaths",
            "Nigeria",
            id="own state",
        ),
        pytest.param("A bomb planted in a mill in Gao killed two.", "killed", "Gao", id="put"),
        pytest.param("Three men were killed by a bomb in Gao.", "killed", "Gao", id="means"),
        pytest.param("Clashes erupted in Homs on Monday.", "Clashes", "Homs", id="of its verb"),
        pytest.param(
            "Crowds fled Homs, where gunmen killed a teacher.", "killed", "Homs", id="where"
        ),
        pytest.param("Troops withdrew from the town of Gao.", "withdrew", "Gao", id="left"),
        pytest.param("Gunmen set fire to a mill in Gao.", "set", "Gao", id="set fire to"),
        pytest.param("Rebels laid siege to Homs.", "laid", "Homs", id="laid siege to"),
        pytest.param(
            "The editor walked free from a court in Homs.", "walked", "Homs", id="free from a court"
        ),
        pytest.param("Negotiations resume Monday in Geneva.", "Negotiations", "Geneva", id="due"),
        pytest.param(
            "Six men were killed when troops raided a mill in Maiduguri.",
            "killed",
            "Maiduguri",
            id="when",
        ),
        pytest.param(
            "Six men died in raids that hit Maiduguri.", "died", "Maiduguri", id="raids that hit"
        ),
        pytest.param(
            "Two guards were killed and nine others injured in Maiduguri.",
            "killed",
            "Maiduguri",
            id="casualties told together",
        ),
        pytest.param(
            "Rebels shelled a camp in Rastan, 20 km south of Homs.",
            "shelled",
            "Rastan",
            id="not what it is measured from",
        ),
        pytest.param(
            "Crowds took to the streets in Tbilisi.", "took", "Tbilisi", id="took to the streets"
        ),
        pytest.param(
            "The editor was seized while travelling in Homs.", "seized", "Homs", id="meanwhile"
        ),
        pytest.param(
            "Rebels took mills in Homs and Maiduguri.", "took", "Homs", id="first of a list"
        ),
        pytest.param(
            "The radio was barred from working in Mali.", "barred", "Mali", id="barred from"
        ),
        pytest.param(
            "Six men died when troops raided Maiduguri.", "died", "Maiduguri", id="when raided"
        ),
        pytest.param(
            "They met in the wake of an army assault to retake western parts of Homs.",
            "assault",
            "Homs",
            id="to retake",
        ),
        pytest.param("The army entered Nigerian territory.", "entered", "Nigeria", id="territory"),
        pytest.param(
            "Police arrested two men in the settlement of Rastan near Homs.",
            "arrested",
            "Rastan",
            id="not what it is near",
        ),
    ],
)
def test_the_place_of_an_act(gazetteer: Gazetteer, text: str, trigger: str, name: str) -> None:
    place = place_of(gazetteer, text, trigger)
    assert place is not None
    assert place.name == name
    assert text[place.start : place.end] == place.text


def test_the_most_precise_place_wins(gazetteer: Gazetteer) -> None:
    text = "Rebels shot down a helicopter in Rastan, in Homs province."
    place = place_of(gazetteer, text, "shot")
    assert place is not None
    assert (place.text, place.precision, place.basis) == ("Rastan", "city", "argument")


def test_part_of_a_country_is_a_region(gazetteer: Gazetteer) -> None:
    place = place_of(gazetteer, "Air strikes killed nine people in eastern Syria.", "killed")
    assert place is not None
    assert (place.text, place.name, place.precision) == ("eastern Syria", "Syria", "region")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        pytest.param("Diplomats held talks on Syria.", "talks", id="topic"),
        pytest.param("Nigerian troops killed six gunmen.", "killed", id="nationality"),
        pytest.param("The town was shelled, Moscow said.", "shelled", id="speaker"),
        pytest.param("The army killed six, the envoy said in Geneva.", "killed", id="speech"),
        pytest.param("Six gunmen died after their convoy left Gao.", "died", id="other clause"),
        pytest.param("Rebels killed the mayor of Gao.", "killed", id="office"),
        pytest.param("The rebel commander in Gao was arrested.", "arrested", id="office in"),
        pytest.param("A man from Gao was arrested.", "arrested", id="origin"),
        pytest.param("The head of the police in Gao was killed.", "killed", id="office of"),
    ],
)
def test_no_place_where_none_is_stated(gazetteer: Gazetteer, text: str, trigger: str) -> None:
    assert place_of(gazetteer, text, trigger) is None


def test_a_meeting_is_where_it_is_held_not_what_it_is_about(gazetteer: Gazetteer) -> None:
    place = place_of(gazetteer, "Envoys met in Geneva to discuss Syria.", "met")
    assert place is not None
    assert place.name == "Geneva"


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("France condemned the attack in Gao.", "condemned", None),
        ("The minister accused Turkey of meddling.", "accused", None),
        ("The minister threatened reporters in Geneva with lawsuits.", "threatened", "Geneva"),
        ("Protesters in Gao demanded that the governor resign.", "demanded", "Gao"),
        ("The envoy flew to Geneva to meet the rebels.", "meet", "Geneva"),
        ("Dozens of protesters in Gao demanded that the governor resign.", "demanded", "Gao"),
        ("Ministers met in Geneva and signed a treaty.", "signed", "Geneva"),
        ("Talks are due to begin in Geneva.", "Talks", "Geneva"),
        ("The mayor was accused of organizing protests in Gao.", "accused", None),
        ("The inquiry was announced on the eve of a summit in Geneva.", "inquiry", None),
        ("Russia launched a round of talks in Geneva.", "round", "Geneva"),
    ],
)
def test_a_verbal_act_is_only_where_it_was_spoken(
    gazetteer: Gazetteer, text: str, trigger: str, name: str | None
) -> None:
    place = place_of(gazetteer, text, trigger, verbal=True)
    assert (place.name if place else None) == name


def test_a_day_and_a_place_after_it_belong_to_the_noun_that_heads_the_sentence(
    gazetteer: Gazetteer,
) -> None:
    doc = model()("Talks Monday in Geneva.")
    trigger = doc[0]
    assert trigger.dep_ == "ROOT"
    place = event_place(trigger, find_places(doc, gazetteer), sent=trigger.sent, verbal=True)
    assert place is not None
    assert place.name == "Geneva"


def test_the_town_resumes_the_town_named_before(gazetteer: Gazetteer) -> None:
    text = "Syrian troops arrived in Rastan at dawn. Two soldiers were killed in the town."
    place = place_of(gazetteer, text, "killed")
    assert place is not None
    assert (place.text, place.name, place.basis) == ("the town", "Rastan", "context")


def test_the_country_is_the_one_named_most(gazetteer: Gazetteer) -> None:
    text = (
        "Nigerian troops and Nigerian police fought on. A French envoy left. "
        "The rebels attacked bases across the country."
    )
    place = place_of(gazetteer, text, "attacked")
    assert place is not None
    assert (place.text, place.country, place.basis) == ("the country", "NGA", "context")


def test_two_countries_named_as_often_leave_the_country_open(gazetteer: Gazetteer) -> None:
    text = "Nigerian troops met French troops. The rebels attacked bases across the country."
    assert place_of(gazetteer, text, "attacked") is None


@pytest.mark.parametrize(
    ("written", "name"),
    [("São Tomé", "São Tomé"), ("Sao Tome", "Sao Tome"), ("SAO TOME", "São Tomé")],
)
def test_a_place_is_named_as_the_article_spells_it(
    gazetteer: Gazetteer, written: str, name: str
) -> None:
    place = place_of(gazetteer, f"Police arrested two men in {written}.", "arrested")
    assert place is not None
    assert (place.name, place.geonames_id) == (name, 2410763)


def test_there_is_the_place_named_last(gazetteer: Gazetteer) -> None:
    text = "A convoy arrived in Maiduguri at noon. Gunmen were arrested there."
    place = place_of(gazetteer, text, "arrested")
    assert place is not None
    assert (place.text, place.name, place.basis) == ("there", "Maiduguri", "context")


def test_here_is_the_place_of_the_dateline(gazetteer: Gazetteer) -> None:
    text = "GENEVA - Envoys held talks here, a diplomat said."
    doc = model()(text)
    places = find_places(doc, gazetteer)
    dateline = next(p for p in places if p.start == 0)
    token = next(token for token in doc if token.text == "held")
    found = event_place(token, places, sent=token.sent, verbal=True, dateline=dateline)
    assert found is not None
    assert (found.text, found.name, found.basis) == ("here", "Geneva", "context")


def test_the_dateline_is_not_where_it_happened(gazetteer: Gazetteer) -> None:
    text = "GENEVA - Gunmen killed two aid workers, a charity said."
    doc = model()(text)
    places = find_places(doc, gazetteer)
    dateline = next(p for p in places if p.start == 0)
    token = next(token for token in doc if token.text == "killed")
    assert event_place(token, places, sent=token.sent, verbal=False, dateline=dateline) is None


def test_a_border_zone_keeps_a_null_country(gazetteer: Gazetteer) -> None:
    place = place_of(gazetteer, "Guards shot two men near the Turkish border.", "shot")
    assert place is not None
    assert (place.country, place.precision) == (None, "region")

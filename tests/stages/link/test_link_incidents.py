"""Which mentions tell one incident, and what the incident then says."""

from __future__ import annotations

import pytest
from link_desk import CIVILIANS, Desk, actor, day, figure, mention, place, source, strike

from schemas.event import EventMention
from service.stages.link import explain
from service.stages.link.face import face
from service.stages.link.pairing import compare


def test_two_outlets_that_tell_one_strike_make_one_incident(desk: Desk) -> None:
    [incident] = desk.link_all(
        strike("a", outlet="Radio Nile"),
        strike("b", outlet="Sahel Wire", sentence="Nine died in a strike on El Obeid's market."),
    )
    assert incident.mention_ids == ("a", "b")
    assert (incident.reports.articles, incident.reports.independent) == (2, 2)
    assert incident.revision == 2


DIFFERENT = {
    "another town": {"place": place("Nyala")},
    "another week": {"date": day("2023-09-02")},
    "another kind of act": {"type": "CONSULT", "sentence": "They held a strike talk there."},
}


@pytest.mark.parametrize("fields", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_mentions_are_kept_apart_by(desk: Desk, fields: dict[str, object]) -> None:
    assert len(desk.link_all(strike("a"), strike("b", **fields))) == 2


def test_one_country_alone_makes_no_incident(desk: Desk) -> None:
    first = mention("a", "Gunmen shot two traders.", "shot", recipients=[CIVILIANS])
    second = mention("b", "A village was shelled.", "shelled", recipients=[CIVILIANS])
    assert len(desk.link_all(first, second)) == 2


def test_two_strikes_of_one_article_are_two_incidents(desk: Desk) -> None:
    first = strike("a", article="x", index=2)
    second = strike(
        "b", article="x", index=3, place=place("Bara"), sentence="Another strike hit Bara's mill."
    )
    assert len(desk.link_all(first, second)) == 2


def test_why_a_mention_was_joined_can_be_told(desk: Desk) -> None:
    [incident] = desk.link_all(strike("a"), strike("b"))
    first, second = explain(desk.index, incident.incident_id)
    assert first == "a is the first"
    assert second.startswith("b joined a (+")
    assert "same place" in second
    assert "equal days" in second


def test_an_incident_id_stays_when_a_second_report_comes(desk: Desk) -> None:
    [first] = desk.link_all(strike("b"))
    [second] = desk.link_all(strike("a", published_at="2023-09-10"))
    assert second.incident_id == first.incident_id


def test_a_copy_is_a_report_but_never_independent(desk: Desk) -> None:
    [incident] = desk.link_all(
        strike("a", outlet="Radio Nile"), strike("b", outlet="Daily Echo", report="syndicated")
    )
    assert (incident.reports.mentions, incident.reports.independent) == (2, 1)
    assert incident.reports.outlets == ("Daily Echo", "Radio Nile")


def test_one_sentence_of_an_agency_is_one_source_however_many_have_it(desk: Desk) -> None:
    own = "Nine died in a strike on El Obeid's market."
    [incident] = desk.link_all(
        strike("a", outlet="Radio Nile"), strike("b", outlet="Daily Echo"),
        strike("c", outlet="Sahel Wire"), strike("d", outlet="Sahel Wire", sentence=own),
    )  # fmt: skip
    assert (incident.reports.articles, incident.reports.independent) == (4, 2)


def test_articles_of_which_no_outlet_is_known_are_one_source_at_most(desk: Desk) -> None:
    own = ["Nine died in a strike on El Obeid's market.", "The strike on El Obeid killed nine."]
    unknown = [strike("a", outlet=None), strike("b", outlet=None, sentence=own[0])]
    [incident] = desk.link_all(*unknown)
    assert (incident.reports.articles, incident.reports.independent) == (2, 1)
    [incident] = desk.link_all(strike("c", outlet="Radio Nile", sentence=own[1]))
    assert (incident.reports.articles, incident.reports.independent) == (3, 1)


def test_figures_are_a_range_with_the_latest_and_their_sources(desk: Desk) -> None:
    [incident] = desk.link_all(
        strike("a", quantities=[figure("killed", 7, 7)], attribution=source("health ministry")),
        strike(
            "b",
            quantities=[figure("killed", 9, None, qualifier="at_least")],
            attribution=source("doctors' union"),
            published_at="2023-09-12",
        ),
    )
    killed = incident.quantities["killed"]
    assert (killed.low, killed.high, killed.latest) == (7, 9, 9)
    assert killed.sources == ("doctors' union", "health ministry")


@pytest.mark.parametrize(
    ("other", "disagree"),
    [
        (figure("killed", 12, 12), True),
        (figure("killed", 5, None, qualifier="at_least"), False),
        (figure("killed", 4000, 4000, cumulative=True), False),
        (figure("killed", 2, 2, subset_of="seven people"), False),
        (figure("injured", 30, 30), False),
    ],
    ids=["other number", "compatible bound", "running total", "part of it", "other kind"],
)
def test_figures_conflict_only_when_they_exclude_each_other(
    desk: Desk, other: dict[str, object], disagree: bool
) -> None:
    [incident] = desk.link_all(
        strike("a", quantities=[figure("killed", 7, 7)]), strike("b", quantities=[other])
    )
    assert ("killed" in {c.about for c in incident.conflicts}) is disagree


def test_a_running_total_is_not_a_figure_of_the_incident(desk: Desk) -> None:
    [incident] = desk.link_all(
        strike("a", quantities=[figure("killed", 900, 900, cumulative=True)])
    )
    assert incident.quantities == {}


def test_reports_that_blame_different_sides_conflict(desk: Desk) -> None:
    rebels = actor("Rapid Support Forces", "SDN", "REB")
    [incident] = desk.link_all(strike("a"), strike("b", actors=[rebels]))
    assert {c.about for c in incident.conflicts} == {"actor"}
    assert [c.actors[0].name for c in incident.claims] == ["Sudanese army", "Rapid Support Forces"]


def _modality(desk: Desk, *modalities: str) -> str:
    reports = [strike(f"m{i}", modality=m) for i, m in enumerate(modalities)]
    [incident] = desk.link_all(*reports)
    return incident.modality


@pytest.mark.parametrize(
    ("modalities", "expected"),
    [
        (("negated",), "denied"),
        (("asserted", "negated"), "disputed"),
        (("future",), "future"),
        (("future", "asserted"), "asserted"),
    ],
    ids=["only denied", "told and denied", "announced", "announced and done"],
)
def test_an_incident_is(desk: Desk, modalities: tuple[str, ...], expected: str) -> None:
    assert _modality(desk, *modalities) == expected


def test_a_denial_is_a_conflict_about_the_occurrence(desk: Desk) -> None:
    denial = strike("b", modality="negated", attribution=source("army", "military", "denies"))
    [incident] = desk.link_all(strike("a"), denial)
    assert [c.about for c in incident.conflicts] == ["occurrence"]
    assert incident.claims[1].stance == "denies"


def test_a_hypothetical_act_is_no_incident(desk: Desk) -> None:
    assert desk.link_all(strike("a", modality="hypothetical")) == []


@pytest.mark.parametrize("turned", [False, True], ids=["whole first", "part first"])
def test_a_strike_on_a_town_is_part_of_the_strikes_across_its_state(
    desk: Desk, turned: bool
) -> None:
    across = strike(
        "a", article="x", sentence="Five strikes across North Kordofan killed forty.",
        trigger="strikes", place=place("North Kordofan", precision="admin"),
        quantities=[figure("killed", 40, 40)],
    )  # fmt: skip
    one = strike(
        "b", article="x", index=4, place=place("El Obeid", admin1="North Kordofan"),
        sentence="The bombing of the market in El Obeid was the worst.", trigger="bombing",
        recipients=[actor("traders", "SDN", "BUS")], actors=[],
    )  # fmt: skip
    desk.link_all(*((one, across) if turned else (across, one)))
    by_mention = {i.mention_ids[0]: i for i in desk.topic.values()}
    if len(by_mention) == 2:
        assert by_mention["b"].part_of == by_mention["a"].incident_id
    else:
        pytest.fail("a strike and the strikes it belongs to became one incident")


def _called(name: str, speaker: str, when: str, **fields: object) -> EventMention:
    told = f"{speaker} accused the rebels of shelling the port on {when}."
    blamed = [actor("rebels", "SDN", "REB")]
    return mention(
        name, told, "accused", type="ACCUSE", actors=[actor(speaker, "SDN", "GOV")],
        recipients=blamed, published_at=when, **fields,
    )  # fmt: skip


def test_one_statement_told_by_two_is_one_incident(desk: Desk) -> None:
    first = _called("a", "Governor Idris Salih", "2023-09-11")
    assert len(desk.link_all(first, _called("b", "Governor Idris Salih", "2023-09-11"))) == 1


def test_two_speakers_make_two_statements(desk: Desk) -> None:
    first = _called("a", "Governor Idris Salih", "2023-09-11")
    told = "Minister Huda Karrar blamed the rebels for the shelling of the port."
    other = mention(
        "b", told, "blamed", type="ACCUSE", actors=[actor("Huda Karrar", "SDN", "GOV")],
        recipients=[actor("rebels", "SDN", "REB")],
    )  # fmt: skip
    assert len(desk.link_all(first, other)) == 2


def test_mentions_meet_although_one_states_no_country(desk: Desk) -> None:
    bare = strike("b", place=None, actors=[], recipients=[])
    assert len(desk.link_all(strike("a"), bare)) == 1


TENDAI = actor("Tendai Moyo", "ZWE", "JRN")


def _arrested(name: str, sentence: str, **fields: object) -> EventMention:
    return mention(name, sentence, "arrested", type="COERCE", modes=("arrest",), **fields)


def test_what_befalls_a_named_person_once_is_one_incident_in_any_words(desk: Desk) -> None:
    first = _arrested(
        "a", "Tendai Moyo was arrested at her newsroom in Mutare.", recipients=[TENDAI]
    )
    told = "Police have detained the reporter Tendai Moyo over a story about gold."
    other = mention("b", told, "detained", type="COERCE", modes=("arrest",),
                    recipients=[TENDAI], published_at="2023-09-13")  # fmt: skip
    assert len(desk.link_all(first, other)) == 1


def test_one_word_for_two_named_persons_makes_two_incidents(desk: Desk) -> None:
    first = _arrested("a", "Tendai Moyo was arrested in Mutare.", recipients=[TENDAI])
    farai = actor("Farai Dube", "ZWE", "OPP")
    other = _arrested("b", "Farai Dube was arrested in Mutare.", recipients=[farai])
    assert len(desk.link_all(first, other)) == 2


def test_an_act_is_not_told_weeks_before_its_day(desk: Desk) -> None:
    early = strike("a", date=None, published_at="2023-08-20")
    assert len(desk.link_all(early, strike("b"))) == 2


def test_an_announced_act_may_be_told_before_its_day(desk: Desk) -> None:
    told = "Voters in Nouakchott will march against the fuel price on the square of the old mosque."
    done = "Voters in Nouakchott marched against the fuel price on the square of the old mosque."
    slots = {"type": "PROTEST", "modes": ("demo",), "place": place("Nouakchott", "MRT"),
             "date": day("2023-09-10")}  # fmt: skip
    early = mention("a", told, "march", modality="future", published_at="2023-09-06", **slots)
    late = mention("b", done, "marched", published_at="2023-09-11", **slots)
    assert len(desk.link_all(early, late)) == 1


def test_officials_of_one_country_who_demand_two_things_make_two_statements(desk: Desk) -> None:
    first = mention(
        "a", "U.S. officials urged Ankara to open the crossing.", "urged", type="REQUEST",
        modes=("change",), actors=[actor("U.S. officials", "USA", "GOV")],
    )  # fmt: skip
    other = mention(
        "b", "A U.S. senator urged a meeting with the detained crew.", "urged", type="REQUEST",
        modes=("meet",), actors=[actor("A U.S. senator", "USA", "LEG")],
    )  # fmt: skip
    assert len(desk.link_all(first, other)) == 2


def _seized(name: str, sentence: str, who: str) -> EventMention:
    crew = [actor(who, "VNM", "CVL")]
    return mention(name, sentence, "arrested", type="COERCE", modes=("arrest",), recipients=crew)


def test_an_equal_number_of_targets_speaks_for_one_act_more_than_another_number() -> None:
    told = _seized("a", "The coast guard arrested 23 fishermen off Palawan.", "23 fishermen")
    equal = _seized("b", "Off the island the navy arrested 23 fishermen.", "23 fishermen")
    other = _seized("c", "Off the island the navy arrested 41 fishermen.", "41 fishermen")
    first, same, unlike = map(face, (told, equal, other))
    assert compare(first, same).score > compare(first, unlike).score + 0.5


def test_one_act_in_two_forms_of_its_verb_has_one_trigger() -> None:
    told = mention("a", "A gunman shot the mayor.", "shot")
    noun = mention("b", "The shooting of the mayor shook the town.", "shooting")
    told = told.model_copy(update={"trigger": told.trigger.model_copy(update={"lemma": "shoot"})})
    assert face(told).trigger & face(noun).trigger

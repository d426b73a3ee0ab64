"""Whole sentences to mentions: types, parties, modality; the coder as its users see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas import EventMention

Coder = Callable[..., tuple[EventMention, ...]]


def of_type(mentions: tuple[EventMention, ...], kind: str) -> EventMention:
    found = [m for m in mentions if m.type == kind]
    assert found, f"no {kind} among {[(m.type, m.trigger.text) for m in mentions]}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Rebels attacked an army base in Mali on Monday.", "ASSAULT", id="attack"),
        pytest.param("Police arrested 14 students in Nairobi on Tuesday.", "COERCE", id="arrest"),
        pytest.param("Brazil condemned the coup in a statement on Friday.", "ACCUSE", id="condemn"),
        pytest.param("The candidates clashed in their last debate.", "ACCUSE", id="words"),
        pytest.param("Three banks in Minsk were targeted by US sanctions.", "SANCTION",
                     id="targeted by sanctions"),
        pytest.param("The army waged a campaign of terror against villagers.", "ASSAULT",
                     id="campaign of terror"),
        pytest.param("She was charged with killing two policemen.", "ACCUSE", id="charged"),
        pytest.param("The junta gave the rebels 48 hours to disarm.", "THREATEN",
                     id="gave hours"),
        pytest.param("The Ghanaian parliament wants the contract published.", "REQUEST",
                     id="wants something done"),
        pytest.param("The head of the Green party insisted that the dam be scrapped.", "REQUEST",
                     id="insisted that it be"),
        pytest.param("The opposition cried foul over the count in Lusaka.", "ACCUSE",
                     id="cried foul"),
        pytest.param("The party leader shrugged off a warrant for his arrest.", "REJECT",
                     id="shrugged off"),
        pytest.param("The minister offered a bonus to nurses on Friday.", "AGREE",
                     id="offered a bonus"),
        pytest.param("Guinea offered refuge to the deposed president.", "AGREE",
                     id="offered refuge"),
        pytest.param("The premier pledged to let in observers from the OSCE.", "CONCEDE",
                     id="pledged to let in"),
        pytest.param("Togo has agreed to pay Benin for the damage.", "AGREE",
                     id="agreed to pay"),
        pytest.param("The archbishop convened the faction leaders on Monday.", "CONSULT",
                     id="convened"),
        pytest.param("Trade unions called on workers to strike.", "PROTEST",
                     id="called on workers to strike"),
        pytest.param("Nigeria served notice that it would use force.", "THREATEN",
                     id="served notice"),
        pytest.param("Nationalists in Bogota denounced the treaty as treason.", "ACCUSE",
                     id="denounced as treason"),
        pytest.param("Thousands of workers marched through Lima on Sunday.", "PROTEST", id="march"),
        pytest.param("Kenya's president met his Ugandan counterpart in Kampala on Monday.",
                     "CONSULT", id="meet"),
        pytest.param("The United States imposed sanctions on Russia on Thursday.", "SANCTION",
                     id="sanctions"),
        pytest.param("France sent 40 tonnes of food to Lebanon on Wednesday.", "AID", id="aid"),
        pytest.param("India rejected Pakistan's proposal on Tuesday.", "REJECT", id="reject"),
        pytest.param("Germany urged Serbia to release the prisoners on Monday.", "REQUEST",
                     id="urge"),
        pytest.param("Iran threatened to attack Israel on Sunday.", "THREATEN", id="threat"),
        pytest.param("Turkish troops withdrew from northern Syria on Saturday.", "RETREAT",
                     id="withdraw"),
        pytest.param("Eritrea freed 28 Pentecostal believers on Friday.", "RETREAT", id="free"),
        pytest.param("Chad sent home the German ambassador on Saturday.", "SANCTION",
                     id="sent home"),
        pytest.param("The Zambian president wound up a tour of Scandinavia on Monday.", "CONSULT",
                     id="wound up"),
        pytest.param("The Maoists pulled out of Friday's round-table talks.", "REJECT",
                     id="pulled out"),
        pytest.param("A destroyer and two frigates sailed towards the Falklands on Monday.",
                     "MOBILIZE", id="sailed"),
        pytest.param("A truck blew up outside an army barracks in Baidoa.", "ASSAULT",
                     id="blew up"),
        pytest.param("Soldiers stormed one of his palaces before dawn.", "ASSAULT",
                     id="one of his palaces"),
        pytest.param("Hackers broke into the website of the Latvian interior ministry.",
                     "COERCE", id="hackers"),
        pytest.param("Gunmen burst into a radio studio in Tegucigalpa.", "ASSAULT", id="burst"),
        pytest.param("Chadian warplanes crossed the border twice on Monday.", "MOBILIZE",
                     id="crossed the border"),
        pytest.param("The emir of Qatar flew to Muscat on Monday.", "CONSULT", id="emir"),
        pytest.param("The guild wants Prime Minister Ana Reyes to step down.", "REQUEST",
                     id="wants somebody to"),
        pytest.param("The government slowed down access to the internet in Lubumbashi.",
                     "COERCE", id="slowed down"),
        pytest.param("The Peruvian president sent Foreign Minister Rosa Ibarra to Quito.",
                     "CONSULT", id="sent a minister"),
        pytest.param("Gunmen stormed a wedding in Maiduguri.", "ASSAULT", id="stormed a wedding"),
        pytest.param("Soldiers took away the mayor of Sarh for questioning.", "COERCE",
                     id="took away"),
        pytest.param("Gunmen bundled a priest into a van in Jos.", "ASSAULT", id="bundled"),
        pytest.param("Police bundled 14 of the women onto a lorry.", "COERCE",
                     id="bundled by police"),
        pytest.param("The coast guard fired warning volleys at a trawler off Busan.", "ASSAULT",
                     id="warning volleys"),
        pytest.param("Palace guards fired into the air in Lome.", "ASSAULT", id="into the air"),
        pytest.param("Youths pelted stones at police in Sopore.", "PROTEST", id="pelted at"),
        pytest.param("Police responded with rubber bullets in Arusha.", "ASSAULT",
                     id="responded with"),
        pytest.param("A constable lost his life in an ambush near Gadchiroli.", "ASSAULT",
                     id="lost his life"),
        pytest.param("The Chilean navy sent a ship to rescue the villagers of Chaiten.", "AID",
                     id="sent to rescue"),
        pytest.param("Supporters were met with tear gas outside the court in Harare.", "ASSAULT",
                     id="met with"),
        pytest.param("Nine of the deserters were captured near a checkpoint in Zliten.",
                     "ASSAULT", id="captured"),
        pytest.param("Rebels marched into the town of Kiwanja on Tuesday.", "ASSAULT",
                     id="marched into"),
        pytest.param("Soldiers looted shops in Bunia on Friday.", "COERCE", id="looted"),
        pytest.param("Police carted away computers of the party in Lusaka.", "COERCE",
                     id="carted away"),
        pytest.param("China flew 30 warplanes near Taiwan on Friday.", "MOBILIZE", id="flew"),
    ],
)  # fmt: skip
def test_a_plain_sentence_gives_its_type(coded: Coder, text: str, kind: str) -> None:
    assert kind in {m.type for m in coded(text)}


def test_every_span_quotes_the_text(coded: Coder) -> None:
    text = (
        "NIAMEY, March 10 (Agency) - Gunmen killed at least 12 soldiers near Gao on Sunday, the "
        "defence ministry of Mali said. \u201cThey came at dawn,\u201d a witness said."
    )
    mentions = coded(text)
    assert mentions
    for m in mentions:
        spans = [m.trigger, m.sentence, *m.actors, *m.recipients, *m.quantities]
        spans += [s for s in (m.place, m.attribution) if s is not None]
        assert all(text[s.start : s.end] == s.text for s in spans)


def test_the_passive_turns_the_parties_round(coded: Coder) -> None:
    event = of_type(coded("Three Nigerian soldiers were killed by rebels on Monday."), "ASSAULT")
    assert [a.text for a in event.actors] == ["rebels"]
    assert [(r.country, r.sector) for r in event.recipients] == [("NGA", "MIL")]


def test_the_owner_of_an_instrument_is_the_actor(coded: Coder) -> None:
    event = of_type(coded("Russian airstrikes killed 20 civilians on Sunday."), "ASSAULT")
    assert event.actors[0].country == "RUS"
    assert "aerial" in event.modes


def test_a_meeting_to_come_is_an_agreement(coded: Coder) -> None:
    mentions = coded("The foreign ministers of Egypt and Sudan will meet in Cairo next week.")
    assert {"AGREE"} == {m.type for m in mentions}
    assert of_type(mentions, "AGREE").modality == "future"


def test_talks_have_two_sides_and_no_recipient(coded: Coder) -> None:
    event = of_type(coded("Officials from Egypt held talks with Sudan on Monday."), "CONSULT")
    assert event.symmetric
    assert {a.country for a in event.actors} == {"EGY", "SDN"}
    assert event.recipients == ()


def test_one_sentence_gives_one_record_of_a_type(coded: Coder) -> None:
    mentions = coded("A bomb attack killed nine people in Quetta on Monday, wounding 20 others.")
    assert [m.type for m in mentions].count("ASSAULT") == 1
    figures = {(q.kind, q.min) for q in of_type(mentions, "ASSAULT").quantities}
    assert figures == {("killed", 9), ("injured", 20)}


def test_who_says_it_is_kept_apart_from_what_happened(coded: Coder) -> None:
    event = of_type(
        coded("Soldiers killed five farmers on Friday, according to the Red Cross."), "ASSAULT"
    )
    assert event.attribution is not None
    assert event.attribution.kind == "monitor"
    assert all("Red Cross" not in a.text for a in event.actors)


def test_nothing_is_dated_by_the_day_of_publication(coded: Coder) -> None:
    event = of_type(coded("Rebels attacked an army base in Mali."), "ASSAULT")
    assert event.date is None
    assert event.missing["date"] == "not_stated"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The striker fired a late shot past the goalkeeper to win the match for "
                     "Rovers, who attacked from the first minute of the game.", id="football"),
        pytest.param("The film bombed at the box office, and critics attacked its director for a "
                     "plot without tension.", id="film"),
        pytest.param("A price war between supermarkets hit profits, and shares fell four percent "
                     "in early trading.", id="business"),
        pytest.param("The embassy evacuated most of its staff on Friday.", id="own staff"),
        pytest.param("The coast guard picked up nine survivors off Rocha.", id="survivors"),
        pytest.param("Marines backed by helicopters waited outside the ranch.", id="backed by"),
        pytest.param("The volcano erupted overnight, and scientists warned of more ash.",
                     id="disaster"),
        "A committee charged with drafting a constitution chose its chair.",
        "Maria Lopes beat Anna Bauer by nine points in the first round.",
        "In a deposition to the high court in Lagos he described the company's books.",
        "The dispute, which raised concern about prices, is over.",
        "Ms Smith has waged a costly battle against the polar bear.",
    ],
)  # fmt: skip
def test_figures_of_speech_are_no_events(coded: Coder, text: str) -> None:
    assert [m for m in coded(text) if m.modality == "asserted"] == []


def test_a_firm_refusal_is_told_as_made(coded: Coder) -> None:
    text = "The government of Peru said on Monday that it would not negotiate with the rebels."
    assert of_type(coded(text), "REJECT").modality == "asserted"


def test_a_strike_called_off_is_no_strike_called(coded: Coder) -> None:
    mentions = coded("The teachers' union in Lima called off a strike on Monday.")
    assert mentions
    assert [m for m in mentions if m.type == "PROTEST" and m.modality == "asserted"] == []


def test_whoever_thanks_in_a_quotation_needs_no_source(coded: Coder) -> None:
    text = "“We condemn the coup in Mali,” the president of Kenya said on Monday."
    assert of_type(coded(text), "ACCUSE").attribution is None


@pytest.mark.parametrize(
    "text",
    [
        "The deposed president lives in Dakar.",
        "Britain opposes the death penalty.",
        "The Director of Public Prosecutions spoke to the students about exams.",
        "The wounded were taken to a hospital in Gaza.",
    ],
    ids=["epithet", "pair of words", "title", "participle as a noun"],
)
def test_names_and_epithets_are_no_attacks(coded: Coder, text: str) -> None:
    assert {m.type for m in coded(text)} & {"ASSAULT"} == set()
    assert [m for m in coded(text) if m.trigger.text == "Prosecutions"] == []


def test_a_preposition_with_an_object_is_no_particle(coded: Coder) -> None:
    told = coded("The foreign minister of Jordan gave the news in a call to the council's chief.")
    assert "CONCEDE" not in {m.type for m in told}


def test_the_same_text_gives_the_same_ids(coded: Coder) -> None:
    text = "Rebels attacked an army base in Mali on Monday."
    assert [m.mention_id for m in coded(text)] == [m.mention_id for m in coded(text)]


def test_text_in_another_language_gives_no_event(coded: Coder) -> None:
    text = (
        "Des hommes armés ont attaqué un village dans le nord du pays et tué neuf personnes, a "
        "annoncé dimanche le gouverneur de la région, qui a promis une réponse des autorités."
    )
    assert coded(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The alliance intervened in March in the civil war under a mandate of the council.",
        "The March 11 bombing of the trains killed 191 people in Madrid.",
        "Since last March, 300 people were killed in Sanaa.",
    ],
    ids=["in a month", "day", "since"],
)
def test_nobody_marches_in_a_month(coded: Coder, text: str) -> None:
    assert "PROTEST" not in {m.type for m in coded(text)}


def test_a_march_by_name_is_one(coded: Coder) -> None:
    told = coded("The Women's March drew thousands of protesters to Washington on Saturday.")
    assert "PROTEST" in {m.type for m in told}


def test_a_second_word_for_the_act_lends_it_a_day(coded: Coder) -> None:
    text = (
        "Villagers were killed by the army, said monks who counted nine dead after Tuesday's "
        "raids in the towns of Gao and Kidal."
    )
    date = of_type(coded(text), "ASSAULT").date
    assert date is not None
    assert date.start == "2025-03-11"


@pytest.mark.parametrize(
    "text",
    ["The union called a strike from Monday.", "The premier has called a summit for Monday."],
    ids=["strike", "summit"],
)
def test_what_is_called_for_a_day_is_to_come(coded: Coder, text: str) -> None:
    (mention,) = coded(text)
    assert mention.modality == "future"
    assert mention.date is not None
    assert mention.date.start == "2025-03-17"


def test_what_is_called_for_a_reason_is_called(coded: Coder) -> None:
    (mention,) = coded("The nurses' union called a strike for better pay.")
    assert mention.modality == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "Chad accused Sudan of arming rebels, and Libya accused Chad of lying.",
        "Peru criticised the ruling while Chile criticised the delay.",
    ],
)
def test_two_who_speak_in_one_sentence_are_told_apart(coded: Coder, text: str) -> None:
    speakers = [m.actors[0].country for m in coded(text) if m.type == "ACCUSE"]
    assert len(speakers) == len(set(speakers)) == 2


def test_whom_a_pronoun_means_acts_once(coded: Coder) -> None:
    found = of_type(coded("The generals continued their telephone calls on Sunday."), "CONSULT")
    assert [a.name for a in found.actors] == ["The generals"]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("The army withdrew after the rebels released the hostages.", ["The army"], []),
        ("The market was hit when rebels shelled the town.", ["rebels"], ["The market"]),
    ],
    ids=["of their own", "hit by them"],
)
def test_parties_of_another_clause_act_only_in_what_befell_at_once(
    coded: Coder, text: str, actors: list[str], recipients: list[str]
) -> None:
    found = coded(text)[0]
    assert [a.name for a in found.actors] == actors
    assert [r.name for r in found.recipients] == recipients


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a bank in Cali, and a judge was killed in Bogota.",
        "Three men attacked a sergeant on Monday, and last week a general was murdered.",
    ],
    ids=["places", "days"],
)
def test_acts_of_two_clauses_elsewhere_or_on_another_day_are_two(coded: Coder, text: str) -> None:
    first, second = (m for m in coded(text) if m.type == "ASSAULT")
    assert second.actors == ()
    assert (first.date, first.place) != (second.date, second.place)


def test_an_act_and_what_came_of_it_are_one(coded: Coder) -> None:
    text = "Gunmen attacked a bank in Cali on Monday, and two guards were killed."
    assert [m.type for m in coded(text)] == ["ASSAULT"]

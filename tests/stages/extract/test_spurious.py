"""Words of conflict and accord that tell of no act: opinions, duties, habits, topics."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas import EventMention

Coder = Callable[..., tuple[EventMention, ...]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The bishop and I agree that the bridges are bad.", "AGREE"),
        ("Engineers advising the ministry agreed the dam was unsafe.", "AGREE"),
        ("The authority is responsible for the roads of the island.", "ACCUSE"),
        ("She lost her voice at an election rally in Turku last week.", "PROTEST"),
        ("Lisbon was blamed for rallying support for the treaty.", "PROTEST"),
        ("Two large breweries have launched advertising campaigns.", "PROTEST"),
        ("The party launched its senate campaign on Monday.", "PROTEST"),
        ("The minister hoped that the rains would come early.", "REQUEST"),
        ("The candidate was questioned by the moderator about her plans.", "ACCUSE"),
        ("The mayor was forced to admit that the bridge was unsafe.", "COERCE"),
        ("The president is prohibited by law from seeking a third term.", "COERCE"),
        ("The party is investigating ways to find donors.", "ACCUSE"),
        ("Uruguay is widely recognised as one of the calmest countries.", "SUPPORT"),
        ("The party backed by the governor won most seats.", "SUPPORT"),
        ("She said the prosecuting authorities were slow.", "ACCUSE"),
        (
            "They wrote of judicial authorities, which referred to both courts and prosecutors.",
            "ACCUSE",
        ),
        ("Officials blamed the strong franc for the fall in exports.", "ACCUSE"),
        ("The data submitted to the government are sound.", "CONCEDE"),
        ("Senator Okello has been designated new president of the council.", "SANCTION"),
        ("The minister gave twenty patrol cars to the police.", "MOBILIZE"),
        ("The host reminded Anna Brandt that her husband wanted lower taxes.", "REQUEST"),
        ("He had bruises from a fall in police custody.", "COERCE"),
        ("The correspondent said each case must be approved by the ministry.", "REQUEST"),
        ("The deal calls for an end to the sanctions.", "REQUEST"),
        ("The lawyer who defended the bishop in court was pleased.", "SUPPORT"),
        ("A meeting of the opposition in Tunis ended on Wednesday.", "REJECT"),
        ("The minister ended his visit to Oslo on Monday.", "SANCTION"),
        ("A firefight broke out between an army patrol and gunmen near Kasese.", "MOBILIZE"),
        ("Six members of a police patrol died in a clash in Piura.", "MOBILIZE"),
        ("The court in Lagos found that the case could not be heard.", "ACCUSE"),
        ("The district announced 66 confirmed cases of cholera.", "ACCUSE"),
        ("Countries taking part in the air strikes include Jordan.", "PROTEST"),
        ("Seven nuns have set fire to themselves in Lhasa.", "ASSAULT"),
        ("Troops entered the country on Monday.", "SUPPORT"),
        ("Police picked up a leaflet left by the gunmen.", "COERCE"),
        ("A new flu strain has killed up to 70 people in Chile.", "ASSAULT"),
        ("Dr Haines gave the singer a lethal dose of the drug.", "AID"),
        ("The jury found the deputy not-guilty on Monday.", "SANCTION"),
        ("Nine inmates met with violent deaths in Callao.", "CONSULT"),
        ("The motion met with opposition in parliament.", "CONSULT"),
        ("Two guards of the detention centers resigned.", "COERCE"),
        ("A cable released by the group said the mayor took bribes.", "RETREAT"),
        ("The war tax charged by gang members will end.", "ACCUSE"),
        ("The hurricane left twelve people dead in Tampico.", "ASSAULT"),
        ("Floods that left 40 dead have receded.", "ASSAULT"),
        ("The ministry called off the search for survivors on Friday.", "REQUEST"),
        ("Protests forced the president from office in June.", "COERCE"),
    ],
)
def test_no_act_is_told(coded: Coder, text: str, kind: str) -> None:
    assert kind not in {m.type for m in coded(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Paraguay and Peru agreed that a commission should settle the dispute.", "AGREE"),
        ("The minister said the rebels were responsible for the killings.", "ACCUSE"),
        ("Thousands joined a rally against the president in Quito.", "PROTEST"),
        ("Thousands rallied in Oran against the government.", "PROTEST"),
        ("Unions launched a campaign of strikes against the pension law.", "PROTEST"),
        ("Police questioned two men about the robbery.", "ACCUSE"),
        ("The villagers were forced to leave their homes by the army.", "COERCE"),
        ("The government prohibited the demonstration in Oran.", "COERCE"),
        ("Prosecutors are investigating the former minister for fraud.", "ACCUSE"),
        ("Norway recognised Kosovo as a state on Friday.", "SUPPORT"),
        ("The governor backed the party on Tuesday.", "SUPPORT"),
        ("The court referred the minister to prosecutors.", "ACCUSE"),
        ("Officials blamed the rebels for the fall in exports.", "ACCUSE"),
        ("The rebels submitted to the government.", "CONCEDE"),
        ("Canada designated the group a terrorist organisation.", "SANCTION"),
        ("The mayor reminded residents to boil their water.", "REQUEST"),
        ("Police took the mayor into custody.", "COERCE"),
        ("The minister said each case must be approved by the court.", "REQUEST"),
        ("The opposition called for an end to the sanctions.", "REQUEST"),
        ("The minister ended his visit to Oslo on Monday.", "CONSULT"),
        ("Talks between Chad and Niger collapsed on Monday.", "SANCTION"),
        ("The army carried out patrols along the river on Monday.", "MOBILIZE"),
        ("Jordan took part in a march against the ban.", "PROTEST"),
        ("Eleven monks have set themselves ablaze in Qinghai.", "PROTEST"),
        ("A tenth defendant was found not-guilty.", "CONCEDE"),
        ("An Italian mafia boss was captured in Quito.", "COERCE"),
        ("Norway entered the alliance on Monday.", "SUPPORT"),
        ("Police picked up three men in Recife.", "COERCE"),
        ("The shelling left twelve people dead in Benghazi.", "ASSAULT"),
    ],
)
def test_an_act_of_that_kind_is_told(coded: Coder, text: str, kind: str) -> None:
    assert kind in {m.type for m in coded(text) if m.modality == "asserted"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ask the president to release the prisoners!", "REQUEST"),
        ("State media often accuse Portugal of sabotage.", "ACCUSE"),
        ("Mr Olsen, who used to work with the police, was surprised.", "COOPERATE"),
        ("The accord failed amid disagreement over detention of prisoners.", "COERCE"),
        ("There is a timetable for withdrawal of foreign troops.", "RETREAT"),
        ("The ministers argued about an embargo on oil.", "SANCTION"),
    ],
)
def test_habits_and_topics_are_not_asserted(coded: Coder, text: str, kind: str) -> None:
    assert kind not in {m.type for m in coded(text) if m.modality == "asserted"}

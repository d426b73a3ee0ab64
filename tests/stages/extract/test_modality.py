"""Whether the text says that it happened."""

from __future__ import annotations

from typing import Any

import pytest

from service.stages.extract.modality import Reading, read_modality
from service.stages.extract.modality_lexicon import modality_words
from service.stages.extract.nlp import LanguageModel


def read(model: LanguageModel, text: str, word: str) -> Reading:
    doc: Any = next(iter(model.docs([(text, [])])))
    trigger = next(t for t in doc if t.text == word)
    return read_modality(trigger, trigger)


ASSERTED = [
    ("Rebels attacked a convoy near Goma on Tuesday.", "attacked"),
    ("The president condemned the bombing in Quetta.", "bombing"),
    ("Officials did not condemn the raid.", "raid"),
    ("The army halted violence in Kaduna.", "violence"),
    ("Thousands marched to protest against the tax in Lima.", "protest"),
    ("Police moved in to arrest 30 students in Dhaka.", "arrest"),
    ("The minister was accused of bombing a village.", "bombing"),
    ("After the shelling, aid could reach the town.", "shelling"),
    ("The clashes could delay the harvest.", "clashes"),
    ("Ministers rejected the offer.", "offer"),
    ("France was the first to condemn the coup.", "condemn"),
    ("Why did soldiers fire on the crowd?", "fire"),
    ("Troops not only shelled Misrata but burned it.", "shelled"),
    ("The talks continued in Doha.", "talks"),
    ("The court concluded that it could have been prevented and called for reform.", "called"),
    ("The rebels launched another attack on Friday.", "attack"),
    ("The bloc imposed further sanctions.", "sanctions"),
    ("Soldiers fled after another attack.", "attack"),
    ("The brigade claimed responsibility for the attack.", "attack"),
    ("Tripoli said rebels were behind the attack.", "attack"),
    ("The miners struck until the firm agreed to talks.", "agreed"),
    ("The bomb nearly destroyed the hotel.", "destroyed"),
    ("He faces accusations of bribery.", "accusations"),
    ("Both churches condemned the violence.", "violence"),
    ("The premier is believed to have met rebels in Lome.", "met"),
    ("Delhi accused the general of planning the raid that killed forty.", "raid"),
]


@pytest.mark.parametrize(("text", "word"), ASSERTED, ids=[t for t, _ in ASSERTED])
def test_what_is_told_or_known_is_asserted(model: LanguageModel, text: str, word: str) -> None:
    assert read(model, text, word).modality == "asserted"


FUTURE = [
    ("Russia will withdraw its troops from Kherson.", "withdraw"),
    ("Leaders plan to meet in Nairobi.", "meet"),
    ("The ministers are to meet in Hanoi on Friday.", "meet"),
    ("Talks are due to resume in Astana.", "resume"),
    ("Students announced a planned march in Santiago.", "march"),
    ("Talks scheduled for Friday drew criticism.", "Talks"),
    ("Seoul agreed to release the sailors.", "release"),
    ("Kenya said it would send police to Haiti.", "send"),
    ("The summit will discuss trade.", "summit"),
    ("The general is to be tried in March.", "tried"),
    ("The party plans another round of protests.", "protests"),
    ("The envoy flew in ahead of talks in Tripoli.", "talks"),
]


@pytest.mark.parametrize(("text", "word"), FUTURE, ids=[t for t, _ in FUTURE])
def test_what_is_to_come_is_future(model: LanguageModel, text: str, word: str) -> None:
    assert read(model, text, word).modality == "future"


HYPOTHETICAL = [
    ("Togolese army chief rejects U.N. demand to step down", "step"),
    ("The premier was to have met rebel leaders in Lome on Sunday.", "met"),
    ("The pact obliges members to help any state that is attacked.", "attacked"),
    ("Praia warned that any troops entering the zone would be expelled.", "entering"),
    ("The union called for the release of three miners.", "release"),
    ("The Vatican urged an immediate ceasefire in Beirut.", "ceasefire"),
    ("Residents fled, fearing violence.", "violence"),
    ("There were fears of an attack in Jos.", "attack"),
    ("Guards were posted to prevent attacks.", "attacks"),
    ("Police imposed a ban on protests in Harare.", "protests"),
    ("The mayor banned the march.", "march"),
    ("They were accused of plotting to bomb a bridge.", "bomb"),
    ("If troops attack the city, thousands will flee.", "attack"),
    ("Unless rebels withdraw, talks are off.", "withdraw"),
    ("The law protects the right to protest.", "protest"),
    ("Manila could impose sanctions on the firm.", "impose"),
    ("The general threatened to shell the port.", "shell"),
    ("Did soldiers fire on the crowd?", "fire"),
    ("Were the men being shot by the army?", "shot"),
    ("Attacks on reporters are unacceptable.", "Attacks"),
    ("Their demands include the release of prisoners.", "release"),
    ("A deal would have allowed them to leave.", "allowed"),
    ("We want to see the government forces pull back from the towns.", "pull"),
    ("Soldiers used gas to disperse the crowd.", "disperse"),
    ("Lisbon saw scope for tightening sanctions on the junta.", "tightening"),
    ("The city gave permission for a protest.", "protest"),
    ("Activists urged restraint in bombing the valley.", "bombing"),
    ("The plan involves troops being sent to the border.", "sent"),
    ("The miners refused to return until they were paid.", "paid"),
    ("She refused to leave until officials agreed to free the others.", "free"),
    ("Had they agreed, the war would have ended.", "agreed"),
    ("Were they to invade, the alliance would respond.", "invade"),
    ("Prosecutors are fighting attempts to have him extradited.", "extradited"),
    ("The law allows suspects to be detained for a month.", "detained"),
    ("He faces deportation to Chad.", "deportation"),
    ("The trader is fighting extradition from Ghana to Peru.", "extradition"),
    ("The sheikh aspires to freeing the prisoners.", "freeing"),
    ("The church condemns violence.", "violence"),
    ("He argued against military intervention.", "intervention"),
    ("The guards stopped them storming the palace.", "storming"),
    ("Spokesmen would neither confirm nor deny that the jets had attacked.", "attacked"),
    ("The general refused to rule out strikes.", "strikes"),
    ("A deal is possible, she said.", "deal"),
    ("It is possible that rebels attacked the camp.", "attacked"),
    ("He promised to punish anyone who attacks a mosque.", "attacks"),
    ("Troops rehearsed an attack on the port.", "attack"),
    ("The convention against torture was signed by forty states.", "torture"),
    ("Kidnapping seems the most likely motive, she said.", "Kidnapping"),
    ("Our troops are here to protect miners and to arrest looters.", "arrest"),
    ("The council met with a view to expelling the envoy.", "expelling"),
    ("Aid will follow only if the country co-operates fully with the court.", "operates"),
    ("Traders, afraid of riots, shut their stalls in Cusco.", "riots"),
    ("Ferry owners worry about piracy off the coast.", "piracy"),
    ("Togo has a law allowing the arrest of journalists.", "arrest"),
    ("The statute permits strikes.", "strikes"),
]


@pytest.mark.parametrize(("text", "word"), HYPOTHETICAL, ids=[t for t, _ in HYPOTHETICAL])
def test_what_is_only_talked_about_is_hypothetical(
    model: LanguageModel, text: str, word: str
) -> None:
    assert read(model, text, word).modality == "hypothetical"


NEGATED = [
    ("Two sailors narrowly escaped being killed off Brava.", "killed"),
    ("Rebels did not attack the convoy.", "attack"),
    ("Police made no arrests.", "arrests"),
    ("Nobody was killed in the blast.", "killed"),
    ("None of the hostages was freed.", "freed"),
    ("There were no reports of clashes.", "clashes"),
    ("Inspectors found no evidence that troops had shelled the school.", "shelled"),
    ("The army refused to withdraw.", "withdraw"),
    ("The police failed to arrest him.", "arrest"),
    ("Moscow denied that its jets bombed the market.", "bombed"),
    ("The crowd left without attacking anybody.", "attacking"),
    ("Instead of attacking, they negotiated.", "attacking"),
    ("Ankara called off the talks.", "talks"),
    ("The party dropped plans to march.", "march"),
    ("The two countries have yet to sign the treaty.", "sign"),
    ("The militia denied any role in the attack on the market.", "attack"),
    ("The ministry rejected claims that its agents had a hand in the killing.", "killing"),
    ("His lawyer said he was not involved in the attack.", "attack"),
    ("Islamabad said it was not responsible for the attack.", "attack"),
    ("Tripoli denied being behind the attack.", "attack"),
    ("The general dismissed rumours of a coup.", "coup"),
    ("The premier said he had no plans to resign.", "resign"),
    ("Niger cancelled an invitation for him to visit Niamey.", "visit"),
    ("The mayor was almost killed by the blast.", "killed"),
    ("The smuggler was nearly arrested in Rome.", "arrested"),
    ("There was no more fighting on Monday in Aden.", "fighting"),
    ("The mayor narrowly escaped assassination.", "assassination"),
    ("Such fighting is rare in the region.", "fighting"),
    ("He said war was not inevitable.", "war"),
    ("It is not true that the army attacked the camp.", "attacked"),
    ("Claims that they were tortured are untrue, the governor said.", "tortured"),
    ("The president denied planning to invade.", "invade"),
    ("The governor cancelled a meeting scheduled for Monday.", "scheduled"),
    ("The days of having to bribe officials are over, he said.", "bribe"),
    ("After her acquittal on a murder charge the nurse went home.", "murder"),
]


@pytest.mark.parametrize(("text", "word"), NEGATED, ids=[t for t, _ in NEGATED])
def test_what_did_not_happen_is_negated(model: LanguageModel, text: str, word: str) -> None:
    assert read(model, text, word).modality == "negated"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army attacked the valley three years ago.", "attacked"),
        ("The two sides had previously fought in Darfur.", "fought"),
        ("A museum in Lyon shows how the resistance blew up trains.", "blew"),
    ],
    ids=["years ago", "previously", "what a museum shows"],
)
def test_words_of_the_past_make_an_act_historical(
    model: LanguageModel, text: str, word: str
) -> None:
    assert read(model, text, word).modality == "historical"


def test_a_refusal_is_told_from_a_failure(model: LanguageModel) -> None:
    assert read(model, "Tehran will not release the crew.", "release").cue == "will not"
    assert read(model, "Tehran did not release the crew.", "release").cue == "not"


@pytest.mark.parametrize(
    "table",
    ["complements", "that_clauses", "objects", "indefinite_objects", "nouns", "papers"],
)
def test_words_of_the_lexicon_are_lower_case(table: str) -> None:
    words = getattr(modality_words(), table)
    assert words
    assert [w for w in words if w != w.lower()] == []


def test_what_is_set_against_a_denied_act_is_not_denied(model: LanguageModel) -> None:
    text = "They came not to attack the village but to meet its elders."
    assert read(model, text, "attack").modality == "negated"
    assert read(model, text, "meet").modality != "negated"


def test_a_decision_that_is_known_is_taken(model: LanguageModel) -> None:
    known = "Lagos protested over Cotonou's decision to close the port."
    assert read(model, known, "close").modality == "asserted"
    put_off = "The cabinet will take a decision to close the port."
    assert read(model, put_off, "close").modality == "future"

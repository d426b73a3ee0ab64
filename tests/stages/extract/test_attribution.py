"""According to whom an act is told."""

from __future__ import annotations

import re
from typing import Any

import pytest

from service.stages.extract.attribution import Speaker, find_speaker
from service.stages.extract.attribution_record import source_kind
from service.stages.extract.nlp import LanguageModel


def parse(model: LanguageModel, text: str) -> Any:
    return next(iter(model.docs([(text, [])])))


def speaker(model: LanguageModel, text: str, word: str) -> Speaker | None:
    trigger = next(t for t in parse(model, text) if t.text == word)
    return find_speaker(trigger, trigger)


SPOKEN = [
    (
        "Iran, he said, should understand that the villagers were expelled.",
        "expelled",
        "he",
        "asserts",
    ),
    ("The mayor said gunmen attacked a bank.", "attacked", "mayor", "asserts"),
    ("Gunmen attacked a bank in Recife, the mayor said on Monday.", "attacked", "mayor", "asserts"),
    ("Gunmen attacked a bank, according to police.", "attacked", "police", "reports"),
    ("According to Reuters, gunmen attacked a bank.", "attacked", "Reuters", "reports"),
    ("The rebels claimed that they shot down a jet.", "shot", "rebels", "claims"),
    ("The ministry confirmed that troops crossed the river.", "crossed", "ministry", "confirms"),
    ("The general was quoted as saying troops seized the port.", "seized", "general", "asserts"),
    ("The envoy told reporters that the army shelled Homs.", "shelled", "envoy", "asserts"),
    ("“Soldiers burned two villages,” said Amina Diallo.", "burned", "Diallo", "asserts"),
    ("The army issued a statement saying rebels attacked.", "attacked", "army", "asserts"),
    ("The mayor said that witnesses reported that police fired.", "fired", "witnesses", "reports"),
    ("Residents spoke of soldiers burning homes in Malakal.", "burning", "Residents", "asserts"),
    ("The ministry put the number of detained at 340.", "detained", "ministry", "asserts"),
    ("The monitor documented 54 killings by police.", "killings", "monitor", "asserts"),
]


@pytest.mark.parametrize(
    ("text", "word", "head", "stance"), SPOKEN, ids=[t for t, _, _, _ in SPOKEN]
)
def test_the_nearest_speaker_is_the_source(
    model: LanguageModel, text: str, word: str, head: str, stance: str
) -> None:
    found = speaker(model, text, word)
    assert found is not None
    assert found.head is not None
    assert (found.head.text, found.stance) == (head, stance)


OWN_VOICE = [
    ("The premier said prices would fall, while police arrested dozens.", "arrested"),
    ("The envoy said his view had changed after gunmen killed the mayor.", "killed"),
    ("A bomb went off in Jolo; footage from the scene shows broken pews.", "went"),
    ("The session was called in the wake of the assault on Homs, a source said.", "assault"),
    ("The bishops issued a statement condemning the raid.", "condemning"),
    ("The coach has denied allegations made by two women.", "made"),
    ("The envoy told reporters he had met Amina Diallo, who was freed in May.", "freed"),
]


@pytest.mark.parametrize(("text", "word"), OWN_VOICE, ids=[t for t, _ in OWN_VOICE])
def test_what_stands_beside_what_is_said_is_the_writers(
    model: LanguageModel, text: str, word: str
) -> None:
    assert speaker(model, text, word) is None


def test_a_clause_before_the_closing_speaker_is_said_too(model: LanguageModel) -> None:
    text = "Planes bombed Aden while troops entered the port, officials said."
    found = speaker(model, text, "entered")
    assert found is not None
    assert found.head is not None
    assert found.head.text == "officials"


def test_a_cited_source_is_told_through_the_one_who_cites(model: LanguageModel) -> None:
    found = speaker(model, "The agency said, citing a doctor, that bombs killed ten.", "killed")
    assert found is not None
    assert found.head is not None
    assert found.head.text == "doctor"
    assert [t.text for t in found.via] == ["agency"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Two miners were reportedly killed in Potosi.", "killed"),
        ("It was reported that rebels seized the bridge.", "seized"),
    ],
    ids=["adverb", "impersonal passive"],
)
def test_hearsay_has_no_speaker(model: LanguageModel, text: str, word: str) -> None:
    found = speaker(model, text, word)
    assert found is not None
    assert found.head is None
    assert found.stance == "reports"


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a bank in Recife.",
        "Gunmen attacked a bank. The mayor said nothing.",
        "The mayor arrived after gunmen attacked a bank.",
    ],
)
def test_the_outlets_own_voice_has_no_speaker(model: LanguageModel, text: str) -> None:
    assert speaker(model, text, "attacked") is None


def test_a_quotation_keeps_its_speaker_over_sentences(model: LanguageModel) -> None:
    text = '"We have lost everything," the farmer said. "Soldiers burned the mill. They left."'
    found = speaker(model, text, "burned")
    assert found is not None
    assert found.head is not None
    assert found.head.text == "farmer"


def test_who_speaks_inside_a_quotation_is_not_its_source(model: LanguageModel) -> None:
    text = '"I think rebels shelled the clinic," the nurse said.'
    found = speaker(model, text, "shelled")
    assert found is not None
    assert found.head is not None
    assert found.head.text == "nurse"


@pytest.mark.parametrize(
    ("noun", "sector", "kind"),
    [
        ("minister", "GOV", "official"),
        ("witness", "GOV", "witness"),
        ("source", "MIL", "anonymous"),
        ("commander", "REB", "rebel"),
        ("network", "NGO", "monitor"),
        ("stranger", None, "anonymous"),
    ],
)
def test_the_kind_follows_the_noun_and_the_sector(
    model: LanguageModel, noun: str, sector: str | None, kind: str
) -> None:
    assert source_kind(parse(model, f"A {noun} spoke.")[1], sector) == kind


NEARER = [
    ("Reuters said a nurse was reportedly shot in Jos.", "shot", None),
    ("The army fired, according to Amnesty, on farmers, the radio said.", "fired", "Amnesty"),
    ("Films refute the army's claim that boys threw grenades.", "threw", "army"),
    ("He said the town was calm, adding that police had arrested ten.", "arrested", "He"),
    ("The navy posted a message saying that pirates shot a sailor.", "shot", "navy"),
    ("She spoke at a conference announcing that police arrested ten.", "arrested", "She"),
    ("Reports emerged of a battle near Goma.", "battle", "Reports"),
    ("As the Nation reports, herders burned three farms in Laikipia.", "burned", "Nation"),
    ("Police say he held a knife and attacked a guard.", "attacked", "Police"),
    ("The bishop defended his flock, citing the murder of two priests.", "murder", "bishop"),
    ("Rebels raided a village near the river, a nurse told Reuters.", "raided", "nurse"),
    ("Footage shows a village under heavy gunfire.", "gunfire", "Footage"),
    ("Two nurses are believed to have been kidnapped near Gao.", "kidnapped", None),
    ("The raid follows reports that gangs were burning farms.", "burning", "reports"),
    ('He said: "According to our men, rebels burned farms near Sake."', "burned", "He"),
    ("A boat sank off Lome and was raided, reported El Heraldo.", "raided", "Heraldo"),
    ("Reportedly, two died and six men were shot.", "shot", None),
    ("Police: Gunmen killed two guards in Lima", "killed", "Police"),
    ("The troops came after a battle in Uvira, according to monks.", "battle", "monks"),
]


@pytest.mark.parametrize(("text", "word", "head"), NEARER, ids=[t for t, _, _ in NEARER])
def test_of_two_sources_the_nearer_one_vouches(
    model: LanguageModel, text: str, word: str, head: str | None
) -> None:
    found = speaker(model, text, word)
    assert found is not None
    assert (found.head and found.head.text) == head


QUOTED = [
    ('The elder said:\n\n"They burned our huts. Soldiers shot my son."', "shot", "elder"),
    ('"They came at dawn. \n\n"They shot my son," the elder said.', "came", "elder"),
    ('She called it a crime, adding: "Nobody helped us. They shot him."', "shot", "She"),
    ("\"In our meeting he said, 'we burned the huts,'\" the elder recalled.", "meeting", "elder"),
]


@pytest.mark.parametrize(("text", "word", "head"), QUOTED, ids=[t for t, _, _ in QUOTED])
def test_a_quotation_in_paragraphs_of_its_own_has_its_speaker(
    model: LanguageModel, text: str, word: str, head: str
) -> None:
    found = speaker(model, text, word)
    assert found is not None
    assert found.head is not None
    assert found.head.text == head


@pytest.mark.parametrize(
    "text",
    [
        "The firm said it would close the mine, citing fears of an attack.",
        "The raid was allegedly an act of revenge.",
    ],
    ids=["a reason is nobody's word", "hearsay about a known act"],
)
def test_a_reason_or_a_judgement_is_no_source(model: LanguageModel, text: str) -> None:
    word = "close" if "close" in text else "raid"
    found = speaker(model, text, word)
    assert found is None or (found.head is not None and found.head.text == "firm")


def test_whom_a_paper_quotes_is_the_source_and_the_paper_the_way(model: LanguageModel) -> None:
    text = "A local paper quoted the mayor as saying that rebels had kidnapped a nurse."
    found = speaker(model, text, "kidnapped")
    assert found is not None
    assert found.head is not None
    assert (found.head.text, [t.text for t in found.via]) == ("mayor", ["paper"])


TRANSCRIPT = (
    "OKORO: Thank you for coming.\n\nBANDA: Rebels attacked the dam. They burned two huts.\n\n"
    "OKORO: And the army?\n\nBANDA: Soldiers fled."
)


@pytest.mark.parametrize("word", ["attacked", "burned"])
def test_in_a_transcript_the_turn_says_who_speaks(model: LanguageModel, word: str) -> None:
    breaks = [m.start() for m in re.finditer("OKORO|BANDA", TRANSCRIPT)]
    doc = next(iter(model.docs([(TRANSCRIPT, breaks)])))
    trigger = next(t for t in doc if t.text == word)
    found = find_speaker(trigger, trigger)
    assert found is not None
    assert found.head is not None
    assert found.head.text == "BANDA"


def test_a_single_label_makes_no_transcript(model: LanguageModel) -> None:
    assert speaker(model, "WATCH: Here it is.\n\nRebels attacked the dam.", "attacked") is None


@pytest.mark.parametrize(
    "text",
    [
        "It is wise to clarify that rebels attacked the town.",
        "Soldiers attacked the town according to the plan.",
    ],
    ids=["it", "plan"],
)
def test_what_cannot_speak_is_no_source(model: LanguageModel, text: str) -> None:
    assert speaker(model, text, "attacked") is None

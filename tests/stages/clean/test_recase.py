"""Capitals are restored without moving a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.stages.clean.recase import recase, wants_recasing

CASES = {
    "names": (
        "THE REBELS KIDNAPPED MAYOR ALVARO QUISPE NEAR AYACUCHO, POLICE SAID.",
        "The rebels kidnapped Mayor Alvaro Quispe near Ayacucho, police said.",
    ),
    "titles": (
        "PRESIDENT OKONJO MET GENERAL TADESSE. THE PRESIDENT THEN LEFT THE CITY.",
        "President Okonjo met General Tadesse. The president then left the city.",
    ),
    "months": (
        "THE STRIKE OF 12 MAY MAY SPREAD, AND WORKERS WILL MARCH ON 3 MARCH.",
        "The strike of 12 May may spread, and workers will march on 3 March.",
    ),
    "acronyms": (
        "THE ARMED GROUP (ZUPA) ATTACKED THE BASE AND ZUPA FIGHTERS FLED, IT SAID.",
        "The armed group (ZUPA) attacked the base and ZUPA fighters fled, it said.",
    ),
    "letters": (
        "A U.S. ENVOY AND J. QUISPE SAID THAT I HAD SEEN AN F-16 IN THE 14TH DISTRICT'S SMOKE.",
        "A U.S. envoy and J. Quispe said that I had seen an F-16 in the 14th district's smoke.",
    ),
    "address": (
        "GEN. TADESSE AND MR. OKONJO TALKED. THEY AGREED ON A TRUCE.",
        "Gen. Tadesse and Mr. Okonjo talked. They agreed on a truce.",
    ),
    "pronoun": (
        "REBELS ATTACKED US IN TEMA. THE US ENVOY AND US TROOPS LEFT US TO HELP THE US.",
        "Rebels attacked us in Tema. The US envoy and US troops left us to help the US.",
    ),
    "state": (
        "US TO CUT AID TO MALI. GHANA AND US TO MEET, SAYS US, AFTER LONG TALKS.",
        "US to cut aid to Mali. Ghana and US to meet, says US, after long talks.",
    ),
    "quotation": (
        'THE MAYOR QUISPE SAID: "THE ARMY MUST LEAVE THE VILLAGE. WE WILL STAY."',
        'The Mayor Quispe said: "The army must leave the village. We will stay."',
    ),
}


@pytest.mark.parametrize(("shouted", "restored"), CASES.values(), ids=CASES)
def test_a_shouted_text_gets_sentence_case(shouted: str, restored: str) -> None:
    assert recase(shouted) == restored


BODY = "\n\nThe opposition said that Marchetti, an army colonel, led the Ruwenzori camp raid."


def test_a_shouted_headline_learns_from_the_text() -> None:
    text = "COLONEL MARCHETTI LED RUWENZORI RAID" + BODY
    assert recase(text).startswith("Colonel Marchetti led Ruwenzori raid\n")


def test_a_headline_in_title_case_is_lowered_where_the_words_are_common() -> None:
    text = "Army Colonel Led Raid on Ruwenzori Camp, Opposition Says" + BODY
    assert recase(text, frozenset({0})).startswith(
        "Army colonel led raid on Ruwenzori camp, opposition says\n"
    )


def test_mixed_case_text_is_left_alone() -> None:
    text = "NATO jets hit Sirte" + BODY
    assert recase(text, frozenset({0})) == text


@given(st.text(st.sampled_from("ßİŉǰΐﬁÉAZaz .\n'(1"), min_size=20, max_size=120))
def test_letters_that_grow_when_they_change_case_keep_their_length(text: str) -> None:
    assert len(recase(text, frozenset({0}))) == len(text)


def test_acronyms_in_mixed_text_do_not_make_it_shouted() -> None:
    assert not wants_recasing("The UN and the OSCE met DPR and LPR envoys in Minsk on Friday.")

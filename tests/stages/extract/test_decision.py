"""Which articles are about something else, and which deaths are nobody's deed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from schemas import EventMention, RawArticle
from service.stages.clean import clean
from service.stages.extract import Extractor
from service.stages.extract.decision import choose, relevant
from service.stages.extract.relevance_lexicon import relevance_words
from service.stages.extract.topics import topic_words

Coder = Callable[..., tuple[EventMention, ...]]

MATCH = (
    "The champions beat their opponents in the cup final at the stadium on Sunday. The captain "
    "attacked from the left and fired a shot past the goalkeeper. The striker, a Ghana "
    "international, refused to apologise to the referee after the match. The team's coach said "
    "the defender had been ordered to attack the goal in the second half of the game. The club "
    "has won five of its last six fixtures in the tournament and will meet the league leaders next "
    "season. Fans sang in the rain as the squad lifted the trophy. The midfielder, who scored "
    "twice, said the victory was for his mother. The manager praised the substitutes, who had "
    "defended the penalty area for half an hour. The loss sends the visitors out of the cup, and "
    "their forward faces surgery on his knee this week."
)
ILLNESS = (
    "The government of Benin announced the president's death on Tuesday with great sorrow. The "
    "government's statement said the president's death followed a cardiac arrest after a long "
    "illness at a clinic in Cotonou. Neighbouring states sent condolences and flags flew at half "
    "mast. He was born in a village near the river, the son of a carpenter, and taught "
    "mathematics before he entered politics. His opponents praised his patience and his love of "
    "the theatre. The speaker of the assembly will serve until an election is held, the "
    "constitution says. Schools stay closed until Friday, and the market women of the port have "
    "covered their stalls with white cloth. He leaves a widow, two sons and a brother who lives "
    "in Maputo."
)


GOSSIP = (
    "The heirs of the singer have asked a broadcaster to cancel a programme about his last night. "
    "In a letter, the two brothers accused the company of greed and demanded an apology. It is to "
    "be shown in Europe in January. His lawyers said they were investigating how his letters had "
    "reached the producer. On Monday a judge sentenced his doctor to two years in prison, and the "
    "brothers condemned the sentence as too mild. The company declined to comment. The brothers "
    "said the idea was shameful and that friends of the family were hurt. He died in a bath at "
    "his house near the coast. Neighbours remember a shy man who fed the cats of the street and "
    "paid for the repair of the school roof. His songs still sell in great numbers, and his house "
    "has become a place of pilgrimage."
)


UNREST = (
    "Thousands of people marched through Conakry on Monday against the price of bread. The "
    "death of at least five people in the protests was confirmed by a hospital. The "
    "government of Guinea has promised to lower the tax on flour by the end of the month. "
    "Shops in the centre stayed closed, and buses did not run. The marchers carried empty "
    "pots and sang on the bridges. A teacher who had walked from the suburbs said that her "
    "pay no longer lasted a week. The mayor asked the crowd for patience and met a delegation"
    " of mothers at the town hall. Another march is planned for Friday. Aid groups say that a"
    " third of all households in the region eat once a day, and that the harvest has been "
    "poor for three years because the rains came late."
)


def test_a_match_has_no_political_events(coded: Coder) -> None:
    assert coded(MATCH) == ()


def test_police_at_a_match_are_still_told(coded: Coder) -> None:
    told = coded(MATCH + " Police arrested 40 supporters outside the stadium on Sunday.")
    assert [m.type for m in told] == ["COERCE"]


def test_nobody_is_killed_by_an_illness(coded: Coder) -> None:
    assert [m for m in coded(ILLNESS) if m.type == "ASSAULT"] == []


def test_an_illness_is_no_attack_beside_a_real_one(coded: Coder) -> None:
    told = coded(ILLNESS + " Rebels killed four soldiers near the northern border on Sunday.")
    assert [m.trigger.text for m in told if m.type == "ASSAULT"] == ["killed"]


def test_a_quarrel_among_heirs_is_not_politics(coded: Coder) -> None:
    assert coded(GOSSIP) == ()


def test_a_minister_makes_it_politics(coded: Coder) -> None:
    told = coded(GOSSIP + " The culture minister of Peru condemned the programme on Friday.")
    assert "ACCUSE" in {m.type for m in told}


def test_a_toll_of_unrest_stays(extractor: Extractor) -> None:
    raw = RawArticle(body=UNREST, published_at="2025-03-12")
    article = clean(raw, now=datetime(2025, 3, 13, tzinfo=UTC))
    likely = [e for events in extractor.propose(article) for e in choose(events, 0.2)]
    assert "death" in {e.candidate.trigger.text for e in relevant(likely)}


def test_topics_that_use_words_of_war_are_topics() -> None:
    assert relevance_words().played_topics <= topic_words().keys()


@pytest.mark.parametrize("table", ["bodies", "illnesses", "dying"])
def test_words_of_relevance_are_lower_case(table: str) -> None:
    words = getattr(relevance_words(), table)
    assert words
    assert [w for w in words if w != w.lower()] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Bishops in Suva condemned the coup.", "ACCUSE", id="coup"),
        pytest.param("Officials in Manila blamed the Abu Sayyaf for the ferry bombing.", "ACCUSE",
                     id="bombing"),
        pytest.param("Cuba denounced the broadcasts as an act of aggression.", "ACCUSE",
                     id="aggression"),
    ],
)  # fmt: skip
def test_what_words_are_about_is_no_act_of_its_own(coded: Coder, text: str, kind: str) -> None:
    assert {m.type for m in coded(text)} == {kind}


def test_both_who_exchanged_gunfire_fought(coded: Coder) -> None:
    text = "The gang laid siege to the airport, exchanging gunfire with police and soldiers."
    (event,) = [m for m in coded(text) if m.type == "ASSAULT"]
    assert [a.sector for a in event.actors] == ["CRM", "COP", "MIL"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A bomb tore through a market in Maiduguri on Monday, killing 12 people. "
         "The market was crowded with shoppers.", 1),
        ("Nineteen people died in the shelling of the market in Kassala. Traders left the market "
         "before the price of bread rose.", 1),
        ("The film, in which a bomb kills twelve bankers, had its premiere in Venice. The actor "
         "and the director watched the movie on the red carpet.", 0),
        ("Shares fell as the bank was hit by losses. The market lost 4 percent and traders said "
         "the sale of bonds had killed the rally.", 0),
    ],
    ids=["bombed market", "shelled market", "film", "shares"],
)  # fmt: skip
def test_a_market_is_a_place_where_arms_leave_a_toll(coded: Coder, text: str, count: int) -> None:
    assert len([m for m in coded(text) if m.type == "ASSAULT"]) == count

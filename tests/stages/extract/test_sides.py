"""Who did what to whom: the two sides of an act, in the constructions of news English.

Proposals are looked at, not what is kept of them, so that no fitted number decides a case.
"""

from __future__ import annotations

import pytest

from tests.stages.extract.proposals import Propose, on


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "recipients"),
    [
        pytest.param("The rebels threatened to attack Kenyan troops near the border.",
                     "THREATEN", "threatened", ["Kenyan troops"], id="threatened-deed"),
        pytest.param("Chile threatened to close its ports unless Bolivia withdrew the complaint.",
                     "THREATEN", "threatened", ["Bolivia"], id="condition"),
        pytest.param("The bank refused to respond to a request from Norwegian prosecutors.",
                     "REJECT", "refused", ["Norwegian prosecutors"], id="inside-what-is-refused"),
        pytest.param("The junta banned a veteran opposition leader from holding office.",
                     "COERCE", "banned", ["a veteran opposition leader"], id="object"),
        pytest.param("Fighters arrested his longtime rival Samuel Adeyemi on Monday.",
                     "COERCE", "arrested", ["his longtime rival"], id="name-beside-the-noun"),
        pytest.param("Two Danes were released from captivity on Sunday.",
                     "RETREAT", "released", ["Two Danes"], id="released-from"),
        pytest.param("Six miners were reported killed in the clashes.",
                     "ASSAULT", "killed", ["Six miners"], id="reported-killed"),
        pytest.param("Italy returned three ancient statues to the government of Libya.",
                     "RETREAT", "returned", ["the government of Libya"], id="returned-things"),
        pytest.param("The mayor allowed the Red Cross to visit the camp.",
                     "RETREAT", "allowed", ["the Red Cross"], id="allowed-to"),
        pytest.param("Government jets bombed rebel bunkers near Mekelle.",
                     "ASSAULT", "bombed", ["rebel"], id="whose-bunkers"),
        pytest.param("Women in black marched to the Kenyan embassy on Thursday.",
                     "PROTEST", "marched", ["the Kenyan embassy"], id="marched-to-an-embassy"),
        pytest.param("Seoul scrambled F-15 fighters on Friday.",
                     "MOBILIZE", "scrambled", [], id="own-fighters"),
    ],
)  # fmt: skip
def test_whom_an_act_concerns(
    proposed: Propose, text: str, kind: str, trigger: str, recipients: list[str]
) -> None:
    assert [r.text for r in on(proposed(text), kind, trigger).recipients] == recipients


def test_what_is_imposed_is_no_clause(proposed: Propose) -> None:
    text = "The European Union imposed asset freezes and travel bans on nine Togolese judges."
    event = on(proposed(text), "SANCTION", "freezes")
    assert [a.text for a in event.actors] == ["The European Union"]
    assert [r.text for r in event.recipients] == ["nine Togolese judges"]


def test_it_may_stand_for_a_navy(proposed: Propose) -> None:
    text = "The Chilean navy said on Saturday it had seized four trawlers off Arica."
    event = on(proposed(text), "COERCE", "seized")
    assert [(a.text, a.country, a.sector) for a in event.actors] == [("it", "CHL", "MIL")]


def test_they_may_stand_for_a_group(proposed: Propose) -> None:
    event = on(proposed("Boko Haram said they had killed nine soldiers."), "ASSAULT", "killed")
    assert [(a.text, a.name) for a in event.actors] == [("they", "Boko Haram")]


def test_a_capital_in_which_something_explodes_is_not_hit(proposed: Propose) -> None:
    event = on(proposed("Two bombs exploded in Algiers on Monday."), "ASSAULT", "exploded")
    assert event.recipients == []


def test_a_counted_part_is_what_is_counted(proposed: Propose) -> None:
    text = "12 of its members were beaten by party youths in Bindura."
    event = on(proposed(text), "ASSAULT", "beaten")
    assert [r.text for r in event.recipients] == ["12 of its members"]


def test_soldiers_sent_into_prisons_are_not_jailed(proposed: Propose) -> None:
    events = proposed("Ecuador sent 3,000 soldiers into its prisons.")
    assert {e.type for e in events} == {"MOBILIZE"}


def test_plotters_of_a_coup_are_no_coup(proposed: Propose) -> None:
    events = proposed("Coup plotters were jailed in Ankara.")
    assert {e.type for e in events} == {"COERCE"}


def test_time_given_until_an_hour_is_a_threat(proposed: Propose) -> None:
    text = "The general gave the government until noon on Friday to meet his demands."
    event = on(proposed(text), "THREATEN", "gave")
    assert [r.text for r in event.recipients] == ["the government"]


def test_whoever_foils_a_plot_does_not_attack(proposed: Propose) -> None:
    text = "Tunisian security forces foiled a plot to attack a synagogue."
    event = on(proposed(text), "ASSAULT", "attack")
    assert event.actors == []
    assert event.reading.modality == "negated"


def test_a_group_that_the_model_takes_for_a_person_attacks_and_does_not_scold(
    proposed: Propose,
) -> None:
    events = proposed("Boko Haram attacked the town of Bama on Monday.")
    assert {e.type for e in events} == {"ASSAULT"}


def test_what_was_hit_is_not_who_killed(proposed: Propose) -> None:
    text = "A raid by Chadian jets on a police post, which killed nine people, was filmed."
    event = on(proposed(text), "ASSAULT", "killed")
    assert [a.text for a in event.actors] == ["Chadian jets"]


def test_what_is_the_actors_own_is_no_recipient(proposed: Propose) -> None:
    event = on(proposed("Ghana agreed to open its borders next week."), "CONCEDE", "agreed")
    assert event.recipients == []


def test_the_giver_of_support_does_not_receive_it(proposed: Propose) -> None:
    event = on(proposed("The foreign ministry in Rabat voiced Morocco's support."), "SUPPORT",
               "voiced")  # fmt: skip
    assert event.recipients == []


def test_two_who_agree_with_nobody_else_agree_with_each_other(proposed: Propose) -> None:
    event = on(proposed("Peru and Ecuador agreed to end the boycott."), "CONCEDE", "agreed")
    assert event.candidate.symmetric
    assert [a.country for a in event.actors] == ["PER", "ECU"]


def test_one_who_agrees_alone_makes_no_mutual_act(proposed: Propose) -> None:
    event = on(proposed("The premier agreed to hold an inquiry."), "AGREE", "agreed")
    assert not event.candidate.symmetric


def test_whoever_says_who_is_responsible_is_the_one_who_accuses(proposed: Propose) -> None:
    event = on(proposed("The Malian army said the rebels were responsible."), "ACCUSE",
               "responsible")  # fmt: skip
    assert [a.text for a in event.actors] == ["The Malian army"]
    assert [r.text for r in event.recipients] == ["the rebels"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Nepal lifted its ban on the newspapers.", "COERCE", id="lifted"),
        pytest.param("Spain cancelled talks with Gabon.", "CONSULT", id="cancelled"),
    ],
)
def test_what_is_undone_is_not_proposed_as_done(proposed: Propose, text: str, kind: str) -> None:
    assert kind not in {e.type for e in proposed(text) if not e.candidate.variant}


def test_a_demand_that_is_accepted_stands_beside_its_acceptance(proposed: Propose) -> None:
    events = proposed("The government accepted the demands of the teachers.")
    accepted, demanded = on(events, "CONCEDE", "accepted"), on(events, "REQUEST", "demands")
    assert not {t.i for t in accepted.candidate.parts} & {t.i for t in demanded.candidate.parts}


def test_a_clause_with_a_subject_of_its_own_is_not_the_act_of_the_one_above(
    proposed: Propose,
) -> None:
    text = "London would lift the embargo if the group released all hostages, an aide said."
    event = on(proposed(text), "RETREAT", "released")
    assert event.actors == []


def test_whoever_counts_the_injured_has_not_injured_them(proposed: Propose) -> None:
    events = proposed("Organisers put the number of injured at 14.")
    assert [a.text for e in events if e.type == "ASSAULT" for a in e.actors] == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Four soldiers died and two were wounded in Gao.", "wounded"),
        ("Gunmen killed three soldiers and abducted two near Gao.", "abducted"),
    ],
    ids=["subject", "object"],
)
def test_a_bare_number_counts_what_was_counted_before(
    proposed: Propose, text: str, trigger: str
) -> None:
    assert [r.sector for r in on(proposed(text), "ASSAULT", trigger).recipients] == ["MIL"]


@pytest.mark.parametrize("road", ["the Trans-Canada Highway", "Jalan Merdeka Street"])
def test_a_road_that_is_blocked_is_nobody(proposed: Propose, road: str) -> None:
    event = on(proposed(f"Farmers blocked {road} on Monday."), "PROTEST", "blocked")
    assert event.recipients == []


def test_a_group_is_no_government(proposed: Propose) -> None:
    text = "Moscow has rejected the offer. The group released two hostages on Sunday."
    assert on(proposed(text), "RETREAT", "released").actors == []


@pytest.mark.parametrize(
    "text",
    ["Thousands of people protested in Seoul.", "Tens of thousands of miners rallied in La Paz."],
    ids=["protested", "rallied"],
)
def test_whoever_protests_is_not_protested_at(proposed: Propose, text: str) -> None:
    event = next(e for e in proposed(text) if e.type == "PROTEST")
    assert len(event.actors) == 1
    assert event.recipients == []


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "actor"),
    [
        pytest.param("Kenya accused Somalia of shelling a border town.",
                     "ASSAULT", "shelling", "Somalia", id="accused-of"),
        pytest.param("Ghana thanked Togo for releasing the soldiers.",
                     "RETREAT", "releasing", "Togo", id="thanked-for"),
        pytest.param("Peru was criticised by the union for detaining miners.",
                     "COERCE", "detaining", "Peru", id="criticised-by"),
        pytest.param("A court sentenced a general to nine years for killing a monk.",
                     "ASSAULT", "killing", "a general", id="sentenced-for"),
        pytest.param("Prosecutors charged a colonel with killing nine monks.",
                     "ASSAULT", "killing", "a colonel", id="charged-with"),
    ],
)  # fmt: skip
def test_whoever_is_judged_did_what_it_is_judged_for(
    proposed: Propose, text: str, kind: str, trigger: str, actor: str
) -> None:
    assert [a.name for a in on(proposed(text), kind, trigger).actors] == [actor]


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "actors"),
    [
        pytest.param("The bombing, carried out by Corsican separatists, killed two policemen.",
                     "ASSAULT", "killed", ["Corsican separatists"], id="subject"),
        pytest.param("Two nurses died in an ambush laid by Renamo rebels.",
                     "ASSAULT", "died", ["Renamo rebels"], id="died-in"),
        pytest.param("Three farmers were killed by shells fired by Chadian troops.",
                     "ASSAULT", "killed", ["Chadian troops"], id="weapon"),
        pytest.param("Four miners were killed when their bus hit a mine planted by guerrillas.",
                     "ASSAULT", "killed", ["guerrillas"], id="when-it-hit"),
        pytest.param("The massacre of 20 farmers, which was committed by paramilitaries, shocked "
                     "Peru.", "ASSAULT", "massacre", ["paramilitaries"], id="relative"),
        pytest.param("Two nurses died in an ambush filmed by Danish reporters.",
                     "ASSAULT", "died", [], id="filmed-by"),
    ],
)  # fmt: skip
def test_whoever_commits_a_deed_acts(
    proposed: Propose, text: str, kind: str, trigger: str, actors: list[str]
) -> None:
    assert [a.text for a in on(proposed(text), kind, trigger).actors] == actors


@pytest.mark.parametrize(
    "text",
    [
        "Peru said its forces had shelled Ecuadorean posts.",
        "Peru, whose forces shelled Ecuadorean posts on Friday, closed the border.",
    ],
)
def test_forces_are_of_whoever_has_them(proposed: Propose, text: str) -> None:
    event = on(proposed(text), "ASSAULT", "shelled")
    assert [(a.country, a.sector) for a in event.actors] == [("PER", "MIL")]


def test_they_are_all_whom_a_phrase_joins(proposed: Propose) -> None:
    text = "The foreign ministers of Chad and Niger met in Lome. They called on Libya to withdraw."
    event = on(proposed(text), "REQUEST", "called")
    assert [a.country for a in event.actors] == ["TCD", "NER"]


def test_what_a_town_is_pounded_with_is_not_hit(proposed: Propose) -> None:
    event = on(
        proposed("Rebel gunners pounded the town with heavy artillery."), "ASSAULT", "pounded"
    )
    assert [a.text for a in event.actors] == ["Rebel gunners"]
    assert event.recipients == []


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("The opposition leader was held in Harare on Monday.", "COERCE", "held"),
        ("Two reporters were turned back at the airport.", "REJECT", "turned"),
        ("The group freed two engineers on Monday.", "RETREAT", "freed"),
    ],
)
def test_whom_a_trade_or_post_names_is_a_person(
    proposed: Propose, text: str, kind: str, trigger: str
) -> None:
    assert on(proposed(text), kind, trigger).recipients


def test_a_newspaper_is_nobody(proposed: Propose) -> None:
    assert not proposed("Two newspapers were turned back at the airport.")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Parliament passed a vote of no confidence in the prime minister.", "vote"),
        ("The parliament in Podgorica passed a no-confidence vote in the government.", "vote"),
        ("The opposition tabled a motion of no confidence against the premier.", "motion"),
    ],
)
def test_a_vote_of_no_confidence_blames(proposed: Propose, text: str, trigger: str) -> None:
    event = on(proposed(text), "ACCUSE", trigger)
    assert event.actors
    assert [r.sector for r in event.recipients] == ["GOV"]


def test_a_vote_of_confidence_blames_nobody(proposed: Propose) -> None:
    events = proposed("The government won a vote of confidence in parliament.")
    assert "ACCUSE" not in {e.type for e in events}


def test_rebels_are_of_the_country_of_the_rebels_named(proposed: Propose) -> None:
    text = (
        "Norway sent an envoy to the talks on Monday, the Norwegian premier said in Oslo. Norway "
        "condemned the Liberation Tigers of Tamil Eelam. The rebels killed nine soldiers on Friday."
    )
    event = on(proposed(text), "ASSAULT", "killed")
    assert [(a.country, a.sector) for a in event.actors] == [("LKA", "REB")]

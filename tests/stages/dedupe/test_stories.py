"""Which articles tell one story."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest
from dedupe_desk import NOW, Desk, article, hours

from service.stages.dedupe.stories import story_id_of

FLOOD = (
    "Rescuers in Beira pulled forty people from rooftops after the Pungwe river burst its banks. "
    "Governor Lourdes Nhantumbo said the Pungwe had risen three metres since Friday and that "
    "Beira's central hospital was cut off. The Mozambican navy sent boats from Maputo."
)
FLOOD_LATER = (
    "Boats of the Mozambican navy reached the central hospital of Beira on Monday. Lourdes "
    "Nhantumbo, the governor, told reporters that the Pungwe river was falling and that most of "
    "those stranded on rooftops in Beira had been taken to Maputo."
)
TALKS = (
    "Negotiators of the Colombian government and the rebels met in Havana to agree on a truce. "
    "Envoy Camilo Restrepo said that the talks would go on until a ceasefire was signed. Cuban "
    "officials hosted the delegation at the Palacio de Convenciones."
)


def test_the_first_article_names_its_story(desk: Desk) -> None:
    first = desk.verdict(article(FLOOD, "a", title="Floods cut off Beira"))
    again = Desk().verdict(article(FLOOD, "a", title="Floods cut off Beira"))
    assert first.story_id == again.story_id


@pytest.mark.parametrize("article_id", ["", "a", "0f5f2c4e", "Ångström"])
def test_a_story_id_is_a_uuid_of_its_first_article(article_id: str) -> None:
    expected = uuid5(NAMESPACE_URL, f"wirecoder:story:{article_id}")
    assert story_id_of(article_id) == str(expected)


def test_an_independent_report_of_the_event_joins_its_story(desk: Desk) -> None:
    first = desk.verdict(article(FLOOD, "a", title="Floods cut off Beira"))
    later = desk.verdict(article(FLOOD_LATER, "b", title="Navy reaches Beira hospital"))
    assert later.verdict == "new"
    assert later.story_id == first.story_id


def test_another_event_opens_another_story(desk: Desk) -> None:
    first = desk.verdict(article(FLOOD, "a"))
    assert desk.verdict(article(TALKS, "b")).story_id != first.story_id


def test_a_copy_is_in_the_story_of_its_original(desk: Desk) -> None:
    first = desk.verdict(article(TALKS + " " + FLOOD, "a"))
    copy = desk.verdict(article("(Wire) " + TALKS + " " + FLOOD, "b"))
    assert (copy.verdict, copy.story_id) == ("copy", first.story_id)


@pytest.mark.parametrize(("days", "same"), [(1, True), (9, False)], ids=["open", "closed"])
def test_a_story_takes_new_articles_until_seven_quiet_days(
    desk: Desk, days: int, same: bool
) -> None:
    first = desk.verdict(article(FLOOD, "a", title="Floods cut off Beira"))
    at = NOW + hours(24 * days)
    title = "Floods still cut off Beira"
    later = article(FLOOD_LATER + " " + FLOOD, "b", title=title, published_at=at.isoformat())
    found = desk.verdict(later, now=at)
    assert (found.story_id == first.story_id) is same


def test_a_closed_story_leaves_the_table(desk: Desk) -> None:
    desk.screen(article(FLOOD, "a"))
    opened = {key for key in desk.table if key.startswith("s:")}
    at = NOW + hours(24 * 9)
    desk.screen(article(TALKS, "b", published_at=at.isoformat()), now=at)
    assert opened
    assert opened.isdisjoint(desk.table)


def test_a_story_keeps_a_bounded_number_of_articles(desk: Desk) -> None:
    for i in range(40):
        told = f"{FLOOD_LATER if i % 2 else FLOOD} Report {i} from district {i * 7}."
        desk.screen(article(told, f"a{i}", title="Floods in Beira"))
    stories = [key for key in desk.table if key.startswith("s:")]
    assert 1 <= len(stories) <= 12

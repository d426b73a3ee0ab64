"""What an article repeats, and that a restart changes no verdict."""

from __future__ import annotations

import random

import pytest
from dedupe_desk import NOW, Desk, article, hours, prose

from schemas.article import Boilerplate


def test_a_first_article_is_new_and_its_own_canonical(desk: Desk) -> None:
    item = article(prose(1, 300), "a")
    found = desk.verdict(item)
    assert (found.verdict, found.canonical_article_id) == ("new", item.article_id)


def test_the_same_words_elsewhere_are_a_copy_by_hash(desk: Desk) -> None:
    first = article(prose(1, 300), "a")
    desk.screen(first)
    found = desk.verdict(article(prose(1, 300).upper().replace(" ", "\n"), "b"))
    assert (found.verdict, found.method, found.similarity) == ("copy", "hash", 1.0)
    assert found.canonical_article_id == first.article_id


def _words_replaced(text: str, share: float) -> str:
    draw = random.Random(7)  # noqa: S311
    return " ".join("other" if draw.random() < share else w for w in text.split())


LONG = prose(2, 600)
PERTURBED = {
    "byline": "By Amina Diallo in Bamako " + LONG,
    "dateline and credit": "BAMAKO (Sahel Wire) - " + LONG + " All rights reserved by Sahel Wire.",
    "end cut to half": " ".join(LONG.split()[:300]),
    "halves swapped": " ".join([*LONG.split()[300:], *LONG.split()[:300]]),
    "three words in a hundred replaced": _words_replaced(LONG, 0.03),
}


@pytest.mark.parametrize("text", PERTURBED.values(), ids=PERTURBED.keys())
def test_a_lightly_changed_text_is_a_copy(desk: Desk, text: str) -> None:
    first = article(LONG, "a")
    desk.screen(first)
    found = desk.verdict(article(text, "b"))
    assert (found.verdict, found.method) == ("copy", "sketch")
    assert found.canonical_article_id == first.article_id


def test_a_rewritten_text_is_derived(desk: Desk) -> None:
    desk.screen(article(LONG, "a"))
    rewritten = " ".join([*LONG.split()[:330], *prose(3, 270).split()])
    assert desk.verdict(article(rewritten, "b")).verdict == "derived"


def test_a_text_that_quotes_a_quarter_is_new_with_a_hint_to_the_story(desk: Desk) -> None:
    first = article(LONG, "a")
    opened = desk.verdict(first)
    partly = " ".join([*LONG.split()[:150], *prose(3, 450).split()])
    found = desk.verdict(article(partly, "b"))
    assert (found.verdict, found.same_story_hint) == ("new", first.article_id)
    assert found.story_id == opened.story_id


def test_a_fifth_of_a_text_is_contained(desk: Desk) -> None:
    desk.screen(article(LONG, "a"))
    assert desk.verdict(article(" ".join(LONG.split()[200:320]), "b")).verdict == "contained"


def test_a_live_blog_grown_at_another_address_is_contained_not_a_copy(desk: Desk) -> None:
    desk.screen(article(LONG, "a"))
    assert desk.verdict(article(prose(5, 400) + " " + LONG, "b")).verdict == "contained"


def test_a_changed_text_at_the_same_address_is_an_update(desk: Desk) -> None:
    url = {"canonical_url": "https://example.org/port-strike"}
    first = article(LONG, "a", **url)
    desk.screen(first)
    found = desk.verdict(article(LONG + " " + prose(6, 200), "b", **url))
    assert (found.verdict, found.method) == ("update", "url")
    assert found.canonical_article_id == first.article_id


def test_the_same_text_at_the_same_address_is_a_copy(desk: Desk) -> None:
    url = {"canonical_url": "https://example.org/port-strike"}
    desk.screen(article(LONG, "a", **url))
    found = desk.verdict(article(LONG, "b", **url))
    assert (found.verdict, found.method) == ("copy", "url")


def test_a_copy_of_a_derived_text_is_extracted_again_as_derived(desk: Desk) -> None:
    first = article(LONG, "a")
    desk.screen(first)
    rewritten = " ".join([*LONG.split()[:360], *prose(3, 240).split()])
    desk.screen(article(rewritten, "b"))
    found = desk.verdict(article(rewritten, "c"))
    assert (found.verdict, found.canonical_article_id) == ("derived", first.article_id)


def test_a_chain_of_rewrites_does_not_drift_away_from_its_first_article(desk: Desk) -> None:
    fresh = [prose(20 + i, 600).split() for i in range(4)]
    desk.screen(article(" ".join(fresh[0]), "0"))
    second = [*fresh[0][:350], *fresh[1][:250]]
    assert desk.verdict(article(" ".join(second), "1")).verdict == "derived"
    third = [*second[300:], *fresh[2][:300]]
    assert desk.verdict(article(" ".join(third), "2")).verdict == "new"


SHORT = "Two miners were found alive on Tuesday in the flooded shaft near Potosi, rescuers said."


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (SHORT.replace("rescuers said", "the rescuers told local radio"), "copy"),
        (SHORT + " Another 14 remain missing.", "new"),
    ],
    ids=["equal numbers", "a new figure and no title"],
)
def test_short_texts_need_equal_numbers_or_titles(desk: Desk, text: str, verdict: str) -> None:
    desk.screen(article(SHORT, "a"))
    assert desk.verdict(article(text, "b")).verdict == verdict


def test_short_texts_with_like_titles_may_differ_in_numbers(desk: Desk) -> None:
    title = "Two miners found alive in Potosi"
    desk.screen(article(SHORT, "a", title=title))
    found = desk.verdict(article(SHORT + " 14 remain missing.", "b", title=title + " shaft"))
    assert found.verdict == "copy"


def test_wording_common_to_many_articles_makes_no_copy(desk: Desk) -> None:
    footer = prose(99, 120)
    for i in range(70):
        desk.screen(article(prose(100 + i, 200) + " " + footer, f"n{i}"))
    found = desk.verdict(article(prose(300, 200) + " " + footer, "last"))
    assert (found.verdict, found.same_story_hint) == ("new", None)


def test_marked_boilerplate_is_not_compared(desk: Desk) -> None:
    footer = prose(99, 300)
    for i in range(2):
        body = prose(100 + i, 200)
        marks = (Boilerplate(kind="copyright", start=len(body), end=len(body) + 1 + len(footer)),)
        found = desk.verdict(article(f"{body} {footer}", f"n{i}", boilerplate=marks))
        assert (found.verdict, found.same_story_hint) == ("new", None)


def test_many_copies_of_one_text_are_all_found(desk: Desk) -> None:
    first = article(LONG, "a")
    desk.screen(first)
    for i in range(150):
        found = desk.verdict(article(f"{LONG} Edition {i} of the day", f"c{i}"))
        assert (found.verdict, found.canonical_article_id) == ("copy", first.article_id)


def test_texts_published_more_than_72_hours_apart_are_not_compared(desk: Desk) -> None:
    desk.screen(article(LONG, "a", published_at=(NOW - hours(80)).isoformat()))
    assert desk.verdict(article(LONG + " again", "b")).verdict == "new"


def test_an_expired_article_is_deleted_from_the_table(desk: Desk) -> None:
    desk.screen(article(LONG, "a"))
    key = next(k for k in desk.table if k.startswith("a:"))
    desk.screen(article(prose(8, 100), "b"), now=NOW + hours(73))
    assert key not in desk.table
    assert len(desk.index) == 1


def test_a_late_article_is_still_compared_with_the_next_copy(desk: Desk) -> None:
    late = (NOW - hours(100)).isoformat()
    desk.screen(article(LONG, "a", published_at=late))
    desk.screen(article(prose(8, 100), "b"), now=NOW + hours(1))
    found = desk.verdict(article(LONG + " again", "c", published_at=late), now=NOW + hours(2))
    assert found.verdict == "copy"


@pytest.mark.parametrize(
    "published_at", ["2999-01-01", "1970-01-01", "yesterday", None, "2024-05-02T11:00:00-03:00"]
)
def test_any_publication_time_is_screened(desk: Desk, published_at: str | None) -> None:
    assert desk.verdict(article(LONG, "a", published_at=published_at)).verdict == "new"
    assert desk.verdict(article(LONG, "b", published_at=published_at)).verdict == "copy"


@pytest.mark.parametrize("text", ["", "!", "One word", "\ud83d \udcff", "東京で会談が行われた。"])
def test_texts_without_a_4_gram_are_screened(desk: Desk, text: str) -> None:
    assert desk.verdict(article(text, "a")).verdict == "new"
    assert desk.verdict(article(text, "b")).verdict == "copy"


def test_the_same_message_again_is_not_a_copy_of_itself(desk: Desk) -> None:
    item = article(LONG, "a")
    first = desk.screen(item, origin="news.clean.v1-0-7")
    again = desk.screen(item, origin="news.clean.v1-0-7", now=NOW + hours(2))
    assert again.screened == first.screened
    assert dict(again.writes).items() >= dict(first.writes).items()


def _stream(count: int) -> list[tuple[str, str, str]]:
    """A mixed stream: texts, copies, cuts, rewrites, footers and changed pages."""
    draw = random.Random(3)  # noqa: S311
    out = []
    for i in range(count):
        base = prose(draw.randrange(count // 3), 220).split()
        cut = base[: draw.choice([60, 120, 220])]
        extra = prose(1000 + i, draw.choice([0, 5, 80, 200]))
        footer = prose(5000, 40) if draw.random() < 0.6 else ""
        url = f"https://example.org/{draw.randrange(count * 2)}"
        out.append((" ".join([*cut, extra, footer]), f"m{i}", url))
    return out


def test_after_a_restart_verdicts_are_the_same_as_without_it() -> None:
    stream = [article(t, n, canonical_url=u) for t, n, u in _stream(360)]
    steady, broken = Desk(), Desk()
    for i, item in enumerate(stream):
        now = NOW + hours(i / 3)
        if i % 60 == 59:
            broken = broken.recovered(seed=i)
        assert broken.screen(item, now=now) == steady.screen(item, now=now)
    assert broken.table == steady.table
